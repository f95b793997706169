"""Scores and quadratic votes: how strongly, and not only whether.

`score`: each voter gives options 0 to the highest score. An option's mean is over the scores it
was given, so one that few know is not drowned in zeros; how many gave one, the
median and the whole distribution stand beside it, for a mean alone hides a
split room. Options are ranked by mean; those that nobody scored come last.

`quadratic`: each voter has credits, and the n-th vote on an option costs 2n - 1
of them, n * n in all. Ranked by votes, negative ones taken off. Credits that are
left are lost. (Lalley and Weyl, "Quadratic Voting", 2018.)
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final, Generic, TypeVar

from codesign.methods.marks import score_name
from codesign.methods.totals import Totals

SCORE_VERSION: Final = 1
QUADRATIC_VERSION: Final = 1

VoterT = TypeVar("VoterT", bound=str)
OptionT = TypeVar("OptionT", bound=str)
Ballots = Mapping[VoterT, Mapping[OptionT, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """An option's scores: `distribution[n]` voters gave n; `mean` and `median` None of none."""

    distribution: tuple[int, ...]
    mean: Fraction | None
    median: Fraction | None

    @property
    def voters(self) -> int:
        """How many scored it."""
        return sum(self.distribution)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCount(Generic[OptionT]):
    """A counted score round; in `ranking` equals stand together."""

    version: int
    cast: int
    options: Mapping[OptionT, Scored]
    ranking: tuple[tuple[OptionT, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """An option's votes for and against, from how many voters."""

    votes: int
    against: int
    voters: int

    @property
    def net(self) -> int:
        """Votes for, less votes against."""
        return self.votes - self.against


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadraticCount(Generic[OptionT]):
    """A counted quadratic round; `spent` is the credits of all voters together."""

    version: int
    cast: int
    credits: int
    spent: int
    options: Mapping[OptionT, Weighed]
    ranking: tuple[tuple[OptionT, ...], ...]


def count_scores(
    ballots: Ballots[VoterT, OptionT],
    options: Sequence[OptionT],
    highest: int = 5,
    totals: Sequence[Totals[OptionT]] = (),
) -> ScoreCount[OptionT]:
    """Return how the options were scored, with what people counted who gave no ballots.

    Raises:
        ValueError: a ballot scores what is no option, or outside 0 to the highest.
    """
    tallies = {option: Counter[int]() for option in options}
    for ballot in ballots.values():
        for option, mark in ballot.items():
            if option not in tallies or not 0 <= mark <= highest:
                message = f"not a score: {option} {mark}"
                raise ValueError(message)
            tallies[option][mark] += 1
    for each in totals:
        for option, named in each.counts.items():
            tallies[option].update(
                {mark: named.get(score_name(mark), 0) for mark in range(highest + 1)}
            )
    scored = {option: _scored(tally, highest) for option, tally in tallies.items()}

    def mean(option: OptionT) -> Fraction:
        found = scored[option].mean
        return Fraction(-1) if found is None else found

    return ScoreCount(
        version=SCORE_VERSION,
        cast=_cast(ballots) + sum(each.cast for each in totals),
        options=scored,
        ranking=_ranked(options, mean),
    )


def price(ballot: Mapping[OptionT, int]) -> int:
    """Return what a quadratic ballot costs, in credits."""
    return sum(votes * votes for votes in ballot.values())


def count_quadratic(
    ballots: Ballots[VoterT, OptionT], options: Sequence[OptionT], credits_each: int
) -> QuadraticCount[OptionT]:
    """Return how the options were weighed.

    Raises:
        ValueError: a ballot marks what is no option, or costs more than `credits_each`.
    """
    known = set(options)
    for ballot in ballots.values():
        if not set(ballot) <= known or price(ballot) > credits_each:
            message = f"not a ballot for {credits_each} credits: {dict(ballot)}"
            raise ValueError(message)
    weighed = {option: _weighed(ballots, option) for option in options}
    return QuadraticCount(
        version=QUADRATIC_VERSION,
        cast=_cast(ballots),
        credits=credits_each,
        spent=sum(price(ballot) for ballot in ballots.values()),
        options=weighed,
        ranking=_ranked(options, lambda option: weighed[option].net),
    )


def _scored(tally: Counter[int], highest: int) -> Scored:
    distribution = tuple(tally[mark] for mark in range(highest + 1))
    given = sorted(tally.elements())
    if not given:
        return Scored(distribution=distribution, mean=None, median=None)
    middle = given[(len(given) - 1) // 2] + given[len(given) // 2]
    return Scored(
        distribution=distribution,
        mean=Fraction(sum(given), len(given)),
        median=Fraction(middle, 2),
    )


def _weighed(ballots: Ballots[VoterT, OptionT], option: OptionT) -> Weighed:
    given = [ballot[option] for ballot in ballots.values() if ballot.get(option)]
    return Weighed(
        votes=sum(votes for votes in given if votes > 0),
        against=-sum(votes for votes in given if votes < 0),
        voters=len(given),
    )


def _cast(ballots: Ballots[VoterT, OptionT]) -> int:
    return sum(1 for ballot in ballots.values() if ballot)


def _ranked(
    options: Sequence[OptionT], support: Callable[[OptionT], Fraction | int]
) -> tuple[tuple[OptionT, ...], ...]:
    # Sorting keeps equals in the order they were given, also in reverse.
    best_first = sorted(options, key=support, reverse=True)
    return tuple(tuple(equals) for _, equals in groupby(best_first, key=support))
