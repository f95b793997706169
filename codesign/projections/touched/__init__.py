"""Which records an event may have changed, for every view: the index.

It names rather too many than too few; what looks as before is told to nobody.
One module a topic.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final, get_args

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import SPOTLIGHT, Key
from codesign.projections.touched.afterwards import touched_afterwards
from codesign.projections.touched.agenda import touched_agenda
from codesign.projections.touched.agreements import touched_agreements
from codesign.projections.touched.appraisal import (
    touched_appraisal,
    touched_estimates,
    touched_pledges,
)
from codesign.projections.touched.assurance import touched_assurance
from codesign.projections.touched.breakouts import touched_breakouts
from codesign.projections.touched.conduct import touched_conduct
from codesign.projections.touched.entries import touched_entries, touched_entry, touched_needs
from codesign.projections.touched.ideas import touched_ideas
from codesign.projections.touched.people import touched_people
from codesign.projections.touched.publishing import touched_publishing
from codesign.projections.touched.redesigns import touched_redesigns
from codesign.projections.touched.rounds import touched_rounds
from codesign.projections.touched.workshop import touched_workshop

_TOUCHED: Final[dict[type, Callable[[Workshop, Any], Iterable[Key]]]] = {
    kind: touched_of
    for topic, touched_of in (
        (e.WorkshopEvent, touched_workshop),
        (e.AgendaEvent, touched_agenda),
        (e.ConductEvent, touched_conduct),
        (e.PeopleEvent, touched_people),
        (e.IdeasEvent, touched_ideas),
        (e.BreakoutsEvent, touched_breakouts),
        (e.RoundsEvent, touched_rounds),
        (e.RedesignsEvent, touched_redesigns),
        (e.AgreementsEvent, touched_agreements),
        (e.AssuranceEvent, touched_assurance),
        (e.AfterwardsEvent, touched_afterwards),
        (e.EntriesEvent, touched_entries),
        (e.NeedsEvent, touched_needs),
        (e.AppraisalEvent, touched_appraisal),
        (e.EstimatesEvent, touched_estimates),
        (e.PledgesEvent, touched_pledges),
        (e.PublishingEvent, touched_publishing),
        (e.SpendingEvent | e.PlanEvent | e.RisksEvent, touched_entry),
    )
    for kind in get_args(topic) or (topic,)
}


def touched(workshop: Workshop, event: e.Event) -> Iterable[Key]:
    """Return the keys of all records the event, already evolved, may have changed."""
    keys = _TOUCHED[type(event)](workshop, event)
    # Whatever happens may open what is in the spotlight to a view, or close it.
    return keys if workshop.spotlight is None else (*keys, SPOTLIGHT)
