"""What a long count costs: 2,000 amounts pasted at once, and one change after that.

One amount corrected is compared with one idea put forward in the same workshop,
each decided, applied, drawn for every view and encoded. What it costs with the disk and
the people it is told to is measured by `correcting`, which has an aim. The count has 20 ms.
"""

from collections.abc import Sequence
from random import Random
from time import process_time
from typing import Final

from codesign.domain import commands as c
from codesign.domain.act import Act
from codesign.domain.decide import decide
from codesign.domain.events import SpendLineRecorded
from codesign.domain.evolve import evolve
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OrganisationId,
    ParticipantId,
    SpendLineId,
    StageId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.views import VIEWS, Audience
from codesign.domain.workshop import Workshop
from codesign.projections.board import Board, project, rendered
from codesign.projections.registers import register, spend_count
from codesign.projections.touched import touched
from codesign.protocol.codec import encode
from codesign.protocol.messages import Delta
from tests.histories import new_id
from tests.load.report import Row, compared

LINES: Final = 2_000
CHANGES: Final = 200
COUNT_AIM_MS: Final = 20.0
PASTE_AIM_MS: Final = 2_000.0
FACILITATOR: Final = ParticipantId("facilitator----------A")
MONEY: Final = StageId("money----------------A")
IDEAS: Final = StageId("ideas----------------A")


def run(*, quick: bool) -> list[Row]:
    """Measure the paste, one change after it, and the count."""
    rounds = 3 if quick else 7
    rooms = [_Room(seed) for seed in range(rounds)]
    pasted = [each.paste() for each in rooms]
    ideas = [each.per_change(each.idea) for each in rooms]
    corrected = [each.per_change(each.correction) for each in rooms]
    counted = [each.count() for each in rooms]
    aims = [COUNT_AIM_MS] * rounds
    return [
        compared(
            f"{LINES} amounts pasted", "ms", pasted, "aim", [PASTE_AIM_MS] * rounds, at_most=1.0
        ),
        compared("one corrected", "us", corrected, "one idea put forward", ideas),
        compared("the count of them", "ms", counted, "aim", aims, at_most=1.0),
    ]


def an_amount(random: Random, organisations: Sequence[OrganisationId]) -> c.SpendPlan:
    """What one of these organisations spends, sometimes paid by another."""
    paid = random.choice([None, None, None, *organisations])
    body = random.choice([each for each in organisations if each != paid])
    return c.SpendPlan(
        organisation=body,
        service=f"Service {random.randrange(150)}",
        area=f"E0600{random.randrange(1_000):04}",
        financial_year=random.choice((2025, 2026)),
        gross=random.randrange(10**9),
        funded_by=paid,
    )


class _Room:
    """A workshop with what every view is told of it, without a disk or a line."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.workshop = Workshop()
        stages = ((MONEY, "money"), (IDEAS, "ideas"))
        plans = tuple(c.StagePlan(stage=key, kind=kind, title=kind) for key, kind in stages)  # type: ignore[arg-type]
        self.ask(
            c.CreateWorkshop(
                facilitator=FACILITATOR,
                facilitator_name="Farah",
                title="Help at night",
                join_code="oak-fern",
                agenda=plans,
            )
        )
        self.organisations = [OrganisationId(new_id(self.random)) for _ in range(12)]
        for each in self.organisations:
            self.ask(c.AddOrganisation(organisation=each, name=f"Body {each}"))
        self.ask(c.OpenStage(stage=IDEAS))
        self.lines = [SpendLineId(new_id(self.random)) for _ in range(LINES)]
        self.boards = {Audience(view): rendered(self.workshop, view) for view in VIEWS}

    def ask(self, command: c.Command) -> list[Recorded]:
        act = Act(by=FACILITATOR, at=self.workshop.at + 1)
        log = []
        for event in decide(self.workshop, command, act):
            seq = self.workshop.seq + 1
            recorded = Recorded(seq, event, CommandId("command"), act.at, FACILITATOR)
            evolve(self.workshop, recorded)
            log.append(recorded)
        return log

    def tell(self, log: list[Recorded]) -> None:
        keys = [key for each in log for key in touched(self.workshop, each.event)]
        told = project(self.workshop, dict.fromkeys(keys), [*self.boards])
        for audience, changes in told.items():
            ops = Board.apply(self.boards[audience], changes)
            last = log[-1]
            encode(Delta(epoch=b"", from_=log[0].seq, to=last.seq, at=last.at, hash8=b"", ops=ops))

    def paste(self) -> float:
        rows = tuple(c.SpendRow(spend_line=each, says=self.amount()) for each in self.lines)
        begun = process_time()
        self.tell(self.ask(c.RecordSpending(stage=MONEY, rows=rows)))
        return (process_time() - begun) * 1_000

    def per_change(self, command: object) -> float:
        asked = [command() for _ in range(CHANGES)]  # type: ignore[operator]
        begun = process_time()
        for each in asked:
            self.tell(self.ask(each))
        return (process_time() - begun) * 1_000_000 / CHANGES

    def idea(self) -> c.Command:
        return c.SubmitIdea(idea=IdeaId(new_id(self.random)), stage=IDEAS, text="A bus at nine")

    def correction(self) -> c.Command:
        line = self.random.choice(self.lines)
        amount = self.amount()
        return c.CorrectSpendLine(spend_line=line, stage=MONEY, says=amount, reason="Year end")

    def amount(self) -> c.SpendPlan:
        return an_amount(self.random, self.organisations)

    def count(self) -> float:
        assert len(register(self.workshop, SpendLineRecorded, "facilitator")) == LINES
        begun = process_time()
        spend_count(self.workshop, "facilitator")
        return (process_time() - begun) * 1_000
