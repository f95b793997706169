"""Commands that need a running server: they go through it, or say in a sentence why not."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from codesign.cli.api import Api, Granted
from codesign.domain import commands as c
from codesign.domain.ids import IdeaId, ParticipantId, StageId, WorkshopId
from codesign.replay.rebuild import workshop_at
from codesign.store.log import open_log
from tests.e2e.servers import Server, running
from tests.live.lines import an_id

WORKSHOP = WorkshopId(an_id("command line workshop"))
FACILITATOR = ParticipantId(an_id("command line facilitator"))
ANN = ParticipantId(an_id("command line ann"))
IDEA = IdeaId(an_id("command line idea"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="module")
def granted(server: Server) -> Granted:
    """A workshop with Ann in it, who wrote an idea."""
    # In a thread: the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, started(server)).result()


async def started(server: Server) -> Granted:
    async with Api(server.url) as api:
        words = {"title": "Bins", "name": "Maren"}
        granted = await api.create_workshop(WORKSHOP, FACILITATOR, words, "")
        assert granted is not None
        people = await api.add_people(WORKSHOP, granted.login, {ANN: "Ann"})
        stage = StageId(an_id("command line stage"))
        plan = c.StagePlan(stage=stage, kind="ideas", title="Ideas")
        for login, command in (
            (granted.login, c.AddStage(plan=plan)),
            (granted.login, c.OpenStage(stage=stage)),
            (people[ANN], c.SubmitIdea(idea=IDEA, stage=stage, text="Fewer bins")),
        ):
            answer = await api.ask(WORKSHOP, login, an_id(), command)
            assert answer["t"] == "ack", answer
    return granted


def run(server: Server, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codesign", *command],
        env={**server.environ, **environ},
        cwd=server.folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_while_a_server_runs_erasing_says_how_to_have_it_done(
    server: Server, granted: Granted
) -> None:
    refused = run(server, "erase", WORKSHOP, ANN)

    assert granted.link
    assert refused.returncode == 2
    assert refused.stderr == (
        "A server is using this database."
        " Have it do this with --url URL --login FACILITATOR_LINK.\n"
    )


def test_a_running_server_redacts_and_erases_for_its_facilitator(
    server: Server, granted: Granted
) -> None:
    to_it = ("--url", server.url, "--login", granted.link)
    redacted = run(server, "redact", WORKSHOP, "idea", IDEA, "--reason", "A name", *to_it)
    erased = run(server, "erase", WORKSHOP, ANN, "--contributions", *to_it)

    assert (redacted.returncode, erased.returncode) == (0, 0), redacted.stderr + erased.stderr
    log = open_log(server.environ["CODESIGN_DATABASE_URL"])
    try:
        workshop = workshop_at(log.read, WORKSHOP, log.head(WORKSHOP))
    finally:
        log.close()
    assert workshop.ideas[IDEA].redacted
    assert workshop.participants[ANN].erased


def test_another_link_or_none_is_refused_in_a_sentence(server: Server, granted: Granted) -> None:
    cut = run(server, "erase", WORKSHOP, ANN, "--url", server.url, "--login", granted.link[:-3])
    none = run(server, "erase", WORKSHOP, ANN, "--url", server.url)

    assert (cut.returncode, none.returncode) == (2, 2)
    assert cut.stderr == (
        "The server does not take this facilitator link; check it and try again.\n"
    )
    assert none.stderr == "With --url goes --login and the facilitator link of the workshop.\n"


def test_a_rehearsal_leads_itself_and_ends_by_itself(server: Server) -> None:
    done = run(server, "rehearse", "--url", server.url, "--people", "8", "--minutes", "0.15")

    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == "8 people, 9 seconds"
    assert {"OpenStage: 3", "CloseRound: 1", "RevealResult: 1", "CloseStage: 1"} <= set(said)
    log = open_log(server.environ["CODESIGN_DATABASE_URL"])
    try:
        workshop_id = WorkshopId(said[-1])
        workshop = workshop_at(log.read, workshop_id, log.head(workshop_id))
    finally:
        log.close()
    assert len(workshop.participants) == 9
    assert workshop.ideas
    assert [each.result is not None for each in workshop.rounds.values()] == [True]


def test_without_a_server_a_sentence_says_so(server: Server, tmp_path: Path) -> None:
    (tmp_path / "comments.csv").write_text(
        "timestamp,comment-id,author-id,moderated,comment-body\n1,0,1,1,A bench.\n"
    )
    (tmp_path / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n1,0,1,1\n")
    nowhere = ("--url", "http://127.0.0.1:9")

    imported = run(server, "import", "polis", str(tmp_path), *nowhere)
    rehearsed = run(server, "rehearse", *nowhere)

    assert (imported.returncode, rehearsed.returncode) == (2, 2)
    assert imported.stderr == (
        "There is no answer from http://127.0.0.1:9. Run the same command again to go on.\n"
    )
    assert rehearsed.stderr == "There is no answer from http://127.0.0.1:9.\n"


def test_a_server_started_by_hand_is_ready_and_goes_in_order_when_interrupted(
    server: Server, tmp_path: Path
) -> None:
    """As a program of its own; other tests fork theirs from one that has been imported."""
    environ = {**server.environ, "CODESIGN_DATABASE_URL": f"sqlite:///{tmp_path}/own.db"}
    command = [sys.executable, "-m", "codesign", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as own:
        try:
            assert own.stdout is not None
            said = next(line for line in own.stdout if "http://127.0.0.1:" in line)
            url = said[said.index("http") :].split()[0].rstrip("/.")
            assert httpx.get(f"{url}/ready").status_code == 200
        finally:
            own.send_signal(signal.SIGINT)
        assert own.wait(20) == 0


def test_a_port_in_use_is_one_sentence(server: Server) -> None:
    port = server.url.rsplit(":", 1)[1]
    other = f"sqlite:///{server.folder}/other.db"
    refused = run(server, "serve", "--port", port, CODESIGN_DATABASE_URL=other)

    assert refused.returncode == 2
    assert refused.stderr.startswith(f"Cannot listen on 127.0.0.1 port {port}: ")
    assert refused.stderr.count("\n") == 1


def test_a_database_in_use_is_one_sentence(server: Server) -> None:
    refused = run(server, "serve", "--port", "0")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Another server is using ")
    assert refused.stderr.count("\n") == 1


def test_a_database_that_cannot_be_made_is_one_sentence(server: Server, tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/no such folder/a.db"
    refused = run(server, "serve", "--port", "0", CODESIGN_DATABASE_URL=nowhere)

    assert refused.returncode == 2
    assert refused.stderr.startswith("The database cannot be written.")
    assert refused.stderr.count("\n") == 1
