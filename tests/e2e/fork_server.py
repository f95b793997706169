"""Starts servers that need not import the program and compile its templates each time.

`multiprocessing` has a fork server too, but one for all: it takes neither a program from another
folder nor a disk that fails.
"""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

# Forks a program for every line it reads, and says "PID started" and, in time, "PID STATUS". What
# is forked ends as a program of its own does, by falling off the end of this one, and at the latest
# when nobody asks any more.
PARENT: Final = """
import json, os, signal, sys
import codesign.app, codesign.web.fast_socket, uvicorn.lifespan.on, uvloop
from codesign.cli import main
from codesign.web.pages import compiled_templates

compiled_templates()
started, ended = set(), set()

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def say_what_ended(*_):
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if child == 0:
            return
        ended.add(child)
        say(child, os.waitstatus_to_exitcode(status))

def become(asked):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(asked["environ"])
    os.chdir(asked["folder"])
    output = os.open(asked["log_file"], os.O_WRONLY | os.O_APPEND)
    for stream, to in enumerate((os.open(os.devnull, os.O_RDONLY), output, output)):
        os.dup2(to, stream)
    main(asked["arguments"], prog_name="codesign")

signal.signal(signal.SIGCHLD, say_what_ended)
while line := sys.stdin.readline():
    child = os.fork()
    if child == 0:
        become(json.loads(line))
    started.add(child)
    say(child, "started")
signal.signal(signal.SIGCHLD, signal.SIG_DFL)
for child in started - ended:
    os.kill(child, signal.SIGKILL)
"""


class ForkServer:
    """A process that has imported the program, and what it has started.

    Args:
        package_in: the folder of the program.
        preload: the library put before the C library, or "".
    """

    def __init__(self, package_in: Path, preload: str) -> None:
        environ = {**os.environ, "PYTHONPATH": str(package_in), "LD_PRELOAD": preload}
        self._parent = subprocess.Popen(
            # Nothing from the folder that this happens to be in.
            [sys.executable, "-P", "-c", PARENT],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._lock = Lock()
        self._unread = b""
        self._started: list[int] = []
        self._statuses: dict[int, int] = {}

    def start(
        self, *arguments: str, environ: Mapping[str, str], folder: Path, log_file: Path
    ) -> int:
        """Run the program with these arguments and variables, there; return its process.

        What it says is added to the log file, which must be there.
        """
        asked = {
            "arguments": arguments,
            "environ": dict(environ),
            "folder": str(folder),
            "log_file": str(log_file),
        }
        assert self._parent.stdin is not None
        with self._lock:
            self._parent.stdin.write(json.dumps(asked).encode() + b"\n")
            while not self._started:
                self._read(1)
            return self._started.pop()

    def status(self, process: int, within_s: float) -> int | None:
        """How it exited, minus the signal if by one; None if it has not in so many seconds.

        Told once: its number may be another's later.
        """
        until = time.monotonic() + within_s
        while True:
            with self._lock:
                # Others wait for theirs too.
                self._read(min(within_s, 0.05))
                if process in self._statuses:
                    return self._statuses.pop(process)
            if time.monotonic() >= until:
                return None

    def _read(self, within_s: float) -> None:
        assert self._parent.stdout is not None
        if not select.select([self._parent.stdout], [], [], within_s)[0]:
            return
        said = self._parent.stdout.read(65_536)
        assert said, "what starts servers has ended"
        *lines, self._unread = (self._unread + said).split(b"\n")
        for process, what in (line.split() for line in lines):
            if what == b"started":
                self._started.append(int(process))
            else:
                self._statuses[int(process)] = int(what)


@cache
def fork_server(package_in: Path, preload: str) -> ForkServer:
    """The one of this program with this library; it ends when who asks for it does."""
    return ForkServer(package_in, preload)
