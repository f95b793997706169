"""Putting a document together: its sources, and what it was made from."""

from typing import Final

from codesign.domain.events import View
from codesign.outputs.document import (
    Document,
    Facts,
    Figure,
    Line,
    Section,
    Source,
    sources_of,
)
from codesign.outputs.happenings import HAPPENINGS
from codesign.programmes.example import WORKSHOP
from codesign.projections.reading import Reading

_MADE_FOR: Final[dict[View, str]] = {
    "facilitator": "the people who run the workshop",
    "partner": "partners of the workshop",
    "participant": "participants of the workshop",
    "public": "everybody",
}
# What a document must not be taken for; what stands before the colon is drawn across the page.
_PRACTICE: Final = "Practice: it was tried out, and nobody decided it."
_MADE_UP: Final = {WORKSHOP: "Illustrative: its people, its places and its figures are made up."}


def document(  # noqa: PLR0913, PLR0917 - a document's parts
    reading: Reading,
    kind: str,
    title: str,
    lead: Line | None,
    figures: tuple[Figure, ...],
    facts: Facts,
    sections: tuple[Section, ...],
    *,
    one_page: bool = False,
) -> Document:
    """Return the document of these parts, with its sources listed."""
    return Document(
        # Nobody may take what was tried out for what was decided.
        kind=f"Practice, not a record: {kind}" if reading.workshop["practice"] else kind,
        title=title,
        lead=lead,
        figures=figures,
        facts=facts,
        sections=sections,
        sources=tuple(_source(reading, seq) for seq in sources_of(lead, facts, sections)),
        version=reading.seq,
        at=reading.at,
        made_for=_MADE_FOR[reading.view],
        timezone=reading.workshop["timezone"],
        language=reading.workshop["language"],
        one_page=one_page,
        watermark=watermark(reading),
    )


def watermark(reading: Reading) -> str:
    """Return what a document of this workshop must not be taken for, empty for a record."""
    if reading.workshop["practice"]:
        return _PRACTICE
    return _MADE_UP.get(reading.workshop_id, "")


def _source(reading: Reading, seq: int) -> Source:
    mark = reading.marks.at(seq)
    return Source(seq=seq, at=mark.at, what=HAPPENINGS[mark.kind], group=mark.group)
