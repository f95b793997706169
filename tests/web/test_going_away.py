"""Sending people away and dropping the longest queues, over a real server, on every path."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path as Folder

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from codesign.live.connections import Connections
from codesign.protocol.close_codes import CloseCode
from codesign.web.access import Ticket
from tests.live.hall import PATHS, Path, on, served, until
from tests.web.site import a_site

A_PAGE = bytes(16 * 1024)
on_every_socket = on(*(path for path in PATHS if not path.streamed))


@asynccontextmanager
async def displays(
    path: Path, count: int
) -> AsyncIterator[tuple[Connections, list[ClientConnection]]]:
    """So many displays of one room, over a server of this kind."""
    with tempfile.TemporaryDirectory() as folder:
        async with a_site(Folder(folder)) as site:
            started = await site.start()
            ticket = site.doors.access.ticket(Ticket(started.workshop, None, "room"))
            hello = {"t": "hello", "v": 1, "ticket": ticket, "have": None}
            async with served(path, site.app) as server:  # type: ignore[arg-type]
                url = f"ws://127.0.0.1:{server.port}{started.path}/socket"
                peers = [await connect(url, compression=None) for _ in range(count)]
                for each in peers:
                    await each.send(msgspec.msgpack.encode(hello))
                connections = site.doors.rooms.connections
                await until(lambda: len(connections) == count)
                yield connections, peers
                for each in peers:
                    each.transport.abort()


@on_every_socket
async def test_a_drain_is_told_and_ends_with_a_goodbye_rule_l4(path: Path) -> None:
    async with displays(path, 3) as (connections, peers):
        await connections.drain(per_s=100, within_s=5)
        assert len(connections) == 0
        for each in peers:
            assert (await kinds_told(each))[-1] == "drain"
            assert each.close_code == CloseCode.GOING_AWAY


async def kinds_told(peer: ClientConnection) -> list[str]:
    """Read to the end, and return the kinds of what was told."""
    kinds = []
    with suppress(ConnectionClosed):
        while True:
            kinds.append(msgspec.msgpack.decode(await peer.recv(decode=False))["t"])
    return kinds


@on_every_socket
async def test_over_the_budget_the_line_nobody_reads_is_dropped_rule_l3(path: Path) -> None:
    async with displays(path, 2) as (connections, peers):
        connections._queue_bytes = 100_000
        silent, reads = connections._open.values()
        peers[0].transport.pause_reading()
        for _ in range(60):
            silent.send(A_PAGE)
        await until(lambda: silent.queued_bytes > connections._queue_bytes)
        assert connections.relieve() == 1
        await until(lambda: len(connections) == 1)
        await until(lambda: silent.queued_bytes == 0)
        assert connections.relieve() == 0
        reads.send(A_PAGE)
        await until(lambda: reads.queued_bytes == 0)
