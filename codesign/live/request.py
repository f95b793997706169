"""What is asked of a room, and its answer: the same for every door."""

from dataclasses import dataclass
from typing import Final

from codesign.domain.commands import Command
from codesign.domain.ids import CommandId, GroupId, ParticipantId
from codesign.domain.recorded import Via

# Something in us is at fault, and whoever runs the server is to know.
SERVER_FAULT: Final = "server_fault"
# Why a room may refuse what the rules allow; codes and sentences as in domain/errors.py.
ROOM_REASONS: Final[dict[str, str]] = {
    "busy": "Many things happen at once here. Trying again in a moment.",
    "code_taken": "This join code is in use. Ask for a new one.",
    "newer_server": "A newer server is taking over from this one. Trying again in a moment.",
    "too_fast": "That was a lot at once. The rest is kept and goes out in a moment.",
    "id_taken": "This identifier is in use. Reload the page and try again.",
    SERVER_FAULT: "This could not be done, and the fault is not yours. All else goes on; please "
    "tell whoever runs this server.",
}
# When to ask again, for refusals that may pass.
RETRY_MS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One command as a door hands it over; see SPEC.md rules C1 to C8."""

    id: CommandId
    command: Command
    by: ParticipantId
    for_: ParticipantId | None = None
    via: Via = "room"
    said_at: int | None = None
    group: GroupId | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """It is on disk, or there was nothing to change."""

    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It had no effect; with `retry_ms` it may succeed later.

    `field` and `row` say what of the command it is about, where one thing is.
    """

    code: str
    message: str
    retry_ms: int | None = None
    row: int | None = None
    field: str | None = None


Answer = Accepted | Refused


def refused(code: str, *, retry_ms: int | None = None) -> Refused:
    """Return the refusal of a room, one of `ROOM_REASONS`."""
    return Refused(code=code, message=ROOM_REASONS[code], retry_ms=retry_ms)
