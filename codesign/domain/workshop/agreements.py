"""Agreement, as the state holds it."""

from dataclasses import dataclass

from codesign.domain.events import (
    LEVELS,
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
    ParticipantId,
    PositionId,
    RedesignId,
    RoundId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """That a version was agreed, by the event `seq`; `aside` says why it stands no longer."""

    version: int
    rule: AgreementRule
    round: RoundId | None
    positions: tuple[PositionId, ...]
    at: int
    seq: int
    aside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How a redesign comes to be agreed, and how far it is.

    `round` is the vote by which the room answered to `round_version`. `positions`
    are the current ones, one an organisation.
    """

    redesign: RedesignId
    rule: AgreementRule = "dual_key"
    required: tuple[OrganisationId, ...] = ()
    order: tuple[Level, ...] = LEVELS
    round: RoundId | None = None
    round_version: int | None = None
    positions: tuple[PositionId, ...] = ()
    agreed: Agreed | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where an organisation stands; fields as in `PositionTaken`, `by` who said or recorded it.

    `replaced_by` names the later position of the same organisation.
    """

    id: PositionId
    redesign: RedesignId
    version: int
    hash: str
    organisation: OrganisationId
    level: Level
    capacity: Capacity
    given: PositionGiven
    signatory: str
    authority: str
    by: ParticipantId | None
    at: int
    said_at: int | None
    seq: int
    conditions: tuple[ConditionId, ...] = ()
    replaced_by: PositionId | None = None
    withdrawn_reason: str | None = None
    redacted: bool = False

    @property
    def stands(self) -> bool:
        """Tell whether it is what the organisation says now."""
        return self.replaced_by is None and self.withdrawn_reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """On what a position holds; `met_seq` is the event that said it is met."""

    id: ConditionId
    position: PositionId
    text: str
    owner: str
    due: str
    seq: int
    met_seq: int | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormalDecision:
    """What a body decided on an agreed version; fields as in `FormalDecisionRecorded`."""

    id: FormalDecisionId
    redesign: RedesignId
    version: int
    outcome: FormalOutcome
    body: str
    on: str
    minute: str
    call_in_until: str
    reasons: str
    at: int
    seq: int
    withdrawn_reason: str | None = None
    redacted: bool = False
