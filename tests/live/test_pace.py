"""How fast one person may ask: honest people never notice, the rest are refused kindly."""

from pathlib import Path

import pytest

from codesign.domain.commands import OpenStage, SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId
from codesign.domain.recorded import Via
from codesign.live.connection import INFLIGHT_AT_MOST
from codesign.live.pace import AGAIN, COMMANDS, MESSAGES_PER_COMMAND, Pace, intake
from codesign.live.request import Accepted, Refused, Request
from codesign.live.room import Room
from codesign.protocol.codec import canonical
from tests.live.lines import FACILITATOR, IDEAS, Line, ManualClock, a_room, an_id, someone, submit

ANN = ParticipantId(an_id("Ann"))
BEN = ParticipantId(an_id("Ben"))
A_MINUTE_MS = 60_000


def asking(by: ParticipantId = ANN, via: Via = "room") -> Request:
    idea = IdeaId(an_id())
    command = SubmitIdea(idea=idea, stage=IDEAS, text="A bench at the stop.")
    return Request(id=CommandId(an_id()), command=command, by=by, via=via)


async def in_an_open_stage(room: Room) -> ParticipantId:
    await submit(room, OpenStage(stage=IDEAS))
    return await someone(room, "Ann")


def refusals(pace: Pace, times: list[int], by: ParticipantId = ANN, via: Via = "room") -> int:
    return sum(pace.wait_ms(asking(by, via), now) > 0 for now in times)


@pytest.mark.parametrize(
    ("what", "times", "via"),
    [
        (
            "a fast typist, an idea every two seconds for an hour",
            range(0, 3_600_000, 2_000),
            "room",
        ),
        ("a phone out of a tunnel with a hundred ideas", [0] * 100, "room"),
        ("a thumb on the dots, five a second for half a minute", range(0, 30_000, 200), "room"),
        (
            "a table helper typing for eight, each every five seconds",
            range(0, 3_600_000, 625),
            "desk",
        ),
        ("a facilitator who groups four hundred ideas at once", [0] * 400, "desk"),
        ("an importer, one voter's thousands of votes flat out", range(8_000), "import"),
    ],
)
def test_honest_use_never_meets_the_limit(what: str, times: list[int], via: Via) -> None:
    assert refusals(Pace(), list(times), via=via) == 0, what


def test_500_ideas_a_minute_from_one_person_are_refused_rule_c9() -> None:
    pace = Pace()
    every = [n * A_MINUTE_MS // 500 for n in range(500)]
    refused = refusals(pace, every)
    assert 100 < refused < 400
    assert refusals(pace, every, by=BEN) == refused, (
        "others are not their hostages, nor their cover"
    )


def test_the_server_itself_is_never_refused() -> None:
    assert refusals(Pace(), [0] * 100_000, via="system") == 0


def test_once_refused_nothing_is_taken_until_the_time_that_was_told_rule_c9() -> None:
    pace, burst = Pace(), COMMANDS["room"].burst
    assert refusals(pace, [0] * burst) == 0
    wait_ms = pace.wait_ms(asking(), 0)
    assert wait_ms == AGAIN * COMMANDS["room"].every_ms
    assert refusals(pace, [wait_ms // 2, wait_ms - 1]) == 2, "a later one would overtake it"
    assert pace.wait_ms(asking(), wait_ms - 1) == 1
    assert refusals(pace, [wait_ms] * AGAIN) == 0
    assert refusals(pace, [wait_ms]) == 1


def test_as_many_come_back_at_once_as_may_be_unanswered() -> None:
    assert AGAIN == INFLIGHT_AT_MOST


def test_a_clock_that_goes_back_shuts_nobody_out_for_long() -> None:
    pace, burst = Pace(), COMMANDS["room"].burst
    refusals(pace, [A_MINUTE_MS] * (burst + 1))
    assert pace.wait_ms(asking(), -3_600_000) <= AGAIN * COMMANDS["room"].every_ms


async def test_a_refused_command_keeps_its_words_and_is_taken_when_asked_again_rule_c9(
    tmp_path: Path,
) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await in_an_open_stage(room)
        answers = [await room.submit(asking(ann)) for _ in range(COMMANDS["room"].burst)]
        late = asking(ann)
        refused = await room.submit(late)
        assert isinstance(refused, Refused)
        assert refused.code == "too_fast"
        assert refused.retry_ms
        assert late.command.idea not in room.memory.workshop.ideas  # type: ignore[union-attr]
        clock.now += refused.retry_ms
        assert isinstance(await room.submit(late), Accepted)
        assert sum(isinstance(each, Refused) for each in answers) <= 1, "joining counted as one"


async def test_asking_again_for_what_is_in_the_log_costs_nothing(tmp_path: Path) -> None:
    async with a_room(tmp_path) as room:
        ann = await in_an_open_stage(room)
        first = asking(ann)
        answer = await room.submit(first)
        for _ in range(2 * COMMANDS["room"].burst):
            assert await room.submit(first) == answer


async def test_all_lines_of_a_person_share_one_limit(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        ann = await in_an_open_stage(room)
        lines = [await Line(ann, clock).connect(room) for _ in range(3)]
        other = await Line(FACILITATOR, clock).connect(room)
        for number in range(COMMANDS["room"].burst + 10):
            lines[number % 3].ask(SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="x"))
            await room.board("public")  # a turn of the room
        codes = [each.get("code") for line in lines for each in line.answers().values()]
        assert codes.count("too_fast") >= 8
        other.ask(SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="x"))
        await room.board("public")
        assert [each["t"] for each in other.answers().values()] == ["ack"]


async def test_a_slow_line_is_told_at_once_that_it_asked_too_fast_rule_c1(tmp_path: Path) -> None:
    # Told with the board, it would name a time that is over, and newer ideas be taken before it.
    async with a_room(tmp_path) as room:
        ann = await in_an_open_stage(room)
        line = await Line(ann, ManualClock()).connect(room)
        line.slow_down()
        line.ask(SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="x"))
        while isinstance(await room.submit(asking(ann)), Accepted):
            pass
        line.ask(SubmitIdea(idea=IdeaId(an_id()), stage=IDEAS, text="x"))
        line.catch_up()

        assert [each["t"] for each in line.answers().values()] == ["reject", "ack"]


async def test_a_connection_that_talks_without_end_is_read_later_rule_l8(tmp_path: Path) -> None:
    clock = ManualClock()
    async with a_room(tmp_path, clock) as room:
        line = await Line(FACILITATOR, clock).connect(room)
        pong = canonical({"t": "pong", "now": 1})
        waits = [line.connection.receive(pong) for _ in range(2 * COMMANDS["room"].burst + 1)]
        assert not any(waits[:-2])
        assert waits[-1] > 0
        clock.now += waits[-1]
        assert intake("room").wait_ms(clock.now) == 0
        assert MESSAGES_PER_COMMAND > 1, "answers to pings must not eat what may be asked"
