"""What events of the workshop itself change in the state."""

from typing import assert_never

from codesign.domain import events as e
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import AccessNeed, Ancestor, Session, Workshop


def evolve_workshop(workshop: Workshop, recorded: Recorded, event: e.WorkshopEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of the workshop itself."""
    match event:
        case e.WorkshopCreated():
            _create(workshop, recorded, event)
        case e.WorkshopRetitled():
            workshop.title, workshop.question = event.title, event.question
        case e.ShapeChanged():
            workshop.shape = event.shape
        case e.JoinCodeIssued():
            workshop.join_code = event.code
        case e.SessionPlanned():
            workshop.sessions[event.session] = Session(
                id=event.session,
                title=event.title,
                starts_at=event.starts_at,
                ends_at=event.ends_at,
                venue=event.venue,
                call_link=event.call_link,
            )
        case e.SessionCancelled():
            workshop.sessions.pop(event.session, None)
        case e.PlaceNamed():
            workshop.place, workshop.area = event.place, event.area
        case e.LeadNamed():
            workshop.lead = event.organisation
        case e.SensitivityMarked():
            workshop.sensitive = event.sensitive
        case e.AccessNeedTold():
            workshop.access_needs_told.add(event.need)
            workshop.access_needs[event.need] = AccessNeed(
                id=event.need,
                by=recorded.by,
                name=event.name,
                text=event.text,
                at=recorded.at,
            )
        case e.AccessNeedDeleted():
            workshop.access_needs.pop(event.need, None)
        case e.RecordingPublished():
            workshop.published = True
        case e.RecordingUnpublished():
            workshop.published = False
        case e.AncestorNamed():
            workshop.ancestor = Ancestor(
                workshop=event.workshop,
                version=event.version,
                redesign=event.redesign,
                redesign_version=event.redesign_version,
                hash=event.hash,
            )
        case e.WorkshopClosed():
            workshop.closed = True
        case e.WorkshopReopened():
            workshop.closed = False
        case _:
            assert_never(event)


def _create(workshop: Workshop, recorded: Recorded, event: e.WorkshopCreated) -> None:
    workshop.title, workshop.question = event.title, event.question
    workshop.shape, workshop.sensitive = event.shape, event.sensitive
    workshop.timezone, workshop.language = event.timezone, event.language
    workshop.created_at, workshop.created_in = recorded.at, recorded.id
