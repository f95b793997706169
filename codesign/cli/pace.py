"""How fast a recorded conversation is played again."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

# Longer pauses, nights and months of silence, are played as if they were this long.
PAUSE_AT_MOST_MS: Final = 5 * 60_000


def offsets_s(times: Sequence[int], speed: float | None) -> list[float]:
    """Return when each act is due, in seconds from the first.

    Args:
        times: when the acts happened (ms UTC), in order.
        speed: so many times as fast as it was; None is flat out, all at once.
    """
    if speed is None:
        return [0.0] * len(times)
    due = [0.0] if times else []
    for earlier, later in pairwise(times):
        pause_ms = min(later - earlier, PAUSE_AT_MOST_MS)
        due.append(due[-1] + pause_ms / 1000 / speed)
    return due
