"""The worked example of a whole-place workshop, end to end through WebSocket commands.

The numbers are those of tests/fixtures/worked.json and tests/choosing.py, all illustrative.
"""

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest

from codesign.cli.api import Api
from codesign.cli.line import Exchange, Line, RejectedError
from codesign.cli.lines import Lines
from codesign.domain import commands as c
from codesign.domain.assurance import PROTECTED
from codesign.domain.designs import Design, Outcome, canonical, content_hash
from codesign.domain.events import Level, NeedStated, PledgeKind, StageKind, YearAmount
from codesign.domain.evolve import evolve
from codesign.domain.ids import (
    AmendmentId,
    CommandId,
    EqualityImpactId,
    NeedId,
    ObjectionId,
    OptionId,
    OrganisationId,
    ParticipantId,
    PledgeId,
    PositionId,
    RoundId,
    SpendLineId,
    StageId,
    WorkshopId,
)
from codesign.domain.workshop import Workshop
from codesign.projections.records.appraisal import appraisal_record
from codesign.projections.records.money import pool_record
from codesign.projections.registers import register, spend_count
from codesign.store.log import open_log
from tests.choosing import (
    ALLIANCE,
    BAU,
    CRITERIA,
    FAST,
    LEAST,
    REDESIGN,
    RESPONSE,
    all_scores,
    criterion,
    lock,
    option,
)
from tests.e2e.servers import Server, running
from tests.given import STAGE, id_of

EXAMPLE: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "worked.json").read_text("utf-8")
)
WORKSHOP: Final = WorkshopId(id_of("worked"))
FACILITATOR: Final = ParticipantId(id_of("facilitator"))
RESIDENT: Final = ParticipantId(id_of("resident"))
ORGANISATIONS: Final = {each: OrganisationId(id_of(each)) for each in EXAMPLE["organisations"]}
# Who speaks for each organisation that has a legal form.
VOICES: Final = {each: ParticipantId(id_of(f"voice_{each}")) for each in "ABCDE"}
STAGES: Final[dict[StageId, StageKind]] = {
    StageId(id_of("needs")): "needs",
    StageId(id_of("money")): "money",
    StageId(id_of("redesigning")): "redesign",
    # Where tests/choosing.py compares.
    STAGE: "choices",
}
NEEDS, MONEY, REDESIGNING, _ = STAGES
NEED: Final = NeedId(id_of("N1"))
VOTE: Final = RoundId(id_of("vote"))
YES: Final = OptionId(id_of("yes"))
V1: Final = Design(
    title="Help at night within two hours",
    needs=(NEED,),
    outcomes=(Outcome(statement="Fewer people over 75 are admitted at night"),),
    summary="A team of nurses and neighbours, called by one number.",
)
V2: Final = replace(V1, workforce="Expenses of volunteers are paid.")
V3: Final = replace(V2, activities="The ambulance service covers the shift between two and six.")

People = dict[ParticipantId, Line]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as started:
        yield started


def test_the_worked_example_end_to_end(server: Server) -> None:
    # In a thread: the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _told(server)).result()
    workshop = _on_record(server)
    (need,) = register(workshop, NeedStated, "public")
    assert need.says.what == EXAMPLE["need"]["what"]
    total = spend_count(workshop, "public").total
    assert (total.net, total.netted) == (EXAMPLE["count"]["net"], EXAMPLE["count"]["netted"])
    _check_comparison(workshop)
    pool = pool_record(workshop, REDESIGN, "public")
    assert pool is not None
    assert (pool["pool"], pool["pool_indicative"]) == (15_000_000, 20_000_000)
    agreed = workshop.agreements[REDESIGN].agreed
    assert agreed is not None
    assert (agreed.version, workshop.redesigns[REDESIGN].now.hash) == (3, _hash(V3))


def _check_comparison(workshop: Workshop) -> None:
    """Who comes first, and that a fifth less of the first weight would change that."""
    told = appraisal_record(workshop, REDESIGN, "public")
    assert told is not None
    results = {each["option"]: each["result"] for each in told["standings"]}
    assert (results[RESPONSE], results[ALLIANCE]) == (7_100, 6_600)
    assert told["winners"] == [RESPONSE]
    (less,) = (each for each in told["flips"] if (each["criterion"], each["by"]) == (FAST, -200))
    assert less["winners"] == [ALLIANCE]
    assert (less["results"][RESPONSE], less["results"][ALLIANCE]) == (6_851, 6_909)


async def _told(server: Server) -> None:
    async with Api(server.url) as api:
        words = {"title": "Help at night", "name": "Farah"}
        granted = await api.create_workshop(WORKSHOP, FACILITATOR, words, "")
        assert granted is not None
        named = {RESIDENT: "Rhian", **{who: f"Voice {each}" for each, who in VOICES.items()}}
        logins = {FACILITATOR: granted.login}
        logins |= await api.add_people(WORKSHOP, granted.login, named)
        async with Lines(Exchange(api, WORKSHOP)) as lines:
            people = {who: lines.open(who, login) for who, login in logins.items()}
            await _prepared(people)
            await _need_stated(people)
            await _money_counted(people)
            await _compared(people)
            await _pledged(people)
            await _redesigned(people)
            await _voted(people, server)
            await _agreed(people)


async def _prepared(people: People) -> None:
    for key, says in EXAMPLE["organisations"].items():
        await _desk(people, c.AddOrganisation(organisation=ORGANISATIONS[key], **says))
    for key, who in VOICES.items():
        choice = c.ChooseOrganisation(participant=who, organisation=ORGANISATIONS[key])
        await _ask(people[who], choice)
        mandate = c.GiveMandate(
            organisation=ORGANISATIONS[key], participant=who, capacity="delegated_authority"
        )
        await _desk(people, mandate)
    for stage, kind in STAGES.items():
        plan = c.StagePlan(stage=stage, kind=kind, title=kind)
        await _desk(people, c.AddStage(plan=plan))
    await _desk(people, c.OpenStage(stage=NEEDS))


async def _need_stated(people: People) -> None:
    need = c.StateNeed(need=NEED, stage=NEEDS, **EXAMPLE["need"])
    await _ask(people[RESIDENT], need)


async def _money_counted(people: People) -> None:
    rows = tuple(
        c.SpendRow(spend_line=SpendLineId(id_of(f"line_{at}")), says=_amount(each))
        for at, each in enumerate(EXAMPLE["count"]["lines"])
    )
    recorded = c.RecordSpending(stage=MONEY, rows=rows)
    assert (await _refused(people[RESIDENT], recorded)).code == "desk_work_only"
    await _desk(people, c.GrantDeskWork(participant=RESIDENT))
    await _ask(people[RESIDENT], recorded)


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


async def _compared(people: People) -> None:
    """Compare the choices: the weights are locked first, or nothing can be scored."""
    await _desk(people, c.DraftRedesign(redesign=REDESIGN, design=V1, stage=REDESIGNING))
    choices = [option(BAU, bau=True), option(LEAST, do_minimum=True)]
    for each in (*choices, option(RESPONSE), option(ALLIANCE), *map(criterion, CRITERIA)):
        await _desk(people, each)
    scores = all_scores(RESPONSE, ALLIANCE, BAU, LEAST)
    assert (await _refused(people[FACILITATOR], scores[0])).code == "criteria_not_locked"
    assert (await _refused(people[FACILITATOR], lock(30, 25, 20, 15, 9))).code == "weights_not_100"
    for each in (lock(), *scores):
        await _desk(people, each)


async def _pledged(people: People) -> None:
    await _desk(people, _pledge("A", "pooled", 15_000_000))
    await _desk(people, _pledge("B", "pooled", 20_000_000))
    await _desk(people, _pledge("C", "aligned", 9_000_000))
    confirmed = c.ConfirmPledge(pledge=_pledge_id("A"), authority="Cabinet", on="2026-01-15")
    await _desk(people, confirmed)


def _pledge(of: str, kind: PledgeKind, amount: int) -> c.MakePledge:
    return c.MakePledge(
        pledge=_pledge_id(of),
        stage=MONEY,
        redesign=REDESIGN,
        organisation=ORGANISATIONS[of],
        kind=kind,
        by_year=(YearAmount(year=2026, amount=amount),),
        standing="subject_to_approval",
    )


def _pledge_id(of: str) -> PledgeId:
    return PledgeId(id_of(f"pledge_{of}"))


async def _redesigned(people: People) -> None:
    """From version 1 to 3: what the charity suggests, and what worries the ambulance service."""
    await _desk(people, c.OpenStage(stage=REDESIGNING))
    required = tuple(ORGANISATIONS[each] for each in "ABC")
    await _desk(people, c.SetAgreementTerms(redesign=REDESIGN, required=required))
    await _ask(people[VOICES["C"]], _position("C", "consent", 1, V1))
    amendment = AmendmentId(id_of("M1"))
    suggested = c.ProposeAmendment(
        amendment=amendment,
        redesign=REDESIGN,
        version=1,
        design=V2,
        reason="Volunteers cannot pay to help",
        stage=REDESIGNING,
    )
    await _ask(people[VOICES["E"]], suggested)
    await _desk(people, c.AcceptAmendment(amendment=amendment))
    assert "Acute Trust C signed version 1, now 2" in await _missing(people, 2)
    stale = _position("C", "consent", 1, V1, again="stale")
    assert (await _refused(people[VOICES["C"]], stale)).code == "version_overtaken"
    worry = ObjectionId(id_of("J1"))
    raised = c.RaiseObjection(
        objection=worry,
        redesign=REDESIGN,
        version=2,
        severity="objection",
        reason="Who covers the shift?",
        stage=REDESIGNING,
    )
    await _ask(people[VOICES["D"]], raised)
    assert "1 worry is open" in await _missing(people, 2)
    revised = c.ReviseRedesign(redesign=REDESIGN, version=2, design=V3, why="The shift is covered")
    await _desk(people, revised)
    await _desk(people, c.ResolveObjection(objection=worry, resolution="integrated", version=3))


async def _voted(people: People, server: Server) -> None:
    """The room's key: a majority for version 3."""
    opened = c.OpenRound(
        round=VOTE,
        question="Shall this go ahead?",
        method="simple_majority",
        options=(c.OptionPlan(option=YES, source="text", text=V3.title),),
        stage=REDESIGNING,
    )
    await _desk(people, opened)
    await _ask(people[RESIDENT], c.CastBallot(round=VOTE, marks={YES: 1}))
    await _desk(people, c.CloseRound(round=VOTE))
    async with asyncio.timeout(30):
        while (await asyncio.to_thread(_on_record, server)).rounds[VOTE].result is None:  # noqa: ASYNC110 - the log has no bell
            await asyncio.sleep(0.05)
    await _desk(people, c.NameRoomVote(redesign=REDESIGN, version=3, round=VOTE))
    impacts = tuple(
        c.ImpactPlan(
            equality_impact=EqualityImpactId(id_of(each)), characteristic=each, impact="neutral"
        )
        for each in PROTECTED
    )
    await _desk(people, c.AssessEquality(redesign=REDESIGN, impacts=impacts))


async def _agreed(people: People) -> None:
    """The organisations' key: every required one at consent or better."""
    await _ask(people[VOICES["A"]], _position("A", "will_deliver", 3, V3))
    subject = replace(_position("B", "consent", 3, V3), capacity="subject_to_governance")
    await _ask(people[VOICES["B"]], subject)
    reserved = _position("C", "consent_with_reservations", 3, V3, again="reserved")
    await _ask(people[VOICES["C"]], reserved)
    lacking = await _missing(people, 3)
    assert lacking == "Not agreed yet: Acute Trust C agrees only with reservations."
    await _ask(people[VOICES["C"]], _position("C", "consent", 3, V3, again="moved"))
    await _desk(people, c.AgreeRedesign(redesign=REDESIGN, version=3))


def _position(
    of: str, level: Level, version: int, design: Design, *, again: str = ""
) -> c.TakePosition:
    return c.TakePosition(
        position=PositionId(id_of(f"position_{of}_{again}")),
        redesign=REDESIGN,
        version=version,
        hash=_hash(design),
        organisation=ORGANISATIONS[of],
        level=level,
    )


def _hash(design: Design) -> str:
    return content_hash(canonical(design))


async def _missing(people: People, version: int) -> str:
    """Return the sentence with which an agreement is refused."""
    refused = await _refused(
        people[FACILITATOR], c.AgreeRedesign(redesign=REDESIGN, version=version)
    )
    assert refused.code == "not_agreed_yet"
    return str(refused)


async def _refused(line: Line, command: c.Command) -> RejectedError:
    with pytest.raises(RejectedError) as refused:
        await _ask(line, command)
    return refused.value


async def _desk(people: People, command: c.Command) -> None:
    await _ask(people[FACILITATOR], command)


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
