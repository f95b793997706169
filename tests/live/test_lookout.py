"""Two processes over one log: what one writes the other tells, and nobody is judged by what is old.

Here a process is `Rooms` of its own; real ones are in `tests/faults/test_processes.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from codesign.domain.commands import (
    CastBallot,
    CloseRound,
    CloseStage,
    EraseParticipant,
    OpenRound,
    OpenStage,
    OptionPlan,
    StartTimer,
    WithdrawIdea,
)
from codesign.domain.events import BallotBoxOpened, ResultPublished, TimerEnded
from codesign.domain.ids import CommandId, IdeaId, OptionId, ParticipantId, RoundId, WorkshopId
from codesign.live import clerk, lookout
from codesign.live.bus import Silence
from codesign.live.counting import Count, RoomResult, RoomVotes, count_beside
from codesign.live.duties import HEAD_START_MS
from codesign.live.meters import Meters
from codesign.live.request import Accepted, Refused, Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.methods.counting import Tell
from codesign.projections.mine import mine
from codesign.store.errors import NewerLogError
from codesign.store.keys import Destruction
from codesign.store.recorder import Write
from tests.fakes import FakeBuses, FakeLog
from tests.live.lines import (
    FACILITATOR,
    IDEAS,
    WORKSHOP,
    Line,
    ManualClock,
    an_id,
    created,
    someone,
    submit,
)
from tests.live.test_room import idea, same_content


class Repairs(Meters):
    """Counts how often the log had more than was said."""

    def __init__(self) -> None:
        self.count = 0

    def repaired(self, workshops: int) -> None:
        self.count += workshops


class Two(NamedTuple):
    """Two processes, and what joins them."""

    log: FakeLog
    buses: FakeBuses
    one: Rooms
    other: Rooms
    clock: ManualClock
    forgotten: list[WorkshopId]
    repairs: "Repairs"

    async def rooms(self) -> tuple[Room, Room]:
        return await self.one.room(WORKSHOP), await self.other.room(WORKSHOP)


@asynccontextmanager
async def two_processes(count: Count = count_beside) -> AsyncIterator[Two]:
    log, buses, clock = FakeLog(), FakeBuses(), ManualClock()
    forgotten: list[WorkshopId] = []
    repairs = Repairs()
    seams = Seams(clock=clock, new_id=lambda: CommandId(an_id()), elapsed=clock, count=count)
    listening = replace(seams, on_destroyed=forgotten.append, meters=repairs)
    async with (
        Rooms(log, seams, bus=buses.bus("one")) as one,
        Rooms(log, listening, bus=buses.bus("other")) as other,
    ):
        await one.create(WORKSHOP, created())
        await submit(await one.room(WORKSHOP), OpenStage(stage=IDEAS))
        yield Two(log, buses, one, other, clock, forgotten, repairs)


def write_newer(log: FakeLog) -> int:
    """Write what only a newer server can read, and return its version."""
    head = log.head(WORKSHOP)
    newer = Write(workshop=WORKSHOP, expected=head, rows=[(head + 1, "X.1", b"")], epoch=b"")
    assert log.recorder.write([newer]) == [None]
    return head + 1


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - a test may look again
            await asyncio.sleep(0.002)


@pytest.fixture
def no_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks the log by the clock: what is heard, the bus told."""
    monkeypatch.setattr(lookout, "LOOK_EVERY_S", 1_000.0)


async def test_what_one_process_wrote_the_other_tells_in_the_same_order(no_looking: None) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        ann = await someone(room, "Ann")
        await other.up_to_date()
        line = await Line(ann, two.clock).connect(other)
        line.seen.clear()

        for name in ("bus", "tram", "van"):
            assert isinstance(await submit(room, idea(name), by=ann), Accepted)
        await until(lambda: line.seq == room.head)

        assert list(line.board["ideas"]) == [an_id(each) for each in ("bus", "tram", "van")]
        assert {key for _, key in line.mine} >= {an_id("bus")}, "what is one's own comes too"
        assert line.kinds().index("mine") < line.kinds().index("delta")
        assert same_content(line, room)


async def test_a_lost_notice_is_made_up_from_the_log_by_the_next_one_rule_d1(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        line = await Line(FACILITATOR, two.clock).connect(other)
        two.buses.silent = True
        await submit(room, idea("bus"))
        two.buses.silent = False
        await submit(room, idea("tram"))

        await until(lambda: line.seq == room.head)
        assert set(line.board["ideas"]) == {an_id("bus"), an_id("tram")}


async def test_without_a_bus_the_log_itself_tells_within_a_second() -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        line = await Line(FACILITATOR, two.clock).connect(other)
        two.buses.silent = True
        await submit(room, idea("bus"))

        await until(lambda: line.seq == room.head)
        assert two.repairs.count, "whoever watches sees that the bus told nothing"


async def test_after_a_bus_was_cut_the_log_is_asked_at_once(no_looking: None) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        line = await Line(FACILITATOR, two.clock).connect(other)
        two.buses.silent = True
        await submit(room, idea("bus"))
        two.buses.cut()

        await until(lambda: line.seq == room.head)


async def test_nobody_is_refused_or_told_nothing_changed_by_what_is_old(no_looking: None) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        two.buses.silent = True
        ann = await someone(room, "Ann")
        await submit(room, idea("bus"), by=ann)

        # The other process has heard of neither Ann nor her idea.
        done = await submit(other, WithdrawIdea(idea=IdeaId(an_id("bus"))), by=ann)
        assert isinstance(done, Accepted)
        assert done.seq == two.log.head(WORKSHOP)

        await submit(room, CloseStage(stage=IDEAS))
        refused = await submit(other, idea("tram"), by=ann)
        assert isinstance(refused, Refused)
        assert refused.code == "stage_closed"
        await submit(room, OpenStage(stage=IDEAS))
        assert isinstance(await submit(other, idea("van"), by=ann), Accepted)


async def test_whoever_was_let_in_by_one_process_is_known_to_the_other(no_looking: None) -> None:
    async with two_processes() as two:
        room, _ = await two.rooms()
        two.buses.silent = True
        ann = await someone(room, "Ann")

        assert ann in (await two.other.room(WORKSHOP)).memory.workshop.participants


async def test_a_command_sent_again_to_the_other_process_takes_effect_once_rule_c2(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        two.buses.silent = True
        asked = Request(id=CommandId(an_id("once")), command=idea("bus"), by=FACILITATOR)

        assert await room.submit(asked) == await other.submit(asked)
        assert two.log.head(WORKSHOP) == room.head == other.head


async def test_two_processes_that_write_at_once_converge(no_looking: None) -> None:
    async with two_processes() as two:
        rooms = await two.rooms()
        lines = [await Line(FACILITATOR, two.clock).connect(each) for each in rooms]

        async def write(name: str, room: Room) -> None:
            for number in range(12):
                # On a busy machine one may lose often; a browser asks again.
                while not isinstance(  # noqa: ASYNC110 - as above
                    await submit(room, idea(f"{name} {number}")), Accepted
                ):
                    await asyncio.sleep(0.01)

        await asyncio.gather(*(write(f"{number}", rooms[number % 2]) for number in range(4)))
        await until(lambda: {each.seq for each in lines} == {two.log.head(WORKSHOP)})

        assert len(lines[0].board["ideas"]) == 48
        assert lines[0].board == lines[1].board
        assert all(same_content(*each) for each in zip(lines, rooms, strict=True))


async def test_who_has_just_written_leaves_the_others_a_turn(
    no_looking: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clerk, "TURN_AT_LEAST_S", 1.0)
    async with two_processes() as two:
        room, other = await two.rooms()
        await submit(other, idea("first"))
        await room.up_to_date()

        await submit(room, idea("second"))
        fourth, third = await asyncio.gather(
            submit(room, idea("fourth")), submit(other, idea("third"))
        )
        assert isinstance(third, Accepted)
        assert isinstance(fourth, Accepted)
        assert third.seq < fourth.seq


async def test_after_a_lost_race_the_room_is_what_the_log_says(no_looking: None) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        ann = await someone(room, "Ann")
        ballot = await a_vote(room, secret=False)
        await submit(other, CastBallot(round=ballot.round, marks={ballot.yes: 1}), by=ann)
        two.buses.silent = True
        # Each has been written to by the other, and knows that it may lose.
        for number in range(6):
            mark = 1 if number % 2 else -1
            cast = CastBallot(round=ballot.round, marks={ballot.yes: mark})
            await submit((room, other)[number % 2], cast, by=ann)
            fresh = await two.rooms()
            assert fresh[0].memory.workshop == fresh[1].memory.workshop
            assert mine(fresh[0].memory.workshop, (ann,)) == mine(fresh[1].memory.workshop, (ann,))
            assert fresh[0].memory.answered == fresh[1].memory.answered


class Vote(NamedTuple):
    round: RoundId
    yes: OptionId


async def a_vote(room: Room, *, secret: bool) -> Vote:
    vote = Vote(RoundId(an_id("round")), OptionId(an_id("yes")))
    opened = OpenRound(
        round=vote.round,
        question="Shall we?",
        method="agree",
        secret=secret,
        options=(OptionPlan(option=vote.yes, source="text", text="Yes"),),
    )
    assert isinstance(await submit(room, opened), Accepted)
    return vote


def kinds(log: FakeLog) -> list[type]:
    return [type(each.event) for each in log.read(WORKSHOP)]


async def test_a_secret_vote_over_two_processes_is_opened_and_counted_once(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        people = [await someone(room, f"Person {number}") for number in range(6)]
        vote = await a_vote(room, secret=True)
        for number, each in enumerate(people):
            cast = CastBallot(round=vote.round, marks={vote.yes: 1 if number < 4 else -1})
            assert isinstance(await submit((room, other)[number % 2], cast, by=each), Accepted)
        # One of them thinks again, at the other process: that has no event.
        again = CastBallot(round=vote.round, marks={vote.yes: -1})
        assert isinstance(await submit(other, again, by=people[0]), Accepted)

        await submit(room, CloseRound(round=vote.round))
        await until(lambda: ResultPublished in kinds(two.log))
        await until(lambda: other.head == room.head == two.log.head(WORKSHOP))
        await asyncio.gather(*(each.up_to_date() for each in (room, other)))

        assert kinds(two.log).count(BallotBoxOpened) == 1
        assert kinds(two.log).count(ResultPublished) == 1
        [box] = [e.event for e in two.log.read(WORKSHOP) if isinstance(e.event, BallotBoxOpened)]
        assert sorted(each[vote.yes] for each in box.ballots) == [-1, -1, -1, 1, 1, 1]


class FirstNeverEnds:
    """Counts, but what it is asked first never comes to an end."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, votes: RoomVotes, tell: Tell) -> RoomResult:
        self.asked += 1
        if self.asked == 1:
            await asyncio.get_running_loop().create_future()
        return await count_beside(votes, tell)


async def test_a_vote_is_counted_by_whoever_closed_it_and_by_another_where_nothing_comes_of_that(
    no_looking: None,
) -> None:
    count = FirstNeverEnds()
    async with two_processes(count) as two:
        room, other = await two.rooms()
        vote = await a_vote(room, secret=False)
        await submit(room, CloseRound(round=vote.round))
        await until(lambda: count.asked == 1)
        await other.up_to_date()
        assert (room.counts_running, other.counts_running) == (1, 0)
        two.clock.now += HEAD_START_MS
        other.wake()

        await until(lambda: ResultPublished in kinds(two.log))
        assert count.asked == 2


async def test_a_timer_that_two_processes_watch_ends_once() -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        await submit(room, StartTimer(stage=IDEAS, seconds=60))
        await other.up_to_date()
        two.clock.now += 61_000
        for each in (room, other):
            each.wake()
        await until(lambda: TimerEnded in kinds(two.log))
        await asyncio.gather(*(each.up_to_date() for each in (room, other)))

        assert kinds(two.log).count(TimerEnded) == 1


async def test_words_erased_by_one_process_leave_the_screens_and_caches_of_the_other(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        ann = await someone(room, "Ann")
        await other.up_to_date()
        line = await Line(FACILITATOR, two.clock).connect(other)
        assert line.board["participants"][ann]["name"] == "Ann"

        await submit(room, EraseParticipant(participant=ann))
        await until(lambda: line.seq == room.head)

        assert line.board["participants"][ann]["name"] == ""
        assert other.memory.workshop.participants[ann].name == ""
        assert two.forgotten == [WORKSHOP]


async def test_a_process_that_hears_of_a_workshop_no_more_keeps_nothing_of_its_past() -> None:
    async with two_processes() as two:
        await two.rooms()
        two.clock.now += 3_600_000
        two.other.sweep()

        await until(lambda: two.forgotten == [WORKSHOP])


async def test_a_room_in_which_only_others_write_is_closed_when_nobody_uses_it() -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        two.clock.now += 3_600_000
        await submit(room, idea("bus"))
        await until(lambda: other.head == room.head)
        two.other.sweep()

        await until(lambda: two.forgotten == [WORKSHOP])


async def test_a_log_put_back_to_an_older_state_ends_the_room_and_not_the_truth(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with two_processes() as two:
        room, _ = await two.rooms()
        await submit(room, idea("bus"))
        two.log.recorder._rows[WORKSHOP].pop()

        refused = await submit(room, idea("tram"))
        assert isinstance(refused, Refused)
        assert refused.retry_ms is not None
        reopened = await two.one.room(WORKSHOP)
        assert reopened is not room
        assert isinstance(await submit(reopened, idea("tram")), Accepted)
        assert caplog.text.count("was put in its place") == 1
        assert "Traceback" not in caplog.text


async def test_a_log_that_has_lost_something_is_noticed_though_nobody_writes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        await submit(room, idea("bus"))
        await other.up_to_date()
        head = other.head
        two.log.recorder._rows[WORKSHOP].pop()

        await until(lambda: room._closed and other._closed)
        assert f"was at version {head} and is at {head - 1}" in caplog.text
        line = await Line(FACILITATOR, two.clock).connect(await two.other.room(WORKSHOP))
        assert an_id("bus") not in line.board.get("ideas", {})


async def test_one_process_alone_asks_nothing_of_the_log_before_it_answers() -> None:
    log = FakeLog()

    def never(*_: Any) -> Any:
        raise AssertionError("nobody else writes here")

    log.heads = log.read_on = never  # type: ignore[method-assign]
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    async with Rooms(log, seams, bus=Silence(alone=True)) as rooms:
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        assert isinstance(await submit(room, CloseStage(stage=IDEAS)), Accepted)


async def test_beside_a_newer_server_the_past_stays_to_be_seen_and_people_are_sent_on_rule_n6(
    no_looking: None, caplog: pytest.LogCaptureFixture
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        asked = Request(id=CommandId(an_id()), command=idea("bus"), by=FACILITATOR)
        assert isinstance(await room.submit(asked), Accepted)
        await other.up_to_date()
        line = await Line(FACILITATOR, two.clock).connect(other)
        told = line.seq
        other.hear_of(write_newer(two.log))

        await until(lambda: two.other.is_outdated)
        assert not two.one.is_outdated, "which has not met it yet"
        assert line.kinds()[-1] == "drain"
        assert await two.other.room(WORKSHOP) is other
        late = await Line(FACILITATOR, two.clock).connect(other)
        assert (late.seq, late.board) == (told, line.board)

        known = Request(id=asked.id, command=asked.command, by=FACILITATOR)
        assert isinstance(await other.submit(known), Accepted)
        refused = await submit(other, idea("tram"))
        assert isinstance(refused, Refused)
        assert (refused.code, bool(refused.retry_ms)) == ("newer_server", True)
        other.hear_of(room.head + 2)
        await other.up_to_date()
        assert not other._closed
        assert caplog.text.count("was written by a newer version of Codesign") == 1
        assert "up to version" in caplog.text
        assert "Traceback" not in caplog.text


async def test_whoever_is_at_a_server_that_is_behind_is_told_so_and_nobody_elsewhere_rule_n7(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        before = await Line(FACILITATOR, two.clock).connect(other)
        other.hear_of(write_newer(two.log))
        await until(lambda: other.is_behind)

        after = await Line(FACILITATOR, two.clock).connect(other)
        there = await Line(FACILITATOR, two.clock).connect(room)
        assert "behind" not in before.seen[0]
        assert (before.seen[-1]["t"], before.seen[-1]["behind"]) == ("drain", True)
        assert after.seen[0]["behind"] is True
        assert "behind" not in there.seen[0]


async def test_words_erased_by_what_a_server_cannot_read_leave_it_rule_n6(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, other = await two.rooms()
        ann = await someone(room, "Ann")
        await other.up_to_date()
        other.hear_of(write_newer(two.log))
        await until(lambda: other.is_behind)
        line = await Line(FACILITATOR, two.clock).connect(other)
        assert line.board["participants"][ann]["name"] == "Ann"

        with two.log._keys.sealing() as sealing:
            generation = sealing.renew(WORKSHOP, ann)
        erasing = Write(
            workshop=WORKSHOP,
            expected=room.head + 1,
            rows=[(room.head + 2, "X.1", b"")],
            epoch=b"",
            destructions=[Destruction(WORKSHOP, ann, generation)],
        )
        assert two.log.recorder.write([erasing]) == [None]
        two.log.carry_out_destructions()
        other.hear_of(room.head + 2)

        await until(lambda: other._closed)
        assert two.forgotten == [WORKSHOP]
        again = await Line(FACILITATOR, two.clock).connect(await two.other.room(WORKSHOP))
        assert again.board["participants"][ann]["name"] == ""


async def test_a_server_alone_tells_nothing_of_what_a_newer_one_went_on_with() -> None:
    log = FakeLog()
    seams = Seams(clock=ManualClock(), new_id=lambda: CommandId(an_id()))
    async with Rooms(log, seams) as rooms:
        await rooms.create(WORKSHOP, created())
    write_newer(log)
    async with Rooms(log, seams) as rooms:
        with pytest.raises(NewerLogError):
            await rooms.room(WORKSHOP)


# --- who is here ----------------------------------------------------------------


def here(line: Line) -> int:
    return [each["here"] for each in line.seen if each["t"] == "presence"][-1]


async def test_people_at_two_processes_see_each_other(no_looking: None) -> None:
    async with two_processes() as two:
        room, _ = await two.rooms()
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        rooms = await two.rooms()
        at_one = await Line(ann, two.clock).connect(rooms[0])
        at_other = await Line(ben, two.clock).connect(rooms[1])
        rooms[1].company.types(ben, IDEAS)
        for each in (*rooms, *rooms):
            each.presence.tell(two.clock.now)
            await asyncio.sleep(0.01)

        assert here(at_one) == here(at_other) == 2
        assert at_one.seen[-1]["typing"] == [ben]

        at_other.drop(rooms[1])
        for each in (rooms[1], rooms[0]):
            each.presence.tell(two.clock.now)
            await asyncio.sleep(0.01)
        assert here(at_one) == 1


async def test_who_was_at_a_process_that_fell_silent_is_gone_after_a_while(
    no_looking: None,
) -> None:
    async with two_processes() as two:
        room, _ = await two.rooms()
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        rooms = await two.rooms()
        line = await Line(ann, two.clock).connect(rooms[0])
        await Line(ben, two.clock).connect(rooms[1])
        for each in (rooms[1], rooms[0]):
            each.presence.tell(two.clock.now)
            await asyncio.sleep(0.01)
        assert here(line) == 2

        two.buses.silent = True
        two.clock.now += 13_000
        rooms[0].presence.tell(two.clock.now)
        assert here(line) == 1


async def test_a_process_that_ends_in_order_says_that_its_people_are_gone() -> None:
    async with two_processes() as two:
        room, _ = await two.rooms()
        ann, ben = await someone(room, "Ann"), await someone(room, "Ben")
        line = await Line(ann, two.clock).connect(await two.one.room(WORKSHOP))
        seams = Seams(clock=two.clock, new_id=lambda: CommandId(an_id()), elapsed=two.clock)
        async with Rooms(two.log, seams, bus=two.buses.bus("third")) as third:
            away = await third.room(WORKSHOP)
            await Line(ben, two.clock).connect(away)
            away.presence.tell(two.clock.now)
            await until(lambda: ParticipantId(ben) in room.presence._elsewhere.people)

        await until(lambda: not room.presence._elsewhere.people)
        room.presence.tell(two.clock.now)
        assert here(line) == 1
