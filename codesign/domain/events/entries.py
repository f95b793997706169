"""Events of entries: what every need, amount spent or milestone has in common.

What an entry says is an event of its own topic, given again under the same id
when it is said anew; that it was taken back, or put back, is said here for all.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.words import SealedUnder

# What is entered under a stage, revised and taken back in one and the same way.
EntryKind = Literal[
    "need",
    "evidence",
    "persona",
    "journey_step",
    "asset",
    "barrier",
    "delivery_option",
    "criterion",
    "score",
    "estimate",
    "pledge",
    "spend_line",
    "milestone",
    "risk",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryWithdrawn:
    """An entry was taken back, by its author or at the desk for a reason; it stays on record."""

    kind: EntryKind
    id: str
    reason: Annotated[str, SealedUnder("id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRestored:
    """An entry that was taken back stands again as it was."""

    kind: EntryKind
    id: str


EntriesEvent = EntryRestored | EntryWithdrawn
