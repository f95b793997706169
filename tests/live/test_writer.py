"""One writer: batches form by themselves, and one room's refusal is its own."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from codesign.domain.events import WorkshopClosed
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.live.writer import Writer
from codesign.store.errors import StorageError, VersionTakenError
from codesign.store.log import Append, Appended
from tests.live.lines import an_id


class SlowLog:
    """A log whose disk takes its time, until let go."""

    def __init__(self) -> None:
        self.batches: list[list[WorkshopId]] = []
        self.started = threading.Event()
        self.go = threading.Event()
        self.fault: Exception | None = None

    def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
        self.batches.append([each.workshop for each in batch])
        self.started.set()
        assert self.go.wait(5)
        if self.fault is not None:
            raise self.fault
        return [self._outcome(each) for each in batch]

    def _outcome(self, append: Append) -> Appended | Exception:
        if append.expected == 99:
            return VersionTakenError(100)
        return Appended(head=append.expected + 1, hash8=b"h" * 8)


def an_append(room: str, expected: int = 0) -> Append:
    recorded = Recorded(
        seq=expected + 1,
        event=WorkshopClosed(),
        id=CommandId(an_id()),
        at=1,
        by=ParticipantId(an_id("ann")),
    )
    return Append(workshop=WorkshopId(room), expected=expected, events=(recorded,))


async def test_what_waits_during_a_commit_shares_the_next() -> None:
    log = SlowLog()
    writer = Writer(log)
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(writer.run())
        first = tasks.create_task(writer.append(an_append("a")))
        await asyncio.to_thread(log.started.wait, 5)
        others = [tasks.create_task(writer.append(an_append(room))) for room in "bcd"]
        await asyncio.sleep(0)
        log.go.set()
        for each in (first, *others):
            assert (await each).head == 1
        running.cancel()
    assert log.batches == [["a"], ["b", "c", "d"]]


async def test_a_refused_room_does_not_hold_up_the_others() -> None:
    log = SlowLog()
    log.go.set()
    writer = Writer(log)
    running = asyncio.create_task(writer.run())
    refused, kept = await asyncio.gather(
        writer.append(an_append("a", 99)), writer.append(an_append("b")), return_exceptions=True
    )
    assert isinstance(refused, VersionTakenError)
    assert isinstance(kept, Appended)
    running.cancel()


async def test_every_room_of_a_failed_batch_hears_of_it() -> None:
    log = SlowLog()
    log.go.set()
    log.fault = StorageError("storage_full")
    writer = Writer(log)
    running = asyncio.create_task(writer.run())
    with pytest.raises(StorageError):
        await writer.append(an_append("a"))
    running.cancel()


async def test_a_caller_that_goes_away_does_not_stop_the_writer() -> None:
    log = SlowLog()
    writer = Writer(log)
    running = asyncio.create_task(writer.run())
    gone = asyncio.create_task(writer.append(an_append("a")))
    await asyncio.to_thread(log.started.wait, 5)
    gone.cancel()
    log.go.set()
    assert (await writer.append(an_append("b"))).head == 1
    running.cancel()
