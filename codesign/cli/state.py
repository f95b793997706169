"""What an import must remember to be taken up again: its facilitator's login.

It lies where programs keep such things, for this account alone, never beside
the data. An attempt is written down before it is made: if the answer is lost,
nobody has the login of that workshop, which is empty, and the next one is made.
"""

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import msgspec

from codesign.cli.errors import Refusal

_PRIVATE_FOLDER: Final = 0o700


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Which attempt at creating the workshop it is, and what it gave."""

    started: bool = True
    attempt: int = 0
    login: str = ""
    link: str = ""


class StateFile:
    """The state of one import into one server.

    Args:
        key: what makes it this one.
        folder: where all of them lie.
    """

    def __init__(self, key: str, folder: Path) -> None:
        self._path = folder / f"{sha256(key.encode()).hexdigest()[:32]}.json"

    def read(self) -> State | None:
        """Return what was written last, None if nothing was."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            message = f"{self._path} cannot be read ({error}). Mend it, or remove it."
            raise Refusal(message) from None

    def write(self, state: State) -> None:
        """Put the state in the place of the last one, whole or not at all."""
        try:
            self._path.parent.mkdir(_PRIVATE_FOLDER, parents=True, exist_ok=True)
            # Made for this account alone, as `tempfile` makes everything.
            with NamedTemporaryFile(dir=self._path.parent, delete=False) as file:
                file.write(msgspec.json.encode(state))
                os.fsync(file.fileno())
            Path(file.name).replace(self._path)
        except OSError as error:
            message = f"{self._path} cannot be written: {error.strerror}."
            raise Refusal(message) from None


def state_folder() -> Path:
    """Return where the state of imports lies (XDG base directories)."""
    home = os.environ.get("XDG_STATE_HOME", "")
    # The specification: a path that is not absolute is to be ignored.
    base = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
    return base / "codesign"
