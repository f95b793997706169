"""Which records an event of a published document may have changed."""

from collections.abc import Iterable

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key


def touched_publishing(_workshop: Workshop, event: e.PublishingEvent) -> Iterable[Key]:
    """Return the keys of the records an event of a published document may have changed."""
    return [("outputs", event.output)]
