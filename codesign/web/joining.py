"""Coming in: a code, three lines about the record, a name; and back in on a second device."""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import ChangeDevice, Command, JoinWorkshop
from codesign.domain.ids import AreaId, CommandId, OrganisationId, ParticipantId, WorkshopId
from codesign.domain.words import NAME_CHARS
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.outputs.dates import Dates
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.access import Login, Seat, typed_code
from codesign.web.codes import check_code, may_guess, workshop_of
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.languages import language_of
from codesign.web.logins import remember
from codesign.web.pages import Pages
from codesign.web.phrases import Phrase
from codesign.web.seats import new_seat, seat_of
from codesign.web.visitors import Visitor, address, see, visitor
from codesign.web.when import coming

NO_ORGANISATION: Final = "none"
WRONG_REJOIN_CODE: Final = (
    "Nobody here has this code. You find it on your first device, under your name."
)
NO_NAME: Final = "Write the name you want to go by. It need not be your real one."
LONG_NAME: Final = Phrase("Write a shorter name: at most %(most)s characters.", most=NAME_CHARS)
NOT_LISTED: Final = "Choose one from the list."


class Joining:
    """The pages through which people come in.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def enter(self, request: Request) -> Response:
        """Go from a join code, typed or scanned, to its workshop."""
        posted = request.method == "POST"
        form = await read_form(request) if posted else Form(fields=dict(request.query_params))
        if not posted and not form.fields:
            return self._enter(request, form)
        workshop = await workshop_of(self._doors, request, form)
        if workshop is None:
            return self._enter(request, form)
        return see(f"/w/{workshop}/join?code={typed_code(form.get('code'))}")

    async def show(self, request: Request) -> Response:
        """Show the form to join, or the room to who has joined."""
        found = await visitor(self._doors, request)
        if _has_a_seat(found):
            return see(f"/w/{found.room.workshop_id}")
        form = Form(fields={"code": request.query_params.get("code", "")})
        if form.get("code"):
            await check_code(self._doors, request, form, found)
        if form.errors or not form.get("code"):
            return self._enter(request, form, found.room.workshop_id)
        return await self._form(request, found, form, new_seat(self._doors, found.room.workshop_id))

    async def join(self, request: Request) -> Response:
        """Put somebody on the roll; sent twice, they are on it once."""
        found = await visitor(self._doors, request)
        workshop = found.room.workshop_id
        if _has_a_seat(found):
            return see(f"/w/{workshop}")
        form = await read_form(request)
        seat = seat_of(self._doors, form, found.room.workshop_id)
        await check_code(self._doors, request, form, found)
        _check_name(form)
        if not form.errors:
            await self._ask(found, form, seat)
        if form.errors:
            return await self._form(request, found, form, seat)
        response = see(f"/w/{workshop}")
        remember(self._doors, request, response, Login(workshop, seat.participant))
        return response

    async def show_rejoin(self, request: Request) -> Response:
        """Show the form for a personal code."""
        found = await visitor(self._doors, request)
        return self._rejoin_form(request, found, Form())

    async def rejoin(self, request: Request) -> Response:
        """Let the owner of a personal code in, for the first time or on a second device."""
        found = await visitor(self._doors, request)
        if found.outside == "banned":
            return see(f"/w/{found.room.workshop_id}")
        form = await read_form(request)
        participant = await self._owner(request, found, form)
        if participant is not None:
            await self._come_in(found, form, participant)
        if participant is None or form.errors:
            return self._rejoin_form(request, found, form)
        workshop = found.room.workshop_id
        response = see(f"/w/{workshop}")
        remember(self._doors, request, response, Login(workshop, participant))
        return response

    async def _come_in(self, found: Visitor, form: Form, participant: ParticipantId) -> None:
        """Record what a personal code makes of its owner: here, and with a device of their own."""
        command = _coming_in((await found.room.board("facilitator")).records, participant)
        if command is not None:
            new_id = CommandId(self._doors.new_id())
            asked = Asked(id=new_id, command=command, by=participant, via="form")
            answer = await found.room.submit(asked)
            if isinstance(answer, Refused):
                form.note("code", answer.message)

    async def _ask(self, found: Visitor, form: Form, seat: Seat) -> None:
        organisation = form.get("organisation", NO_ORGANISATION)
        command = JoinWorkshop(
            participant=seat.participant,
            name=form.get("name"),
            organisation=None if organisation == NO_ORGANISATION else OrganisationId(organisation),
            observer=form.ticked("observer"),
            area=AreaId(form.get("area")) if form.get("area") else None,
        )
        asked = Asked(id=seat.command, command=command, by=seat.participant, via="form")
        answer = await found.room.submit(asked)
        if isinstance(answer, Refused):
            _note_refusal(form, answer)

    def _enter(
        self, request: Request, form: Form, workshop_id: WorkshopId | None = None
    ) -> Response:
        return self._pages.page(
            "enter.html", form.status, reader=request, form=form, workshop_id=workshop_id
        )

    async def _form(self, request: Request, found: Visitor, form: Form, seat: Seat) -> Response:
        knows_code = "code" not in form.errors
        return self._pages.page(
            "join.html",
            form.status,
            reader=request,
            form=form,
            # Whoever has not got the code learns nothing about the workshop.
            workshop=found.workshop if knows_code else None,
            workshop_id=found.room.workshop_id,
            organisations=await _organisations(found) if knows_code else {},
            areas=await _areas(found) if knows_code else {},
            sessions=await self._coming(found) if knows_code else [],
            # Behind the call's link is the room too: with a lobby it comes after being let in.
            calls=found.workshop["door"] == "open",
            dates=Dates(str(found.workshop["timezone"]), language_of(request)),
            seat=self._doors.access.seat_token(seat),
        )

    async def _coming(self, found: Visitor) -> list[dict[str, Any]]:
        return coming((await found.room.board("facilitator")).records, self._doors.clock())

    async def _owner(self, request: Request, found: Visitor, form: Form) -> ParticipantId | None:
        if not may_guess(self._doors, request, form):
            return None
        people = await _people(found)
        owner = self._doors.access.rejoining(found.room.workshop_id, form.get("code"), people)
        if owner is None:
            self._doors.guesses.note_wrong(address(request))
            form.note("code", WRONG_REJOIN_CODE)
        return owner

    def _rejoin_form(self, request: Request, found: Visitor, form: Form) -> Response:
        workshop_id = found.room.workshop_id
        return self._pages.page(
            "rejoin.html", form.status, reader=request, form=form, workshop_id=workshop_id
        )


def _has_a_seat(found: Visitor) -> bool:
    """Tell whether this browser joined already; who was put out may join afresh, unless banned."""
    return found.person is not None or found.outside in {"waiting", "banned"}


def _check_name(form: Form) -> None:
    if not form.get("name"):
        form.note("name", NO_NAME)


def _note_refusal(form: Form, answer: Refused) -> None:
    match answer.code:
        case "empty_text":
            form.note("name", NO_NAME)
        case "text_too_long":
            form.note("name", LONG_NAME)
        case "no_such_organisation":
            form.note("organisation", NOT_LISTED)
        case "no_such_area":
            form.note("area", NOT_LISTED)
        case _:
            form.note("", answer.message, 503 if answer.retry_ms else 422)


async def _areas(found: Visitor) -> dict[str, Record]:
    return (await found.room.board("facilitator")).records["areas"]


async def _organisations(found: Visitor) -> dict[str, Record]:
    return (await found.room.board("facilitator")).records["organisations"]


async def _people(found: Visitor) -> list[ParticipantId]:
    records = (await found.room.board("facilitator")).records
    here = [key for key, each in records["participants"].items() if not each["erased"]]
    return [ParticipantId(key) for key in dict.fromkeys([*here, *records["door_list"]])]


def _coming_in(records: Records, participant: ParticipantId) -> Command | None:
    person = records["participants"].get(participant)
    if person is not None:
        return None if person["device"] else ChangeDevice(participant=participant, device=True)
    listed = records["door_list"][participant]
    organisation, area = listed["organisation"], listed["area"]
    return JoinWorkshop(
        participant=participant,
        name=str(listed["name"]),
        organisation=None if organisation is None else OrganisationId(str(organisation)),
        area=None if area is None else AreaId(str(area)),
    )
