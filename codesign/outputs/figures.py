"""Figures as they are read in print, whatever the locale of the server."""

from typing import Final

from codesign.outputs.document import Column, Table

NOT_SHOWN: Final = "not shown"
_MINOR: Final = 100
# Of a page's width, beside those of the other columns: the least, that of the first, which
# bears the mark of its row, the most, and one with bars.
_NARROWEST: Final = 8
_FIRST: Final = 16
_WIDEST: Final = 60
_WITH_BARS: Final = 34
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
    return f"{'-' if minor < 0 else ''}{sign(currency)}{whole:,}{pence}"


def sign(currency: str) -> str:
    """Return what stands before an amount."""
    return _SIGNS.get(currency, f"{currency} " if currency else "")


def most(table: Table, place: int) -> int:
    """Return the highest number of a column, by which its bars are drawn."""
    values = (row.cells[place] for row in table.rows)
    return max((each for each in values if isinstance(each, int)), default=0)


def shares(table: Table, *, bars: bool) -> tuple[int, ...]:
    """Return how wide each column is beside the others: as its longest words, within reason.

    Args:
        table: whose columns.
        bars: whether numbers are drawn too.
    """
    return tuple(_share(table, place, bars=bars) for place in range(len(table.columns)))


def _share(table: Table, place: int, *, bars: bool) -> int:
    column = table.columns[place]
    if bars and column.kind == "bar":
        return _WITH_BARS
    lengths = [len(told(column, row.cells[place])) for row in table.rows]
    # A heading may stand on two lines.
    longest = max([*lengths, len(column.name) * 2 // 3, _NARROWEST if place else _FIRST])
    return min(_WIDEST, longest)
