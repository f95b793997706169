"""What events of the risk register change in the state."""

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop


def evolve_risks(workshop: Workshop, recorded: Recorded, event: e.RisksEvent) -> None:
    """Apply an event of the risk register."""
    enter(workshop, recorded, event)
