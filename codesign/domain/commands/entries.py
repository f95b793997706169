"""Commands for entries of every kind: take one back, or put it back."""

from dataclasses import dataclass

from codesign.domain.events import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEntry:
    """Take an entry back; those at the desk say why."""

    kind: EntryKind
    id: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreEntry:
    """Let an entry stand again that was taken back."""

    kind: EntryKind
    id: str


EntriesCommand = RestoreEntry | WithdrawEntry
