"""What a maintainer types to move from a file to a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from codesign.store.errors import MigrationError
from codesign.store.log import Log, open_log
from codesign.store.migrating import migrate, rows_in
from tests.cli.conftest import Command, refused
from tests.postgresql import PostgreSQL
from tests.store.contract import (
    HERE,
    ROUND,
    YES,
    append,
    boxed,
    events_of,
    redacted,
    submitted,
    vote,
)


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture
def target(server: PostgreSQL) -> str:
    return server.new_database()


def rows(url: str, table: str) -> int:
    with psycopg.connect(url) as connection:
        counted = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(*table.split(".")))
        return connection.execute(counted).fetchall()[0][0]


def test_everything_goes_over_and_is_read_once_more(
    database: str, command: Command, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = command("migrate", target)

    assert done.exit_code == 0, (done.stdout, done.stderr, done.exception)
    assert done.stdout.startswith("166 events, ")
    assert "arrived as they were sent, sha256 " in done.stdout
    assert "1 workshop, 166 events" in done.stdout
    monkeypatch.setenv("CODESIGN_DATABASE_URL", target)
    checked = command("check")
    assert checked.exit_code == 0
    assert "1 workshop, 166 events" in checked.stdout
    assert "pg_dump" in refused(command("backup", "anywhere"))


def test_bytes_epochs_boxes_and_erasures_are_the_same_and_the_log_goes_on(
    database: str, target: str, tmp_path: Path
) -> None:
    with closing(open_log(database)) as log:
        append(log, HERE, submitted("He drinks"))
        append(log, HERE, redacted("[Removed]"))
        vote(log, boxed({YES: 1}))
        before = content(log)

    migrate(source(tmp_path), target, target, lambda _: None)

    with closing(open_log(target, exclusive=True)) as log:
        assert content(log) == before
        append(log, HERE, submitted("A bus at nine"), redacted("[Removed again]"))
        assert events_of(log, HERE)[3] == submitted("")


def content(log: Log) -> list[object]:
    """Return all that a log and its keys hold, in order."""
    return [
        log.server_secret,
        log.ballots(HERE, ROUND),
        log.owing(),
        *(
            (each, log.epoch(each), [*log.hashes(each)], [*log.read(each)])
            for each in log.workshops()
        ),
    ]


def source(folder: Path) -> tuple[Path, Path]:
    return folder / "data/codesign.db", folder / "data/codesign.keys.db"


def test_a_server_that_holds_workshops_is_left_as_it_was(
    database: str, command: Command, target: str
) -> None:
    with closing(open_log(target)) as log:
        append(log, HERE, submitted("A bus at nine"))
    events, keys = rows(target, "codesign_log.event"), rows(target, "codesign_keys.key")

    done = command("migrate", target)

    assert done.exit_code == 2
    assert "already holds workshops" in done.stderr
    assert (rows(target, "codesign_log.event"), rows(target, "codesign_keys.key")) == (events, keys)
    with closing(open_log(target)) as log:
        assert events_of(log, HERE) == [submitted("A bus at nine")]


def test_nothing_is_half_done_and_another_try_succeeds(
    database: str, target: str, tmp_path: Path
) -> None:
    left = rows_in(source(tmp_path))

    def break_off(more: int) -> None:
        nonlocal left
        left -= more
        if left < 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate(source(tmp_path), target, target, break_off)
    assert rows(target, "codesign_log.workshop") == rows(target, "codesign_log.event") == 0

    made = migrate(source(tmp_path), target, target, lambda _: None)
    assert made.events == rows(target, "codesign_log.event") == 166


def test_rows_that_arrive_changed_are_not_kept(database: str, target: str, tmp_path: Path) -> None:
    with closing(open_log(target)), psycopg.connect(target) as connection:
        connection.execute(
            "CREATE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN NEW.state := NEW.state || '\\x00'::bytea; RETURN NEW; END $$"
        )
        connection.execute(
            "CREATE TRIGGER damage BEFORE INSERT ON codesign_log.event FOR EACH ROW"
            " WHEN (NEW.seq = 40) EXECUTE FUNCTION damage()"
        )

    with pytest.raises(MigrationError, match="Nothing was kept"):
        migrate(source(tmp_path), target, target, lambda _: None)
    assert rows(target, "codesign_log.event") == 0


def test_keys_of_another_log_are_not_written_over(
    database: str, command: Command, target: str, server: PostgreSQL
) -> None:
    elsewhere = server.new_database()
    with closing(open_log(elsewhere)) as log:
        append(log, HERE, submitted("A bus at nine"))

    done = command("migrate", target, "--keys", elsewhere)

    assert done.exit_code == 2
    assert "keys of another log" in done.stderr


def test_a_log_in_use_is_not_moved(database: str, command: Command, target: str) -> None:
    with closing(open_log(database, exclusive=True)):
        assert "Another server is using" in refused(command("migrate", target))
    with closing(open_log(target, exclusive=True)):
        assert "Another server is using postgresql://" in command("migrate", target).stderr


def test_only_a_server_is_a_target(database: str, command: Command, tmp_path: Path) -> None:
    assert "is no PostgreSQL database" in refused(command("migrate", f"sqlite:///{tmp_path}/x.db"))
