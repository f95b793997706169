"""Opening the room display on the hall's computer, which is nobody's: by a code or a link.

Typed, it takes two codes: the join code says which workshop, the display code
that one may. The link carries the display code behind its `#`, as a
facilitator's does.
"""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.commands import IssueDisplayCode
from codesign.domain.ids import CommandId, WorkshopId
from codesign.live.request import Accepted
from codesign.live.request import Request as Asked
from codesign.live.room import Room
from codesign.web.access import OpenedDisplay, new_display_code, typed_code
from codesign.web.audit import noted
from codesign.web.codes import may_guess, workshop_of
from codesign.web.display_access import display_code, is_code, remember_display
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.invitation import invitation
from codesign.web.pages import NO_STORE, Pages
from codesign.web.visitors import address, see, visitor, workshop_id

NO_DISPLAY_CODE: Final = "Type the display code. The facilitator finds it on the desk."
WRONG_DISPLAY_CODE: Final = (
    "This code does not open the display now. Look at it again, or ask the facilitator."
)


class Displays:
    """The pages through which a room display is opened, and what it asks for.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def enter(self, request: Request) -> Response:
        """Open the display of the workshop that two codes name."""
        if request.method != "POST":
            return self._form(Form())
        form = await read_form(request)
        workshop = await workshop_of(self._doors, request, form)
        if workshop is None:
            return self._form(form)
        return await self._opened(request, form, await self._doors.rooms.room(workshop))

    async def follow(self, request: Request) -> Response:
        """Open the display of this workshop by its link."""
        workshop = workshop_id(request)
        room = await self._doors.rooms.room(workshop)
        if request.method != "POST":
            return self._form(Form(), workshop)
        return await self._opened(request, await read_form(request), room, workshop)

    async def new_code(self, request: Request) -> Response:
        """Give out another display code; displays opened with the last one go dark."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        code = new_display_code()
        asked = Asked(
            id=CommandId(self._doors.new_id()),
            command=IssueDisplayCode(code=code),
            by=person.id,
            via="desk",
        )
        answer = await found.room.submit(asked)
        if not isinstance(answer, Accepted):
            raise HTTPException(503, "No new code could be recorded. Try again in a moment.")
        return JSONResponse({"code": code}, headers=NO_STORE)

    async def invitation(self, request: Request) -> Response:
        """Give what the display shows of how to join: the code may have been renewed."""
        found = await visitor(self._doors, request)
        display_code(self._doors, request, found.room)
        return JSONResponse(invitation(self._doors, request, found), headers=NO_STORE)

    async def _opened(
        self, request: Request, form: Form, room: Room, workshop: WorkshopId | None = None
    ) -> Response:
        # Without the script somebody pastes the whole link.
        typed = typed_code(form.get("token").rpartition("#")[2])
        opened = OpenedDisplay(room.workshop_id, typed)
        if not typed:
            form.note("token", NO_DISPLAY_CODE)
        elif may_guess(self._doors, request, form, "token") and not is_code(room, opened):
            self._doors.guesses.note_wrong(address(request))
            form.note("token", WRONG_DISPLAY_CODE, 403)
        if form.errors:
            return self._form(form, workshop)
        noted("display_opened", workshop=room.workshop_id)
        response = see(f"/w/{room.workshop_id}/display")
        remember_display(self._doors, request, response, opened)
        return response

    def _form(self, form: Form, workshop: WorkshopId | None = None) -> Response:
        return self._pages.page("display.html", form.status, form=form, workshop_id=workshop)
