"""How far long work has come: a bar where somebody watches, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

import click

# Often enough that a log shows it lives, rarely enough that the log stays readable.
LINE_EVERY_S: Final = 5.0


class Progress(Protocol):
    """Work that is being counted."""

    def advance(self, steps: int = 1) -> None:
        """Count steps that are done."""


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """Show on standard error how much of `length` is done."""
    if not sys.stderr.isatty():
        yield _Lines(label, length)
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield _Bar(bar.update)


class _Bar:
    def __init__(self, update: "_Update") -> None:
        self._update = update

    def advance(self, steps: int = 1) -> None:
        self._update(steps)


class _Update(Protocol):
    def __call__(self, n_steps: int) -> None: ...


class _Lines:
    def __init__(self, label: str, length: int) -> None:
        self._label = label
        self._length = length
        self._done = 0
        self._said_at = time.monotonic()

    def advance(self, steps: int = 1) -> None:
        self._done += steps
        now = time.monotonic()
        if now - self._said_at >= LINE_EVERY_S:
            self._said_at = now
            click.echo(f"{self._label}: {self._done} of {self._length}", err=True)
