"""The door where WebSockets are blocked: down a streamed answer, up by POST (SPEC.md, T1 to T6).

Behind it are the same messages, the same connection and the same limits as behind the socket;
only the way differs. The origin was checked before this is reached (`origin.py`).
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from types import TracebackType
from typing import Any, Final, Self

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from typing_extensions import override  # `typing` has it from Python 3.12

from codesign.domain.ids import NOBODY, ParticipantId, WorkshopId
from codesign.live.connection import Seat
from codesign.live.outbox import Hear, Limits, Outbox, Owner, PlainOutbox
from codesign.live.serving import hear_each
from codesign.protocol.codec import FRAME_BYTES, BadFrameError
from codesign.protocol.streaming import BATCH_BYTES, framed, goodbye, messages
from codesign.web.commands import seat_of
from codesign.web.display_access import display_code
from codesign.web.doors import Doors
from codesign.web.forms import read_body
from codesign.web.logins import login_for
from codesign.web.pages import NO_STORE
from codesign.web.socket import serve_door
from codesign.web.stream_server import ABORT
from codesign.web.visitors import workshop_id

LINE: Final = "codesign-line"
BATCH: Final = "codesign-batch"
# Whoever posts more than this before it was read is no client of ours.
UNREAD_AT_MOST: Final = 64

_HEADERS: Final = {
    "content-type": "application/vnd.codesign.frames",
    # Whatever stands between must neither keep, pack nor gather what passes.
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
}
_GONE: Final = "This line has ended. Open another."


class StreamedSocket:
    """A streamed answer as `live.serving.Socket` wants it; to be entered while it is served.

    Args:
        request: the hello is its body.
        send: of the answer.
        line: what the posts that come up call it.
        limits: how far it may fall behind.
    """

    def __init__(self, request: Request, send: Send, line: str, limits: Limits) -> None:
        self._request = request
        self._send = send
        self._line = line
        self._limits = limits
        self._begun = False
        self._unread: asyncio.Queue[bytes | BadFrameError | None] = asyncio.Queue()
        self._batches = 0
        self._watching: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._watching is not None:
            self._watching.cancel()

    @property
    def has_answered(self) -> bool:
        """Whether anything was posted for it."""
        return self._batches > 0

    async def receive(self) -> bytes | None:
        """Return the next message, the hello first, or None once the peer is gone.

        Raises:
            BadFrameError: what came does not fit.
        """
        if self._watching is None:
            return await self._hello()
        said = await self._unread.get()
        if isinstance(said, BadFrameError):
            raise said
        return said

    async def hear(self, hear: Hear) -> None:
        """Give every message from here on to `hear`; return once the peer is gone.

        Raises:
            BadFrameError: what came does not fit.
        """
        await hear_each(self.receive, hear)

    def take(self, number: int, batch: bytes) -> bool:
        """Take in what was posted; False where it does not follow on the last (rule T4)."""
        if number > self._batches + 1 or self._unread.qsize() > UNREAD_AT_MOST:
            return False
        # What some proxy sent twice came once.
        if number == self._batches + 1:
            self._batches = number
            try:
                for each in messages(batch):
                    self._unread.put_nowait(each)
            except BadFrameError as error:
                self.refuse(error)
        return True

    def refuse(self, error: BadFrameError) -> None:
        """Let the reader know that what was posted does not fit."""
        self._unread.put_nowait(error)

    def outbox(self, owner: Owner) -> Outbox:
        """Return the way out: a queue, since there is no door past ASGI here."""
        extensions = self._request.scope.get("extensions") or {}
        return PlainOutbox(self._down, owner, self._limits, drop=extensions.get(ABORT))

    async def close(self, code: int, reason: str) -> None:
        """Hang up before there is an outbox."""
        await self._down({"type": "websocket.close", "code": code, "reason": reason})

    async def _hello(self) -> bytes:
        try:
            hello = await read_body(self._request, FRAME_BYTES)
        except HTTPException as error:
            raise BadFrameError("a hello that is too long") from error
        except ClientDisconnect:
            return b""
        self._watching = asyncio.create_task(self._watch(), name="stream")
        return hello

    async def _watch(self) -> None:
        """Let the reader know when the peer is gone."""
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._unread.put_nowait(None)

    async def _down(self, message: dict[str, Any]) -> None:
        """Send what an outbox sends to a WebSocket."""
        if not self._begun:
            self._begun = True
            headers = _HEADERS | {LINE: self._line}
            raw = [(name.encode(), value.encode()) for name, value in headers.items()]
            await self._send({"type": "http.response.start", "status": 200, "headers": raw})
        is_last = message["type"] == "websocket.close"
        body = goodbye(message["code"], message["reason"]) if is_last else framed(message["bytes"])
        await self._send({"type": "http.response.body", "body": body, "more_body": not is_last})


class Streams:
    """The door for streams.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        # Whose they are, and what takes what they post.
        self._lines: dict[str, tuple[StreamedSocket, ParticipantId]] = {}

    async def open(self, request: Request) -> Response:
        """Answer a hello for as long as the connection lasts."""
        return _LastingAnswer(partial(self._serve, request, workshop_id(request)))

    async def take(self, request: Request) -> Response:
        """Take what a line's browser sends up: with its login, as any posted command (rule H1)."""
        owner = await self._owner(request)
        socket, participant = self._lines.get(request.headers.get(LINE, ""), (None, NOBODY))
        if socket is None or participant not in (NOBODY, owner):
            raise HTTPException(404, _GONE)
        number = request.headers.get(BATCH, "")
        try:
            batch = await read_body(request, BATCH_BYTES)
        except HTTPException:
            socket.refuse(BadFrameError("a batch that is too long"))
            raise
        if not number.isdecimal() or not socket.take(int(number), batch):
            raise HTTPException(409, "This does not follow on what was sent. Open another line.")
        return Response(status_code=204, headers=NO_STORE)

    async def _owner(self, request: Request) -> ParticipantId:
        """Return whose login it is; nobody's where a code opened the room display."""
        workshop = workshop_id(request)
        login = login_for(self._doors, request, workshop)
        if login is not None:
            return login.participant
        display_code(self._doors, request, await self._doors.rooms.room(workshop))
        return NOBODY

    async def _serve(self, request: Request, workshop: WorkshopId, send: Send) -> None:
        line = secrets.token_urlsafe(16)

        def admit(ticket: str) -> Seat | None:
            seat = seat_of(self._doors, ticket, workshop)
            if seat is not None:
                self._lines[line] = (socket, seat.participant)
            return seat

        opened_at = self._doors.elapsed()
        async with StreamedSocket(request, send, line, self._doors.limits) as socket:
            try:
                await serve_door(self._doors, workshop, socket, admit)
            finally:
                self._lines.pop(line, None)
                self._doors.between.stream_ended(opened_at, answered=socket.has_answered)


class _LastingAnswer(Response):
    """An answer that is written for as long as it takes."""

    def __init__(self, write: Callable[[Send], Awaitable[None]]) -> None:
        super().__init__()
        self._write = write

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._write(send)
