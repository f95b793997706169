"""What a facilitator gets to let people in: the link back, the code, the sheet for the wall."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.commands import IssueJoinCode
from codesign.domain.ids import CommandId
from codesign.live.request import Accepted
from codesign.live.request import Request as Asked
from codesign.web.access import CODES_TRIED, BadTokenError, Login, new_join_code
from codesign.web.doors import Doors
from codesign.web.logins import remember
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
        token = self._doors.access.facilitator_token(person.login)
        link = self._doors.url(request, f"/w/{found.room.workshop_id}/f/{token}")
        return self._pages.drawn(
            "started.html", {"facilitator_link": link, **self._invitation(request, found)}
        )

    async def sheet(self, request: Request) -> Response:
        """Show the sheet for the wall."""
        found = await visitor(self._doors, request)
        found.require_running()
        return self._pages.drawn("sheet.html", self._invitation(request, found))

    async def follow_link(self, request: Request) -> Response:
        """Turn a facilitator link into a login, and leave its address behind."""
        workshop = workshop_id(request)
        try:
            login = self._doors.access.read_facilitator_token(
                workshop, request.path_params["token"]
            )
        except BadTokenError as error:
            raise HTTPException(403, BAD_LINK) from error
        await self._doors.rooms.room(workshop)
        response = see(f"/w/{workshop}")
        remember(self._doors, request, response, Login(workshop, login.participant))
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


def join_url(doors: Doors, request: Request, found: Visitor) -> str:
    """Return the address that a QR code holds: it fills the code in."""
    return doors.url(request, f"/join?code={found.workshop['join_code']}")


def only_here(url: str) -> bool:
    """Tell whether an address leads nowhere from another device."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
