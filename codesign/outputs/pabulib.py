"""A budget vote in Pabulib's format: its projects, its ballots, and what was funded.

Projects and voters are numbered, so that the file joins no ballot to a person.
Amounts are in whole currency units, with hundredths where there are any.
Source: pabulib.org/format; Stolicki, Szufa and Talmon, arXiv 2012.06539.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from codesign.domain.ids import OptionId, RoundId
from codesign.outputs.dates import Dates
from codesign.projections.ballots import Ballots
from codesign.projections.outcomes import Outcome, outcomes
from codesign.projections.reading import Reading

MINOR: Final = 100
_MISFITS: Final[Mapping[str, str]] = {"skip": "greedy", "stop": "greedy-no-skip"}
_COMPLETIONS: Final[Mapping[str, str]] = {
    "none": "equalshares",
    "add1": "equalshares/add1",
    "utilitarian": "equalshares/utilitarian",
    "add1_utilitarian": "equalshares/add1/utilitarian",
}
_BOUNDED: Final = "#1: Options were bound by ring-fences, exclusions or needs beside the envelope"


class NotBudgetError(Exception):
    """This vote has no place in the format: no budget, not shown yet, or not all by ballot."""


def pabulib_lines(reading: Reading, ballots: Ballots, round_id: RoundId) -> Iterator[str]:
    """Return the lines of a `.pb` file.

    Raises:
        NotBudgetError: see there.
    """
    record = reading.rows("rounds").get(round_id, {})
    vote = next((each for each in outcomes(reading) if each.round == round_id), None)
    if vote is None or not vote.explanation.get("amount") or round_id in ballots.withheld:
        raise NotBudgetError(round_id)
    ticked = _ticked(ballots, round_id)
    if len(ticked) != vote.cast:
        raise NotBudgetError(round_id)
    return iter(
        [
            *_rows([("META",), ("key", "value"), *_meta(reading, record, vote)]),
            *_rows([("PROJECTS",), *_projects(reading, vote, round_id)]),
            *_rows([("VOTES",), ("voter_id", "vote"), *_votes(vote, ticked)]),
        ]
    )


def _meta(reading: Reading, record: Mapping[str, Any], vote: Outcome) -> Iterator[Sequence[object]]:
    terms, dates = record["terms"], Dates(reading.workshop["timezone"])
    begun, ended = dates.local(record["opened_at"]), dates.local(record["closed_at"])
    greedy = vote.method == "budget_greedy"
    yield "description", " ".join(f"{reading.workshop['title']}: {vote.question}".split())
    yield "num_projects", len(vote.choices)
    yield "num_votes", vote.cast
    yield "budget", _money(terms["amount"])
    yield "vote_type", "approval"
    yield "rule", _MISFITS[terms["misfit"]] if greedy else _COMPLETIONS[terms["completion"]]
    yield "date_begin", f"{begun:%d.%m.%Y}"
    yield "date_end", f"{ended:%d.%m.%Y}"
    yield "language", reading.workshop["language"]
    if terms["ballot"] == "knapsack":
        yield "max_sum_cost", _money(terms["amount"])
    if terms["support_at_least"]:
        yield "min_project_score_threshold", terms["support_at_least"]
    if record["ring_fences"] or record["exclusions"]:
        yield "comment", _BOUNDED


def _projects(reading: Reading, vote: Outcome, round_id: RoundId) -> Iterator[Sequence[object]]:
    yield "project_id", "cost", "votes", "name", "selected"
    rows = reading.rows("options")
    winners = vote.explanation["winners"]
    for number, each in enumerate(vote.choices, start=1):
        cost = _money(rows[f"{round_id}.{each.option}"]["cost"])
        supporters = (each.counts or {}).get("supporters", 0)
        name = " ".join(each.words.split())
        yield number, cost, supporters, name, int(each.option in winners)


def _votes(vote: Outcome, ticked: Mapping[str, Sequence[OptionId]]) -> Iterator[Sequence[object]]:
    numbers = {each.option: number for number, each in enumerate(vote.choices, start=1)}
    ballots = sorted(sorted(numbers[each] for each in some) for some in ticked.values())
    for voter, some in enumerate(ballots, start=1):
        yield voter, ",".join(map(str, some))


def _ticked(ballots: Ballots, round_id: RoundId) -> dict[str, list[OptionId]]:
    found: dict[str, list[OptionId]] = {}
    for each in ballots.marks:
        if each.round == round_id:
            found.setdefault(each.voter, []).append(each.option)
    return found


def _money(minor: int) -> str:
    whole, hundredths = divmod(minor, MINOR)
    return f"{whole}.{hundredths:02}" if hundredths else str(whole)


def _rows(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\n").writerow(row)
        yield line.getvalue()
