"""A PostgreSQL server as the log and the keys both use it: connections, settings, errors, schema.

Durability first: a commit is on the server's disk when it is confirmed, whatever
the server's own habit (`synchronous_commit`). A transaction that is left open
would hold back everybody who follows the log, so that the server ends it. A
connection that broke, because the server was restarted, is made again by
whoever needs it next; what was being committed at that moment may be there or
not, and nobody is told that it is before it was read back.
"""

import select
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Any, Final, LiteralString

import psycopg
from psycopg import errors, sql

from codesign.store.addresses import shown
from codesign.store.errors import InUseError, NewerLogError, StorageError

CONNECT_TIMEOUT_S: Final = 5

# A statement of ours takes milliseconds; what is behind a lock for longer asks again later.
_SETTINGS: Final = {
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "10s",
    "client_encoding": "UTF8",
}
_SET: Final = (
    "SELECT set_config(name, value, false) FROM unnest(%s::text[], %s::text[]) AS s (name, value)"
    " UNION ALL SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
)
# More threads than this reading at once is rare; theirs are closed again.
_IDLE_READERS: Final = 8
# Kept while tables are made, so that of several servers that start at once one makes them.
_SCHEMA_LOCK: Final = 7_001
_SERVER_LOCK: Final = 7_004
_TURN_LOCK: Final = 7_005
_TURN_ASKED_EVERY_S: Final = 0.1
# What a connection says of itself all others of the same account can read, as long as it lasts.
_SAY: Final = "SELECT set_config('application_name', %s, false)"
_OTHERS_SAY: Final = (
    "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND application_name LIKE 'codesign %'"
)
_TRY_ALONE: Final = "SELECT pg_try_advisory_lock(%s)"
_TRY_SHARED: Final = "SELECT pg_try_advisory_lock_shared(%s)"

_REASON_OF: Final[tuple[tuple[type[psycopg.Error], str], ...]] = (
    (errors.DiskFull, "storage_full"),
    (errors.LockNotAvailable, "storage_busy"),
    (errors.QueryCanceled, "storage_busy"),
    (errors.DeadlockDetected, "storage_busy"),
    (errors.SerializationFailure, "storage_busy"),
    (errors.TooManyConnections, "storage_busy"),
    (errors.DataCorrupted, "storage_damaged"),
    (errors.IndexCorrupted, "storage_damaged"),
    (errors.InsufficientPrivilege, "storage_unwritable"),
    (errors.ReadOnlySqlTransaction, "storage_unwritable"),
    (psycopg.DataError, "not_encodable"),
)


def storage_error(error: psycopg.Error) -> StorageError:
    """Say in our words what the server said in its own."""
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    for kind, reason in _REASON_OF:
        if isinstance(error, kind):
            return StorageError(reason, detail)
    # Without a state it is the connection's own error; 57P: the server is going or coming.
    if isinstance(error, psycopg.OperationalError) and (error.sqlstate or "57P")[:3] == "57P":
        return StorageError("storage_unreachable", detail)
    return StorageError("storage_failed", detail)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the server's errors as `StorageError`."""
    try:
        yield
    except psycopg.Error as error:
        raise storage_error(error) from error


def connect(url: str) -> psycopg.Connection:
    """Open a connection on which each statement is a transaction, unless one is begun.

    Raises:
        psycopg.Error: it cannot be opened.
    """
    connection = psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=CONNECT_TIMEOUT_S,
        # Notices a server that went away without a word before people do.
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
        tcp_user_timeout=20_000,
    )
    connection.execute(_SET, (list(_SETTINGS), list(_SETTINGS.values())))
    return connection


class Connections:
    """Connections to one database, lent to one thread at a time.

    Args:
        url: of the database.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._idle: list[psycopg.Connection] = []
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[psycopg.Connection]:
        """Lend a connection; after an error nobody gets it again.

        Raises:
            StorageError: the database is closed.
            psycopg.Error: it cannot be reached.
        """
        connection = self._take()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        self._give_back(connection)

    def select(self, statement: LiteralString, parameters: Sequence[object] = ()) -> list[Any]:
        """Return the rows of one short read.

        Raises:
            StorageError: it cannot be read at present.
        """
        with translated(), self.lend() as connection:
            return connection.execute(statement, parameters, binary=True).fetchall()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Have the turn that one server of ours has at a time; see `Recorder.turn`."""
        with ExitStack() as stack:
            with translated():
                connection = stack.enter_context(closing(connect(self._url)))
                # Asked again and again: every wait within the database is a short one.
                while connection.execute(_TRY_ALONE, (_TURN_LOCK,)).fetchone() != (True,):
                    time.sleep(_TURN_ASKED_EVERY_S)
            yield

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        with self._lock:
            self._closed = True
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> psycopg.Connection:
        with self._lock:
            if self._closed:
                raise StorageError("storage_failed", "the log is closed")
            while self._idle:
                idle = self._idle.pop()
                if not _was_ended(idle):
                    return idle
                idle.close()
        return connect(self._url)

    def _give_back(self, connection: psycopg.Connection) -> None:
        with self._lock:
            if not self._closed and not connection.closed and len(self._idle) < _IDLE_READERS:
                self._idle.append(connection)
                return
        connection.close()


def _was_ended(connection: psycopg.Connection) -> bool:
    """Tell whether a server ended an idle connection: nobody says anything on one otherwise."""
    if connection.closed:
        return True
    socket = select.poll()
    socket.register(connection.fileno(), select.POLLIN)
    return bool(socket.poll(0))


class Held:
    """The lock of a database: the servers of ours share it, and who moves a log there has it alone.

    PostgreSQL lets it go when it is restarted: `require` takes it again.

    Args:
        url: of the database.
        alone: whether nobody else may have it.

    Raises:
        InUseError: another has it.
        StorageError: the database cannot be reached.
    """

    def __init__(self, url: str, *, alone: bool) -> None:
        self._url = url
        self._try = _TRY_ALONE if alone else _TRY_SHARED
        self._says = ""
        self._connection = self._taken()

    def require(self) -> None:
        """Have the lock, before something is written.

        Raises:
            StorageError: a log is being moved there, or the database cannot be reached.
        """
        if not _was_ended(self._connection):
            return
        self._connection.close()
        try:
            self._connection = self._taken()
        except InUseError as error:
            raise StorageError("storage_busy", str(error)) from None

    def introduce(self, says: str) -> list[str]:
        """Say who has the lock here, and return what others say who share it.

        Args:
            says: at most 63 letters of ASCII, the first word "codesign".
        """
        self._says = says
        with translated():
            self._connection.execute(_SAY, (says,))
            return [each for (each,) in self._connection.execute(_OTHERS_SAY)]

    def close(self) -> None:
        """Let it go; harmless when done already."""
        self._connection.close()

    def _taken(self) -> psycopg.Connection:
        with translated():
            connection = connect(self._url)
            connection.execute(_SAY, (self._says,))
            row = connection.execute(self._try, (_SERVER_LOCK,)).fetchone()
        if row != (True,):
            connection.close()
            raise InUseError(shown(self._url))
        return connection


def prepare_schema(
    connections: Connections, name: LiteralString, version: int, ddl: tuple[LiteralString, ...]
) -> None:
    """Create the tables that a schema has not got yet; refuse one of a later version.

    Raises:
        NewerLogError: it was made by a newer version.
        StorageError: it cannot be read or written.
    """
    with translated(), connections.lend() as connection:
        found = schema_version(connection, name)
        if found > version:
            raise NewerLogError("This database")
        if found < version:
            _create_tables(connection, name, version, ddl)


def schema_version(connection: psycopg.Connection, name: str) -> int:
    """Return which version of a schema there is, 0 where there is none."""
    # Not by name (`to_regclass`), which may answer from what this connection knew before.
    there = connection.execute(
        "SELECT FROM pg_tables WHERE schemaname = %s AND tablename = 'layout'", (name,)
    ).fetchone()
    if there is None:
        return 0
    table = sql.Identifier(name, "layout")
    row = connection.execute(sql.SQL("SELECT max(version) FROM {}").format(table)).fetchone()
    return int(row[0] or 0) if row else 0


def _create_tables(
    connection: psycopg.Connection,
    name: LiteralString,
    version: int,
    ddl: tuple[LiteralString, ...],
) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))
        # Another server may have been first.
        if schema_version(connection, name) < version:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
            connection.execute(f"CREATE TABLE IF NOT EXISTS {name}.layout (version integer)")
            for statement in ddl:
                connection.execute(statement)
            into = sql.SQL("INSERT INTO {} VALUES (%s)").format(sql.Identifier(name, "layout"))
            connection.execute(into, (version,))
