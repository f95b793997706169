"""The tables in a file and on a server, by the same cases; and what they follow, by both."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from codesign.store.errors import NewerLogError
from codesign.store.postgresql_tables import PostgreSQLTables
from codesign.store.sqlite_tables import SQLiteTables
from codesign.store.table_places import open_tables
from codesign.store.tables import Tables
from tests.postgresql import PostgreSQL
from tests.store.tables_contract import Again, TablesContract


class TestInAFile(TablesContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "codesign.tables.db"

    @pytest.fixture
    def again(self, path: Path) -> Iterator[Again]:
        with ExitStack() as stack:

            def opened(version: int) -> Tables:
                tables = SQLiteTables(str(path), version)
                stack.callback(tables.close)
                return tables

            yield opened

    @pytest.fixture
    def tables(self, again: Again) -> Tables:
        return again(1)

    @pytest.fixture
    def lies_there(self, path: Path) -> Callable[[bytes], bool]:
        files = [Path(f"{path}{suffix}") for suffix in ("", "-wal")]
        return lambda text: any(text in each.read_bytes() for each in files)


class TestOnAServer(TablesContract):
    @pytest.fixture
    def again(self, database: str) -> Iterator[Again]:
        with ExitStack() as stack:

            def opened(version: int) -> Tables:
                tables = PostgreSQLTables(database, version)
                stack.callback(tables.close)
                return tables

            yield opened

    @pytest.fixture
    def tables(self, again: Again) -> Tables:
        return again(1)

    @pytest.fixture
    def lies_there(self, database: str, postgresql: PostgreSQL) -> Callable[[bytes], bool]:
        def look(text: bytes) -> bool:
            with psycopg.connect(database, autocommit=True) as outsider:
                outsider.execute("CHECKPOINT")
                [oid] = outsider.execute(
                    "SELECT oid FROM pg_database WHERE datname = current_database()"
                ).fetchone() or [0]
            files = (postgresql.data / "base" / str(oid)).iterdir()
            return any(text in each.read_bytes() for each in files if each.is_file())

        return look


def test_the_tables_of_a_log_in_a_file_lie_beside_it(tmp_path: Path) -> None:
    open_tables(f"sqlite:///{tmp_path}/council.db", 1).close()
    assert (tmp_path / "council.tables.db").stat().st_mode & 0o077 == 0


def test_tables_of_a_newer_layout_are_refused_in_a_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/council.db"
    tables = SQLiteTables(str(tmp_path / "council.tables.db"), 1)
    tables._writer.execute("PRAGMA user_version=99")
    tables.close()
    with pytest.raises(NewerLogError, match="Upgrade"):
        open_tables(url, 1)
