"""The recordings a server keeps ready, the least recently used first to go."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from codesign.domain.ids import WorkshopId
from codesign.replay.recording import Read, Recording

# Of the longest workshops each takes some 40 MB, of usual ones some 2.
_AT_MOST: Final = 8


class Recordings:
    """One recording per workshop that is being watched. May be shared by threads."""

    def __init__(self, read: Read, at_most: int = _AT_MOST) -> None:
        self._read = read
        self._at_most = at_most
        self._kept: OrderedDict[WorkshopId, Recording] = OrderedDict()
        self._lock = Lock()

    def of(self, workshop_id: WorkshopId) -> Recording:
        """Return the recording of a workshop."""
        with self._lock:
            recording = self._kept.pop(workshop_id, None) or Recording(self._read, workshop_id)
            self._kept[workshop_id] = recording
            if len(self._kept) > self._at_most:
                self._kept.popitem(last=False)
            return recording

    def forget(self, workshop_id: WorkshopId) -> None:
        """Leave nothing of a workshop in memory: words were destroyed, or its history replaced.

        Who is being answered at this moment still gets the answer.
        """
        with self._lock:
            self._kept.pop(workshop_id, None)
