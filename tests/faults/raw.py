"""A peer on a raw socket: it says byte for byte what it likes, and reads what comes back.

It knows just enough of RFC 6455 to be wrong on purpose in one thing at a time.
"""

import base64
import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import msgspec
import psutil
import pytest

from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.web.access import TICKET_S
from tests.e2e.servers import Server, running
from tests.live.lines import an_id

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
WITHIN_S = 12.0
GONE = -1  # the line was dropped, with no close frame


@dataclass(frozen=True)
class Frame:
    """A frame as it came."""

    opcode: int
    payload: bytes
    fin: bool = True
    rsv: int = 0

    @property
    def code(self) -> int:
        return struct.unpack("!H", self.payload[:2])[0] if len(self.payload) >= 2 else 1005


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    rsv: int = 0,
    masked: bool = True,
    length: int | None = None,
    long: int = 0,
) -> bytes:
    """Return a frame of a client.

    Args:
        opcode: its four bits.
        payload: what it holds.
        fin: whether it ends its message.
        rsv: the three reserved bits, 4 for RSV1.
        masked: whether it is masked, as a client's must be.
        length: what it claims to hold; what it holds if None.
        long: 2 or 8 writes the length in so many bytes though fewer would do.
    """
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    bit = 0x80 if masked else 0
    size = len(payload) if length is None else length
    if long == 8 or (not long and size > 0xFFFF):
        head = struct.pack("!BBQ", first, bit | 127, size)
    elif long == 2 or (not long and size > 125):
        head = struct.pack("!BBH", first, bit | 126, size)
    else:
        head = struct.pack("!BB", first, bit | size)
    if not masked:
        return head + payload
    mask = b"\x37\xfa\x21\x3d"  # any will do; this one is RFC 6455's
    repeated = mask * (len(payload) // 4 + 1)
    words = int.from_bytes(payload, "big") ^ int.from_bytes(repeated[: len(payload)], "big")
    return head + mask + words.to_bytes(len(payload), "big")


class Peer:
    """One TCP connection to the server."""

    def __init__(self, server: Server) -> None:
        host, port = server.url.removeprefix("http://").split(":")
        self.host = f"{host}:{port}"
        self._socket = socket.create_connection((host, int(port)), timeout=WITHIN_S)
        self._read = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._socket.close()

    def say(self, data: bytes, *, chop: int = 0) -> bool:
        """Send, in pieces of so many bytes if asked; tell whether it was taken."""
        pieces = [data[at : at + chop] for at in range(0, len(data), chop)] if chop else [data]
        try:
            for piece in pieces:
                self._socket.sendall(piece)
        except (ConnectionError, TimeoutError):
            return False
        return True

    def upgrade(self, path: str, *, extra: bytes = b"", **changed: str | None) -> bytes:
        """Ask for a WebSocket, with headers changed or left out (None), and return the answer."""
        headers = {
            "Host": self.host,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec_WebSocket_Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec_WebSocket_Version": "13",
        } | changed
        lines = [f"{n.replace('_', '-')}: {v}" for n, v in headers.items() if v is not None]
        self.say(
            f"GET {path} HTTP/1.1\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n" + extra
        )
        return self.head()

    def head(self) -> bytes:
        """Return the head of an answer; nothing if the line was dropped."""
        while b"\r\n\r\n" not in self._read:
            if not self._more():
                return self._read
        head, _, self._read = self._read.partition(b"\r\n\r\n")
        return head

    def status(self) -> int:
        """Return the status of an answer, GONE if the line was dropped."""
        head = self.head()
        return int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/1.1 ") else GONE

    def frames(self) -> Iterator[Frame]:
        """Yield what comes, until the line ends."""
        while True:
            found = self._frame()
            if found is not None:
                yield found
            elif not self._more():
                return

    def until(self, opcode: int) -> Frame | None:
        """Return the next frame of this kind, None if the line ends before."""
        return next((each for each in self.frames() if each.opcode == opcode), None)

    def close_code(self) -> int:
        """Wait for the end, and return the code of the close frame, GONE without one."""
        closed = self.until(CLOSE)
        return closed.code if closed else GONE

    def is_dropped(self) -> bool:
        """Wait for the end of the line, whatever is said before."""
        while self._more():
            self._read = b""
        return True

    def _more(self) -> bool:
        try:
            some = self._socket.recv(65_536)
        except ConnectionError:
            return False
        self._read += some
        return bool(some)

    def _frame(self) -> Frame | None:
        data = self._read
        if len(data) < 2:
            return None
        size, at = data[1] & 0x7F, 2
        if size >= 126:
            width = 2 if size == 126 else 8
            size, at = int.from_bytes(data[2 : 2 + width], "big"), 2 + width
        if len(data) < at + size:
            return None
        self._read = data[at + size :]
        first = data[0]
        return Frame(first & 15, data[at : at + size], bool(first & 0x80), first >> 4 & 7)


@dataclass(frozen=True)
class Hall:
    """A running server with a workshop in it, and its facilitator."""

    server: Server
    workshop: WorkshopId
    login: str
    facilitator: ParticipantId
    join_code: str
    link: str
    # The tickets it was given, and when.
    kept: list[tuple[float, str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/w/{self.workshop}/socket"

    @property
    def pid(self) -> int:
        return self.server.pid

    def ticket(self) -> str:
        """A ticket that is still good; one person is given fewer than there are peers."""
        if not self.kept or time.monotonic() - self.kept[-1][0] > TICKET_S / 2:
            answer = self.post("ticket").raise_for_status()
            self.kept.append((time.monotonic(), str(answer.json()["ticket"])))
        return self.kept[-1][1]

    def post(self, page: str, **request: Any) -> httpx.Response:
        return httpx.post(
            f"{self.server.url}/w/{self.workshop}/{page}",
            headers={"authorization": f"Bearer {self.login}"},
            **request,
        )

    @contextmanager
    def opened(self) -> Iterator[Peer]:
        """A peer whose WebSocket is accepted, and who has said nothing yet."""
        with Peer(self.server) as peer:
            assert b" 101 " in peer.upgrade(self.path)
            yield peer

    @contextmanager
    def welcomed(self) -> Iterator[Peer]:
        """A peer who said hello and has the board."""
        with self.opened() as peer:
            peer.say(frame(BINARY, message(t="hello", v=1, ticket=self.ticket())))
            await_kind(peer, "snapshot")
            yield peer

    def rss_mb(self) -> float:
        return psutil.Process(self.pid).memory_info().rss / 2**20

    def said(self) -> str:
        """What the server wrote so far."""
        return self.server.log_file.read_text()


def message(**fields: Any) -> bytes:
    """Return a message of the wire."""
    return msgspec.msgpack.encode(fields)


def await_kind(peer: Peer, kind: str) -> dict[str, Any]:
    """Return the next message of this kind."""
    for each in peer.frames():
        if each.opcode == BINARY:
            told: dict[str, Any] = msgspec.msgpack.decode(each.payload)
            if told["t"] == kind:
                return told
        assert each.opcode != CLOSE, each.code
    pytest.fail(f"no {kind} came")


def is_well(witness: Peer) -> bool:
    """Tell whether a connection that was there all the time still works, both ways."""
    stamp = str(time.monotonic_ns()).encode()
    told = frame(BINARY, message(t="pong", now=0)) + frame(PING, stamp)
    if not witness.say(told):
        return False
    for each in witness.frames():
        if each.opcode == PONG and each.payload == stamp:
            return True
        if each.opcode == PING:
            witness.say(frame(PONG, each.payload))
        assert each.opcode != CLOSE, each.payload
    return False


@contextmanager
def a_hall(folder: Path) -> Iterator[Hall]:
    """A server with one workshop, for the length of a test or a module."""
    # One peer after the other comes in faster here than a crowd ever may.
    with running(folder, environ={"CODESIGN_ADMIT_BURST": "100000"}) as server:
        body = {"workshop": an_id("hall"), "facilitator": an_id("runs"), "title": "A better bus"}
        granted = httpx.post(f"{server.url}/workshops", json=body).raise_for_status().json()
        yield Hall(
            server=server,
            workshop=WorkshopId(body["workshop"]),
            login=granted["login"],
            facilitator=ParticipantId(body["facilitator"]),
            join_code=granted["join_code"],
            link=granted["facilitator_link"],
        )
