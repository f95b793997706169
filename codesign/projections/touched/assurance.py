"""Which records an event of assurance may have changed."""

from collections.abc import Iterable

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key


def touched_assurance(_workshop: Workshop, event: e.AssuranceEvent) -> Iterable[Key]:
    """Return the keys of the records an event of assurance may have changed."""
    return [("equality_impacts", event.equality_impact), ("agreements", event.redesign)]
