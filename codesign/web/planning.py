"""A workshop somebody wants to start: read from a form or from JSON, and started.

Everything but the title has a default and can be changed later.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, Final, get_args

from starlette.exceptions import HTTPException

from codesign.domain.commands import AddOrganisation, CreateWorkshop
from codesign.domain.events import Shape
from codesign.domain.ids import CommandId, OrganisationId, StageId, derived_id, is_id
from codesign.domain.words import NAME_CHARS, TEXT_CHARS, TITLE_CHARS
from codesign.live.request import Accepted, Answer, Refused
from codesign.live.request import Request as Asked
from codesign.programmes.templates import agenda
from codesign.web.access import CODES_TRIED, Seat, new_join_code
from codesign.web.doors import Doors
from codesign.web.forms import Form

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


def plan_of_form(form: Form) -> Plan | None:
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


def plan_of_json(asked: dict[str, Any]) -> Plan:
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


def object_of(value: object) -> dict[str, Any]:
    """Return the body if it is a JSON object.

    Raises:
        HTTPException: 400.
    """
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


def id_of(asked: dict[str, Any], name: str) -> str:
    """Return the identifier a program minted.

    Raises:
        HTTPException: 400.
    """
    value = _text(asked, name)
    if not is_id(value):
        raise HTTPException(400, f"{name} must be an identifier: 22 base64url characters.")
    return value
