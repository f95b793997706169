"""The keys that seal people's words, in a database of their own.

Every person and every contribution has a key, and the workshop itself has one
(owner ""). Erasing overwrites the key: the sealed bytes, and every hash over
them, stay as they were, and nobody can read them again. A key has generations,
so that a redacted contribution gets a new key for its new words; a number is
never used twice, because a destroyed key leaves its row behind.

A sealed text is, in bytes: 1 (this layout), the generation (4, big-endian), a
nonce (12), then AES-256-GCM ciphertext and tag. What it is bound to, the
associated data, is `mapper.py`'s business.

The table is laid out for erasure. Rows are only ever appended, and a destroyed
key is overwritten where it lies by as many zeros, so that the database never
moves a key to another page and leaves a copy behind. `secure_delete` and an
emptied write-ahead log do the rest. Memory keeps no keys: looking one up costs
a few microseconds, and no other process has to be told of an erasure.
"""

import os
import sqlite3
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from codesign.domain.ids import WorkshopId
from codesign.store.database import (
    PRIVATE,
    connect,
    prepare_schema,
    storage_error,
    transaction,
    translated,
)
from codesign.store.errors import StorageError, UnsealError
from codesign.store.wal import WriteAheadLog

SCHEMA_VERSION: Final = 1
_SCHEMA: Final = (
    """CREATE TABLE key (
        id INTEGER PRIMARY KEY,
        workshop TEXT NOT NULL,
        owner TEXT NOT NULL,
        generation INTEGER NOT NULL,
        destroyed INTEGER NOT NULL,
        key BLOB NOT NULL,
        UNIQUE (workshop, owner, generation)
    )""",
    "CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
)

_KEY: Final = "SELECT destroyed, key FROM key WHERE workshop = ? AND owner = ? AND generation = ?"

_LAYOUT: Final = 1
_HEADER: Final = struct.Struct(">BI")
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_TEXT_AT: Final = _HEADER.size + _NONCE_BYTES
_KEY_BYTES: Final = 32
_NO_KEY: Final = bytes(_KEY_BYTES)

Random = Callable[[int], bytes]


class Destruction(NamedTuple):
    """An erasure: the owner's keys of generations before this one are to go."""

    workshop: WorkshopId
    owner: str
    generation: int


class Keys:
    """The keys database; safe to use from any thread.

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
            # Which keys these are: the log they belong to remembers it.
            self.identity = self._secret("identity", 16)
            # What the server signs links and cookies with.
            self.server_secret = self._secret("server", 32)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def sealing(self) -> Iterator["Sealing"]:
        """Seal the words of one batch; the keys made for it are on disk at the end.

        The log's transaction comes after that, never before: a key without
        words is harmless, words without a key are lost.

        Raises:
            StorageError: no key was kept, and the batch must not be written.
            FlushFailedError: nobody knows.
        """
        with self._lock, translated():
            sealing = Sealing(self._writer, self._random)
            try:
                yield sealing
                if self._writer.in_transaction:
                    self._writer.execute("COMMIT")
                    self.wal.committed(1)
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        """Return the text, or "" when its key was destroyed.

        Raises:
            UnsealError: there never was such a key here, or the bytes, or what
                they are bound to, are not those that were sealed.
        """
        if len(sealed) < _TEXT_AT + _TAG_BYTES or sealed[0] != _LAYOUT:
            raise UnsealError("sealed words are damaged, or of a newer kind")
        cipher = self._cipher(workshop, owner, _HEADER.unpack_from(sealed)[1])
        if cipher is None:
            return ""
        try:
            text = cipher.decrypt(sealed[_HEADER.size : _TEXT_AT], sealed[_TEXT_AT:], bound_to)
        except InvalidTag as error:
            raise UnsealError("sealed words do not fit their key: damaged, or moved") from error
        return text.decode()

    def destroy(self, destructions: Iterable[Destruction]) -> None:
        """Overwrite these keys for good; those that are gone already stay gone.

        Raises:
            StorageError: it is not done, or not yet everywhere; do it again.
        """
        rows = [(_NO_KEY, *each) for each in destructions]
        with self._lock, translated():
            with transaction(self._writer):
                self._writer.executemany(
                    "UPDATE key SET key = ?, destroyed = 1"
                    " WHERE workshop = ? AND owner = ? AND generation < ? AND destroyed = 0",
                    rows,
                )
            # Also when nothing changed: an earlier try may have come only this far.
            if not self.wal.truncate():
                raise StorageError("storage_busy", "destroyed keys still lie in the keys' log")

    def close(self) -> None:
        """Close the database; harmless when it is closed already."""
        with self._lock, self._reader_lock:
            self._reader.close()
            self._writer.close()

    def _cipher(self, workshop: WorkshopId, owner: str, generation: int) -> AESGCM | None:
        try:
            with self._reader_lock:
                rows = self._reader.execute(_KEY, (workshop, owner, generation)).fetchall()
        except sqlite3.Error as error:
            raise storage_error(error) from error
        if not rows:
            raise UnsealError("the key is not in the keys database: is it the right one?")
        destroyed, key = rows[0]
        return None if destroyed else AESGCM(key)

    def _secret(self, name: str, size_bytes: int) -> bytes:
        with translated(), transaction(self._writer):
            self._writer.execute(
                "INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)",
                (name, self._random(size_bytes)),
            )
            rows = self._writer.execute("SELECT value FROM secret WHERE name = ?", (name,))
            value: bytes = rows.fetchall()[0][0]
        return value


class Sealing:
    """The sealing of one batch; got from `Keys.sealing`, which commits it.

    Each owner's newest key is looked up once a batch. It may be a process
    behind: then the batch's version is taken too, and it is sealed afresh.
    """

    def __init__(self, database: sqlite3.Connection, random: Random) -> None:
        self._database = database
        self._random = random
        self._used: dict[tuple[WorkshopId, str], tuple[int, AESGCM]] = {}

    def seal(self, workshop: WorkshopId, owner: str, text: str, bound_to: bytes) -> bytes:
        """Return the text sealed under the owner's newest key."""
        generation, cipher = self._current(workshop, owner)
        nonce = self._random(_NONCE_BYTES)
        words = cipher.encrypt(nonce, text.encode(), bound_to)
        return _HEADER.pack(_LAYOUT, generation) + nonce + words

    def renew(self, workshop: WorkshopId, owner: str) -> int:
        """Give the owner a new key from here on, and return its generation."""
        self._hold()
        generation = self._newest(workshop, owner)[0] + 1
        self._make(workshop, owner, generation)
        return generation

    def _current(self, workshop: WorkshopId, owner: str) -> tuple[int, AESGCM]:
        used = self._used.get((workshop, owner))
        if used is not None:
            return used
        generation, cipher = self._newest(workshop, owner)
        if cipher is None and not self._database.in_transaction:
            # Once more with the lock: another process may have made it meanwhile.
            self._hold()
            generation, cipher = self._newest(workshop, owner)
        if cipher is None:
            return self._make(workshop, owner, generation + 1)
        self._used[workshop, owner] = generation, cipher
        return generation, cipher

    def _hold(self) -> None:
        """Keep other processes from making keys until the batch is committed."""
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")

    def _newest(self, workshop: WorkshopId, owner: str) -> tuple[int, AESGCM | None]:
        """Return the newest generation, 0 when there is none, and its key unless destroyed."""
        rows = self._database.execute(
            "SELECT generation, destroyed, key FROM key WHERE workshop = ? AND owner = ?"
            " ORDER BY generation DESC LIMIT 1",
            (workshop, owner),
        ).fetchall()
        if not rows:
            return 0, None
        generation, destroyed, key = rows[0]
        return generation, None if destroyed else AESGCM(key)

    def _make(self, workshop: WorkshopId, owner: str, generation: int) -> tuple[int, AESGCM]:
        key = self._random(_KEY_BYTES)
        self._database.execute(
            "INSERT INTO key (workshop, owner, generation, destroyed, key) VALUES (?, ?, ?, 0, ?)",
            (workshop, owner, generation, key),
        )
        made = generation, AESGCM(key)
        self._used[workshop, owner] = made
        return made


def _make_private(path: str) -> None:
    """Shut others out of a file that was copied or restored with wider rights."""
    try:
        if Path(path).exists():
            Path(path).chmod(PRIVATE)
    except OSError as error:
        raise StorageError("storage_unwritable", str(error)) from error
