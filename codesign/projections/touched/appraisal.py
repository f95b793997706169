"""Which records an event of appraisals, estimates or pledges may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.appraisal import options_of
from codesign.domain.ids import RedesignId
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key, entry_and_links


def touched_appraisal(workshop: Workshop, event: e.AppraisalEvent) -> Iterable[Key]:
    """Return the keys of the records an event of an appraisal may have changed."""
    match event:
        case e.DeliveryOptionDescribed() | e.DeliveryOptionSifted() | e.DeliveryOptionRejected():
            return entry_and_links(workshop, event.delivery_option)
        case e.CriterionDescribed():
            return entry_and_links(workshop, event.criterion)
        case e.OptionScored():
            return entry_and_links(workshop, event.score)
        case e.CriteriaLocked():
            return [("appraisals", event.redesign), *_scores(workshop, event.redesign)]
        case e.OwnWeightsGiven():
            return [("appraisals", event.redesign)]
        case e.PreferredOptionSelected() | e.PreferenceWithdrawn():
            options = options_of(workshop, event.redesign)
            return [("delivery_options", each) for each in options]
        case _:
            assert_never(event)


def touched_estimates(workshop: Workshop, event: e.EstimatesEvent) -> Iterable[Key]:
    """Return the keys of the records an event of estimates may have changed."""
    match event:
        case e.EstimateRecorded() | e.EstimateChecked() | e.EstimateUnchecked():
            return entry_and_links(workshop, event.estimate)
        case e.RatesSet() | e.RatesDropped():
            options = workshop.entries_of(e.DeliveryOptionDescribed)
            return [("cost_benefits", each) for each, _ in options]
        case _:
            assert_never(event)


def touched_pledges(workshop: Workshop, event: e.PledgesEvent) -> Iterable[Key]:
    """Return the keys of the records an event of pledges may have changed."""
    return entry_and_links(workshop, event.pledge)


def _scores(workshop: Workshop, redesign: RedesignId) -> Iterable[Key]:
    return (
        ("scores", key)
        for key, each in workshop.entries_of(e.OptionScored)
        if each.says.redesign == redesign
    )
