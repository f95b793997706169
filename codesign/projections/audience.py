"""Audiences are data: a view, and the breakout group it looks into.

Views form a ladder. What a stage lets `participant` see, `partner` and
`facilitator` see too; `public` (observer, room display, shared replay) sees
least and never a name.
"""

from dataclasses import dataclass
from typing import Final

from codesign.domain.events import View
from codesign.domain.ids import GroupId, ParticipantId
from codesign.domain.permissions import HELPING
from codesign.domain.workshop import Participant, Workshop

VIEWS: Final[tuple[View, ...]] = ("public", "participant", "partner", "facilitator")
_STEP: Final[dict[View, int]] = {view: step for step, view in enumerate(VIEWS)}


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody who is told the same."""

    view: View
    group: GroupId | None = None


def may_see(view: View, least: View) -> bool:
    """Tell whether a view is at least the one that may see something."""
    return _STEP[view] >= _STEP[least]


def view_of(workshop: Workshop, participant: ParticipantId) -> View:
    """Return the view a person on the roll has now.

    Somebody who left or is not known sees what is public. A partner speaks
    for no potential provider and declared no interest.
    """
    person = workshop.participants.get(participant)
    if person is None or person.left or person.role == "observer":
        return "public"
    if person.role in HELPING:
        return "facilitator"
    if person.role == "commissioner" or person.interests or _may_bid(workshop, person):
        return "participant"
    return "partner"


def _may_bid(workshop: Workshop, person: Participant) -> bool:
    return (
        person.organisation is not None
        and workshop.organisations[person.organisation].potential_provider
    )
