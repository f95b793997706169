"""What a facilitator gets to let people in: the link back, the code, the sheet for the wall."""

import asyncio
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.commands import IssueJoinCode
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.domain.permissions import HELPING
from codesign.live.request import Accepted
from codesign.live.request import Request as Asked
from codesign.outputs.dates import Dates
from codesign.web.access import (
    CODES_TRIED,
    BadTokenError,
    Login,
    facilitator_path,
    new_join_code,
)
from codesign.web.audit import noted
from codesign.web.doors import Doors
from codesign.web.errors import NotAllowedError
from codesign.web.forms import Form, read_form
from codesign.web.invitation import join_url
from codesign.web.logins import login_for, remember
from codesign.web.pages import NO_STORE, Pages, qr_code
from codesign.web.visitors import Visitor, see, visitor, workshop_id

BAD_LINK: Final = (
    "This facilitator link is not whole, or not from this server. Copy it again from where you"
    " kept it."
)


class Hosting:
    """The pages for those who run a workshop.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def started(self, request: Request) -> Response:
        """Show what to keep and what to hand out."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        link = self._doors.url(request, facilitator_path(self._doors.access, person.login))
        return self._pages.drawn(
            "started.html", {"facilitator_link": link, **self._invitation(request, found)}
        )

    async def sheet(self, request: Request) -> Response:
        """Show the sheet for the wall, or one in large print to hand out."""
        found = await visitor(self._doors, request)
        found.require_running()
        large = request.query_params.get("large") == "yes"
        return self._pages.drawn("sheet.html", {**self._invitation(request, found), "large": large})

    async def audit(self, request: Request) -> Response:
        """List who did what with the power to run the workshop."""
        found = await visitor(self._doors, request)
        found.require_running()
        recording = self._doors.recordings.of(found.room.workshop_id)
        return self._pages.page(
            "audit.html",
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            entries=await asyncio.to_thread(recording.audit),
            dates=Dates(str(found.workshop["timezone"])),
        )

    async def link(self, request: Request) -> Response:
        """Give the personal link of somebody who helps to run the workshop, to hand it to them.

        Putting that seat out takes the link back. A facilitator's own link is
        given to nobody but a facilitator.
        """
        found = await visitor(self._doors, request)
        asker = found.require_running()
        participant = ParticipantId(request.path_params["participant"])
        people = (await found.room.board("facilitator")).records["participants"]
        record = people.get(participant)
        if record is None or record["left"] or record["role"] not in HELPING:
            raise HTTPException(404)
        if record["role"] == "facilitator" and asker.role != "facilitator":
            raise NotAllowedError
        login = Login(found.room.workshop_id, participant)
        link = self._doors.url(request, facilitator_path(self._doors.access, login))
        return JSONResponse({"link": link}, headers=NO_STORE)

    async def show_link(self, request: Request) -> Response:
        """Show where a facilitator link leads; its script posts what the server was not told."""
        workshop = workshop_id(request)
        await self._doors.rooms.room(workshop)
        held = login_for(self._doors, request, workshop)
        return self._link_form(workshop, Form(), at_once=held is None)

    async def follow_link(self, request: Request) -> Response:
        """Turn a facilitator link into a login."""
        workshop = workshop_id(request)
        await self._doors.rooms.room(workshop)
        form = await read_form(request)
        # Without the script somebody pastes the whole link.
        token = form.get("token").rpartition("#")[2]
        try:
            login = self._doors.access.read_facilitator_token(workshop, token)
        except BadTokenError:
            form.note("token", BAD_LINK, 403)
            return self._link_form(workshop, form, at_once=False)
        noted("facilitator_link_followed", workshop=workshop, by=login.participant)
        response = see(f"/w/{workshop}")
        remember(self._doors, request, response, login)
        return response

    async def new_code(self, request: Request) -> Response:
        """Replace the join code; nobody in the room is dropped."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        for _ in range(CODES_TRIED):
            code = new_join_code()
            asked = Asked(
                id=CommandId(self._doors.new_id()),
                command=IssueJoinCode(code=code),
                by=person.id,
                via="desk",
            )
            answer = await found.room.submit(asked)
            if isinstance(answer, Accepted):
                return JSONResponse({"code": code}, headers=NO_STORE)
        raise HTTPException(503, "No new code could be recorded. Try again in a moment.")

    def _link_form(self, workshop: WorkshopId, form: Form, *, at_once: bool) -> Response:
        return self._pages.page(
            "link.html", form.status, form=form, workshop_id=workshop, at_once=at_once
        )

    def _invitation(self, request: Request, found: Visitor) -> dict[str, object]:
        join_link = join_url(self._doors, request, found)
        home = self._doors.url(request)
        return {
            "workshop": found.workshop,
            "workshop_id": found.room.workshop_id,
            "join_code": found.workshop["join_code"],
            "join_link": join_link,
            "join_address": f"{urlsplit(home).netloc}/join",
            "qr": qr_code(join_link),
            "only_here": only_here(home),
        }


def only_here(url: str) -> bool:
    """Tell whether an address leads nowhere from another device."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
