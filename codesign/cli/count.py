"""`codesign count`: count a budget in a `.pb` file as a room would, without a server."""

from pathlib import Path

import click
import msgspec

from codesign.cli.errors import Refusal, refusing
from codesign.cli.pabulib import Budget, read_budget
from codesign.cli.plan_budget import RULES, TIE, terms_of
from codesign.methods.ballots import Bounds
from codesign.methods.counting import Result, Votes
from codesign.methods.counting import count as counted


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rule", type=click.Choice(sorted(RULES)), help="By this rule.  [default: the file's own]"
)
@refusing
def count(*, file: Path, rule: str | None) -> None:
    """Count the budget in FILE.pb and print who won, and why, as canonical JSON.

    The explanation is that of a vote in a room: money in minor units, a
    fraction as [numerator, denominator]. Of projects that are equal the
    cheaper comes first, and of equally cheap ones the earlier.
    """
    budget = read_budget(file)
    by = rule or budget.rule
    if by not in RULES:
        message = (
            f"{file.name} was decided by {budget.rule!r}, which is not counted here."
            f" Choose one with --rule: {', '.join(RULES)}."
        )
        raise Refusal(message)
    click.echo(_canonical(budget, by, counted(_votes(budget, by))))


def _votes(budget: Budget, rule: str) -> Votes[str, str]:
    method, terms = terms_of(budget, rule)
    return Votes(
        method=method,
        terms=terms,
        options=tuple(budget.costs),
        ballots={voter: dict.fromkeys(ticked, 1) for voter, ticked in budget.ballots.items()},
        roll=tuple(budget.ballots),
        bounds=Bounds(costs=budget.costs),
        tie=TIE,
    )


def _canonical(budget: Budget, rule: str, result: Result[str]) -> bytes:
    found = {
        "rule": rule,
        "title": budget.title,
        "currency": budget.currency,
        "winners": result.explanation["winners"],
        "published": None if budget.selected is None else sorted(budget.selected),
        "explanation": result.explanation,
    }
    return msgspec.json.encode(found, order="sorted")
