"""Rounds in a real room on a real log: cast at once, closed twice, counted by whoever holds it."""

import asyncio
from pathlib import Path

import pytest

from codesign.cli.recount import recounts
from codesign.domain.commands import (
    CastBallot,
    CastForChair,
    CloseRound,
    EraseParticipant,
    OpenRound,
    OptionPlan,
    ReopenCount,
)
from codesign.domain.events import ResultPublished
from codesign.domain.ids import OptionId, ParticipantId, RoundId
from codesign.live.request import Accepted
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.methods.terms import Terms
from codesign.methods.ties import TieRule
from codesign.store.log import Log
from tests.live.lines import WORKSHOP, an_id, created, some_rooms, someone, submit

ROUND = RoundId(an_id("round"))
BUS, TAXI, LIFT = (OptionId(an_id(each)) for each in ("bus", "taxi", "lift"))


async def a_room_in(rooms: Rooms) -> Room:
    await rooms.create(WORKSHOP, created())
    return await rooms.room(WORKSHOP)


async def opened(room: Room, tie: TieRule = "lot", *, budget: bool = False) -> list[ParticipantId]:
    """Six people, asked which one of three."""
    voters = [await someone(room, f"Voter {n}") for n in range(6)]
    command = OpenRound(
        round=ROUND,
        question="Which one?",
        method="budget_equal_shares" if budget else "approval",
        options=tuple(
            OptionPlan(option=each, source="text", text="One of them", cost=400 if budget else 0)
            for each in (BUS, TAXI, LIFT)
        ),
        terms=Terms(amount=900) if budget else Terms(top=1),
        tie=tie,
    )
    assert isinstance(await submit(room, command), Accepted)
    return voters


async def voted(room: Room, voters: list[ParticipantId]) -> None:
    """Two for each."""
    for n, voter in enumerate(voters):
        marks = {(BUS, TAXI, LIFT)[n % 3]: 1}
        await submit(room, CastBallot(round=ROUND, marks=marks), voter)


async def result(room: Room, but: ResultPublished | None = None) -> ResultPublished:
    """The result once it is on record; another than an earlier one."""
    while True:
        found = room.memory.workshop.rounds[ROUND]
        # What decides runs ahead of the disk.
        on_disk = found.result_seq is not None and found.result_seq <= room.head
        if found.result is not None and found.result != but and on_disk:
            return found.result
        await asyncio.sleep(0.01)


def published(log: Log) -> list[ResultPublished]:
    events = (each.event for each in log.read(WORKSHOP))
    return [each for each in events if isinstance(each, ResultPublished)]


async def test_so_many_casts_at_once_by_one_voter_leave_one_ballot(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        room = await a_room_in(rooms)
        voter, *_rest = await opened(room)
        casts = [CastBallot(round=ROUND, marks={BUS: 1}) for _ in range(40)]
        await asyncio.gather(*(submit(room, each, voter) for each in casts))
        await submit(room, CloseRound(round=ROUND))
        found = await result(room)
        assert (found.cast, found.counts[BUS]) == (1, {"approvals": 1})


async def test_closing_twice_at_once_is_one_result(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        room = await a_room_in(rooms)
        await voted(room, await opened(room))
        await asyncio.gather(*(submit(room, CloseRound(round=ROUND)) for _ in range(5)))
        await result(room)
        assert len(published(log)) == 1


async def test_a_lot_is_drawn_by_the_hash_of_the_closing_and_stays_when_counted_again(
    tmp_path: Path,
) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        room = await a_room_in(rooms)
        await voted(room, await opened(room))
        await submit(room, CloseRound(round=ROUND))
        first = await result(room)
        assert first.explanation["ties"][0]["first"] == first.explanation["winners"][0]
        # As often as it takes for another lot to fall otherwise.
        for _ in range(8):
            await submit(room, ReopenCount(round=ROUND, reason="Late paper"))
            await submit(room, CloseRound(round=ROUND))
            await result(room)
        assert len(published(log)) == 9
        assert len({tuple(each.explanation["winners"]) for each in published(log)}) == 1
        assert {each.differs for each in recounts(log, WORKSHOP)} == {()}


async def test_the_chair_settles_a_tie_and_the_result_is_published_again(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        room = await a_room_in(rooms)
        await voted(room, await opened(room, "chair_casts"))
        await submit(room, CloseRound(round=ROUND))
        first = await result(room)
        assert first.explanation["winners"] == []
        command = CastForChair(round=ROUND, order=(TAXI, LIFT, BUS))
        assert isinstance(await submit(room, command), Accepted)
        again = await result(room, but=first)
        assert again.explanation["winners"] == [TAXI]
        assert {each.differs for each in recounts(log, WORKSHOP)} == {()}


async def test_a_long_count_is_published_from_its_own_process(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        room = await a_room_in(rooms)
        await voted(room, await opened(room, "lower_cost", budget=True))
        await submit(room, CloseRound(round=ROUND))
        found = await result(room)
        assert found.explanation["spent"] == 800
        assert {each.differs for each in recounts(log, WORKSHOP)} == {()}


async def test_a_count_that_was_cut_off_is_taken_when_the_room_opens_again(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        room = await a_room_in(rooms)
        await voted(room, await opened(room, "lower_cost", budget=True))
        # Closed, and gone before the process can have answered.
        await submit(room, CloseRound(round=ROUND))
        assert room.memory.workshop.rounds[ROUND].result is None
    async with some_rooms(tmp_path) as (rooms, _):
        assert (await result(await rooms.room(WORKSHOP))).explanation["spent"] == 800


@pytest.mark.parametrize("before", [True, False], ids=["before closing", "after"])
async def test_erasing_a_person_changes_no_tally(tmp_path: Path, *, before: bool) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        room = await a_room_in(rooms)
        voters = await opened(room)
        await voted(room, voters)
        if before:
            await submit(room, EraseParticipant(participant=voters[0]))
        await submit(room, CloseRound(round=ROUND))
        found = await result(room)
        await submit(room, EraseParticipant(participant=voters[1]))
        assert found.cast == 6
        assert found.counts == {each: {"approvals": 2} for each in (BUS, TAXI, LIFT)}
        assert {each.differs for each in recounts(log, WORKSHOP)} == {()}
