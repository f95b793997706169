"""Commands for estimates."""

from dataclasses import dataclass

from codesign.domain.events import CostType, EstimateSide, Party, Reach, YearEstimate
from codesign.domain.ids import DeliveryOptionId, EstimateId, OrganisationId, StageId
from codesign.methods.cost_benefit import Band, GradeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEstimate:
    """Estimate a cost or a benefit of an option, or estimate it anew (same id).

    Without better evidence the grade is 6: what somebody thinks.
    """

    estimate: EstimateId
    stage: StageId
    delivery_option: DeliveryOptionId
    side: EstimateSide
    what: str
    by_year: tuple[YearEstimate, ...]
    price_base: int
    party: Party = "organisation"
    organisation: OrganisationId | None = None
    cost_type: CostType | None = None
    reach: Reach | None = None
    grade: int = 6
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEstimate:
    """Say which post checked a figure, and on which day (YYYY-MM-DD)."""

    estimate: EstimateId
    post: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckEstimate:
    """Let a figure count as rough again."""

    estimate: EstimateId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRates:
    """Reckon all costs and benefits by these rates; fields as in `RatesSet`."""

    source: str
    dated: str
    bands: tuple[Band, ...]
    grades: tuple[GradeTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRates:
    """Reckon all costs and benefits by the illustrative defaults again."""


EstimatesCommand = DropRates | SetRates | UncheckEstimate | CheckEstimate | RecordEstimate
