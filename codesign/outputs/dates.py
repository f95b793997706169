"""Dates and times as they are said in Britain, in the time zone of the workshop."""

import re
from datetime import UTC, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Not `strftime`'s names: those follow the locale of the server.
_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "cy": (
        *("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau", "Dydd Gwener"),
        *("Dydd Sadwrn", "Dydd Sul"),
    ),
}
_MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}
_TO = {"en": "to", "cy": "tan"}

# A month or a day as forms take them.
_WRITTEN = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


class Dates:
    """Says times (ms UTC) in one time zone; one that is not known is taken for UTC.

    Args:
        timezone: as the tz database names it.
        language: in which days and months are named.
    """

    def __init__(self, timezone: str, language: Literal["en", "cy"] = "en") -> None:
        self.zone = _zone(timezone)
        self._days, self._months = _DAYS[language], _MONTHS[language]
        self._to = _TO[language]
        self.name = timezone if self.zone is not UTC else "UTC"

    def local(self, at: int) -> datetime:
        """Return the time in the zone."""
        return datetime.fromtimestamp(at // 1_000, tz=self.zone)

    def at(self, day: str, time: str) -> int | None:
        """Return the moment (ms UTC) of "2025-10-09" and "18:10" in the zone, if there is one.

        Of two, where a clock is set back, the first.
        """
        try:
            local = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=self.zone)
            return int(local.timestamp() * 1000)
        except (ValueError, OverflowError):
            return None

    def day(self, at: int) -> str:
        """Return "Thursday 9 October 2025"."""
        local = self.local(at)
        day, month = self._days[local.weekday()], self._months[local.month - 1]
        return f"{day} {local.day} {month} {local.year}"

    def time(self, at: int) -> str:
        """Return "18:10"."""
        local = self.local(at)
        return f"{local.hour:02}:{local.minute:02}"

    def moment(self, at: int) -> str:
        """Return "Thursday 9 October 2025, 18:10"."""
        return f"{self.day(at)}, {self.time(at)}"

    def short(self, at: int) -> str:
        """Return "9 Oct 2025, 18:10:05"."""
        local = self.local(at)
        month = self._months[local.month - 1][:3]
        return f"{local.day} {month} {local.year}, {self.time(at)}:{local.second:02}"

    def span(self, starts_at: int, ends_at: int) -> str:
        """Return "Thursday 9 October 2025, 18:10 to 20:10"."""
        if self.day(starts_at) == self.day(ends_at):
            return f"{self.moment(starts_at)} {self._to} {self.time(ends_at)}"
        return f"{self.moment(starts_at)} {self._to} {self.moment(ends_at)}"

    def posix(self, at: int) -> str:
        """Return "Thu Oct 09 18:10:05 BST 2025", as `date` prints it."""
        local = self.local(at)
        day, month = _DAYS["en"][local.weekday()][:3], _MONTHS["en"][local.month - 1][:3]
        clock = f"{local.hour:02}:{local.minute:02}:{local.second:02}"
        return f"{day} {month} {local.day:02} {clock} {local.tzname()} {local.year}"


def day_said(day: str) -> str:
    """Return "31 March 2026" or "March 2026" for what ISO 8601 says so; other words as they are."""
    if not _WRITTEN.fullmatch(day):
        return day
    year, month, *date = day.split("-")
    return " ".join([*(str(int(each)) for each in date), _MONTHS["en"][int(month) - 1], year])


def iso(at: int) -> str:
    """Return a time (ms UTC) for programs: "2025-10-09T17:10:05Z"."""
    return datetime.fromtimestamp(at // 1_000, tz=UTC).isoformat().replace("+00:00", "Z")


def _zone(timezone: str) -> tzinfo:
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
