"""A workshop kept at every 500th version, so that no seek folds more than that.

A disposable cache in memory: the least used goes first, and nothing is lost
by it. What still held words that were destroyed since is forgotten.
"""

from collections import OrderedDict
from typing import Final

from codesign.domain.workshop import Workshop

# A chunk of the replay (SPEC.md H3): what a browser folds at most after a seek.
SPACING: Final = 500
# Enough for every 500th of 50,000 versions; of 2,000 ideas and 500 people, 0.3 MB each.
_AT_MOST: Final = 100


class Keyframes:
    """Stills of one workshop, the least recently used first."""

    def __init__(self, at_most: int = _AT_MOST) -> None:
        self._stills: OrderedDict[int, Workshop] = OrderedDict()
        self._at_most = at_most

    def __len__(self) -> int:
        return len(self._stills)

    def keep(self, still: Workshop) -> None:
        """Keep a still; nobody may change it any more."""
        self._stills[still.seq] = still
        self._stills.move_to_end(still.seq)
        if len(self._stills) > self._at_most:
            self._stills.popitem(last=False)

    def nearest(self, seq: int) -> Workshop | None:
        """Return the latest still at or before a version."""
        nearest = max((each for each in self._stills if each <= seq), default=None)
        if nearest is None:
            return None
        self._stills.move_to_end(nearest)
        return self._stills[nearest]

    def forget(self) -> None:
        """Drop every still."""
        self._stills.clear()
