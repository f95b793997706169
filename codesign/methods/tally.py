"""Counting ballots, exactly: whole numbers in, whole numbers out.

In the terms of decision rules: the ballots are `C`, those cast, the last of
each voter; who could vote, `E`, and the quorum are judged elsewhere, for a
count is the same however many stayed away. No rule is applied and no tie is
broken here: equals stand together, in the order the options were given.

- `agree`: each voter agrees (1), disagrees (-1) or passes (0), option by
  option. Options are ranked by net support, agrees less disagrees; of equal
  ones that with more agrees comes first, for it moved more people. A pass
  counts as an answer and moves nothing.
- `dots`: each voter spends dots on options. Ranked by dots; how many voters
  they came from is told beside them, and breaks no tie.
- `approval`: each voter ticks all they support. Ranked by approvals.

Where people counted votes that have no ballot each (`totals.py`), these are
added, and the count has version 2: of dots it no longer tells from how many
voters they came, which is not known of all.

A count's algorithm and version are published with it. Whoever changes what a
method counts, or how it ranks, gives it a new version and keeps the old one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Generic, Literal, TypeVar, assert_never

from codesign.methods.marks import is_mark, named_counts
from codesign.methods.terms import Method, Terms
from codesign.methods.totals import Totals, added

Simple = Literal["agree", "dots", "approval"]
# Of ballots alone, and of ballots with totals.
VERSIONS: Final[dict[Simple, int]] = {"agree": 1, "dots": 1, "approval": 1}
VERSIONS_WITH_TOTALS: Final[dict[Simple, int]] = {"agree": 2, "dots": 2, "approval": 2}

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Generic[OptionT]):
    """How the votes stand.

    `cast` is how many voters marked anything; `counts` gives named whole
    numbers per option, `ranking` the options from most to least supported,
    equals together.
    """

    algorithm: Simple
    version: int
    cast: int
    counts: Mapping[OptionT, Mapping[str, int]]
    ranking: tuple[tuple[OptionT, ...], ...]


def count(
    method: Simple,
    ballots: Mapping[VoterT, Mapping[OptionT, int]],
    options: Iterable[OptionT],
    totals: Sequence[Totals[OptionT]] = (),
) -> Count[OptionT]:
    """Return the count of the ballots and totals; every option is counted, marked or not.

    Raises:
        ValueError: a ballot marks something that is no option, or in a way
            the method does not know.
    """
    counts = counted(method, ballots, options, totals)
    by_ballot = sum(1 for ballot in ballots.values() if ballot)
    return Count(
        algorithm=method,
        version=(VERSIONS_WITH_TOTALS if totals else VERSIONS)[method],
        cast=by_ballot + sum(each.cast for each in totals),
        counts=counts,
        ranking=_ranking(method, counts),
    )


def counted(
    method: Method,
    ballots: Mapping[VoterT, Mapping[OptionT, int]],
    options: Iterable[OptionT],
    totals: Sequence[Totals[OptionT]] = (),
    terms: Terms | None = None,
) -> dict[OptionT, dict[str, int]]:
    """Return the counts of every option, marked or not, under any way of voting.

    Raises:
        ValueError: a ballot marks something that is no option, or in a way
            the method does not know.
    """
    tallies: dict[OptionT, Counter[int]] = {option: Counter() for option in options}
    for ballot in ballots.values():
        for option, mark in ballot.items():
            if option not in tallies or not is_mark(method, mark, terms or Terms()):
                message = f"not a mark in this {method} vote: {option} {mark}"
                raise ValueError(message)
            tallies[option][mark] += 1
    return {
        option: option_counts(method, option, tally, totals, terms)
        for option, tally in tallies.items()
    }


def option_counts(
    method: Method,
    option: OptionT,
    tally: Mapping[int, int],
    totals: Sequence[Totals[OptionT]] = (),
    terms: Terms | None = None,
) -> dict[str, int]:
    """Return an option's counts by name, from its ballots and from totals."""
    named = named_counts(method, tally, terms or Terms())
    return added(method, named, option, totals, terms) if totals else named


def _support(method: Simple, counts: Mapping[str, int]) -> tuple[int, ...]:
    match method:
        case "agree":
            return counts["agree"] - counts["disagree"], counts["agree"]
        case "dots":
            return (counts["dots"],)
        case "approval":
            return (counts["approvals"],)
        case _:
            assert_never(method)


def _ranking(
    method: Simple, counts: Mapping[OptionT, Mapping[str, int]]
) -> tuple[tuple[OptionT, ...], ...]:
    def support(option: OptionT) -> tuple[int, ...]:
        return _support(method, counts[option])

    # Sorting keeps equals in the order they were given, also in reverse.
    best_first = sorted(counts, key=support, reverse=True)
    return tuple(tuple(equals) for _, equals in groupby(best_first, key=support))
