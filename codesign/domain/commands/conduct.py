"""Commands for how the room is run: pauses, the door, hands, reports, the display, notes."""

from dataclasses import dataclass

from codesign.domain.events import (
    Concern,
    DisplayShows,
    Door,
    Hall,
    Intake,
    Reported,
    ReportState,
    Shown,
    View,
)
from codesign.domain.ids import (
    AnnotationId,
    GroupId,
    NoteId,
    ParticipantId,
    ReportId,
    RoundId,
    WorkshopId,
)


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


ConductCommand = (
    WithdrawNote
    | WriteNote
    | ThrowPracticeAway
    | BeginPractice
    | WithdrawAnnotation
    | AnnotateMoment
    | DirectDisplay
    | WithdrawDisplayCode
    | IssueDisplayCode
    | MarkReport
    | MakeReport
    | LowerHand
    | RaiseHand
    | TakeBack
    | TurnSpotlight
    | SetIntake
    | SetDoor
    | ResumeRoom
    | PauseRoom
)
