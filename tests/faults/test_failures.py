"""Failures seen in live use elsewhere: where each is held, and tests for those held nowhere."""

import ast
import asyncio
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from codesign.domain.commands import (
    AddStage,
    CastBallot,
    OpenRound,
    OpenStage,
    OptionPlan,
    StagePlan,
    SubmitIdea,
)
from codesign.domain.ids import CommandId, IdeaId, OptionId, ParticipantId, RoundId, StageId
from codesign.live.request import Accepted
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.projections.board import rendered
from codesign.protocol.codec import canonical
from tests.faults.mutating import ROOT
from tests.live.lines import (
    IDEAS,
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

TABLE = Path(__file__).with_name("README.md")
FAILURES = 39
ROUND = RoundId(an_id("which"))
OPTIONS = [OptionId(an_id(name)) for name in ("bus", "van", "lift")]

# --- the table -----------------------------------------------------------------


def rows() -> dict[int, str]:
    """Where each failure is held, by its number."""
    found = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return {int(number): held for number, held in found}


def holders(held: str) -> Iterator[tuple[str, str]]:
    """Each file named, with the test or the words of one in it."""
    for named, words in re.findall(r"`(tests/[^`]+|frontend/[^`]+)`(?:: ([^`]+?)(?:, `|$))?", held):
        path, _, test = named.partition("::")
        yield path, test or words.rstrip(", ")


@cache
def names_in(path: str) -> frozenset[str]:
    module = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(each.name for each in ast.walk(module) if hasattr(each, "name") and each.name)


def test_every_failure_has_its_row() -> None:
    assert list(rows()) == list(range(1, FAILURES + 1))


@pytest.mark.parametrize("number", range(1, FAILURES + 1))
def test_a_failure_is_held_where_its_row_says(number: int) -> None:
    held = list(holders(rows()[number]))

    assert held
    for path, test in held:
        if path.startswith("tests/"):
            assert test in names_in(path)
        else:
            assert test, f"{path} is named without what it tests"
            assert test in (ROOT / path).read_text("utf-8")


# --- votes -----------------------------------------------------------------------


async def a_vote(room: Room) -> ParticipantId:
    """Somebody who may spread three dots over three options."""
    ann = await someone(room, "Ann")
    plans = tuple(OptionPlan(option=each, source="text", text=each) for each in OPTIONS)
    await submit(
        room, OpenRound(round=ROUND, question="Which?", method="dots", options=plans, dots=3)
    )
    return ann


def ballots(number: int) -> CastBallot:
    return CastBallot(round=ROUND, marks={OPTIONS[number % 3]: 1 + number % 3})


async def test_ballots_of_one_person_cast_at_once_are_one_ballot(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await a_vote(room)
        lines = [await Line(ann, ManualClock()).connect(room) for _ in range(5)]

        for number in range(40):
            lines[number % 5].ask(ballots(number))
        await asyncio.gather(*(submit(room, ballots(number), by=ann) for number in range(10)))

        poll = room.memory.workshop.polls[ROUND]
        assert list(poll.ballots) == [ann]
        assert sum(poll.ballots[ann].values()) <= 3
        counted = {
            option: mark
            for option, voters in poll.tallies.items()
            for mark, how_many in voters.items()
            if mark and how_many
        }
        assert counted == {option: mark for option, mark in poll.ballots[ann].items() if mark}


async def test_ballots_of_one_person_cast_through_two_servers_are_one_ballot(
    tmp_path: Path,
) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann = await a_vote(room)
        seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
        async with Rooms(log, seams) as others:
            other = await others.room(WORKSHOP)
            await asyncio.gather(
                *(
                    submit((room, other)[number % 2], ballots(number), by=ann)
                    for number in range(20)
                )
            )
            last = await submit(room, ballots(0), by=ann)
            assert isinstance(last, Accepted)
            poll = room.memory.workshop.polls[ROUND]
            assert list(poll.ballots) == [ann]
            assert sum(poll.ballots[ann].values()) <= 3
        assert [each.seq for each in log.read(WORKSHOP)] == list(range(1, room.head + 1))


# --- stages and coming late ----------------------------------------------------------


async def test_whoever_was_away_while_the_stage_changed_is_in_the_new_one(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.drop(room)
        vote = StageId(an_id("vote"))
        await submit(room, AddStage(plan=StagePlan(stage=vote, kind="vote", title="Vote")))
        await submit(room, OpenStage(stage=vote))

        await line.connect(room)

        assert line.board["workshop"]["workshop"]["live_stage"] == vote
        assert not line.board["stages"][IDEAS]["open"]


async def test_whoever_comes_late_sees_what_the_others_see(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        people = [await someone(room, f"person {number}") for number in range(6)]
        first = await Line(people[0], ManualClock()).connect(room)
        for number, person in enumerate(people[1:]):
            idea = SubmitIdea(idea=IdeaId(an_id(f"idea {number}")), stage=IDEAS, text="A bus")
            await submit(room, idea, by=person)
            late = await Line(person, ManualClock()).connect(room)
            assert canonical(late.board) == canonical(shown(room, late))
        assert first.board.keys() <= shown(room, first).keys()
        assert {**shown(room, first), **first.board} == shown(room, first)


def shown(room: Room, line: Line) -> dict[str, dict[str, object]]:
    """What a fresh page would draw; a snapshot names no collection with nothing in it."""
    records = rendered(room.memory.workshop, *line.connection.audience).records
    return {collection: held for collection, held in records.items() if held}


# --- many behind one address -----------------------------------------------------------


async def test_a_hall_behind_one_address_may_ask_at_once(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        hall = [await someone(room, f"person {number}") for number in range(60)]
        asked = [
            submit(room, SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="A bus"), by=person)
            for person in hall
            for _ in range(5)
        ]

        answers = await asyncio.gather(*asked)

        assert all(isinstance(each, Accepted) for each in answers)
