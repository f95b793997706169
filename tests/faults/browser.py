"""A browser as SPEC.md wants it: resumes, sends again, minds gaps, and comes back.

It writes down everything for the checker, which knows nothing of what it does.
"""

import asyncio
import zlib
from collections.abc import Callable
from random import Random
from typing import Any, Final, NamedTuple

import msgspec

from codesign.domain.commands import Command
from codesign.domain.ids import CommandId, ParticipantId
from codesign.domain.views import Audience
from codesign.projections.records import RENDERERS
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import canonical
from codesign.protocol.messages import Have
from tests.faults.history import Recorder
from tests.faults.network import Ended, Wire

# With nothing heard for so long, not even a ping, the line is dead (rule L1).
SILENT_AT_MOST_S: Final = 45.0
STOP_FROM: Final = 4_500
TICKETS: Final = 3  # rule O2
BEHIND_AT_MOST_S: Final = 2.0
TRIES_AT_MOST: Final = 30

Dial = Callable[[], Wire | None]


class Waiting(NamedTuple):
    """A command without its answer."""

    command: Command
    for_: ParticipantId | None
    frame: bytes


class Browser:
    """One tab of one person.

    Args:
        dial: opens a line, or returns None when nobody listens.
        recorder: what it writes to.
    """

    audience: Audience

    def __init__(
        self, participant: ParticipantId, dial: Dial, recorder: Recorder, random: Random
    ) -> None:
        self.participant = participant
        self.unanswered: dict[CommandId, Waiting] = {}
        self.audience = Audience("public")
        self.seq = 0
        self.board: dict[str, dict[str, Any]] = _nothing()
        self.mine: dict[tuple[str, str], Any] = {}
        self.seats: frozenset[ParticipantId] = frozenset()
        self.wire: Wire | None = None
        self.welcomed = False
        self.reads_slowly = 0.0
        self.stopped = 0  # the code it was told to stop with
        self.sitting_out = False
        self._dial = dial
        self._recorder = recorder
        self._random = random
        self._have: Have | None = None
        self._parts: dict[str, dict[str, Any]] = {}
        self._on_line: set[CommandId] = set()
        self._inflight = 16
        self._tries: dict[CommandId, int] = {}
        self._behind_since: float | None = None
        self._reopen = False
        self._whole = False
        self._refusals = 0
        self.outside = False
        self._not_before = 0.0

    def submit(self, command_id: CommandId, command: Command, for_: ParticipantId | None) -> None:
        """Ask for something; it is sent until it is answered."""
        frame = {"t": "command", "id": command_id, "type": type(command).__name__}
        more = {} if for_ is None else {"for": for_}
        data = msgspec.to_builtins(command)
        self.unanswered[command_id] = Waiting(
            command, for_, canonical({**frame, **more, "data": data})
        )
        self._send_waiting()

    def holds(self, *, quiet: bool = False) -> None:
        """Write down what it has."""
        board = {collection: dict(records) for collection, records in self.board.items()}
        self._recorder.holds(
            self.audience, self.seq, board, dict(self.mine), self.seats, quiet=quiet
        )

    def rests_at(self, head: int) -> bool:
        """Tell whether it has everything and waits for nothing."""
        return self.welcomed and self._whole and self.seq == head and not self.unanswered

    async def live(self) -> None:
        """Connect and connect again, until told to stop."""
        failures = 0
        while not self.stopped:
            wire = None if self.sitting_out else self._dial()
            if wire is not None:
                failures = 0 if await self._use(wire) else failures + 1
            await asyncio.sleep(self._random.uniform(0, min(30, 2**failures)))
            failures += wire is None and not self.sitting_out

    # --- a line -------------------------------------------------------------

    async def _use(self, wire: Wire) -> bool:
        """Use a line until it ends; tell whether it was welcomed."""
        self.wire, self.welcomed, self._reopen = wire, False, False
        self._on_line.clear()
        self._behind_since = None
        self._recorder.opened()
        wire.up.push(self._hello())
        try:
            while not self._reopen:
                async with asyncio.timeout(self._patience()):
                    heard = await wire.down.take()
                if isinstance(heard, Ended):
                    self._ended(heard.code)
                    break
                await asyncio.sleep(self.reads_slowly)
                self._hear(msgspec.msgpack.decode(heard))
        except TimeoutError:
            pass
        welcomed, self.welcomed, self.wire = self.welcomed, False, None
        wire.cut()
        return welcomed

    def _hello(self) -> bytes:
        have = msgspec.to_builtins(self._have, builtin_types=(bytes,)) if self._have else None
        return canonical({"t": "hello", "v": 1, "ticket": self.participant, "have": have})

    def _patience(self) -> float:
        if self._behind_since is None:
            return SILENT_AT_MOST_S
        elapsed = asyncio.get_running_loop().time() - self._behind_since
        return max(0.01, BEHIND_AT_MOST_S - elapsed)

    def _ended(self, code: int) -> None:
        self._refusals = self._refusals + 1 if code == CloseCode.BAD_TICKET else 0
        self.outside = code == CloseCode.NOT_INSIDE
        if self.outside:
            return  # the page says so, and is opened again and again
        if code >= STOP_FROM and (code != CloseCode.BAD_TICKET or self._refusals == TICKETS):
            self.stopped = code

    def _hear(self, message: dict[str, Any]) -> None:
        self._recorder.told(message)
        match message["t"]:
            case "welcome":
                self._welcome(message)
            case "snapshot":
                self._part(message)
            case "mine":
                self._apply_mine(message["ops"])
            case "delta":
                self._delta(message)
            case "ack":
                self._done(message["id"])
            case "reject":
                self._rejected(message)
            case "ping":
                self._ping(message)

    def _welcome(self, message: dict[str, Any]) -> None:
        first = not self.welcomed
        self.welcomed = True
        self._inflight = message["limits"]["inflight"]
        self.audience = Audience(message["view"], message["group"])
        self.seats = frozenset(message["seats"])
        self._whole = message["mode"] == "resume"
        if first:
            self._send_waiting()

    # --- commands -----------------------------------------------------------

    def _send_waiting(self) -> None:
        """Send what was not sent on this line yet, in its first order (rule O8)."""
        too_early = asyncio.get_running_loop().time() < self._not_before
        if self.wire is None or not self.welcomed or too_early:
            return
        for command_id, waiting in self.unanswered.items():
            if len(self._on_line) >= self._inflight:
                return
            if command_id not in self._on_line:
                self._on_line.add(command_id)
                self._recorder.sent(
                    command_id, self.participant, for_=waiting.for_, command=waiting.command
                )
                self.wire.up.push(waiting.frame)

    def _done(self, command_id: CommandId) -> None:
        self._on_line.discard(command_id)
        self.unanswered.pop(command_id, None)
        self._send_waiting()

    def _rejected(self, message: dict[str, Any]) -> None:
        command_id = message["id"]
        tries = self._tries[command_id] = self._tries.get(command_id, 0) + 1
        if message.get("retry_ms") is None or tries > TRIES_AT_MOST:
            return self._done(command_id)
        # Nothing overtakes it: all wait until it may be sent again (rule C7).
        self._on_line.discard(command_id)
        loop = asyncio.get_running_loop()
        self._not_before = max(self._not_before, loop.time() + message["retry_ms"] / 1_000)
        loop.call_at(self._not_before, self._send_waiting)
        return None

    # --- the board ------------------------------------------------------------

    def _part(self, message: dict[str, Any]) -> None:
        if message["part"] == 0:
            self._parts = _nothing()
        data = zlib.decompress(message["data"]) if message["z"] else message["data"]
        for collection, records in msgspec.msgpack.decode(data).items():
            self._parts[collection].update(records)
        if message["part"] == message["parts"] - 1:
            self.board, self._whole = self._parts, True
            self._at(message, message["at"])

    def _delta(self, message: dict[str, Any]) -> None:
        if not self._whole or message["to"] <= self.seq:
            return
        if message["from"] > self.seq + 1:
            self._reopen = True
            return
        for op in message["ops"]:
            self._apply(op)
        self._at(message, message["to"])

    def _at(self, message: dict[str, Any], seq: int) -> None:
        self.seq = seq
        self._behind_since = None
        self._have = Have(
            epoch=message["epoch"], seq=seq, hash8=message["hash8"], **self.audience._asdict()
        )
        self.holds()

    def _apply(self, op: list[Any]) -> None:
        records = self.board[op[1]]
        match op[0]:
            case "put":
                records[op[2]] = op[3]
            case "patch":
                records[op[2]] = {**records[op[2]], **op[3]}
            case "remove":
                records.pop(op[2], None)

    def _apply_mine(self, ops: list[list[Any]]) -> None:
        for op in ops:
            match op[0]:
                case "clear":
                    self.mine.clear()
                case "put":
                    self.mine[op[1], op[2]] = op[3]
                case "remove":
                    self.mine.pop((op[1], op[2]), None)

    def _ping(self, message: dict[str, Any]) -> None:
        if self.wire is not None:
            self.wire.up.push(canonical({"t": "pong", "now": message["now"]}))
        if message["head"] > self.seq and self._behind_since is None:
            self._behind_since = asyncio.get_running_loop().time()


def _nothing() -> dict[str, dict[str, Any]]:
    return {collection: {} for collection in RENDERERS}
