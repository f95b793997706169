"""Our server class with the least behind it: what somebody says goes back to them."""

import socket
import time

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from codesign.live.outbox import Limits
from codesign.web.fast_socket import socket_settings
from codesign.web.socket import AcceptedSocket


class _Owner:
    def on_slow(self) -> None:
        """Nobody says more before they were answered."""

    on_ready = on_overflow = on_slow


def _elapsed() -> int:
    return int(time.monotonic() * 1000)


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    accepted = AcceptedSocket(websocket, Limits(), _elapsed)
    async with accepted.outbox(_Owner()) as outbox:

        def hear(message: bytes) -> int:
            outbox.send(message)
            return 0

        await accepted.hear(hear)


async def main() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=4096) as listening:
        config = uvicorn.Config(
            Starlette(routes=[WebSocketRoute("/{room}", _echo)]),
            log_level="critical",
            lifespan="off",
            ws_ping_interval=None,
            **socket_settings(),
        )
        print(listening.getsockname()[1], flush=True)
        await uvicorn.Server(config).serve([listening])


if __name__ == "__main__":
    uvloop.run(main())
