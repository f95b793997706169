"""Starting a workshop, by form or by JSON, and what its facilitator gets for it.

On a loopback address anybody may; elsewhere it takes the create token. The
form asks two questions; everything else has a default and can be changed
later. Sending it twice makes one workshop.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, Final, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.commands import AddOrganisation, CreateWorkshop
from codesign.domain.events import Shape
from codesign.domain.ids import (
    CommandId,
    OrganisationId,
    ParticipantId,
    StageId,
    WorkshopId,
    derived_id,
    is_id,
)
from codesign.domain.words import NAME_CHARS, TEXT_CHARS, TITLE_CHARS
from codesign.live.request import Accepted, Answer, Refused
from codesign.live.request import Request as Asked
from codesign.programmes.templates import SHAPES, agenda
from codesign.web.access import CODES_TRIED, BadTokenError, Login, Seat, new_join_code, same_secret
from codesign.web.doors import Doors
from codesign.web.errors import too_many
from codesign.web.forms import Form, read_form, read_json
from codesign.web.guesses import TooManyGuessesError
from codesign.web.logins import bearer, login_for, remember
from codesign.web.pages import NO_STORE, Pages
from codesign.web.visitors import address, see

ORGANISATIONS_AT_MOST: Final = 50
LANGUAGES: Final = {"en": "English", "cy": "Cymraeg"}
FACILITATOR: Final = "Facilitator"

NO_TITLE: Final = "Write a name, such as “A better bus service for Tredegar”."
LONG_TITLE: Final = f"Write a shorter name: at most {TITLE_CHARS} characters."
NO_SHAPE: Final = "Choose one of the three."
LONG_NAME: Final = f"Write a shorter name: at most {NAME_CHARS} characters."
LONG_QUESTION: Final = f"Write a shorter question: at most {TEXT_CHARS} characters."
LONG_ORGANISATION: Final = f"One of these names is over {NAME_CHARS} characters. Shorten it."
MANY_ORGANISATIONS: Final = (
    f"That is more than {ORGANISATIONS_AT_MOST} organisations. Add the others in the room."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A workshop somebody wants to start."""

    title: str
    shape: Shape = "quick"
    name: str = FACILITATOR
    question: str = ""
    organisations: tuple[str, ...] = ()
    language: str = "en"
    timezone: str = "Europe/London"
    anonymous: bool = False
    private: bool = False
    sensitive: bool = False


class Starting:
    """The form, and the same for programs.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, _request: Request) -> Response:
        """Show the form."""
        return self._form(Form(fields={"shape": "quick"}), self._new_seat())

    async def start(self, request: Request) -> Response:
        """Start the workshop a form describes."""
        form = await read_form(request)
        seat = self._seat(request, form)
        self._check_token(request, form)
        plan = _plan(form)
        if plan is not None and not form.errors:
            answer = await start_workshop(self._doors, seat, plan)
            if isinstance(answer, Accepted):
                return self._started(request, seat)
            form.note("", answer.message, 503 if answer.retry_ms else 422)
        return self._form(form, seat)

    async def post(self, request: Request) -> Response:
        """Start a workshop for a program; see `_json_plan` for the fields.

        The answer gives the facilitator's login and the join code. Asked
        again, it is refused: the login is given once.
        """
        self._require_token(request)
        asked = _object(await read_json(request))
        seat = Seat(
            WorkshopId(_id(asked, "workshop")),
            ParticipantId(_id(asked, "facilitator")),
            CommandId(self._doors.new_id()),
        )
        answer = await start_workshop(self._doors, seat, _json_plan(asked))
        if isinstance(answer, Refused):
            return _refusal(answer)
        return await self._granted(request, seat)

    def _started(self, request: Request, seat: Seat) -> Response:
        response = see(f"/w/{seat.workshop}/started")
        remember(self._doors, request, response, Login(seat.workshop, seat.participant))
        return response

    async def _granted(self, request: Request, seat: Seat) -> Response:
        access = self._doors.access
        room = await self._doors.rooms.room(seat.workshop)
        board = await room.board("facilitator")
        link = access.facilitator_token(Login(seat.workshop, seat.participant))
        granted = {
            "workshop": seat.workshop,
            "login": access.login_token([Login(seat.workshop, seat.participant, "import")]),
            "join_code": board.records["workshop"]["workshop"]["join_code"],
            "facilitator_link": self._doors.url(request, f"/w/{seat.workshop}/f/{link}"),
        }
        return JSONResponse(granted, 201, headers=NO_STORE)

    def _form(self, form: Form, seat: Seat) -> Response:
        return self._pages.page(
            "start.html",
            form.status,
            form=form,
            shapes=SHAPES,
            languages=LANGUAGES,
            needs_token=self._doors.create_token is not None,
            seat=self._doors.access.seat_token(seat),
        )

    def _new_seat(self) -> Seat:
        new_id = self._doors.new_id
        return Seat(WorkshopId(new_id()), ParticipantId(new_id()), CommandId(new_id()))

    def _seat(self, request: Request, form: Form) -> Seat:
        try:
            seat = self._doors.access.read_seat(form.get("seat"))
        except BadTokenError:
            return self._new_seat()
        # Who has the login already went back to the form and wants another workshop.
        went_back = login_for(self._doors, request, seat.workshop) is not None
        return self._new_seat() if went_back else seat

    # --- who may ----------------------------------------------------------

    def _check_token(self, request: Request, form: Form) -> None:
        if self._doors.create_token is None:
            return
        if not form.get("token"):
            form.note("token", "Type the create token. Whoever runs this server has it.")
            return
        try:
            if not self._is_token(request, form.get("token")):
                form.note("token", "That is not it. Ask whoever runs this server.")
        except TooManyGuessesError as error:
            problem = too_many(error)
            form.note("token", problem.message, problem.status)

    def _require_token(self, request: Request) -> None:
        if self._doors.create_token is None:
            return
        if not self._is_token(request, bearer(request.headers) or ""):
            raise HTTPException(403, "Creating a workshop here takes the create token.")

    def _is_token(self, request: Request, token: str) -> bool:
        self._doors.guesses.require(address(request))
        if same_secret(token, self._doors.create_token or ""):
            return True
        self._doors.guesses.note_wrong(address(request))
        return False


async def start_workshop(doors: Doors, seat: Seat, plan: Plan) -> Answer:
    """Start the workshop, with the first join code that is free."""
    answer = await _ask(doors, seat, plan)
    tried = 1
    while isinstance(answer, Refused) and answer.code == "code_taken" and tried < CODES_TRIED:
        answer = await _ask(doors, seat, plan)
        tried += 1
    if isinstance(answer, Accepted):
        return await _add_organisations(doors, seat, plan) or answer
    return answer


async def _ask(doors: Doors, seat: Seat, plan: Plan) -> Answer:
    command = _create(doors, seat, plan)
    asked = Asked(id=seat.command, command=command, by=seat.participant, via="form")
    return await doors.rooms.create(seat.workshop, asked)


def _create(doors: Doors, seat: Seat, plan: Plan) -> CreateWorkshop:
    stages = (StageId(doors.new_id()) for _ in count())
    return CreateWorkshop(
        facilitator=seat.participant,
        facilitator_name=plan.name or FACILITATOR,
        title=plan.title,
        question=plan.question,
        shape=plan.shape,
        timezone=plan.timezone,
        language=plan.language,
        sensitive=plan.sensitive,
        join_code=new_join_code(),
        agenda=agenda(plan.shape, stages, anonymous=plan.anonymous, private=plan.private),
    )


async def _add_organisations(doors: Doors, seat: Seat, plan: Plan) -> Refused | None:
    room = await doors.rooms.room(seat.workshop)
    for number, name in enumerate(plan.organisations, start=1):
        # The same identifiers when the form is sent twice: then nothing changes.
        key = OrganisationId(derived_id(seat.workshop, "organisation", number))
        asked = Asked(
            id=CommandId(doors.new_id()),
            command=AddOrganisation(organisation=key, name=name),
            by=seat.participant,
            via="form",
        )
        answer = await room.submit(asked)
        if isinstance(answer, Refused):
            return answer
    return None


# --- reading what was asked ----------------------------------------------------------------------


def _plan(form: Form) -> Plan | None:
    """Return what the form describes, or None after saying what is wrong."""
    organisations = tuple(
        dict.fromkeys(
            each.strip() for each in form.get("organisations").splitlines() if each.strip()
        )
    )
    _check_text(form, "title", TITLE_CHARS, LONG_TITLE)
    _check_text(form, "name", NAME_CHARS, LONG_NAME)
    _check_text(form, "question", TEXT_CHARS, LONG_QUESTION)
    if not form.get("title"):
        form.note("title", NO_TITLE)
    if any(len(each) > NAME_CHARS for each in organisations):
        form.note("organisations", LONG_ORGANISATION)
    if len(organisations) > ORGANISATIONS_AT_MOST:
        form.note("organisations", MANY_ORGANISATIONS)
    shape = _shape(form.get("shape"))
    if shape is None:
        form.note("shape", NO_SHAPE)
        return None
    return Plan(
        title=form.get("title"),
        shape=shape,
        name=form.get("name"),
        question=form.get("question"),
        organisations=organisations,
        language=form.get("language") if form.get("language") in LANGUAGES else "en",
        anonymous=form.ticked("anonymous"),
        private=form.ticked("private"),
        sensitive=form.ticked("sensitive"),
    )


def _check_text(form: Form, name: str, limit_chars: int, message: str) -> None:
    if len(form.get(name)) > limit_chars:
        form.note(name, message)


def _shape(text: str) -> Shape | None:
    return next((each for each in get_args(Shape) if each == text), None)


def _json_plan(asked: dict[str, Any]) -> Plan:
    """Return what a program asks for.

    Beside `workshop` and `facilitator` (identifiers it minted) it must give
    `title`, and may give `name`, `question`, `shape`, `language`, `timezone`,
    `organisations` (names), `anonymous`, `private` and `sensitive`.
    """
    shape = _shape(_text(asked, "shape", "quick"))
    if shape is None:
        raise HTTPException(400, "shape is one of quick, half_day and full.")
    return Plan(
        title=_text(asked, "title"),
        shape=shape,
        name=_text(asked, "name", FACILITATOR),
        question=_text(asked, "question", ""),
        organisations=tuple(_texts(asked, "organisations")),
        language=_text(asked, "language", "en"),
        timezone=_text(asked, "timezone", "Europe/London"),
        anonymous=asked.get("anonymous") is True,
        private=asked.get("private") is True,
        sensitive=asked.get("sensitive") is True,
    )


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise HTTPException(400, "The body must be a JSON object.")
    return value


def _text(asked: dict[str, Any], name: str, default: str | None = None) -> str:
    value = asked.get(name, default)
    if not isinstance(value, str):
        raise HTTPException(400, f"{name} must be a text.")
    return value


def _texts(asked: dict[str, Any], name: str) -> list[str]:
    value = asked.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise HTTPException(400, f"{name} must be a list of texts.")
    return value[:ORGANISATIONS_AT_MOST]


def _id(asked: dict[str, Any], name: str) -> str:
    value = _text(asked, name)
    if not is_id(value):
        raise HTTPException(400, f"{name} must be an identifier: 22 base64url characters.")
    return value


def _refusal(answer: Refused) -> Response:
    body = {"code": answer.code, "message": answer.message}
    status = 503 if answer.retry_ms else 409
    return JSONResponse(body, status, headers=NO_STORE)
