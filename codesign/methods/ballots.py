"""Whether a whole ballot fits its way of voting: looked at before it is taken.

Marks by themselves are `marks.py`'s. Here is what they may be together: spent
within what one has, a ranking without a gap, a package that the envelope pays.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from codesign.methods.marks import is_mark
from codesign.methods.scores import price
from codesign.methods.terms import BUDGETS, RANKED, Method, Terms

OptionT = TypeVar("OptionT", bound=str)

Unfit = Literal[
    "bad_mark",
    "over_dots_per_option",
    "over_dots",
    "over_credits",
    "not_a_ranking",
    "over_envelope",
    "over_ring_fence",
    "excluded_together",
    "needs_another",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence(Generic[OptionT]):
    """What may go to some options of a budget together, and what is kept for them.

    Money in minor units; `at_most` None sets no limit, `at_least` 0 keeps nothing.
    """

    options: Set[OptionT]
    at_most: int | None
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Generic[OptionT]):
    """What a budget's options cost, and which of them go together.

    Args:
        costs: of every option, in minor units, in the order they were put up.
        fences: what groups of them get at most and at least.
        exclusions: of each set at most one is funded.
        needs: which others an option needs.
    """

    costs: Mapping[OptionT, int] = field(default_factory=dict)
    fences: Sequence[Fence[OptionT]] = ()
    exclusions: Sequence[Set[OptionT]] = ()
    needs: Mapping[OptionT, Set[OptionT]] = field(default_factory=dict)


def unfit(
    method: Method,
    ballot: Mapping[OptionT, int],
    terms: Terms,
    bounds: Bounds[OptionT],
    *,
    dots: int = 0,
    dots_per_option: int = 0,
) -> Unfit | None:
    """Return why a ballot does not fit the way of voting, None where it does.

    A knapsack ballot must be a package that could be bought as it stands; on
    an approval ballot one may support both of two that exclude each other.
    """
    if not all(is_mark(method, mark, terms) for mark in ballot.values()):
        return "bad_mark"
    if method == "dots":
        return _unfit_dots(ballot, dots, dots_per_option)
    if method == "quadratic" and price(ballot) > terms.credits:
        return "over_credits"
    if method in RANKED and sorted(ballot.values()) != [*range(1, len(ballot) + 1)]:
        return "not_a_ranking"
    if method in BUDGETS and terms.ballot == "knapsack":
        return _unfit_package(ballot.keys(), terms.amount, bounds)
    return None


def _unfit_dots(ballot: Mapping[OptionT, int], dots: int, per_option: int) -> Unfit | None:
    if any(each > per_option for each in ballot.values()):
        return "over_dots_per_option"
    return "over_dots" if sum(ballot.values()) > dots else None


def _unfit_package(picked: Set[OptionT], amount: int, bounds: Bounds[OptionT]) -> Unfit | None:
    def cost(options: Set[OptionT]) -> int:
        return sum(bounds.costs[each] for each in options)

    if cost(picked) > amount:
        return "over_envelope"
    if any(len(picked & each) > 1 for each in bounds.exclusions):
        return "excluded_together"
    for fence in bounds.fences:
        if fence.at_most is not None and cost(picked & fence.options) > fence.at_most:
            return "over_ring_fence"
    if not all(bounds.needs.get(each, frozenset()) <= picked for each in picked):
        return "needs_another"
    return None
