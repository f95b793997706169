"""After an erasure and a redaction the words are nowhere, and nothing else has changed."""

import asyncio
import hashlib
import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from codesign.cli.api import Api
from codesign.domain import commands as c
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    WorkshopId,
)
from tests.e2e.servers import Server, running
from tests.live.lines import an_id

WORKSHOP: Final = WorkshopId(an_id("erasure workshop"))
FACILITATOR: Final = ParticipantId(an_id("erasure facilitator"))
ANN: Final = ParticipantId(an_id("erasure ann"))
BEN: Final = ParticipantId(an_id("erasure ben"))
STAGE: Final = StageId(an_id("erasure stage"))
IDEA: Final = IdeaId(an_id("erasure idea"))
OTHER: Final = IdeaId(an_id("erasure other idea"))
ROUND: Final = RoundId(an_id("erasure round"))
NAME: Final = "Zebedee Quillfeather"
WORDS: Final = "Quillfeather next door never puts the bins out"


class Desk:
    """The facilitator's and two people's commands to a running server."""

    def __init__(self, api: Api, logins: dict[ParticipantId, str]) -> None:
        self.api = api
        self.logins = logins

    async def ask(self, command: c.Command, by: ParticipantId = FACILITATOR) -> None:
        answer = await self.api.ask(WORKSHOP, self.logins[by], CommandId(an_id()), command)
        assert answer["t"] == "ack", answer


async def a_workshop_with_votes(api: Api) -> Desk:
    granted = await api.create_workshop(
        WORKSHOP, FACILITATOR, {"title": "Bins", "name": "Facilitator"}, ""
    )
    assert granted is not None
    people = await api.add_people(WORKSHOP, granted.login, {ANN: NAME, BEN: "Ben"})
    desk = Desk(api, {FACILITATOR: granted.login, **people})
    await desk.ask(c.AddStage(plan=c.StagePlan(stage=STAGE, kind="ideas", title="Ideas")))
    await desk.ask(c.OpenStage(stage=STAGE))
    await desk.ask(c.SubmitIdea(idea=IDEA, stage=STAGE, text=WORDS), BEN)
    await desk.ask(c.SubmitIdea(idea=OTHER, stage=STAGE, text="Collect on Mondays"), ANN)
    options = tuple(c.OptionPlan(option=OptionId(each), source="idea") for each in (IDEA, OTHER))
    await desk.ask(c.OpenRound(round=ROUND, question="Which?", method="agree", options=options))
    await desk.ask(c.CastBallot(round=ROUND, marks={OptionId(IDEA): 1}), ANN)
    await desk.ask(c.CastBallot(round=ROUND, marks={OptionId(IDEA): 1}), BEN)
    await desk.ask(c.CloseRound(round=ROUND))
    return desk


def stored(folder: Path) -> list[tuple[int, str, str]]:
    """Every stored event by version, name and hash of its bytes."""
    with sqlite3.connect(f"file:{folder}/codesign.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT seq, topic, state FROM event ORDER BY seq").fetchall()
    return [(seq, topic, hashlib.sha256(state).hexdigest()) for seq, topic, state in rows]


def keys_of(folder: Path, owner: str) -> list[bytes]:
    with sqlite3.connect(f"file:{folder}/codesign.keys.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT key FROM key WHERE owner = ?", (owner,)).fetchall()
    return [key for (key,) in rows if key is not None]


def files_with(folder: Path, needle: bytes) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and needle in path.read_bytes()
    ]


def command_line(server: Server, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "codesign", *arguments],
        env=server.environ,
        cwd=server.folder,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def exported(server: Server, name: str) -> Path:
    out = server.folder / name
    for form in ("csv", "jsonl", "polis"):
        command_line(server, "export", WORKSHOP, "--format", form, "--out", str(out / form))
    return out


@pytest.mark.slow
def test_erased_words_and_their_keys_are_nowhere_and_no_result_changes(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        # In a thread: the browser tests keep an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _erase(server)).result()
        _check_nowhere(server.folder)
    _check_nowhere(server.folder)


async def _erase(server: Server) -> None:
    async with Api(server.url) as api:
        desk = await a_workshop_with_votes(api)
        before = stored(server.folder)
        keys = [*keys_of(server.folder, ANN), *keys_of(server.folder, IDEA)]
        assert len(keys) == 2
        assert files_with(server.folder, keys[0])
        tally = counted(server)

        await desk.ask(c.EraseParticipant(participant=ANN))
        await desk.ask(
            c.RedactContribution(kind="idea", id=IDEA, reason="names somebody", text="Bins out")
        )

        assert stored(server.folder)[: len(before)] == before
        assert counted(server) == tally
        for key in keys:
            assert files_with(server.folder, key) == []
        exported(server, "after")


def counted(server: Server) -> dict[str, object]:
    """The published result as the rebuilt board shows it, once it is counted."""
    for _ in range(50):
        board = json.loads(command_line(server, "board", WORKSHOP, "--view", "facilitator"))
        result: dict[str, object] | None = board["results"].get(ROUND)
        if result is not None:
            return result
    raise AssertionError


def _check_nowhere(folder: Path) -> None:
    for canary in (NAME, WORDS, "Zebedee", "Quillfeather"):
        for needle in (canary.encode(), canary.encode("utf-16-le")):
            assert files_with(folder, needle) == []
