"""The start page: join with a code, start a workshop, go back to one's own."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.ids import WorkshopId
from codesign.domain.permissions import RUNNING
from codesign.live.rooms import NoWorkshopError
from codesign.outputs.dates import Dates
from codesign.projections.board import Records
from codesign.projections.ops import Record
from codesign.web.access import Login
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.languages import Language, forget_language, language_of
from codesign.web.logins import forget, forget_all, logins
from codesign.web.pages import NO_STORE, Pages
from codesign.web.visitors import see
from codesign.web.when import coming

# Listing a workshop opens its room; nobody looks for the eleventh on a phone.
LISTED_AT_MOST: Final = 10


class Home:
    """The start page, and the health of the server.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show the start page."""
        language = language_of(request)
        latest = list(reversed(logins(self._doors, request)))[:LISTED_AT_MOST]
        found = await asyncio.gather(*(self._mine(each, language) for each in latest))
        return self._pages.page(
            "home.html",
            reader=request,
            form=Form(),
            mine=[each for each in found if each is not None],
            named=request.query_params.get("names") == "yes",
            illustration=await self._illustration(),
        )

    async def forget(self, request: Request) -> Response:
        """Let this browser forget a workshop: for devices that several people share."""
        form = await read_form(request)
        response = see("/")
        forget(self._doors, request, response, WorkshopId(form.get("workshop")))
        return response

    async def show_leave(self, request: Request) -> Response:
        """Ask whether this device is to forget everything."""
        return self._pages.page("leave.html", reader=request, left=False)

    async def leave(self, request: Request) -> Response:
        """Let this browser forget all workshops, and all it kept of them."""
        await read_form(request)
        response = self._pages.page("leave.html", reader=request, left=True)
        forget_all(self._doors, request, response)
        forget_language(response)
        # Where the page came by https; elsewhere its script does the same.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    async def health(self, _request: Request) -> Response:
        """Say that the server answers, and whether it lets people in: a balancer asks."""
        if self._doors.admission.is_open:
            return JSONResponse({"status": "ok"}, headers=NO_STORE)
        return JSONResponse({"status": "going away"}, status_code=503, headers=NO_STORE)

    async def ready(self, _request: Request) -> Response:
        """Say whether to send people here: not while the storage fails or the server goes away."""
        doors = self._doors
        trouble = "going_away" if not doors.admission.is_open else doors.health.trouble
        if trouble is None and doors.rooms.is_outdated:
            trouble = "newer_log"
        if trouble is None:
            trouble = await doors.health.read(lambda: doors.workshop_of_code(""))
        if trouble is None:
            return JSONResponse({"status": "ready"}, headers=NO_STORE)
        return JSONResponse({"status": trouble}, status_code=503, headers=NO_STORE)

    async def privacy(self, request: Request) -> Response:
        """Say what is recorded, who sees it, and how it is removed."""
        return self._pages.page("privacy.html", reader=request)

    async def accessibility(self, request: Request) -> Response:
        """Say how the pages can be used, and what to do where they cannot."""
        return self._pages.page("accessibility.html", reader=request)

    async def _mine(self, login: Login, language: Language) -> Record | None:
        records = await self._records(login.workshop)
        person = records["participants"].get(login.participant) if records else None
        if records is None or person is None or person["erased"]:
            return None
        workshop = records["workshop"]["workshop"]
        return {
            "id": login.workshop,
            "title": workshop["title"],
            "sensitive": workshop["sensitive"],
            "next": self._next(records, language),
            "closed": workshop["closed"],
            "practice": workshop["practice"],
            "runs": person["role"] in RUNNING,
        }

    def _next(self, records: Records, language: Language) -> str:
        dates = Dates(str(records["workshop"]["workshop"]["timezone"]), language)
        ahead = coming(records, self._doors.clock())
        return dates.span(ahead[0]["starts_at"], ahead[0]["ends_at"]) if ahead else ""

    async def _illustration(self) -> WorkshopId | None:
        key = self._doors.illustration
        records = await self._records(key) if key else None
        return key if records and records["workshop"]["workshop"]["published"] else None

    async def _records(self, key: WorkshopId) -> Records | None:
        try:
            room = await self._doors.rooms.room(key)
        except NoWorkshopError:
            return None
        return (await room.board("facilitator")).records
