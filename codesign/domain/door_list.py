"""Rules: the door list. Who is expected, who has come, with a device or without, at which table.

A person on the door list has the identifier they will have in the room. So
whoever is ticked at the door and comes in by phone too is one person.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.areas import area_chosen, known_area
from codesign.domain.commands import (
    ChangeDevice,
    Listing,
    ListPeople,
    RecordArrival,
    SeatParticipant,
    UnlistParticipant,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    DeviceChanged,
    Event,
    ParticipantJoined,
    ParticipantListed,
    ParticipantSeated,
    ParticipantUnlisted,
)
from codesign.domain.organisations import known_organisation
from codesign.domain.participation import helper_for, newcomer_arriving, unerased
from codesign.domain.permissions import (
    HELPING,
    fresh,
    may_act_for,
    require_helping,
    require_self_or_running,
)
from codesign.domain.words import NAME_CHARS, TABLE_CHARS, one_line, optional_line
from codesign.domain.workshop import Listed, Workshop

LISTED_AT_MOST: Final = 1_000


def list_people(workshop: Workshop, command: ListPeople, act: Act) -> tuple[Event, ...]:
    """Put people on the door list, all of them or none.

    Raises:
        CommandRejectedError: naming the line it is about.
    """
    require_helping(workshop, act)
    if len(command.people) > LISTED_AT_MOST:
        raise CommandRejectedError("too_many")
    if len({each.participant for each in command.people}) < len(command.people):
        raise CommandRejectedError("id_taken")
    listed = [_line(workshop, line, each) for line, each in enumerate(command.people, 1)]
    return tuple(_added(each) for each in listed if workshop.door_list.get(each.id) != each)


def unlist_participant(
    workshop: Workshop, command: UnlistParticipant, act: Act
) -> tuple[Event, ...]:
    """Take a person who never came off the door list; nothing of them is kept."""
    require_helping(workshop, act)
    if command.participant in workshop.participants:
        raise CommandRejectedError("already_on_roll")
    if command.participant not in workshop.door_list:
        return ()
    return (ParticipantUnlisted(participant=command.participant),)


def record_arrival(workshop: Workshop, command: RecordArrival, act: Act) -> tuple[Event, ...]:
    """Tick a person of the door list who has come."""
    require_helping(workshop, act)
    if command.participant in workshop.participants:
        return ()
    listed = workshop.door_list.get(command.participant)
    if listed is None:
        raise CommandRejectedError("no_such_participant")
    joined = ParticipantJoined(
        participant=listed.id,
        name=listed.name,
        organisation=listed.organisation,
        role="participant",
        device=command.device,
        helper=None if command.device else helper_for(workshop, command.helper, listed.table, act),
    )
    of_area = area_chosen(workshop, listed.id, None, listed.area)
    return (joined, *of_area, *newcomer_arriving(workshop, joined, act))


def seat_participant(workshop: Workshop, command: SeatParticipant, act: Act) -> tuple[Event, ...]:
    """Seat a person at a table."""
    require_helping(workshop, act)
    seated = unerased(workshop, command.participant)
    table = optional_line(command.table, TABLE_CHARS)
    return () if table == seated.table else (ParticipantSeated(participant=seated.id, table=table),)


def change_device(workshop: Workshop, command: ChangeDevice, act: Act) -> tuple[Event, ...]:
    """Take up a device, or go on without one.

    That a person has none lets others act for them, so only they themselves
    say so, or those who run the workshop.
    """
    changed = unerased(workshop, command.participant)
    helper = workshop.participants.get(act.by)
    if not (command.device and helper is not None and may_act_for(helper, changed)):
        require_self_or_running(workshop, act, changed.id)
    if command.device == changed.device:
        return ()
    if changed.role in HELPING:
        raise CommandRejectedError("needs_device")
    return (DeviceChanged(participant=changed.id, device=command.device),)


def _line(workshop: Workshop, line: int, listing: Listing) -> Listed:
    try:
        return _listed(workshop, listing)
    except CommandRejectedError as refused:
        raise CommandRejectedError(refused.code, row=line, field=refused.field) from refused


def _listed(workshop: Workshop, line: Listing) -> Listed:
    if line.participant in workshop.participants:
        raise CommandRejectedError("already_on_roll")
    if line.participant not in workshop.door_list:
        fresh(workshop, line.participant)
    return Listed(
        id=line.participant,
        name=one_line(line.name, NAME_CHARS),
        organisation=known_organisation(workshop, line.organisation),
        table=optional_line(line.table, TABLE_CHARS),
        area=known_area(workshop, line.area),
    )


def _added(listed: Listed) -> ParticipantListed:
    return ParticipantListed(
        participant=listed.id,
        name=listed.name,
        organisation=listed.organisation,
        table=listed.table,
        area=listed.area,
    )
