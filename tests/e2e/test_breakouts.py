"""Groups in real browsers: parted, apart, back together, and what a group brought."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop, write


def told(page: Page, words: str) -> Locator:
    """The heading that says it; a screen reader is told the same elsewhere."""
    return page.get_by_role("heading", name=words)


def test_a_group_works_apart_and_what_it_brings_is_on_everybody_s_board(
    server: Server, open_page: OpenPage
) -> None:
    facilitator = open_page()
    code = start_workshop(facilitator, server)
    people = [join(open_page(PHONE), server, code, name) for name in ("Ann", "Ben", "Carys", "Dai")]
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    facilitator.locator("summary", has_text="Groups").click()
    facilitator.get_by_label("How many groups").fill("2")
    facilitator.get_by_label("What should each group talk about?").fill("What helps at night?")
    facilitator.get_by_role("button", name="Make the groups").click()
    facilitator.get_by_role("button", name="Let the groups meet").click()

    for each in people:
        expect(each.get_by_text("What helps at night?")).to_be_visible()
    blue = [
        each
        for each in people
        if each.get_by_role("heading", name="You are in group Blue").is_visible()
    ]
    green = [each for each in people if each not in blue]
    assert (len(blue), len(green)) == (2, 2)

    write(blue[0], "A bus at midnight")
    late = join(open_page(PHONE), server, code, "Eleri")
    expect(told(late, "You are in group")).to_be_visible()
    for each in green:
        expect(each.get_by_text("A bus at midnight")).to_have_count(0)
    blue[1].reload()
    expect(told(blue[1], "You are in group Blue")).to_be_visible()
    expect(blue[1].get_by_text("A bus at midnight")).to_be_visible()

    report = facilitator.get_by_label("Blue", exact=True).locator("details.report-back")
    report.locator("summary").click()
    report.get_by_role("checkbox").first.check()
    report.get_by_role("button", name="Take 1 to everyone").click()
    expect(facilitator.get_by_text("Blue brought 1 to everyone.")).to_be_visible()
    facilitator.get_by_role("button", name="Bring everyone back in a minute").click()
    expect(green[0].get_by_text("everyone comes back when the time is up")).to_be_visible()

    expect(facilitator.get_by_text("From group Blue, breakout 1")).to_be_visible()
