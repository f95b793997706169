"""Short or long: how much of the fault suite a run does.

`make test` runs the short form, seconds each; `make faults` the long one.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.faults.failing_disk import FailingDisk, compiled
from tests.faults.raw import Hall, Peer, a_hall, is_well
from tests.server_log import exceptions_in

ValueT = TypeVar("ValueT")

# What a server may have gained in memory after whatever its peers did.
GROWS_AT_MOST_MB = 48


class Faults:
    """How much to do, and where to say what was done."""

    def __init__(self, *, long: bool, record: Callable[[str, object], None]) -> None:
        self.long = long
        self._record = record

    def pick(self, short: ValueT, long: ValueT) -> ValueT:
        """Return the one for this run."""
        return long if self.long else short

    def count(self, what: str, how_many: int) -> None:
        """Add to a figure of the report, such as "crashes"; figures of the same name are summed."""
        self._record("count", (what, how_many))

    def checked(self, *invariants: str) -> None:
        """Say which invariants this test checked, such as "I2"."""
        for each in invariants:
            self._record("invariant", each)


@pytest.fixture
def faults(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Faults:
    return Faults(long=request.config.getoption("--faults") == "long", record=record_property)


@pytest.fixture(scope="session")
def disk_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shim that makes a disk fail, compiled."""
    return compiled(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def disk(disk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> FailingDisk:
    """A disk that fails when told, for the processes that are started with its `environ`."""
    return FailingDisk(disk_library, tmp_path_factory.mktemp("rules"))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A real server with a room, for peers that write raw bytes."""
    with a_hall(tmp_path_factory.mktemp("hall")) as running:
        yield running


@pytest.fixture(scope="module")
def witness(hall: Hall) -> Iterator[Peer]:
    """Somebody who behaves, and is there all the time."""
    with hall.welcomed() as peer:
        yield peer


@pytest.fixture(scope="module")
def rss_before_mb(hall: Hall, witness: Peer) -> float:
    """What the server holds before anybody misbehaves."""
    return hall.rss_mb()


@pytest.fixture
def nobody_else_notices(hall: Hall, witness: Peer, rss_before_mb: float) -> Iterator[None]:
    """Whatever a peer does: others are served, no stack trace is written, memory stays."""
    yield
    assert is_well(witness)
    assert exceptions_in(hall.said()) == []
    assert hall.rss_mb() - rss_before_mb < GROWS_AT_MOST_MB
