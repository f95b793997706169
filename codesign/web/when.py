"""Dates and times in forms and on pages, in the workshop's time zone."""

from typing import Any, Final

from codesign.outputs.dates import Dates
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.forms import Form

NO_DATE: Final = "Give a day and a time, such as 3 December 2026, 18:00."
END_FIRST: Final = "The end comes before the start. Check both times."
TOO_EARLY: Final = "That has passed already. Give a day and a time to come."


def read_span(form: Form, timezone: str) -> tuple[int, int] | None:
    """Return when a session starts and ends (ms UTC), or None after saying what is wrong."""
    dates, day = Dates(timezone), form.get("day")
    starts_at, ends_at = dates.at(day, form.get("starts")), dates.at(day, form.get("ends"))
    if starts_at is None or ends_at is None:
        form.note("ends" if starts_at is not None else "day", NO_DATE)
        return None
    if ends_at <= starts_at:
        form.note("ends", END_FIRST)
        return None
    return starts_at, ends_at


def read_until(form: Form, timezone: str) -> int | None:
    """Return the moment up to which something stays open (ms UTC), or None."""
    return Dates(timezone).at(form.get("until"), form.get("until_time") or "23:59")


def written(session: Record | None, timezone: str) -> dict[str, str]:
    """Return the fields of a form that says what is planned."""
    if session is None:
        return {}
    dates = Dates(timezone)
    starts_at, ends_at = int(str(session["starts_at"])), int(str(session["ends_at"]))
    return {
        "title": str(session["title"]),
        "day": dates.local(starts_at).date().isoformat(),
        "starts": dates.time(starts_at),
        "ends": dates.time(ends_at),
        "venue": str(session["venue"]),
        "call_link": str(session["call_link"]),
    }


def coming(records: Records, now: int) -> list[dict[str, Any]]:
    """Return the sessions that are not over yet, the next first."""
    sessions: list[dict[str, Any]] = [
        {**each, "id": key} for key, each in records["sessions"].items()
    ]
    ahead = (each for each in sessions if each["ends_at"] > now)
    return sorted(ahead, key=lambda each: (each["starts_at"], each["id"]))
