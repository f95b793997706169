"""What events of needs, and of how things are now, change in the state."""

from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.evolve.replacing import replace_idea
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop


def evolve_needs(workshop: Workshop, recorded: Recorded, event: e.NeedsEvent) -> None:
    """Apply an event of needs, or of how things are now."""
    match event:
        case (
            e.NeedStated()
            | e.EvidenceAdded()
            | e.PersonaDescribed()
            | e.JourneyStepMapped()
            | e.AssetMapped()
            | e.BarrierRaised()
        ):
            enter(workshop, recorded, event)
        case e.NeedsAnswered():
            replace_idea(workshop, event.idea, needs=event.needs)
        case _:
            assert_never(event)
