"""Two processes over one log, and a way to a real Redis on which everything happens to lines.

The history of everybody is held against every promise: the bus may be anything, and what is
told stays right; only how soon it is told is the bus's.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import count
from random import Random

import pytest
from redis.asyncio.client import PubSub

from codesign.domain.commands import JoinWorkshop, OpenStage
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live import lookout, redis_bus
from codesign.live.connection import Seat
from codesign.live.outbox import Limits
from codesign.live.redis_bus import RedisBus
from codesign.live.request import Accepted, Request
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.live.serving import serve_connection
from tests.fakes import FakeLog
from tests.faults.browser import Browser
from tests.faults.chaos import TROUBLES, ChaoticWay, Trouble, end_of_reply
from tests.faults.conftest import Faults
from tests.faults.history import INVARIANTS, History, Recorder, check, kept
from tests.faults.network import Wire
from tests.live.bus_contract import until
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, ManualClock, an_id, created
from tests.live.test_room import idea
from tests.redis import RedisServer

# A process listens on one, and tells on another at least.
LINES_EACH = 2
SECRET = b"what all processes over one log have"
PEOPLE = tuple(ParticipantId(an_id(f"person {number}")) for number in range(3))
LIMITS = Limits(soft_bytes=64_000, hard_bytes=1_000_000, patience_s=10.0, closing_s=1.0)


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes seconds in a council takes tenths of one here."""
    monkeypatch.setattr(redis_bus, "BEAT_S", 0.05)
    monkeypatch.setattr(redis_bus, "SILENT_AT_MOST_S", 0.5)
    monkeypatch.setattr(redis_bus, "CONNECT_AGAIN_S", 0.05)
    monkeypatch.setattr(lookout, "LOOK_EVERY_S", 0.2)


class Day:
    """People at two processes who write all the time; each person's browser is at one of them."""

    def __init__(self, log: FakeLog, processes: list[Rooms], draw: Random) -> None:
        self.log = log
        self.history = History()
        self._draw = draw
        self._numbers = count()
        self._tasks: set[asyncio.Task[None]] = set()
        self.browsers = [
            Browser(
                person,
                partial(self._dial, processes[number % 2]),
                Recorder(self.history, f"person {number}", WORKSHOP),
                draw,
            )
            for number, person in enumerate(PEOPLE)
        ]

    @asynccontextmanager
    async def lived(self) -> AsyncIterator[None]:
        for each in self.browsers:
            self._begin(each.live())
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def write(self, times: int) -> None:
        """Everybody says so many things, now and then."""
        for _ in range(times):
            for each in self.browsers:
                name = f"idea {next(self._numbers)}"
                each.submit(CommandId(an_id(f"ask {name}")), idea(name), None)
                await asyncio.sleep(self._draw.uniform(0, 0.02))

    async def rest(self) -> None:
        """Wait until everybody has everything."""
        async with asyncio.timeout(30):
            while not all(each.rests_at(self.log.head(WORKSHOP)) for each in self.browsers):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)

    def judge(self) -> None:
        for each in self.browsers:
            each.holds(quiet=True)
        assert check(self.history, {WORKSHOP: kept(self.log, WORKSHOP)}) == []

    def _dial(self, rooms: Rooms) -> Wire:
        wire = Wire(self._draw, LIMITS)
        self._begin(self._serve(rooms, wire))
        return wire

    def _begin(self, work: object) -> None:
        self._tasks.add(asyncio.create_task(work))  # type: ignore[arg-type]

    async def _serve(self, rooms: Rooms, wire: Wire) -> None:
        def admit(ticket: str) -> Seat:
            return Seat(ParticipantId(ticket), "import")

        try:
            await serve_connection(rooms, WORKSHOP, wire, admit)
        finally:
            wire.finish()


@asynccontextmanager
async def a_day(redis: RedisServer, draw: Random) -> AsyncIterator[tuple[Day, ChaoticWay]]:
    way, log = ChaoticWay(redis.url, draw), FakeLog()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(way.open())
        processes = [
            await stack.enter_async_context(
                Rooms(
                    log,
                    Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id())),
                    bus=RedisBus(url, "redis://x", SECRET, name),
                )
            )
            for name in ("one", "other")
        ]
        await processes[0].create(WORKSHOP, created())
        room = await processes[0].room(WORKSHOP)
        for command, by in [
            (OpenStage(stage=IDEAS), FACILITATOR),
            *((JoinWorkshop(participant=each, name="Somebody"), each) for each in PEOPLE),
        ]:
            asked = Request(id=CommandId(an_id()), command=command, by=by)
            assert isinstance(await room.submit(asked), Accepted)
        day = Day(log, processes, draw)
        await stack.enter_async_context(day.lived())
        await day.rest()
        await until(lambda: len(way) >= LINES_EACH * len(processes))
        yield day, way


@pytest.mark.fault("F11", "F12")
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_what_is_told_stays_right_whatever_becomes_of_notices(
    trouble: Trouble, quick: None, redis: RedisServer, faults: Faults
) -> None:
    for seed in range(faults.pick(1, 20)):
        async with a_day(redis, Random(f"{trouble} {seed}")) as (day, way):
            way.trouble = trouble
            await day.write(faults.pick(4, 20))
            await day.rest()
            assert way.counts.total(), "or this test shows nothing"
            way.trouble = "calm"
            await day.write(2)
            await day.rest()
            day.judge()
        for what, how_many in way.counts.items():
            faults.count(f"on the way to Redis, {what}", how_many)
    faults.checked(*INVARIANTS)


@pytest.mark.fault("F11", "F12")
async def test_what_is_told_stays_right_when_lines_to_redis_are_cut_or_nobody_is_at_their_end(
    quick: None, redis: RedisServer, faults: Faults
) -> None:
    async with a_day(redis, Random("lines")) as (day, way):
        for number in range(faults.pick(2, 40)):
            (way.orphan if number % 2 else way.cut)()
            await day.write(2)
            await day.rest()
            await until(lambda: len(way) >= LINES_EACH)
        day.judge()
    assert min(way.counts["lines cut"], way.counts["lines orphaned"]) > 0
    for what, how_many in way.counts.items():
        faults.count(f"on the way to Redis, {what}", how_many)
    faults.checked(*INVARIANTS)


@pytest.mark.fault("F11")
async def test_a_bus_that_is_ended_while_it_closes_its_lines_closes_all_of_them(
    quick: None, redis: RedisServer, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = ChaoticWay(redis.url, Random("ends"))
    aclose = PubSub.aclose

    async def ended_meanwhile(channel: PubSub) -> None:
        await aclose(channel)
        bus.cancel()

    async with way.open() as url:
        bus = asyncio.create_task(
            RedisBus(url, "redis://x", SECRET, "one").run(lambda _: None, lambda: None)
        )
        await until(lambda: len(way) == LINES_EACH)
        monkeypatch.setattr(PubSub, "aclose", ended_meanwhile)
        way.trouble = "withheld"
        await asyncio.wait([bus])
        await until(lambda: len(way) == 0, within_s=5)
    faults.count("buses ended while they closed their lines", 1)


def test_a_reply_ends_where_redis_ends_it() -> None:
    told = b"*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$4\r\n\r\n\r\n\r\n"
    for reply in (b"+OK\r\n", b":1\r\n", b"$-1\r\n", b"*-1\r\n", b"%1\r\n+a\r\n*1\r\n:1\r\n", told):
        assert end_of_reply(reply + b"+OK\r\n") == len(reply)
        assert all(end_of_reply(reply[:size]) is None for size in range(len(reply)))
