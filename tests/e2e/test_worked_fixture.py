"""The worked example of a whole-place workshop, end to end through WebSocket commands.

The numbers are those of tests/fixtures/worked.json, all illustrative.
"""

import asyncio
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from codesign.cli.api import Api
from codesign.cli.line import Exchange, Line, RejectedError
from codesign.cli.lines import Lines
from codesign.domain import commands as c
from codesign.domain.events import NeedStated
from codesign.domain.evolve import evolve
from codesign.domain.ids import (
    CommandId,
    NeedId,
    OrganisationId,
    ParticipantId,
    SpendLineId,
    StageId,
    WorkshopId,
)
from codesign.domain.workshop import Workshop
from codesign.projections.registers import register, spend_count
from codesign.store.log import open_log
from tests.e2e.servers import Server, running
from tests.given import id_of

EXAMPLE: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "worked.json").read_text("utf-8")
)
WORKSHOP: Final = WorkshopId(id_of("worked"))
FACILITATOR: Final = ParticipantId(id_of("facilitator"))
RESIDENT: Final = ParticipantId(id_of("resident"))
NEEDS: Final = StageId(id_of("needs"))
MONEY: Final = StageId(id_of("money"))
NEED: Final = NeedId(id_of("N1"))
ORGANISATIONS: Final = {each: OrganisationId(id_of(each)) for each in EXAMPLE["organisations"]}


class People(NamedTuple):
    """Their lines into the room."""

    facilitator: Line
    resident: Line


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as started:
        yield started


def test_the_worked_example_end_to_end(server: Server) -> None:
    asyncio.run(_told(server))
    workshop = _on_record(server)
    (need,) = register(workshop, NeedStated, "public")
    assert need.says.what == EXAMPLE["need"]["what"]
    total = spend_count(workshop, "public").total
    assert (total.net, total.netted) == (EXAMPLE["count"]["net"], EXAMPLE["count"]["netted"])


async def _told(server: Server) -> None:
    async with Api(server.url) as api:
        words = {"title": "Help at night", "name": "Farah"}
        granted = await api.create_workshop(WORKSHOP, FACILITATOR, words, "")
        assert granted is not None
        logins = await api.add_people(WORKSHOP, granted.login, {RESIDENT: "Rhian"})
        async with Lines(Exchange(api, WORKSHOP)) as lines:
            people = People(
                facilitator=lines.open(FACILITATOR, granted.login),
                resident=lines.open(RESIDENT, logins[RESIDENT]),
            )
            await _prepared(people)
            await _need_stated(people)
            await _money_counted(people)


async def _prepared(people: People) -> None:
    for key, says in EXAMPLE["organisations"].items():
        await _ask(people.facilitator, c.AddOrganisation(organisation=ORGANISATIONS[key], **says))
    for stage, kind in ((NEEDS, "needs"), (MONEY, "money")):
        plan = c.StagePlan(stage=stage, kind=kind, title=kind)  # type: ignore[arg-type]
        await _ask(people.facilitator, c.AddStage(plan=plan))
    await _ask(people.facilitator, c.OpenStage(stage=NEEDS))


async def _need_stated(people: People) -> None:
    need = c.StateNeed(need=NEED, stage=NEEDS, **EXAMPLE["need"])
    await _ask(people.resident, need)


async def _money_counted(people: People) -> None:
    rows = tuple(
        c.SpendRow(spend_line=SpendLineId(id_of(f"line_{at}")), says=_amount(each))
        for at, each in enumerate(EXAMPLE["count"]["lines"])
    )
    with pytest.raises(RejectedError) as refused:
        await _ask(people.resident, c.RecordSpending(stage=MONEY, rows=rows))
    assert refused.value.code == "desk_work_only"
    await _ask(people.facilitator, c.GrantDeskWork(participant=RESIDENT))
    await _ask(people.resident, c.RecordSpending(stage=MONEY, rows=rows))


def _amount(line: dict[str, Any]) -> c.SpendPlan:
    says = {name: line[name] for name in ("service", "gross")}
    payer = line.get("funded_by")
    return c.SpendPlan(
        **says,
        organisation=ORGANISATIONS[line["organisation"]],
        area=EXAMPLE["count"]["area"],
        financial_year=EXAMPLE["count"]["financial_year"],
        funded_by=None if payer is None else ORGANISATIONS[payer],
    )


_NUMBERS: Final = count()


async def _ask(line: Line, command: c.Command) -> None:
    await line.ask(CommandId(id_of(f"command_{next(_NUMBERS)}")), command)


def _on_record(server: Server) -> Workshop:
    log = open_log(server.environ["CODESIGN_DATABASE_URL"])
    workshop = Workshop()
    try:
        for each in log.read(WORKSHOP):
            evolve(workshop, each)
    finally:
        log.close()
    return workshop
