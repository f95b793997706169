"""The tables of a document as CSV files in one archive, safe to open in a spreadsheet."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from codesign.outputs.archive import archive
from codesign.outputs.document import Column, Document, Row, Table, tables_of
from codesign.outputs.printable import one_line, printable
from codesign.outputs.source_marks import SourceMarks
from codesign.outputs.tables import Cell, csv_lines

MEDIA_TYPE: Final = "application/zip"
_PLACES: Final = 2
_NAME_CHARS: Final = 60


def file(document: Document, base: str) -> bytes:
    """Return the archive: a file a table, and one that says from what they were made.

    Args:
        document: whose tables to write.
        base: the address of the workshop with its host, so that the sources
            can be opened from a file.
    """
    marks = SourceMarks(document, base)
    files = {
        f"{number}-{_slug(table.caption)}.csv": "".join(_lines(table, marks)).encode()
        for number, table in enumerate(tables_of((document.facts, *document.sections)), 1)
    }
    told = (document.watermark, f"{document.title}: {document.kind}", marks.made_from())
    about = "".join(f"{one_line(each)}\r\n" for each in told if each)
    return archive({"about.txt": about.encode(), **files})


def _lines(table: Table, marks: SourceMarks) -> Iterator[str]:
    names = [one_line(_name(each)) for each in table.columns]
    return csv_lines([*names, "Source"], (_row(table, each, marks) for each in table.rows))


def _row(table: Table, row: Row, marks: SourceMarks) -> list[Cell]:
    cells = [_cell(*each) for each in zip(table.columns, row.cells, strict=True)]
    return [*cells, None if row.source is None else marks.address(row.source)]


def _name(column: Column) -> str:
    return f"{column.name} ({column.currency})" if column.currency else column.name


def _cell(column: Column, value: str | int | None) -> Cell:
    if isinstance(value, str):
        return printable(value)
    if value is None or column.kind != "money":
        return value
    return Decimal(value).scaleb(-_PLACES)


def _slug(caption: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-")[:_NAME_CHARS].strip("-")
