"""Moving a log, its keys and its ballot boxes from files to a PostgreSQL server.

Every row goes over as it is, in the order it came: the same bytes, versions,
epochs and keys, so that browsers go on where they were and every hash holds.
The keys go first and the log after them, each in one transaction that is
committed only when what was read back from it has the hash of what is in the
file. Broken off in between, there are keys without words, which the next try
puts in place again; broken off anywhere else, there is nothing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, LiteralString

import msgspec
import psycopg
from psycopg import sql

from codesign.store import database as files
from codesign.store.errors import MigrationError
from codesign.store.postgresql import PostgreSQLRecorder
from codesign.store.postgresql_keys import PostgreSQLKeys
from codesign.store.server import Held, connect, translated

_ROWS_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: how it is read here and there, in the same order, and where its rows go."""

    name: LiteralString
    columns: tuple[LiteralString, ...]
    in_file: LiteralString
    on_server: LiteralString
    total: LiteralString


_KEYS: Final = (
    Table(
        name="codesign_keys.key",
        columns=("id", "workshop", "owner", "generation", "destroyed", "key"),
        # What was destroyed in the file is zeros, and nothing of it lies in the table.
        in_file="SELECT id, workshop, owner, generation, destroyed * 2, key FROM key ORDER BY id",
        on_server="SELECT id, workshop, owner, generation, destroyed, key FROM codesign_keys.key"
        " ORDER BY id",
        total="SELECT count(*) FROM key",
    ),
    Table(
        name="codesign_keys.secret",
        columns=("name", "value"),
        in_file="SELECT name, value FROM secret ORDER BY name",
        on_server='SELECT name, value FROM codesign_keys.secret ORDER BY name COLLATE "C"',
        total="SELECT count(*) FROM secret",
    ),
)
_LOG: Final = (
    Table(
        name="codesign_log.workshop",
        columns=("id", "epoch", "head"),
        in_file="SELECT id, epoch, (SELECT max(seq) FROM event WHERE workshop = workshop.id)"
        " FROM workshop ORDER BY number",
        on_server="SELECT id, epoch, head FROM codesign_log.workshop ORDER BY number",
        total="SELECT count(*) FROM workshop",
    ),
    Table(
        name="codesign_log.event",
        columns=("position", "workshop", "seq", "topic", "state"),
        in_file="SELECT position, workshop, seq, topic, state FROM event ORDER BY position",
        on_server="SELECT position, workshop, seq, topic, state FROM codesign_log.event"
        " ORDER BY position",
        total="SELECT count(*) FROM event",
    ),
    Table(
        name="codesign_log.join_code",
        columns=("workshop", "code"),
        in_file="SELECT workshop, code FROM join_code ORDER BY workshop",
        on_server="SELECT workshop, code FROM codesign_log.join_code ORDER BY workshop",
        total="SELECT count(*) FROM join_code",
    ),
    Table(
        name="codesign_log.destruction",
        columns=("workshop", "owner", "generation"),
        in_file="SELECT workshop, owner, generation FROM destruction ORDER BY 1, 2, 3",
        on_server="SELECT workshop, owner, generation FROM codesign_log.destruction"
        " ORDER BY 1, 2, 3",
        total="SELECT count(*) FROM destruction",
    ),
    Table(
        name="codesign_log.ballot",
        columns=("workshop", "round", "voter", "sealed"),
        in_file="SELECT workshop, round, voter, sealed FROM ballot ORDER BY 1, 2, 3",
        on_server="SELECT workshop, round, voter, sealed FROM codesign_log.ballot ORDER BY 1, 2, 3",
        total="SELECT count(*) FROM ballot",
    ),
    Table(
        name="codesign_log.meta",
        columns=("name", "value"),
        in_file="SELECT name, value FROM meta ORDER BY name",
        on_server='SELECT name, value FROM codesign_log.meta ORDER BY name COLLATE "C"',
        total="SELECT count(*) FROM meta",
    ),
)

# Told how many more rows went over.
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What went over: rows of each kind, and the SHA-256 over all of them in hex."""

    events: int
    keys: int
    ballots: int
    sha256: str


def rows_in(source: tuple[Path, Path]) -> int:
    """Return how many rows a log and its keys have.

    Raises:
        StorageError: they cannot be read.
    """
    total = 0
    for path, tables in zip(source, (_LOG, _KEYS), strict=True):
        with files.translated(), closing(files.connect(str(path))) as file:
            total += sum(file.execute(each.total).fetchone()[0] for each in tables)
    return total


def migrate(source: tuple[Path, Path], to_url: str, to_keys_url: str, tell: Tell) -> Migrated:
    """Copy a log and its keys, which nobody uses meanwhile, to a server that holds no workshop.

    Args:
        source: the files of the log and of its keys, held exclusively by the caller.
        to_url: the PostgreSQL database for the log.
        to_keys_url: the one for the keys; may be the same.
        tell: told how many more rows went over; there are `rows_in` in all.

    Raises:
        InUseError: a server is using the target.
        MigrationError: the target holds something, or what arrived is not what was sent.
        NewerLogError, StorageError: one of the databases cannot be read or written.
    """
    _lay_out(to_url, to_keys_url)
    with (
        files.translated(),
        translated(),
        closing(Held(to_url, alone=True)),
        closing(files.connect(str(source[0]))) as log_file,
        closing(files.connect(str(source[1]))) as keys_file,
        closing(connect(to_keys_url)) as keys_server,
        closing(connect(to_url)) as log_server,
    ):
        _require_empty(log_server, keys_server, keys_file)
        moves = [(_KEYS, keys_file, keys_server), (_LOG, log_file, log_server)]
        progress = _Progress(tell)
        for tables, file, server in moves:
            with server.transaction():
                _move(tables, file, server, progress)
        return Migrated(
            events=progress.rows["codesign_log.event"],
            keys=progress.rows["codesign_keys.key"],
            ballots=progress.rows["codesign_log.ballot"],
            sha256=progress.digest.hexdigest(),
        )


class _Progress:
    """How many rows of each table went over, and the hash over all."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.rows: dict[str, int] = {}
        self.digest = sha256()

    def passing(self, table: str, rows: Iterable[Any]) -> Iterator[Any]:
        """Yield the rows, counted."""
        self.rows[table] = 0
        for row in rows:
            self.rows[table] += 1
            if self.rows[table] % _ROWS_AT_ONCE == 0:
                self._tell(_ROWS_AT_ONCE)
            yield row
        self._tell(self.rows[table] % _ROWS_AT_ONCE)


def _lay_out(to_url: str, to_keys_url: str) -> None:
    """Make the tables where there are none."""
    PostgreSQLRecorder(to_url).close()
    PostgreSQLKeys(to_keys_url).close()


def _require_empty(
    log_server: psycopg.Connection, keys_server: psycopg.Connection, keys_file: sqlite3.Connection
) -> None:
    if log_server.execute("SELECT 1 FROM codesign_log.workshop LIMIT 1").fetchone():
        message = "The database already holds workshops. Name an empty one: nothing was changed."
        raise MigrationError(message)
    ours = keys_file.execute("SELECT value FROM secret WHERE name = 'identity'").fetchone()
    theirs = keys_server.execute(
        "SELECT value FROM codesign_keys.secret WHERE name = 'identity'"
        " AND EXISTS (SELECT FROM codesign_keys.key)"
    ).fetchone()
    # Ours are what an earlier try left.
    if theirs is not None and theirs != ours:
        message = "There are keys of another log already. Name an empty database for the keys."
        raise MigrationError(message)


def _move(
    tables: tuple[Table, ...],
    file: sqlite3.Connection,
    server: psycopg.Connection,
    progress: _Progress,
) -> None:
    # However long it is.
    server.execute("SET LOCAL statement_timeout = 0")
    server.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    for table in tables:
        server.execute(sql.SQL("TRUNCATE {}").format(_identifier(table)))
        sent = _copy(table, progress.passing(table.name, file.execute(table.in_file)), server)
        arrived = _digest(_rows(server, table))
        if arrived != sent:
            message = (
                f"What arrived in {table.name} is not what was sent. Nothing was kept; try again."
            )
            raise MigrationError(message)
        progress.digest.update(arrived)
    _number_on(tables, server)


def _copy(table: Table, rows: Iterable[Any], server: psycopg.Connection) -> bytes:
    """Send the rows, and return the hash of them."""
    columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(_identifier(table), columns)
    digest = sha256()
    with server.cursor().copy(into) as copy:
        for row in rows:
            digest.update(msgspec.msgpack.encode(row))
            copy.write_row(row)
    return digest.digest()


def _rows(server: psycopg.Connection, table: Table) -> Iterator[Any]:
    with server.cursor("arrived", binary=True) as cursor:
        cursor.itersize = _ROWS_AT_ONCE
        yield from cursor.execute(table.on_server)


def _digest(rows: Iterable[Any]) -> bytes:
    digest = sha256()
    for row in rows:
        digest.update(msgspec.msgpack.encode(row))
    return digest.digest()


def _number_on(tables: tuple[Table, ...], server: psycopg.Connection) -> None:
    """Let what comes next be numbered after what is there."""
    if tables is _LOG:
        server.execute(
            "SELECT setval('codesign_log.position', max(position))"
            " FROM codesign_log.event HAVING count(*) > 0"
        )
    else:
        server.execute(
            "SELECT setval('codesign_keys.key_id', max(id))"
            " FROM codesign_keys.key HAVING count(*) > 0"
        )


def _identifier(table: Table) -> sql.Identifier:
    return sql.Identifier(*table.name.split("."))
