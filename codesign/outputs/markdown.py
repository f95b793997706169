"""A document as plain text in Markdown: to paste into an e-mail or a report.

Words people wrote cannot become markup: what would, is escaped. The same
document gives the same text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, assert_never

from codesign.outputs.document import (
    Bullets,
    Document,
    Facts,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
)
from codesign.outputs.figures import told
from codesign.outputs.printable import one_line
from codesign.outputs.source_marks import HEADING, SourceMarks

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~])")
_ESCAPED: Final = r"\\\1"
# What makes a heading, a list or a rule only at the beginning of a line.
_OPENING: Final = re.compile(r"^(\s*\d*)((?<!\d)[#+=-]|(?<=\d)[.)])", re.ASCII)


def text(document: Document, base: str) -> str:
    """Return the text.

    Args:
        document: what to say.
        base: the address of the workshop with its host, so that the numbers
            still open the recording from an e-mail.
    """
    return "\n".join(_Text(document, base).lines()).rstrip() + "\n"


class _Text:
    def __init__(self, document: Document, base: str) -> None:
        self._document = document
        self._marks = SourceMarks(document, base)

    def lines(self) -> Iterator[str]:
        document = self._document
        yield from (f"# {_plain(document.title)}", "", f"{document.kind}.", "")
        if document.watermark:
            yield from (f"**{_plain(document.watermark)}**", "")
        if document.lead is not None:
            yield from (self._line(document.lead), "")
        if document.figures:
            told = (f"**{each.number:,}** {each.of}" for each in document.figures)
            yield from (" · ".join(told), "")
        yield from self._block(document.facts)
        for section in document.sections:
            yield from self._section(section, "##")
        yield from self._end()

    def _section(self, section: Section, heading: str) -> Iterator[str]:
        # In a heading a number with a full stop makes no list.
        yield from (f"{heading} {_MARKUP.sub(_ESCAPED, one_line(section.heading))}", "")
        for each in section.blocks:
            if isinstance(each, Section):
                yield from self._section(each, f"{heading}#")
            else:
                yield from self._block(each)

    def _block(self, block: Paragraph | Bullets | Table | Facts) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self._sentences(block.lines)
            case Bullets():
                for item in block.items:
                    yield from self._item(item)
            case Table():
                yield from self._table(block)
            case Facts():
                for fact in block.facts:
                    told = " ".join(self._sentences(fact.lines))
                    yield f"- **{_plain(fact.name)}:** {told}"
            case _:
                assert_never(block)
        yield ""

    def _sentences(self, lines: Iterable[Line | Missing]) -> Iterator[str]:
        for each in lines:
            if isinstance(each, Missing):
                yield f"_{each.what}._"
            else:
                yield self._line(each)

    def _item(self, item: Item) -> Iterator[str]:
        yield f"- {self._line(item.line)}"
        yield from (f"  - {self._line(each)}" for each in item.below)

    def _table(self, table: Table) -> Iterator[str]:
        if not self._document.one_page:
            yield from (f"**{_plain(table.caption)}**", "")
        names = (_plain(each.name) for each in table.columns)
        rules = ("---" if each.kind == "words" else "---:" for each in table.columns)
        yield f"| {' | '.join(names)} |"
        yield f"| {' | '.join(rules)} |"
        yield from (self._row(table, each) for each in table.rows)
        if table.note:
            yield from ("", _plain(table.note))

    def _row(self, table: Table, row: Row) -> str:
        first, *others = (
            _plain(told(column, each))
            for column, each in zip(table.columns, row.cells, strict=True)
        )
        return f"| {' | '.join((first + self._mark(row.source), *others))} |"

    def _line(self, line: Line) -> str:
        words = _plain(line.text)
        strong = f"**{words}**" if line.tone == "strong" else words
        return strong + self._mark(line.source)

    def _mark(self, source: int | None) -> str:
        return "" if source is None else f" [{self._marks.number(source)}]"

    def _end(self) -> Iterator[str]:
        if self._document.sources:
            yield from (f"## {HEADING}", "")
            for each in self._marks.listed():
                yield f"{each.number}. {each.when}: {each.what}. <{each.address}>"
            yield ""
        yield self._marks.made_from()


def _plain(words: str) -> str:
    """Return somebody's words on one line, without any markup of theirs."""
    line = _MARKUP.sub(_ESCAPED, one_line(words))
    return _OPENING.sub(r"\1\\\2", line)
