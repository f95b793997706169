"""Practice rooms: opened from a moment of a recording, and thrown away.

Who runs a workshop may practise with it, so often without the create token as
a team needs to rehearse; with a published recording so may whoever may start a
workshop here. What comes along is what the chosen view saw then and may see
still; names of people never do.
"""

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import BeginPractice, Command, ThrowPracticeAway
from codesign.domain.events import View
from codesign.domain.ids import SYSTEM, CommandId, ParticipantId, WorkshopId, derived_id
from codesign.domain.recorded import Via
from codesign.domain.views import VIEWS
from codesign.domain.words import NAME_CHARS
from codesign.live.buckets import Allowance, Buckets
from codesign.live.request import Answer, Refused
from codesign.live.request import Request as Asked
from codesign.programmes.practice import ideas_of, practice_of, stages_of, themes_of, title_of
from codesign.projections.board import Records
from codesign.web.access import Login, Seat
from codesign.web.create_token import CreateToken
from codesign.web.doors import Doors
from codesign.web.errors import NotAllowedError
from codesign.web.forms import Form, read_form
from codesign.web.logins import forget, remember
from codesign.web.pages import Pages
from codesign.web.planning import FACILITATOR, LONG_NAME, Plan, start_workshop
from codesign.web.seats import new_seat, seat_of
from codesign.web.visitors import Visitor, see, visitor

# What a team opens without the create token: ten to rehearse with, then one an hour. A practice
# room is no workshop in this: rooms out of rooms would have no end.
_OF_A_WORKSHOP: Final = Allowance(burst=10, every_ms=60 * 60 * 1000)
_WORKSHOPS_REMEMBERED: Final = 10_000


class Practising:
    """The pages for practice.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages
        self._token = CreateToken(doors)
        self._without_token: Buckets[WorkshopId] = Buckets(_OF_A_WORKSHOP, _WORKSHOPS_REMEMBERED)

    async def show(self, request: Request) -> Response:
        """Say what a practice room from this moment is, and offer to open it."""
        asked = Form(fields={key: request.query_params.get(key, "") for key in ("at", "view")})
        return await self._page(request, asked, new_seat(self._doors))

    async def open(self, request: Request) -> Response:
        """Open it, once however often the form is sent."""
        form = await read_form(request)
        found = await visitor(self._doors, request)
        records, at = await self._moment(found, form)
        seat = seat_of(self._doors, form)
        asks_token = self._asks_token(found)
        if asks_token:
            self._token.check(request, form)
        if len(form.get("name")) > NAME_CHARS:
            form.note("name", LONG_NAME)
        if form.errors:
            return await self._page(request, form, seat)
        refused = await self._start(found.room.workshop_id, at, records, seat, form.get("name"))
        if refused is not None:
            form.note("", refused.message, 503 if refused.retry_ms else 422)
            return await self._page(request, form, seat)
        if asks_token:
            self._token.note_used(seat)
        else:
            self._without_token.take(found.room.workshop_id, self._doors.elapsed())
        response = see(f"/w/{seat.workshop}/started")
        remember(self._doors, request, response, Login(seat.workshop, seat.participant))
        return response

    async def end(self, request: Request) -> Response:
        """Throw a practice room away, after asking."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        if not found.workshop["practice"]:
            raise NotAllowedError
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            answer = await self._ask(
                found.room.workshop_id, ThrowPracticeAway(), self._doors.new_id(), person.id
            )
            if not isinstance(answer, Refused):
                response = see("/")
                forget(self._doors, request, response, found.room.workshop_id)
                return response
            form.note("", answer.message, 422)
        return self._pages.page(
            "practice_end.html",
            form.status,
            form=form,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
        )

    async def _page(self, request: Request, form: Form, seat: Seat) -> Response:
        found = await visitor(self._doors, request)
        records, at = await self._moment(found, form)
        return self._pages.page(
            "practice.html",
            form.status,
            form=form,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            at=at,
            view=_view(form),
            comes={
                "stages": len(stages_of(records)),
                "ideas": len(ideas_of(records)),
                "themes": len(themes_of(records)),
            },
            needs_token=self._asks_token(found),
            runs=_runs(found),
            seat=self._doors.access.seat_token(seat),
        )

    async def _moment(self, found: Visitor, form: Form) -> tuple[Records, int]:
        """Return the board of the moment that is asked for, as the view may have it."""
        view = _view(form)
        found.require_view(view)
        if not _runs(found) and not found.workshop["published"]:
            raise NotAllowedError
        head = found.room.head
        at = form.get("at") or str(head)
        if not at.isdecimal() or not 0 < int(at) <= head:
            raise HTTPException(404)
        recording = self._doors.recordings.of(found.room.workshop_id)
        board = await asyncio.to_thread(recording.board, view, int(at))
        return board.records, int(at)

    async def _start(
        self, source: WorkshopId, at: int, records: Records, seat: Seat, name: str
    ) -> Refused | None:
        about = records["workshop"]["workshop"]
        sensitive = about["sensitive"] is True
        plan = Plan(
            title=title_of(str(about["title"]), sensitive=sensitive),
            shape=about["shape"],  # type: ignore[arg-type]
            name=name or FACILITATOR,
            question=str(about["question"]),
            language=str(about["language"]),
            timezone=str(about["timezone"]),
            sensitive=sensitive,
            organisations=tuple(str(each["name"]) for each in records["organisations"].values()),
            stages=stages_of(records),
        )
        answer = await start_workshop(self._doors, seat, plan)
        if isinstance(answer, Refused):
            return answer
        begin = BeginPractice(workshop=source, version=at)
        answer = await self._ask(seat.workshop, begin, _command(seat, 0), SYSTEM, via="system")
        for number, command in enumerate(practice_of(records, seat.workshop), start=1):
            if isinstance(answer, Refused):
                return answer
            answer = await self._ask(
                seat.workshop, command, _command(seat, number), seat.participant
            )
        return answer if isinstance(answer, Refused) else None

    async def _ask(
        self, key: WorkshopId, command: Command, asked: str, by: ParticipantId, via: Via = "desk"
    ) -> Answer:
        room = await self._doors.rooms.room(key)
        return await room.submit(Asked(id=CommandId(asked), command=command, by=by, via=via))

    def _asks_token(self, found: Visitor) -> bool:
        if not self._token.needed:
            return False
        waits = self._without_token.wait_ms(found.room.workshop_id, self._doors.elapsed())
        return not _runs(found) or bool(found.workshop["practice"]) or waits > 0


def _runs(found: Visitor) -> bool:
    return found.person is not None and found.person.runs


def _view(form: Form) -> View:
    for each in VIEWS:
        if each == (form.get("view") or "public"):
            return each
    raise HTTPException(404)


def _command(seat: Seat, number: int) -> str:
    return derived_id(seat.workshop, "practice", number)
