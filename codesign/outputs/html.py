"""A document as one complete HTML page: to read, to print on A4, to keep as a file.

It needs nothing beside it: no script, no font, no picture. Each source mark
is a number that opens the replay at the event its line comes from; the list
of sources at the end gives each number its time and what happened. The same
document gives the same bytes.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from typing import Final, assert_never

from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
    sentences,
)
from codesign.outputs.figures import most, narrowest, told
from codesign.outputs.html_style import STYLE
from codesign.outputs.printable import heading, printable
from codesign.outputs.source_marks import EXPLAINED, HEADING, Listed, SourceMarks

# What a content security policy must allow for the page to look as it should.
STYLE_HASH: Final = f"sha256-{b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}"
_DEEPEST_HEADING: Final = 6
# With more, a phone has no room to draw the bars beside the figures.
_FEW_COLUMNS: Final = 3
# With more still, a table is pushed along in a box of its own, and the page stays where it is.
_MOST_COLUMNS: Final = 4
# So are columns of words that would be broken on the narrowest phone.
_PHONE_CHARS: Final = 42
# A longer last word must be let break, or it would be wider than a phone.
_KEPT_CHARS: Final = 24


def page(document: Document, base: str) -> str:
    """Return the page.

    Args:
        document: what to show.
        base: the address of the workshop, `/w/{id}` or with the host before
            it, without a slash at the end.
    """
    return "".join(_Page(document, base).parts())


def sections(document: Document, base: str, which: Iterable[Section]) -> str:
    """Return some sections of a document, to stand in a page that has a style of its own."""
    drawn = _Page(document, base)
    return "".join(part for each in which for part in drawn.section(each, level=2))


class _Page:
    def __init__(self, document: Document, base: str) -> None:
        self._document = document
        self._marks = SourceMarks(document, base)

    def parts(self) -> Iterator[str]:
        document = self._document
        title = f"{document.title}: {document.kind.lower()}"
        yield "<!doctype html>\n"
        yield f'<html lang="{_escaped(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f"<title>{_escaped(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        yield "<body>\n<main>\n"
        yield from self._head()
        yield f'<div class="{"dense" if document.one_page else "body"}">\n'
        for section in document.sections:
            yield from self.section(section, level=2)
        yield "</div>\n"
        yield from self._end()
        yield "</main>\n</body>\n</html>\n"

    def _head(self) -> Iterator[str]:
        document = self._document
        if document.watermark:
            yield f'<p class="watermark">{_escaped(document.watermark)}</p>\n'
        yield f'<header>\n<p class="kind">{_escaped(document.kind)}</p>\n'
        yield f"<h1>{_escaped(heading(document.title))}</h1>\n"
        if document.lead is not None:
            yield f'<p class="lead">{self._line(document.lead)}</p>\n'
        if document.figures:
            yield f'<ul class="figures">{"".join(map(_figure, document.figures))}</ul>\n'
        yield from self._block(document.facts, level=1)
        yield "</header>\n"

    def _fact(self, fact: Fact) -> str:
        lines = "".join(f"<dd>{each}</dd>" for each in self._sentences(fact.lines))
        return f"<div><dt>{_escaped(fact.name)}</dt>{lines}</div>\n"

    def section(self, section: Section, level: int) -> Iterator[str]:
        tag = f"h{min(level, _DEEPEST_HEADING)}"
        yield f"<section>\n<{tag}>{_escaped(heading(section.heading))}</{tag}>\n"
        for block in section.blocks:
            yield from self._block(block, level)
        yield "</section>\n"

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from (f"<p>{each}</p>\n" for each in self._sentences(block.lines))
            case Bullets():
                yield f"<ul>\n{''.join(map(self._item, block.items))}</ul>\n"
            case Table():
                yield from self._table(block)
            case Facts():
                yield f'<dl class="facts">\n{"".join(map(self._fact, block.facts))}</dl>\n'
            case Section():
                yield from self.section(block, level + 1)
            case _:
                assert_never(block)

    def _item(self, item: Item) -> str:
        below = "".join(f"<li>{self._line(each)}</li>" for each in item.below)
        nested = f"<ul>{below}</ul>" if below else ""
        return f"<li>{self._line(item.line)}{nested}</li>\n"

    def _table(self, table: Table) -> Iterator[str]:
        highest = [most(table, place) for place in range(len(table.columns))]
        wide = len(table.columns) > _MOST_COLUMNS or narrowest(table) > _PHONE_CHARS
        caption = _escaped(table.caption)
        if wide:
            yield f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">\n'
        yield f"<table{_look(table)}>\n<caption>{caption}</caption>\n<thead><tr>"
        yield "".join(map(_column, table.columns))
        yield "</tr></thead>\n<tbody>\n"
        yield from (self._row(table, each, highest) for each in table.rows)
        yield "</tbody>\n</table>\n"
        if wide:
            yield "</div>\n"
        if table.note:
            yield f'<p class="note">{_escaped(table.note)}</p>\n'

    def _row(self, table: Table, row: Row, highest: list[int]) -> str:
        first, *others = row.cells
        cells = "".join(
            _cell(column, value, highest[place], many=len(table.columns) > _FEW_COLUMNS)
            for place, (column, value) in enumerate(
                zip(table.columns[1:], others, strict=True), start=1
            )
        )
        named = self._marked(told(table.columns[0], first), row.source)
        return f'<tr><th scope="row">{named}</th>{cells}</tr>\n'

    def _sentences(self, lines: Iterable[Line | Missing]) -> Iterator[str]:
        for together in sentences(lines):
            yield " ".join(
                _missing(each) if isinstance(each, Missing) else self._line(each)
                for each in together
            )

    def _line(self, line: Line) -> str:
        text = self._marked(line.text, line.source)
        match line.tone:
            case "plain":
                return text
            case "strong":
                return f"<strong>{text}</strong>"
            case "quiet":
                return f'<span class="quiet">{text}</span>'
            case _:
                assert_never(line.tone)

    def _marked(self, text: str, source: int | None) -> str:
        """Return the text with its mark, which stays on the line of the last word."""
        if source is None:
            return _words(text)
        head, space, last = text.rpartition(" ")
        if len(last) > _KEPT_CHARS:
            return _words(text) + self._mark(source)
        return f'{_words(head)}{space}<span class="kept">{_words(last)}{self._mark(source)}</span>'

    def _mark(self, seq: int) -> str:
        said = _escaped(self._marks.told(seq))
        return (
            f'<a class="source-mark" href="{_escaped(self._marks.address(seq))}"'
            f' aria-label="{said}" title="{said}">{self._marks.number(seq)}</a>'
        )

    def _end(self) -> Iterator[str]:
        if self._document.sources:
            yield f'<section class="sources">\n<h2>{HEADING}</h2>\n<p>{EXPLAINED}</p>\n<ol>\n'
            yield from map(_listed, self._marks.listed())
            yield "</ol>\n</section>\n"
        yield f"<footer>\n<p>{_escaped(self._marks.made_from())}</p>\n</footer>\n"


def _escaped(text: str) -> str:
    return escape(printable(text))


def _listed(source: Listed) -> str:
    return (
        f'<li><a href="{_escaped(source.address)}">{source.when}</a> {_escaped(source.what)}'
        f' <span class="version">version {source.seq}</span></li>\n'
    )


def _words(text: str) -> str:
    return _escaped(text).replace("\n", "<br>")


def _figure(figure: Figure) -> str:
    return f"<li><b>{figure.number:,}</b> {_escaped(figure.of)}</li>"


def _missing(missing: Missing) -> str:
    what, where = _escaped(missing.what), _escaped(missing.where)
    return f'<span class="missing">{what}</span> <span class="where">To add it, {where}.</span>'


def _column(column: Column) -> str:
    kind = {"words": "", "bar": ' class="bar"'}.get(column.kind, ' class="number"')
    return f'<th scope="col"{kind}>{_escaped(column.name)}</th>'


def _look(table: Table) -> str:
    words = (word for row in table.rows for each in row.cells for word in str(each).split())
    looks = (
        ("many", len(table.columns) > _FEW_COLUMNS),
        ("loose", any(len(each) > _KEPT_CHARS for each in words)),
    )
    which = " ".join(name for name, is_so in looks if is_so)
    return f' class="{which}"' if which else ""


def _cell(column: Column, value: str | int | None, highest: int, *, many: bool) -> str:
    if column.kind != "bar" or not isinstance(value, int):
        kind = "" if column.kind == "words" else ' class="number"'
        # Where a narrow screen sets cells below each other, each says what it is.
        name = f' data-name="{_escaped(column.name)}"' if many else ""
        return f"<td{kind}{name}>{_escaped(told(column, value))}</td>"
    # Attributes of a drawing, not styles: a strict policy lets them through.
    width = 100 * value // highest if highest else 0
    drawn = (
        f'<svg class="bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">'
        f'<rect class="track" width="100" height="10"/><rect width="{width}" height="10"/></svg>'
    )
    return f'<td class="bar"><span class="number">{value:,}</span>{drawn}</td>'
