"""Made-up workshops: commands both likely and silly, asked one after another.

`commands_for` draws one command for a workshop as it stands, `histories` a
whole log; both are Hypothesis strategies over `a_command` and `a_history`,
which take any `random.Random` and so make long logs too.
"""

import base64
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import cache
from random import Random
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from hypothesis import strategies as st

from codesign.domain import commands as c
from codesign.domain.act import Act
from codesign.domain.agenda import IDEA_STAGES, due
from codesign.domain.appraisal import appraisal_of, options_of
from codesign.domain.assurance import PROTECTED
from codesign.domain.ballot_box import unopened
from codesign.domain.breakouts import place_of
from codesign.domain.counting import bounds, publication, uncounted, votes
from codesign.domain.decide import decide
from codesign.domain.designs import Design, Outcome, Part
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    LEVELS,
    Capacity,
    CriterionDescribed,
    CriterionWeight,
    Electorate,
    EstimateSide,
    GroupPlanned,
    IdeaCopied,
    Interest,
    Severity,
    ThemeCopied,
    YearAmount,
    YearEstimate,
)
from codesign.domain.evolve import evolve
from codesign.domain.evolve.agreements import agreement_of
from codesign.domain.ids import (
    SYSTEM,
    AccessNeedId,
    AmendmentId,
    AnnotationId,
    AreaId,
    AssetId,
    BarrierId,
    BreakoutId,
    CommandId,
    ConditionId,
    ContactId,
    CriterionId,
    DecisionId,
    DeliveryOptionId,
    EqualityImpactId,
    EstimateId,
    EvidenceId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    JourneyStepId,
    LinkId,
    MilestoneId,
    NeedId,
    NoteId,
    ObjectionId,
    OptionId,
    OrganisationId,
    OutputId,
    ParticipantId,
    PersonaId,
    PledgeId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportBackId,
    ReportId,
    ResponseId,
    RiskId,
    RoundId,
    ScoreId,
    SessionId,
    SpendLineId,
    StageId,
    ThemeId,
    TotalsId,
    WorkshopId,
)
from codesign.domain.missing import facts_of, missing
from codesign.domain.permissions import HELPING
from codesign.domain.proxies import can_cast_for
from codesign.domain.recorded import Recorded, Via
from codesign.domain.redesigns import REDESIGN_STAGES
from codesign.domain.supposing import suppositions
from codesign.domain.taking_back import latest_own
from codesign.domain.views import VIEWS, Audience
from codesign.domain.workshop import (
    KINDS,
    Amendment,
    Group,
    Participant,
    Poll,
    Reason,
    Round,
    Workshop,
)
from codesign.domain.worries import is_worry
from codesign.methods.ballots import unfit
from codesign.methods.cost_benefit import Band, GradeTerms
from codesign.methods.counting import count
from codesign.methods.marks import MARKS, OBJECT, STOPPING
from codesign.methods.terms import (
    BUDGETS,
    RANKED,
    TERMS,
    Completion,
    Method,
    Share,
    Terms,
)
from codesign.methods.ties import TieRule
from codesign.methods.totals import names_of

if TYPE_CHECKING:
    from codesign.domain.events import Contribution, OptionSource, StageKind

START: Final = 1_760_000_000_000
# The hash of a closing event, where there is no log to take it from.
DRAWN: Final = bytes(32)
FIRST: Final = ParticipantId("first----------------A")

# A command, and who asks it when.
Asking = tuple[c.Command, Act]

# A practice room is thrown away last: nobody is left in it.
_COMMANDS: Final[tuple[type, ...]] = tuple(
    each for each in get_args(c.Command) if each is not c.ThrowPracticeAway
)
_DELIBERATING: Final[tuple[type, ...]] = (
    *(c.CastBallot,) * 12,
    *(c.NameProxy,) * 3,
    c.WithdrawProxy,
    *(c.OpenRound,) * 2,
    *(c.CloseRound, c.PublishResult) * 3,
    c.OpenBallotBox,
    *(c.WithdrawWorry, c.PutWorry, c.RerunRound) * 3,
    c.VoidRound,
    c.RestoreRound,
    c.ReopenCount,
    *(c.JoinWorkshop,) * 4,
    c.LeaveWorkshop,
    c.ReturnToWorkshop,
    c.DeclareInterest,
    c.OpenStage,
    *(c.SubmitIdea,) * 2,
)
# Asked more often than others, because a workshop is mostly these.
_COMMON: Final[tuple[type, ...]] = (
    *(c.CastBallot,) * 6,
    *(c.SubmitIdea,) * 12,
    *(c.HideIdea,) * 3,
    c.RewordIdea,
    c.WithdrawIdea,
    *(c.RevealIdeas,) * 2,
    c.RecordCard,
    *(c.RecordTotals,) * 4,
    c.ListPeople,
    c.RecordArrival,
    *(c.GiveMandate,) * 2,
    c.DispenseInterest,
    c.WithdrawMandate,
    c.WithdrawDispensation,
    *(c.NameProxy,) * 2,
    *(c.ConfirmTotals,) * 2,
    *(c.ConfirmTotals,) * 5,
    c.ReopenCount,
    c.CloseRound,
    *(c.CastForChair,) * 4,
    *(c.WithdrawWorry, c.PutWorry, c.RerunRound) * 4,
    c.JoinWorkshop,
    c.AddOrganisation,
    c.AddParticipant,
    c.OpenStage,
    *(c.GroupIdeas,) * 3,
    c.MergeThemes,
    c.SplitTheme,
    c.RedactContribution,
    c.RecordDecision,
    c.NameReporter,
    c.PlanBreakout,
    c.AssignPeople,
    *(c.OpenBreakout,) * 3,
    *(c.ReportBack,) * 3,
    c.EndTimer,
    *(c.OpenBallotBox,) * 2,
    c.PublishResult,
    c.RevealResult,
    *(c.ShowWhatIf,) * 2,
    c.HideWhatIf,
    c.ConcealResult,
    c.AdmitParticipants,
    c.SetIntake,
    c.LetIdeasThrough,
    c.MakeReport,
    c.TurnSpotlight,
    c.AnnotateMoment,
    *(c.TidyIdea,) * 4,
    *(c.JoinIdeas,) * 3,
    *(c.PartIdeas,) * 2,
    *(c.CastForChair,) * 8,
    c.RestoreTheme,
    c.AnswerExit,
    *(c.GiveResponse,) * 4,
    *(c.DraftRedesign,) * 2,
    *(c.DescribeDeliveryOption,) * 2,
    *(c.ScoreOption,) * 6,
    c.GiveOwnWeights,
    *(c.SelectPreferredOption,) * 4,
    *(c.WithdrawPreference,) * 4,
    c.SiftDeliveryOption,
    *(c.RecordEstimate,) * 2,
    *(c.MakePledge,) * 2,
    c.CheckEstimate,
    *(c.ReviseRedesign,) * 2,
    *(c.ProposeAmendment,) * 2,
    c.AcceptAmendment,
    c.RaiseObjection,
    c.ResolveObjection,
    c.StateNeed,
    c.StateNeed,
    c.AddEvidence,
    *(c.DescribePersona,) * 2,
    c.MapAsset,
    c.AnswerNeeds,
    *(c.MapJourneyStep,) * 4,
    c.WithdrawEntry,
    c.SetAgreementTerms,
    c.NameRoomVote,
    *(c.TakePosition,) * 3,
    *(c.AgreeRedesign,) * 5,
    *(c.AssessEquality,) * 2,
)
# What people ask for themselves; the rest is mostly asked by those who run the workshop.
_OWN: Final[frozenset[type]] = frozenset(
    {
        c.CastBallot,
        c.SubmitIdea,
        c.RewordIdea,
        c.WithdrawIdea,
        c.AddOption,
        c.LeaveWorkshop,
        c.ReturnToWorkshop,
        c.DeclareInterest,
        c.EraseParticipant,
        c.RaiseHand,
        c.LowerHand,
        c.MakeReport,
        c.TellAccessNeed,
        c.ChangeDevice,
        c.ChooseGroup,
        c.GroupIdeas,
        c.ReportBack,
        c.AnnotateMoment,
        c.WithdrawAnnotation,
        c.AnswerExit,
        c.GiveContact,
        c.ProposeAmendment,
        c.WithdrawAmendment,
        c.RaiseObjection,
        c.WithdrawWorry,
        c.StateNeed,
        c.AddEvidence,
        c.AnswerNeeds,
        c.WithdrawEntry,
        c.TakePosition,
    }
)
# The field that names an entry, by the command that makes it or says it anew.
ENTRY_FIELDS: Final[Mapping[type, str]] = {
    c.StateNeed: "need",
    c.AddEvidence: "evidence",
    c.DescribePersona: "persona",
    c.MapJourneyStep: "journey_step",
    c.MapAsset: "asset",
    c.RaiseBarrier: "barrier",
    c.SetMilestone: "milestone",
    c.RecordRisk: "risk",
}
# The field that names the new thing, where there is one.
_MINTED: Final[Mapping[type, str]] = {
    c.AddOrganisation: "organisation",
    c.AddParticipant: "participant",
    c.GroupPlan: "group",
    c.GroupIdeas: "theme",
    c.InviteFacilitator: "participant",
    c.MakeReport: "report",
    c.PlanSession: "session",
    c.Listing: "participant",
    c.RecordDecision: "decision",
    c.RecordTotals: "totals",
    c.ReasonPlan: "reason",
    c.ReportBack: "report_back",
    c.RerunRound: "round",
    c.PutWorry: "round",
    c.Rewording: "option",
    c.SplitTheme: "into",
    c.StagePlan: "stage",
    c.TellAccessNeed: "need",
    c.WriteNote: "note",
    c.AnnotateMoment: "annotation",
    c.GiveContact: "contact",
    c.GiveResponse: "response",
    c.PublishOutput: "output",
    c.DraftRedesign: "redesign",
    c.ProposeAmendment: "amendment",
    c.RaiseObjection: "objection",
    c.TakePosition: "position",
    c.ConditionPlan: "condition",
    c.WorryPlan: "objection",
    c.ImpactPlan: "equality_impact",
    c.RecordFormalDecision: "formal_decision",
    c.IssueLink: "link",
    c.NameSignatory: "link",
    **ENTRY_FIELDS,
}
_SYSTEM: Final[frozenset[type]] = frozenset(
    {c.BeginPractice, c.EndBreakout, c.NameAncestor, c.EndTimer, c.OpenBallotBox, c.PublishResult}
)
TEXTS: Final = (
    "A bus at nine",
    "Siop drwsio, ŵy a thŷ",
    "Lifts for\nnight shifts",
    "  spaced  out  ",
    "",
    "\u200b",
    "x" * 90,
    "y" * 150,
    "z" * 5_000,
)


# --- the strategies ---------------------------------------------------------


def commands_for(workshop: Workshop) -> st.SearchStrategy[Asking]:
    """Something somebody may ask now, allowed or not."""
    return _randoms().map(lambda random: a_command(workshop, random))


def histories(steps_at_most: int = 40) -> st.SearchStrategy[list[Recorded]]:
    """The log of a workshop in which many things were asked; never empty."""
    return st.builds(a_history, _randoms(), st.integers(0, steps_at_most))


def _randoms() -> st.SearchStrategy[Random]:
    return st.randoms(use_true_random=False)


def audiences_of(log: list[Recorded]) -> list[Audience]:
    """Every view, and members of the first groups there were."""
    groups = [each.event.group for each in log if isinstance(each.event, GroupPlanned)]
    members = zip(("participant", "partner", "participant"), dict.fromkeys(groups), strict=False)
    return [*(Audience(view) for view in VIEWS), *(Audience(*each) for each in members)]


# --- the same from any random source ----------------------------------------


def a_history(random: Random, steps: int) -> list[Recorded]:
    """The log after so many commands were asked, refused ones included."""
    workshop = Workshop()
    log = asked(workshop, *the_first(random), random)
    for _ in range(steps):
        log += asked(workshop, *a_command(workshop, random), random)
    if workshop.practice is not None and random.random() < 0.5:
        log += asked(workshop, *throwing_away(workshop, random), random)
    return log


def an_agreement(random: Random, steps: int = 60) -> list[Recorded]:
    """The log of a workshop in which everything asked goes towards agreeing to a redesign."""
    workshop = Workshop()
    log = asked(workshop, *the_first(random), random)
    for _ in range(steps):
        log += asked(workshop, *_agreeing(workshop, random), random)
    return log


def a_deliberation(random: Random, steps: int = 150) -> list[Recorded]:
    """The log of a workshop in which everything asked goes towards voting, also for others."""
    workshop = Workshop()
    log = asked(workshop, *the_first(random), random)
    for _ in range(steps):
        log += asked(workshop, *deliberating(workshop, random), random)
    return log


def deliberating(workshop: Workshop, random: Random) -> Asking:
    """Something about votes, proxies and worries that somebody may ask now."""
    if not workshop.created:
        return the_first(random)
    for _ in range(4):
        kind = random.choice(_DELIBERATING)
        likely = _LIKELY.get(kind)
        command = _any_command(workshop, random, kind)
        asking = likely(workshop, random) if likely else (command, _act(workshop, random, kind))
        if _does_something(workshop, *asking):
            break
    return asking


def throwing_away(workshop: Workshop, random: Random) -> Asking:
    """A practice room thrown away, and with it the words of everybody."""
    by = _one_of_role(workshop, random, "facilitator")
    return c.ThrowPracticeAway(), Act(by=by, at=workshop.at + 1)


def asked(workshop: Workshop, command: c.Command, act: Act, random: Random) -> list[Recorded]:
    """What is recorded when this is asked, already evolved into the workshop."""
    try:
        events = decide(workshop, command, act)
    except CommandRejectedError:
        return []
    group = place_of(workshop, act)
    command_id, lang = CommandId(new_id(random)), random.choice((None, None, "en", "cy"))
    stage = workshop.live_stage
    log = []
    for event in events:
        recorded = Recorded(
            seq=workshop.seq + 1,
            event=event,
            id=command_id,
            at=act.at,
            by=act.by,
            for_=act.for_,
            via=act.via,
            said_at=act.said_at,
            stage=stage,
            group=group,
            lang=lang,
        )
        evolve(workshop, recorded)
        log.append(recorded)
    return log


def the_first(random: Random) -> Asking:
    """The command that begins the workshop."""
    kinds: tuple[StageKind, ...] = (
        "needs",
        "ideas",
        "themes",
        "vote",
        "redesign",
        "choices",
        "agree",
        "money",
        "plan",
    )
    command = c.CreateWorkshop(
        facilitator=FIRST,
        facilitator_name="Facilitator",
        title="Getting about",
        question="How do we get to the clinic?",
        sensitive=random.random() < 0.2,
        join_code="oak-fern",
        agenda=tuple(
            c.StagePlan(
                stage=StageId(f"{kind:-<21}A"),
                kind=kind,
                title=kind,
                anonymous=random.random() < 0.3,
                private=random.random() < 0.3,
                seen_by=random.choice(("public", "public", "participant", "partner", "partner")),
            )
            for kind in kinds
        ),
    )
    return command, Act(by=FIRST, at=START)


def a_command(workshop: Workshop, random: Random) -> Asking:
    """Something somebody may ask now, allowed or not; oftener something that does something."""
    if not workshop.created:
        return the_first(random)
    command, act = _anything(workshop, random)
    for _ in range(random.choice((0, 3))):
        if _does_something(workshop, command, act):
            break
        command, act = _anything(workshop, random)
    return command, act


def _anything(workshop: Workshop, random: Random) -> Asking:
    kind = random.choice(random.choice((_COMMANDS, _COMMON)))
    if workshop.live_stage is None and random.random() < 0.3:
        kind = c.OpenStage
    elif workshop.closed and random.random() < 0.3:
        kind = c.ReopenWorkshop
    likely = _LIKELY.get(kind)
    # The server's own counts are believed, so none is made up.
    if likely is not None and (kind in {c.OpenBallotBox, c.PublishResult} or random.random() < 0.8):
        return likely(workshop, random)
    return _any_command(workshop, random, kind), _act(workshop, random, kind)


def _does_something(workshop: Workshop, command: c.Command, act: Act) -> bool:
    try:
        return bool(decide(workshop, command, act))
    except CommandRejectedError:
        return False


def new_id(random: Random) -> str:
    """A well-formed identifier that nothing has."""
    return base64.urlsafe_b64encode(random.randbytes(16)).decode()[:22]


# --- who asks, and when -----------------------------------------------------


def _act(workshop: Workshop, random: Random, kind: type) -> Act:
    by = _asker(workshop, random, kind)
    via: Via = random.choice(("room", "room", "room", "form", "desk"))
    at = workshop.at + random.choice((0, 1, 900, 40_000, 3_600_000))
    return Act(
        by=by,
        at=at,
        for_=_helped(workshop, random) if random.random() < 0.06 else None,
        via=via,
        said_at=at - random.choice((-1, 0, 1_000)) if random.random() < 0.04 else None,
        group=_said_group(workshop, random) if workshop.groups else None,
    )


def _said_group(workshop: Workshop, random: Random) -> GroupId | None:
    """Mostly none, and mostly one that has met: in the others nothing can be done."""
    if random.random() < 0.85:
        return None
    met = [each.id for each in workshop.groups.values() if _has_met(workshop, each)]
    return random.choice(met if met and random.random() < 0.9 else [*workshop.groups])


def _has_met(workshop: Workshop, group: Group) -> bool:
    return bool(workshop.breakouts[group.breakout].opened_at)


def _asker(workshop: Workshop, random: Random, kind: type) -> ParticipantId:
    chance = random.random()
    if kind in _SYSTEM and chance < 0.8:
        return SYSTEM
    if kind not in _OWN and chance < 0.8:
        return _one_of_role(workshop, random, "facilitator")
    if chance < 0.9:
        here = [each.id for each in workshop.participants.values() if each.here]
        return random.choice(here or [*workshop.participants])
    if chance < 0.97:
        return random.choice([*workshop.participants])
    return random.choice((SYSTEM, ParticipantId(new_id(random))))


def _one_of_role(workshop: Workshop, random: Random, role: str) -> ParticipantId:
    found = [each.id for each in workshop.participants.values() if each.role == role and each.here]
    # Of a practice room that was thrown away nobody is left.
    return random.choice(found or [*workshop.participants])


def _helped(workshop: Workshop, random: Random) -> ParticipantId:
    found = [each.id for each in workshop.participants.values() if not each.device]
    return random.choice(found or [*workshop.participants])


# --- any command, out of the types of its fields ----------------------------


def any_command(kind: type, seed: int = 0) -> Any:
    """A command of that kind with whatever its fields may hold."""
    return _any_command(Workshop(), Random(seed), kind)


def _any_command(workshop: Workshop, random: Random, kind: type) -> Any:
    values = {name: _value(workshop, random, hint) for name, hint in _hints(kind).items()}
    minted = _MINTED.get(kind)
    if minted is not None and random.random() < 0.6:
        values[minted] = new_id(random)
    return kind(**values)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(workshop: Workshop, random: Random, hint: Any) -> Any:
    if isinstance(hint, NewType):
        return _identifier(workshop, random, hint)
    if hint is str:
        return random.choice(TEXTS[:3] if random.random() < 0.7 else TEXTS)
    if hint is int:
        return random.choice((0, 1, 2, 5, 60, 10**6, START, START + 10**7, -1, 2**70))
    if hint is bool:
        return random.random() < 0.3
    if hint is type(None):
        return None
    if hint is Any:
        return random.choice((None, 1, "carried", [1, 2]))
    if hint is Share:
        return random.choice((Share(parts=1, whole=2), Share(parts=2, whole=3)))
    return _composed(workshop, random, hint)


def _composed(workshop: Workshop, random: Random, hint: Any) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return random.choice(args)
    if origin in {Union, UnionType}:
        return _value(workshop, random, random.choice(args))
    if origin is tuple:
        return tuple(_value(workshop, random, args[0]) for _ in range(random.randrange(4)))
    if origin is not None and issubclass(origin, Mapping):
        pairs = range(random.randrange(3))
        return {_value(workshop, random, args[0]): _value(workshop, random, args[1]) for _ in pairs}
    return _any_command(workshop, random, hint)


def _identifier(workshop: Workshop, random: Random, kind: Any) -> str:
    known = _known(workshop, kind)
    chance = random.random()
    if known and chance < 0.9:
        return random.choice(known)
    if chance < 0.97:
        return new_id(random)
    anything = [*workshop.participants, *workshop.stages, *workshop.ideas, *workshop.rounds]
    return random.choice(("", "not an id", random.choice(anything or [FIRST])))


def _known(workshop: Workshop, kind: Any) -> list[str]:
    of_kind: dict[Any, list[Any]] = {
        SessionId: [workshop.sessions],
        StageId: [workshop.stages],
        OrganisationId: [workshop.organisations],
        AreaId: [workshop.areas],
        ParticipantId: [workshop.participants, workshop.door_list],
        IdeaId: [workshop.ideas],
        ThemeId: [workshop.themes],
        RoundId: [workshop.rounds],
        DecisionId: [workshop.decisions],
        ReportId: [workshop.reports],
        NoteId: [workshop.notes],
        AnnotationId: [workshop.annotations],
        WorkshopId: [],
        AccessNeedId: [workshop.access_needs],
        ContactId: [],
        LinkId: [],
        ResponseId: [workshop.responses],
        ReasonId: [workshop.reasons],
        NeedId: [],
        AssetId: [],
        OutputId: [workshop.outputs],
        RedesignId: [workshop.redesigns],
        AmendmentId: [workshop.amendments],
        ObjectionId: [workshop.objections],
        PositionId: [workshop.positions],
        EqualityImpactId: [workshop.equality_impacts],
        ConditionId: [workshop.conditions],
        FormalDecisionId: [workshop.formal_decisions],
        TotalsId: [poll.totals for poll in workshop.polls.values()],
        BreakoutId: [workshop.breakouts],
        GroupId: [workshop.groups],
        ReportBackId: [workshop.report_backs],
        **{kind: [_entered(workshop, name)] for kind, name in _ENTRY_IDS.items()},
        OptionId: [workshop.ideas, workshop.themes, *_options(workshop)],
    }
    return [identifier for each in of_kind[kind] for identifier in each]


_ENTRY_IDS: Final[Mapping[Any, str]] = {
    NeedId: "need",
    DeliveryOptionId: "delivery_option",
    CriterionId: "criterion",
    ScoreId: "score",
    EstimateId: "estimate",
    PledgeId: "pledge",
    EvidenceId: "evidence",
    PersonaId: "persona",
    JourneyStepId: "journey_step",
    AssetId: "asset",
    BarrierId: "barrier",
    SpendLineId: "spend_line",
    MilestoneId: "milestone",
    RiskId: "risk",
}


def _entered(workshop: Workshop, kind: str) -> list[str]:
    return [key for key, each in workshop.entries.items() if each.kind == kind]


def _options(workshop: Workshop) -> list[Any]:
    return [poll.options for poll in workshop.polls.values()]


# --- likely commands --------------------------------------------------------


def _organising(workshop: Workshop, random: Random) -> Asking:
    organisation = OrganisationId(new_id(random))
    if workshop.organisations and random.random() < 0.4:
        organisation = random.choice([*workshop.organisations])
    command = c.AddOrganisation(
        organisation=organisation,
        name=random.choice(("Council", "Bus company")),
        potential_provider=random.random() < 0.5,
    )
    return command, _act(workshop, random, c.AddOrganisation)


def _taking_off_the_list(workshop: Workshop, random: Random) -> Asking:
    known = [*workshop.organisations] or [OrganisationId(new_id(random))]
    command = c.RemoveOrganisation(organisation=random.choice(known))
    return command, _act(workshop, random, c.RemoveOrganisation)


def _withdrawing_option(workshop: Workshop, random: Random) -> Asking:
    open_ones = [each.id for each in workshop.rounds.values() if each.open and each.open_options]
    round_id = random.choice(open_ones or [*workshop.rounds] or [RoundId(new_id(random))])
    poll = workshop.polls.get(round_id)
    options = [*poll.options, *poll.withdrawn] if poll is not None else []
    option = random.choice(options or [OptionId(new_id(random))])
    command = c.WithdrawOption(round=round_id, option=option)
    return command, _act(workshop, random, c.WithdrawOption)


def _joining(workshop: Workshop, random: Random) -> Asking:
    participant = ParticipantId(new_id(random))
    command = c.JoinWorkshop(
        participant=participant,
        name=random.choice(("Anna", "Ben", "Carys")),
        organisation=random.choice([None, *workshop.organisations]),
        observer=random.random() < 0.1,
    )
    return command, Act(by=participant, at=workshop.at + random.randrange(5_000))


def _submitting(workshop: Workshop, random: Random) -> Asking:
    """Submit an idea, or open a stage where that can be done."""
    kept = [each for each in workshop.stages.values() if each.kind in IDEA_STAGES]
    stages = [each.id for each in kept if each.open]
    if kept and not stages and workshop.breakout is None and random.random() < 0.7:
        opening = c.OpenStage(stage=random.choice(kept).id)
        return opening, _act(workshop, random, c.OpenStage)
    stages = stages or [*workshop.stages]
    if workshop.breakout is not None and random.random() < 0.6:
        stages = [workshop.breakouts[workshop.breakout].stage]
    command = c.SubmitIdea(
        idea=IdeaId(new_id(random)),
        stage=random.choice(stages),
        text=random.choice(TEXTS[:3]),
    )
    return command, _act(workshop, random, c.SubmitIdea)


def _typing_a_card(workshop: Workshop, random: Random) -> Asking:
    """A card without a name, sometimes into a stage that is closed."""
    command, act = _submitting(workshop, random)
    if not isinstance(command, c.SubmitIdea):
        return command, act
    card = c.RecordCard(idea=command.idea, stage=command.stage, text=command.text)
    closed_at = workshop.stages[card.stage].closed_at
    late = closed_at if closed_at and random.random() < 0.5 else act.said_at
    return card, replace(act, via="desk", said_at=late)


def _opening(workshop: Workshop, random: Random) -> Asking:
    things: list[tuple[OptionSource, str]] = [
        *(("idea", each) for each in workshop.ideas),
        *(("theme", each) for each in workshop.themes),
    ]
    planned = [
        c.OptionPlan(option=OptionId(each), source=source)
        for source, each in things
        if random.random() < 0.6
    ]
    planned.extend(
        c.OptionPlan(option=OptionId(new_id(random)), source="text", text="Neither")
        for _ in range(random.randrange(3))
    )
    voters = [each.id for each in workshop.participants.values() if each.here]
    # As often as all others together: these three have been there for longest.
    method = random.choice(random.choice((("agree", "dots", "approval"), tuple(TERMS))))
    budget = method in BUDGETS
    electorate: Electorate = "participants"
    if workshop.mandates and random.random() < 0.4:
        electorate = "organisations"
    if budget:
        planned = _costed(planned, random)
    secret = electorate == "participants" and random.random() < 0.3
    command = c.OpenRound(
        round=RoundId(new_id(random)),
        question="Which ones?",
        method=method,
        options=tuple(planned),
        terms=_terms(method, random),
        tie=random.choice(("lot", "lower_cost", "earliest_submitted"))
        if budget
        else random.choice((*get_args(TieRule), *("chair_casts",) * 5)),
        reasons="none"
        if secret
        else random.choice(
            ("none", "optional", "required") if method in STOPPING else ("none", "optional")
        ),
        ring_fences=_fences(planned, random) if budget else (),
        exclusions=(tuple(each.option for each in planned[:2]),)
        if budget and len(planned) > 1 and random.random() < 0.3
        else (),
        roll=None if electorate == "organisations" or random.random() < 0.8 else tuple(voters[1:]),
        open_roll=electorate == "participants" and random.random() < 0.5,
        electorate=electorate,
        barring=random.choice(((), (), ("employment",), get_args(Interest))),
        proxies_at_most=random.choice((0, 1, 2)) if electorate == "participants" else 0,
        open_options=not budget and random.random() < 0.4,
        tally=random.choice(("live", "at_close", "at_close", "at_reveal")),
        secret=secret,
        dots=random.choice((3, 5)),
        dots_per_option=random.choice((0, 1, 2)),
        binding=random.random() < 0.3,
    )
    return command, _act(workshop, random, c.OpenRound)


def _giving_mandate(workshop: Workshop, random: Random) -> Asking:
    of_one = [each for each in workshop.participants.values() if each.organisation]
    if not of_one:
        return _any_command(workshop, random, c.GiveMandate), _act(workshop, random, c.GiveMandate)
    found = random.choice(of_one)
    assert found.organisation is not None
    command = c.GiveMandate(
        organisation=found.organisation,
        participant=found.id,
        capacity=random.choice(get_args(Capacity)),
        post=random.choice((None, "", "Head of Transport")),
    )
    return command, _act(workshop, random, c.GiveMandate)


def _naming_proxy(workshop: Workshop, random: Random) -> Asking:
    """Somebody, here or away, lets another vote in their place."""
    people = [
        each
        for each in workshop.participants.values()
        if each.role == "participant" and each.came and not each.erased
    ]
    asked = {
        each
        for found in workshop.rounds.values()
        if found.open and found.proxies_at_most
        for each in workshop.polls[found.id].roll
    }
    # Mostly where there is a vote for it just now.
    people = [each for each in people if each.id in asked] or people
    holders = [each.id for each in people if each.here and each.device]
    if not holders or random.random() < 0.1:
        return _any_command(workshop, random, c.NameProxy), _act(workshop, random, c.NameProxy)
    busy = {*workshop.proxies.values()}
    absent = random.choice([each for each in people if each.id not in busy] or people).id
    free = [each for each in holders if each not in workshop.proxies and each != absent]
    command = c.NameProxy(participant=absent, holder=random.choice(free or holders))
    by = random.choice((absent, *workshop.running))
    return command, replace(_act(workshop, random, c.NameProxy), by=by, for_=None)


def _costed(planned: list[c.OptionPlan], random: Random) -> list[c.OptionPlan]:
    """Options with costs, some of which need the one before."""
    costed = [replace(each, cost=random.choice((100, 250, 900))) for each in planned]
    return [
        replace(each, needs=(before.option,)) if before and random.random() < 0.2 else each
        for before, each in zip((None, *costed), costed, strict=False)
    ]


def _fences(planned: list[c.OptionPlan], random: Random) -> tuple[c.RingFencePlan, ...]:
    fenced = tuple(each.option for each in planned if random.random() < 0.5)
    if not fenced or random.random() < 0.5:
        return ()
    return (
        c.RingFencePlan(
            name="For the young",
            options=fenced,
            at_most=random.choice((None, 500)),
            at_least=random.choice((0, 200)),
        ),
    )


def _terms(method: Method, random: Random) -> Terms:
    """Terms of that method, some of them as they are by default."""
    terms: dict[str, tuple[Any, ...]] = {
        "quorum": (None, None, Share(parts=1, whole=2)),
        "majority": (Share(parts=2, whole=3), Share(parts=3, whole=4)),
        "blocks_at_most": (0, 1),
        "abstain_fails": (False, True),
        "below_at_most": (0, 1),
        "seats": (1, 2),
        "top": (0, 1, 1, 2),
        "amount": (1_000,),
        "ballot": ("approval", "knapsack"),
        "misfit": ("skip", "stop"),
        "satisfaction": ("cost", "cardinality"),
        "completion": get_args(Completion),
        "support_at_least": (0, 1),
    }
    return Terms(**{each: random.choice(terms[each]) for each in TERMS[method] if each in terms})


def _casting(workshop: Workshop, random: Random) -> Asking:
    rounds = [each for each in workshop.rounds.values() if each.open]
    if workshop.rounds and random.random() < 0.2:
        rounds = [*workshop.rounds.values()]
    voted_in = [each for each in rounds if workshop.polls[each.id].roll]
    if rounds and not voted_in and random.random() < 0.5:
        return _joining(workshop, random)
    if not voted_in:
        return _opening(workshop, random)
    if random.random() < 0.9:
        rounds = voted_in
    in_place = [
        (each, absent)
        for each in rounds
        for absent, holder in workshop.proxies.items()
        if can_cast_for(each, workshop.polls[each.id], absent, holder)
    ]
    if in_place and random.random() < 0.5:
        return _casting_in(workshop, random, *random.choice(in_place))
    return _casting_in(workshop, random, random.choice(rounds))


def _casting_in(
    workshop: Workshop, random: Random, found: Round, absent: ParticipantId | None = None
) -> Asking:
    """A ballot in a vote; of `absent`, mostly by whom they named."""
    poll = workshop.polls[found.id]
    options = random.sample([*poll.options], min(len(poll.options), random.randrange(1, 4)))
    marks: dict[OptionId, int | None] = {option: _mark(found, random) for option in options}
    if found.method in RANKED:
        # A ranking replaces what one had, or nearly every second one would be refused.
        marks = {**dict.fromkeys(poll.options), **{each: n for n, each in enumerate(options, 1)}}
    command = c.CastBallot(round=found.id, marks=marks, reasons=_reasons(found, options, random))
    act = _act(workshop, random, c.CastBallot)
    if poll.roll and random.random() < 0.9:
        voter = workshop.participants[absent or random.choice([*poll.roll])]
        facilitator = _one_of_role(workshop, random, "facilitator")
        holder = workshop.proxies.get(voter.id)
        if holder is not None and random.random() < 0.6:
            act = Act(by=holder, at=act.at, for_=voter.id)
        elif voter.device:
            act = Act(by=voter.id, at=act.at)
        else:
            act = Act(by=voter.helper or facilitator, for_=voter.id, at=act.at)
    return command, act


def _reasons(found: Round, options: list[OptionId], random: Random) -> tuple[c.ReasonPlan, ...]:
    if found.reasons == "none" or random.random() < 0.2:
        return ()
    return tuple(
        c.ReasonPlan(reason=ReasonId(new_id(random)), option=each, text="It leaves the valley out")
        for each in options
    )


def _casting_for_chair(workshop: Workshop, random: Random) -> Asking:
    ties = [
        (found.id, each["among"])
        for found in workshop.rounds.values()
        if found.result is not None and found.tie == "chair_casts"
        for each in found.result.explanation.get("ties", [])
        if each["first"] is None
    ]
    waiting = [
        each
        for each in workshop.rounds.values()
        if each.open and each.tie == "chair_casts" and workshop.polls[each.id].ballots
    ]
    if not ties and waiting:
        close = c.CloseRound(round=random.choice(waiting).id)
        return close, _act(workshop, random, c.CloseRound)
    if not ties:
        return _counting(workshop, random)
    round_id, among = random.choice(ties)
    order = tuple(random.sample(among, len(among)))
    command = c.CastForChair(round=round_id, order=order)
    return command, _act(workshop, random, c.CastForChair)


def _about_a_worry(
    then: Callable[[Workshop, Random, Reason], Asking],
) -> Callable[[Workshop, Random], Asking]:
    """What is asked about an open worry, or else what brings one nearer."""

    def asking(workshop: Workshop, random: Random) -> Asking:
        put = [
            each
            for each in workshop.rounds.values()
            if each.worry is not None and each.void_reason is None and each.result is None
        ]
        if put and random.random() < 0.8:
            return _voting_on_worry(workshop, random, random.choice(put))
        found = [
            each
            for each in workshop.reasons.values()
            if is_worry(workshop, each)
            and each.answer is None
            and workshop.rounds[each.round].tally_shown
            and not workshop.rounds[each.round].open
        ]
        if found:
            return then(workshop, random, random.choice(found))
        return _objecting(workshop, random)

    return asking


def _voting_on_worry(workshop: Workshop, random: Random, found: Round) -> Asking:
    poll = workshop.polls[found.id]
    if found.id in uncounted(workshop):
        return counted(workshop, found.id)
    if poll.ballots or not poll.roll or not poll.options:
        return c.CloseRound(round=found.id), _act(workshop, random, c.CloseRound)
    marks = dict.fromkeys(poll.options, random.choice((1, 1, 1, -1)))
    command = c.CastBallot(round=found.id, marks=marks)
    return command, _as_voter(workshop, random, random.choice([*poll.roll]))


def _objecting(workshop: Workshop, random: Random) -> Asking:
    rounds = [each for each in workshop.rounds.values() if each.method == "consent"]
    objected = {each.round for each in workshop.reasons.values() if is_worry(workshop, each)}
    if counting := [each.id for each in rounds if each.id in uncounted(workshop)]:
        return counted(workshop, random.choice(counting))
    if over := [each.id for each in rounds if each.open and each.id in objected]:
        return c.CloseRound(round=random.choice(over)), _act(workshop, random, c.CloseRound)
    taking = [
        each
        for each in rounds
        if each.open
        and each.reasons != "none"
        and workshop.polls[each.id].roll
        and workshop.polls[each.id].options
    ]
    if not taking:
        return _asking_for_consent(workshop, random)
    poll = workshop.polls[random.choice(taking).id]
    round_id = next(each for each, one in workshop.polls.items() if one is poll)
    option, voter = random.choice([*poll.options]), random.choice([*poll.roll])
    why = c.ReasonPlan(reason=ReasonId(new_id(random)), option=option, text="Who drives?")
    command = c.CastBallot(round=round_id, marks={option: OBJECT}, reasons=(why,))
    return command, _as_voter(workshop, random, voter)


def _asking_for_consent(workshop: Workshop, random: Random) -> Asking:
    plan = c.OptionPlan(option=OptionId(new_id(random)), source="text", text="A bus at nine")
    command = c.OpenRound(
        round=RoundId(new_id(random)),
        question="Can you live with this?",
        method="consent",
        options=(plan,),
        tally=random.choice(("live", "at_close")),
        reasons="required",
    )
    return command, _act(workshop, random, c.OpenRound)


def _as_voter(workshop: Workshop, random: Random, voter: ParticipantId) -> Act:
    if workshop.participants[voter].device:
        return Act(by=voter, at=workshop.at + 1)
    helper = workshop.participants[voter].helper
    by = helper or _one_of_role(workshop, random, "facilitator")
    return Act(by=by, for_=voter, at=workshop.at + 1)


def _withdrawing_worry(workshop: Workshop, random: Random, reason: Reason) -> Asking:
    command = c.WithdrawWorry(reason=reason.id)
    if reason.voter is None or random.random() < 0.1:
        return command, _act(workshop, random, c.WithdrawWorry)
    return command, _as_voter(workshop, random, reason.voter)


def _putting_worry(workshop: Workshop, random: Random, reason: Reason) -> Asking:
    command = c.PutWorry(round=RoundId(new_id(random)), reason=reason.id, question="Go on?")
    return command, _act(workshop, random, c.PutWorry)


def _asking_in_other_words(workshop: Workshop, random: Random, reason: Reason) -> Asking:
    command = c.RerunRound(
        round=RoundId(new_id(random)),
        rerun_of=reason.round,
        rewordings=(
            c.Rewording(
                of=reason.option, option=OptionId(new_id(random)), text=random.choice(TEXTS[:3])
            ),
        ),
        integrates=(reason.id,) if random.random() < 0.9 else (),
    )
    return command, _act(workshop, random, c.RerunRound)


def _asking_again(workshop: Workshop, random: Random) -> Asking:
    if random.random() < 0.5:
        return _any_command(workshop, random, c.RerunRound), _act(workshop, random, c.RerunRound)
    return _about_a_worry(_asking_in_other_words)(workshop, random)


def _mark(found: Round, random: Random) -> int | None:
    marks: dict[str, tuple[int | None, ...]] = {
        "agree": (-1, 0, 1, None),
        "dots": (1, 1, 2, 3, None, 0),
        "approval": (1, 1, 1, None, 2),
        "budget_greedy": (1, 1, 1, None, 2),
        "budget_equal_shares": (1, 1, 1, None, 2),
        "score": (0, 1, 3, 5, None, 6),
        "quadratic": (1, 2, -1, 4, None, 0),
        **{rule: (*known, None, 9) for rule, known in MARKS.items()},
    }
    return random.choice(marks.get(found.method, (1, 2, None)))


def _opening_a_box(workshop: Workshop, random: Random) -> Asking:
    """Open a box as the server does, with ballots made up as many as people voted."""
    owed = unopened(workshop)
    if not owed:
        return _casting(workshop, random)
    round_id = random.choice(owed)
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    # Now and then one was lost.
    lost = int(bool(poll.voted) and random.random() < 0.15)
    ballots = tuple(_made_up(found, poll, random) for _ in list(poll.voted)[lost:])
    command = c.OpenBallotBox(round=round_id, ballots=ballots)
    return command, Act(by=SYSTEM, at=workshop.at, via="system")


def _made_up(found: Round, poll: Poll, random: Random) -> dict[OptionId, int]:
    """Some ballot that fits; somebody voted, so there is one."""
    single = [{option: mark} for option in poll.options for mark in range(-1, 6)]
    dots = {"dots": found.dots, "dots_per_option": found.dots_per_option}
    within = bounds(found, poll)
    return random.choice(
        [each for each in single if unfit(found.method, each, found.terms, within, **dots) is None]
    )


def _counting(workshop: Workshop, random: Random) -> Asking:
    owed = uncounted(workshop)
    if not owed:
        return _casting(workshop, random)
    return counted(workshop, random.choice(owed))


def counted(workshop: Workshop, round_id: RoundId) -> tuple[c.PublishResult, Act]:
    """The count of a closed round, as the server asks to record it."""
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    result = count(votes(found, poll, DRAWN))
    return publication(found, poll, result), Act(by=SYSTEM, at=workshop.at, via="system")


def _listing(workshop: Workshop, random: Random) -> Asking:
    people = tuple(
        c.Listing(
            participant=ParticipantId(new_id(random)),
            name=random.choice(("Dilys", "Emyr", "Ffion")),
            organisation=random.choice([None, *workshop.organisations]),
            table=random.choice(("", "1", "By the window")),
            area=random.choice([None, *workshop.areas]),
        )
        for _ in range(random.randrange(1, 4))
    )
    return c.ListPeople(people=people), _act(workshop, random, c.ListPeople)


def _arriving(workshop: Workshop, random: Random) -> Asking:
    expected = [each for each in workshop.door_list if each not in workshop.participants]
    if not expected:
        return _listing(workshop, random)
    command = c.RecordArrival(participant=random.choice(expected), device=random.random() < 0.3)
    return command, _act(workshop, random, c.RecordArrival)


def _totalling(workshop: Workshop, random: Random, rounds: Collection[Round] = ()) -> Asking:
    """Totals of a round, sometimes from paper of a closed one, of few people or too many."""
    rounds = list(rounds) or [
        each for each in workshop.rounds.values() if each.open or random.random() < 0.3
    ]
    if not rounds:
        return _opening(workshop, random)
    found = random.choice(rounds)
    poll = workshop.polls[found.id]
    voters = random.choice((None, (), tuple(each for each in poll.roll if random.random() < 0.3)))
    if found.binding:
        voters = tuple(each for each in poll.roll if each not in poll.ballots)[:2]
    cast = len(voters) if voters else random.randrange(1, 5)
    counts = {option: _counted_for(found, cast, random) for option in poll.options}
    totals = random.choice([*poll.totals, TotalsId(new_id(random))])
    command = c.RecordTotals(
        totals=totals,
        round=found.id,
        counted=random.choice(("hands", "paper", "table")),
        people=cast if found.binding else cast + random.randrange(2),
        cast=cast,
        counts=counts,
        table=random.choice(("", "1")),
        voters=voters,
        paper=random.randrange(1, 4) if cast == 1 and random.random() < 0.6 else 0,
    )
    act = _act(workshop, random, c.RecordTotals)
    return command, act if found.open else _on_paper(found, act)


def _counted_for(found: Round, cast: int, random: Random) -> dict[str, int]:
    names = names_of(found.method, found.terms) or ("first",)
    return {random.choice(names): random.randrange(cast + 1)}


def _on_paper(found: Round, act: Act) -> Act:
    return replace(act, via="desk", for_=None, said_at=found.closed_at or act.at)


def _confirming(workshop: Workshop, random: Random) -> Asking:
    waiting = [
        (found, each)
        for found in workshop.rounds.values()
        for each in workshop.polls[found.id].totals.values()
        if found.binding and each.stands and each.confirmed_by is None
    ]
    if not waiting:
        bind = [each for each in workshop.rounds.values() if each.binding and each.open]
        return _totalling(workshop, random, bind)
    found, totals = random.choice(waiting)
    command = c.ConfirmTotals(round=found.id, totals=totals.id)
    act = _act(workshop, random, c.ConfirmTotals)
    others = [
        each.id
        for each in workshop.participants.values()
        if each.role in HELPING and each.here and each.id != totals.by
    ]
    if others:
        return command, replace(act, by=random.choice(others), for_=None)
    second = random.choice([each.id for each in workshop.participants.values() if each.device])
    return c.ChangeRole(participant=second, role="co_facilitator"), act


def _reopening(workshop: Workshop, random: Random) -> Asking:
    counted_ones = [each.id for each in workshop.rounds.values() if each.result is not None]
    if not counted_ones:
        return _counting(workshop, random)
    command = c.ReopenCount(round=random.choice(counted_ones), reason="Three sheets in a bag")
    return command, _act(workshop, random, c.ReopenCount)


def _closing(workshop: Workshop, random: Random) -> Asking:
    found = [each.id for each in workshop.rounds.values() if each.open or each.reopened]
    if not found:
        return _opening(workshop, random)
    return c.CloseRound(round=random.choice(found)), _act(workshop, random, c.CloseRound)


def _revealing(workshop: Workshop, random: Random) -> Asking:
    counted_only = [
        each.id
        for each in workshop.rounds.values()
        if each.result is not None and not each.tally_shown
    ]
    if not counted_only:
        return _counting(workshop, random)
    command = c.RevealResult(round=random.choice(counted_only))
    return command, _act(workshop, random, c.RevealResult)


def _keeping_back(workshop: Workshop, random: Random) -> Asking:
    revealed = [each.id for each in workshop.rounds.values() if each.revealed]
    if not revealed:
        return _revealing(workshop, random)
    return c.ConcealResult(round=random.choice(revealed)), _act(workshop, random, c.ConcealResult)


def _parting(workshop: Workshop, random: Random) -> Asking:
    stages = [each.id for each in workshop.stages.values() if each.open] or [*workshop.stages]
    names = random.choice((("Blue", "Green"), ("Blue", "Green", "Red"), ("Blue", "blue")))
    command = c.PlanBreakout(
        breakout=BreakoutId(new_id(random)),
        stage=random.choice(stages),
        groups=tuple(c.GroupPlan(group=GroupId(new_id(random)), name=each) for each in names),
        prompt=random.choice(("", "What would help most?")),
        minutes=random.choice((0, 10)),
        choosing=random.random() < 0.3,
    )
    return command, _act(workshop, random, c.PlanBreakout)


def _meeting(workshop: Workshop, random: Random) -> Asking:
    planned = [each for each in workshop.breakouts.values() if each.groups and not each.open]
    if not planned:
        return _parting(workshop, random)
    command = c.OpenBreakout(breakout=random.choice(planned).id)
    return command, _act(workshop, random, c.OpenBreakout)


def _assigning(workshop: Workshop, random: Random) -> Asking:
    planned = [each for each in workshop.breakouts.values() if each.groups]
    if not planned:
        return _parting(workshop, random)
    found = random.choice(planned)
    who = random.choice([*workshop.participants])
    places = {who: random.choice((None, *found.groups, *found.groups))}
    return c.AssignPeople(breakout=found.id, places=places), _act(workshop, random, c.AssignPeople)


def _reporting_back(workshop: Workshop, random: Random) -> Asking:
    ideas = [each for each in workshop.ideas.values() if each.group is not None]
    if not ideas:
        return _meeting(workshop, random)
    group = random.choice(ideas).group
    assert group is not None
    return c.ReportBack(
        report_back=ReportBackId(new_id(random)),
        group=group,
        ideas=tuple(
            IdeaCopied(of=each.id, idea=IdeaId(new_id(random)))
            for each in ideas
            if each.group == group and each.shown
        ),
        themes=tuple(
            ThemeCopied(of=each.id, theme=ThemeId(new_id(random)))
            for each in workshop.themes.values()
            if each.group == group and each.stands and random.random() < 0.7
        ),
    ), _act(workshop, random, c.ReportBack)


def _gathering(workshop: Workshop, random: Random) -> Asking:
    boards = [each.group for each in workshop.ideas.values()] or [None]
    group = random.choice(boards)
    ideas = [each.id for each in workshop.ideas.values() if each.group == group and each.shown]
    themes = [each.id for each in workshop.themes.values() if each.group == group and each.stands]
    command = c.GroupIdeas(
        theme=random.choice((ThemeId(new_id(random)), *themes)),
        ideas=tuple(random.sample(ideas, min(len(ideas), 2))),
        title="Buses",
    )
    act = _act(workshop, random, c.GroupIdeas)
    return command, replace(act, group=group if random.random() < 0.7 else act.group)


def _redacting(workshop: Workshop, random: Random) -> Asking:
    kinds: list[tuple[Contribution, Collection[str]]] = [
        ("idea", workshop.ideas),
        ("theme", workshop.themes),
        ("round", workshop.rounds),
        ("decision", workshop.decisions),
        ("report", workshop.reports),
        ("note", workshop.notes),
        ("annotation", workshop.annotations),
        ("response", workshop.responses),
        ("reason", workshop.reasons),
        ("redesign", workshop.redesigns),
        ("amendment", workshop.amendments),
        ("objection", workshop.objections),
        ("position", workshop.positions),
        ("condition", workshop.conditions),
        ("formal_decision", workshop.formal_decisions),
        ("equality_impact", workshop.equality_impacts),
        ("option", [each for poll in workshop.polls.values() for each in poll.options]),
        *((kind, _entered(workshop, kind)) for kind in KINDS.values()),
    ]
    kind, known = random.choice([each for each in kinds if each[1]] or kinds)
    command = c.RedactContribution(
        kind=kind,
        id=random.choice([*known] or [""]),
        reason="Named a neighbour",
        text=random.choice(("", "A lift from a neighbour")),
    )
    return command, _act(workshop, random, c.RedactContribution)


def _admitting(workshop: Workshop, random: Random) -> Asking:
    waiting = [each.id for each in workshop.participants.values() if each.waiting]
    if not waiting:
        door = c.SetDoor(door=random.choice(("open", "open", "lobby", "locked")))
        return door, _act(workshop, random, c.SetDoor)
    return c.AdmitParticipants(participants=tuple(waiting)), _act(workshop, random, c.SetDoor)


def _taking_back(
    kind: Callable[[ParticipantId], c.Command], done: Callable[[Participant], bool]
) -> Callable[[Workshop, Random], Asking]:
    """Undo to a person what was done to them, or do it to somebody."""

    def likely(workshop: Workshop, random: Random) -> Asking:
        people = [each.id for each in workshop.participants.values() if done(each)]
        chosen = random.choice(people or [*workshop.participants])
        return kind(chosen), _act(workshop, random, c.ReadmitParticipant)

    return likely


def _letting_through(workshop: Workshop, random: Random) -> Asking:
    held = [each.id for each in workshop.ideas.values() if each.held]
    if not held:
        intake = c.SetIntake(intake=random.choice(("open", "open", "held", "locked")))
        return intake, _act(workshop, random, c.SetIntake)
    chosen = tuple(each for each in held if random.random() < 0.7)
    return c.LetIdeasThrough(ideas=chosen), _act(workshop, random, c.LetIdeasThrough)


def _things(workshop: Workshop) -> list[tuple[str, str]]:
    return [
        *(("idea", each) for each in workshop.ideas),
        *(("theme", each) for each in workshop.themes),
        *(("decision", each) for each in workshop.decisions),
    ]


def _concealing(workshop: Workshop, random: Random) -> Asking:
    stages = [each for each in workshop.stages.values() if each.private]
    if not stages:
        return _doing_what_is_due(workshop, random)
    found = random.choice(stages)
    kind = c.ConcealIdeas if found.revealed else c.RevealIdeas
    return kind(stage=found.id), _act(workshop, random, kind)


def _telling_of_harm(workshop: Workshop, random: Random) -> Asking:
    people = (("participant", each) for each in workshop.participants)
    about, key = random.choice([("workshop", ""), *people, *_things(workshop)])
    command = c.MakeReport(
        report=ReportId(new_id(random)),
        about=about,  # type: ignore[arg-type]
        id=key,
        concern=random.choice(("safeguarding", "hurtful", "private", "other")),
        text="This worries me",
    )
    return command, _act(workshop, random, c.MakeReport)


def _annotating(workshop: Workshop, random: Random) -> Asking:
    command = c.AnnotateMoment(
        annotation=AnnotationId(new_id(random)),
        moment=random.randint(1, workshop.seq),
        text="Here it turned",
        seen_by=random.choice(VIEWS),
        group=random.choice([None, None, *workshop.groups]),
    )
    return command, _act(workshop, random, c.AnnotateMoment)


def _spotlighting(workshop: Workshop, random: Random) -> Asking:
    rounds = (("round", each) for each in workshop.rounds)
    stages = (("stage", each) for each in workshop.stages)
    kind, key = random.choice([(None, None), *_things(workshop), *rounds, *stages])
    command = c.TurnSpotlight(kind=kind, id=key)  # type: ignore[arg-type]
    return command, _act(workshop, random, c.TurnSpotlight)


def _helping(workshop: Workshop, random: Random) -> Asking:
    """Change who helps a person without a device; where there is none, add one."""
    act = _act(workshop, random, c.AssignHelper)
    people = workshop.participants.values()
    helped = [each for each in people if not each.device and not each.erased]
    if not helped:
        return c.AddParticipant(participant=ParticipantId(new_id(random)), name="Mair"), act
    one = random.choice(helped)
    helpers = [None, *(each.id for each in people if each.role in HELPING and each.here)]
    helper = random.choice([each for each in helpers if each != one.helper])
    return c.AssignHelper(participant=one.id, helper=helper), act


def _tidying(workshop: Workshop, random: Random) -> Asking:
    shown = [each.id for each in workshop.ideas.values() if each.shown]
    if not shown:
        return _submitting(workshop, random)
    command = c.TidyIdea(idea=random.choice(shown), text=random.choice(TEXTS[:3]))
    return command, _act(workshop, random, c.TidyIdea)


def _putting_together(workshop: Workshop, random: Random) -> Asking:
    shown = [each.id for each in workshop.ideas.values() if each.shown]
    if not shown:
        return _submitting(workshop, random)
    joined = tuple(random.choice(shown) for _ in range(random.randrange(1, 4)))
    command = c.JoinIdeas(idea=random.choice(shown), joined=joined)
    return command, _act(workshop, random, c.JoinIdeas)


def _standing_alone(workshop: Workshop, random: Random) -> Asking:
    joined = [each.id for each in workshop.ideas.values() if each.joined_into is not None]
    if not joined:
        return _putting_together(workshop, random)
    chosen = tuple(each for each in joined if random.random() < 0.5)
    return c.PartIdeas(ideas=chosen), _act(workshop, random, c.PartIdeas)


def _restoring_a_theme(workshop: Workshop, random: Random) -> Asking:
    gone = [each.id for each in workshop.themes.values() if not each.stands]
    standing = [each.id for each in workshop.themes.values() if each.stands]
    act = _act(workshop, random, c.RestoreTheme)
    if gone:
        return c.RestoreTheme(theme=random.choice(gone)), act
    if standing:
        return c.DissolveTheme(theme=random.choice(standing)), act
    return _submitting(workshop, random)


def _correcting(workshop: Workshop, random: Random) -> Asking:
    if not workshop.organisations:
        return _organising(workshop, random)
    command = c.CorrectOrganisation(
        participant=random.choice([*workshop.participants]),
        organisation=random.choice([None, *workshop.organisations]),
    )
    return command, _act(workshop, random, c.CorrectOrganisation)


def _leaving_word(workshop: Workshop, random: Random) -> Asking:
    if not workshop.exit_question:
        command = c.AskExitQuestion(question="What will you tell a neighbour?")
        return command, _act(workshop, random, c.AskExitQuestion)
    text = random.choice(("It was good to be heard", "Too short", ""))
    return c.AnswerExit(text=text), _act(workshop, random, c.AnswerExit)


def _keeping_in_touch(workshop: Workshop, random: Random) -> Asking:
    act = _act(workshop, random, c.GiveContact)
    if workshop.contacts and random.random() < 0.3:
        owner = random.choice([*workshop.contacts])
        return c.WithdrawContact(participant=owner), replace(act, by=owner, for_=None)
    address = random.choice(("mair@example.org", "01550 720 000", "nowhere"))
    return c.GiveContact(contact=ContactId(new_id(random)), address=address), act


def _supposing(workshop: Workshop, random: Random) -> Asking:
    may_be = [
        (round_id, each)
        for round_id in workshop.rounds
        for each in suppositions(workshop, round_id)
    ]
    if not may_be:
        return _counting(workshop, random)
    round_id, what = random.choice(may_be)
    command = c.ShowWhatIf(round=round_id, supposes=what.supposes, by=what.by, of=what.of)
    return command, _act(workshop, random, c.ShowWhatIf)


def _unsupposing(workshop: Workshop, random: Random) -> Asking:
    shown = [(each.id, what) for each in workshop.rounds.values() for what in each.what_ifs]
    if not shown:
        return _supposing(workshop, random)
    round_id, what = random.choice(shown)
    command = c.HideWhatIf(round=round_id, supposes=what.supposes, by=what.by, of=what.of)
    return command, _act(workshop, random, c.HideWhatIf)


def _responding(workshop: Workshop, random: Random) -> Asking:
    things = [each for each in _things(workshop) if each[0] != "idea"]
    if not things:
        return _submitting(workshop, random)
    given = [*workshop.responses.values()]
    about, key = random.choice(things)
    response = ResponseId(new_id(random))
    if given and random.random() < 0.4:
        found = random.choice(given)
        response, about, key = found.id, found.about, found.about_id
    command = c.GiveResponse(
        response=response,
        about=about,  # type: ignore[arg-type]
        id=key,
        stance=random.choice(("done", "doing", "looking", "not_doing")),
        organisation=random.choice([None, *workshop.organisations]),
        why=random.choice(("", "The road is the county's")),
        post=random.choice(("", "Head of Transport")),
        by_when=random.choice(("", "by March")),
    )
    return command, _act(workshop, random, c.GiveResponse)


def _publishing(workshop: Workshop, random: Random) -> Asking:
    command = c.PublishOutput(
        output=OutputId(new_id(random)),
        programme=random.choice(("neutral", "dd")),
        document="options_appraisal",
        format=random.choice(("pdf", "odt")),
        version=random.randint(1, workshop.seq),
        digest="a" * 64,
        sha256="b" * 64,
    )
    return command, _act(workshop, random, c.PublishOutput)


def _a_design(workshop: Workshop, random: Random) -> Design:
    """A design of few words, that answers some of what is on everybody's board."""
    ideas = [each.id for each in workshop.ideas.values() if each.group is None]
    needs = [
        NeedId(key) for key, each in workshop.entries.items() if each.kind == "need" and each.stands
    ]
    themes = [each.id for each in workshop.themes.values() if each.group is None]
    return Design(
        title=random.choice(("Help at night", "A van for the valley")),
        needs=tuple(needs[:1]),
        ideas=tuple(random.sample(ideas, min(len(ideas), 2))),
        themes=tuple(random.sample(themes, min(len(themes), 1))),
        summary=random.choice(("Within two hours", "Every night", "")),
        outcomes=(Outcome(statement="Fewer falls", target="200"),) if random.random() < 0.8 else (),
        delivery_model=random.choice((None, "hybrid", "public_partnership")),
        partners=tuple(Part(organisation=each, part="Runs it") for each in workshop.organisations),
        stops=random.choice(("", "The phone line")),
    )


def _drafting(workshop: Workshop, random: Random) -> Asking:
    command = c.DraftRedesign(
        redesign=RedesignId(new_id(random)),
        design=_a_design(workshop, random),
        stage=random.choice([None, *workshop.stages]),
    )
    return command, _act(workshop, random, c.DraftRedesign)


def _revising(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    found = random.choice([*workshop.redesigns.values()])
    command = c.ReviseRedesign(
        redesign=found.id,
        version=found.now.number,
        design=_a_design(workshop, random),
        why="Somebody asked",
    )
    return command, _act(workshop, random, c.ReviseRedesign)


def _stage_for_redesigns(workshop: Workshop, random: Random) -> StageId | None:
    stages = workshop.stages.values()
    takes = [each.id for each in stages if each.open and each.kind in REDESIGN_STAGES]
    return random.choice(takes or [None, *workshop.stages])


def _suggesting(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    found = random.choice([*workshop.redesigns.values()])
    command = c.ProposeAmendment(
        amendment=AmendmentId(new_id(random)),
        redesign=found.id,
        version=found.now.number,
        design=replace(found.now.design, title="Help", summary=random.choice(TEXTS[:3])),
        reason="So that it can be read",
        stage=_stage_for_redesigns(workshop, random),
    )
    return command, _act(workshop, random, c.ProposeAmendment)


def _open_amendment(workshop: Workshop, random: Random) -> Amendment | None:
    found = [each for each in workshop.amendments.values() if each.state == "open"]
    return random.choice(found) if found else None


def _accepting(workshop: Workshop, random: Random) -> Asking:
    found = _open_amendment(workshop, random)
    if found is None:
        return _suggesting(workshop, random)
    return c.AcceptAmendment(amendment=found.id), _act(workshop, random, c.AcceptAmendment)


def _rebasing(workshop: Workshop, random: Random) -> Asking:
    found = _open_amendment(workshop, random)
    if found is None:
        return _suggesting(workshop, random)
    now = workshop.redesigns[found.redesign].now
    design = replace(now.design, title="Help", summary=random.choice(TEXTS[:3]))
    command = c.RebaseAmendment(amendment=found.id, version=now.number, design=design)
    return command, _act(workshop, random, c.RebaseAmendment)


def _withdrawing_amendment(workshop: Workshop, random: Random) -> Asking:
    found = _open_amendment(workshop, random)
    if found is None or found.author is None:
        return _suggesting(workshop, random)
    act = _act(workshop, random, c.WithdrawAmendment)
    return c.WithdrawAmendment(amendment=found.id), replace(act, by=found.author, for_=None)


def _worrying(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    found = random.choice([*workshop.redesigns.values()])
    command = c.RaiseObjection(
        objection=ObjectionId(new_id(random)),
        redesign=found.id,
        version=found.now.number,
        severity=random.choice(get_args(Severity)),
        reason="Who covers the shift?",
        stage=_stage_for_redesigns(workshop, random),
    )
    return command, _act(workshop, random, c.RaiseObjection)


def _settling_worry(workshop: Workshop, random: Random) -> Asking:
    worries = [each for each in workshop.objections.values() if each.state == "open"]
    if not worries:
        return _worrying(workshop, random)
    found = random.choice(worries)
    act = _act(workshop, random, c.ResolveObjection)
    resolution = random.choice(("integrated", "withdrawn", "recorded", "not_upheld"))
    if resolution in {"withdrawn", "recorded"} and found.author is not None:
        act = replace(act, by=found.author, for_=None)
    command = c.ResolveObjection(
        objection=found.id,
        resolution=resolution,  # type: ignore[arg-type]
        version=workshop.redesigns[found.redesign].now.number,
        round=random.choice([*workshop.rounds, None]),
        reason=random.choice(("", "A second driver is paid")),
    )
    return command, act


def _signing(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    if not workshop.organisations:
        return _organising(workshop, random)
    found = random.choice([*workshop.redesigns.values()])
    mandates = [*workshop.mandates.values()]
    written = not mandates or random.random() < 0.3
    organisation = random.choice([*workshop.organisations])
    act = _act(workshop, random, c.SetAgreementTerms)
    if not written:
        mandate = random.choice(mandates)
        organisation, act = mandate.organisation, replace(act, by=mandate.participant, for_=None)
    condition = c.ConditionPlan(condition=ConditionId(new_id(random)), text="A second driver")
    worry = c.WorryPlan(
        objection=ObjectionId(new_id(random)),
        severity=random.choice(get_args(Severity)),
        reason="Who covers the shift?",
    )
    command = c.TakePosition(
        position=PositionId(new_id(random)),
        redesign=found.id,
        version=found.now.number,
        hash=found.now.hash,
        organisation=organisation,
        level=random.choice((*LEVELS, "consent", "endorse")),
        signatory="Director of Operations",
        authority="A letter" if written else "",
        conditions=(condition,) if random.random() < 0.4 else (),
        worry=worry if random.random() < 0.3 else None,
        written=written,
    )
    return command, act


def _setting_terms(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    reserved_first = (*LEVELS[:2], LEVELS[3], LEVELS[2], *LEVELS[4:])
    command = c.SetAgreementTerms(
        redesign=random.choice([*workshop.redesigns]),
        rule=random.choice(("dual_key", "room", "organisations")),
        required=tuple(each for each in workshop.organisations if random.random() < 0.5),
        order=random.choice((LEVELS, LEVELS, reserved_first)),
    )
    return command, _act(workshop, random, c.SetAgreementTerms)


def _naming_room_vote(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns or not workshop.rounds:
        return _drafting(workshop, random)
    found = random.choice([*workshop.redesigns.values()])
    vote = random.choice([*workshop.rounds, None])
    command = c.NameRoomVote(redesign=found.id, version=found.now.number, round=vote)
    return command, _act(workshop, random, c.NameRoomVote)


def _agreeing(workshop: Workshop, random: Random) -> Asking:
    """Agree to the first redesign, or do what is missing to that."""
    if not workshop.redesigns:
        return _drafting(workshop, random)
    found = next(iter(workshop.redesigns.values()))
    facts = facts_of(workshop, found.id)
    if agreement_of(workshop, found.id).agreed is not None:
        return random.choice((_deciding_formally, _undeciding, _setting_aside))(workshop, random)
    if facts.unassessed:
        return _assessing(workshop, random)
    if facts.stopping:
        return _settling_worry(workshop, random)
    if not (facts.needs and facts.outcomes and facts.readable):
        kind = random.choice((c.ReviseRedesign, c.StateNeed))
        return _LIKELY[kind](workshop, random)
    act = _act(workshop, random, c.AgreeRedesign)
    if missing(facts) and random.random() < 0.8:
        # By the organisations alone, and of those only by who has said yes.
        said = (workshop.positions[each] for each in agreement_of(workshop, found.id).positions)
        yes = [each.organisation for each in said if each.version == facts.version]
        if not yes:
            return _signing(workshop, random)
        required = tuple(yes[:1])
        return c.SetAgreementTerms(redesign=found.id, rule="organisations", required=required), act
    return c.AgreeRedesign(redesign=found.id, version=found.now.number), act


def _assessing(workshop: Workshop, random: Random) -> Asking:
    if not workshop.redesigns:
        return _drafting(workshop, random)
    found = next(iter(workshop.redesigns))
    done = [each for each in workshop.equality_impacts.values() if each.redesign == found]
    known = {each.characteristic: each.id for each in done}
    impacts = (
        c.ImpactPlan(
            equality_impact=known.get(each) or EqualityImpactId(new_id(random)),
            characteristic=each,
            impact=random.choice(("positive", "neutral", "unknown")),
            evidence=random.choice(("", "A survey")),
            mitigation="Ask again in May",
            due=random.choice(("2027", "2027-05")),
        )
        for each in PROTECTED
        if each not in known or random.random() < 0.2
    )
    command = c.AssessEquality(redesign=found, impacts=tuple(impacts))
    return command, _act(workshop, random, c.AssessEquality)


def _undeciding(workshop: Workshop, random: Random) -> Asking:
    if not workshop.formal_decisions:
        return _deciding_formally(workshop, random)
    act = _act(workshop, random, c.WithdrawFormalDecision)
    key = random.choice([*workshop.formal_decisions])
    if random.random() < 0.4:
        return c.RedactContribution(kind="formal_decision", id=key, reason="A name"), act
    return c.WithdrawFormalDecision(formal_decision=key, reason="Called in"), act


def _setting_aside(workshop: Workshop, random: Random) -> Asking:
    agreed = [each.redesign for each in workshop.agreements.values() if each.agreed]
    if not agreed:
        return _assessing(workshop, random)
    command = c.SetAgreementAside(redesign=random.choice(agreed), reason="Wrong version")
    return command, _act(workshop, random, c.SetAgreementAside)


def _deciding_formally(workshop: Workshop, random: Random) -> Asking:
    agreed = [each.redesign for each in workshop.agreements.values() if each.agreed]
    if not agreed:
        return _assessing(workshop, random)
    command = c.RecordFormalDecision(
        formal_decision=FormalDecisionId(new_id(random)),
        redesign=random.choice(agreed),
        outcome="approved",
        body="Cabinet",
        on="2026-01-15",
        call_in_until=random.choice(("", "2026-01-22")),
    )
    return command, _act(workshop, random, c.RecordFormalDecision)


def _marking_condition(workshop: Workshop, random: Random) -> Asking:
    if not workshop.conditions:
        return _signing(workshop, random)
    found = random.choice([*workshop.conditions.values()])
    command = c.MarkCondition(condition=found.id, met=random.random() < 0.6)
    return command, _act(workshop, random, c.MarkCondition)


def _linking(workshop: Workshop, random: Random) -> Asking:
    act = _act(workshop, random, c.IssueLink)
    if workshop.links and random.random() < 0.3:
        return c.RevokeLink(participant=random.choice([*workshop.links])), act
    command = c.IssueLink(
        participant=random.choice([*workshop.participants]),
        link=LinkId(new_id(random)),
        days=random.choice((1, 90, 0)),
    )
    return command, act


def _naming_signatory(workshop: Workshop, random: Random) -> Asking:
    act = _act(workshop, random, c.NameSignatory)
    if workshop.mandates and random.random() < 0.3:
        return c.EndSignatory(organisation=random.choice([*workshop.mandates])), act
    of_one = [each for each in workshop.participants.values() if each.organisation]
    found = random.choice(of_one) if of_one and random.random() < 0.5 else None
    organisations = [*workshop.organisations] or [OrganisationId(new_id(random))]
    command = c.NameSignatory(
        organisation=(found and found.organisation) or random.choice(organisations),
        participant=found.id if found else ParticipantId(new_id(random)),
        post="Head of Transport",
        capacity=random.choice(get_args(Capacity)),
        link=LinkId(new_id(random)),
        name=random.choice(("", "Sian Rees")),
        days=random.choice((90, 90, 0)),
    )
    return command, act


_ENTERED_IN: Final[Mapping[type, frozenset[str]]] = {
    **dict.fromkeys(ENTRY_FIELDS, frozenset({"needs", "money"})),
    c.SetMilestone: frozenset({"plan"}),
    c.RecordRisk: frozenset({"agree", "plan"}),
}


def _entering(kind: type) -> Callable[[Workshop, Random], Asking]:
    """An entry in a stage that takes it, or one said anew."""

    def likely(workshop: Workshop, random: Random) -> Asking:
        act = _act(workshop, random, kind)
        command, field = _any_command(workshop, random, kind), ENTRY_FIELDS[kind]
        stages = [each.id for each in workshop.stages.values() if each.kind in _ENTERED_IN[kind]]
        words = {name: random.choice(TEXTS[:3]) for name in _words_of(command)}
        fitting = {"link": "https://example.org/", "as_of": "2026-03", "uprn": "100023336956"}
        numbers: dict[str, Any] = {"impact": 4} if kind is c.RecordRisk else {}
        if kind is c.SetMilestone and random.random() < 0.7:
            numbers = {"depends_on": (), "owner": None}
        numbers |= {
            "grade": 4,
            "emotion": -1,
            "place": 2,
            "contacts": 3,
            "cost_per_contact": 4_200,
            "likelihood": 2,
            "people": 3,
            "due": "2026-04",
            "redesign": None,
        }
        given = {**words, **fitting, **numbers}
        command = replace(
            command, **{name: each for name, each in given.items() if hasattr(command, name)}
        )
        known = _entered(workshop, field)
        if known and random.random() < 0.3:
            key = random.choice(known)
            stage = workshop.entries[key].says.stage
            return replace(command, **{field: key, "stage": stage}), act
        stage = random.choice(stages or [*workshop.stages])
        return replace(command, **{field: new_id(random), "stage": stage}), act

    return likely


def _words_of(command: Any) -> list[str]:
    return [name for name, hint in _hints(type(command)).items() if hint is str]


def _spending(workshop: Workshop, random: Random) -> Asking:
    """Amounts put in, or one corrected."""
    act = _act(workshop, random, c.RecordSpending)
    if not workshop.organisations:
        return _organising(workshop, random)
    stages = [each.id for each in workshop.stages.values() if each.kind == "money"]
    stage = random.choice(stages or [*workshop.stages])
    known = _entered(workshop, "spend_line")
    if known and random.random() < 0.4:
        line = SpendLineId(random.choice(known))
        stage = workshop.entries[line].says.stage
        plan = _spent(workshop, random)
        return c.CorrectSpendLine(spend_line=line, stage=stage, says=plan, reason="Year end"), act
    rows = tuple(
        c.SpendRow(spend_line=SpendLineId(new_id(random)), says=_spent(workshop, random))
        for _ in range(random.randrange(1, 4))
    )
    return c.RecordSpending(stage=stage, rows=rows), act


def _spent(workshop: Workshop, random: Random) -> c.SpendPlan:
    return c.SpendPlan(
        organisation=random.choice([*workshop.organisations]),
        service=random.choice(("Night nursing", "Falls line")),
        area="E06000059",
        financial_year=random.choice((2025, 2026)),
        gross=random.choice((0, 1, 620_000_000)),
        income=random.choice((0, 5)),
        driver="Population",
        parts=random.choice((1, 2)),
        whole=random.choice((2, 3)),
        intervention=random.choice((None, "prevention", "reactive")),
        funded_by=random.choice([None, *workshop.organisations]),
    )


def _answering(workshop: Workshop, random: Random) -> Asking:
    needs = _entered(workshop, "need")
    if not needs or not workshop.ideas:
        return _entering(c.StateNeed)(workshop, random)
    command = c.AnswerNeeds(
        idea=random.choice([*workshop.ideas]),
        needs=tuple(NeedId(each) for each in random.sample(needs, min(2, len(needs)))),
    )
    return command, _act(workshop, random, c.AnswerNeeds)


def _taking_an_entry_back(workshop: Workshop, random: Random) -> Asking:
    if not workshop.entries:
        return _entering(c.StateNeed)(workshop, random)
    key, found = random.choice([*workshop.entries.items()])
    act = _act(workshop, random, c.WithdrawEntry)
    if random.random() < 0.5 and found.author in workshop.participants:
        act = replace(act, by=found.author, for_=None)
    if found.stands:
        return c.WithdrawEntry(kind=found.kind, id=key, reason="Said twice"), act
    return c.RestoreEntry(kind=found.kind, id=key), act


def _comparing(kind: type) -> Callable[[Workshop, Random], Asking]:
    """A part of comparing the choices of a redesign, or of what they cost, or a step before it."""

    def likely(workshop: Workshop, random: Random) -> Asking:
        if not workshop.redesigns:
            return _drafting(workshop, random)
        redesign = random.choice([*workshop.redesigns])
        command = _part_of_appraisal(workshop, random, kind, redesign)
        return command, _act(workshop, random, type(command))

    return likely


def _part_of_appraisal(
    workshop: Workshop, random: Random, kind: type, redesign: RedesignId
) -> c.Command:
    stage = _stage_of_kind(workshop, random, "choices")
    options = [*options_of(workshop, redesign)]
    criteria = _criteria_of(workshop, redesign)
    lock = appraisal_of(workshop, redesign).lock
    if kind is c.DescribeCriterion or (kind is c.LockCriteria and not criteria):
        return c.DescribeCriterion(
            criterion=CriterionId(_new_or_known(workshop, random, "criterion")),
            stage=stage,
            redesign=redesign,
            name="It helps soon",
            group="desirability",
        )
    if kind is c.LockCriteria or (kind in {c.ScoreOption, c.GiveOwnWeights} and lock is None):
        return c.LockCriteria(redesign=redesign, stage=stage, criteria=_weights(criteria, random))
    if kind is c.GiveOwnWeights and lock is not None:
        locked = [each.criterion for each in lock.criteria]
        known = [*workshop.organisations] or [OrganisationId(new_id(random))]
        return c.GiveOwnWeights(
            redesign=redesign,
            organisation=random.choice(known),
            weights=_weights(locked, random) if random.random() < 0.8 else (),
        )
    if kind is c.MakePledge:
        return _a_pledge(workshop, random, redesign)
    if not options or kind is c.DescribeDeliveryOption:
        return c.DescribeDeliveryOption(
            delivery_option=DeliveryOptionId(_new_or_known(workshop, random, "delivery_option")),
            stage=stage,
            redesign=redesign,
            label=random.choice(("As now", "A trust", "A mutual")),
            model=random.choice(("in_house_bau", "charitable_trust")),
            bau=random.random() < 0.4,
            do_minimum=random.random() < 0.4,
            scope=random.choice(("", "The whole county")),
        )
    if kind is c.ScoreOption and lock is not None:
        return c.ScoreOption(
            score=ScoreId(_new_or_known(workshop, random, "score")),
            delivery_option=random.choice(options),
            criterion=random.choice(lock.criteria).criterion,
            points=random.choice((0, 50, 100)),
            reason="As the figures say",
        )
    if kind is c.RecordEstimate:
        return _an_estimate(workshop, random, random.choice(options))
    preferred = random.choice(options)
    return c.SelectPreferredOption(
        redesign=redesign,
        delivery_option=preferred,
        reason="It helps soonest",
        rejected=tuple(
            c.Rejection(delivery_option=each, reason="Too slow")
            for each in options
            if each != preferred
        ),
    )


def _preferring_none(workshop: Workshop, random: Random) -> Asking:
    preferred = [each.redesign for each in workshop.appraisals.values() if each.preferred]
    if not preferred:
        return _comparing(c.SelectPreferredOption)(workshop, random)
    command = c.WithdrawPreference(redesign=random.choice(preferred))
    return command, _act(workshop, random, c.WithdrawPreference)


def _stage_of_kind(workshop: Workshop, random: Random, kind: str) -> StageId:
    found = [each.id for each in workshop.stages.values() if each.kind == kind]
    return random.choice(found or [*workshop.stages])


def _new_or_known(workshop: Workshop, random: Random, kind: str) -> str:
    known = _entered(workshop, kind)
    return random.choice(known) if known and random.random() < 0.3 else new_id(random)


def _criteria_of(workshop: Workshop, redesign: RedesignId) -> list[CriterionId]:
    found = workshop.entries_of(CriterionDescribed)
    return [
        each.says.criterion for _, each in found if each.stands and each.says.redesign == redesign
    ]


def _weights(criteria: list[CriterionId], random: Random) -> tuple[CriterionWeight, ...]:
    """Weights that come to 100, some with a bar."""
    some = criteria[:4]
    return tuple(
        CriterionWeight(
            criterion=each,
            weight=100 - 20 * (len(some) - 1) if at == 0 else 20,
            gate=random.choice((None, None, 40)),
        )
        for at, each in enumerate(random.sample(some, len(some)))
    )


def _an_estimate(workshop: Workshop, random: Random, option: DeliveryOptionId) -> c.Command:
    side: EstimateSide = random.choice(("cost", "fiscal", "social"))
    known = [*workshop.organisations]
    return c.RecordEstimate(
        estimate=EstimateId(_new_or_known(workshop, random, "estimate")),
        stage=_stage_of_kind(workshop, random, random.choice(("money", "choices"))),
        delivery_option=option,
        side=side,
        what="The team at night",
        party="organisation" if known else "society",
        organisation=random.choice(known) if known else None,
        by_year=(
            YearEstimate(year=2026, amount=120_000_00),
            YearEstimate(year=2027, amount=80_000_00, cashable=300 if side == "fiscal" else 0),
        ),
        price_base=2026,
        grade=random.choice((3, 6)),
    )


def _a_pledge(workshop: Workshop, random: Random, redesign: RedesignId) -> c.Command:
    known = [*workshop.organisations] or [OrganisationId(new_id(random))]
    return c.MakePledge(
        pledge=PledgeId(_new_or_known(workshop, random, "pledge")),
        stage=_stage_of_kind(workshop, random, random.choice(("money", "agree"))),
        redesign=redesign,
        organisation=random.choice(known),
        kind=random.choice(("pooled", "aligned", "in_kind")),
        by_year=(YearAmount(year=2026, amount=150_000_00),),
        what="A room",
    )


def _sifting(workshop: Workshop, random: Random) -> Asking:
    options = _entered(workshop, "delivery_option")
    if not options:
        return _comparing(c.DescribeDeliveryOption)(workshop, random)
    command = c.SiftDeliveryOption(
        delivery_option=DeliveryOptionId(random.choice(options)),
        sift=random.choice(("carried_forward", "discounted")),
        reason="No powers for it",
    )
    return command, _act(workshop, random, c.SiftDeliveryOption)


def _checking(workshop: Workshop, random: Random) -> Asking:
    act = _act(workshop, random, c.CheckEstimate)
    figures, pledged = _entered(workshop, "estimate"), _entered(workshop, "pledge")
    if pledged and random.random() < 0.5:
        pledge = PledgeId(random.choice(pledged))
        if pledge in workshop.confirmations and random.random() < 0.5:
            return c.UnconfirmPledge(pledge=pledge), act
        return c.ConfirmPledge(pledge=pledge, authority="Cabinet", on="2026-01-15"), act
    if not figures:
        return _comparing(c.RecordEstimate)(workshop, random)
    figure = EstimateId(random.choice(figures))
    if figure in workshop.checks and random.random() < 0.5:
        return c.UncheckEstimate(estimate=figure), act
    return c.CheckEstimate(estimate=figure, post="Head of Finance", on="2026-03-31"), act


def _reckoning(workshop: Workshop, random: Random) -> Asking:
    act = _act(workshop, random, c.SetRates)
    if workshop.rates is not None and random.random() < 0.4:
        return c.DropRates(), act
    rate = random.choice((0, 150, 350, 2_001))
    command = c.SetRates(
        source="Green Book, table 7",
        dated=random.choice(("2026", "2026-02", "2026-03-31", "some day")),
        bands=(Band(since=0, rate=rate), Band(since=31, rate=300)),
        grades=tuple(
            GradeTerms(on_costs=each * 100, on_benefits=each * 50, known_error=each * 30)
            for each in range(random.choice((6, 6, 6, 5)))
        ),
    )
    return command, act


def _undoing(workshop: Workshop, random: Random) -> Asking:
    latest = (latest_own(workshop, each) for each in workshop.own_acts)
    own = [each for each in latest if each is not None]
    if own and random.random() < 0.4:
        theirs = random.choice(own)
        return c.TakeBack(act=theirs.seq), Act(by=theirs.by, at=workshop.at)
    acts = [each.seq for each in workshop.desk_acts.values()]
    command = c.TakeBack(act=random.choice(acts or [0]), round=RoundId(new_id(random)))
    return command, _act(workshop, random, c.TakeBack)


def _doing_what_is_due(workshop: Workshop, random: Random) -> Asking:
    owed = due(workshop)
    if not owed:
        command = c.StartTimer(stage=random.choice([*workshop.stages]), seconds=60)
        return command, _act(workshop, random, c.StartTimer)
    at, asked_for = random.choice(owed)
    return asked_for, Act(by=SYSTEM, at=max(at, workshop.at), via="system")


def _losing_interest(workshop: Workshop, random: Random) -> Asking:
    declared = [
        (each.id, interest)
        for each in workshop.participants.values()
        for interest in each.interests
    ]
    if not declared:
        kind = c.DeclareInterest
        return _any_command(workshop, random, kind), _act(workshop, random, kind)
    participant, interest = random.choice(declared)
    command = c.WithdrawInterest(participant=participant, interest=interest)
    return command, _act(workshop, random, c.WithdrawInterest)


def _planning_session(workshop: Workshop, random: Random) -> Asking:
    starts_at = workshop.at + random.choice((3_600_000, 86_400_000))
    session = SessionId(new_id(random))
    if workshop.sessions and random.random() < 0.4:
        session = random.choice([*workshop.sessions])
    command = c.PlanSession(
        session=session,
        title="Evening",
        starts_at=starts_at,
        ends_at=starts_at + 7_200_000,
        venue=random.choice(("", "The hall")),
        call_link=random.choice(("", "https://call.example/1")),
    )
    return command, _act(workshop, random, c.PlanSession)


_LIKELY: Final[Mapping[type, Callable[[Workshop, Random], Asking]]] = {
    c.AddOrganisation: _organising,
    c.RemoveOrganisation: _taking_off_the_list,
    c.WithdrawOption: _withdrawing_option,
    c.JoinWorkshop: _joining,
    c.SubmitIdea: _submitting,
    c.RecordCard: _typing_a_card,
    c.OpenRound: _opening,
    c.GiveMandate: _giving_mandate,
    c.NameProxy: _naming_proxy,
    c.CastForChair: _casting_for_chair,
    c.WithdrawWorry: _about_a_worry(_withdrawing_worry),
    c.PutWorry: _about_a_worry(_putting_worry),
    c.RerunRound: _asking_again,
    c.CastBallot: _casting,
    c.PlanBreakout: _parting,
    c.OpenBreakout: _meeting,
    c.AssignPeople: _assigning,
    c.ReportBack: _reporting_back,
    c.GroupIdeas: _gathering,
    c.EndBreakout: _doing_what_is_due,
    c.PlanSession: _planning_session,
    c.WithdrawInterest: _losing_interest,
    c.OpenBallotBox: _opening_a_box,
    c.PublishResult: _counting,
    c.RevealResult: _revealing,
    c.ShowWhatIf: _supposing,
    c.HideWhatIf: _unsupposing,
    c.ConcealResult: _keeping_back,
    c.RedactContribution: _redacting,
    c.EndTimer: _doing_what_is_due,
    c.AdmitParticipants: _admitting,
    c.LetIdeasThrough: _letting_through,
    c.ConcealIdeas: _concealing,
    c.ReadmitParticipant: _taking_back(
        lambda each: c.ReadmitParticipant(participant=each), lambda each: each.removed
    ),
    c.UnmuteParticipant: _taking_back(
        lambda each: c.UnmuteParticipant(participant=each), lambda each: each.muted
    ),
    c.ReturnToWorkshop: _taking_back(
        lambda each: c.ReturnToWorkshop(participant=each), lambda each: each.left
    ),
    c.WithdrawInterest: _taking_back(
        lambda each: c.WithdrawInterest(participant=each, interest="other"),
        lambda each: "other" in each.interests,
    ),
    c.MakeReport: _telling_of_harm,
    c.TurnSpotlight: _spotlighting,
    c.AnnotateMoment: _annotating,
    c.TakeBack: _undoing,
    c.ListPeople: _listing,
    c.RecordArrival: _arriving,
    c.RecordTotals: _totalling,
    c.ConfirmTotals: _confirming,
    c.ReopenCount: _reopening,
    c.CloseRound: _closing,
    c.AssignHelper: _helping,
    c.TidyIdea: _tidying,
    c.JoinIdeas: _putting_together,
    c.PartIdeas: _standing_alone,
    c.RestoreTheme: _restoring_a_theme,
    c.CorrectOrganisation: _correcting,
    c.AnswerExit: _leaving_word,
    c.GiveContact: _keeping_in_touch,
    c.GiveResponse: _responding,
    c.PublishOutput: _publishing,
    c.DraftRedesign: _drafting,
    c.SiftDeliveryOption: _sifting,
    c.WithdrawPreference: _preferring_none,
    c.CheckEstimate: _checking,
    c.SetRates: _reckoning,
    c.DropRates: _reckoning,
    c.UncheckEstimate: _checking,
    c.ConfirmPledge: _checking,
    c.UnconfirmPledge: _checking,
    **{
        kind: _comparing(kind)
        for kind in (
            c.DescribeDeliveryOption,
            c.DescribeCriterion,
            c.LockCriteria,
            c.ScoreOption,
            c.GiveOwnWeights,
            c.SelectPreferredOption,
            c.RecordEstimate,
            c.MakePledge,
        )
    },
    c.ReviseRedesign: _revising,
    c.ProposeAmendment: _suggesting,
    c.AcceptAmendment: _accepting,
    c.RebaseAmendment: _rebasing,
    c.WithdrawAmendment: _withdrawing_amendment,
    c.RaiseObjection: _worrying,
    c.ResolveObjection: _settling_worry,
    c.SetAgreementTerms: _setting_terms,
    c.NameRoomVote: _naming_room_vote,
    c.TakePosition: _signing,
    c.MarkCondition: _marking_condition,
    c.AgreeRedesign: _agreeing,
    c.SetAgreementAside: _setting_aside,
    c.AssessEquality: _assessing,
    c.RecordFormalDecision: _deciding_formally,
    c.WithdrawFormalDecision: _undeciding,
    c.IssueLink: _linking,
    c.NameSignatory: _naming_signatory,
    c.EndSignatory: _naming_signatory,
    **{kind: _entering(kind) for kind in ENTRY_FIELDS},
    c.AnswerNeeds: _answering,
    c.RecordSpending: _spending,
    c.CorrectSpendLine: _spending,
    c.WithdrawEntry: _taking_an_entry_back,
    c.RestoreEntry: _taking_an_entry_back,
}
