"""How long a counted vote takes to be published, and whether anybody in the room notices.

What is asked here is absolute, so each aim stands as the peer: 250 ms for a
simple way of voting, 10 s for Equal Shares with completion on 60 projects, and
50 ms for the longest the event loop was held meanwhile.
"""

import asyncio
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

from codesign.domain.commands import (
    CastBallot,
    CloseRound,
    CreateWorkshop,
    JoinWorkshop,
    OpenRound,
    OptionPlan,
)
from codesign.domain.ids import CommandId, OptionId, ParticipantId, RoundId, WorkshopId
from codesign.live.request import Request
from codesign.live.room import Room
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.methods.terms import BUDGETS, Method, Terms
from codesign.store.log import open_log
from tests.histories import new_id
from tests.load.report import Row, compared

PEOPLE: Final = 500
PROJECTS: Final = 60
TICKS: Final = 8
# What everybody together may spend: about a third of the projects, as cities offer them.
ENVELOPE: Final = 100_000_000
SIMPLE_AIM_MS: Final = 250.0
BUDGET_AIM_MS: Final = 10_000.0
LAG_AIM_MS: Final = 50.0
BEAT_S: Final = 0.005
FACILITATOR: Final = ParticipantId("facilitator----------A")


class Published(NamedTuple):
    """From closing to the result on record, and the longest the loop was held meanwhile."""

    after_ms: float
    lag_ms: float


def run(*, quick: bool) -> list[Row]:
    """Measure each way of voting; in the quick form with fewer rounds of it."""
    rounds = 2 if quick else 5
    rows: list[Row] = []
    methods: tuple[tuple[Method, float], ...] = (
        ("dots", SIMPLE_AIM_MS),
        ("simple_majority", SIMPLE_AIM_MS),
        ("ranked_irv", SIMPLE_AIM_MS),
        ("budget_equal_shares", BUDGET_AIM_MS),
    )
    for method, aim_ms in methods:
        found = asyncio.run(_measured(method, rounds))
        after = [each.after_ms for each in found]
        lag = [each.lag_ms for each in found]
        what = f"{method}, {PEOPLE} people, {PROJECTS} options"
        aims, held = [aim_ms] * rounds, [LAG_AIM_MS] * rounds
        rows.append(compared(f"closing to result: {what}", "ms", after, "aim", aims, at_most=1.0))
        rows.append(compared(f"loop held: {what}", "ms", lag, "aim", held, at_most=1.0))
    return rows


async def _measured(method: Method, rounds: int) -> list[Published]:
    random = Random(7)
    with TemporaryDirectory() as folder:
        log = open_log(f"sqlite:///{Path(folder) / 'count.db'}")
        times = iter(range(1_760_000_000_000, 1_770_000_000_000))
        seams = Seams(clock=lambda: next(times), new_id=lambda: CommandId(new_id(random)))
        try:
            async with Rooms(log, seams) as rooms:
                room, voters = await _peopled(rooms, random)
                return [await _published(room, voters, method, random) for _ in range(rounds)]
        finally:
            log.close()


async def _peopled(rooms: Rooms, random: Random) -> tuple[Room, list[ParticipantId]]:
    workshop_id = WorkshopId(new_id(random))
    first = CreateWorkshop(
        facilitator=FACILITATOR, facilitator_name="Facilitator", title="A", join_code="oak-fern"
    )
    await rooms.create(workshop_id, _asked(first, FACILITATOR, random))
    room = await rooms.room(workshop_id)
    voters = [ParticipantId(new_id(random)) for _ in range(PEOPLE)]
    for each in voters:
        await room.submit(_asked(JoinWorkshop(participant=each, name="A voter"), each, random))
    return room, voters


async def _published(
    room: Room, voters: list[ParticipantId], method: Method, random: Random
) -> Published:
    """Vote, close, and wait until the result is on record."""
    round_id = RoundId(new_id(random))
    options = [OptionId(new_id(random)) for _ in range(PROJECTS)]
    budget = method in BUDGETS
    opening = OpenRound(
        round=round_id,
        question="Which ones?",
        method=method,
        options=tuple(
            OptionPlan(
                option=each,
                source="text",
                text="A project",
                cost=random.randrange(500_000, 9_000_000) if budget else 0,
            )
            for each in options
        ),
        terms=Terms(amount=ENVELOPE) if budget else Terms(),
        tie="lower_cost" if budget else "lot",
        dots=TICKS if method == "dots" else 0,
    )
    await room.submit(_asked(opening, FACILITATOR, random))
    for voter in voters:
        some = random.sample(options, TICKS)
        places = dict(zip(some, range(1, TICKS + 1), strict=True))
        marks = places if method == "ranked_irv" else dict.fromkeys(some, 1)
        await room.submit(_asked(CastBallot(round=round_id, marks=marks), voter, random))
    lags: list[float] = []
    watching = asyncio.create_task(_watch(lags))
    started = perf_counter()
    await room.submit(_asked(CloseRound(round=round_id), FACILITATOR, random))
    while not _is_on_disk(room, round_id):  # noqa: ASYNC110 - it has no bell
        await asyncio.sleep(BEAT_S / 5)
    after_ms = 1000 * (perf_counter() - started)
    watching.cancel()
    return Published(after_ms, max(lags, default=0.0))


def _is_on_disk(room: Room, round_id: RoundId) -> bool:
    seq = room.memory.workshop.rounds[round_id].result_seq
    return seq is not None and seq <= room.head


async def _watch(lags: list[float]) -> None:
    """Note by how much each short sleep was too long."""
    while True:
        asked = perf_counter()
        await asyncio.sleep(BEAT_S)
        lags.append(1000 * (perf_counter() - asked - BEAT_S))


def _asked(command: object, by: ParticipantId, random: Random) -> Request:
    return Request(id=CommandId(new_id(random)), command=command, by=by)  # type: ignore[arg-type]
