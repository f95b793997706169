"""How each server is spoken to: what opens a line, and one note as a frame.

A note is the same for all: an identifier, the stage it belongs to and a text, 150 to 200 bytes in
a frame. Its text carries a number between two `@`, which comes back wherever the note is told.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

import msgspec
from pycrdt import Doc, Map

from codesign.app import new_id
from tests.load.peers import frame as message

TEXT: Final = "A bench at the stop, well out of the wind and rain"
_TEXT_FRAME, _BINARY_FRAME = 0x81, 0x82
_LONGEST_SHORT: Final = 125


class Step(NamedTuple):
    """A frame to send, and what must be heard before the next; nothing where that is empty."""

    said: bytes
    heard: bytes


class Speaker(Protocol):
    """One person's line, before and after it is open."""

    @property
    def path(self) -> str:
        """Where to knock."""

    def opening(self) -> Sequence[Step]:
        """Return what opens the line once the WebSocket is open."""

    def note(self, number: int) -> bytes:
        """Return the frame of another note."""


def note(number: int) -> dict[str, str]:
    """Return the content of a note."""
    return {"idea": new_id(), "stage": _STAGE, "text": f"{TEXT} @{number:08}@"}


_STAGE: Final = new_id()


class Ours:
    """A participant of a workshop of ours."""

    def __init__(self, workshop: str, stage: str, ticket: "Ticket") -> None:
        self.path = f"/w/{workshop}/socket"
        self._stage = stage
        self._ticket = ticket

    def opening(self) -> Sequence[Step]:
        hello = {"t": "hello", "v": 1, "ticket": self._ticket(), "have": None}
        return [Step(message(hello), b"hash8")]

    def note(self, number: int) -> bytes:
        return message(
            {
                "t": "command",
                "id": new_id(),
                "type": "SubmitIdea",
                "data": note(number) | {"stage": self._stage},
            }
        )


class Ticket(Protocol):
    """Gets a ticket when it is called, since one is good for a moment only."""

    def __call__(self) -> str: ...


class Yjs:
    """A Yjs client: a document of its own, whose changes are sent as updates."""

    def __init__(self, room: int) -> None:
        self.path = f"/{room}"
        self._updates: list[bytes] = []
        self._document = Doc()
        self._notes = self._document.get("notes", type=Map)
        self._watching = self._document.observe(lambda event: self._updates.append(event.update))

    def opening(self) -> Sequence[Step]:
        return ()

    def note(self, number: int) -> bytes:
        content = note(number)
        self._notes[content.pop("idea")] = content
        return framed(self._addressed(b"\x00\x02" + _counted(self._updates.pop())))

    def _addressed(self, said: bytes) -> bytes:
        return said


class Hocuspocus(Yjs):
    """The same through Hocuspocus, which wants the document's name in each message, and a token."""

    def __init__(self, room: int) -> None:
        super().__init__(room)
        self.path = "/"
        self._name = _counted(f"room-{room}".encode())

    def opening(self) -> Sequence[Step]:
        token = self._addressed(b"\x02\x00" + _counted(b"anybody"))
        nothing_yet = self._addressed(b"\x00\x00" + _counted(b"\x00"))
        return [Step(framed(token), b"read-write"), Step(framed(nothing_yet), b"\x00\x00")]

    def _addressed(self, said: bytes) -> bytes:
        return self._name + said


class SocketIo:
    """socket.io over a WebSocket, in its own text protocol."""

    def __init__(self, room: int) -> None:
        self.path = f"/socket.io/?EIO=4&transport=websocket&room={room}"

    def opening(self) -> Sequence[Step]:
        return [Step(framed(b"40", _TEXT_FRAME), b"40{")]

    def note(self, number: int) -> bytes:
        return framed(b"42" + _json(["note", note(number)]), _TEXT_FRAME)


class Ws:
    """JSON through a bare relay."""

    def __init__(self, room: int) -> None:
        self.path = f"/{room}"

    def opening(self) -> Sequence[Step]:
        return ()

    def note(self, number: int) -> bytes:
        return framed(_json({"t": "note"} | note(number)), _TEXT_FRAME)


class BinaryWs(Ws):
    """The same in binary frames."""

    def note(self, number: int) -> bytes:
        return framed(_json({"t": "note"} | note(number)))


def framed(payload: bytes, opcode: int = _BINARY_FRAME) -> bytes:
    """Return a masked frame; a mask of zeros changes nothing."""
    size = len(payload)
    length = bytes([0x80 | size]) if size <= _LONGEST_SHORT else b"\xfe" + size.to_bytes(2, "big")
    return bytes([opcode]) + length + bytes(4) + payload


def _counted(said: bytes) -> bytes:
    """Return bytes after their length, as lib0 writes it: seven bits a byte, the least first."""
    size, length = len(said), bytearray()
    while size > 0x7F:
        length.append(0x80 | size & 0x7F)
        size >>= 7
    return bytes(length) + bytes([size]) + said


def _json(said: Mapping[str, Any] | Sequence[Any]) -> bytes:
    return msgspec.json.encode(said)
