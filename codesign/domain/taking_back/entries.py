"""What takes back that an entry was taken back or brought back; one said anew overtakes it."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.taking_back.step import TAKEN_BACK, Step, Steps, overtaking
from codesign.domain.workshop import KINDS

ENTRY_STEPS: Final[Steps] = {
    e.EntryWithdrawn: lambda _w, event, _: Step(
        ("entry", event.id), c.RestoreEntry(kind=event.kind, id=event.id), event.id, event.kind
    ),
    e.EntryRestored: lambda _w, event, _: Step(
        ("entry", event.id),
        c.WithdrawEntry(kind=event.kind, id=event.id, reason=TAKEN_BACK),
        event.id,
        event.kind,
    ),
    **{said: overtaking("entry", kind) for said, kind in KINDS.items()},
}
