"""A step of taking back: what an event changes, and the command that puts it back."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from codesign.domain import commands as c
from codesign.domain.ids import ParticipantId
from codesign.domain.workshop import Subject, Workshop

# The reason on record where taking back sets something aside.
TAKEN_BACK: Final = "Taken back."


class Step(NamedTuple):
    """What an event changes, and the command that puts it back, None where none can.

    `value` says to what it changed, where that has a word. What it overtakes
    besides its own subject is in `also`; one `alone` counts only as the first of its
    command, else it merely follows from it. One that is `more` counts always, but the
    first of its command tells what was done.
    """

    subject: Subject
    back: c.Command | None
    about: str = ""
    value: str = ""
    also: tuple[Subject, ...] = ()
    alone: bool = False
    more: bool = False


# How to tell it of an event, from the workshop before it and the event's time (ms UTC).
StepOf = Callable[[Workshop, Any, int], Step]
StepsOf = Callable[[Workshop, Any], Iterator[Step]]
Steps = Mapping[type, StepOf]


def seconds_left(ends_at: int | None, at: int) -> int | None:
    """Return what is left of a time (ms UTC) in whole seconds, None where it is over or none."""
    return None if ends_at is None or ends_at <= at else -(-(ends_at - at) // 1000)


def of_a_person(kind: str, back: Callable[[ParticipantId], c.Command]) -> StepOf:
    """Return the step of an event about a participant, from what puts that back."""
    return lambda _w, event, _at: Step(
        (kind, event.participant), back(event.participant), event.participant
    )


def of_a_stage(kind: str, back: Callable[[Any], c.Command]) -> StepOf:
    """Return the step of an event about a stage, from what puts the event back."""
    return lambda _w, event, _at: Step((kind, event.stage), back(event), event.stage)


def of_the_room(kind: str, back: c.Command) -> StepOf:
    """Return the step of an event about the whole room."""
    return lambda _w, _event, _at: Step((kind, ""), back)


def overtaking(kind: str, field: str) -> StepOf:
    """Return the step of an event that nothing puts back: it only overtakes what was done."""
    return lambda _w, event, _at: Step((kind, getattr(event, field)), None)
