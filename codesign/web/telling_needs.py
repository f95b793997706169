"""Before one comes: telling those who run the workshop what one needs to take part.

It takes the join code and no seat, so that nothing links what was told to who
comes in later. It can be taken back on the page that thanks for it.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.access_needs import NEED_CHARS
from codesign.domain.commands import Command, DeleteAccessNeed, TellAccessNeed
from codesign.domain.ids import AccessNeedId, CommandId, derived_id
from codesign.domain.words import NAME_CHARS
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.web.access import Seat
from codesign.web.codes import check_code
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.pages import Pages
from codesign.web.phrases import Phrase
from codesign.web.seats import new_seat, seat_of
from codesign.web.visitors import Visitor, visitor

NOTHING_TOLD: Final = "Write what would help you, such as “a seat near the door” or “Polish”."
LONG_NEED: Final = Phrase("Write it shorter: at most %(most)s characters.", most=NEED_CHARS)
LONG_NAME: Final = Phrase("Write a shorter name: at most %(most)s characters.", most=NAME_CHARS)


class TellingNeeds:
    """The page for it.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Ask what one needs."""
        found = await visitor(self._doors, request)
        form = Form(fields={"code": request.query_params.get("code", "")})
        if form.get("code"):
            await check_code(self._doors, request, form, found)
        return self._form(request, found, form, new_seat(self._doors, found.room.workshop_id))

    async def tell(self, request: Request) -> Response:
        """Pass it on; sent twice, it is told once. Or take it back."""
        found = await visitor(self._doors, request)
        form = await read_form(request)
        seat = seat_of(self._doors, form, found.room.workshop_id)
        back = form.get("do") == "take_back"
        await check_code(self._doors, request, form, found)
        if not back:
            _check(form)
        if not form.errors:
            await self._ask(found, seat, form, back=back)
        if form.errors:
            return self._form(request, found, form, seat)
        return self._page("access_told.html", request, found, form, seat, back=back)

    async def _ask(self, found: Visitor, seat: Seat, form: Form, *, back: bool) -> None:
        need = AccessNeedId(derived_id(seat.workshop, f"access_need/{seat.participant}", 0))
        command: Command = TellAccessNeed(need=need, text=form.get("needs"), name=form.get("name"))
        if back:
            command = DeleteAccessNeed(need=need)
        asked = Asked(
            id=CommandId(self._doors.new_id()) if back else seat.command,
            command=command,
            by=seat.participant,
            via="form",
        )
        answer = await found.room.submit(asked)
        if isinstance(answer, Refused):
            form.note("", answer.message, 503 if answer.retry_ms else 422)

    def _form(self, request: Request, found: Visitor, form: Form, seat: Seat) -> Response:
        return self._page("access.html", request, found, form, seat, back=False)

    def _page(
        self,
        template: str,
        request: Request,
        found: Visitor,
        form: Form,
        seat: Seat,
        *,
        back: bool,
    ) -> Response:
        knows_code = bool(form.get("code")) and "code" not in form.errors
        return self._pages.page(
            template,
            form.status,
            reader=request,
            form=form,
            back=back,
            # Whoever has not got the code learns nothing about the workshop.
            workshop=found.workshop if knows_code else None,
            workshop_id=found.room.workshop_id,
            seat=self._doors.access.seat_token(seat),
        )


def _check(form: Form) -> None:
    if not form.get("needs"):
        form.note("needs", NOTHING_TOLD)
    if len(form.get("needs")) > NEED_CHARS:
        form.note("needs", LONG_NEED)
    if len(form.get("name")) > NAME_CHARS:
        form.note("name", LONG_NAME)
