"""A log and its keys on a PostgreSQL server: how a server of ours comes to have them."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import Final

from codesign.store.addresses import is_server, shown, sqlite_path
from codesign.store.errors import UnsealError
from codesign.store.keys import Keys
from codesign.store.postgresql import SCHEMA, PostgreSQLRecorder
from codesign.store.postgresql_keys import PostgreSQLKeys
from codesign.store.server import (
    Held,
    connect,
    schema_version,
    translated,
)
from codesign.store.sqlite_keys import SQLiteKeys

_RESTORE_KEYS: Final = (
    "Put those that were backed up with it there, or name where they are with CODESIGN_KEYS_URL."
)


def opened(
    database_url: str, keys_url: str | None, *, exclusive: bool
) -> tuple[PostgreSQLRecorder, Keys, Callable[[], None]]:
    """Return a log and keys that belong together, and what lets go of them; see `open_log`."""
    with ExitStack() as stack:
        lock = Held(database_url, alone=False) if exclusive else None
        if lock is not None:
            stack.callback(lock.close)
        recorder = PostgreSQLRecorder(database_url, lock)
        stack.callback(recorder.close)
        keys = _keys(keys_url or database_url)
        stack.callback(keys.close)
        if recorder.keys_identity(keys.identity) != keys.identity:
            message = (
                f"The keys at {shown(keys_url or database_url)} are not those of the log at"
                f" {shown(database_url)}. {_RESTORE_KEYS}"
            )
            raise UnsealError(message)
        return recorder, keys, stack.pop_all().close


def is_laid_out(url: str) -> bool:
    """Tell whether there is a log in a database; see `log.is_laid_out`."""
    with translated(), closing(connect(url)) as connection:
        return schema_version(connection, SCHEMA) > 0


def _keys(url: str) -> Keys:
    return PostgreSQLKeys(url) if is_server(url) else SQLiteKeys(str(sqlite_path(url)))
