"""Messages one behind the other in a body of bytes, where WebSockets are blocked (SPEC.md, T2)."""

from typing import Final

from codesign.protocol.codec import FRAME_BYTES, BadFrameError

LENGTH_BYTES: Final = 4
# No message is so long: what follows is the end.
_GOODBYE: Final = b"\xff" * LENGTH_BYTES
# What one post may hold: the largest message there is, or more that are smaller (rule T4).
BATCH_BYTES: Final = LENGTH_BYTES + FRAME_BYTES


def framed(payload: bytes) -> bytes:
    """Return a message behind its length."""
    return len(payload).to_bytes(LENGTH_BYTES, "big") + payload


def goodbye(code: int, reason: str) -> bytes:
    """Return the end of a stream: its mark, then what a close frame would say."""
    return _GOODBYE + code.to_bytes(2, "big") + reason.encode()


def messages(body: bytes) -> list[bytes]:
    """Return the messages of a batch.

    Raises:
        BadFrameError: a length leads past the end.
    """
    found: list[bytes] = []
    at = 0
    while at < len(body):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(body[at:start], "big")
        if at > len(body):
            raise BadFrameError("a length that does not fit its batch")
        found.append(body[start:at])
    return found
