"""The seat a form carries: what it will make, named before, so that sent twice it makes it once."""

from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.web.access import BadTokenError, Seat
from codesign.web.doors import Doors
from codesign.web.forms import Form


def new_seat(doors: Doors, workshop: WorkshopId | None = None) -> Seat:
    """Return a seat that nobody has, in a workshop or in one that is to be started."""
    return Seat(
        workshop or WorkshopId(doors.new_id()),
        ParticipantId(doors.new_id()),
        CommandId(doors.new_id()),
    )


def seat_of(doors: Doors, form: Form, workshop: WorkshopId | None = None) -> Seat:
    """Return the seat of a form; a new one where it has none of ours, or of another workshop."""
    try:
        seat = doors.access.read_seat(form.get("seat"))
    except BadTokenError:
        return new_seat(doors, workshop)
    return seat if workshop in {None, seat.workshop} else new_seat(doors, workshop)
