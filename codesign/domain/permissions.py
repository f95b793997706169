"""Who may do what: one place, asked by every topic.

A facilitator and a co-facilitator run the workshop; a table helper adds
people without a device and acts for them; observers only look.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Reported, Role
from codesign.domain.ids import ParticipantId, is_id
from codesign.domain.workshop import Participant, Workshop

RUNNING: Final[frozenset[Role]] = frozenset({"facilitator", "co_facilitator"})
HELPING: Final[frozenset[Role]] = RUNNING | {"table_helper"}
VOTING: Final[frozenset[Role]] = frozenset({"table_helper", "participant", "commissioner"})


def person(workshop: Workshop, participant: ParticipantId) -> Participant:
    """Return the participant of that id.

    Raises:
        CommandRejectedError: `no_such_participant`.
    """
    found = workshop.participants.get(participant)
    if found is None:
        raise CommandRejectedError("no_such_participant")
    return found


def require_present(workshop: Workshop, act: Act) -> Participant:
    """Return the person whose act it is, who must be in the room and may be helped.

    Raises:
        CommandRejectedError: `no_such_participant`, `person_erased`,
            `not_for_them` or `role_not_allowed`.
    """
    asker = _in_the_room(workshop, act.by)
    if act.for_ is None:
        return asker
    helped = person(workshop, act.for_)
    if helped.erased:
        raise CommandRejectedError("person_erased")
    if not may_act_for(asker, helped):
        raise CommandRejectedError("not_for_them")
    return helped


def may_act_for(asker: Participant, helped: Participant) -> bool:
    """Tell whether the asker may act for the other person."""
    if helped.device or not helped.here or not asker.here:
        return False
    return asker.role in RUNNING or (asker.role in HELPING and helped.helper == asker.id)


def require_running(workshop: Workshop, act: Act) -> None:
    """Let only those pass who run the workshop, and the server.

    Raises:
        CommandRejectedError: `role_not_allowed`.
    """
    _require_role(workshop, act, RUNNING)


def require_facilitator(workshop: Workshop, act: Act) -> None:
    """Let only a facilitator pass, and the server: co-facilitators run the room, not its owner.

    Raises:
        CommandRejectedError: `facilitators_only`.
    """
    if not act.is_system and _in_the_room(workshop, act.by).role != "facilitator":
        raise CommandRejectedError("facilitators_only")


def require_helping(workshop: Workshop, act: Act) -> None:
    """Let only those pass who run the workshop or help at a table.

    Raises:
        CommandRejectedError: `role_not_allowed`.
    """
    _require_role(workshop, act, HELPING)


def require_system(act: Act) -> None:
    """Let only the server pass.

    Raises:
        CommandRejectedError: `role_not_allowed`.
    """
    if not act.is_system:
        raise CommandRejectedError("role_not_allowed")


def require_contributor(workshop: Workshop, act: Act) -> Participant:
    """Return the person whose act it is; observers only look, and the muted do too.

    Raises:
        CommandRejectedError: `muted`, or as `require_present`.
    """
    who = require_present(workshop, act)
    if who.role == "observer":
        raise CommandRejectedError("role_not_allowed")
    if who.muted:
        raise CommandRejectedError("muted")
    return who


def require_self_or_running(workshop: Workshop, act: Act, participant: ParticipantId) -> None:
    """Let a person act on their own entry, or those who run the workshop.

    Raises:
        CommandRejectedError: as `require_present`.
    """
    if act.is_system or require_present(workshop, act).id == participant:
        return
    require_running(workshop, act)


def runs(workshop: Workshop, act: Act) -> bool:
    """Tell whether the asker runs the workshop."""
    asker = workshop.participants.get(act.by)
    return act.is_system or (asker is not None and asker.here and asker.role in RUNNING)


def runners(workshop: Workshop) -> list[ParticipantId]:
    """Return those who run the workshop now."""
    return [each for each in workshop.running if workshop.participants[each].here]


def report_readers(workshop: Workshop, about: Reported, about_id: str) -> list[ParticipantId]:
    """Return those who run the workshop and may read a report: not whom it is about."""
    return [each for each in runners(workshop) if not (about == "participant" and each == about_id)]


def fresh(workshop: Workshop, identifier: str) -> None:
    """Refuse an identifier that is malformed or in use for anything here.

    Raises:
        CommandRejectedError: `bad_id` or `id_taken`.
    """
    if not is_id(identifier):
        raise CommandRejectedError("bad_id")
    if workshop.holds(identifier):
        raise CommandRejectedError("id_taken")


def _require_role(workshop: Workshop, act: Act, roles: frozenset[Role]) -> None:
    if not act.is_system and _in_the_room(workshop, act.by).role not in roles:
        raise CommandRejectedError("role_not_allowed")


def _in_the_room(workshop: Workshop, participant: ParticipantId) -> Participant:
    asker = person(workshop, participant)
    if asker.erased:
        raise CommandRejectedError("person_erased")
    if asker.removed:
        raise CommandRejectedError("removed")
    if asker.waiting:
        raise CommandRejectedError("not_admitted")
    if asker.left:
        raise CommandRejectedError("role_not_allowed")
    return asker
