"""How the comparison of a redesign's options looks to a view: figures, and no words.

Results and weights are in hundredths of a point, shares per mille, rounded half to even
from exact values; who wins and where options are level is told by the exact ones.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from codesign.domain.appraisal import appraisal_of, appraised, scores_of, weighed
from codesign.domain.events import DeliveryOptionDescribed, OptionScored, View
from codesign.domain.ids import CriterionId, DeliveryOptionId, RedesignId
from codesign.domain.workshop import Appraisal, Lock, Workshop
from codesign.methods.appraisal import Appraised, BreakPoint, rank_frequency
from codesign.projections.ops import Record
from codesign.projections.records.showing import stage_shown


def appraisal_open(workshop: Workshop, redesign: RedesignId, view: View) -> bool:
    """Tell whether a view may see how options compare: if it may see all that is compared."""
    stages = {each.stage for each in appraisal_of(workshop, redesign).locks}
    stages |= {
        each.says.stage
        for _, each in workshop.entries_of(DeliveryOptionDescribed)
        if each.says.redesign == redesign
    }
    return all(stage_shown(workshop, each, view) for each in stages)


def appraisal_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render the criteria that were locked, the result, and what would change it."""
    redesign = RedesignId(key)
    found = appraisal_of(workshop, redesign)
    compared = appraised(workshop, redesign)
    if found.lock is None or compared is None or not appraisal_open(workshop, redesign, view):
        return None
    record: dict[str, Any] = {
        "stage": found.lock.stage,
        "lock": found.lock.number,
        "locked_at": found.lock.at,
        "seq": found.lock.seq,
        "criteria": [
            {"criterion": each.criterion, "weight": each.weight, "gate": each.gate}
            for each in found.lock.criteria
        ],
        "void_scores": _void(workshop, redesign, found.lock),
        "standings": [
            {
                "option": each.option,
                "result": _hundredths(each.result),
                "barred_by": list(each.barred_by),
            }
            for each in compared.standings
        ],
        "unscored": list(compared.unscored),
        "winners": list(compared.winners),
        "below": _points(found.lock, compared.below),
        "above": _points(found.lock, compared.above),
        "flips": _flips(compared),
        **_ranks(workshop, found, found.lock),
    }
    if view != "public" and not workshop.stages[found.lock.stage].anonymous:
        record["locked_by"] = found.lock.by
    return record


def _void(workshop: Workshop, redesign: RedesignId, lock: Lock) -> int:
    """Return how many scores an earlier lock left void."""
    scores = (each for _, each in workshop.entries_of(OptionScored) if each.stands)
    return sum(e.says.redesign == redesign and e.says.lock != lock.number for e in scores)


def _points(
    lock: Lock, points: Mapping[CriterionId, BreakPoint[DeliveryOptionId, CriterionId]]
) -> list[dict[str, Any]]:
    weights = {each.criterion: each.weight for each in lock.criteria}
    return [
        {
            "criterion": each.criterion,
            "at": _hundredths(each.at),
            "moved_by": round(each.moved_by(weights[each.criterion]) * 1000),
            "ahead": list(each.ahead),
        }
        for each in points.values()
    ]


def _flips(compared: Appraised[DeliveryOptionId, CriterionId]) -> list[dict[str, Any]]:
    """Return which weights, moved by a fifth of themselves, change who wins, and to whom."""
    return [
        {
            "criterion": each.criterion,
            "by": round(each.by * 1000),
            "winners": list(each.winners),
            "results": {key: _hundredths(result) for key, result in each.results.items()},
        }
        for each in compared.nudged
        if each.winners != compared.winners
    ]


def _ranks(workshop: Workshop, found: Appraisal, lock: Lock) -> dict[str, Any]:
    """Return how often each option comes first, second … by organisations' own weights."""
    own = {
        organisation: {each.criterion: each.weight for each in given.weights}
        for organisation, given in found.own_weights.items()
        if given.lock == lock.number and given.weights
    }
    scores = scores_of(workshop, found.redesign)
    options = _in_order(workshop, found, scores)
    ranks = rank_frequency(options, weighed(lock), scores, own.values())
    return {
        "own_weights": own,
        "ranks": {option: list(places) for option, places in ranks.items()} if own else {},
    }


def _in_order(
    workshop: Workshop, found: Appraisal, scores: Iterable[DeliveryOptionId]
) -> list[DeliveryOptionId]:
    compared = appraised(workshop, found.redesign)
    standings = () if compared is None else compared.standings
    return [each.option for each in standings if each.option in scores]


def _hundredths(value: Fraction) -> int:
    return round(value * 100)
