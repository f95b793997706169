"""Events of how the room is run: pauses, the door, hands, reports, the display, notes."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import (
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
from codesign.domain.ids import AnnotationId, GroupId, NoteId, ParticipantId, ReportId, WorkshopId
from codesign.domain.words import SealedUnder


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


ConductEvent = (
    NoteWithdrawn
    | NoteWritten
    | PracticeThrownAway
    | PracticeBegun
    | AnnotationWithdrawn
    | MomentAnnotated
    | DisplayDirected
    | DisplayCodeWithdrawn
    | DisplayCodeIssued
    | ReportMarked
    | ReportMade
    | HandLowered
    | HandRaised
    | SpotlightTurned
    | IntakeChanged
    | DoorChanged
    | RoomResumed
    | RoomPaused
)
