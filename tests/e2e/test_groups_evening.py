"""Groups at their edges: moved, offline, told, paused, on the wall, afterwards, and by keys."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_breakouts import told
from tests.e2e.test_desk import unfold
from tests.e2e.test_room import join, start_workshop, write

BACK_MS = 45_000


@dataclass(frozen=True)
class Parted:
    """Four people who meet in Blue and Green."""

    desk: Page
    groups: dict[str, list[Page]]
    names: dict[Page, str]


def parted(server: Server, open_page: OpenPage) -> Parted:
    desk = open_page()
    code = start_workshop(desk, server)
    people = {
        join(open_page(PHONE), server, code, name): name for name in ("Ann", "Ben", "Carys", "Dai")
    }
    desk.get_by_role("button", name="Open “Ideas”").click()
    unfold(desk, "Groups")
    desk.get_by_label("How many groups").fill("2")
    desk.get_by_role("button", name="Make the groups").click()
    desk.get_by_role("button", name="Let the groups meet").click()
    groups: dict[str, list[Page]] = {"Blue": [], "Green": []}
    for each in people:
        heading = told(each, "You are in group")
        expect(heading).to_be_visible()
        groups["Blue" if "Blue" in heading.inner_text() else "Green"].append(each)
    assert [len(each) for each in groups.values()] == [2, 2]
    return Parted(desk, groups, people)


def at_desk(desk: Page, group: str) -> Locator:
    return desk.get_by_role("region", name=group, exact=True)


def test_who_is_moved_takes_nothing_along_and_finds_the_other_board(
    server: Server, open_page: OpenPage
) -> None:
    evening = parted(server, open_page)
    desk, groups = evening.desk, evening.groups
    moved, stays = groups["Blue"]
    write(moved, "Said in Blue")
    expect(stays.get_by_text("Said in Blue")).to_be_visible()
    moved.get_by_role("textbox", name="Your idea").fill("Half said")
    first = at_desk(desk, "Blue").get_by_role("listitem").filter(has_text=evening.names[moved])
    first.get_by_role("combobox").select_option(label="Green")
    expect(told(moved, "You are in group Green")).to_be_visible()
    write(groups["Green"][0], "Said in Green")
    expect(moved.get_by_text("Said in Green")).to_be_visible()
    expect(moved.get_by_role("textbox", name="Your idea")).to_have_value("Half said")
    expect(stays.get_by_text("Said in Blue")).to_be_visible()


def test_offline_and_back_inside_a_group(server: Server, open_page: OpenPage) -> None:
    groups = parted(server, open_page).groups
    ann, other = groups["Blue"]
    ann.context.set_offline(True)
    write(ann, "Typed without a line")
    write(other, "Said meanwhile")
    expect(other.get_by_text("Typed without a line")).to_have_count(0)
    ann.context.set_offline(False)
    expect(other.get_by_text("Typed without a line")).to_be_visible(timeout=BACK_MS)
    expect(ann.get_by_text("Said meanwhile")).to_be_visible(timeout=BACK_MS)
    for each in groups["Green"]:
        expect(each.get_by_text("Typed without a line")).to_have_count(0)


def test_the_desk_reaches_into_the_groups_and_hands_say_which(
    server: Server, open_page: OpenPage
) -> None:
    evening = parted(server, open_page)
    desk, groups = evening.desk, evening.groups
    ann = groups["Blue"][0]
    ann.get_by_role("button", name="Raise your hand").click()
    expect(desk.get_by_text("Hands up (1)")).to_be_visible()
    expect(desk.get_by_role("region", name="Waiting for you")).to_contain_text("in Blue")
    desk.get_by_label("Tell all groups").fill("Five more minutes")
    desk.get_by_role("button", name="Send", exact=True).click()
    for each in (*groups["Blue"], *groups["Green"]):
        expect(each.get_by_text("Five more minutes").first).to_be_visible()
    desk.get_by_role("button", name="Pause and blank all screens").click()
    expect(ann.get_by_role("heading", name="Paused")).to_be_visible()
    desk.get_by_role("button", name="Go on", exact=True).click()
    expect(told(ann, "You are in group Blue")).to_be_visible()


def test_boards_that_are_opened_are_on_the_wall_and_each_group_has_its_recording(
    server: Server, open_page: OpenPage
) -> None:
    evening = parted(server, open_page)
    desk, groups = evening.desk, evening.groups
    write(groups["Blue"][0], "A bus at midnight")
    write(groups["Green"][0], "A bench by the clinic")
    room = desk.url
    wall = desk.context.new_page()
    wall.goto(f"{room}/display")
    expect(wall.get_by_role("heading", name="Find your group")).to_be_visible()
    expect(wall.get_by_text("A bus at midnight")).to_have_count(0)
    desk.get_by_role("button", name="Open all boards to everyone").click()
    expect(wall.get_by_role("heading", name="The board of Blue")).to_be_visible()
    expect(wall.get_by_text("A bus at midnight")).to_be_visible()
    expect(wall.get_by_text("A bench by the clinic")).to_be_visible()

    recording = desk.context.new_page()
    recording.goto(f"{room}/replay")
    recording.get_by_role("combobox", name="Board").select_option(label="Green, breakout 1")
    expect(recording.get_by_text("A bench by the clinic").first).to_be_visible()
    expect(recording.locator(".idea").filter(has_text="A bus at midnight")).to_have_count(0)
    expect(recording).to_have_url(re.compile(r"\?group="))

    summary = desk.context.new_page()
    summary.goto(f"{room}/summary")
    expect(summary.locator("main, body").first).to_contain_text("Blue")


def test_a_group_is_reached_written_in_and_left_by_the_keyboard_alone(
    server: Server, open_page: OpenPage
) -> None:
    evening = parted(server, open_page)
    desk, groups = evening.desk, evening.groups
    ann, ben = groups["Blue"]
    box = ann.get_by_role("textbox", name="Your idea")
    tab_to(ann, box)
    ann.keyboard.type("Written with keys")
    ann.keyboard.press("Enter")
    expect(ben.get_by_text("Written with keys")).to_be_visible()
    back = desk.get_by_role("button", name="Bring everyone back now")
    back.focus()
    desk.keyboard.press("Enter")
    expect(told(ann, "You are in group Blue")).to_have_count(0)


def tab_to(page: Page, wanted: Locator, at_most: int = 60) -> None:
    """Press Tab until it has the focus, as somebody without a mouse does."""
    for _ in range(at_most):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    message = "the keyboard does not get there"
    raise AssertionError(message)
