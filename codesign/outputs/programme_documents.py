"""The documents of a programme: sections in its order, each printing what is on record.

What is complete is told by the same writers that print: a section is filled when
each of its contents printed something.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codesign.outputs.contents import HEADINGS, WRITERS, Written
from codesign.outputs.document import (
    Block,
    Document,
    Fact,
    Facts,
    Line,
    Missing,
    Paragraph,
    Section,
)
from codesign.outputs.making import document
from codesign.programmes.programme import Content, DocumentPlan, Programme, SectionPlan
from codesign.projections.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A content that nothing is recorded for, by its heading, and where it is entered."""

    heading: str
    missing: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """How far a section is: filled when it has no gaps, empty when it has nothing else."""

    heading: str
    gaps: tuple[Gap, ...]
    empty: bool

    @property
    def filled(self) -> bool:
        """Whether everything it prints is recorded."""
        return not self.gaps


class ProgrammeDocuments:
    """The documents of one programme, written from one reading; each content is written once.

    Args:
        reading: what may be read.
        programme: which documents.
    """

    def __init__(self, reading: Reading, programme: Programme) -> None:
        self._reading = reading
        self._programme = programme
        self._written: dict[Content, Written] = {}

    def document(self, name: str) -> Document:
        """Return a document of the programme, by its name."""
        plan = self._programme.documents[name]
        record = self._reading.workshop
        question = record["question"]
        seq = self._reading.titled_seq
        return document(
            self._reading,
            kind=plan.title,
            title=record["title"],
            lead=Line(text=question, source=seq) if question else None,
            figures=(),
            facts=Facts(facts=tuple(self._facts(plan))),
            sections=tuple(self._sections(plan)),
        )

    def state(self, name: str) -> tuple[SectionState, ...]:
        """Return how far each section of a document is."""
        return tuple(map(self._state, self._programme.documents[name].sections))

    def _facts(self, plan: DocumentPlan) -> Iterator[Fact]:
        years = f", {self._programme.years}" if self._programme.years else ""
        told = f"{self._programme.title}{years}"
        if self._programme.years:
            told = f"In the format of {told}; the programme has ended"
        yield Fact(name="Programme", lines=(Line(text=f"{told}."),))
        states = [self._state(each) for each in plan.sections]
        filled = sum(each.filled for each in states)
        some = sum(not each.filled and not each.empty for each in states)
        text = f"{filled} of {len(states)} sections are filled from the record"
        text += f", {some} in part." if some else "."
        yield Fact(name="How complete", lines=(Line(text=text),))

    def _sections(self, plan: DocumentPlan) -> Iterator[Section]:
        for number, each in enumerate(plan.sections, 1):
            blocks = tuple(self._blocks(each))
            yield Section(heading=f"{number}. {each.heading}", blocks=blocks)

    def _blocks(self, plan: SectionPlan) -> Iterator[Block]:
        for content in plan.prints:
            blocks = _printed(self._content(content))
            if len(plan.prints) == 1:
                yield from blocks
            else:
                yield Section(heading=HEADINGS[content], blocks=blocks)

    def _state(self, plan: SectionPlan) -> SectionState:
        found = {each: self._content(each) for each in plan.prints}
        gaps = tuple(_gaps(found))
        return SectionState(heading=plan.heading, gaps=gaps, empty=len(gaps) == len(found))

    def _content(self, content: Content) -> Written:
        if content not in self._written:
            self._written[content] = WRITERS[content](self._reading)
        return self._written[content]


def _printed(written: Written) -> tuple[Block, ...]:
    return (Paragraph(lines=(written,)),) if isinstance(written, Missing) else written


def _gaps(found: Mapping[Content, Written]) -> Iterator[Gap]:
    for content, written in found.items():
        if isinstance(written, Missing):
            yield Gap(heading=HEADINGS[content], missing=written)
