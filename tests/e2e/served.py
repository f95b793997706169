"""The program itself, started as a stranger starts it: a server, and commands beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENDS_WITHIN_S = 30


@dataclass
class Program:
    """`python -m codesign` over one database, with a state folder of its own."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder / 'codesign.db'}"

    @property
    def environ(self) -> dict[str, str]:
        ours = {
            "CODESIGN_DATABASE_URL": self.database,
            "CODESIGN_EXAMPLE": "no",
            "XDG_STATE_HOME": str(self.folder / "state"),
        }
        kept = {name: each for name, each in os.environ.items() if "CODESIGN" not in name}
        return kept | ours | self.settings

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command; who starts it ends it."""
        return subprocess.Popen(
            [sys.executable, "-m", "codesign", *arguments],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, within_s: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=within_s)
        finally:
            process.kill()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)


class Server:
    """The server of a program; on a free port first, and on the same one ever after."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._port = 0
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        self._process = self._program.start("serve", "--port", str(self._port))
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if "http://" in line:
                self._port = int(line.rsplit(":", 1)[1])
                return
        raise AssertionError(self._process.communicate()[1])

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as a supervisor does."""
        if self._process is not None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        try:
            self._process.communicate(timeout=ENDS_WITHIN_S)
        finally:
            self._process.kill()
            self._process = None
