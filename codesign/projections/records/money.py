"""How costs, benefits and the shared pot look to a view: figures, and no words.

Money is in whole minor units and ratios per mille, rounded half to even from exact
values; each figure is rounded on its own.
"""

from fractions import Fraction
from typing import Any, Final

from codesign.domain.events import EstimateRecorded, PledgeMade, View
from codesign.domain.ids import DeliveryOptionId, EstimateId, RedesignId
from codesign.domain.workshop import Workshop
from codesign.methods.cost_benefit import CostBenefit, Flow, Position, Rates, minor_units
from codesign.projections.money import (
    PartyKey,
    cost_benefit_of,
    estimates_of,
    sums_by_kind,
)
from codesign.projections.ops import Record
from codesign.projections.records.showing import Alike, stage_shown

SIDES = ("cost", "fiscal", "economic", "social", "cashable")


def cost_benefit_open(workshop: Workshop, key: str, view: View) -> bool:
    """Tell whether a view may see what an option comes to: if it may see every figure in it."""
    described = workshop.entries[key].says
    figures = (each for _, each in workshop.entries_of(EstimateRecorded))
    stages = {each.says.stage for each in figures if each.says.delivery_option == key}
    stages.add(described.stage)
    shown = all(stage_shown(workshop, each, view) for each in stages)
    return shown and pool_open(workshop, described.redesign, view)


def _cost_benefit(workshop: Workshop, key: str) -> Record | None:
    """Render what an option costs and brings, by organisation and year, and who gains."""
    option = DeliveryOptionId(key)
    estimates = [*estimates_of(workshop, option)]
    if not (workshop.entries[option].stands and estimates):
        return None
    found = cost_benefit_of(workshop, option)
    return {
        "redesign": workshop.entries[option].says.redesign,
        "estimates": len(estimates),
        "checked": sum(EstimateId(each) in workshop.checks for each, _ in estimates),
        "price_base": estimates[0][1].price_base,
        "years": list(found.years),
        "parties": [_party(workshop, each, found) for each in found.positions],
        "by_year": {
            side: [minor_units(getattr(found.by_year[year], side)) for year in found.years]
            for side in SIDES
        },
        "present": _present(found.present),
        "npbi": minor_units(found.npbi),
        "nppv": minor_units(found.nppv),
        "roi": _mille(found.roi),
        "bcr": _mille(found.bcr),
        "bcr_least": None if found.bcr_range is None else _mille(found.bcr_range.least),
        "bcr_most": None if found.bcr_range is None else _mille(found.bcr_range.most),
        "payback": found.payback,
        "rates": _rates(workshop, found.rates),
    }


def _rates(workshop: Workshop, rates: Rates) -> Record:
    """Render what the figures are reckoned by; `seq` is None for the illustrative defaults."""
    return {
        "name": rates.name,
        "source": rates.source,
        "dated": rates.dated,
        "bands": [{"since": each.since, "rate": each.rate} for each in rates.bands],
        "grades": [
            {
                "on_costs": each.on_costs,
                "on_benefits": each.on_benefits,
                "known_error": each.known_error,
            }
            for _, each in sorted(rates.grades.items())
        ],
        "seq": None if workshop.rates is None else workshop.rates.seq,
    }


cost_benefit_record: Final = Alike(cost_benefit_open, _cost_benefit)


def pool_open(workshop: Workshop, redesign: RedesignId, view: View) -> bool:
    """Tell whether a view may see what is pledged in all: if it may see every pledge."""
    pledges = (each for _, each in workshop.entries_of(PledgeMade))
    stages = {each.says.stage for each in pledges if each.says.redesign == redesign}
    return all(stage_shown(workshop, each, view) for each in stages)


def pool_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render what is pledged to a redesign, confirmed and not, by kind."""
    redesign = RedesignId(key)
    sums = sums_by_kind(workshop, redesign)
    if not (sums and pool_open(workshop, redesign, view)):
        return None
    pooled = sums.get("pooled")
    return {
        "pool": 0 if pooled is None else pooled.confirmed,
        "pool_indicative": 0 if pooled is None else pooled.indicative,
        "by_kind": {
            kind: {"confirmed": each.confirmed, "indicative": each.indicative}
            for kind, each in sums.items()
        },
    }


def _party(
    workshop: Workshop, position: Position[PartyKey], found: CostBenefit[PartyKey]
) -> dict[str, Any]:
    return {
        "party": position.party,
        "by_year": {
            side: [
                minor_units(getattr(position.by_year.get(year, Flow()), side))
                for year in found.years
            ]
            for side in SIDES
        },
        "present": _present(position.present),
        "net": minor_units(position.present.net),
        "pledged": minor_units(position.pledged),
        "gains_more_than_pledged": (
            position.party in workshop.organisations and position.gains_more_than_pledged
        ),
    }


def _present(flow: Flow) -> dict[str, int]:
    return {side: minor_units(getattr(flow, side)) for side in SIDES}


def _mille(ratio: Fraction | None) -> int | None:
    return None if ratio is None else round(ratio * 1000)
