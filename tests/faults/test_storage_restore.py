"""A backup made and an older one put back while people have the workshop open (F22)."""

import asyncio
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from codesign.cli.api import Api, LoginRefusedError
from codesign.domain.commands import JoinWorkshop
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.store.log import open_log
from codesign.web.access import Access, Login
from tests.e2e.servers import Server
from tests.faults.conftest import Faults
from tests.faults.crash import Writers, clock_of_app, judge, prepare, url_of
from tests.faults.test_storage_disk import epoch_of
from tests.live.lines import WORKSHOP, ManualClock, an_id, submit


def codesign(server: Server, *words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "codesign", *map(str, words)],
        env=server.environ,
        cwd=server.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.fault("F22")
@pytest.mark.timeout(300)
async def test_an_older_copy_put_back_under_live_clients_loses_what_it_must_and_doubles_nothing(
    tmp_path: Path, faults: Faults
) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    logins = await prepare(folder)
    first_epoch = epoch_of(folder)
    server = Server(folder)
    await asyncio.to_thread(server.start)
    try:
        writers = Writers(server.url, logins)
        async with writers.writing():
            await writers.until_answered(20)
            in_backup = frozenset(writers.history.acked)
            await asyncio.to_thread(codesign, server, "backup", tmp_path / "backup")
            acked = await _put_back(server, writers, tmp_path / "backup")
            await writers.until_answered(len(acked) + 20)
    finally:
        server.kill()

    epoch = epoch_of(folder)
    assert epoch != first_epoch
    judge(folder, writers, epoch, lost=acked)
    there = commands_of(folder)
    assert in_backup <= there, "what was told before the backup is there after it"
    assert acked - there, "something must be lost, to show that nobody doubles it"
    faults.checked("I2", "I3", "I4", "I6", "I12")


async def _put_back(server: Server, writers: Writers, backup: Path) -> frozenset[CommandId]:
    """Go on for a while, then put the backup in place; return what had been acknowledged."""
    await writers.until_answered(len(writers.history.acked) + 20)
    server.kill()
    # What was told reaches everybody before it is noted what is forgotten.
    await asyncio.sleep(0.2)
    acked = writers.forget_what_was_told()
    said = await asyncio.to_thread(codesign, server, "restore", backup, "--force")
    assert f"{WORKSHOP}: " in said
    await asyncio.to_thread(server.start)
    return acked


def commands_of(folder: Path) -> set[CommandId]:
    with closing(open_log(url_of(folder))) as log:
        return {each.id for each in log.read(WORKSHOP)}


@pytest.mark.fault("F22")
async def test_whoever_joined_after_the_backup_is_asked_to_join_again(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    await prepare(folder)
    server = Server(folder)
    await asyncio.to_thread(codesign, server, "backup", tmp_path / "backup")
    late = ParticipantId(an_id("late"))
    log = open_log(url_of(folder))
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    async with Rooms(log, seams) as rooms:
        room = await rooms.room(WORKSHOP)
        await submit(room, JoinWorkshop(participant=late, name="Late"), by=late)
    login = Access(log.server_secret, clock_of_app).login_token([Login(WORKSHOP, late, "room")])
    log.close()
    await asyncio.to_thread(codesign, server, "restore", tmp_path / "backup", "--force")
    await asyncio.to_thread(server.start)
    try:
        async with Api(server.url) as api:
            with pytest.raises(LoginRefusedError):
                await api.ticket(WORKSHOP, login)
    finally:
        server.kill()


@pytest.mark.fault("F22")
@pytest.mark.timeout(900)
async def test_backups_made_one_after_the_other_under_load_are_all_whole(
    tmp_path: Path, faults: Faults
) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    logins = await prepare(folder)
    epoch = epoch_of(folder)
    server = Server(folder)
    await asyncio.to_thread(server.start)
    # Each reads the whole of a log that grows all the while.
    backups = faults.pick(2, 10)
    try:
        writers = Writers(server.url, logins)
        async with writers.writing():
            await writers.until_answered(10)
            for number in range(backups):
                await asyncio.to_thread(codesign, server, "backup", tmp_path / str(number))
                said = await asyncio.to_thread(codesign, server, "check")
                assert ": whole" in said
    finally:
        server.kill()
    judge(folder, writers, epoch)
    faults.count("backups under load", backups)
