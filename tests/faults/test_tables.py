"""The catalogue rebuilt while people work, and a workshop that it cannot follow.

A rebuild is a process of its own, as `python -m codesign tables rebuild` is, beside a
server whose rooms take what people say and whose tables follow. In the end every row is
that of a fresh fold of the log, and the reader never saw the catalogue step back: in a
file, and on a server.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import pytest

from codesign.domain import events as e
from codesign.domain.commands import OpenStage, PublishRecording, SubmitIdea, WithdrawIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.live.bus import Silence
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.live.tables import keep_tables
from codesign.projections.catalogue import VERSION, CatalogueRow, catalogue_rows
from codesign.replay.rebuild import workshop_at
from codesign.store.following import Following
from codesign.store.log import Append, Appended, Log, open_log
from codesign.store.table_places import open_tables
from codesign.store.tables import Tables
from tests.faults.conftest import Faults
from tests.live.lines import IDEAS, WORKSHOP, ManualClock, an_id, created, someone, submit
from tests.outputs import whole
from tests.outputs.fixture import WORKSHOP as AGREED_IN
from tests.postgresql import PostgreSQL

TABLES: Final = ("designs", "outcomes", "workshops")


class Drawing:
    """Draws the catalogue, and fails for one workshop as long as it is told to."""

    def __init__(self) -> None:
        self.fails_for = WorkshopId("")

    def __call__(self, workshop: WorkshopId, now: Workshop) -> Sequence[CatalogueRow]:
        if workshop == self.fails_for:
            raise LookupError
        return catalogue_rows(workshop, now)


def in_tables(tables: Tables) -> dict[tuple[str, str, str], object]:
    return {
        (table, each.workshop, each.key): (each.record, each.figures, sorted(each.facets))
        for table in TABLES
        for each in tables.find(table, {}, limit=10_000).rows
    }


def afresh(log: Log) -> dict[tuple[str, str, str], object]:
    """What is to be in the tables, from the first event of every workshop."""
    rows = {}
    for workshop in log.workshops():
        now = workshop_at(log.read, workshop, log.head(workshop))
        for each in catalogue_rows(workshop, now):
            told = (dict(each.record), dict(each.figures), sorted(each.facets))
            rows[each.table, workshop, each.key] = told
    return rows


async def one_works(room: Room, who: ParticipantId, times: int, random: Random) -> None:
    for number in range(times):
        idea = IdeaId(an_id())
        await submit(room, SubmitIdea(idea=idea, stage=IDEAS, text=f"Idea {number}"), by=who)
        await asyncio.sleep(random.random() / 50)
        if random.random() < 0.3:
            await submit(room, WithdrawIdea(idea=idea), by=who)


async def rebuilt(url: str) -> None:
    """Rebuild as whoever runs the server does, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "codesign", "tables", "rebuild", "--database", url),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 90)
    assert process.returncode == 0, said.decode()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - another process writes too
            await asyncio.sleep(0.02)


@dataclass(frozen=True, kw_only=True)
class Service:
    """Rooms and tables as a server runs them; `beside` is another program on the same log."""

    url: str
    room: Room
    log: Log
    beside: Log
    tables: Tables
    following: Following
    drawing: Drawing


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture(params=["file", "server"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path}/codesign.db"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()


@asynccontextmanager
async def a_service(url: str) -> AsyncIterator[Service]:
    """A published workshop that takes ideas, and another in which a design was agreed."""
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    bus = Silence(alone=url.startswith("sqlite:"))
    drawing = Drawing()
    async with AsyncExitStack() as stack:
        log, beside = (stack.enter_context(closing(open_log(url))) for _ in range(2))
        tables = stack.enter_context(closing(open_tables(url, VERSION)))
        rooms = await stack.enter_async_context(Rooms(log, seams, bus=bus))
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await submit(room, OpenStage(stage=IDEAS))
        await submit(room, PublishRecording())
        agreed = Append(workshop=AGREED_IN, expected=0, events=tuple(whole.published()))
        assert isinstance(beside.append([agreed])[0], Appended)
        following = Following(log, tables, drawing, lambda: 1_760_000_000_000)
        await stack.enter_async_context(kept_up(following))
        await until(lambda: tables.find("designs", {}).total == 1)
        yield Service(
            url=url,
            room=room,
            log=log,
            beside=beside,
            tables=tables,
            following=following,
            drawing=drawing,
        )


@asynccontextmanager
async def kept_up(following: Following) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    keeping = asyncio.create_task(keep_tables(following, stopping, every_s=0.01))
    try:
        yield
    finally:
        stopping.set()
        following.stop()
        await keeping


@pytest.mark.fault("F20")
async def test_the_catalogue_rebuilt_while_people_work_is_a_fresh_fold(
    url: str, faults: Faults
) -> None:
    people, times, rebuilds = faults.pick((12, 6, 1), (200, 40, 8))
    async with a_service(url) as it:
        there = [await someone(it.room, f"Person {n}") for n in range(people)]
        working = asyncio.gather(
            *(one_works(it.room, who, times, Random(n)) for n, who in enumerate(there))
        )
        seen = [it.tables.in_use()]
        for _ in range(rebuilds):
            await rebuilt(it.url)
            seen.append(it.tables.in_use())
        await working
        await until(lambda: it.following.state().behind == 0)

        assert in_tables(it.tables) == afresh(it.log)
        assert len({each.number for each in seen if each}) == rebuilds + 1
        positions = [each.position for each in seen if each]
        assert positions == sorted(positions), "nobody saw the catalogue step back"
    faults.checked("I8")
    faults.count("catalogues rebuilt while people worked", rebuilds)


@pytest.mark.fault("F20")
async def test_a_workshop_that_cannot_be_followed_is_parked_shown_and_healed(
    url: str, faults: Faults
) -> None:
    async with a_service(url) as it:
        it.drawing.fails_for = AGREED_IN
        _append(it.beside, AGREED_IN, e.WorkshopClosed())
        await until(lambda: bool(it.following.state().parked))
        [parked] = it.following.state().parked
        assert parked.workshop == AGREED_IN
        assert parked.error.startswith("LookupError in test_tables.py:")
        ann = await someone(it.room, "Ann")
        await submit(it.room, SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="A bus"), by=ann)
        await until(lambda: it.following.state().behind == 0)
        assert it.tables.row("workshops", WORKSHOP, WORKSHOP), "the others go on"
        assert it.tables.find("designs", {}).total == 0

        it.drawing.fails_for = WorkshopId("")
        assert it.following.retry() == 1
        assert it.following.state().parked == []
        assert in_tables(it.tables) == afresh(it.log)
    faults.checked("I8")


def _append(log: Log, workshop: WorkshopId, event: e.Event) -> None:
    head = log.head(workshop)
    at = workshop_at(log.read, workshop, head).at
    recorded = Recorded(head + 1, event, CommandId(an_id()), at, None)
    [kept] = log.append([Append(workshop=workshop, expected=head, events=(recorded,))])
    assert isinstance(kept, Appended), kept
