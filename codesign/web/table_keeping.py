"""The page of those who run the server: how far the catalogue is, and what it cannot follow."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from codesign.outputs.dates import Dates
from codesign.web.create_token import CreateToken
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form
from codesign.web.pages import Pages


class TableKeeping:
    """The page; on an address other than loopback it takes the create token.

    Args:
        doors: what keeps the tables up.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages
        self._token = CreateToken(doors)

    async def show(self, request: Request) -> Response:
        """Say how the tables stand; asked to, try again first what could not be followed."""
        form, healed = Form(), None
        if request.method == "POST":
            form = await read_form(request)
            self._token.check(request, form)
            if not form.errors and form.ticked("retry"):
                healed = await asyncio.to_thread(self._doors.following.retry)
        told = not form.errors and (request.method == "POST" or not self._token.needed)
        return self._pages.page(
            "tables.html",
            form.status,
            form=form,
            needs_token=self._token.needed,
            state=await asyncio.to_thread(self._doors.following.state) if told else None,
            healed=healed,
            dates=Dates("Europe/London"),
        )
