"""What a server counts about itself, as Prometheus reads it, on an address of its own.

Figures only: no label holds an identifier, so that who is in which workshop cannot be told from
them. What is asked of the event loop's own things is looked up there, once a second (`sample`);
the thread that answers Prometheus reads only what was noted.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    start_http_server,
)
from typing_extensions import override  # `typing` has it from Python 3.12

from codesign.live.meters import Meters
from codesign.live.request import SERVER_FAULT, Accepted, Answer
from codesign.live.rooms import Rooms
from codesign.protocol.close_codes import CloseCode
from codesign.store.errors import REASONS, StorageError
from codesign.store.following import State
from codesign.web.health import Health

SAMPLE_EVERY_S: Final = 1.0
# It is asked of the database.
TABLES_EVERY_S: Final = 10.0
# A page of people notices this.
LATE_S: Final = 1.0
_COMMIT_S: Final = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
_LAG_S: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)

logger = logging.getLogger(__name__)


class Metrics(Meters):
    """Counts what it is told of.

    Args:
        health: told of commits too.
    """

    def __init__(self, health: Health) -> None:
        self._health = health
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._answers = Counter(
            "codesign_commands",
            "Commands answered, by how: accepted, or the code of the refusal.",
            ["outcome"],
            registry=self.registry,
        )
        self._accepted = self._answers.labels("accepted")
        self._commits = Histogram(
            "codesign_commit_seconds",
            "How long one commit of all rooms' batches took.",
            buckets=_COMMIT_S,
            registry=self.registry,
        )
        self._batches = Counter(
            "codesign_batches", "Rooms' batches that were committed.", registry=self.registry
        )
        self._storage_errors = Counter(
            "codesign_storage_errors",
            "Batches the storage did not keep, by reason.",
            ["reason"],
            registry=self.registry,
        )
        self._ended = Counter(
            "codesign_lines_ended",
            "Lines that ended, by the name of the close code, or left where the person went.",
            ["why"],
            registry=self.registry,
        )
        self._dropped = Counter(
            "codesign_lines_dropped",
            "Lines dropped because too much waited to be sent in all of them.",
            registry=self.registry,
        )
        self._repaired = Counter(
            "codesign_heads_repaired",
            "Open workshops found to have more in the log than other servers had said.",
            registry=self.registry,
        )
        self._lag = Histogram(
            "codesign_loop_lag_seconds",
            "How late the event loop woke up, looked at once a second.",
            buckets=_LAG_S,
            registry=self.registry,
        )
        self._rooms = self._gauge("rooms", "Rooms that are open.")
        self._lines = self._gauge("lines", "Lines that are open.")
        self._queued = self._gauge("queued_bytes", "Bytes that wait on lines that do not keep up.")
        self._longest = self._gauge("queued_longest_bytes", "The most that waits on one line.")
        self._waiting = self._gauge("commits_waiting", "Rooms that wait for a commit.")
        self._counts = self._gauge("counts_running", "Votes that are being counted.")
        self._behind = self._gauge("tables_behind_events", "Events the tables have yet to follow.")
        self._late = self._gauge("tables_behind_seconds", "How old the first of those is.")
        self._parked = self._gauge("tables_parked", "Workshops the tables cannot follow.")
        self._ready = self._gauge("ready", "1 while the server takes people in, else 0.")
        self._begin_at_nothing()

    def _begin_at_nothing(self) -> None:
        """Have what an alert asks for from the start: only then is the first of it an increase."""
        self._answers.labels(SERVER_FAULT)
        for reason in REASONS:
            self._storage_errors.labels(reason)
        for code in CloseCode:
            self._ended.labels(code.name.lower())

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(f"codesign_{name}", what, registry=self.registry)

    # --- what it is told ---------------------------------------------------

    @override
    def answered(self, answer: Answer) -> None:
        """Note how a command went."""
        if isinstance(answer, Accepted):
            self._accepted.inc()
        else:
            self._answers.labels(answer.code).inc()

    @override
    def committed(self, seconds: float, outcomes: Sequence[object]) -> None:
        """Note one commit."""
        self._commits.observe(seconds)
        failed = [each for each in outcomes if isinstance(each, StorageError)]
        self._batches.inc(sum(not isinstance(each, Exception) for each in outcomes))
        for each in failed:
            self._storage_errors.labels(each.reason).inc()
        self._health.committed(outcomes)

    @override
    def ended(self, why: str) -> None:
        """Note the end of a line."""
        self._ended.labels(why).inc()

    @override
    def dropped(self, lines: int) -> None:
        """Note lines that were dropped."""
        self._dropped.inc(lines)

    @override
    def repaired(self, workshops: int) -> None:
        """Note what others had not said."""
        self._repaired.inc(workshops)

    # --- what it looks up --------------------------------------------------

    async def sample(
        self, rooms: Rooms, is_open: Callable[[], bool], every_s: float = SAMPLE_EVERY_S
    ) -> None:
        """Look at the rooms and at how late the loop is, until cancelled.

        Args:
            rooms: with their connections.
            is_open: whether people are let in.
            every_s: how often.
        """
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + every_s
            await asyncio.sleep(every_s)
            self._note_lag(max(0.0, loop.time() - due))
            self.look_at(rooms, is_open=is_open())

    def look_at(self, rooms: Rooms, *, is_open: bool) -> None:
        """Note what is open and what waits just now."""
        queues = rooms.connections.queued_bytes
        self._rooms.set(len(rooms))
        self._lines.set(len(rooms.connections))
        self._queued.set(sum(queues))
        self._longest.set(max(queues, default=0))
        self._waiting.set(rooms.commits_waiting)
        self._counts.set(rooms.counts_running)
        self._ready.set(is_open and self._health.trouble is None)

    async def sample_tables(self, state: Callable[[], State]) -> None:
        """Look in a thread at how the tables stand, until cancelled."""
        while True:
            # Where the storage does not answer other figures tell.
            with suppress(StorageError):
                found = await asyncio.to_thread(state)
                self._behind.set(found.behind)
                self._late.set(found.behind_ms / 1000)
                self._parked.set(len(found.parked))
            await asyncio.sleep(TABLES_EVERY_S)

    def _note_lag(self, late_s: float) -> None:
        self._lag.observe(late_s)
        if late_s > LATE_S:
            logger.warning("everybody waited %.1f s: something held the event loop", late_s)


class Reading:
    """Where Prometheus reads, in a thread of its own.

    Args:
        metrics: what it reads.
        address: `HOST:PORT`; a port of 0 takes a free one.

    Raises:
        OSError: nothing can listen there.
    """

    def __init__(self, metrics: Metrics, address: str) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        host, _, port = address.rpartition(":")
        self._server, self._thread = start_http_server(
            int(port), host.strip("[]"), registry=metrics.registry
        )

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

    def close(self) -> None:
        """Let nobody read any more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
