"""A real server with the smallest room there is, and peers of every temper, for tests.

The hall keeps what it told, and every guest catches up from there: a model of what a
room does with its log, in a few lines. It runs on every path bytes can take.
"""

from __future__ import annotations

import asyncio
import functools
import socket
import struct
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import pytest
import uvicorn
import uvloop
from starlette.requests import Request
from starlette.responses import Response
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.client import ClientProtocol
from websockets.exceptions import ConnectionClosedError
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from codesign.live.fanout import Fanout
from codesign.live.outbox import EXTENSION, Limits, Outbox, outbox_for
from codesign.protocol.streaming import framed
from codesign.web.fast_socket import FastWebSocketProtocol, socket_settings
from codesign.web.stream import BATCH, LINE, StreamedSocket
from codesign.web.stream_server import DroppableHttpProtocol

# Small, so that a slow peer is found out within kilobytes.
TIGHT = Limits(soft_bytes=32 * 1024, hard_bytes=256 * 1024, patience_s=30, closing_s=0.3)
KERNEL_BYTES = 4096
A_TEST_S = 20
HELLO = b"hello"


@dataclass(frozen=True)
class Path:
    """One way from a room to a peer."""

    name: str
    protocol: type[WebSocketsSansIOProtocol]
    new_loop: Callable[[], asyncio.AbstractEventLoop]
    streamed: bool = False

    @property
    def fast(self) -> bool:
        return issubclass(self.protocol, FastWebSocketProtocol) and not self.streamed


FAST = Path("fast on uvloop", FastWebSocketProtocol, uvloop.new_event_loop)
FAST_PATHS = (FAST, Path("fast on asyncio", FastWebSocketProtocol, asyncio.new_event_loop))
STREAM = Path("stream", FastWebSocketProtocol, uvloop.new_event_loop, streamed=True)
SOCKET_PATHS = (*FAST_PATHS, Path("plain", WebSocketsSansIOProtocol, uvloop.new_event_loop))
PATHS = (*SOCKET_PATHS, STREAM)


def on(*paths: Path) -> Callable[[Callable[[Path], Coroutine[Any, Any, None]]], Any]:
    """Run a test once on each path, each time on a loop of its own."""

    def over_each(test: Callable[[Path], Coroutine[Any, Any, None]]) -> Any:
        @pytest.mark.parametrize("path", paths, ids=[path.name for path in paths])
        @functools.wraps(test)
        def run(path: Path) -> None:
            with asyncio.Runner(loop_factory=path.new_loop) as runner:
                runner.run(asyncio.wait_for(test(path), A_TEST_S))

        return run

    return over_each


on_every_path = on(*PATHS)
# What is the WebSocket's own: text, fragments and pings.
on_every_socket = on(*SOCKET_PATHS)


@dataclass(eq=False)
class Guest:
    """One connection to the hall, with what happened to it."""

    hall: Hall
    scope: dict[str, Any]
    outbox: Outbox = field(init=False)
    heard: list[str | bytes] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    version: int = 0
    slow: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    code: int | None = None

    def on_slow(self) -> None:
        self.notes.append("slow")
        # While it catches up, `version` is what it was sent. Else it has heard everything.
        self.version = max(self.version, len(self.hall.told) if not self.slow else 0)
        self.slow = True

    def on_ready(self) -> None:
        self.notes.append("ready")
        told = self.hall.told
        while self.version < len(told) and self.hall.limits.soft_bytes > self.outbox.queued_bytes:
            self.version += 1
            self.outbox.send(told[self.version - 1])
        if self.version == len(told):
            self.slow = False
            self.outbox.join(self.hall.fanout)

    def on_overflow(self) -> None:
        self.notes.append("overflow")


@dataclass(eq=False)
class Hall:
    """An ASGI application: whoever comes in is told everything."""

    limits: Limits = TIGHT
    fanout: Fanout = field(default_factory=Fanout)
    guests: list[Guest] = field(default_factory=list)
    told: list[bytes] = field(default_factory=list)
    hear: Callable[[Guest, str | bytes], None] | None = None
    streams: dict[str, StreamedSocket] = field(default_factory=dict)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        guest = Guest(self, scope)
        if scope["type"] == "http":
            await self._streamed(guest, Request(scope, receive), send)
            return
        await receive()
        await send({"type": "websocket.accept"})
        async with outbox_for(scope, send, guest, self.limits) as guest.outbox:
            await self._host(guest, receive)

    async def _streamed(self, guest: Guest, request: Request, send: Any) -> None:
        if request.url.path == "/up":
            stream = self.streams[request.headers[LINE]]
            assert stream.take(int(request.headers[BATCH]), await request.body())
            await Response(status_code=204)(request.scope, request.receive, send)
            return
        line = str(len(self.streams))
        async with StreamedSocket(request, send, line, self.limits) as socket:
            self.streams[line] = socket
            assert await socket.receive() == HELLO

            async def receive() -> dict[str, Any]:
                words = await socket.receive()
                kind = "disconnect" if words is None else "receive"
                return {"type": f"websocket.{kind}", "bytes": words, "code": None}

            async with socket.outbox(guest) as guest.outbox:
                await self._host(guest, receive)

    async def _host(self, guest: Guest, receive: Any) -> None:
        guest.outbox.join(self.fanout)
        self.guests.append(guest)
        try:
            await self._listen(guest, receive)
        finally:
            guest.ended.set()

    async def _listen(self, guest: Guest, receive: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            words = message.get("bytes") or message.get("text")
            guest.heard.append(words)
            if self.hear is not None:
                self.hear(guest, words)
        guest.code = message["code"]

    def tell(self, payload: bytes) -> None:
        self.told.append(payload)
        self.fanout.tell(payload)

    async def expect(self, guests: int) -> list[Guest]:
        """Wait until so many ever came in."""
        await until(lambda: len(self.guests) >= guests)
        return self.guests


@dataclass
class Served:
    """A hall that listens."""

    port: int
    hall: Hall
    server: uvicorn.Server
    streamed: bool
    raw_peers: list[RawPeer | RawStreamPeer] = field(default_factory=list)

    def connect(self, **options: Any) -> connect:
        """A well-behaved peer."""
        return connect(f"ws://127.0.0.1:{self.port}/", compression=None, max_size=None, **options)

    async def admit(self, count: int) -> list[Any]:
        """So many well-behaved peers, every one inside."""
        inside = len(self.hall.guests)
        peers = [await self._peer() for _ in range(count)]
        await self.hall.expect(inside + count)
        return peers

    async def _peer(self) -> ClientConnection | StreamPeer:
        if self.streamed:
            peer = StreamPeer(await RawStreamPeer.connect(self.port), self.port)
            self.raw_peers.append(peer.raw)
            return peer
        return await self.connect(ping_interval=None)

    async def raw_peer(self) -> Any:
        """A peer that reads and writes only as it is told to."""
        kind = RawStreamPeer if self.streamed else RawPeer
        peer = await kind.connect(self.port)
        self.raw_peers.append(peer)
        return peer

    def drop_all(self) -> None:
        for peer in self.raw_peers:
            peer.drop()
        for connection in list(self.server.server_state.connections):
            connection.transport.abort()


@asynccontextmanager
async def served(path: Path, hall: Hall | None = None, **config: Any) -> AsyncIterator[Served]:
    """Serve a hall on this path, with kernel buffers so small that slowness shows."""
    hall = hall or Hall()
    settings = {**socket_settings(), "ws": path.protocol, "ws_ping_interval": None, **config}
    server = uvicorn.Server(
        uvicorn.Config(
            hall,
            lifespan="off",
            log_level="critical",
            timeout_graceful_shutdown=1,
            http=DroppableHttpProtocol,
            **settings,
        )
    )
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        listener.bind(("127.0.0.1", 0))
        # Not serve(): it would take the signals of the test run.
        serving = asyncio.create_task(server._serve([listener]))
        await until(lambda: server.started)
        served = Served(listener.getsockname()[1], hall, server, path.streamed)
        try:
            yield served
        finally:
            # Whoever does not read would hold up the end: uvicorn waits for it.
            served.drop_all()
            server.should_exit = True
            await serving


class RawPeer:
    """A peer that reads when it is told to and writes what it likes."""

    def __init__(self, sock: socket.socket, port: int) -> None:
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self.protocol = ClientProtocol(parse_uri(f"ws://127.0.0.1:{port}/"), max_size=None)
        self.raw = bytearray()
        self.payloads: list[bytes] = []
        self.pongs: list[bytes] = []
        self.gone = False

    @classmethod
    async def connect(cls, port: int) -> Self:
        sock = socket.socket()
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BYTES)
        peer = cls(sock, port)
        await peer._loop.sock_connect(sock, ("127.0.0.1", port))
        peer.protocol.send_request(peer.protocol.connect())
        await peer.flush()
        while peer.protocol.state is State.CONNECTING:
            await peer.read()
        return peer

    @property
    def goodbye(self) -> Close | None:
        """What the server's close frame said."""
        return self.protocol.close_rcvd

    async def read(self) -> None:
        """Take what has arrived, or wait for something."""
        try:
            data = await self._loop.sock_recv(self._sock, 64 * 1024)
        except ConnectionError:
            data = b""
        if not data:
            self.gone = True
            return
        self.raw += data
        self.protocol.receive_data(data)
        for event in self.protocol.events_received():
            if isinstance(event, Frame):
                kept = self.pongs if event.opcode is Opcode.PONG else self.payloads
                if event.opcode is not Opcode.CLOSE:
                    kept.append(bytes(event.data))

    async def read_until(self, enough: Callable[[], object]) -> None:
        while not enough() and not self.gone:
            await self.read()

    async def close_code(self) -> int | None:
        """Read to the end, and say what the server's close frame said, if there was one."""
        await self.read_until(lambda: self.protocol.close_rcvd)
        if self.protocol.close_rcvd is None:
            return None
        with suppress(ConnectionError):
            await self.flush()
        await self.read_until(lambda: False)
        return self.protocol.close_rcvd.code

    async def flush(self) -> None:
        await self.write(b"".join(self.protocol.data_to_send()))

    async def write(self, data: bytes) -> None:
        await self._loop.sock_sendall(self._sock, data)

    def half_close(self) -> None:
        self._sock.shutdown(socket.SHUT_WR)

    def drop(self) -> None:
        self._sock.close()

    def reset(self) -> None:
        """Vanish, as a crashed machine that came back would."""
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.drop()


class RawStreamPeer:
    """The browser's end of a streamed answer: reads when it is told to."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._loop = asyncio.get_running_loop()
        self.payloads: list[bytes] = []
        self.goodbye: Close | None = None
        self.gone = False
        self.line: str | None = None
        self._chunked = bytearray()
        self._body = bytearray()

    @classmethod
    async def connect(cls, port: int) -> Self:
        sock = socket.socket()
        sock.settimeout(0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, KERNEL_BYTES)
        peer = cls(sock)
        await peer._loop.sock_connect(sock, ("127.0.0.1", port))
        head = f"POST / HTTP/1.1\r\nHost: hall\r\nContent-Length: {len(HELLO)}\r\n\r\n"
        await peer._loop.sock_sendall(sock, head.encode() + HELLO)
        return peer

    async def read(self) -> None:
        """Take what has arrived, or wait for something."""
        try:
            data = await self._loop.sock_recv(self._sock, 64 * 1024)
        except ConnectionError:
            data = b""
        self.gone = not data
        self._chunked += data
        self._unchunk()
        self._split()

    async def read_until(self, enough: Callable[[], object]) -> None:
        while not enough() and not self.gone:
            await self.read()

    async def close_code(self) -> int | None:
        """Read to the goodbye, and say its code, if there was one."""
        await self.read_until(lambda: self.goodbye)
        return self.goodbye.code if self.goodbye else None

    def drop(self) -> None:
        self._sock.close()

    def _unchunk(self) -> None:
        if self.line is None and b"\r\n\r\n" in self._chunked:
            head, _, self._chunked = self._chunked.partition(b"\r\n\r\n")
            assert b"transfer-encoding: chunked" in head
            self.line = head.decode().partition(f"{LINE}: ")[2].split("\r\n")[0]
        while self.line is not None and b"\r\n" in self._chunked:
            size, _, rest = self._chunked.partition(b"\r\n")
            length = int(size, 16)
            if len(rest) < length + 2:
                return
            self._body += rest[:length]
            self._chunked = rest[length + 2 :]

    def _split(self) -> None:
        while len(self._body) >= 4:
            length = int.from_bytes(self._body[:4], "big")
            if length == 0xFFFFFFFF:
                # It is sent in one piece.
                self.goodbye = Close.parse(bytes(self._body[4:]))
                return
            if len(self._body) < 4 + length:
                return
            self.payloads.append(bytes(self._body[4 : 4 + length]))
            del self._body[: 4 + length]


class StreamPeer:
    """A well-behaved browser on a streamed answer, with the manners of a `ClientConnection`."""

    def __init__(self, raw: RawStreamPeer, port: int) -> None:
        self.raw = raw
        self._up = f"http://127.0.0.1:{port}/up"
        self._read = 0
        self._batches = 0

    @property
    def close_code(self) -> int | None:
        return self.raw.goodbye.code if self.raw.goodbye else None

    async def recv(self) -> bytes:
        await self.raw.read_until(lambda: len(self.raw.payloads) > self._read or self.raw.goodbye)
        if len(self.raw.payloads) == self._read:
            raise ConnectionClosedError(self.raw.goodbye, None)
        self._read += 1
        return self.raw.payloads[self._read - 1]

    async def send(self, payload: bytes) -> None:
        await self.raw.read_until(lambda: self.raw.line)
        self._batches += 1
        headers = {LINE: self.raw.line or "", BATCH: str(self._batches)}
        async with httpx.AsyncClient() as client:
            answer = await client.post(self._up, content=framed(payload), headers=headers)
        assert answer.status_code == 204

    async def wait_closed(self) -> None:
        await self.raw.read_until(lambda: self.raw.goodbye)

    async def close(self, code: int = 1000) -> None:
        del code  # whoever drops an answer says nothing
        self.raw.drop()


def masked(opcode: Opcode, data: bytes, *, fin: bool = True) -> bytes:
    """A frame as a client sends it."""
    return Frame(opcode, data, fin).serialize(mask=True)


async def until(ready: Callable[[], object], within_s: float = 5.0) -> None:
    """Wait for something to become true, or fail."""
    async with asyncio.timeout(within_s):
        while not ready():  # noqa: ASYNC110 - what it waits for does not know that it is waited for
            await asyncio.sleep(0.005)


def door_of(guest: Guest) -> Any:
    return guest.scope["extensions"][EXTENSION]
