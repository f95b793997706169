"""A check finds what is damaged, names the workshop, and says nothing of the whole ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.store.checking import check_file, check_workshops
from codesign.store.log import Log, open_log
from tests.store.contract import HERE, THERE, append, submitted


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = open_log(f"sqlite:///{tmp_path}/codesign.db")
    append(log, HERE, e.WorkshopRetitled(title="Buses", question=""), submitted("A bus at nine"))
    append(log, THERE, *[e.WorkshopClosed()] * 3)
    yield log
    log.close()


def found(log: Log) -> dict[str, str]:
    return {each.workshop: each.fault for each in check_workshops(log)}


def change(log: Log, statement: str, *parameters: object) -> None:
    log._recorder._writer.execute(statement, parameters)


def test_whole_workshops_are_found_whole(log: Log) -> None:
    here, there = check_workshops(log)

    assert (here.workshop, here.events, here.fault) == (HERE, 2, "")
    assert (there.workshop, there.events, there.fault) == (THERE, 3, "")
    assert there.last_at == 1_760_000_000_003


def test_the_same_bytes_have_the_same_hash_and_others_another(log: Log) -> None:
    before = [each.sha256 for each in check_workshops(log)]
    assert [each.sha256 for each in check_workshops(log)] == before

    append(log, THERE, e.WorkshopClosed())

    after = [each.sha256 for each in check_workshops(log)]
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_a_missing_version_is_found(log: Log) -> None:
    change(log, "DELETE FROM event WHERE workshop = ? AND seq = 2", THERE)

    assert "missing" in found(log)[THERE]
    assert not found(log)[HERE]


def test_a_missing_beginning_is_found(log: Log) -> None:
    change(log, "DELETE FROM event WHERE workshop = ? AND seq = 1", THERE)

    assert "missing" in found(log)[THERE]


def test_a_workshop_without_events_is_found(log: Log) -> None:
    change(log, "DELETE FROM event WHERE workshop = ?", THERE)

    assert found(log)[THERE]


def test_an_unreadable_event_is_found(log: Log) -> None:
    change(log, "UPDATE event SET state = x'ff' WHERE workshop = ? AND seq = 2", THERE)

    assert "WorkshopClosed.1 at" in found(log)[THERE]


def test_words_that_were_tampered_with_are_found(log: Log) -> None:
    [(state,)] = log._recorder._select(
        "SELECT state FROM event WHERE seq = 2 AND workshop = ?", HERE
    )
    flipped = state[:-1] + bytes([state[-1] ^ 1])
    change(log, "UPDATE event SET state = ? WHERE workshop = ? AND seq = 2", flipped, HERE)

    assert found(log)[HERE]
    assert not found(log)[THERE]


def test_lost_keys_are_found_in_the_workshop_that_needs_them(log: Log) -> None:
    log._keys._writer.execute("DELETE FROM key")

    assert "key is not in the keys database" in found(log)[HERE]
    assert not found(log)[THERE]


def test_an_event_that_cannot_be_applied_is_found(log: Log) -> None:
    append(log, THERE, e.IdeaReworded(idea="nobody's", text="x"))

    assert "Event 4 cannot be applied" in found(log)[THERE]


def test_a_file_that_is_damaged_is_found(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "codesign.db"
    assert check_file(path) == []
    log.close()
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)

    assert check_file(path)


def test_a_file_that_is_no_database_is_found(tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_bytes(b"Dear Sir or Madam, " * 500)

    assert "damaged" in check_file(path)[0]


def test_a_check_changes_nothing(log: Log, tmp_path: Path) -> None:
    log.close()
    path = tmp_path / "codesign.db"
    before = path.read_bytes()
    check_file(path)

    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert path.read_bytes() == before
