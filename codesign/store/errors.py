"""What can go wrong with the log, one class for each thing a caller would do about it."""

from typing import Final

REASONS: Final[dict[str, str]] = {
    "not_encodable": "An event holds something the log has no bytes for.",
    "storage_busy": "Another program holds the database. Try again in a moment.",
    "storage_damaged": "The database is damaged. Stop the server, see how much is whole with "
    "`python -m codesign check`, and restore a backup with `python -m codesign restore`.",
    "storage_failed": "The database failed. Look at the disk and the server's log.",
    "storage_full": "The disk is full. Make room, then try again.",
    "storage_unreachable": "The database server cannot be reached. See that it runs, and that "
    "CODESIGN_DATABASE_URL names it.",
    "storage_unwritable": "The database cannot be written. Check that its folder exists and who "
    "owns it.",
}


class VersionTakenError(Exception):
    """The log is not where the batch thought it was: read what is new and decide again.

    Args:
        head: the version the workshop's log is at.
    """

    def __init__(self, head: int) -> None:
        super().__init__(f"The log is at version {head} already.")
        self.head = head


class CodeTakenError(Exception):
    """Another workshop has this join code: issue a different one."""


class StorageError(Exception):
    """Nothing of the batch was kept; `reason` is one of `REASONS`."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep the reason; its sentence, with the detail after it, is the message."""
        super().__init__(f"{REASONS[reason]} ({detail})" if detail else REASONS[reason])
        self.reason = reason


class FlushFailedError(Exception):
    """The disk did not confirm a commit, so that nobody knows what it holds.

    No `StorageError`, since everybody who catches one goes on: nothing may be
    tried again or acknowledged until the log is opened afresh (`wal.py`).
    """

    def __init__(self, detail: str = "") -> None:
        super().__init__(
            f"The disk did not confirm what was written ({detail})."
            " Look at the disk and the system's log, then start again."
        )


class BackupError(Exception):
    """A backup cannot be made or put back; the message says why and what to do."""


class MigrationError(Exception):
    """A log cannot be moved to a server; the message says why and what to do."""


class UnsealError(Exception):
    """Words cannot be read although nobody erased them: a wrong key, or damaged bytes."""


class NewerLogError(Exception):
    """A newer version of Codesign wrote this; upgrade to read it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} was written by a newer version of Codesign. Upgrade this server to read it."
        )


# What holds for every room at once, so that asking for one after the other only takes longer.
FOR_ALL: Final = frozenset({"storage_busy", "storage_unreachable"})

# Why a workshop, or the whole log, cannot be read.
UNREADABLE: Final = (StorageError, NewerLogError, UnsealError)


class InUseError(Exception):
    """Another server has this database open; two would answer with different boards."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"Another server is using {database}. Stop it first, or give this one a database"
            " of its own."
        )
