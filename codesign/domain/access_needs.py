"""Rules: what people need to take part, told before the event and deleted after it.

It is often about somebody's health. So it asks for no seat, stands on no
board, is read by those who run the workshop alone, and the server deletes it
for good when it is no longer needed, whether anybody opens the workshop or not.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import Command, DeleteAccessNeed, TellAccessNeed
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import AccessNeedDeleted, AccessNeedTold, Event
from codesign.domain.ids import ParticipantId
from codesign.domain.permissions import fresh, require_present, require_running
from codesign.domain.words import NAME_CHARS, optional_line, words
from codesign.domain.workshop import AccessNeed, Workshop

NEED_CHARS: Final = 1_000
# Beyond any hall, and short of what one script could fill a desk with.
TOLD_AT_MOST: Final = 500
DAY_MS: Final = 24 * 60 * 60 * 1000
# Long enough to settle a bill for an interpreter.
DAYS_AFTER_THE_LAST_SESSION: Final = 7
DAYS_WITHOUT_A_SESSION: Final = 90


def tell_access_need(workshop: Workshop, command: TellAccessNeed, act: Act) -> tuple[Event, ...]:
    """Tell what one needs, before coming in or when inside."""
    if act.by in workshop.participants:
        require_present(workshop, act)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    fresh(workshop, command.need)
    if len(workshop.access_needs) >= TOLD_AT_MOST:
        raise CommandRejectedError("too_many")
    return (
        AccessNeedTold(
            need=command.need,
            name=optional_line(command.name, NAME_CHARS),
            text=words(command.text, NEED_CHARS),
        ),
    )


def delete_access_need(
    workshop: Workshop, command: DeleteAccessNeed, act: Act
) -> tuple[Event, ...]:
    """Delete what was told; the server does so only when it is due."""
    told = workshop.access_needs.get(command.need)
    if told is None:
        if command.need in workshop.access_needs_told:
            return ()
        raise CommandRejectedError("no_such_access_need")
    if act.is_system and kept_until(workshop, told) > act.at:
        return ()
    if act.by != told.by:
        require_running(workshop, act)
    return (AccessNeedDeleted(need=told.id),)


def deleted_with(workshop: Workshop, person: ParticipantId) -> tuple[Event, ...]:
    """Delete what a person told, together with their name."""
    theirs = (each.id for each in workshop.access_needs.values() if each.by == person)
    return tuple(AccessNeedDeleted(need=each) for each in theirs)


def kept_until(workshop: Workshop, told: AccessNeed) -> int:
    """Return when the server deletes it (ms UTC): some days after the last session, or at once."""
    if workshop.closed:
        return told.at
    if not workshop.sessions:
        return told.at + DAYS_WITHOUT_A_SESSION * DAY_MS
    last = max(each.ends_at for each in workshop.sessions.values())
    return max(last, told.at) + DAYS_AFTER_THE_LAST_SESSION * DAY_MS


def due(workshop: Workshop) -> list[tuple[int, Command]]:
    """Return what the server must delete by itself, each with its time (ms UTC)."""
    return [
        (kept_until(workshop, each), DeleteAccessNeed(need=each.id))
        for each in workshop.access_needs.values()
    ]
