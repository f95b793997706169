"""Reading the log from the command line: beside a running server, or without one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from codesign.cli.errors import Refusal
from codesign.domain.ids import WorkshopId, is_id
from codesign.settings import Settings, from_environ
from codesign.store.addresses import is_server, shown
from codesign.store.backup import Places
from codesign.store.files import paths
from codesign.store.log import Log, is_laid_out, open_log

_ON_SERVER: Final = (
    "A log on a PostgreSQL server is backed up and restored with PostgreSQL's own tools:"
    " `pg_dump --schema=codesign_log` for the log and, apart from it,"
    " `pg_dump --schema=codesign_keys` for its keys. Then see that all is whole with"
    " `python -m codesign check`."
)


def settings_with(database: str) -> Settings:
    """Return the settings, with another database where one is named."""
    environ = dict(os.environ)
    if database:
        environ |= {"CODESIGN_DATABASE_URL": database}
    return from_environ(environ)


@contextmanager
def opened(settings: Settings, *, exclusive: bool = False) -> Iterator[Log]:
    """Open a log that exists; asking for one never makes it.

    Args:
        settings: where it is.
        exclusive: whether to keep a server out, and be kept out by one.
    """
    require_log(settings)
    log = open_log(settings.database_url, settings.keys_url or None, exclusive=exclusive)
    try:
        yield log
    finally:
        log.close()


def require_log(settings: Settings) -> None:
    """Refuse where there is no log yet, in a file or on a server."""
    if not is_server(settings.database_url):
        require_files(settings)
    elif not is_laid_out(settings.database_url):
        message = (
            f"There is no log in the database {shown(settings.database_url)}."
            " Name another with CODESIGN_DATABASE_URL, or start the server once to make it."
        )
        raise Refusal(message)


def require_files(settings: Settings) -> Places:
    """Return where a log that exists in files and its keys are."""
    path, keys = file_paths(settings)
    if not path.is_file():
        message = f"There is no database at {path}. Name it with CODESIGN_DATABASE_URL."
        raise Refusal(message)
    return Places(log=path, keys=keys)


def file_paths(settings: Settings) -> tuple[Path, Path]:
    """Return the files of the log and of its keys; refuse a log on a server."""
    if is_server(settings.database_url):
        raise Refusal(_ON_SERVER)
    return paths(settings.database_url, settings.keys_url or None)


def require_workshop(log: Log, workshop: str) -> WorkshopId:
    """Return the identifier of a workshop that is recorded here."""
    workshop_id = WorkshopId(workshop)
    if not is_id(workshop) or not log.head(workshop_id):
        message = f"There is no workshop {workshop} in this database."
        raise Refusal(message)
    return workshop_id


def version_of(log: Log, workshop: WorkshopId, at: int | None) -> int:
    """Return the version that was asked for, the newest if none was."""
    head = log.head(workshop)
    if at is None:
        return head
    if not 1 <= at <= head:
        message = f"This workshop has the versions 1 to {head}, and no {at}."
        raise Refusal(message)
    return at
