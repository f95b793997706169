"""Codes that people type: read, looked up, and held against guessing."""

from typing import Final

from starlette.requests import Request

from codesign.domain.ids import WorkshopId
from codesign.web.access import typed_code
from codesign.web.doors import Doors
from codesign.web.errors import too_many
from codesign.web.forms import Form
from codesign.web.guesses import TooManyGuessesError
from codesign.web.visitors import Visitor, address

NO_CODE: Final = "Type the code from the wall or the invitation. It has 6 letters and digits."
WRONG_CODE: Final = "No workshop has this code now. Look at it again, or ask the facilitator."


async def workshop_of(doors: Doors, request: Request, form: Form) -> WorkshopId | None:
    """Return the workshop that the code of a form lets into, or None after saying what is wrong."""
    code = typed_code(form.get("code"))
    if not code:
        form.note("code", NO_CODE)
    elif may_guess(doors, request, form):
        workshop = await doors.workshop_of_code(code)
        if workshop is not None:
            return workshop
        doors.guesses.note_wrong(address(request))
        form.note("code", WRONG_CODE)
    return None


async def check_code(doors: Doors, request: Request, form: Form, found: Visitor) -> None:
    """Say what is wrong with the code of a form, unless it lets into this workshop."""
    workshop = await workshop_of(doors, request, form)
    if workshop is not None and workshop != found.room.workshop_id:
        form.note("code", WRONG_CODE)


def may_guess(doors: Doors, request: Request, form: Form, field: str = "code") -> bool:
    """Tell whether this address may try a code now, and say beside the field if it may not."""
    try:
        doors.guesses.require(address(request))
    except TooManyGuessesError as error:
        problem = too_many(error)
        form.note(field, problem.message, problem.status)
        return False
    return True
