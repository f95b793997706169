"""What goes wrong on the command line is one sentence and exit code 2, never a stack trace.

A stack trace means a defect of ours. `refusing` is the one place that knows
which exceptions of the layers below already carry a sentence for people.
"""

import functools
from collections.abc import Callable
from typing import IO, Any, Final, ParamSpec, TypeVar

import click
from typing_extensions import override

from codesign.cli.misfit import MisfitError
from codesign.settings import BadSettingError
from codesign.store.errors import (
    BackupError,
    FlushFailedError,
    InUseError,
    MigrationError,
    NewerLogError,
    StorageError,
    UnsealError,
)

P = ParamSpec("P")
T = TypeVar("T")

MENDABLE: Final = 2

_SPEAKING: Final = (
    BackupError,
    BadSettingError,
    FlushFailedError,
    InUseError,
    MigrationError,
    MisfitError,
    NewerLogError,
    StorageError,
    UnsealError,
)


class Refusal(click.ClickException):
    """Something the person at the keyboard can mend; the message says what."""

    exit_code = MENDABLE

    @override
    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence and nothing else."""
        click.echo(self.message, file=file, err=file is None)


def refusing(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command refuse in a sentence whatever a person can mend."""

    @functools.wraps(command)
    def refuse_or_run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except _SPEAKING as error:
            raise Refusal(str(error)) from None
        except BaseExceptionGroup as group:
            raise _cause(group) from None

    return refuse_or_run


def _cause(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Return the refusal among what a group of tasks died of, or the group as it is."""
    for error in group.exceptions:
        found = _cause(error) if isinstance(error, BaseExceptionGroup) else error
        if isinstance(found, Refusal):
            return found
        if isinstance(found, _SPEAKING):
            return Refusal(str(found))
    return group
