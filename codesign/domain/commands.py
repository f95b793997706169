"""What may be asked: imperative, one class a wish, named as on the wire.

A command's class name is its `type` on the wire and its fields are its
`data` (protocol/SPEC.md). New things carry the identifier the asker minted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from codesign.domain.events import (
    Capacity,
    Channel,
    Concern,
    Contribution,
    Counted,
    DisplayShows,
    Door,
    Electorate,
    Hall,
    IdeaCopied,
    Identifier,
    Intake,
    Interest,
    OptionSource,
    Reasons,
    Reported,
    ReportState,
    Responded,
    Role,
    Shape,
    Shown,
    SplitBy,
    StageKind,
    Stance,
    TallyShown,
    ThemeCopied,
    View,
)
from codesign.domain.ids import (
    AccessNeedId,
    AnnotationId,
    BreakoutId,
    ContactId,
    DecisionId,
    GroupId,
    IdeaId,
    LinkId,
    NoteId,
    OptionId,
    OrganisationId,
    ParticipantId,
    ReasonId,
    ReportBackId,
    ReportId,
    ResponseId,
    RoundId,
    SessionId,
    StageId,
    ThemeId,
    TotalsId,
    WorkshopId,
)
from codesign.methods.terms import DEFAULT_TERMS, Method, Terms
from codesign.methods.ties import TieRule
from codesign.methods.what_if import Supposes

# --- the workshop ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePlan:
    """A stage of the first agenda, or a new or revised one."""

    stage: StageId
    kind: StageKind
    title: str
    purpose: str = ""
    minutes: int = 0
    anonymous: bool = False
    private: bool = False
    seen_by: View = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateWorkshop:
    """Begin a workshop; the asker becomes its facilitator."""

    facilitator: ParticipantId
    facilitator_name: str
    title: str
    question: str = ""
    shape: Shape = "quick"
    timezone: str = "Europe/London"
    language: str = "en"
    sensitive: bool = False
    join_code: str
    agenda: tuple[StagePlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RetitleWorkshop:
    """Reword the title or the question."""

    title: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShape:
    """Let the workshop grow into another shape."""

    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueJoinCode:
    """Replace the join code; nobody in the room is dropped."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession:
    """Plan a dated sitting, or change the plan of one."""

    session: SessionId
    title: str
    starts_at: int
    ends_at: int
    venue: str = ""
    call_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSession:
    """Drop a planned sitting."""

    session: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePlace:
    """Say whose services this is about; `area` is a GSS code, or empty."""

    place: str
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLead:
    """Say which organisation leads, or with None that none does."""

    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSensitive:
    """Keep the workshop with its people for good, or stop doing so."""

    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TellAccessNeed:
    """Tell those who run the workshop what one needs to take part; no seat is asked for it."""

    need: AccessNeedId
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteAccessNeed:
    """Destroy what was told: by who told it, by those who read it, or after the event."""

    need: AccessNeedId


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRecording:
    """Let anybody with the link watch the replay and read the outputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnpublishRecording:
    """Keep the replay and the outputs to the workshop's people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWorkshop:
    """Take no more contributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenWorkshop:
    """Take contributions again."""


# --- the agenda -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStage:
    """Put a stage on the agenda, before another one or at the end."""

    plan: StagePlan
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseStage:
    """Change a stage's words, length or rules."""

    plan: StagePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStage:
    """Put a stage before another one, or at the end."""

    stage: StageId
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStage:
    """Do not hold a stage."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreStage:
    """Hold a skipped stage after all."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStage:
    """Open or reopen a stage: live, or beside the live one until a time."""

    stage: StageId
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseStage:
    """Close a stage."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendStage:
    """Give a stage more minutes; a running timer runs on."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortenStage:
    """Take minutes of a stage back; a running timer ends sooner."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """Start the stage's timer, or start it anew."""

    stage: StageId
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTimer:
    """Stop the stage's timer."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTimer:
    """Record that the timer ran out; asked by the server alone."""

    stage: StageId


# --- how the room is run ----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRoom:
    """Let every screen rest, the projector's too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeRoom:
    """Go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDoor:
    """Say how new people come in."""

    door: Door


@dataclass(frozen=True, slots=True, kw_only=True)
class SetIntake:
    """Say what becomes of new ideas."""

    intake: Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSpotlight:
    """Show everybody a thing, or with neither kind nor id nothing any more."""

    kind: Shown | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Put back what an act at the desk changed: `act` is the version its first event has.

    `round` is a fresh id for the vote that is asked again where one was closed.
    """

    act: int
    round: RoundId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseHand:
    """Ask to speak."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerHand:
    """Ask to speak no longer, or note that somebody was heard."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReport:
    """Tell those who run the workshop of something that worries one."""

    report: ReportId
    about: Reported
    id: str = ""
    concern: Concern
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkReport:
    """Say what is being done about a report."""

    report: ReportId
    state: ReportState


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDisplayCode:
    """Let whoever types this code open the room display; an earlier one no longer does."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDisplayCode:
    """Let nobody open the room display by a code, and darken those opened with one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectDisplay:
    """Say what the room display shows, and what the hall is like."""

    shows: DisplayShows
    hall: Hall = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateMoment:
    """Write something beside a moment of the recording, or reword it; see `MomentAnnotated`."""

    annotation: AnnotationId
    moment: int
    text: str
    seen_by: View = "participant"
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAnnotation:
    """Take an annotation away."""

    annotation: AnnotationId


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginPractice:
    """Mark the workshop as practice, begun from another's board; asked by the server alone."""

    workshop: WorkshopId
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowPracticeAway:
    """Destroy all words and names in a practice room, for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """Write a note for those who run the workshop, or reword it."""

    note: NoteId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawNote:
    """Take a note away."""

    note: NoteId


# --- people ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation:
    """Add an organisation, or correct its entry."""

    organisation: OrganisationId
    name: str
    identifiers: tuple[Identifier, ...] = ()
    potential_provider: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOrganisation:
    """Take an organisation off the list under which nothing is entered."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinWorkshop:
    """Come in as oneself, through the join code."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    observer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddParticipant:
    """Add a person at the door or at a table, mostly one without a device."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    helper: ParticipantId | None = None
    device: bool = False
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A line of the door list."""

    participant: ParticipantId
    name: str
    organisation: OrganisationId | None = None
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPeople:
    """Put people on the door list, all of them or none, or correct their lines."""

    people: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlistParticipant:
    """Take a person who has not come off the door list, and destroy their name."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordArrival:
    """Tick a person of the door list: they are in the room, with or without a device."""

    participant: ParticipantId
    device: bool = False
    helper: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatParticipant:
    """Seat a person at a table, or at none."""

    participant: ParticipantId
    table: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDevice:
    """Take up a device of one's own, or go on without one."""

    participant: ParticipantId
    device: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteFacilitator:
    """Give somebody who will help to run the workshop a seat and a link of their own."""

    participant: ParticipantId
    name: str
    role: Role = "co_facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitParticipants:
    """Let people in who wait."""

    participants: tuple[ParticipantId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAdmission:
    """Let a person wait outside again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class MuteParticipant:
    """Let a person not write for now."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmuteParticipant:
    """Let a person write again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveParticipant:
    """Put a person out, and with `ban` keep their devices out."""

    participant: ParticipantId
    reason: str = ""
    ban: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadmitParticipant:
    """Let a person come back who was put out."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveWorkshop:
    """Leave for good, or take a person without a device off the room."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToWorkshop:
    """Come back after leaving."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameParticipant:
    """Go by another name."""

    participant: ParticipantId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseOrganisation:
    """Speak for another organisation, or for none."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOrganisation:
    """Put a person, and what they wrote, under the organisation they spoke for all along."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRole:
    """Give a person another role."""

    participant: ParticipantId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Make somebody else a facilitator and take another role oneself, or none: leave."""

    participant: ParticipantId
    then: Role | None = "co_facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignHelper:
    """Let a table helper act for a person without a device, or nobody."""

    participant: ParticipantId
    helper: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareInterest:
    """Declare an interest in what is decided here."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInterest:
    """Take back an interest that was declared."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseParticipant:
    """Destroy a person's name for good."""

    participant: ParticipantId


# --- ideas and themes -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitIdea:
    """Put an idea forward."""

    idea: IdeaId
    stage: StageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard:
    """Type in an idea from a card that nobody signed; it is nobody's."""

    idea: IdeaId
    stage: StageId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordIdea:
    """Find better words for one's own idea."""

    idea: IdeaId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawIdea:
    """Take one's own idea back."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class HideIdea:
    """Take an idea off the board, with a reason."""

    idea: IdeaId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreIdea:
    """Put a hidden idea, or one's own withdrawn idea, back on the board."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealIdeas:
    """Show the private ideas of a stage to everybody."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealIdeas:
    """Leave the ideas of a private stage to their authors again."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIdeasThrough:
    """Put held ideas on the board."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldIdeasBack:
    """Take ideas off the board until they are let through."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyIdea:
    """Give an idea clearer words beside its author's own."""

    idea: IdeaId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UntidyIdea:
    """Let an idea stand in its author's words alone again."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinIdeas:
    """Put ideas that say the same with this one."""

    idea: IdeaId
    joined: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIdeas:
    """Let ideas that were put with another stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactContribution:
    """Destroy the words of a contribution; `text` stands in their place."""

    kind: Contribution
    id: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupIdeas:
    """Put ideas under a theme, forming it if it is new."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]
    title: str = ""
    stage: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTheme:
    """Give a theme another title."""

    theme: ThemeId
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UngroupIdeas:
    """Let ideas stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeThemes:
    """Join other themes into this one."""

    theme: ThemeId
    merged: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTheme:
    """Make a theme of its own from some ideas of a theme."""

    theme: ThemeId
    into: ThemeId
    title: str
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DissolveTheme:
    """Take a theme apart."""

    theme: ThemeId


# --- breakouts ------------------------------------------------------------

# How people are spread over groups: at random, every group mixed from all
# organisations, or organisations kept together as far as they fit.
Spread = Literal["random", "mixed", "together"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlan:
    """A group of a breakout; an empty prompt is the breakout's."""

    group: GroupId
    name: str
    place: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBreakout:
    """Plan to part the room into these groups, or change the plan, also while they meet."""

    breakout: BreakoutId
    stage: StageId
    groups: tuple[GroupPlan, ...]
    prompt: str = ""
    minutes: int = 0
    choosing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBreakout:
    """Drop a planned breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPeople:
    """Put people into groups by hand, or with None into none; their table comes along."""

    breakout: BreakoutId
    places: Mapping[ParticipantId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPeople:
    """Spread people evenly over the groups.

    The same `seed` gives the same groups. With `everybody` those who have a
    group are spread afresh; else only who has none.
    """

    breakout: BreakoutId
    how: Spread
    seed: int
    everybody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseGroup:
    """Go to a group of one's own choice, where the breakout lets people choose."""

    group: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBreakout:
    """Let the groups meet, for the first time or again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Bring everybody back after so many seconds; 0 means now."""

    breakout: BreakoutId
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBreakout:
    """Close a breakout whose call back is due; asked by the server alone."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class StartGroupTimer:
    """Start the timer of one group, or with None of all, or start it anew."""

    breakout: BreakoutId
    seconds: int
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopGroupTimer:
    """Stop the timer of one group, or with None of all."""

    breakout: BreakoutId
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBoards:
    """Let everybody look at the boards of all groups of a breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBoards:
    """Keep each group's board to the group again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReporter:
    """Name the member who reports back for a group, or nobody."""

    group: GroupId
    participant: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellGroups:
    """Send all groups a message, in place of the one before; empty takes it down."""

    breakout: BreakoutId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """Bring ideas and themes of a group to everybody's board, as copies of these ids.

    A copied idea goes under the copy of its theme, if there is one.
    """

    report_back: ReportBackId
    group: GroupId
    ideas: tuple[IdeaCopied, ...] = ()
    themes: tuple[ThemeCopied, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReportBack:
    """Take what a group had brought off everybody's board again."""

    report_back: ReportBackId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTheme:
    """Let a theme stand again that was merged or taken apart."""

    theme: ThemeId


# --- rounds ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMandate:
    """Put on record who speaks for an organisation; they must be of it."""

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class DispenseInterest:
    """Let somebody vote whatever interest they declared, with a reason."""

    participant: ParticipantId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionPlan:
    """An option to vote on: an idea, a theme, or words of its own.

    `cost` in minor units and `needs`, the options without which it is not
    funded, are for budgets; the cost also for the tie rule `lower_cost`.
    """

    option: OptionId
    source: OptionSource
    text: str = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFencePlan:
    """Money fenced for some options of a budget; fields as in `RingFenceSet`."""

    name: str
    options: tuple[OptionId, ...]
    at_most: int | None = None
    at_least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """Put a question to the vote.

    `roll` None means everybody who may vote now. In a `binding` round people
    count only by name, and a count by people needs a second person. A `secret`
    one shows its result once it is closed, at the earliest. `terms`
    are those of the method (`methods/terms.py`); `ring_fences` and `exclusions`
    are for budgets, which need a `tie` rule that puts all options in an order.
    """

    round: RoundId
    question: str
    method: Method
    options: tuple[OptionPlan, ...]
    stage: StageId | None = None
    roll: tuple[ParticipantId, ...] | None = None
    open_roll: bool = False
    open_options: bool = False
    tally: TallyShown = "at_close"
    dots: int = 0
    dots_per_option: int = 0
    binding: bool = False
    terms: Terms = DEFAULT_TERMS
    tie: TieRule = "show_tie"
    ring_fences: tuple[RingFencePlan, ...] = ()
    exclusions: tuple[tuple[OptionId, ...], ...] = ()
    reasons: Reasons = "none"
    secret: bool = False
    electorate: Electorate = "participants"
    barring: tuple[Interest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOption:
    """Add an option to a round whose options are open."""

    round: RoundId
    plan: OptionPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOption:
    """Take an option off a round whose options are open, before anybody marked it."""

    round: RoundId
    option: OptionId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPlan:
    """Why one marks an option as one does; under its id it can be worded anew."""

    reason: ReasonId
    option: OptionId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CastBallot:
    """Mark options; `methods/marks.py` says with what.

    In a secret round the marks are the whole ballot.
    """

    round: RoundId
    marks: Mapping[OptionId, int | None]
    reasons: tuple[ReasonPlan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTotals:
    """Record votes that people counted, or correct such a count under its id.

    `voters` names those on the roll it stands for; None means everybody of
    whom nothing is counted yet, for a table those who sit there without a
    device. `people` are all it stands for, named or not, and `cast` those of
    them who marked anything. `counts` as in `TotalsRecorded`. `paper` is the
    number printed on a single voting sheet, 0 for a count of many.
    """

    totals: TotalsId
    round: RoundId
    counted: Counted
    people: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    table: str = ""
    voters: tuple[ParticipantId, ...] | None = None
    paper: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTotals:
    """Confirm a count by somebody else."""

    totals: TotalsId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTotals:
    """Take a count by people back, with a reason."""

    totals: TotalsId
    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRound:
    """Take no more ballots, or no more late paper."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBallotBox:
    """Take the ballots of a secret round that is over out of its box; asked by the server alone."""

    round: RoundId
    ballots: tuple[Mapping[OptionId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """Record the count of a closed round; asked by the server alone."""

    round: RoundId
    algorithm: str
    version: int
    first: int
    last: int
    roll: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    ranking: tuple[tuple[OptionId, ...], ...]
    turnout: Mapping[Channel, int] = field(default_factory=dict)
    explanation: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CastForChair:
    """Settle an open tie as its chair: the options it is between, the favoured first."""

    round: RoundId
    order: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealResult:
    """Show a counted result to everybody."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWhatIf:
    """Show how the options of a counted vote would stand otherwise; fields as in `WhatIfShown`."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HideWhatIf:
    """Keep that back again."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcealResult:
    """Keep a result back again that was shown."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCount:
    """Let late paper into a counted round, with a reason; closing it counts again."""

    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidRound:
    """Set a round aside, with a reason."""

    round: RoundId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRound:
    """Let a round count again that was set aside."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class RerunRound:
    """Ask a round's question again, with a fresh roll and no ballots."""

    round: RoundId
    rerun_of: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Record what the room decided, or reword it."""

    decision: DecisionId
    text: str
    reasons: str = ""
    round: RoundId | None = None
    options: tuple[OptionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDecision:
    """Take a recorded decision back, with a reason."""

    decision: DecisionId
    reason: str


# --- after the room ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WordNextSteps:
    """Say what happens next, or nothing any more."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExitQuestion:
    """Ask everybody something on leaving, or nothing any more."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExit:
    """Answer the question asked on leaving; without words, take one's answer back."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveContact:
    """Ask to be kept informed, at an e-mail address or a telephone number."""

    contact: ContactId
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContact:
    """Be kept informed no longer."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveResponse:
    """Say what is done about a theme or a decision; fields as in `ResponseGiven`."""

    response: ResponseId
    about: Responded
    id: str
    stance: Stance
    organisation: OrganisationId | None = None
    why: str = ""
    post: str = ""
    by_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawResponse:
    """Take a response back."""

    response: ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLink:
    """Give a person a link of their own for so many days; an earlier one ends."""

    participant: ParticipantId
    link: LinkId
    days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeLink:
    """Let a person's own link open nothing any more."""

    participant: ParticipantId


Command = (
    CastBallot
    | SubmitIdea
    | CreateWorkshop
    | RetitleWorkshop
    | ChangeShape
    | IssueJoinCode
    | PlanSession
    | CancelSession
    | NamePlace
    | NameLead
    | MarkSensitive
    | TellAccessNeed
    | DeleteAccessNeed
    | PublishRecording
    | UnpublishRecording
    | CloseWorkshop
    | ReopenWorkshop
    | AddStage
    | ReviseStage
    | MoveStage
    | SkipStage
    | OpenStage
    | CloseStage
    | ExtendStage
    | StartTimer
    | StopTimer
    | EndTimer
    | AddOrganisation
    | RemoveOrganisation
    | JoinWorkshop
    | AddParticipant
    | ListPeople
    | UnlistParticipant
    | RecordArrival
    | SeatParticipant
    | ChangeDevice
    | LeaveWorkshop
    | ReturnToWorkshop
    | RenameParticipant
    | ChooseOrganisation
    | ChangeRole
    | AssignHelper
    | DeclareInterest
    | EraseParticipant
    | RecordCard
    | RewordIdea
    | WithdrawIdea
    | HideIdea
    | RestoreIdea
    | RevealIdeas
    | RedactContribution
    | GroupIdeas
    | NameTheme
    | UngroupIdeas
    | MergeThemes
    | SplitTheme
    | DissolveTheme
    | PlanBreakout
    | CancelBreakout
    | AssignPeople
    | SpreadPeople
    | ChooseGroup
    | OpenBreakout
    | CallBack
    | EndBreakout
    | StartGroupTimer
    | StopGroupTimer
    | OpenBoards
    | CloseBoards
    | NameReporter
    | TellGroups
    | ReportBack
    | WithdrawReportBack
    | OpenRound
    | GiveMandate
    | DispenseInterest
    | CastForChair
    | AddOption
    | WithdrawOption
    | ShowWhatIf
    | HideWhatIf
    | RecordTotals
    | ConfirmTotals
    | WithdrawTotals
    | CloseRound
    | PublishResult
    | OpenBallotBox
    | RevealResult
    | ReopenCount
    | VoidRound
    | RerunRound
    | RecordDecision
    | WithdrawDecision
    | RestoreStage
    | ShortenStage
    | PauseRoom
    | ResumeRoom
    | SetDoor
    | SetIntake
    | TurnSpotlight
    | TakeBack
    | RaiseHand
    | LowerHand
    | MakeReport
    | MarkReport
    | IssueDisplayCode
    | WithdrawDisplayCode
    | DirectDisplay
    | AnnotateMoment
    | WithdrawAnnotation
    | BeginPractice
    | ThrowPracticeAway
    | WriteNote
    | WithdrawNote
    | InviteFacilitator
    | AdmitParticipants
    | WithdrawAdmission
    | MuteParticipant
    | UnmuteParticipant
    | RemoveParticipant
    | ReadmitParticipant
    | HandOver
    | WithdrawInterest
    | ConcealIdeas
    | LetIdeasThrough
    | HoldIdeasBack
    | ConcealResult
    | RestoreRound
    | TidyIdea
    | UntidyIdea
    | JoinIdeas
    | PartIdeas
    | RestoreTheme
    | CorrectOrganisation
    | WordNextSteps
    | AskExitQuestion
    | AnswerExit
    | GiveContact
    | WithdrawContact
    | GiveResponse
    | WithdrawResponse
    | IssueLink
    | RevokeLink
)
