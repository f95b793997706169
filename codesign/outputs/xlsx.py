"""The tables of a document as a workbook, a sheet each, with numbers that can be added up.

Words are written as words: what begins as a formula does stays what somebody
wrote. Money is in whole currency units, with hundredths.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from math import ceil
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from codesign.outputs.archive import undated
from codesign.outputs.document import Column, Document, Row, Table, tables_of
from codesign.outputs.figures import NOT_SHOWN, shares, sign
from codesign.outputs.printable import one_line, printable
from codesign.outputs.source_marks import HEADING, SourceMarks

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MINOR: Final = 100
# Excel's own limits: the name of a sheet, the words in a cell.
_NAME_CHARS: Final = 31
_CELL_CHARS: Final = 32_767
# A4, and the height of a line in points.
_A4: Final = 9
_LINE: Final = 15
# Beside the words of a column there is room for so many letters more.
_ROOM: Final = 4
_NOT_IN_NAMES: Final = str.maketrans("", "", "[]:*?/\\'")


def file(document: Document, base: str) -> bytes:
    """Return the file.

    Args:
        document: whose tables to write; without any, the workbook says so.
        base: the address of the workshop with its host, so that the marks
            still open the recording from a file.
    """
    whole = io.BytesIO()
    made = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(whole, made) as book:
        book.set_properties(
            {
                "title": one_line(f"{document.title}: {document.kind}"),
                # Of the record, not of the day it was printed.
                "created": datetime.fromtimestamp(document.at // 1000, tz=UTC).replace(tzinfo=None),
            }
        )
        _Book(book, document, base).write()
    return undated(whole.getvalue())


class _Book:
    def __init__(self, book: Workbook, document: Document, base: str) -> None:
        self._book = book
        self._document = document
        self._marks = SourceMarks(document, base)
        self._strong = book.add_format({"bold": True, "valign": "top"})
        self._plain = book.add_format({"valign": "top"})
        ruled = {"bold": True, "text_wrap": True, "bottom": 2, "border_color": "#0F5A5F"}
        self._head = book.add_format(ruled)
        self._head_number = book.add_format({**ruled, "align": "right"})
        self._words = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"num_format": "#,##0", "valign": "top"})
        self._link = book.add_format({"font_color": "#0F5A5F", "underline": 1, "valign": "top"})
        self._money: dict[str, Format] = {}

    def write(self) -> None:
        document = self._document
        tables = list(tables_of((document.facts, *document.sections)))
        about = self._book.add_worksheet("About")
        about.set_column(0, 0, 100)
        for row, (text, style) in enumerate(self._about(len(tables))):
            about.write_string(row, 0, printable(text)[:_CELL_CHARS], style)
        for table, name in zip(tables, _names(tables), strict=True):
            self._sheet(self._book.add_worksheet(name), table)
        if document.sources:
            self._sources(self._book.add_worksheet("Sources"))

    def _about(self, tables: int) -> Iterator[tuple[str, Format]]:
        document = self._document
        if document.watermark:
            yield document.watermark, self._strong
        yield f"{document.title}: {document.kind}", self._strong
        if not tables:
            yield "There is no table in this document.", self._words
        yield self._marks.made_from(), self._words

    def _sheet(self, sheet: Worksheet, table: Table) -> None:
        widths = [each + _ROOM for each in (*shares(table, bars=False), 8)]
        names = [*(one_line(each.name) for each in table.columns), "Source"]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        self._paged(sheet)
        sheet.set_row(1, _height(names, widths))
        sheet.write_string(0, 0, one_line(table.caption)[:_CELL_CHARS], self._strong)
        kinds = [*(each.kind for each in table.columns), "words"]
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
            head = self._head if kind == "words" else self._head_number
            sheet.write_string(1, place, name[:_CELL_CHARS], head)
        sheet.freeze_panes(2, 1)
        for at, row in enumerate(table.rows, 2):
            told = [printable(each) if isinstance(each, str) else "" for each in row.cells]
            sheet.set_row(at, _height(told, widths[:-1]))
            self._row(sheet, at, table.columns, row)
        if table.note:
            note = printable(table.note)[:_CELL_CHARS]
            sheet.write_string(len(table.rows) + 3, 0, note, self._plain)

    def _row(self, sheet: Worksheet, at: int, columns: Iterable[Column], row: Row) -> None:
        for place, (column, value) in enumerate(zip(columns, row.cells, strict=True)):
            if not isinstance(value, int):
                said = printable(NOT_SHOWN if value is None else value)
                sheet.write_string(at, place, said[:_CELL_CHARS], self._words)
            elif column.kind == "money":
                sheet.write_number(at, place, value / _MINOR, self._amount(column.currency))
            else:
                sheet.write_number(at, place, value, self._number)
        if row.source is not None:
            address, number = self._marks.address(row.source), str(self._marks.number(row.source))
            self._open(sheet, at, len(row.cells), address, number)

    def _amount(self, currency: str) -> Format:
        if currency not in self._money:
            shown = f'"{sign(currency)}"#,##0.00'
            self._money[currency] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._money[currency]

    def _paged(self, sheet: Worksheet) -> None:
        """Print a table across one page, its heading on every page, and which page of which."""
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&L&A&R&P / &N")

    def _sources(self, sheet: Worksheet) -> None:
        self._paged(sheet)
        sheet.set_column(1, 1, 24)
        sheet.set_column(2, 2, 60)
        for place, name in enumerate(("Source", "When", "What it was", "Version")):
            sheet.write_string(1, place, name, self._head)
        sheet.write_string(0, 0, HEADING, self._book.add_format({"bold": True}))
        sheet.freeze_panes(2, 1)
        for at, each in enumerate(self._marks.listed(), 2):
            sheet.write_number(at, 0, each.number, self._number)
            self._open(sheet, at, 1, each.address, each.when)
            sheet.write_string(at, 2, printable(each.what), self._words)
            sheet.write_number(at, 3, each.seq, self._number)

    def _open(self, sheet: Worksheet, row: int, place: int, address: str, text: str) -> None:
        """Write words that open an address; beyond Excel's limit of links, words alone."""
        if sheet.write_url(row, place, printable(address), self._link, text) < 0:
            sheet.write_string(row, place, text, self._words)


def _height(words: Iterable[str], widths: Iterable[float]) -> float:
    """Return how high a row is, in points: not every program works that out by itself."""
    lines = (
        sum(ceil(max(1, len(line)) / width) for line in each.split("\n"))
        for each, width in zip(words, widths, strict=True)
    )
    return _LINE * max(lines, default=1)


def _names(tables: Iterable[Table]) -> Iterator[str]:
    """Yield a name for each table's sheet: numbered, since captions begin alike."""
    for number, table in enumerate(tables, 1):
        caption = one_line(table.caption).translate(_NOT_IN_NAMES)
        yield _cut(f"{number} {caption}").strip()


def _cut(name: str) -> str:
    """Return as much of a name as Excel takes, counted in UTF-16 units: an emoji has two."""
    units = name.encode("utf-16-le")[: 2 * _NAME_CHARS]
    return units.decode("utf-16-le", errors="ignore")
