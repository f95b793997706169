"""After the room, for those who run it: plain pages of small forms.

Each form does one act, which is one event and is taken back by another; what was
typed is shown again where it was refused.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain import commands as c
from codesign.domain.events import Responded, Stance
from codesign.domain.ids import (
    DecisionId,
    IdeaId,
    OptionId,
    OrganisationId,
    ResponseId,
    RoundId,
)
from codesign.outputs.answers import STANCES
from codesign.outputs.dates import Dates
from codesign.projections.afterwards import kept_informed, loose_ends, said_on_leaving
from codesign.projections.board import Records
from codesign.web.asking import ask
from codesign.web.doors import Doors
from codesign.web.forms import DAMAGED, Form, read_form
from codesign.web.loose_ends import told
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, see, visitor

_ABOUT: Final[dict[str, Responded]] = {"theme": "theme", "decision": "decision"}
_STANCES: Final[dict[str, Stance]] = {each: each for each in STANCES}

Contents = Mapping[str, Any]


class After:
    """The pages for after the room.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def overview(self, request: Request) -> Response:
        """Show what is open, what happens next, and what people said and left on leaving."""
        return await self._serve(request, "after.html", self._overview)

    async def answers(self, request: Request) -> Response:
        """Show what comes of each decision and theme."""
        return await self._serve(request, "after_answers.html", self._answers)

    async def tidy(self, request: Request) -> Response:
        """Show ideas, themes and people, to be tidied."""
        return await self._serve(request, "after_tidy.html", self._tidy)

    async def _serve(
        self, request: Request, template: str, contents: Callable[..., Any]
    ) -> Response:
        """Show a page, or do what one of its forms asks and show it again."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            command = command_of(form, self._doors.new_id)
            await ask(self._doors, found.room, command, person.id, "desk", form, form.get("place"))
            if not form.errors:
                return see(f"{request.url.path}#{form.get('place')}")
        records = (await found.room.board("facilitator")).records
        context = {
            "form": form,
            "workshop": found.workshop,
            "workshop_id": found.room.workshop_id,
            "dates": Dates(str(found.workshop["timezone"])),
            **await contents(found, person, records),
        }
        return self._pages.drawn(template, context, form.status)

    async def _overview(self, found: Visitor, person: Person, records: Records) -> Contents:
        loose, said, informed = await found.room.read(
            lambda workshop: (
                loose_ends(workshop, person.id),
                said_on_leaving(workshop),
                kept_informed(workshop),
            )
        )
        here = f"/w/{found.room.workshop_id}"
        dates = Dates(str(found.workshop["timezone"]))
        return {
            "loose": [told(each, here, dates) for each in loose],
            "decisions": records["decisions"],
            "said": said,
            "informed": informed,
        }

    async def _answers(self, _found: Visitor, _person: Person, records: Records) -> Contents:
        standing = {
            key: each
            for key, each in records["decisions"].items()
            if each["withdrawn_reason"] is None
        }
        things = [("decision", key, each["text"]) for key, each in standing.items()]
        things += [("theme", key, each["title"]) for key, each in records["themes"].items()]
        return {
            "things": things,
            "responses": records["responses"],
            "organisations": records["organisations"],
            "stances": STANCES,
        }

    async def _tidy(self, _found: Visitor, _person: Person, records: Records) -> Contents:
        ideas = {key: each for key, each in records["ideas"].items() if each["text"]}
        return {"ideas": ideas}


def command_of(form: Form, new_id: Callable[[], str]) -> c.Command:
    """Return the command that a form asks.

    Raises:
        HTTPException: 400, it asks nothing known.
    """
    makes = _COMMANDS.get(form.get("do"))
    if makes is None:
        raise HTTPException(400, DAMAGED)
    return makes(form, new_id)


def _response(form: Form, new_id: Callable[[], str]) -> c.Command:
    about, stance = _ABOUT.get(form.get("about")), _STANCES.get(form.get("stance"))
    if about is None or stance is None:
        raise HTTPException(400, DAMAGED)
    return c.GiveResponse(
        response=ResponseId(form.get("response") or new_id()),
        about=about,
        id=form.get("id"),
        stance=stance,
        organisation=_organisation(form),
        why=form.get("why"),
        post=form.get("post"),
        by_when=form.get("by_when"),
    )


def _reasons(form: Form, _new_id: Callable[[], str]) -> c.Command:
    options = form.get("options").split()
    return c.RecordDecision(
        decision=DecisionId(form.get("decision")),
        text=form.get("text"),
        reasons=form.get("reasons"),
        round=RoundId(form.get("round")) if form.get("round") else None,
        options=tuple(OptionId(each) for each in options),
    )


def _organisation(form: Form) -> OrganisationId | None:
    key = form.get("organisation")
    return OrganisationId(key) if key else None


_COMMANDS: Final[Mapping[str, Callable[[Form, Callable[[], str]], c.Command]]] = {
    "next": lambda form, _: c.WordNextSteps(text=form.get("text")),
    "question": lambda form, _: c.AskExitQuestion(question=form.get("question")),
    "reasons": _reasons,
    "respond": _response,
    "withdraw": lambda form, _: c.WithdrawResponse(response=ResponseId(form.get("response"))),
    "tidy": lambda form, _: c.TidyIdea(idea=IdeaId(form.get("idea")), text=form.get("text")),
    "untidy": lambda form, _: c.UntidyIdea(idea=IdeaId(form.get("idea"))),
}
