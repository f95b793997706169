"""A whole evening in real browsers, from the door list to the summary.

A facilitator with the projector, people of two organisations on phones, a table helper with eight
people who have no device, an observer, three at home. Lines drop, a phone sleeps, somebody has two
tabs, a stage closes while somebody types, a vote is set aside and asked again, and people come late
(at every moment there is: `test_coming_late.py`). At the end every screen that may see the same
holds the same.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, TABLET, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_desk import take_back, unfold
from tests.e2e.test_room import start_workshop, write

AT_THE_DOOR = """Idris Owen, Vale Council, 1
June Ellis, , 1
Ann Hughes, Vale Council, 2
Bilal Khan, Valley Buses, 3"""
TABLE = ("Mair", "Nerys", "Olwen", "Parry", "Rhys", "Sioned")

# What a screen holds: every record, with its keys sorted.
_BOARD = """() => {
  const { board, view } = window.room
  const plain = (record) => Object.fromEntries(Object.entries(record).sort())
  return [view, Object.entries(board).sort().map(([collection, records]) =>
    [collection, [...records].sort().map(([id, record]) => [id, plain(record)])])]
}"""


def board(page: Page) -> str:
    """The hash of what a page holds, after the view that it has."""
    view, records = page.evaluate(_BOARD)
    told = sha256(json.dumps(records, sort_keys=True).encode()).hexdigest()
    return f"{view}:{told}"


def expect_the_same(*pages: Page) -> None:
    """Wait until these pages hold the same; say where they differ if they do not."""
    first = pages[0]
    for _ in range(50):
        if len({board(page) for page in pages}) == 1:
            return
        first.wait_for_timeout(100)
    boards: list[Any] = [dict(page.evaluate(_BOARD)[1]) for page in pages]
    differing = {
        name: [each[name] for each in boards]
        for name in boards[0]
        if len({json.dumps(each[name], sort_keys=True) for each in boards}) > 1
    }
    raise AssertionError(differing or [board(page) for page in pages])


def join_as(
    page: Page, server: Server, code: str, name: str, organisation: str | None = None
) -> Page:
    """Come in as one does: name, whom one speaks for, in."""
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("Your name").fill(name)
    if organisation is not None:
        page.get_by_label(organisation).check()
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_text("Saved").first).to_be_visible()
    return page


def observe(page: Page, server: Server, code: str, name: str) -> Page:
    """Come in to watch."""
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("Your name").fill(name)
    page.get_by_text("I only want to watch").click()
    page.get_by_label("Join as an observer", exact=False).check()
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_text("Saved").first).to_be_visible()
    return page


@dataclass(frozen=True)
class Room:
    """Everybody's screens: a helper, two on phones, who only watches, three at home."""

    gwen: Page
    ann: Page
    bilal: Page
    hana: Page
    carys: Page
    dafydd: Page
    esme: Page


@dataclass
class Evening:
    """Who runs it, and how many came late."""

    server: Server
    open_page: OpenPage
    desk: Page
    code: str
    at_home: tuple[Page, ...] = ()
    late: int = 0

    def open_stage(self, name: str) -> None:
        self.desk.get_by_role("button", name=f"Open “{name}”").click()

    def somebody_comes_late(self) -> None:
        """What a latecomer gets, a reload gives, and those who never reloaded have, is one."""
        self.late += 1
        late = join_as(self.open_page(), self.server, self.code, f"Late {self.late}")
        stayed, reloaded = self.at_home[0], self.at_home[-1]
        reloaded.reload()
        expect(reloaded.get_by_text("Saved").first).to_be_visible()
        expect_the_same(late, reloaded, stayed)
        late.context.close()


def prepare(server: Server, open_page: OpenPage) -> Evening:
    """Days before: the workshop, and who is expected."""
    desk = open_page()
    code = start_workshop(desk, server, "Getting home after eight")
    unfold(desk, "Door list")
    desk.get_by_label("One person a line").fill(AT_THE_DOOR)
    desk.get_by_role("button", name="Put 4 people on the list").click()
    expect(desk.get_by_text("0 of 4 on the list have come")).to_be_visible()
    return Evening(server, open_page, desk, code)


def everybody_comes_in(evening: Evening) -> Room:
    gwen = helped(evening)
    server, open_page, code = evening.server, evening.open_page, evening.code
    ann = join_as(open_page(PHONE), server, code, "Ann Hughes", "Vale Council")
    bilal = join_as(open_page(PHONE), server, code, "Bilal Khan", "Valley Buses")
    hana = observe(open_page(PHONE), server, code, "Hana")
    home = [join_as(open_page(), server, code, name) for name in ("Carys", "Dafydd", "Esme")]
    evening.at_home = tuple(home)
    return Room(gwen, ann, bilal, hana, *home)


def helped(evening: Evening) -> Page:
    """A helper, with two from the door list and six whom she adds herself."""
    desk = evening.desk
    for letters, name in (("idr", "Idris Owen"), ("jun", "June Ellis")):
        desk.get_by_label("Who is at the door?").fill(letters)
        desk.get_by_label("Who is at the door?").press("Enter")
        done = desk.get_by_role("region", name="Just done")
        expect(done.get_by_text(f"{name} has come")).to_be_visible()
    gwen = join_as(evening.open_page(TABLET), evening.server, evening.code, "Gwen")
    unfold(desk, "People")
    desk.get_by_label("Role of Gwen").select_option(label="Table helper")
    for name in ("Idris Owen", "June Ellis"):
        desk.get_by_label(f"Who types for {name}").select_option(label="Gwen")
    gwen.get_by_role("button", name="Add a person at your table").click()
    for name in TABLE:
        gwen.get_by_label("Name or seat").fill(name)
        gwen.get_by_label("Name or seat").press("Enter")
    expect(seat(gwen, "Sioned")).to_be_visible()
    expect(seat(gwen, "Idris Owen")).to_be_visible()
    return gwen


def seat(helper: Page, name: str) -> Locator:
    """The button of somebody at the helper's table; it says how far they are, too."""
    return helper.locator(".typing-for__seat", has_text=name)


def vote(page: Page, *themes: str) -> None:
    """A dot for each."""
    for theme in themes:
        page.get_by_role("button", name=f"One more dot on “{theme}”").click()
    expect(page.get_by_text("Your vote is saved")).to_be_visible()


def vote_for(helper: Page, name: str, theme: str) -> None:
    """A dot of somebody at the table, sent by the button with their name on it."""
    seat(helper, name).click()
    helper.get_by_role("button", name=f"One more dot on “{theme}”").click()
    helper.get_by_role("button", name=f"Send the vote of {name}").click()
    expect(seat(helper, name)).not_to_contain_text("no vote yet")


def test_the_whole_evening(server: Server, open_page: OpenPage) -> None:
    evening = prepare(server, open_page)
    display = evening.desk.context.new_page()
    display.goto(evening.desk.url + "/display")
    expect(display.get_by_text(evening.code)).to_be_visible()
    room = everybody_comes_in(evening)
    room.carys.evaluate("window.sameDocument = true")

    evening.open_stage("Ideas")
    ideas_come_from_everywhere(evening, room)
    evening.somebody_comes_late()
    a_line_drops_and_comes_back(room.dafydd, room.ann)
    a_phone_sleeps(room.ann, room.bilal)
    a_second_tab(room.bilal)
    the_stage_closes_while_somebody_types(evening, room.esme)
    expect(room.hana.get_by_text("You are here to watch and listen")).to_be_visible()
    the_projector_is_blanked_and_comes_back(evening.desk, display, room.ann)

    evening.open_stage("Themes")
    ideas_are_grouped(evening.desk)

    evening.open_stage("Vote")
    a_vote_is_set_aside_and_asked_again(evening.desk, room, display)
    a_decision_is_written_down(evening.desk, room.ann)

    evening.open_stage("Close")
    for page in (room.ann, room.carys, room.hana):
        expect(page.get_by_text("Thank you for taking part")).to_be_visible()
    evening.somebody_comes_late()
    expect_the_same(room.carys, room.dafydd, room.esme)
    assert room.carys.evaluate("window.sameDocument")
    the_summary_says_it_all(evening.desk)


def ideas_come_from_everywhere(evening: Evening, room: Room) -> None:
    """Phones, home, and people without a device through their helper."""
    gwen, ann, bilal = room.gwen, room.ann, room.bilal
    write(ann, "A bus at nine")
    write(bilal, "Drivers want a later start")
    write(room.carys, "Lifts from the choir")
    seat(gwen, "Idris Owen").click()
    box = gwen.get_by_role("textbox", name="The idea of Idris Owen")
    box.fill("A bench at the stop")
    box.press("Enter")
    seat(gwen, "Mair").click()
    box = gwen.get_by_role("textbox", name="The idea of Mair")
    box.fill("A light at the stop")
    box.press("Enter")
    for text in ("A bus at nine", "Drivers want", "Lifts from", "A bench at", "A light at"):
        expect(evening.desk.get_by_text(text).first).to_be_visible()


def a_line_drops_and_comes_back(dafydd: Page, ann: Page) -> None:
    dafydd.context.set_offline(True)
    write(dafydd, "One ticket for both buses")
    expect(dafydd.get_by_text("Not connected").first).to_be_visible()
    write(ann, "Text me when it is late")
    dafydd.context.set_offline(False)
    expect(ann.get_by_text("One ticket for both buses")).to_be_visible(timeout=45_000)
    expect_the_same_words(dafydd, "Text me when it is late")


def expect_the_same_words(page: Page, text: str) -> None:
    """On the list, or behind the button that says how many are new."""
    shown = page.get_by_text(text).or_(page.get_by_role("button", name=re.compile("new idea")))
    expect(shown.first).to_be_visible(timeout=45_000)


def a_phone_sleeps(ann: Page, bilal: Page) -> None:
    """In a pocket: nothing runs until it is woken."""
    devtools = ann.context.new_cdp_session(ann)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    write(bilal, "Warm waiting rooms")
    expect(bilal.get_by_text("Warm waiting rooms")).to_be_visible()
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    expect_the_same_words(ann, "Warm waiting rooms")
    write(ann, "Clocks that are right")
    expect_the_same_words(bilal, "Clocks that are right")


def a_second_tab(bilal: Page) -> None:
    """What one wrote in one tab stands in the other, and is sent once."""
    bilal.get_by_role("textbox", name="Your idea").fill("Vouchers for carers")
    # Kept once it is still for a moment.
    expect_kept(bilal, "Vouchers for carers")
    second = bilal.context.new_page()
    second.goto(bilal.url)
    box = second.get_by_role("textbox", name="Your idea")
    expect(box).to_have_value("Vouchers for carers")
    box.press("Control+Enter")
    expect(bilal.get_by_role("textbox", name="Your idea")).to_have_value("")
    expect(bilal.get_by_text("Vouchers for carers")).to_have_count(1)
    second.close()


def expect_kept(page: Page, text: str) -> None:
    page.wait_for_function(
        "(text) => Object.values(localStorage).some((kept) => kept.includes(text))", arg=text
    )


def the_stage_closes_while_somebody_types(evening: Evening, esme: Page) -> None:
    esme.get_by_role("textbox", name="Your idea").press_sequentially("A shelter with a door")
    evening.desk.get_by_role("button", name="Close this stage").first.click()
    kept = esme.get_by_role("region", name="Your words are kept")
    expect(kept).to_contain_text("A shelter with a door")
    take_back(evening.desk)
    box = esme.get_by_role("textbox", name="Your idea")
    expect(box).to_have_value("A shelter with a door")
    box.press("Enter")
    expect(esme.get_by_text("A shelter with a door")).to_be_visible()


def the_projector_is_blanked_and_comes_back(desk: Page, display: Page, ann: Page) -> None:
    desk.get_by_role("button", name="Pause and blank all screens").click()
    for page in (display, ann):
        expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    expect(display.get_by_text("A bus at nine")).to_have_count(0)
    desk.get_by_role("button", name="Go on").click()
    expect(display.get_by_role("heading", name="Ideas")).to_be_visible()
    expect(ann.get_by_role("heading", name="Paused")).to_have_count(0)


def ideas_are_grouped(desk: Page) -> None:
    for theme, ideas in (
        ("Later buses", ("A bus at nine", "Drivers want a later start")),
        ("Better stops", ("A bench at the stop", "A light at the stop", "A shelter with a door")),
    ):
        for text in ideas:
            desk.get_by_role("checkbox", name=f"Choose “{text}”").check()
        desk.get_by_role("button", name="Move them to …").click()
        desk.get_by_label("A new theme").fill(theme)
        desk.get_by_label("A new theme").press("Enter")
        expect(desk.get_by_role("heading", name=theme)).to_be_visible()


def a_vote_is_set_aside_and_asked_again(desk: Page, room: Room, display: Page) -> None:
    gwen, ann, hana = room.gwen, room.ann, room.hana
    desk.get_by_role("button", name="Ask the room").click()
    desk.get_by_role("button", name="Start the vote").click()
    vote(ann, "Later buses")
    expect(hana.get_by_role("button", name="One more dot", exact=False)).to_have_count(0)
    desk.get_by_role("button", name="Set aside").first.click()
    desk.get_by_label("Why does this vote not count?").fill("Table 3 had the wrong sheet")
    desk.get_by_role("button", name="Set it aside").click()
    expect(ann.get_by_text("Table 3 had the wrong sheet").first).to_be_visible()
    desk.get_by_role("button", name="Ask again").first.click()

    vote(ann, "Better stops", "Better stops")
    vote_for(gwen, "Idris Owen", "Later buses")
    vote_for(gwen, "Mair", "Better stops")
    desk.get_by_role("button", name="Close the vote").first.click()
    for page in (ann, hana, display):
        expect(
            page.get_by_text("3 dots").or_(page.get_by_text("3", exact=True)).first
        ).to_be_visible()


def a_decision_is_written_down(desk: Page, ann: Page) -> None:
    desk.get_by_role("button", name="Write down a decision").first.click()
    desk.get_by_label("What did the room decide?").fill("The stops come first")
    desk.get_by_role("button", name="Record it").click()
    expect(ann.get_by_text("The stops come first").first).to_be_visible()


def the_summary_says_it_all(desk: Page) -> None:
    desk.goto(desk.url.split("#")[0] + "/summary")
    for text in ("Getting home after eight", "The stops come first", "Better stops"):
        expect(desk.get_by_text(text).first).to_be_visible()
    expect(desk.locator("a.source-mark").first).to_be_visible()
