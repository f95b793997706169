"""Ours and its peers: how each is started on a core of its own, and who speaks to it."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import psutil

from codesign.cli.api import Api
from tests.load.against import dialects
from tests.load.against.dialects import Speaker
from tests.load.peers import Tickets, a_workshop

HERE: Final = Path(__file__).parent
SERVERS: Final = HERE / "servers"
# Starts a program on one core; it ends with whoever measures, however that ends.
_PINNED: Final = (
    "import ctypes, os, signal, sys;"
    "ctypes.CDLL(None).prctl(1, signal.SIGTERM);"
    "os.sched_setaffinity(0, {int(sys.argv[1])});"
    "os.execvp(sys.argv[2], sys.argv[2:])"
)
STOPS_WITHIN_S: Final = 30


@dataclass(frozen=True)
class Serving:
    """A server that runs, with all its threads on one core."""

    port: int
    pid: int

    def cpu_s(self) -> float:
        """Return the processor time it has used."""
        times = psutil.Process(self.pid).cpu_times()
        return float(times.user + times.system)

    def settled_rss(self) -> int:
        """Return its memory in bytes once that has stopped growing."""
        before, now = -1, self._rss()
        while before != now:
            time.sleep(0.3)
            before, now = now, self._rss()
        return now

    def _rss(self) -> int:
        return int(psutil.Process(self.pid).memory_info().rss)


@dataclass(frozen=True)
class Contender:
    """A server, by its name in the report.

    Args:
        name: as people know it.
        keeps: what is on disk when something was told.
        command: starts it, in a folder for its files. The first line it prints ends in its port.
        speakers: makes rooms of so many people each, on a server that runs.
    """

    name: str
    keeps: str
    command: tuple[str, ...]
    speakers: Callable[[Serving, int, int], Sequence[Sequence[Speaker]]]

    @contextmanager
    def serving(self, core: int) -> Iterator[Serving]:
        """Start it on this core, with files that are gone afterwards."""
        # Not in /tmp, which on many machines is memory and flushes nothing.
        with (
            tempfile.TemporaryDirectory(prefix=".load-", dir=Path.cwd()) as folder,
            subprocess.Popen(
                [sys.executable, "-c", _PINNED, str(core), *self.command],
                cwd=folder,
                stdout=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                text=True,
                env=_environment(),
            ) as process,
        ):
            try:
                yield Serving(_port(self.name, process), process.pid)
            finally:
                process.terminate()
                try:
                    process.wait(STOPS_WITHIN_S)
                except subprocess.TimeoutExpired:
                    process.kill()


def _port(name: str, process: "subprocess.Popen[str]") -> int:
    """Return the last number of the first line it prints."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"(\d+)/?\s*$", line)
    if found is None:
        message = f"{name} did not start; `make bench-peers` installs it first."
        raise RuntimeError(message)
    return int(found[1])


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if "CODESIGN" not in name}
    return environment | {"CODESIGN_EXAMPLE": "no", "CODESIGN_ADMIT_BURST": "100000"}


# --- ours -------------------------------------------------------------------------


def _ours(serving: Serving, rooms: int, size: int) -> Sequence[Sequence[Speaker]]:
    return asyncio.run(_workshops(serving, rooms, size))


async def _workshops(serving: Serving, rooms: int, size: int) -> Sequence[Sequence[Speaker]]:
    made = []
    async with Api(f"http://127.0.0.1:{serving.port}") as api:
        for _ in range(rooms):
            workshop, _, stage, logins = await a_workshop(api, size)
            tickets = Tickets(serving, workshop)
            made.append(
                [
                    dialects.Ours(workshop, stage, partial(tickets.ticket, login))
                    for login in logins.values()
                ]
            )
    return made


# --- the others -------------------------------------------------------------------


def _of(speaker: Callable[[int], Speaker]) -> Callable[..., Sequence[Sequence[Speaker]]]:
    return lambda _serving, rooms, size: [
        [speaker(room) for _ in range(size)] for room in range(rooms)
    ]


OURS: Final = Contender(
    "Codesign",
    "everything",
    (sys.executable, "-m", "codesign", "serve", "--port", "0"),
    _ours,
)
HOCUSPOCUS: Final = Contender(
    "Hocuspocus, SQLite",
    "the document as of up to 10 s ago",
    ("node", str(SERVERS / "hocuspocus.mjs")),
    _of(dialects.Hocuspocus),
)
Y_WEBSOCKET: Final = Contender(
    "y-websocket, LevelDB",
    "what was handed over, unflushed",
    ("node", str(SERVERS / "y_websocket.cjs")),
    _of(dialects.Yjs),
)
SOCKET_IO: Final = Contender(
    "socket.io", "nothing", ("node", str(SERVERS / "socketio.mjs")), _of(dialects.SocketIo)
)
WS: Final = Contender("Node ws", "nothing", ("node", str(SERVERS / "ws.mjs")), _of(dialects.Ws))
PYCRDT: Final = Contender(
    "pycrdt-websocket, SQLite",
    "what was handed over",
    (sys.executable, str(SERVERS / "pycrdt_server.py")),
    _of(dialects.Yjs),
)
# No peer but a floor: what the flush and Python cost alone.
FLOOR: Final = Contender(
    "bare relay that flushes, Python",
    "everything",
    (sys.executable, str(SERVERS / "flushed_relay.py")),
    _of(dialects.Ws),
)

PEERS: Final = (HOCUSPOCUS, Y_WEBSOCKET, SOCKET_IO, WS, PYCRDT, FLOOR)

# --- those that only answer -------------------------------------------------------

ECHO: Final = Contender(
    "our server class",
    "nothing",
    (sys.executable, str(SERVERS / "echo.py")),
    _of(dialects.BinaryWs),
)
ECHOING_WS: Final = replace(WS, speakers=_of(dialects.BinaryWs))
