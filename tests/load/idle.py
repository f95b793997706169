"""Ten thousand people who only listen: they are held, and what each costs."""

import asyncio
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from codesign.cli.api import Api
from codesign.domain.ids import WorkshopId
from tests.load.hosting import Hosted, State, hosted, raise_limits
from tests.load.peers import Readers, Tickets, a_workshop, welcomed
from tests.load.report import Row, compared, table

PEOPLE: Final = 10_000
A_ROOM: Final = 500
# Each source has ports of its own for one address of the server.
SOURCES: Final = 5
# Two pings and what is waited for an answer.
HELD_S: Final = 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How many were held, at what cost, and what was left once they had gone."""

    people: int
    held: int
    kb_each: float
    idle_cpu: float
    left: State
    before: State


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows: the long form takes some minutes."""
    result = held(500, 1.0) if quick else held(PEOPLE, HELD_S)
    return [
        compared(
            f"idle lines held of {result.people:,}",
            "",
            [result.held],
            "opened",
            [result.people],
            at_least=1,
        ),
        compared(
            "memory a welcomed idle line",
            "KB",
            [result.kb_each],
            "a bare connection of ours",
            [23.9],
        ),
    ]


def held(people: int, seconds: float) -> Held:
    """Open so many lines in rooms of 500, and hold them for so long."""
    raise_limits()
    with tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as folder:
        settings = {"admit_burst": 2 * people, "admit_per_s": 1_000}
        with hosted(Path(folder), **settings) as server:
            rooms = asyncio.run(_rooms(server, people))
            before = server.state()
            with ExitStack() as stack:
                lines = stack.enter_context(Readers(()))
                for workshop, logins in rooms:
                    _come_in(server, workshop, logins, lines)
                lines.read_until_quiet()
                start = server.state()
                lines.read_for(seconds)
                end = server.state()
            return Held(
                people=people,
                held=min(len(lines), end.connections),
                kb_each=(end.rss - before.rss) / people / 1024,
                idle_cpu=(end.cpu_s - start.cpu_s) / seconds,
                left=_settled(server, before),
                before=before,
            )


async def _rooms(server: Hosted, people: int) -> list[tuple[WorkshopId, list[str]]]:
    async with Api(server.url) as api:
        made = [await a_workshop(api, min(A_ROOM, people)) for _ in range(-(-people // A_ROOM))]
    return [(workshop, list(logins.values())) for workshop, _, _, logins in made]


def _come_in(server: Hosted, workshop: WorkshopId, logins: list[str], lines: Readers) -> None:
    with Tickets(server, workshop) as tickets:
        for number, login in enumerate(logins):
            source = f"127.0.0.{2 + number % SOURCES}"
            lines.add(welcomed(server, workshop, tickets.ticket(login), source=source))
            lines.read(0)


def _settled(server: Hosted, before: State) -> State:
    """Return how it is once everybody has gone, or after some seconds."""
    for _ in range(100):
        state = server.state()
        if state.connections == 0 and state.tasks <= before.tasks:
            break
        asyncio.run(asyncio.sleep(0.1))
    return state


if __name__ == "__main__":
    print(table(run(quick=True)))
