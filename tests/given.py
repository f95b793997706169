"""A rule in one breath: `given(*past).when(command, by=anna).then(*events)`.

The past is a list of events; `past_fact` says who did one, and when, where
that matters. Every `when` also checks that asking changed nothing by itself.
"""

from copy import deepcopy
from typing import Any, Final, NamedTuple

from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.commands import Command
from codesign.domain.decide import decide
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, OptionSource, Role, StageKind, View
from codesign.domain.evolve import evolve
from codesign.domain.ids import (
    AmendmentId,
    CommandId,
    ConditionId,
    ContactId,
    DecisionId,
    EqualityImpactId,
    EvidenceId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    LinkId,
    NeedId,
    ObjectionId,
    OptionId,
    OrganisationId,
    ParticipantId,
    PositionId,
    RedesignId,
    ResponseId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    TotalsId,
)
from codesign.domain.recorded import Recorded, Via
from codesign.domain.workshop import Workshop
from codesign.methods.terms import Method, Terms
from codesign.methods.ties import TieRule

# A Thursday in October 2025; the past of every test happened by then.
NOW: Final = 1_760_000_000_000
MINUTE: Final = 60_000


def id_of(name: str) -> str:
    """A well-formed identifier that can be read in a failing test."""
    return f"{name:-<21}A"


FACILITATOR: Final = ParticipantId(id_of("facilitator"))
CO_FACILITATOR: Final = ParticipantId(id_of("co_facilitator"))
HELPER: Final = ParticipantId(id_of("helper"))
OTHER_HELPER: Final = ParticipantId(id_of("other_helper"))
COMMISSIONER: Final = ParticipantId(id_of("commissioner"))
OBSERVER: Final = ParticipantId(id_of("observer"))
ANNA: Final = ParticipantId(id_of("anna"))
BEN: Final = ParticipantId(id_of("ben"))
# Mair has no device.
MAIR: Final = ParticipantId(id_of("mair"))
# Carys speaks for an organisation that may come to provide what is planned.
CARYS: Final = ParticipantId(id_of("carys"))
STRANGER: Final = ParticipantId(id_of("stranger"))

STAGE: Final = StageId(id_of("stage"))
STAGE_2: Final = StageId(id_of("stage_2"))
STAGE_3: Final = StageId(id_of("stage_3"))
SESSION: Final = SessionId(id_of("session"))
COUNCIL: Final = OrganisationId(id_of("council"))
CHARITY: Final = OrganisationId(id_of("charity"))
PROVIDER: Final = OrganisationId(id_of("provider"))
IDEA: Final = IdeaId(id_of("idea"))
IDEA_2: Final = IdeaId(id_of("idea_2"))
IDEA_3: Final = IdeaId(id_of("idea_3"))
THEME: Final = ThemeId(id_of("theme"))
THEME_2: Final = ThemeId(id_of("theme_2"))
THEME_3: Final = ThemeId(id_of("theme_3"))
ROUND: Final = RoundId(id_of("round"))
ROUND_2: Final = RoundId(id_of("round_2"))
YES: Final = OptionId(id_of("yes"))
NO: Final = OptionId(id_of("no"))
TOTALS: Final = TotalsId(id_of("totals"))
TOTALS_2: Final = TotalsId(id_of("totals_2"))
DECISION: Final = DecisionId(id_of("decision"))
CONTACT: Final = ContactId(id_of("contact"))
RESPONSE: Final = ResponseId(id_of("response"))
LINK: Final = LinkId(id_of("link"))
REDESIGN: Final = RedesignId(id_of("redesign"))
AMENDMENT: Final = AmendmentId(id_of("amendment"))
POSITION: Final = PositionId(id_of("position"))
POSITION_2: Final = PositionId(id_of("position_2"))
EQUALITY_IMPACT: Final = EqualityImpactId(id_of("equality_impact"))
CONDITION: Final = ConditionId(id_of("condition"))
FORMAL_DECISION: Final = FormalDecisionId(id_of("formal_decision"))
OBJECTION: Final = ObjectionId(id_of("objection"))
NEED: Final = NeedId(id_of("need"))
NEED_2: Final = NeedId(id_of("need_2"))
EVIDENCE: Final = EvidenceId(id_of("evidence"))


class PastFact(NamedTuple):
    """An event of the past with what matters of its envelope."""

    event: Event
    by: ParticipantId | None
    for_: ParticipantId | None
    at: int
    said_at: int | None
    lang: str | None
    group: GroupId | None = None


def past_fact(
    event: Event,
    *,
    by: ParticipantId | None = FACILITATOR,
    for_: ParticipantId | None = None,
    at: int = NOW,
    said_at: int | None = None,
    lang: str | None = None,
    group: GroupId | None = None,
) -> PastFact:
    return PastFact(event, by, for_, at, said_at, lang, group)


Past = Event | PastFact


def recorded(*past: Past) -> list[Recorded]:
    """The past as a log, numbered from 1."""
    facts = [each if isinstance(each, PastFact) else past_fact(each) for each in past]
    return [
        Recorded(
            seq=seq,
            event=fact.event,
            id=CommandId(id_of(f"command_{seq}")),
            at=fact.at,
            by=fact.by,
            for_=fact.for_,
            said_at=fact.said_at,
            group=fact.group,
            lang=fact.lang,
        )
        for seq, fact in enumerate(facts, start=1)
    ]


def folded(log: list[Recorded]) -> Workshop:
    """The workshop as a log leaves it."""
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
    return workshop


class Given:
    """A past, ready to be asked something."""

    def __init__(self, past: tuple[Past, ...]) -> None:
        self.past = past
        self.workshop = folded(recorded(*past))

    def when(
        self,
        command: Command,
        *,
        by: ParticipantId = FACILITATOR,
        for_: ParticipantId | None = None,
        at: int = NOW,
        via: Via = "room",
        said_at: int | None = None,
        group: GroupId | None = None,
    ) -> "When":
        act = Act(by=by, at=at, for_=for_, via=via, said_at=said_at, group=group)
        before = deepcopy(self.workshop)
        events: tuple[Event, ...] | None = None
        refusal = None
        try:
            events = decide(self.workshop, command, act)
        except CommandRejectedError as rejected:
            refusal = rejected
        assert self.workshop == before, "asking alone changed the workshop"
        return When(self, act, events, refusal)


class When:
    """What came of asking."""

    def __init__(
        self,
        given_: Given,
        act: Act,
        events: tuple[Event, ...] | None,
        refusal: CommandRejectedError | None,
    ) -> None:
        self._given = given_
        self._act = act
        self._events = events
        self._code = refusal.code if refusal else None
        self._refusal = refusal

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened."""
        assert self._events is not None, f"rejected: {self._code}"
        return self._events

    @property
    def message(self) -> str:
        """What the asker is told of a refusal."""
        assert self._refusal is not None, "not rejected"
        return self._refusal.message

    def then(self, *events: Event) -> Given:
        """These events, no others; they are the past of what is asked next."""
        assert self._code is None, f"rejected: {self._code}"
        assert self._events == events
        act = self._act
        facts = (
            past_fact(
                each, by=act.by, for_=act.for_, at=act.at, said_at=act.said_at, group=act.group
            )
            for each in events
        )
        return Given((*self._given.past, *facts))

    def then_nothing(self) -> None:
        assert self._code is None, f"rejected: {self._code}"
        assert self._events == ()

    def then_rejected(self, code: str, *, row: int | None = None, field: str | None = None) -> None:
        """It is refused; where a row or a field is given, by naming just that."""
        assert self._events is None, f"not rejected: {self._events}"
        assert self._code == code
        if row is not None or field is not None:
            assert self._refusal is not None
            assert (self._refusal.row, self._refusal.field) == (row, field)


def given(*past: Past) -> Given:
    return Given(past)


# --- pasts many tests begin with --------------------------------------------


def joined(
    participant: ParticipantId,
    role: Role = "participant",
    *,
    device: bool = True,
    helper: ParticipantId | None = None,
    organisation: OrganisationId | None = None,
) -> e.ParticipantJoined:
    return e.ParticipantJoined(
        participant=participant,
        name=participant.strip("-A"),
        organisation=organisation,
        role=role,
        device=device,
        helper=helper,
    )


def organisation_added(
    organisation: OrganisationId = PROVIDER, *, potential_provider: bool = True
) -> e.OrganisationAdded:
    return e.OrganisationAdded(
        organisation=organisation,
        name=organisation.strip("-A"),
        identifiers=(),
        potential_provider=potential_provider,
    )


def created(*, sensitive: bool = False) -> e.WorkshopCreated:
    return e.WorkshopCreated(
        title="Getting about",
        question="How do we get to the clinic?",
        shape="quick",
        timezone="Europe/London",
        language="en",
        sensitive=sensitive,
    )


def stage_added(
    stage: StageId = STAGE,
    kind: StageKind = "ideas",
    *,
    minutes: int = 0,
    private: bool = False,
    anonymous: bool = False,
    seen_by: View = "public",
) -> e.StageAdded:
    return e.StageAdded(
        stage=stage,
        kind=kind,
        title=kind,
        purpose="",
        minutes=minutes,
        anonymous=anonymous,
        private=private,
        seen_by=seen_by,
    )


def stage_opened(stage: StageId = STAGE, until: int | None = None) -> e.StageOpened:
    return e.StageOpened(stage=stage, until=until)


def idea_submitted(
    idea: IdeaId = IDEA, by: ParticipantId = ANNA, *, text: str = "A bus", stage: StageId = STAGE
) -> PastFact:
    return past_fact(e.IdeaSubmitted(idea=idea, stage=stage, text=text), by=by)


def need_stated(need: NeedId = NEED, by: ParticipantId = ANNA, **says: Any) -> PastFact:
    says = {
        "stage": STAGE,
        "user_group": "People over 75 living alone",
        "what": "help within two hours at night",
        "so_that": "",
        "scale": "",
        "characteristics": (),
    } | says
    return past_fact(e.NeedStated(need=need, **says), by=by)


def theme_formed(theme: ThemeId = THEME) -> e.ThemeFormed:
    return e.ThemeFormed(theme=theme, stage=STAGE, title="Transport")


def round_opened(
    method: Method = "agree",
    *,
    round_id: RoundId = ROUND,
    stage: StageId | None = STAGE,
    roll: tuple[ParticipantId, ...] = (ANNA, BEN, MAIR),
    named_roll: bool = False,
    open_roll: bool = False,
    open_options: bool = False,
    tally: e.TallyShown = "at_close",
    dots: int = 0,
    dots_per_option: int = 0,
    rerun_of: RoundId | None = None,
    binding: bool = False,
    terms: Terms | None = None,
    tie: TieRule = "show_tie",
    exclusions: tuple[tuple[OptionId, ...], ...] = (),
    secret: bool = False,
    proxies_at_most: int = 0,
) -> e.RoundOpened:
    return e.RoundOpened(
        round=round_id,
        stage=stage,
        question="Which ones?",
        method=method,
        roll=roll,
        named_roll=named_roll,
        open_roll=open_roll,
        open_options=open_options,
        tally=tally,
        dots=dots,
        dots_per_option=dots_per_option,
        rerun_of=rerun_of,
        binding=binding,
        terms=terms or Terms(),
        tie=tie,
        exclusions=exclusions,
        secret=secret,
        proxies_at_most=proxies_at_most,
    )


def option_added(
    option: str,
    source: OptionSource = "text",
    *,
    round_id: RoundId = ROUND,
    cost: int = 0,
    needs: tuple[OptionId, ...] = (),
) -> e.OptionAdded:
    text = option.strip("-A") if source == "text" else ""
    return e.OptionAdded(
        round=round_id, option=OptionId(option), source=source, text=text, cost=cost, needs=needs
    )


# A workshop that has just begun, then one with everybody in it, then one taking ideas.
BEGUN: Final[tuple[Past, ...]] = (
    created(),
    joined(FACILITATOR, "facilitator"),
    e.JoinCodeIssued(code="oak-fern"),
)
EVERYBODY: Final[tuple[Past, ...]] = (
    *BEGUN,
    joined(CO_FACILITATOR, "co_facilitator"),
    joined(HELPER, "table_helper"),
    joined(OTHER_HELPER, "table_helper"),
    joined(COMMISSIONER, "commissioner"),
    joined(OBSERVER, "observer"),
    joined(ANNA),
    joined(BEN),
    joined(MAIR, device=False, helper=HELPER),
)
TAKING_IDEAS: Final[tuple[Past, ...]] = (*EVERYBODY, stage_added(), stage_opened())
# The same as for ideas, but closed to whoever may come to provide what is planned: to Carys.
# The stage in which needs are stated.
TAKING_NEEDS: Final[tuple[Past, ...]] = (*EVERYBODY, stage_added(kind="needs"), stage_opened())
TAKING_IDEAS_OF_PARTNERS: Final[tuple[Past, ...]] = (
    *EVERYBODY,
    organisation_added(),
    organisation_added(CHARITY, potential_provider=False),
    joined(CARYS, organisation=PROVIDER),
    stage_added(seen_by="partner"),
    stage_opened(),
)
# Anna, Ben and Mair are asked to agree or disagree with two options.
TAKING_VOTES: Final[tuple[Past, ...]] = (
    *TAKING_IDEAS,
    round_opened(),
    option_added(YES),
    option_added(NO),
)
