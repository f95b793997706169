"""Which records an event of entries, or of a topic of them, may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import KINDS, Workshop
from codesign.projections.keys import Key, entry_and_links, idea_and_options


def touched_entries(workshop: Workshop, event: e.EntriesEvent) -> Iterable[Key]:
    """Return the keys of the records an event of entries may have changed."""
    match event:
        case e.EntryWithdrawn() | e.EntryRestored():
            stage = workshop.entries[event.id].says.stage
            return [*entry_and_links(workshop, event.id), ("stages", stage)]
        case _:
            assert_never(event)


def touched_entry(
    workshop: Workshop, event: e.SpendingEvent | e.PlanEvent | e.RisksEvent
) -> Iterable[Key]:
    """Return the keys of the records that an event which says an entry may have changed."""
    return entry_and_links(workshop, getattr(event, KINDS[type(event)]))


def touched_needs(workshop: Workshop, event: e.NeedsEvent) -> Iterable[Key]:
    """Return the keys of the records an event of needs may have changed."""
    match event:
        case (
            e.NeedStated()
            | e.EvidenceAdded()
            | e.PersonaDescribed()
            | e.JourneyStepMapped()
            | e.AssetMapped()
            | e.BarrierRaised()
        ):
            key = getattr(event, KINDS[type(event)])
            return [*entry_and_links(workshop, key), ("stages", event.stage)]
        case e.NeedsAnswered():
            return idea_and_options(workshop, event.idea)
        case _:
            assert_never(event)
