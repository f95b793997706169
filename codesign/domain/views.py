"""Which view a person has: a ladder, from what is public to what those who run it see.

What a stage lets `participant` see, `partner` and `facilitator` see too;
`public` (observer, room display, shared replay) sees least and never a name.
"""

from typing import Final

from codesign.domain.events import View
from codesign.domain.ids import OrganisationId, ParticipantId, StageId
from codesign.domain.permissions import HELPING
from codesign.domain.workshop import Participant, Workshop

VIEWS: Final[tuple[View, ...]] = ("public", "participant", "partner", "facilitator")
_STEP: Final[dict[View, int]] = {view: step for step, view in enumerate(VIEWS)}


def may_see(view: View, least: View) -> bool:
    """Tell whether a view is at least the one that may see something."""
    return _STEP[view] >= _STEP[least]


def belongs(workshop: Workshop, participant: ParticipantId) -> bool:
    """Tell whether a person is on the roll, be it as one who left, and was not erased."""
    person = workshop.participants.get(participant)
    return person is not None and not person.erased


def view_of(workshop: Workshop, participant: ParticipantId) -> View:
    """Return the view a person has now; public for somebody not known."""
    person = workshop.participants.get(participant)
    return "public" if person is None else view_as(workshop, person)


def view_as(workshop: Workshop, person: Participant) -> View:
    """Return the view a person has, or would have if they were like this.

    Somebody who left, was erased or only observes sees what is public. A
    partner speaks for no potential provider and declared no interest.
    """
    if not person.here or person.role == "observer":
        return "public"
    if person.role in HELPING:
        return "facilitator"
    if person.role == "commissioner" or may_gain(workshop, person):
        return "participant"
    return "partner"


def may_bid(workshop: Workshop, organisation: OrganisationId | None) -> bool:
    """Tell whether an organisation may come to provide what is planned here."""
    return organisation is not None and workshop.organisations[organisation].potential_provider


def may_gain(workshop: Workshop, person: Participant) -> bool:
    """Tell whether a person declared an interest or speaks for a potential provider."""
    return bool(person.interests) or may_bid(workshop, person.organisation)


def sees_stage(workshop: Workshop, stage: StageId | None, participant: ParticipantId) -> bool:
    """Tell whether a person may see what a stage brings forth."""
    return stage is None or may_see(view_of(workshop, participant), workshop.stages[stage].seen_by)


def sees_stage_as(workshop: Workshop, stage: StageId | None, person: Participant) -> bool:
    """Tell whether a person, if they were like this, may see what a stage brings forth."""
    return stage is None or may_see(view_as(workshop, person), workshop.stages[stage].seen_by)
