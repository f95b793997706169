"""A real server that is started again and again, without importing everything each time."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from typing_extensions import override

from tests.e2e.servers import Server

# Forks a server for every line it reads, and says its process identifier.
PARENT = """
import os, signal, sys
import codesign.app, codesign.web.fast_socket, uvicorn.lifespan.on, uvloop
from codesign.cli import main

log_file = sys.argv[1]
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            output = os.open(log_file, os.O_WRONLY | os.O_APPEND)
            os.dup2(output, 1)
            os.dup2(output, 2)
            main(["serve", "--port", line.strip()])
        finally:
            os._exit(1)
    print(child, flush=True)
"""


class NurseryServer(Server):
    """A server whose starts take as long as what is tested takes, and no longer.

    It is a process of its own that is killed like any other; how it ended is not known.
    """

    def __init__(
        self, folder: Path, environ: Mapping[str, str], package_in: Path | None = None
    ) -> None:
        """Take where it works, its settings, and where the program is, if not here."""
        super().__init__(folder, environ=environ)
        self.log_file.touch()
        self._parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(self.log_file)],
            env={**self.environ, "PYTHONPATH": str(package_in or Path.cwd())},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._child: int | None = None
        self.child_pid = 0

    @override
    def try_start(self) -> bool:
        """Start; tell whether it listens or ended before it did."""
        start = self.log_file.stat().st_size
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{self._port}\n")
        self._parent.stdin.flush()
        try:
            self.child_pid = int(self._parent.stdout.readline())
            self._child = os.pidfd_open(self.child_pid)
        except ProcessLookupError:
            return False
        port = self._announced_port(start)
        self._port = port or self._port
        return bool(port)

    @override
    def ended_within(self, seconds: float) -> bool:
        """Wait so long for it to end by itself, and tell whether it did."""
        if self._child is not None and select.select([self._child], [], [], seconds)[0]:
            os.close(self._child)
            self._child = None
        return self._child is None

    def go_in_order(self) -> None:
        """Ask it to send everybody away and go, and wait until it has."""
        assert self._child is not None
        signal.pidfd_send_signal(self._child, signal.SIGTERM)
        assert self.ended_within(40)

    @override
    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._child is not None:
            # It may have ended at its disk's doing a moment ago.
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._child, signal.SIGKILL)
            assert self.ended_within(20)

    def close(self) -> None:
        """End it, and what starts it."""
        self.kill()
        self._parent.communicate()
