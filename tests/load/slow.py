"""Two hundred people stop reading: what that costs everybody else, and that it ends.

Each round is a workshop of its own. First everybody who will not read is filled up; then, for
longer than anybody is waited for, a facilitator's ideas are told to those who do read, while the
others are given up and dropped. The same is measured with nobody but readers in the room.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Final

import uvloop

from codesign.app import new_id
from codesign.cli.api import Api
from codesign.cli.board_copy import BoardCopy
from codesign.cli.line import Exchange
from codesign.cli.lines import Lines
from codesign.domain.commands import SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId
from tests.load.hosting import Hosted, State, hosted, raise_limits
from tests.load.peers import A_SMALL_BUFFER, Readers, Tickets, a_workshop, cores, welcomed
from tests.load.report import Row, compared, interleaved, table

PEOPLE: Final = 200
PAIRS: Final = 9
PATIENCE_S: Final = 10.0
# So long after patience is over, while goodbyes wait that nobody takes.
AFTERWARDS_S: Final = 4.0
TEXT: Final = "A bench at the stop. " * 185
# More than the queue, the kernel and the peer take together.
FILLING: Final = 120
IDEAS_PER_S: Final = 18
SEND_BUFFER: Final = 32 * 1024


@dataclass
class Rounds:
    """What was seen, round for round; `mb` is what the memory grew by, at the most."""

    lag_ms: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    mb: list[float] = field(default_factory=list)


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows: the long form takes six minutes."""
    alone, beside = measured(20 if quick else PEOPLE, 1 if quick else PAIRS)
    what = f"{20 if quick else PEOPLE} who stop reading"
    return [
        compared(
            f"loop lag p99 beside {what}",
            "ms",
            beside.lag_ms,
            "without",
            alone.lag_ms,
            at_most=1.25,
        ),
        compared(
            f"CPU a delivery beside {what}",
            "us",
            beside.cpu_us,
            "without",
            alone.cpu_us,
            at_most=1.25,
        ),
    ]


def measured(people: int, pairs: int, patience_s: float = PATIENCE_S) -> tuple[Rounds, Rounds]:
    """Return the rounds without and with so many who stop reading, beside as many who read."""
    raise_limits()
    alone, beside = Rounds(), Rounds()
    with (
        tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as folder,
        _apart() as server_core,
        hosted(
            Path(folder),
            core=server_core,
            send_buffer=SEND_BUFFER,
            patience_s=patience_s,
            admit_burst=5_000,
        ) as server,
    ):
        seconds = patience_s + AFTERWARDS_S
        interleaved(
            [
                lambda: _round(server, people, 0, seconds, alone),
                lambda: _round(server, people, people, seconds, beside),
            ],
            pairs,
        )
    return alone, beside


@contextmanager
def _apart() -> Iterator[int]:
    """Keep to one core, and give the other to the server."""
    before = os.sched_getaffinity(0)
    server_core, our_core = cores()
    os.sched_setaffinity(0, {our_core})
    try:
        yield server_core
    finally:
        os.sched_setaffinity(0, before)


def _round(server: Hosted, people: int, silent: int, seconds: float, rounds: Rounds) -> float:
    before = server.state()
    start, end, told = uvloop.run(_told(server, people, silent, seconds))
    rounds.lag_ms.append(end.lag_p99_ms)
    rounds.cpu_us.append((end.cpu_s - start.cpu_s) / (told * people) * 1e6)
    rounds.mb.append((max(start.rss, end.rss) - before.rss) / 2**20)
    # Those who read, and the facilitator.
    rounds.left.append(end.connections - people - 1)
    return rounds.cpu_us[-1]


async def _told(
    server: Hosted, people: int, silent: int, seconds: float
) -> tuple[State, State, int]:
    async with Api(server.url) as api:
        workshop, login, stage, logins = await a_workshop(api, people + silent)
        with Tickets(server, workshop) as tickets:
            everybody = [tickets.ticket(each) for each in logins.values()]
        mute = [
            welcomed(server, workshop, each, receive_buffer=A_SMALL_BUFFER)
            for each in everybody[people:]
        ]
        with Readers(welcomed(server, workshop, each) for each in everybody[:people]) as readers:
            reading = Thread(target=_read, args=(readers, stop := [False]))
            reading.start()
            try:
                async with Lines(Exchange(api, workshop)) as lines:
                    desk = lines.open(ParticipantId(""), login, BoardCopy())
                    await desk.welcomed.wait()

                    async def tell() -> None:
                        idea = SubmitIdea(idea=IdeaId(new_id()), stage=stage, text=TEXT)
                        await desk.ask(CommandId(new_id()), idea)

                    for _ in range(FILLING):
                        await tell()
                    await asyncio.sleep(1)
                    start, told, until = server.state(), 0, time.monotonic() + seconds
                    while time.monotonic() < until:
                        await asyncio.gather(tell(), asyncio.sleep(1 / IDEAS_PER_S))
                        told += 1
                    return start, server.state(), told
            finally:
                stop[0] = True
                reading.join()
                for each in mute:
                    each.close()


def _read(readers: Readers, stop: list[bool]) -> None:
    while not stop[0]:
        readers.read(0.05)


if __name__ == "__main__":
    print(table(run(quick=True)))
