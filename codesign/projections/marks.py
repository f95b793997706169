"""What happened when, without a word of what was said: one fold of the log.

Timelines and the sources of outputs are told from marks and a board. A mark
holds identifiers and times only; all words come from the board of the view
that asks, so that nothing told from here can quote what it may not see.
"""

from collections.abc import Iterable
from typing import NamedTuple

from codesign.domain import events as e
from codesign.domain.ids import GroupId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.projections.about import about
from codesign.projections.confided import is_off_the_board
from codesign.projections.keys import Key
from codesign.projections.records.placing import board_of


class Mark(NamedTuple):
    """One event: its version and time, what kind it was, and the record it is about.

    `group` is the group on whose board that record is, None for everybody's.
    """

    seq: int
    at: int
    kind: type
    about: Key
    group: GroupId | None = None


class Marks:
    """Every event but the ballots, what follows from a person's coming, and what no board shows."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_seq: dict[int, Mark] = {each.seq: each for each in marks}

    def take(self, workshop: Workshop, recorded: Recorded) -> None:
        """Note one event, already evolved into the workshop."""
        event = recorded.event
        if not isinstance(
            event, e.BallotCast | e.TurnoutRecorded | e.VoterAdded
        ) and not is_off_the_board(event):
            key = about(event)
            board = _board(workshop, key)
            self._by_seq[recorded.seq] = Mark(recorded.seq, recorded.at, type(event), key, board)

    def upto(self, seq: int) -> "Marks":
        """Return the marks of a version of the past."""
        return Marks(each for each in self._by_seq.values() if each.seq <= seq)

    def at(self, seq: int) -> Mark:
        """Return the mark of an event that has one."""
        return self._by_seq[seq]

    def find(self, seq: int) -> Mark | None:
        """Return the mark of an event, None where it has none."""
        return self._by_seq.get(seq)

    def of(self, *kinds: type) -> list[Mark]:
        """Return the marks of these kinds of events, oldest first."""
        return [each for each in self._by_seq.values() if each.kind in kinds]

    def last(self, key: Key, *kinds: type) -> Mark | None:
        """Return the last mark of these kinds about a record."""
        found = [each for each in self.of(*kinds) if each.about == key]
        return found[-1] if found else None


def _board(workshop: Workshop, key: Key) -> GroupId | None:
    # Of a redacted option the log does not name the round, and it may stand in several.
    return None if key[0] == "options" else board_of(workshop, *key)
