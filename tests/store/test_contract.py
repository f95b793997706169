"""Every kind of log, held to the same contract."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codesign.store.log import Log, open_log
from tests.fakes import FakeLog
from tests.store.contract import LogContract


class TestSQLiteLog(LogContract):
    @pytest.fixture
    def log(self, tmp_path: Path) -> Iterator[Log]:
        log = open_log(f"sqlite:///{tmp_path}/codesign.db", exclusive=True)
        yield log
        log.close()


class TestPostgreSQLLog(LogContract):
    @pytest.fixture
    def log(self, database: str) -> Iterator[Log]:
        log = open_log(database, exclusive=True)
        yield log
        log.close()


class TestFakeLog(LogContract):
    @pytest.fixture
    def log(self) -> Iterator[Log]:
        log = FakeLog()
        yield log
        log.close()
