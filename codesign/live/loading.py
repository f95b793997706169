"""A room's memory, folded from the log."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final

from codesign.domain.evolve import evolve
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.live.feed import Head
from codesign.projections.keys import Key
from codesign.projections.touched import touched
from codesign.replay.folding import Folding
from codesign.store.errors import NewerLogError
from codesign.store.log import Log

# Whoever missed more than this many events gets a snapshot.
RECENT_EVENTS: Final = 1_024

NOWHERE: Final = Head(0, 0, b"")


@dataclass(slots=True)
class Memory:
    """What a room knows: the state that decides, and how to answer again.

    Where a newer server went on with what this one cannot read, `newer` says so: then this is
    the past, and nothing is decided on it. `erasures` is how often words had been destroyed.

    `answered` gives each command id in the log its last event's version and
    who asked; `recent` the keys each late event touched; `others_to` is the last
    version that another process wrote, 0 where none is known to.
    """

    workshop: Workshop = field(default_factory=Workshop)
    answered: dict[CommandId, tuple[int, ParticipantId | None]] = field(default_factory=dict)
    recent: deque[tuple[int, tuple[Key, ...]]] = field(
        default_factory=lambda: deque(maxlen=RECENT_EVENTS)
    )
    epoch: bytes = b""
    head: Head = NOWHERE
    others_to: int = 0
    newer: NewerLogError | None = None
    erasures: int = 0
    # What `go_back` goes back to, and what folds on from a copy of it.
    _marked: Workshop | None = None
    _folding: Folding | None = None

    @property
    def is_marked(self) -> bool:
        """Tell whether it can go back."""
        return self._marked is not None

    def become(self, other: "Memory") -> None:
        """Know what another one knows, and nothing else."""
        for each in fields(self):
            setattr(self, each.name, getattr(other, each.name))

    def mark(self) -> None:
        """Keep this state to go back to; until `keep` or `go_back` folding costs a little more."""
        self._marked = self.workshop
        self._folding = Folding(self._marked)
        self.workshop = self._folding.workshop

    def keep(self) -> None:
        """Never go back to what was marked."""
        self._marked = self._folding = None

    def go_back(self, taken: Sequence[Recorded]) -> None:
        """Be as when it was marked, before these were taken."""
        assert self._marked is not None  # noqa: S101 - whoever goes back has marked
        self.workshop = self._marked
        for each in taken:
            self.answered.pop(each.id, None)
        # Those that fell off at the other end are only too long ago now (`changed_since`).
        while self.recent and self.recent[-1][0] > self.head.seq:
            self.recent.pop()
        self.keep()

    def take(self, recorded: Recorded) -> tuple[Key, ...]:
        """Fold one event in; return the keys of the records it touched."""
        if self._folding is None:
            evolve(self.workshop, recorded)
        else:
            self._folding.take(recorded)
        keys = tuple(dict.fromkeys(touched(self.workshop, recorded.event)))
        self.answered[recorded.id] = (recorded.seq, recorded.by)
        self.recent.append((recorded.seq, keys))
        return keys

    def changed_since(self, seq: int) -> dict[Key, None] | None:
        """Return the keys touched after a version; None when that is too long ago."""
        if seq < self.head.seq and (not self.recent or self.recent[0][0] > seq + 1):
            return None
        return dict.fromkeys(key for at, keys in self.recent if at > seq for key in keys)


def load(log: Log, workshop_id: WorkshopId) -> Memory:
    """Fold a workshop's log, as far as it can be read; an empty one gives an empty memory.

    Raises:
        StorageError, NewerLogError, UnsealError: the log cannot be read.
    """
    memory = _folded(log, workshop_id)
    if memory.newer is not None:
        # Once more, now that it is known of which erasures nothing may be left.
        erasures = log.erasures(workshop_id)
        memory = _folded(log, workshop_id)
        memory.erasures = erasures
    return memory


def _folded(log: Log, workshop_id: WorkshopId) -> Memory:
    memory = Memory()
    head = log.head(workshop_id)
    late = head - RECENT_EVENTS
    try:
        for recorded in log.read(workshop_id, upto=head):
            if recorded.seq > late:
                memory.take(recorded)
            else:
                evolve(memory.workshop, recorded)
                memory.answered[recorded.id] = (recorded.seq, recorded.by)
    except NewerLogError as error:
        head = memory.workshop.seq
        if not head:
            raise
        memory.newer = error
    if head:
        memory.epoch = log.epoch(workshop_id) or b""
        memory.head = Head(head, memory.workshop.at, log.hash8(workshop_id, head) or b"")
    return memory
