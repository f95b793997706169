"""From Starlette's WebSocket to the little that a connection needs, and on into the room.

The origin was checked before this is reached (`origin.py`).
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from codesign.domain.ids import WorkshopId
from codesign.live.outbox import Hear, Limits, Outbox, Owner, door_in, outbox_for
from codesign.live.room import RoomClosedError
from codesign.live.serving import Admit, Socket, hear_each, serve_connection
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import BadFrameError
from codesign.store.errors import UNREADABLE
from codesign.web.commands import seat_of
from codesign.web.doors import Doors
from codesign.web.visitors import workshop_id

# What a server says of a line that broke; a browser that closes one says more.
_NO_GOODBYE: Final = frozenset({1005, 1006})


class AcceptedSocket:
    """An accepted WebSocket, as `live.serving.Socket` wants it.

    Args:
        socket: accepted, nothing read yet.
        limits: how far it may fall behind.
        elapsed: ms that pass evenly.
    """

    def __init__(self, socket: WebSocket, limits: Limits, elapsed: Callable[[], int]) -> None:
        self._socket = socket
        self._limits = limits
        self._elapsed = elapsed
        self.heard_at = elapsed()
        # Whether it ended without a goodbye.
        self.is_lost = False

    async def receive(self) -> bytes | None:
        """Return the next binary message, or None once the peer is gone.

        Raises:
            BadFrameError: the peer sent text.
        """
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            self.is_lost = message.get("code") in _NO_GOODBYE
            return None
        self.heard_at = self._elapsed()
        payload: bytes | None = message.get("bytes")
        if payload is None:
            raise BadFrameError("text")
        return payload

    async def hear(self, hear: Hear) -> None:
        """Give every binary message from here on to `hear`; return once the peer is gone.

        Raises:
            BadFrameError: the peer sent text.
        """

        def heard(payload: bytes) -> int:
            self.heard_at = self._elapsed()
            return hear(payload)

        door = door_in(self._socket.scope)
        if door is not None:
            door.listen(heard)
        # Past a door come text and the end.
        await hear_each(self.receive, hear)

    def outbox(self, owner: Owner) -> Outbox:
        """Return the best way out that the server offers."""
        return outbox_for(self._socket.scope, self._socket.send, owner, self._limits)

    async def close(self, code: int, reason: str) -> None:
        """Hang up before there is an outbox."""
        # Whoever went away while connecting needs no goodbye.
        with suppress(WebSocketDisconnect):
            await self._socket.close(code, reason)


class Sockets:
    """The door for sockets.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors

    async def serve(self, socket: WebSocket) -> None:
        """Accept, and serve until it ends; who it is for, the first message says."""
        workshop = workshop_id(socket)
        await socket.accept()
        accepted = AcceptedSocket(socket, self._doors.limits, self._doors.elapsed)
        await serve_door(
            self._doors, workshop, accepted, lambda ticket: seat_of(self._doors, ticket, workshop)
        )
        if accepted.is_lost:
            self._doors.between.lost(accepted.heard_at)

    async def refuse(self, request: Request) -> Response:
        """Answer what should have been a WebSocket and came as a plain request."""
        # Only a WebSocket sends one, and no proxy takes it away.
        if "sec-websocket-key" in request.headers:
            self._doors.between.not_upgraded()
        return PlainTextResponse(
            "This address is for WebSockets.", status_code=426, headers={"upgrade": "websocket"}
        )


async def serve_door(doors: Doors, workshop: WorkshopId, socket: Socket, admit: Admit) -> None:
    """Serve whoever came through a door, until they go; the arguments as in `live.serving`."""
    try:
        await serve_connection(doors.rooms, workshop, socket, admit)
    except (*UNREADABLE, RoomClosedError):
        # The room could not be opened just now, or has just ended: let the browser try again.
        await socket.close(CloseCode.ROOM_FAILED, CloseCode.ROOM_FAILED.name.lower())
