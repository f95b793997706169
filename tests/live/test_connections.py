"""All connections of a process: one budget for what waits, and going away in waves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from codesign.domain.commands import OpenStage, SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId
from codesign.live.connections import Connections
from codesign.live.outbox import Limits
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.protocol.close_codes import CloseCode
from codesign.store.log import open_log
from tests.live.lines import IDEAS, Line, ManualClock, a_room, an_id, someone, submit


class Crowd:
    """Some people in a room, whose lines end when they are hung up on."""

    def __init__(self, room: Room, connections: Connections) -> None:
        self.room = room
        self.connections = connections
        self.lines: list[Line] = []
        self._stacks: dict[Line, ExitStack] = {}

    async def come(self, count: int) -> None:
        for number in range(count):
            person = await someone(self.room, f"Person {len(self.lines)} {number}")
            await self.connect(Ending(self, person))

    async def connect(self, line: Line) -> None:
        await line.connect(self.room)
        stack = ExitStack()
        stack.enter_context(self.connections.holding(line.connection))
        self._stacks[line] = stack
        self.lines.append(line)

    def end(self, line: Line) -> None:
        line.drop(self.room)
        self._stacks.pop(line).close()


class Ending(Line):
    """A line that ends as `serve_connection` does: when woken, or cut."""

    def __init__(self, crowd: Crowd, participant: ParticipantId) -> None:
        super().__init__(participant, ManualClock())
        self._crowd = crowd
        self.ended_at: float | None = None

    def _wake(self) -> None:
        super()._wake()
        self._end()

    def abort(self) -> None:
        super().abort()
        self.held.clear()
        self._end()

    def _end(self) -> None:
        if self.ended_at is None and self in self._crowd.lines:
            loop = asyncio.get_running_loop()
            self.ended_at = loop.time()
            loop.call_soon(self._crowd.end, self)


@asynccontextmanager
async def a_crowd(
    folder: Path, count: int, queue_bytes: int = 10_000, limits: Limits | None = None
) -> AsyncIterator[Crowd]:
    async with a_room(folder) as room:
        crowd = Crowd(room, Connections(queue_bytes, limits=limits))
        await crowd.come(count)
        yield crowd


def queue(line: Line, size: int) -> None:
    line.slow_down()
    line.held = [bytes(size)]


async def test_within_the_budget_nobody_is_dropped(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 4) as crowd:
        for line in crowd.lines:
            queue(line, 2_500)
        assert crowd.connections.relieve() == 0


async def test_over_the_budget_the_longest_queues_go_first_rule_l3(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 5) as crowd:
        for line, size in zip(crowd.lines, (1_000, 5_000, 100, 4_000, 3_000), strict=True):
            queue(line, size)
        assert crowd.connections.relieve() == 1
        await asyncio.sleep(0)
        assert [line.ended_at is not None for line in crowd.lines] == [
            False,
            True,
            False,
            False,
            False,
        ]
        assert crowd.connections.relieve() == 0


async def test_one_line_over_the_budget_is_seen_among_many_that_keep_up(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 3, limits=Limits(soft_bytes=100)) as crowd:
        queue(crowd.lines[1], 20_000)
        assert crowd.connections.queued_bytes == [20_000]
        assert crowd.connections.relieve() == 1
        await asyncio.sleep(0)
        assert [line.ended_at is not None for line in crowd.lines] == [False, True, False]


async def test_what_waits_behind_a_goodbye_counts_too(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 3) as crowd:
        first, second, _ = crowd.lines
        queue(first, 9_000)
        first.connection.hang_up(CloseCode.TOO_SLOW)
        await asyncio.sleep(0)
        assert len(crowd.connections) == 2
        queue(second, 4_000)
        assert crowd.connections.relieve() == 1
        assert first.held == [], "the one that is going was dropped, and nobody else"
        assert second.ended_at is None


async def test_a_budget_is_kept_while_it_runs(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 2) as crowd:
        running = asyncio.create_task(crowd.connections.run())
        queue(crowd.lines[0], 20_000)
        async with asyncio.timeout(5):
            while crowd.lines[0].ended_at is None:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)
        running.cancel()


async def test_everybody_is_told_and_sent_away_in_waves_rule_l4(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 20) as crowd:
        await crowd.connections.drain(per_s=40, within_s=10)
        assert len(crowd.connections) == 0
        for line in crowd.lines:
            assert line.seen[-1] == {"t": "drain", "within_ms": 500}
            assert line.connection.closing == CloseCode.GOING_AWAY
        ends = sorted(line.ended_at or 0 for line in crowd.lines)
        waves = len({round(each, 2) for each in ends})
        assert waves >= 3, "not all at once"


async def test_going_away_takes_no_longer_than_allowed(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 10) as crowd:
        await crowd.connections.drain(per_s=0.1, within_s=2.3)
        assert crowd.lines[0].seen[-1]["within_ms"] == 300
        assert len(crowd.connections) == 0


async def test_in_a_hurry_all_go_at_once(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 10) as crowd:
        draining = asyncio.create_task(crowd.connections.drain(per_s=0.1, within_s=1_000))
        await asyncio.sleep(0)
        crowd.connections.hurry()
        async with asyncio.timeout(5):
            await draining
        assert len(crowd.connections) == 0


async def test_whoever_comes_in_while_all_leave_is_sent_away(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 0) as crowd:
        await crowd.connections.drain(per_s=100, within_s=1)
        await crowd.come(1)
        assert crowd.lines[0].connection.closing == CloseCode.GOING_AWAY


async def test_what_was_asked_before_is_answered_before_the_goodbye_rule_l4(
    tmp_path: Path,
) -> None:
    async with a_crowd(tmp_path, 1) as crowd:
        line = crowd.lines[0]
        await submit(crowd.room, OpenStage(stage=IDEAS))
        asked = line.ask(an_idea())
        line.connection.go_away()
        late = line.ask(an_idea())
        assert line.connection.closing is None
        await crowd.room.board("public")
        assert line.answers().keys() == {asked}, "the late one is asked again elsewhere"
        assert line.answers()[asked]["t"] == "ack"
        assert late not in crowd.room.memory.answered
        assert line.connection.closing == CloseCode.GOING_AWAY


async def test_an_answer_that_never_comes_holds_up_nobody(tmp_path: Path) -> None:
    async with a_crowd(tmp_path, 1) as crowd:
        line = crowd.lines[0]
        line.connection._unanswered = 1
        await crowd.connections.drain(per_s=100, within_s=0.2)
        await asyncio.sleep(0)
        assert len(crowd.connections) == 0


def an_idea() -> SubmitIdea:
    return SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="A bench at the stop.")


async def test_everybody_who_joins_at_one_version_is_sent_the_same_snapshot_rule_s3(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        people = [await someone(room, f"P{n}") for n in range(30)]
        lines = [Keeping(each, ManualClock()) for each in people]
        await asyncio.gather(*(line.connect(room) for line in lines))
        snapshots = {id(payload) for line in lines for payload in line.snapshots}
        parts = len(lines[0].snapshots)
        assert len(snapshots) == parts, "one building, whoever joins"


class Keeping(Line):
    """Keeps the very bytes it was sent."""

    def __init__(self, participant: ParticipantId, clock: ManualClock) -> None:
        super().__init__(participant, clock)
        self.snapshots: list[bytes] = []

    def _take(self, payload: bytes) -> None:
        if msgspec.msgpack.decode(payload)["t"] == "snapshot":
            self.snapshots.append(payload)
        super()._take(payload)


async def test_the_connections_that_rooms_are_given_are_those_they_use(tmp_path: Path) -> None:
    connections = Connections()
    log = open_log(f"sqlite:///{tmp_path}/codesign.db")
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    try:
        async with Rooms(log, seams, connections) as rooms:
            assert rooms.connections is connections, "though there are none in it yet"
    finally:
        log.close()
