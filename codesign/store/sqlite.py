"""The log in a SQLite file: one writer, any number of readers that never wait for it.

Rows are appended at the end of one table, whichever workshop they belong to,
and an index leads from a workshop and version to its row. Positions are never
used twice (`AUTOINCREMENT`), so that who follows the whole log misses nothing.
Readers take a page in one short transaction, because a long one would keep the
write-ahead log from being emptied.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final, Never
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
)
from typing_extensions import override

from codesign.domain.ids import RoundId, WorkshopId
from codesign.store.ballot_box import BallotRow
from codesign.store.database import (
    Readers,
    connect,
    prepare_schema,
    transaction,
    translated,
)
from codesign.store.errors import CodeTakenError, StorageError, VersionTakenError
from codesign.store.keys import Destruction
from codesign.store.recorder import Neighbours, Refusal, Row, Write
from codesign.store.wal import WriteAheadLog

SCHEMA_VERSION: Final = 2
_SCHEMA: Final = (
    """CREATE TABLE IF NOT EXISTS event (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        workshop TEXT NOT NULL,
        seq INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state BLOB NOT NULL,
        UNIQUE (workshop, seq)
    )""",
    """CREATE TABLE IF NOT EXISTS workshop (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        epoch BLOB NOT NULL
    )""",
    """CREATE TABLE IF NOT EXISTS join_code (
        workshop TEXT PRIMARY KEY,
        code TEXT NOT NULL UNIQUE
    ) WITHOUT ROWID""",
    # Every erasure, for ever: after a crash, or a restored backup of the keys, it is done again.
    """CREATE TABLE IF NOT EXISTS destruction (
        workshop TEXT NOT NULL,
        owner TEXT NOT NULL,
        generation INTEGER NOT NULL,
        PRIMARY KEY (workshop, owner, generation)
    ) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    # Since version 2. Without a rowid, which would number the ballots as they came.
    """CREATE TABLE IF NOT EXISTS ballot (
        workshop TEXT NOT NULL,
        round TEXT NOT NULL,
        voter TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (workshop, round, voter)
    ) WITHOUT ROWID""",
)

_INSERT: Final = "INSERT INTO event (workshop, seq, topic, state) VALUES (?, ?, ?, ?)"
_ISSUE: Final = (
    "INSERT INTO join_code (workshop, code) VALUES (?, ?)"
    " ON CONFLICT (workshop) DO UPDATE SET code = excluded.code"
)
_HOLDER: Final = "SELECT workshop FROM join_code WHERE code = ?"
_BALANCE: Final = "SELECT sum(topic GLOB ?) - sum(topic GLOB ?) FROM event WHERE workshop = ?"
_HEAD: Final = "SELECT max(seq) FROM event WHERE workshop = ?"
_HEADS: Final = (
    "SELECT id, (SELECT max(seq) FROM event WHERE event.workshop = id) FROM workshop"
    " WHERE id IN (SELECT value FROM json_each(?))"
)
# About 150 KB of rows in memory, and well under a millisecond of reading.
_PAGE_ROWS: Final = 1_000
_NO_LIMIT: Final = 2**63 - 1


class SQLiteRecorder(ApplicationRecorder):
    """The log in one file.

    Args:
        path: of the database file; made when it does not exist.
    """

    def __init__(self, path: str) -> None:
        self._lock = threading.Lock()
        self._readers = Readers(path)
        self._writer = connect(path)
        self.wal = WriteAheadLog(self._writer, path)
        try:
            prepare_schema(self._writer, SCHEMA_VERSION, _SCHEMA)
        except BaseException:
            self._writer.close()
            raise

    # --- what the room asks (recorder.py) -----------------------------------

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        """Write all batches in one transaction.

        What would be refused is found out before it is written, so that no
        batch has to be undone while others stand: cheaper than savepoints.
        """
        heads: dict[WorkshopId, int] = {}
        refusals = []
        with self._lock:
            with translated(), transaction(self._writer):
                for each in batch:
                    refusals.append(self._refusal(each, heads))
                    if refusals[-1] is None:
                        self._insert(each)
                        heads[each.workshop] += len(each.rows)
            self.wal.committed(sum(len(each.rows) + len(each.ballots) for each in batch))
        return refusals

    def stream(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Row]:
        """Yield the rows, a page in one short transaction."""
        last = _NO_LIMIT if upto is None else upto
        while True:
            page = self._page(workshop, after, last)
            yield from page
            if len(page) < _PAGE_ROWS:
                return
            after += len(page)

    def row(self, workshop: WorkshopId, seq: int) -> Row | None:
        """Return one row."""
        page = self._select(
            "SELECT seq, topic, state FROM event WHERE workshop = ? AND seq = ?", workshop, seq
        )
        return page[0] if page else None

    def head(self, workshop: WorkshopId) -> int:
        """Return the newest version, 0 when there is none."""
        return self._select(_HEAD, workshop)[0][0] or 0

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        """Return the newest version of each of these workshops; what is not there is left out."""
        return dict(self._select(_HEADS, json.dumps(workshops)))

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        """Return the epoch of the workshop's history."""
        rows = self._select("SELECT epoch FROM workshop WHERE id = ?", workshop)
        return rows[0][0] if rows else None

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        """Return whose current join code this is."""
        rows = self._select(_HOLDER, code)
        return rows[0][0] if rows else None

    def workshops(self) -> list[WorkshopId]:
        """Return all workshops, the oldest first."""
        return [each for (each,) in self._select("SELECT id FROM workshop ORDER BY number")]

    def owing(self, begun: str, ended: str) -> list[WorkshopId]:
        """Return the workshops with more events of the one name than of the other, in any shape."""
        return [each for each in self.workshops() if self._balance(each, begun, ended) > 0]

    def _balance(self, workshop: WorkshopId, begun: str, ended: str) -> int:
        # One workshop at a time, so that nobody else who reads waits long.
        rows = self._select(_BALANCE, f"{begun}.*", f"{ended}.*", workshop)
        balance: int = rows[0][0] or 0
        return balance

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[BallotRow]:
        """Return what is in the ballot box of a round, in the order of the voters' ids."""
        return self._select(
            "SELECT round, voter, sealed FROM ballot WHERE workshop = ? AND round = ?"
            " ORDER BY voter",
            workshop,
            round_id,
        )

    def with_ballots(self) -> list[WorkshopId]:
        """Return the workshops with a ballot in a box."""
        return [each for (each,) in self._select("SELECT DISTINCT workshop FROM ballot")]

    def destructions(self) -> list[Destruction]:
        """Return every erasure ever recorded."""
        rows = self._select("SELECT workshop, owner, generation FROM destruction")
        return [Destruction(*each) for each in rows]

    def keys_identity(self, identity: bytes) -> bytes:
        """Return which keys this log belongs to; from now on these, if it had none."""
        rows = self._select("SELECT value FROM meta WHERE name = 'keys'")
        if not rows:
            with self._lock, translated(), transaction(self._writer):
                self._writer.execute("INSERT OR IGNORE INTO meta VALUES ('keys', ?)", (identity,))
            rows = self._select("SELECT value FROM meta WHERE name = 'keys'")
        found: bytes = rows[0][0]
        return found

    def knows_its_keys(self) -> bool:
        """Tell whether there are keys that this log belongs to."""
        return bool(self._select("SELECT 1 FROM meta WHERE name = 'keys'"))

    def introduce(self, says: str) -> Neighbours:
        """Hear of nobody: one server has a file alone."""
        del says
        return Neighbours()

    def turn(self) -> AbstractContextManager[None]:
        """Have it at once: one server has a file alone."""
        return nullcontext()

    def truncate_wal(self) -> bool:
        """Empty the write-ahead log into the file; False when a reader was in the way."""
        with self._lock:
            return self.wal.truncate()

    def close(self) -> None:
        """Close every connection; one that is reading just now closes after its page."""
        self._readers.close()
        with self._lock:
            self._writer.close()

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
        with self._lock, translated():
            try:
                with transaction(self._writer):
                    self._writer.executemany(_INSERT, rows)
                    last = self._writer.execute("SELECT last_insert_rowid()").fetchone()[0]
            except sqlite3.IntegrityError as error:
                raise IntegrityError(error) from error
        # There is one writer at a time, so the positions of one insertion have no holes.
        return list(range(last - len(rows) + 1, last + 1))

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
        rows = self._select(
            "SELECT workshop, seq, topic, state FROM event"  # noqa: S608 - one of two words of ours
            " WHERE workshop = ? AND seq > ? AND seq <= ?"
            f" ORDER BY seq {'DESC' if desc else 'ASC'} LIMIT ?",
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
        """Return events of all workshops by position."""
        after = 0 if start is None else start - inclusive_of_start
        among = f"AND topic IN ({','.join('?' * len(topics))})" if topics else ""
        rows = self._select(
            "SELECT workshop, seq, topic, state, position FROM event"  # noqa: S608 - only marks
            f" WHERE position > ? AND position <= ? {among} ORDER BY position LIMIT ?",
            after,
            _NO_LIMIT if stop is None else stop,
            *topics,
            limit,
        )
        return [Notification(*each) for each in rows]

    @override
    def max_notification_id(self) -> int | None:
        """Return the last position, None when there is none."""
        position: int | None = self._select("SELECT max(position) FROM event")[0][0]
        return position

    @override
    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Never:
        """Not offered: rooms tell each other, SQLite cannot wake anybody."""
        raise NotImplementedError(self.subscribe.__doc__)

    # --- inside -------------------------------------------------------------

    def _refusal(self, write: Write, heads: dict[WorkshopId, int]) -> Refusal | None:
        """Tell why a batch cannot be written now; the write lock is held, so it stays true."""
        workshop = write.workshop
        if workshop not in heads:
            heads[workshop] = self._writer.execute(_HEAD, (workshop,)).fetchone()[0] or 0
        if heads[workshop] != write.expected:
            return VersionTakenError(heads[workshop])
        if write.code is not None:
            holder = self._writer.execute(_HOLDER, (write.code,)).fetchone()
            if holder is not None and holder[0] != workshop:
                return CodeTakenError(write.code)
        return None

    def _insert(self, write: Write) -> None:
        workshop = write.workshop
        self._writer.executemany(_INSERT, [(workshop, *each) for each in write.rows])
        if write.expected == 0:
            self._writer.execute(
                "INSERT INTO workshop (id, epoch) VALUES (?, ?)", (workshop, write.epoch)
            )
        if write.code is not None:
            self._writer.execute(_ISSUE, (workshop, write.code))
        if write.destructions:
            self._writer.executemany("INSERT INTO destruction VALUES (?, ?, ?)", write.destructions)
        if write.ballots:
            rows = [(workshop, *each) for each in write.ballots]
            self._writer.executemany("INSERT OR REPLACE INTO ballot VALUES (?, ?, ?, ?)", rows)
        for round_id in write.emptied:
            self._writer.execute(
                "DELETE FROM ballot WHERE workshop = ? AND round = ?", (workshop, round_id)
            )

    def _page(self, workshop: WorkshopId, after: int, last: int) -> list[Row]:
        page: list[Row] = self._select(
            "SELECT seq, topic, state FROM event"
            " WHERE workshop = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
            workshop,
            after,
            last,
            _PAGE_ROWS,
        )
        # Ordered and unique, so a hole shows in the last number.
        if page and page[-1][0] != after + len(page):
            raise StorageError("storage_damaged", f"events of {workshop} after {after} are missing")
        return page

    def _select(self, statement: str, *parameters: object) -> list[Any]:
        with translated(), self._readers.lend() as reader:
            return reader.execute(statement, parameters).fetchall()


def _text(originator_id: UUID | str) -> str:
    if isinstance(originator_id, UUID):
        raise TypeError("a workshop's id is text of 22 characters")
    return originator_id
