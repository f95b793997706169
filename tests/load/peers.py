"""Peers that cost next to nothing: raw sockets that are welcomed, and then read, or do not."""

import http.client
import json
import os
import select
import socket
import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Final, Self

import msgspec

from codesign.app import new_id
from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange
from codesign.cli.lines import Lines
from codesign.domain.commands import OpenStage
from codesign.domain.ids import CommandId, ParticipantId, StageId, WorkshopId
from tests.load.hosting import Hosted

A_SMALL_BUFFER: Final = 4096
_HANDSHAKE: Final = (
    "GET /w/{workshop}/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)


class Tickets:
    """Asks for tickets, one after the other on one connection."""

    def __init__(self, server: Hosted, workshop: WorkshopId) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self._path = f"/w/{workshop}/ticket"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def ticket(self, login: str) -> str:
        """Return a ticket, waiting for its turn where there is one."""
        while True:
            try:
                self._connection.request(
                    "POST", self._path, headers={"authorization": f"Bearer {login}"}
                )
                answer = self._connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionError):
                # The server lets a connection go that was not used for some seconds.
                self._connection.close()
                continue
            body = answer.read()
            if answer.status == 200:
                return str(json.loads(body)["ticket"])
            time.sleep(int(answer.headers["Retry-After"]))


async def a_workshop(
    api: Api, people: int
) -> tuple[WorkshopId, str, StageId, dict[ParticipantId, str]]:
    """A workshop whose first stage is open: it, who runs it, the stage, and everybody's logins."""
    workshop, facilitator = WorkshopId(new_id()), ParticipantId(new_id())
    granted = await api.create_workshop(workshop, facilitator, {"title": "Load"}, "")
    assert granted is not None
    names = {ParticipantId(new_id()): f"Person {n}" for n in range(people)}
    logins = await api.add_people(workshop, granted.login, names)
    return workshop, granted.login, await _open_stage(api, workshop, granted.login), logins


async def _open_stage(api: Api, workshop: WorkshopId, login: str) -> StageId:
    stages = await stages_of(api, workshop, login)
    first = min(
        (each for each in stages if stages[each]["kind"] == "ideas"),
        key=lambda each: stages[each]["order"],
    )
    if not stages[first]["open"]:
        await api.ask(workshop, login, CommandId(new_id()), OpenStage(stage=first))
    return first


async def stages_of(api: Api, workshop: WorkshopId, login: str) -> dict[StageId, dict[str, Any]]:
    """Return the stages of a workshop as its board tells them."""
    board = BoardCopy()
    async with Lines(Exchange(api, workshop)) as lines:
        lines.open(ParticipantId(""), login, board)
        await board.until(lambda copy: bool(copy.of("stages")))
    return {StageId(each): record for each, record in board.of("stages").items()}


def welcomed(
    server: Hosted, workshop: WorkshopId, ticket: str, *, receive_buffer: int = 0, source: str = ""
) -> socket.socket:
    """Open a line into a room and say hello; what comes back is left to be read."""
    line = socket.socket()
    if receive_buffer:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    if source:
        line.bind((source, 0))
    line.connect(("127.0.0.1", server.port))
    line.sendall(_HANDSHAKE.format(workshop=workshop, port=server.port).encode())
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        more = line.recv(1)
        if not more:
            raise ConnectionError(answer)
        answer += more
    if b" 101 " not in answer:
        raise ConnectionError(answer)
    line.sendall(frame({"t": "hello", "v": 1, "ticket": ticket, "have": None}))
    return line


def frame(message: Mapping[str, object]) -> bytes:
    """Return a message in a masked frame; a mask of zeros changes nothing."""
    payload = msgspec.msgpack.encode(message)
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x82" + length + bytes(4) + payload


pong: Final = frame({"t": "pong", "now": 1})


def keepalive_pong(asked: bytes) -> bytes:
    """Return the answer to a ping of the WebSocket's own, which echoes what it asked."""
    return b"\x8a" + bytes([0x80 | len(asked)]) + bytes(4) + asked


def _answer_pings(line: socket.socket, said: bytes) -> None:
    if b"\xa4ping" in said:
        line.send(pong)
    # What only looks like uvicorn's ping of four bytes is answered in vain, and does no harm.
    start = said.find(b"\x89\x04")
    if start >= 0:
        line.send(keepalive_pong(said[start + 2 : start + 6]))


class Readers:
    """Lines that are read as they should be, and answer pings; all at once when told to."""

    def __init__(self, lines: Iterable[socket.socket]) -> None:
        self._poll = select.epoll()
        self._lines: dict[int, socket.socket] = {}
        self._buffer = memoryview(bytearray(256 * 1024))
        for each in lines:
            self.add(each)

    def add(self, line: socket.socket) -> None:
        """Read one more."""
        line.settimeout(0)
        self._lines[line.fileno()] = line
        self._poll.register(line, select.EPOLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._poll.close()
        for each in self._lines.values():
            each.close()

    def __len__(self) -> int:
        return len(self._lines)

    def read(self, wait_s: float) -> set[int]:
        """Read what there is within this time, once; return who was told something."""
        told = set()
        for number, _ in self._poll.poll(wait_s, 1024):
            line = self._lines[number]
            count = line.recv_into(self._buffer)
            if not count:
                self._poll.unregister(number)
                del self._lines[number]
                line.close()
                continue
            told.add(number)
            _answer_pings(line, bytes(self._buffer[:count]))
        return told

    def read_until_quiet(self, quiet_s: float = 0.5) -> None:
        """Read until nobody is told anything for so long."""
        while self.read(quiet_s):
            pass

    def read_for(self, seconds: float) -> None:
        """Read for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.read(0.1)


def cores() -> tuple[int, int]:
    """One core for the server and one for the peers; with a single one, they share it."""
    available = sorted(os.sched_getaffinity(0))
    return available[0], available[-1]
