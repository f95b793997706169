"""The state that decides: a fold of the log, private to its room.

Records are frozen and replaced; the collections that hold them, and the
ballots, change in place, because copying a large collection per event would
make opening a long workshop slow. Nothing here is shown to anybody: what an
audience may see is rendered in `projections/`.
One module a topic; every name is had from here.
"""

from codesign.domain.workshop.afterwards import *
from codesign.domain.workshop.agenda import *
from codesign.domain.workshop.agreements import *
from codesign.domain.workshop.ancestry import *
from codesign.domain.workshop.appraisal import *
from codesign.domain.workshop.assurance import *
from codesign.domain.workshop.breakouts import *
from codesign.domain.workshop.conduct import *
from codesign.domain.workshop.entries import *
from codesign.domain.workshop.ideas import *
from codesign.domain.workshop.people import *
from codesign.domain.workshop.publishing import *
from codesign.domain.workshop.redesigns import *
from codesign.domain.workshop.rounds import *
from codesign.domain.workshop.workshop import *
