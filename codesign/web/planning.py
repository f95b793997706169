"""A workshop somebody wants to start: read from a form or from JSON, and started.

Everything but the title has a default and can be changed later.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, get_args

from starlette.exceptions import HTTPException

from codesign.domain.agenda import IDEA_STAGES
from codesign.domain.areas import AREAS_AT_MOST
from codesign.domain.commands import (
    AddArea,
    AddOrganisation,
    Command,
    CreateWorkshop,
    NamePlace,
    OpenStage,
    PlanSession,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Shape
from codesign.domain.ids import (
    AreaId,
    CommandId,
    OrganisationId,
    SessionId,
    StageId,
    derived_id,
    is_id,
)
from codesign.domain.sittings import area_code, call_link
from codesign.domain.words import NAME_CHARS, TEXT_CHARS, TITLE_CHARS
from codesign.live.request import Accepted, Answer, Refused
from codesign.live.request import Request as Asked
from codesign.programmes.agendas import AgendaTemplate
from codesign.programmes.templates import SHAPES, StageTemplate, planned
from codesign.web.access import CODES_TRIED, Seat, new_join_code
from codesign.web.doors import Doors
from codesign.web.forms import Form
from codesign.web.when import NO_DATE, TOO_EARLY, read_span, read_until

ORGANISATIONS_AT_MOST: Final = 50
LANGUAGES: Final = {"en": "English", "cy": "Cymraeg"}
FACILITATOR: Final = "Facilitator"
FIRST_SESSION: Final = "Session 1"
TIMEZONE: Final = "Europe/London"

NO_TITLE: Final = "Write a name, such as “A better bus service for Tredegar”."
LONG_TITLE: Final = f"Write a shorter name: at most {TITLE_CHARS} characters."
NO_SHAPE: Final = "Choose one of the three."
LONG_NAME: Final = f"Write a shorter name: at most {NAME_CHARS} characters."
LONG_QUESTION: Final = f"Write a shorter question: at most {TEXT_CHARS} characters."
LONG_LINE: Final = f"One of these names is over {NAME_CHARS} characters. Shorten it."
MANY_ORGANISATIONS: Final = (
    f"That is more than {ORGANISATIONS_AT_MOST} organisations. Add the others in the room."
)
MANY_AREAS: Final = f"That is more than {AREAS_AT_MOST} areas. Nobody finds theirs among so many."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A workshop somebody wants to start.

    Without `stages` it has those of its shape. `session` is when its first
    session starts and ends, `open_until` when the first stage that takes
    ideas stays open to; both in ms UTC.
    """

    title: str
    shape: Shape = "quick"
    name: str = FACILITATOR
    question: str = ""
    organisations: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    language: str = "en"
    timezone: str = TIMEZONE
    anonymous: bool = False
    private: bool = False
    sensitive: bool = False
    stages: tuple[StageTemplate, ...] = ()
    place: str = ""
    area: str = ""
    session: tuple[int, int] | None = None
    venue: str = ""
    call_link: str = ""
    open_until: int | None = None


async def start_workshop(doors: Doors, seat: Seat, plan: Plan) -> Answer:
    """Start the workshop, with the first join code that is free."""
    answer = await _ask(doors, seat, plan)
    tried = 1
    while isinstance(answer, Refused) and answer.code == "code_taken" and tried < CODES_TRIED:
        answer = await _ask(doors, seat, plan)
        tried += 1
    if isinstance(answer, Accepted):
        return await _prepare(doors, seat, plan) or answer
    return answer


async def _ask(doors: Doors, seat: Seat, plan: Plan) -> Answer:
    command = _create(seat, plan)
    asked = Asked(id=seat.command, command=command, by=seat.participant, via="form")
    return await doors.rooms.create(seat.workshop, asked)


def _create(seat: Seat, plan: Plan) -> CreateWorkshop:
    # The same identifiers when the form is sent twice: then nothing changes.
    stages = (StageId(derived_id(seat.workshop, "stage", number)) for number in count())
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
        agenda=planned(
            plan.stages or SHAPES[plan.shape].stages,
            stages,
            anonymous=plan.anonymous,
            private=plan.private,
        ),
    )


async def _prepare(doors: Doors, seat: Seat, plan: Plan) -> Refused | None:
    room = await doors.rooms.room(seat.workshop)
    for command in _preparations(seat, plan):
        asked = Asked(
            id=CommandId(doors.new_id()), command=command, by=seat.participant, via="form"
        )
        answer = await room.submit(asked)
        if isinstance(answer, Refused):
            return answer
    return None


def _preparations(seat: Seat, plan: Plan) -> Iterator[Command]:
    for number, name in enumerate(plan.organisations, start=1):
        key = OrganisationId(derived_id(seat.workshop, "organisation", number))
        yield AddOrganisation(organisation=key, name=name)
    for number, name in enumerate(plan.areas, start=1):
        yield AddArea(area=AreaId(derived_id(seat.workshop, "area", number)), name=name)
    yield NamePlace(place=plan.place, area=plan.area)
    if plan.session is not None:
        yield PlanSession(
            session=SessionId(derived_id(seat.workshop, "session", 1)),
            title=FIRST_SESSION,
            starts_at=plan.session[0],
            ends_at=plan.session[1],
            venue=plan.venue,
            call_link=plan.call_link,
        )
    kinds = [each.kind for each in plan.stages or SHAPES[plan.shape].stages]
    first = next((number for number, kind in enumerate(kinds) if kind in IDEA_STAGES), None)
    if plan.open_until is not None and first is not None:
        stage = StageId(derived_id(seat.workshop, "stage", first))
        yield OpenStage(stage=stage, until=plan.open_until)


# --- reading what was asked ----------------------------------------------------------------------


def plan_of_form(form: Form, agenda: AgendaTemplate | None, now: int) -> Plan | None:
    """Return what the form describes, or None after saying what is wrong.

    An agenda that was chosen brings its shape along.
    """
    _check_text(form, "title", TITLE_CHARS, LONG_TITLE)
    _check_text(form, "name", NAME_CHARS, LONG_NAME)
    _check_text(form, "question", TEXT_CHARS, LONG_QUESTION)
    if not form.get("title"):
        form.note("title", NO_TITLE)
    organisations, areas = organisations_of(form), areas_of(form)
    session, open_until = _first_session(form, now)
    _check_form_of(form, "area", area_code)
    _check_form_of(form, "call_link", call_link)
    shape = agenda.shape if agenda else shape_of(form.get("shape"))
    if shape is None:
        form.note("shape", NO_SHAPE)
        return None
    return Plan(
        title=form.get("title"),
        shape=shape,
        name=form.get("name"),
        question=form.get("question"),
        organisations=organisations,
        areas=areas,
        language=form.get("language") if form.get("language") in LANGUAGES else "en",
        anonymous=form.ticked("anonymous"),
        private=form.ticked("private"),
        sensitive=form.ticked("sensitive"),
        stages=agenda.stages if agenda else (),
        place=form.get("place"),
        area=form.get("area"),
        session=session,
        venue=form.get("venue"),
        call_link=form.get("call_link"),
        open_until=open_until,
    )


def organisations_of(form: Form) -> tuple[str, ...]:
    """Return the names of organisations in a form, one a line, after saying what is wrong."""
    return _names(form, "organisations", ORGANISATIONS_AT_MOST, MANY_ORGANISATIONS)


def areas_of(form: Form) -> tuple[str, ...]:
    """Return the names of areas in a form, one a line, after saying what is wrong."""
    return _names(form, "areas", AREAS_AT_MOST, MANY_AREAS)


def _names(form: Form, field: str, at_most: int, too_many: str) -> tuple[str, ...]:
    lines = form.get(field).splitlines()
    names = tuple(dict.fromkeys(each.strip() for each in lines if each.strip()))
    if any(len(each) > NAME_CHARS for each in names):
        form.note(field, LONG_LINE)
    if len(names) > at_most:
        form.note(field, too_many)
    return names


def _first_session(form: Form, now: int) -> tuple[tuple[int, int] | None, int | None]:
    wanted = any(form.get(each) for each in ("day", "starts", "ends", "venue", "call_link"))
    session = read_span(form, TIMEZONE) if wanted else None
    until = read_until(form, TIMEZONE) if form.get("until") else None
    if form.get("until") and (until is None or until <= now):
        form.note("until", NO_DATE if until is None else TOO_EARLY)
    return session, until


def _check_form_of(form: Form, name: str, check: Callable[[str], str]) -> None:
    try:
        check(form.get(name))
    except CommandRejectedError as refused:
        form.note(name, refused.message)


def _check_text(form: Form, name: str, limit_chars: int, message: str) -> None:
    if len(form.get(name)) > limit_chars:
        form.note(name, message)


def shape_of(text: str) -> Shape | None:
    """Return the shape of that name."""
    return next((each for each in get_args(Shape) if each == text), None)


def plan_of_json(asked: dict[str, Any]) -> Plan:
    """Return what a program asks for.

    Beside `workshop` and `facilitator` (identifiers it minted) it must give
    `title`, and may give `name`, `question`, `shape`, `language`, `timezone`,
    `organisations` and `areas` (names), `anonymous`, `private` and `sensitive`.
    """
    shape = shape_of(_text(asked, "shape", "quick"))
    if shape is None:
        raise HTTPException(400, "shape is one of quick, half_day and full.")
    return Plan(
        title=_text(asked, "title"),
        shape=shape,
        name=_text(asked, "name", FACILITATOR),
        question=_text(asked, "question", ""),
        organisations=tuple(_texts(asked, "organisations", ORGANISATIONS_AT_MOST)),
        areas=tuple(_texts(asked, "areas", AREAS_AT_MOST)),
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


def _texts(asked: dict[str, Any], name: str, at_most: int) -> list[str]:
    value = asked.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise HTTPException(400, f"{name} must be a list of texts.")
    return value[:at_most]


def id_of(asked: dict[str, Any], name: str) -> str:
    """Return the identifier a program minted.

    Raises:
        HTTPException: 400.
    """
    value = _text(asked, name)
    if not is_id(value):
        raise HTTPException(400, f"{name} must be an identifier: 22 base64url characters.")
    return value
