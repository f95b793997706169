"""Events of agreement: where each organisation stands on one exact version of a redesign."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import (
    AgreementRule,
    Capacity,
    FormalOutcome,
    Level,
    PositionGiven,
)
from codesign.domain.ids import (
    ConditionId,
    FormalDecisionId,
    OrganisationId,
    PositionId,
    RedesignId,
    RoundId,
)
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementTermsSet:
    """It was said how a redesign comes to be agreed.

    `required` are the organisations without which it is not, and `order` every
    level, the strongest first: what stands before `consent` is more than a yes.
    """

    redesign: RedesignId
    rule: AgreementRule
    required: tuple[OrganisationId, ...]
    order: tuple[Level, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomVoteNamed:
    """The vote by which the room said yes or no to a version was named, or none any more."""

    redesign: RedesignId
    version: int
    round: RoundId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken:
    """An organisation said where it stands on one exact version.

    `hash` is the version's. `signatory` is the post that said so and `authority`
    by what it may: a minute, a scheme of delegation, the board that is still to
    decide; of one `given` in writing, what was received and when.
    """

    position: PositionId
    redesign: RedesignId
    version: int
    hash: str
    organisation: OrganisationId
    level: Level
    capacity: Capacity
    given: PositionGiven
    signatory: Annotated[str, SealedUnder("position")]
    authority: Annotated[str, SealedUnder("position")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSet:
    """A position holds on a condition; `owner` is a post, `due` a date or a time in words."""

    condition: ConditionId
    position: PositionId
    text: Annotated[str, SealedUnder("condition")]
    owner: Annotated[str, SealedUnder("condition")]
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionMarked:
    """A condition was met, or is no longer."""

    condition: ConditionId
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionWithdrawn:
    """An organisation took its position back; it stays in the record."""

    position: PositionId
    reason: Annotated[str, SealedUnder("position")]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedesignAgreed:
    """A version was agreed by its rule: on these positions, and the room's vote if it asks one."""

    redesign: RedesignId
    version: int
    hash: str
    rule: AgreementRule
    round: RoundId | None
    positions: tuple[PositionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSetAside:
    """An agreement no longer stands, for a reason on record."""

    redesign: RedesignId
    reason: Annotated[str, SealedUnder("redesign")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalDecisionRecorded:
    """A body decided formally on an agreed version; under its id, it is corrected.

    `on` and `call_in_until` are dates as YYYY-MM-DD, the last empty where nothing
    can be called in; `minute` says where it is written down.
    """

    formal_decision: FormalDecisionId
    redesign: RedesignId
    version: int
    outcome: FormalOutcome
    on: str
    call_in_until: str
    body: Annotated[str, SealedUnder("formal_decision")]
    minute: Annotated[str, SealedUnder("formal_decision")]
    reasons: Annotated[str, SealedUnder("formal_decision")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalDecisionWithdrawn:
    """A formal decision was recorded in error, or was called in and set aside."""

    formal_decision: FormalDecisionId
    reason: Annotated[str, SealedUnder("formal_decision")]


AgreementsEvent = (
    AgreementTermsSet
    | RoomVoteNamed
    | PositionTaken
    | ConditionSet
    | ConditionMarked
    | PositionWithdrawn
    | RedesignAgreed
    | AgreementSetAside
    | FormalDecisionRecorded
    | FormalDecisionWithdrawn
)
