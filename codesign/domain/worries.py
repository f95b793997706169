"""Worries: what became of each, and what follows for it from another round.

Who objects to a proposal in a consent round and says why has raised one; those
about a redesign are objections (`objections.py`). It is open until it is withdrawn
by who raised it, integrated by a new wording that is asked about in a new round, or
not upheld by a recorded vote of the others; never by whoever runs the workshop
alone. Where the round that answered it is set aside, or comes out otherwise, it
stands again.
"""

from collections.abc import Iterator

from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    ResultPublished,
    WorryIntegrated,
    WorryNotUpheld,
    WorryReopened,
)
from codesign.domain.ids import ReasonId
from codesign.domain.workshop import Reason, Round, Workshop
from codesign.methods.marks import OBJECT


def is_worry(workshop: Workshop, reason: Reason) -> bool:
    """Tell whether a reason says why somebody objects, and still do."""
    found = workshop.rounds[reason.round]
    return found.method == "consent" and reason.mark == OBJECT and not reason.ended


def open_worry(workshop: Workshop, reason_id: ReasonId) -> Reason:
    """Return the worry of that reason, which must be open in a vote that is over.

    Raises:
        CommandRejectedError: `no_such_reason`, `no_worry`, `workshop_closed`,
            `round_void`, `round_open` or `worry_answered`.
    """
    reason = workshop.reasons.get(reason_id)
    if reason is None:
        raise CommandRejectedError("no_such_reason")
    if not is_worry(workshop, reason):
        raise CommandRejectedError("no_worry")
    found = workshop.rounds[reason.round]
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if found.open:
        raise CommandRejectedError("round_open")
    if reason.answer is not None:
        raise CommandRejectedError("worry_answered")
    return reason


def is_being_voted(workshop: Workshop, reason_id: ReasonId) -> bool:
    """Tell whether the others are asked about a worry and it is not counted yet."""
    return any(
        each.worry == reason_id and each.void_reason is None and each.result is None
        for each in workshop.rounds.values()
    )


def decided_by(workshop: Workshop, found: Round, result: ResultPublished) -> Iterator[Event]:
    """Yield what the result of a vote about a worry does to it."""
    if found.worry is None:
        return
    if not _carried(result):
        yield from undone_by(workshop, found)
        return
    for reason in _open(workshop, (found.worry,)):
        yield WorryNotUpheld(reason=reason.id, round=reason.round, answered_in=found.id)


def undone_by(workshop: Workshop, found: Round) -> Iterator[Event]:
    """Yield the worry that stands again as the vote of the others about it does not count."""
    if found.worry is not None:
        yield from _reopened(workshop, found, (found.worry,))


def set_aside_with(workshop: Workshop, found: Round) -> Iterator[Event]:
    """Yield the worries that stand again as the round that answered them is set aside."""
    yield from undone_by(workshop, found)
    yield from _reopened(workshop, found, found.integrates)


def restored_with(workshop: Workshop, found: Round) -> Iterator[Event]:
    """Yield the worries that are answered again as the round that did so counts again."""
    for reason in _open(workshop, found.integrates):
        yield WorryIntegrated(reason=reason.id, round=reason.round, answered_in=found.id)
    if found.result is not None:
        yield from decided_by(workshop, found, found.result)


def _reopened(workshop: Workshop, found: Round, reasons: tuple[ReasonId, ...]) -> Iterator[Event]:
    for reason in (workshop.reasons[each] for each in reasons):
        if reason.answered_in == found.id:
            yield WorryReopened(reason=reason.id, round=reason.round)


def _open(workshop: Workshop, reasons: tuple[ReasonId, ...]) -> Iterator[Reason]:
    for reason in (workshop.reasons[each] for each in reasons):
        if is_worry(workshop, reason) and reason.answer is None:
            yield reason


def _carried(result: ResultPublished) -> bool:
    verdicts = result.explanation.get("verdicts", {}).values()
    return any(each["outcome"] == "carried" for each in verdicts)
