"""Record operations: the only things that happen to a browser's board.

A record is a flat map of plain values, held in a collection under its id. A
patch replaces the fields it names; a field that went away comes as a put.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from codesign.domain.ids import ParticipantId

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]
Record = Mapping[str, Value]

Put = tuple[Literal["put"], str, str, Record]
Patch = tuple[Literal["patch"], str, str, Record]
Remove = tuple[Literal["remove"], str, str]
# Only for what is mine alone: forget everything, the rest follows.
Clear = tuple[Literal["clear"]]
Op = Put | Patch | Remove | Clear

# What became of a person's own records: whose, and the operation.
MineOp = tuple[ParticipantId, Op]

# What a record becomes; None when the audience may not see it (any more).
Change = tuple[str, str, Record | None]


def op(collection: str, key: str, before: Record | None, after: Record | None) -> Op | None:
    """Return the smallest operation that turns one record into the other."""
    if before == after:
        return None
    if after is None:
        return ("remove", collection, key)
    if before is None or before.keys() - after.keys():
        return ("put", collection, key, after)
    changed = {
        name: value for name, value in after.items() if name not in before or before[name] != value
    }
    return ("patch", collection, key, changed)
