"""Groups over the line: each audience its own board, moved on the same line, left cleanly."""

import asyncio
from pathlib import Path

from codesign.domain.commands import (
    AssignPeople,
    CallBack,
    GroupPlan,
    OpenBreakout,
    OpenStage,
    PlanBreakout,
    SubmitIdea,
)
from codesign.domain.ids import BreakoutId, GroupId, IdeaId, ParticipantId
from codesign.domain.views import Audience
from codesign.live.room import Room
from codesign.projections.board import rendered
from codesign.protocol.codec import canonical
from tests.live.lines import FACILITATOR, IDEAS, Line, ManualClock, a_room, an_id, someone, submit

BREAKOUT = BreakoutId(an_id("breakout"))
BLUE, GREEN = GroupId(an_id("blue")), GroupId(an_id("green"))


async def part(room: Room, **places: ParticipantId) -> None:
    """Let two groups meet, Blue and Green."""
    await submit(room, OpenStage(stage=IDEAS))
    plan = PlanBreakout(
        breakout=BREAKOUT,
        stage=IDEAS,
        groups=(GroupPlan(group=BLUE, name="Blue"), GroupPlan(group=GREEN, name="Green")),
    )
    await submit(room, plan)
    put = {places[name]: group for name, group in (("blue", BLUE), ("green", GREEN))}
    await submit(room, AssignPeople(breakout=BREAKOUT, places=put))
    await submit(room, OpenBreakout(breakout=BREAKOUT))


def idea(text: str) -> SubmitIdea:
    return SubmitIdea(idea=IdeaId(an_id(text)), stage=IDEAS, text=text)


async def returning(room: Room, who: ParticipantId, before: Line) -> Line:
    """The same person back with what they had."""
    line = Line(who, ManualClock())
    line.have, line.board, line.seq = before.have, before.board, before.seq
    return await line.connect(room)


async def test_a_group_hears_its_own_ideas_and_no_other_does(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        lines = {
            who: await Line(who, ManualClock()).connect(room) for who in (FACILITATOR, ann, ben)
        }
        await part(room, blue=ann, green=ben)
        heard = len(lines[ben].seen)
        await submit(room, idea("Only Blue"), by=ann)
        await submit(room, CallBack(breakout=BREAKOUT, seconds=0))
        assert b"Only Blue" not in canonical(lines[ben].seen[heard:])
        for who in (FACILITATOR, ann):
            assert any(each["text"] == "Only Blue" for each in lines[who].board["ideas"].values())
        for line in lines.values():
            fresh = rendered(room.memory.workshop, *line.connection.audience).records
            assert {name: held for name, held in line.board.items() if held} == {
                name: held for name, held in fresh.items() if held
            }


async def test_who_is_moved_is_told_nothing_that_is_said_behind_them(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben, cai = [await someone(room, name) for name in ("Ann", "Ben", "Cai")]
        line = await Line(ann, ManualClock()).connect(room)
        await part(room, blue=ann, green=ben)
        await submit(room, AssignPeople(breakout=BREAKOUT, places={cai: BLUE}))
        await asyncio.gather(  # in one commit
            submit(room, AssignPeople(breakout=BREAKOUT, places={ann: GREEN})),
            submit(room, idea("Only Blue"), by=cai),
        )
        assert line.connection.audience == Audience("partner", GREEN)
        assert b"Only Blue" not in canonical(line.seen)


async def test_whoever_is_put_into_a_group_is_welcomed_anew_on_the_same_line_rule_o9(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        line = await Line(ann, ManualClock()).connect(room)
        await part(room, blue=ann, green=ben)
        welcome = [each for each in line.seen if each["t"] == "welcome"][-1]
        assert (welcome["mode"], welcome["group"]) == ("snapshot", BLUE)
        await submit(room, AssignPeople(breakout=BREAKOUT, places={ann: GREEN}))
        welcome = [each for each in line.seen if each["t"] == "welcome"][-1]
        assert welcome["group"] == GREEN


async def test_whoever_comes_back_to_another_group_does_not_resume_rule_o5(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        await part(room, blue=ann, green=ben)
        line = await Line(ann, ManualClock()).connect(room)
        line.drop(room)
        back = await returning(room, ann, line)
        assert [e["mode"] for e in back.seen if e["t"] == "welcome"] == ["resume"]
        back.drop(room)
        await submit(room, AssignPeople(breakout=BREAKOUT, places={ann: GREEN}))
        moved = await returning(room, ann, back)
        assert [e["mode"] for e in moved.seen if e["t"] == "welcome"] == ["snapshot"]


async def test_a_feed_is_kept_for_an_audience_only_while_somebody_of_it_is_here(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        for who in (ann, ben):
            await Line(who, ManualClock()).connect(room)
        assert room.company._feeds.keys() == {Audience("partner")}
        await part(room, blue=ann, green=ben)
        assert room.company._feeds.keys() == {Audience("partner", BLUE), Audience("partner", GREEN)}
        await submit(room, AssignPeople(breakout=BREAKOUT, places={ann: GREEN}))
        assert room.company._feeds.keys() == {Audience("partner", GREEN)}


async def test_who_types_in_a_group_is_told_to_no_other(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        await part(room, blue=ann, green=ben)
        lines = {who: await Line(who, clock).connect(room) for who in (FACILITATOR, ann, ben)}
        room.company.types(ann, IDEAS)
        room.presence.tell(clock.now)
        typing = {who: line.seen[-1].get("typing") for who, line in lines.items()}
        assert typing == {FACILITATOR: [ann], ann: [ann], ben: []}
