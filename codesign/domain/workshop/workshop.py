"""Everything the log says of a workshop, up to a version."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from codesign.domain.events import DisplayShows, Door, Hall, Intake, Shape
from codesign.domain.ids import (
    AccessNeedId,
    AmendmentId,
    AnnotationId,
    AreaId,
    BreakoutId,
    CommandId,
    ConditionId,
    DecisionId,
    EqualityImpactId,
    EstimateId,
    FormalDecisionId,
    GroupId,
    IdeaId,
    NoteId,
    ObjectionId,
    OptionId,
    OrganisationId,
    OutputId,
    ParticipantId,
    PledgeId,
    PositionId,
    ReasonId,
    RedesignId,
    ReportBackId,
    ReportId,
    ResponseId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
)
from codesign.domain.workshop.afterwards import Contact, ExitAnswer, PersonalLink, Response
from codesign.domain.workshop.agenda import Session, Stage
from codesign.domain.workshop.agreements import Agreement, Condition, FormalDecision, Position
from codesign.domain.workshop.ancestry import Ancestor
from codesign.domain.workshop.appraisal import Appraisal, Check, Confirmation, OwnRates
from codesign.domain.workshop.assurance import EqualityImpact
from codesign.domain.workshop.breakouts import Breakout, Group, ReportBack
from codesign.domain.workshop.conduct import Annotation, DeskAct, Note, Practice, Report, Spotlight
from codesign.domain.workshop.entries import Entry, Said_co
from codesign.domain.workshop.ideas import Idea, Theme
from codesign.domain.workshop.people import (
    AccessNeed,
    Area,
    Listed,
    Mandate,
    Organisation,
    Participant,
)
from codesign.domain.workshop.publishing import Output
from codesign.domain.workshop.redesigns import Amendment, Objection, Redesign
from codesign.domain.workshop.rounds import Decision, Poll, Reason, Round


@dataclass(slots=True)
class Workshop:
    """Everything the log says, up to `seq`; 0 before the first event."""

    seq: int = 0
    at: int = 0
    title: str = ""
    question: str = ""
    shape: Shape = "quick"
    timezone: str = "Europe/London"
    language: str = "en"
    sensitive: bool = False
    place: str = ""
    area: str = ""
    lead: OrganisationId | None = None
    join_code: str = ""
    published: bool = False
    closed: bool = False
    created_at: int = 0
    created_in: CommandId | None = None
    paused_at: int | None = None
    door: Door = "open"
    intake: Intake = "open"
    spotlight: Spotlight | None = None
    # What opens the room display without a login; empty where nothing does.
    display_code: str = ""
    display_shows: DisplayShows = "follow"
    hall: Hall = "dark"
    practice: Practice | None = None
    # The workshop that this one takes up, if it does.
    ancestor: Ancestor | None = None
    live_stage: StageId | None = None
    # The breakout people are in or came back from, until its stage closes or another opens.
    breakout: BreakoutId | None = None
    agenda: list[StageId] = field(default_factory=list)
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    stages: dict[StageId, Stage] = field(default_factory=dict)
    organisations: dict[OrganisationId, Organisation] = field(default_factory=dict)
    participants: dict[ParticipantId, Participant] = field(default_factory=dict)
    door_list: dict[ParticipantId, Listed] = field(default_factory=dict)
    ideas: dict[IdeaId, Idea] = field(default_factory=dict)
    themes: dict[ThemeId, Theme] = field(default_factory=dict)
    rounds: dict[RoundId, Round] = field(default_factory=dict)
    polls: dict[RoundId, Poll] = field(default_factory=dict)
    decisions: dict[DecisionId, Decision] = field(default_factory=dict)
    reports: dict[ReportId, Report] = field(default_factory=dict)
    notes: dict[NoteId, Note] = field(default_factory=dict)
    annotations: dict[AnnotationId, Annotation] = field(default_factory=dict)
    # Those told and not deleted yet, and the identifiers of all there ever were.
    access_needs: dict[AccessNeedId, AccessNeed] = field(default_factory=dict)
    access_needs_told: set[AccessNeedId] = field(default_factory=set)
    # Ideas by the one that says the same for all of them.
    joined: dict[IdeaId, tuple[IdeaId, ...]] = field(default_factory=dict)
    next_steps: str = ""
    next_steps_seq: int | None = None
    exit_question: str = ""
    exit_answers: dict[ParticipantId, ExitAnswer] = field(default_factory=dict)
    contacts: dict[ParticipantId, Contact] = field(default_factory=dict)
    responses: dict[ResponseId, Response] = field(default_factory=dict)
    reasons: dict[ReasonId, Reason] = field(default_factory=dict)
    outputs: dict[OutputId, Output] = field(default_factory=dict)
    redesigns: dict[RedesignId, Redesign] = field(default_factory=dict)
    amendments: dict[AmendmentId, Amendment] = field(default_factory=dict)
    objections: dict[ObjectionId, Objection] = field(default_factory=dict)
    equality_impacts: dict[EqualityImpactId, EqualityImpact] = field(default_factory=dict)
    # How each redesign comes to be agreed, where anything was said of that.
    agreements: dict[RedesignId, Agreement] = field(default_factory=dict)
    positions: dict[PositionId, Position] = field(default_factory=dict)
    conditions: dict[ConditionId, Condition] = field(default_factory=dict)
    formal_decisions: dict[FormalDecisionId, FormalDecision] = field(default_factory=dict)
    mandates: dict[OrganisationId, Mandate] = field(default_factory=dict)
    # The areas people can say they are of.
    areas: dict[AreaId, Area] = field(default_factory=dict)
    # Who votes in whose place: by those who cannot be there, in the order they said so.
    proxies: dict[ParticipantId, ParticipantId] = field(default_factory=dict)
    # Needs, evidence, amounts spent: by their identifiers, whatever they are.
    entries: dict[str, Entry[Any]] = field(default_factory=dict)
    # What was made of options and scores, by which rates money is reckoned, which figures were
    # checked, which pledges hold.
    appraisals: dict[RedesignId, Appraisal] = field(default_factory=dict)
    rates: OwnRates | None = None
    checks: dict[EstimateId, Check] = field(default_factory=dict)
    confirmations: dict[PledgeId, Confirmation] = field(default_factory=dict)
    links: dict[ParticipantId, PersonalLink] = field(default_factory=dict)
    # Who has a role that runs the workshop, whether they are here or not.
    running: dict[ParticipantId, None] = field(default_factory=dict)
    breakouts: dict[BreakoutId, Breakout] = field(default_factory=dict)
    groups: dict[GroupId, Group] = field(default_factory=dict)
    report_backs: dict[ReportBackId, ReportBack] = field(default_factory=dict)
    # The latest acts, in places that are taken again in turn; how many there were in all.
    desk_acts: dict[int, DeskAct] = field(default_factory=dict)
    desk_acts_done: int = 0
    # Of who groups without running the workshop, their latest such acts, the latest last.
    own_acts: dict[ParticipantId, tuple[DeskAct, ...]] = field(default_factory=dict)

    @property
    def created(self) -> bool:
        """Tell whether there is a workshop at all."""
        return self.seq > 0

    def entries_of(self, said: type[Said_co]) -> Iterator[tuple[str, Entry[Said_co]]]:
        """Return all entries that events of a kind say, with their identifiers, as they came."""
        return ((key, each) for key, each in self.entries.items() if isinstance(each.says, said))

    def holds(self, identifier: str) -> bool:
        """Tell whether anything here has that identifier, whatever it is.

        One identifier, one thing: words are sealed and destroyed by it.
        """
        return (
            identifier in self.sessions
            or identifier in self.stages
            or identifier in self.organisations
            or identifier in self.areas
            or identifier in self.participants
            or identifier in self.door_list
            or identifier in self.ideas
            or identifier in self.themes
            or identifier in self.rounds
            or identifier in self.decisions
            or identifier in self.reports
            or identifier in self.notes
            or identifier in self.annotations
            or identifier in self.access_needs_told
            or identifier in self.breakouts
            or identifier in self.groups
            or identifier in self.report_backs
            or identifier in self.responses
            or identifier in self.reasons
            or identifier in self.outputs
            or identifier in self.redesigns
            or identifier in self.amendments
            or identifier in self.objections
            or identifier in self.entries
            or identifier in self.positions
            or identifier in self.equality_impacts
            or identifier in self.conditions
            or identifier in self.formal_decisions
            or any(identifier == each.id for each in self.contacts.values())
            or any(identifier == each.id for each in self.links.values())
            or any(
                poll.option(OptionId(identifier)) is not None or identifier in poll.totals
                for poll in self.polls.values()
            )
        )
