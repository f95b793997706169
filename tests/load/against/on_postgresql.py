"""Durable commands on a real PostgreSQL server that flushes: ours beside the library's way.

Ours: one writer puts what a hundred rooms have ready into one transaction. The library's:
`Application.save` for each command, from sixteen threads, as a web server would. Both wait until
the server says that it is on disk. And ours again from four processes on one log, beside one.
"""

import itertools
import os
import secrets
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from codesign.domain.ids import WorkshopId
from codesign.store.log import Append, Log, open_log
from tests.load.append import append, ballot
from tests.load.report import Row, compared, interleaved
from tests.postgresql import PostgreSQL

BATCH: Final = 100
BATCHES: Final = 60
THREADS: Final = 16
SAVES: Final = 60  # of each thread
PROCESSES: Final = 4


def run(rounds: int, *, quick: bool) -> list[Row]:
    """Return the rows, on a server that ends afterwards."""
    batches, saves = (BATCHES // 4, SAVES // 4) if quick else (BATCHES, SAVES)
    server = PostgreSQL(flushes=True)
    try:
        with closing(open_log(server.new_database())) as log:
            rooms = itertools.count()
            ours, library = interleaved(
                [
                    lambda: _ours(log, next(rooms), batches),
                    lambda: _library(server.new_database(), saves),
                ],
                rounds,
            )
        shared = server.new_database()
        with closing(open_log(shared)):
            four, one = interleaved(
                [
                    lambda: _processes(shared, PROCESSES, batches),
                    lambda: _processes(shared, 1, batches),
                ],
                rounds,
            )
    finally:
        server.stop()
    return [
        compared(
            "durable commands on PostgreSQL, 100 rooms in a commit",
            "/s",
            ours,
            f"Application.save each, {THREADS} threads",
            library,
            at_least=30,
            gate=15,
        ),
        compared(
            f"the same from {PROCESSES} processes", "/s", four, "one process", one, at_least=1
        ),
    ]


def _ours(log: Log, lot: int, batches: int) -> float:
    """Have one command of each of a hundred rooms ready at once; return commands a second."""
    names = [WorkshopId(f"room-{lot:08}-{room:07}A") for room in range(BATCH)]
    commits = [
        [Append(workshop=each, expected=seq - 1, events=(ballot(seq),)) for each in names]
        for seq in range(1, batches + 1)
    ]
    start = time.perf_counter()
    for each in commits:
        append(log, each)
    return batches * BATCH / (time.perf_counter() - start)


# --- the library's way ---------------------------------------------------------------


class Poll(Aggregate):
    """A room of the library's own."""

    @event("Began")
    def __init__(self) -> None:
        self.ballots: dict[str, int] = {}

    @staticmethod
    def create_id() -> UUID:
        return UUID(bytes=os.urandom(16))

    @event("BallotCast")
    def cast(self, voter: str, option: str, mark: int, command: str, at: int) -> None:
        self.ballots[voter] = mark


def _library(address: str, saves: int) -> float:
    parts = urlsplit(address)
    polls: Application[UUID] = Application(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": parts.path.lstrip("/"),
            "POSTGRES_HOST": parse_qs(parts.query)["host"][0],
            "POSTGRES_PORT": "5432",
            "POSTGRES_USER": parts.username or "",
            "POSTGRES_PASSWORD": "",
            "POSTGRES_POOL_SIZE": str(THREADS),
        }
    )
    with closing(polls):
        threads = [threading.Thread(target=_save, args=(polls, saves)) for _ in range(THREADS)]
        start = time.perf_counter()
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        return THREADS * saves / (time.perf_counter() - start)


def _save(polls: "Application[UUID]", saves: int) -> None:
    poll = Poll()
    for seq in range(1, saves + 1):
        recorded = ballot(seq)
        poll.cast(str(recorded.by), "option", 1, recorded.id, recorded.at)
        polls.save(poll)


# --- several processes -----------------------------------------------------------------


def _processes(address: str, processes: int, batches: int) -> float:
    """Let so many processes begin at once; return the commands a second of all."""
    command = [sys.executable, "-m", "tests.load.against.on_postgresql", address, str(batches)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processes)
    ]
    try:
        for each in started:
            _line(each)  # It is ready.
        start = time.perf_counter()
        for each in started:
            print(file=each.stdin, flush=True)
        for each in started:
            _line(each)  # It is done.
        return processes * batches * BATCH / (time.perf_counter() - start)
    finally:
        for each in started:
            each.kill()
            each.communicate()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("a process that was to write has ended")
    return line


def _write_when_told(address: str, batches: int) -> None:
    with closing(open_log(address)) as log:
        lot = secrets.randbelow(10**8)
        print("ready", flush=True)
        sys.stdin.readline()
        _ours(log, lot, batches)
        print("done", flush=True)


if __name__ == "__main__":
    _write_when_told(sys.argv[1], int(sys.argv[2]))
