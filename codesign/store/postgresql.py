"""The log in a PostgreSQL database, which several servers may write at once.

**Appending.** A batch of all rooms is one transaction of two round trips: the
first locks the workshops it writes, in the order of their ids, and reads where
each is; the second inserts the rows of those that are where the batch thought
they were, moves their heads, and commits. Who is not there is refused, and no
lock on the whole table makes everybody else wait for a flush.

**Following the whole log.** Rows become visible in the order of commits, not of
their numbers: who reads on from the last number would pass over a row that was
numbered earlier and committed later, for ever. So a transaction takes its
positions and its transaction id together, under a lock that is held for that
moment alone, and one is in the order of the other; and readers stop before the
oldest transaction that is still under way (the fence). For this the versions a
batch expects are known before its transaction begins, and never read within it.

Rows that came with a dump bear the transaction ids of the cluster they were written
in, which this one may reach in years: the fence would hide them till then. Whoever
opens the log looks for that, and gives them an id of the past.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final, LiteralString, Never
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
)
from psycopg import errors
from typing_extensions import override

from codesign.domain.ids import RoundId, WorkshopId
from codesign.store.ballot_box import BallotRow
from codesign.store.errors import CodeTakenError, StorageError, VersionTakenError
from codesign.store.keys import Destruction
from codesign.store.recorder import Neighbours, Refusal, Row, Write
from codesign.store.server import (
    Connections,
    Held,
    prepare_schema,
    translated,
)

SCHEMA_VERSION: Final = 1
# Held while a join code is looked up and issued. The lock of `take_positions` is 7003.
_CODES_LOCK: Final = 7_002
SCHEMA: Final = "codesign_log"
# Identifiers are compared byte by byte, as in a SQLite file.
_DDL: Final = (
    """CREATE TABLE codesign_log.workshop (
        id text COLLATE "C" PRIMARY KEY,
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        epoch bytea NOT NULL,
        head bigint NOT NULL
    )""",
    """CREATE TABLE codesign_log.event (
        workshop text COLLATE "C" NOT NULL,
        seq bigint NOT NULL,
        topic text COLLATE "C" NOT NULL,
        state bytea NOT NULL,
        position bigint NOT NULL UNIQUE,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        PRIMARY KEY (workshop, seq)
    )""",
    """CREATE TABLE codesign_log.join_code (
        workshop text COLLATE "C" PRIMARY KEY,
        code text COLLATE "C" NOT NULL UNIQUE
    )""",
    """CREATE TABLE codesign_log.destruction (
        workshop text COLLATE "C" NOT NULL,
        owner text COLLATE "C" NOT NULL,
        generation bigint NOT NULL,
        PRIMARY KEY (workshop, owner, generation)
    )""",
    "CREATE TABLE codesign_log.meta (name text PRIMARY KEY, value bytea NOT NULL)",
    """CREATE TABLE codesign_log.ballot (
        workshop text COLLATE "C" NOT NULL,
        round text COLLATE "C" NOT NULL,
        voter text COLLATE "C" NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (workshop, round, voter)
    )""",
    "CREATE SEQUENCE codesign_log.position",
    # The lock is let go at once, not at the commit. Where this is broken off in between, the
    # connection is closed and takes the lock with it.
    """CREATE FUNCTION codesign_log.take_positions(how_many bigint) RETURNS bigint
    LANGUAGE plpgsql AS $$
    DECLARE
        first bigint;
    BEGIN
        PERFORM pg_advisory_lock(7003);
        PERFORM pg_current_xact_id();
        first := nextval('codesign_log.position');
        IF how_many > 1 THEN
            PERFORM setval('codesign_log.position', first + how_many - 1);
        END IF;
        PERFORM pg_advisory_unlock(7003);
        RETURN first;
    END $$""",
)

_TAKE_POSITIONS: Final = "SELECT codesign_log.take_positions(%s::bigint)"
_BEGIN_WORKSHOPS: Final = (
    "INSERT INTO codesign_log.workshop (id, epoch, head)"
    " SELECT id, epoch, 0 FROM unnest(%s::text[], %s::bytea[]) AS new (id, epoch)"
    " ON CONFLICT DO NOTHING"
)
_LOCK_HEADS: Final = (
    'SELECT id, head FROM codesign_log.workshop WHERE id = ANY(%s::text[]) ORDER BY id COLLATE "C"'
    " FOR UPDATE"
)
_CODES: Final = (
    "SELECT code, workshop FROM codesign_log.join_code"
    " WHERE code = ANY(%s::text[]) OR workshop = ANY(%s::text[])"
)
_INSERT: Final = (
    "INSERT INTO codesign_log.event (workshop, seq, topic, state, position)"
    " SELECT workshop, seq, topic, state, %b::bigint + number - 1"
    " FROM unnest(%b::text[], %b::bigint[], %b::text[], %b::bytea[]) WITH ORDINALITY"
    " AS new (workshop, seq, topic, state, number)"
)
_MOVE_HEADS: Final = (
    "UPDATE codesign_log.workshop SET head = moved.head"
    " FROM unnest(%b::text[], %b::bigint[]) AS moved (id, head) WHERE workshop.id = moved.id"
)
_FORGET_UNBEGUN: Final = "DELETE FROM codesign_log.workshop WHERE id = ANY(%s::text[]) AND head = 0"
_ISSUE: Final = (
    "INSERT INTO codesign_log.join_code (workshop, code) VALUES (%s, %s)"
    " ON CONFLICT (workshop) DO UPDATE SET code = excluded.code"
)
_DESTROY: Final = "INSERT INTO codesign_log.destruction VALUES (%s, %s, %s)"
_KEEP_BALLOTS: Final = (
    "INSERT INTO codesign_log.ballot SELECT %s, round, voter, sealed"
    " FROM unnest(%s::text[], %s::text[], %s::bytea[]) AS new (round, voter, sealed)"
    " ON CONFLICT (workshop, round, voter) DO UPDATE SET sealed = excluded.sealed"
)
_EMPTY_BOX: Final = "DELETE FROM codesign_log.ballot WHERE workshop = %s AND round = %s"
_PAGE: Final = (
    "SELECT seq, topic, state FROM codesign_log.event"
    " WHERE workshop = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT %s"
)
_BALANCE: Final = (
    "SELECT count(*) FILTER (WHERE topic LIKE %s) > count(*) FILTER (WHERE topic LIKE %s)"
    " FROM codesign_log.event WHERE workshop = %s"
)
# The fence is the oldest transaction under way: what is older was committed, or never will be.
_FOLLOWING: Final = (
    "SELECT workshop, seq, topic, state, position FROM codesign_log.event"
    " WHERE position > %s AND position <= %s AND xid < pg_snapshot_xmin(pg_current_snapshot())"
    " AND (%s::text[] = '{}' OR topic = ANY(%s::text[])) ORDER BY position LIMIT %s"
)
_LAST_SETTLED: Final = (
    "SELECT position FROM codesign_log.event"
    " WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY position DESC LIMIT 1"
)
# A cluster gives its numbers in order, so that the newest row has the highest of those that came
# with a dump.
_FROM_ELSEWHERE: Final = (
    "SELECT FROM (SELECT xid FROM codesign_log.event ORDER BY position DESC LIMIT 1) AS newest"
    " WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())"
)
_MAKE_OURS: Final = (
    "UPDATE codesign_log.event SET xid = '0' WHERE xid >= pg_snapshot_xmax(pg_current_snapshot())"
)
# About 150 KB of rows in memory, and a few milliseconds of reading.
_PAGE_ROWS: Final = 1_000
_NO_LIMIT: Final = 2**63 - 1

_log = logging.getLogger(__name__)

# Join codes and whose they are, as one batch finds and leaves them.
Holders = dict[str, WorkshopId]


class PostgreSQLRecorder(ApplicationRecorder):
    """The log in one database.

    Args:
        url: of the database; its tables are made when they do not exist.
        lock: what a server of ours has to hold to write; None for a tool beside it.
    """

    def __init__(self, url: str, lock: Held | None = None) -> None:
        self._lock = lock
        self._connections = Connections(url)
        try:
            prepare_schema(self._connections, SCHEMA, SCHEMA_VERSION, _DDL)
            self._make_restored_rows_ours()
            if lock is not None:
                self._warn_of_lost_flushes()
        except BaseException:
            self._connections.close()
            raise

    # --- what the room asks (recorder.py) -----------------------------------

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        """Write all batches in one transaction.

        Where the server goes at the commit, only reading the log tells.
        """
        if self._lock is not None:
            self._lock.require()
        attempt = _Attempt(batch)
        # As two round trips: what is asked before the first answer is needed, and all the rest.
        with (
            translated(),
            self._connections.lend() as connection,
            connection.pipeline(),
            connection.transaction(),
        ):
            attempt.lock(connection)
            refusals = attempt.judge()
            attempt.write(connection)
        return refusals

    def stream(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Row]:
        """Yield the rows, a page in one short read."""
        last = _NO_LIMIT if upto is None else upto
        while True:
            page = self._page(workshop, after, last)
            yield from page
            if len(page) < _PAGE_ROWS:
                return
            after += len(page)

    def row(self, workshop: WorkshopId, seq: int) -> Row | None:
        """Return one row."""
        rows = self._select(_PAGE, workshop, seq - 1, seq, 1)
        return rows[0] if rows else None

    def head(self, workshop: WorkshopId) -> int:
        """Return the newest version, 0 when there is none."""
        rows = self._select("SELECT head FROM codesign_log.workshop WHERE id = %s", workshop)
        return rows[0][0] if rows else 0

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        """Return the newest version of each of these workshops; what is not there is left out."""
        return dict(
            self._select(
                "SELECT id, head FROM codesign_log.workshop WHERE id = ANY(%s::text[])",
                list(workshops),
            )
        )

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        """Return the epoch of the workshop's history."""
        rows = self._select("SELECT epoch FROM codesign_log.workshop WHERE id = %s", workshop)
        return rows[0][0] if rows else None

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        """Return whose current join code this is."""
        rows = self._select("SELECT workshop FROM codesign_log.join_code WHERE code = %s", code)
        return rows[0][0] if rows else None

    def workshops(self) -> list[WorkshopId]:
        """Return all workshops, the oldest first."""
        rows = self._select("SELECT id FROM codesign_log.workshop ORDER BY number")
        return [each for (each,) in rows]

    def owing(self, begun: str, ended: str) -> list[WorkshopId]:
        """Return the workshops with more events of the one name than of the other, in any shape."""
        # One workshop at a time, so that no read takes long.
        return [
            each
            for each in self.workshops()
            if self._select(_BALANCE, f"{begun}.%", f"{ended}.%", each)[0][0]
        ]

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[BallotRow]:
        """Return what is in the ballot box of a round, in the order of the voters' ids."""
        return self._select(
            "SELECT round, voter, sealed FROM codesign_log.ballot"
            " WHERE workshop = %s AND round = %s ORDER BY voter",
            workshop,
            round_id,
        )

    def with_ballots(self) -> list[WorkshopId]:
        """Return the workshops with a ballot in a box."""
        rows = self._select("SELECT DISTINCT workshop FROM codesign_log.ballot")
        return [each for (each,) in rows]

    def destructions(self) -> list[Destruction]:
        """Return every erasure ever recorded."""
        rows = self._select("SELECT workshop, owner, generation FROM codesign_log.destruction")
        return [Destruction(*each) for each in rows]

    def keys_identity(self, identity: bytes) -> bytes:
        """Return which keys this log belongs to; from now on these, if it had none."""
        with translated(), self._connections.lend() as connection:
            connection.execute(
                "INSERT INTO codesign_log.meta VALUES ('keys', %s) ON CONFLICT DO NOTHING",
                (identity,),
            )
        rows = self._select("SELECT value FROM codesign_log.meta WHERE name = 'keys'")
        found: bytes = rows[0][0]
        return found

    def knows_its_keys(self) -> bool:
        """Tell whether there are keys that this log belongs to."""
        return bool(self._select("SELECT 1 FROM codesign_log.meta WHERE name = 'keys'"))

    def introduce(self, says: str) -> Neighbours:
        """Have a server say who it is for as long as it is connected, and hear the others."""
        clock = self._select("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
        others = [] if self._lock is None else self._lock.introduce(says)
        return Neighbours(tuple(others), clock[0][0])

    def turn(self) -> AbstractContextManager[None]:
        """Wait for the other servers' turn to end, by itself or with them."""
        return self._connections.turn()

    def truncate_wal(self) -> bool:
        """Do nothing: the server keeps its write-ahead log itself."""
        return True

    def close(self) -> None:
        """Close every connection; one that is reading just now closes after its page."""
        self._connections.close()

    # --- what the library asks ----------------------------------------------

    @override
    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        **kwargs: Any,
    ) -> Sequence[int]:
        """Insert events of any workshops, and return their positions.

        Raises:
            IntegrityError: a version is taken; nothing was inserted.
        """
        rows = [
            (_text(each.originator_id), each.originator_version, each.topic, each.state)
            for each in stored_events
        ]
        if not rows:
            return []
        try:
            with translated(), self._connections.lend() as connection, connection.transaction():
                first = _only(connection.execute(_TAKE_POSITIONS, (len(rows),)))
                connection.execute(_INSERT, (first, *_columns(rows)))
        except StorageError as error:
            if isinstance(error.__cause__, errors.UniqueViolation):
                raise IntegrityError(error) from error
            raise
        return list(range(first, first + len(rows)))

    @override
    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Return events of one workshop."""
        forwards = (
            "SELECT workshop, seq, topic, state FROM codesign_log.event"
            " WHERE workshop = %s AND seq > %s AND seq <= %s ORDER BY seq LIMIT %s"
        )
        backwards = (
            "SELECT workshop, seq, topic, state FROM codesign_log.event"
            " WHERE workshop = %s AND seq > %s AND seq <= %s ORDER BY seq DESC LIMIT %s"
        )
        rows = self._select(
            backwards if desc else forwards,
            _text(originator_id),
            -1 if gt is None else gt,
            _NO_LIMIT if lte is None else lte,
            _NO_LIMIT if limit is None else limit,
        )
        return [StoredEvent(*each) for each in rows]

    @override
    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Return events of all workshops by position, up to the oldest transaction under way."""
        rows = self._select(
            _FOLLOWING,
            0 if start is None else start - inclusive_of_start,
            _NO_LIMIT if stop is None else stop,
            list(topics),
            list(topics),
            limit,
        )
        return [Notification(*each) for each in rows]

    @override
    def max_notification_id(self) -> int | None:
        """Return the last position that may be followed up to, None when there is none."""
        rows = self._select(_LAST_SETTLED)
        return rows[0][0] if rows else None

    @override
    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Never:
        """Not offered: rooms tell each other, and a notice with each commit would cost a lock."""
        raise NotImplementedError(self.subscribe.__doc__)

    # --- inside -------------------------------------------------------------

    def _make_restored_rows_ours(self) -> None:
        with translated(), self._connections.lend() as connection:
            if connection.execute(_FROM_ELSEWHERE).fetchone() is None:
                return
            with connection.transaction():
                # A long log takes longer than a statement of ours otherwise may.
                connection.execute("SET LOCAL statement_timeout = 0")
                made = connection.execute(_MAKE_OURS).rowcount
        _log.warning("%s events came from another database server; they can be followed now", made)

    def _warn_of_lost_flushes(self) -> None:
        if self._select("SELECT current_setting('fsync')") == [("off",)]:
            _log.warning(
                "the PostgreSQL server does not flush (fsync = off): a power cut loses what was"
                " acknowledged. Set fsync = on"
            )

    def _page(self, workshop: WorkshopId, after: int, last: int) -> list[Row]:
        page: list[Row] = self._select(_PAGE, workshop, after, last, _PAGE_ROWS)
        # Ordered and unique, so a hole shows in the last number.
        if page and page[-1][0] != after + len(page):
            raise StorageError("storage_damaged", f"events of {workshop} after {after} are missing")
        return page

    def _select(self, statement: LiteralString, *parameters: object) -> list[Any]:
        return self._connections.select(statement, parameters)


class _Attempt:
    """One transaction: lock and read, judge, write."""

    def __init__(self, batch: Sequence[Write]) -> None:
        self._batch = batch
        self._heads: dict[WorkshopId, int] = {}
        self._holders: Holders = {}
        self._kept: list[Write] = []
        self._first = 0

    def lock(self, connection: psycopg.Connection) -> None:
        """Take positions, lock what the batch writes, and read where it is."""
        names = sorted({each.workshop for each in self._batch})
        codes = [each.code for each in self._batch if each.code is not None]
        how_many = sum(len(each.rows) for each in self._batch)
        first = connection.execute(_TAKE_POSITIONS, (how_many,)) if how_many else None
        if codes:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_CODES_LOCK,))
        if new := {each.workshop: each.epoch for each in self._batch if each.expected == 0}:
            ids = sorted(new)
            connection.execute(_BEGIN_WORKSHOPS, (ids, [new[each] for each in ids]))
        locked = connection.execute(_LOCK_HEADS, (names,))
        held = connection.execute(_CODES, (codes, names)) if codes else None
        self._first = _only(first) if first else 0
        self._heads = dict(locked.fetchall())
        self._holders = dict(held.fetchall()) if held else {}

    def judge(self) -> list[Refusal | None]:
        """Tell which of the batch cannot be written; the others are kept."""
        return [self._judged(each) for each in self._batch]

    def _judged(self, write: Write) -> Refusal | None:
        head = self._heads.get(write.workshop, 0)
        if head != write.expected:
            return VersionTakenError(head)
        if write.code is not None:
            if self._holders.get(write.code, write.workshop) != write.workshop:
                return CodeTakenError(write.code)
            self._issue(write.workshop, write.code)
        self._heads[write.workshop] = head + len(write.rows)
        self._kept.append(write)
        return None

    def _issue(self, workshop: WorkshopId, code: str) -> None:
        # The one it had before is free from now on.
        self._holders = {each: held for each, held in self._holders.items() if held != workshop}
        self._holders[code] = workshop

    def write(self, connection: psycopg.Connection) -> None:
        """Insert what is kept; the commit follows."""
        rows = [(each.workshop, *row) for each in self._kept for row in each.rows]
        if rows:
            connection.execute(_INSERT, (self._first, *_columns(rows)))
            moved = sorted({each.workshop for each in self._kept})
            connection.execute(_MOVE_HEADS, (moved, [self._heads[each] for each in moved]))
        for each in self._kept:
            self._write_beside(connection, each)
        new = [each.workshop for each in self._batch if each.expected == 0]
        if any(self._heads.get(each, 0) == 0 for each in new):
            connection.execute(_FORGET_UNBEGUN, (new,))

    def _write_beside(self, connection: psycopg.Connection, write: Write) -> None:
        workshop = write.workshop
        if write.code is not None:
            connection.execute(_ISSUE, (workshop, write.code))
        for each in write.destructions:
            connection.execute(_DESTROY, each)
        if write.ballots:
            rounds, voters, sealed = (list(each) for each in zip(*write.ballots, strict=True))
            connection.execute(_KEEP_BALLOTS, (workshop, rounds, voters, sealed))
        for round_id in write.emptied:
            connection.execute(_EMPTY_BOX, (workshop, round_id))


def _columns(rows: Sequence[tuple[object, ...]]) -> list[list[object]]:
    return [list(each) for each in zip(*rows, strict=True)]


def _only(cursor: psycopg.Cursor[tuple[Any, ...]]) -> int:
    """Return the one number of an answer."""
    row = cursor.fetchone()
    assert row is not None  # noqa: S101 - a function answers with a row
    return int(row[0])


def _text(originator_id: UUID | str) -> str:
    if isinstance(originator_id, UUID):
        raise TypeError("a workshop's id is text of 22 characters")
    return originator_id
