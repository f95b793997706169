"""Who took part, as numbers; the public gets none that would tell of single people.

A number under five is not shown to the public, nor a larger one where the
small one could be worked out by taking the others from the total. Other views
have everybody's organisation and role on their board, and get them all.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from codesign.domain.events import Interest, View
from codesign.domain.permissions import RUNNING, VOTING
from codesign.domain.workshop import Workshop

FEWEST: Final = 5
# A hidden number must leave this much open: three values at least.
_DOUBT: Final = 2


class Share(NamedTuple):
    """So many people of an organisation or a role; `people` is None where not shown."""

    of: str | None
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Who was ever on the roll to take part, and who ran it or looked on.

    A split is empty where it would tell too much, or nothing.
    """

    people: int
    by_organisation: tuple[Share, ...]
    by_role: tuple[Share, ...]
    facilitators: int
    observers: int | None


def attendance(workshop: Workshop, view: View) -> Attendance:
    """Count the people of a workshop for a view."""
    everybody = [each for each in workshop.participants.values() if each.came]
    people = [each for each in everybody if each.role in VOTING]
    observers = sum(each.role == "observer" for each in everybody)
    return Attendance(
        people=len(people),
        by_organisation=_shares(Counter(each.organisation for each in people), view),
        by_role=_shares(Counter(each.role for each in people), view),
        facilitators=sum(each.role in RUNNING for each in everybody),
        observers=None if view == "public" and 0 < observers < FEWEST else observers,
    )


def interests(workshop: Workshop) -> Mapping[Interest, int]:
    """Count how many people declared each kind of interest."""
    return Counter(each for person in workshop.participants.values() for each in person.interests)


def dispensed(workshop: Workshop) -> int:
    """Count how many people may vote whatever interest they declared."""
    return sum(person.dispensed for person in workshop.participants.values())


def _shares(counts: Mapping[str | None, int], view: View) -> tuple[Share, ...]:
    most_first = sorted(counts, key=lambda each: -counts[each])
    hidden = _hidden(counts) if view == "public" else set()
    if len(hidden) == len(counts):
        return ()
    return tuple(Share(each, None if each in hidden else counts[each]) for each in most_first)


def _hidden(counts: Mapping[str | None, int]) -> set[str | None]:
    fewest_first = sorted(counts, key=lambda each: counts[each])
    hidden = [each for each in fewest_first if counts[each] < FEWEST]
    if hidden and _tells([counts[each] for each in hidden]):
        # With one larger number among them, how large is anybody's guess.
        hidden = fewest_first[: len(hidden) + 1]
    return set(hidden)


def _tells(hidden: list[int]) -> bool:
    """Tell whether their sum, which anybody can work out, leaves too little to guess."""
    others = len(hidden) - 1
    least = max(1, sum(hidden) - others * (FEWEST - 1))
    most = min(FEWEST - 1, sum(hidden) - others)
    return most - least < _DOUBT
