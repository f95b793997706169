"""Everybody is cut at once and comes back: within the time that can be computed beforehand.

The people are clients that keep to SPEC.md, each on its own: they know nothing of one another,
and hear from the server when it is their turn.
"""

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

import uvloop

from codesign.app import new_id
from codesign.cli.api import Api
from codesign.domain.ids import CommandId, StageId
from codesign.settings import Settings
from codesign.store.log import open_log
from tests.load.clients import FIRST_PAUSE_S, Client
from tests.load.hosting import Hosted, hosted, raise_limits
from tests.load.peers import a_workshop, cores, frame
from tests.load.report import Row, compared, table

ROOMS: Final = 4
# Of a turn: told in whole seconds, and then a random moment of the next.
ROUNDING_S: Final = 2.0
# Of the people, one in so many has just asked something when the line drops.
ONE_ASKS_IN: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """What became of everybody.

    `back_s` is when the last was welcomed again, `window_s` by when they had to be. `refused`,
    `lost` and `doubled` count commands; `snapshots` tells how often each view's at each
    version was built.
    """

    people: int
    back_s: float
    window_s: float
    hello_cpu_ms: float
    asked: int
    refused: int
    lost: int
    doubled: int
    snapshots: dict[str, int]


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows."""
    storms = [storm(200 if quick else 2_000, burst=50 if quick else Settings().admit_burst)]
    return [
        compared(
            f"{each.people:,} people cut at once, all back",
            "s",
            [each.back_s],
            f"computed from the rate ({each.hello_cpu_ms:.1f} ms of processor time each)",
            [each.window_s],
            at_most=1,
        )
        for each in storms
    ]


def window_s(people: int, burst: int, per_s: int) -> float:
    """Return by when everybody is back: their first pause, their turn, and its rounding."""
    return FIRST_PAUSE_S + ceil(max(0, people - burst) / per_s) + ROUNDING_S


def storm(people: int, *, burst: int, per_s: int = Settings().admit_per_s) -> Storm:
    """Cut so many people off at once, and see them back."""
    raise_limits()
    server_core, our_core = cores()
    before = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as name:
        folder = Path(name)
        try:
            with hosted(folder, core=server_core, admit_burst=burst, admit_per_s=per_s) as server:
                os.sched_setaffinity(0, {our_core})
                result = uvloop.run(_storm(server, people, window_s(people, burst, per_s)))
        finally:
            os.sched_setaffinity(0, before)
        found, asked = result
        times = _times_in_log(folder)
    lost = sum(each not in times for each in asked)
    doubled = sum(times[each] > 1 for each in asked)
    return Storm(people=people, asked=len(asked), lost=lost, doubled=doubled, **found)


async def _storm(
    server: Hosted, people: int, allowed_s: float
) -> tuple[dict[str, object], list[CommandId]]:
    async with asyncio.TaskGroup() as tasks:
        people_in = await _crowd(server, people)
        clients = [client for client, _ in people_in]
        running = [tasks.create_task(each.run()) for each in clients]
        await _all_in(clients)
        await asyncio.sleep(2)  # what is under way has arrived
        start = server.state()
        asked = {CommandId(new_id()): each for each in people_in[::ONE_ASKS_IN]}
        asking = [
            tasks.create_task(client.ask(each, frame(_idea(each, stage))))
            for each, (client, stage) in asked.items()
        ]
        await asyncio.sleep(0)  # on their way
        back_s = await _cut(clients)
        answers = Counter(await asyncio.gather(*asking))
        end = server.state()
        for task in running:
            task.cancel()
    return {
        "back_s": back_s,
        "window_s": allowed_s,
        "hello_cpu_ms": 1000 * (end.cpu_s - start.cpu_s) / people,
        "refused": answers.total() - answers["ack"],
        "snapshots": end.snapshots,
    }, list(asked)


async def _crowd(server: Hosted, people: int) -> list[tuple[Client, StageId]]:
    crowd = []
    async with Api(server.url) as api:
        for _ in range(ROOMS):
            workshop, _, stage, logins = await a_workshop(api, people // ROOMS)
            clients = (Client(server.port, workshop, login) for login in logins.values())
            crowd += [(each, stage) for each in clients]
    return crowd


async def _cut(clients: Sequence[Client]) -> float:
    """Cut everybody off as a switch that fails does, half with their pages reloaded; time it."""
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number, each in enumerate(clients):
        each.cut(reloaded=number % 2 == 1)
    await _all_in(clients)
    return loop.time() - start


async def _all_in(clients: Sequence[Client]) -> None:
    for each in clients:
        await each.welcomed.wait()


def _idea(command: CommandId, stage: StageId) -> dict[str, object]:
    idea = {"idea": new_id(), "stage": stage, "text": "A bench at the stop."}
    return {"t": "command", "id": command, "type": "SubmitIdea", "data": idea}


def _times_in_log(folder: Path) -> Counter[CommandId]:
    log = open_log(f"sqlite:///{folder}/log.db")
    try:
        return Counter(each.id for workshop in log.workshops() for each in log.read(workshop))
    finally:
        log.close()


if __name__ == "__main__":
    result = storm(2_000, burst=Settings().admit_burst)
    print(result)
    print(table(run(quick=True)))
