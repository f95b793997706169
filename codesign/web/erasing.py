"""Being removed: a person asks for themselves, or a facilitator does it for them."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import EraseParticipant
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.logins import forget
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, visitor

NOT_CONFIRMED: Final = "Tick the box if you are sure. This cannot be taken back."
NOBODY: Final = "Choose whose name to destroy."


class Erasing:
    """The page to be removed on.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Say what goes and what stays, and ask."""
        found = await visitor(self._doors, request)
        return await self._form(request, found, found.require_person(), Form())

    async def erase(self, request: Request) -> Response:
        """Destroy a name for good."""
        found = await visitor(self._doors, request)
        person = found.require_person()
        form = await read_form(request)
        if not form.ticked("sure"):
            form.note("sure", NOT_CONFIRMED)
        erased = ParticipantId(form.get("participant") if person.runs else person.id)
        if not erased:
            form.note("participant", NOBODY)
        if not form.errors:
            await self._ask(found, person, erased, form)
        if form.errors:
            return await self._form(request, found, person, form)
        return self._done(request, found, itself=erased == person.id)

    async def _ask(self, found: Visitor, person: Person, erased: ParticipantId, form: Form) -> None:
        asked = Asked(
            id=CommandId(self._doors.new_id()),
            command=EraseParticipant(participant=erased),
            by=person.id,
            via="form",
        )
        answer = await found.room.submit(asked)
        if isinstance(answer, Refused):
            form.note("", answer.message, 503 if answer.retry_ms else 422)

    def _done(self, request: Request, found: Visitor, *, itself: bool) -> Response:
        workshop = found.room.workshop_id
        response = self._pages.page(
            "erased.html",
            reader=request,
            workshop=found.workshop,
            workshop_id=workshop,
            itself=itself,
        )
        if itself:
            forget(self._doors, request, response, workshop)
        return response

    async def _form(self, request: Request, found: Visitor, person: Person, form: Form) -> Response:
        return self._pages.page(
            "erase.html",
            form.status,
            reader=request,
            form=form,
            person=person,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            people=await _people(found) if person.runs else {},
        )


async def _people(found: Visitor) -> dict[str, str]:
    records = (await found.room.board("facilitator")).records["participants"]
    names = {key: str(each["name"]) for key, each in records.items() if not each["erased"]}
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))
