"""The log on disk: what survives a crash, what an erasure leaves, what is refused at the door."""

import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import IdeaId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.store.log import (
    Append,
    Appended,
    InUseError,
    Log,
    NewerLogError,
    StorageError,
    UnsealError,
    VersionTakenError,
    open_log,
)
from codesign.store.recorder import Refusal, Write
from codesign.store.sqlite import SQLiteRecorder
from codesign.store.sqlite_keys import SQLiteKeys
from tests.fakes import FakeLog, FakeRecorder
from tests.histories import histories
from tests.store.contract import (
    HERE,
    IDEA,
    PERSON,
    STAGE,
    THERE,
    YES,
    append,
    batch,
    boxed,
    events_of,
    redacted,
    submitted,
    vote,
)

CANARY = "canary: the driver of the nine o'clock drinks"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/codesign.db"


@pytest.fixture
def log(url: str) -> Iterator[Log]:
    log = open_log(url)
    yield log
    log.close()


def disk(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.iterdir()))


def rows(folder: Path) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(folder / "codesign.db")) as database:
        return database.execute("SELECT topic, state FROM event ORDER BY position").fetchall()


def live_keys(folder: Path) -> set[bytes]:
    with closing(sqlite3.connect(folder / "codesign.keys.db")) as database:
        return {key for (key,) in database.execute("SELECT key FROM key WHERE destroyed = 0")}


# --- new keys -----------------------------------------------------------------


def settled(folder: Path) -> tuple[bytes, int]:
    with closing(sqlite3.connect(folder / "codesign.keys.db")) as database:
        seed, position = database.execute("SELECT seed, settled FROM seed").fetchone()
    return seed, position


def test_the_key_of_a_ballot_box_needs_no_mending(log: Log, tmp_path: Path) -> None:
    before, _ = settled(tmp_path)
    vote(log, boxed({YES: 1}))
    after, _ = settled(tmp_path)
    assert after != before

    # The box has its key now.
    vote(log, boxed({YES: -1}))
    assert settled(tmp_path)[0] == after


def test_keys_are_settled_up_to_the_events_they_seal(log: Log, tmp_path: Path) -> None:
    def ideas(first: int) -> list[e.Event]:
        numbers = map(str, range(first, first + 1_200))
        return [e.IdeaSubmitted(idea=IdeaId(each), stage=STAGE, text=each) for each in numbers]

    append(log, HERE, *ideas(0))
    assert settled(tmp_path)[1] == 0

    append(log, HERE, *ideas(1_200))
    assert settled(tmp_path)[1] == 2_400


def test_a_log_of_many_events_and_few_keys_is_settled(log: Log, tmp_path: Path) -> None:
    wordless = [e.StageOpened(stage=STAGE, until=None)] * 2_500
    append(log, HERE, submitted("text"), *wordless)
    assert settled(tmp_path)[1] == 0

    append(log, HERE, *wordless)
    assert settled(tmp_path)[1] == 5_001


def test_keys_that_cannot_be_made_again_are_told(
    log: Log, url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append(log, HERE, submitted("text"))
    log.close()
    with closing(sqlite3.connect(tmp_path / "codesign.keys.db", isolation_level=None)) as keys:
        keys.execute("DELETE FROM key")
        keys.execute("UPDATE seed SET seed = randomblob(32)")

    open_log(url, exclusive=True).close()

    assert "the keys of 1 late events are lost" in caplog.text


def test_a_server_begins_with_settled_keys(log: Log, url: str, tmp_path: Path) -> None:
    head = append(log, HERE, submitted("text")).head
    log.close()
    open_log(url, exclusive=True).close()

    assert settled(tmp_path)[1] == head


# --- reopening ----------------------------------------------------------------


def test_everything_is_there_after_reopening(log: Log, url: str) -> None:
    append(log, HERE, submitted("A bus at nine"), e.JoinCodeIssued(code="K7MNPQ"))
    before = (log.epoch(HERE), log.hash8(HERE, 2), log.server_secret, list(log.read(HERE)))
    log.close()

    again = open_log(url)
    after = (again.epoch(HERE), again.hash8(HERE, 2), again.server_secret, list(again.read(HERE)))
    assert after == before
    assert again.workshop_of_code("K7MNPQ") == HERE
    again.close()


def test_a_second_process_reads_what_the_first_wrote(log: Log, url: str) -> None:
    append(log, HERE, submitted("A bus at nine"))
    other = open_log(url)

    assert events_of(other, HERE) == [submitted("A bus at nine")]
    append(other, HERE, None)
    assert log.head(HERE) == 2
    other.close()


def test_of_two_processes_one_gets_the_version(log: Log, url: str) -> None:
    other = open_log(url)
    append(log, HERE, None)

    [refusal] = other.append([batch(HERE, 0, submitted("at the same time"))])

    assert isinstance(refusal, VersionTakenError)
    assert refusal.head == 1
    other.close()


@given(history=histories())
@settings(max_examples=20)  # each is a whole workshop
def test_a_workshop_read_from_the_log_is_the_one_that_was_live(history: list[Recorded]) -> None:
    live = Workshop()
    for each in history:
        evolve(live, each)
    log = FakeLog()
    log.append([Append(workshop=HERE, expected=0, events=tuple(history))])

    read = Workshop()
    for each in log.read(HERE):
        evolve(read, each)

    # Erasures in the history were carried out meanwhile, and live they have the same effect.
    assert read == live
    log.close()


WRITER = """
import sys
from codesign.store.log import open_log
from tests.store.contract import HERE, append, submitted

log = open_log(sys.argv[1])
while True:
    print(append(log, HERE, submitted("A bus at nine"), None).head, flush=True)
"""


def test_what_was_acknowledged_survives_a_killed_process(url: str) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(25)]
    writer.send_signal(signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
    writer.stdout.close()
    writer.wait()

    log = open_log(url)
    assert acknowledged == list(range(2, 2 * len(acknowledged) + 2, 2))
    assert log.head(HERE) >= acknowledged[-1]
    assert log.head(HERE) % 2 == 0, "a batch is there whole or not at all"
    assert events_of(log, HERE)[::2] == [submitted("A bus at nine")] * (log.head(HERE) // 2)
    log.close()


# --- errors -------------------------------------------------------------------


def test_a_full_disk_fails_every_room_and_spoils_none(log: Log) -> None:
    append(log, HERE, None)
    writer = log._recorder._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count={pages}")

    results = log.append([batch(HERE, 1, *[None] * 200), batch(THERE, 0, *[None] * 200)])

    assert [each.reason for each in results] == ["storage_full", "storage_full"]
    writer.execute("PRAGMA max_page_count=1000000")
    assert log.head(HERE) == 1
    append(log, HERE, None)


def test_one_room_too_large_for_the_disk_does_not_fail_the_others(log: Log) -> None:
    append(log, HERE, None)
    writer = log._recorder._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count={pages + 2}")

    results = log.append([batch(HERE, 1, None), batch(THERE, 0, *[None] * 500)])

    assert [type(each) for each in results] == [Appended, StorageError]
    assert log.head(THERE) == 0


def test_keys_that_cannot_be_made_fail_only_who_needs_them(log: Log, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "codesign.keys.db", isolation_level=None)) as other:
        log._keys._writer.execute("PRAGMA busy_timeout=10")
        other.execute("BEGIN IMMEDIATE")
        results = log.append([batch(HERE, 0, submitted("A bus at nine")), batch(THERE, 0, None)])
        other.execute("ROLLBACK")

    assert [type(each) for each in results] == [StorageError, Appended]
    assert log.head(HERE) == 0


class BusyRecorder(FakeRecorder):
    """Somebody else has the database."""

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        self.writes += 1
        raise StorageError("storage_busy")


def test_whoever_waited_for_a_busy_database_does_not_wait_again_for_every_room() -> None:
    recorder = BusyRecorder()
    log = Log(recorder, SQLiteKeys(":memory:"))

    results = log.append([batch(HERE, 0, None), batch(THERE, 0, None)])

    assert [each.reason for each in results] == ["storage_busy"] * 2
    assert recorder.writes == 1
    log.close()


def test_keys_are_on_disk_before_the_events_they_seal() -> None:
    log = FakeLog()
    log.recorder.failing = True

    [failure] = log.append([batch(HERE, 0, submitted("A bus at nine"))])

    assert isinstance(failure, StorageError)
    assert log._keys._writer.execute("SELECT count(*) FROM key").fetchall() == [(1,)]
    log.close()


# --- erasure --------------------------------------------------------------------


def joined(name: str) -> e.Event:
    return e.ParticipantJoined(
        participant=PERSON, name=name, organisation=None, role="participant", device=True
    )


def test_words_are_in_no_file_even_before_they_are_erased(log: Log, tmp_path: Path) -> None:
    append(
        log, HERE, submitted(CANARY), joined(CANARY), e.WorkshopRetitled(title=CANARY, question="")
    )

    assert CANARY.encode() not in disk(tmp_path)


def test_after_a_redaction_neither_words_nor_key_are_in_any_file(log: Log, tmp_path: Path) -> None:
    append(log, HERE, submitted(CANARY), *[e.IdeaReworded(idea=IDEA, text=CANARY)] * 3)
    keys = live_keys(tmp_path)
    stored = rows(tmp_path)
    hashes = [log.hash8(HERE, seq) for seq in range(1, 5)]

    append(log, HERE, redacted("[Removed]"))

    left = disk(tmp_path)
    assert len(keys) == 1
    assert not [each for each in keys if each in left]
    assert CANARY.encode() not in left
    assert rows(tmp_path)[:4] == stored
    assert [log.hash8(HERE, seq) for seq in range(1, 5)] == hashes
    assert events_of(log, HERE)[0] == submitted("")


def test_after_an_erasure_neither_name_nor_key_are_in_any_file(log: Log, tmp_path: Path) -> None:
    append(log, HERE, joined(CANARY))
    keys = live_keys(tmp_path)
    append(log, HERE, submitted("A bus at nine"))

    append(log, HERE, e.ParticipantErased(participant=PERSON))

    left = disk(tmp_path)
    assert len(keys) == 1
    assert not [each for each in keys if each in left]
    assert (tmp_path / "codesign.db-wal").stat().st_size == 0
    assert (tmp_path / "codesign.keys.db-wal").stat().st_size == 0
    assert events_of(log, HERE)[1] == submitted("A bus at nine")


def test_an_erasure_cut_short_by_a_crash_is_carried_out_at_the_next_start(
    url: str, tmp_path: Path
) -> None:
    log = CrashingLog(url)
    append(log, HERE, submitted(CANARY))
    keys = live_keys(tmp_path)
    with pytest.raises(Crash):
        append(log, HERE, redacted("[Removed]"))
    log.close()
    assert keys < live_keys(tmp_path)

    again = open_log(url)

    left = disk(tmp_path)
    assert not [each for each in keys if each in left]
    assert events_of(again, HERE) == [submitted(""), redacted("[Removed]")]
    again.close()


class Crash(BaseException):
    """The process ends here."""


class CrashingLog(Log):
    """Ends after the events are on disk and before a key is destroyed."""

    def __init__(self, url: str) -> None:
        path = url.removeprefix("sqlite:///")
        keys = SQLiteKeys(path.replace(".db", ".keys.db"))
        recorder = SQLiteRecorder(path)
        recorder.keys_identity(keys.identity)
        super().__init__(recorder, keys)

    def carry_out_destructions(self) -> None:
        raise Crash


def test_an_erasure_that_is_held_up_is_told_and_tried_again(
    log: Log, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    append(log, HERE, submitted(CANARY))
    keys = live_keys(tmp_path)
    with closing(sqlite3.connect(tmp_path / "codesign.keys.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM key").fetchall()
        append(log, HERE, redacted("[Removed]"))
        assert log.owes_destruction
        assert "not destroyed yet" in caplog.text
        reader.execute("COMMIT")

    append(log, THERE, None)

    assert not log.owes_destruction
    assert not [each for each in keys if each in disk(tmp_path)]


def test_a_start_that_cannot_finish_an_erasure_says_so_and_lets_go(
    url: str, tmp_path: Path
) -> None:
    log = CrashingLog(url)
    append(log, HERE, submitted(CANARY))
    with pytest.raises(Crash):
        append(log, HERE, redacted("[Removed]"))
    log.close()
    with closing(sqlite3.connect(tmp_path / "codesign.keys.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM key").fetchall()
        with pytest.raises(StorageError, match="destroyed keys still lie"):
            open_log(url, exclusive=True)
        reader.execute("COMMIT")

    open_log(url, exclusive=True).close()


def test_a_command_beside_a_server_that_is_at_work_is_not_kept_out_by_what_is_owed(
    log: Log, url: str, tmp_path: Path
) -> None:
    append(log, HERE, submitted(CANARY))
    keys = live_keys(tmp_path)
    with closing(sqlite3.connect(tmp_path / "codesign.keys.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM key").fetchall()
        append(log, HERE, redacted("[Removed]"))
        beside = open_log(url)

        assert events_of(beside, HERE) == [submitted(""), redacted("[Removed]")]
        assert beside.owes_destruction
        beside.close()
        reader.execute("COMMIT")

    open_log(url).close()
    assert not [each for each in keys if each in disk(tmp_path)]


def test_keys_restored_from_before_an_erasure_are_destroyed_again(
    log: Log, url: str, tmp_path: Path
) -> None:
    append(log, HERE, submitted(CANARY))
    log.close()
    keys_file = tmp_path / "codesign.keys.db"
    backup = keys_file.read_bytes()
    keys = live_keys(tmp_path)
    log = open_log(url)
    append(log, HERE, e.ParticipantErased(participant=PERSON), redacted("[Removed]"))
    log.close()

    keys_file.write_bytes(backup)
    log = open_log(url)

    assert not [each for each in keys if each in disk(tmp_path)]
    assert next(log.read(HERE)).event == submitted("")
    log.close()


def test_words_sealed_after_a_lost_backup_are_not_taken_for_erased(
    log: Log, url: str, tmp_path: Path
) -> None:
    append(log, HERE, None)
    log.close()
    keys_file = tmp_path / "codesign.keys.db"
    backup = keys_file.read_bytes()
    log = open_log(url)
    append(log, HERE, submitted("A bus at nine"))
    log.close()

    keys_file.write_bytes(backup)
    log = open_log(url)

    with pytest.raises(UnsealError, match=r"IdeaSubmitted\.1 at here-.*@2"):
        list(log.read(HERE))
    log.close()


# --- the door -------------------------------------------------------------------


def test_a_log_whose_keys_are_lost_is_not_opened_with_new_ones(
    log: Log, url: str, tmp_path: Path
) -> None:
    append(log, HERE, submitted("A bus at nine"))
    log.close()
    (tmp_path / "codesign.keys.db").unlink()

    with pytest.raises(UnsealError, match="backed up with it"):
        open_log(url)


def test_a_newer_log_is_refused_and_left_as_it_was(log: Log, url: str, tmp_path: Path) -> None:
    log.close()
    with closing(sqlite3.connect(tmp_path / "codesign.db")) as newer:
        newer.execute("PRAGMA user_version=99")

    with pytest.raises(NewerLogError, match="Upgrade"):
        open_log(url)


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    for exclusive in (True, False):
        with pytest.raises(StorageError, match="cannot be written") as refusal:
            open_log(f"sqlite:///{tmp_path}/nowhere/codesign.db", exclusive=exclusive)
        assert refusal.value.reason == "storage_unwritable"


def test_a_second_server_on_the_same_database_is_told(url: str) -> None:
    first = open_log(url, exclusive=True)

    with pytest.raises(InUseError, match="Another server is using"):
        open_log(url, exclusive=True)
    first.close()
    open_log(url, exclusive=True).close()


HOLDER = """
import sys
from codesign.store.log import open_log

log = open_log(sys.argv[1], exclusive=True)
print("open", flush=True)
sys.stdin.read()
"""


def test_a_server_that_was_killed_leaves_no_lock(url: str) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLDER,
            url,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(InUseError):
            open_log(url, exclusive=True)
        holder.kill()

    open_log(url, exclusive=True).close()


def test_a_tool_may_read_beside_the_server(url: str) -> None:
    server = open_log(url, exclusive=True)
    append(server, HERE, submitted("A bus at nine"))

    tool = open_log(url)

    assert events_of(tool, HERE) == [submitted("A bus at nine")]
    tool.close()
    server.close()


def test_the_keys_lie_beside_the_log_unless_told_otherwise(tmp_path: Path) -> None:
    open_log(f"sqlite:///{tmp_path}/town.db").close()
    open_log(f"sqlite:///{tmp_path}/city.db", f"sqlite:///{tmp_path}/vault.db").close()

    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "city.db",
        "town.db",
        "town.keys.db",
        "vault.db",
    ]


def test_only_this_account_can_read_the_log(log: Log, tmp_path: Path) -> None:
    append(log, HERE, None)

    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()} == {0o600}


def test_a_relative_address_is_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_log("sqlite:///codesign.db").close()

    assert (tmp_path / "codesign.db").exists()


@pytest.mark.parametrize("url", ["codesign.db", "sqlite://", "sqlite:///", "mysql:///codesign"])
def test_an_address_that_is_not_understood_is_told_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///codesign"):
        open_log(url)


def test_rooms_are_read_in_other_threads_while_one_appends(log: Log) -> None:
    append(log, HERE, *[submitted(f"idea {number}") for number in range(100)])
    read: list[list[int]] = []

    def read_often() -> None:
        read.extend([each.seq for each in log.read(HERE, 0, 100)] for _ in range(5))

    threads = [threading.Thread(target=read_often) for _ in range(4)]
    for each in threads:
        each.start()
    for number in range(50):
        append(log, HERE, e.IdeaSubmitted(idea=IdeaId(f"n{number}"), stage=STAGE, text="x"))
    for each in threads:
        each.join()

    assert read == [list(range(1, 101))] * 20
