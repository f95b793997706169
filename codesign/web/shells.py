"""The pages that the live application fills: the room, its display, the replay.

The server hands over what the application cannot know by itself, as JSON in
the page; nothing in it is a script.
"""

import json
from dataclasses import replace
from typing import Final, Literal

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.events import View
from codesign.domain.ids import GroupId
from codesign.domain.views import VIEWS, may_see
from codesign.web import downloads
from codesign.web.assets import ROOM, NotBuiltError
from codesign.web.display_access import display_code
from codesign.web.doors import Doors
from codesign.web.invitation import invitation
from codesign.web.languages import language_of
from codesign.web.pages import Pages
from codesign.web.visitors import Person, Visitor, visitor

Page = Literal["room", "display", "replay"]
Config = dict[str, object]

# The display is shown to everybody in the hall, so it sees what is public.
AS_DISPLAY: Final = "?as=display"


class Shells:
    """The pages, each an empty place and a configuration.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def room(self, request: Request) -> Response:
        """Show the room to somebody on the roll."""
        found = await visitor(self._doors, request)
        person = found.require_person()
        config = self._config("room", request, found)
        if person.runs:
            config |= self._invitation(request, found)
        return self._shell(request, found, config)

    async def display(self, request: Request) -> Response:
        """Show the room display, to those who run the room and to whom its code let in."""
        found = await visitor(self._doors, request)
        display_code(self._doors, request, found.room)
        config = self._config("display", request, replace(found, person=None))
        config |= invitation(self._doors, request, found)
        config["ticketUrl"] = f"{config['ticketUrl']}{AS_DISPLAY}"
        config["invitationUrl"] = f"/w/{found.room.workshop_id}/display/invitation"
        return self._shell(request, found, config)

    async def replay(self, request: Request) -> Response:
        """Show the replay, to strangers once it is published."""
        found = await visitor(self._doors, request)
        found.require_view("public")
        config = self._config("replay", request, found) | {"groups": await _groups(found)}
        if found.workshop["published"] or (found.person and found.person.runs):
            config["practiceUrl"] = f"{config['roomUrl']}/practice"
        return self._shell(request, found, config)

    def _config(self, page: Page, request: Request, found: Visitor) -> Config:
        here = f"/w/{found.room.workshop_id}"
        return {
            "page": page,
            "language": language_of(request),
            "workshop": found.room.workshop_id,
            "title": found.workshop["title"],
            "head": found.room.head,
            "view": found.view,
            "views": _views(found.view),
            "socketUrl": f"{here}/socket",
            "streamUrl": f"{here}/stream",
            "ticketUrl": f"{here}/ticket",
            "commandsUrl": f"{here}/commands",
            "roomUrl": here,
            "replayUrl": f"{here}/replay",
            # Followed by a vote: rule H4.
            "findingsUrl": f"{here}/rounds",
            # For those who run the workshop: rule H5.
            "heardUrl": f"{here}/heard",
            # Followed by what it is about: rule H6.
            "lineageUrl": f"{here}/lineage",
            # Followed by a view and a number: rule H3.
            "chunksUrl": f"{here}/replay",
            "momentsUrl": f"{here}/moments",
            "eraseUrl": f"{here}/erase",
            "mineUrl": f"{here}/mine",
            "outputs": downloads.offered(found.room.workshop_id),
            **self._me(found.person),
        }

    def _me(self, person: Person | None) -> Config:
        if person is None:
            return {"me": None}
        code = self._doors.access.rejoin_code(person.login.workshop, person.id)
        return {"me": person.id, "myName": person.name, "role": person.role, "rejoinCode": code}

    def _invitation(self, request: Request, found: Visitor) -> Config:
        here = f"/w/{found.room.workshop_id}"
        return {
            **invitation(self._doors, request, found),
            "newCodeUrl": f"{here}/code",
            # Followed by a person: the link that is theirs alone.
            "linksUrl": f"{here}/links",
            "displayUrl": f"{here}/display",
            "displayAddress": self._doors.url(request, "/display"),
            "displayLink": self._doors.url(request, f"{here}/display/open"),
            "newDisplayCodeUrl": f"{here}/display/code",
            "startedUrl": f"{here}/started",
            "sheetUrl": f"{here}/sheet",
            "afterUrl": f"{here}/after",
        }

    def _shell(self, request: Request, found: Visitor, config: Config) -> Response:
        try:
            entry = self._pages.assets.entry(ROOM)
        except NotBuiltError:
            return self._pages.page("not_built.html", 503)
        return self._pages.page(
            "shell.html",
            reader=request,
            workshop=found.workshop,
            config=as_script_data(config),
            entry=entry,
        )


def as_script_data(value: object) -> Markup:
    """Return JSON that can stand inside a script element: nothing in it ends the element."""
    text = json.dumps(value, sort_keys=True)
    for each in "<>&":
        text = text.replace(each, f"\\u{ord(each):04x}")
    return Markup(text)  # noqa: S704 - no character of it means anything in HTML


def _views(view: View) -> list[View]:
    return [each for each in VIEWS if may_see(view, each)]


async def _groups(found: Visitor) -> list[Config]:
    """Return the groups whose boards somebody may watch, the first breakout's first."""
    if found.person is None:
        return []
    me = found.person.id
    records = (await found.room.board("facilitator")).records
    met = (
        (key, each)
        for key, each in records["groups"].items()
        if records["breakouts"][str(each["breakout"])]["opened_at"]
    )
    ordered = sorted(
        met, key=lambda each: (int(str(each[1]["number"])), int(str(each[1]["order"])))
    )
    return [
        {"id": key, "name": each["name"], "number": each["number"]}
        for key, each in ordered
        if found.room.may_watch(me, GroupId(key))
    ]
