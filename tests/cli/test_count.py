"""Budgets in Pabulib's format are counted as they were decided, or refused by line and reason."""

import json
from pathlib import Path

import pytest

from codesign.cli.plan_budget import RULES
from tests.cli.conftest import Command, refused

# Each was decided by another rule, under which others win than under the other two.
REAL = {
    "Netherlands_Assen_2024.pb": "equalshares/add1",
    "Poland_Gdynia_2023_Orlowo__large.pb": "greedy-no-skip",
    "Poland_Warszawa_2019_Nadwisle.pb": "greedy",
}
META = "META\nkey;value\ndescription;Two benches\nbudget;100\nvote_type;approval\nrule;greedy\n"
FITS = (
    f"{META}num_votes;2\nmax_length;2\ncurrency;GBP\n"
    "PROJECTS\nproject_id;cost;votes;name\n1;60;2;Bench\n2;50.50;1;Lamp\n"
    "VOTES\nvoter_id;vote\na;1,2\nb;1\n"
)


def file(folder: Path, text: str) -> Path:
    path = folder / "budget.pb"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "rule"), REAL.items())
def test_the_published_winners_come_out_under_the_rule_of_the_file(
    name: str, rule: str, shared: Path, command: Command
) -> None:
    told = json.loads(command("count", shared / "data" / "pabulib" / name).stdout)

    assert told["rule"] == rule
    assert sorted(told["winners"]) == told["published"]


@pytest.mark.parametrize(("name", "rule"), REAL.items())
def test_under_the_other_rules_others_would_have_won(
    name: str, rule: str, shared: Path, command: Command
) -> None:
    path = shared / "data" / "pabulib" / name
    found = {
        other: json.loads(command("count", path, "--rule", other).stdout)["winners"]
        for other in REAL.values()
    }

    assert all(found[other] != found[rule] for other in found if other != rule)


def test_it_prints_canonical_json_with_the_reason_for_each_project(
    tmp_path: Path, command: Command
) -> None:
    printed = command("count", file(tmp_path, FITS)).stdout
    told = json.loads(printed)

    assert printed == json.dumps(told, sort_keys=True, separators=(",", ":")) + "\n"
    assert told["winners"] == ["1"]
    assert told["explanation"]["not_funded"] == [
        {"option": "2", "cost": 5050, "supporters": 1, "reason": "does_not_fit", "had": None}
    ]


def test_shares_are_printed_as_exact_fractions(tmp_path: Path, command: Command) -> None:
    path = file(tmp_path, FITS.replace("a;1,2\nb;1\n", "a;1,2\nb;1\nc;1\n").replace("60;2", "70;3"))
    path.write_text(path.read_text().replace("num_votes;2", "num_votes;3"))

    told = json.loads(command("count", path, "--rule", "equalshares").stdout)

    assert told["explanation"]["funded"][0]["share"] == [7000, 3]


@pytest.mark.parametrize(
    ("broken", "mended", "line", "reason"),
    [
        ("b;1\n", "b;3\n", 17, "vote ticks 3, which is no project."),
        ("b;1\n", "a;1\n", 17, "voter_id a votes twice."),
        ("a;1,2\n", "a;1,1\n", 16, "vote ticks a project twice."),
        ("max_length;2", "max_length;1", 16, "vote must tick 0 to 1 projects, not 2."),
        ("max_length;2", "max_sum_cost;70", 16, "vote ticks more than max_sum_cost allows."),
        ("1;60;2;Bench", "1;sixty;2;Bench", 12, "cost must be an amount of money, not 'sixty'."),
        ("1;60;2;Bench", "1;0;2;Bench", 12, "cost must be more than nothing."),
        ("1;60;2;Bench", "1;60;3;Bench", 12, "votes must be 2, as the ballots say, not 3."),
        ("2;50.50;1;Lamp", "1;50.50;1;Lamp", 13, "project_id 1 stands there twice."),
        ("2;50.50;1;Lamp", "2;50.50;Lamp", 13, "it has 3 fields and the heading 4."),
        ("num_votes;2", "num_votes;9", 2, "num_votes must be the number of votes, 2."),
        ("budget;100\n", "", 2, "META does not say budget."),
        ("budget;100", "budget;1e3;", 2, "budget must be an amount of money"),
        ("rule;greedy", "rule", 6, "a line of META is a key and a value."),
        (";approval", ";ordinal", 2, "its votes are of type ordinal"),
        ("VOTES\nvoter_id;vote\na;1,2\nb;1\n", "", 1, "the section VOTES is missing."),
        ("META\n", "", 1, "the file must begin with META."),
        ("voter_id;vote", "voter;vote", 15, "the column voter_id is missing."),
    ],
)
def test_a_file_that_breaks_its_own_rules_is_refused_by_line_and_reason(
    broken: str, mended: str, line: int, reason: str, tmp_path: Path, command: Command
) -> None:
    said = refused(command("count", file(tmp_path, FITS.replace(broken, mended, 1))))

    assert said.startswith(f"budget.pb, line {line}: {reason.rstrip('.')}")
    assert said.endswith("Nothing was counted.")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, command: Command) -> None:
    assert "cannot be read" in refused(command("count", tmp_path / "none.pb"))


def test_a_rule_that_is_not_counted_here_is_named_with_those_that_are(
    tmp_path: Path, command: Command
) -> None:
    said = refused(command("count", file(tmp_path, FITS.replace("rule;greedy", "rule;lottery"))))

    assert "lottery" in said
    assert all(rule in said for rule in RULES)
