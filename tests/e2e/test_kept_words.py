"""What a person types is kept: over a reload, in two tabs, by a closed stage and a dead battery."""

from contextlib import suppress

from playwright.sync_api import Error, Page, Route, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_evening import expect_kept
from tests.e2e.test_room import join, start_workshop, write


def box(page: Page) -> str:
    field = page.get_by_role("textbox", name="Your idea")
    expect(field).to_be_visible()
    return field.input_value()


def test_a_draft_survives_a_reload_and_opens_in_a_second_tab(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann = open_page(), open_page(PHONE)
    code = start_workshop(facilitator, server)
    join(ann, server, code, "Ann")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    ann.get_by_role("textbox", name="Your idea").fill("Lifts for night shifts")

    ann.reload()
    assert box(ann) == "Lifts for night shifts"
    second = ann.context.new_page()
    second.goto(ann.url)
    assert box(second) == "Lifts for night shifts"

    second.get_by_role("textbox", name="Your idea").press("Control+Enter")
    expect(second.get_by_text("Saved").first).to_be_visible()
    # The first tab does not keep what the second one sent.
    expect(ann.get_by_role("textbox", name="Your idea")).to_have_value("")


def held_back(page: Page, files: str) -> list[Route]:
    """Hold back what a page asks for, as a slow line does; returned as it is asked for."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(files, hold)
    return held


def test_a_stage_that_closes_while_somebody_types_keeps_the_words_and_says_what_to_do(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann = open_page(), open_page(PHONE)
    code = start_workshop(facilitator, server)
    on_its_way = held_back(ann, "**/KeptWords*.js")
    join(ann, server, code, "Ann")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    ann.get_by_role("textbox", name="Your idea").press_sequentially("Lifts for night shifts")

    facilitator.get_by_role("button", name="Close this stage").first.click()
    # What shows them is still on its way: the place is held meanwhile, and goes on to them.
    expect(ann.get_by_role("heading", name="Ideas", level=1)).to_be_focused()
    on_its_way[0].continue_()
    kept = ann.get_by_role("region", name="Your words are kept")
    expect(kept).to_contain_text("Lifts for night shifts")
    expect(kept).to_contain_text("ask the facilitator to open it again")
    expect(kept).to_be_focused()

    facilitator.get_by_role("button", name="Take this back").first.click()
    assert box(ann) == "Lifts for night shifts"


def die(page: Page) -> None:
    """End a page as a dead battery does: nothing of it is asked or told any more."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash")


def test_what_waits_and_what_was_being_typed_outlive_a_page_that_dies(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann = open_page(), open_page(PHONE)
    code = start_workshop(facilitator, server)
    room = join(ann, server, code, "Ann").url
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible()
    ann.context.set_offline(True)
    write(ann, "Lifts for night shifts")
    expect(ann.get_by_text("Not connected: 1 kept here, will send").first).to_be_visible()
    ann.get_by_role("textbox", name="Your idea").fill("A bus at nine")
    expect_kept(ann, "A bus at nine")
    die(ann)

    again = ann.context.new_page()
    ann.close()
    again.context.set_offline(False)
    again.goto(room)
    assert box(again) == "A bus at nine"
    expect(facilitator.get_by_text("Lifts for night shifts")).to_be_visible()
    expect(again.get_by_text("Saved").first).to_be_visible()
