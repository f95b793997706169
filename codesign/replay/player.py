"""A recording played: each step after the time it took, with idle time skipped."""

from collections.abc import Iterator
from typing import NamedTuple

from codesign.domain.events import View
from codesign.domain.ids import WorkshopId
from codesign.projections.ops import Op
from codesign.replay.recording import Read, Recording


class Played(NamedTuple):
    """A step, and how long to wait before it."""

    delay_ms: int
    seq: int
    ops: list[Op]


def steps(
    read: Read, workshop_id: WorkshopId, view: View, speed: int = 1, idle_ms: int = 3_000
) -> Iterator[Played]:
    """Yield every step from an empty board to the head.

    Args:
        read: as `Log.read`.
        workshop_id: whose past is played.
        view: whose board it is.
        speed: how many times faster than it was.
        idle_ms: a pause is no longer than this, at the room's own speed.
    """
    last_at: int | None = None
    for step in Recording(read, workshop_id).steps(view):
        pause_ms = 0 if last_at is None else min(step.at - last_at, idle_ms)
        last_at = step.at
        yield Played(pause_ms // speed, step.seq, step.ops)
