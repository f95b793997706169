"""Secret rounds in the room: on disk before told, opened when over, whatever comes between."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from codesign.domain.commands import (
    CastBallot,
    CloseRound,
    OpenRound,
    OptionPlan,
    RerunRound,
    RestoreRound,
    VoidRound,
)
from codesign.domain.ids import CommandId, OptionId, ParticipantId, RoundId
from codesign.live.request import RETRY_MS, Accepted, Refused
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.rousing import rouse_once
from codesign.live.seams import Seams
from codesign.projections.board import rendered
from codesign.store.errors import StorageError
from codesign.store.log import Append, Appended, Log, open_log
from tests.live.lines import (
    FACILITATOR,
    WORKSHOP,
    Line,
    ManualClock,
    a_room,
    an_id,
    created,
    some_rooms,
    someone,
    submit,
)
from tests.live.test_room import counted, quiet

ROUND = RoundId(an_id("secret round"))
YES, NO = OptionId(an_id("yes")), OptionId(an_id("no"))


async def vote(room: Room, by: ParticipantId, **marks: int) -> Accepted | Refused:
    named = {"yes": YES, "no": NO}
    ballot = {named[name]: mark for name, mark in marks.items()}
    return await submit(room, CastBallot(round=ROUND, marks=ballot), by=by)


async def a_secret_round(room: Room) -> list[ParticipantId]:
    """A round that is open, and its three voters."""
    voters = [await someone(room, name) for name in ("Ann", "Ben", "Carys")]
    plans = tuple(
        OptionPlan(option=option, source="text", text=text)
        for option, text in ((YES, "Yes"), (NO, "No"))
    )
    opened = OpenRound(
        round=ROUND,
        question="Shall we?",
        method="approval",
        options=plans,
        roll=tuple(voters),
        secret=True,
    )
    assert isinstance(await submit(room, opened), Accepted)
    return voters


def events(log: Log) -> list[str]:
    return [type(each.event).__name__ for each in log.read(WORKSHOP)]


async def until_opened(room: Room) -> None:
    for _ in range(200):
        if room.memory.workshop.rounds[ROUND].box_seq is not None:
            return await quiet(room)  # now it is on disk too
        await asyncio.sleep(0.01)
    raise AssertionError(room.memory.workshop.rounds[ROUND])


async def test_a_secret_round_is_opened_and_counted_when_it_closes_rule_v4(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben, _ = await a_secret_round(room)
        line = await Line(ann, ManualClock()).connect(room)
        await vote(room, ann, yes=1)
        await vote(room, ben, no=1)
        await vote(room, ann, yes=1, no=1)
        assert line.board["rounds"][ROUND]["cast"] == 2

        await submit(room, CloseRound(round=ROUND))
        await counted(line, ROUND)

        result = line.board["results"][ROUND]
        assert (result["roll"], result["cast"]) == (3, 2)
        assert result["counts"] == {YES: {"approvals": 1}, NO: {"approvals": 2}}


async def test_a_changed_secret_vote_is_on_disk_when_it_is_acknowledged_rule_v3(
    tmp_path: Path,
) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)

        for marks in ({YES: 1}, {NO: 1}):
            answer = await submit(room, CastBallot(round=ROUND, marks=marks), by=ann)
            assert isinstance(answer, Accepted)
            assert log.ballots(WORKSHOP, ROUND) == [marks]

        assert events(log).count("TurnoutRecorded") == 1


async def test_of_a_secret_vote_even_its_voter_is_told_only_that_it_was_cast_rule_v2(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        ann, *_ = await a_secret_round(room)
        line = await Line(ann, ManualClock()).connect(room)
        assert line.mine["ballots", f"{ROUND}.{ann}"]["voted"] is False

        line.ask(CastBallot(round=ROUND, marks={YES: 1}))
        await quiet(room)

        told = line.mine["ballots", f"{ROUND}.{ann}"]
        assert (told["voted"], told["marks"]) == (True, {})


async def test_the_desk_sees_who_voted_and_others_how_many(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben, _ = await a_secret_round(room)
        desk = await Line(FACILITATOR, ManualClock()).connect(room)
        other = await Line(ben, ManualClock()).connect(room)

        await vote(room, ann, yes=1)
        await quiet(room)

        heard = {key[1] for key in desk.mine if key[0] == "heard"}
        assert heard == {f"{ROUND}.{ann}"}
        assert not [key for key in other.mine if key[0] == "heard"]
        assert other.board["rounds"][ROUND]["cast"] == 1


async def test_going_back_and_forth_loses_no_secret_ballot(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben, _ = await a_secret_round(room)
        line = await Line(ben, ManualClock()).connect(room)
        await vote(room, ann, yes=1)
        await submit(room, VoidRound(round=ROUND, reason="Too early"))
        await until_opened(room)

        await submit(room, RestoreRound(round=ROUND))
        await counted(line, ROUND)

        assert line.board["results"][ROUND]["counts"][YES] == {"approvals": 1}


async def test_asked_again_the_box_is_empty(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)
        await vote(room, ann, yes=1)
        await submit(room, CloseRound(round=ROUND))
        await until_opened(room)

        again = RoundId(an_id("again"))
        assert isinstance(await submit(room, RerunRound(round=again, rerun_of=ROUND)), Accepted)

        assert log.ballots(WORKSHOP, again) == []
        assert room.memory.workshop.rounds[again].secret


async def test_n_parallel_secret_votes_of_one_person_are_one_ballot_rule_v3(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)

        choices = ({"yes": 1}, {"no": 1}) * 5
        answers = await asyncio.gather(*(vote(room, ann, **choice) for choice in choices))

        assert all(isinstance(each, Accepted) for each in answers)
        assert log.ballots(WORKSHOP, ROUND) == [{NO: 1}]
        assert events(log).count("TurnoutRecorded") == 1


# --- when something comes between --------------------------------------------------


class Interfering:
    """The log, with something done after a box was read."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self.missing = 0
        self.fails = 0
        self.lost_replies = 0

    def ballots(self, workshop: Any, round_id: RoundId) -> list[Any]:
        if self.fails:
            self.fails -= 1
            raise StorageError("storage_busy")
        return self._log.ballots(workshop, round_id)[self.missing :]

    def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
        outcomes = self._log.append(batch)
        if self.lost_replies:
            self.lost_replies -= 1
            return [StorageError("storage_failed", "no reply")] * len(batch)
        return outcomes

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)


async def interfered(folder: Path, clock: ManualClock) -> tuple[Rooms, Interfering]:
    log = Interfering(open_log(f"sqlite:///{folder}/codesign.db"))
    seams = Seams(clock=clock, elapsed=clock, new_id=lambda: CommandId(an_id()))
    return Rooms(log, seams), log  # type: ignore[arg-type]


async def test_a_box_that_misses_a_ballot_is_not_opened_and_that_is_said_loudly(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rooms, log = await interfered(tmp_path, ManualClock())
    async with rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        for voter in await a_secret_round(room):
            await vote(room, voter, yes=1)
        log.missing = 1

        with caplog.at_level(logging.ERROR):
            await submit(room, CloseRound(round=ROUND))
            for _ in range(100):
                if "ballots are missing" in caplog.text:
                    break
                await asyncio.sleep(0.01)

        assert "1 of its ballots are missing" in caplog.text
        told = rendered(room.memory.workshop, "facilitator").records["rounds"][ROUND]
        assert told["ballots_missing"] == 1
        assert events(log).count("BallotsFoundMissing") == 1  # type: ignore[arg-type]
        assert len(log.ballots(WORKSHOP, ROUND)) == 2
        assert "BallotBoxOpened" not in events(log)  # type: ignore[arg-type]
        # The room goes on, and the vote can be set aside.
        assert isinstance(
            await submit(room, VoidRound(round=ROUND, reason="A vote is missing")), Accepted
        )
    log.close()


async def test_a_box_that_cannot_be_read_now_is_opened_later(tmp_path: Path) -> None:
    clock = ManualClock()
    rooms, log = await interfered(tmp_path, clock)
    async with rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)
        await vote(room, ann, yes=1)
        log.fails = 1
        await submit(room, CloseRound(round=ROUND))
        for _ in range(100):
            if not log.fails:
                break
            await asyncio.sleep(0.01)
        assert room.memory.workshop.rounds[ROUND].box_seq is None

        clock.now += RETRY_MS
        room.wake()
        await until_opened(room)
    log.close()


async def test_a_vote_whose_commit_is_in_doubt_is_asked_again_and_is_one_ballot(
    tmp_path: Path,
) -> None:
    rooms, log = await interfered(tmp_path, ManualClock())
    async with rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)
        await vote(room, ann, yes=1)

        log.lost_replies = 1
        in_doubt = await vote(room, ann, no=1)
        assert isinstance(in_doubt, Refused)
        assert in_doubt.retry_ms is not None
        again = await vote(room, ann, no=1)

        assert isinstance(again, Accepted)
        assert log.ballots(WORKSHOP, ROUND) == [{NO: 1}]
    log.close()


async def test_a_room_that_comes_back_opens_the_box_it_owes(tmp_path: Path) -> None:
    clock = ManualClock()
    rooms, log = await interfered(tmp_path, clock)
    async with rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann, *_ = await a_secret_round(room)
        await vote(room, ann, yes=1)
        log.fails = 1_000
        await submit(room, CloseRound(round=ROUND))
    log.close()

    async with some_rooms(tmp_path, clock) as (rooms, whole):
        await rouse_once(rooms, whole.owing)  # nobody comes
        room = await rooms.room(WORKSHOP)
        await until_opened(room)
        assert whole.ballots(WORKSHOP, ROUND) == []
