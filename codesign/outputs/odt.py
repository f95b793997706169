"""A document as an OpenDocument text (ODF 1.3), to go on writing in.

It is written by hand: the format is plain XML in a zip archive, and every
library we tried leaves something a validator objects to. Headings are headings,
tables have header rows, the language and the title are set, so that it is as
accessible as it leaves us; the look is all in named styles (`odt_styles`).
"""

from collections.abc import Iterable, Iterator
from typing import Final, assert_never
from xml.sax.saxutils import escape, quoteattr

from codesign.outputs.archive import archive
from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
    sentences,
    tables_of,
)
from codesign.outputs.figures import shares, told
from codesign.outputs.odt_styles import NAMESPACES, VERSION, automatic_styles, styles
from codesign.outputs.printable import heading, one_line, printable
from codesign.outputs.source_marks import EXPLAINED, HEADING, Listed, SourceMarks

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DEEPEST_HEADING: Final = 6
_ROW: Final = '<table:table-row table:style-name="Row">'
_MANIFEST: Final = (
    f'{_DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
    f'manifest:1.0" manifest:version="{VERSION}">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="{VERSION}"'
    f' manifest:media-type="{MEDIA_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{each}.xml" manifest:media-type="text/xml"/>'
        for each in ("content", "styles", "meta")
    )
    + "</manifest:manifest>\n"
)


def file(document: Document, base: str) -> bytes:
    """Return the file.

    Args:
        document: what to write.
        base: the address of the workshop with its host, so that the marks
            still open the recording from a file.
    """
    files = {
        "mimetype": MEDIA_TYPE,
        "content.xml": "".join(_Text(document, base).parts()),
        "styles.xml": styles(document.language, one_line(document.title), _words(document.kind)),
        "meta.xml": _meta(document),
        "META-INF/manifest.xml": _MANIFEST,
    }
    encoded = {path: content.encode() for path, content in files.items()}
    # Stored and first, so that the kind of file can be read off its beginning.
    return archive(encoded, stored=frozenset({"mimetype"}))


class _Text:
    def __init__(self, document: Document, base: str) -> None:
        self._document = document
        self._marks = SourceMarks(document, base)
        self._tables = 0

    def parts(self) -> Iterator[str]:
        yield f'{_DECLARATION}<office:document-content {NAMESPACES} office:version="{VERSION}">'
        yield f"{automatic_styles(self._widths())}<office:body><office:text>"
        yield from self._head()
        for section in self._document.sections:
            yield from self._section(section, level=2)
        yield from self._end()
        yield "</office:text></office:body></office:document-content>\n"

    def _widths(self) -> set[int]:
        return {
            each
            for table in tables_of(self._document.sections)
            for each in shares(table, bars=False)
        }

    def _head(self) -> Iterator[str]:
        document = self._document
        if document.watermark:
            yield _paragraph("Watermark", _words(document.watermark))
        yield _paragraph("Kind", _words(document.kind))
        yield _heading(1, document.title)
        if document.lead is not None:
            yield _paragraph("Lead", self._line(document.lead))
        if document.figures:
            told = (f"{each.number:,}\xa0{each.of}" for each in document.figures)
            yield _paragraph("Figures", _words(" · ".join(told)))
        yield from self._block(document.facts, level=1)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield _heading(level, section.heading)
        for each in section.blocks:
            yield from self._block(each, level)

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self._sentences("Text_20_body", block.lines)
            case Bullets():
                yield '<text:list text:style-name="Bullets">'
                yield from map(self._item, block.items)
                yield "</text:list>"
            case Table():
                yield from self._table(block)
            case Facts():
                for fact in block.facts:
                    yield _paragraph("Fact", _words(fact.name))
                    yield from self._sentences("Known", fact.lines)
            case Section():
                yield from self._section(block, level + 1)
            case _:
                assert_never(block)

    def _sentences(self, style: str, lines: Iterable[Line | Missing]) -> Iterator[str]:
        for together in sentences(lines):
            said = (
                _span("Missing", _words(each.what))
                if isinstance(each, Missing)
                else self._line(each)
                for each in together
            )
            yield _paragraph(style, " ".join(said))

    def _item(self, item: Item) -> str:
        below = "".join(
            f"<text:list-item>{self._bullet(each)}</text:list-item>" for each in item.below
        )
        nested = f"<text:list>{below}</text:list>" if below else ""
        return f"<text:list-item>{self._bullet(item.line)}{nested}</text:list-item>"

    def _bullet(self, line: Line) -> str:
        return _paragraph("List_20_Contents", self._line(line))

    def _table(self, table: Table) -> Iterator[str]:
        self._tables += 1
        yield _paragraph("Caption", _words(table.caption))
        yield f'<table:table table:name="Table{self._tables}" table:style-name="Figures">'
        yield f"<table:title>{_words(table.caption)}</table:title>"
        yield from map(_column, shares(table, bars=False))
        yield f"<table:table-header-rows>{_ROW}"
        yield from (_cell("Heading", each, "Column", _words(each.name)) for each in table.columns)
        yield "</table:table-row></table:table-header-rows>"
        yield from (self._row(table, each) for each in table.rows)
        yield "</table:table>"
        yield _paragraph("Note", _words(table.note))

    def _row(self, table: Table, row: Row) -> str:
        first, *others = (
            (column, _words(told(column, value)))
            for column, value in zip(table.columns, row.cells, strict=True)
        )
        column, words = first
        cells = _cell("Cell", column, "Cell", words + self._mark(row.source))
        cells += "".join(_cell("Cell", each, "Cell", words) for each, words in others)
        return f"{_ROW}{cells}</table:table-row>"

    def _line(self, line: Line) -> str:
        words = _words(line.text)
        match line.tone:
            case "plain":
                return words + self._mark(line.source)
            case "strong":
                return _span("Strong", words) + self._mark(line.source)
            case "quiet":
                return _span("Quiet", words) + self._mark(line.source)
            case _:
                assert_never(line.tone)

    def _mark(self, source: int | None) -> str:
        if source is None:
            return ""
        number = str(self._marks.number(source))
        title = one_line(self._marks.told(source))
        return "\u2060" + _link(self._marks.address(source), _span("Mark", number), title)

    def _end(self) -> Iterator[str]:
        if self._document.sources:
            yield _heading(2, HEADING)
            yield _paragraph("Text_20_body", _words(EXPLAINED))
            yield '<text:list text:style-name="Sources">'
            yield from map(_listed, self._marks.listed())
            yield "</text:list>"
        yield _paragraph("Made_20_from", _words(self._marks.made_from()))


def _listed(source: Listed) -> str:
    link = _link(source.address, _words(source.when), "")
    said = f"{link} {_words(source.what)} (version {source.seq})"
    return f"<text:list-item>{_paragraph('Source', said)}</text:list-item>"


def _heading(level: int, text: str) -> str:
    level = min(level, _DEEPEST_HEADING)
    words = escape(heading(text))
    style = f'text:style-name="Heading_20_{level}"'
    return f'<text:h {style} text:outline-level="{level}">{words}</text:h>'


def _paragraph(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>' if content else ""


def _span(style: str, content: str) -> str:
    return f'<text:span text:style-name="{style}">{content}</text:span>'


def _link(address: str, content: str, title: str) -> str:
    named = f" office:title={quoteattr(title)}" if title else ""
    href = quoteattr(printable(address))
    return f'<text:a xlink:type="simple" xlink:href={href}{named}>{content}</text:a>'


def _column(share: int) -> str:
    return f'<table:table-column table:style-name="Width{share}"/>'


def _cell(style: str, column: Column, paragraph: str, content: str) -> str:
    side = "" if column.kind == "words" else "_20_number"
    inside = f'<text:p text:style-name="{paragraph}{side}">{content}</text:p>'
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">{inside}'
        "</table:table-cell>"
    )


def _words(text: str) -> str:
    """Return words as XML; a run of blanks becomes one, as the format reads it anyway."""
    lines = printable(text).split("\n")
    return "<text:line-break/>".join(escape(" ".join(each.split())) for each in lines)


def _meta(document: Document) -> str:
    title = escape(one_line(f"{document.title}: {document.kind}"))
    return (
        f'{_DECLARATION}<office:document-meta {NAMESPACES} office:version="{VERSION}"><office:meta>'
        f"<meta:generator>Codesign</meta:generator><dc:title>{title}</dc:title>"
        f"<dc:language>{escape(document.language)}</dc:language>"
        "</office:meta></office:document-meta>\n"
    )
