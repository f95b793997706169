"""The keys in a PostgreSQL database, in a schema of their own.

A backup of the log leaves that schema out (`pg_dump --exclude-schema`), and a
setting puts it on another server altogether.

**Destroying.** PostgreSQL never overwrites a row: the old one lies in the
table's file until that is written anew. So a destroyed key is first replaced by
zeros, and then the part of the table it lay in is written anew and the old file
let go (`VACUUM FULL`); the table has parts so that this is quick. What remains
is the server's own write-ahead log, and every copy of it: whoever archives it
must not keep it for longer than an erasure may take (the README says so).

**Making.** Two servers that need a key of one owner at once both insert it; the
unique index lets one wait for the other and then take the other's.

Memory keeps no keys beyond one reading of a workshop, which fetches them some
hundred at a time in the order they were made in, as the words were.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, LiteralString

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import sql
from typing_extensions import override

from codesign.domain.ids import WorkshopId
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
from codesign.store.server import Connections, prepare_schema, translated

SCHEMA_VERSION: Final = 1
SCHEMA: Final = "codesign_keys"
# `destroyed`: 0 a key, 1 zeros whose key may still lie in the file, 2 zeros and nothing else.
# In 16 parts: writing one of them anew takes a moment for a million keys in all.
_DDL: Final[tuple[LiteralString, ...]] = (
    "CREATE SEQUENCE codesign_keys.key_id",
    """CREATE TABLE codesign_keys.key (
        id bigint NOT NULL DEFAULT nextval('codesign_keys.key_id'),
        workshop text COLLATE "C" NOT NULL,
        owner text COLLATE "C" NOT NULL,
        generation bigint NOT NULL,
        destroyed smallint NOT NULL DEFAULT 0,
        key bytea NOT NULL,
        PRIMARY KEY (workshop, owner, generation)
    ) PARTITION BY HASH (workshop)""",
    """DO $$ BEGIN
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE codesign_keys.key_%s PARTITION OF codesign_keys.key'
                ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        END LOOP;
    END $$""",
    "CREATE INDEX key_made ON codesign_keys.key (workshop, id)",
    "CREATE TABLE codesign_keys.secret (name text PRIMARY KEY, value bytea NOT NULL)",
)

_NEWEST: Final = (
    "WITH newest AS (SELECT generation, destroyed, key FROM codesign_keys.key"
    " WHERE workshop = %(workshop)s AND owner = %(owner)s ORDER BY generation DESC LIMIT 1),"
    " made AS (INSERT INTO codesign_keys.key (workshop, owner, generation, key)"
    " SELECT %(workshop)s, %(owner)s, coalesce((SELECT generation FROM newest), 0) + 1, %(key)s"
    " WHERE %(renew)s OR NOT EXISTS (SELECT FROM newest WHERE destroyed = 0)"
    " ON CONFLICT DO NOTHING RETURNING generation, key)"
    " SELECT generation, key FROM made"
    " UNION ALL SELECT generation, key FROM newest WHERE destroyed = 0 AND NOT %(renew)s"
)
_KEY: Final = (
    "SELECT destroyed, key FROM codesign_keys.key"
    " WHERE workshop = %s AND owner = %s AND generation = %s"
)
_KEYS_FROM: Final = (
    "SELECT owner, generation, destroyed, key FROM codesign_keys.key"
    " WHERE workshop = %s AND id >= (SELECT id FROM codesign_keys.key"
    " WHERE workshop = %s AND owner = %s AND generation = %s) ORDER BY id LIMIT %s"
)
_OVERWRITE: Final = (
    "UPDATE codesign_keys.key SET key = %s, destroyed = 1"
    " FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS gone (workshop, owner, generation)"
    " WHERE key.workshop = gone.workshop AND key.owner = gone.owner"
    " AND key.generation < gone.generation AND key.destroyed = 0"
)
_UNCLEAN: Final = (
    "SELECT DISTINCT relname FROM codesign_keys.key JOIN pg_class ON pg_class.oid = key.tableoid"
    " WHERE destroyed = 1"
)
_KEYS_AT_ONCE: Final = 256


class PostgreSQLKeys(Keys):
    """The keys in one database; safe to use from any thread.

    Args:
        url: of the database; its tables are made when they do not exist.
        random: the source of keys and nonces.

    Raises:
        NewerLogError: a newer version made the tables.
        StorageError: it cannot be reached, read or written.
    """

    def __init__(self, url: str, random: Random = os.urandom) -> None:
        self._random = random
        self._connections = Connections(url)
        try:
            prepare_schema(self._connections, SCHEMA, SCHEMA_VERSION, _DDL)
            self._identity = self._secret("identity", IDENTITY_BYTES)
            self._server_secret = self._secret("server", SERVER_SECRET_BYTES)
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
        with translated(), self._connections.lend() as connection:
            connection.execute(
                "UPDATE codesign_keys.secret SET value = %s WHERE name = 'server'", (secret,)
            )
            # The old one lies in the table's file until that is written anew.
            connection.execute("VACUUM (FULL) codesign_keys.secret")
        self._server_secret = secret

    @override
    @contextmanager
    def sealing(self, *, at_once: bool = False) -> Iterator[Sealing]:
        """Seal one batch, in a transaction that begins with its first key."""
        with translated(), ExitStack() as stack:
            yield _Sealing(stack, self._connections, self._random)

    @override
    def reading(self, workshop: WorkshopId) -> Unsealing:
        return _Reading(self._connections, workshop)

    @override
    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        generation = generation_of(sealed)
        rows = self._connections.select(_KEY, (workshop, owner, generation))
        return unsealed_by(rows[0] if rows else None, sealed, bound_to)

    @override
    def settle(self, position: int) -> None:
        """Leave all as it is: the server flushes every commit."""

    @override
    def destroy(self, destructions: Iterable[Destruction]) -> None:
        """Overwrite these keys, and have the files written anew in which they lay."""
        columns = [list(each) for each in zip(*destructions, strict=True)] or [[], [], []]
        with translated(), self._connections.lend() as connection:
            connection.execute(_OVERWRITE, (NO_KEY, *columns))
            # Also what an earlier try left behind.
            for (part,) in connection.execute(_UNCLEAN).fetchall():
                self._write_anew(connection, part)

    @override
    def close(self) -> None:
        self._connections.close()

    def _write_anew(self, connection: psycopg.Connection, part: str) -> None:
        table = sql.Identifier(SCHEMA, part)
        connection.execute(sql.SQL("VACUUM (FULL) {}").format(table))
        connection.execute(sql.SQL("UPDATE {} SET destroyed = 2 WHERE destroyed = 1").format(table))

    def _secret(self, name: str, size_bytes: int) -> bytes:
        with translated(), self._connections.lend() as connection:
            connection.execute(
                "INSERT INTO codesign_keys.secret VALUES (%s, %s) ON CONFLICT DO NOTHING",
                (name, self._random(size_bytes)),
            )
        rows = self._connections.select(
            "SELECT value FROM codesign_keys.secret WHERE name = %s", (name,)
        )
        value: bytes = rows[0][0]
        return value


class _Sealing(Sealing):
    """The sealing of one batch; a connection and a transaction are taken when one is needed."""

    def __init__(self, stack: ExitStack, connections: Connections, random: Random) -> None:
        self._stack = stack
        self._connections = connections
        self._random = random
        self._database: psycopg.Connection | None = None
        self._used: dict[Owner, NewestKey] = {}

    @override
    def seal(self, workshop: WorkshopId, owner: str, text: str, bound_to: bytes) -> bytes:
        newest = self._used.get((workshop, owner)) or self._newest(workshop, owner, renew=False)
        return sealed_under(newest, text, bound_to, self._random)

    @override
    def renew(self, workshop: WorkshopId, owner: str) -> int:
        return self._newest(workshop, owner, renew=True).generation

    def _newest(self, workshop: WorkshopId, owner: str, *, renew: bool) -> NewestKey:
        """Return the owner's key, made if there is none or another is wanted."""
        asked = {
            "workshop": workshop,
            "owner": owner,
            "key": self._random(KEY_BYTES),
            "renew": renew,
        }
        row = None
        while row is None:
            # No row: another server was making the same one, and now it can be seen.
            row = self._begun().execute(_NEWEST, asked, binary=True).fetchone()
        newest = NewestKey(row[0], AESGCM(row[1]))
        self._used[workshop, owner] = newest
        return newest

    def _begun(self) -> psycopg.Connection:
        if self._database is None:
            self._database = self._stack.enter_context(self._connections.lend())
            self._stack.enter_context(self._database.transaction())
        return self._database


class _Reading(Unsealing):
    """The unsealing of one reading of a workshop."""

    def __init__(self, connections: Connections, workshop: WorkshopId) -> None:
        self._connections = connections
        self._workshop = workshop
        self._fetched: dict[tuple[str, int], tuple[int, bytes]] = {}

    @override
    def unseal(self, workshop: WorkshopId, owner: str, sealed: bytes, bound_to: bytes) -> str:
        assert workshop == self._workshop  # noqa: S101 - it is of one workshop
        generation = generation_of(sealed)
        if (owner, generation) not in self._fetched:
            self._fetch(owner, generation)
        return unsealed_by(self._fetched.get((owner, generation)), sealed, bound_to)

    def _fetch(self, owner: str, generation: int) -> None:
        """Fetch a key, and those made after it: their words are likely to come next."""
        named = (self._workshop, self._workshop, owner, generation, _KEYS_AT_ONCE)
        for owner_, generation_, destroyed, key in self._connections.select(_KEYS_FROM, named):
            self._fetched[owner_, generation_] = destroyed, key
