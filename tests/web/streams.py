"""The browser's end of a stream, spoken in ASGI: posts a hello and takes the answer apart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from httpx import Response

from codesign.protocol.streaming import framed
from codesign.web.stream import BATCH, LINE
from tests.web.site import ORIGIN, Browser, Site

GOODBYE = 0xFFFFFFFF


class StreamPeer:
    """What a browser does with a stream, message by message."""

    def __init__(self, site: Site, path: str) -> None:
        self._site = site
        self._path = path
        self._asked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._answered: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._body = b""
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.batches = 0

    async def run(self, hello: bytes | None, origin: str | None) -> None:
        """Post the hello, or begin to and stop."""
        headers = {"host": "hall.example", "origin": origin}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": self._path,
            "raw_path": self._path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
            "client": ("203.0.113.7", 50_000),
            "server": ("hall.example", 80),
        }
        if hello is not None:
            self._asked.put_nowait({"type": "http.request", "body": hello, "more_body": False})
        await self._site.app(scope, self._asked.get, self._answered.put)  # type: ignore[arg-type]

    def hang_up(self) -> None:
        self._asked.put_nowait({"type": "http.disconnect"})

    async def begun(self) -> None:
        """Wait for the head of the answer."""
        async with asyncio.timeout(5):
            start = await self._answered.get()
        self.status = start["status"]
        self.headers = {k.decode(): v.decode() for k, v in start["headers"]}

    async def told(self) -> dict[str, Any]:
        """The next message down; a goodbye reads as {close, reason}."""
        if self.status is None:
            await self.begun()
        length = int.from_bytes(await self._take(4), "big")
        if length == GOODBYE:
            code = int.from_bytes(await self._take(2), "big")
            return {"close": code, "reason": self._body.decode()}
        message: dict[str, Any] = msgspec.msgpack.decode(await self._take(length))
        return message

    async def until(self, kind: str) -> dict[str, Any]:
        """Read up to a message of this kind."""
        while (message := await self.told()).get("t") != kind:
            assert "close" not in message, message
        return message

    async def post(
        self,
        browser: Browser,
        body: bytes,
        *,
        number: int | str | None = None,
        line: str | None = None,
    ) -> Response:
        """Post a batch."""
        self.batches += number is None
        headers = {
            "origin": ORIGIN,
            LINE: self.headers[LINE] if line is None else line,
            BATCH: str(self.batches if number is None else number),
        }
        return await browser.client.post(f"{self._path}/up", content=body, headers=headers)

    async def say(self, browser: Browser, *sent: dict[str, object]) -> Response:
        """Post messages in one batch."""
        return await self.post(browser, b"".join(framed(msgspec.msgpack.encode(e)) for e in sent))

    async def _take(self, size: int) -> bytes:
        async with asyncio.timeout(5):
            while len(self._body) < size:
                message = await self._answered.get()
                assert message["type"] == "http.response.body"
                self._body += message["body"]
        taken, self._body = self._body[:size], self._body[size:]
        return taken


@asynccontextmanager
async def a_stream(
    site: Site, path: str, hello: bytes | None, *, origin: str | None = ORIGIN
) -> AsyncIterator[StreamPeer]:
    """Ask for a stream; it is dropped at the end."""
    peer = StreamPeer(site, path)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(peer.run(hello, origin))
        yield peer
        peer.hang_up()
