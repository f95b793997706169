"""Cost-benefit for local partnerships: what it costs, what it brings, who pays, who gains.

After the model of New Economy and HM Treasury, "Supporting public service transformation:
cost benefit analysis guidance for local partnerships" (2014). In year t, counted from the
first year of any figure, which is not discounted:

    benefit[t] = population * affected * engaged * impact * (1 - deadweight) * unit value
                 * phase-in[t] * (1 - optimism bias of the grade)
    cost[t]    = estimate[t] * (1 + optimism bias of the grade)
    PV(x)      = sum of x[t] / (1 + r)^t, the rate r by year band
    NPBI       = PV(cost) - PV(fiscal benefit): negative is a saving to budgets
    ROI        = PV(fiscal benefit) / PV(cost)
    BCR        = PV(fiscal + economic + social benefit) / PV(cost); NPPV their difference
    cashable   = fiscal benefit[t] * cashable share[t]
    payback    = the first year in which PV(fiscal benefit) so far reaches PV(cost) so far

The range of the BCR moves every figure by the known error of its grade, benefits one way
and costs the other. Arithmetic is exact: money comes in integer minor units, shares per
mille, sums are Fractions, and nothing is rounded before it is shown (`minor_units`).
All figures must be in the prices of one year. Deadweight is what would happen anyway;
optimism bias the allowance for over-hopeful figures, the larger the weaker the evidence.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from typing import Final, Generic, Literal, TypeVar

VERSION: Final = 1
# A year is called by the one it begins in: 2026 is 2026/27.
Year = int
Side = Literal["cost", "fiscal", "economic", "social"]
MILLE: Final = 1000
# Without better evidence a figure is uncorroborated expert judgement.
WEAKEST: Final = 6

PartyT = TypeVar("PartyT", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTerms:
    """What a grade of evidence adds to costs, takes from benefits, and may err by; per mille."""

    on_costs: int
    on_benefits: int
    known_error: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The discount rate from year `since` (t, counted from 0), per ten thousand a year."""

    since: int
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The rates an appraisal goes by; data with a source and a date, never constants."""

    name: str
    source: str
    dated: str
    bands: tuple[Band, ...]
    grades: Mapping[int, GradeTerms]

    def factor(self, t: int) -> Fraction:
        """Return by what an amount of year t is multiplied to be in today's money."""
        factor = Fraction(1)
        for year in range(1, t + 1):
            rate = next(each.rate for each in reversed(self.bands) if each.since <= year)
            factor /= 1 + Fraction(rate, 10_000)
        return factor


ILLUSTRATIVE: Final = Rates(
    name="illustrative defaults",
    source="Social time preference rates of HM Treasury's Green Book; grades of New Economy "
    "and HM Treasury 2014, unverified",
    dated="2026-02",
    bands=(Band(since=0, rate=350), Band(since=31, rate=300), Band(since=76, rate=250)),
    grades={
        1: GradeTerms(on_costs=0, on_benefits=0, known_error=20),
        2: GradeTerms(on_costs=50, on_benefits=50, known_error=50),
        3: GradeTerms(on_costs=100, on_benefits=100, known_error=100),
        4: GradeTerms(on_costs=150, on_benefits=150, known_error=150),
        5: GradeTerms(on_costs=250, on_benefits=250, known_error=200),
        6: GradeTerms(on_costs=400, on_benefits=400, known_error=250),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """Whom a benefit reaches: people, shares per mille, and minor units a person and year."""

    population: int
    affected: int
    engaged: int
    impact: int
    deadweight: int
    unit_value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InYear:
    """A figure in a year: minor units, or with a cohort the phase-in per mille.

    `cashable` is the share of a fiscal benefit that is money really freed up, per mille.
    """

    amount: int
    cashable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[PartyT]):
    """A cost borne, or a benefit received, by a party in some years; `grade` 1 to 6."""

    side: Side
    party: PartyT
    years: Mapping[Year, InYear]
    cohort: Cohort | None = None
    grade: int = WEAKEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Costs and benefits of a party in a year, or their present values: minor units, exact."""

    cost: Fraction = Fraction()
    fiscal: Fraction = Fraction()
    economic: Fraction = Fraction()
    social: Fraction = Fraction()
    cashable: Fraction = Fraction()

    @property
    def public_value(self) -> Fraction:
        """All benefits, whoever has them."""
        return self.fiscal + self.economic + self.social

    @property
    def net(self) -> Fraction:
        """What is left to the budget: fiscal benefit less cost."""
        return self.fiscal - self.cost

    def __add__(self, other: "Flow") -> "Flow":
        """Return both together."""
        return Flow(
            cost=self.cost + other.cost,
            fiscal=self.fiscal + other.fiscal,
            economic=self.economic + other.economic,
            social=self.social + other.social,
            cashable=self.cashable + other.cashable,
        )

    def __mul__(self, factor: Fraction) -> "Flow":
        """Return it in the money of another year."""
        return Flow(
            cost=self.cost * factor,
            fiscal=self.fiscal * factor,
            economic=self.economic * factor,
            social=self.social * factor,
            cashable=self.cashable * factor,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Generic[PartyT]):
    """A row of who pays and who gains; `present` and `pledged` are in today's money."""

    party: PartyT
    by_year: Mapping[Year, Flow]
    present: Flow
    pledged: Fraction

    @property
    def gains_more_than_pledged(self) -> bool:
        """Tell whether others pay for what this party gains."""
        return self.present.net > self.pledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The least and the most a figure may be, the known errors allowed for."""

    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CostBenefit(Generic[PartyT]):
    """The whole of it; ratios are None where there is no cost to divide by.

    `payback` is a year, None where it is not within the years there are figures for.
    """

    version: int
    rates: Rates
    years: tuple[Year, ...]
    positions: tuple[Position[PartyT], ...]
    by_year: Mapping[Year, Flow]
    present: Flow
    payback: Year | None
    bcr_range: Range | None

    @property
    def npbi(self) -> Fraction:
        """Net present budget impact in minor units; negative is a saving."""
        return -self.present.net

    @property
    def roi(self) -> Fraction | None:
        """Fiscal benefit for every pound of cost."""
        return self.present.fiscal / self.present.cost if self.present.cost else None

    @property
    def bcr(self) -> Fraction | None:
        """All benefits for every pound of cost."""
        return self.present.public_value / self.present.cost if self.present.cost else None

    @property
    def nppv(self) -> Fraction:
        """Net present public value in minor units."""
        return self.present.public_value - self.present.cost


def cost_benefit(
    figures: Iterable[Figure[PartyT]],
    pledges: Mapping[PartyT, Mapping[Year, int]],
    rates: Rates = ILLUSTRATIVE,
) -> CostBenefit[PartyT]:
    """Return what the figures come to.

    Args:
        figures: in the prices of one year; a cohort only on a benefit.
        pledges: minor units by party and year; a party that only pledges has a row too.
        rates: for discounting and optimism bias.
    """
    books: _Books[PartyT] = _Books(rates)
    for figure in figures:
        books.enter(figure)
    years = _span({*books.years, *(year for each in pledges.values() for year in each)})
    factors = {year: rates.factor(t) for t, year in enumerate(years)}
    by_party = {party: _flows(sums) for party, sums in books.sums.items()}
    positions = tuple(
        _position(party, by_party.get(party, {}), pledges.get(party, {}), factors)
        for party in dict.fromkeys((*by_party, *pledges))
    )
    by_year = {year: _sum(each.by_year.get(year, Flow()) for each in positions) for year in years}
    return CostBenefit(
        version=VERSION,
        rates=rates,
        years=years,
        positions=positions,
        by_year=by_year,
        present=_sum(each.present for each in positions),
        payback=_payback(by_year, factors),
        bcr_range=_bcr_range(by_year, _flows(books.errors), factors),
    )


def minor_units(amount: Fraction) -> int:
    """Return an amount as it is shown: whole minor units, a half to the even one."""
    return round(amount)


# Amounts are summed as integers over one denominator: that of a cohort's six shares, and
# one more for a cashable share or a known error.
_SCALE: Final = MILLE**7
_Sums = dict[tuple[Year, str], int]


@dataclass(slots=True)
class _Books(Generic[PartyT]):
    """Sums by party, year and side, and by how much these may err, all times `_SCALE`."""

    rates: Rates
    sums: dict[PartyT, _Sums] = field(default_factory=dict)
    errors: _Sums = field(default_factory=lambda: defaultdict(int))
    years: set[Year] = field(default_factory=set)

    def enter(self, figure: Figure[PartyT]) -> None:
        """Enter a figure under its party."""
        sums = self.sums.setdefault(figure.party, defaultdict(int))
        terms = self.rates.grades[figure.grade]
        # Each year's amount is a whole number of these.
        part = _a_part(figure, terms)
        for year, each in figure.years.items():
            amount = each.amount * part
            sums[year, figure.side] += amount * MILLE
            self.errors[year, figure.side] += amount * terms.known_error
            if figure.side == "fiscal":
                sums[year, "cashable"] += amount * each.cashable
        self.years.update(figure.years)


def _a_part(figure: Figure[PartyT], terms: GradeTerms) -> int:
    """Return what one unit of a year's amount comes to, times MILLE ** 6."""
    graded = MILLE + terms.on_costs if figure.side == "cost" else MILLE - terms.on_benefits
    if figure.cohort is None:
        return graded * MILLE**5
    of = figure.cohort
    reached = of.population * of.affected * of.engaged * of.impact * (MILLE - of.deadweight)
    return reached * of.unit_value * graded


def _flows(sums: _Sums) -> dict[Year, Flow]:
    years = sorted({year for year, _ in sums})
    return {
        year: Flow(
            **{
                side: Fraction(sums.get((year, side), 0), _SCALE)
                for side in ("cost", "fiscal", "economic", "social", "cashable")
            }
        )
        for year in years
    }


def _span(years: set[Year]) -> tuple[Year, ...]:
    return tuple(range(min(years), max(years) + 1)) if years else ()


def _position(
    party: PartyT,
    by_year: Mapping[Year, Flow],
    pledged: Mapping[Year, int],
    factors: Mapping[Year, Fraction],
) -> Position[PartyT]:
    return Position(
        party=party,
        by_year=by_year,
        present=_sum(flow * factors[year] for year, flow in by_year.items()),
        pledged=sum((each * factors[year] for year, each in pledged.items()), Fraction()),
    )


def _sum(flows: Iterable[Flow]) -> Flow:
    return sum(flows, Flow())


def _payback(by_year: Mapping[Year, Flow], factors: Mapping[Year, Fraction]) -> Year | None:
    present = (flow * factors[year] for year, flow in by_year.items())
    so_far = zip(by_year, accumulate(present), strict=True)
    return next((year for year, flow in so_far if flow.cost and flow.net >= 0), None)


def _bcr_range(
    by_year: Mapping[Year, Flow], errors: Mapping[Year, Flow], factors: Mapping[Year, Fraction]
) -> Range | None:
    middle = _sum(flow * factors[year] for year, flow in by_year.items())
    error = _sum(flow * factors[year] for year, flow in errors.items())
    if not middle.cost:
        return None
    return Range(
        least=(middle.public_value - error.public_value) / (middle.cost + error.cost),
        most=(middle.public_value + error.public_value) / (middle.cost - error.cost),
    )
