"""The past, for the replay page: chunks of 500 versions and the key moments (SPEC.md, H3).

Both are told through the eyes of a view, and only of one the asker may have
now. What may not be seen any more is not in them. With `?group=` it is the
board of a group, as its members have it.
"""

import asyncio
import gzip
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.events import View
from codesign.domain.ids import GroupId
from codesign.domain.views import VIEWS
from codesign.protocol.codec import canonical
from codesign.replay.recording import Recording
from codesign.web.commands import MESSAGE_PACK
from codesign.web.doors import Doors
from codesign.web.pages import NO_STORE
from codesign.web.visitors import group_asked, visitor

# A chunk of five hundred ideas is worth it; at 6 it costs a few milliseconds.
_COMPRESS_FROM_BYTES: Final = 4_096
_COMPRESSION: Final = 6


class Replays:
    """What the replay page asks for.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def chunk(self, request: Request) -> Response:
        """Give a chunk of the replay, as a view saw it."""
        view, group = _view(request.path_params["view"]), group_asked(request)
        recording = await self._recording(request, view, group)
        number = request.path_params["chunk"]
        chunk = await asyncio.to_thread(recording.chunk, view, number, group)
        if chunk is None:
            raise HTTPException(404)
        return await asyncio.to_thread(_packed, request, chunk)

    async def moments(self, request: Request) -> Response:
        """Give the chapters, key moments and activity of the whole, as a view saw them."""
        view, group = _view(request.query_params.get("view", "public")), group_asked(request)
        recording = await self._recording(request, view, group)
        timeline = await asyncio.to_thread(recording.timeline, view, group)
        return await asyncio.to_thread(_packed, request, timeline)

    async def _recording(self, request: Request, view: View, group: GroupId | None) -> Recording:
        found = await visitor(self._doors, request)
        found.require_view(view)
        if group is not None:
            found.require_group(group)
        return self._doors.recordings.of(found.room.workshop_id)


def _packed(request: Request, value: object) -> Response:
    body = canonical(value)
    headers = {**NO_STORE, "Vary": "Accept-Encoding"}
    if len(body) >= _COMPRESS_FROM_BYTES and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, _COMPRESSION)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=MESSAGE_PACK, headers=headers)


def _view(text: str) -> View:
    for each in VIEWS:
        if each == text:
            return each
    raise HTTPException(404)
