"""What one person contributed, and what became of it: to read, to change, to take away.

A page of one's own, for weeks later too. What is on it is what its reader may see
in the room, and theirs alone; every form of it is one command of theirs.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain import commands as c
from codesign.domain.ids import ContactId, IdeaId, ParticipantId
from codesign.domain.links import good_link
from codesign.outputs.contributions import (
    contributions_document,
    decision_lines,
    idea_lines,
    vote_lines,
)
from codesign.outputs.dates import Dates
from codesign.outputs.document import Document
from codesign.outputs.html import page
from codesign.outputs.markdown import text
from codesign.outputs.votes import result_lines
from codesign.projections.contributions import Contributions, contributions, held
from codesign.web.access import personal_path
from codesign.web.asking import ask
from codesign.web.delivering import as_file, as_page
from codesign.web.doors import Doors
from codesign.web.forms import DAMAGED, Form, read_form
from codesign.web.languages import Language, language_of
from codesign.web.links import TERMS, USUAL_DAYS, issuing
from codesign.web.pages import Pages
from codesign.web.phrases import Spoken, spoken_in
from codesign.web.visitors import Person, Visitor, see, visitor


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person contributed, and the document of it."""

    found: Contributions
    document: Document


class Mine:
    """The page of what one contributed.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show what one contributed, or do what one of its forms asks."""
        found = await visitor(self._doors, request)
        person = found.require_person()
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            place = form.get("place")
            command = self._command(form, person.id)
            await ask(self._doors, found.room, command, person.id, "form", form, place)
            if not form.errors:
                return see(f"{request.url.path}#{place}")
        return await self._page(request, found, person, form)

    async def as_html(self, request: Request) -> Response:
        """Give it as a page to keep."""
        found = await visitor(self._doors, request)
        kept = await self._kept(found, found.require_person())
        html = page(kept.document, self._base(request, found)).encode()
        return as_page(request, html, "what-i-contributed.html")

    async def as_text(self, request: Request) -> Response:
        """Give it as plain text."""
        found = await visitor(self._doors, request)
        kept = await self._kept(found, found.require_person())
        body = text(kept.document, self._base(request, found)).encode()
        return as_file(body, "text/plain; charset=utf-8", "what-i-contributed.txt")

    def _base(self, request: Request, found: Visitor) -> str:
        return self._doors.url(request, f"/w/{found.room.workshop_id}")

    def _command(self, form: Form, me: ParticipantId) -> c.Command:
        make = _COMMANDS.get(form.get("do"))
        if make is None:
            raise HTTPException(400, DAMAGED)
        return make(self._doors, form, me)

    async def _kept(self, found: Visitor, person: Person) -> Kept:
        own = await found.room.read(lambda workshop: held(workshop, person.id))
        group = found.room.group_of(person.id)
        recording = self._doors.recordings.of(found.room.workshop_id)

        def written() -> Kept:
            reading = recording.reading(person.view, None, group)
            given = contributions(reading, own, person.id)
            return Kept(given, contributions_document(reading, given, person.name))

        return await asyncio.to_thread(written)

    async def _page(self, request: Request, found: Visitor, person: Person, form: Form) -> Response:
        kept = await self._kept(found, person)
        workshop, now = found.room.workshop_id, self._doors.clock()
        link = await found.room.read(lambda workshop: good_link(workshop, person.id, now))
        access = self._doors.access
        code = access.rejoin_code(workshop, person.id)
        context = {
            "form": form,
            "workshop": found.workshop,
            "workshop_id": workshop,
            "person": person,
            "given": kept.found,
            **_told(kept.found, language_of(request)),
            "moments": {each.seq: each for each in kept.document.sources},
            "dates": Dates(str(found.workshop["timezone"]), language_of(request)),
            "link": None
            if link is None
            else self._doors.url(request, personal_path(access, workshop, person.id, link.id)),
            "terms": TERMS,
            "usual_days": USUAL_DAYS,
            "code": f"{code[:4]} {code[4:]}",
            "rejoin": self._doors.url(request, f"/w/{workshop}/rejoin"),
        }
        return self._pages.drawn("mine.html", context, form.status, reader=request)


def _told(found: Contributions, language: Language) -> dict[str, Any]:
    """Return what became of it all in the reader's language; how a vote came out, as recorded."""
    with spoken_in(language):
        speech = Spoken()
        return {
            "ideas": [(each, idea_lines(each, speech)) for each in found.ideas],
            "votes": [
                (
                    each,
                    vote_lines(each, speech),
                    result_lines(each.outcome),
                    decision_lines(each.decisions, speech),
                )
                for each in found.votes
            ],
        }


_COMMANDS: Final[Mapping[str, Callable[[Doors, Form, ParticipantId], c.Command]]] = {
    "reword": lambda _, form, __: c.RewordIdea(
        idea=IdeaId(form.get("idea")), text=form.get("text")
    ),
    "take_back": lambda _, form, __: c.WithdrawIdea(idea=IdeaId(form.get("idea"))),
    "put_back": lambda _, form, __: c.RestoreIdea(idea=IdeaId(form.get("idea"))),
    "untidy": lambda _, form, __: c.UntidyIdea(idea=IdeaId(form.get("idea"))),
    "answer": lambda _, form, __: c.AnswerExit(text=form.get("text")),
    "contact": lambda doors, form, _: c.GiveContact(
        contact=ContactId(doors.new_id()), address=form.get("address")
    ),
    "no_contact": lambda _, __, me: c.WithdrawContact(participant=me),
    "link": lambda doors, form, me: issuing(doors, me, form),
    "unlink": lambda _, __, me: c.RevokeLink(participant=me),
}
