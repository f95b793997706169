"""Which audience a person belongs to: a view, and the group of a breakout they are in.

Views are a ladder, from what is public to what those who run it see: what a
stage lets `participant` see, `partner` and `facilitator` see too; `public`
(observer, room display, shared replay) sees least and never a name.

A group has a board of its own, which nobody else sees but those who run the
workshop, unless they open the boards to all. People belong to their group
until another breakout opens or its stage closes, so that they can report back.
"""

from typing import Final, Literal, NamedTuple

from codesign.domain.events import (
    DisplayCodeIssued,
    DisplayCodeWithdrawn,
    Event,
    ParticipantErased,
    View,
)
from codesign.domain.ids import GroupId, OrganisationId, ParticipantId, StageId
from codesign.domain.permissions import HELPING
from codesign.domain.workshop import Participant, Workshop

VIEWS: Final[tuple[View, ...]] = ("public", "participant", "partner", "facilitator")
# Waiting to be let in, put out, or put out for good.
Outside = Literal["waiting", "removed", "banned"]
_STEP: Final[dict[View, int]] = {view: step for step, view in enumerate(VIEWS)}


class Audience(NamedTuple):
    """Everybody who is told the same: a view and, where it makes a difference, a group."""

    view: View
    group: GroupId | None = None


def may_see(view: View, least: View) -> bool:
    """Tell whether a view is at least the one that may see something."""
    return _STEP[view] >= _STEP[least]


def belongs(workshop: Workshop, participant: ParticipantId) -> bool:
    """Tell whether a person is on the roll, be it as one who left, and was not erased."""
    person = workshop.participants.get(participant)
    return person is not None and not person.erased


def may_end_belonging(event: Event) -> bool:
    """Tell whether after this event somebody may be no more of the workshop, or a display."""
    return isinstance(event, ParticipantErased | DisplayCodeIssued | DisplayCodeWithdrawn)


def outside(workshop: Workshop, participant: ParticipantId) -> Outside | None:
    """Tell why a person who asked to come in, or was in, may not be inside; None for all others."""
    person = workshop.participants.get(participant)
    if person is None or person.erased:
        return None
    if person.removed:
        return "banned" if person.banned else "removed"
    return "waiting" if person.waiting else None


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


def audience_of(workshop: Workshop, participant: ParticipantId) -> Audience:
    """Return the audience a person belongs to now."""
    view = view_of(workshop, participant)
    # Who runs the workshop sees every group's board, and the public sees none.
    own = None if view in {"facilitator", "public"} else group_of(workshop, participant)
    return Audience(view, own)


def group_of(workshop: Workshop, participant: ParticipantId) -> GroupId | None:
    """Return the group a person is in, or came back from to report."""
    if workshop.breakout is None:
        return None
    return workshop.breakouts[workshop.breakout].places.get(participant)


def is_member(workshop: Workshop, group: GroupId | None, participant: ParticipantId) -> bool:
    """Tell whether a person is in a group; everybody is in none, that is in the whole room."""
    if group is None:
        return True
    return workshop.breakouts[workshop.groups[group].breakout].places.get(participant) == group


def sees_board(workshop: Workshop, group: GroupId | None, audience: Audience) -> bool:
    """Tell whether an audience may see the board of a group; None is everybody's."""
    if group is None or audience.view == "facilitator" or group == audience.group:
        return True
    return workshop.breakouts[workshop.groups[group].breakout].boards_open


def sees_board_of(workshop: Workshop, group: GroupId | None, participant: ParticipantId) -> bool:
    """Tell whether a person may see the board of a group."""
    return sees_board(workshop, group, audience_of(workshop, participant))


def may_watch(workshop: Workshop, participant: ParticipantId, group: GroupId) -> bool:
    """Tell whether a person may see the past of a group's board: their own, or any if they run."""
    found = workshop.groups.get(group)
    if found is None:
        return False
    view = view_of(workshop, participant)
    if view in {"facilitator", "public"}:
        return view == "facilitator"
    opened = workshop.breakouts[found.breakout].boards_open
    return opened or is_member(workshop, group, participant)
