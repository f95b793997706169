"""SQLite as the log and the keys both use it: settings, privacy of the files, errors.

Durability first: `synchronous=FULL` flushes the write-ahead log at every
commit. A writer takes the write lock at once (`BEGIN IMMEDIATE`), so that it
waits at the start instead of failing in the middle. Moving the write-ahead log
into the database is not left to SQLite, which would say nothing when the disk
does not confirm it: `wal.py` does it.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from codesign.store.errors import FlushFailedError, NewerLogError, StorageError

# Long enough for another process's batch and checkpoint on a slow disk.
BUSY_TIMEOUT_MS: Final = 5_000
# As long as a reader is in a read, the write-ahead log grows: a page takes milliseconds.
READ_AT_MOST_S: Final = 5.0
# SQLite's steps between two looks at the clock: some page's worth.
_LOOK_EVERY_STEPS: Final = 20_000
# Longer than any disturbance should leave behind; SQLite cuts the file back when it starts over.
_WAL_KEPT_BYTES: Final = 16 * 2**20
# Nobody but the server's own account may read what people said and how they voted.
PRIVATE: Final = 0o600

# More threads than this reading at once is rare; theirs are closed again.
_IDLE_READERS: Final = 8

_REASON_OF: Final = {
    sqlite3.SQLITE_FULL: "storage_full",
    sqlite3.SQLITE_BUSY: "storage_busy",
    sqlite3.SQLITE_LOCKED: "storage_busy",
    sqlite3.SQLITE_INTERRUPT: "storage_busy",
    sqlite3.SQLITE_CORRUPT: "storage_damaged",
    sqlite3.SQLITE_NOTADB: "storage_damaged",
    sqlite3.SQLITE_CANTOPEN: "storage_unwritable",
    sqlite3.SQLITE_PERM: "storage_unwritable",
    sqlite3.SQLITE_READONLY: "storage_unwritable",
}


# What a full disk does where SQLite makes room in the index of its write-ahead log.
_FULL: Final = frozenset({sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP})
_FLUSH_FAILED: Final = frozenset({sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC})


def storage_error(error: sqlite3.Error) -> StorageError | FlushFailedError:
    """Say in our words what the database said in its own."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code in _FLUSH_FAILED:
        return FlushFailedError(str(error))
    if code in _FULL:
        return StorageError("storage_full", str(error))
    # The low byte is the kind; the rest of the code only refines it.
    return StorageError(_REASON_OF.get(code & 0xFF, "storage_failed"), str(error))


@contextmanager
def translated() -> Iterator[None]:
    """Raise the database's errors as `StorageError` or `FlushFailedError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise storage_error(error) from error


def connect(path: str) -> sqlite3.Connection:
    """Open the database file, creating it for this account alone.

    Raises:
        StorageError: it cannot be opened or written.
    """
    with translated():
        _create_private(path)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            _configure(connection)
        except sqlite3.Error:
            connection.close()
            raise
    return connection


def _create_private(path: str) -> None:
    if path == ":memory:" or Path(path).exists():
        return
    try:
        Path(path).touch(PRIVATE)
    except OSError as error:
        raise StorageError("storage_unwritable", str(error)) from error


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute(f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}")
    # Nothing of ours is spilled into temporary files that outlive an erasure.
    connection.execute("PRAGMA temp_store=MEMORY")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what the block writes, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # After some errors (a full disk) SQLite has rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class Readers:
    """Connections for reading, lent to one thread at a time.

    Args:
        path: of the database file.
        at_most_s: how long a read may take before it is broken off.
    """

    def __init__(self, path: str, at_most_s: float = READ_AT_MOST_S) -> None:
        self._path = path
        self._at_most_s = at_most_s
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one short read.

        Raises:
            StorageError: the database is closed.
        """
        reader = self._take()
        until = time.monotonic() + self._at_most_s
        reader.set_progress_handler(lambda: time.monotonic() > until, _LOOK_EVERY_STEPS)
        try:
            yield reader
        finally:
            self._give_back(reader)

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StorageError("storage_failed", "the log is closed")
            if self._idle:
                return self._idle.pop()
        reader = connect(self._path)
        reader.execute("PRAGMA query_only=ON")
        return reader

    def _give_back(self, reader: sqlite3.Connection) -> None:
        with self._lock:
            if self._closed or len(self._idle) >= _IDLE_READERS:
                reader.close()
            else:
                self._idle.append(reader)


def prepare_schema(connection: sqlite3.Connection, version: int, ddl: tuple[str, ...]) -> None:
    """Create the tables that a database has not got yet; refuse one of a later version.

    Raises:
        NewerLogError: the file's schema is newer than `version`.
        StorageError: it cannot be written.
    """
    with translated():
        found = _user_version(connection)
        if found > version:
            raise NewerLogError("This database")
        if found < version:
            _create_tables(connection, version, ddl)


def _create_tables(connection: sqlite3.Connection, version: int, ddl: tuple[str, ...]) -> None:
    with transaction(connection):
        # Another process may have been first.
        if _user_version(connection) < version:
            for statement in ddl:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={version}")


def _user_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
