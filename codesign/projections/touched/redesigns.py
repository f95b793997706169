"""Which records an event of redesigns, suggested changes or worries may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import Key
from codesign.projections.records.redesigns import version_key


def touched_redesigns(workshop: Workshop, event: e.RedesignsEvent) -> Iterable[Key]:
    """Return the keys of the records an event of redesigns may have changed."""
    match event:
        case e.RedesignDrafted():
            return [
                ("redesigns", event.redesign),
                ("redesign_versions", version_key(event.redesign, 1)),
                ("agreements", event.redesign),
            ]
        case e.RedesignRevised():
            return [
                ("redesigns", event.redesign),
                ("redesign_versions", version_key(event.redesign, event.version)),
                ("agreements", event.redesign),
            ]
        case e.RedesignWithdrawn() | e.RedesignRestored():
            return [("redesigns", event.redesign), ("agreements", event.redesign)]
        case (
            e.AmendmentProposed()
            | e.AmendmentRebased()
            | e.AmendmentResolved()
            | e.AmendmentReopened()
        ):
            return [("amendments", event.amendment)]
        case e.ObjectionRaised() | e.ObjectionResolved() | e.ObjectionReopened():
            redesign = workshop.objections[event.objection].redesign
            return [("objections", event.objection), ("agreements", redesign)]
        case _:
            assert_never(event)
