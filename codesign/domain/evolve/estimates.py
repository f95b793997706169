"""What events of estimates change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.ids import EstimateId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Check, OwnRates, Workshop
from codesign.methods.cost_benefit import Rates


def evolve_estimates(workshop: Workshop, recorded: Recorded, event: e.EstimatesEvent) -> None:
    """Apply an event of estimates."""
    match event:
        case e.EstimateRecorded():
            enter(workshop, recorded, event)
            workshop.checks.pop(event.estimate, None)
        case e.EstimateChecked():
            check = Check(post=event.post, on=event.on, seq=recorded.seq)
            workshop.checks[event.estimate] = check
        case e.EstimateUnchecked():
            workshop.checks.pop(event.estimate, None)
        case e.RatesSet():
            workshop.rates = OwnRates(rates=_rates(event), seq=recorded.seq)
        case e.RatesDropped():
            workshop.rates = None
        case _:
            assert_never(event)


def _rates(event: e.RatesSet) -> Rates:
    return Rates(
        name="rates set in this workshop",
        source=event.source,
        dated=event.dated,
        bands=event.bands,
        grades=dict(enumerate(event.grades, 1)),
    )


def redact_check(workshop: Workshop, estimate: EstimateId) -> None:
    """Leave empty which post checked a figure; that it was checked stays."""
    check = workshop.checks.get(estimate)
    if check is not None:
        workshop.checks[estimate] = replace(check, post="")
