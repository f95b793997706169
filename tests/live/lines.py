"""Lines into a room without a network: an outbox we wrote and a browser's board.

`Line` is what a browser is to the room: it keeps its version, applies what it
is told, answers nothing by itself, and can be made slow.
"""

import base64
import hashlib
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from codesign.domain.commands import Command, CreateWorkshop, JoinWorkshop, StagePlan
from codesign.domain.ids import CommandId, ParticipantId, StageId, WorkshopId
from codesign.live.beside import InThread, WorkBeside
from codesign.live.connection import Connection, Seat
from codesign.live.fanout import Fanout
from codesign.live.request import Answer, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.protocol.codec import canonical
from codesign.protocol.messages import Have
from codesign.store.log import Log, open_log

START = 1_760_000_000_000
WORKSHOP = WorkshopId("workshop-------------A")
FACILITATOR = ParticipantId("facilitator----------A")
IDEAS = StageId("ideas----------------A")
_numbers = count(1)


def an_id(name: str = "") -> str:
    """A well-formed identifier, the same for the same name."""
    digest = hashlib.sha256((name or str(next(_numbers))).encode()).digest()[:16]
    return base64.urlsafe_b64encode(digest).decode()[:22]


class ManualClock:
    """Milliseconds that pass when told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        return self.now


class Line:
    """One browser: an outbox towards the room, and the board it builds from it."""

    def __init__(self, participant: ParticipantId, clock: ManualClock) -> None:
        self.participant = participant
        self.clock = clock
        self.seen: list[dict[str, Any]] = []
        self.board: dict[str, dict[str, Any]] = {}
        self.mine: dict[tuple[str, str], Any] = {}
        self.seq = 0
        self.have: Have | None = None
        self.woken = False
        self.fanout: Fanout | None = None
        self.is_slow = False
        self.slow_again_on = ""
        self.held: list[bytes] = []
        self._pages: dict[str, dict[str, Any]] = {}

    async def connect(self, room: Room) -> Self:
        """Connect, or connect again with what it has."""
        self.connection = Connection(
            Seat(self.participant, "room"), self.have, self.clock, self._wake
        )
        self.connection.outbox = self
        await room.join(self.connection)
        return self

    def drop(self, room: Room) -> None:
        """Lose the line."""
        self.leave()
        room.leave(self.connection)

    def ask(self, command: Command, command_id: str = "", **more: Any) -> str:
        """Send a command frame as a browser does."""
        command_id = command_id or an_id()
        data = msgspec.to_builtins(command)
        frame = {"t": "command", "id": command_id, "type": type(command).__name__, "data": data}
        self.connection.receive(canonical({**frame, **more}))
        return command_id

    def answers(self) -> dict[str, dict[str, Any]]:
        """The last answer to each command."""
        return {each["id"]: each for each in self.seen if each["t"] in {"ack", "reject"}}

    def kinds(self) -> list[str]:
        """The kinds of what it was told, in order."""
        return [each["t"] for each in self.seen]

    def slow_down(self) -> None:
        """Stop reading: what is told from now on is missed."""
        self.is_slow = True
        self.leave()
        self.connection.on_slow()

    def catch_up(self) -> None:
        """Read again."""
        self.is_slow = False
        held, self.held = self.held, []
        for payload in held:
            self._take(payload)
        self.connection.on_ready()

    # --- the outbox -------------------------------------------------------

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.leave()

    @property
    def queued_bytes(self) -> int:
        return sum(map(len, self.held))

    def send(self, payload: bytes) -> None:
        if self.is_slow:
            self.held.append(payload)
        else:
            self._take(payload)

    def join(self, fanout: Fanout) -> None:
        self.leave()
        self.fanout = fanout
        fanout.plain[id(self)] = self._take

    def leave(self) -> None:
        if self.fanout is not None:
            self.fanout.plain.pop(id(self), None)
            self.fanout = None

    async def drained(self) -> None:
        return None

    async def close(self, code: int, reason: str) -> None:
        self.leave()

    def abort(self) -> None:
        self.leave()

    # --- the browser ------------------------------------------------------

    def _wake(self) -> None:
        self.woken = True

    def _take(self, payload: bytes) -> None:
        message = msgspec.msgpack.decode(payload)
        self.seen.append(message)
        if message["t"] == self.slow_again_on:
            self.slow_again_on = ""
            self.slow_down()
        match message["t"]:
            case "snapshot":
                self._page(message)
            case "mine":
                for op in message["ops"]:
                    self._apply_mine(op)
            case "delta":
                self._delta(message)
            case _:
                pass

    def _page(self, message: dict[str, Any]) -> None:
        if message["part"] == 0:
            self._pages = {}
        data = zlib.decompress(message["data"]) if message["z"] else message["data"]
        for collection, records in msgspec.msgpack.decode(data).items():
            self._pages.setdefault(collection, {}).update(records)
        if message["part"] == message["parts"] - 1:
            self.board = self._pages
            self._at(message, message["at"])

    def _delta(self, message: dict[str, Any]) -> None:
        if message["to"] <= self.seq:
            return
        assert message["from"] <= self.seq + 1, "a gap"
        for op in message["ops"]:
            self._apply(op)
        self._at(message, message["to"])

    def _at(self, message: dict[str, Any], seq: int) -> None:
        self.seq = seq
        self.have = Have(
            epoch=message["epoch"],
            seq=seq,
            hash8=message["hash8"],
            view=self.connection.audience.view,
            group=self.connection.audience.group,
        )

    def _apply(self, op: list[Any]) -> None:
        records = self.board.setdefault(op[1], {})
        match op[0]:
            case "put":
                records[op[2]] = op[3]
            case "patch":
                records[op[2]] = {**records[op[2]], **op[3]}
            case "remove":
                records.pop(op[2], None)

    def _apply_mine(self, op: list[Any]) -> None:
        if op[0] == "clear":
            self.mine.clear()
        elif op[0] == "remove":
            self.mine.pop((op[1], op[2]), None)
        else:
            self.mine[op[1], op[2]] = op[3]


@asynccontextmanager
async def a_room(folder: Path, clock: ManualClock | None = None) -> AsyncIterator[Room]:
    """A created workshop with one open stage for ideas, on a real database."""
    async with some_rooms(folder, clock) as (rooms, _log):
        answer = await rooms.create(WORKSHOP, created())
        assert answer.__class__.__name__ == "Accepted"
        yield await rooms.room(WORKSHOP)


@asynccontextmanager
async def some_rooms(
    folder: Path,
    clock: ManualClock | None = None,
    on_destroyed: Callable[[WorkshopId], None] = lambda _: None,
    elapsed: Callable[[], int] | None = None,
    beside: WorkBeside = InThread,
) -> AsyncIterator[tuple[Rooms, Log]]:
    """Rooms over a real database."""
    clock = clock or ManualClock()
    seams = Seams(
        clock=clock,
        elapsed=elapsed or clock,
        new_id=lambda: CommandId(an_id()),
        on_destroyed=on_destroyed,
        beside=beside,
    )
    log = open_log(f"sqlite:///{folder}/codesign.db")
    try:
        async with Rooms(log, seams) as rooms:
            yield rooms, log
    finally:
        log.close()


def created(code: str = "CDFGHJ") -> Request:
    """The first command of a workshop."""
    plan = StagePlan(stage=IDEAS, kind="ideas", title="Ideas")
    command = CreateWorkshop(
        facilitator=FACILITATOR,
        facilitator_name="Facilitator",
        title="Getting about",
        join_code=code,
        agenda=(plan,),
    )
    return Request(id=CommandId(an_id("create")), command=command, by=FACILITATOR)


async def submit(room: Room, command: Command, by: ParticipantId = FACILITATOR) -> Answer:
    """Ask a room and wait."""
    return await room.submit(Request(id=CommandId(an_id()), command=command, by=by))


async def someone(room: Room, name: str) -> ParticipantId:
    """A participant who has joined."""
    participant = ParticipantId(an_id(name))
    await submit(room, JoinWorkshop(participant=participant, name=name), by=participant)
    return participant
