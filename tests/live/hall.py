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

import pytest
import uvicorn
import uvloop
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.asyncio.client import ClientConnection, connect
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import State
from websockets.uri import parse_uri

from codesign.live.fanout import Fanout
from codesign.live.outbox import EXTENSION, Limits, Outbox, outbox_for
from codesign.web.fast_socket import FastWebSocketProtocol, socket_settings

# Small, so that a slow peer is found out within kilobytes.
TIGHT = Limits(soft_bytes=32 * 1024, hard_bytes=256 * 1024, patience_s=30, closing_s=0.3)
KERNEL_BYTES = 4096
A_TEST_S = 20


@dataclass(frozen=True)
class Path:
    """One way from a room to a peer."""

    name: str
    protocol: type[WebSocketsSansIOProtocol]
    new_loop: Callable[[], asyncio.AbstractEventLoop]

    @property
    def fast(self) -> bool:
        return issubclass(self.protocol, FastWebSocketProtocol)


FAST = Path("fast on uvloop", FastWebSocketProtocol, uvloop.new_event_loop)
FAST_PATHS = (FAST, Path("fast on asyncio", FastWebSocketProtocol, asyncio.new_event_loop))
PATHS = (*FAST_PATHS, Path("plain", WebSocketsSansIOProtocol, uvloop.new_event_loop))


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

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        guest = Guest(self, scope)
        async with outbox_for(scope, send, guest, self.limits) as guest.outbox:
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
    raw_peers: list[RawPeer] = field(default_factory=list)

    def connect(self, **options: Any) -> connect:
        """A well-behaved peer."""
        return connect(f"ws://127.0.0.1:{self.port}/", compression=None, max_size=None, **options)

    async def admit(self, count: int) -> list[ClientConnection]:
        """So many well-behaved peers, every one inside."""
        inside = len(self.hall.guests)
        peers = [await self.connect(ping_interval=None) for _ in range(count)]
        await self.hall.expect(inside + count)
        return peers

    async def raw_peer(self) -> RawPeer:
        """A peer that reads and writes only as it is told to."""
        peer = await RawPeer.connect(self.port)
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
            hall, lifespan="off", log_level="critical", timeout_graceful_shutdown=1, **settings
        )
    )
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        listener.bind(("127.0.0.1", 0))
        # Not serve(): it would take the signals of the test run.
        serving = asyncio.create_task(server._serve([listener]))
        await until(lambda: server.started)
        served = Served(listener.getsockname()[1], hall, server)
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
