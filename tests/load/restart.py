"""`codesign serve` is stopped and started again while everybody goes on writing."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import uvloop
from typing_extensions import override

from codesign.app import new_id
from codesign.cli.api import Api
from codesign.cli.line import PAUSE_AT_MOST_S, Exchange, Line
from codesign.domain.commands import SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, StageId
from codesign.store.log import open_log
from tests.e2e.servers import Server
from tests.load.peers import a_workshop
from tests.load.report import Row, compared, table

PAUSE_S = 0.25

# Ends a server and starts it again, and returns once it listens.
Restart = Callable[[Server], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restarted:
    """What became of the commands of everybody; `silent_s` is the longest anybody waited."""

    people: int
    restarts: int
    acked: int
    failed: int
    lost: int
    doubled: int
    moved: int
    silent_s: float


def run(*, quick: bool = False) -> list[Row]:
    """Return the rows."""
    people, restarts = (20, 1) if quick else (200, 5)
    result = restarted(people, restarts, in_order)
    what = f"commands that {people} people got through {restarts} restarts"
    return [
        compared(
            what,
            "",
            [result.acked - result.lost],
            "asked",
            [result.acked + result.failed],
            at_least=1,
        )
    ]


async def in_order(server: Server) -> None:
    """Stop it as a deploy does."""
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)


def restarted(
    people: int, restarts: int, restart: Restart, pause_at_most_s: float = PAUSE_AT_MOST_S
) -> Restarted:
    """Let so many write, each a few ideas a second, through so many restarts.

    Args:
        people: how many.
        restarts: how many.
        restart: does one.
        pause_at_most_s: how long somebody waits at most before trying again.
    """
    with tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as name:
        folder = Path(name)
        server = Server(folder).start()
        try:
            writers = uvloop.run(_write(server, people, restarts, restart, pause_at_most_s))
        finally:
            server.stop()
        return _judged(writers, restarts, folder)


class Apart(Exchange):
    """People who do not tell each other that the server is back."""

    @override
    def note_welcome(self) -> None:
        pass


class Writer:
    """Somebody who writes one idea after the other, and notes what became of each."""

    def __init__(self, line: Line, stage: StageId) -> None:
        self._line = line
        self._stage = stage
        self.acked: dict[CommandId, int] = {}
        self.failed = 0
        self.silent_s = 0.0

    async def write(self, enough: asyncio.Event) -> None:
        """Write until it is enough."""
        loop = asyncio.get_running_loop()
        while not enough.is_set():
            command, start = CommandId(new_id()), loop.time()
            idea = SubmitIdea(idea=IdeaId(new_id()), stage=self._stage, text="A bench.")
            try:
                self.acked[command] = await self._line.ask(command, idea)
            except Exception:  # noqa: BLE001 - each is one failed command
                self.failed += 1
            self.silent_s = max(self.silent_s, loop.time() - start)
            await asyncio.sleep(PAUSE_S)


async def _write(
    server: Server, people: int, restarts: int, restart: Restart, pause_at_most_s: float
) -> list[Writer]:
    enough = asyncio.Event()
    async with Api(server.url) as api, asyncio.TaskGroup() as tasks:
        workshop, _, stage, logins = await a_workshop(api, people)
        exchange = Apart(api, workshop, pause_at_most_s)
        lines = [Line(exchange, each) for each in logins.values()]
        running = [tasks.create_task(each.run()) for each in lines]
        for each in lines:
            await each.welcomed.wait()
        writers = [Writer(each, stage) for each in lines]
        writing = [tasks.create_task(each.write(enough)) for each in writers]
        for _ in range(restarts):
            await asyncio.sleep(2)
            await restart(server)
            for each in lines:
                await each.welcomed.wait()
        enough.set()
        await asyncio.gather(*writing)
        for task in running:
            task.cancel()
    return writers


def _judged(writers: list[Writer], restarts: int, folder: Path) -> Restarted:
    log = open_log(f"sqlite:///{folder}/codesign.db")
    try:
        recorded = [each for workshop in log.workshops() for each in log.read(workshop)]
    finally:
        log.close()
    times = Counter(each.id for each in recorded)
    last = {each.id: each.seq for each in recorded}
    acked = {command: seq for each in writers for command, seq in each.acked.items()}
    return Restarted(
        people=len(writers),
        restarts=restarts,
        acked=len(acked),
        failed=sum(each.failed for each in writers),
        lost=sum(not times[each] for each in acked),
        doubled=sum(times[each] > 1 for each in acked),
        moved=sum(last.get(each) != seq for each, seq in acked.items()),
        silent_s=max(each.silent_s for each in writers),
    )


if __name__ == "__main__":
    print(table(run(quick=True)))
