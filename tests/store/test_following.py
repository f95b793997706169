"""The tables follow the log: in files, and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.store.log import Log, open_log
from codesign.store.table_places import open_tables
from codesign.store.tables import Tables
from tests.store.following_contract import FollowingContract


class TestInFiles(FollowingContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path}/codesign.db"

    @pytest.fixture
    def log(self, url: str) -> Iterator[Log]:
        log = open_log(url)
        yield log
        log.close()

    @pytest.fixture
    def tables(self, url: str, log: Log) -> Iterator[Tables]:
        tables = open_tables(url, 1)
        yield tables
        tables.close()


class TestOnAServer(FollowingContract):
    @pytest.fixture
    def log(self, database: str) -> Iterator[Log]:
        log = open_log(database)
        yield log
        log.close()

    @pytest.fixture
    def tables(self, database: str, log: Log) -> Iterator[Tables]:
        tables = open_tables(database, 1)
        yield tables
        tables.close()
