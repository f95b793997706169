"""What a body decided in form, in words: the workshop advises, and a council or a board decides."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from codesign.domain.events import FormalOutcome
from codesign.outputs.dates import day_said
from codesign.outputs.document import Line, Missing
from codesign.projections.wording import REMOVED, sentence

_OUTCOMES: Final[dict[FormalOutcome, str]] = {
    "approved": "approved it",
    "approved_with_changes": "approved it with changes",
    "deferred": "deferred it",
    "refused": "refused it",
}
# What follows "The body that takes the formal decision", where none is known.
NOT_NAMED: Final = "not yet named"


def formal_line(decided: Mapping[str, Any]) -> Line:
    """Return who decided what when, by which minute, and until when it can be called in."""
    minute = f", {_minute(decided['minute'])}" if decided["minute"] else ""
    body, on = decided["body"] or REMOVED, day_said(decided["on"])
    text = f"{body} {_OUTCOMES[decided['outcome']]} on {on}{minute}"
    if decided["call_in_until"]:
        text += f"; it can be called in until {day_said(decided['call_in_until'])}"
    return Line(text=sentence(text), source=decided["seq"])


def formally_decided(
    decided: Collection[Mapping[str, Any]], missing: Missing
) -> Iterator[Line | Missing]:
    """Yield that the workshop advises, and which bodies decided, or that none is named yet."""
    if not decided:
        yield Line(text="The workshop advises. The body that takes the formal decision:")
        yield missing
        return
    yield Line(text="The workshop advises. The formal decision was taken elsewhere:")
    yield from map(formal_line, decided)


def _minute(where: str) -> str:
    return where if where.casefold().startswith("minute") else f"minute {where}"
