"""The real server in a process of its own, which says how it is when asked.

What is served is `codesign.app`, with its settings from CODESIGN_* variables; beside it only
what measures: how late the event loop is, and how often each snapshot was built.
"""

import asyncio
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import IO, Any, Final

import psutil

from codesign.app import create_app, server_config
from codesign.live.feed import Feed
from codesign.live.outbox import Limits
from codesign.projections import catalogue
from codesign.settings import from_environ
from codesign.store.log import open_log
from codesign.store.table_places import open_tables
from codesign.web.server import DrainingServer

LAG_EVERY_S: Final = 0.005


@dataclass(frozen=True, slots=True)
class State:
    """How a server is, since it was asked last.

    `lag_p99_ms` is how late the event loop was; `snapshots` tells for each view and version
    how often its snapshot was built.
    """

    cpu_s: float
    lag_p99_ms: float
    snapshots: dict[str, int]
    connections: int
    tasks: int
    files: int
    rss: int


@dataclass
class Hosted:
    """A server that runs."""

    port: int
    process: "subprocess.Popen[str]"
    questions: IO[str]
    answers: IO[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def state(self) -> State:
        """Ask how it is."""
        print(file=self.questions, flush=True)
        return State(**json.loads(self.answers.readline()))


@contextmanager
def hosted(
    folder: Path,
    *,
    send_buffer: int = 0,
    patience_s: float = 10.0,
    core: int | None = None,
    **settings: object,
) -> Iterator[Hosted]:
    """Serve a database in this folder.

    Args:
        folder: where its files are.
        send_buffer: how much the kernel keeps for each connection; its own choice when 0.
        patience_s: how long somebody who does not read is waited for.
        core: the processor to run on; any when None.
        settings: further settings, by their names in lower case.
    """
    environment = {name: value for name, value in os.environ.items() if "CODESIGN" not in name}
    wanted = {"database_url": f"sqlite:///{folder}/log.db", "example": "no"} | settings
    environment |= {f"CODESIGN_{name.upper()}": str(value) for name, value in wanted.items()}
    command = [
        sys.executable,
        "-m",
        "tests.load.hosting",
        *map(str, (send_buffer, patience_s, -1 if core is None else core)),
    ]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = int(process.stdout.readline())
            yield Hosted(port, process, process.stdin, process.stdout)
        finally:
            process.terminate()
            process.wait(40)


def raise_limits() -> None:
    """Let this process have as many files open as the system allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


# --- in the process of the server -------------------------------------------------


class Probe:
    """What is noted beside the serving."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._late: list[float] = []
        self._snapshots: Counter[str] = Counter()
        self._count_snapshots()

    async def run(self) -> None:
        """Note how late the loop is, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_S
            await asyncio.sleep(LAG_EVERY_S)
            self._late.append(loop.time() - due)

    async def answer(self) -> None:
        """Answer each line that comes in, until there are no more."""
        loop = asyncio.get_running_loop()
        lines: asyncio.Queue[str] = asyncio.Queue()

        def read() -> None:
            for line in sys.stdin:
                loop.call_soon_threadsafe(lines.put_nowait, line)
            # Whoever asked is gone, perhaps without a word: nobody else would end this server.
            os.kill(os.getpid(), signal.SIGTERM)

        Thread(target=read, daemon=True).start()
        while True:
            await lines.get()
            print(json.dumps(self._state()), flush=True)

    def _state(self) -> dict[str, object]:
        late, self._late = sorted(self._late), []
        snapshots, self._snapshots = self._snapshots, Counter()
        process = psutil.Process()
        return {
            "cpu_s": time.process_time(),
            "lag_p99_ms": 1000 * late[int(len(late) * 0.99)] if late else 0.0,
            "snapshots": snapshots,
            "connections": len(self._app.state.departure.connections),
            "tasks": len(asyncio.all_tasks()),
            "files": process.num_fds(),
            "rss": process.memory_info().rss,
        }

    def _count_snapshots(self) -> None:
        build = Feed.snapshot

        def counted(feed: Feed) -> list[bytes]:
            before = feed._snapshot
            frames = build(feed)
            if frames is not before:
                self._snapshots[f"{feed.epoch.hex()[:8]} {feed.audience.view}@{feed.head.seq}"] += 1
            return frames

        Feed.snapshot = counted  # type: ignore[method-assign]


class Probed(DrainingServer):
    """The server, with the probe beside it."""

    probe: Probe

    async def main_loop(self) -> None:
        """Serve and measure."""
        watching = [asyncio.create_task(self.probe.run()), asyncio.create_task(self.probe.answer())]
        try:
            await super().main_loop()
        finally:
            for each in watching:
                each.cancel()


def serve(send_buffer: int, patience_s: float, core: int) -> None:
    """Serve until told to stop; print the port, then a state for each line that is read."""
    if core >= 0:
        os.sched_setaffinity(0, {core})
    raise_limits()
    settings = from_environ(os.environ)
    log = open_log(settings.database_url, exclusive=True)
    tables = open_tables(settings.database_url, catalogue.VERSION)
    try:
        with socket.socket() as listening:
            if send_buffer:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
            listening.bind(("127.0.0.1", 0))
            app = create_app(settings, log, tables, limits=Limits(patience_s=patience_s))
            port = listening.getsockname()[1]
            ready = partial(print, port, flush=True)
            server = Probed(server_config(app), app.state.departure, ready)
            server.probe = Probe(app)
            server.run(sockets=[listening])
    finally:
        tables.close()
        log.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
