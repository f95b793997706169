"""Commands for redesigns, suggested changes and worries.

`version` names the version the asker has before them.
"""

from dataclasses import dataclass
from typing import Literal

from codesign.domain.designs import Design
from codesign.domain.events import Severity
from codesign.domain.ids import AmendmentId, ObjectionId, RedesignId, RoundId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRedesign:
    """Draft a redesign, from ideas, themes, needs or a decision, or from nothing."""

    redesign: RedesignId
    design: Design
    stage: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseRedesign:
    """Make another version of a redesign, and say why."""

    redesign: RedesignId
    version: int
    design: Design
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawRedesign:
    """Work on a redesign no longer, with a reason."""

    redesign: RedesignId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRedesign:
    """Work on a withdrawn redesign again."""

    redesign: RedesignId


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAmendment:
    """Suggest a change: the design as it would be, and why."""

    amendment: AmendmentId
    redesign: RedesignId
    version: int
    design: Design
    reason: str
    stage: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RebaseAmendment:
    """Put an open change to the version there is now: the design as it would be."""

    amendment: AmendmentId
    version: int
    design: Design


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptAmendment:
    """Make another version of an open change to the version there is now."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectAmendment:
    """Turn an open change down, or let another take its place, with a reason."""

    amendment: AmendmentId
    reason: str
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAmendment:
    """Take one's own open change back."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenAmendment:
    """Take up a settled change again."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseObjection:
    """Say what worries one about a version of a redesign."""

    objection: ObjectionId
    redesign: RedesignId
    version: int
    severity: Severity
    reason: str
    stage: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveObjection:
    """Settle a worry; fields as in `ObjectionResolved`."""

    objection: ObjectionId
    resolution: Literal["integrated", "withdrawn", "not_upheld", "recorded"]
    version: int | None = None
    round: RoundId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenObjection:
    """Take up a settled worry again."""

    objection: ObjectionId


RedesignsCommand = (
    DraftRedesign
    | ReviseRedesign
    | WithdrawRedesign
    | RestoreRedesign
    | ProposeAmendment
    | RebaseAmendment
    | AcceptAmendment
    | RejectAmendment
    | WithdrawAmendment
    | ReopenAmendment
    | RaiseObjection
    | ResolveObjection
    | ReopenObjection
)
