"""A WebSocket frame made once and handed to everybody.

A server's frames are not masked, so the same bytes go to any number of
connections. We never fragment and never compress: a finished frame can then be
written between any two others.
"""

from typing import Final

FIN_BINARY: Final = b"\x82"  # the last frame of its message, opcode 2: RFC 6455, section 5.2

# The length is in the second byte, or that byte says how many bytes of length follow it.
SHORT_BYTES: Final = 125
MEDIUM_BYTES: Final = 0xFFFF


def server_frame(payload: bytes) -> bytes:
    """Return the finished binary frame that carries this payload."""
    size = len(payload)
    if size <= SHORT_BYTES:
        return FIN_BINARY + size.to_bytes(1, "big") + payload
    if size <= MEDIUM_BYTES:
        return FIN_BINARY + b"\x7e" + size.to_bytes(2, "big") + payload
    return FIN_BINARY + b"\x7f" + size.to_bytes(8, "big") + payload
