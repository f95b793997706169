"""What those who run the workshop are told, and that nobody else ever is, on the line itself."""

from pathlib import Path

import msgspec

from codesign.domain.commands import (
    AddParticipant,
    AdmitParticipants,
    ChangeRole,
    JoinWorkshop,
    LetIdeasThrough,
    MakeReport,
    MuteParticipant,
    OpenStage,
    RaiseHand,
    ReadmitParticipant,
    RemoveParticipant,
    SetDoor,
    SetIntake,
    SubmitIdea,
    WriteNote,
)
from codesign.domain.ids import IdeaId, NoteId, ParticipantId, ReportId
from codesign.live.request import Refused
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.messages import PresenceUp
from tests.live.lines import FACILITATOR, IDEAS, Line, ManualClock, a_room, an_id, someone, submit

DESK = {"standings", "hands", "held", "reports", "notes", "heard"}


def desk_of(line: Line) -> set[tuple[str, str]]:
    return {key for key in line.mine if key[0] in DESK}


def report(text: str = "A child is named") -> MakeReport:
    return MakeReport(
        report=ReportId(an_id("report")), about="workshop", concern="safeguarding", text=text
    )


async def test_m1_what_the_desk_is_told_reaches_nobody_else(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann, ben, helper = [await someone(room, name) for name in ("Ann", "Ben", "Gwen")]
        await submit(room, ChangeRole(participant=helper, role="table_helper"))
        desk, at_ann, at_ben, at_helper, wall = [
            await Line(each, ManualClock()).connect(room)
            for each in (FACILITATOR, ann, ben, helper, ParticipantId(""))
        ]
        await submit(room, SetIntake(intake="held"))
        await submit(room, SetDoor(door="lobby"))
        nia = ParticipantId(an_id("nia"))
        await submit(room, JoinWorkshop(participant=nia, name="Nia Secret"), by=nia)
        held = SubmitIdea(idea=IdeaId(an_id("held")), stage=IDEAS, text="Held Secret")
        await submit(room, held, by=ann)
        await submit(room, report("Report Secret"), by=ann)
        await submit(room, WriteNote(note=NoteId(an_id("note")), text="Note Secret"))
        await submit(room, RaiseHand(participant=ann), by=ann)
        await submit(room, MuteParticipant(participant=ben))
        await submit(room, RemoveParticipant(participant=helper, reason="Reason Secret"))

        assert {each[0] for each in desk_of(desk)} == DESK
        assert desk_of(at_ann) == {("reports", an_id("report")), ("hands", ann)}
        assert "by" not in at_ann.mine["reports", an_id("report")]
        assert desk_of(at_ben) == {("standings", ben)}
        for line in (at_ben, at_helper, wall):
            assert b"Secret" not in msgspec.msgpack.encode(line.seen)


async def test_a_held_idea_comes_onto_every_board_when_it_is_let_through(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        at_ann = await Line(ann, ManualClock()).connect(room)
        at_ben = await Line(ben, ManualClock()).connect(room)
        await submit(room, SetIntake(intake="held"))
        key = IdeaId(an_id("bus"))
        await submit(room, SubmitIdea(idea=key, stage=IDEAS, text="A bus"), by=ann)
        assert at_ann.mine["ideas", key]["waiting"]
        assert not at_ben.board.get("ideas")

        await submit(room, LetIdeasThrough(ideas=(key,)))
        assert not at_ann.mine["ideas", key]["waiting"]
        assert at_ben.board["ideas"][key]["text"] == "A bus"


async def test_nobody_is_told_who_writes_while_new_ideas_are_held(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann = await someone(room, "Ann")
        line = await Line(ann, ManualClock()).connect(room)
        assert line.connection._shows_writers(PresenceUp(typing=IDEAS))
        await submit(room, SetIntake(intake="held"))
        assert not line.connection._shows_writers(PresenceUp(typing=IDEAS))


async def test_who_is_put_out_is_hung_up_on_told_nothing_more_and_not_let_in_again(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        at_ann = await Line(ann, ManualClock()).connect(room)
        at_ben = await Line(ben, ManualClock()).connect(room)
        before = len(at_ann.seen)
        await submit(room, RemoveParticipant(participant=ann))
        await submit(room, SubmitIdea(idea=IdeaId(an_id("bus")), stage=IDEAS, text="A bus"), by=ben)

        assert at_ann.connection.closing == CloseCode.NOT_INSIDE
        assert at_ann.woken
        assert len(at_ann.seen) == before
        assert an_id("bus") in at_ben.board["ideas"]
        again = await Line(ann, ManualClock()).connect(room)
        assert again.connection.closing == CloseCode.NOT_INSIDE
        assert again.seen == []

        await submit(room, ReadmitParticipant(participant=ann))
        back = await Line(ann, ManualClock()).connect(room)
        assert back.kinds()[0] == "welcome"


async def test_who_waits_in_the_lobby_is_told_nothing_until_they_are_let_in(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, SetDoor(door="lobby"))
        ann = await someone(room, "Ann")
        waiting = await Line(ann, ManualClock()).connect(room)
        assert waiting.seen == []
        assert waiting.connection.closing == CloseCode.NOT_INSIDE
        answer = await submit(
            room, SubmitIdea(idea=IdeaId(an_id("bus")), stage=IDEAS, text="A bus"), by=ann
        )
        assert isinstance(answer, Refused)
        await submit(room, AdmitParticipants(participants=(ann,)))
        inside = await Line(ann, ManualClock()).connect(room)
        assert inside.kinds()[0] == "welcome"


async def test_m2_who_no_longer_runs_the_workshop_loses_the_desk_at_once(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        gwen, ann = await someone(room, "Gwen"), await someone(room, "Ann")
        await submit(room, ChangeRole(participant=gwen, role="co_facilitator"))
        line = await Line(gwen, ManualClock()).connect(room)
        await submit(room, report(), by=ann)
        assert ("reports", an_id("report")) in line.mine

        # Their board stays the facilitators': only the desk goes.
        await submit(room, ChangeRole(participant=gwen, role="table_helper"))
        assert desk_of(line) == set()
        await submit(room, RaiseHand(participant=ann), by=ann)
        assert desk_of(line) == set()
        await submit(room, ChangeRole(participant=gwen, role="co_facilitator"))
        assert desk_of(line) == {("reports", an_id("report")), ("hands", ann)}


async def test_a_report_of_somebody_the_desk_acts_for_names_them_there_as_it_does_after_a_reload(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        mair = ParticipantId(an_id("mair"))
        await submit(room, AddParticipant(participant=mair, name="Mair"))
        desk = await Line(FACILITATOR, ManualClock()).connect(room)

        desk.ask(report(), **{"for": mair})
        await room.board("public")
        live = dict(desk.mine)
        desk.drop(room)
        await desk.connect(room)

        assert live["reports", an_id("report")]["by"] == mair
        assert desk.mine == live
