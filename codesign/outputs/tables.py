"""Rows as CSV, line by line, safe to open in a spreadsheet.

RFC 4180 in UTF-8. Words that a spreadsheet would take for a formula, those
beginning with = + - @ or a tab, get an apostrophe before them; a whole number
is one and stays as it is.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Final

Cell = str | int | Decimal | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a table, the names of its columns first."""
    safe = ([_safe(each) for each in row] for row in rows)
    return _lines([str(_safe(each)) for each in columns], safe, "\r\n")


def exact_csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a table for programs: words unchanged, lines ended as Polis does.

    Not for a spreadsheet: a formula somebody wrote would be one.
    """
    return _lines(columns, rows, "\n")


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]], end: str) -> Iterator[str]:
    buffer = io.StringIO()
    # Both characters are quoted wherever they occur, because both end a line here.
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in chain((columns,), rows):
        writer.writerow(["" if each is None else each for each in row])
        yield buffer.getvalue().removesuffix("\r\n") + end
        buffer.seek(0)
        buffer.truncate()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
