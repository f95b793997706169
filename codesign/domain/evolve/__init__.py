"""An event changes the state: the index of all effects. It never refuses.

State changes in place; the records in it are replaced. Deterministic: no
clock, no randomness, nothing but the event and its envelope. One module a topic.
"""

from collections.abc import Callable
from typing import Any, Final, get_args

from codesign.domain import events as e
from codesign.domain.evolve.afterwards import evolve_afterwards
from codesign.domain.evolve.agenda import evolve_agenda
from codesign.domain.evolve.agreements import evolve_agreements
from codesign.domain.evolve.appraisal import evolve_appraisal
from codesign.domain.evolve.assurance import evolve_assurance
from codesign.domain.evolve.breakouts import evolve_breakouts
from codesign.domain.evolve.conduct import evolve_conduct
from codesign.domain.evolve.entries import evolve_entries
from codesign.domain.evolve.estimates import evolve_estimates
from codesign.domain.evolve.ideas import evolve_ideas
from codesign.domain.evolve.needs import evolve_needs
from codesign.domain.evolve.people import evolve_people
from codesign.domain.evolve.plan import evolve_plan
from codesign.domain.evolve.pledges import evolve_pledges
from codesign.domain.evolve.publishing import evolve_publishing
from codesign.domain.evolve.redesigns import evolve_redesigns
from codesign.domain.evolve.risks import evolve_risks
from codesign.domain.evolve.rounds import evolve_rounds
from codesign.domain.evolve.spending import evolve_spending
from codesign.domain.evolve.workshop import evolve_workshop
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back import remember
from codesign.domain.workshop import Workshop

_EFFECTS: Final[dict[type, Callable[[Workshop, Recorded, Any], None]]] = {
    kind: effect
    for topic, effect in (
        (e.WorkshopEvent, evolve_workshop),
        (e.AgendaEvent, evolve_agenda),
        (e.ConductEvent, evolve_conduct),
        (e.PeopleEvent, evolve_people),
        (e.IdeasEvent, evolve_ideas),
        (e.BreakoutsEvent, evolve_breakouts),
        (e.RoundsEvent, evolve_rounds),
        (e.RedesignsEvent, evolve_redesigns),
        (e.AgreementsEvent, evolve_agreements),
        (e.AssuranceEvent, evolve_assurance),
        (e.AfterwardsEvent, evolve_afterwards),
        (e.EntriesEvent, evolve_entries),
        (e.NeedsEvent, evolve_needs),
        (e.AppraisalEvent, evolve_appraisal),
        (e.EstimatesEvent, evolve_estimates),
        (e.PledgesEvent, evolve_pledges),
        (e.PublishingEvent, evolve_publishing),
        (e.SpendingEvent, evolve_spending),
        (e.PlanEvent, evolve_plan),
        (e.RisksEvent, evolve_risks),
    )
    for kind in get_args(topic) or (topic,)
}


def evolve(workshop: Workshop, recorded: Recorded) -> None:
    """Apply one recorded event to the workshop, in place."""
    remember(workshop, recorded)
    workshop.seq = recorded.seq
    workshop.at = recorded.at
    _EFFECTS[type(recorded.event)](workshop, recorded, recorded.event)
