"""One count by every way of voting beyond the first three: what screens draw results from.

The votes are made up, the same every time; the counts are the real ones.
"""

from random import Random
from typing import Any, Final

from codesign.domain.ids import OptionId, ParticipantId
from codesign.methods.ballots import Bounds, Fence
from codesign.methods.counting import Votes, count
from codesign.methods.terms import BUDGETS, RANKED, TERMS, Method, Share, Terms
from codesign.methods.ties import TieRule

Ballots = dict[ParticipantId, dict[OptionId, int]]


def _id(name: str) -> OptionId:
    """An id as the gallery's workshop writes it."""
    return OptionId(name.ljust(22, "_"))


THEMES: Final = tuple(map(_id, ("shifts", "timetable", "shared", "tickets")))
PROPOSAL: Final = _id("trial")
COSTS: Final = {
    _id("minibus"): 4_800_000,
    _id("lamps"): 1_200_000,
    _id("drivers"): 900_000,
    _id("texts"): 350_000,
    _id("shelter"): 2_600_000,
}
BOUNDS: Final = Bounds(
    costs=COSTS,
    fences=[
        Fence(options=frozenset({_id("texts"), _id("lamps")}), at_most=1_300_000, at_least=0),
    ],
    exclusions=[frozenset({_id("minibus"), _id("drivers")})],
    needs={_id("texts"): frozenset({_id("lamps")})},
)
ROLL: Final = tuple(ParticipantId(f"voter{n}") for n in range(42))
VOTERS: Final = ROLL[:31]
# How many gave the one proposal which mark.
_YES_NO: Final = ((1, 19), (-1, 9), (0, 3))
JUDGED: Final[dict[Method, tuple[tuple[int, int], ...]]] = {
    "temperature_check": ((2, 6), (1, 10), (0, 7), (-1, 5), (-2, 3)),
    "simple_majority": _YES_NO,
    "absolute_majority": _YES_NO,
    "super_majority": _YES_NO,
    "unanimity": ((1, 27), (-1, 1), (0, 3)),
    "consensus": ((2, 20), (1, 7), (0, 3), (-1, 1)),
    "consent": ((1, 29), (-1, 2)),
    "fist_to_five": ((0, 1), (1, 2), (2, 3), (3, 9), (4, 11), (5, 5)),
}
SET: Final[dict[Method, Terms]] = {
    "simple_majority": Terms(quorum=Share(parts=1, whole=2)),
    "score": Terms(top=2),
    "quadratic": Terms(top=1),
    "borda": Terms(top=2),
    "stv": Terms(seats=2),
    "budget_greedy": Terms(amount=6_000_000),
    "budget_equal_shares": Terms(amount=6_000_000),
}


def results() -> dict[str, Any]:
    """Return what a result record says of each."""
    rich = [method for method in TERMS if method not in {"agree", "dots", "approval"}]
    return {method: _result(method) for method in rich}


def _result(method: Method) -> dict[str, Any]:
    found = count(
        Votes(
            method=method,
            terms=SET.get(method, Terms()),
            options=_options(method),
            ballots=_ballots(method),
            roll=ROLL,
            bounds=BOUNDS if method in BUDGETS else Bounds(),
            tie=_tie(method),
        )
    )
    names = ("algorithm", "version", "counts", "ranking", "explanation")
    return {name: getattr(found, name) for name in names}


def _options(method: Method) -> tuple[OptionId, ...]:
    if method in BUDGETS:
        return tuple(COSTS)
    return (PROPOSAL,) if method in JUDGED else THEMES


def _tie(method: Method) -> TieRule:
    if method in BUDGETS:
        return "lower_cost"
    return "earliest_submitted" if method in RANKED else "show_tie"


def _ballots(method: Method) -> Ballots:
    drawn = Random(method)
    if method in JUDGED:
        marks = [mark for mark, voters in JUDGED[method] for _ in range(voters)]
        return {voter: {PROPOSAL: mark} for voter, mark in zip(VOTERS, marks, strict=True)}
    if method in BUDGETS:
        return {voter: {each: 1 for each in COSTS if drawn.random() < 0.5} for voter in VOTERS}
    if method in RANKED:
        return {voter: _ranking(drawn) for voter in VOTERS}
    if method == "score":
        return {voter: {each: drawn.randint(0, 5) for each in THEMES} for voter in VOTERS}
    return {voter: {each: drawn.choice((-2, 1, 3, 5)) for each in THEMES} for voter in VOTERS}


def _ranking(drawn: Random) -> dict[OptionId, int]:
    order = drawn.sample(THEMES, drawn.choice((2, 3, 4, 4)))
    return {option: place for place, option in enumerate(order, 1)}
