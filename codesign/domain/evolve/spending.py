"""What events of following the money change in the state."""

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop


def evolve_spending(workshop: Workshop, recorded: Recorded, event: e.SpendingEvent) -> None:
    """Apply an event of following the money."""
    enter(workshop, recorded, event)
