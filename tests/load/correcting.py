"""What a correction costs through the whole server, beside an idea: for each of 40 people told.

The workshop holds 2,000 amounts. Its facilitator asks for one change after the other over a
real line, each on disk before it is told to a room in which everybody reads.
"""

import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Thread
from typing import Final

import uvloop

from codesign.app import new_id
from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange
from codesign.cli.lines import Lines
from codesign.domain import commands as c
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OrganisationId,
    ParticipantId,
    SpendLineId,
    StageId,
)
from tests.load.hosting import Hosted, hosted, raise_limits
from tests.load.peers import Readers, Tickets, a_workshop, cores, welcomed
from tests.load.report import Row, compared
from tests.load.spending import an_amount

PEOPLE: Final = 40
LINES: Final = 2_000
CHANGES: Final = 200

Ask = Callable[[c.Command], Awaitable[object]]


def run(*, quick: bool = False) -> list[Row]:
    """Measure ideas and corrections in turn, in one room."""
    raise_limits()
    with (
        tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as folder,
        _apart() as core,
        hosted(Path(folder), core=core) as server,
    ):
        ideas, corrected = uvloop.run(_measured(server, 2 if quick else 9))
    return [
        compared(
            f"CPU a delivery of an amount corrected, {PEOPLE} people",
            "us",
            corrected,
            "one idea put forward",
            ideas,
            at_most=1.5,
        )
    ]


@contextmanager
def _apart() -> Iterator[int]:
    """Keep to one core, and give the other to the server."""
    before = os.sched_getaffinity(0)
    server_core, our_core = cores()
    os.sched_setaffinity(0, {our_core})
    try:
        yield server_core
    finally:
        os.sched_setaffinity(0, before)


async def _measured(server: Hosted, rounds: int) -> tuple[list[float], list[float]]:
    async with Api(server.url) as api:
        workshop, login, ideas, logins = await a_workshop(api, PEOPLE)

        async def post(command: c.Command) -> None:
            await api.ask(workshop, login, CommandId(new_id()), command)

        amounts = await _Amounts.pasted(post)
        with Tickets(server, workshop) as tickets:
            lines_in = [
                welcomed(server, workshop, tickets.ticket(each)) for each in logins.values()
            ]
        with Readers(lines_in) as readers:
            reading = Thread(target=_read, args=(readers, stop := [False]))
            reading.start()
            try:
                async with Lines(Exchange(api, workshop)) as lines:
                    desk = lines.open(ParticipantId(""), login, BoardCopy())
                    await desk.welcomed.wait()

                    async def ask(command: c.Command) -> None:
                        await desk.ask(CommandId(new_id()), command)

                    def idea() -> c.Command:
                        return c.SubmitIdea(idea=IdeaId(new_id()), stage=ideas, text="A bus at 9")

                    return await _in_turn(server, ask, (idea, amounts.correction), rounds)
            finally:
                stop[0] = True
                reading.join()


async def _in_turn(
    server: Hosted,
    ask: Ask,
    kinds: tuple[Callable[[], c.Command], Callable[[], c.Command]],
    rounds: int,
) -> tuple[list[float], list[float]]:
    figures: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for place in (0, 1) if number % 2 else (1, 0):
            before = server.state().cpu_s
            for _ in range(CHANGES):
                await ask(kinds[place]())
            spent = server.state().cpu_s - before
            # The first is there to get warm.
            if number:
                figures[place].append(spent / (CHANGES * PEOPLE) * 1e6)
    return figures


class _Amounts:
    """What was pasted, of which one at a time is corrected."""

    def __init__(self, stage: StageId) -> None:
        self._random = Random(1)
        self._stage = stage
        self._organisations = [OrganisationId(new_id()) for _ in range(12)]
        self._lines = [SpendLineId(new_id()) for _ in range(LINES)]

    @classmethod
    async def pasted(cls, post: Ask) -> "_Amounts":
        """Make a stage for the money, and paste them there at once."""
        amounts = cls(StageId(new_id()))
        plan = c.StagePlan(stage=amounts._stage, kind="money", title="Money")
        await post(c.AddStage(plan=plan))
        for each in amounts._organisations:
            await post(c.AddOrganisation(organisation=each, name=f"Body {each}"))
        rows = tuple(
            c.SpendRow(spend_line=each, says=an_amount(amounts._random, amounts._organisations))
            for each in amounts._lines
        )
        await post(c.RecordSpending(stage=amounts._stage, rows=rows))
        return amounts

    def correction(self) -> c.Command:
        """Another amount for one of them."""
        line = self._random.choice(self._lines)
        amount = an_amount(self._random, self._organisations)
        return c.CorrectSpendLine(
            spend_line=line, stage=self._stage, says=amount, reason="Year end"
        )


def _read(readers: Readers, stop: list[bool]) -> None:
    while not stop[0]:
        readers.read(0.05)
