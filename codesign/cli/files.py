"""Files that are whole or not there, and never take another's place unasked."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from codesign.cli.errors import Refusal


def write_whole(files: Mapping[Path, Iterable[bytes]], *, force: bool) -> None:
    """Write files under other names first; rename them once all of them are on disk.

    Args:
        files: the pieces of each.
        force: whether they may take the place of others.
    """
    for path in files:
        if path.exists() and not force:
            message = f"{path} exists already. Choose another, or use --force to replace it."
            raise Refusal(message)
    with ExitStack() as stack:
        written = {
            path: stack.enter_context(_written(path, pieces)) for path, pieces in files.items()
        }
        for path, temporary in written.items():
            temporary.replace(path)


@contextmanager
def _written(path: Path, pieces: Iterable[bytes]) -> Iterator[Path]:
    """Yield where the pieces are on disk; what is still there afterwards is removed."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.writelines(pieces)
                os.fsync(file.fileno())
            except BaseException:
                temporary.unlink()
                raise
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise Refusal(message) from None
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{path} cannot be made: {error.strerror}."
        raise Refusal(message) from None
