"""Two versions of the program side by side over one log, as in a rolling deploy.

The newer one is a copy of this one in which ideas are written in a further shape: what it
records of them the older one cannot read.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from websockets.asyncio.client import connect

from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange, Line
from codesign.domain.commands import SubmitIdea
from codesign.domain.ids import CommandId, IdeaId
from codesign.protocol.codec import canonical
from codesign.store.log import open_log
from codesign.store.mapper import Mapper
from codesign.store.upcasts import SEALED_BEFORE, UPCASTS, VERSIONS, Shapes
from tests.e2e.servers import Server
from tests.faults.balancer import balancing
from tests.faults.conftest import Faults
from tests.faults.crash import Writers, begin, judge_log
from tests.live.bus_contract import until
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, an_id
from tests.postgresql import PostgreSQL
from tests.redis import RedisServer
from tests.server_log import exceptions_in

# In `store/upcasts.py`: another shape, and how the one before it becomes it.
A_NEWER_SHAPE = (
    ('    "MandateGiven": 2,\n', '    "IdeaSubmitted": 2,\n    "MandateGiven": 2,\n'),
    (
        '    ("ResultPublished", 1): lambda',
        '    ("IdeaSubmitted", 1): lambda data: data,\n    ("ResultPublished", 1): lambda',
    ),
    (
        '    ("MandateGiven", 1): {},\n',
        '    ("IdeaSubmitted", 1): {"text": "idea"},\n    ("MandateGiven", 1): {},\n',
    ),
)


# The same, for this version to read in the end what became of it all.
NEWER_SHAPES = Shapes(
    versions={**VERSIONS, "IdeaSubmitted": 2},
    upcasts={**UPCASTS, ("IdeaSubmitted", 1): lambda data: data},
    sealed_before={**SEALED_BEFORE, ("IdeaSubmitted", 1): {"text": "idea"}},
)


def newer_copy(folder: Path) -> Path:
    """Return where a newer version of this program is."""
    package = Path("codesign").resolve()
    shutil.copytree(package, folder / "codesign", copy_function=os.link)
    upcasts = folder / "codesign" / "store" / "upcasts.py"
    source = upcasts.read_text("utf-8")
    for text, newer in A_NEWER_SHAPE:
        assert source.count(text) == 1, text
        source = source.replace(text, newer)
    # What was copied is a link: a new file, or the original would change too.
    upcasts.unlink()
    upcasts.write_text(source, "utf-8")
    return folder


class Deploy:
    """Two versions over one log, and a balancer that knows of the older one."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        postgresql, redis = PostgreSQL(), RedisServer()
        stack.callback(postgresql.stop)
        stack.callback(redis.close)
        self._environ = {
            "CODESIGN_DATABASE_URL": postgresql.new_database(),
            "CODESIGN_REDIS_URL": redis.url,
            "CODESIGN_STOP_WITHIN_S": "8",
        }
        self.log = stack.enter_context(closing(open_log(self._environ["CODESIGN_DATABASE_URL"])))
        self.older = self._server(stack, folder / "older")
        self._environ["CODESIGN_OCID_PREFIX"] = "ocds-a1b2c3"
        self.newer = self._server(stack, folder / "newer", newer_copy(folder / "copy"))
        self.balancer = stack.enter_context(balancing([port_of(self.older)]))

    def _server(self, stack: ExitStack, folder: Path, package_in: Path | None = None) -> Server:
        folder.mkdir()
        server = Server(folder, environ=self._environ, package_in=package_in)
        stack.callback(server.kill)
        server.start()
        return server

    @property
    def said(self) -> str:
        return self.older.log_file.read_text() + self.newer.log_file.read_text()

    def send_people_to_the_newer_too(self) -> None:
        self.balancer.given[port_of(self.newer)] = 0
        self.balancer.ports.append(port_of(self.newer))


@pytest.fixture
def deploy(tmp_path: Path) -> Iterator[Deploy]:
    with ExitStack() as stack:
        yield Deploy(stack, tmp_path)


@pytest.mark.fault("F16")
@pytest.mark.timeout(600)
async def test_nothing_is_lost_while_servers_of_two_versions_take_turns(
    deploy: Deploy, faults: Faults
) -> None:
    logins = await begin(deploy.log)
    writers = Writers(deploy.balancer.url, logins)
    async with writers.writing(), watching(deploy.older, logins[FACILITATOR]) as told:
        await writers.until_answered(20)
        async with line_to(deploy.newer, logins[FACILITATOR]) as (line, _):
            idea = SubmitIdea(idea=IdeaId(an_id("newer")), stage=IDEAS, text="A bus")
            await line.ask(CommandId(an_id("ask newer")), idea)
        # Whoever asks at the older one is refused for the moment, and nothing of it is lost.
        await until(lambda: "IdeaSubmitted.2 was written by a newer" in deploy.said)
        async with line_to(deploy.older, logins[FACILITATOR]) as (_, past):
            await past.until(lambda board: bool(board.of("ideas")))
        # Who only looks on knows that it stands still, and at the newer one that it does not.
        await until(lambda: any(each["t"] == "drain" and each["behind"] for each in told))
        for server, stands_still in ((deploy.older, True), (deploy.newer, False)):
            async with watching(server, logins[FACILITATOR]) as late:
                await until(lambda late=late: late)
                assert late[0].get("behind", False) is stands_still
        deploy.send_people_to_the_newer_too()
        await writers.until_answered(len(writers.history.acked) + faults.pick(20, 400))
        assert await asyncio.to_thread(deploy.older.stop) == 0

    assert an_id("newer") not in past.of("ideas"), "what came before stays to be seen"
    assert not writers.history.rejected
    assert writers.history.asked.keys() == writers.history.acked.keys()
    deploy.log._mapper = Mapper(deploy.log._keys, NEWER_SHAPES)
    judge_log(deploy.log, writers, deploy.log.epoch(WORKSHOP) or b"")
    assert exceptions_in(deploy.said) == []
    assert deploy.said.count("CODESIGN_OCID_PREFIX is not what another server on this") == 1
    faults.count("deploys of a version beside an older one", 1)
    faults.checked("I1", "I2", "I3", "I4")


def port_of(server: Server) -> int:
    return int(server.url.rpartition(":")[2])


@asynccontextmanager
async def watching(server: Server, login: str) -> AsyncIterator[list[dict[str, Any]]]:
    """Somebody who only looks on at this server, and all that they are told."""
    told: list[dict[str, Any]] = []
    async with Api(server.url) as api, connect(api.socket_url(WORKSHOP)) as socket:
        ticket = await api.ticket(WORKSHOP, login)
        await socket.send(canonical({"t": "hello", "v": 1, "ticket": ticket, "have": None}))

        async def listen() -> None:
            async for frame in socket:
                told.append(msgspec.msgpack.decode(frame))  # noqa: PERF401 - each as it comes

        listening = asyncio.create_task(listen())
        try:
            yield told
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


@asynccontextmanager
async def line_to(server: Server, login: str) -> AsyncIterator[tuple[Line, BoardCopy]]:
    """A line to this server and no other."""
    board = BoardCopy()
    async with Api(server.url) as api:
        line = Line(Exchange(api, WORKSHOP, pause_at_most_s=0.05), login, board)
        running = asyncio.create_task(line.run())
        try:
            yield line, board
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
