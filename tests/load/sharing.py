"""What it costs that two servers write one log: each its own workshops, or both any of them.

Real rooms over a real PostgreSQL server and a real Redis, twenty people who each wait for one
answer before they ask again. Servers are rooms with a writer and a bus of their own in this one
process, so that processor time can be counted; what PostgreSQL and Redis use is theirs.
"""

import asyncio
import itertools
import statistics
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack, closing
from dataclasses import replace
from functools import partial
from typing import Final, Literal, NamedTuple

from codesign.app import clock, new_id
from codesign.domain.commands import OpenStage, SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, WorkshopId
from codesign.live.redis_bus import RedisBus
from codesign.live.request import Accepted, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.store.log import open_log
from tests.live.lines import FACILITATOR, IDEAS, an_id, created
from tests.load.report import ROUNDS, Row, compared
from tests.postgresql import PostgreSQL
from tests.redis import RedisServer

PEOPLE: Final = 20
SECONDS: Final = 2.0
Routing = Literal["alone", "each its own", "both any"]
_ROUTINGS: Final[tuple[Routing, ...]] = ("alone", "each its own", "both any")
_names = itertools.count()


class Round(NamedTuple):
    """One round of one way: processor time a command (us), commands a second, median wait (ms)."""

    cpu_us: float
    per_s: float
    wait_ms: float


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows: a minute."""
    rounds, seconds = (2, 0.5) if quick else (ROUNDS, SECONDS)
    found: dict[Routing, list[Round]] = {each: [] for each in _ROUTINGS}
    with ExitStack() as stack:
        postgresql, redis = PostgreSQL(), RedisServer()
        stack.callback(postgresql.stop)
        stack.callback(redis.close)
        for number in range(rounds):
            for routing in _ROUTINGS[number % 3 :] + _ROUTINGS[: number % 3]:
                url = postgresql.new_database()
                found[routing].append(asyncio.run(_round(routing, url, redis.url, seconds)))
    return list(itertools.chain.from_iterable(map(partial(_rows, found), _ROUTINGS[1:])))


def _rows(found: dict[Routing, list[Round]], routing: Routing) -> list[Row]:
    ways = (("processor time a command", "us", 0), ("commands", "/s", 1), ("median wait", "ms", 2))
    return [
        compared(
            f"{what}, two servers, {routing}",
            unit,
            [each[which] for each in found[routing]],
            "one server",
            [each[which] for each in found["alone"]],
        )
        for what, unit, which in ways
    ]


async def _round(routing: Routing, url: str, redis: str, seconds: float) -> Round:
    async with AsyncExitStack() as stack:
        servers = [await _server(stack, url, redis) for _ in range(1 if routing == "alone" else 2)]
        rooms = [await _begun(servers, f"workshop {number}") for number in range(2)]
        await _written(routing, rooms, 0.3)  # whatever is loaded or contested is so from now on
        began, used = time.perf_counter(), time.process_time()
        waits = await _written(routing, rooms, seconds)
        took, cpu = time.perf_counter() - began, time.process_time() - used
    return Round(1e6 * cpu / len(waits), len(waits) / took, 1e3 * statistics.median(waits))


async def _server(stack: AsyncExitStack, url: str, redis: str) -> Rooms:
    log = stack.enter_context(closing(await asyncio.to_thread(open_log, url)))
    seams = Seams(clock=clock, new_id=new_id)
    bus = RedisBus(redis, "redis", log.server_secret, new_id())
    return await stack.enter_async_context(Rooms(log, seams, bus=bus))


async def _begun(servers: Sequence[Rooms], name: str) -> list[Room]:
    workshop = WorkshopId(an_id(name))
    code = f"BENCH{next(_names)}"
    first = replace(created(code), id=CommandId(an_id(code)))
    assert isinstance(await servers[0].create(workshop, first), Accepted)
    room = await servers[0].room(workshop)
    asked = Request(id=CommandId(an_id()), command=OpenStage(stage=IDEAS), by=FACILITATOR)
    assert isinstance(await room.submit(asked), Accepted)
    return [await each.room(workshop) for each in servers]


async def _written(
    routing: Routing, workshops: Sequence[Sequence[Room]], seconds: float
) -> list[float]:
    """Let everybody write so long; return how long each command took (s)."""
    until = time.perf_counter() + seconds
    waits: list[float] = []

    async def write(person: int) -> None:
        rooms = workshops[person % 2]
        own = person % 2 if routing == "each its own" else person // 2
        while time.perf_counter() < until:
            began = time.perf_counter()
            await _submitted(rooms[own % len(rooms)])
            waits.append(time.perf_counter() - began)

    await asyncio.gather(*map(write, range(PEOPLE)))
    return waits


async def _submitted(room: Room) -> None:
    name = an_id()
    idea = SubmitIdea(idea=IdeaId(name), stage=IDEAS, text="A bus at nine")
    asked = Request(id=CommandId(an_id(name)), command=idea, by=FACILITATOR, via="import")
    answer = await room.submit(asked)
    while not isinstance(answer, Accepted):
        assert answer.retry_ms is not None, answer
        await asyncio.sleep(answer.retry_ms / 1000)
        answer = await room.submit(asked)
