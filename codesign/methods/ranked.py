"""Ranked ballots: instant runoff, Condorcet, Schulze and Borda.

A ballot ranks as many options as its voter likes, the best first, no two alike.
Whoever ranks an option prefers it to all they did not rank; between two unranked
ones they say nothing.

- *Instant runoff*: the option with the fewest first preferences drops out and its
  ballots move on, until one has more than half of those that still count.
- *Condorcet*: the option that beats every other, one against one. Where there
  is none, the Smith set is shown: the smallest group that beats all outside it.
- *Schulze*: the option with the strongest paths of wins to all others (Schulze,
  Social Choice and Welfare 36, 2011; winning votes).
- *Borda*: m options, m - 1 points for a first place, one less a place; none for
  what was not ranked.

The pairwise table explains more than any winner, so all of them come with it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from typing import Final, Generic, TypeVar

from codesign.methods.ties import Tie, TieOrder

RUNOFF_VERSION: Final = 1
# 2: Schulze's ranking begins with all to whom nobody has the stronger path.
PAIRWISE_VERSION: Final = 2

OptionT = TypeVar("OptionT", bound=str)
Ballot = Sequence[OptionT]
# How many prefer the first to the second.
Pairs = Mapping[OptionT, Mapping[OptionT, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunoffRound(Generic[OptionT]):
    """One round: first preferences of who is still in, ballots used up, and who dropped out.

    `dropped` is empty in the round that ends the count.
    """

    standing: Mapping[OptionT, int]
    exhausted: int
    dropped: tuple[OptionT, ...]
    tie: Tie[OptionT] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runoff(Generic[OptionT]):
    """A counted instant runoff.

    `winners` is one option; several where a tie was not broken; none without ballots.
    """

    version: int
    cast: int
    winners: tuple[OptionT, ...]
    rounds: tuple[RunoffRound[OptionT], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairwise(Generic[OptionT]):
    """Every option against every other.

    Args:
        cast: ballots that rank anything.
        pairs: `pairs[a][b]` voters prefer a to b.
        condorcet: the option that beats all others, if there is one.
        smith: the smallest group that beats everybody outside it.
        schulze: who wins by strongest paths; several when paths are equally strong.
        strength: `strength[a][b]` is the strongest path from a to b, 0 for none.
        borda: points.
    """

    version: int
    cast: int
    pairs: Pairs[OptionT]
    condorcet: OptionT | None
    smith: tuple[OptionT, ...]
    schulze: tuple[OptionT, ...]
    strength: Pairs[OptionT]
    borda: Mapping[OptionT, int]


def require_rankings(ballots: Iterable[Ballot[OptionT]], options: Set[OptionT]) -> None:
    """Check that ballots rank only these options, and none twice.

    Raises:
        ValueError: one does not.
    """
    for ballot in ballots:
        if len(set(ballot)) != len(ballot) or not set(ballot) <= options:
            message = f"not a ranking of these options: {list(ballot)}"
            raise ValueError(message)


def instant_runoff(
    ballots: Sequence[Ballot[OptionT]], options: Sequence[OptionT], ties: TieOrder[OptionT]
) -> Runoff[OptionT]:
    """Return the count by instant runoff.

    Where several share the last place, the declared rule says who stays. If it
    breaks no ties, they drop out together where that cannot change the winner,
    because even together they have fewer than the next; else the count ends
    there, and all who are still in stand as winners, a tie to be shown.

    Raises:
        ValueError: a ballot is no ranking of these options.
    """
    require_rankings(ballots, set(options))
    groups = Counter(tuple(ballot) for ballot in ballots if ballot)
    standing = set(options)
    rounds: list[RunoffRound[OptionT]] = []
    while True:
        firsts = _firsts(groups, [each for each in options if each in standing])
        dropped, tie = _drops(firsts, ties)
        used = sum(firsts.values())
        rounds.append(
            RunoffRound(
                standing=firsts,
                exhausted=groups.total() - used,
                dropped=dropped,
                tie=tie,
            )
        )
        if not dropped:
            break
        standing.difference_update(dropped)
    return Runoff(
        version=RUNOFF_VERSION,
        cast=groups.total(),
        winners=_leaders(rounds[-1].standing),
        rounds=tuple(rounds),
    )


def pairwise(ballots: Sequence[Ballot[OptionT]], options: Sequence[OptionT]) -> Pairwise[OptionT]:
    """Return the pairwise table and what follows from it.

    Raises:
        ValueError: a ballot is no ranking of these options.
    """
    require_rankings(ballots, set(options))
    groups = Counter(tuple(ballot) for ballot in ballots if ballot)
    pairs = _pairs(groups, options)
    strength = _strongest_paths(pairs, options)
    return Pairwise(
        version=PAIRWISE_VERSION,
        cast=groups.total(),
        pairs=pairs,
        condorcet=next((each for each in options if _beats_all(pairs, each, options)), None),
        smith=_smith(pairs, options),
        schulze=tuple(
            one
            for one in options
            if all(strength[one][other] >= strength[other][one] for other in options)
        ),
        strength=strength,
        borda=_borda(groups, options),
    )


# --- instant runoff ----------------------------------------------------------------


def _firsts(
    groups: Mapping[tuple[OptionT, ...], int], standing: Sequence[OptionT]
) -> dict[OptionT, int]:
    firsts = dict.fromkeys(standing, 0)
    for ballot, number in groups.items():
        best = next((each for each in ballot if each in firsts), None)
        if best is not None:
            firsts[best] += number
    return firsts


def _drops(
    firsts: Mapping[OptionT, int], ties: TieOrder[OptionT]
) -> tuple[tuple[OptionT, ...], Tie[OptionT] | None]:
    """Return who drops out after this round, nobody when it ends the count, and a tie met."""
    used = sum(firsts.values())
    if not used or len(firsts) == 1 or 2 * max(firsts.values()) > used:
        return (), None
    fewest = min(firsts.values())
    last = tuple(each for each, number in firsts.items() if number == fewest)
    if len(last) == 1:
        return last, None
    ranked = ties.ranked(last)
    about = "winner" if len(last) == len(firsts) else "last_place"
    if ranked is not None:
        return (ranked[-1],), ties.settle(about, last)
    above = [number for number in firsts.values() if number > fewest]
    if above and fewest * len(last) < min(above):
        return last, None
    return (), ties.settle(about, last)


def _leaders(firsts: Mapping[OptionT, int]) -> tuple[OptionT, ...]:
    used = sum(firsts.values())
    if not used:
        return ()
    ahead = tuple(each for each, number in firsts.items() if 2 * number > used)
    return ahead or tuple(firsts)


# --- pairwise ----------------------------------------------------------------------


def _pairs(
    groups: Mapping[tuple[OptionT, ...], int], options: Sequence[OptionT]
) -> dict[OptionT, dict[OptionT, int]]:
    pairs = {one: {other: 0 for other in options if other != one} for one in options}
    for ballot, number in groups.items():
        beaten = set(options)
        for better in ballot:
            beaten.discard(better)
            for worse in beaten:
                pairs[better][worse] += number
    return pairs


def _beats_all(pairs: Pairs[OptionT], one: OptionT, options: Sequence[OptionT]) -> bool:
    return all(pairs[one][other] > pairs[other][one] for other in options if other != one)


def _smith(pairs: Pairs[OptionT], options: Sequence[OptionT]) -> tuple[OptionT, ...]:
    """Return the options that reach all others along wins and draws."""

    def reached(start: OptionT) -> set[OptionT]:
        found, waiting = {start}, [start]
        while waiting:
            one = waiting.pop()
            news = [
                each
                for each in options
                if each not in found and pairs[one][each] >= pairs[each][one]
            ]
            found.update(news)
            waiting.extend(news)
        return found

    return tuple(each for each in options if len(reached(each)) == len(options))


def _strongest_paths(
    pairs: Pairs[OptionT], options: Sequence[OptionT]
) -> dict[OptionT, dict[OptionT, int]]:
    """Return the strongest paths by Floyd and Warshall: the step between is the outer loop."""
    strength = {
        one: {
            other: pairs[one][other]
            if one != other and pairs[one][other] > pairs[other][one]
            else 0
            for other in options
        }
        for one in options
    }
    for between in options:
        for one in options:
            for other in options:
                if one != other and between not in {one, other}:
                    by_way = min(strength[one][between], strength[between][other])
                    strength[one][other] = max(strength[one][other], by_way)
    return strength


def _borda(
    groups: Mapping[tuple[OptionT, ...], int], options: Sequence[OptionT]
) -> dict[OptionT, int]:
    points = dict.fromkeys(options, 0)
    for ballot, number in groups.items():
        for place, option in enumerate(ballot, start=1):
            points[option] += number * (len(options) - place)
    return points


def by_points(points: Mapping[OptionT, int]) -> tuple[tuple[OptionT, ...], ...]:
    """Return the options from most to fewest points, equals together."""
    best_first = sorted(points, key=lambda option: points[option], reverse=True)
    return tuple(tuple(equals) for _, equals in groupby(best_first, key=lambda each: points[each]))
