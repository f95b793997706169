"""What happened: the glossary, and the storage format.

These shapes are stored for ever under the class's name and schema version
(`store/mapper.py`); changing one means a new version and an upcast, never an
edit of history. One event per fact a facilitator would mention. Fields typed
with `SealedUnder` are stored encrypted and read as the empty string once
their key is destroyed. Times are integer milliseconds UTC. No floats.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

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
from codesign.domain.words import SealedUnder, WorkshopWords
from codesign.methods.terms import DEFAULT_TERMS, Method, Terms
from codesign.methods.ties import TieRule
from codesign.methods.what_if import Supposes

Shape = Literal["quick", "half_day", "full"]
StageKind = Literal[
    "welcome",
    "needs",
    "money",
    "ideas",
    "themes",
    "vote",
    "redesign",
    "choices",
    "agree",
    "plan",
    "close",
]
# The least privileged audience that may see what a stage brings forth.
View = Literal["facilitator", "partner", "participant", "public"]
Role = Literal[
    "facilitator",
    "co_facilitator",
    "table_helper",
    "participant",
    "commissioner",
    "observer",
]
# When everybody may see how the votes stand.
# By which groups of its voters a vote is split.
SplitBy = Literal["organisation", "role"]
TallyShown = Literal["live", "at_close", "at_reveal"]
# How votes reach a count: one's own device, a helper typing for one, or counted by people.
Channel = Literal["device", "helper", "table", "hands", "paper"]
# Who votes: everybody for themselves, or each organisation through who holds its mandate.
Electorate = Literal["participants", "organisations"]
# What a mandate lets its holder do for the organisation.
Capacity = Literal["delegated_authority", "subject_to_governance", "officer_view", "community_view"]
# Whether voters may say why, or must of a mark that stops a proposal.
Reasons = Literal["none", "optional", "required"]
# How people count votes without a ballot each.
Counted = Literal["table", "hands", "paper"]
OptionSource = Literal["idea", "theme", "text"]
Interest = Literal["pecuniary", "employment", "potential_bidder", "other"]
Contribution = Literal[
    "idea",
    "theme",
    "option",
    "round",
    "decision",
    "report",
    "note",
    "annotation",
    "response",
    "reason",
]
# How new people come in: at once, after waiting to be let in, or not at all.
Door = Literal["open", "lobby", "locked"]
# What becomes of new ideas: shown at once, held until let through, or not taken.
Intake = Literal["open", "held", "locked"]
# What everybody can be shown at once.
Shown = Literal["stage", "idea", "theme", "round", "decision"]
# What the room display shows: the stage and what belongs to it, always the board, the last
# result, or nothing.
DisplayShows = Literal["follow", "board", "results", "blank"]
# What the hall is like: light on dark for a dark one, dark on light for a bright one.
Hall = Literal["dark", "light"]
# What somebody can report: a thing, a person, or something else about the workshop.
Reported = Literal["idea", "theme", "decision", "participant", "workshop"]
Concern = Literal["safeguarding", "hurtful", "private", "other"]
# What the facilitators did with a report so far.
ReportState = Literal["new", "looking", "done"]
# What can be answered after the event with what was done about it.
Responded = Literal["theme", "decision"]
# Where somebody stands with what the room asked for.
Stance = Literal["done", "doing", "looking", "not_doing"]


# --- the workshop ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What an official register calls an organisation, e.g. scheme GB-LAE."""

    scheme: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopCreated:
    """A workshop began; its stages and people follow as events of their own."""

    title: WorkshopWords
    question: WorkshopWords
    shape: Shape
    timezone: str
    language: str
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopRetitled:
    """The title or the question was reworded."""

    title: WorkshopWords
    question: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeChanged:
    """The workshop grew into another shape; nothing is lost by it."""

    shape: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCodeIssued:
    """From now on this code lets people in; earlier codes no longer do."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPlanned:
    """A dated sitting was planned, or its plan changed (same id).

    `venue` says where to go and `call_link` where those at home come in; both
    are empty where there is none.
    """

    session: SessionId
    title: WorkshopWords
    starts_at: int
    ends_at: int
    venue: WorkshopWords = ""
    call_link: WorkshopWords = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCancelled:
    """A planned sitting will not take place."""

    session: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNamed:
    """The place whose services this is about; `area` is its GSS code, or empty."""

    place: WorkshopWords
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNamed:
    """This organisation leads: its facilitators publish. With None any facilitator does."""

    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityMarked:
    """The workshop is sensitive from now on, and never published; or no longer is."""

    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeedTold:
    """Somebody said what they need to take part: access, language, help on the day.

    Those who run the workshop read it until it is deleted after the event.
    `name` is empty where none was given.
    """

    need: AccessNeedId
    name: Annotated[str, SealedUnder("need")]
    text: Annotated[str, SealedUnder("need")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessNeedDeleted:
    """What somebody needed to take part was destroyed for good, with the name they gave."""

    need: AccessNeedId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPublished:
    """Anybody with the link may watch the replay and read the outputs, without names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingUnpublished:
    """The replay and the outputs are for the workshop's people only again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopClosed:
    """The room takes no more contributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopReopened:
    """The room takes contributions again."""


# --- the agenda -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdded:
    """A stage was put on the agenda, before another one or at the end.

    `minutes` is the planned length, 0 when open-ended. `anonymous` stages
    never show who wrote what; in `private` ones ideas stay with their author
    until revealed. `seen_by` is the least privileged view that may see it.
    """

    stage: StageId
    kind: StageKind
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRevised:
    """A stage's words, length or rules changed."""

    stage: StageId
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved:
    """A stage was put before another one, or at the end."""

    stage: StageId
    before: StageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSkipped:
    """A stage will not be held; opening it later takes that back."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOpened:
    """A stage opened, for the first time or again.

    `until` is None for the live stage the room is in, else the time up to
    which the stage stays open beside it.
    """

    stage: StageId
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageClosed:
    """A stage takes no more contributions."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRestored:
    """A stage that had been skipped will be held after all."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageExtended:
    """More time was given: whole minutes added to the plan and a running timer."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShortened:
    """Time was taken back: whole minutes off the plan and off a running timer."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStarted:
    """The stage's timer runs to this moment; the stage stays open after it."""

    stage: StageId
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStopped:
    """The facilitator stopped the timer."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerEnded:
    """The timer ran out."""

    stage: StageId


# --- how the room is run ----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPaused:
    """Every screen rests, the projector's too; running timers wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomResumed:
    """The room goes on; running timers end as much later as it rested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorChanged:
    """New people come in another way from now on; nobody inside is touched."""

    door: Door


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeChanged:
    """Something else becomes of new ideas from now on; those held stay held."""

    intake: Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotlightTurned:
    """Everybody who may see this is shown it, or nothing (both None) any more."""

    kind: Shown | None
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRaised:
    """A person asks to speak."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class HandLowered:
    """A person was heard, or no longer asks to speak."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMade:
    """Somebody told those who run the workshop of something that worries them.

    `id` names what it is about, empty where that is the workshop itself.
    """

    report: ReportId
    about: Reported
    id: str
    concern: Concern
    text: Annotated[str, SealedUnder("report")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMarked:
    """Those who run the workshop said what they are doing about a report."""

    report: ReportId
    state: ReportState


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayCodeIssued:
    """From now on this code opens the room display; earlier ones no longer do."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayCodeWithdrawn:
    """No code opens the room display any more, and those opened with one went dark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayDirected:
    """The room display was told what to show, and what the hall is like."""

    shows: DisplayShows
    hall: Hall


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentAnnotated:
    """Somebody wrote something beside a moment of the recording, or reworded it.

    `moment` is the version it is about, `group` the one whose board they were
    looking at, `seen_by` the least privileged audience that may read it.
    """

    annotation: AnnotationId
    moment: int
    group: GroupId | None
    seen_by: View
    text: Annotated[str, SealedUnder("annotation")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationWithdrawn:
    """An annotation was taken away; its words stay in the record until redacted."""

    annotation: AnnotationId


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeBegun:
    """This workshop is for practice; it began as the board of another at a version."""

    workshop: WorkshopId
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeThrownAway:
    """A practice room is over; what destroys its words and names comes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    """Somebody who runs the workshop wrote a note for the others who do, or reworded it."""

    note: NoteId
    text: Annotated[str, SealedUnder("note")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWithdrawn:
    """A note was taken away; its words stay in the record until redacted."""

    note: NoteId


# --- people ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAdded:
    """An organisation takes part, or its entry was corrected (same id)."""

    organisation: OrganisationId
    name: Annotated[str, SealedUnder("organisation")]
    identifiers: tuple[Identifier, ...]
    potential_provider: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRemoved:
    """An organisation that was added by mistake is on the list no more."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantJoined:
    """A person is on the roll; without a device, a helper may act for them."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    role: Role
    device: bool
    helper: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionAsked:
    """A person waits to be let in; until then they see nothing and nobody sees them."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantAdmitted:
    """A person who waited was let in."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionWithdrawn:
    """A person waits outside again; what they gave stays."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantMuted:
    """A person cannot write for now; they still read, vote and raise a hand."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantUnmuted:
    """A person can write again."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRemoved:
    """A person was put out; `banned`, their devices cannot come in under another name."""

    participant: ParticipantId
    banned: bool
    reason: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReadmitted:
    """A person who was put out may come back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantLeft:
    """A person left for good; what they gave stays."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantReturned:
    """A person who had left is back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRenamed:
    """A person goes by another name."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChosen:
    """A person speaks for another organisation, or for none."""

    participant: ParticipantId
    organisation: OrganisationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected:
    """A person was entered under the wrong organisation; these ideas of theirs were too."""

    participant: ParticipantId
    organisation: OrganisationId | None
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged:
    """A person was given another role."""

    participant: ParticipantId
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAssigned:
    """A person without a device is helped at another table, or by nobody."""

    participant: ParticipantId
    helper: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared:
    """A person declared an interest in what is decided here."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDispensed:
    """A person may vote from now on whatever interest they declared, for a reason on record."""

    participant: ParticipantId
    reason: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGiven:
    """A person speaks for an organisation from now on, and nobody else does."""

    organisation: OrganisationId
    participant: ParticipantId
    capacity: Capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestWithdrawn:
    """A declared interest was entered by mistake, or no longer holds."""

    participant: ParticipantId
    interest: Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantErased:
    """A person's name was destroyed for good; their seat and votes stay."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantListed:
    """A person is on the door list, expected to come, or their entry was corrected (same id)."""

    participant: ParticipantId
    name: Annotated[str, SealedUnder("participant")]
    organisation: OrganisationId | None
    table: Annotated[str, SealedUnder("participant")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantUnlisted:
    """A person who never came is no longer on the door list; their name was destroyed for good."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantSeated:
    """A person sits at a table, or at none when it is empty."""

    participant: ParticipantId
    table: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChanged:
    """A person took up a device of their own, or goes on without one."""

    participant: ParticipantId
    device: bool


# --- ideas and themes -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSubmitted:
    """Somebody put an idea forward in a stage."""

    idea: IdeaId
    stage: StageId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecorded:
    """An idea was typed in from a card that nobody signed; who typed it is not its author."""

    idea: IdeaId
    stage: StageId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaReworded:
    """The author found better words."""

    idea: IdeaId
    text: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaWithdrawn:
    """The author took the idea back; it stays in the record."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaHidden:
    """A facilitator took the idea off the board, for a reason on record."""

    idea: IdeaId
    reason: Annotated[str, SealedUnder("idea")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaRestored:
    """A hidden or withdrawn idea is back on the board."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasRevealed:
    """The private ideas of a stage are everybody's to read."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasConcealed:
    """The ideas of a stage are their authors' again; who has read them has read them."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasLetThrough:
    """Held ideas come onto the board now, as if they had just been put forward."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasHeldBack:
    """Ideas wait off the board until they are let through."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaTidied:
    """Those who run the workshop found clearer words; the author's stand beside them.

    `words_of` is the idea whose words these make clearer: itself, or the one it copies.
    """

    idea: IdeaId
    words_of: IdeaId
    text: Annotated[str, SealedUnder("words_of")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUntidied:
    """An idea stands in its author's words alone again."""

    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasJoined:
    """Ideas that say the same were put with this one; votes stay where they were cast."""

    idea: IdeaId
    joined: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasParted:
    """Ideas that were put with another stand on their own again, each where it was before."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRedacted:
    """Words were destroyed for good; the slot and its votes stay.

    `text` stands in their place from now on, sealed under a new key; all
    earlier words of the contribution, and earlier reasons, are unreadable.
    """

    kind: Contribution
    id: str
    reason: Annotated[str, SealedUnder("id")]
    text: Annotated[str, SealedUnder("id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFormed:
    """A theme was opened to gather ideas under."""

    theme: ThemeId
    stage: StageId | None
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeNamed:
    """A theme got another title."""

    theme: ThemeId
    title: Annotated[str, SealedUnder("theme")]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasGrouped:
    """Ideas were put under a theme; each leaves the theme it was in."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeasUngrouped:
    """Ideas stand on their own again."""

    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMerged:
    """Themes were joined into one; their ideas moved with them."""

    theme: ThemeId
    merged: tuple[ThemeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSplit:
    """Some ideas of a theme became a theme of their own."""

    theme: ThemeId
    into: ThemeId
    title: Annotated[str, SealedUnder("into")]
    ideas: tuple[IdeaId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeDissolved:
    """A theme was taken apart; its ideas stand on their own."""

    theme: ThemeId


# --- breakouts ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutPlanned:
    """The room will part into groups in a stage, or the plan for it changed (same id).

    `prompt` is what every group is asked unless it has its own; `minutes` the
    planned length, 0 when open-ended; with `choosing` people pick their group.
    """

    breakout: BreakoutId
    stage: StageId
    prompt: WorkshopWords
    minutes: int
    choosing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlanned:
    """A breakout has this group, or its entry changed (same id).

    `place` says where to sit; an empty `prompt` is the breakout's.
    """

    breakout: BreakoutId
    group: GroupId
    name: WorkshopWords
    place: WorkshopWords
    prompt: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDropped:
    """A planned group will not meet; nobody is in it any more."""

    group: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutCancelled:
    """A planned breakout will not be held."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAssigned:
    """People were put into groups of a breakout, or with None into none."""

    breakout: BreakoutId
    places: Mapping[ParticipantId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutOpened:
    """The groups met, for the first time or again; their timers run to `ends_at`."""

    breakout: BreakoutId
    ends_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutCalledBack:
    """The groups were asked to come back to everybody by this moment."""

    breakout: BreakoutId
    back_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutClosed:
    """Everybody is back; the groups' boards take no more contributions."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTimerStarted:
    """The timer of one group, or of all, runs to this moment; a call back is off."""

    breakout: BreakoutId
    group: GroupId | None
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTimerStopped:
    """The timer of one group, or of all, was stopped."""

    breakout: BreakoutId
    group: GroupId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardsOpened:
    """Everybody may look at the boards of all groups of a breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardsClosed:
    """Each group's board is the group's own again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterNamed:
    """This member will report back for the group, or nobody yet."""

    group: GroupId
    participant: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsTold:
    """The facilitator sent all groups a message; empty words take it down."""

    breakout: BreakoutId
    text: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCopied:
    """An idea of a group and the copy of it on everybody's board."""

    of: IdeaId
    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCopied:
    """A theme of a group and the copy of it on everybody's board."""

    of: ThemeId
    theme: ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedBack:
    """A group brought ideas and themes to everybody's board; the originals stay.

    The copies have the words the originals had at this moment; destroying the
    words of an original destroys them in its copies.
    """

    report_back: ReportBackId
    group: GroupId
    ideas: tuple[IdeaCopied, ...]
    themes: tuple[ThemeCopied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBackWithdrawn:
    """What a group had brought is off everybody's board again."""

    report_back: ReportBackId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRestored:
    """A theme that was merged or taken apart stands again, with these of its ideas."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]


# --- rounds ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened:
    """A question was put to the vote; everything here is fixed from now on.

    `roll` lists who can vote. With `open_roll` it grows by `VoterAdded`, with
    `open_options` the options grow by `OptionAdded`; otherwise the options
    are those recorded by the same command. `dots` and `dots_per_option` are 0
    unless the method is dots. `named_roll` tells that the roll was chosen
    person by person, so that a rerun asks the same people. A round is advisory unless it
    is `binding`: then only people on the roll count, each by name. In a `secret`
    one nothing ever joins a voter to a choice (`BallotBoxOpened`). `terms` are
    what it set about its method, and `tie` what happens when options stand
    equal where one must come first. Of each of the `exclusions` at most one
    option is funded. `reasons` tells whether voters say why. Where the
    `electorate` is organisations, `roll` lists who speaks for each; `barring`
    names the interests that keep people from it.
    """

    round: RoundId
    stage: StageId | None
    question: Annotated[str, SealedUnder("round")]
    method: Method
    roll: tuple[ParticipantId, ...]
    named_roll: bool
    open_roll: bool
    open_options: bool
    tally: TallyShown
    dots: int
    dots_per_option: int
    rerun_of: RoundId | None = None
    binding: bool = False
    terms: Terms = DEFAULT_TERMS
    tie: TieRule = "show_tie"
    exclusions: tuple[tuple[OptionId, ...], ...] = ()
    reasons: Reasons = "none"
    secret: bool = False
    electorate: Electorate = "participants"
    barring: tuple[Interest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionAdded:
    """An option can be voted on; its id is that of the idea or theme it stands for.

    `cost` is in minor units, 0 where it has none; it is funded only after all
    that it `needs`.
    """

    round: RoundId
    option: OptionId
    source: OptionSource
    text: Annotated[str, SealedUnder("option")] = ""
    cost: int = 0
    needs: tuple[OptionId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFenceSet:
    """Money of a budget round was fenced for some of its options, by the command that opened it.

    They get `at_most` so much together (None sets no limit), and `at_least` so
    much is kept for them; what they do not use of it goes to nothing else.
    In minor units.
    """

    round: RoundId
    name: Annotated[str, SealedUnder("round")]
    options: tuple[OptionId, ...]
    at_most: int | None
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionWithdrawn:
    """An option that nobody had marked can be voted on no more."""

    round: RoundId
    option: OptionId


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterAdded:
    """The open roll of a round grew by a person."""

    round: RoundId
    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast:
    """A voter marked options, changing or adding to their ballot.

    Marks are those of the round's method (`methods/marks.py`). None takes a
    mark back. Options not named keep their mark.
    """

    round: RoundId
    marks: Mapping[OptionId, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """A voter said why they marked an option as they did, or worded it anew (same id).

    It goes with the mark: a changed mark ends it.
    """

    reason: ReasonId
    round: RoundId
    option: OptionId
    text: Annotated[str, SealedUnder("reason")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsRecorded:
    """People counted votes that have no ballot each, or corrected such a count (same id).

    It stands for `people`, of whom those on the roll are named in `voters`
    and `cast` marked anything. `counts` gives named whole numbers per option,
    as a result does. `paper` is the number printed on a single voting sheet,
    0 for a count of many.
    """

    totals: TotalsId
    round: RoundId
    counted: Counted
    table: Annotated[str, SealedUnder("round")]
    voters: tuple[ParticipantId, ...]
    people: int
    cast: int
    counts: Mapping[OptionId, Mapping[str, int]]
    paper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsConfirmed:
    """A second person confirmed a count by people."""

    totals: TotalsId
    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsWithdrawn:
    """A count by people was taken back; whom it stood for may vote again."""

    totals: TotalsId
    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnoutRecorded:
    """A voter put their ballot into the box of a secret round; how they voted is not on record."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotBoxOpened:
    """The ballots of a secret round that is over, in the order of their contents.

    Their number is the turnout; whose each is nobody knows any more. Marks are
    as in `BallotCast`, without those taken back.
    """

    round: RoundId
    ballots: tuple[Mapping[OptionId, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundClosed:
    """No more ballots; those in the log up to here, and late paper, will be counted."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPublished:
    """A closed round was counted.

    `first` and `last` are the range of events counted; `roll` is who could
    vote and `cast` who did; `turnout` splits `cast` by the way the votes came,
    and is empty where that was not recorded. `counts` gives named whole numbers per option;
    `ranking` the options from most to least supported, equals together.
    `explanation` is plain data: what the algorithm at that version tells of how
    the result came about (`methods/counting.py`), empty where none was recorded.
    """

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
class ChairCast:
    """The chair settled a tie between these options, the favoured first; it is counted again."""

    round: RoundId
    order: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRevealed:
    """The facilitator showed the result to everybody."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class CountReopened:
    """A counted round takes late paper, for a reason on record, until it is closed again."""

    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundVoided:
    """The round does not count, for a reason on record; its ballots stay."""

    round: RoundId
    reason: Annotated[str, SealedUnder("round")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfShown:
    """Everybody is shown how the options of a counted vote would stand under another assumption.

    `by` is the kind of groups it is about, `of` the one left out: an organisation's
    id or "" for none, or a role. `ranking` is what `methods/what_if.py` gave at that
    `version` from the counted ballots.
    """

    round: RoundId
    supposes: Supposes
    by: SplitBy | None
    of: str | None
    version: int
    ranking: tuple[tuple[OptionId, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfHidden:
    """Such an order is not shown any more."""

    round: RoundId
    supposes: Supposes
    by: SplitBy | None
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultConcealed:
    """A result that had been shown waits again; who has seen it has seen it."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRestored:
    """A round that had been set aside counts again, closed, with the ballots it had."""

    round: RoundId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """The room decided this, in one sentence, or reworded it (same id)."""

    decision: DecisionId
    text: Annotated[str, SealedUnder("decision")]
    reasons: Annotated[str, SealedUnder("decision")]
    round: RoundId | None
    options: tuple[OptionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionWithdrawn:
    """The room took a decision back."""

    decision: DecisionId
    reason: Annotated[str, SealedUnder("decision")]


# --- after the room ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepsWorded:
    """What happens next was written down for everybody, or no longer where it is empty."""

    text: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitQuestionAsked:
    """Everybody is asked this on leaving; an empty question asks nothing any more."""

    question: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswered:
    """A person answered the question asked on leaving, or answered anew."""

    participant: ParticipantId
    text: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswerWithdrawn:
    """A person took their answer back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGiven:
    """A person wants to hear what becomes of this, at an address with a key of its own."""

    participant: ParticipantId
    contact: ContactId
    address: Annotated[str, SealedUnder("contact")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWithdrawn:
    """A person is no longer kept informed; their address was destroyed for good."""

    participant: ParticipantId
    contact: ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseGiven:
    """Somebody said what they do about a theme or a decision, or said it anew (same id).

    `id` names the theme or the decision, `organisation` whose answer it is.
    `post` says who by their post, `by_when` until when, in words.
    """

    response: ResponseId
    about: Responded
    id: str
    organisation: OrganisationId | None
    stance: Stance
    why: Annotated[str, SealedUnder("response")]
    post: Annotated[str, SealedUnder("response")]
    by_when: Annotated[str, SealedUnder("response")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseWithdrawn:
    """A response was taken back."""

    response: ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued:
    """A person can come back by a link of their own until it expires; an earlier one ended.

    What opens the door is not here: it is made from this with the server's secret.
    """

    participant: ParticipantId
    link: LinkId
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRevoked:
    """A person's own link opens nothing any more."""

    participant: ParticipantId


Event = (
    BallotCast
    | TurnoutRecorded
    | IdeaSubmitted
    | ParticipantJoined
    | VoterAdded
    | OptionAdded
    | WorkshopCreated
    | WorkshopRetitled
    | ShapeChanged
    | JoinCodeIssued
    | SessionPlanned
    | SessionCancelled
    | PlaceNamed
    | LeadNamed
    | SensitivityMarked
    | AccessNeedTold
    | AccessNeedDeleted
    | RecordingPublished
    | RecordingUnpublished
    | WorkshopClosed
    | WorkshopReopened
    | StageAdded
    | StageRevised
    | StageMoved
    | StageSkipped
    | StageOpened
    | StageClosed
    | StageExtended
    | TimerStarted
    | TimerStopped
    | TimerEnded
    | OrganisationAdded
    | OrganisationRemoved
    | ParticipantLeft
    | ParticipantReturned
    | ParticipantRenamed
    | OrganisationChosen
    | RoleChanged
    | HelperAssigned
    | InterestDeclared
    | ParticipantErased
    | ParticipantListed
    | ParticipantUnlisted
    | ParticipantSeated
    | DeviceChanged
    | CardRecorded
    | IdeaReworded
    | IdeaWithdrawn
    | IdeaHidden
    | IdeaRestored
    | IdeasRevealed
    | ContributionRedacted
    | ThemeFormed
    | ThemeNamed
    | IdeasGrouped
    | IdeasUngrouped
    | ThemesMerged
    | ThemeSplit
    | ThemeDissolved
    | BreakoutPlanned
    | GroupPlanned
    | GroupDropped
    | BreakoutCancelled
    | PeopleAssigned
    | BreakoutOpened
    | BreakoutCalledBack
    | BreakoutClosed
    | GroupTimerStarted
    | GroupTimerStopped
    | BoardsOpened
    | BoardsClosed
    | ReporterNamed
    | GroupsTold
    | ReportedBack
    | ReportBackWithdrawn
    | RoundOpened
    | RingFenceSet
    | ReasonGiven
    | MandateGiven
    | InterestDispensed
    | ChairCast
    | TotalsRecorded
    | TotalsConfirmed
    | TotalsWithdrawn
    | RoundClosed
    | BallotBoxOpened
    | ResultPublished
    | ResultRevealed
    | CountReopened
    | RoundVoided
    | DecisionRecorded
    | DecisionWithdrawn
    | StageRestored
    | StageShortened
    | RoomPaused
    | RoomResumed
    | DoorChanged
    | IntakeChanged
    | SpotlightTurned
    | HandRaised
    | HandLowered
    | ReportMade
    | ReportMarked
    | DisplayCodeIssued
    | DisplayCodeWithdrawn
    | DisplayDirected
    | MomentAnnotated
    | AnnotationWithdrawn
    | PracticeBegun
    | PracticeThrownAway
    | NoteWritten
    | NoteWithdrawn
    | AdmissionAsked
    | ParticipantAdmitted
    | AdmissionWithdrawn
    | ParticipantMuted
    | ParticipantUnmuted
    | ParticipantRemoved
    | ParticipantReadmitted
    | InterestWithdrawn
    | IdeasConcealed
    | IdeasLetThrough
    | IdeasHeldBack
    | ResultConcealed
    | RoundRestored
    | IdeaTidied
    | IdeaUntidied
    | IdeasJoined
    | IdeasParted
    | ThemeRestored
    | OrganisationCorrected
    | NextStepsWorded
    | ExitQuestionAsked
    | ExitAnswered
    | ExitAnswerWithdrawn
    | ContactGiven
    | ContactWithdrawn
    | ResponseGiven
    | ResponseWithdrawn
    | LinkIssued
    | LinkRevoked
    | OptionWithdrawn
    | WhatIfShown
    | WhatIfHidden
)


def destroys_words_of(event: Event) -> str | None:
    """Name the person or contribution whose earlier words the event destroys."""
    if isinstance(event, ParticipantErased | ParticipantUnlisted):
        return event.participant
    if isinstance(event, ContributionRedacted):
        return event.id
    if isinstance(event, AccessNeedDeleted):
        return event.need
    if isinstance(event, ContactWithdrawn):
        return event.contact
    return None
