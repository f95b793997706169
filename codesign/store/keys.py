"""The keys that seal people's words, in a database of their own.

Every person and every contribution has a key, and the workshop itself has one
(owner ""). Erasing overwrites the key: the sealed bytes, and every hash over
them, stay as they were, and nobody can read them again. A key has generations,
so that a redacted contribution gets a new key for its new words; a number is
never used twice, because a destroyed key leaves its row behind.

A new key is on disk before the words that it seals, or can be made again from
what is: then from time to time the log has them `settle`, and where a crash lost
some in between, the next opening makes them again (`mend`). Destroying one
destroys also what it could be made from.

A sealed text is, in bytes: 1 (this layout), the generation (4, big-endian), a
nonce (12), then AES-256-GCM ciphertext and tag. What it is bound to, the
associated data, is `mapper.py`'s business.

Where the keys lie is `sqlite_keys.py`'s business or `postgresql_keys.py`'s;
`tests/store/keys_contract.py` is what both have to pass.
"""

import struct
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Final, NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from codesign.domain.ids import WorkshopId
from codesign.store.errors import UnsealError

_LAYOUT: Final = 1
_HEADER: Final = struct.Struct(">BI")
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_TEXT_AT: Final = _HEADER.size + _NONCE_BYTES
KEY_BYTES: Final = 32
NO_KEY: Final = bytes(KEY_BYTES)
IDENTITY_BYTES: Final = 16
SERVER_SECRET_BYTES: Final = 32

Random = Callable[[int], bytes]
# A workshop, and whose key in it.
Owner = tuple[WorkshopId, str]


class Destruction(NamedTuple):
    """An erasure: the owner's keys of generations before this one are to go."""

    workshop: WorkshopId
    owner: str
    generation: int


class Unsealing(Protocol):
    """What reads sealed words."""

    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        """Return the text, or "" when its key was destroyed.

        Raises:
            UnsealError: there never was such a key here, or the bytes, or what
                they are bound to, are not those that were sealed.
        """


class Sealing(Protocol):
    """The sealing of one batch; got from `Keys.sealing`, which commits it.

    Each owner's newest key is looked up once a batch. It may be a process
    behind: then the batch's version is taken too, and it is sealed afresh.
    """

    def seal(self, workshop: WorkshopId, owner: str, text: str, bound_to: bytes) -> bytes:
        """Return the text sealed under the owner's newest key."""

    def renew(self, workshop: WorkshopId, owner: str) -> int:
        """Give the owner a new key from here on, and return its generation."""


class Keys(Unsealing, Protocol):
    """The keys database; safe to use from any thread."""

    @property
    def identity(self) -> bytes:
        """Which keys these are: the log they belong to remembers it."""

    @property
    def server_secret(self) -> bytes:
        """What the server signs links and cookies with."""

    def renew_server_secret(self) -> None:
        """Sign with another secret from now on, and forget the one before.

        Raises:
            StorageError: it may not be done, or not yet everywhere; do it again.
        """

    def sealing(self, *, at_once: bool = False) -> AbstractContextManager[Sealing]:
        """Seal the words of one batch; a crash loses none of the keys made for it.

        The log's transaction comes after that, never before: a key without
        words is harmless, words without a key are lost.

        Args:
            at_once: whether the keys must be on disk at the end, since what they
                seal is not among what `mend` is told of.

        Raises:
            StorageError: no key was kept, and the batch must not be written.
            FlushFailedError: nobody knows.
        """

    def reading(self, workshop: WorkshopId) -> Unsealing:
        """Return what unseals the words of one reading of a workshop, from its start to its end.

        What is destroyed while it lasts, it may or may not read.
        """

    def destroy(self, destructions: Iterable[Destruction]) -> None:
        """Overwrite these keys for good; those that are gone already stay gone.

        Raises:
            StorageError: it is not done, or not yet everywhere; do it again.
        """

    @property
    def is_to_settle(self) -> bool:
        """Tell whether so many keys were made that they should be settled."""
        return False

    @property
    def settled(self) -> int | None:
        """The position in the log up to which all keys are on disk; None where all always are."""
        return None

    def settle(self, position: int) -> None:
        """Have all keys made so far on disk, among them those of the log up to this position.

        Raises:
            StorageError: they are as they were.
            FlushFailedError: nobody knows.
        """

    def mending(self) -> AbstractContextManager[Unsealing]:
        """Return what unseals words, and makes the keys of those again that a crash took.

        Told all words behind `settled`, before anything is sealed or destroyed.

        Raises:
            StorageError: nothing was made.
        """
        return nullcontext(self)

    def close(self) -> None:
        """Close the database; harmless when it is closed already."""


class NewestKey(NamedTuple):
    """The newest key of an owner; `cipher` is None when it was destroyed, or there is none yet."""

    generation: int
    cipher: AESGCM | None


def sealed_under(key: NewestKey, text: str, bound_to: bytes, random: Random) -> bytes:
    """Return the text sealed under a key that is there."""
    assert key.cipher is not None  # noqa: S101 - whoever asks has made one
    nonce = random(_NONCE_BYTES)
    words = key.cipher.encrypt(nonce, text.encode(), bound_to)
    return _HEADER.pack(_LAYOUT, key.generation) + nonce + words


def generation_of(sealed_text: bytes) -> int:
    """Return the generation of the key that a text is sealed under.

    Raises:
        UnsealError: these bytes are no sealed text.
    """
    if len(sealed_text) < _TEXT_AT + _TAG_BYTES or sealed_text[0] != _LAYOUT:
        raise UnsealError("sealed words are damaged, or of a newer kind")
    generation: int = _HEADER.unpack_from(sealed_text)[1]
    return generation


def unsealed_by(found: tuple[int, bytes] | None, sealed_text: bytes, bound_to: bytes) -> str:
    """Return the text, or "" when its key was destroyed.

    Args:
        found: whether the key was destroyed, and the key; None when there never was one.
        sealed_text: what `sealed_under` made.
        bound_to: what it was bound to.

    Raises:
        UnsealError: there was no such key, or the bytes do not fit it.
    """
    if found is None:
        raise UnsealError("the key is not in the keys database: is it the right one?")
    destroyed, key = found
    if destroyed:
        return ""
    nonce, words = sealed_text[_HEADER.size : _TEXT_AT], sealed_text[_TEXT_AT:]
    try:
        return AESGCM(key).decrypt(nonce, words, bound_to).decode()
    except InvalidTag as error:
        raise UnsealError("sealed words do not fit their key: damaged, or moved") from error
