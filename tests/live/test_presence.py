"""Presence: who is here, told seldom, to whom it may be told, and never stored."""

from pathlib import Path

from codesign.domain.commands import ReviseStage, StagePlan
from codesign.domain.ids import StageId
from codesign.live.connection import NOBODY
from codesign.live.presence import SILENT_AT_MOST_MS, TYPING_MS
from codesign.live.room import Room
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import canonical
from tests.live.lines import FACILITATOR, IDEAS, Line, ManualClock, a_room, someone, submit


def tell(room: Room, clock: ManualClock) -> None:
    room.presence.tell(clock.now)


async def test_people_hear_who_came_and_who_went(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await someone(room, "Ann")
        line = await Line(FACILITATOR, clock).connect(room)
        tell(room, clock)
        other = await Line(ann, clock).connect(room)
        tell(room, clock)
        assert line.seen[-1]["in"] == [ann]
        other.drop(room)
        tell(room, clock)
        assert (line.seen[-1]["out"], line.seen[-1]["here"]) == ([ann], 1)


async def test_two_tabs_of_one_person_are_one_person(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        await Line(FACILITATOR, clock).connect(room)
        second = await Line(FACILITATOR, clock).connect(room)
        assert second.seen[-1]["here"] == 1


async def test_the_public_hears_how_many_and_never_who(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        display = await Line(NOBODY, clock).connect(room)
        await Line(FACILITATOR, clock).connect(room)
        tell(room, clock)
        told = [each for each in display.seen if each["t"] == "presence"]
        assert told[-1] == {"t": "presence", "here": 1}


async def test_nothing_is_told_while_nothing_changes(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        line = await Line(FACILITATOR, clock).connect(room)
        tell(room, clock)
        line.seen.clear()
        tell(room, clock)
        assert line.seen == []


async def test_typing_is_told_and_forgotten(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        line = await Line(FACILITATOR, clock).connect(room)
        line.connection.receive(canonical({"t": "presence", "typing": IDEAS}))
        tell(room, clock)
        assert line.seen[-1]["typing"] == [FACILITATOR]
        clock.now += TYPING_MS + 1
        tell(room, clock)
        assert line.seen[-1]["typing"] == []


async def test_who_types_in_an_anonymous_stage_is_never_told(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        plan = StagePlan(stage=StageId(IDEAS), kind="ideas", title="Ideas", anonymous=True)
        await submit(room, ReviseStage(plan=plan))
        line = await Line(FACILITATOR, clock).connect(room)
        line.connection.receive(canonical({"t": "presence", "typing": IDEAS}))
        tell(room, clock)
        assert line.seen[-1]["typing"] == []


async def test_whoever_does_not_answer_the_ping_is_hung_up_on_rule_l1(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        silent = await Line(FACILITATOR, clock).connect(room)
        answering = await Line(await someone(room, "Ann"), clock).connect(room)
        clock.now += SILENT_AT_MOST_MS + 1
        answering.connection.receive(canonical({"t": "pong", "now": clock.now}))
        room.presence.ping(clock.now, room.head)
        assert silent.connection.closing is CloseCode.NO_PONG
        assert answering.connection.closing is None
        assert answering.seen[-1] == {"t": "ping", "now": clock.now, "head": room.head}
