"""The evening by keyboard alone, as who runs it and who takes part: from start to recording."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.keyboard import Keyboard
from tests.e2e.servers import Server
from tests.e2e.test_room import code_shown

IDEAS = ("A bus at nine", "Drivers want a later start", "A bench at the stop")


def test_the_whole_evening_goes_by_keyboard_alone(server: Server, open_page: OpenPage) -> None:
    desk, ann = Keyboard(open_page()), Keyboard(open_page())
    code = start(desk, server)
    join(ann, server, code)

    open_stage(desk, "Ideas")
    ann.to("Your idea")
    for text in IDEAS:
        write(ann, text)
    expect(desk.page.get_by_text(IDEAS[-1]).first).to_be_visible()

    open_stage(desk, "Themes")
    group(ann)

    open_stage(desk, "Vote")
    vote(desk, ann)
    decide(desk)

    open_stage(desk, "Close")
    expect(ann.page.get_by_text("The bus comes first").first).to_be_visible()
    watch(ann)


def start(desk: Keyboard, server: Server) -> str:
    desk.page.goto(server.url)
    desk.follow("Start a workshop")
    desk.to("What is it called?")
    desk.type("Getting home after eight")
    desk.follow("Start the workshop")
    code = code_shown(desk.page)
    desk.follow("Open the room")
    expect(desk.page.get_by_text("Your desk")).to_be_visible()
    return code


def join(ann: Keyboard, server: Server, code: str) -> None:
    ann.page.goto(server.url)
    ann.to("Join code")
    ann.type(code)
    ann.follow("Join")
    ann.to("Your name")
    ann.type("Ann")
    ann.follow("Join")
    expect(ann.page.get_by_text("Saved").first).to_be_visible()


def open_stage(desk: Keyboard, name: str) -> None:
    # Two presses within a second are one: the button has become that of the stage after.
    desk.page.wait_for_timeout(1_000)
    desk.do(f"Open “{name}”")


def write(ann: Keyboard, text: str) -> None:
    ann.type(text)
    ann.press("Enter")
    expect(ann.page.get_by_text(text).first).to_be_visible()


def group(ann: Keyboard) -> None:
    """One idea into a theme of its own, a second beside it, and the place is the next idea's."""
    expect(ann.page.get_by_role("heading", name="Not grouped yet (3)")).to_be_visible()
    ann.do(f"Move to another theme: “{IDEAS[0]}”")
    ann.type("Later buses")
    ann.press("Enter")
    theme = ann.page.get_by_role("region", name="Later buses")
    expect(theme.get_by_text(IDEAS[0], exact=True)).to_be_visible()
    assert ann.place == f"Choose “{IDEAS[1]}”"
    ann.do(f"Move to another theme: “{IDEAS[1]}”")
    assert ann.place == "Later buses"
    ann.press("Enter")
    expect(theme.get_by_text(IDEAS[1], exact=True)).to_be_visible()
    assert ann.place == f"Choose “{IDEAS[2]}”"
    ann.press("Space")
    ann.do("Move them to …", back=True)
    ann.press("Escape")
    ann.do("Choose none")


def vote(desk: Keyboard, ann: Keyboard) -> None:
    desk.do("Ask the room")
    desk.do("Start the vote")
    ann.to("One more dot on “Later buses”")
    ann.press("Enter", "Space")
    expect(ann.page.get_by_text("Your vote is saved")).to_be_visible()
    assert ann.place == "One more dot on “Later buses”"
    desk.do("Close the vote")
    expect(ann.page.get_by_text("2 dots").first).to_be_visible()


def decide(desk: Keyboard) -> None:
    desk.do("Write down a decision")
    desk.type("The bus comes first")
    desk.do("Record it")
    done = desk.page.get_by_role("region", name="Just done")
    expect(done.get_by_text("The decision is recorded.")).to_be_visible()


def watch(ann: Keyboard) -> None:
    ann.follow("Watch how it went")
    # Parts that arrive while one is under way would push what is below them out of sight.
    ann.page.wait_for_load_state("networkidle")
    expect(ann.page.get_by_role("heading", name="Take it as it was here")).to_be_visible()
    ann.to("Moment in the recording")
    slider = ann.page.get_by_role("slider", name="Moment in the recording")
    end = slider.input_value()
    ann.press("Home")
    expect(slider).to_have_value("0")
    ann.press("PageDown", "ArrowRight")
    expect(slider).not_to_have_value("0")
    ann.press("End")
    expect(slider).to_have_value(end)
    ann.press("Home", "Space")
    expect(ann.page.get_by_role("button", name="Pause")).to_be_visible()
    ann.press("Space")
    _is_still(ann.page)


def _is_still(page: Page) -> None:
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
