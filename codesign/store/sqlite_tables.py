"""The tables in a SQLite file.

They may lose what was written last when the power goes: rows and position are one
transaction, and what is missing is followed again. `secure_delete` overwrites what
is deleted; the index of words keeps deleted ones until it is put in order, which
an erasing step does, and the write-ahead log is emptied with it.
"""

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final

from typing_extensions import override

from codesign.domain.ids import WorkshopId
from codesign.store.database import Readers, connect, prepare_schema, transaction, translated
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
_SCHEMA: Final = (
    """CREATE TABLE edition (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        version INTEGER NOT NULL,
        in_use INTEGER NOT NULL DEFAULT 0,
        position INTEGER NOT NULL,
        mark BLOB NOT NULL,
        at INTEGER NOT NULL,
        trouble TEXT NOT NULL DEFAULT '',
        trouble_at INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE followed (
        edition INTEGER NOT NULL,
        workshop TEXT NOT NULL,
        seq INTEGER NOT NULL,
        published INTEGER NOT NULL,
        error TEXT NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (edition, workshop)
    ) WITHOUT ROWID""",
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY,
        edition INTEGER NOT NULL,
        workshop TEXT NOT NULL,
        kind TEXT NOT NULL,
        key TEXT NOT NULL,
        rank INTEGER NOT NULL,
        facets BLOB NOT NULL,
        figures BLOB NOT NULL,
        record BLOB NOT NULL
    )""",
    "CREATE UNIQUE INDEX entry_named ON entry (edition, kind, workshop, key)",
    "CREATE INDEX entry_of ON entry (edition, workshop)",
    """CREATE TABLE facet (
        entry INTEGER NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name, value, entry)
    ) WITHOUT ROWID""",
    "CREATE INDEX facet_of ON facet (entry)",
    "CREATE VIRTUAL TABLE words USING fts5 (said, tokenize = 'unicode61')",
)

_EDITION: Final = "SELECT number, version, position, mark, trouble, trouble_at FROM edition"
_READ: Final = "edition = (SELECT number FROM edition WHERE in_use AND version = ?) AND kind = ?"
_HAS: Final = " AND id IN (SELECT entry FROM facet WHERE name = ? AND value = ?)"
_SAYS: Final = " AND id IN (SELECT rowid FROM words WHERE words MATCH ?)"
_KEPT: Final = "SELECT workshop, key, facets, figures, record FROM entry WHERE "
_FIGURES: Final = "SELECT facets, figures FROM entry WHERE "
_FOLLOWED: Final = "SELECT workshop, seq, published, error, since FROM followed WHERE edition = ?"
_MOVE: Final = (
    "UPDATE edition SET position = ?, mark = ?, at = ?, trouble = '', trouble_at = 0"
    " WHERE number = ? AND position = ?"
)
_OF_EDITION: Final = "SELECT id FROM entry WHERE edition = ?"
_OF_WORKSHOP: Final = f"{_OF_EDITION} AND workshop = ?"


class SQLiteTables(Tables):
    """The tables in one file.

    Args:
        path: of the file; made, for this account only, when it does not exist.
        version: of the rules the rows are drawn by.
    """

    def __init__(self, path: str, version: int) -> None:
        self._version = version
        self._lock = threading.Lock()
        self._readers = Readers(path)
        self._writer = connect(path)
        # What was to be left nowhere may still lie in the index, or in the write-ahead log.
        self._unclean = True
        try:
            with translated():
                self._writer.execute("PRAGMA synchronous=NORMAL")
                self._writer.execute("PRAGMA secure_delete=ON")
                self._writer.execute("PRAGMA wal_autocheckpoint=1000")
            prepare_schema(self._writer, SCHEMA_VERSION, _SCHEMA)
        except BaseException:
            self._writer.close()
            raise

    @property
    @override
    def version(self) -> int:
        return self._version

    @override
    def in_use(self) -> Edition | None:
        return self._one_edition(f"{_EDITION} WHERE in_use")

    @override
    def edition(self, number: int) -> Edition | None:
        return self._one_edition(f"{_EDITION} WHERE number = ?", number)

    @override
    def begin(self, position: int, mark: bytes, at: int) -> int | None:
        with self._lock, translated(), transaction(self._writer):
            making = "SELECT number, at FROM edition WHERE NOT in_use"
            for number, heard_at in self._writer.execute(making).fetchall():
                if heard_at > at - STALE_MS:
                    return None
                self._drop(number)
            inserted = self._writer.execute(
                "INSERT INTO edition (version, position, mark, at) VALUES (?, ?, ?, ?)",
                (self._version, position, mark, at),
            )
            return inserted.lastrowid

    @override
    def put(self, step: Step) -> bool:
        with self._lock:
            with translated(), transaction(self._writer):
                if not self._moved(step):
                    return False
                for each in step.changes:
                    self._change(step.edition, each)
                if step.erasing:
                    others = "SELECT number FROM edition WHERE number <> ? AND NOT in_use"
                    for (number,) in self._writer.execute(others, (step.edition,)).fetchall():
                        self._drop(number)
            self._unclean = self._unclean or step.erasing
            if self._unclean:
                self._clean()
        return True

    @override
    def use(self, number: int) -> Use:
        with self._lock, translated(), transaction(self._writer):
            made, before = (
                self._writer.execute(f"{_EDITION} WHERE {which}", (number,)).fetchone()
                for which in ("number = ?", "in_use AND number <> ?")
            )
            if made is None or (before is not None and before[1] > made[1]):
                return "gone"
            if before is not None and before[2] > made[2]:
                return "behind"
            if before is not None:
                self._drop(before[0])
            self._writer.execute("UPDATE edition SET in_use = 1 WHERE number = ?", (number,))
            return "used"

    @override
    def discard(self, number: int) -> None:
        with self._lock:
            with translated(), transaction(self._writer):
                self._drop(number)
            self._unclean = True
            self._clean()

    @override
    def note_trouble(self, number: int, trouble: str, at: int) -> None:
        with self._lock, translated(), transaction(self._writer):
            self._writer.execute(
                "UPDATE edition SET trouble = ?, trouble_at = ? WHERE number = ?",
                (trouble, at, number),
            )

    @override
    def followed(self, number: int, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, Followed]:
        found = {}
        for each in workshops:
            for row in self._select(f"{_FOLLOWED} AND workshop = ?", number, each):
                found[each] = _followed(row)
        return found

    @override
    def parked(self, number: int) -> list[Followed]:
        rows = self._select(f"{_FOLLOWED} AND error <> '' ORDER BY since, workshop", number)
        return [_followed(each) for each in rows]

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
        where, given = _READ, [self._version, table]
        for name, value in facets.items():
            where += _HAS
            given += [name, value]
        if terms := asked(words):
            where += _SAYS
            given.append(" ".join(f'"{each}"*' for each in terms))
        [(total,)] = self._select(f"SELECT count(*) FROM entry WHERE {where}", *given)
        page = f"{_KEPT}{where} ORDER BY rank DESC, workshop, key LIMIT ? OFFSET ?"
        rows = self._select(page, *given, limit, offset)
        return Found(total, [kept(each) for each in rows])

    @override
    def values(self, table: str, facet: str) -> list[tuple[str, int]]:
        return self._select(
            "SELECT value, count(*) FROM facet JOIN entry ON entry.id = facet.entry"
            f" WHERE {_READ} AND name = ? GROUP BY value ORDER BY value",
            self._version,
            table,
            facet,
        )

    @override
    def figures(self, table: str) -> list[Figured]:
        rows = self._select(f"{_FIGURES}{_READ}", self._version, table)
        return [figured(each) for each in rows]

    @override
    def row(self, table: str, workshop: WorkshopId, key: str) -> Kept | None:
        one = f"{_KEPT}{_READ} AND workshop = ? AND key = ?"
        rows = self._select(one, self._version, table, workshop, key)
        return kept(rows[0]) if rows else None

    @override
    def close(self) -> None:
        with self._lock:
            self._readers.close()
            self._writer.close()

    def _moved(self, step: Step) -> bool:
        moved = self._writer.execute(
            _MOVE, (step.position, step.mark, step.at, step.edition, step.expected)
        )
        return moved.rowcount == 1

    def _change(self, edition: int, change: Change) -> None:
        self._writer.execute(
            "INSERT OR REPLACE INTO followed VALUES (?, ?, ?, ?, ?, ?)", (edition, *change.followed)
        )
        if change.rows is None:
            return
        workshop = change.followed.workshop
        self._delete(_OF_WORKSHOP, edition, workshop)
        for each in change.rows:
            inserted = self._writer.execute(
                "INSERT INTO entry (edition, workshop, kind, key, rank, facets, figures, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (edition, workshop, each.table, each.key, each.order, *encoded(each)),
            )
            entry = inserted.lastrowid
            self._writer.executemany(
                "INSERT OR IGNORE INTO facet VALUES (?, ?, ?)",
                [(entry, name, value) for name, value in each.facets],
            )
            said = " ".join(searched(each.words))
            self._writer.execute("INSERT INTO words (rowid, said) VALUES (?, ?)", (entry, said))

    def _drop(self, edition: int) -> None:
        self._delete(_OF_EDITION, edition)
        self._writer.execute("DELETE FROM followed WHERE edition = ?", (edition,))
        self._writer.execute("DELETE FROM edition WHERE number = ?", (edition,))

    def _delete(self, which: str, *given: object) -> None:
        self._writer.execute(f"DELETE FROM words WHERE rowid IN ({which})", given)
        self._writer.execute(f"DELETE FROM facet WHERE entry IN ({which})", given)
        self._writer.execute(f"DELETE FROM entry WHERE id IN ({which})", given)

    def _clean(self) -> None:
        """Leave nothing of what was deleted; a reader in the way puts it off to the next step."""
        with translated():
            self._writer.execute("INSERT INTO words (words) VALUES ('optimize')")
            [busy, *_] = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._unclean = bool(busy)

    def _one_edition(self, statement: str, *given: object) -> Edition | None:
        rows = self._select(statement, *given)
        return Edition(*rows[0]) if rows else None

    def _select(self, statement: str, *given: object) -> list[Any]:
        with translated(), self._readers.lend() as reader:
            return reader.execute(statement, given).fetchall()


def _followed(row: Sequence[Any]) -> Followed:
    workshop, seq, published, error, since = row
    return Followed(workshop, seq, bool(published), error, since)
