"""A document as a Word file, also into a council's own template.

Of a template its styles, its page and its header and footer are kept and its
text is left out; ours takes its place in the template's own headings, lists and
tables. Styles that it lacks are added. Without one, a plain template is used.
"""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, assert_never
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from lxml.etree import XMLSyntaxError

from codesign.outputs.archive import undated
from codesign.outputs.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
    sentences,
)
from codesign.outputs.docx_parts import caption_of, dress, keep_row, link, repeat_row
from codesign.outputs.docx_template import add_foot, plain_template
from codesign.outputs.figures import shares, told
from codesign.outputs.printable import heading, one_line, printable
from codesign.outputs.source_marks import EXPLAINED, HEADING, SourceMarks

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Larger ones are no letterhead; unpacked they could fill the memory.
MOST_BYTES: Final = 5 * 1024 * 1024
_MOST_UNPACKED_BYTES: Final = 50 * 1024 * 1024
_DEEPEST_HEADING: Final = 6
# Word's own limit for what it says about a document.
_PROPERTY_CHARS: Final = 255


class TemplateError(Exception):
    """What was given as a template is not one."""


def file(document: Document, base: str, template: bytes | None = None) -> bytes:
    """Return the file.

    Args:
        document: what to write.
        base: the address of the workshop with its host, so that the marks
            still open the recording from a file.
        template: a Word document (.docx) whose look to take.

    Raises:
        TemplateError: the template cannot be read, or is too large.
    """
    word = plain_template() if template is None else _emptied(_opened(template))
    dress(word, document.language)
    if template is None:
        add_foot(word, document)
    _Writer(word, document, base).write()
    _describe(word, document)
    whole = io.BytesIO()
    word.save(whole)
    return undated(whole.getvalue())


def _opened(template: bytes) -> Word:
    if len(template) > MOST_BYTES:
        message = f"The template is larger than {MOST_BYTES // 1024 // 1024} MB."
        raise TemplateError(message)
    try:
        with ZipFile(io.BytesIO(template)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_UNPACKED_BYTES:
                message = "The template is too large once it is unpacked."
                raise TemplateError(message)
        return docx.Document(io.BytesIO(template))
    # python-docx meets a broken file with whatever broke first.
    except (BadZipFile, OpcError, XMLSyntaxError, ValueError, KeyError, AttributeError) as error:
        message = "The template is not a Word document: save it in Word as .docx and try again."
        raise TemplateError(message) from error


def _emptied(word: Word) -> Word:
    """Return a template without its text; its last section keeps the page and the header."""
    body = word.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    return word


def _describe(word: Word, document: Document) -> None:
    about = word.core_properties
    about.title = one_line(f"{document.title}: {document.kind}")[:_PROPERTY_CHARS]
    about.language = document.language
    about.author = about.last_modified_by = about.comments = ""
    about.revision = 1
    # Of the record, not of the day it was printed.
    about.created = about.modified = datetime.fromtimestamp(document.at // 1000, tz=UTC)


class _Writer:
    def __init__(self, word: Word, document: Document, base: str) -> None:
        self._word = word
        self._document = document
        self._marks = SourceMarks(document, base)
        page = word.sections[-1]
        across = page.page_width, page.left_margin, page.right_margin
        width, left, right = (each or 0 for each in across)
        self._width = width - left - right

    def write(self) -> None:
        document = self._document
        if document.watermark:
            self._paragraph("Watermark", document.watermark)
        self._paragraph("Kind", document.kind)
        self._heading(1, document.title)
        if document.lead is not None:
            self._line(self._paragraph("Lead"), document.lead)
        if document.figures:
            figures = (f"{each.number:,}\xa0{each.of}" for each in document.figures)
            self._paragraph("Key figures", " · ".join(figures))
        self._block(document.facts, level=1)
        for section in document.sections:
            self._section(section, level=2)
        self._end()

    def _block(self, block: Block, level: int) -> None:
        match block:
            case Paragraph():
                self._sentences(None, block.lines)
            case Bullets():
                self._bullets(block)
            case Table():
                self._table(block)
            case Facts():
                for fact in block.facts:
                    self._paragraph("Fact", fact.name)
                    self._sentences("Known", fact.lines)
            case Section():
                self._section(block, level + 1)
            case _:
                assert_never(block)

    def _section(self, section: Section, level: int) -> None:
        self._heading(level, section.heading)
        for each in section.blocks:
            self._block(each, level)

    def _heading(self, level: int, text: str) -> None:
        self._paragraph(f"Heading {min(level, _DEEPEST_HEADING)}", heading(text))

    def _paragraph(self, style: str | None, text: str = "") -> WordParagraph:
        return self._word.add_paragraph(printable(text), style=style)

    def _sentences(self, style: str | None, lines: Iterable[Line | Missing]) -> None:
        for together in sentences(lines):
            paragraph = self._paragraph(style)
            for each in together:
                if paragraph.text:
                    paragraph.add_run(" ")
                if isinstance(each, Missing):
                    paragraph.add_run(printable(each.what), style="Missing")
                else:
                    self._line(paragraph, each)

    def _line(self, paragraph: WordParagraph, line: Line) -> None:
        run = paragraph.add_run(printable(line.text))
        match line.tone:
            case "plain":
                pass
            case "strong":
                run.bold = True
            case "quiet":
                run.style = "Quiet"
            case _:
                assert_never(line.tone)
        self._mark(paragraph, line.source)

    def _mark(self, paragraph: WordParagraph, source: int | None) -> None:
        if source is not None:
            number = f"\u2060{self._marks.number(source)}"
            said = one_line(self._marks.told(source))
            link(paragraph, self._marks.address(source), number, "Source mark", said)

    def _bullets(self, bullets: Bullets) -> None:
        for item in bullets.items:
            self._line(self._paragraph("List Bullet"), item.line)
            for each in item.below:
                self._line(self._paragraph("List Bullet 2"), each)

    def _table(self, table: Table) -> None:
        self._paragraph("Caption", table.caption)
        made = self._word.add_table(1, len(table.columns), style="Figures")
        caption_of(made, one_line(table.caption))
        repeat_row(made.rows[0])
        for column, cell in zip(table.columns, made.rows[0].cells, strict=True):
            _filled(cell, one_line(column.name), "Column", number=column.kind != "words")
        for row in table.rows:
            self._row(made, table, row)
        _fit(made, self._width, shares(table, bars=False))
        self._paragraph("Note", table.note)

    def _row(self, made: WordTable, table: Table, row: Row) -> None:
        added = made.add_row()  # type: ignore[no-untyped-call]
        keep_row(added)
        cells = added.cells
        for column, value, cell in zip(table.columns, row.cells, cells, strict=True):
            _filled(cell, told(column, value), "Cell", number=column.kind != "words")
        self._mark(cells[0].paragraphs[0], row.source)

    def _end(self) -> None:
        if self._document.sources:
            self._heading(2, HEADING)
            self._paragraph(None, EXPLAINED)
            for each in self._marks.listed():
                paragraph = self._paragraph("List Number")
                link(paragraph, each.address, each.when, "Source link", "")
                paragraph.add_run(printable(f" {each.what} (version {each.seq})"))
        self._paragraph("Made from", self._marks.made_from())


def _filled(cell: WordCell, text: str, style: str, *, number: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(printable(text))
    if number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _fit(made: WordTable, width: int, parts: tuple[int, ...]) -> None:
    made.autofit = False
    for column, share in zip(made.columns, parts, strict=True):
        column.width = Twips(width // Twips(1) * share // sum(parts))
        for cell in column.cells:
            cell.width = column.width
