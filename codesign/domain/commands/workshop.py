"""Commands for the workshop itself: what it is called, when it sits, who may see its recording."""

from dataclasses import dataclass

from codesign.domain.events import Shape, StageKind, View
from codesign.domain.ids import (
    AccessNeedId,
    OrganisationId,
    ParticipantId,
    RedesignId,
    SessionId,
    StageId,
    WorkshopId,
)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAncestor:
    """Say which workshop this one starts from; asked by the server alone."""

    workshop: WorkshopId
    version: int
    redesign: RedesignId | None = None
    redesign_version: int | None = None
    hash: str = ""


WorkshopCommand = (
    NameAncestor
    | ReopenWorkshop
    | CloseWorkshop
    | UnpublishRecording
    | PublishRecording
    | DeleteAccessNeed
    | TellAccessNeed
    | MarkSensitive
    | NameLead
    | NamePlace
    | CancelSession
    | PlanSession
    | IssueJoinCode
    | ChangeShape
    | RetitleWorkshop
    | CreateWorkshop
)
