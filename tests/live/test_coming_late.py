"""At every moment of a workshop: who comes late, reloads or comes back holds what others hold."""

from pathlib import Path
from typing import Any, Final, get_args

from codesign.domain.ballot_box import unopened
from codesign.domain.commands import CreateWorkshop, JoinWorkshop, OpenRound
from codesign.domain.counting import uncounted
from codesign.domain.events import StageKind
from codesign.domain.evolve import evolve
from codesign.domain.ids import NOBODY, CommandId, ParticipantId
from codesign.domain.views import Audience
from codesign.domain.workshop import Workshop
from codesign.live.connection import door
from codesign.live.request import Accepted, Request
from codesign.live.room import Room
from codesign.methods.terms import Method
from codesign.projections.board import rendered
from codesign.projections.mine import mine, seats
from codesign.projections.records import RENDERERS
from codesign.protocol.codec import canonical
from codesign.store.log import Log
from tests.given import FACILITATOR
from tests.live.hall import until
from tests.live.lines import WORKSHOP, Line, ManualClock, an_id, some_rooms
from tests.moments import PEOPLE, Asked, agenda, moments

# Everybody with a screen; nobody's is the display on the wall.
STAYED: Final = (FACILITATOR, *PEOPLE, NOBODY)
A_MINUTE_MS: Final = 60_000
# What is told of before and after it.
NOT_IN_AN_EVENING: Final = {"sessions", "areas", "door_list", "annotations", "outputs", "totals"}


async def test_at_every_moment_it_does_not_matter_when_one_came(tmp_path: Path) -> None:
    # By the wall time goes on; how long ago somebody was heard is another clock, and stands.
    wall, clock = ManualClock(), ManualClock()
    async with some_rooms(tmp_path, wall, elapsed=clock) as (rooms, log):
        await rooms.create(WORKSHOP, _request(Asked(_created())))
        room = await rooms.room(WORKSHOP)
        for who, name in PEOPLE.items():
            await _ask(room, Asked(JoinWorkshop(participant=who, name=name), who))
        stayed = {who: await Line(who, clock).connect(room) for who in STAYED}
        away = {who: await _gone(room, who, clock) for who in STAYED}
        shown: set[str] = set()
        for moment in moments():
            wall.now += A_MINUTE_MS
            for each in moment.asked:
                await _ask(room, each)
            newcomer = await _come(room, moment.name)
            await _at_rest(room)
            workshop = _on_disk(log)
            assert _kind_of_stage(workshop) == moment.stage, moment.name
            for who in STAYED:
                where = f"{moment.name}, {who}"
                told = _told(workshop, stayed[who])
                assert _holds(stayed[who]) == told, f"{where}, who stayed"
                reloaded = await _gone(room, who, clock)
                assert _holds(reloaded) == told, f"{where}, who reloaded"
                moved = _audience(away[who]) != _audience(stayed[who])
                away[who].seen.clear()
                (await away[who].connect(room)).drop(room)
                assert _holds(away[who]) == told, f"{where}, who came back"
                assert away[who].seen[0]["mode"] == ("snapshot" if moved else "resume"), where
            late = await _gone(room, newcomer, clock)
            assert _holds(late) == _told(workshop, late), f"{moment.name}, who came late"
            shown |= {name for line in stayed.values() for name, held in line.board.items() if held}
        assert shown == RENDERERS.keys() - NOT_IN_AN_EVENING


def test_the_script_comes_to_every_kind_of_stage_and_way_of_voting() -> None:
    script = moments()
    assert {each.stage for each in script} == {*get_args(StageKind), None}
    commands = [asked.command for moment in script for asked in moment.asked]
    opened = {each.method for each in commands if isinstance(each, OpenRound)}
    assert opened == {*get_args(Method)}


def _created() -> CreateWorkshop:
    return CreateWorkshop(
        facilitator=FACILITATOR,
        facilitator_name="Farah",
        title="Getting home",
        join_code="CDFGHJ",
        agenda=agenda(),
    )


def _request(asked: Asked, via: Any = "room") -> Request:
    return Request(
        id=CommandId(an_id()), command=asked.command, by=asked.by, for_=asked.for_, via=via
    )


async def _ask(room: Room, asked: Asked) -> None:
    answer = await room.submit(_request(asked, door("room", room.view_of(asked.by))))
    assert isinstance(answer, Accepted), (asked, answer)


async def _come(room: Room, when: str) -> ParticipantId:
    """Somebody who was not there before."""
    who = ParticipantId(an_id(f"came at {when}"))
    await _ask(room, Asked(JoinWorkshop(participant=who, name="Late"), who))
    return who


async def _gone(room: Room, who: ParticipantId, clock: ManualClock) -> Line:
    """Somebody whose line was lost, with what they hold."""
    line = await Line(who, clock).connect(room)
    line.drop(room)
    return line


async def _at_rest(room: Room) -> None:
    """Wait until nothing is asked, counted or to be taken out of a box."""
    workshop = room.memory.workshop
    await until(lambda: not any(uncounted(workshop)) and not any(unopened(workshop)), 30)
    await room.board("public")


def _on_disk(log: Log) -> Workshop:
    workshop = Workshop()
    for each in log.read(WORKSHOP):
        evolve(workshop, each)
    return workshop


def _kind_of_stage(workshop: Workshop) -> StageKind | None:
    live = workshop.live_stage
    return None if live is None else workshop.stages[live].kind


def _audience(line: Line) -> Audience:
    return line.connection.audience


def _told(workshop: Workshop, line: Line) -> tuple[bytes, bytes]:
    """What a person must hold by what is on disk: the board, and what is theirs."""
    board = rendered(workshop, *line.connection.audience).records
    own = mine(workshop, seats(workshop, line.participant))
    return _bytes(board, {(op[1], op[2]): op[3] for op in own if op[0] == "put"})


def _holds(line: Line) -> tuple[bytes, bytes]:
    return _bytes(line.board, line.mine)


def _bytes(
    board: dict[str, dict[str, Any]], own: dict[tuple[str, str], Any]
) -> tuple[bytes, bytes]:
    held = {collection: records for collection, records in board.items() if records}
    return canonical(held), canonical({"/".join(key): record for key, record in own.items()})
