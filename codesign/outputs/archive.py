"""Zip archives that are the same bytes whenever and wherever they are made."""

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first day a zip archive can name.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o644 << 16


def archive(files: Mapping[str, bytes], stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of files in their order, without a date.

    Args:
        files: their contents by their paths.
        stored: those that are not compressed.
    """
    whole = io.BytesIO()
    with ZipFile(whole, "w") as target:
        for path, content in files.items():
            entry = ZipInfo(path, _NO_DATE)
            entry.compress_type = ZIP_STORED if path in stored else ZIP_DEFLATED
            entry.external_attr = _READABLE
            # Otherwise it names the system it was made on.
            entry.create_system = 0
            target.writestr(entry, content)
    return whole.getvalue()


def undated(content: bytes) -> bytes:
    """Return an archive that somebody else's program made, without its dates."""
    with ZipFile(io.BytesIO(content)) as source:
        return archive({each.filename: source.read(each) for each in source.infolist()})
