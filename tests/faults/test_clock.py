"""The server's clock jumps, stands still and goes back (F13): nobody is cut off, nothing stops.

Only what is said about the time of day may go by it; how long something takes may not.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from codesign.domain.commands import OpenStage, StartTimer, SubmitIdea
from codesign.domain.ids import IdeaId
from codesign.live.pace import COMMANDS
from codesign.live.presence import SILENT_AT_MOST_MS
from codesign.live.room import Room
from codesign.protocol.codec import canonical
from tests.faults.virtual import InVirtualThread, VirtualLoop
from tests.live.lines import (
    FACILITATOR,
    IDEAS,
    WORKSHOP,
    Line,
    ManualClock,
    an_id,
    created,
    some_rooms,
    submit,
)

HOUR_MS = 3_600_000
# Backwards, forwards, or it says the same for ever.
CLOCKS = (-HOUR_MS, HOUR_MS, 0)

pytestmark = pytest.mark.fault("F13")


class Answering(Line):
    """A browser that answers pings."""

    def _take(self, payload: bytes) -> None:
        super()._take(payload)
        if self.seen[-1]["t"] == "ping":
            pong = canonical({"t": "pong", "now": self.seen[-1]["now"]})
            asyncio.get_running_loop().call_soon(self.connection.receive, pong)


def elapsed() -> int:
    return int(asyncio.get_running_loop().time() * 1_000)


@asynccontextmanager
async def a_hall(folder: Path, clock: ManualClock) -> AsyncIterator[tuple[Room, Answering]]:
    kept = some_rooms(folder, clock, elapsed=elapsed, beside=InVirtualThread)
    async with kept as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await submit(room, OpenStage(stage=IDEAS))
        yield room, await Answering(FACILITATOR, elapsed).connect(room)


@pytest.mark.parametrize("jump_ms", CLOCKS)
def test_nobody_who_answers_is_cut_off_when_the_clock_jumps(tmp_path: Path, jump_ms: int) -> None:
    async def hall() -> None:
        clock = ManualClock()
        async with a_hall(tmp_path, clock) as (_, line):
            clock.now += jump_ms
            await asyncio.sleep(4 * SILENT_AT_MOST_MS / 1_000)
            assert line.connection.closing is None
            assert line.kinds().count("ping") >= 4

    VirtualLoop(0).run(hall())


@pytest.mark.parametrize("jump_ms", CLOCKS)
def test_whoever_is_silent_is_hung_up_on_whatever_the_clock_says(
    tmp_path: Path, jump_ms: int
) -> None:
    async def hall() -> None:
        clock = ManualClock()
        async with a_hall(tmp_path, clock) as (room, _):
            silent = await Line(FACILITATOR, elapsed).connect(room)
            clock.now += jump_ms
            await asyncio.sleep(2 * SILENT_AT_MOST_MS / 1_000)
            assert silent.connection.closing is not None

    VirtualLoop(0).run(hall())


@pytest.mark.parametrize("jump_ms", CLOCKS)
def test_a_person_may_go_on_asking_whatever_the_clock_says(tmp_path: Path, jump_ms: int) -> None:
    async def hall() -> None:
        clock = ManualClock()
        async with a_hall(tmp_path, clock) as (_, line):
            asked = []
            clock.now += jump_ms
            # More than may be asked at once, wherever the command comes through.
            for number in range(max(COMMANDS["room"].burst, COMMANDS["desk"].burst) + 30):
                command = SubmitIdea(idea=IdeaId(an_id(f"idea {number}")), stage=IDEAS, text="Bus")
                asked.append(line.ask(command))
                await asyncio.sleep(1)
            answers = line.answers()
            assert {answers[each]["t"] for each in asked} == {"ack"}

    VirtualLoop(0).run(hall())


def test_time_in_the_log_never_goes_back(tmp_path: Path) -> None:
    async def hall() -> None:
        clock = ManualClock()
        async with some_rooms(tmp_path, clock, elapsed=elapsed, beside=InVirtualThread) as (
            rooms,
            log,
        ):
            await rooms.create(WORKSHOP, created())
            room = await rooms.room(WORKSHOP)
            before = room.head
            clock.now -= HOUR_MS
            await submit(room, OpenStage(stage=IDEAS))
            assert room.head > before
            times = [each.at for each in log.read(WORKSHOP)]
            assert times == sorted(times)

    VirtualLoop(0).run(hall())


def test_a_timer_runs_out_when_the_clock_was_set_back_meanwhile(tmp_path: Path) -> None:
    async def hall() -> None:
        clock = ManualClock()
        async with a_hall(tmp_path, clock) as (room, line):
            await submit(room, StartTimer(stage=IDEAS, seconds=60))
            clock.now -= 30_000
            for _ in range(120):
                await asyncio.sleep(1)
                clock.now += 1_000
            assert line.board["stages"][IDEAS]["timer_ends_at"] is None

    VirtualLoop(0).run(hall())
