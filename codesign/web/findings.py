"""What counted votes tell beyond their results, and who was heard (SPEC.md, H4 and H5).

It is counted the first time somebody asks, beside the room, and kept: the same ballots
give the same findings.
"""

import asyncio
import hashlib
from collections import OrderedDict
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.ids import RoundId
from codesign.live.counting import in_process, in_thread
from codesign.methods.counting import plain
from codesign.projections.findings import Findings, Material, findings
from codesign.projections.heard import heard
from codesign.protocol.codec import canonical
from codesign.web.commands import MESSAGE_PACK
from codesign.web.doors import Doors
from codesign.web.pages import NO_STORE
from codesign.web.visitors import audience_asked, version_asked, visitor

# A few kilobytes each; those of a day's workshops.
_KEPT_AT_MOST: Final = 256
# With more marks it takes longer than to start a process, and a thread would hold the rooms up.
_IN_PROCESS_FROM_MARKS: Final = 1_000


class VoteFindings:
    """What the results of a vote ask for when they are opened.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        # A whole room opens a result at once; one counts and the others wait for that.
        self._counting = asyncio.Lock()

    async def show(self, request: Request) -> Response:
        """Give what a view may know of a vote, as of now or of a version."""
        found = await visitor(self._doors, request)
        view, group = audience_asked(request, found)
        recording = self._doors.recordings.of(found.room.workshop_id)
        round_id = RoundId(request.path_params["round"])
        of = await asyncio.to_thread(
            recording.material, view, round_id, version_asked(request), group
        )
        if of is None:
            raise HTTPException(404)
        return Response(await self._counted(of), media_type=MESSAGE_PACK, headers=NO_STORE)

    async def what_if(self, request: Request) -> Response:
        """Give those who run the workshop what may be supposed of a vote, and what it gives."""
        found = await visitor(self._doors, request)
        found.require_running()
        recording = self._doors.recordings.of(found.room.workshop_id)
        supposed = await asyncio.to_thread(
            recording.supposed, RoundId(request.path_params["round"])
        )
        body = canonical(
            {
                "what_ifs": [
                    {**each.supposition._asdict(), "ranking": each.ranking} for each in supposed
                ]
            }
        )
        return Response(body, media_type=MESSAGE_PACK, headers=NO_STORE)

    async def heard(self, request: Request) -> Response:
        """Tell those who run the workshop who was heard, and how many of each group voted."""
        found = await visitor(self._doors, request)
        found.require_running()
        recording = self._doors.recordings.of(found.room.workshop_id)
        reading = await asyncio.to_thread(recording.reading, "facilitator")
        told = {"heard": plain(heard(reading)), "turnouts": plain(reading.turnouts)}
        return Response(canonical(told), media_type=MESSAGE_PACK, headers=NO_STORE)

    async def _counted(self, of: Material) -> bytes:
        key = await asyncio.to_thread(_digest, of)
        async with self._counting:
            kept = self._kept.pop(key, None)
            body = canonical(await _found(of)) if kept is None else kept
            self._kept[key] = body
            if len(self._kept) > _KEPT_AT_MOST:
                self._kept.popitem(last=False)
            return body


def _digest(of: Material) -> bytes:
    return hashlib.sha256(canonical(of)).digest()


async def _found(of: Material) -> Findings:
    marks = sum(map(len, of.votes.values()))
    count = in_thread if marks < _IN_PROCESS_FROM_MARKS else in_process
    return await count(findings, of, lambda _done, _of: None)
