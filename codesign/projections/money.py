"""What an option costs and brings, and what is pledged: counted from what is on record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codesign.domain.events import EstimateRecorded, PledgeKind, PledgeMade, Reach
from codesign.domain.ids import DeliveryOptionId, PledgeId, RedesignId
from codesign.domain.workshop import Workshop
from codesign.methods.cost_benefit import (
    ILLUSTRATIVE,
    Cohort,
    CostBenefit,
    Figure,
    InYear,
    Rates,
    cost_benefit,
)

# Whose a figure is: an organisation's id, or one of "individuals" and "society".
PartyKey = str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Minor units in all years: what is confirmed, and what is not; never added together."""

    confirmed: int = 0
    indicative: int = 0


def estimates_of(
    workshop: Workshop, option: DeliveryOptionId
) -> Iterator[tuple[str, EstimateRecorded]]:
    """Return the figures of an option that stand."""
    return (
        (key, each.says)
        for key, each in workshop.entries_of(EstimateRecorded)
        if each.says.delivery_option == option and each.stands
    )


def pledges_of(workshop: Workshop, redesign: RedesignId) -> Iterator[tuple[PledgeId, PledgeMade]]:
    """Return the pledges to a redesign that stand."""
    return (
        (each.says.pledge, each.says)
        for _, each in workshop.entries_of(PledgeMade)
        if each.says.redesign == redesign and each.stands
    )


def cost_benefit_of(workshop: Workshop, option: DeliveryOptionId) -> CostBenefit[PartyKey]:
    """Return what the figures of an option come to, beside what is pledged to its redesign."""
    redesign: RedesignId = workshop.entries[option].says.redesign
    figures = (figure_of(each) for _, each in estimates_of(workshop, option))
    return cost_benefit(figures, _pledged(workshop, redesign), rates_of(workshop))


def rates_of(workshop: Workshop) -> Rates:
    """Return the rates money is reckoned by: the illustrative defaults where none were set."""
    return ILLUSTRATIVE if workshop.rates is None else workshop.rates.rates


def figure_of(estimate: EstimateRecorded) -> Figure[PartyKey]:
    """Return an estimate as the method takes it."""
    reach = estimate.reach
    return Figure(
        side=estimate.side,
        party=party_key(estimate),
        years={e.year: InYear(amount=e.amount, cashable=e.cashable) for e in estimate.by_year},
        cohort=None if reach is None else _cohort(reach),
        grade=estimate.grade,
    )


def _cohort(reach: Reach) -> Cohort:
    return Cohort(
        population=reach.population,
        affected=reach.affected,
        engaged=reach.engaged,
        impact=reach.impact,
        deadweight=reach.deadweight,
        unit_value=reach.unit_value,
    )


def party_key(estimate: EstimateRecorded) -> PartyKey:
    """Return whose a figure is."""
    return estimate.party if estimate.organisation is None else estimate.organisation


def sums_by_kind(workshop: Workshop, redesign: RedesignId) -> dict[PledgeKind, Sums]:
    """Return what is pledged by kind; the shared pot is what is confirmed of `pooled` alone."""
    sums: dict[PledgeKind, Sums] = {}
    for key, pledge in pledges_of(workshop, redesign):
        before = sums.get(pledge.kind, Sums())
        amount = sum(each.amount for each in pledge.by_year)
        confirmed = key in workshop.confirmations
        sums[pledge.kind] = Sums(
            confirmed=before.confirmed + (amount if confirmed else 0),
            indicative=before.indicative + (0 if confirmed else amount),
        )
    return sums


def _pledged(workshop: Workshop, redesign: RedesignId) -> Mapping[PartyKey, Mapping[int, int]]:
    pledged: dict[PartyKey, dict[int, int]] = {}
    for _, pledge in pledges_of(workshop, redesign):
        by_year = pledged.setdefault(pledge.organisation, defaultdict(int))
        for each in pledge.by_year:
            by_year[each.year] += each.amount
    return pledged
