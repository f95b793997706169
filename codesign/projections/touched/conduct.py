"""Which records an event of how the room is run may have changed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import SPOTLIGHT, WORKSHOP, Key


def touched_conduct(workshop: Workshop, event: e.ConductEvent) -> Iterable[Key]:
    """Return the keys of the records an event of how the room is run may have changed."""
    match event:
        case (
            e.HandRaised()
            | e.HandLowered()
            | e.ReportMade()
            | e.ReportMarked()
            | e.NoteWritten()
            | e.NoteWithdrawn()
        ):
            # On no board: told to single people (mine.py).
            return []
        case e.SpotlightTurned():
            return [SPOTLIGHT]
        case e.MomentAnnotated() | e.AnnotationWithdrawn():
            return [("annotations", event.annotation)]
        case (
            e.RoomPaused()
            | e.DoorChanged()
            | e.IntakeChanged()
            | e.DisplayCodeIssued()
            | e.DisplayCodeWithdrawn()
            | e.DisplayDirected()
            | e.PracticeBegun()
            | e.PracticeThrownAway()
        ):
            return [WORKSHOP]
        case e.RoomResumed():
            return timed(workshop)
        case _:
            assert_never(event)


def timed(workshop: Workshop) -> Iterator[Key]:
    """Yield whatever may have a timer."""
    yield WORKSHOP
    yield from (("stages", each) for each in workshop.stages)
    yield from (("breakouts", each) for each in workshop.breakouts)
    yield from (("groups", each) for each in workshop.groups)
