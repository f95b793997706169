"""Three real budgets as live rounds, every voter a participant on a line of their own."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.cli.pabulib import Budget, read_budget
from codesign.cli.recount import recounts
from codesign.domain.events import BallotCast, OptionAdded, ParticipantJoined, ResultPublished
from codesign.domain.ids import WorkshopId
from codesign.domain.recorded import Recorded
from codesign.store.log import open_log
from tests.e2e.servers import Server, running

# As many connections as voters, on a machine that is busy with other tests.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

DONE_WITHIN_S = 240
FILES = (
    "Netherlands_Assen_2024.pb",
    "Poland_Gdynia_2023_Orlowo__large.pb",
    "Poland_Warszawa_2019_Nadwisle.pb",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def pabulib(shared: Path) -> Path:
    folder = shared / "data" / "pabulib"
    if not folder.is_dir():
        pytest.skip("no open data: data/pabulib is missing from the shared folder")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_the_winners_of_a_live_round_are_the_published_ones(
    server: Server, pabulib: Path, name: str
):
    budget = read_budget(pabulib / name)
    done = codesign(server, "import", "pabulib", str(pabulib / name), "--url", server.url)
    assert done.returncode == 0, done.stderr
    workshop = WorkshopId(done.stdout.split()[-1])

    events = assert_each_voter_voted_once(server, workshop, budget)
    assert_winners_are_published(events, budget)
    assert_export_is_the_file(server, workshop, budget)


def assert_each_voter_voted_once(
    server: Server, workshop: WorkshopId, budget: Budget
) -> list[Recorded]:
    log = open_log(database(server))
    try:
        events = list(log.read(workshop))
        assert [each.differs for each in recounts(log, workshop)] == [()]
    finally:
        log.close()
    voters = Counter(each.by for each in events if isinstance(each.event, BallotCast))
    assert set(voters.values()) == {1}
    assert len(voters) == sum(bool(each) for each in budget.ballots.values())
    joined = [each for each in events if isinstance(each.event, ParticipantJoined)]
    assert len(joined) == len(budget.ballots) + 1
    return events


def assert_winners_are_published(events: list[Recorded], budget: Budget) -> None:
    options = [each.event.option for each in events if isinstance(each.event, OptionAdded)]
    projects = dict(zip(options, budget.costs, strict=True))
    (result,) = [each.event for each in events if isinstance(each.event, ResultPublished)]
    assert {projects[each] for each in result.explanation["winners"]} == budget.selected
    assert result.cast == len(budget.ballots)


def assert_export_is_the_file(server: Server, workshop: WorkshopId, budget: Budget) -> None:
    out = server.folder / "out"
    done = codesign(
        server,
        *("export", workshop, "--format", "pabulib"),
        *("--out", str(out), "--database", database(server)),
    )
    assert done.returncode == 0, done.stderr
    found = read_budget(out / "budget.pb")
    assert (found.amount, found.rule) == (budget.amount, budget.rule)
    assert found.support_at_least == budget.support_at_least
    assert list(found.costs.values()) == list(budget.costs.values())
    numbers = {project: str(n) for n, project in enumerate(budget.costs, start=1)}
    assert found.selected == {numbers[each] for each in budget.selected or ()}
    assert Counter(found.ballots.values()) == Counter(
        frozenset(numbers[each] for each in ticked) for ticked in budget.ballots.values()
    )


def database(server: Server) -> str:
    return server.environ["CODESIGN_DATABASE_URL"]


def codesign(server: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codesign", *arguments],
        env=server.environ,
        capture_output=True,
        text=True,
        timeout=DONE_WITHIN_S,
        check=False,
    )
