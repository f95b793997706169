"""A budget's plan: its terms as the file states them, a ballot a voter, the same every time."""

from pathlib import Path

import pytest

from codesign.cli.pabulib import read_budget
from codesign.cli.plan import Names
from codesign.cli.plan_budget import RULES, plan_budget, terms_of
from codesign.domain.commands import CastBallot, OpenRound
from codesign.methods.terms import terms_fit

BUDGET = (
    "META\nkey;value\ndescription;Benches\nbudget;100\nvote_type;approval\nrule;greedy-no-skip\n"
    "max_sum_cost;100\nmin_project_score_threshold;1\n"
    "PROJECTS\nproject_id;cost;name\n1;60;Bench\n2;50.50;\n"
    "VOTES\nvoter_id;vote\na;1\nb;2\nc;\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "budget.pb"
    path.write_text(BUDGET, encoding="utf-8")
    return path


def test_the_round_has_the_terms_of_the_file(file: Path) -> None:
    budget = read_budget(file)
    (opening,) = plan_budget(budget, budget.rule, Names("key")).opening
    assert isinstance(opening.command, OpenRound)
    assert (opening.command.method, opening.command.tie) == ("budget_greedy", "lower_cost")
    terms = opening.command.terms
    assert (terms.amount, terms.ballot, terms.misfit) == (10_000, "knapsack", "stop")
    assert terms.support_at_least == 1
    assert [each.cost for each in opening.command.options] == [6_000, 5_050]
    # One without a name goes by its number.
    assert [each.text for each in opening.command.options] == ["Bench", "2"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_a_way_of_voting_with_terms_that_fit(file: Path, rule: str) -> None:
    assert terms_fit(*terms_of(read_budget(file), rule))


def test_whoever_ticked_nothing_is_on_the_roll_and_casts_no_ballot(file: Path) -> None:
    budget = read_budget(file)
    plan = plan_budget(budget, budget.rule, Names("key"))
    assert len(plan.people) == 3
    assert [type(each.command) for each in plan.steps] == [CastBallot, CastBallot]
    assert plan == plan_budget(budget, budget.rule, Names("key"))
