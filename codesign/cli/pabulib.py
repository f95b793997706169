"""A budget with its ballots in the format of Pabulib, read and checked to the last line.

A `.pb` file has three sections of `;`-separated rows: META (keys and values),
PROJECTS and VOTES (a heading and rows). It can break its own rules: a ballot may
tick more than `max_length` allows, or what is no project. Then it is refused with
the line and the reason, and nothing is counted.

Source: pabulib.org/format; Stolicki, Szufa and Talmon, arXiv 2012.06539.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from codesign.cli.misfit import MisfitError

# Costs are read to the hundredth of the currency unit.
MINOR: Final = 100
_SECTIONS: Final = ("META", "PROJECTS", "VOTES")
_META_NEEDED: Final = ("budget", "vote_type", "rule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A budget and how it was voted on.

    Args:
        title: what the file calls itself.
        currency: as in the file, "" when it does not say.
        amount: in minor units.
        rule: the rule by which it was decided.
        costs: of every project, in minor units, in the order of the file.
        names: of every project.
        ballots: the projects that each voter ticked.
        support_at_least: what a project needs to be funded at all.
        knapsack: whether nobody could tick more than the whole amount pays for.
        selected: the projects that were funded, as published; None when it does not say.
    """

    title: str
    currency: str
    amount: int
    rule: str
    costs: Mapping[str, int]
    names: Mapping[str, str]
    ballots: Mapping[str, frozenset[str]]
    support_at_least: int
    knapsack: bool
    selected: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    fields: Mapping[str, str]

    def misfit(self, column: str, reason: str) -> MisfitError:
        return misfit(self.file, self.line, f"{column} {reason}")

    def money(self, key: str) -> int:
        text = self.fields.get(key, "").strip().replace(",", ".")
        try:
            minor = Decimal(text) * MINOR
        except InvalidOperation:
            raise self.misfit(key, f"must be an amount of money, not {text[:40]!r}.") from None
        if not minor.is_finite() or minor != minor.to_integral_value() or minor < 0:
            raise self.misfit(key, f"must be an amount with at most two decimals, not {text!r}.")
        return int(minor)

    def number(self, key: str, default: int) -> int:
        text = self.fields.get(key, "").strip()
        if not text:
            return default
        if not text.isdecimal():
            raise self.misfit(key, f"must be a whole number, not {text[:40]!r}.")
        return int(text)


def misfit(file: str, line: int, reason: str) -> MisfitError:
    """Return the refusal of a budget file."""
    return MisfitError(file, line, reason, so="Nothing was counted.")


def read_budget(path: Path) -> Budget:
    """Return the budget in a `.pb` file of approval ballots.

    Raises:
        MisfitError: something does not fit.
    """
    sections = _sections(path)
    meta = _meta(path.name, sections["META"])
    projects = list(_table(path.name, sections["PROJECTS"], ("project_id", "cost")))
    costs, support = _costs(projects)
    if len(costs) != meta.number("num_projects", len(costs)):
        raise meta.misfit("num_projects", f"must be the number of projects, {len(costs)}.")
    votes = list(_table(path.name, sections["VOTES"], ("voter_id", "vote")))
    if len(votes) != meta.number("num_votes", len(votes)):
        raise meta.misfit("num_votes", f"must be the number of votes, {len(votes)}.")
    ballots = _ballots(votes, meta, costs)
    _require_support(projects, support, ballots)
    selected = [row.fields["selected"] for row in projects if "selected" in row.fields]
    return Budget(
        title=meta.fields.get("description", path.stem),
        currency=meta.fields.get("currency", ""),
        amount=meta.money("budget"),
        rule=meta.fields["rule"].strip(),
        costs=costs,
        names={row.fields["project_id"]: row.fields.get("name", "") for row in projects},
        ballots=ballots,
        support_at_least=meta.number("min_project_score_threshold", 0),
        knapsack=meta.money("max_sum_cost") == meta.money("budget")
        if meta.fields.get("max_sum_cost")
        else False,
        selected=frozenset(
            project for project, chosen in zip(costs, selected, strict=True) if chosen == "1"
        )
        if selected
        else None,
    )


def _meta(file: str, records: list[tuple[int, list[str]]]) -> _Row:
    """Return the keys of META as one row, at the line where the section begins."""
    line = records[0][0]
    fields = {}
    for at, record in records[1:]:
        if len(record) == 1:
            raise misfit(file, at, "a line of META is a key and a value.")
        # A description may hold the separator.
        fields[record[0].strip()] = ";".join(record[1:])
    for key in _META_NEEDED:
        if key not in fields:
            raise misfit(file, line, f"META does not say {key}.")
    if fields["vote_type"].strip() != "approval":
        raise misfit(
            file,
            line,
            f"its votes are of type {fields['vote_type'].strip()}; only approval is counted here.",
        )
    return _Row(file, line, fields)


def _costs(projects: list[_Row]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the costs, and the number of supporters where the file says it."""
    costs: dict[str, int] = {}
    support: dict[str, int] = {}
    for row in projects:
        project = row.fields["project_id"]
        if project in costs:
            raise row.misfit("project_id", f"{project} stands there twice.")
        costs[project] = row.money("cost")
        if not costs[project]:
            raise row.misfit("cost", "must be more than nothing.")
        if row.fields.get("votes"):
            support[project] = row.number("votes", 0)
    return costs, support


def _ballots(votes: list[_Row], meta: _Row, costs: Mapping[str, int]) -> dict[str, frozenset[str]]:
    least = meta.number("min_length", 0)
    most = meta.number("max_length", len(costs))
    spend = meta.money("max_sum_cost") if meta.fields.get("max_sum_cost") else None
    ballots: dict[str, frozenset[str]] = {}
    for row in votes:
        voter = row.fields["voter_id"]
        ticked = [each.strip() for each in row.fields["vote"].split(",") if each.strip()]
        for project in ticked:
            if project not in costs:
                raise row.misfit("vote", f"ticks {project}, which is no project.")
        if voter in ballots:
            raise row.misfit("voter_id", f"{voter} votes twice.")
        if len(set(ticked)) != len(ticked):
            raise row.misfit("vote", "ticks a project twice.")
        if not least <= len(ticked) <= most:
            raise row.misfit("vote", f"must tick {least} to {most} projects, not {len(ticked)}.")
        if spend is not None and sum(costs[each] for each in ticked) > spend:
            raise row.misfit("vote", "ticks more than max_sum_cost allows.")
        ballots[voter] = frozenset(ticked)
    return ballots


def _require_support(
    projects: list[_Row], support: Mapping[str, int], ballots: Mapping[str, frozenset[str]]
) -> None:
    for row in projects:
        project = row.fields["project_id"]
        ticks = sum(1 for ticked in ballots.values() if project in ticked)
        if support.get(project, ticks) != ticks:
            raise row.misfit(
                "votes", f"must be {ticks}, as the ballots say, not {support[project]}."
            )


# --- sections and rows -------------------------------------------------------------


def _sections(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    sections: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] | None = None
    for line, record in _records(path):
        name = record[0].strip() if len(record) == 1 else ""
        if name.upper() in _SECTIONS:
            current = sections.setdefault(name.upper(), [])
        elif current is None:
            raise misfit(path.name, line, "the file must begin with META.")
        else:
            current.append((line, record))
    for name in _SECTIONS:
        if not sections.get(name):
            raise misfit(path.name, 1, f"the section {name} is missing.")
    return sections


def _table(
    file: str, records: list[tuple[int, list[str]]], needed: tuple[str, ...]
) -> Iterator[_Row]:
    line, heading = records[0]
    names = [each.strip() for each in heading]
    for name in needed:
        if name not in names:
            raise misfit(file, line, f"the column {name} is missing.")
    for at, record in records[1:]:
        if len(record) != len(names):
            raise misfit(file, at, f"it has {len(record)} fields and the heading {len(names)}.")
        yield _Row(file, at, dict(zip(names, record, strict=True)))


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank, with the line it starts in."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise misfit(path.name, 1, f"it cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise misfit(path.name, 1, "it is not UTF-8 text.") from None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise misfit(path.name, line, f"it cannot be read: {error}.") from None
        if record is None:
            return
        if any(field.strip() for field in record):
            yield line, record
