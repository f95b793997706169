"""What `web/stream_server.py` adds to uvicorn's HTTP connection, and what it leans on there."""

import asyncio
from importlib.metadata import version

from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from codesign import app
from codesign.web.stream_server import DroppableHttpProtocol
from tests.live.hall import STREAM, Path, on, served, until


def test_uvicorn_still_makes_the_scope_where_we_add_to_it() -> None:
    found = f"uvicorn {version('uvicorn')}"
    assert "on_message_begin" in vars(HttpToolsProtocol), f"{found} begins a request elsewhere"
    names = HttpToolsProtocol.on_message_begin.__code__.co_names
    assert "scope" in names, f"{found} makes its scope elsewhere"


def test_the_server_we_run_uses_it() -> None:
    config = app.server_config(Starlette())
    config.load()
    assert issubclass(config.http_protocol_class, DroppableHttpProtocol)


@on(STREAM)
async def test_an_answer_nobody_reads_is_dropped(path: Path) -> None:
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        while guest.notes[-1:] != ["overflow"]:
            guest.outbox.send(bytes(16 * 1024))
        connections = server.server.server_state.connections
        assert len(connections) == 1

        await guest.outbox.close(4008, "too_slow")

        await until(lambda: not connections)


@on(STREAM)
async def test_an_answer_that_is_finished_drops_nothing(path: Path) -> None:
    async with served(path) as server:
        (peer,) = await server.admit(1)
        guest = server.hall.guests[0]
        await guest.outbox.close(4000, "going_away")
        await peer.wait_closed()

        guest.outbox.abort()
        await asyncio.sleep(0.02)

        assert len(server.server.server_state.connections) == 1
