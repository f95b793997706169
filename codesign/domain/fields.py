"""What the rules of many topics ask of a field: days, years, ranges, lists of links.

Every refusal names the field, and the row where it stands in one.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

from codesign.domain.errors import CommandRejectedError

KeyT = TypeVar("KeyT", bound=str)

# Financial years, by the one they begin in.
YEARS: Final = range(1990, 2151)
YEARS_AT_MOST: Final = 60
# Of evidence, from a trial in this country to what somebody thinks.
GRADES: Final = range(1, 7)
LINKS_AT_MOST: Final = 100
_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def day(text: str, *, field: str) -> str:
    """Return a day as YYYY-MM-DD.

    Raises:
        CommandRejectedError: `bad_day`.
    """
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise CommandRejectedError("bad_day", field=field) from None


def date_written(text: str, *, field: str) -> str:
    """Return a year, a month or a day as written, such as 2026, 2026-03 or 2026-03-31, or nothing.

    Raises:
        CommandRejectedError: `bad_date`.
    """
    written = text.strip()
    if not written:
        return ""
    parts = _WRITTEN.fullmatch(written)
    if parts is None:
        raise CommandRejectedError("bad_date", field=field)
    try:
        date(*(int(each or 1) for each in parts.groups()))
    except ValueError as error:
        raise CommandRejectedError("bad_date", field=field) from error
    return written


def year(number: int, *, field: str, row: int | None = None) -> int:
    """Return a financial year, by the one it begins in.

    Raises:
        CommandRejectedError: `bad_year`.
    """
    require_in(number, YEARS, "bad_year", field=field, row=row)
    return number


def require_years(years: Iterable[int]) -> None:
    """Refuse a list of years in which one is none, stands twice, or which is too long.

    Raises:
        CommandRejectedError: `bad_year` with its row, or `too_many`.
    """
    seen: set[int] = set()
    for row, each in enumerate(years, 1):
        if year(each, field="by_year", row=row) in seen:
            raise CommandRejectedError("bad_year", field="by_year", row=row)
        seen.add(each)
    if len(seen) > YEARS_AT_MOST:
        raise CommandRejectedError("too_many", field="by_year")


def require_in(
    number: int, wanted: range, code: str, *, field: str, row: int | None = None
) -> None:
    """Refuse a number that is out of a range, with that code.

    Raises:
        CommandRejectedError: with the code.
    """
    if number not in wanted:
        raise CommandRejectedError(code, field=field, row=row)


def links(keys: Sequence[KeyT], *, field: str) -> tuple[KeyT, ...]:
    """Return identifiers, each once.

    Raises:
        CommandRejectedError: `too_many`.
    """
    found = tuple(dict.fromkeys(keys))
    if len(found) > LINKS_AT_MOST:
        raise CommandRejectedError("too_many", field=field)
    return found
