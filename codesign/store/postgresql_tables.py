"""The tables in a PostgreSQL database, in a schema of their own.

PostgreSQL leaves a deleted row where it was until its room is used again. So an
erasing step has the tables' files written anew (`VACUUM FULL`): they are small, and
who reads meanwhile waits for a moment. That a step still has to be followed by this
is kept in the database, so that another process, or a later start, does it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, LiteralString

import psycopg
from typing_extensions import override

from codesign.domain.ids import WorkshopId
from codesign.store.server import Connections, prepare_schema, translated
from codesign.store.tables import (
    STALE_MS,
    Change,
    Edition,
    Figured,
    Followed,
    Found,
    Kept,
    Step,
    Tables,
    Use,
    asked,
    encoded,
    figured,
    kept,
    searched,
)

SCHEMA_VERSION: Final = 1
SCHEMA: Final = "codesign_tables"
_DDL: Final[tuple[LiteralString, ...]] = (
    """CREATE TABLE codesign_tables.edition (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        version integer NOT NULL,
        in_use boolean NOT NULL DEFAULT false,
        position bigint NOT NULL,
        mark bytea NOT NULL,
        at bigint NOT NULL,
        trouble text NOT NULL DEFAULT '',
        trouble_at bigint NOT NULL DEFAULT 0
    )""",
    "CREATE UNIQUE INDEX one_in_use ON codesign_tables.edition (in_use) WHERE in_use",
    """CREATE TABLE codesign_tables.followed (
        edition bigint NOT NULL REFERENCES codesign_tables.edition ON DELETE CASCADE,
        workshop text COLLATE "C" NOT NULL,
        seq bigint NOT NULL,
        published boolean NOT NULL,
        error text NOT NULL,
        since bigint NOT NULL,
        PRIMARY KEY (edition, workshop)
    )""",
    """CREATE TABLE codesign_tables.entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        edition bigint NOT NULL REFERENCES codesign_tables.edition ON DELETE CASCADE,
        workshop text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        rank bigint NOT NULL,
        facets bytea NOT NULL,
        figures bytea NOT NULL,
        record bytea NOT NULL,
        words tsvector NOT NULL,
        UNIQUE (edition, kind, workshop, key)
    )""",
    "CREATE INDEX entry_of ON codesign_tables.entry (edition, workshop)",
    "CREATE INDEX entry_says ON codesign_tables.entry USING gin (words) WITH (fastupdate = off)",
    """CREATE TABLE codesign_tables.facet (
        entry bigint NOT NULL REFERENCES codesign_tables.entry ON DELETE CASCADE,
        name text COLLATE "C" NOT NULL,
        value text COLLATE "C" NOT NULL,
        PRIMARY KEY (entry, name, value)
    )""",
    "CREATE INDEX facet_has ON codesign_tables.facet (name, value, entry)",
    "CREATE TABLE codesign_tables.unclean (since bigint NOT NULL)",
)

_EDITION: Final[LiteralString] = (
    "SELECT number, version, position, mark, trouble, trouble_at FROM codesign_tables.edition"
)
_READ: Final[LiteralString] = (
    "edition = (SELECT number FROM codesign_tables.edition WHERE in_use AND version = %s)"
    " AND kind = %s"
)
_HAS: Final[LiteralString] = (
    " AND id IN (SELECT entry FROM codesign_tables.facet WHERE name = %s AND value = %s)"
)
_SAYS: Final[LiteralString] = " AND words @@ to_tsquery('simple', %s)"
_KEPT: Final[LiteralString] = (
    "SELECT workshop, key, facets, figures, record FROM codesign_tables.entry WHERE "
)
_FIGURES: Final[LiteralString] = "SELECT facets, figures FROM codesign_tables.entry WHERE "
_FOLLOWED: Final[LiteralString] = (
    "SELECT workshop, seq, published, error, since FROM codesign_tables.followed WHERE edition = %s"
)
_MOVE: Final = (
    "UPDATE codesign_tables.edition SET position = %s, mark = %s, at = %s, trouble = '',"
    " trouble_at = 0 WHERE number = %s AND position = %s"
)
_FOLLOW: Final = (
    "INSERT INTO codesign_tables.followed VALUES (%s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (edition, workshop) DO UPDATE SET seq = excluded.seq,"
    " published = excluded.published, error = excluded.error, since = excluded.since"
)
_ENTER: Final = (
    "INSERT INTO codesign_tables.entry"
    " (edition, workshop, kind, key, rank, facets, figures, record, words)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, to_tsvector('simple', %s)) RETURNING id"
)
_VALUES: Final[LiteralString] = (
    "SELECT value, count(*) FROM codesign_tables.facet JOIN codesign_tables.entry"
    " ON entry.id = facet.entry WHERE " + _READ + " AND name = %s GROUP BY value ORDER BY value"
)
# A word as long as PostgreSQL indexes one, in bytes.
_WORD_BYTES: Final = 2_000


class PostgreSQLTables(Tables):
    """The tables in one database.

    Args:
        url: of the database; the tables are made when they do not exist.
        version: of the rules the rows are drawn by.
    """

    def __init__(self, url: str, version: int) -> None:
        self._version = version
        self._connections = Connections(url)
        try:
            prepare_schema(self._connections, SCHEMA, SCHEMA_VERSION, _DDL)
        except BaseException:
            self._connections.close()
            raise

    @property
    @override
    def version(self) -> int:
        return self._version

    @override
    def in_use(self) -> Edition | None:
        return _one(self._connections.select(_EDITION + " WHERE in_use"))

    @override
    def edition(self, number: int) -> Edition | None:
        return _one(self._connections.select(_EDITION + " WHERE number = %s", (number,)))

    @override
    def begin(self, position: int, mark: bytes, at: int) -> int | None:
        with translated(), self._connections.lend() as connection, connection.transaction():
            connection.execute("LOCK TABLE codesign_tables.edition IN SHARE ROW EXCLUSIVE MODE")
            making = "SELECT number, at FROM codesign_tables.edition WHERE NOT in_use"
            for number, heard_at in connection.execute(making).fetchall():
                if heard_at > at - STALE_MS:
                    return None
                _drop(connection, number)
            inserted = connection.execute(
                "INSERT INTO codesign_tables.edition (version, position, mark, at)"
                " VALUES (%s, %s, %s, %s) RETURNING number",
                (self._version, position, mark, at),
            )
            return _number(inserted)

    @override
    def put(self, step: Step) -> bool:
        with translated(), self._connections.lend() as connection:
            with connection.transaction():
                moved = connection.execute(
                    _MOVE, (step.position, step.mark, step.at, step.edition, step.expected)
                )
                if moved.rowcount != 1:
                    return False
                for each in step.changes:
                    _change(connection, step.edition, each)
                if step.erasing:
                    connection.execute(
                        "DELETE FROM codesign_tables.edition WHERE number <> %s AND NOT in_use",
                        (step.edition,),
                    )
                    _note_unclean(connection, step.at)
            self._clean(connection)
        return True

    @override
    def use(self, number: int) -> Use:
        with translated(), self._connections.lend() as connection, connection.transaction():
            connection.execute("LOCK TABLE codesign_tables.edition IN SHARE ROW EXCLUSIVE MODE")
            made = connection.execute(_EDITION + " WHERE number = %s", (number,)).fetchone()
            before = connection.execute(
                _EDITION + " WHERE in_use AND number <> %s", (number,)
            ).fetchone()
            if made is None or (before is not None and before[1] > made[1]):
                return "gone"
            if before is not None and before[2] > made[2]:
                return "behind"
            if before is not None:
                _drop(connection, before[0])
            connection.execute(
                "UPDATE codesign_tables.edition SET in_use = true WHERE number = %s", (number,)
            )
            return "used"

    @override
    def discard(self, number: int) -> None:
        with translated(), self._connections.lend() as connection:
            with connection.transaction():
                _drop(connection, number)
                _note_unclean(connection, 0)
            self._clean(connection)

    @override
    def note_trouble(self, number: int, trouble: str, at: int) -> None:
        with translated(), self._connections.lend() as connection:
            connection.execute(
                "UPDATE codesign_tables.edition SET trouble = %s, trouble_at = %s"
                " WHERE number = %s",
                (trouble, at, number),
            )

    @override
    def followed(self, number: int, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, Followed]:
        asked_for = (number, list(workshops))
        rows = self._connections.select(_FOLLOWED + " AND workshop = ANY(%s::text[])", asked_for)
        return {each[0]: Followed(*each) for each in rows}

    @override
    def parked(self, number: int) -> list[Followed]:
        ordered = _FOLLOWED + " AND error <> '' ORDER BY since, workshop"
        return [Followed(*each) for each in self._connections.select(ordered, (number,))]

    @override
    def find(
        self,
        table: str,
        facets: Mapping[str, str],
        words: str = "",
        *,
        limit: int = 20,
        offset: int = 0,
    ) -> Found:
        where: LiteralString = _READ
        given: list[object] = [self._version, table]
        for name, value in facets.items():
            where = where + _HAS
            given += [name, value]
        if terms := _indexed(asked(words)):
            where = where + _SAYS
            given.append(" & ".join(f"{each}:*" for each in terms))
        counted = "SELECT count(*) FROM codesign_tables.entry WHERE " + where
        [(total,)] = self._connections.select(counted, given)
        page = _KEPT + where + " ORDER BY rank DESC, workshop, key LIMIT %s OFFSET %s"
        rows = self._connections.select(page, [*given, limit, offset])
        return Found(total, [kept(each) for each in rows])

    @override
    def values(self, table: str, facet: str) -> list[tuple[str, int]]:
        return self._connections.select(_VALUES, (self._version, table, facet))

    @override
    def figures(self, table: str) -> list[Figured]:
        rows = self._connections.select(_FIGURES + _READ, (self._version, table))
        return [figured(each) for each in rows]

    @override
    def row(self, table: str, workshop: WorkshopId, key: str) -> Kept | None:
        one = _KEPT + _READ + " AND workshop = %s AND key = %s"
        rows = self._connections.select(one, (self._version, table, workshop, key))
        return kept(rows[0]) if rows else None

    @override
    def close(self) -> None:
        self._connections.close()

    def _clean(self, connection: psycopg.Connection) -> None:
        """Leave nothing of what was deleted, in this step or one that got no further."""
        if not connection.execute("SELECT 1 FROM codesign_tables.unclean LIMIT 1").fetchone():
            return
        connection.execute("VACUUM (FULL) codesign_tables.entry, codesign_tables.facet")
        connection.execute("DELETE FROM codesign_tables.unclean")


def _change(connection: psycopg.Connection, edition: int, change: Change) -> None:
    connection.execute(_FOLLOW, (edition, *change.followed))
    if change.rows is None:
        return
    workshop = change.followed.workshop
    connection.execute(
        "DELETE FROM codesign_tables.entry WHERE edition = %s AND workshop = %s",
        (edition, workshop),
    )
    for each in change.rows:
        said = " ".join(_indexed(searched(each.words)))
        named = (edition, workshop, each.table, each.key, each.order)
        entry = _number(connection.execute(_ENTER, (*named, *encoded(each), said)))
        names, values = zip(*each.facets, strict=True) if each.facets else ((), ())
        connection.execute(
            "INSERT INTO codesign_tables.facet SELECT %s, name, value"
            " FROM unnest(%s::text[], %s::text[]) AS f (name, value) ON CONFLICT DO NOTHING",
            (entry, list(names), list(values)),
        )


def _indexed(words: list[str]) -> list[str]:
    return [each for each in words if len(each.encode()) <= _WORD_BYTES]


def _drop(connection: psycopg.Connection, number: int) -> None:
    connection.execute("DELETE FROM codesign_tables.edition WHERE number = %s", (number,))


def _note_unclean(connection: psycopg.Connection, at: int) -> None:
    connection.execute("INSERT INTO codesign_tables.unclean VALUES (%s)", (at,))


def _number(returned: psycopg.Cursor[Any]) -> int:
    row = returned.fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives one
    return int(row[0])


def _one(rows: list[Any]) -> Edition | None:
    return Edition(*rows[0]) if rows else None
