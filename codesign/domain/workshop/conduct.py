"""What running the room leaves in the state."""

from collections.abc import Mapping
from dataclasses import dataclass

from codesign.domain.commands import Command
from codesign.domain.events import Concern, Reported, ReportState, Shown, View
from codesign.domain.ids import (
    AnnotationId,
    CommandId,
    GroupId,
    NoteId,
    ParticipantId,
    ReportId,
    WorkshopId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotlight:
    """What everybody is shown, since the event `seq`."""

    kind: Shown
    id: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What somebody told those who run the workshop; `id` is empty about the workshop."""

    id: ReportId
    by: ParticipantId | None
    about: Reported
    about_id: str
    concern: Concern
    text: str
    at: int
    state: ReportState = "new"
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A private note of those who run the workshop."""

    id: NoteId
    by: ParticipantId | None
    text: str
    at: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What somebody wrote beside a moment of the recording; `group` as in the event."""

    id: AnnotationId
    by: ParticipantId | None
    moment: int
    group: GroupId | None
    seen_by: View
    text: str
    at: int
    seq: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What a workshop for practice began as: the board of another at a version."""

    workshop: WorkshopId
    version: int
    thrown_away: bool = False


# What an act changed: of what kind, and the id of the thing, empty where there is one only.
Subject = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAct:
    """Something that was done to run the workshop, or to group, with what takes it back.

    `seq` is the first event of its command, `act` the name of the event that
    tells what it was, `about` what that was about. `steps` say for each thing
    it changed which command puts it back; none are left once all was changed
    again. `changed_seq` is the last event that added or overtook a step.
    """

    id: CommandId
    seq: int
    at: int
    by: ParticipantId
    act: str
    about: str
    value: str
    steps: Mapping[Subject, Command]
    changed_seq: int
