"""From an accepted socket to its end: every refusal has its documented code."""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest

from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.live import serving
from codesign.live.connection import Seat
from codesign.live.outbox import Hear, Limits, Outbox, Owner, PlainOutbox
from codesign.live.rooms import Rooms
from codesign.live.serving import hear_each, serve_connection
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import BadFrameError, canonical
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, an_id, created, some_rooms


class FakeSocket:
    """What the peer sends is put in, what it is sent is read out."""

    def __init__(self, *said: bytes | Exception | None) -> None:
        self.inbound: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        for each in said:
            self.inbound.put_nowait(each)
        self.heard: list[dict[str, Any]] = []
        self.closed: int | None = None
        self.hung_up = asyncio.Event()

    async def receive(self) -> bytes | None:
        said = await self.inbound.get()
        if isinstance(said, Exception):
            raise said
        return said

    async def hear(self, hear: Hear) -> None:
        await hear_each(self.receive, hear)

    def outbox(self, owner: Owner) -> Outbox:
        return PlainOutbox(self._send, owner, Limits())

    async def close(self, code: int, reason: str) -> None:
        assert reason
        self.closed = code
        self.hung_up.set()

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            await self.close(message["code"], message["reason"])
        else:
            self.heard.append(msgspec.msgpack.decode(message["bytes"]))

    async def until(self, kind: str) -> dict[str, Any]:
        for _ in range(500):
            for each in self.heard:
                if each["t"] == kind:
                    return each
            await asyncio.sleep(0.01)
        raise AssertionError(kind)


def hello(ticket: str = "good", v: int = 1) -> bytes:
    return canonical({"t": "hello", "v": v, "ticket": ticket})


def admit(ticket: str) -> Seat | None:
    return Seat(FACILITATOR, "room") if ticket == "good" else None


async def serve(rooms: Rooms, socket: FakeSocket, workshop: WorkshopId = WORKSHOP) -> None:
    await serve_connection(rooms, workshop, socket, admit)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (hello(ticket="forged"), CloseCode.BAD_TICKET),
        (hello(v=99), CloseCode.VERSION_NOT_SPOKEN),
        (b"\x00", CloseCode.BAD_FRAME),
        (canonical({"t": "pong", "now": 1}), CloseCode.BAD_FRAME),
        (BadFrameError("text"), CloseCode.BAD_FRAME),
        (None, CloseCode.BAD_FRAME),
    ],
)
async def test_whoever_does_not_say_hello_rightly_is_refused(
    tmp_path: Path, said: bytes | Exception | None, code: CloseCode
) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        socket = FakeSocket(said)
        await serve(rooms, socket)
        assert socket.closed == code


async def test_whoever_says_nothing_is_refused_in_time_rule_o1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HELLO_WITHIN_S", 0.01)
    async with some_rooms(tmp_path) as (rooms, _):
        socket = FakeSocket()
        await serve(rooms, socket)
        assert socket.closed == CloseCode.NO_HELLO


async def test_a_workshop_that_does_not_exist_lets_nobody_in(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        socket = FakeSocket(hello())
        await serve(rooms, socket)
        assert socket.closed == CloseCode.BAD_TICKET


async def test_a_bad_frame_ends_only_its_own_connection_rule_f5(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        bad, good = FakeSocket(hello()), FakeSocket(hello())
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(serve(rooms, bad))
            tasks.create_task(serve(rooms, good))
            await bad.until("snapshot")
            await good.until("snapshot")
            bad.inbound.put_nowait(b"\xc1\xc1")
            await bad.hung_up.wait()
            room = await rooms.room(WORKSHOP)
            assert len(room.presence.connections_of(FACILITATOR)) == 1
            good.inbound.put_nowait(None)
        assert bad.closed == CloseCode.BAD_FRAME
        assert good.closed is None


async def test_nothing_is_heard_of_who_sent_a_bad_frame_rule_f5(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        head = room.head
        socket = FakeSocket(hello())
        serving_it = asyncio.create_task(serve(rooms, socket))
        await socket.until("snapshot")
        opening = {"t": "command", "id": an_id(), "type": "OpenStage", "data": {"stage": IDEAS}}
        for said in (b"\xc1", canonical(opening)):
            socket.inbound.put_nowait(said)
        await asyncio.wait_for(serving_it, 5)
        assert socket.closed == CloseCode.BAD_FRAME
        assert await room.read(lambda workshop: workshop.seq) == head


async def test_a_connection_the_room_gives_up_on_is_closed_with_its_code(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        socket = FakeSocket(hello())
        serving_it = asyncio.create_task(serve(rooms, socket))
        await socket.until("snapshot")
        room = await rooms.room(WORKSHOP)
        for connection in room.presence.connections_of(FACILITATOR):
            connection.hang_up(CloseCode.TOO_SLOW)
        await asyncio.wait_for(serving_it, 5)
        assert socket.closed == CloseCode.TOO_SLOW
        assert room.is_empty


async def test_cancelling_the_server_is_not_swallowed(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        socket = FakeSocket(hello())
        serving_it = asyncio.create_task(serve(rooms, socket))
        await socket.until("snapshot")
        serving_it.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving_it
        assert (await rooms.room(WORKSHOP)).is_empty


async def test_a_late_end_of_a_dead_connection_leaves_the_new_one_alone(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        dead, alive = FakeSocket(hello()), FakeSocket(hello())
        serving_dead = asyncio.create_task(serve(rooms, dead))
        await dead.until("snapshot")
        serving_alive = asyncio.create_task(serve(rooms, alive))
        await alive.until("snapshot")

        dead.inbound.put_nowait(None)
        await serving_dead

        room = await rooms.room(WORKSHOP)
        assert len(room.presence.connections_of(ParticipantId(FACILITATOR))) == 1
        alive.inbound.put_nowait(None)
        await serving_alive


async def test_whoever_talks_without_end_is_read_no_faster_than_allowed_rule_l8(
    tmp_path: Path,
) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        socket = FakeSocket(hello())
        serving_it = asyncio.create_task(serve(rooms, socket))
        await socket.until("snapshot")
        for _ in range(1_000):
            socket.inbound.put_nowait(canonical({"t": "pong", "now": 1}))
        await asyncio.sleep(0.2)
        assert socket.inbound.qsize() > 700, "what is not read waits with the peer"
        serving_it.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving_it


async def test_whoever_is_served_is_counted_until_the_end(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        socket = FakeSocket(hello())
        serving_it = asyncio.create_task(serve(rooms, socket))
        await socket.until("snapshot")
        assert len(rooms.connections) == 1
        await rooms.connections.drain(per_s=100, within_s=5)
        await serving_it
        assert socket.heard[-1] == {"t": "drain", "within_ms": 10}
        assert socket.closed == CloseCode.GOING_AWAY
        assert len(rooms.connections) == 0
