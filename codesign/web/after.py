"""After the room, for those who run it: plain pages of small forms.

Each form does one act, which is one event and is taken back by another; what was
typed is shown again where it was refused.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.outputs.answers import STANCES
from codesign.outputs.dates import Dates
from codesign.projections.afterwards import (
    kept_informed,
    loose_ends,
    said_on_leaving,
    themes_gone,
)
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.after_forms import command_of
from codesign.web.asking import ask
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.loose_ends import told
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, see, visitor

_TIDIED: Final = {
    "idea": "ideas",
    "theme": "themes",
    "person": "participants",
    "organisation": "organisations",
}

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
        """List ideas, themes, people and organisations, each leading to where it is tidied."""
        return await self._serve(request, "after_tidy.html", self._tidy)

    async def tidy_one(self, request: Request) -> Response:
        """Show one of them with its forms."""
        one = partial(self._tidy_one, request.path_params["kind"], request.path_params["key"])
        return await self._serve(request, "after_tidy_one.html", one)

    async def _serve(
        self, request: Request, template: str, contents: Callable[..., Any]
    ) -> Response:
        """Show a page, or do what one of its forms asks and show it again."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = Form()
        if request.method == "POST":
            form = await read_form(request)
            command = command_of(form, await _records(found), self._doors.new_id())
            await ask(self._doors, found.room, command, person.id, "desk", form, form.get("place"))
            if not form.errors:
                return see(f"{request.url.path}#{form.get('place')}")
        records = await _records(found)
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

    async def _tidy(self, found: Visitor, _person: Person, records: Records) -> Contents:
        gone = await found.room.read(themes_gone)
        return {
            "ideas": _by_theme(records),
            "themes": records["themes"],
            "gone": gone,
            "people": _by_name(records["participants"]),
            "organisations": records["organisations"],
        }

    async def _tidy_one(
        self, kind: str, key: str, _found: Visitor, _person: Person, records: Records
    ) -> Contents:
        thing = records[_TIDIED[kind]].get(key) if kind in _TIDIED else None
        if thing is None or thing.get("erased"):
            raise HTTPException(404)
        board = thing.get("group")
        return {
            "kind": kind,
            "key": key,
            "thing": thing,
            "ideas": {k: each for k, each in records["ideas"].items() if each["group"] == board},
            "themes": {k: each for k, each in records["themes"].items() if each["group"] == board},
            "organisations": records["organisations"],
        }


async def _records(found: Visitor) -> Records:
    return (await found.room.board("facilitator")).records


def _by_theme(records: Records) -> Records:
    """Return ideas by their theme, in the order of the themes; those in none come last."""
    by_theme: Records = {key: {} for key in (*records["themes"], "")}
    for key, each in sorted(records["ideas"].items(), key=lambda each: int(str(each[1]["seq"]))):
        if each["text"]:
            by_theme[str(each["theme"] or "")][key] = each
    return by_theme


def _by_name(records: Mapping[str, Record]) -> dict[str, Record]:
    people = ((key, each) for key, each in records.items() if not each["erased"])
    return dict(sorted(people, key=lambda each: str(each[1]["name"]).casefold()))
