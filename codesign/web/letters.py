"""Texts to send after a workshop, to copy into an e-mail: one for each kind of reader."""

import asyncio
from typing import Final

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from codesign.outputs.letter import VIEWS, Letter, Readers, letter, plain, rich
from codesign.projections.afterwards import kept_informed
from codesign.web.doors import Doors
from codesign.web.pages import Pages
from codesign.web.visitors import visitor

TITLES: Final[dict[Readers, str]] = {
    "participants": "To those who took part",
    "organisations": "To organisations",
    "absent": "To those who were not there",
}


class Letters:
    """The page of texts to send.

    Args:
        doors: what it reaches.
        pages: draws it.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def show(self, request: Request) -> Response:
        """Show each text, plain and with links."""
        found = await visitor(self._doors, request)
        found.require_running()
        recording = self._doors.recordings.of(found.room.workshop_id)
        base = self._doors.url(request, f"/w/{found.room.workshop_id}")

        def written() -> dict[Readers, Letter]:
            return {
                readers: letter(recording.reading(view), readers, base)
                for readers, view in VIEWS.items()
            }

        letters = await asyncio.to_thread(written)
        return self._pages.page(
            "after_send.html",
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            informed=len(await found.room.read(kept_informed)),
            letters=[
                {
                    "id": readers,
                    "title": TITLES[readers],
                    "subject": each.subject,
                    "plain": plain(each),
                    # Every word in it was escaped where it was made.
                    "rich": Markup(rich(each)),  # noqa: S704
                }
                for readers, each in letters.items()
            ],
        )
