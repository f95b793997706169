"""The recorder by the library's own test cases, and what is SQLite's alone."""

import itertools
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent

from codesign.domain.ids import WorkshopId
from codesign.store.errors import NewerLogError, StorageError
from codesign.store.recorder import Write
from codesign.store.sqlite import SCHEMA_VERSION, SQLiteRecorder

# The library's cases import its cipher, which wants a cryptography package of its own; no case
# that we ask for uses it.
sys.modules.setdefault("eventsourcing.cipher", cast("ModuleType", SimpleNamespace(AESCipher=None)))
cases = pytest.importorskip("eventsourcing.tests.persistence")

HERE = WorkshopId("here-----------------A")
_numbers = itertools.count()


class OnDisk(cases.RecorderTestCase):
    """What the library's cases need: a recorder on a file of its own, and ids of text."""

    def new_originator_id(self) -> str:
        return f"workshop-{next(_numbers):012}A"

    def create_recorder(self) -> SQLiteRecorder:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        recorder = SQLiteRecorder(f"{folder.name}/codesign.db")
        self.addCleanup(recorder.close)
        return recorder


# Its subscription case is an optional one, and not asked for: see SQLiteRecorder.subscribe.
class TestLibraryApplicationCases(OnDisk, cases.ApplicationRecorderTestCase[SQLiteRecorder]):
    pass


class TestLibraryNonInterleavingCases(OnDisk, cases.NonInterleavingNotificationIDsBaseCase):
    pass


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "codesign.db")


@pytest.fixture
def recorder(path: str) -> Iterator[SQLiteRecorder]:
    recorder = SQLiteRecorder(path)
    yield recorder
    recorder.close()


def write(expected: int, *states: bytes) -> Write:
    numbered = enumerate(states, start=expected + 1)
    rows = [(seq, "TimerEnded.1", state) for seq, state in numbered]
    return Write(workshop=HERE, expected=expected, rows=rows, epoch=bytes(16))


def test_a_write_is_flushed_to_the_disk(recorder: SQLiteRecorder) -> None:
    setting = recorder._writer.execute("PRAGMA synchronous").fetchone()[0]

    assert setting == 2, "FULL: a power cut loses nothing that was acknowledged"


def test_readers_do_not_wait_for_a_writer(recorder: SQLiteRecorder) -> None:
    recorder.write([write(0, b"first")])
    recorder._writer.execute("BEGIN IMMEDIATE")
    recorder._writer.execute("DELETE FROM event")

    assert list(recorder.stream(HERE, 0, None)) == [(1, "TimerEnded.1", b"first")]
    recorder._writer.execute("ROLLBACK")


def test_a_reader_between_pages_does_not_keep_the_wal_from_being_emptied(
    recorder: SQLiteRecorder, path: str
) -> None:
    recorder.write([write(0, *[b"state"] * 1_500)])
    reading = recorder.stream(HERE, 0, None)
    next(reading)

    assert recorder.truncate_wal()
    assert Path(f"{path}-wal").stat().st_size == 0
    assert sum(1 for _ in reading) == 1_499


def test_a_missing_event_is_damage_and_not_a_shorter_log(recorder: SQLiteRecorder) -> None:
    recorder.write([write(0, b"1", b"2", b"3")])
    recorder._writer.execute("DELETE FROM event WHERE seq = 2")

    with pytest.raises(StorageError) as damage:
        list(recorder.stream(HERE, 0, None))
    assert damage.value.reason == "storage_damaged"


def test_positions_are_never_used_twice(recorder: SQLiteRecorder) -> None:
    event = StoredEvent(HERE, 1, "TimerEnded.1", b"state")
    [first] = recorder.insert_events([event])
    recorder._writer.execute("DELETE FROM event")

    [second] = recorder.insert_events([event])

    assert second > first


def test_a_workshop_is_found_by_its_index(recorder: SQLiteRecorder) -> None:
    plan = recorder._writer.execute(
        "EXPLAIN QUERY PLAN SELECT seq, topic, state FROM event"
        " WHERE workshop = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        (HERE, 0, 9, 9),
    ).fetchall()

    assert [step[3].split(" (")[0] for step in plan] == [
        "SEARCH event USING INDEX sqlite_autoindex_event_1"
    ]


def test_two_recorders_on_one_file_take_turns(path: str, recorder: SQLiteRecorder) -> None:
    other = SQLiteRecorder(path)

    assert recorder.write([write(0, b"1")]) == [None]
    assert [refusal and refusal.args for refusal in other.write([write(1, b"2")])] == [None]
    assert recorder.head(HERE) == 2
    other.close()


def test_many_threads_read_while_one_writes(recorder: SQLiteRecorder) -> None:
    short = []

    def read() -> None:
        for _ in range(20):
            rows = list(recorder.stream(HERE, 0, None))
            if [each[0] for each in rows] != list(range(1, len(rows) + 1)):
                short.append(rows)

    threads = [threading.Thread(target=read) for _ in range(12)]
    for each in threads:
        each.start()
    for seq in range(50):
        recorder.write([write(seq, b"state")])
    for each in threads:
        each.join()

    assert not short


def test_reading_after_closing_is_refused_plainly(recorder: SQLiteRecorder) -> None:
    recorder.close()

    with pytest.raises(StorageError, match="closed"):
        recorder.head(HERE)


def test_closing_while_a_thread_reads_lets_it_finish(recorder: SQLiteRecorder) -> None:
    recorder.write([write(0, b"1")])

    with recorder._readers.lend() as reader:
        recorder.close()
        assert reader.execute("SELECT count(*) FROM event").fetchall() == [(1,)]

    with pytest.raises(sqlite3.ProgrammingError):
        reader.execute("SELECT 1")


def test_writing_after_closing_is_refused_plainly(recorder: SQLiteRecorder) -> None:
    recorder.close()

    with pytest.raises(StorageError):
        recorder.write([write(0, b"1")])


def test_subscribing_is_not_offered(recorder: SQLiteRecorder) -> None:
    with pytest.raises(NotImplementedError):
        recorder.subscribe()


def test_ids_that_are_not_text_are_a_mistake_of_the_caller(recorder: SQLiteRecorder) -> None:
    with pytest.raises(TypeError):
        recorder.select_events(UUID(int=1))


def test_a_database_of_a_newer_version_is_left_alone(path: str) -> None:
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")

    with pytest.raises(NewerLogError, match="newer version"):
        SQLiteRecorder(path)


def test_a_file_that_is_no_database_is_damage(path: str) -> None:
    Path(path).write_bytes(b"minutes of the meeting\n" * 100)

    with pytest.raises(StorageError) as damage:
        SQLiteRecorder(path)
    assert damage.value.reason == "storage_damaged"


def test_a_full_disk_is_told_and_nothing_is_kept(recorder: SQLiteRecorder) -> None:
    recorder.write([write(0, b"1")])
    pages = recorder._writer.execute("PRAGMA page_count").fetchone()[0]
    recorder._writer.execute(f"PRAGMA max_page_count={pages + 2}")

    with pytest.raises(StorageError) as full:
        recorder.write([write(1, bytes(100_000))])
    assert full.value.reason == "storage_full"
    assert recorder.head(HERE) == 1
    assert recorder.write([write(1, b"2")]) == [None]


def test_a_database_that_another_program_holds_is_told(recorder: SQLiteRecorder, path: str) -> None:
    recorder._writer.execute("PRAGMA busy_timeout=10")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as busy:
            recorder.write([write(0, b"1")])
        other.execute("ROLLBACK")

    assert busy.value.reason == "storage_busy"
