"""Rules: who is let in, who waits, who may not write for now, and who is put out.

Nothing a person gave goes with them. Only a facilitator puts out or mutes
another, and nobody does it to themselves, so that somebody can always run the
room.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    AdmitParticipants,
    MuteParticipant,
    ReadmitParticipant,
    RemoveParticipant,
    SetDoor,
    UnmuteParticipant,
    WithdrawAdmission,
)
from codesign.domain.electorates import proxies_ended
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    AdmissionWithdrawn,
    DoorChanged,
    Event,
    ParticipantAdmitted,
    ParticipantMuted,
    ParticipantReadmitted,
    ParticipantRemoved,
    ParticipantUnmuted,
)
from codesign.domain.ids import ParticipantId
from codesign.domain.participation import arriving, as_if, is_last_facilitator
from codesign.domain.permissions import (
    RUNNING,
    person,
    require_facilitator,
    require_running,
)
from codesign.domain.words import TITLE_CHARS, optional_words
from codesign.domain.workshop import Participant, Workshop

AT_ONCE = 500


def set_door(workshop: Workshop, command: SetDoor, act: Act) -> tuple[Event, ...]:
    """Say how new people come in; nobody inside or waiting is touched."""
    require_running(workshop, act)
    return () if command.door == workshop.door else (DoorChanged(door=command.door),)


def admit_participants(
    workshop: Workshop, command: AdmitParticipants, act: Act
) -> tuple[Event, ...]:
    """Let people in who wait, one or all; open rolls grow by them."""
    require_running(workshop, act)
    if len(command.participants) > AT_ONCE:
        raise CommandRejectedError("too_many")
    asked = dict.fromkeys(command.participants)
    waiting = [each for each in (person(workshop, one) for one in asked) if _can_come_in(each)]
    admitted = [ParticipantAdmitted(participant=each.id) for each in waiting]
    coming = (as_if(each, came=True, waiting=False) for each in waiting)
    return (*admitted, *arriving(workshop, *coming))


def withdraw_admission(
    workshop: Workshop, command: WithdrawAdmission, act: Act
) -> tuple[Event, ...]:
    """Let a person wait outside again."""
    outside = _other(workshop, command.participant, act)
    if is_last_facilitator(workshop, outside):
        raise CommandRejectedError("last_facilitator")
    return () if outside.waiting else (AdmissionWithdrawn(participant=outside.id),)


def mute_participant(workshop: Workshop, command: MuteParticipant, act: Act) -> tuple[Event, ...]:
    """Let a person not write for now; those who run the workshop are not muted."""
    muted = _other(workshop, command.participant, act)
    if muted.role in RUNNING:
        raise CommandRejectedError("role_not_allowed")
    return () if muted.muted else (ParticipantMuted(participant=muted.id),)


def unmute_participant(
    workshop: Workshop, command: UnmuteParticipant, act: Act
) -> tuple[Event, ...]:
    """Let a person write again."""
    require_running(workshop, act)
    muted = person(workshop, command.participant)
    return (ParticipantUnmuted(participant=muted.id),) if muted.muted else ()


def remove_participant(
    workshop: Workshop, command: RemoveParticipant, act: Act
) -> tuple[Event, ...]:
    """Put a person out; asked again with another mind about the ban, that changes."""
    removed = _other(workshop, command.participant, act)
    if is_last_facilitator(workshop, removed):
        raise CommandRejectedError("last_facilitator")
    if removed.removed and removed.banned == command.ban:
        return ()
    reason = optional_words(command.reason, TITLE_CHARS)
    ended = proxies_ended(workshop, removed.id)
    return (
        *ended,
        ParticipantRemoved(participant=removed.id, banned=command.ban, reason=reason),
    )


def readmit_participant(
    workshop: Workshop, command: ReadmitParticipant, act: Act
) -> tuple[Event, ...]:
    """Let a person come back who was put out; open rolls grow by them again."""
    require_running(workshop, act)
    back = person(workshop, command.participant)
    if not back.removed:
        return ()
    along = arriving(workshop, as_if(back, removed=False, banned=False))
    return (ParticipantReadmitted(participant=back.id), *along)


def _can_come_in(each: Participant) -> bool:
    return each.waiting and not (each.removed or each.erased)


def _other(workshop: Workshop, participant: ParticipantId, act: Act) -> Participant:
    """Return somebody whom the asker may deal with: not themselves, nor a facilitator's better."""
    require_running(workshop, act)
    found = person(workshop, participant)
    if found.id == act.by:
        raise CommandRejectedError("not_yourself")
    if found.role == "facilitator":
        require_facilitator(workshop, act)
    return found
