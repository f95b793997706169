"""The room: durable before told, answered once, and the same board for everybody."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from codesign.domain.commands import (
    AddParticipant,
    AssignHelper,
    CastBallot,
    ChangeRole,
    CloseRound,
    CloseStage,
    EraseParticipant,
    HideIdea,
    OpenRound,
    OpenStage,
    OptionPlan,
    RecordTotals,
    ReopenCount,
    RewordIdea,
    StartTimer,
    StopTimer,
    SubmitIdea,
    WithdrawIdea,
)
from codesign.domain.ids import CommandId, IdeaId, OptionId, ParticipantId, RoundId, TotalsId
from codesign.domain.views import VIEWS
from codesign.domain.workshop import Workshop
from codesign.live.connection import INFLIGHT_AT_MOST
from codesign.live.counting import Count, count_beside
from codesign.live.request import Accepted, Refused, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.projections.board import rendered
from codesign.projections.mine import mine
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import BadFrameError, canonical
from codesign.store.errors import StorageError
from codesign.store.log import Append, Appended, Log, open_log
from tests.histories import a_command
from tests.live.lines import (
    FACILITATOR,
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


def idea(name: str, text: str = "A bus at nine") -> SubmitIdea:
    return SubmitIdea(idea=IdeaId(an_id(name)), stage=IDEAS, text=text)


async def quiet(room: Room) -> None:
    """Wait until what was asked so far is answered."""
    await room.board("public")


def same_content(line: Line, room: Room) -> bool:
    fresh = rendered(room.memory.workshop, *line.connection.audience).records
    kept = {collection: records for collection, records in line.board.items() if records}
    drawn = {collection: records for collection, records in fresh.items() if records}
    return canonical(kept) == canonical(drawn)


async def test_an_idea_of_one_appears_on_the_board_of_all(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        one = await Line(ann, ManualClock()).connect(room)
        other = await Line(ben, ManualClock()).connect(room)

        one.ask(idea("bus"))
        await quiet(room)

        assert one.board["ideas"][an_id("bus")]["text"] == "A bus at nine"
        assert other.board == one.board
        assert same_content(other, room)


async def test_the_ack_comes_after_mine_and_delta_rule_c3(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.seen.clear()

        line.ask(idea("bus"))
        await quiet(room)

        assert line.kinds() == ["mine", "delta", "ack"]


async def test_what_is_told_is_on_disk(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, log):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        line.ask(OpenStage(stage=IDEAS))
        await quiet(room)

        assert line.seq == room.head == log.head(WORKSHOP)


async def test_a_command_sent_twice_takes_effect_once_rule_c2(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        command_id = line.ask(idea("bus"))
        line.ask(idea("bus"), command_id)
        await quiet(room)
        first = line.answers()[command_id]
        head = room.head

        line.ask(idea("bus"), command_id)
        await quiet(room)

        assert line.answers()[command_id] == first
        assert first["t"] == "ack"
        assert room.head == head


async def test_somebody_elses_command_id_is_refused_rule_c2(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        request = Request(id=CommandId(an_id("one")), command=idea("bus"), by=ann)
        await room.submit(request)

        answer = await room.submit(
            Request(id=request.id, command=WithdrawIdea(idea=IdeaId(an_id("bus"))), by=ben)
        )

        assert answer == Refused(code="id_taken", message=answer.message)  # type: ignore[union-attr]


async def test_a_command_id_is_known_after_a_restart(tmp_path: Path) -> None:
    request = Request(id=CommandId(an_id("one")), command=OpenStage(stage=IDEAS), by=FACILITATOR)
    async with a_room(tmp_path) as room:
        first = await room.submit(request)
    async with some_rooms(tmp_path) as (rooms, _):
        room = await rooms.room(WORKSHOP)
        head = room.head
        assert await room.submit(request) == first
        assert room.head == head


async def test_a_command_id_of_long_ago_is_known_after_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codesign.live.loading.RECENT_EVENTS", 1)
    asked = Request(id=CommandId(an_id()), command=OpenStage(stage=IDEAS), by=FACILITATOR)
    async with a_room(tmp_path) as room:
        first = await room.submit(asked)
        await submit(room, StartTimer(stage=IDEAS, seconds=60))
        await submit(room, StopTimer(stage=IDEAS))
        await submit(room, CloseStage(stage=IDEAS))
    async with some_rooms(tmp_path) as (rooms, log):
        again = await (await rooms.room(WORKSHOP)).submit(asked)
        assert again == first
        assert not any(each.seq > first.seq and each.id == asked.id for each in log.read(WORKSHOP))


async def test_whoever_was_away_for_long_gets_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codesign.live.loading.RECENT_EVENTS", 2)
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        await Line(await someone(room, "Ben"), ManualClock()).connect(room)
        line.drop(room)
        for name in ("bus", "van", "lift"):
            await submit(room, idea(name))

        line.seen.clear()
        await line.connect(room)

        assert line.seen[0]["mode"] == "snapshot"
        assert same_content(line, room)


async def test_whoever_comes_back_with_another_view_starts_afresh(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await someone(room, "Ann")
        line = await Line(ann, ManualClock()).connect(room)
        line.drop(room)
        await submit(room, ChangeRole(participant=ann, role="co_facilitator"))

        line.seen.clear()
        await line.connect(room)

        assert line.seen[0]["mode"] == "snapshot"
        assert same_content(line, room)


async def test_a_demoted_facilitator_is_told_nothing_more_rule_o9(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await someone(room, "Ann")
        await submit(room, ChangeRole(participant=ann, role="co_facilitator"))
        line = await Line(ann, ManualClock()).connect(room)
        await Line(FACILITATOR, ManualClock()).connect(room)
        line.seen.clear()

        await submit(room, ChangeRole(participant=ann, role="participant"))

        assert line.kinds()[:2] == ["welcome", "mine"]


async def test_whoever_comes_back_gets_only_what_was_missed_rule_o6(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.drop(room)
        await submit(room, idea("bus"))
        await submit(room, idea("van"))
        line.seen.clear()

        await line.connect(room)

        assert line.kinds() == ["welcome", "mine", "delta", "presence"]
        assert line.seen[0]["mode"] == "resume"
        assert same_content(line, room)


async def test_whoever_comes_back_after_a_restart_resumes(tmp_path: Path) -> None:
    line = Line(FACILITATOR, ManualClock())
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        await line.connect(room)
        line.drop(room)
        await submit(room, idea("bus"))
    async with some_rooms(tmp_path) as (rooms, _):
        room = await rooms.room(WORKSHOP)
        await line.connect(room)
        assert [each["mode"] for each in line.seen if each["t"] == "welcome"] == [
            "snapshot",
            "resume",
        ]
        assert same_content(line, room)


@pytest.mark.parametrize("what", ["epoch", "hash8", "seq", "view"])
async def test_another_history_is_noticed_rule_o5(tmp_path: Path, what: str) -> None:
    async with a_room(tmp_path) as room:
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        line.drop(room)
        assert line.have is not None
        other = {"epoch": b"x" * 16, "hash8": b"y" * 8, "seq": 1_000, "view": "public"}
        setattr(line.have, what, other[what])
        await line.connect(room)
        assert [each["mode"] for each in line.seen if each["t"] == "welcome"][-1] == "snapshot"


async def test_a_hidden_idea_disappears_and_a_resume_says_so(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        stays = await Line(await someone(room, "Ben"), ManualClock()).connect(room)
        await submit(room, idea("bus"))
        line.drop(room)

        await submit(room, HideIdea(idea=IdeaId(an_id("bus")), reason="a name"))
        await line.connect(room)

        assert an_id("bus") not in line.board.get("ideas", {})
        assert same_content(stays, room)


async def test_a_slow_line_is_brought_up_to_date_when_it_drains_rule_l3(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.slow_down()
        line.ask(idea("bus"))
        await submit(room, idea("van"))

        line.catch_up()
        await submit(room, idea("lift"))

        assert same_content(line, room)
        assert len(line.answers()) == 1


async def test_an_answer_to_a_slow_line_waits_for_what_it_answers_rule_c3(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.slow_down()
        line.seen.clear()
        line.ask(idea("bus"))
        await quiet(room)

        line.catch_up()

        assert [kind for kind in line.kinds() if kind != "presence"] == ["mine", "delta", "ack"]


async def test_what_happens_while_a_snapshot_is_sent_is_told_after_it_rule_o7(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(await someone(room, "Ann"), ManualClock()).connect(room)
        line.slow_down()
        line.connection.reopen(room.company)
        await submit(room, idea("bus"))

        # The last page is more than it takes in: it is slow once more.
        line.slow_again_on = "snapshot"
        line.catch_up()
        line.catch_up()
        await submit(room, idea("van"))

        assert same_content(line, room)


async def test_what_is_mine_is_told_behind_what_is_mine_and_still_waits_rule_d8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codesign.protocol.codec.FRAME_BYTES", 200)
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann = await someone(room, "Ann")
        for each in ("bus", "van"):
            await submit(room, idea(each), by=ann)
        line = await Line(ann, ManualClock()).connect(room)
        line.slow_again_on = "mine"
        line.connection.reopen(room.company)
        reworded = RewordIdea(idea=an_id("van"), text="A van at ten")
        await submit(room, reworded, by=ann)
        assert line.queued_bytes == 0

        line.catch_up()

        assert line.mine == _mine_afresh(line, room)
        assert same_content(line, room)


async def test_hidden_changes_are_told_without_content_within_a_second_rule_d4(
    tmp_path: Path,
) -> None:
    async with a_room(tmp_path) as room:
        ann = await someone(room, "Ann")
        display = await Line(ParticipantId(""), ManualClock()).connect(room)
        display.seen.clear()

        await submit(room, ChangeRole(participant=ann, role="table_helper"))
        assert "delta" not in display.kinds()
        await asyncio.sleep(1.1)

        told = [each for each in display.seen if each["t"] == "delta"]
        assert [each["ops"] for each in told] == [[]]
        assert display.seq == room.head


async def test_a_role_change_brings_a_new_board_rule_o9(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await someone(room, "Ann")
        line = await Line(ann, ManualClock()).connect(room)
        line.seen.clear()

        await submit(room, ChangeRole(participant=ann, role="co_facilitator"))

        welcome = line.seen[0]  # and nothing of the old view any more
        assert (welcome["t"], welcome["view"], welcome["mode"]) == (
            "welcome",
            "facilitator",
            "snapshot",
        )
        assert same_content(line, room)


async def test_the_desk_is_shut_to_who_no_longer_runs_the_room_rule_o10(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        ann = await someone(room, "Ann")
        await submit(room, ChangeRole(participant=ann, role="co_facilitator"))
        line = await Line(ann, ManualClock()).connect(room)
        line.connection.via = "desk"  # as her ticket said
        await submit(room, ChangeRole(participant=ann, role="participant"))

        line.ask(idea("backdated"), said_at=1)
        await quiet(room)

        assert line.seen[-1]["code"] == "time_not_allowed"


async def test_a_helpers_phone_holds_what_belongs_to_the_people_it_helps(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        helper = await someone(room, "Helper")
        await submit(room, ChangeRole(participant=helper, role="table_helper"))
        line = await Line(helper, ManualClock()).connect(room)
        seat = ParticipantId(an_id("seat"))

        line.ask(AddParticipant(participant=seat, name="Table 3, seat 4"))
        await quiet(room)
        line.ask(idea("bus"), **{"for": seat})
        await quiet(room)

        assert line.mine["ideas", an_id("bus")]["author"] == seat
        await submit(room, AssignHelper(participant=seat, helper=None))
        assert ("ideas", an_id("bus")) not in line.mine


async def test_a_closed_round_is_counted_beside_the_room(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await someone(room, "Ann")
        round_id, option = RoundId(an_id("round")), OptionId(an_id("yes"))
        plan = OptionPlan(option=option, source="text", text="Yes")
        await submit(
            room,
            OpenRound(round=round_id, question="?", method="approval", options=(plan,)),
        )
        await submit(room, CastBallot(round=round_id, marks={option: 1}), by=ann)
        line = await Line(ann, ManualClock()).connect(room)

        await submit(room, CloseRound(round=round_id))
        await counted(line, round_id)

        result = line.board["results"][round_id]
        assert (result["roll"], result["cast"]) == (1, 1)
        assert result["counts"] == {option: {"approvals": 1}}


async def test_late_paper_is_counted_once_the_count_is_reopened_and_closed_again(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await someone(room, "Ann")
        round_id, option = RoundId(an_id("round")), OptionId(an_id("yes"))
        plan = OptionPlan(option=option, source="text", text="Yes")
        opened = OpenRound(
            round=round_id, question="?", method="approval", options=(plan,), open_roll=True
        )
        await submit(room, opened)
        await submit(room, CastBallot(round=round_id, marks={option: 1}), by=ann)
        line = await Line(ann, clock).connect(room)
        await submit(room, CloseRound(round=round_id))
        await counted(line, round_id)
        written_at = clock.now
        clock.now += 3_600_000

        await submit(room, ReopenCount(round=round_id, reason="Two sheets in a bag"))
        assert round_id not in line.board["results"]
        paper = RecordTotals(
            totals=TotalsId(an_id("paper")),
            round=round_id,
            counted="paper",
            people=2,
            cast=2,
            counts={option: {"approvals": 2}},
        )
        request = Request(
            id=CommandId(an_id()),
            command=paper,
            by=FACILITATOR,
            via="desk",
            said_at=written_at,
        )
        assert isinstance(await room.submit(request), Accepted)
        assert round_id not in line.board["results"]
        await submit(room, CloseRound(round=round_id))
        await counted(line, round_id)

        result = line.board["results"][round_id]
        assert (result["roll"], result["cast"], result["version"]) == (3, 3, 2)
        assert result["counts"] == {option: {"approvals": 3}}
        assert result["turnout"] == {"device": 1, "paper": 2}
        assert line.board["rounds"][round_id]["recount_reason"] == "Two sheets in a bag"


async def counted(line: Line, round_id: RoundId) -> None:
    """Wait until the line shows a result."""
    for _ in range(200):
        if round_id in line.board.get("results", {}):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(round_id)


async def test_a_timer_ends_by_itself(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(FACILITATOR, clock).connect(room)
        await submit(room, StartTimer(stage=IDEAS, seconds=60))
        assert line.board["stages"][IDEAS]["timer_ends_at"] == clock.now + 60_000

        clock.now += 60_000
        room.wake()
        await quiet(room)
        await quiet(room)

        assert line.board["stages"][IDEAS]["timer_ends_at"] is None


async def test_more_than_16_unanswered_is_too_many_rule_c1(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        await submit(room, OpenStage(stage=IDEAS))
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        for number in range(INFLIGHT_AT_MOST + 1):
            line.ask(idea(f"idea {number}"))
        assert line.woken
        assert line.connection.closing is CloseCode.TOO_MANY_UNANSWERED


@pytest.mark.parametrize(
    "data",
    [{}, {"idea": an_id("x"), "stage": IDEAS, "text": "a", "more": 1}, {"idea": 1.5}, [], None],
)
async def test_data_that_does_not_fit_is_rejected_rule_c4(tmp_path: Path, data: object) -> None:
    async with a_room(tmp_path) as room:
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        head = room.head
        frame = {"t": "command", "id": an_id("odd"), "type": "SubmitIdea", "data": data}
        line.connection.receive(canonical(frame))
        await quiet(room)
        assert line.answers()[an_id("odd")]["code"] == "bad_command"
        assert room.head == head


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\xc1",
        canonical([]),
        canonical({"t": "nonsense"}),
        canonical({"t": "command", "id": "short", "type": "SubmitIdea", "data": {}}),
        canonical({"t": "pong", "now": 1.5}),
        canonical({"t": "pong", "now": 1, "more": 2}),
        canonical({"t": "hello", "v": 1, "ticket": "again"}),
        b"\x84\xa1t\xa7command\xa2id\xb6"
        + an_id("deep").encode()
        + b"\xa4type\xa1X\xa4data"
        + b"\x91" * 60_000
        + b"\xc0",
    ],
)
async def test_a_frame_that_fits_nothing_ends_the_connection_rule_f5(
    tmp_path: Path, payload: bytes
) -> None:
    async with a_room(tmp_path) as room:
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        with pytest.raises(BadFrameError):
            line.connection.receive(payload)


async def test_a_taken_join_code_is_refused_and_nothing_else(tmp_path: Path) -> None:
    async with some_rooms(tmp_path) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        other = await rooms.create(type(WORKSHOP)(an_id("other")), created())
        assert isinstance(other, Refused)
        assert other.code == "code_taken"


async def test_a_version_taken_by_another_process_is_read_and_decided_again(
    tmp_path: Path,
) -> None:
    async with some_rooms(tmp_path) as (rooms, _), some_rooms(tmp_path) as (others, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await submit(room, OpenStage(stage=IDEAS))
        other = await others.room(WORKSHOP)
        line = await Line(FACILITATOR, ManualClock()).connect(other)
        await submit(room, idea("van"))

        answer = await submit(other, idea("bus"))

        assert answer == Accepted(seq=other.head)
        assert same_content(line, other)
        assert line.board["ideas"].keys() == {an_id("bus"), an_id("van")}


@pytest.mark.parametrize("seed", range(4))
async def test_every_line_has_the_rebuilt_board_at_random_moments(
    tmp_path: Path, seed: int
) -> None:
    """50 random frame boundaries a run, per view, with drops, slowness and rejections."""
    random = Random(seed)
    async with a_room(tmp_path) as room:
        lines: dict[ParticipantId, Line] = {}
        for _ in range(50):
            await _some_commands(room, random)
            _disturb(room, lines, random)
            await _some_joins(room, lines, random)
            for line in lines.values():
                if line.is_slow:
                    line.catch_up()
            await _at_rest(room, lambda: _require_told(room, lines))
        assert {line.connection.audience.view for line in lines.values()} <= set(VIEWS)


async def _at_rest(room: Room, require: Callable[[], None]) -> None:
    """Look while the room is between two commits: a vote may be counted at any time."""

    def missed(_: Workshop) -> AssertionError | None:
        try:
            require()
        except AssertionError as error:
            return error
        return None

    error = await room.read(missed)
    if error is not None:
        raise error


def _require_told(room: Room, lines: dict[ParticipantId, Line]) -> None:
    _drop_strangers(room, lines)
    for line in lines.values():
        assert same_content(line, room)
        assert line.mine == _mine_afresh(line, room)


async def _some_commands(room: Room, random: Random) -> None:
    """Ask several at once, so that they share commits."""
    asked = []
    for _ in range(random.randrange(1, 6)):
        command, act = a_command(room.memory.workshop, random)
        request = Request(
            id=CommandId(an_id()), command=command, by=act.by, for_=act.for_, via=act.via
        )
        asked.append(room.submit(request))
    await asyncio.gather(*asked)


def _drop_strangers(room: Room, lines: dict[ParticipantId, Line]) -> None:
    """Whoever was erased, put out or asked to wait has been hung up on, and nobody else."""
    for participant, line in list(lines.items()):
        person = room.memory.workshop.participants.get(participant)
        outside = person is not None and (person.erased or person.waiting or person.removed)
        assert line.connection.closing in _CLOSINGS
        assert line.connection.closing or not outside
        if line.connection.closing:
            line.drop(room)
            del lines[participant]


# Some were put out and let in again since the last look.
_CLOSINGS = (None, CloseCode.BAD_TICKET, CloseCode.NOT_INSIDE)


def _disturb(room: Room, lines: dict[ParticipantId, Line], random: Random) -> None:
    for participant, line in list(lines.items()):
        chance = random.random()
        if chance < 0.2:
            line.drop(room)
            del lines[participant]
        elif chance < 0.4:
            line.slow_down()


def _mine_afresh(line: Line, room: Room) -> dict[tuple[str, str], Any]:
    ops = msgspec.msgpack.decode(canonical(mine(room.memory.workshop, line.connection.seats)))
    return {(op[1], op[2]): op[3] for op in ops if op[0] == "put"}


async def _some_joins(room: Room, lines: dict[ParticipantId, Line], random: Random) -> None:
    people = [*room.memory.workshop.participants, ParticipantId("")]
    for participant in random.sample(people, min(3, len(people))):
        if participant not in lines:
            lines[participant] = await Line(participant, ManualClock()).connect(room)


class FaultyLog:
    """A log in front of the real one whose appends can be made to fail."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.poison = ""
        self.full = False

    def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
        if self.full:
            raise StorageError("storage_full")
        if any(self.poison and self.poison in str(each.events) for each in batch):
            raise StorageError("not_encodable")
        return self.log.append(batch)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.log, name)


@asynccontextmanager
async def a_faulty_room(
    folder: Path, count: Count = count_beside
) -> AsyncIterator[tuple[Room, FaultyLog]]:
    log = open_log(f"sqlite:///{folder}/codesign.db")
    faulty = FaultyLog(log)
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()), count=count)
    async with Rooms(faulty, seams) as rooms:  # type: ignore[arg-type]
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        await submit(room, OpenStage(stage=IDEAS))
        yield room, faulty
    log.close()


async def test_a_result_that_the_log_has_no_bytes_for_is_not_counted_for_ever(
    tmp_path: Path,
) -> None:
    counted = 0

    async def counting(*asked: Any) -> Any:
        nonlocal counted
        counted += 1
        return await count_beside(*asked)

    async with a_faulty_room(tmp_path, counting) as (room, log):
        log.poison = "ResultPublished"
        plan = OptionPlan(option=OptionId(an_id("bus")), source="text", text="A bus")
        round_id = RoundId(an_id("round"))
        opening = OpenRound(round=round_id, question="Yes?", method="approval", options=(plan,))
        assert isinstance(await submit(room, opening), Accepted)
        await submit(room, CloseRound(round=round_id))
        for _ in range(50):
            await asyncio.sleep(0.005)
            await quiet(room)
        assert counted == 1


async def test_a_full_disk_refuses_and_reading_goes_on_and_it_recovers(tmp_path: Path) -> None:
    async with a_faulty_room(tmp_path) as (room, log):
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        log.full = True
        refused = line.ask(idea("bus"))
        await quiet(room)
        assert line.answers()[refused]["code"] == "storage_full"
        assert line.answers()[refused]["retry_ms"] > 0
        assert same_content(line, room)

        log.full = False
        line.ask(idea("bus"), refused)
        await quiet(room)
        assert line.answers()[refused]["t"] == "ack"
        assert an_id("bus") in line.board["ideas"]


async def test_one_command_the_log_cannot_take_does_not_fail_the_others(tmp_path: Path) -> None:
    async with a_faulty_room(tmp_path) as (room, log):
        log.poison = "poison"
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        good, bad = line.ask(idea("bus")), line.ask(idea("van", "poison"))
        other = line.ask(idea("lift"))
        await quiet(room)
        answers = line.answers()
        assert [answers[each]["t"] for each in (good, bad, other)] == ["ack", "reject", "ack"]
        assert "retry_ms" not in answers[bad]
        assert same_content(line, room)


@pytest.mark.parametrize("at", ["codesign.live.batch.decide", "codesign.live.loading.evolve"])
async def test_one_command_that_meets_a_fault_of_ours_does_not_fail_the_others(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    module, _, name = at.rpartition(".")
    sound = getattr(sys.modules[module], name)

    def faulty(workshop: Workshop, what: Any, *more: Any) -> Any:
        if "poison" in str(what):
            if name == "evolve":
                # Half of it is done by then.
                workshop.participants.clear()
            raise KeyError("poison")
        return sound(workshop, what, *more)

    async with a_faulty_room(tmp_path) as (room, _):
        line = await Line(FACILITATOR, ManualClock()).connect(room)
        before = room.memory.workshop
        monkeypatch.setattr(at, faulty)
        good, bad = line.ask(idea("bus")), line.ask(idea("van", "poison"))
        other = line.ask(idea("lift"))
        await quiet(room)
        answers = line.answers()
        assert [answers[each]["t"] for each in (good, bad, other)] == ["ack", "reject", "ack"]
        assert answers[bad]["code"] == "server_fault"
        assert "retry_ms" not in answers[bad]
        assert FACILITATOR in room.memory.workshop.participants
        # The log is read anew only where what is in memory is of no use.
        assert (room.memory.workshop is before) == (name == "decide")
        assert same_content(line, room)
    told = [each.getMessage() for each in caplog.records if each.exc_info]
    assert told
    assert all("SubmitIdea" in each for each in told)


async def test_whoever_keeps_words_hears_that_they_were_destroyed(tmp_path: Path) -> None:
    told: list[str] = []
    async with some_rooms(tmp_path, on_destroyed=told.append) as (rooms, _):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        ann = await someone(room, "Ann")
        assert told == []
        await submit(room, EraseParticipant(participant=ann))
        assert told == [WORKSHOP]
