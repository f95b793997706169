"""The small workshop carried on to its agreement: needs, money, choices, redesign, plan.

The figures are those of domain.md, section 6.4, and of tests/choosing.py; all made up. Everything
a document can print is on record, so that nothing in one is left out by chance.
"""

from dataclasses import replace
from functools import cache

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.assurance import PROTECTED
from codesign.domain.counting import publication, votes
from codesign.domain.designs import Design, Outcome, Part, canonical, content_hash
from codesign.domain.ids import (
    SYSTEM,
    AmendmentId,
    AssetId,
    BarrierId,
    CommandId,
    ConditionId,
    CriterionId,
    DeliveryOptionId,
    EqualityImpactId,
    EstimateId,
    EvidenceId,
    FormalDecisionId,
    IdeaId,
    JourneyStepId,
    MilestoneId,
    NeedId,
    ObjectionId,
    OptionId,
    OrganisationId,
    ParticipantId,
    PersonaId,
    PledgeId,
    PositionId,
    RedesignId,
    ResponseId,
    RiskId,
    RoundId,
    ScoreId,
    SpendLineId,
    StageId,
    ThemeId,
)
from codesign.domain.recorded import Recorded
from codesign.methods.counting import count
from codesign.replay.recording import Recording
from tests.outputs import fixture
from tests.outputs.fixture import DECISION, Teller, named
from tests.replay.logs import reader

COUNCIL, ICB, TRUST, AMBULANCE, NEIGHBOURS = (
    OrganisationId(named("organisation", place)) for place in range(5)
)
NEEDS, MONEY, REDESIGNING, CHOICES, PLAN = (StageId(named("stage", 4 + at)) for at in range(5))
PUBLISHED_BY = CommandId(named("published"))
REDESIGN = RedesignId(named("redesign"))
NEED, OTHER_NEED = (NeedId(named("need", at)) for at in range(2))
BAU, LEAST, RESPONSE, ALLIANCE = (DeliveryOptionId(named("option", at)) for at in range(4))
ROOM = RoundId(named("round", 3))
YES = OptionId(named("yes"))
THEME = ThemeId(named("theme", 1))
DESIGN = Design(
    title="Help at night within two hours",
    needs=(NEED, OTHER_NEED),
    ideas=tuple(IdeaId(named("comment", each)) for each in (4, 5)),
    themes=(THEME,),
    decision=DECISION,
    user_group="People over 75 who live alone",
    place="Northfield, Elm Park and the four estates",
    summary="Two carers in a van overnight, called by one number. The ambulance crew hands over "
    "on the doorstep and goes.",
    outcomes=(
        Outcome(
            statement="Fewer people over 75 are admitted at night for want of care",
            indicator="Admissions between 20:00 and 08:00 with no medical need",
            baseline="412 in 2025/26",
            target="290 in 2027/28",
            by="March 2028",
            source="Hospital episode statistics",
            owner="Director of Operations, St Anne's Hospital Trust",
        ),
        Outcome(
            statement="Nobody waits longer than two hours for a carer at night",
            indicator="Share of calls answered in person within two hours",
            target="95 %",
        ),
    ),
    activities="A night line with a nurse; two carers in a van; a key safe code list.",
    service_model="One number, one triage, one visit. What cannot wait goes to 999 at once.",
    eligibility="Anybody over 75 living alone in Northfield, and whoever cares for them.",
    access="Every night, 20:00 to 08:00, by telephone.",
    delivery_model="public_partnership",
    partners=(
        Part(organisation=COUNCIL, part="Employs the carers and keeps the account"),
        Part(organisation=ICB, part="Runs the night line"),
        Part(organisation=AMBULANCE, part="Hands over on the doorstep"),
        Part(organisation=NEIGHBOURS, part="Neighbours who sit in until the carer comes"),
    ),
    workforce="Six night carers move from the day team; no jobs end. TUPE does not apply.",
    assets=(AssetId(named("asset")),),
    social_value="Night work for people who live here, at the real living wage.",
    dependencies="A data-sharing agreement between the ward and the night team.",
    stops="The separate out-of-hours contract for personal care",
)
V2 = replace(DESIGN, workforce=f"{DESIGN.workforce} Volunteers' expenses are paid within the week.")
V3 = replace(
    V2, activities=f"{DESIGN.activities} The ambulance service covers two to six in the morning."
)
SPENDING = (
    (COUNCIL, "Home care", 620_000_000, "early_help", None),
    (ICB, "Community nursing", 1_840_000_000, "prevention", None),
    (TRUST, "Emergency beds", 2_900_000_000, "reactive", None),
    (TRUST, "Night team", 200_000_000, "reactive", ICB),
    (AMBULANCE, "Conveyance", 410_000_000, "reactive", None),
)
CRITERIA = (
    ("Help comes fast", "desirability", 30, (0, 20, 100, 30)),
    ("It reaches everybody", "desirability", 25, (40, 45, 60, 80)),
    ("It pays its way", "viability", 20, (90, 80, 50, 85)),
    ("It can be done by the winter", "feasibility", 15, (100, 90, 60, 80)),
    ("It lasts", "critical_success_factor", 10, (40, 45, 70, 80)),
)
OPTIONS = (
    (BAU, "Carry on as now", "in_house_bau"),
    (LEAST, "Keep the phone line open longer", "in_house_reengineered"),
    (RESPONSE, "A night team of council and NHS", "public_partnership"),
    (ALLIANCE, "An alliance led by the voluntary sector", "vcse_contract"),
)


@cache
def the_log() -> tuple[Recorded, ...]:
    """The whole of it: 6.4 with the words of a real case."""
    tell = fixture.told()
    tell(c.NamePlace(place="Northfield", area="E06000059"))
    tell(c.NameLead(organisation=COUNCIL))
    for step in (_begin, _needs, _money, _redesign, _choices, _costs, _plan, _agree, _answer):
        step(tell)
    return tuple(tell.log)


def published() -> list[Recorded]:
    """The same, given to everybody."""
    last = the_log()[-1]
    given = e.RecordingPublished()
    return [*the_log(), last._replace(seq=last.seq + 1, event=given, id=PUBLISHED_BY)]


def recording() -> Recording:
    return Recording(reader(list(the_log())), fixture.WORKSHOP)


def _begin(tell: Teller) -> None:
    stages = (
        (NEEDS, "needs", "What we know"),
        (MONEY, "money", "Follow the money"),
        (REDESIGNING, "redesign", "The redesign"),
        (CHOICES, "choices", "Compare the choices"),
        (PLAN, "plan", "The plan"),
    )
    for stage, kind, title in stages:
        tell(c.AddStage(plan=c.StagePlan(stage=stage, kind=kind, title=title)))
    seated = fixture.people()
    for organisation in (COUNCIL, ICB, TRUST, AMBULANCE, NEIGHBOURS):
        voice = next(person for person, _, of in seated if of == organisation)
        tell(
            c.GiveMandate(
                organisation=organisation, participant=voice, capacity="delegated_authority"
            )
        )


def voice_of(organisation: OrganisationId) -> ParticipantId:
    return next(person for person, _, of in fixture.people() if of == organisation)


def _needs(tell: Teller) -> None:
    tell(c.OpenStage(stage=NEEDS))
    resident = fixture.people()[-1][0]
    tell(
        c.StateNeed(
            need=NEED,
            stage=NEEDS,
            user_group="People over 75 living alone",
            what="help within two hours at night",
            so_that="they are not admitted",
            scale="About 3,100 people in Northfield",
            characteristics=("age", "disability"),
        ),
        resident,
    )
    tell(
        c.StateNeed(
            need=OTHER_NEED,
            stage=NEEDS,
            user_group="Ambulance crews",
            what="somebody to hand over to on the doorstep",
            so_that="they can go to the next call",
        ),
        voice_of(AMBULANCE),
    )
    for idea in (4, 5, 7):
        tell(c.AnswerNeeds(idea=IdeaId(named("comment", idea)), needs=(NEED,)))
    tell(
        c.AddEvidence(
            evidence=EvidenceId(named("evidence")),
            stage=NEEDS,
            kind="statistic",
            statement="412 people over 75 were admitted at night in a year with no medical need",
            source="Hospital episode statistics",
            as_of="2026-03",
            area="Northfield",
            grade=3,
            needs=(NEED,),
        )
    )
    persona = PersonaId(named("persona"))
    tell(
        c.DescribePersona(
            persona=persona, stage=NEEDS, name="Olive", about="81, lives alone, falls at night"
        )
    )
    for place, (step, touchpoint, emotion, cost) in enumerate(
        (
            ("Falls, and cannot get up", "", -2, None),
            ("Rings 999 and waits", "Telephone", -2, 740),
            ("Is taken to hospital to be safe", "Ambulance", -1, 29_200),
        ),
        1,
    ):
        tell(
            c.MapJourneyStep(
                journey_step=JourneyStepId(named("step", place)),
                stage=NEEDS,
                persona=persona,
                step=step,
                place=place,
                touchpoint=touchpoint,
                emotion=emotion,
                organisations=(AMBULANCE,) if touchpoint else (),
                cost_per_contact=cost,
            )
        )
    tell(
        c.MapAsset(
            asset=AssetId(named("asset")),
            stage=NEEDS,
            kind="building",
            name="Elm Park hall",
            owner=COUNCIL,
            condition="Good",
            availability="Empty after 18:00",
        )
    )
    tell(
        c.RaiseBarrier(
            barrier=BarrierId(named("barrier")),
            stage=NEEDS,
            rule="Key safe codes may not be shared between agencies",
            owner_body="Information Commissioner",
            effect="Crews wait outside",
            freedom_sought="A shared list, with consent",
        )
    )


def _money(tell: Teller) -> None:
    tell(c.OpenStage(stage=MONEY))
    rows = tuple(
        c.SpendRow(
            spend_line=SpendLineId(named("spend", place)),
            says=c.SpendPlan(
                organisation=organisation,
                service=service,
                area="E06000059",
                financial_year=2026,
                gross=gross,
                intervention=intervention,
                funded_by=funder,
            ),
        )
        for place, (organisation, service, gross, intervention, funder) in enumerate(SPENDING)
    )
    tell(c.RecordSpending(stage=MONEY, rows=rows))


def _redesign(tell: Teller) -> None:
    tell(c.OpenStage(stage=REDESIGNING))
    tell(c.DraftRedesign(redesign=REDESIGN, design=DESIGN, stage=REDESIGNING))
    required = (COUNCIL, ICB, TRUST)
    tell(c.SetAgreementTerms(redesign=REDESIGN, required=required))
    tell(position(TRUST, "consent", 1, DESIGN), voice_of(TRUST))
    amendment = AmendmentId(named("amendment"))
    tell(
        c.ProposeAmendment(
            amendment=amendment,
            redesign=REDESIGN,
            version=1,
            design=V2,
            reason="Volunteers cannot pay to help",
            stage=REDESIGNING,
        ),
        voice_of(NEIGHBOURS),
    )
    tell(c.AcceptAmendment(amendment=amendment))
    worry = ObjectionId(named("objection"))
    tell(
        c.RaiseObjection(
            objection=worry,
            redesign=REDESIGN,
            version=2,
            severity="objection",
            reason="Who covers the shift between two and six?",
            stage=REDESIGNING,
        ),
        voice_of(AMBULANCE),
    )
    tell(c.ReviseRedesign(redesign=REDESIGN, version=2, design=V3, why="The shift is covered"))
    tell(c.ResolveObjection(objection=worry, resolution="integrated", version=3))


def _choices(tell: Teller) -> None:
    tell(c.OpenStage(stage=CHOICES))
    for key, label, model in OPTIONS:
        tell(
            c.DescribeDeliveryOption(
                delivery_option=key,
                stage=CHOICES,
                redesign=REDESIGN,
                label=label,
                model=model,
                bau=key == BAU,
                do_minimum=key == LEAST,
                scope="Personal care at night, 20:00 to 08:00",
                funding="The shared pot, from 2026/27",
            )
        )
    for key, _, _ in OPTIONS:
        tell(
            c.SiftDeliveryOption(
                delivery_option=key, sift="carried_forward", reason="Worth a closer look"
            )
        )
    weights = []
    for place, (name, group, weight, _) in enumerate(CRITERIA):
        key = CriterionId(named("criterion", place))
        tell(
            c.DescribeCriterion(
                criterion=key, stage=CHOICES, redesign=REDESIGN, name=name, group=group
            )
        )
        weights.append(e.CriterionWeight(criterion=key, weight=weight))
    tell(c.LockCriteria(redesign=REDESIGN, stage=CHOICES, criteria=tuple(weights)))
    for at, (name, _, _, points) in enumerate(CRITERIA):
        for place, (key, _, _) in enumerate(OPTIONS):
            tell(
                c.ScoreOption(
                    score=ScoreId(named("score", at * 10 + place)),
                    delivery_option=key,
                    criterion=CriterionId(named("criterion", at)),
                    points=points[place],
                    reason=f"{name}: as the night team and the ward see it",
                )
            )


def _costs(tell: Teller) -> None:
    years = (2026, 2027, 2028)
    costs = (
        (COUNCIL, "cost", "Six night carers and a van", (21_400_000, 21_800_000, 22_300_000)),
        (ICB, "cost", "A nurse on the night line", (9_800_000, 10_000_000, 10_200_000)),
        (TRUST, "fiscal", "Beds that are not needed", (4_000_000, 31_000_000, 46_000_000)),
        (AMBULANCE, "fiscal", "Journeys that are not made", (1_000_000, 6_400_000, 9_600_000)),
    )
    for place, (organisation, side, what, amounts) in enumerate(costs):
        key = EstimateId(named("estimate", place))
        tell(
            c.RecordEstimate(
                estimate=key,
                stage=CHOICES,
                delivery_option=RESPONSE,
                side=side,
                cost_type="revenue" if side == "cost" else None,
                what=what,
                organisation=organisation,
                by_year=tuple(
                    e.YearEstimate(year=year, amount=amount, cashable=400 if side != "cost" else 0)
                    for year, amount in zip(years, amounts, strict=True)
                ),
                price_base=2026,
                grade=4,
                source="Finance leads, September",
            )
        )
    tell(
        c.CheckEstimate(
            estimate=EstimateId(named("estimate")), post="Chief accountant", on="2025-10-01"
        )
    )
    rejected = tuple(
        c.Rejection(delivery_option=key, reason=reason)
        for key, reason in (
            (BAU, "412 admissions a year go on"),
            (LEAST, "A voice on the telephone lifts nobody"),
            (ALLIANCE, "It cannot begin before the winter after next"),
        )
    )
    tell(
        c.SelectPreferredOption(
            redesign=REDESIGN,
            delivery_option=RESPONSE,
            reason="Help comes fastest, with the staff there are",
            rejected=rejected,
        )
    )
    pledges = (
        (COUNCIL, "pooled", 15_000_000, "", "Council budget, approved in February"),
        (ICB, "pooled", 20_000_000, "", "Section 75 of the NHS Act 2006"),
        (TRUST, "aligned", 9_000_000, "The discharge team's own hours", ""),
        (NEIGHBOURS, "in_kind", 0, "Forty neighbours on a rota", ""),
    )
    for place, (organisation, kind, amount, what, basis) in enumerate(pledges):
        tell(
            c.MakePledge(
                pledge=PledgeId(named("pledge", place)),
                stage=CHOICES,
                redesign=REDESIGN,
                organisation=organisation,
                kind=kind,
                by_year=(e.YearAmount(year=2026, amount=amount),) if amount else (),
                standing="subject_to_approval",
                host=COUNCIL if kind == "pooled" else None,
                what=what,
                legal_basis=basis,
            )
        )
    tell(
        c.ConfirmPledge(
            pledge=PledgeId(named("pledge")), authority="Cabinet, minute 14", on="2026-01-15"
        )
    )


def _plan(tell: Teller) -> None:
    tell(c.OpenStage(stage=PLAN))
    plan = (
        ("Data-sharing agreement signed", TRUST, "Caldicott guardian", "2026-02", "approval", ()),
        ("Night carers in post", COUNCIL, "Head of adult care", "2026-03-31", "delivery", (0,)),
        ("First night", COUNCIL, "Head of adult care", "2026-04-13", "delivery", (0, 1)),
        ("What was learnt, to the residents", COUNCIL, "", "2026-10", "engagement", (2,)),
    )
    for place, (title, owner, post, due, kind, waits) in enumerate(plan):
        tell(
            c.SetMilestone(
                milestone=MilestoneId(named("milestone", place)),
                stage=PLAN,
                title=title,
                owner=owner,
                post=post,
                due=due,
                type=kind,
                depends_on=tuple(MilestoneId(named("milestone", each)) for each in waits),
                redesign=REDESIGN,
            )
        )
    risks = (
        ("Nobody takes the night shift", 3, 5, "Travel between calls is paid", COUNCIL),
        ("Calls go to 999 all the same", 4, 3, "The number on every fridge magnet", ICB),
    )
    for place, (description, likelihood, impact, response, owner) in enumerate(risks):
        tell(
            c.RecordRisk(
                risk=RiskId(named("risk", place)),
                stage=PLAN,
                description=description,
                likelihood=likelihood,
                impact=impact,
                redesign=REDESIGN,
                response=response,
                owner=owner,
                post="Programme manager",
            )
        )


def position(
    organisation: OrganisationId,
    level: e.Level,
    version: int,
    design: Design,
    *,
    number: int = 0,
    capacity: e.Capacity | None = None,
    conditions: tuple[c.ConditionPlan, ...] = (),
) -> c.TakePosition:
    place = (COUNCIL, ICB, TRUST, AMBULANCE, NEIGHBOURS).index(organisation)
    return c.TakePosition(
        position=PositionId(named("position", place * 10 + number)),
        redesign=REDESIGN,
        version=version,
        hash=content_hash(canonical(design)),
        organisation=organisation,
        level=level,
        capacity=capacity,
        signatory="Director",
        conditions=conditions,
    )


def _agree(tell: Teller) -> None:
    impacts = tuple(
        c.ImpactPlan(
            equality_impact=EqualityImpactId(named("equality", place)),
            characteristic=each,
            impact="positive" if each in {"age", "disability"} else "neutral",
            evidence="Who called last winter" if each == "age" else "",
        )
        for place, each in enumerate(PROTECTED)
    )
    tell(c.AssessEquality(redesign=REDESIGN, impacts=impacts))
    voters = tuple(person for person, _, _ in fixture.people())
    tell(
        c.OpenRound(
            round=ROOM,
            question="Shall this go ahead?",
            method="simple_majority",
            roll=voters,
            options=(c.OptionPlan(option=YES, source="text", text=V3.title),),
            stage=REDESIGNING,
        )
    )
    for number, voter in enumerate(voters[:34]):
        tell(c.CastBallot(round=ROOM, marks={YES: 1 if number % 7 else -1}), voter)
    tell(c.CloseRound(round=ROOM))
    found, poll = tell.workshop.rounds[ROOM], tell.workshop.polls[ROOM]
    tell(publication(found, poll, count(votes(found, poll, b""))), by=SYSTEM)
    tell(c.NameRoomVote(redesign=REDESIGN, version=3, round=ROOM))
    tell(position(COUNCIL, "will_deliver", 3, V3), voice_of(COUNCIL))
    until = c.ConditionPlan(
        condition=ConditionId(named("condition")),
        text="The board approves the night line",
        owner="Chief executive",
        due="2025-11-30",
    )
    held = position(ICB, "consent", 3, V3, capacity="subject_to_governance", conditions=(until,))
    tell(held, voice_of(ICB))
    reserved = position(TRUST, "consent_with_reservations", 3, V3, number=1)
    tell(reserved, voice_of(TRUST))
    tell(position(AMBULANCE, "stand_aside", 3, V3), voice_of(AMBULANCE))
    tell(position(TRUST, "consent", 3, V3, number=2), voice_of(TRUST))
    tell(c.AgreeRedesign(redesign=REDESIGN, version=3))


def _answer(tell: Teller) -> None:
    tell(
        c.RecordFormalDecision(
            formal_decision=FormalDecisionId(named("formal")),
            redesign=REDESIGN,
            outcome="approved",
            body="Northfield Council, Cabinet",
            on="2025-10-09",
            minute="14",
            call_in_until="2025-10-16",
            reasons="It answers what residents asked for within the budget.",
        )
    )
    tell(
        c.GiveResponse(
            response=ResponseId(named("response")),
            about="theme",
            id=THEME,
            stance="doing",
            organisation=COUNCIL,
            why="The trial begins in April.",
            post="Head of adult care",
            by_when="April 2026",
        )
    )
    tell(c.WordNextSteps(text="The night team starts on 13 April. We meet again in October."))
