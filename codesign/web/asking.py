"""What a form asks of the room, and a refusal said beside its field."""

from codesign.domain.commands import Command
from codesign.domain.ids import CommandId, ParticipantId
from codesign.domain.recorded import Via
from codesign.live.request import Refused, Request
from codesign.live.room import Room
from codesign.web.doors import Doors
from codesign.web.forms import Form


async def ask(  # noqa: PLR0913, PLR0917 - who asks for what where, and where a refusal is said
    doors: Doors,
    room: Room,
    command: Command,
    by: ParticipantId,
    via: Via,
    form: Form,
    field: str,
) -> None:
    """Ask for a command, and say beside a field of the form why it was refused."""
    asked = Request(id=CommandId(doors.new_id()), command=command, by=by, via=via)
    answer = await room.submit(asked)
    if isinstance(answer, Refused):
        form.note(field, answer.message, 503 if answer.retry_ms else 422)
