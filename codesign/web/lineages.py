"""Where a thing came from and what became of it, for who opens it (SPEC.md, H6)."""

import asyncio
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.protocol.codec import canonical
from codesign.web.commands import MESSAGE_PACK
from codesign.web.doors import Doors
from codesign.web.pages import NO_STORE
from codesign.web.visitors import audience_asked, version_asked, visitor

# A collection, a slash, a redesign's identifier and the number of a version.
_CHARS_AT_MOST: Final = 80
# The number of an event has at most nine digits, an identifier 22 characters.
_DIGITS_AT_MOST: Final = 9


class Lineages:
    """What a thing asks for when its lineage is opened.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def show(self, request: Request) -> Response:
        """Give the lineage of a thing, or of what an event was about, as a view may have it."""
        found = await visitor(self._doors, request)
        view, group = audience_asked(request, found)
        recording = self._doors.recordings.of(found.room.workshop_id)
        of = await asyncio.to_thread(
            recording.lineage, view, _about(request), version_asked(request), group
        )
        if of is None:
            raise HTTPException(404)
        body = await asyncio.to_thread(canonical, of)
        return Response(body, media_type=MESSAGE_PACK, headers=NO_STORE)


def _about(request: Request) -> str | int:
    about = request.query_params.get("about", "")
    if not 0 < len(about) <= _CHARS_AT_MOST:
        raise HTTPException(404)
    of_event = about.isascii() and about.isdecimal() and len(about) <= _DIGITS_AT_MOST
    return int(about) if of_event else about
