"""Starting a workshop, by form or by JSON, and what its facilitator gets for it.

On a loopback address anybody may; elsewhere it takes the create token. The
form asks two questions; everything else has a default and can be changed
later. Sending it twice makes one workshop.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.live.request import Accepted, Refused
from codesign.programmes.agendas import AGENDAS
from codesign.programmes.templates import SHAPES
from codesign.web.access import Login, Seat, facilitator_path
from codesign.web.agendas import chosen, offered
from codesign.web.create_token import CreateToken
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form, read_json
from codesign.web.logins import login_for, remember
from codesign.web.pages import NO_STORE, Pages
from codesign.web.planning import (
    LANGUAGES,
    id_of,
    object_of,
    plan_of_form,
    plan_of_json,
    start_workshop,
)
from codesign.web.seats import new_seat, seat_of
from codesign.web.visitors import see


class Starting:
    """The form, and the same for programs.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages
        self._token = CreateToken(doors)

    async def show(self, request: Request) -> Response:
        """Show the form."""
        return await self._form(request, Form(fields={"shape": "quick"}), new_seat(self._doors))

    async def start(self, request: Request) -> Response:
        """Start the workshop a form describes."""
        form = await read_form(request)
        seat = self._seat(request, form)
        self._token.check(request, form)
        agenda = await chosen(self._doors, request, form.get("agenda"))
        plan = plan_of_form(form, agenda, self._doors.clock())
        if plan is not None and not form.errors:
            answer = await start_workshop(self._doors, seat, plan)
            if isinstance(answer, Accepted):
                self._token.note_used(seat)
                return self._started(request, seat)
            form.note("", answer.message, 503 if answer.retry_ms else 422)
        return await self._form(request, form, seat)

    async def post(self, request: Request) -> Response:
        """Start a workshop for a program; see `plan_of_json` for the fields.

        The answer gives the facilitator's login and the join code. Asked
        again, it is refused: the login is given once.
        """
        self._token.require(request)
        asked = object_of(await read_json(request))
        seat = Seat(
            WorkshopId(id_of(asked, "workshop")),
            ParticipantId(id_of(asked, "facilitator")),
            CommandId(self._doors.new_id()),
        )
        answer = await start_workshop(self._doors, seat, plan_of_json(asked))
        if isinstance(answer, Refused):
            return _refusal(answer)
        self._token.note_used(seat)
        return await self._granted(request, seat)

    def _started(self, request: Request, seat: Seat) -> Response:
        response = see(f"/w/{seat.workshop}/started")
        remember(self._doors, request, response, Login(seat.workshop, seat.participant))
        return response

    async def _granted(self, request: Request, seat: Seat) -> Response:
        access = self._doors.access
        room = await self._doors.rooms.room(seat.workshop)
        board = await room.board("facilitator")
        path = facilitator_path(access, Login(seat.workshop, seat.participant))
        granted = {
            "workshop": seat.workshop,
            "login": access.login_token([Login(seat.workshop, seat.participant, "import")]),
            "join_code": board.records["workshop"]["workshop"]["join_code"],
            "facilitator_link": self._doors.url(request, path),
        }
        return JSONResponse(granted, 201, headers=NO_STORE)

    async def _form(self, request: Request, form: Form, seat: Seat) -> Response:
        return self._pages.page(
            "start.html",
            form.status,
            form=form,
            shapes=SHAPES,
            languages=LANGUAGES,
            agendas=AGENDAS,
            last=await offered(self._doors, request),
            needs_token=self._token.needed,
            seat=self._doors.access.seat_token(seat),
        )

    def _seat(self, request: Request, form: Form) -> Seat:
        seat = seat_of(self._doors, form)
        # Who has the login already went back to the form and wants another workshop.
        went_back = login_for(self._doors, request, seat.workshop) is not None
        return new_seat(self._doors) if went_back else seat


def _refusal(answer: Refused) -> Response:
    body = {"code": answer.code, "message": answer.message}
    status = 503 if answer.retry_ms else 409
    return JSONResponse(body, status, headers=NO_STORE)
