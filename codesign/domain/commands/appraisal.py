"""Commands for an options appraisal."""

from dataclasses import dataclass

from codesign.domain.events import CriterionGroup, CriterionWeight, DeliveryModel, Sift
from codesign.domain.ids import (
    CriterionId,
    DeliveryOptionId,
    OrganisationId,
    RedesignId,
    RoundId,
    ScoreId,
    StageId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeDeliveryOption:
    """Put a way to deliver a redesign on the longlist, or describe it anew (same id)."""

    delivery_option: DeliveryOptionId
    stage: StageId
    redesign: RedesignId
    label: str
    model: DeliveryModel
    bau: bool = False
    do_minimum: bool = False
    scope: str = ""
    solution: str = ""
    delivery: str = ""
    implementation: str = ""
    funding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiftDeliveryOption:
    """Carry an option forward to the shortlist or discount it, and say why."""

    delivery_option: DeliveryOptionId
    sift: Sift
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeCriterion:
    """Name something that matters in comparing the options, or name it anew (same id)."""

    criterion: CriterionId
    stage: StageId
    redesign: RedesignId
    name: str
    group: CriterionGroup
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockCriteria:
    """Fix criteria and weights before anything is scored; a new lock voids earlier scores."""

    redesign: RedesignId
    stage: StageId
    criteria: tuple[CriterionWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreOption:
    """Score an option on a criterion, 0 to 100, and say why; the same id scores anew."""

    score: ScoreId
    delivery_option: DeliveryOptionId
    criterion: CriterionId
    points: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOwnWeights:
    """Say what would matter how much to an organisation; no weights take it back."""

    redesign: RedesignId
    organisation: OrganisationId
    weights: tuple[CriterionWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why an option is not the preferred one."""

    delivery_option: DeliveryOptionId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectPreferredOption:
    """Prefer an option, and say why, and of every other why not; discounted ones said it."""

    redesign: RedesignId
    delivery_option: DeliveryOptionId
    reason: str
    rejected: tuple[Rejection, ...]
    round: RoundId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPreference:
    """Prefer no option of a redesign any more."""

    redesign: RedesignId


AppraisalCommand = (
    WithdrawPreference
    | SelectPreferredOption
    | GiveOwnWeights
    | ScoreOption
    | LockCriteria
    | DescribeCriterion
    | SiftDeliveryOption
    | DescribeDeliveryOption
)
