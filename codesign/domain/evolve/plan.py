"""What events of the implementation plan change in the state."""

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop


def evolve_plan(workshop: Workshop, recorded: Recorded, event: e.PlanEvent) -> None:
    """Apply an event of the implementation plan."""
    enter(workshop, recorded, event)
