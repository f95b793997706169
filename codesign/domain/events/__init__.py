"""What happened: the glossary, and the storage format.

These shapes are stored for ever under the class's name and schema version
(`store/mapper.py`); changing one means a new version and an upcast, never an
edit of history. One event per fact a facilitator would mention. Fields typed
with `SealedUnder` are stored encrypted and read as the empty string once
their key is destroyed. Times are integer milliseconds UTC. No floats.

One module a topic; every name is had from here.
"""

from collections.abc import Mapping
from typing import Final

from codesign.domain.events.afterwards import *
from codesign.domain.events.agenda import *
from codesign.domain.events.agreements import *
from codesign.domain.events.appraisal import *
from codesign.domain.events.assurance import *
from codesign.domain.events.breakouts import *
from codesign.domain.events.conduct import *
from codesign.domain.events.entries import *
from codesign.domain.events.estimates import *
from codesign.domain.events.ideas import *
from codesign.domain.events.kinds import *
from codesign.domain.events.needs import *
from codesign.domain.events.people import *
from codesign.domain.events.plan import *
from codesign.domain.events.pledges import *
from codesign.domain.events.publishing import *
from codesign.domain.events.redesigns import *
from codesign.domain.events.risks import *
from codesign.domain.events.rounds import *
from codesign.domain.events.spending import *
from codesign.domain.events.workshop import *

Event = (
    WorkshopEvent
    | AgendaEvent
    | ConductEvent
    | PeopleEvent
    | IdeasEvent
    | BreakoutsEvent
    | RoundsEvent
    | RedesignsEvent
    | AgreementsEvent
    | AssuranceEvent
    | AfterwardsEvent
    | EntriesEvent
    | NeedsEvent
    | AppraisalEvent
    | EstimatesEvent
    | PledgesEvent
    | PublishingEvent
    | SpendingEvent
    | PlanEvent
    | RisksEvent
)


def destroys_words_of(event: Event) -> str | None:
    """Name the person or contribution whose earlier words the event destroys."""
    field = _DESTROYS_WORDS_OF.get(type(event))
    owner: str | None = None if field is None else getattr(event, field)
    return owner


# In which field.
_DESTROYS_WORDS_OF: Final[Mapping[type, str]] = {
    ParticipantErased: "participant",
    ParticipantUnlisted: "participant",
    ContributionRedacted: "id",
    AccessNeedDeleted: "need",
    ContactWithdrawn: "contact",
}
