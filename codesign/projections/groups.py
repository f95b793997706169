"""What became of the groups of a breakout, for documents and exports."""

from codesign.projections.reading import Reading


def group_told(reading: Reading, group: str) -> str:
    """Return a group's name with its breakout's number: no two groups share that."""
    record = reading.rows("groups").get(group)
    if record is None:
        return "A group"
    return f"{record['name']} (breakout {record['number']})"
