"""Who speaks for an organisation, and whom an interest keeps from a vote: asked of the state."""

from codesign.domain.events import Interest
from codesign.domain.ids import OrganisationId, ParticipantId
from codesign.domain.workshop import Participant, Workshop


def voices(workshop: Workshop) -> dict[OrganisationId, ParticipantId]:
    """Return who speaks for each organisation now; nobody for one whose speaker went elsewhere."""
    return {
        each.organisation: each.participant
        for each in workshop.mandates.values()
        if not workshop.organisations[each.organisation].removed
        and workshop.participants[each.participant].organisation == each.organisation
    }


def is_barred(found: Participant, barring: tuple[Interest, ...]) -> bool:
    """Tell whether an interest keeps a person from a vote that names it."""
    return not found.dispensed and not set(barring).isdisjoint(found.interests)
