"""Which records an event of agreement may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key


def touched_agreements(workshop: Workshop, event: e.AgreementsEvent) -> Iterable[Key]:
    """Return the keys of the records an event of agreement may have changed."""
    match event:
        case e.AgreementTermsSet():
            # What is a yes may have changed, for every position.
            said = (each for each in workshop.positions.values() if each.redesign == event.redesign)
            return [("agreements", event.redesign), *(("positions", each.id) for each in said)]
        case e.RoomVoteNamed() | e.RedesignAgreed() | e.AgreementSetAside():
            return [("agreements", event.redesign)]
        case e.PositionTaken():
            before = (
                each.id
                for each in workshop.positions.values()
                if each.replaced_by == event.position
            )
            return [
                ("agreements", event.redesign),
                ("positions", event.position),
                *(("positions", each) for each in before),
            ]
        case e.PositionWithdrawn():
            redesign = workshop.positions[event.position].redesign
            return [("agreements", redesign), ("positions", event.position)]
        case e.ConditionSet() | e.ConditionMarked():
            return [("conditions", event.condition)]
        case e.FormalDecisionRecorded() | e.FormalDecisionWithdrawn():
            return [("formal_decisions", event.formal_decision)]
        case _:
            assert_never(event)
