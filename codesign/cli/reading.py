"""Reading the log from the command line: beside a running server, or without one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from codesign.cli.errors import Refusal
from codesign.domain.ids import WorkshopId, is_id
from codesign.settings import Settings, from_environ
from codesign.store.backup import Places
from codesign.store.log import Log, open_log, paths


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
    require_database(settings)
    log = open_log(settings.database_url, settings.keys_url or None, exclusive=exclusive)
    try:
        yield log
    finally:
        log.close()


def require_database(settings: Settings) -> Places:
    """Return where a log that exists and its keys are."""
    path, keys = paths(settings.database_url, settings.keys_url or None)
    if not path.is_file():
        message = f"There is no database at {path}. Name it with CODESIGN_DATABASE_URL."
        raise Refusal(message)
    return Places(log=path, keys=keys)


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
