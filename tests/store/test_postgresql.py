"""The log on a real PostgreSQL server: the library's own cases, and what is PostgreSQL's alone."""

import itertools
import logging
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from types import ModuleType, NoneType, SimpleNamespace
from typing import cast

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent

from codesign.domain.ids import WorkshopId
from codesign.store.errors import (
    CodeTakenError,
    InUseError,
    NewerLogError,
    StorageError,
    UnsealError,
    VersionTakenError,
)
from codesign.store.keys import Destruction
from codesign.store.log import open_log
from codesign.store.postgresql import SCHEMA_VERSION, PostgreSQLRecorder
from codesign.store.postgresql_keys import PostgreSQLKeys
from codesign.store.recorder import Refusal, Write
from codesign.store.server import Held
from tests.postgresql import PostgreSQL
from tests.store.contract import HERE, THERE, append, batch, events_of, redacted, submitted
from tests.store.keys_contract import seal

# The library's cases import its cipher, which wants a cryptography package of its own; no case
# that we ask for uses it.
sys.modules.setdefault("eventsourcing.cipher", cast("ModuleType", SimpleNamespace(AESCipher=None)))
cases = pytest.importorskip("eventsourcing.tests.persistence")

_numbers = itertools.count()


class OnServer(cases.RecorderTestCase):
    """What the library's cases need: a recorder on a database of its own, and ids of text."""

    @pytest.fixture(autouse=True)
    def _server(self, postgresql: PostgreSQL) -> None:
        self.server = postgresql

    def new_originator_id(self) -> str:
        return f"workshop-{next(_numbers):012}A"

    def create_recorder(self) -> PostgreSQLRecorder:
        recorder = PostgreSQLRecorder(self.server.new_database())
        self.addCleanup(recorder.close)
        return recorder


# Its subscription case is an optional one, and not asked for: see PostgreSQLRecorder.subscribe.
class TestLibraryApplicationCases(OnServer, cases.ApplicationRecorderTestCase[PostgreSQLRecorder]):
    pass


class TestLibraryNonInterleavingCases(OnServer, cases.NonInterleavingNotificationIDsBaseCase):
    pass


@pytest.fixture
def recorder(database: str) -> Iterator[PostgreSQLRecorder]:
    recorder = PostgreSQLRecorder(database)
    yield recorder
    recorder.close()


@pytest.fixture
def outsider(database: str) -> Iterator[psycopg.Connection]:
    """Somebody else who works in the database."""
    with psycopg.connect(database, autocommit=True) as connection:
        yield connection


def write(expected: int, *states: bytes, workshop: WorkshopId = HERE) -> Write:
    numbered = enumerate(states, start=expected + 1)
    rows = [(seq, "TimerEnded.1", state) for seq, state in numbered]
    return Write(workshop=workshop, expected=expected, rows=rows, epoch=bytes(16))


def positions(recorder: PostgreSQLRecorder, after: int = 0) -> list[int]:
    found = recorder.select_notifications(after, 100, inclusive_of_start=False)
    return [each.id for each in found]


# --- appending ----------------------------------------------------------------


def test_of_two_servers_one_gets_the_version(database: str) -> None:
    one, other = PostgreSQLRecorder(database), PostgreSQLRecorder(database)
    for expected in range(20):
        writers = (one, other) if expected % 2 else (other, one)
        results = [each.write([write(expected, b"mine")])[0] for each in writers]

        assert results[0] is None
        assert isinstance(results[1], VersionTakenError)
        assert results[1].head == expected + 1
    one.close()
    other.close()


def test_servers_that_write_the_same_workshops_at_once_never_double_a_version(
    database: str,
) -> None:
    workshops = [WorkshopId(f"workshop-{number}----------A") for number in range(3)]
    recorders = [PostgreSQLRecorder(database) for _ in range(3)]
    kept: list[tuple[WorkshopId, int, bytes]] = []

    def write_often(recorder: PostgreSQLRecorder, name: bytes) -> None:
        for turn in range(15):
            # In another order each time: no two ever wait for each other in a circle.
            wanted = workshops[turn % 3 :] + workshops[: turn % 3]
            writes = [write(recorder.head(each), name, workshop=each) for each in wanted]
            for each, refusal in zip(writes, recorder.write(writes), strict=True):
                if refusal is None:
                    kept.append((each.workshop, each.rows[0][0], name))

    threads = [
        threading.Thread(target=write_often, args=(each, f"server {number}".encode()))
        for number, each in enumerate(recorders)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    stored = [
        (workshop, seq, state)
        for workshop in workshops
        for seq, _, state in recorders[0].stream(workshop, 0, None)
    ]
    assert sorted(kept) == sorted(stored)
    assert {each: recorders[0].head(each) for each in workshops} == {
        each: sum(1 for workshop, *_ in kept if workshop == each) for each in workshops
    }
    for recorder in recorders:
        recorder.close()


def test_two_servers_do_not_issue_the_same_join_code(
    database: str, outsider: psycopg.Connection
) -> None:
    def issue(recorder: PostgreSQLRecorder, workshop: WorkshopId) -> Refusal | None:
        rows = [(1, "JoinCodeIssued.1", b"")]
        asked = Write(workshop=workshop, expected=0, rows=rows, epoch=bytes(16), code="K7MNPQ")
        return recorder.write([asked])[0]

    with (
        closing(PostgreSQLRecorder(database)) as one,
        closing(PostgreSQLRecorder(database)) as other,
        ThreadPoolExecutor() as servers,
    ):
        # Codes may be read and not written, until both have come as far as they can.
        with outsider.transaction():
            outsider.execute("LOCK TABLE codesign_log.join_code IN SHARE MODE")
            asked = [servers.submit(issue, one, HERE), servers.submit(issue, other, THERE)]
            _wait_for_waiters(outsider, 2)
        results = [each.result(timeout=60) for each in asked]

    assert {type(each) for each in results} == {NoneType, CodeTakenError}


def _wait_for_waiters(outsider: psycopg.Connection, how_many: int) -> None:
    """Wait until so many others wait for a lock in this database."""
    waiting = """SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
        WHERE datname = current_database() AND NOT granted"""
    until = time.monotonic() + 60
    while cast("tuple[int]", outsider.execute(waiting).fetchone())[0] < how_many:
        assert time.monotonic() < until, "nobody waits for anybody"
        time.sleep(0.01)


def test_a_commit_is_flushed_whatever_the_servers_habit(
    recorder: PostgreSQLRecorder, postgresql: PostgreSQL, outsider: psycopg.Connection
) -> None:
    name = outsider.info.dbname
    outsider.execute(f"ALTER DATABASE {name} SET synchronous_commit = off".encode())

    another = PostgreSQLRecorder(postgresql.address(name))
    with another._connections.lend() as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    another.close()


def test_a_server_that_does_not_flush_is_said(
    database: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        open_log(database, exclusive=True).close()

    assert caplog.text.count("fsync = off") == 1, "as the server of these tests is set"


# --- following the whole log --------------------------------------------------


@pytest.mark.fault("F9")
def test_who_follows_the_log_waits_for_a_commit_under_way_and_skips_nothing(
    recorder: PostgreSQLRecorder, outsider: psycopg.Connection
) -> None:
    outsider.execute("BEGIN")
    outsider.execute("SELECT codesign_log.take_positions(1)")
    outsider.execute(
        "INSERT INTO codesign_log.event VALUES (%s, 1, 'TimerEnded.1', 'slow', 1)", (THERE,)
    )
    recorder.write([write(0, b"quick")])

    assert positions(recorder) == []
    assert recorder.max_notification_id() is None
    assert recorder.head(HERE) == 1, "who reads one workshop waits for nobody"

    outsider.execute("COMMIT")
    assert positions(recorder) == [1, 2]


def test_who_follows_the_log_while_four_write_reads_each_event_once_and_in_order(
    database: str, outsider: psycopg.Connection
) -> None:
    recorders = [PostgreSQLRecorder(database) for _ in range(5)]
    read: list[int] = []

    def write_often(number: int) -> None:
        workshop = WorkshopId(f"workshop-{number}----------A")
        for expected in range(0, 60, 2):
            recorders[number].write([write(expected, b"one", b"two", workshop=workshop)])

    threads = [threading.Thread(target=write_often, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    while any(each.is_alive() for each in threads) or len(read) < 240:
        read.extend(positions(recorders[4], after=read[-1] if read else 0))

    rows = outsider.execute("SELECT position FROM codesign_log.event ORDER BY xid, position")
    assert read == [each for (each,) in rows]
    for each in recorders:
        each.close()


def test_a_transaction_has_its_id_as_soon_as_it_has_its_positions(
    recorder: PostgreSQLRecorder, outsider: psycopg.Connection
) -> None:
    for _ in range(2):  # the first of a sequence is written down, and that alone gives an id
        with outsider.transaction():
            outsider.execute("SELECT codesign_log.take_positions(1)")
            assigned = outsider.execute("SELECT pg_current_xact_id_if_assigned()").fetchone()

            assert assigned != (None,), "or a later one could be followed past it"


def test_rows_from_a_dump_of_another_server_can_be_followed(
    database: str,
    recorder: PostgreSQLRecorder,
    postgresql: PostgreSQL,
    outsider: psycopg.Connection,
) -> None:
    for _ in range(60):  # this server's transactions are further than those of a new one
        outsider.execute("SELECT pg_current_xact_id()")
    recorder.write([write(0, b"1", b"2"), write(0, b"3", workshop=THERE)])
    dump = postgresql.folder / "log.dump"
    postgresql.dump(database, "codesign_log", dump)
    newer = PostgreSQL()
    try:
        address = newer.new_database()
        newer.load(address, dump)
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "SELECT max(xid) > pg_current_xact_id() FROM codesign_log.event"
            )
            assert row.fetchone() == (True,), "or there is nothing to show here"
        for turn in range(2):
            with closing(PostgreSQLRecorder(address)) as opened:
                assert positions(opened) == [*range(1, 4 + turn)]
                assert opened.max_notification_id() == 3 + turn
                assert opened.write([write(2 + turn, b"here")]) == [None]
    finally:
        newer.stop()


def test_positions_are_never_used_twice(
    recorder: PostgreSQLRecorder, outsider: psycopg.Connection
) -> None:
    event = StoredEvent(HERE, 1, "TimerEnded.1", b"state")
    [first] = recorder.insert_events([event])
    outsider.execute("DELETE FROM codesign_log.event")

    [second] = recorder.insert_events([event])

    assert second > first


def test_a_missing_event_is_damage_and_not_a_shorter_log(
    recorder: PostgreSQLRecorder, outsider: psycopg.Connection
) -> None:
    recorder.write([write(0, b"1", b"2", b"3")])
    outsider.execute("DELETE FROM codesign_log.event WHERE seq = 2")

    with pytest.raises(StorageError) as damage:
        list(recorder.stream(HERE, 0, None))
    assert damage.value.reason == "storage_damaged"


def test_subscribing_is_not_offered(recorder: PostgreSQLRecorder) -> None:
    with pytest.raises(NotImplementedError):
        recorder.subscribe()


# --- a server that goes, and comes back ---------------------------------------


def test_after_the_server_was_restarted_reading_and_writing_go_on() -> None:
    server = PostgreSQL()
    try:
        log = open_log(server.new_database())
        append(log, HERE, submitted("A bus at nine"))
        server.restart()

        assert events_of(log, HERE) == [submitted("A bus at nine")]
        server.restart()
        [kept] = log.append([batch(HERE, 1, submitted("A tram"))])
        assert not isinstance(kept, Exception)

        server.halt()
        [failed, also] = log.append([batch(HERE, 2, None), batch(THERE, 0, submitted("x"))])
        assert [each.reason for each in (failed, also)] == ["storage_unreachable"] * 2
        server.start()
        assert log.head(HERE) == 2
        append(log, HERE, None)
        log.close()
    finally:
        server.stop()


def test_who_waits_for_a_lock_of_somebody_else_is_told_that_it_is_busy(
    recorder: PostgreSQLRecorder, outsider: psycopg.Connection
) -> None:
    recorder.write([write(0, b"1")])
    with recorder._connections.lend() as connection:
        connection.execute("SET lock_timeout = '50ms'")
    outsider.execute("BEGIN")
    outsider.execute("SELECT 1 FROM codesign_log.workshop FOR UPDATE")

    with pytest.raises(StorageError) as busy:
        recorder.write([write(1, b"2")])
    assert busy.value.reason == "storage_busy"
    outsider.execute("ROLLBACK")
    assert recorder.write([write(1, b"2")]) == [None]


# --- erasure ------------------------------------------------------------------


def test_destroyed_keys_are_in_no_table_of_the_server(
    database: str, postgresql: PostgreSQL, outsider: psycopg.Connection
) -> None:
    keys = PostgreSQLKeys(database)
    for number in range(40):
        seal(keys, f"idea-{number}")
    rows = outsider.execute("SELECT owner, key FROM codesign_keys.key").fetchall()
    found: dict[str, bytes] = dict(rows)
    gone = {found[f"idea-{number}"] for number in range(0, 40, 4)}
    outsider.execute("CHECKPOINT")
    assert gone <= {each for each in found.values() if each in tables(postgresql, outsider)}

    keys.destroy([Destruction(HERE, f"idea-{number}", 2) for number in range(0, 40, 4)])

    outsider.execute("CHECKPOINT")
    left = tables(postgresql, outsider)
    assert not [each for each in gone if each in left]
    assert all(each in left for each in set(found.values()) - gone)
    keys.close()


def tables(server: PostgreSQL, connection: psycopg.Connection) -> bytes:
    """Return all files of a database."""
    row = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
    folder = server.data / "base" / str(row.fetchall()[0][0])
    return b"".join(each.read_bytes() for each in folder.iterdir())


def test_an_erasure_cut_short_is_finished_at_the_next_start(
    database: str, outsider: psycopg.Connection
) -> None:
    with_words = open_log(database)
    append(with_words, HERE, submitted("He drinks"), redacted("[Removed]"))
    with_words.close()
    # As if the server of ours had ended after the zeros and before the file was written anew.
    outsider.execute("UPDATE codesign_keys.key SET destroyed = 1 WHERE destroyed = 2")

    open_log(database).close()

    rows = outsider.execute("SELECT destroyed FROM codesign_keys.key ORDER BY id").fetchall()
    assert rows == [(2,), (0,)]


# --- the door -----------------------------------------------------------------


def test_servers_of_ours_share_a_database_and_keep_a_move_out(database: str) -> None:
    with (
        closing(open_log(database, exclusive=True)) as one,
        closing(open_log(database, exclusive=True)) as other,
    ):
        append(one, HERE, None)
        append(other, HERE, None)
        with pytest.raises(InUseError, match="Another server is using postgresql://"):
            Held(database, alone=True)

    with closing(Held(database, alone=True)), pytest.raises(InUseError):
        open_log(database, exclusive=True)


def test_a_server_of_ours_whose_lock_was_let_go_takes_it_again_or_writes_no_more(
    database: str, outsider: psycopg.Connection
) -> None:
    def let_go() -> None:
        # Returns when the connection that held the lock is gone, and the lock with it.
        ended = outsider.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_locks"
            " WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        assert ended.fetchall() == [(True,)]

    with ExitStack() as stack:
        server = stack.enter_context(closing(open_log(database, exclusive=True)))
        let_go()
        append(server, HERE, None)
        with pytest.raises(InUseError):
            Held(database, alone=True)

        let_go()
        stack.enter_context(closing(Held(database, alone=True)))
        [refusal] = server.append([batch(HERE, 1, None)])

        assert isinstance(refusal, StorageError)
        assert refusal.reason == "storage_busy"


def test_servers_on_one_database_hear_of_each_other_for_as_long_as_they_are_there(
    database: str, postgresql: PostgreSQL
) -> None:
    with closing(open_log(database, exclusive=True)) as one:
        assert one.introduce("codesign 1").say == ()
        with closing(open_log(database, exclusive=True)) as other:
            assert other.introduce("codesign 2").say == ("codesign 1",)
            assert one.introduce("codesign 1").say == ("codesign 2",)
            elsewhere = postgresql.new_database()
            with closing(open_log(elsewhere, exclusive=True)) as third:
                assert third.introduce("codesign 3").say == ()


def test_a_database_of_a_newer_version_is_left_alone(
    database: str, outsider: psycopg.Connection
) -> None:
    open_log(database).close()
    outsider.execute("UPDATE codesign_log.layout SET version = %s", (SCHEMA_VERSION + 1,))

    with pytest.raises(NewerLogError, match="Upgrade this server"):
        open_log(database)


def test_servers_that_start_at_once_make_the_tables_once(database: str) -> None:
    made: list[PostgreSQLRecorder] = []
    threads = [
        threading.Thread(target=lambda: made.append(PostgreSQLRecorder(database))) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert [each.workshops() for each in made] == [[]] * 4
    for each in made:
        each.close()


@pytest.mark.parametrize("wrong", ["postgresql://nobody:secret@127.0.0.1:1/x", "no such database"])
def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    wrong: str, postgresql: PostgreSQL
) -> None:
    url = wrong if wrong.startswith("postgresql") else postgresql.address("elsewhere")

    with pytest.raises(StorageError, match="CODESIGN_DATABASE_URL") as refusal:
        open_log(url)
    assert "secret" not in str(refusal.value)


def test_an_account_without_rights_is_told(
    database: str, postgresql: PostgreSQL, outsider: psycopg.Connection
) -> None:
    outsider.execute("DROP ROLE IF EXISTS visitor")
    outsider.execute("CREATE ROLE visitor LOGIN")

    with pytest.raises(StorageError) as refusal:
        open_log(postgresql.address(outsider.info.dbname, user="visitor"))
    assert refusal.value.reason == "storage_unwritable"


def test_keys_of_another_log_are_refused(database: str, postgresql: PostgreSQL) -> None:
    open_log(database).close()
    elsewhere = postgresql.new_database()
    open_log(elsewhere).close()

    with pytest.raises(UnsealError, match="CODESIGN_KEYS_URL"):
        open_log(database, elsewhere)


def test_the_keys_may_lie_in_a_file_or_another_database(
    database: str, postgresql: PostgreSQL, tmp_path: object
) -> None:
    for number, keys in enumerate((f"sqlite:///{tmp_path}/keys.db", postgresql.new_database())):
        url = database if number == 0 else postgresql.new_database()
        log = open_log(url, keys)
        append(log, HERE, submitted("A bus at nine"))

        assert events_of(log, HERE) == [submitted("A bus at nine")]
        log.close()
