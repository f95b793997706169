"""How a backup, a restored log and a checked one are told of."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from codesign.store.backup import Kept, Places
from codesign.store.checking import Checked

# Enough of a hash to compare two by eye.
_SHOWN = 12


def places(folder: Path, keys: Path | None) -> Places:
    """Return the two folders of a backup: of the log and, elsewhere if so wished, of the keys."""
    return Places(log=folder / "log", keys=keys or folder / "keys")


def line(found: Checked | Kept) -> str:
    """Return what is to be said of one workshop."""
    fault = found.fault if isinstance(found, Checked) else ""
    state = f"NOT WHOLE. {fault}" if fault else "whole"
    if isinstance(found, Checked) and found.lost_ballots:
        state += f". {lost(found.lost_ballots)}"
    return (
        f"{found.workshop}: {found.events:,} events, the last {_when(found.last_at)},"
        f" sha256 {found.sha256[:_SHOWN]}: {state}"
    )


def summary(found: Sequence[Checked | Kept]) -> str:
    """Return what is to be said of all of them."""
    events = sum(each.events for each in found)
    last = max((each.last_at for each in found), default=0)
    workshops = "1 workshop" if len(found) == 1 else f"{len(found):,} workshops"
    return f"{workshops}, {events:,} events" + (f", the last {_when(last)}" if last else "")


def lost(ballots: int) -> str:
    """Return what is to be said of secret votes that can never be counted."""
    told = "1 ballot of a secret vote" if ballots == 1 else f"{ballots:,} ballots of secret votes"
    return f"{told} under way cannot be read any more: set such a vote aside and run it again"


def _when(ms: int) -> str:
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%d %H:%M} UTC"
