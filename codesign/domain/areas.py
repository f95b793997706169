"""Rules: the areas people can say they are of, such as villages or estates.

Saying so is optional. It serves to split votes and to see whether every area was heard,
never to show who is from where: whoever runs the workshop sees it, and nobody else but
the person themselves.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import AddArea, ChooseArea, RemoveArea
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import AreaAdded, AreaChosen, AreaRemoved, Event
from codesign.domain.ids import AreaId, ParticipantId
from codesign.domain.permissions import (
    fresh,
    may_act_for,
    person,
    require_running,
    require_self_or_running,
)
from codesign.domain.words import NAME_CHARS, one_line
from codesign.domain.workshop import Listed, Participant, Workshop

# More than anybody finds theirs in, on a phone.
AREAS_AT_MOST: Final = 50


def add_area(workshop: Workshop, command: AddArea, act: Act) -> tuple[Event, ...]:
    """Add an area, or correct its name."""
    require_running(workshop, act)
    known = workshop.areas.get(command.area)
    if known is None:
        fresh(workshop, command.area)
        if sum(not each.removed for each in workshop.areas.values()) >= AREAS_AT_MOST:
            raise CommandRejectedError("too_many")
    name = one_line(command.name, NAME_CHARS)
    if known is not None and (known.name, known.removed) == (name, False):
        return ()
    return (AreaAdded(area=command.area, name=name),)


def remove_area(workshop: Workshop, command: RemoveArea, act: Act) -> tuple[Event, ...]:
    """Take an area off the list that nobody is of, or is expected from."""
    require_running(workshop, act)
    found = workshop.areas.get(command.area)
    if found is None:
        raise CommandRejectedError("no_such_area")
    if found.removed:
        return ()
    # Who is on the door list and in the room is of the area they are in the room.
    people: dict[ParticipantId, Listed | Participant]
    people = {**workshop.door_list, **workshop.participants}
    if any(each.area == found.id for each in people.values()):
        raise CommandRejectedError("area_in_use")
    return (AreaRemoved(area=found.id),)


def choose_area(workshop: Workshop, command: ChooseArea, act: Act) -> tuple[Event, ...]:
    """Say of which area a person is, or no longer say it."""
    chooser = person(workshop, command.participant)
    if chooser.erased:
        raise CommandRejectedError("person_erased")
    asker = workshop.participants.get(act.by)
    if asker is None or not may_act_for(asker, chooser):
        require_self_or_running(workshop, act, chooser.id)
    return area_chosen(workshop, chooser.id, chooser.area, command.area)


def known_area(workshop: Workshop, area: AreaId | None) -> AreaId | None:
    """Return the area, which may be none.

    Raises:
        CommandRejectedError: `no_such_area`.
    """
    found = None if area is None else workshop.areas.get(area)
    if area is not None and (found is None or found.removed):
        raise CommandRejectedError("no_such_area")
    return area


def area_chosen(
    workshop: Workshop, who: ParticipantId, before: AreaId | None, area: AreaId | None
) -> tuple[Event, ...]:
    """Return that a person is of an area now, nothing where they were before.

    Raises:
        CommandRejectedError: `no_such_area`.
    """
    known_area(workshop, area)
    return () if area == before else (AreaChosen(participant=who, area=area),)
