"""The room in real browsers: told at once, kept offline, and the same for everybody."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Address, Server


def start_workshop(
    page: Page, server: Server, title: str = "Getting to the clinic", token: str = ""
) -> str:
    """Start a quick workshop, enter its room as facilitator, return the join code."""
    page.goto(f"{server.url}/start")
    page.get_by_label("What is it called?").fill(title)
    if token:
        page.get_by_label("Create token").fill(token)
    page.get_by_role("button", name="Start the workshop").click()
    return open_room(page)


def open_room(page: Page) -> str:
    """Enter the room from the page that follows a start, return the join code."""
    code = code_shown(page)
    page.locator("main").get_by_role("link", name="Open the room", exact=True).click()
    expect(page.get_by_text("Your desk")).to_be_visible()
    return code


def code_shown(page: Page) -> str:
    """Read the join code from the page that follows a start."""
    return page.locator(".code--big").inner_text()


def join(page: Page, server: Address, code: str, name: str) -> Page:
    """Join as somebody through the code on the wall."""
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("name", exact=False).first.fill(name)
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_text("Saved").first).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    """Put an idea forward by keyboard."""
    box = page.get_by_role("textbox", name="Your idea")
    box.fill(text)
    box.press("Enter")


def test_an_idea_typed_in_one_browser_appears_in_the_other(
    server: Server, open_page: OpenPage
) -> None:
    facilitator = open_page()
    code = start_workshop(facilitator, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    facilitator.get_by_role("button", name="Open “Ideas”").click()

    write(ann, "A bus that stops at the clinic at nine")

    expect(ben.get_by_text("A bus that stops at the clinic at nine")).to_be_visible()
    expect(facilitator.get_by_text("A bus that stops at the clinic at nine")).to_be_visible()


def test_what_is_typed_offline_is_kept_and_sent_and_both_are_equal_without_a_reload(
    server: Server, open_page: OpenPage
) -> None:
    facilitator = open_page()
    code = start_workshop(facilitator, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(ben.get_by_role("textbox", name="Your idea")).to_be_visible()
    ben.evaluate("window.sameDocument = true")

    server.kill()
    write(ben, "Lifts for night shifts")
    expect(ben.get_by_text("Not connected").first).to_be_visible()
    expect(ben.get_by_text("Lifts for night shifts")).to_be_visible()
    server.start()

    expect(ann.get_by_text("Lifts for night shifts")).to_be_visible(timeout=45_000)
    write(ann, "Phone appointments first")
    expect(
        ben.get_by_text("Phone appointments first").or_(ben.get_by_text("1 new idea"))
    ).to_be_visible()
    assert ben.evaluate("window.sameDocument")


def test_one_browser_goes_offline_types_and_comes_back(server: Server, open_page: OpenPage) -> None:
    facilitator = open_page()
    code = start_workshop(facilitator, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(ben.get_by_role("textbox", name="Your idea")).to_be_visible()
    ben.evaluate("window.sameDocument = true")

    ben.context.set_offline(True)
    write(ben, "Lifts for night shifts")
    write(ann, "Phone appointments first")
    expect(ben.get_by_text("Lifts for night shifts")).to_be_visible()
    ben.context.set_offline(False)

    expect(ann.get_by_text("Lifts for night shifts")).to_be_visible(timeout=45_000)
    told = ben.get_by_text("Phone appointments first").or_(ben.get_by_text("1 new idea"))
    expect(told.first).to_be_visible(timeout=45_000)
    assert ben.evaluate("window.sameDocument")


def test_unsent_words_survive_a_reload(server: Server, open_page: OpenPage) -> None:
    facilitator = open_page()
    code = start_workshop(facilitator, server)
    ben = join(open_page(PHONE), server, code, "Ben")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(ben.get_by_role("textbox", name="Your idea")).to_be_visible()

    server.kill()
    write(ben, "Lifts for night shifts")
    expect(ben.get_by_text("Not connected").first).to_be_visible()
    server.start()
    ben.reload()

    expect(facilitator.get_by_text("Lifts for night shifts")).to_be_visible(timeout=45_000)


def test_a_facilitators_role_survives_refresh_and_restart(
    server: Server, open_page: OpenPage
) -> None:
    facilitator = open_page()
    start_workshop(facilitator, server)
    facilitator.reload()
    expect(facilitator.get_by_text("Your desk")).to_be_visible()
    server.kill()
    server.start()
    facilitator.reload()
    expect(facilitator.get_by_role("button", name="Open “Ideas”")).to_be_visible()
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(facilitator.get_by_role("textbox", name="Your idea")).to_be_visible()
