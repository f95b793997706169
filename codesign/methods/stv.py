"""Single transferable vote: several seats, by ranked ballots.

The quota is Droop's, `floor(V / (seats + 1)) + 1`. Whoever reaches it is elected;
what they have beyond it moves on by weighted inclusive Gregory: every ballot in
their pile passes on at the same fraction of its weight, to the next option still
in, and where none is left it is exhausted. If nobody reaches it, the last drops
out and passes their ballots on at full weight. When as many are left as seats,
they are elected without the quota. All weights are exact fractions.

Ballots rank as in `ranked.py`. A tie for the last place is broken by the declared
rule; if it breaks none, the count stops there and says between whom.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

from codesign.methods.ranked import Ballot, require_rankings
from codesign.methods.ties import Tie, TieOrder

VERSION: Final = 1

OptionT = TypeVar("OptionT", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Generic[OptionT]):
    """One stage of a count.

    Args:
        standing: the weight that each option still in, or elected here, has.
        exhausted: the weight of ballots with nobody left to go to.
        elected: who is elected in it, the strongest first.
        dropped: who drops out.
        tie: a tie for the last place, and what became of it.
    """

    standing: Mapping[OptionT, Fraction]
    exhausted: Fraction
    elected: tuple[OptionT, ...] = ()
    dropped: OptionT | None = None
    tie: Tie[OptionT] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Election(Generic[OptionT]):
    """A counted election: `elected` in the order of election.

    `undecided` are those a tie was left open between, with seats still to fill.
    """

    version: int
    cast: int
    seats: int
    quota: int
    elected: tuple[OptionT, ...]
    undecided: tuple[OptionT, ...]
    stages: tuple[Stage[OptionT], ...]


class _Piles(Generic[OptionT]):
    """Ballots by who holds them: what is still to come of a ranking, and its weight."""

    def __init__(self, ballots: Iterable[Ballot[OptionT]], options: Sequence[OptionT]) -> None:
        self._piles: dict[OptionT, dict[Ballot[OptionT], Fraction]] = {each: {} for each in options}
        self.exhausted = Fraction(0)
        for ballot in ballots:
            self._give(tuple(ballot), Fraction(1))

    @property
    def standing(self) -> dict[OptionT, Fraction]:
        """The weight of everybody still in."""
        return {each: sum(pile.values(), Fraction(0)) for each, pile in self._piles.items()}

    def take_out(self, leaving: Mapping[OptionT, Fraction]) -> None:
        """Take options out together, each passing its ballots on at a part of their weight."""
        piles = [(self._piles.pop(each), factor) for each, factor in leaving.items()]
        for pile, factor in piles:
            for rest, weight in pile.items():
                self._give(rest, weight * factor)

    def _give(self, ballot: Ballot[OptionT], weight: Fraction) -> None:
        for place, option in enumerate(ballot):
            if option in self._piles:
                rest = ballot[place + 1 :]
                pile = self._piles[option]
                pile[rest] = pile.get(rest, Fraction(0)) + weight
                return
        self.exhausted += weight


def elect(
    ballots: Sequence[Ballot[OptionT]],
    options: Sequence[OptionT],
    seats: int,
    ties: TieOrder[OptionT],
) -> Election[OptionT]:
    """Return who is elected.

    Args:
        ballots: rankings; empty ones do not count.
        options: in the order they were put up.
        seats: at least 1.
        ties: who stays when several share the last place.

    Raises:
        ValueError: a ballot is no ranking of these options.
    """
    require_rankings(ballots, set(options))
    cast = sum(1 for ballot in ballots if ballot)
    quota = cast // (seats + 1) + 1
    piles = _Piles([ballot for ballot in ballots if ballot], options)
    stages: list[Stage[OptionT]] = []
    left = seats
    while left and piles.standing:
        stage = _stage(piles, quota, left, ties)
        stages.append(stage)
        left -= len(stage.elected)
        if not stage.elected and stage.dropped is None:
            break
        piles.take_out(_leaving(stage, quota))
    last_tie = stages[-1].tie if stages and left else None
    return Election(
        version=VERSION,
        cast=cast,
        seats=seats,
        quota=quota,
        elected=tuple(option for stage in stages for option in stage.elected),
        undecided=last_tie.among if last_tie is not None and last_tie.first is None else (),
        stages=tuple(stages),
    )


def _stage(
    piles: _Piles[OptionT], quota: int, seats: int, ties: TieOrder[OptionT]
) -> Stage[OptionT]:
    standing = piles.standing
    strongest = sorted(standing, key=lambda each: standing[each], reverse=True)
    reached = [each for each in strongest if standing[each] >= quota]
    if not reached and len(standing) <= seats:
        reached = strongest
    dropped, tie = (None, None) if reached else _last(standing, ties)
    return Stage(
        standing=standing,
        exhausted=piles.exhausted,
        elected=tuple(reached),
        dropped=dropped,
        tie=tie,
    )


def _leaving(stage: Stage[OptionT], quota: int) -> dict[OptionT, Fraction]:
    """Return who goes out after a stage, and the part of its weight that each passes on."""
    leaving = {
        each: max(Fraction(0), 1 - quota / stage.standing[each])
        if stage.standing[each]
        else Fraction(0)
        for each in stage.elected
    }
    if stage.dropped is not None:
        leaving[stage.dropped] = Fraction(1)
    return leaving


def _last(
    standing: Mapping[OptionT, Fraction], ties: TieOrder[OptionT]
) -> tuple[OptionT | None, Tie[OptionT] | None]:
    fewest = min(standing.values())
    last = tuple(each for each, weight in standing.items() if weight == fewest)
    if len(last) == 1:
        return last[0], None
    ranked = ties.ranked(last)
    return ranked[-1] if ranked else None, ties.settle("last_place", last)
