"""What events of pledges change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.entries import enter
from codesign.domain.ids import PledgeId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Confirmation, Workshop


def evolve_pledges(workshop: Workshop, recorded: Recorded, event: e.PledgesEvent) -> None:
    """Apply an event of pledges."""
    match event:
        case e.PledgeMade():
            enter(workshop, recorded, event)
            workshop.confirmations.pop(event.pledge, None)
        case e.PledgeConfirmed():
            workshop.confirmations[event.pledge] = Confirmation(
                authority=event.authority, on=event.on, seq=recorded.seq
            )
        case e.PledgeUnconfirmed():
            workshop.confirmations.pop(event.pledge, None)
        case _:
            assert_never(event)


def redact_authority(workshop: Workshop, pledge: PledgeId) -> None:
    """Leave empty by whose authority a pledge holds; that it holds stays."""
    found = workshop.confirmations.get(pledge)
    if found is not None:
        workshop.confirmations[pledge] = replace(found, authority="")
