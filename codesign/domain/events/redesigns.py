"""Events of redesigns, of suggested changes to them, and of worries about them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.events.kinds import Severity
from codesign.domain.ids import AmendmentId, ObjectionId, RedesignId, RoundId, StageId
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignDrafted:
    """A redesign of a service was drafted: its version 1.

    `content` is the version as canonical JSON (`domain/designs.py`), and `hash` its
    SHA-256 in 64 hexadecimal digits, which stays when the words are destroyed.
    """

    redesign: RedesignId
    stage: StageId | None
    content: Annotated[str, SealedUnder("redesign")]
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignRevised:
    """A redesign has another version; fields as in `RedesignDrafted`.

    `why` is empty where an accepted `amendment` says it.
    """

    redesign: RedesignId
    version: int
    content: Annotated[str, SealedUnder("redesign")]
    hash: str
    why: Annotated[str, SealedUnder("redesign")]
    amendment: AmendmentId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignWithdrawn:
    """A redesign is worked on no longer; it stays in the record."""

    redesign: RedesignId
    reason: Annotated[str, SealedUnder("redesign")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignRestored:
    """A withdrawn redesign is worked on again."""

    redesign: RedesignId


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentProposed:
    """Somebody suggested a change to a version of a redesign.

    `changes` are the changed parts as canonical JSON, each as it would be.
    """

    amendment: AmendmentId
    redesign: RedesignId
    version: int
    stage: StageId | None
    changes: Annotated[str, SealedUnder("amendment")]
    reason: Annotated[str, SealedUnder("amendment")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRebased:
    """A suggested change was put to the version there is now."""

    amendment: AmendmentId
    version: int
    changes: Annotated[str, SealedUnder("amendment")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentResolved:
    """A suggested change was settled; an accepted one made `version`."""

    amendment: AmendmentId
    decision: Literal["accepted", "rejected", "withdrawn", "superseded"]
    version: int | None
    reason: Annotated[str, SealedUnder("amendment")]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentReopened:
    """A settled change is open again; a version it made stays."""

    amendment: AmendmentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRaised:
    """Somebody has a worry about a version of a redesign."""

    objection: ObjectionId
    redesign: RedesignId
    version: int
    stage: StageId | None
    severity: Severity
    reason: Annotated[str, SealedUnder("objection")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionResolved:
    """A worry was settled: by the `version` that answers it, or the `round` that went on."""

    objection: ObjectionId
    resolution: Literal["integrated", "withdrawn", "not_upheld", "recorded"]
    version: int | None
    round: RoundId | None
    reason: Annotated[str, SealedUnder("objection")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReopened:
    """A settled worry is open again."""

    objection: ObjectionId


RedesignsEvent = (
    RedesignDrafted
    | RedesignRevised
    | RedesignWithdrawn
    | RedesignRestored
    | AmendmentProposed
    | AmendmentRebased
    | AmendmentResolved
    | AmendmentReopened
    | ObjectionRaised
    | ObjectionResolved
    | ObjectionReopened
)
