"""A PostgreSQL server for all tests here, and an empty database on it for each."""

from collections.abc import Iterator

import pytest

from tests.postgresql import PostgreSQL


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.fixture
def database(postgresql: PostgreSQL) -> str:
    return postgresql.new_database()
