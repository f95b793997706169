"""What the room display is told beside the public board: how to join, and what it was told to show.

It travels as what is mine does. The join code is on the wall of the hall and on
no public board, which strangers may watch; of raised hands it tells how many.
"""

from collections.abc import Iterator
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import NOBODY
from codesign.domain.workshop import Workshop
from codesign.projections.ops import MineOp, Op, Record

COLLECTIONS: Final = ("display",)

_CHANGING: Final = (
    e.JoinCodeIssued,
    e.DoorChanged,
    e.DisplayDirected,
    e.HandRaised,
    e.HandLowered,
    e.ParticipantLeft,
    e.ParticipantReturned,
    e.ParticipantRemoved,
    e.ParticipantReadmitted,
    e.AdmissionWithdrawn,
    e.ParticipantAdmitted,
    e.ParticipantErased,
)


def display(workshop: Workshop) -> Op:
    """Return all that is told to the room display alone."""
    hands = sum(each.hand_at > 0 and each.here for each in workshop.participants.values())
    record: Record = {
        "join_code": workshop.join_code,
        "door": workshop.door,
        "shows": workshop.display_shows,
        "hall": workshop.hall,
        "hands": hands,
    }
    return ("put", "display", "display", record)


def display_changes(workshop: Workshop, event: e.Event) -> Iterator[MineOp]:
    """Return what the event, already evolved, changed of it."""
    if isinstance(event, _CHANGING):
        yield NOBODY, display(workshop)
