"""Files that are whole or not there, and never take another's place unasked."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from codesign.cli.errors import Refusal


def require_free(path: Path, *, force: bool) -> None:
    """Refuse to take the place of a file unless that is wanted."""
    if path.exists() and not force:
        message = f"{path} exists already. Choose another, or use --force to replace it."
        raise Refusal(message)


def write_whole(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file under another name first, and rename it once it is on disk."""
    require_free(path, force=force)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise Refusal(message) from None
