"""What may be asked: imperative, one class a wish, named as on the wire.

A command's class name is its `type` on the wire and its fields are its
`data` (protocol/SPEC.md). New things carry the identifier the asker minted.
One module a topic; every name is had from here.
"""

from codesign.domain.commands.afterwards import *
from codesign.domain.commands.agenda import *
from codesign.domain.commands.agreements import *
from codesign.domain.commands.appraisal import *
from codesign.domain.commands.assurance import *
from codesign.domain.commands.breakouts import *
from codesign.domain.commands.conduct import *
from codesign.domain.commands.entries import *
from codesign.domain.commands.estimates import *
from codesign.domain.commands.ideas import *
from codesign.domain.commands.needs import *
from codesign.domain.commands.people import *
from codesign.domain.commands.plan import *
from codesign.domain.commands.pledges import *
from codesign.domain.commands.publishing import *
from codesign.domain.commands.redesigns import *
from codesign.domain.commands.risks import *
from codesign.domain.commands.rounds import *
from codesign.domain.commands.spending import *
from codesign.domain.commands.workshop import *

Command = (
    WorkshopCommand
    | AgendaCommand
    | ConductCommand
    | PeopleCommand
    | IdeasCommand
    | BreakoutsCommand
    | RoundsCommand
    | RedesignsCommand
    | AgreementsCommand
    | AssuranceCommand
    | AfterwardsCommand
    | EntriesCommand
    | NeedsCommand
    | AppraisalCommand
    | EstimatesCommand
    | PledgesCommand
    | PublishingCommand
    | SpendingCommand
    | PlanCommand
    | RisksCommand
)
