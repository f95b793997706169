"""Whether it costs more when there is more: rooms, people, and what is in the log already."""

import time
from contextlib import ExitStack
from typing import Final

from codesign.domain.ids import WorkshopId
from codesign.store.log import Append, Log
from tests.load.append import append, ballot, fresh_log
from tests.load.fanout import DELIVERIES, Contender, crowd
from tests.load.hosting import raise_limits
from tests.load.report import ROUNDS, Row, compared, interleaved, table

PEOPLE: Final = 2_000
FEW: Final = 200
ROOMS: Final = 200
EVENTS: Final = 1_000_000
A_WORKSHOP: Final = 50_000
BATCH: Final = 100
BATCHES: Final = 200


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows: the long form takes a minute and a half."""
    raise_limits()
    rounds, share = (3, 10) if quick else (ROUNDS, 1)
    return [*_telling(rounds, DELIVERIES // share), _appending(rounds, EVENTS // share)]


def _telling(rounds: int, deliveries: int) -> list[Row]:
    """Measure one telling of everybody, in 200 rooms, in one room, and in a smaller one."""
    with ExitStack() as stack:
        many, one, few = (
            Contender(stack.enter_context(crowd("ours", people, rooms)), deliveries // people)
            for people, rooms in ((PEOPLE, ROOMS), (PEOPLE, 1), (FEW, 1))
        )
        cpu_many, cpu_one, cpu_few = interleaved([many, one, few], rounds)
    what = "CPU a delivery"
    return [
        compared(
            f"{what}, {ROOMS} rooms of {PEOPLE // ROOMS}",
            "us",
            cpu_many,
            f"1 room of {PEOPLE:,}",
            cpu_one,
            at_most=1.2,
        ),
        compared(f"{what}, {PEOPLE:,} people", "us", cpu_one, f"{FEW} people", cpu_few),
    ]


def _appending(rounds: int, events: int) -> Row:
    """Measure commits of 100 in a new workshop, where the log holds so much and where nothing."""
    with fresh_log() as short, fresh_log() as long:
        for number in range(events // A_WORKSHOP or 1):
            _fill(long, WorkshopId(f"full-{number:016}A"), min(events, A_WORKSHOP))
        fresh = iter(range(10**6))
        in_long, in_short = interleaved(
            [
                lambda: _fill(long, _another(next(fresh)), BATCHES * BATCH),
                lambda: _fill(short, _another(next(fresh)), BATCHES * BATCH),
            ],
            rounds,
        )
    return compared(
        f"append by 100 behind {events:,} events",
        "us an event",
        in_long,
        "into an empty log",
        in_short,
        at_most=1.2,
    )


def _another(number: int) -> WorkshopId:
    return WorkshopId(f"room-{number:016}A")


def _fill(log: Log, workshop: WorkshopId, events: int) -> float:
    """Append so many events by 100; return the microseconds each took."""
    batches = [
        Append(
            workshop=workshop,
            expected=first,
            events=tuple(ballot(first + seq) for seq in range(1, BATCH + 1)),
        )
        for first in range(0, events, BATCH)
    ]
    start = time.perf_counter()
    for each in batches:
        append(log, [each])
    return (time.perf_counter() - start) / events * 1e6


if __name__ == "__main__":
    print(table(run(quick=True)))
