"""A WebSocket's other end, spoken in ASGI: opens, sends, and takes what comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.web.site import ORIGIN, Site

DENIED = "denied"


class Peer:
    """What a browser's WebSocket does, message by message."""

    def __init__(self) -> None:
        self.inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(5):
            return await self.outbox.get()

    def send(self, payload: bytes) -> None:
        self.inbox.put_nowait({"type": "websocket.receive", "bytes": payload})

    def send_text(self, text: str) -> None:
        self.inbox.put_nowait({"type": "websocket.receive", "text": text})

    def hang_up(self) -> None:
        self.inbox.put_nowait({"type": "websocket.disconnect", "code": 1005})


@asynccontextmanager
async def a_socket(
    site: Site, path: str, *, origin: str | None = ORIGIN, cookie: str = ""
) -> AsyncIterator[Peer]:
    """Ask for a socket; it is closed at the end."""
    headers = {"host": "hall.example", "origin": origin, "cookie": cookie}
    scope = {
        "type": "websocket",
        "asgi": {"version": "3.0"},
        "scheme": "ws",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items() if v],
        "client": ("203.0.113.7", 50_000),
        "server": ("hall.example", 80),
        "subprotocols": [],
        "extensions": {},
    }
    peer = Peer()
    peer.inbox.put_nowait({"type": "websocket.connect"})
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(site.app(scope, peer.inbox.get, peer.outbox.put))  # type: ignore[arg-type]
        yield peer
        peer.hang_up()


async def opened(
    site: Site, path: str, *, origin: str | None = ORIGIN, cookie: str = ""
) -> str | None:
    """Return DENIED where the socket is refused before it opens."""
    async with a_socket(site, path, origin=origin, cookie=cookie) as peer:
        first = await peer.next()
    return None if first["type"] == "websocket.accept" else DENIED
