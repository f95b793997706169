"""The server's half of the wire, as little of it as a line needs, doing as it is told."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from codesign.cli.api import AwayError
from codesign.cli.line import Exchange
from codesign.domain.ids import WorkshopId
from codesign.protocol.codec import canonical
from codesign.protocol.messages import Ack, Delta, Down, Limits, Reject, Snapshot, Welcome

EPOCH = b"e" * 16
Reply = Callable[["Doorkeeper", dict[str, Any]], list[Down]]


def ack(_server: "Doorkeeper", message: dict[str, Any]) -> list[Down]:
    return [Ack(id=message["id"], seq=7)]


class Doorkeeper:
    """Welcomes whoever comes and answers as `reply` says; also stands in for the `Api`."""

    def __init__(self) -> None:
        self.reply: Reply = ack
        self.greeting: list[Down] = []
        self.close_at_once: int | None = None
        # How many sockets, and before them tickets, are refused with so many seconds to wait.
        self.refuse_sockets: list[int] = []
        self.refuse_tickets: list[int] = []
        self.hellos: list[dict[str, Any]] = []
        self.heard: list[dict[str, Any]] = []
        self.open: list[ServerConnection] = []
        self._port = 0

    async def ticket(self, _workshop: WorkshopId, login: str) -> str:
        if self.refuse_tickets:
            raise AwayError("Not now.", self.refuse_tickets.pop(0))
        return f"ticket of {login}"

    def socket_url(self, _workshop: WorkshopId) -> str:
        return f"ws://127.0.0.1:{self._port}/"

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Exchange]:
        listening = serve(
            self._serve, "127.0.0.1", 0, compression=None, process_request=self._may_open
        )
        async with listening as server:
            self._port = next(iter(server.sockets)).getsockname()[1]
            yield Exchange(self, WorkshopId("w"), pause_at_most_s=0.02)

    async def tell(self, *messages: Down) -> None:
        for each in messages:
            await self.open[-1].send(msgspec.msgpack.encode(each))

    async def drop(self) -> None:
        """Cut the line, as a power cut does."""
        self.open[-1].transport.abort()

    def _may_open(self, connection: ServerConnection, _request: Request) -> Response | None:
        if not self.refuse_sockets:
            return None
        refusal = connection.respond(503, "Not now.")
        refusal.headers["Retry-After"] = str(self.refuse_sockets.pop(0))
        return refusal

    async def _serve(self, connection: ServerConnection) -> None:
        self.hellos.append(msgspec.msgpack.decode(await connection.recv()))
        if self.close_at_once is not None:
            await connection.close(self.close_at_once)
            return
        self.open.append(connection)
        await self.tell(welcome("resume" if self.hellos[-1].get("have") else "snapshot"))
        await self.tell(*self.greeting)
        try:
            while True:
                message = msgspec.msgpack.decode(await connection.recv())
                self.heard.append(message)
                if message["t"] == "command":
                    await self.tell(*self.reply(self, message))
        except ConnectionClosed:
            return


def welcome(mode: str) -> Welcome:
    return Welcome(
        v=1,
        epoch=EPOCH,
        head=5,
        view="facilitator",
        group=None,
        me=None,
        role=None,
        seats=[],
        limits=Limits(command_bytes=1, inflight=16),
        now=0,
        mode=mode,
    )


def snapshot(at: int, **collections: dict[str, Any]) -> Snapshot:
    return Snapshot(
        epoch=EPOCH,
        at=at,
        part=0,
        parts=1,
        z=False,
        data=canonical(collections),
        hash=b"",
        hash8=b"%08d" % at,
    )


def delta(first: int, last: int, *ops: Any) -> Delta:
    return Delta(epoch=EPOCH, from_=first, to=last, at=0, hash8=b"%08d" % last, ops=list(ops))


def reject(message: dict[str, Any], retry_ms: int | None = None) -> Reject:
    return Reject(id=message["id"], code="busy", message="Not now.", retry_ms=retry_ms)
