"""Rules: who runs a workshop hands it over, and mends it where the wrong name was tapped."""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import ChangeRole, HandOver
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, ParticipantLeft, Role, RoleChanged
from codesign.domain.ids import ParticipantId
from codesign.domain.participation import as_if, onto_open_rolls, unerased
from codesign.domain.permissions import person, require_facilitator, require_present
from codesign.domain.workshop import DeskAct, Participant, Workshop

# How long a hand-over to the wrong person can be mended by who made it.
HAND_OVER_BACK_MS: Final = 5 * 60_000


def hand_over(workshop: Workshop, command: HandOver, act: Act) -> tuple[Event, ...]:
    """Make somebody else a facilitator, and step back or leave, in one act."""
    require_facilitator(workshop, act)
    heir = unerased(workshop, command.participant)
    if heir.id == act.by:
        raise CommandRejectedError("not_yourself")
    if not heir.here:
        raise CommandRejectedError("no_such_participant")
    if not heir.device:
        raise CommandRejectedError("needs_device")
    given: tuple[Event, ...] = ()
    if heir.role != "facilitator":
        given = (RoleChanged(participant=heir.id, role="facilitator"),)
    return (*given, *_stepping_back(workshop, person(workshop, act.by), command.then))


def _stepping_back(workshop: Workshop, leaver: Participant, then: Role | None) -> tuple[Event, ...]:
    if then is None:
        return (ParticipantLeft(participant=leaver.id),)
    if then == leaver.role:
        return ()
    rolls = onto_open_rolls(workshop, as_if(leaver, role=then))
    return (RoleChanged(participant=leaver.id, role=then), *rolls)


def is_hand_over(found: DeskAct) -> bool:
    """Tell whether somebody stepped back in the act, for another."""
    return ("role", found.by) in found.steps


def may_take_back_hand_over(workshop: Workshop, found: DeskAct, by: ParticipantId) -> bool:
    """Tell whether who handed over may still take it back, by what was done since."""
    return found.by == by and not any(
        each.seq > found.seq and each.by != by for each in workshop.desk_acts.values()
    )


def take_back_hand_over(workshop: Workshop, found: DeskAct, act: Act) -> tuple[Event, ...]:
    """Give the roles back that a hand-over changed.

    A facilitator may. Who stepped back may too, for a short while and only
    until somebody else has run the room: a wrong name tapped is mended at once
    by the one who knows, and nobody's workshop is taken from under them later.
    """
    asker = require_present(workshop, act)
    in_time = act.at - found.at <= HAND_OVER_BACK_MS
    if asker.role != "facilitator" and not (
        in_time and may_take_back_hand_over(workshop, found, asker.id)
    ):
        raise CommandRejectedError("handed_over")
    # Who stepped back comes first, so that there always is a facilitator.
    backs = [each for each in found.steps.values() if isinstance(each, ChangeRole)][::-1]
    return tuple(event for each in backs for event in _role_back(workshop, each))


def _role_back(workshop: Workshop, back: ChangeRole) -> tuple[Event, ...]:
    changed = as_if(unerased(workshop, back.participant), role=back.role)
    rolls = onto_open_rolls(workshop, changed)
    return (RoleChanged(participant=changed.id, role=changed.role), *rolls)
