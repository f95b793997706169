"""A budget in Pabulib's format as acts of a workshop: pure, and the same every time.

Every project becomes an option with its cost, every voter a participant, every
ballot a ballot. The terms are those that the file states: its rule, its
envelope, what support a project needs. Ties are settled by lower cost, then by
place in the file. `codesign count` counts by the same rules and terms.
"""

from typing import Final

from codesign.cli.pabulib import MINOR, Budget
from codesign.cli.plan import Names, Plan, Step
from codesign.domain.commands import CastBallot, CloseRound, OpenRound, OptionPlan
from codesign.domain.words import TITLE_CHARS
from codesign.methods.terms import BudgetBallot, Completion, Method, Misfit, Terms
from codesign.methods.ties import TieRule

QUESTION: Final = "What should the money pay for?"
# Pabulib's names of rules, as ways of voting and what they set.
_GREEDY: Final[dict[str, Misfit]] = {"greedy": "skip", "greedy-no-skip": "stop"}
_EQUAL_SHARES: Final[dict[str, Completion]] = {
    "equalshares": "none",
    "equalshares/add1": "add1",
    "equalshares/utilitarian": "utilitarian",
    "equalshares/add1/utilitarian": "add1_utilitarian",
}
RULES: Final = (*_GREEDY, *_EQUAL_SHARES)
# Of equally cheap projects the earlier comes first.
TIE: Final[TieRule] = "lower_cost"


def terms_of(budget: Budget, rule: str) -> tuple[Method, Terms]:
    """Return the way of voting that a rule of `RULES` is, and its terms for this budget."""
    ballot: BudgetBallot = "knapsack" if budget.knapsack else "approval"
    if rule in _GREEDY:
        return "budget_greedy", Terms(
            amount=budget.amount,
            ballot=ballot,
            misfit=_GREEDY[rule],
            support_at_least=budget.support_at_least,
        )
    return "budget_equal_shares", Terms(
        amount=budget.amount,
        ballot=ballot,
        completion=_EQUAL_SHARES[rule],
        unit=MINOR,
        support_at_least=budget.support_at_least,
    )


def plan_budget(budget: Budget, rule: str, names: Names) -> Plan:
    """Return the plan of a budget round, counted by a rule of `RULES`."""
    options = {project: names.option(n) for n, project in enumerate(budget.costs)}
    method, terms = terms_of(budget, rule)
    opened = OpenRound(
        round=names.round,
        question=QUESTION,
        method=method,
        terms=terms,
        tie=TIE,
        open_roll=True,
        options=tuple(
            OptionPlan(
                option=options[project],
                source="text",
                text=(budget.names[project] or project)[:TITLE_CHARS],
                cost=cost,
            )
            for project, cost in budget.costs.items()
        ),
    )
    voters = {voter: names.person(n) for n, voter in enumerate(budget.ballots)}
    return Plan(
        round=names.round,
        people={person: f"Voter {n}" for n, person in enumerate(voters.values(), start=1)},
        opening=(_by_facilitator(names, "open-round", opened),),
        steps=tuple(
            Step(
                id=names.command("vote", n),
                by=voters[voter],
                command=CastBallot(
                    round=names.round, marks={options[each]: 1 for each in sorted(ticked)}
                ),
            )
            for n, (voter, ticked) in enumerate(budget.ballots.items())
            if ticked
        ),
        closing=(_by_facilitator(names, "close-round", CloseRound(round=names.round)),),
        repeats=0,
    )


def _by_facilitator(names: Names, kind: str, command: OpenRound | CloseRound) -> Step:
    return Step(id=names.command(kind), by=names.facilitator, command=command)
