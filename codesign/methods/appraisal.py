"""Options appraisal: scores and weights give a result, and what would change it.

Each option is scored 0 to 100 on each criterion, the weights add up to 100, and the
result is the weighted mean: exact, in Fractions. A criterion may be a gate: an option
that scores below its bar cannot win, however good the rest. An option that is not scored
on everything has no result. Options with equal results are said to be level.

- The *break-points* of a criterion say how far its weight must move, up or down, until
  another option is level with the winner and beyond that ahead. The other weights keep
  their proportions and take what is left, so every result is a straight line in the weight
  and the point is had in closed form: where two lines cross.
- The *rank frequency* counts, over the weights each organisation would have given, how
  often an option would have come first, second and so on.

Sources: weighted scoring and sensitivity as in HM Treasury, The Green Book, on options
appraisal; the gates are its critical success factors, affordability among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Generic, TypeVar

VERSION: Final = 1
WHOLE: Final = 100
# How far a weight is moved, by its own fifth, to say whether the result is sensitive to it.
NUDGE: Final = Fraction(1, 5)

OptionT = TypeVar("OptionT", bound=str)
CriterionT = TypeVar("CriterionT", bound=str)
Scores = Mapping[OptionT, Mapping[CriterionT, int]]
Weights = Mapping[CriterionT, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Generic[CriterionT]):
    """A criterion with its `weight` of 100; below `gate` (0 to 100) no option can win."""

    id: CriterionT
    weight: int
    gate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[OptionT, CriterionT]):
    """How an option comes out: 0 to 100, and the gates it does not pass."""

    option: OptionT
    result: Fraction
    barred_by: tuple[CriterionT, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakPoint(Generic[OptionT, CriterionT]):
    """At weight `at` of the criterion, `ahead` draw level with the winner and then lead."""

    criterion: CriterionT
    at: Fraction
    ahead: tuple[OptionT, ...]

    def moved_by(self, weight: int) -> Fraction:
        """Return by which part of itself the weight must move: -1/5 is a fifth less."""
        return (self.at - weight) / weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged(Generic[OptionT, CriterionT]):
    """Who wins when one weight is moved by `by` of itself, and with which results."""

    criterion: CriterionT
    by: Fraction
    results: Mapping[OptionT, Fraction]
    winners: tuple[OptionT, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraised(Generic[OptionT, CriterionT]):
    """What the scores say.

    `standings` are from best to worst, `unscored` the options without a result, and
    `winners` those level at the top, barred ones left out: one, several, or none.
    `below` and `above` are the nearest break-points on either side of each weight, had
    only where there is one winner.
    """

    version: int
    standings: tuple[Standing[OptionT, CriterionT], ...]
    unscored: tuple[OptionT, ...]
    winners: tuple[OptionT, ...]
    below: Mapping[CriterionT, BreakPoint[OptionT, CriterionT]]
    above: Mapping[CriterionT, BreakPoint[OptionT, CriterionT]]
    nudged: tuple[Nudged[OptionT, CriterionT], ...]

    @property
    def sensitive_to(self) -> tuple[CriterionT, ...]:
        """The criteria of which a fifth more or less weight changes who wins."""
        flips = (each.criterion for each in self.nudged if each.winners != self.winners)
        return tuple(dict.fromkeys(flips))


def appraise(
    options: Sequence[OptionT],
    criteria: Sequence[Weighed[CriterionT]],
    scores: Scores[OptionT, CriterionT],
) -> Appraised[OptionT, CriterionT]:
    """Return the result of an appraisal.

    Args:
        options: in the order they were put forward, which is how level ones are listed.
        criteria: at least one; their weights add up to 100.
        scores: 0 to 100 by option and criterion; missing ones are not zero.
    """
    complete = [each for each in options if _is_complete(criteria, scores.get(each, {}))]
    weights = {each.id: Fraction(each.weight) for each in criteria}
    standings = _standings(complete, criteria, scores, weights)
    winners = _winners(standings)
    barred = {each.option for each in standings if each.barred_by}
    rivals = [each for each in complete if each not in barred]
    lines = {
        each.id: {option: _line(each.id, weights, scores[option]) for option in rivals}
        for each in criteria
        if each.weight < WHOLE
    }
    decided = winners[0] if len(winners) == 1 else None
    return Appraised(
        version=VERSION,
        standings=standings,
        unscored=tuple(each for each in options if each not in complete),
        winners=winners,
        below=_break_points(criteria, lines, decided, upwards=False),
        above=_break_points(criteria, lines, decided, upwards=True),
        nudged=tuple(
            _nudged(each, by, complete, criteria, scores)
            for each in criteria
            for by in (-NUDGE, NUDGE)
            if each.weight < WHOLE and each.weight * (1 + by) < WHOLE
        ),
    )


def rescaled(
    weights: Weights[CriterionT], criterion: CriterionT, to: Fraction
) -> dict[CriterionT, Fraction]:
    """Return the weights with one moved, the rest sharing what is left as they did before.

    Raises:
        ValueError: where that criterion has all the weight, so the rest has no proportions.
    """
    rest = WHOLE - weights[criterion]
    if not rest:
        raise ValueError(criterion)
    factor = (WHOLE - to) / rest
    return {each: to if each == criterion else had * factor for each, had in weights.items()}


def weighted(weights: Weights[CriterionT], scores: Mapping[CriterionT, int]) -> Fraction:
    """Return the weighted mean of one option's scores, 0 to 100."""
    return sum((weight * scores[each] for each, weight in weights.items()), Fraction()) / WHOLE


def rank_frequency(
    options: Sequence[OptionT],
    criteria: Sequence[Weighed[CriterionT]],
    scores: Scores[OptionT, CriterionT],
    weighings: Iterable[Mapping[CriterionT, int]],
) -> dict[OptionT, tuple[int, ...]]:
    """Return how often each option would come first, second and so on, one count a place.

    Level options share the better place. Barred and unscored ones have none: they are
    not in the mapping.

    Args:
        options: in any order.
        criteria: whose gates hold; their own weights do not matter here.
        scores: 0 to 100 by option and criterion.
        weighings: the weights each organisation would have given, each adding up to 100.
    """
    rivals = [
        each
        for each in options
        if _is_complete(criteria, scores.get(each, {})) and not _barred(criteria, scores[each])
    ]
    counts = {each: [0] * len(rivals) for each in rivals}
    for weighing in weighings:
        weights = {each: Fraction(weight) for each, weight in weighing.items()}
        results = {each: weighted(weights, scores[each]) for each in rivals}
        for option, result in results.items():
            counts[option][sum(other > result for other in results.values())] += 1
    return {option: tuple(places) for option, places in counts.items()}


def _is_complete(criteria: Sequence[Weighed[CriterionT]], scores: Mapping[CriterionT, int]) -> bool:
    return bool(criteria) and all(each.id in scores for each in criteria)


def _barred(
    criteria: Sequence[Weighed[CriterionT]], scores: Mapping[CriterionT, int]
) -> tuple[CriterionT, ...]:
    return tuple(
        each.id for each in criteria if each.gate is not None and scores[each.id] < each.gate
    )


def _standings(
    options: Sequence[OptionT],
    criteria: Sequence[Weighed[CriterionT]],
    scores: Scores[OptionT, CriterionT],
    weights: Weights[CriterionT],
) -> tuple[Standing[OptionT, CriterionT], ...]:
    standings = (
        Standing(
            option=each,
            result=weighted(weights, scores[each]),
            barred_by=_barred(criteria, scores[each]),
        )
        for each in options
    )
    return tuple(sorted(standings, key=lambda each: -each.result))


def _winners(standings: Sequence[Standing[OptionT, CriterionT]]) -> tuple[OptionT, ...]:
    passed = [each for each in standings if not each.barred_by]
    return tuple(each.option for each in passed if each.result == passed[0].result)


# A result as a straight line in one weight: where it is at 0, and how much a point adds.
_Line = tuple[Fraction, Fraction]


def _line(
    criterion: CriterionT, weights: Weights[CriterionT], scores: Mapping[CriterionT, int]
) -> _Line:
    at_0 = weighted(rescaled(weights, criterion, Fraction(0)), scores)
    return at_0, (scores[criterion] - at_0) / WHOLE


def _break_points(
    criteria: Sequence[Weighed[CriterionT]],
    lines: Mapping[CriterionT, Mapping[OptionT, _Line]],
    winner: OptionT | None,
    *,
    upwards: bool,
) -> dict[CriterionT, BreakPoint[OptionT, CriterionT]]:
    if winner is None:
        return {}
    found = (
        _break_point(each, lines[each.id], winner, upwards=upwards)
        for each in criteria
        if each.id in lines
    )
    return {each.criterion: each for each in found if each is not None}


def _break_point(
    criterion: Weighed[CriterionT],
    lines: Mapping[OptionT, _Line],
    winner: OptionT,
    *,
    upwards: bool,
) -> BreakPoint[OptionT, CriterionT] | None:
    """Return where the first rival crosses the winner's line on that side of the weight."""
    at_0, slope = lines[winner]
    crossings = {
        rival: (at_0 - other_at_0) / (other_slope - slope)
        for rival, (other_at_0, other_slope) in lines.items()
        if (other_slope > slope if upwards else other_slope < slope)
    }
    # Level only at the very end, nobody gets ahead.
    inside = {
        rival: at
        for rival, at in crossings.items()
        if (criterion.weight < at < WHOLE if upwards else 0 < at < criterion.weight)
    }
    if not inside:
        return None
    at = min(inside.values()) if upwards else max(inside.values())
    level = [rival for rival, crossing in inside.items() if crossing == at]
    steepest = max((lines[each][1] if upwards else -lines[each][1]) for each in level)
    ahead = (e for e in level if (lines[e][1] if upwards else -lines[e][1]) == steepest)
    return BreakPoint(criterion=criterion.id, at=at, ahead=tuple(ahead))


def _nudged(
    criterion: Weighed[CriterionT],
    by: Fraction,
    options: Sequence[OptionT],
    criteria: Sequence[Weighed[CriterionT]],
    scores: Scores[OptionT, CriterionT],
) -> Nudged[OptionT, CriterionT]:
    weights = {each.id: Fraction(each.weight) for each in criteria}
    moved = rescaled(weights, criterion.id, criterion.weight * (1 + by))
    standings = _standings(options, criteria, scores, moved)
    return Nudged(
        criterion=criterion.id,
        by=by,
        results={each.option: each.result for each in standings},
        winners=_winners(standings),
    )
