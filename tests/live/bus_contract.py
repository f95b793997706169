"""What every bus must do, and what a room may not rely on: a test module gives it `open_bus`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.live.bus import Bus
from codesign.protocol.notices import Here, Notice, Reached
from tests.live.lines import an_id

HERE, THERE = WorkshopId(an_id("here")), WorkshopId(an_id("there"))
ANN = ParticipantId(an_id("Ann"))


class Heard:
    """A bus that runs, and what came by it."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.notices: list[Notice] = []
        self.unsure = 0

    def take(self, notice: Notice) -> None:
        self.notices.append(notice)

    def note_unsure(self) -> None:
        self.unsure += 1

    async def has(self, *notices: Notice) -> None:
        await until(lambda: set(notices) <= set(self.notices))


async def until(condition: Callable[[], bool], within_s: float = 30) -> None:
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - a test may look again
            await asyncio.sleep(0.005)


@asynccontextmanager
async def running(bus: Bus, *workshops: WorkshopId) -> AsyncIterator[Heard]:
    """A bus that listens to these workshops, and is sure to."""
    heard = Heard(bus)
    task = asyncio.create_task(bus.run(heard.take, heard.note_unsure))
    try:
        await until(lambda: heard.unsure > 0)
        for each in workshops:
            before = heard.unsure
            bus.listen(each)
            await until(lambda before=before: heard.unsure > before)  # type: ignore[misc]
        yield heard
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class BusContract:
    async def test_what_one_tells_all_others_hear_who_listen(
        self, open_bus: Callable[[str], Bus]
    ) -> None:
        async with AsyncExitStack() as stack:
            one = await stack.enter_async_context(running(open_bus("one"), HERE, THERE))
            two = await stack.enter_async_context(running(open_bus("two"), HERE, THERE))
            three = await stack.enter_async_context(running(open_bus("three"), HERE))
            told = Here(HERE, "one", frozenset({ANN}), frozenset())
            one.bus.tell(told)
            one.bus.tell(Reached(HERE, 7))
            one.bus.tell(Reached(THERE, 3))

            await two.has(told, Reached(HERE, 7), Reached(THERE, 3))
            await three.has(told, Reached(HERE, 7))
            assert Reached(THERE, 3) not in three.notices

    async def test_nobody_hears_of_what_they_forgot(self, open_bus: Callable[[str], Bus]) -> None:
        async with (
            running(open_bus("one")) as one,
            running(open_bus("two"), HERE, THERE) as two,
        ):
            two.bus.forget(HERE)
            # Some bus may take a moment; then of two told one after the other only one comes.
            for head in range(1, 200):
                seen = len(two.notices)
                one.bus.tell(Reached(HERE, head))
                one.bus.tell(Reached(THERE, head))
                await two.has(Reached(THERE, head))
                if len(two.notices) == seen + 1:
                    return
            raise AssertionError("it never forgot")

    async def test_one_that_ends_says_its_last_words(self, open_bus: Callable[[str], Bus]) -> None:
        gone = Here(HERE, "one", frozenset(), frozenset())
        async with running(open_bus("two"), HERE) as two:
            async with running(open_bus("one")) as one:
                one.bus.tell(gone)

            await two.has(gone)

    async def test_what_is_told_before_it_runs_or_after_harms_nobody(
        self, open_bus: Callable[[str], Bus]
    ) -> None:
        bus = open_bus("one")
        bus.tell(Reached(HERE, 1))
        async with running(bus, HERE):
            pass
        bus.tell(Reached(HERE, 2))
        bus.listen(HERE)
        bus.forget(HERE)
