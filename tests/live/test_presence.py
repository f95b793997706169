"""Presence: who is here, told seldom, to whom it may be told, and never stored."""

from pathlib import Path

from codesign.domain.commands import EraseParticipant, LeaveWorkshop, ReviseStage, StagePlan
from codesign.domain.ids import NOBODY, ParticipantId, StageId
from codesign.live.presence import (
    CONNECTIONS_AT_MOST,
    DISPLAYS_AT_MOST,
    SILENT_AT_MOST_MS,
    TYPING_MS,
)
from codesign.live.room import Room
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import canonical
from tests.live.lines import FACILITATOR, IDEAS, Line, ManualClock, a_room, an_id, someone, submit


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
        room.presence.ping(clock.now, clock.now, room.head)
        assert silent.connection.closing is CloseCode.NO_PONG
        assert answering.connection.closing is None
        assert answering.seen[-1] == {"t": "ping", "now": clock.now, "head": room.head}


async def test_who_came_and_went_while_a_line_lagged_is_told_when_it_keeps_up_rule_l3(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        line = await Line(FACILITATOR, clock).connect(room)
        went = await Line(ann, clock).connect(room)
        tell(room, clock)
        line.slow_down()
        went.drop(room)
        await Line(ben, clock).connect(room)
        tell(room, clock)
        assert line.held == [], "whoever lags is told no presence"
        line.catch_up()
        told = [each for each in line.seen if each["t"] == "presence"][-1]
        assert (told["in"], told["out"], told["here"]) == ([ben], [ann], 2)


async def test_whoever_lags_from_the_first_page_on_is_told_who_is_here_once_it_keeps_up(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        line = Lagging(FACILITATOR, clock)
        await line.connect(room)
        assert "presence" not in line.kinds()
        line.catch_up()
        assert line.seen[-1]["in"] == [FACILITATOR]


class Lagging(Line):
    """Takes nothing from the first byte on."""

    def send(self, payload: bytes) -> None:
        if not self.is_slow and not self.seen:
            self.slow_down()
        super().send(payload)


async def test_with_an_eleventh_line_the_one_not_heard_of_for_longest_is_closed_rule_l7(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        lines = []
        for _ in range(CONNECTIONS_AT_MOST):
            clock.now += 1
            lines.append(await Line(FACILITATOR, clock).connect(room))
        clock.now += 1
        lines[0].connection.receive(canonical({"t": "pong", "now": 1}))
        assert not any(each.woken for each in lines)
        ann = await Line(await someone(room, "Ann"), clock).connect(room)
        newest = await Line(FACILITATOR, clock).connect(room)
        assert [each.woken for each in lines[:3]] == [False, True, False]
        assert lines[1].connection.closing == CloseCode.TOO_MANY_CONNECTIONS
        assert not newest.woken
        assert not ann.woken


async def test_a_building_may_have_many_displays(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        displays = [await Line(NOBODY, clock).connect(room) for _ in range(DISPLAYS_AT_MOST + 1)]
        assert sum(each.woken for each in displays) == 1


async def test_whoever_is_erased_is_hung_up_on_at_once_rule_o10(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await someone(room, "Ann")
        gone, stays = Line(ann, clock), Line(FACILITATOR, clock)
        await gone.connect(room)
        await stays.connect(room)
        await submit(room, LeaveWorkshop(participant=ann), by=ann)
        assert gone.connection.closing is None, "who left may look on, and come back"
        await submit(room, EraseParticipant(participant=ann))
        assert gone.connection.closing == CloseCode.BAD_TICKET
        assert stays.connection.closing is None


async def test_whoever_was_erased_or_is_not_on_the_roll_is_not_let_in_rule_o10(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await someone(room, "Ann")
        await submit(room, EraseParticipant(participant=ann))
        for person in (ann, ParticipantId(an_id("never here"))):
            line = await Line(person, clock).connect(room)
            assert line.connection.closing == CloseCode.BAD_TICKET
            assert line.seen == []
        assert room.is_empty


async def test_every_right_is_looked_at_again_with_every_ping_rule_o10(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await someone(room, "Ann")
        line = await Line(ann, clock).connect(room)
        # However it comes about: the log that was restored behind our back does not know them.
        del room.memory.workshop.participants[ann]
        room.presence.ping(clock.now, clock.now, room.head)
        assert line.connection.closing == CloseCode.BAD_TICKET
