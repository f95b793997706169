"""After the room: what happens next, what came of it, and tidy words, by those who run it.

One plain page of small forms. Each does one act, which is one event and is taken
back by another; what was typed is shown again where it was refused.
"""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.commands import (
    Command,
    GiveResponse,
    TidyIdea,
    UntidyIdea,
    WithdrawResponse,
    WordNextSteps,
)
from codesign.domain.events import Responded, Stance
from codesign.domain.ids import CommandId, IdeaId, OrganisationId, ResponseId
from codesign.live.request import Refused
from codesign.live.request import Request as Asked
from codesign.outputs.answers import STANCES
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, see, visitor

_ABOUT: Final[dict[str, Responded]] = {"theme": "theme", "decision": "decision"}
_STANCES: Final[dict[str, Stance]] = {each: each for each in STANCES}


class After:
    """The page for after the room.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show what was worded, answered and tidied so far, each with its form."""
        found = await visitor(self._doors, request)
        found.require_running()
        return await self._page(found, Form())

    async def act(self, request: Request) -> Response:
        """Do what one of the forms asks."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = await read_form(request)
        await self._ask(found, person, form)
        if form.errors:
            return await self._page(found, form)
        return see(f"/w/{found.room.workshop_id}/after#{form.get('place')}")

    async def _ask(self, found: Visitor, person: Person, form: Form) -> None:
        asked = Asked(
            id=CommandId(self._doors.new_id()),
            command=self._command(form),
            by=person.id,
            via="desk",
        )
        answer = await found.room.submit(asked)
        if isinstance(answer, Refused):
            form.note(form.get("place"), answer.message, 503 if answer.retry_ms else 422)

    def _command(self, form: Form) -> Command:
        match form.get("do"):
            case "next":
                return WordNextSteps(text=form.get("text"))
            case "respond":
                return self._response(form)
            case "withdraw":
                return WithdrawResponse(response=ResponseId(form.get("response")))
            case "tidy":
                return TidyIdea(idea=IdeaId(form.get("idea")), text=form.get("text"))
            case "untidy":
                return UntidyIdea(idea=IdeaId(form.get("idea")))
            case _:
                raise HTTPException(400, "This form arrived damaged. Send it again.")

    def _response(self, form: Form) -> GiveResponse:
        about, stance = _ABOUT.get(form.get("about")), _STANCES.get(form.get("stance"))
        if about is None or stance is None:
            raise HTTPException(400, "This form arrived damaged. Send it again.")
        organisation = form.get("organisation")
        return GiveResponse(
            response=ResponseId(form.get("response") or self._doors.new_id()),
            about=about,
            id=form.get("id"),
            stance=stance,
            organisation=OrganisationId(organisation) if organisation else None,
            why=form.get("why"),
            post=form.get("post"),
            by_when=form.get("by_when"),
        )

    async def _page(self, found: Visitor, form: Form) -> Response:
        records = (await found.room.board("facilitator")).records
        standing = {
            key: each
            for key, each in records["decisions"].items()
            if each["withdrawn_reason"] is None
        }
        things = [("decision", key, each["text"]) for key, each in standing.items()]
        things += [("theme", key, each["title"]) for key, each in records["themes"].items()]
        return self._pages.page(
            "after.html",
            form.status,
            form=form,
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            things=things,
            responses=records["responses"],
            organisations=records["organisations"],
            ideas={k: each for k, each in records["ideas"].items() if each["text"]},
            stances=STANCES,
        )
