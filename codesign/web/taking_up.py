"""Starting the next workshop from the catalogue: from a design, or from what was left open."""

import asyncio
from dataclasses import dataclass
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import Command, NameAncestor
from codesign.domain.ids import (
    SYSTEM,
    CommandId,
    ParticipantId,
    RedesignId,
    derived_id,
)
from codesign.domain.recorded import Via
from codesign.domain.words import NAME_CHARS, TITLE_CHARS
from codesign.live.request import Accepted, Answer, Refused
from codesign.live.request import Request as Asked
from codesign.programmes.taking_up import TakenUp, taking_up
from codesign.programmes.templates import SHAPES
from codesign.store.tables import Kept
from codesign.web.access import Login, Seat
from codesign.web.create_token import CreateToken
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.logins import remember
from codesign.web.pages import Pages
from codesign.web.planning import (
    LONG_NAME,
    LONG_TITLE,
    NO_TITLE,
    Plan,
    shape_of,
    start_workshop,
)
from codesign.web.seats import new_seat, seat_of
from codesign.web.visitors import see, workshop_id

NO_LENGTH: Final = "Choose one of the two."
NOTHING_TAKEN: Final = "Choose at least one thing to take up."


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A workshop of the catalogue, and of its designs the one that is asked for."""

    workshop: Kept
    design: Kept | None


class TakingUp:
    """The page.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages
        self._token = CreateToken(doors)

    async def show(self, request: Request) -> Response:
        """Offer what can come along: the design that was asked for, or else all that is open."""
        source = await self._source(request, request.query_params.get("design", ""))
        if source.design is not None:
            ticked = {"take_design": "yes", "title": source.design.record["title"]}
        else:
            record = source.workshop.record
            ticked = {_field("theme", each): "yes" for each in record["themes"]}
            ticked |= {_field("need", each): "yes" for each in record["needs"]}
        return self._page(
            source, Form(fields={"shape": "half_day", **ticked}), new_seat(self._doors)
        )

    async def start(self, request: Request) -> Response:
        """Start the workshop, once however often the form is sent."""
        form = await read_form(request)
        source = await self._source(request, form.get("design"))
        seat = seat_of(self._doors, form)
        self._token.check(request, form)
        taken = _taken(source, form)
        plan = _plan(source, taken, form)
        if plan is None or form.errors:
            return self._page(source, form, seat)
        answer = await self._start(source, seat, plan, taken)
        if isinstance(answer, Refused):
            form.note("", answer.message, 503 if answer.retry_ms else 422)
            return self._page(source, form, seat)
        self._token.note_used(seat)
        response = see(f"/w/{seat.workshop}/started")
        remember(self._doors, request, response, Login(seat.workshop, seat.participant))
        return response

    async def _start(self, source: Source, seat: Seat, plan: Plan, taken: TakenUp) -> Answer:
        answer = await start_workshop(self._doors, seat, plan)
        if not isinstance(answer, Accepted):
            return answer
        answer = await self._ask(seat, 0, _ancestor(source, taken), SYSTEM, "system")
        commands = taking_up(taken, seat.workshop, plan.shape)
        for number, command in enumerate(commands, start=1):
            if isinstance(answer, Refused):
                return answer
            answer = await self._ask(seat, number, command, seat.participant, "desk")
        return answer

    async def _ask(
        self, seat: Seat, number: int, command: Command, by: ParticipantId, via: Via
    ) -> Answer:
        room = await self._doors.rooms.room(seat.workshop)
        asked = CommandId(derived_id(seat.workshop, "taking up", number))
        return await room.submit(Asked(id=asked, command=command, by=by, via=via))

    async def _source(self, request: Request, design: str) -> Source:
        key = workshop_id(request)
        workshop = await asyncio.to_thread(self._doors.tables.row, "workshops", key, key)
        if workshop is None:
            raise HTTPException(404)
        found = None
        if design:
            found = await asyncio.to_thread(self._doors.tables.row, "designs", key, design)
            if found is None:
                raise HTTPException(404)
        return Source(workshop=workshop, design=found)

    def _page(self, source: Source, form: Form, seat: Seat) -> Response:
        return self._pages.page(
            "taking_up.html",
            form.status,
            form=form,
            source=source.workshop.record["workshop"],
            open=source.workshop.record,
            design=source.design,
            field=_field,
            shapes={name: SHAPES[name] for name in ("half_day", "full")},
            needs_token=self._token.needed,
            seat=self._doors.access.seat_token(seat),
        )


def _field(kind: str, each: dict[str, Any]) -> str:
    """Return the name of the box by which a theme or a need is taken up."""
    return f"{kind}-{each['id']}"


def _taken(source: Source, form: Form) -> TakenUp:
    record = source.workshop.record
    design = source.design if form.ticked("take_design") else None
    taken = TakenUp(
        design=None if design is None else design.record,
        themes=[each for each in record["themes"] if form.ticked(_field("theme", each))],
        needs=[each for each in record["needs"] if form.ticked(_field("need", each))],
    )
    if taken == TakenUp(themes=[], needs=[]):
        form.note("taken", NOTHING_TAKEN)
    return taken


def _plan(source: Source, taken: TakenUp, form: Form) -> Plan | None:
    about = source.workshop.record["workshop"]
    if not form.get("title"):
        form.note("title", NO_TITLE)
    if len(form.get("title")) > TITLE_CHARS:
        form.note("title", LONG_TITLE)
    if len(form.get("name")) > NAME_CHARS:
        form.note("name", LONG_NAME)
    shape = shape_of(form.get("shape"))
    if shape not in {"half_day", "full"}:
        form.note("shape", NO_LENGTH)
        return None
    return Plan(
        title=form.get("title"),
        shape=shape,
        name=form.get("name"),
        language=about["language"],
        timezone=about["timezone"],
        organisations=taken.organisations,
        place=form.get("place"),
    )


def _ancestor(source: Source, taken: TakenUp) -> NameAncestor:
    workshop = source.workshop
    at = int(workshop.record["seq"])
    if taken.design is None or source.design is None:
        return NameAncestor(workshop=workshop.workshop, version=at)
    return NameAncestor(
        workshop=workshop.workshop,
        version=at,
        redesign=RedesignId(source.design.key),
        redesign_version=int(taken.design["version"]),
        hash=str(taken.design["hash"]),
    )
