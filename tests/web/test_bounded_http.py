"""Heads have a length and requests their time; and what that leans on in uvicorn."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState
from websockets.asyncio.client import connect

from codesign.web.bounded_http import (
    BYTES_PER_S,
    HEAD_BYTES,
    HEADERS_AT_MOST,
    UNDOCUMENTED,
    BoundedHttpProtocol,
)
from codesign.web.fast_socket import socket_settings

GRACE_S = 0.3
LATER_S = 1.5 * GRACE_S


class Impatient(BoundedHttpProtocol):
    grace_s = GRACE_S


async def read(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def ignore(_request: Request) -> Response:
    return PlainTextResponse("no", 403)


async def think(_request: Request) -> Response:
    await asyncio.sleep(2 * GRACE_S)
    return PlainTextResponse("thought")


async def echo(line: WebSocket) -> None:
    await line.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await line.send_bytes(await line.receive_bytes())


ROUTES = [
    Route("/", read, methods=["GET", "POST"]),
    Route("/ignore", ignore, methods=["POST"]),
    Route("/think", think, methods=["POST"]),
    WebSocketRoute("/socket", echo),
]


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """A server that waits for nobody long; yields its port."""
    config: dict[str, Any] = {**socket_settings(), "http": Impatient, "log_level": "error"}
    server = uvicorn.Server(Config(Starlette(routes=ROUTES), lifespan="off", **config))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        running = asyncio.create_task(server.serve(sockets=[listening]))
        listening.listen()  # so that nobody is refused before the server has started
        yield listening.getsockname()[1]
        server.should_exit = True
        await running


class Caller:
    """A peer that says what it likes as slowly as it likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def say(self, text: bytes) -> None:
        self.writer.write(text)

    async def drip(self, text: bytes, seconds: float) -> None:
        """Say it again and again for so long."""
        until = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until and not self.writer.is_closing():
            self.say(text)
            await asyncio.sleep(0.02)

    async def status_while_dripping(self, text: bytes) -> int:
        """Return the status of the answer that comes before all is said."""
        dripping = asyncio.create_task(self.drip(text, 10))
        try:
            return await self.status()
        finally:
            dripping.cancel()

    async def status(self) -> int:
        """Return the status of the next answer, 0 if the line ends without one."""
        async with asyncio.timeout(10):
            head = await self.reader.readuntil(b"\r\n\r\n")
        return int(head.split()[1])

    async def is_dropped(self) -> bool:
        async with asyncio.timeout(10):
            with suppress(ConnectionError):
                await self.reader.read()
        return True


@asynccontextmanager
async def a_caller(port: int) -> AsyncIterator[Caller]:
    caller = Caller(*await asyncio.open_connection("127.0.0.1", port))
    try:
        yield caller
    finally:
        caller.writer.transport.abort()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nA:", b"POST / HTT"])
async def test_a_head_that_does_not_come_is_not_waited_for(begun: bytes) -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(begun)
        assert await caller.status() == 408
        assert await caller.is_dropped()


async def test_a_head_that_comes_byte_by_byte_is_not_waited_for() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"GET / HTTP/1.1\r\nHost: x\r\nA: ")
        assert await caller.status_while_dripping(b"b") == 408


async def test_a_body_that_comes_too_slowly_is_not_waited_for() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n")
        assert await caller.status_while_dripping(b"b") == 408


async def test_a_body_that_comes_fast_enough_is_waited_for() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = bytes(BYTES_PER_S // 10)
        await caller.drip(b"%x\r\n%s\r\n" % (len(piece), piece), 3 * GRACE_S)
        caller.say(b"0\r\n\r\n")
        assert await caller.status() == 200


async def test_who_sends_on_after_the_answer_is_dropped() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n")
        assert await caller.status() == 403
        await caller.drip(bytes(1_000), LATER_S)
        assert await caller.is_dropped()


async def test_blank_lines_between_requests_hold_nothing_open() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await caller.status() == 200
        await caller.drip(b"\r\n", LATER_S)
        assert await caller.is_dropped()


async def test_an_answer_may_take_its_time() -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"POST /think HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nno")
        assert await caller.status() == 200


async def test_the_next_request_has_its_own_time() -> None:
    async with served() as port, a_caller(port) as caller:
        for _ in range(3):
            caller.say(b"GET / HTTP/1.1\r\nHost: x\r\n")
            await asyncio.sleep(GRACE_S / 2)
            caller.say(b"\r\n")
            assert await caller.status() == 200


async def test_a_websocket_is_no_unfinished_request() -> None:
    async with served() as port, connect(f"ws://127.0.0.1:{port}/socket") as line:
        await asyncio.sleep(2 * LATER_S)
        await line.send(b"still here")
        assert await line.recv() == b"still here"


@pytest.mark.parametrize(
    "head",
    [
        b"A: " + b"b" * HEAD_BYTES + b"\r\n\r\n",
        b"".join(b"H%d: v\r\n" % n for n in range(HEADERS_AT_MOST)) + b"\r\n",
        b"A" * HEAD_BYTES,
        b"A: " + b"b" * HEAD_BYTES,
    ],
)
async def test_a_head_has_an_end_and_so_has_its_length(head: bytes) -> None:
    async with served() as port, a_caller(port) as caller:
        caller.say(b"GET / HTTP/1.1\r\nHost: x\r\n" + head)
        assert await caller.status() == 431
        assert await caller.is_dropped()


async def test_a_head_up_to_the_limit_is_read_with_any_body_behind_it() -> None:
    async with served() as port, a_caller(port) as caller:
        padding = b"A: " + b"b" * (HEAD_BYTES - 100) + b"\r\n"
        caller.say(
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
            + padding
            + b"\r\n"
            + bytes(60_000)
        )
        assert await caller.status() == 200


@pytest.mark.parametrize("name", UNDOCUMENTED)
async def test_uvicorn_still_has_what_we_lean_on(name: str) -> None:
    config = Config(app=None, lifespan="off")  # type: ignore[arg-type]
    config.load()
    stock = HttpToolsProtocol(config, ServerState(), {}, asyncio.get_running_loop())
    stock.url = b""  # it comes with a request
    assert hasattr(stock, name), f"uvicorn {version('uvicorn')} has no `{name}` any more"
