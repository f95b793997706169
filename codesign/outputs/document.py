"""One document model for every output: what is said, and which event each line comes from.

A document knows nothing of paper or pixels. The renderers (`formats` lists
them) number the sources in the order they are first met, and list them at the
end (`source_marks`).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

import msgspec

from codesign.domain.ids import GroupId

Tone = Literal["plain", "strong", "quiet"]
ColumnKind = Literal["words", "number", "bar", "money"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence, and the version of the record it comes from."""

    text: str
    source: int | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something nobody recorded, and where it is entered.

    `to` is the page for it, from the address of the workshop on; None where there is none.
    """

    where: str
    what: str = "Not recorded in this workshop"
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line | Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a list, and lines below it."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list in no order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; of `bar` columns the numbers are also drawn.

    `money` is in minor units (hundredths) of `currency`, an ISO 4217 code.
    """

    name: str
    kind: ColumnKind = "words"
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row; a number that may not be shown is None."""

    cells: tuple[str | int | None, ...]
    source: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns; `note` stands below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A name and what is known under it."""

    name: str
    lines: tuple[Line | Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts one below the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under a heading, with sections of their own."""

    heading: str
    blocks: tuple["Block", ...]


Block = Paragraph | Bullets | Table | Facts | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number worth seeing at once."""

    number: int
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An event that lines come from: its time (ms UTC), and what it was, in words.

    `group` is the group on whose board it happened, None for everybody's.
    """

    seq: int
    at: int
    what: str
    group: GroupId | None = None

    @property
    def moment(self) -> str:
        """Where the recording shows it, from the address of the workshop on."""
        board = "" if self.group is None else f"?group={self.group}"
        return f"/replay{board}#at={self.seq}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document, made from one version of the record.

    `sources` holds every event that a line names, in the order of the lines.
    `version` and `at` (ms UTC) are those of the record; `made_for` says in
    words whose view of it this is. `watermark` says what it must not be taken
    for, empty for the record of a workshop.
    """

    kind: str
    title: str
    lead: Line | None
    figures: tuple[Figure, ...]
    facts: Facts
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    version: int
    at: int
    made_for: str
    timezone: str
    language: str
    one_page: bool
    watermark: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the contents, in hexadecimal; the same in whatever format they are printed."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def sources_of(lead: Line | None, facts: Facts, sections: Iterable[Section]) -> tuple[int, ...]:
    """Return the events that the lines of a document come from, in order, each once."""
    blocks: tuple[Block, ...] = (facts, *sections)
    found = [None if lead is None else lead.source]
    found += [source for block in blocks for source in _of_block(block)]
    return tuple(dict.fromkeys(each for each in found if each is not None))


def sentences(lines: Iterable[Line | Missing]) -> Iterator[tuple[Line | Missing, ...]]:
    """Yield what stands together on a line: what is missing runs on from the line before it."""
    waiting: tuple[Line, ...] = ()
    for each in lines:
        if isinstance(each, Missing):
            yield (*waiting, each)
            waiting = ()
        else:
            if waiting:
                yield waiting
            waiting = (each,)
    if waiting:
        yield waiting


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """Yield the tables among blocks and in the sections among them, in their order."""
    for each in blocks:
        if isinstance(each, Table):
            yield each
        elif isinstance(each, Section):
            yield from tables_of(each.blocks)


def _of_block(block: Block) -> Iterator[int | None]:
    match block:
        case Section():
            for each in block.blocks:
                yield from _of_block(each)
        case Table():
            yield from (row.source for row in block.rows)
        case _:
            yield from (line.source for line in _lines(block) if isinstance(line, Line))


def _lines(block: Paragraph | Bullets | Facts) -> Iterator[Line | Missing]:
    match block:
        case Paragraph():
            yield from block.lines
        case Bullets():
            for item in block.items:
                yield from (item.line, *item.below)
        case Facts():
            for fact in block.facts:
                yield from fact.lines
        case _:
            assert_never(block)
