"""Events of estimates: what an option costs and brings, to whom, in which year."""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.ids import DeliveryOptionId, EstimateId, OrganisationId, RedesignId, StageId
from codesign.domain.words import SealedUnder, WorkshopWords
from codesign.methods.cost_benefit import Band, GradeTerms

# What is spent, what budgets get back, and what the economy and people gain.
EstimateSide = Literal["cost", "fiscal", "economic", "social"]
CostType = Literal["capital", "revenue", "in_kind"]
# Who bears a cost or has a benefit: an organisation, single people, or everybody.
Party = Literal["organisation", "individuals", "society"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearEstimate:
    """A figure in a financial year, 2026 for 2026/27.

    `amount` is in minor units, or with a cohort the phase-in per mille; `cashable` the
    share per mille of a fiscal benefit that is money really freed up.
    """

    year: int
    amount: int
    cashable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom a benefit reaches: people, four shares per mille, minor units a person and year."""

    population: int
    affected: int
    engaged: int
    impact: int
    deadweight: int
    unit_value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateRecorded:
    """A cost or benefit of an option was estimated, or estimated anew (same id): a rough figure.

    `organisation` is whose it is where `party` says so, `cost_type` is of a cost alone,
    `grade` 1 (best evidence) to 6, `price_base` the financial year whose prices these are.
    """

    estimate: EstimateId
    stage: StageId
    redesign: RedesignId
    delivery_option: DeliveryOptionId
    side: EstimateSide
    cost_type: CostType | None
    party: Party
    organisation: OrganisationId | None
    by_year: tuple[YearEstimate, ...]
    reach: Reach | None
    grade: int
    price_base: int
    what: Annotated[str, SealedUnder("estimate")]
    source: Annotated[str, SealedUnder("estimate")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateChecked:
    """A figure was checked, by the holder of a post, on a date (YYYY-MM-DD)."""

    estimate: EstimateId
    post: Annotated[str, SealedUnder("estimate")]
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateUnchecked:
    """A figure counts as rough again."""

    estimate: EstimateId


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesSet:
    """All costs and benefits are reckoned by these rates from now on.

    `source` is whose they are, `dated` of when (2026, 2026-03 or 2026-03-31), `grades` what
    each grade of evidence means, from 1, the best, to 6.
    """

    source: WorkshopWords
    dated: str
    bands: tuple[Band, ...]
    grades: tuple[GradeTerms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesDropped:
    """All costs and benefits are reckoned by the illustrative defaults again."""


EstimatesEvent = RatesDropped | RatesSet | EstimateUnchecked | EstimateChecked | EstimateRecorded
