"""The log on a PostgreSQL server that is restarted, slow or cut off, and that two of us write."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from urllib.parse import quote

import pytest

from codesign.cli.example import ensure_example
from codesign.domain.commands import OpenStage
from codesign.domain.ids import CommandId
from codesign.live.bus import Silence
from codesign.live.request import Accepted, Answer, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.programmes.example import LENGTH_MS, STARTS_AT, acts
from codesign.programmes.example import WORKSHOP as EXAMPLE
from codesign.store.log import Append, Appended, Log, open_log
from tests.faults.conftest import Faults
from tests.live.lines import (
    FACILITATOR,
    IDEAS,
    WORKSHOP,
    Line,
    ManualClock,
    an_id,
    created,
    submit,
)
from tests.live.test_room import idea
from tests.postgresql import PostgreSQL


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()


@asynccontextmanager
async def rooms_over(log: Log) -> AsyncIterator[Rooms]:
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    async with Rooms(log, seams, bus=Silence(alone=False)) as rooms:
        yield rooms
    await asyncio.to_thread(log.close)


async def begun(rooms: Rooms) -> Room:
    await rooms.create(WORKSHOP, created())
    room = await rooms.room(WORKSHOP)
    await submit(room, OpenStage(stage=IDEAS))
    return room


async def until_answered(room: Room, request: Request) -> Answer:
    """Ask as a browser does: again, under the same id, as long as it may succeed later."""
    while True:
        answer = await room.submit(request)
        if isinstance(answer, Accepted) or answer.retry_ms is None:
            return answer
        await asyncio.sleep(0.02)


def asked(name: str) -> Request:
    return Request(id=CommandId(an_id(f"ask {name}")), command=idea(name), by=FACILITATOR)


def exactly_once(log: Log, answers: dict[str, Answer]) -> None:
    """I1, I2, I3: what was acknowledged is in the log, there, once; and there is no hole."""
    stored = list(log.read(WORKSHOP))
    assert [each.seq for each in stored] == list(range(1, log.head(WORKSHOP) + 1))
    where: dict[CommandId, list[int]] = {}
    for each in stored:
        where.setdefault(each.id, []).append(each.seq)
    for name, answer in answers.items():
        assert isinstance(answer, Accepted), (name, answer)
        assert where[asked(name).id] == [answer.seq], name


@pytest.mark.fault("F7")
async def test_nothing_is_lost_or_doubled_while_the_server_is_restarted(
    server: PostgreSQL, faults: Faults
) -> None:
    url = server.new_database()
    log = await asyncio.to_thread(open_log, url)
    async with rooms_over(log) as rooms:
        room = await begun(rooms)
        answers: dict[str, Answer] = {}

        async def write(person: int) -> None:
            for number in range(faults.pick(8, 16)):
                name = f"{person}.{number}"
                answers[name] = await until_answered(room, asked(name))

        restarts = faults.pick(2, 6)
        async with asyncio.TaskGroup() as tasks:
            for person in range(6):
                tasks.create_task(write(person))
            for _ in range(restarts):
                await asyncio.to_thread(server.restart)
        # Also what was asked for the first time after it.
        answers["last"] = await until_answered(room, asked("last"))

        exactly_once(log, answers)
        faults.count("restarts of PostgreSQL", restarts)
        faults.checked("I1", "I2", "I3", "I4")


@pytest.mark.fault("F7")
async def test_a_room_goes_on_with_everybody_in_it_when_the_server_is_back(
    server: PostgreSQL,
) -> None:
    log = await asyncio.to_thread(open_log, server.new_database())
    async with rooms_over(log) as rooms:
        room = await begun(rooms)
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        await asyncio.to_thread(server.halt)
        waiting = asyncio.create_task(until_answered(room, asked("meanwhile")))
        await asyncio.sleep(0.2)
        await asyncio.to_thread(server.start)

        assert isinstance(await asyncio.wait_for(waiting, 30), Accepted)
        assert await rooms.room(WORKSHOP) is room
        assert an_id("meanwhile") in line.board["ideas"]


@pytest.mark.fault("F8")
async def test_a_commit_whose_reply_was_lost_is_acknowledged_once_rule_c2(
    server: PostgreSQL, faults: Faults
) -> None:
    direct = server.new_database()
    way = LossyWay(server)
    log = await asyncio.to_thread(open_log, way.address(direct), direct)
    try:
        async with rooms_over(log) as rooms:
            room = await begun(rooms)
            answers: dict[str, Answer] = {}
            for number in range(faults.pick(3, 30)):
                way.loses_the_next_commits_reply = True
                name = f"idea {number}"
                answers[name] = await until_answered(room, asked(name))
                assert not way.loses_the_next_commits_reply, "or this test shows nothing"

            exactly_once(log, answers)
            faults.count("replies to a commit lost", len(answers))
            faults.checked("I3", "I4")
    finally:
        way.close()


@pytest.mark.fault("F10")
async def test_two_processes_that_write_one_workshop_at_once_lose_and_double_nothing(
    server: PostgreSQL, faults: Faults
) -> None:
    url = server.new_database()
    logs = [await asyncio.to_thread(open_log, url) for _ in range(2)]
    answers: dict[str, Answer] = {}
    async with rooms_over(logs[0]) as one, rooms_over(logs[1]) as other:
        await begun(one)
        rooms = [await each.room(WORKSHOP) for each in (one, other)]

        async def write(person: int) -> None:
            for number in range(faults.pick(6, 14)):
                name = f"{person}.{number}"
                # A browser that reconnects elsewhere sends again what it sent here.
                first, second = rooms[person % 2], rooms[(person + number) % 2]
                once = await until_answered(first, asked(name))
                answers[name] = await until_answered(second, asked(name))
                assert answers[name] == once

        async with asyncio.TaskGroup() as tasks:
            for person in range(6):
                tasks.create_task(write(person))

        exactly_once(logs[0], answers)
        faults.count("commands at two processes at once", len(answers))
        faults.checked("I1", "I2", "I3")


@pytest.mark.fault("F10")
def test_two_processes_that_start_on_an_empty_database_make_the_example_once(
    server: PostgreSQL,
) -> None:
    url = server.new_database()
    logs = [open_log(url, exclusive=True) for _ in range(2)]
    together = threading.Barrier(2)

    def start(log: Log) -> int:
        """Return how often it was written to for the example."""
        commits = 0
        append = log.append

        def counted(batch: Sequence[Append]) -> list[Appended | Exception]:
            nonlocal commits
            commits += 1
            return append(batch)

        log.append = counted  # type: ignore[method-assign]
        together.wait()
        assert ensure_example(log) == EXAMPLE
        return commits

    with ThreadPoolExecutor(2) as threads:
        assert sorted(map(bool, threads.map(start, logs))) == [False, True], "one made it"

    events = list(logs[0].read(EXAMPLE))
    assert len({each.id for each in events if each.via != "system"}) == len(
        [act for act in acts() if type(act.command).__name__ != "EndTimer"]
    )
    assert Counter(each.via for each in events)["system"] == 4, "two timers, two results"
    assert events[-1].at == STARTS_AT + LENGTH_MS
    for each in logs:
        each.close()


class LossyWay:
    """A way to a server on which the reply to a commit can be lost, and the line with it."""

    def __init__(self, server: PostgreSQL) -> None:
        self.loses_the_next_commits_reply = False
        self._to = str(server.folder / ".s.PGSQL.5432")
        self._folder = server.folder / "way"
        self._folder.mkdir()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._folder / ".s.PGSQL.5432"))
        self._listening.listen()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def address(self, direct: str) -> str:
        name = direct.partition("@/")[2].partition("?")[0]
        return f"postgresql://postgres@/{name}?host={quote(str(self._folder), safe='')}"

    def close(self) -> None:
        # Wakes the thread that accepts, which closing alone does not.
        self._listening.shutdown(socket.SHUT_RDWR)
        self._accepting.join()
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            upstream = socket.socket(socket.AF_UNIX)
            upstream.connect(self._to)
            line = _Line(self, client, upstream)
            for each in (line.up, line.down):
                threading.Thread(target=each, daemon=True).start()


class _Line:
    """One connection through the way, and the two threads that carry it."""

    def __init__(self, way: LossyWay, client: socket.socket, upstream: socket.socket) -> None:
        self._way = way
        self._client = client
        self._upstream = upstream
        self._losing = False

    def up(self) -> None:
        with suppress(OSError), self._client, self._upstream:
            while sent := self._client.recv(1 << 16):
                if self._way.loses_the_next_commits_reply and b"COMMIT" in sent:
                    self._losing = True
                self._upstream.sendall(sent)
            self._upstream.shutdown(socket.SHUT_RDWR)

    def down(self) -> None:
        with suppress(OSError):
            while said := self._upstream.recv(1 << 16):
                if self._losing and b"COMMIT\0" in said:
                    self._way.loses_the_next_commits_reply = False
                    break
                self._client.sendall(said)
            self._client.shutdown(socket.SHUT_RDWR)
