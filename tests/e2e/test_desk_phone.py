"""The desk on a phone, held in one hand: what every minute needs, a lost line, a second tab."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop


def bar(desk: Page) -> Locator:
    return desk.get_by_role("navigation", name="At hand")


def begin(server: Server, open_page: OpenPage) -> tuple[Page, str]:
    desk = open_page()
    code = start_workshop(desk, server)
    desk.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    desk.get_by_role("button", name="Desk", exact=True).click()
    return desk, code


def within_reach(button: Locator) -> None:
    """It lies in the lower half of the screen, large enough for a thumb."""
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert PHONE[1] / 2 < box["y"]
    assert box["y"] + box["height"] <= PHONE[1]


def test_the_next_stage_the_timer_the_pause_and_hands_are_under_the_thumb(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    bar(desk).get_by_role("button", name="Next: Ideas").click()
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible()
    bar(desk).get_by_role("button", name="minutes on the timer").click()
    more = bar(desk).get_by_role("button", name="5 min more")
    expect(more).to_be_visible()
    ann.get_by_role("button", name="Raise your hand").click()
    hands = bar(desk).get_by_role("button", name="1 hand up")
    expect(hands).to_be_visible()
    pause = bar(desk).get_by_role("button", name="Pause all")
    for each in (bar(desk).get_by_role("button", name="Next: Themes"), more, hands, pause):
        within_reach(each)
    hands.click()
    expect(desk.get_by_text("Hands up (1)")).to_be_in_viewport()
    pause.click()
    expect(ann.get_by_role("heading", name="Paused")).to_be_visible()
    back = desk.get_by_role("region", name="Just done").get_by_role("button", name="Take this back")
    expect(back).to_be_in_viewport()
    bar(desk).get_by_role("button", name="Let all go on").click()
    expect(ann.get_by_role("heading", name="Paused")).to_have_count(0)


def test_without_a_line_the_desk_says_what_is_safe_and_does_what_was_tapped_once_it_is_back(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    desk.context.set_offline(True)
    lost = desk.get_by_text("Go on by voice")
    expect(lost).to_be_visible(timeout=45_000)
    bar(desk).get_by_role("button", name="Next: Ideas").click()
    expect(desk.get_by_text("1 thing you tapped waits")).to_be_visible()
    expect(ann.get_by_role("textbox", name="Your idea")).to_have_count(0)
    desk.context.set_offline(False)
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible(timeout=45_000)
    expect(lost).to_have_count(0)


def test_a_second_tab_agrees_with_the_first(server: Server, open_page: OpenPage) -> None:
    desk, _ = begin(server, open_page)
    bar(desk).get_by_role("button", name="Next: Ideas").click()
    second = desk.context.new_page()
    second.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    second.goto(desk.url)
    second.get_by_role("button", name="Desk", exact=True).click()
    expect(bar(second).get_by_role("button", name="Next: Themes")).to_be_visible()
    bar(second).get_by_role("button", name="Pause all").click()
    expect(bar(desk).get_by_role("button", name="Let all go on")).to_be_visible()
    for each in (desk, second):
        each.get_by_text("Recent acts (2)").click()
        expect(each.get_by_text("paused all screens").first).to_be_visible()
    second.get_by_role("button", name="paused all screens").first.click()
    expect(bar(desk).get_by_role("button", name="Pause all")).to_be_visible()
