"""A real server in a process of its own, on a free port of this machine."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol, Self

from tests.e2e.fork_server import fork_server

READY_WITHIN_S: Final = 30.0


class Address(Protocol):
    """Where a browser finds the server."""

    @property
    def url(self) -> str:
        """Without a slash at the end."""


class Server:
    """Started, killed and started again in one folder, always at the same address.

    Args:
        folder: where it works.
        example: whether it makes the example workshop.
        environ: further settings.
        host: by which name people reach it.
        port: 0 for one that is free.
        package_in: where the program is, if not here.
    """

    def __init__(
        self,
        folder: Path,
        *,
        example: bool = False,
        environ: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        package_in: Path | None = None,
    ) -> None:
        self.folder = folder
        self._more = environ or {}
        self._fork_server = fork_server(package_in or Path.cwd(), self._more.get("LD_PRELOAD", ""))
        self.log_file = folder / "server.log"
        self._example = example
        # How it ended, if it did so by itself.
        self.status: int | None = None
        self._host, self._port = host, port
        self._process: int | None = None

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self._port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process

    @property
    def environ(self) -> dict[str, str]:
        """The variables under which the command line finds the same database."""
        return {
            **{name: value for name, value in os.environ.items() if "CODESIGN" not in name},
            "CODESIGN_DATABASE_URL": f"sqlite:///{self.folder}/codesign.db",
            "CODESIGN_EXAMPLE": "yes" if self._example else "no",
            "XDG_STATE_HOME": str(self.folder / "state"),
            **({"CODESIGN_BASE_URL": self.url} if self._port and self._host != "127.0.0.1" else {}),
            **self._more,
        }

    def start(self) -> Self:
        """Start, and wait until it listens."""
        assert self.try_start(), self.log_file.read_text()
        return self

    def try_start(self) -> bool:
        """Start; tell whether it listens or ended before it did."""
        self.log_file.touch()
        start = self.log_file.stat().st_size
        self._process = self._fork_server.start(
            *("serve", "--port", str(self._port)),
            environ=self.environ,
            folder=self.folder,
            log_file=self.log_file,
        )
        port = self._announced_port(start)
        self._port = port or self._port
        return bool(port)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self, *signals: signal.Signals) -> int:
        """Ask it to go, or send it these signals; wait, and return how it exited."""
        return self._end(*(signals or (signal.SIGTERM,)))

    def ended_within(self, seconds: float) -> bool:
        """Wait so long for it to end by itself, and tell whether it did."""
        self.status = self._fork_server.status(self.pid, seconds)
        if self.status is not None:
            self._process = None
        return self._process is None

    def _end(self, *signals: signal.Signals) -> int:
        if self._process is None:
            return 0
        for each in signals:
            # It may have ended a moment ago.
            with suppress(ProcessLookupError):
                os.kill(self._process, each)
        assert self.ended_within(40), f"{signals} did not end it"
        assert self.status is not None
        return self.status

    def _announced_port(self, start: int) -> int:
        for _ in range(int(READY_WITHIN_S * 20)):
            said = self.log_file.read_bytes()[start:].decode()
            found = re.search(rf"http://{re.escape(self._host)}:(\d+)", said)
            if found:
                return int(found[1])
            if self.ended_within(0.05):
                return 0
        raise AssertionError(self.log_file.read_text())


@contextmanager
def running(
    folder: Path, *, example: bool = False, environ: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """A server for the length of a test."""
    server = Server(folder, example=example, environ=environ).start()
    try:
        yield server
    finally:
        server.stop()
