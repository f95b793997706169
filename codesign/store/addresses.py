"""Where a log can be: the two kinds of address, and how one is said aloud."""

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

# The second is what many hosts hand out.
SERVER_SCHEMES: Final = ("postgresql://", "postgres://")


def is_server(url: str) -> bool:
    """Tell whether an address is one of a PostgreSQL server."""
    return url.startswith(SERVER_SCHEMES)


def sqlite_path(url: str) -> Path:
    """Return the file that an address names.

    Raises:
        ValueError: it names none.
    """
    scheme, found, path = url.partition(":///")
    if scheme != "sqlite" or not found or not path:
        message = (
            "A database address looks like sqlite:///codesign.db or"
            f" postgresql://user@host/name, not {shown(url)}"
        )
        raise ValueError(message)
    return Path(unquote(path))


def shown(url: str) -> str:
    """Return an address as it may be said aloud: without its password."""
    parts = urlsplit(url)
    account, at, host = parts.netloc.rpartition("@")
    name = account.partition(":")[0]
    return urlunsplit((parts.scheme, f"{name}{at}{host}", parts.path, "", ""))
