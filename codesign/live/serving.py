"""From an accepted socket to a connection in its room, and to its end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from codesign.domain.ids import WorkshopId
from codesign.live.connection import Connection, Seat
from codesign.live.outbox import Hear, Outbox, Owner
from codesign.live.room import Room
from codesign.live.rooms import NoWorkshopError, Rooms
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import BadFrameError, decode
from codesign.protocol.messages import PROTOCOL_VERSION, Hello

# Rule O1.
HELLO_WITHIN_S: Final = 5.0

logger = logging.getLogger(__name__)


class Socket(Protocol):
    """The little of a WebSocket that a connection needs."""

    async def receive(self) -> bytes | None:
        """Return the next binary message, or None once the peer is gone.

        Raises:
            BadFrameError: the peer sent text.
        """

    async def hear(self, hear: Hear) -> None:
        """Give every binary message from here on to `hear`; return once the peer is gone.

        Raises:
            BadFrameError: the peer sent text.
        """

    def outbox(self, owner: Owner) -> Outbox:
        """Return the way out; to be entered before anything is sent."""

    async def close(self, code: int, reason: str) -> None:
        """Hang up before there is an outbox."""


Admit = Callable[[str], Seat | None]


async def serve_connection(
    rooms: Rooms, workshop_id: WorkshopId, socket: Socket, admit: Admit
) -> None:
    """Serve one accepted socket until it ends.

    Args:
        rooms: where the workshop's room is found.
        workshop_id: from the address; the ticket must be for it.
        socket: accepted, nothing read yet.
        admit: gives the seat a ticket is for, None for a bad or old one.
    """
    hello = await _hello(socket)
    if isinstance(hello, CloseCode):
        return await _refuse(socket, hello)
    seat = admit(hello.ticket)
    if seat is None:
        return await _refuse(socket, CloseCode.BAD_TICKET)
    try:
        room = await rooms.room(workshop_id)
    except NoWorkshopError:
        return await _refuse(socket, CloseCode.BAD_TICKET)
    reading = asyncio.current_task()
    assert reading is not None  # noqa: S101 - a coroutine runs in a task
    connection = Connection(seat, hello.have, room.elapsed, wake_reader=reading.cancel)
    async with socket.outbox(connection) as outbox:
        connection.outbox = outbox
        with rooms.connections.holding(connection):
            await _serve_in(room, socket, connection, reading)
            rooms.meters.ended(_why(connection))
            await _end(outbox, connection)
    return None


def _why(connection: Connection) -> str:
    return "left" if connection.closing is None else connection.closing.name.lower()


async def _serve_in(
    room: Room, socket: Socket, connection: Connection, reading: asyncio.Task[None]
) -> None:
    try:
        await room.join(connection)
        await socket.hear(lambda payload: _heard(connection, payload))
    except BadFrameError as error:
        connection.closing = CloseCode.BAD_FRAME
        _log_bad_frame(connection, error)
    except asyncio.CancelledError:
        # Ours, from hang_up; anybody else's cancellation goes on.
        if connection.closing is None or reading.uncancel() > 0:
            raise
    finally:
        room.leave(connection)


async def _hello(socket: Socket) -> Hello | CloseCode:
    try:
        async with asyncio.timeout(HELLO_WITHIN_S):
            payload = await socket.receive()
        message = decode(payload or b"")
    except TimeoutError:
        return CloseCode.NO_HELLO
    except BadFrameError:
        return CloseCode.BAD_FRAME
    if not isinstance(message, Hello):
        return CloseCode.BAD_FRAME
    return message if message.v == PROTOCOL_VERSION else CloseCode.VERSION_NOT_SPOKEN


async def hear_each(receive: Callable[[], Awaitable[bytes | None]], hear: Hear) -> None:
    """Give one message after the other to `hear`, where each has to be waited for."""
    while (payload := await receive()) is not None:
        wait_ms = hear(payload)
        if wait_ms:
            # Unread, it fills the peer's buffers and not ours (rule L8).
            await asyncio.sleep(wait_ms / 1000)


def _heard(connection: Connection, payload: bytes) -> int:
    """Act on a message, unless the connection is at its end; whoever reads it is woken then."""
    if connection.closing is not None:
        return 0
    try:
        return connection.receive(payload)
    except BadFrameError as error:
        _log_bad_frame(connection, error)
        connection.hang_up(CloseCode.BAD_FRAME)
        return 0


def _log_bad_frame(connection: Connection, error: BadFrameError) -> None:
    logger.warning("connection %d sent a bad frame: %s", connection.key, error)


async def _end(outbox: Outbox, connection: Connection) -> None:
    if connection.closing is not None:
        # A peer that does not take its goodbye is dropped by the outbox in time.
        await outbox.close(connection.closing, connection.closing.name.lower())


async def _refuse(socket: Socket, code: CloseCode) -> None:
    await socket.close(code, code.name.lower())
