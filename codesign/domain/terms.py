"""Rules: the terms on which a round can be opened, and the bounds of a budget."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from codesign.domain.commands import OpenRound, RingFencePlan
from codesign.domain.errors import CommandRejectedError
from codesign.domain.ids import OptionId
from codesign.methods.marks import STOPPING
from codesign.methods.terms import BUDGETS, MONEY_AT_MOST, terms_fit
from codesign.methods.ties import TieRule

DOTS_AT_MOST: Final = 100
# As many ring-fences, and as many exclusions, as anybody can keep in mind and more.
BOUNDS_AT_MOST: Final = 100
# A budget spends on one project before another, so equals must come in an order.
ORDERING: Final[frozenset[TieRule]] = frozenset({"lower_cost", "earliest_submitted", "lot"})


def require_terms(command: OpenRound) -> None:
    """Refuse terms that are not the method's, and a budget that could not be counted."""
    if not terms_fit(command.method, command.terms):
        raise CommandRejectedError("bad_terms")
    if command.reasons == "required" and command.method not in STOPPING:
        raise CommandRejectedError("bad_terms")
    bounded = command.ring_fences or command.exclusions or any(p.needs for p in command.options)
    if command.method not in BUDGETS:
        if bounded:
            raise CommandRejectedError("bad_terms")
        return
    if command.open_options:
        raise CommandRejectedError("bad_terms")
    if command.tie not in ORDERING:
        raise CommandRejectedError("tie_left_open")
    if not all(plan.cost for plan in command.options):
        raise CommandRejectedError("bad_money")
    _require_bounds(command)


def dots_of(command: OpenRound) -> tuple[int, int]:
    """Return how many dots each voter has, and how many of them may go to one option."""
    if command.method != "dots":
        return 0, 0
    per_option = command.dots_per_option or command.dots
    if not 0 < per_option <= command.dots <= DOTS_AT_MOST:
        raise CommandRejectedError("bad_dots")
    return command.dots, per_option


def _require_bounds(command: OpenRound) -> None:
    known = {plan.option for plan in command.options}
    groups = [
        *command.exclusions,
        *(each.options for each in command.ring_fences),
        *(plan.needs for plan in command.options),
    ]
    if len(command.exclusions) > BOUNDS_AT_MOST or len(command.ring_fences) > BOUNDS_AT_MOST:
        raise CommandRejectedError("too_many")
    if not all(known.issuperset(each) for each in groups):
        raise CommandRejectedError("no_such_option")
    if not all(len(set(each)) > 1 for each in command.exclusions):
        raise CommandRejectedError("bad_terms")
    _require_fences(command.ring_fences, command.terms.amount)
    if _goes_round({plan.option: plan.needs for plan in command.options}):
        raise CommandRejectedError("needs_go_round")


def _require_fences(fences: Sequence[RingFencePlan], amount: int) -> None:
    for each in fences:
        most = amount if each.at_most is None else each.at_most
        if not (each.options and 0 <= each.at_least <= most and 0 < most <= MONEY_AT_MOST):
            raise CommandRejectedError("bad_ring_fence")
    if sum(each.at_least for each in fences) > amount:
        raise CommandRejectedError("bad_ring_fence")


def _goes_round(needs: Mapping[OptionId, Collection[OptionId]]) -> bool:
    """Tell whether some option needs, in the end, itself."""
    left = dict(needs)
    while free := [each for each, needed in left.items() if not left.keys() & set(needed)]:
        for each in free:
            del left[each]
    return bool(left)
