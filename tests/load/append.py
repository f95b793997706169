"""How fast events get on disk: against raw SQLite, one commit an event, and a bare flush."""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import (
    CommandId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    WorkshopId,
)
from codesign.domain.recorded import Recorded
from codesign.store.log import Append, Appended, Log, open_log
from codesign.store.mapper import Mapper
from codesign.store.sqlite_keys import SQLiteKeys
from tests.load.report import ROUNDS, Row, compared, interleaved, table

ROOM: Final = WorkshopId("room-----------------A")
ROUND: Final = RoundId("round----------------A")
STAGE: Final = StageId("stage----------------A")
BATCHES: Final = 200
BATCH: Final = 100
# One commit an event is slow: enough of them for a steady figure.
SINGLES: Final = 1_000


def run(*, quick: bool = False) -> list[Row]:
    rounds = 2 if quick else ROUNDS
    return [*_batches(rounds), *_group_commit(rounds), *_one_caller(rounds)]


def ballot(seq: int) -> Recorded:
    marks = {OptionId(f"option-{seq % 20:014}A"): seq % 3 - 1}
    return _recorded(seq, e.BallotCast(round=ROUND, marks=marks))


def idea(seq: int) -> Recorded:
    text = "A bus at nine, so that people get to the clinic on time"
    return _recorded(seq, e.IdeaSubmitted(idea=IdeaId(f"idea-{seq:016}A"), stage=STAGE, text=text))


def _recorded(seq: int, event: e.Event) -> Recorded:
    return Recorded(
        seq,
        event,
        CommandId(f"command-{seq:013}A"),
        1_760_000_000_000 + seq,
        ParticipantId(f"person-{seq % 500:014}A"),
        stage=STAGE,
    )


# --- batches of 100 -----------------------------------------------------------


def _batches(rounds: int) -> list[Row]:
    raw, ballots, ideas = interleaved(
        [_raw_batches, lambda: _log_batches(ballot), lambda: _log_batches(idea)], rounds
    )
    peer = "raw executemany, same table"
    return [
        compared("append ballots by 100", "events/s", ballots, peer, raw, at_least=0.7, gate=0.4),
        # Each new idea makes a key, and the keys are flushed before the events.
        compared("append new ideas by 100, sealed", "events/s", ideas, peer, raw),
    ]


def _log_batches(made: Callable[[int], Recorded]) -> float:
    batches = [
        Append(
            workshop=ROOM,
            expected=number * BATCH,
            events=tuple(made(number * BATCH + seq) for seq in range(1, BATCH + 1)),
        )
        for number in range(BATCHES)
    ]
    with fresh_log() as log:
        start = time.perf_counter()
        for each in batches:
            append(log, [each])
        return BATCHES * BATCH / (time.perf_counter() - start)


def _raw_batches() -> float:
    """Insert what is encoded already into the very table of the log, by the same statement."""
    rows = _encoded_ballots()
    with fresh_log() as log, closing(_raw_connection(log)) as database:
        start = time.perf_counter()
        for first in range(0, len(rows), BATCH):
            _raw_insert(database, rows[first : first + BATCH])
        return len(rows) / (time.perf_counter() - start)


def _encoded_ballots() -> list[tuple[str, int, str, bytes]]:
    keys = SQLiteKeys(":memory:")
    mapper = Mapper(keys)
    with keys.sealing() as sealing:
        rows = [
            (ROOM, seq, *mapper.encode(ROOM, ballot(seq), sealing))
            for seq in range(1, BATCHES * BATCH + 1)
        ]
    keys.close()
    return rows


def _raw_connection(log: Log) -> sqlite3.Connection:
    path = log._recorder._writer.execute("PRAGMA database_list").fetchone()[2]
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous=FULL")
    return database


def _raw_insert(database: sqlite3.Connection, rows: list[tuple[str, int, str, bytes]]) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.executemany(
        "INSERT INTO event (workshop, seq, topic, state) VALUES (?, ?, ?, ?)", rows
    )
    database.execute("COMMIT")


# --- group commit ---------------------------------------------------------------


def _group_commit(rounds: int) -> list[Row]:
    ten_rooms, hundred_rooms, single = interleaved(
        [lambda: _grouped(10), lambda: _grouped(100), _single], rounds
    )
    peer = "one commit an event"
    return [
        compared(
            "100 events of 10 rooms in a commit",
            "events/s",
            ten_rooms,
            peer,
            single,
            at_least=15,
            gate=8,
        ),
        # The worst case: each event is a batch of its own, on a page of its own in the index.
        compared("100 events of 100 rooms in a commit", "events/s", hundred_rooms, peer, single),
    ]


def _grouped(rooms: int) -> float:
    """Commit 100 events at a time, evenly of so many rooms."""
    each_room = BATCH // rooms
    groups = [
        [_part(room, number * each_room, each_room) for room in range(rooms)]
        for number in range(BATCHES)
    ]
    with fresh_log() as log:
        start = time.perf_counter()
        for each in groups:
            append(log, each)
        return BATCHES * BATCH / (time.perf_counter() - start)


def _part(room: int, expected: int, size: int) -> Append:
    return Append(
        workshop=WorkshopId(f"room-{room:016}A"),
        expected=expected,
        events=tuple(ballot(expected + seq) for seq in range(1, size + 1)),
    )


def _single() -> float:
    with fresh_log() as log:
        return 1 / statistics.fmean(_timed_singles(log, ballot))


# --- one caller -------------------------------------------------------------------


def _one_caller(rounds: int) -> list[Row]:
    flushes, ballots, ideas = interleaved(
        [_flush_ms, lambda: _single_ms(ballot), lambda: _single_ms(idea)], rounds
    )
    peer = "fdatasync of 4 KB, p50"
    return [
        compared("one ballot on disk, p50", "ms", ballots, peer, flushes, at_most=2, gate=3),
        compared("one new idea on disk, sealed, p50", "ms", ideas, peer, flushes),
    ]


def _single_ms(made: Callable[[int], Recorded]) -> float:
    with fresh_log() as log:
        return statistics.median(_timed_singles(log, made)) * 1_000


def _timed_singles(log: Log, made: Callable[[int], Recorded]) -> list[float]:
    """Append events one by one; return the seconds each took."""
    seconds = []
    for seq in range(1, SINGLES + 1):
        one = Append(workshop=ROOM, expected=seq - 1, events=(made(seq),))
        start = time.perf_counter()
        append(log, [one])
        seconds.append(time.perf_counter() - start)
    return seconds


def _flush_ms() -> float:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        file = os.open(f"{folder}/flushed", os.O_CREAT | os.O_WRONLY)
        os.pwrite(file, bytes(4_096), 0)
        os.fdatasync(file)
        seconds = [_timed_flush(file) for _ in range(SINGLES)]
        os.close(file)
    return statistics.median(seconds) * 1_000


def _timed_flush(file: int) -> float:
    start = time.perf_counter()
    os.pwrite(file, os.urandom(4_096), 0)
    os.fdatasync(file)
    return time.perf_counter() - start


# --- shared -------------------------------------------------------------------------


@contextmanager
def fresh_log() -> Iterator[Log]:
    # Not in /tmp, which on many machines is memory and flushes nothing.
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        log = open_log(f"sqlite:///{folder}/codesign.db")
        yield log
        log.close()


def append(log: Log, batch: list[Append]) -> None:
    results = log.append(batch)
    assert all(isinstance(each, Appended) for each in results), results


if __name__ == "__main__":
    print(table(run()))
