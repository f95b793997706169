"""What is owed is done though nobody opens the workshop any more."""

import asyncio

from codesign.domain.access_needs import DAY_MS, DAYS_WITHOUT_A_SESSION
from codesign.domain.commands import CreateWorkshop, TellAccessNeed
from codesign.domain.ids import AccessNeedId, CommandId, ParticipantId, WorkshopId
from codesign.live.request import Accepted, Request
from codesign.live.rooms import Rooms
from codesign.live.rousing import rouse_once
from codesign.live.seams import Seams
from tests.fakes import FakeLog
from tests.given import id_of

WORKSHOP = WorkshopId(id_of("workshop"))
FACILITATOR = ParticipantId(id_of("facilitator"))
START = 1_760_000_000_000


class Times:
    def __init__(self) -> None:
        self.now, self.numbers = START, 0

    def clock(self) -> int:
        return self.now

    def new_id(self) -> CommandId:
        self.numbers += 1
        return CommandId(id_of(f"new{self.numbers}"))


async def test_what_people_need_is_deleted_though_nobody_comes_any_more() -> None:
    log, times = FakeLog(), Times()
    seams = Seams(clock=times.clock, new_id=times.new_id)
    async with Rooms(log, seams) as rooms:
        create = CreateWorkshop(
            facilitator=FACILITATOR, facilitator_name="F", title="Buses", join_code="oak-fern"
        )
        begin = Request(id=times.new_id(), command=create, by=FACILITATOR, via="form")
        assert isinstance(await rooms.create(WORKSHOP, begin), Accepted)
        tell = TellAccessNeed(need=AccessNeedId(id_of("need")), name="Mair", text="A hearing loop")
        stranger = ParticipantId(id_of("stranger"))
        telling = Request(id=times.new_id(), command=tell, by=stranger, via="form")
        room = await rooms.room(WORKSHOP)
        assert isinstance(await room.submit(telling), Accepted)
        assert log.owing_deletion() == [WORKSHOP]

    times.now += DAYS_WITHOUT_A_SESSION * DAY_MS
    async with Rooms(log, seams) as rooms:
        await rouse_once(rooms, log.owing_deletion)
        for _ in range(500):
            if not log.owing_deletion():
                break
            await asyncio.sleep(0.01)

    words = [getattr(each.event, "text", None) for each in log.read(WORKSHOP)]
    assert "A hearing loop" not in words
