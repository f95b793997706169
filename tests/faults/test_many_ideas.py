"""Five hundred ideas a minute: of forty people all are taken at once, of one alone none is lost.

The room, its limits and its lines are the real ones, in virtual time (`simulation.py`), and nothing
goes wrong but that there is so much. What a page says meanwhile is seen in `e2e/test_bad_input.py`.
"""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from codesign.domain.commands import JoinWorkshop, OpenStage, SubmitIdea
from codesign.domain.ids import CommandId, IdeaId, ParticipantId, StageId
from codesign.live.connection import INFLIGHT_AT_MOST
from tests.faults.conftest import Faults
from tests.faults.history import Told
from tests.faults.simulation import World, run
from tests.histories import FIRST, new_id

if TYPE_CHECKING:
    from tests.faults.browser import Browser

IDEAS = 500
PEOPLE = 40
# Of them so many look on, each with a board that is compared; the others only write.
BROWSERS = 3
A_MINUTE_S = 60
# As many as one person may have on the way (rule C1), thrice: in the commit under way, waiting
# for the next, and on the line when somebody else's idea set out.
AHEAD_AT_MOST = 3 * INFLIGHT_AT_MOST
STAGE = StageId(f"{'ideas':-<21}A")


class Hall:
    """Forty people in an open stage for ideas, in a world in which nothing goes wrong."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._workshop = world.workshops[0]
        self.people = [ParticipantId(new_id(world.draw)) for _ in range(PEOPLE)]
        self.browsers: dict[ParticipantId, Browser] = {}

    async def begin(self) -> None:
        for who in self.people:
            self._world.post(self._workshop, JoinWorkshop(participant=who, name="Ann"), who)
        self._world.post(self._workshop, OpenStage(stage=STAGE), FIRST)
        await self._world.answered()
        for who in self.people[:BROWSERS]:
            self.browsers[who] = self._world.browser(self._workshop, who)

    def write(self, who: ParticipantId, text: str) -> None:
        idea = SubmitIdea(idea=IdeaId(new_id(self._world.draw)), stage=STAGE, text=text)
        if who in self.browsers:
            self.browsers[who].submit(CommandId(new_id(self._world.draw)), idea, None)
        else:
            self._world.post(self._workshop, idea, who)

    def refusals(self) -> Counter[str]:
        """Why anything was refused, and how often."""
        facts = (each.fact for each in self._world.history.moments)
        told = (fact.message for fact in facts if isinstance(fact, Told))
        return Counter(each["code"] for each in told if each["t"] == "reject")

    def written(self) -> list[str]:
        """What stands on the disk, in its order."""
        return [each.text for each in self._world.disk.states[self._workshop].ideas.values()]


def test_of_forty_people_who_write_five_hundred_ideas_a_minute_nobody_waits() -> None:
    halls: list[Hall] = []

    async def an_evening(world: World) -> None:
        hall = Hall(world)
        halls.append(hall)
        await hall.begin()
        for number in range(IDEAS):
            hall.write(hall.people[number % PEOPLE], f"Idea {number}")
            await asyncio.sleep(A_MINUTE_S / IDEAS)

    assert run(1, an_evening).broken == []
    assert not halls[0].refusals()
    assert sorted(halls[0].written()) == sorted(f"Idea {number}" for number in range(IDEAS))


def test_of_five_hundred_ideas_that_one_person_sends_at_once_all_arrive_in_their_order(
    faults: Faults,
) -> None:
    halls: list[Hall] = []

    async def an_evening(world: World) -> None:
        hall = Hall(world)
        halls.append(hall)
        await hall.begin()
        alone, *others = hall.people
        for number in range(IDEAS):
            hall.write(alone, f"Idea {number}")
        for number, who in enumerate(others, start=1):
            written = len(hall.written())
            hall.write(who, "A bus at nine")
            while hall.written().count("A bus at nine") < number:  # noqa: ASYNC110 - time is made up
                await asyncio.sleep(0.01)
            assert len(hall.written()) - written <= AHEAD_AT_MOST, "somebody waited for all of it"
            await asyncio.sleep(1)
        while hall.browsers[alone].unanswered:  # noqa: ASYNC110 - the loop's time is made up
            await asyncio.sleep(1)

    for seed in range(1, faults.pick(2, 20)):
        assert run(seed, an_evening).broken == []
        assert halls[-1].refusals().keys() == {"too_fast"}
        theirs = [each for each in halls[-1].written() if each.startswith("Idea")]
        assert theirs == [f"Idea {number}" for number in range(IDEAS)]
        faults.count("ideas sent at once by one person", IDEAS)
    faults.checked("I1", "I2", "I3")
