"""Two real conversations, played into a running server and recounted to the last vote."""

import csv
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Self

import psutil
import pytest

from codesign.cli.plan import Names, plan_import
from codesign.cli.polis import fingerprint, read_conversation
from codesign.domain.events import BallotCast, IdeaHidden, IdeaSubmitted, ResultPublished
from codesign.domain.ids import StageId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.store.log import open_log
from tests.e2e.servers import Server, running

# A kill and a restart in the middle, on a machine that is busy with other tests.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SMALL, LARGE = "15-per-hour-seattle", "scoop-hivemind.affordable-housing"
SOCKETS_AT_LEAST = 300
DONE_WITHIN_S = 300


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def polis(shared: Path) -> Path:
    folder = shared / "data" / "polis"
    if not folder.is_dir():
        pytest.skip("no open data: data/polis is missing from the shared folder")
    return folder


def test_every_vote_of_a_conversation_is_there_once(server: Server, polis: Path):
    with Sockets(server) as sockets:
        done = run_import(server, polis / SMALL)

    assert done.returncode == 0, done.stderr
    assert sockets.most >= SOCKETS_AT_LEAST
    assert_recounts(server, polis / SMALL, WorkshopId(done.stdout.split()[-1]))


def test_a_server_killed_again_and_again_changes_nothing(server: Server, polis: Path):
    """Nor does it in a conversation five times as long, whose every vote is there once too."""
    importing = start_import(server, polis / LARGE)
    workshop = Names(f"{fingerprint(polis / LARGE)}/").workshop
    # While people join, while ideas come, and near the end.
    for version in (300, 3_000, 12_000):
        wait_for_version(server, workshop, version)
        server.kill()
        server.start()
    out, err = importing.communicate(timeout=DONE_WITHIN_S)

    assert importing.returncode == 0, err
    assert out.split()[-1] == workshop
    assert_recounts(server, polis / LARGE, workshop)


def test_an_importer_killed_in_the_middle_goes_on_where_it_stopped(server: Server, polis: Path):
    workshop = Names(f"{fingerprint(polis / SMALL)}/").workshop
    first = start_import(server, polis / SMALL)
    wait_for_version(server, workshop, 1_500)
    first.kill()
    first.communicate()

    again = run_import(server, polis / SMALL)
    once_more = run_import(server, polis / SMALL)

    assert (again.returncode, once_more.returncode) == (0, 0), again.stderr + once_more.stderr
    assert again.stdout.split()[-1] == once_more.stdout.split()[-1] == workshop
    assert_recounts(server, polis / SMALL, workshop)


def test_another_name_makes_another_workshop(server: Server, tmp_path: Path):
    folder = conversation(tmp_path)

    first = run_import(server, folder)
    copy = run_import(server, folder, "--again", "for practice")

    assert (first.returncode, copy.returncode) == (0, 0), first.stderr + copy.stderr
    assert first.stdout.split()[-1] != copy.stdout.split()[-1]


def test_at_a_chosen_speed_the_silences_are_kept_in_proportion(server: Server, tmp_path: Path):
    began = time.monotonic()
    done = run_import(server, conversation(tmp_path), "--speed", "100")

    assert done.returncode == 0, done.stderr
    # Two silences, of two minutes and of years; the longer one is played as five minutes.
    assert time.monotonic() - began > (120 + 300) / 100


def test_what_was_imported_elsewhere_is_not_taken_over(server: Server, tmp_path: Path):
    folder = conversation(tmp_path)
    run_import(server, folder)
    shutil.rmtree(tmp_path / "state")

    refused = run_import(server, folder)

    assert refused.returncode == 2
    assert refused.stderr == (
        "This conversation was imported here before, from elsewhere."
        " To import another copy, give it a name with --again.\n"
    )


# --- what is compared ----------------------------------------------------------------------------


def assert_recounts(server: Server, folder: Path, workshop: WorkshopId) -> None:
    log = open_log(database(server))
    try:
        events = list(log.read(workshop))
    finally:
        log.close()
    names = Names(f"{fingerprint(folder)}/")
    assert names.workshop == workshop
    assert_each_command_took_effect_once(folder, names, events)
    assert_last_votes_are_those_of_the_file(folder, names, events)
    assert_ideas_are_those_of_the_file(folder, names, events)
    assert_export_recounts(server, folder, workshop)


def assert_each_command_took_effect_once(
    folder: Path, names: Names, events: list[Recorded]
) -> None:
    conversation = read_conversation(folder, now=time.time_ns() // 1_000_000)
    plan = plan_import(conversation, names, StageId(""))
    steps = {each.id for each in plan.steps}
    happened = Counter(each.id for each in events if each.id in steps)
    assert happened == dict.fromkeys(steps, 1)
    # Nothing came from anywhere else: the workshop, its people, opening, closing, one result.
    others = Counter(type(each.event).__name__ for each in events if each.id not in steps)
    assert others["ParticipantJoined"] == len(plan.people) + 1
    assert others["VoterAdded"] == len(plan.people)
    assert others["ResultPublished"] == others["RoundOpened"] == others["RoundClosed"] == 1
    assert not others.keys() & {"BallotCast", "IdeaSubmitted", "OptionAdded", "IdeaHidden"}


def assert_last_votes_are_those_of_the_file(
    folder: Path, names: Names, events: list[Recorded]
) -> None:
    expected = last_votes(folder, names)
    stands: dict[tuple[str, str], int | None] = {}
    for each in events:
        if isinstance(each.event, BallotCast):
            assert each.via == "import"
            for option, mark in each.event.marks.items():
                stands[str(each.who), option] = mark
    assert stands == expected
    published = next(each.event for each in events if isinstance(each.event, ResultPublished))
    for option, counts in published.counts.items():
        marks = Counter(mark for (_, voted), mark in expected.items() if voted == option)
        assert (counts["agree"], counts["disagree"], counts["pass"]) == (
            marks[1],
            marks[-1],
            marks[0],
        )


def assert_ideas_are_those_of_the_file(folder: Path, names: Names, events: list[Recorded]) -> None:
    rows = list(table(folder / "comments.csv"))
    submitted = [each for each in events if isinstance(each.event, IdeaSubmitted)]
    assert {(each.event.idea, each.who) for each in submitted} == {
        (names.idea(int(row["comment-id"])), names.person(int(row["author-id"]))) for row in rows
    }
    hidden = {each.event.idea: each.seq for each in events if isinstance(each.event, IdeaHidden)}
    assert hidden.keys() == {
        names.idea(int(row["comment-id"])) for row in rows if row["moderated"] == "-1"
    }
    # A comment moderated out goes after its votes, which count.
    for each in events:
        if isinstance(each.event, BallotCast):
            assert all(each.seq < hidden.get(option, each.seq + 1) for option in each.event.marks)


def assert_export_recounts(server: Server, folder: Path, workshop: WorkshopId) -> None:
    out = server.folder / f"export of {folder.name}"
    exported = run(server, "export", workshop, "--format", "polis", "--out", str(out))
    assert exported.returncode == 0, exported.stderr
    assert last_marks(out) == last_marks(folder)
    hidden = {row["comment-id"] for row in table(out / "comments.csv") if row["moderated"] == "-1"}
    assert hidden == {
        row["comment-id"] for row in table(folder / "comments.csv") if row["moderated"] == "-1"
    }
    written = {row["comment-id"]: row["author-id"] for row in table(out / "comments.csv")}
    assert written == {
        row["comment-id"]: row["author-id"] for row in table(folder / "comments.csv")
    }


def last_marks(folder: Path) -> dict[tuple[str, str], str]:
    """The last vote by timestamp of each voter on each comment, read without our own code."""
    rows = sorted(table(folder / "votes.csv"), key=lambda row: int(row["timestamp"]))
    return {(row["voter-id"], row["comment-id"]): row["vote"] for row in rows}


def last_votes(folder: Path, names: Names) -> dict[tuple[str, str], int]:
    return {
        (names.person(int(voter)), names.option(int(comment))): int(mark)
        for (voter, comment), mark in last_marks(folder).items()
    }


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def wait_for_version(server: Server, workshop: WorkshopId, version: int) -> None:
    deadline = time.monotonic() + 120
    log = open_log(database(server))
    try:
        while log.head(workshop) < version:
            assert time.monotonic() < deadline, f"{workshop} stays at {log.head(workshop)}"
            time.sleep(0.02)
    finally:
        log.close()


def conversation(tmp_path: Path) -> Path:
    """A small conversation of ours, with all that can be odd about one."""
    folder = tmp_path / "A bench in the park"
    folder.mkdir(exist_ok=True)
    (folder / "comments.csv").write_text(
        "timestamp,comment-id,author-id,moderated,comment-body\n"
        # Stamped after the first vote on it; by somebody who never votes; moderated out.
        '1600000200000,0,7,-1,"A bench,\nby the pond."\n'
        "1600000000000,1,1,1,Two benches.\n"
    )
    (folder / "votes.csv").write_text(
        "timestamp,comment-id,voter-id,vote\n"
        "1600000000000,0,1,1\n"
        "1600000120000,1,2,0\n"
        "1700000000000,0,1,-1\n"
    )
    return folder


def start(server: Server, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "codesign", *command],
        env=server.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(server: Server, *command: str) -> subprocess.CompletedProcess[str]:
    process = start(server, *command)
    try:
        out, err = process.communicate(timeout=DONE_WITHIN_S)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def start_import(server: Server, folder: Path, *options: str) -> subprocess.Popen[str]:
    return start(server, "import", "polis", str(folder), "--url", server.url, *options)


def run_import(server: Server, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(server, "import", "polis", str(folder), "--url", server.url, *options)


def database(server: Server) -> str:
    return server.environ["CODESIGN_DATABASE_URL"]


class Sockets:
    """Watches how many connections the server has open at once."""

    def __init__(self, server: Server) -> None:
        self._process = psutil.Process(server.pid)
        self._over = Event()
        self._thread = Thread(target=self._watch)
        self.most = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(1):
            open_now = self._process.net_connections("tcp")
            self.most = max(
                self.most, sum(each.status == psutil.CONN_ESTABLISHED for each in open_now)
            )
