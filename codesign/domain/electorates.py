"""Who votes for whom, and whom an interest keeps from a vote: asked of the state."""

from collections.abc import Iterator

from codesign.domain.events import Interest, ProxyWithdrawn
from codesign.domain.ids import OrganisationId, ParticipantId
from codesign.domain.permissions import VOTING, may_act_for
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


def votes_by_proxy(
    workshop: Workshop, by: ParticipantId | None, for_: ParticipantId | None
) -> bool:
    """Tell whether who asks votes for a person who named them, and not as one who helps them."""
    if by is None or for_ is None or workshop.proxies.get(for_) != by:
        return False
    return not may_act_for(workshop.participants[by], workshop.participants[for_])


def is_represented(workshop: Workshop, person: Participant) -> bool:
    """Tell whether a person, here or away, can be voted for by somebody they named."""
    out = person.removed or person.erased or person.waiting or not person.came
    return person.id in workshop.proxies and person.role in VOTING and not out


def proxies_ended(workshop: Workshop, who: ParticipantId) -> Iterator[ProxyWithdrawn]:
    """Yield what ends with one who goes for good: who votes in their place, and they in whose."""
    for absent, holder in workshop.proxies.items():
        if who in {absent, holder}:
            yield ProxyWithdrawn(participant=absent, holder=holder)
