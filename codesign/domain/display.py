"""Rules: the room display in the hall: which code opens it, and what it shows.

The code stands in for a login on a computer that is nobody's; it opens a view
of what is public and nothing else.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import DirectDisplay, IssueDisplayCode, WithdrawDisplayCode
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import DisplayCodeIssued, DisplayCodeWithdrawn, DisplayDirected, Event
from codesign.domain.permissions import require_running
from codesign.domain.words import NAME_CHARS, one_line
from codesign.domain.workshop import Workshop

# Of the letters that are used, 38 thousand million: out of reach of whoever tries.
CODE_CHARS: Final = 8


def issue_display_code(
    workshop: Workshop, command: IssueDisplayCode, act: Act
) -> tuple[Event, ...]:
    """Let a code open the display; those opened with an earlier one go dark."""
    require_running(workshop, act)
    code = one_line(command.code, NAME_CHARS)
    if len(code) < CODE_CHARS:
        raise CommandRejectedError("code_too_short")
    return () if code == workshop.display_code else (DisplayCodeIssued(code=code),)


def withdraw_display_code(
    workshop: Workshop, _command: WithdrawDisplayCode, act: Act
) -> tuple[Event, ...]:
    """Let no code open the display any more."""
    require_running(workshop, act)
    return (DisplayCodeWithdrawn(),) if workshop.display_code else ()


def direct_display(workshop: Workshop, command: DirectDisplay, act: Act) -> tuple[Event, ...]:
    """Say what the display shows."""
    require_running(workshop, act)
    if (command.shows, command.hall) == (workshop.display_shows, workshop.hall):
        return ()
    return (DisplayDirected(shows=command.shows, hall=command.hall),)
