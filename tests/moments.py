"""One workshop as a script, from moment to moment: every kind of stage, and what may be in it.

What somebody holds at one of these moments must not depend on when they came. Whoever plays the
script has let `PEOPLE` join before.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple, get_args

from codesign.domain import commands as c
from codesign.domain.assurance import PROTECTED
from codesign.domain.commands import Command
from codesign.domain.designs import Design, Outcome, canonical, content_hash
from codesign.domain.events import IdeaCopied, Level, StageKind, ThemeCopied
from codesign.domain.ids import (
    AmendmentId,
    AssetId,
    BarrierId,
    BreakoutId,
    ConditionId,
    ContactId,
    DecisionId,
    EqualityImpactId,
    EvidenceId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    JourneyStepId,
    MilestoneId,
    NeedId,
    NoteId,
    ObjectionId,
    OptionId,
    ParticipantId,
    PersonaId,
    PositionId,
    ReasonId,
    ReportBackId,
    ReportId,
    ResponseId,
    RiskId,
    RoundId,
    SpendLineId,
    StageId,
    ThemeId,
)
from codesign.methods.terms import BUDGETS, RANKED, Method, Terms
from tests.choosing import (
    ALLIANCE,
    BAU,
    CRITERIA,
    LEAST,
    REDESIGN,
    RESPONSE,
    all_scores,
    confirm,
    criterion,
    estimate,
    lock,
    option,
    pledge,
)
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CHARITY,
    COMMISSIONER,
    COUNCIL,
    FACILITATOR,
    HELPER,
    MAIR,
    OBSERVER,
    PROVIDER,
    STAGE,
    id_of,
)

# Stays all along, does nothing, and is in no group.
DAFYDD: Final = ParticipantId(id_of("dafydd"))
# Who has joined before the first moment; what else they are is said in it.
PEOPLE: Final[Mapping[ParticipantId, str]] = {
    each: each.strip("-A").capitalize()
    for each in (HELPER, COMMISSIONER, OBSERVER, ANNA, BEN, CARYS, DAFYDD)
}
STAGES: Final[Mapping[StageKind, StageId]] = {
    # Where tests/choosing.py compares.
    kind: STAGE if kind == "choices" else StageId(id_of(f"{kind}_stage"))
    for kind in get_args(StageKind)
}
ALONE: Final = StageId(id_of("alone"))
TABLES: Final = StageId(id_of("tables"))
BREAKOUT: Final = BreakoutId(id_of("breakout"))
BLUE: Final = GroupId(id_of("blue"))
RED: Final = GroupId(id_of("red"))
BUS, BENCH, LAMPS, TAXI = (IdeaId(id_of(each)) for each in ("bus", "bench", "lamps", "taxi"))
WAITING: Final = ThemeId(id_of("waiting"))
RIDING: Final = ThemeId(id_of("riding"))
NEIGHBOURS: Final = ThemeId(id_of("neighbours"))
DESIGN: Final = Design(
    title="Help at night within two hours",
    needs=(NeedId(id_of("need")),),
    outcomes=(Outcome(statement="Fewer people over 75 are admitted at night"),),
    summary="A team of nurses and neighbours, called by one number.",
)
BETTER: Final = replace(DESIGN, workforce="Expenses of volunteers are paid.")
METHODS: Final[tuple[Method, ...]] = get_args(Method)
# What a round of a method is opened with beyond its question.
_TERMS: Final[Mapping[Method, Mapping[str, Any]]] = {
    "dots": {"dots": 5, "dots_per_option": 3},
    "consent": {"reasons": "optional"},
    "budget_greedy": {"terms": Terms(amount=80_000), "tie": "lot"},
    "budget_equal_shares": {"terms": Terms(amount=80_000), "tie": "lot"},
}
SECRET: Final = RoundId(id_of("secret"))


class Asked(NamedTuple):
    """A command, and who asks it for whom."""

    command: Command
    by: ParticipantId = FACILITATOR
    for_: ParticipantId | None = None


class Moment(NamedTuple):
    """What has just been asked, the stage that is open then, and what that moment is called."""

    name: str
    stage: StageKind | None
    asked: tuple[Asked, ...]


def moments() -> list[Moment]:
    """Return the whole script."""
    return [
        Moment("before it begins", None, _prepared()),
        Moment("welcome", "welcome", (_open("welcome"), *_conducted())),
        Moment("needs", "needs", (_open("needs"), *_needs())),
        Moment("ideas", "ideas", (_open("ideas"), *_ideas())),
        Moment("new ideas are held", "ideas", _held()),
        Moment("ideas are let through", "ideas", _let_through()),
        Moment("everybody writes alone", "ideas", _alone()),
        Moment("what was written alone is shown", "ideas", (Asked(c.RevealIdeas(stage=ALONE)),)),
        Moment("groups meet", "ideas", _groups_meet()),
        Moment("groups have reported back", "ideas", _groups_report()),
        Moment("grouping", "themes", (_open("themes"), *_grouped())),
        Moment("votes are open", "vote", (_open("vote"), *_votes_opened())),
        Moment("votes are cast", "vote", _votes_cast()),
        Moment("votes are closed", "vote", _votes_closed()),
        Moment("a vote is set aside and held again", "vote", _voted_again()),
        Moment("a decision is written down", "vote", _decided()),
        Moment("money", "money", (_open("money"), *_spending())),
        Moment("redesign", "redesign", (_open("redesign"), *_redesigned())),
        Moment("choices", "choices", (_open("choices"), *_compared())),
        Moment("who pays", "choices", _paid_for()),
        Moment("agree", "agree", (_open("agree"), *_agreeing())),
        Moment("agreed", "agree", _agreed()),
        Moment("plan", "plan", (_open("plan"), *_planned())),
        Moment("all screens are blank", "plan", _blanked()),
        Moment(
            "it goes on", "plan", (Asked(c.ResumeRoom()), Asked(c.DirectDisplay(shows="board")))
        ),
        Moment("between stages", None, (Asked(c.CloseStage(stage=STAGES["plan"])),)),
        Moment("closing", "close", (_open("close"), *_closing())),
        Moment("it is over", "close", (Asked(c.CloseWorkshop()),)),
        Moment("it was answered", "close", _answered()),
    ]


def agenda() -> tuple[c.StagePlan, ...]:
    """Return the stages of the script: one of each kind, one in private and one for groups."""
    plans = [
        c.StagePlan(
            stage=stage,
            kind=kind,
            title=kind.capitalize(),
            # So that not everybody sees the same.
            seen_by="partner" if kind == "choices" else "public",
        )
        for kind, stage in STAGES.items()
    ]
    alone = c.StagePlan(stage=ALONE, kind="ideas", title="Alone", private=True, anonymous=True)
    tables = c.StagePlan(stage=TABLES, kind="ideas", title="At the tables")
    return (*plans, alone, tables)


def _open(kind: StageKind) -> Asked:
    return Asked(c.OpenStage(stage=STAGES[kind]))


def _prepared() -> tuple[Asked, ...]:
    organisations = (
        c.AddOrganisation(organisation=COUNCIL, name="Northfield Council"),
        c.AddOrganisation(organisation=CHARITY, name="Good Neighbours"),
        c.AddOrganisation(organisation=PROVIDER, name="Care Ltd", potential_provider=True),
    )
    return (
        *map(Asked, organisations),
        Asked(c.ChangeRole(participant=HELPER, role="table_helper")),
        Asked(c.ChangeRole(participant=COMMISSIONER, role="commissioner")),
        Asked(c.ChangeRole(participant=OBSERVER, role="observer")),
        Asked(c.AddParticipant(participant=MAIR, name="Mair", helper=HELPER, table="2")),
        Asked(c.ChooseOrganisation(participant=BEN, organisation=COUNCIL), BEN),
        Asked(c.ChooseOrganisation(participant=CARYS, organisation=PROVIDER), CARYS),
        Asked(c.GiveMandate(organisation=COUNCIL, participant=BEN, capacity="delegated_authority")),
        Asked(c.GrantDeskWork(participant=HELPER)),
    )


def _conducted() -> tuple[Asked, ...]:
    report = c.MakeReport(
        report=ReportId(id_of("report")), about="workshop", concern="other", text="It is cold here"
    )
    return (
        Asked(c.StartTimer(stage=STAGES["welcome"], seconds=3_600)),
        Asked(c.RaiseHand(participant=ANNA), ANNA),
        Asked(report, ANNA),
        Asked(c.WriteNote(note=NoteId(id_of("note")), text="Begin with the back rows")),
    )


def _needs() -> tuple[Asked, ...]:
    stage, need, persona = STAGES["needs"], NeedId(id_of("need")), PersonaId(id_of("persona"))
    said = c.StateNeed(
        need=need, stage=stage, user_group="People over 75", what="help within two hours at night"
    )
    evidence = c.AddEvidence(
        evidence=EvidenceId(id_of("evidence")),
        stage=stage,
        kind="statistic",
        statement="Three in ten calls come at night",
        needs=(need,),
    )
    step = c.MapJourneyStep(
        journey_step=JourneyStepId(id_of("step")),
        stage=stage,
        persona=persona,
        step="Calls three numbers",
        organisations=(COUNCIL,),
    )
    of_the_desk: tuple[Command, ...] = (
        evidence,
        c.DescribePersona(persona=persona, stage=stage, name="Nesta"),
        step,
        c.MapAsset(
            asset=AssetId(id_of("asset")), stage=stage, kind="building", name="The old bank"
        ),
        c.RaiseBarrier(barrier=BarrierId(id_of("barrier")), stage=stage, rule="Two contracts"),
    )
    return (Asked(said, ANNA), *(Asked(each, HELPER) for each in of_the_desk))


def _idea(idea: IdeaId, text: str, stage: StageId = STAGES["ideas"]) -> c.SubmitIdea:
    return c.SubmitIdea(idea=idea, stage=stage, text=text)


def _ideas() -> tuple[Asked, ...]:
    withdrawn = IdeaId(id_of("withdrawn"))
    return (
        Asked(_idea(BUS, "A bus at nine"), ANNA),
        Asked(_idea(BENCH, "A bench at the stop"), BEN),
        Asked(_idea(LAMPS, "Lamps at the stop"), HELPER, MAIR),
        Asked(_idea(TAXI, "A shared taxi"), CARYS),
        Asked(_idea(withdrawn, "Nothing"), ANNA),
        Asked(c.WithdrawIdea(idea=withdrawn), ANNA),
        Asked(c.HideIdea(idea=TAXI, reason="It names somebody")),
        Asked(c.TidyIdea(idea=BENCH, text="A bench at every stop")),
        Asked(c.AnswerNeeds(idea=BUS, needs=(NeedId(id_of("need")),)), ANNA),
        Asked(c.TurnSpotlight(kind="idea", id=BUS)),
    )


def _held() -> tuple[Asked, ...]:
    return (
        Asked(c.TurnSpotlight()),
        Asked(c.SetIntake(intake="held")),
        Asked(_idea(IdeaId(id_of("held")), "A warm waiting room"), ANNA),
        Asked(_idea(IdeaId(id_of("held_still")), "Something unkind"), BEN),
    )


def _let_through() -> tuple[Asked, ...]:
    return (
        Asked(c.LetIdeasThrough(ideas=(IdeaId(id_of("held")),))),
        Asked(c.SetIntake(intake="open")),
    )


def _alone() -> tuple[Asked, ...]:
    return (
        Asked(c.OpenStage(stage=ALONE)),
        Asked(_idea(IdeaId(id_of("alone_1")), "I am afraid in the dark", ALONE), ANNA),
        Asked(_idea(IdeaId(id_of("alone_2")), "The driver is kind", ALONE), CARYS),
    )


def _groups_meet() -> tuple[Asked, ...]:
    groups = (c.GroupPlan(group=BLUE, name="Blue"), c.GroupPlan(group=RED, name="Red"))
    places: Mapping[ParticipantId, GroupId | None] = {ANNA: BLUE, BEN: BLUE, CARYS: RED}
    asked: tuple[Command, ...] = (
        c.OpenStage(stage=TABLES),
        c.PlanBreakout(breakout=BREAKOUT, stage=TABLES, groups=groups, prompt="What helps?"),
        c.AssignPeople(breakout=BREAKOUT, places=places),
        c.NameReporter(group=BLUE, participant=ANNA),
        c.OpenBreakout(breakout=BREAKOUT),
        c.TellGroups(breakout=BREAKOUT, text="Ten minutes to go"),
    )
    blue = (IdeaId(id_of("blue_1")), IdeaId(id_of("blue_2")))
    return (
        *map(Asked, asked),
        Asked(_idea(blue[0], "Neighbours who drive", TABLES), ANNA),
        Asked(_idea(blue[1], "A list of who drives", TABLES), BEN),
        Asked(_idea(IdeaId(id_of("red_1")), "We could run it", TABLES), CARYS),
        Asked(c.GroupIdeas(theme=NEIGHBOURS, ideas=blue, title="Neighbours"), ANNA),
    )


def _groups_report() -> tuple[Asked, ...]:
    idea = IdeaCopied(of=IdeaId(id_of("blue_1")), idea=IdeaId(id_of("brought")))
    theme = ThemeCopied(of=NEIGHBOURS, theme=ThemeId(id_of("neighbours_2")))
    back = c.ReportBack(
        report_back=ReportBackId(id_of("back")), group=BLUE, ideas=(idea,), themes=(theme,)
    )
    return (Asked(back, ANNA), Asked(c.CallBack(breakout=BREAKOUT, seconds=0)))


def _grouped() -> tuple[Asked, ...]:
    lost = ThemeId(id_of("lost"))
    return (
        Asked(c.GroupIdeas(theme=WAITING, ideas=(BENCH, LAMPS), title="Waiting")),
        Asked(c.GroupIdeas(theme=lost, ideas=(BUS,), title="Lost")),
        Asked(c.DissolveTheme(theme=lost)),
        Asked(c.GroupIdeas(theme=RIDING, ideas=(BUS,), title="Riding"), HELPER),
    )


def _round(method: Method) -> RoundId:
    return RoundId(id_of(f"by_{method}"[:21]))


def _options(method: Method) -> tuple[c.OptionPlan, ...]:
    """Return three choices in words of their own, by ids that no other round has."""
    return tuple(
        c.OptionPlan(
            option=OptionId(id_of(f"{method[:18]}_{name}")),
            source="text",
            text=f"Choice {name}",
            cost=cost if method in BUDGETS else 0,
        )
        for name, cost in (("A", 60_000), ("B", 30_000), ("C", 20_000))
    )


def _votes_opened() -> tuple[Asked, ...]:
    rounds = [
        c.OpenRound(
            round=_round(method),
            question=f"By {method}?",
            method=method,
            options=_options(method),
            stage=STAGES["vote"],
            **_TERMS.get(method, {}),
        )
        for method in METHODS
    ]
    themes = tuple(
        c.OptionPlan(option=OptionId(each), source="theme") for each in (WAITING, RIDING)
    )
    secret = c.OpenRound(
        round=SECRET,
        question="Who speaks for us?",
        method="approval",
        options=themes,
        stage=STAGES["vote"],
        secret=True,
        proxies_at_most=1,
    )
    return (
        Asked(c.NameProxy(participant=DAFYDD, holder=ANNA)),
        *map(Asked, (*rounds, secret)),
    )


def _votes_cast() -> tuple[Asked, ...]:
    worried = _options("consent")[1].option
    worry = c.ReasonPlan(reason=ReasonId(id_of("worry")), option=worried, text="Who drives?")
    objects = c.CastBallot(round=_round("consent"), marks={worried: -1}, reasons=(worry,))
    return (
        Asked(objects, CARYS),
        *(Asked(_ballot(method), ANNA) for method in METHODS),
        *(Asked(_ballot(method), HELPER, MAIR) for method in METHODS),
        Asked(c.CastBallot(round=SECRET, marks={OptionId(WAITING): 1}), BEN),
        Asked(c.CastBallot(round=SECRET, marks={OptionId(WAITING): 1}), ANNA, DAFYDD),
    )


def _ballot(method: Method) -> c.CastBallot:
    # The last choice first: who comes late is asked the first one, like who was there.
    _, second, first = (each.option for each in _options(method))
    marks = {first: 1, second: 2} if method in RANKED else {first: 1}
    return c.CastBallot(round=_round(method), marks=marks)


def _votes_closed() -> tuple[Asked, ...]:
    return tuple(Asked(c.CloseRound(round=each)) for each in (*map(_round, METHODS), SECRET))


def _voted_again() -> tuple[Asked, ...]:
    again = RoundId(id_of("again"))
    return (
        Asked(c.VoidRound(round=_round("dots"), reason="Table 3 had the wrong sheet")),
        Asked(c.RerunRound(round=again, rerun_of=_round("dots"))),
        Asked(c.CastBallot(round=again, marks={_options("dots")[0].option: 2}), ANNA),
    )


def _decided() -> tuple[Asked, ...]:
    decision = DecisionId(id_of("decision"))
    return (
        Asked(c.CloseRound(round=RoundId(id_of("again")))),
        Asked(c.RecordDecision(decision=decision, text="We try it", round=_round("approval"))),
    )


def _spending() -> tuple[Asked, ...]:
    row = c.SpendRow(
        spend_line=SpendLineId(id_of("line")),
        says=c.SpendPlan(
            organisation=COUNCIL,
            service="Home care",
            area="Northfield",
            financial_year=2026,
            gross=1_200_000_00,
        ),
    )
    return (Asked(c.RecordSpending(stage=STAGES["money"], rows=(row,)), HELPER),)


def _redesigned() -> tuple[Asked, ...]:
    stage, amendment = STAGES["redesign"], AmendmentId(id_of("amendment"))
    suggested = c.ProposeAmendment(
        amendment=amendment,
        redesign=REDESIGN,
        version=1,
        design=BETTER,
        reason="Volunteers cannot pay to help",
        stage=stage,
    )
    worry = c.RaiseObjection(
        objection=ObjectionId(id_of("objection")),
        redesign=REDESIGN,
        version=2,
        severity="concern",
        reason="Who covers the shift?",
        stage=stage,
    )
    return (
        Asked(c.DraftRedesign(redesign=REDESIGN, design=DESIGN, stage=stage)),
        Asked(suggested, ANNA),
        Asked(c.AcceptAmendment(amendment=amendment)),
        Asked(worry, BEN),
    )


def _compared() -> tuple[Asked, ...]:
    options = (option(BAU, bau=True), option(LEAST, do_minimum=True))
    named = (option(RESPONSE, label="Response"), option(ALLIANCE, label="Alliance"))
    scores = all_scores(RESPONSE, ALLIANCE, BAU, LEAST)
    return tuple(map(Asked, (*options, *named, *map(criterion, CRITERIA), lock(), *scores)))


def _paid_for() -> tuple[Asked, ...]:
    rejected = tuple(
        c.Rejection(delivery_option=each, reason="It helps less") for each in (BAU, LEAST, ALLIANCE)
    )
    preferred = c.SelectPreferredOption(
        redesign=REDESIGN, delivery_option=RESPONSE, reason="It is fast", rejected=rejected
    )
    return tuple(map(Asked, (estimate(), pledge(), confirm(), preferred)))


def _position(level: Level) -> c.TakePosition:
    condition = c.ConditionPlan(
        condition=ConditionId(id_of(f"if_{level}"[:21])), text="A review in May"
    )
    return c.TakePosition(
        position=PositionId(id_of(f"position_{level}"[:21])),
        redesign=REDESIGN,
        version=2,
        hash=content_hash(canonical(BETTER)),
        organisation=COUNCIL,
        level=level,
        conditions=(condition,),
    )


def _agreeing() -> tuple[Asked, ...]:
    terms = c.SetAgreementTerms(redesign=REDESIGN, required=(COUNCIL,), rule="organisations")
    impacts = tuple(
        c.ImpactPlan(
            equality_impact=EqualityImpactId(id_of(each)), characteristic=each, impact="neutral"
        )
        for each in PROTECTED
    )
    return (
        Asked(terms),
        Asked(c.AssessEquality(redesign=REDESIGN, impacts=impacts)),
        Asked(_position("consent_with_reservations"), BEN),
    )


def _agreed() -> tuple[Asked, ...]:
    formal = c.RecordFormalDecision(
        formal_decision=FormalDecisionId(id_of("formal")),
        redesign=REDESIGN,
        outcome="approved",
        body="Cabinet",
        on="2026-01-15",
    )
    return (
        Asked(_position("consent"), BEN),
        Asked(c.AgreeRedesign(redesign=REDESIGN, version=2)),
        Asked(formal),
    )


def _planned() -> tuple[Asked, ...]:
    milestone = c.SetMilestone(
        milestone=MilestoneId(id_of("milestone")),
        stage=STAGES["plan"],
        title="The team begins",
        owner=COUNCIL,
        due="2026-05",
    )
    risk = c.RecordRisk(
        risk=RiskId(id_of("risk")),
        stage=STAGES["plan"],
        description="Nobody applies",
        likelihood=3,
        impact=4,
    )
    return (Asked(milestone, HELPER), Asked(risk, HELPER))


def _blanked() -> tuple[Asked, ...]:
    return (Asked(c.PauseRoom()), Asked(c.DirectDisplay(shows="blank")))


def _closing() -> tuple[Asked, ...]:
    return (
        Asked(c.WordNextSteps(text="You hear from us in May")),
        Asked(c.AskExitQuestion(question="What was good?")),
        Asked(c.AnswerExit(text="The tea"), ANNA),
        Asked(c.GiveContact(contact=ContactId(id_of("contact")), address="ann@example.org"), ANNA),
    )


def _answered() -> tuple[Asked, ...]:
    given = c.GiveResponse(
        response=ResponseId(id_of("answer")),
        about="theme",
        id=WAITING,
        stance="doing",
        organisation=COUNCIL,
        why="The benches are ordered",
    )
    return (Asked(given),)
