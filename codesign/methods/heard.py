"""Who was heard: how evenly people contributed, and how many of each group voted.

A turnout by group is a split of those who could vote by whether they did
(`splits.py`), so that no small number is told, alone or by difference: groups of few
share a row, small numbers are hidden, and further ones where these could be worked out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, NamedTuple, TypeVar

from codesign.methods.splits import rows, split

VERSION: Final = 1
_VOTED: Final = ("voted", "stayed_away")

VoterT = TypeVar("VoterT", bound=str)
KindT = TypeVar("KindT", bound=str)


class GroupTurnout(NamedTuple):
    """How many of a group could vote and did; `of` None is all small groups together.

    `voted` is None where it is not told.
    """

    of: str | None
    people: int
    voted: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout(Generic[KindT]):
    """How many of each group voted, by every kind of group that tells nothing of single people."""

    version: int
    groups: Mapping[KindT, tuple[GroupTurnout, ...]]


def turnout(
    groups: Mapping[KindT, Mapping[VoterT, str]], voted: Collection[VoterT]
) -> Turnout[KindT]:
    """Return how many of each group voted.

    Args:
        groups: the group of everybody who could vote, kind by kind, those that matter
            most first.
        voted: those of them who did.
    """
    found = split(
        {"vote": dict.fromkeys(voted, _VOTED[0])},
        rows(groups),
        _VOTED,
    )
    shown = found.options["vote"]
    cells = {} if shown is None else shown.cells
    return Turnout(
        version=VERSION,
        groups={
            kind: tuple(
                GroupTurnout(row.of, row.voters, answers[0])
                for row, answers in zip(found.rows[kind], numbers, strict=True)
            )
            for kind, numbers in cells.items()
        },
    )


def concentration(contributions: Sequence[int]) -> Fraction | None:
    """Return the Gini coefficient of how many contributions each person made.

    0 where everybody made as many, towards 1 the more of all came from few; None where
    there is none. With n people in ascending order: sum of (2i - n - 1) x_i over n sum x_i.
    """
    people, everything = len(contributions), sum(contributions)
    if not everything:
        return None
    ascending = enumerate(sorted(contributions), start=1)
    weighed = sum((2 * place - people - 1) * made for place, made in ascending)
    return Fraction(weighed, people * everything)


def half_came_from(contributions: Sequence[int]) -> int:
    """Return from how few people half of all contributions came; 0 where there are none."""
    half, made = Fraction(sum(contributions), 2), 0
    for place, each in enumerate(sorted(contributions, reverse=True), start=1):
        made += each
        if each and made >= half:
            return place
    return 0
