"""A log and its keys in two SQLite files: where they are, and how a server comes to have them.

A server opens them exclusively, and then starts from what is really on disk:
`wal.py` says why.
"""

import fcntl
from collections.abc import Callable
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from codesign.store.addresses import sqlite_path
from codesign.store.errors import InUseError, StorageError, UnsealError
from codesign.store.sqlite import SQLiteRecorder
from codesign.store.sqlite_keys import SQLiteKeys
from codesign.store.wal import left_in, report

_RESTORE_KEYS: Final = "Put those that were backed up with it at"


def opened(
    database_url: str, keys_url: str | None, *, exclusive: bool
) -> tuple[SQLiteRecorder, SQLiteKeys, Callable[[], None]]:
    """Return a log and keys that belong together, and what lets go of them; see `open_log`."""
    path, keys_path = paths(database_url, keys_url)
    with ExitStack() as stack:
        if exclusive:
            stack.callback(lock(path).close)
        left = [left_in(each) for each in (path, keys_path)] if exclusive else []
        recorder = SQLiteRecorder(str(path))
        stack.callback(recorder.close)
        if recorder.knows_its_keys() and not keys_path.exists():
            message = f"The keys of the log in {path} are missing. {_RESTORE_KEYS} {keys_path}."
            raise UnsealError(message)
        keys = SQLiteKeys(str(keys_path))
        stack.callback(keys.close)
        if left:
            report(path, left[0], recorder.wal.recovered_frames(), flushed=True)
            report(keys_path, left[1], keys.wal.recovered_frames(), flushed=False)
        if recorder.keys_identity(keys.identity) != keys.identity:
            message = (
                f"The keys in {keys_path} are not those of the log in {path}."
                f" {_RESTORE_KEYS} {keys_path}."
            )
            raise UnsealError(message)
        return recorder, keys, stack.pop_all().close


def paths(database_url: str, keys_url: str | None = None) -> tuple[Path, Path]:
    """Return where the log is and where its keys are.

    Raises:
        ValueError: an address is not understood.
    """
    path = sqlite_path(database_url)
    return path, sqlite_path(keys_url) if keys_url else path.with_name(f"{path.stem}.keys.db")


def lock(database: Path) -> TextIOWrapper:
    """Take the lock beside the database: the system lets it go if we are killed.

    Raises:
        InUseError: another has it.
        StorageError: the folder cannot be written.
    """
    path = database.with_name(f"{database.name}.lock")
    try:
        file = path.open("w")
    except OSError as error:
        raise StorageError("storage_unwritable", str(error)) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise InUseError(str(database)) from error
    return file
