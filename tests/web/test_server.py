"""The server that drains first: what it leans on, and leaving in order."""

import asyncio
import inspect
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import pytest
import uvicorn

from codesign.domain.ids import CommandId
from codesign.live.connections import Connections
from codesign.live.room import RoomClosedError
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.web.admission import Admission
from codesign.web.server import Departure, DrainingServer
from tests.fakes import FakeLog
from tests.live.hall import until
from tests.live.lines import WORKSHOP, ManualClock, an_id, created, some_rooms
from tests.web.site import Clock


async def app(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


class Recording(Connections):
    """Notes what was asked of it, and takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.go_on = asyncio.Event()

    async def drain(self, per_s: float, within_s: float) -> None:
        self.notes.append(f"drain {per_s:g} {within_s:g}")
        await self.go_on.wait()

    def hurry(self) -> None:
        self.notes.append("hurry")
        self.go_on.set()


@asynccontextmanager
async def serving(
    connections: Recording, rooms: Rooms | None = None
) -> AsyncIterator[tuple[DrainingServer, int, Admission]]:
    rooms = rooms or Rooms(FakeLog(), Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id())))
    admission = Admission(burst=10, per_s=10, clock=Clock())
    departure = Departure(
        admission=admission, connections=connections, rooms=rooms, per_s=7, within_s=3
    )
    config = uvicorn.Config(app, lifespan="off", log_level="critical")
    server = DrainingServer(config, departure)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        task = asyncio.create_task(server._serve([listening]))
        await until(lambda: server.started)
        yield server, listening.getsockname()[1], admission
        connections.go_on.set()
        async with asyncio.timeout(5):
            await task


async def is_listening(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def test_it_stops_listening_then_drains_then_shuts_down() -> None:
    connections = Recording()
    async with serving(connections) as (server, port, admission):
        assert await is_listening(port)
        server.handle_exit(signal.SIGTERM, None)
        await until(lambda: connections.notes)
        assert connections.notes == ["drain 7 3"]
        assert not admission.is_open
        assert not await is_listening(port)


async def test_when_all_have_gone_nobody_waits_for_a_room_any_longer(tmp_path: Path) -> None:
    connections = Recording()
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        async with serving(connections, rooms) as (server, _, _):
            server.handle_exit(signal.SIGTERM, None)
            await until(lambda: connections.notes)
            assert await rooms.room(WORKSHOP), "whoever is still here goes on"
            connections.go_on.set()
        with pytest.raises(RoomClosedError):
            await rooms.room(WORKSHOP)


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
async def test_a_second_signal_ends_the_waiting_and_nothing_else(second: signal.Signals) -> None:
    connections = Recording()
    async with serving(connections) as (server, _, _):
        server.handle_exit(signal.SIGINT, None)
        await until(lambda: connections.notes)
        server.handle_exit(second, None)
        await until(lambda: connections.notes == ["drain 7 3", "hurry"])
        assert not server.force_exit, "the log must still be closed"


async def test_the_signal_is_not_sent_again_at_the_end() -> None:
    connections = Recording()
    connections.go_on.set()
    async with serving(connections) as (server, _, _):
        server.handle_exit(signal.SIGTERM, None)
        assert server._captured_signals == [signal.SIGTERM]
    assert server._captured_signals == []


def test_uvicorn_still_has_what_we_lean_on() -> None:
    found = f"uvicorn {version('uvicorn')}"
    source = inspect.getsource(uvicorn.Server)
    assert "for server in self.servers:" in source, f"{found} keeps its listeners elsewhere"
    assert "reversed(self._captured_signals)" in source, f"{found} keeps signals elsewhere"
    order = inspect.getsource(uvicorn.Server._serve)
    assert order.index("main_loop()") < order.index("self.shutdown("), f"{found} ends otherwise"
    handler = inspect.getsource(uvicorn.Server.handle_exit)
    assert "sig == signal.SIGINT" in handler, f"{found} is forced otherwise"
