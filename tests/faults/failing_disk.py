"""A disk that fails when told, for a process of its own; and what a power cut leaves of it.

`failing_disk.c` is preloaded into the process and stands between SQLite and the
kernel, so that the program needs no hooks. It can refuse a write, a flush or a
truncation, end the process before one or halfway through it, and keep a record of
all that succeeded. From the record, `after_power_cut` builds the files that a disk may
hold that had only to keep what was flushed.
"""

import os
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

SOURCE = Path(__file__).with_name("failing_disk.c")
_HEAD = struct.Struct("<cHQI")
# Of the record's calls, beside the disk's own: what the process said, in its order among them.
SAID = "a"

Call = Literal["write", "sync", "truncate", "any"]
Effect = Literal["eio", "enospc", "kill", "torn"]


class Operation(NamedTuple):
    """One call: w, t, s, u for unlink, f for one that failed, a for what the process said."""

    call: str
    path: str
    offset: int
    data: bytes


class FailingDisk:
    """The rules and the record of one process.

    Args:
        library: the compiled shim.
        folder: where to keep them.
    """

    def __init__(self, library: Path, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._library = library
        self._rules = folder / "rules"
        self._trace = folder / "trace"
        self._rules.touch()

    @property
    def environ(self) -> dict[str, str]:
        """The variables under which a process gets this disk."""
        return {
            "LD_PRELOAD": str(self._library),
            "FAULTY_DISK": str(self._rules),
            "FAULTY_DISK_TRACE": str(self._trace),
        }

    def fail(self, call: Call, on: str, effect: Effect, first: int = 1, times: int = 1) -> None:
        """Let the `first` such call from now on, and all up to `times`, have an effect.

        Args:
            call: which calls.
            on: how the path ends.
            effect: what happens.
            first: from 1.
            times: 0 for all that come after.
        """
        self._say(f"{call} {on} {effect} {first} {times}\n")

    def heal(self) -> None:
        """Let everything succeed again."""
        self._say("")

    def _say(self, rules: str) -> None:
        # At once: the process may be reading.
        new = self._rules.with_name("new-rules")
        new.write_text(rules)
        new.replace(self._rules)

    def operations(self) -> list[Operation]:
        """Return all that was done so far, in order."""
        return list(_read(self._trace.read_bytes() if self._trace.exists() else b""))

    def forget(self) -> None:
        """Begin the record anew."""
        self._trace.unlink(missing_ok=True)


def say(what: str) -> None:
    """Put a word of this process into the record, in its order among the disk's operations."""
    record = _HEAD.pack(SAID.encode(), len(what), 0, 0) + what.encode()
    with Path(os.environ["FAULTY_DISK_TRACE"]).open("ab", buffering=0) as trace:
        trace.write(record)


def _read(record: bytes) -> Iterator[Operation]:
    place = 0
    while place < len(record):
        call, path_bytes, offset, size = _HEAD.unpack_from(record, place)
        place += _HEAD.size
        path = record[place : place + path_bytes].decode()
        place += path_bytes
        yield Operation(call.decode(), path, offset, record[place : place + size])
        place += size


def after_power_cut(
    operations: list[Operation],
    keeps: Callable[[Operation], bool],
    before: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """Return what files may hold when the power went after these operations.

    Args:
        operations: all that had been done.
        keeps: of an operation that was not flushed, whether the disk did it all the same.
        before: the files that were there before the record began.
    """
    flushed = {each.path: place for place, each in enumerate(operations) if each.call == "s"}
    files = {path: bytearray(content) for path, content in (before or {}).items()}
    for place, each in enumerate(operations):
        if each.call == "u":
            # SQLite flushes the folder too; what the record does not have is taken as done.
            files.pop(each.path, None)
        if each.call not in {"w", "t"} or not (place < flushed.get(each.path, -1) or keeps(each)):
            continue
        content = files.setdefault(each.path, bytearray())
        length = each.offset if each.call == "t" else each.offset + len(each.data)
        if len(content) < length:
            content.extend(bytes(length - len(content)))
        if each.call == "t":
            del content[length:]
        else:
            content[each.offset : length] = each.data
    return {path: bytes(content) for path, content in files.items()}


def compiled(folder: Path) -> Path:
    """Compile the shim, or skip, saying what is missing."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("no C compiler for a disk that fails: install Debian's packages gcc, libc6-dev")
    library = folder / "failing_disk.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", library, SOURCE, "-ldl"],
        check=True,
    )
    return library
