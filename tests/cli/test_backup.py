"""What a maintainer types before and after a disk dies."""

import sqlite3
from contextlib import closing
from pathlib import Path

from codesign.programmes.example import WORKSHOP
from codesign.store.log import open_log
from tests.cli.conftest import Command, refused


def test_a_backup_says_what_it_holds(database: str, command: Command, tmp_path: Path) -> None:
    done = command("backup", tmp_path / "backup")

    assert done.exit_code == 0, (done.stderr, database)
    log, keys = done.stdout.splitlines()
    assert log == f"{tmp_path}/backup/log: 1 workshop, 166 events, the last 2025-10-14 18:45 UTC"
    assert keys.startswith(f"{tmp_path}/backup/keys: ")


def test_the_keys_may_go_elsewhere(database: str, command: Command, tmp_path: Path) -> None:
    done = command("backup", tmp_path / "backup", "--keys", tmp_path / "safe")

    assert done.exit_code == 0, (done.stderr, database)
    assert (tmp_path / "safe/codesign.keys.db").exists()
    assert [each.name for each in (tmp_path / "backup").iterdir()] == ["log"]


def test_a_restore_says_what_it_put_back(database: str, command: Command, tmp_path: Path) -> None:
    command("backup", tmp_path / "backup")
    for each in (tmp_path / "data").iterdir():
        each.unlink()

    done = command("restore", tmp_path / "backup")

    assert done.exit_code == 0, (done.stderr, database)
    first, total, keys = done.stdout.splitlines()
    assert first.startswith(f"{WORKSHOP}: 166 events, the last 2025-10-14 18:45 UTC, sha256 ")
    assert first.endswith(": whole")
    assert total.endswith("1 workshop, 166 events, the last 2025-10-14 18:45 UTC")
    assert "every erasure on record" in keys


def test_a_restore_overwrites_only_when_told(
    database: str, command: Command, tmp_path: Path
) -> None:
    command("backup", tmp_path / "backup")

    said = refused(command("restore", tmp_path / "backup"))
    done = command("restore", tmp_path / "backup", "--force")

    assert "Back it up first" in said
    assert done.exit_code == 0, (done.stderr, database)


def test_a_restore_asks_for_the_server_to_be_stopped(
    database: str, command: Command, tmp_path: Path
) -> None:
    command("backup", tmp_path / "backup")
    server = open_log(database, exclusive=True)

    said = refused(command("restore", tmp_path / "backup", "--force"))

    assert said == "A server is using this database. Stop it, then restore."
    server.close()


def test_a_whole_log_is_called_whole(database: str, command: Command) -> None:
    done = command("check")

    assert done.exit_code == 0, (done.stderr, database)
    workshop, total = done.stdout.splitlines()
    assert workshop.endswith(": whole")
    assert "1 workshop, 166 events" in total


def test_a_damaged_log_is_told_and_ends_with_a_status(
    database: str, command: Command, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "data/codesign.db", isolation_level=None)) as log:
        log.execute("DELETE FROM event WHERE seq = 100")

    done = command("check")

    assert done.exit_code == 1, database
    assert "NOT WHOLE. The database is damaged." in done.stdout
    assert "python -m codesign restore" in done.stderr


def test_lost_keys_are_told_and_none_are_made_in_their_place(
    database: str, command: Command, tmp_path: Path
) -> None:
    keys = tmp_path / "data/codesign.keys.db"
    keys.unlink()

    done = command("check")

    assert done.exit_code == 2, database
    assert "It is not there" in done.stdout
    assert "Put those that were backed up with it" in done.stderr
    assert not keys.exists()
