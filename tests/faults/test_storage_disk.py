"""A real server on a disk that is full, that fails, or does not confirm a flush (F4, F5)."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from codesign.app import FLUSH_FAILED
from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange, Line
from codesign.domain.commands import StartTimer, StopTimer, SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId
from codesign.store.log import open_log
from tests.e2e.servers import Server
from tests.faults.conftest import Faults
from tests.faults.crash import Writers, judge, prepare, url_of
from tests.faults.failing_disk import FailingDisk, Operation, after_power_cut
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, an_id
from tests.server_log import exceptions_in
from tests.store.test_log import live_keys

LOG, KEYS = "codesign.db-wal", "codesign.keys.db-wal"
Logins = dict[ParticipantId, str]


def epoch_of(folder: Path) -> bytes:
    log = open_log(url_of(folder))
    epoch = log.epoch(WORKSHOP) or b""
    log.close()
    return epoch


def contents(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in folder.glob("*.db")}


@asynccontextmanager
async def a_server(
    folder: Path, disk: FailingDisk
) -> AsyncIterator[tuple[Server, Writers, Logins, dict[str, bytes]]]:
    """A server on this disk, with people who write; everything is judged at the end.

    The last of what it yields is what was on the disk at first.
    """
    logins = await prepare(folder)
    epoch = epoch_of(folder)
    server = Server(folder, environ=disk.environ)
    found = contents(folder)
    await asyncio.to_thread(server.start)
    try:
        writers = Writers(server.url, logins)
        async with writers.writing():
            await writers.until_answered(10)
            yield server, writers, logins, found
    finally:
        server.kill()
    judge(folder, writers, epoch)
    assert len(writers.history.acked) > 10


# --- full, or failing for a while -------------------------------------------------


@pytest.mark.fault("F4", "F5")
@pytest.mark.parametrize(
    ("effect", "code"), [("enospc", "storage_full"), ("eio", "storage_failed")]
)
@pytest.mark.parametrize("file", [LOG, KEYS])
async def test_a_server_that_cannot_write_refuses_for_a_while_and_shows_everything(
    file: str, effect: str, code: str, disk: FailingDisk, tmp_path: Path, faults: Faults
) -> None:
    async with a_server(tmp_path, disk) as (server, writers, logins, _):
        disk.fail("write", file, effect, times=0)  # type: ignore[arg-type]
        async with Api(server.url) as api:
            idea = SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="A bus at nine")
            refused = await _ask(api, logins, idea)
            timer = StartTimer(stage=IDEAS, seconds=600)
            without_words = await _ask(api, logins, timer)
            while file == KEYS and without_words["t"] == "reject":
                # It shared a commit with somebody's words; asked again, it comes alone.
                assert without_words["code"] == code
                await asyncio.sleep(0.05)
                without_words = await _ask(api, logins, timer)
            await _ask(api, logins, StopTimer(stage=IDEAS))
            ideas = await _ideas_of_a_newcomer(api, logins)

        assert refused["code"] == code
        assert refused["retry_ms"] > 0
        assert without_words["t"] == ("ack" if file == KEYS else "reject")
        assert ideas >= set(writers.boards[FACILITATOR].of("ideas"))
        assert not server.ended_within(0)

        disk.heal()
        before = len(writers.history.acked)
        # It works again, and nobody did anything.
        await writers.until_answered(before + 10)
    faults.checked("I1", "I2", "I3", "I4", "I6")


async def _ask(api: Api, logins: Logins, command: object) -> dict[str, object]:
    answer = await api.ask(WORKSHOP, logins[FACILITATOR], CommandId(an_id()), command)  # type: ignore[arg-type]
    return dict(answer)


async def _ideas_of_a_newcomer(api: Api, logins: Logins) -> set[str]:
    board = BoardCopy()
    line = Line(Exchange(api, WORKSHOP, pause_at_most_s=0.05), logins[FACILITATOR], board)
    running = asyncio.create_task(line.run())
    async with asyncio.timeout(20):
        await board.until(lambda each: bool(each.of("ideas")))
    running.cancel()
    return set(board.of("ideas"))


# --- a flush that is not confirmed --------------------------------------------------


@pytest.mark.fault("F5", "F2")
@pytest.mark.parametrize("pages", ["lost", "kept"])
@pytest.mark.parametrize("file", [LOG, KEYS, "codesign.db"])
async def test_a_server_whose_flush_is_not_confirmed_ends_and_the_next_begins_from_the_disk(
    file: str, pages: str, disk: FailingDisk, tmp_path: Path, faults: Faults
) -> None:
    async with a_server(tmp_path, disk) as (server, writers, _, found):
        answered = len(writers.history.acked)
        disk.fail("sync", file, "eio")

        assert await asyncio.to_thread(server.ended_within, 60)

        assert server.status == FLUSH_FAILED
        operations = [each for each in disk.operations() if not each.path.endswith("-shm")]
        # The next flush would have been confirmed, and have meant nothing.
        assert operations[-1].call == "f"
        assert operations[-1].path.endswith(file)
        disk.heal()
        _leave_on_disk(tmp_path, operations, found, kept=pages == "kept")
        await asyncio.to_thread(server.start)
        await writers.until_answered(answered + 10)
    said = server.log_file.read_text()
    assert "Nothing more is acknowledged; this server ends." in said
    assert exceptions_in(said) == []
    faults.count("flushes that were not confirmed", 1)
    faults.checked("I1", "I2", "I3", "I4", "I6")


def _leave_on_disk(
    folder: Path, operations: list[Operation], before: dict[str, bytes], *, kept: bool
) -> None:
    """Put in place what the disk holds: what was not flushed is lost, or is all there."""
    files = after_power_cut(operations, lambda _: kept, before)
    for each in folder.glob("*.db*"):
        if each.suffix != ".lock":
            each.unlink()
    for path, content in files.items():
        Path(path).write_bytes(content)


# --- an erasure that cannot be carried out yet -----------------------------------------

ERASING = """
import sys
from codesign.store.log import open_log
from tests.store.contract import HERE, append, batch, redacted, submitted

log = open_log(sys.argv[1], exclusive=True)
append(log, HERE, submitted("canary"))
print("ready", flush=True)
input()
[result] = log.append([batch(HERE, 1, redacted("[Removed]"))])
print(getattr(result, "reason", "acked"), log.owes_destruction, flush=True)
input()
append(log, HERE, None)
print(log.owes_destruction, flush=True)
input()
"""


@pytest.mark.fault("F4")
@pytest.mark.timeout(600)
def test_an_erasure_on_a_full_disk_is_refused_or_owed_and_then_carried_out(
    disk: FailingDisk, tmp_path: Path, faults: Faults
) -> None:
    outcomes = set()
    for first in faults.pick((1, 5, 40), tuple(range(1, 20))):
        folder = tmp_path / str(first)
        folder.mkdir()
        outcomes.add(_erase(folder, disk, first))
    assert outcomes >= {"storage_full False", "acked True"}
    faults.checked("I12")


def _erase(folder: Path, disk: FailingDisk, first: int) -> str:
    """Let the disk be full from a write on, and return how the erasure went."""
    environ = {"PYTHONPATH": str(Path.cwd()), **disk.environ}
    with subprocess.Popen(
        [sys.executable, "-c", ERASING, url_of(folder)],
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        keys = live_keys(folder)
        disk.fail("write", KEYS, "enospc", first=first, times=0)
        process.stdin.write("\n")
        process.stdin.flush()
        outcome = process.stdout.readline().strip()
        assert (live_keys(folder) >= keys) == (outcome != "acked False")
        disk.heal()
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "False\n", "nothing is owed any more"
        gone = not live_keys(folder) & keys
        process.stdin.write("\n")
    assert gone == outcome.startswith("acked")
    return outcome
