"""Registers: what a document lists of the entries that a view may read, each with its source.

Needs and evidence (domain.md P4), the spend map (P5), assets (P6), journeys (P7),
equality (P18), risks (P19), the plan (P20) and barriers (P24) are each a register of
one kind of event. The count of a view is of the lines it may see, and of nothing
else: no sum tells what is hidden from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from codesign.domain.events import SpendLineRecorded, View
from codesign.domain.workshop import Entry, Said_co, Workshop
from codesign.methods.spend_count import Spend, SpendCount, count_spending
from codesign.projections.records.entries import entry_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine(Generic[Said_co]):
    """A line of a register: what it says, the event that brought it and that of its words."""

    id: str
    says: Said_co
    seq: int
    words_seq: int
    redacted: bool


def register(
    workshop: Workshop, said: type[Said_co], view: View
) -> tuple[RegisterLine[Said_co], ...]:
    """Return what stands of a kind of entry and the view may read, as it came."""
    return tuple(
        RegisterLine(
            id=key,
            says=each.says,
            seq=each.seq,
            words_seq=each.words_seq,
            redacted=each.redacted,
        )
        for key, each in _shown(workshop, said, view)
    )


def spend_count(workshop: Workshop, view: View) -> SpendCount:
    """Return the count of what is spent, of the lines a view may read."""
    shown = _shown(workshop, SpendLineRecorded, view)
    return count_spending([_spend(each.says) for _, each in shown])


def _shown(
    workshop: Workshop, said: type[Said_co], view: View
) -> Iterator[tuple[str, Entry[Said_co]]]:
    found = workshop.entries_of(said)
    return ((key, each) for key, each in found if each.stands and entry_shown(workshop, key, view))


def _spend(says: SpendLineRecorded) -> Spend:
    return Spend(
        organisation=says.organisation,
        financial_year=says.financial_year,
        gross=says.gross,
        income=says.income,
        parts=says.parts,
        whole=says.whole,
        funded_by=says.funded_by,
        service=says.service,
        area=says.area,
        cofog=says.cofog,
        intervention=says.intervention,
    )
