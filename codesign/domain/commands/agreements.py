"""Commands for agreement: terms, positions of organisations, formal decisions."""

from dataclasses import dataclass

from codesign.domain.events import LEVELS, AgreementRule, Capacity, FormalOutcome, Level, Severity
from codesign.domain.ids import (
    ConditionId,
    FormalDecisionId,
    LinkId,
    ObjectionId,
    OrganisationId,
    ParticipantId,
    PositionId,
    RedesignId,
    RoundId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAgreementTerms:
    """Say how a redesign comes to be agreed; fields as in `AgreementTermsSet`."""

    redesign: RedesignId
    required: tuple[OrganisationId, ...]
    rule: AgreementRule = "dual_key"
    order: tuple[Level, ...] = LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRoomVote:
    """Name the vote by which the room answered to a version, or none."""

    redesign: RedesignId
    version: int
    round: RoundId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionPlan:
    """A condition on which a position holds; fields as in `ConditionSet`."""

    condition: ConditionId
    text: str
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorryPlan:
    """What worries whoever takes a position; fields as in `ObjectionRaised`."""

    objection: ObjectionId
    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSignatory:
    """Let the holder of a post speak for an organisation, by a personal link for so many days.

    Who is not on the roll comes onto it by `name`, or by the post where that is empty.
    """

    organisation: OrganisationId
    participant: ParticipantId
    post: str
    capacity: Capacity
    link: LinkId
    name: str = ""
    days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSignatory:
    """Let nobody speak for an organisation, and its holder's link open nothing any more."""

    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePosition:
    """Say where an organisation stands on the version whose hash this is.

    `capacity` None is that of the mandate. `written` records what an organisation
    confirmed in writing, which `authority` then names; no worry comes with that.
    """

    position: PositionId
    redesign: RedesignId
    version: int
    hash: str
    organisation: OrganisationId
    level: Level
    capacity: Capacity | None = None
    signatory: str = ""
    authority: str = ""
    conditions: tuple[ConditionPlan, ...] = ()
    worry: WorryPlan | None = None
    written: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPosition:
    """Take an organisation's position back."""

    position: PositionId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCondition:
    """Say that a condition is met, or is no longer."""

    condition: ConditionId
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeRedesign:
    """Record that a version is agreed; refused with what is missing."""

    redesign: RedesignId
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAgreementAside:
    """Let an agreement stand no longer, with a reason."""

    redesign: RedesignId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFormalDecision:
    """Record what a body decided on the agreed version; fields as in `FormalDecisionRecorded`."""

    formal_decision: FormalDecisionId
    redesign: RedesignId
    outcome: FormalOutcome
    body: str
    on: str
    minute: str = ""
    call_in_until: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawFormalDecision:
    """Take a formal decision off the record, with a reason."""

    formal_decision: FormalDecisionId
    reason: str


AgreementsCommand = (
    EndSignatory
    | NameSignatory
    | SetAgreementTerms
    | NameRoomVote
    | TakePosition
    | WithdrawPosition
    | MarkCondition
    | AgreeRedesign
    | SetAgreementAside
    | RecordFormalDecision
    | WithdrawFormalDecision
)
