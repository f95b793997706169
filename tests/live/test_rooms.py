"""Rooms: opened once, gone when idle, and one room's failure is its own."""

import asyncio
from pathlib import Path

import pytest

from codesign.domain.commands import OpenStage
from codesign.domain.ids import WorkshopId
from codesign.live.request import Accepted, Refused
from codesign.live.room import Room, RoomClosedError
from codesign.live.rooms import IDLE_MS, NoWorkshopError
from codesign.store.errors import StorageError
from tests.live.lines import (
    FACILITATOR,
    IDEAS,
    WORKSHOP,
    Line,
    ManualClock,
    an_id,
    created,
    some_rooms,
    submit,
)


def failing(_workshop: WorkshopId) -> int:
    raise StorageError("storage_failed")


async def test_a_workshop_nobody_created_has_no_room(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        with pytest.raises(NoWorkshopError):
            await rooms.room(WorkshopId(an_id("nowhere")))


async def test_many_who_ask_at_once_get_the_same_room(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        found = await asyncio.gather(*(rooms.room(WORKSHOP) for _ in range(20)))
        assert len({id(each) for each in found}) == 1


async def test_creating_twice_with_the_same_command_is_creating_once(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        first = await rooms.create(WORKSHOP, created())
        assert isinstance(first, Accepted)
        assert await rooms.create(WORKSHOP, created()) == first
        assert log.head(WORKSHOP) == first.seq


async def test_an_idle_room_is_closed_and_opens_again(tmp_path: Path) -> None:
    clock = ManualClock()
    async with some_rooms(tmp_path, clock) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        clock.now += IDLE_MS + 1
        rooms.sweep()
        await asyncio.sleep(0.01)
        again = await rooms.room(WORKSHOP)
        assert again is not room
        assert isinstance(await submit(again, OpenStage(stage=IDEAS)), Accepted)


async def test_a_room_that_cannot_be_read_does_not_end_the_others(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        head, log.head = log.head, failing
        with pytest.raises(StorageError):
            await rooms.room(WorkshopId(an_id("damaged")))
        log.head = head

        assert isinstance(await submit(room, OpenStage(stage=IDEAS)), Accepted)
        assert await rooms.room(WORKSHOP) is room


async def test_a_room_opened_while_an_idle_one_ends_is_the_only_one(tmp_path: Path) -> None:
    clock = ManualClock()
    async with some_rooms(tmp_path, clock) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        clock.now += IDLE_MS + 1
        rooms.sweep()
        opened = await rooms.room(WORKSHOP)
        await asyncio.sleep(0.01)

        assert await rooms.room(WORKSHOP) is opened


async def test_a_room_with_somebody_in_it_is_kept(tmp_path: Path) -> None:
    clock = ManualClock()
    async with some_rooms(tmp_path, clock) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await Line(FACILITATOR, clock).connect(room)
        clock.now += IDLE_MS + 1
        rooms.sweep()
        assert await rooms.room(WORKSHOP) is room


async def test_whoever_waits_in_a_room_that_ends_is_told_to_try_again(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        waiting = asyncio.create_task(submit(room, OpenStage(stage=IDEAS)))
        await asyncio.sleep(0)
        room.close()
        answer = await waiting
        assert isinstance(answer, Accepted) or (
            isinstance(answer, Refused) and answer.retry_ms is not None
        )
        late = await submit(room, OpenStage(stage=IDEAS))
        assert isinstance(late, Refused)
        assert late.code == "busy"


async def test_nobody_opens_a_room_once_the_rooms_have_ended(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
    with pytest.raises(RoomClosedError):
        await rooms.room(WORKSHOP)


async def test_whoever_waits_for_a_room_when_the_server_goes_is_told_to_try_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    async def for_ever(_room: Room) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Room, "load", for_ever)
    async with some_rooms(tmp_path) as (rooms, _):
        waiting = [asyncio.create_task(rooms.room(WORKSHOP)) for _ in range(2)]
        await begun.wait()
        rooms.open_no_more()
        for each in waiting:
            with pytest.raises(RoomClosedError):
                await each
        with pytest.raises(RoomClosedError):
            await rooms.room(WORKSHOP)


async def test_whoever_gives_up_waiting_for_a_room_takes_it_from_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, load = asyncio.Event(), asyncio.Event(), Room.load

    async def when_told(room: Room) -> None:
        begun.set()
        await go_on.wait()
        await load(room)

    monkeypatch.setattr(Room, "load", when_told)
    async with some_rooms(tmp_path) as (rooms, _):
        first = asyncio.create_task(rooms.room(WORKSHOP))
        second = asyncio.create_task(rooms.create(WORKSHOP, created()))
        await begun.wait()
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        go_on.set()
        assert isinstance(await second, Accepted)
