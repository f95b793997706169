"""Which records an event of the workshop itself may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import WORKSHOP, Key


def touched_workshop(workshop: Workshop, event: e.WorkshopEvent) -> Iterable[Key]:  # noqa: ARG001 - as all its kind; one case a kind of event
    """Return the keys of the records an event of the workshop itself may have changed."""
    match event:
        case e.AccessNeedTold() | e.AccessNeedDeleted():
            # On no board: told to single people (mine.py).
            return []
        case (
            e.WorkshopCreated()
            | e.WorkshopRetitled()
            | e.ShapeChanged()
            | e.PlaceNamed()
            | e.LeadNamed()
            | e.SensitivityMarked()
            | e.JoinCodeIssued()
            | e.RecordingPublished()
            | e.RecordingUnpublished()
            | e.WorkshopClosed()
            | e.WorkshopReopened()
            | e.AncestorNamed()
        ):
            return [WORKSHOP]
        case e.SessionPlanned() | e.SessionCancelled():
            return [("sessions", event.session)]
        case _:
            assert_never(event)
