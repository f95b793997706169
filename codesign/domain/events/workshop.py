"""Events of the workshop itself: what it is called, when it sits, who may see its recording."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import Shape
from codesign.domain.ids import (
    AccessNeedId,
    OrganisationId,
    RedesignId,
    SessionId,
    WorkshopId,
)
from codesign.domain.words import SealedUnder, WorkshopWords


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


@dataclass(frozen=True, slots=True, kw_only=True)
class AncestorNamed:
    """This workshop takes up what another agreed or left open at a version of its record.

    `redesign`, its `redesign_version` and the `hash` of what that said (SHA-256, 64
    hexadecimal digits) name the agreed design that came along; where only open themes
    and needs did, they are None, None and empty.
    """

    workshop: WorkshopId
    version: int
    redesign: RedesignId | None
    redesign_version: int | None
    hash: str


WorkshopEvent = (
    AncestorNamed
    | WorkshopReopened
    | WorkshopClosed
    | RecordingUnpublished
    | RecordingPublished
    | AccessNeedDeleted
    | AccessNeedTold
    | SensitivityMarked
    | LeadNamed
    | PlaceNamed
    | SessionCancelled
    | SessionPlanned
    | JoinCodeIssued
    | ShapeChanged
    | WorkshopRetitled
    | WorkshopCreated
)
