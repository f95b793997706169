"""One person's line to a workshop: opened again whenever it drops, every command answered once.

This is the client's half of SPEC.md. A command stays with its text until it
is answered; after each welcome all unanswered ones are sent again under their
first ids, so that a crash on either side loses nothing and doubles nothing.
"""

import asyncio
import random
from contextlib import suppress
from typing import Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from codesign.cli.api import (
    PATIENCE_S,
    Api,
    AwayError,
    LoginRefusedError,
    retry_after_s,
    submission,
)
from codesign.cli.board_copy import BoardCopy
from codesign.cli.errors import Refusal
from codesign.domain.commands import Command
from codesign.domain.events import View
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.messages import PROTOCOL_VERSION, Have, Hello, Pong

# Rule C1.
INFLIGHT_AT_MOST: Final = 16
# A handshake costs the server a few milliseconds; more at once would only wait there.
HANDSHAKES_AT_ONCE: Final = 24
# Rule L5.
FIRST_PAUSE_S: Final = 2.0
PAUSE_AT_MOST_S: Final = 30.0
# Beyond any pause; a power has an end.
DOUBLED_AT_MOST: Final = 10
# Rule O2.
TICKETS_TRIED: Final = 3
STOP_FROM: Final = 4_500
# Rule N7.
BEHIND_MS: Final = 60_000

STAYS_AWAY: Final = (
    "The server stays away, or no longer lets us in. Run the same command again once it is back."
)


class RejectedError(Exception):
    """The server refused a command for good."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Told(msgspec.Struct):
    """What a line needs to know of a message, whichever kind; the rest is ignored (rule F6)."""

    t: str
    id: CommandId | None = None
    seq: int = 0
    code: str = ""
    message: str = ""
    retry_ms: int | None = None
    epoch: bytes = b""
    mode: str = ""
    view: View = "public"
    from_: int = msgspec.field(default=0, name="from")
    to: int = 0
    at: int = 0
    hash8: bytes = b""
    now: int = 0
    within_ms: int = 0
    behind: bool = False
    part: int = 0
    parts: int = 0
    z: bool = False
    data: bytes = b""
    ops: msgspec.Raw = msgspec.Raw()


_TOLD: Final = msgspec.msgpack.Decoder(Told)


class Exchange:
    """What all lines of one run share: the server, and the news that it is back.

    Args:
        api: where tickets come from.
        workshop: whose room the lines lead into.
        pause_at_most_s: how long to wait at most before the next attempt.
    """

    def __init__(
        self, api: Api, workshop: WorkshopId, pause_at_most_s: float = PAUSE_AT_MOST_S
    ) -> None:
        self.api = api
        self.workshop = workshop
        self._pause_at_most_s = pause_at_most_s
        self.handshakes = asyncio.Semaphore(HANDSHAKES_AT_ONCE)
        self._someone_is_in = asyncio.Event()

    def note_welcome(self) -> None:
        """Wake the lines that wait for the server: it is back."""
        self._someone_is_in.set()
        self._someone_is_in = asyncio.Event()

    async def pause(self, attempt: int, retry_s: int = 0) -> None:
        """Wait before the next attempt, at random so that not all come at once (rule L5).

        Where the server said when it is our turn, not before (rule L9).
        """
        if retry_s:
            await asyncio.sleep(retry_s + random.random())  # noqa: S311 - no secret
            return
        longest_s = FIRST_PAUSE_S if attempt == 0 else 2.0 ** min(attempt - 1, DOUBLED_AT_MOST)
        longest_s = min(longest_s, self._pause_at_most_s)
        try:
            async with asyncio.timeout(random.uniform(0, longest_s)):  # noqa: S311 - no secret
                await self._someone_is_in.wait()
        except TimeoutError:
            return


class Line:
    """A person's line; `run` must be running to get anything done.

    Args:
        exchange: what it shares with the other lines.
        login: the person's.
        board: kept up to date if given; most lines only ask.
    """

    def __init__(self, exchange: Exchange, login: str, board: BoardCopy | None = None) -> None:
        self._exchange = exchange
        self._login = login
        self._board = board
        self._have: Have | None = None
        self._view: View = "public"
        self._connection: ClientConnection | None = None
        self._unanswered: dict[CommandId, tuple[bytes, asyncio.Future[Told]]] = {}
        self._places = asyncio.Semaphore(INFLIGHT_AT_MOST)
        self._refused = False
        self._retry_s = 0
        self._leave_at: float | None = None
        self.welcomed = asyncio.Event()

    async def ask(
        self,
        command_id: CommandId,
        command: Command,
        *,
        for_: ParticipantId | None = None,
        said_at: int | None = None,
    ) -> int:
        """Ask for a command until it is answered; return the version of its effect.

        Raises:
            RejectedError: it was refused for good.
        """
        payload = submission(command_id, command, for_=for_, said_at=said_at)
        async with self._places:
            while True:
                answer = await self._answer(command_id, payload)
                if answer.t == "ack":
                    return answer.seq
                if answer.retry_ms is None:
                    raise RejectedError(answer.code, answer.message)
                await asyncio.sleep(answer.retry_ms / 1000)

    async def run(self) -> None:
        """Keep the line open until cancelled.

        Raises:
            Refusal: the server is away for too long, or does not want us.
        """
        loop = asyncio.get_running_loop()
        while True:
            down_since, attempt, refusals = loop.time(), 0, 0
            while not await self._was_open():
                refusals += self._refused
                if refusals == TICKETS_TRIED or loop.time() - down_since > PATIENCE_S:
                    raise Refusal(STAYS_AWAY)
                attempt += not self._retry_s
                await self._exchange.pause(max(0, attempt - 1), self._retry_s)
            await self._exchange.pause(attempt=0)

    async def _was_open(self) -> bool:
        """Open the line and listen to its end; tell whether we were welcome."""
        self._refused, self._retry_s, self._leave_at = False, 0, None
        try:
            await self._open_and_listen()
        except LoginRefusedError:
            self._refused = True
        except ConnectionClosed as closed:
            self._note_code(closed.rcvd.code if closed.rcvd else 0)
        except AwayError as away:
            self._retry_s = away.retry_s
        except InvalidStatus as refused:
            self._retry_s = retry_after_s(refused.response.headers)
        except (InvalidHandshake, OSError):
            pass
        was_open = self.welcomed.is_set()
        self.welcomed.clear()
        return was_open

    def _note_code(self, code: int) -> None:
        self._refused = code == CloseCode.BAD_TICKET
        if code >= STOP_FROM and not self._refused:
            message = f"The server ended the connection with code {code}. Is it another version?"
            raise Refusal(message)

    async def _open_and_listen(self) -> None:
        connection, welcome = await self._open()
        try:
            self._take_welcome(welcome)
            self._connection = connection
            self.welcomed.set()
            self._exchange.note_welcome()
            await self._send_unanswered()
            with suppress(TimeoutError):
                while True:
                    async with asyncio.timeout_at(self._leave_at):
                        frame = await connection.recv(decode=False)
                    await self._take(connection, _TOLD.decode(frame))
        finally:
            self._connection = None
            await connection.close()

    async def _open(self) -> tuple[ClientConnection, Told]:
        exchange = self._exchange
        async with exchange.handshakes:
            ticket = await exchange.api.ticket(exchange.workshop, self._login)
            url = exchange.api.socket_url(exchange.workshop)
            connection = await connect(url, compression=None, max_size=None)
            try:
                hello = Hello(v=PROTOCOL_VERSION, ticket=ticket, have=self._have)
                await connection.send(msgspec.msgpack.encode(hello))
                return connection, _TOLD.decode(await connection.recv(decode=False))
            except BaseException:
                connection.transport.abort()
                raise

    # --- asking -----------------------------------------------------------

    async def _answer(self, command_id: CommandId, payload: bytes) -> Told:
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._unanswered[command_id] = payload, answer
        try:
            await self._send(payload)
            return await answer
        finally:
            del self._unanswered[command_id]

    async def _send(self, payload: bytes) -> None:
        if self._connection is not None:
            # On a line that has just dropped it is lost, and sent again after the next welcome.
            with suppress(ConnectionClosed):
                await self._connection.send(payload)

    async def _send_unanswered(self) -> None:
        for payload, _ in tuple(self._unanswered.values()):
            await self._send(payload)

    # --- hearing ----------------------------------------------------------

    async def _take(self, connection: ClientConnection, told: Told) -> None:
        match told.t:
            case "ack" | "reject":
                self._take_answer(told)
            case "delta":
                if not self._take_delta(told):
                    # Something was missed: open again and say what we have (rule D1).
                    await connection.close()
            case "ping":
                await connection.send(msgspec.msgpack.encode(Pong(now=told.now)))
            case "drain":
                self._leave(told.within_ms)
            case "snapshot":
                self._take_snapshot(told)
            case "welcome":
                self._take_welcome(told)
            case _:
                pass

    def _leave(self, within_ms: int) -> None:
        """Go at a random moment before the server does (rule L4)."""
        wait_s = random.uniform(0, within_ms / 1000)  # noqa: S311 - no secret
        self._leave_at = asyncio.get_running_loop().time() + wait_s

    def _take_answer(self, told: Told) -> None:
        _, answer = self._unanswered.get(told.id or CommandId(""), (b"", None))
        if answer is not None and not answer.done():
            answer.set_result(told)

    def _take_welcome(self, told: Told) -> None:
        self._view = told.view
        if told.behind:
            self._leave(BEHIND_MS)
        if told.mode == "snapshot":
            self._have = None

    def _take_snapshot(self, told: Told) -> None:
        last = told.part == told.parts - 1
        if self._board is not None:
            self._board.take_part(told.data, deflated=told.z, last=last)
        if last:
            self._hold(told, told.at)

    def _take_delta(self, told: Told) -> bool:
        have = self._have
        if have is None or told.from_ > have.seq + 1:
            return False
        if told.to > have.seq:
            if self._board is not None:
                self._board.take_operations(bytes(told.ops))
            self._hold(told, told.to)
        return True

    def _hold(self, told: Told, seq: int) -> None:
        self._have = Have(epoch=told.epoch, seq=seq, hash8=told.hash8, view=self._view)
