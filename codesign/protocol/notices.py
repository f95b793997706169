"""What the processes over one log tell each other by a bus: SPEC.md rules N1 to N5.

A notice is sealed with a key made from the server's secret, which only they have: whoever
else writes to the bus is not believed, and two logs that share one bus do not hear each other.
"""

import hmac
from hashlib import sha256
from typing import Final

import msgspec

from codesign.domain.ids import ParticipantId, WorkshopId

_SEAL_BYTES: Final = 16


class BadNoticeError(Exception):
    """These bytes are no notice of ours."""


class Reached(msgspec.Struct, frozen=True, tag_field="t", tag="reached"):
    """A workshop's log has come to a version."""

    workshop: WorkshopId
    head: int


class Here(msgspec.Struct, frozen=True, tag_field="t", tag="here"):
    """Who is connected to a workshop through a process, and who types there."""

    workshop: WorkshopId
    process: str
    people: frozenset[ParticipantId]
    typing: frozenset[ParticipantId]


Notice = Reached | Here


class Alive(msgspec.Struct, frozen=True, tag_field="t", tag="alive"):
    """A process works, on the log of this name; told to everybody on the bus, and not sealed."""

    log: str
    process: str


_encode: Final = msgspec.msgpack.Encoder().encode
_decoder: Final[msgspec.msgpack.Decoder[Notice]] = msgspec.msgpack.Decoder(Notice)
_alive_decoder: Final = msgspec.msgpack.Decoder(Alive)


class Notices:
    """Seals and opens the notices of one log.

    Args:
        secret: what all processes over the log have, and nobody else.
    """

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"codesign notices", "sha256")
        # What tells this log from others on the same bus; it gives nothing away.
        self.log = hmac.digest(self._key, b"name", "sha256")[:8].hex()

    def sealed(self, notice: Notice) -> bytes:
        """Return the bytes of a notice."""
        payload = _encode(notice)
        return self._seal(payload) + payload

    def opened(self, sealed: bytes) -> Notice:
        """Return the notice in these bytes.

        Raises:
            BadNoticeError: it is none, or nobody over this log told it.
        """
        seal, payload = sealed[:_SEAL_BYTES], sealed[_SEAL_BYTES:]
        if not hmac.compare_digest(seal, self._seal(payload)):
            raise BadNoticeError
        return _decoder.decode(payload)

    def _seal(self, payload: bytes) -> bytes:
        return hmac.new(self._key, payload, sha256).digest()[:_SEAL_BYTES]


def alive_bytes(alive: Alive) -> bytes:
    """Return the bytes that say a process works."""
    return _encode(alive)


def alive_of(payload: bytes) -> Alive:
    """Return which process these bytes say works.

    Raises:
        BadNoticeError: they say no such thing.
    """
    try:
        return _alive_decoder.decode(payload)
    except msgspec.DecodeError as error:
        raise BadNoticeError from error
