"""Common ground: what groups that differ agree on.

People agree (1), disagree (-1) or pass (0) on statements; who passes has seen a
statement all the same. Groups are declared (organisation, role, area) or found
(`opinion_map.py`); the scores are the same.

- The *chance to agree* of a group is `(A + 1) / (S + 2)`, with A agrees of S who
  saw the statement: a group that nobody asked stands at a half.
- The *bridging score* of a statement is the least chance to agree of any group:
  high only where nobody was left behind.
- The *group-informed consensus* is the product over the groups (Small, Bjorkegren,
  Erkkila, Shaw and Megill, "Polis", Recerca 26(2), 2021).

A group with too few votes on a statement tells nothing about its opinion and much
about its members, so such a statement has no scores, and says why by having none.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Final, Generic, TypeVar

VERSION: Final = 1
# Below this many votes a group's opinion is chance, and its members can be made out.
VOTES_AT_LEAST: Final = 7

PersonT = TypeVar("PersonT", bound=Hashable)
StatementT = TypeVar("StatementT", bound=str)
GroupT = TypeVar("GroupT", bound=Hashable)
Votes = Mapping[PersonT, Mapping[StatementT, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """How one group stands to one statement."""

    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        """How many of the group said anything, passes included."""
        return self.agree + self.disagree + self.passed

    @property
    def chance_to_agree(self) -> Fraction:
        """Return `(A + 1) / (S + 2)`."""
        return Fraction(self.agree + 1, self.seen + 2)

    @property
    def chance_to_disagree(self) -> Fraction:
        """Return `(D + 1) / (S + 2)`."""
        return Fraction(self.disagree + 1, self.seen + 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground(Generic[StatementT, GroupT]):
    """One statement: what the groups say, and its scores, None where a group said too little."""

    statement: StatementT
    opinions: Mapping[GroupT, Opinion]
    bridging: Fraction | None
    consensus: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonGround(Generic[StatementT, GroupT]):
    """All statements, the most bridging first; those without a score last, as they were put up."""

    version: int
    votes_at_least: int
    people: Mapping[GroupT, int]
    statements: tuple[Ground[StatementT, GroupT], ...]


def common_ground(
    votes: Votes[PersonT, StatementT],
    groups: Mapping[PersonT, GroupT],
    statements: Sequence[StatementT],
    votes_at_least: int = VOTES_AT_LEAST,
) -> CommonGround[StatementT, GroupT]:
    """Return what the groups agree on.

    Args:
        votes: what each person said of the statements they saw.
        groups: of those who belong to one; others do not count here.
        statements: in the order they were put up.
        votes_at_least: fewer votes of any group leave a statement without scores.
    """
    members: dict[GroupT, list[PersonT]] = {}
    for person, group in groups.items():
        members.setdefault(group, []).append(person)
    found = [
        _ground(
            statement,
            {group: opinion(votes, people, statement) for group, people in members.items()},
            votes_at_least,
        )
        for statement in statements
    ]
    return CommonGround(
        version=VERSION,
        votes_at_least=votes_at_least,
        people={group: len(people) for group, people in members.items()},
        statements=tuple(sorted(found, key=_most_bridging_first)),
    )


def opinion(
    votes: Votes[PersonT, StatementT], people: Sequence[PersonT], statement: StatementT
) -> Opinion:
    """Return how these people stand to a statement."""
    said = [votes[each][statement] for each in people if statement in votes.get(each, {})]
    return Opinion(agree=said.count(1), disagree=said.count(-1), passed=said.count(0))


def consensus(opinions: Sequence[Opinion]) -> Fraction:
    """Return the group-informed consensus: the product of the chances to agree."""
    return prod((each.chance_to_agree for each in opinions), start=Fraction(1))


def _ground(
    statement: StatementT, opinions: Mapping[GroupT, Opinion], votes_at_least: int
) -> Ground[StatementT, GroupT]:
    told = list(opinions.values())
    enough = bool(told) and all(each.seen >= votes_at_least for each in told)
    return Ground(
        statement=statement,
        opinions=opinions,
        bridging=min(each.chance_to_agree for each in told) if enough else None,
        consensus=consensus(told) if enough else None,
    )


def _most_bridging_first(ground: Ground[StatementT, GroupT]) -> tuple[Fraction, Fraction]:
    # Sorting keeps those without a score, and equals, in the order they were put up.
    if ground.bridging is None or ground.consensus is None:
        return Fraction(1), Fraction(0)
    return -ground.bridging, -ground.consensus
