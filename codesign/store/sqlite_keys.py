"""The keys in a SQLite file.

The table is laid out for erasure. Rows are only ever appended, and a destroyed
key is overwritten where it lies by as many zeros, so that the database never
moves a key to another page and leaves a copy behind. `secure_delete` and an
emptied write-ahead log do the rest. Memory keeps no keys: looking one up costs
a few microseconds, and no other process has to be told of an erasure.

A flush for every new key would cost as much as all else about an idea. So a key
is not drawn but made from a secret seed that is on disk already: HMAC-SHA256 of
whose key it is, and which. Its row is committed without a flush; what a crash
takes of those rows, the next opening makes again from the seed. Whenever the
keys are settled, and whenever one is destroyed, one flushed transaction puts
all rows on disk and another seed in place of this one, so that nobody can make
a destroyed key again.
"""

import hmac
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from codesign.domain.ids import WorkshopId
from codesign.store.database import (
    PRIVATE,
    connect,
    prepare_schema,
    storage_error,
    transaction,
    translated,
)
from codesign.store.errors import StorageError
from codesign.store.keys import (
    IDENTITY_BYTES,
    KEY_BYTES,
    NO_KEY,
    SERVER_SECRET_BYTES,
    Destruction,
    Keys,
    NewestKey,
    Owner,
    Random,
    Sealing,
    Unsealing,
    generation_of,
    sealed_under,
    unsealed_by,
)
from codesign.store.wal import WriteAheadLog

SCHEMA_VERSION: Final = 2
_SCHEMA: Final = (
    """CREATE TABLE IF NOT EXISTS key (
        id INTEGER PRIMARY KEY,
        workshop TEXT NOT NULL,
        owner TEXT NOT NULL,
        generation INTEGER NOT NULL,
        destroyed INTEGER NOT NULL,
        key BLOB NOT NULL,
        UNIQUE (workshop, owner, generation)
    )""",
    "CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
    # Since version 2: one row, overwritten where it lies.
    """CREATE TABLE seed (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        seed BLOB NOT NULL,
        settled INTEGER NOT NULL
    )""",
    "INSERT INTO seed VALUES (1, randomblob(32), 0)",
)

# As many as a crash may take are made again within a moment at the next opening. Settling takes
# two flushes, while every room waits.
_SETTLE_EVERY_KEYS: Final = 2_000

_INSERT: Final = (
    "INSERT INTO key (workshop, owner, generation, destroyed, key) VALUES (?, ?, ?, 0, ?)"
)
_KEY: Final = "SELECT destroyed, key FROM key WHERE workshop = ? AND owner = ? AND generation = ?"


class SQLiteKeys(Keys):
    """The keys in one file; safe to use from any thread.

    Args:
        path: of the file; made, for this account only, when it does not exist.
        random: the source of keys and nonces.

    Raises:
        NewerLogError: a newer version wrote the file.
        StorageError: it cannot be opened or written.
    """

    def __init__(self, path: str, random: Random = os.urandom) -> None:
        self._random = random
        self._lock = threading.RLock()
        _make_private(path)
        self._writer = connect(path)
        self.wal = WriteAheadLog(self._writer, path)
        # Reading does not wait for the flush of a commit. A database in memory has one connection.
        self._reader = self._writer if path == ":memory:" else connect(path)
        self._reader_lock = threading.RLock()
        try:
            self._writer.execute("PRAGMA secure_delete=ON")
            prepare_schema(self._writer, SCHEMA_VERSION, _SCHEMA)
            self._identity = self._secret("identity", IDENTITY_BYTES)
            self._server_secret = self._secret("server", SERVER_SECRET_BYTES)
            self._writer.execute("PRAGMA synchronous=NORMAL")
            self._unsettled = 0
        except BaseException:
            self.close()
            raise

    @property
    @override
    def identity(self) -> bytes:
        return self._identity

    @property
    @override
    def server_secret(self) -> bytes:
        return self._server_secret

    @override
    def renew_server_secret(self) -> None:
        secret = self._random(SERVER_SECRET_BYTES)
        with self._lock, translated():
            with self._flushed():
                self._writer.execute("UPDATE secret SET value = ? WHERE name = 'server'", (secret,))
            self._server_secret = secret
            if not self.wal.truncate():
                raise StorageError("storage_busy", "the old secret still lies in the keys' log")

    @override
    @contextmanager
    def sealing(self, *, at_once: bool = False) -> Iterator[Sealing]:
        """Seal one batch; other processes make no keys from its first new one to its commit."""
        with self._lock, translated():
            sealing = SQLiteSealing(self._writer, self._random)
            try:
                yield sealing
                if self._writer.in_transaction:
                    self._writer.execute("COMMIT")
                    self._unsettled += sealing.made
                    self.wal.committed(sealing.made)
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
            if at_once and sealing.made:
                with self._flushed():
                    self._renew_seed()

    @property
    @override
    def is_to_settle(self) -> bool:
        return self._unsettled >= _SETTLE_EVERY_KEYS

    @property
    @override
    def settled(self) -> int | None:
        with self._lock, translated():
            position: int = self._writer.execute("SELECT settled FROM seed").fetchone()[0]
        return position

    @override
    def settle(self, position: int) -> None:
        with self._lock, translated():
            with self._flushed():
                self._renew_seed()
                self._writer.execute("UPDATE seed SET settled = ?", (position,))
            self._unsettled = 0

    @override
    @contextmanager
    def mending(self) -> Iterator[Unsealing]:
        with self._lock, translated(), transaction(self._writer):
            yield SQLiteMending(self._writer)

    @override
    def reading(self, workshop: WorkshopId) -> Unsealing:
        """Return these keys: looking one up costs next to nothing."""
        return self

    @override
    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        """Return the text, or "" when its key was destroyed."""
        generation = generation_of(sealed)
        try:
            with self._reader_lock:
                found = self._reader.execute(_KEY, (workshop, owner, generation)).fetchone()
        except sqlite3.Error as error:
            raise storage_error(error) from error
        return unsealed_by(found, sealed, bound_to)

    @override
    def destroy(self, destructions: Iterable[Destruction]) -> None:
        """Overwrite these keys where they lie, and empty the write-ahead log of them."""
        rows = [(NO_KEY, *each) for each in destructions]
        with self._lock, translated():
            with self._flushed():
                self._renew_seed()
                self._writer.executemany(
                    "UPDATE key SET key = ?, destroyed = 1"
                    " WHERE workshop = ? AND owner = ? AND generation < ? AND destroyed = 0",
                    rows,
                )
            # Also when nothing changed: an earlier try may have come only this far.
            if not self.wal.truncate():
                raise StorageError("storage_busy", "destroyed keys still lie in the keys' log")

    @override
    def close(self) -> None:
        """Close the database; harmless when it is closed already."""
        with self._lock, self._reader_lock:
            self._reader.close()
            self._writer.close()

    @contextmanager
    def _flushed(self) -> Iterator[None]:
        """Commit what the block writes, and have it and all before on disk."""
        self._writer.execute("PRAGMA synchronous=FULL")
        try:
            with transaction(self._writer):
                yield
        finally:
            self._writer.execute("PRAGMA synchronous=NORMAL")

    def _renew_seed(self) -> None:
        self._writer.execute("UPDATE seed SET seed = ?", (self._random(KEY_BYTES),))

    def _secret(self, name: str, size_bytes: int) -> bytes:
        with translated(), transaction(self._writer):
            self._writer.execute(
                "INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)",
                (name, self._random(size_bytes)),
            )
            rows = self._writer.execute("SELECT value FROM secret WHERE name = ?", (name,))
            value: bytes = rows.fetchall()[0][0]
        return value


class SQLiteSealing(Sealing):
    """The sealing of one batch, in a transaction that begins with its first new key."""

    def __init__(self, database: sqlite3.Connection, random: Random) -> None:
        self._database = database
        self._random = random
        self._used: dict[Owner, NewestKey] = {}
        self._seed = b""
        # How many keys.
        self.made = 0

    @override
    def seal(self, workshop: WorkshopId, owner: str, text: str, bound_to: bytes) -> bytes:
        """Return the text sealed under the owner's newest key."""
        return sealed_under(self._current(workshop, owner), text, bound_to, self._random)

    @override
    def renew(self, workshop: WorkshopId, owner: str) -> int:
        """Give the owner a new key from here on, and return its generation."""
        self._hold()
        generation = self._newest(workshop, owner).generation + 1
        self._make(workshop, owner, generation)
        return generation

    def _current(self, workshop: WorkshopId, owner: str) -> NewestKey:
        used = self._used.get((workshop, owner))
        if used is not None:
            return used
        newest = self._newest(workshop, owner)
        if newest.cipher is None and not self._database.in_transaction:
            # Once more with the lock: another process may have made it meanwhile.
            self._hold()
            newest = self._newest(workshop, owner)
        if newest.cipher is None:
            return self._make(workshop, owner, newest.generation + 1)
        self._used[workshop, owner] = newest
        return newest

    def _hold(self) -> None:
        """Keep other processes from making keys until the batch is committed."""
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
            self._seed = _seed(self._database)

    def _newest(self, workshop: WorkshopId, owner: str) -> NewestKey:
        rows = self._database.execute(
            "SELECT generation, destroyed, key FROM key WHERE workshop = ? AND owner = ?"
            " ORDER BY generation DESC LIMIT 1",
            (workshop, owner),
        ).fetchall()
        if not rows:
            return NewestKey(0, None)
        generation, destroyed, key = rows[0]
        return NewestKey(generation, None if destroyed else AESGCM(key))

    def _make(self, workshop: WorkshopId, owner: str, generation: int) -> NewestKey:
        key = _made_from(self._seed, workshop, owner, generation)
        self._database.execute(_INSERT, (workshop, owner, generation, key))
        self.made += 1
        made = NewestKey(generation, AESGCM(key))
        self._used[workshop, owner] = made
        return made


class SQLiteMending(Unsealing):
    """Unseals, and makes the keys again whose rows a crash took; in a transaction of its own."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._seed = _seed(database)

    @override
    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        """Return the text, or "" when its key was destroyed."""
        place = (workshop, owner, generation_of(sealed))
        found = self._database.execute(_KEY, place).fetchone()
        if found is not None:
            return unsealed_by(found, sealed, bound_to)
        key = _made_from(self._seed, *place)
        text = unsealed_by((0, key), sealed, bound_to)
        self._database.execute(_INSERT, (*place, key))
        return text


def _seed(database: sqlite3.Connection) -> bytes:
    seed: bytes = database.execute("SELECT seed FROM seed").fetchone()[0]
    return seed


def _made_from(seed: bytes, workshop: WorkshopId, owner: str, generation: int) -> bytes:
    """Return a key; neither name holds a NUL, so that no two places are written the same."""
    return hmac.digest(seed, f"{workshop}\0{owner}\0{generation}".encode(), "sha256")


def _make_private(path: str) -> None:
    """Shut others out of a file that was copied or restored with wider rights."""
    try:
        if Path(path).exists():
            Path(path).chmod(PRIVATE)
    except OSError as error:
        raise StorageError("storage_unwritable", str(error)) from error
