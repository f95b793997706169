"""Killed at any point, power cut at any point: no command is lost, and none is doubled (F1, F2)."""

import asyncio
import random
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from codesign.domain.events import ContributionRedacted, IdeaSubmitted
from codesign.store.log import Log, UnsealError, open_log
from tests.e2e.servers import Server
from tests.faults.conftest import Faults
from tests.faults.crash import Writers, judge, prepare, url_of
from tests.faults.failing_disk import (
    SAID,
    FailingDisk,
    Operation,
    after_power_cut,
)
from tests.live.lines import WORKSHOP
from tests.store.contract import HERE
from tests.store.test_log import live_keys

FILES = ("codesign.db-wal", "codesign.keys.db-wal", "codesign.db", "codesign.keys.db")


# --- a real server ---------------------------------------------------------------


@pytest.mark.fault("F1")
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("piece", range(4))
async def test_a_server_killed_again_and_again_loses_and_doubles_nothing(
    piece: int, faults: Faults, disk: FailingDisk, tmp_path: Path
) -> None:
    loops = faults.pick(1, 125)
    chance = random.Random(piece)
    logins = await prepare(tmp_path)
    log = open_log(url_of(tmp_path))
    epoch = log.epoch(WORKSHOP) or b""
    log.close()
    server = Server(tmp_path, environ=disk.environ)
    await asyncio.to_thread(server.start)
    try:
        writers = Writers(server.url, logins)
        async with writers.writing():
            for _ in range(loops):
                # Mostly in the middle of the work, and at times while people are still coming.
                if chance.random() < 0.8:
                    await writers.until_answered(len(writers.history.acked) + 1)
                await _crash(server, disk, chance)
        effects = len(writers.history.acked)
    finally:
        server.kill()
    judge(tmp_path, writers, epoch)
    faults.count("servers killed", loops)
    faults.count("commands answered across a crash", effects)
    faults.checked("I1", "I2", "I3", "I4", "I6", "I8", "I12")
    assert effects > loops


async def _crash(server: Server, disk: FailingDisk, chance: random.Random) -> None:
    """End the server at a point of its disk's, or at a random moment, and start it again."""
    if chance.random() < 0.7:
        _at_a_point(disk, chance, within=120)
    ended = await asyncio.to_thread(server.ended_within, chance.uniform(0.0, 0.3))
    if not ended:
        server.kill()
    disk.forget()
    while True:
        disk.heal()
        if chance.random() < 0.2:
            # Opening what a crash left writes too, and may be cut short as well.
            _at_a_point(disk, chance, within=12)
        listens = await asyncio.to_thread(server.try_start)
        disk.heal()
        if listens and not await asyncio.to_thread(server.ended_within, 0.05):
            return


def _at_a_point(disk: FailingDisk, chance: random.Random, within: int) -> None:
    call = chance.choice(("write", "sync", "any"))
    effect = "kill" if call == "sync" else chance.choice(("kill", "torn"))
    disk.fail(call, chance.choice(FILES), effect, first=chance.randrange(1, within))


# --- the bare log ------------------------------------------------------------------

WRITER = """
import os, sys
from codesign.domain import events as e
from codesign.domain.ids import IdeaId
from codesign.store.log import open_log
from tests.faults.failing_disk import say
from tests.store.contract import HERE, STAGE, append

log = open_log(sys.argv[1], exclusive=True)
if sys.argv[2] == "NORMAL":
    for each in (log._recorder._writer, log._keys._writer):
        each.execute("PRAGMA synchronous=NORMAL")
for number in range(int(sys.argv[3])):
    idea = IdeaId(f"idea {number}")
    events = [e.IdeaSubmitted(idea=idea, stage=STAGE, text=f"text {number}")]
    if sys.argv[4] == "erasing" and number % 4 == 3:
        events.append(e.ContributionRedacted(kind="idea", id=idea, reason="Named me", text=""))
    if number % 10 == 9:
        events += [e.StageExtended(stage=STAGE, minutes=1)] * 700
    head = append(log, HERE, *events).head
    say(str(head))
    print(head, flush=True)
# As a crash, not as a goodbye: closing would write.
os._exit(0)
"""


def write(
    folder: Path,
    disk: FailingDisk,
    appends: int,
    *,
    synchronous: str = "FULL",
    erasing: str = "erasing",
) -> list[int]:
    """Let a process of its own append, and return the heads it was told."""
    done = subprocess.run(
        [sys.executable, "-c", WRITER, url_of(folder), synchronous, str(appends), erasing],
        env={"PYTHONPATH": str(Path.cwd()), **disk.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, -9}, done.stderr
    return [int(each) for each in done.stdout.splitlines()]


def hold(log: Log, acked: int) -> None:
    """What was acknowledged is there, whole; what was not is there whole or not at all."""
    events = [each.event for each in log.read(HERE)]
    assert len(events) == log.head(HERE) >= acked
    erased = {each.id for each in events if isinstance(each, ContributionRedacted)}
    for each in events:
        if isinstance(each, IdeaSubmitted):
            number = each.idea.removeprefix("idea ")
            assert each.text == ("" if each.idea in erased else f"text {number}")


@pytest.mark.fault("F1")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("effect", ["kill", "torn"])
def test_the_log_may_be_killed_at_any_call_to_the_disk(
    effect: str, faults: Faults, disk: FailingDisk, tmp_path: Path
) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    write(whole, disk, 10)
    calls = len([each for each in disk.operations() if each.call != SAID])
    assert calls > 100
    step = calls // faults.pick(6, 150) + 1
    for number in range(1 + random.Random(effect).randrange(step), calls, step):
        folder = tmp_path / str(number)
        folder.mkdir()
        disk.fail("any", "", effect, first=number)  # type: ignore[arg-type]
        acked = write(folder, disk, 10)
        disk.heal()

        with closing(open_log(url_of(folder), exclusive=True)) as log:
            hold(log, max(acked, default=0))
        # What it takes from there on is as good.
        assert write(folder, disk, 0) == []
        shutil.rmtree(folder)
        faults.count("logs killed at a call to the disk", 1)
    faults.checked("I1", "I2", "I4", "I12")


# --- the power -----------------------------------------------------------------------


def cut_everywhere(
    operations: list[Operation], folder: Path, cuts: int, chance: random.Random
) -> int:
    """Cut the power at many points; return how many acknowledged events were lost in all."""
    lost = 0
    for _ in range(cuts):
        place = chance.randrange(1, len(operations) + 1)
        kept = chance.choice((0.0, 0.5, 1.0))
        files = after_power_cut(operations[:place], lambda _, kept=kept: chance.random() < kept)
        said = [int(each.path) for each in operations[:place] if each.call == SAID]
        lost += _lost(files, folder, max(said, default=0))
    return lost


def _lost(files: dict[str, bytes], folder: Path, acked: int) -> int:
    folder.mkdir()
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)
    with closing(open_log(url_of(folder), exclusive=True)) as log:
        head = log.head(HERE)
        try:
            hold(log, min(head, acked))
        except UnsealError:
            head = 0  # words without their key are lost too
    shutil.rmtree(folder)
    return max(0, acked - head)


@pytest.mark.fault("F2")
@pytest.mark.timeout(600)
def test_a_power_cut_at_any_point_loses_nothing_that_was_acknowledged(
    faults: Faults, disk: FailingDisk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "server").mkdir()
    write(tmp_path / "server", disk, 30)
    cuts = faults.pick(60, 2_000)

    lost = cut_everywhere(disk.operations(), tmp_path / "after", cuts, random.Random(1))

    assert lost == 0
    assert "damaged" not in caplog.text, "what a power cut leaves is not called damage"
    faults.count("power cuts", cuts)
    faults.checked("I1", "I2", "I12")


@pytest.mark.fault("F2")
@pytest.mark.parametrize("kept", [False, True])
def test_keys_that_a_power_cut_took_are_made_again(
    faults: Faults, disk: FailingDisk, tmp_path: Path, *, kept: bool
) -> None:
    server, folder = tmp_path / "server", tmp_path / "after"
    server.mkdir()
    head = write(server, disk, 30, erasing="")[-1]
    folder.mkdir()
    for path, content in after_power_cut(disk.operations(), lambda _: kept).items():
        (folder / Path(path).name).write_bytes(content)
    assert (len(live_keys(folder)) >= 30) is kept

    for _ in range(2):
        with closing(open_log(url_of(folder), exclusive=True)) as log:
            hold(log, head)
    assert len(live_keys(folder)) >= 30
    faults.count("power cuts", 1)


@pytest.mark.fault("F2")
def test_without_a_flush_at_every_commit_a_power_cut_loses_what_was_acknowledged(
    disk: FailingDisk, tmp_path: Path
) -> None:
    """So that the test above is known to be able to fail."""
    (tmp_path / "server").mkdir()
    write(tmp_path / "server", disk, 30, synchronous="NORMAL")

    assert cut_everywhere(disk.operations(), tmp_path / "after", 40, random.Random(1)) > 0
