"""At every moment of a workshop a page that has just come in and one that was there all along hold
and show the same.

What the room tells at these moments is held by `tests/live/test_coming_late.py`; this is what pages
make of it, which fold changes into what they have and draw again only what changed.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import httpx
import msgspec
import pytest
from playwright.sync_api import Page, expect

from codesign.cli.api import Api, submission
from codesign.domain import commands as c
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from tests.e2e.accessible import in_light_and_dark, too_wide
from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.servers import Server
from tests.given import ANNA, FACILITATOR, id_of
from tests.moments import PEOPLE, Asked, agenda, moments

WORKSHOP: Final = WorkshopId(id_of("late"))
# What a page holds, with the names of every record sorted, and what it shows.
_HELD: Final = """() => {
  const plain = (record) => Object.entries(record).sort()
  const all = (store) => Object.entries(store).sort().map(([collection, records]) =>
    [collection, [...records].sort().map(([id, record]) => [id, plain(record)])])
  return JSON.stringify([all(room.board), all(room.mine)])
}"""
# Where a page shows another stage, or another state of one; the script has more moments between.
LOOKED_AT: Final = (
    "welcome",
    "needs",
    "ideas",
    "everybody writes alone",
    "groups meet",
    "groups have reported back",
    "grouping",
    "votes are cast",
    "a decision is written down",
    "money",
    "redesign",
    "who pays",
    "agreed",
    "plan",
    "all screens are blank",
    "between stages",
    "closing",
    "it was answered",
)
# Where much stands beside the room that only who runs it has, and the evening that WCAG is held to
# (test_live_accessibility.py) does not come.
DESK_WORK: Final = ("money", "redesign", "who pays", "agreed", "plan")
# Every word of the room, also those out of sight; the desk beside it tells the time.
_SHOWN: Final = """() => {
  const words = document.createTreeWalker(
    document.querySelector('.room__main'), NodeFilter.SHOW_TEXT)
  const said = []
  while (words.nextNode()) said.push(words.currentNode.data.trim())
  return said.filter((each) => each).join('\\n')
}"""


class Evening:
    """The script, played into a server from beside the browsers."""

    def __init__(self, server: Server) -> None:
        # In a thread: the browsers keep an event loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            self.logins = thread.submit(asyncio.run, _prepared(server.url)).result()
        self._url = f"{server.url}/w/{WORKSHOP}"
        self._asked = 0
        self.seq = 0

    def play(self, *asked: Asked) -> None:
        """Ask for these, and note the version they led to."""
        with httpx.Client() as client:
            for each in asked:
                self._asked += 1
                command_id = CommandId(id_of(f"asked_{self._asked}"))
                answer = client.post(
                    f"{self._url}/commands",
                    content=submission(command_id, each.command, for_=each.for_),
                    headers={
                        "authorization": f"Bearer {self.logins[each.by]}",
                        "content-type": "application/msgpack",
                    },
                )
                told = msgspec.msgpack.decode(answer.content)
                assert told["t"] == "ack", (each, told)
                self.seq = max(self.seq, told["seq"])

    def enter(self, page: Page, who: ParticipantId) -> Page:
        """Open the room, and wait until it shows what there is."""
        login = {"name": "codesign", "value": self.logins[who], "url": self._url}
        page.context.add_cookies([login])
        page.goto(self._url)
        return self.wait(page)

    def wait(self, page: Page) -> Page:
        """Wait until a page is at the version that was led to, with all its parts."""
        page.wait_for_function(
            "(seq) => window.room?.state === 'live' && room.seq >= seq", arg=self.seq
        )
        expect(page.locator(".fetched__coming")).to_have_count(0)
        return page

    def somebody_comes_late(self, stayed: Page, who: ParticipantId, where: str) -> None:
        """Open another page of this person, which must be as the one that was there all along."""
        late = self.enter(stayed.context.new_page(), who)
        expect_the_same(self.wait(stayed), late, f"{where}, {who}")
        late.close()


async def _prepared(url: str) -> dict[ParticipantId, str]:
    async with Api(url) as api:
        words = {"title": "Getting home", "name": "Farah"}
        granted = await api.create_workshop(WORKSHOP, FACILITATOR, words, "")
        assert granted is not None
        logins = await api.add_people(WORKSHOP, granted.login, PEOPLE)
        return {FACILITATOR: granted.login, **logins}


def expect_the_same(page: Page, other: Page, where: str) -> None:
    """Wait until two pages hold and show the same; say where they differ if they do not."""
    for script in (_HELD, _SHOWN):
        for _ in range(50):
            one, another = page.evaluate(script), other.evaluate(script)
            if one == another:
                break
            page.wait_for_timeout(100)
        assert one.splitlines() == another.splitlines(), where


def looked_at(page: Page, where: str) -> list[str]:
    """What breaks WCAG on a page as it stands."""
    return [f"{where}: {each}" for each in in_light_and_dark(page) + too_wide(page)]


@pytest.mark.timeout(180)
def test_at_every_moment_a_page_that_comes_in_late_shows_what_one_that_stayed_does(
    server: Server, open_page: OpenPage
) -> None:
    evening = Evening(server)
    evening.play(*(Asked(c.AddStage(plan=plan)) for plan in agenda()))
    ann = evening.enter(open_page(PHONE), ANNA)
    desk = evening.enter(open_page(DESK), FACILITATOR)
    found: list[str] = []
    for moment in moments():
        evening.play(*moment.asked)
        if moment.name in LOOKED_AT:
            evening.somebody_comes_late(ann, ANNA, moment.name)
        if moment.name in DESK_WORK:
            evening.somebody_comes_late(desk, FACILITATOR, moment.name)
            found += looked_at(ann, moment.name) + looked_at(desk, f"{moment.name}, desk")
    assert not found, "\n".join(found)


def test_every_kind_of_stage_is_looked_at() -> None:
    seen = {each.stage for each in moments() if each.name in LOOKED_AT}
    assert seen == {each.stage for each in moments()}
    assert {each.name for each in moments()} >= {*LOOKED_AT, *DESK_WORK}
