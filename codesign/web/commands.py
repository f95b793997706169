"""Tickets for the socket, and commands that go by HTTP: SPEC.md rules H1 and H2."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from codesign.domain.ids import NOBODY
from codesign.live.buckets import Allowance, Buckets
from codesign.live.connection import Seat, answer_message, bad_command, door, request_of
from codesign.live.room import Room
from codesign.protocol.codec import (
    POSTED_COMMAND_BYTES,
    BadCommandError,
    BadFrameError,
    decode_submit,
    encode,
)
from codesign.protocol.messages import Ack, Reject
from codesign.web.access import BadTokenError, Login, Ticket
from codesign.web.display_access import display_code
from codesign.web.doors import Doors
from codesign.web.errors import (
    ErasedError,
    LoginNeededError,
    NotInsideError,
    TooFastError,
)
from codesign.web.forms import read_body
from codesign.web.logins import login_for
from codesign.web.pages import NO_STORE
from codesign.web.visitors import require_login, workshop_id

MESSAGE_PACK: Final = "application/msgpack"
# Ten tabs that reconnect at once, three times over; then one every other second.
TICKETS: Final = Allowance(burst=30, every_ms=2_000)
PEOPLE_AT_MOST: Final = 50_000
# Each may be two megabytes, and is in memory until it is answered.
POSTS_AT_ONCE: Final = 4
POST_RETRY_S: Final = 1


class Commands:
    """What the live application asks over HTTP.

    Args:
        doors: what it reaches.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._tickets: Buckets[Login] = Buckets(TICKETS, PEOPLE_AT_MOST)
        self._posting: Counter[Login] = Counter()

    async def ticket(self, request: Request) -> Response:
        """Give a ticket to a login, and one for the room display to what may show it."""
        if request.query_params.get("as") == "display":
            return await self._display_ticket(request)
        login = require_login(self._doors, request)
        self._count_ticket(login)
        room = await self._doors.rooms.room(login.workshop)
        _require_on_roll(room, login)
        _require_inside(room, login)
        view = room.view_of(login.participant)
        ticket = Ticket(login.workshop, login.participant, door(login.via, view))
        return self._granted(ticket)

    async def _display_ticket(self, request: Request) -> Response:
        workshop = workshop_id(request)
        login = login_for(self._doors, request, workshop)
        self._count_ticket(login or Login(workshop, NOBODY))
        room = await self._doors.rooms.room(workshop)
        code = display_code(self._doors, request, room)
        return self._granted(Ticket(workshop, None, "room", code))

    def _granted(self, ticket: Ticket) -> Response:
        return JSONResponse({"ticket": self._doors.access.ticket(ticket)}, headers=NO_STORE)

    async def command(self, request: Request) -> Response:
        """Take one command and answer as the socket would."""
        login = require_login(self._doors, request)
        with self._post(login):
            body = await read_body(request, POSTED_COMMAND_BYTES)
            answer = await self._answer(login, body)
        return Response(encode(answer), media_type=MESSAGE_PACK, headers=NO_STORE)

    async def _answer(self, login: Login, body: bytes) -> Ack | Reject:
        room = await self._doors.rooms.room(login.workshop)
        try:
            submit = decode_submit(body)
        except BadFrameError as error:
            raise HTTPException(400, "This is no command message.") from error
        via = door(login.via, room.view_of(login.participant))
        try:
            asked = request_of(submit, login.participant, via)
        except BadCommandError:
            return bad_command(submit.id)
        return answer_message(submit.id, await room.submit(asked))

    def _count_ticket(self, login: Login) -> None:
        now = self._doors.elapsed()
        wait_ms = self._tickets.wait_ms(login, now)
        if wait_ms:
            raise TooFastError(-(-wait_ms // 1000))
        self._tickets.take(login, now)

    @contextmanager
    def _post(self, login: Login) -> Iterator[None]:
        if self._posting[login] >= POSTS_AT_ONCE:
            raise TooFastError(POST_RETRY_S)
        self._posting[login] += 1
        try:
            yield
        finally:
            self._posting[login] -= 1
            if not self._posting[login]:
                del self._posting[login]


def _require_on_roll(room: Room, login: Login) -> None:
    """Let in whom the log knows (rule O10).

    Raises:
        LoginNeededError, ErasedError.
    """
    person = room.memory.workshop.participants.get(login.participant)
    if person is None:
        raise LoginNeededError(login.workshop)
    if person.erased:
        raise ErasedError


def seat_of(doors: Doors, ticket_token: str, workshop: str) -> Seat | None:
    """Return the seat a ticket is for, None when it is bad, old or for another workshop."""
    try:
        ticket = doors.access.read_ticket(ticket_token)
    except BadTokenError:
        return None
    if ticket.workshop != workshop:
        return None
    return Seat(
        participant=ticket.participant or NOBODY,
        via=ticket.via,
        display_code=ticket.display_code or None,
    )


def _require_inside(room: Room, login: Login) -> None:
    why = room.outside(login.participant)
    if why is not None:
        raise NotInsideError(login.workshop, why)
