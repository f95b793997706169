"""Marks: what a voter may put on an option, and what they are called when counted.

| way of voting | marks |
|---|---|
| `agree` | agree 1, disagree -1, pass 0 |
| `dots` | 1 upwards |
| `approval`, budgets | 1 |
| `temperature_check` | -2 to 2 |
| majorities, `unanimity` | yes 1, no -1, abstain 0 |
| `consensus` | agree 2, agree with reservations 1, stand aside 0, block -1 |
| `consent` | consent 1, object -1 |
| `fist_to_five` | 0 to 5 fingers |
| `score` | 0 to the highest |
| `quadratic` | votes, negative ones against |
| ranked | the place, 1 for the best |
"""

from collections.abc import Mapping, Set
from typing import Final, assert_never

from codesign.methods.terms import CREDITS_AT_MOST, Method, Terms

Names = Mapping[int, str]

_YES_NO: Final[Names] = {1: "yes", -1: "no", 0: "abstain"}
# What a mark is called under a decision rule; also which marks the rule knows.
MARKS: Final[Mapping[Method, Names]] = {
    "temperature_check": {2: "plus_2", 1: "plus_1", 0: "zero", -1: "minus_1", -2: "minus_2"},
    "simple_majority": _YES_NO,
    "absolute_majority": _YES_NO,
    "super_majority": _YES_NO,
    "unanimity": _YES_NO,
    "consensus": {2: "agree", 1: "reservations", 0: "stand_aside", -1: "block"},
    "consent": {1: "consent", -1: "object"},
    "fist_to_five": {mark: f"fingers_{mark}" for mark in range(6)},
}
# The mark of who objects, in consent.
OBJECT: Final = -1
# The marks with which a single voter can stop a proposal; these are what a reason is asked for.
STOPPING: Final[Mapping[Method, Set[int]]] = {
    "unanimity": frozenset({-1}),
    "consensus": frozenset({-1}),
    "consent": frozenset({-1}),
    "fist_to_five": frozenset({0}),
}


def is_mark(method: Method, mark: int, terms: Terms) -> bool:
    """Tell whether an option can be given this mark, whatever else is on the ballot."""
    match method:
        case "agree":
            return mark in {-1, 0, 1}
        case "approval" | "budget_greedy" | "budget_equal_shares":
            return mark == 1
        case "dots" | "ranked_irv" | "condorcet" | "schulze" | "borda" | "stv":
            return mark > 0
        case "score":
            return 0 <= mark <= terms.highest
        case "quadratic":
            return mark != 0 and -CREDITS_AT_MOST <= mark <= CREDITS_AT_MOST
        case (
            "temperature_check"
            | "simple_majority"
            | "absolute_majority"
            | "super_majority"
            | "unanimity"
            | "consensus"
            | "consent"
            | "fist_to_five"
        ):
            return mark in MARKS[method]
        case _:
            assert_never(method)


def named_counts(  # noqa: C901 - one case a way of voting
    method: Method, tally: Mapping[int, int], terms: Terms
) -> dict[str, int]:
    """Return an option's counts by name, from how many voters gave it each mark."""
    match method:
        case "agree":
            return {
                "agree": tally.get(1, 0),
                "disagree": tally.get(-1, 0),
                "pass": tally.get(0, 0),
            }
        case "dots":
            return {"dots": _sum(tally), "voters": sum(tally.values())}
        case "approval":
            return {"approvals": tally.get(1, 0)}
        case "budget_greedy" | "budget_equal_shares":
            return {"supporters": tally.get(1, 0)}
        case "ranked_irv" | "condorcet" | "schulze" | "borda" | "stv":
            return {"first": tally.get(1, 0), "ranked": sum(tally.values())}
        case "score":
            return {score_name(mark): tally.get(mark, 0) for mark in range(terms.highest + 1)}
        case "quadratic":
            return {
                "votes": sum(mark * voters for mark, voters in tally.items() if mark > 0),
                "against": -sum(mark * voters for mark, voters in tally.items() if mark < 0),
                "voters": sum(tally.values()),
            }
        case (
            "temperature_check"
            | "simple_majority"
            | "absolute_majority"
            | "super_majority"
            | "unanimity"
            | "consensus"
            | "consent"
            | "fist_to_five"
        ):
            return {name: tally.get(mark, 0) for mark, name in MARKS[method].items()}
        case _:
            assert_never(method)


def score_name(mark: int) -> str:
    """Return what the number of voters is called who gave this score."""
    return f"score_{mark}"


def _sum(tally: Mapping[int, int]) -> int:
    return sum(mark * voters for mark, voters in tally.items())
