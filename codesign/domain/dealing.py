"""Who goes into which group: evenly, at random, by organisation, tables together.

A table is a table helper with the people they act for; nothing here parts
one. Chance comes from a seed, so that the same asking gives the same groups.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from codesign.domain.commands import Spread
from codesign.domain.events import Event, PeopleAssigned, VoterAdded
from codesign.domain.ids import GroupId, OrganisationId, ParticipantId
from codesign.domain.permissions import VOTING
from codesign.domain.views import sees_stage_as
from codesign.domain.workshop import Breakout, Participant, Workshop

# People who go to the same group.
Party = tuple[Participant, ...]
Places = Mapping[ParticipantId, GroupId]


def may_be_dealt(workshop: Workshop, breakout: Breakout, person: Participant) -> bool:
    """Tell whether a person has a place in the groups: takes part, and sees the stage."""
    takes_part = person.here and person.role in VOTING
    return takes_part and sees_stage_as(workshop, breakout.stage, person)


def spread(
    workshop: Workshop, breakout: Breakout, how: Spread, seed: int, *, everybody: bool
) -> dict[ParticipantId, GroupId]:
    """Return a group for everybody, or for those who have none, as evenly as parties allow."""
    kept = {} if everybody else _of_those_here(workshop, breakout)
    waiting = [
        each
        for each in workshop.participants.values()
        if each.id not in kept and may_be_dealt(workshop, breakout, each)
    ]
    waiting.sort(key=lambda each: _drawn(seed, each.id))
    deal = _Deal(workshop, breakout.groups, kept)
    alone = deal.seat_with_helpers(waiting)
    parties = _tables(alone)
    if how == "together":
        at_most = -(-(len(kept) + len(waiting)) // len(breakout.groups))
        parties = _joined_by_organisation(parties, at_most)
    for party in sorted(parties, key=len, reverse=True):
        deal.seat(party, deal.fewest_alike(party) if how == "mixed" else deal.smallest())
    return {who: place for who, place in deal.places.items() if kept.get(who) != place}


def places_of_late_comers(
    workshop: Workshop, breakout: Breakout, people: Iterable[Participant]
) -> dict[ParticipantId, GroupId]:
    """Return where those go who come while the groups meet; nobody is placed who may choose."""
    deal = _Deal(workshop, breakout.groups, _of_those_here(workshop, breakout))
    placed = {}
    for each in people:
        if each.id in breakout.places or not may_be_dealt(workshop, breakout, each):
            continue
        helper = None if each.helper is None else deal.places.get(each.helper)
        if helper is None and breakout.choosing and each.device:
            continue
        placed[each.id] = helper or deal.smallest()
        deal.seat((each,), placed[each.id])
    return placed


def with_tables(
    workshop: Workshop, breakout: Breakout, places: Mapping[ParticipantId, GroupId | None]
) -> dict[ParticipantId, GroupId | None]:
    """Return the places with the people of each moved helper moved along.

    Who was put elsewhere on purpose stays there.
    """
    moved = dict(places)
    for each in workshop.participants.values():
        if each.device or each.helper is None or each.id in places or not each.here:
            continue
        if each.helper in places and breakout.places.get(each.id) in {
            None,
            breakout.places.get(each.helper),
        }:
            moved[each.id] = places[each.helper]
    return moved


def assigned(
    workshop: Workshop, breakout: Breakout, places: Mapping[ParticipantId, GroupId | None]
) -> tuple[Event, ...]:
    """Return that people moved, as far as they do, and onto which open rolls that brings them."""
    changed = {who: place for who, place in places.items() if breakout.places.get(who) != place}
    if not changed:
        return ()
    rolls = (
        VoterAdded(round=each.id, participant=who)
        for each in workshop.rounds.values()
        if each.open and each.open_roll and each.group is not None
        for who, place in changed.items()
        if place == each.group and who not in workshop.polls[each.id].roll and _votes(workshop, who)
    )
    return (PeopleAssigned(breakout=breakout.id, places=changed), *rolls)


def _votes(workshop: Workshop, who: ParticipantId) -> bool:
    # Whoever is only just coming in comes to take part.
    person = workshop.participants.get(who)
    return person is None or person.role in VOTING


class _Deal:
    """Places being given, with how full each group is."""

    def __init__(self, workshop: Workshop, groups: Sequence[GroupId], kept: Places) -> None:
        self._workshop = workshop
        self._groups = groups
        self.places = dict(kept)
        self._people = Counter(kept.values())
        self._alike: defaultdict[GroupId, Counter[OrganisationId | None]] = defaultdict(Counter)
        for who, place in kept.items():
            self._alike[place][workshop.participants[who].organisation] += 1

    def seat(self, party: Party, group: GroupId) -> None:
        for each in party:
            self.places[each.id] = group
            self._people[group] += 1
            self._alike[group][each.organisation] += 1

    def seat_with_helpers(self, people: Iterable[Participant]) -> list[Participant]:
        """Seat those whose helper has a place already; return the others."""
        others = []
        for each in people:
            place = None if each.helper is None else self.places.get(each.helper)
            if place is None:
                others.append(each)
            else:
                self.seat((each,), place)
        return others

    def smallest(self) -> GroupId:
        return min(self._groups, key=lambda each: self._people[each])

    def fewest_alike(self, party: Party) -> GroupId:
        """Return the group with the fewest of the party's organisations, the smallest of those.

        A group that has grown past the smallest by more than one is no choice.
        """
        fewest = self._people[self.smallest()]
        open_to = [each for each in self._groups if self._people[each] <= fewest]
        return min(
            open_to,
            key=lambda group: sum(self._alike[group][each.organisation] for each in party),
        )


def _of_those_here(workshop: Workshop, breakout: Breakout) -> dict[ParticipantId, GroupId]:
    return {who: place for who, place in breakout.places.items() if workshop.participants[who].here}


def _tables(people: Sequence[Participant]) -> list[Party]:
    """Return the people as parties: each table as one, and everybody else alone."""
    present = {each.id for each in people}
    tables: dict[ParticipantId, list[Participant]] = {}
    for each in people:
        head = each.helper if each.helper is not None and not each.device else each.id
        # People helped by somebody who has no place, a facilitator, still stay together.
        tables.setdefault(head if head in present or not each.device else each.id, []).append(each)
    return [tuple(each) for each in tables.values()]


def _joined_by_organisation(parties: Iterable[Party], at_most: int) -> list[Party]:
    """Join parties of one organisation, up to the size a group should have."""
    joined: list[Party] = []
    growing: dict[OrganisationId, Party] = {}
    for party in parties:
        organisation = party[0].organisation
        if organisation is None:
            joined.append(party)
            continue
        held = growing.get(organisation, ())
        if held and len(held) + len(party) > at_most:
            joined.append(held)
            held = ()
        growing[organisation] = (*held, *party)
    return [*joined, *growing.values()]


def _drawn(seed: int, participant: ParticipantId) -> bytes:
    return sha256(f"{seed}/{participant}".encode()).digest()
