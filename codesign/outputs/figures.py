"""Figures as they are read in print, whatever the locale of the server."""

from fractions import Fraction
from math import ceil
from typing import Final

from codesign.outputs.document import Column, Table

NOT_SHOWN: Final = "not shown"
_MINOR: Final = 100
# A line may break after a hyphen, and never after this.
_MINUS: Final = "\N{MINUS SIGN}"
# Widths in letters: of a page, and on it the least of a column, the least of the first, which
# bears the mark of its row, the most, one with bars, and the most that one word is given.
_PAGE: Final = 84
_NARROWEST: Final = 8
_FIRST: Final = 16
_WIDEST: Final = 60
_WITH_BARS: Final = 34
_WORD: Final = 20
# Stands between two columns, and beside the words of the first the number of its mark.
_GAP: Final = 2
_MARK: Final = 4
# Where our fonts are missing, another one's letters are wider by so much.
_WIDER: Final = Fraction(9, 8)
_SIGNS: Final = {"GBP": "£", "EUR": "€", "USD": "$"}


def told(column: Column, value: str | int | None) -> str:
    """Return what stands in a cell: words as they are, "1,234", "£1,234.50" or "not shown"."""
    if value is None:
        return NOT_SHOWN
    if isinstance(value, str):
        return value
    return money(value, column.currency) if column.kind == "money" else f"{value:,}"


def money(minor: int, currency: str) -> str:
    """Return an amount: "£1,234", "-£0.50", "SEK 12.30"; hundredths only where there are any."""
    whole, hundredths = divmod(abs(minor), _MINOR)
    pence = f".{hundredths:02}" if hundredths else ""
    return f"{_MINUS if minor < 0 else ''}{sign(currency)}{whole:,}{pence}"


def sign(currency: str) -> str:
    """Return what stands before an amount."""
    return _SIGNS.get(currency, f"{currency} " if currency else "")


def most(table: Table, place: int) -> int:
    """Return the highest number of a column, by which its bars are drawn."""
    values = (row.cells[place] for row in table.rows)
    return max((each for each in values if isinstance(each, int)), default=0)


def shares(table: Table, *, bars: bool) -> tuple[int, ...]:
    """Return how wide each column is, in letters: as its longest words, as far as a page allows.

    No word is broken, and no number, while all of them fit beside one another.

    Args:
        table: whose columns.
        bars: whether numbers are drawn too.
    """
    places = range(len(table.columns))
    least = [_least(table, each, bars=bars) for each in places]
    more = [max(0, _wished(table, each, bars=bars) - least[each]) for each in places]
    room = max(0, min(sum(more), _PAGE - sum(least)))
    return tuple(
        narrow + (wide * room // sum(more) if wide else 0)
        for narrow, wide in zip(least, more, strict=True)
    )


def narrowest(table: Table) -> int:
    """Return how wide a table must be at least, in letters, for no word or number to be broken."""
    return sum(_least(table, each, bars=False) for each in range(len(table.columns)))


def _wished(table: Table, place: int, *, bars: bool) -> int:
    column = table.columns[place]
    if bars and column.kind == "bar":
        return _WITH_BARS
    lengths = [len(told(column, row.cells[place])) for row in table.rows]
    # A heading may stand on two lines.
    longest = max([*lengths, len(column.name) * 2 // 3, _NARROWEST if place else _FIRST])
    return min(_WIDEST, longest)


def _least(table: Table, place: int, *, bars: bool) -> int:
    column = table.columns[place]
    if bars and column.kind == "bar":
        return _WITH_BARS
    cells = (told(column, row.cells[place]) for row in table.rows)
    whole = cells if column.kind != "words" else (word for each in cells for word in each.split())
    longest = max([*map(len, whole), *map(len, column.name.split())], default=0)
    return ceil(min(_WORD, longest) * _WIDER) + (_GAP if place else _MARK)
