"""What if: how the options of a counted vote would stand under one other assumption.

- `without`: a group of voters had not voted;
- `alike`: every group had one voice, however many it sent;
- `passes_against`: who passed or abstained had been against;
- `as_approval`: everybody had ticked what they supported, once each;
- `first_choices`: of every ranking only the first place had counted.

Only the order is told, never numbers: a tally without a group is that group's votes to
whoever has the whole tally. Groups are the rows of a split (`splits.py`), so that none
is of a few people.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Final, Literal, TypeVar, assert_never, get_args

from codesign.methods.counting import Ranking, Votes, count
from codesign.methods.terms import DEFAULT_TERMS, RANKED, Method

VERSION: Final = 1

Supposes = Literal["without", "alike", "passes_against", "as_approval", "first_choices"]
SUPPOSES: Final[tuple[Supposes, ...]] = get_args(Supposes)

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)
Rows = Mapping[VoterT, str | None]

_YES_NO: Final[frozenset[Method]] = frozenset(
    {"simple_majority", "absolute_majority", "super_majority", "unanimity"}
)
# Ways of voting whose marks can be added up, a higher one being more support.
_ADDED: Final[frozenset[Method]] = frozenset({"agree", "dots", "approval", "score", "quadratic"})
# Of these a mark above nothing is support, and more than a tick.
_TICKED: Final[frozenset[Method]] = frozenset({"agree", "dots", "quadratic"})
# One best option of an order; what a budget pays for, and seats, depend on everybody.
_ORDERED: Final[frozenset[Method]] = RANKED - {"stv"}
_MEANT: Final[Mapping[Supposes, frozenset[Method]]] = {
    "without": _ADDED | _YES_NO | _ORDERED,
    "alike": _ADDED,
    "passes_against": _YES_NO | {"agree"},
    "as_approval": _TICKED,
    "first_choices": _ORDERED,
}
OF_GROUPS: Final[frozenset[Supposes]] = frozenset({"without", "alike"})


def is_meant(method: Method, supposes: Supposes) -> bool:
    """Tell whether the assumption means something for a way of voting."""
    return method in _MEANT[supposes]


def supposed(
    votes: Votes[VoterT, OptionT],
    supposes: Supposes,
    in_rows: Rows[VoterT] | None = None,
    of: str | None = None,
) -> Ranking[OptionT]:
    """Return the options from most to least supported, equals together.

    Args:
        votes: of a way of voting for which it is meant.
        supposes: the assumption.
        in_rows: the row of each voter, where it is about groups.
        of: the group to leave out.
    """
    match supposes:
        case "without":
            return _without(votes, in_rows or {}, of)
        case "alike":
            return _alike(votes, in_rows or {})
        case "passes_against":
            return _passes_against(votes)
        case "as_approval":
            return _as_approval(votes)
        case "first_choices":
            return _first_choices(votes)
        case _:
            assert_never(supposes)


def _without(
    votes: Votes[VoterT, OptionT], in_rows: Rows[VoterT], of: str | None
) -> Ranking[OptionT]:
    def stays(voter: VoterT) -> bool:
        return voter not in in_rows or in_rows[voter] != of

    ballots = {voter: marks for voter, marks in votes.ballots.items() if stays(voter)}
    return count(replace(votes, ballots=ballots, roll=[*filter(stays, votes.roll)])).ranking


def _alike(votes: Votes[VoterT, OptionT], in_rows: Rows[VoterT]) -> Ranking[OptionT]:
    """Rank by the mean of what each group gave a head."""
    members: dict[str | None, list[VoterT]] = {}
    for voter, row in in_rows.items():
        members.setdefault(row, []).append(voter)

    def support(option: OptionT) -> Fraction:
        given = (
            Fraction(sum(votes.ballots.get(each, {}).get(option, 0) for each in group), len(group))
            for group in members.values()
        )
        return sum(given, start=Fraction(0))

    best_first = sorted(votes.options, key=support, reverse=True)
    return tuple(tuple(equals) for _, equals in groupby(best_first, key=support))


def _passes_against(votes: Votes[VoterT, OptionT]) -> Ranking[OptionT]:
    ballots = {
        voter: {option: mark or -1 for option, mark in marks.items()}
        for voter, marks in votes.ballots.items()
    }
    against = {"agree": "disagree"}.get(votes.method, "no")
    passed = {"agree": "pass"}.get(votes.method, "abstain")
    totals = [
        replace(
            each,
            counts={
                option: {
                    **named,
                    passed: 0,
                    against: named.get(against, 0) + named.get(passed, 0),
                }
                for option, named in each.counts.items()
            },
        )
        for each in votes.totals
    ]
    return count(replace(votes, ballots=ballots, totals=totals)).ranking


def _as_approval(votes: Votes[VoterT, OptionT]) -> Ranking[OptionT]:
    """Rank by how many supported each; of people counted together that is not known."""
    return _ticked(votes, lambda mark: mark > 0)


def _first_choices(votes: Votes[VoterT, OptionT]) -> Ranking[OptionT]:
    """Rank by how many put each first."""
    return _ticked(votes, lambda place: place == 1)


def _ticked(votes: Votes[VoterT, OptionT], ticks: Callable[[int], bool]) -> Ranking[OptionT]:
    """Rank as if everybody had ticked what they marked so."""
    ballots = {
        voter: {option: 1 for option, mark in marks.items() if ticks(mark)}
        for voter, marks in votes.ballots.items()
    }
    ticked = replace(votes, method="approval", terms=DEFAULT_TERMS, ballots=ballots, totals=())
    return count(ticked).ranking
