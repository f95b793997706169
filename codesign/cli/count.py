"""`codesign count`: count a budget in a `.pb` file, without a server."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.pabulib import MINOR, Budget, read_budget
from codesign.methods.budgets import (
    Allocation,
    Envelope,
    EqualShares,
    equal_shares,
    greedy,
)
from codesign.methods.terms import Completion
from codesign.methods.ties import TieOrder, tie_order

Counting = Callable[[Budget, Envelope[str], TieOrder[str]], Allocation[str]]


def _greedy(budget: Budget, envelope: Envelope[str], ties: TieOrder[str]) -> Allocation[str]:
    return greedy(budget.ballots, envelope, ties, "skip")


def _greedy_no_skip(
    budget: Budget, envelope: Envelope[str], ties: TieOrder[str]
) -> Allocation[str]:
    return greedy(budget.ballots, envelope, ties, "stop")


def _equal_shares(completion: Completion) -> Counting:
    asked = EqualShares(completion=completion, unit=MINOR)

    def counting(budget: Budget, envelope: Envelope[str], ties: TieOrder[str]) -> Allocation[str]:
        return equal_shares(budget.ballots, envelope, ties, asked)

    return counting


# Named as in Pabulib's META.
RULES: Final[Mapping[str, Counting]] = {
    "greedy": _greedy,
    "greedy-no-skip": _greedy_no_skip,
    "equalshares": _equal_shares("none"),
    "equalshares/add1": _equal_shares("add1"),
    "equalshares/utilitarian": _equal_shares("utilitarian"),
    "equalshares/add1/utilitarian": _equal_shares("add1_utilitarian"),
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rule", type=click.Choice(sorted(RULES)), help="By this rule.  [default: the file's own]"
)
@refusing
def count(*, file: Path, rule: str | None) -> None:
    """Count the budget in FILE.pb and print who won, and why, as canonical JSON.

    Money is in minor units, shares are exact fractions. Of projects that are
    equal the cheaper comes first, and of equally cheap ones the earlier.
    """
    budget = read_budget(file)
    counting = RULES.get(rule or budget.rule)
    if counting is None:
        message = (
            f"{file.name} was decided by {budget.rule!r}, which is not counted here."
            f" Choose one with --rule: {', '.join(RULES)}."
        )
        raise Refusal(message)
    click.echo(_canonical(budget, rule or budget.rule, counted(budget, counting)))


def counted(budget: Budget, counting: Counting) -> Allocation[str]:
    """Return the count of a budget by a rule of `RULES`."""
    envelope = Envelope(
        amount=budget.amount, costs=budget.costs, support_at_least=budget.support_at_least
    )
    projects = tuple(budget.costs)
    return counting(budget, envelope, tie_order("lower_cost", projects, costs=budget.costs))


def _canonical(budget: Budget, rule: str, allocation: Allocation[str]) -> bytes:
    found = {
        "rule": rule,
        "title": budget.title,
        "currency": budget.currency,
        "winners": allocation.winners,
        "published": None if budget.selected is None else sorted(budget.selected),
        "explanation": allocation,
    }
    return msgspec.json.encode(found, enc_hook=_fraction, order="sorted")


def _fraction(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError
