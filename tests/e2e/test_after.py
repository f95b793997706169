"""The evening after the evening, in real browsers: closing, answers, tidying, sending, coming back.

The server is a laptop in a hall, reached over plain HTTP: there is no clipboard to write to, and
what is to be sent is copied all the same.
"""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessible import too_small, too_wide, violations
from tests.e2e.browsers import HALL
from tests.e2e.conftest import DESK, PHONE, TABLET, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_desk import unfold
from tests.e2e.test_evening import join_as, vote
from tests.e2e.test_room import start_workshop, write

TOKEN: Final = "opens the hall"
QUESTION: Final = "What should we do differently next time?"
NEXT: Final = "The council reads this on 14 April."
DECIDED: Final = "We ask for a bus at nine"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Known under the hall's name, which leads to this machine; its pages are not secure."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    token = {"CODESIGN_CREATE_TOKEN": TOKEN}
    started = Server(tmp_path, environ=token, host=HALL, port=port).start()
    yield started
    started.stop()


def test_the_evening_after_the_evening(server: Server, open_page: OpenPage) -> None:
    desk, ann, ben = open_page(), open_page(PHONE), open_page(PHONE)
    room = an_evening_happens(server, desk, ann, ben)
    after = desk.context.new_page()

    what_happens_next_is_worded(after, room)
    the_room_closes(desk, ann, ben)
    what_is_open_is_settled(after, room)
    what_comes_of_it_is_shown_in_the_room(after, room, ann)
    ideas_are_tidied_and_that_is_undone(after, room, ben)
    a_text_is_copied_with_its_links(after, room)
    own = open_page(PHONE)
    somebody_comes_back_on_another_device(after, room, own)
    for page, paths in (
        (after, ("", "/answers", "/tidy", "/send", "/links")),
        (own, ("/mine",)),
    ):
        for path in paths:
            page.goto(f"{room}{path}" if path == "/mine" else f"{room}/after{path}")
            holds_to_the_rules(page)
    holds_to_the_rules(tidying(after, room, "A bus at 9"))
    somebody_is_removed(own, after, room)


def an_evening_happens(server: Server, desk: Page, ann: Page, ben: Page) -> str:
    """Ideas, a theme, a vote and a decision; return the address of the room."""
    code = start_workshop(desk, server, "Getting home after eight", token=TOKEN)
    join_as(ann, server, code, "Ann Hughes")
    join_as(ben, server, code, "Ben Okafor")
    open_stage(desk, "Ideas")
    write(ann, "A buss at nine")
    write(ben, "A bus at 9")
    expect(desk.get_by_text("A bus at 9", exact=True)).to_be_visible()
    expect(desk.get_by_text("A buss at nine", exact=True)).to_be_visible()
    open_stage(desk, "Themes")
    for text in ("A buss at nine", "A bus at 9"):
        desk.get_by_role("checkbox", name=f"Choose “{text}”").check()
    desk.get_by_role("button", name="Move them to …").click()
    desk.get_by_label("A new theme").fill("Later buses")
    desk.get_by_label("A new theme").press("Enter")
    expect(desk.get_by_role("heading", name="Later buses")).to_be_visible()
    open_stage(desk, "Vote")
    desk.get_by_role("button", name="Ask the room").click()
    desk.get_by_role("button", name="Start the vote").click()
    vote(ann, "Later buses")
    desk.get_by_role("button", name="Close the vote").first.click()
    # What is pressed next moves down when the result comes.
    for page in (ann, desk):
        expect(page.get_by_text("1 of 2 voted").first).to_be_visible()
    desk.get_by_role("button", name="Write down a decision").first.click()
    desk.get_by_label("What did the room decide?").fill(DECIDED)
    desk.get_by_label("Rests on the vote").select_option(index=1)
    desk.get_by_role("button", name="Record it").click()
    expect(ann.get_by_text(DECIDED).first).to_be_visible()
    return desk.url.split("#")[0]


def open_stage(desk: Page, name: str) -> None:
    """Open it, and wait until the room is there."""
    # A second press at once is taken for a slip.
    desk.wait_for_timeout(1_100)
    desk.get_by_role("button", name=f"Open “{name}”").click()
    expect(desk.locator(".top-bar__name")).to_have_text(name)


def what_happens_next_is_worded(after: Page, room: str) -> None:
    after.goto(f"{room}/after")
    after.get_by_label("In your own words").fill(NEXT)
    after.locator("form", has=after.get_by_label("In your own words")).get_by_role("button").click()
    after.get_by_label("The question", exact=True).fill(QUESTION)
    after.locator("form", has=after.locator("#question-text")).get_by_role("button").click()
    expect(after.get_by_label("The question", exact=True)).to_have_value(QUESTION)


def the_room_closes(desk: Page, ann: Page, ben: Page) -> None:
    """The closing screen asks and is answered, and stays when the workshop closes."""
    open_stage(desk, "Close")
    for page in (ann, ben):
        expect(page.get_by_text(NEXT)).to_be_visible()
    ann.get_by_label("Your answer").fill("More tea")
    ann.get_by_role("button", name="Send", exact=True).click()
    expect(ann.get_by_text("Thank you. Your answer:")).to_be_visible()
    ann.get_by_label("E-mail address or telephone number").fill("ann@example.org")
    ann.get_by_role("button", name="Keep me informed").click()
    expect(ann.get_by_text("You hear what becomes of this at ann@example.org.")).to_be_visible()
    unfold(desk, "Recording")
    desk.get_by_role("button", name="Close the workshop").first.click()
    desk.get_by_role("button", name="Close the workshop").last.click()
    expect(
        ben.get_by_text("This workshop is closed. You can still read everything.")
    ).to_be_visible()
    expect(ben.get_by_label("Your answer")).to_be_visible()
    ann.reload()
    expect(ann.get_by_text("More tea")).to_be_visible()


def what_is_open_is_settled(after: Page, room: str) -> None:
    after.goto(f"{room}/after")
    expect(after.get_by_text("More tea")).to_be_visible()
    expect(after.get_by_text("ann@example.org").first).to_be_visible()
    after.get_by_role("link", name="No reason is written down").click()
    after.get_by_text(f"Write the reason: {DECIDED}").click()
    after.get_by_label("Why did the room decide this?").fill("Most people work late")
    after.get_by_role("button", name="Save the reason").click()
    expect(after.get_by_text("No reason is written down")).to_have_count(0)


def what_comes_of_it_is_shown_in_the_room(after: Page, room: str, ann: Page) -> None:
    after.goto(f"{room}/after")
    after.get_by_role("link", name="1 decision has no answer").click()
    section = after.locator("section", has_text=DECIDED).first
    section.get_by_text("Say what comes of this").click()
    section.get_by_label("What comes of it").select_option(label="We are doing this")
    section.get_by_label("When").fill("by May")
    section.get_by_role("button", name="Record what comes of it").click()
    # What is said folds away, though the page leads back to where it was said.
    expect(section.get_by_text("We are doing this, by May")).to_be_visible()
    expect(section.get_by_label("When").last).to_be_hidden()
    expect(ann.get_by_text("We are doing this")).to_be_visible()
    expect(ann.get_by_text("by May")).to_be_visible()


def tidying(after: Page, room: str, text: str) -> Page:
    """The page on which one idea is tidied."""
    after.goto(f"{room}/after/tidy")
    row = after.locator(".rows__row", has_text=text).first
    row.get_by_role("link", name="Tidy").click()
    return after


def ideas_are_tidied_and_that_is_undone(after: Page, room: str, ben: Page) -> None:
    tidying(after, room, "A buss at nine")
    after.get_by_label("The idea in clearer words").fill("A bus at nine")
    after.get_by_role("button", name="Tidy", exact=True).click()
    expect(after.get_by_text("As its author wrote it: “A buss at nine”")).to_be_visible()
    ben.get_by_role("button", name="Stages").click()
    ben.get_by_role("button", name="Ideas").click()
    expect(ben.get_by_text("As its author wrote it: “A buss at nine”")).to_be_visible()

    after.get_by_role("button", name="words back").click()
    expect(ben.get_by_text("As its author wrote it")).to_have_count(0)
    after.get_by_label("The idea in clearer words").fill("A bus at nine")
    after.get_by_role("button", name="Tidy", exact=True).click()

    tidying(after, room, "A bus at 9")
    after.get_by_label("Put it with").select_option(label="A bus at nine")
    after.get_by_role("button", name="Put them together").click()
    expect(ben.get_by_text("1 other idea says the same")).to_be_visible()
    expect(ben.get_by_text("It was put with “A bus at nine”")).to_be_visible()
    after.get_by_role("button", name="Let it stand on its own again").click()
    expect(ben.get_by_text("1 other idea says the same")).to_have_count(0)


def a_text_is_copied_with_its_links(after: Page, room: str) -> None:
    """Into an e-mail that keeps links, by the old way: this page is not secure."""
    after.goto(f"{room}/after/send")
    assert after.evaluate("[isSecureContext, 'clipboard' in navigator]") == [False, False]
    after.get_by_role("button", name="Copy the text with links to those who took part").click()
    expect(after.get_by_text("Copied", exact=True).first).to_be_visible()
    after.evaluate(
        "document.body.append(Object.assign(document.createElement('div'),"
        " {id: 'mail', contentEditable: 'true'})); document.getElementById('mail').focus()"
    )
    after.keyboard.press("Control+V")
    mail = after.locator("#mail")
    expect(mail).to_contain_text(f"{DECIDED}. Because: Most people work late. We are doing this")
    expect(mail).to_contain_text(NEXT)
    assert mail.locator("a").first.get_attribute("href") == f"{room}/mine"
    # In the colours of the e-mail, not of this page.
    assert mail.locator("[style*=color]").count() == 0


def somebody_comes_back_on_another_device(after: Page, room: str, own: Page) -> None:
    """By a link of theirs; what it holds is not left in the address."""
    after.goto(f"{room}/after/links")
    card = after.locator("section.card", has_text="Ann Hughes")
    card.get_by_text("Make a link").first.click()
    card.get_by_role("button", name="Make the link").click()
    link = card.locator("output").inner_text()
    own.goto(link)
    expect(own.get_by_role("heading", name="What you contributed")).to_be_visible()
    expect(own).to_have_url(f"{room}/mine")
    expect(own.locator(".own-words")).to_have_text("A buss at nine")
    expect(own.get_by_text("Tidied by those who run the workshop: “A bus at nine”")).to_be_visible()
    expect(own.get_by_text("Under the theme “Later buses”")).to_be_visible()
    expect(own.get_by_text(f"Decided: {DECIDED}.").first).to_be_visible()
    expect(own.get_by_label(QUESTION)).to_have_value("More tea")
    expect(own.get_by_text("ann@example.org")).to_be_visible()
    with own.expect_download() as download:
        own.get_by_role("link", name="Take it away as a page").click()
    assert "A buss at" in Path(download.value.path()).read_text()


def somebody_is_removed(own: Page, after: Page, room: str) -> None:
    own.goto(f"{room}/mine")
    own.get_by_role("link", name="Remove my name …").click()
    own.get_by_label("I am sure").check()
    own.get_by_role("button", name="Destroy the name").click()
    expect(own.get_by_role("heading", level=1)).to_be_visible()
    after.goto(f"{room}/after")
    expect(after.get_by_text("More tea")).to_have_count(0)
    expect(after.get_by_text("ann@example.org")).to_have_count(0)
    after.goto(f"{room}/after/links")
    expect(after.get_by_text("Ann Hughes")).to_have_count(0)


def holds_to_the_rules(page: Page) -> None:
    """WCAG 2.2 AA at every width, in light and dark; no sideways scroll; room for a thumb."""
    found = []
    for width, height in ((320, 640), PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="light")
        found += [*violations(page), *too_wide(page)]
        found += too_small(page, 24)
    page.emulate_media(color_scheme="dark")
    found += violations(page, colours_only=True)
    assert not found, f"{page.url}: " + "\n".join(dict.fromkeys(found))
