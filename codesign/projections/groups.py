"""What became of the groups of a breakout, for documents and exports."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from codesign.projections.reading import Reading
from codesign.projections.wording import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Which group an idea or a theme was brought back from, in words.

    `seq` is the event that brought it about on the group's own board, where
    that may be read; otherwise the report that brought it to everybody's.
    """

    told: str
    seq: int


def breakout_told(record: Mapping[str, Any]) -> str:
    """Return a breakout's number, with what all its groups were asked."""
    number = f"Breakout {record['number']}"
    return f"{number}: {shortened(record['prompt'])}" if record["prompt"] else number


def group_told(reading: Reading, group: str) -> str:
    """Return a group's name with its breakout's number: no two groups share that."""
    record = reading.rows("groups").get(group)
    if record is None:
        return "A group"
    return f"{record['name']} (breakout {record['number']})"


def brought_from(reading: Reading, record: Mapping[str, Any]) -> Brought | None:
    """Return where a report took an idea or a theme from, None for what began where it is."""
    if record["from_group"] is None:
        return None
    named = reading.rows("groups").get(record["from_group"])
    told = "from a group"
    if named is not None:
        told = f"from group {named['name']}, breakout {named['number']}"
    if "from_idea" in record:
        original = reading.rows("ideas").get(record["from_idea"], record)
    else:
        original = reading.rows("themes").get(record["from_theme"], record)
    return Brought(told=told, seq=original["seq"])
