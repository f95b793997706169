"""A room whose log fails: what it answers, what goes on, and what it must not say."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from codesign.domain.commands import (
    CloseRound,
    OpenRound,
    OpenStage,
    OptionPlan,
    StartTimer,
    WithdrawIdea,
)
from codesign.domain.ids import CommandId, IdeaId, OptionId, RoundId
from codesign.live.request import RETRY_MS
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.live.writer import Writer
from codesign.store.errors import FlushFailedError, StorageError
from codesign.store.log import Append, Appended, Log, open_log
from tests.live.lines import (
    FACILITATOR,
    IDEAS,
    WORKSHOP,
    Line,
    ManualClock,
    an_id,
    created,
    some_rooms,
    someone,
    submit,
)
from tests.live.test_room import idea, quiet, same_content
from tests.live.test_writer import an_append


class FailingLog:
    """A log in front of the real one that fails when told, before or after it has written."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.fault: Exception | None = None
        self.writes_first = False
        self.only = ""
        self.appends = 0

    def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
        self.appends += 1
        if self.fault is None or self.only not in str(batch):
            return self.log.append(batch)
        if self.writes_first:
            self.log.append(batch)
        if isinstance(self.fault, FlushFailedError):
            raise self.fault
        return [self.fault] * len(batch)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)


@asynccontextmanager
async def a_room(
    folder: Path, clock: ManualClock | None = None, ended: list[FlushFailedError] | None = None
) -> AsyncIterator[tuple[Rooms, Room, FailingLog]]:
    log = open_log(f"sqlite:///{folder}/codesign.db")
    failing = FailingLog(log)
    clock = clock or ManualClock()
    seams = Seams(
        clock=clock,
        elapsed=clock,
        new_id=lambda: CommandId(an_id()),
        on_flush_failed=(ended if ended is not None else []).append,
    )
    async with Rooms(failing, seams) as rooms:  # type: ignore[arg-type]
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await submit(room, OpenStage(stage=IDEAS))
        yield rooms, room, failing
    log.close()


# --- what passes ----------------------------------------------------------------


@pytest.mark.fault("F4")
@pytest.mark.parametrize("reason", ["storage_full", "storage_busy", "storage_failed"])
async def test_a_failing_log_refuses_for_a_while_and_everything_else_goes_on(
    tmp_path: Path, reason: str
) -> None:
    async with a_room(tmp_path) as (_, room, log):
        ann = await someone(room, "Ann")
        line = await Line(ann, ManualClock()).connect(room)
        log.fault = StorageError(reason)
        asked = [line.ask(idea(name)) for name in ("bus", "van", "lift")]
        await quiet(room)

        late = await Line(FACILITATOR, ManualClock()).connect(room)

        answers = line.answers()
        assert [answers[each]["code"] for each in asked] == [reason] * 3
        assert {answers[each]["retry_ms"] for each in asked} == {RETRY_MS}
        assert same_content(line, room)
        assert same_content(late, room)

        log.fault = None
        for name, command_id in zip(("bus", "van", "lift"), asked, strict=True):
            line.ask(idea(name), command_id)
        await quiet(room)
        assert [line.answers()[each]["t"] for each in asked] == ["ack"] * 3
        assert late.board["ideas"].keys() == {an_id(name) for name in ("bus", "van", "lift")}


@pytest.mark.fault("F4")
async def test_a_failing_log_is_asked_once_for_everybody_who_waits(tmp_path: Path) -> None:
    async with a_room(tmp_path) as (_, room, log):
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        log.fault = StorageError("storage_full")
        before = log.appends
        for number in range(16):
            line.ask(idea(f"idea {number}"))

        await quiet(room)

        # Each failure reads the log afresh; once for each of forty people would stop the room.
        assert log.appends == before + 1


@pytest.mark.fault("F4")
async def test_what_the_server_owes_is_not_tried_again_at_once_while_the_log_fails(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as (_, room, log):
        await submit(room, StartTimer(stage=IDEAS, seconds=60))
        log.fault = StorageError("storage_full")
        clock.now += 61_000
        before = log.appends

        room.wake()
        for _ in range(200):
            await asyncio.sleep(0.001)

        assert log.appends == before + 1
        log.fault = None
        clock.now += RETRY_MS
        room.wake()
        await quiet(room)
        assert log.appends == before + 2, "it is done once the log works"


@pytest.mark.fault("F4")
async def test_a_result_that_could_not_be_recorded_is_counted_again_later(tmp_path: Path) -> None:
    clock = ManualClock()
    round_id = RoundId(an_id("round"))
    plan = OptionPlan(option=OptionId(an_id("yes")), source="text", text="Yes")
    async with a_room(tmp_path, clock) as (_, room, log):
        log.fault, log.only = StorageError("storage_full"), "ResultPublished"
        opening = OpenRound(round=round_id, question="?", method="approval", options=(plan,))
        await submit(room, opening)
        await submit(room, CloseRound(round=round_id))
        before = log.appends
        for _ in range(200):
            await asyncio.sleep(0.001)
        assert log.appends == before + 1

        log.fault = None
        clock.now += RETRY_MS
        room.wake()
        for _ in range(500):
            if room.memory.workshop.rounds[round_id].result_seq is not None:
                break
            await asyncio.sleep(0.01)
        assert room.memory.workshop.rounds[round_id].result_seq is not None


# --- an ambiguous commit ----------------------------------------------------------


@pytest.mark.fault("F5")
@pytest.mark.parametrize("together", [1, 3])
async def test_a_commit_that_failed_and_is_there_is_acknowledged_and_not_doubled(
    tmp_path: Path, together: int
) -> None:
    async with a_room(tmp_path) as (_, room, log):
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        head = room.head
        log.fault, log.writes_first = StorageError("storage_failed"), True

        asked = [line.ask(idea(f"idea {number}")) for number in range(together)]
        await quiet(room)

        assert [line.answers()[each]["t"] for each in asked] == ["ack"] * together
        assert room.head == head + together
        assert line.board["ideas"].keys() == {an_id(f"idea {number}") for number in range(together)}
        assert same_content(line, room)

        log.fault = None
        for number, command_id in enumerate(asked):
            line.ask(idea(f"idea {number}"), command_id)
        await quiet(room)
        assert room.head == head + together


@pytest.mark.fault("F5")
async def test_what_is_there_after_all_is_answered_in_its_turn_rule_c1(tmp_path: Path) -> None:
    async with a_room(tmp_path) as (_, room, log):
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        log.fault, log.writes_first = StorageError("storage_failed"), True

        nothing = line.ask(WithdrawIdea(idea=IdeaId(an_id("no such idea"))))
        something = line.ask(idea("bus"))
        await quiet(room)

        assert list(line.answers()) == [nothing, something]
        assert line.answers()[something]["t"] == "ack"


# --- a flush that was not confirmed -----------------------------------------------


@pytest.mark.fault("F5")
async def test_after_a_failed_flush_nothing_is_acknowledged_and_nothing_tried_again(
    tmp_path: Path,
) -> None:
    ended: list[FlushFailedError] = []
    async with a_room(tmp_path, ended=ended) as (rooms, room, log):
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        # As it would be: what is read back looks committed.
        log.fault, log.writes_first = FlushFailedError("disk I/O error"), True
        before = log.appends
        asked = line.ask(idea("bus"))
        for _ in range(100):
            await asyncio.sleep(0.001)

        again = await rooms.room(WORKSHOP)
        answer = await submit(again, idea("van"))

        assert [str(each) for each in ended] == [str(log.fault)] * 2
        assert line.answers().get(asked, {"t": "reject", "retry_ms": 1})["t"] == "reject"
        assert getattr(answer, "retry_ms", None), "it may be sent again, to the next process"
        assert log.appends == before + 1


async def test_the_writer_ends_with_the_first_failed_flush() -> None:
    class OneBadFlush:
        def __init__(self) -> None:
            self.appends = 0

        def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
            self.appends += 1
            if self.appends == 1:
                raise FlushFailedError("disk I/O error")
            return [Appended(head=each.expected + 1, hash8=b"h" * 8) for each in batch]

    log = OneBadFlush()
    told: list[FlushFailedError] = []
    writer = Writer(log, told.append)
    running = asyncio.create_task(writer.run())
    for _ in range(3):
        with pytest.raises(FlushFailedError):
            await writer.append(an_append("a"))
    running.cancel()

    assert log.appends == 1, "the next flush would be confirmed, and mean nothing"
    assert len(told) >= 1


# --- one damaged workshop -----------------------------------------------------------


@pytest.mark.fault("F3")
async def test_a_damaged_workshop_is_refused_alone_and_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = type(WORKSHOP)(an_id("other"))
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        await rooms.create(other, created("KLMNPQ"))
    async with some_rooms(tmp_path) as (rooms, log):
        log._recorder._writer.execute(
            "UPDATE event SET state = x'c1' WHERE workshop = ? AND seq = 1", (WORKSHOP,)
        )
        with caplog.at_level(logging.ERROR):
            for _ in range(3):
                with pytest.raises(StorageError) as refusal:
                    await rooms.room(WORKSHOP)

        assert refusal.value.reason == "storage_damaged"
        assert caplog.text.count(f"workshop {WORKSHOP} cannot be opened") == 1
        assert (await rooms.room(other)).head > 0
