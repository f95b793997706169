"""WCAG 2.2 AA on every screen, in every state, at every width, in light and dark.

The gallery shows each state of the live screens; the plain pages come from a real server. No rule
of axe-core is switched off.
"""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from codesign.programmes.example import WORKSHOP
from tests.e2e import gallery
from tests.e2e.accessible import hidden_focus, too_small, too_wide, violations
from tests.e2e.conftest import DESK, PHONE, TABLET, OpenPage
from tests.e2e.servers import Server, running
from tests.e2e.test_room import start_workshop

SIZES: Final = (PHONE, TABLET, DESK)
# On the projector nothing is pressed, and letters are sized by the wall, not by the reader.
WALL: Final = "display"
PAGES: Final = (
    "/",
    "/start",
    "/join",
    "/join?code=NOSUCH",
    "/privacy",
    "/accessibility",
    "/nothing-here",
    f"/w/{WORKSHOP}/join",
    f"/w/{WORKSHOP}/rejoin",
    f"/w/{WORKSHOP}/me",
    f"/w/{WORKSHOP}/summary",
    f"/w/{WORKSHOP}/decisions",
    f"/w/{WORKSHOP}/practice",
)
OF_THE_FACILITATOR: Final = (
    "",
    "/started",
    "/sheet",
    "/sheet?large=yes",
    "/practice",
    "/audit",
    "/papers",
    "/papers/agenda",
    "/erase",
    "/mine",
    "/after",
    "/after/answers",
    "/after/tidy",
    "/after/send",
    "/after/links",
)

Check = Callable[[Page], list[str]]

# Nothing was fetched or drawn for a moment. An idle network would take half a second a state.
SETTLED: Final = """() => new Promise((done) => {
  let quiet = setTimeout(done, 120)
  const again = () => { clearTimeout(quiet); quiet = setTimeout(done, 120) }
  new MutationObserver(again).observe(document, { subtree: true, childList: true })
  new PerformanceObserver(again).observe({ type: 'resource' })
  setTimeout(done, 2000)
})"""


@pytest.fixture(scope="module")
def screens() -> Iterator[str]:
    gallery.build()
    with gallery.serving() as address:
        yield address


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of the size that the test is given: a phone has a thumb."""
    width, height = getattr(request, "param", PHONE)
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=width <= PHONE[0]
    )
    yield context.new_page()
    context.close()


def states(page: Page, screens: str) -> list[str]:
    page.goto(screens)
    return page.get_by_role("link").all_inner_texts()


def show(page: Page, screens: str, state: str) -> None:
    page.goto(f"{screens}/?state={state}")
    expect(page.locator("main")).to_be_attached()
    # What is fetched when it is needed is there too.
    page.evaluate(SETTLED)


def findings(page: Page, screens: str, check: Check, *, walls: bool = True) -> list[str]:
    """What a check finds on each screen, each with the state's name before it."""
    found = []
    for state in states(page, screens):
        if walls or not state.startswith(WALL):
            show(page, screens, state)
            found += [f"{state}: {each}" for each in check(page)]
    return found


def none_of(found: list[str]) -> None:
    assert not found, "\n".join(dict.fromkeys(found))


def in_light_and_dark(page: Page) -> list[str]:
    page.emulate_media(color_scheme="light")
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"in the dark: {each}" for each in violations(page, colours_only=True)]


def on_the_desk_and_in_the_room(check: Check) -> Check:
    """A phone shows a facilitator one of the two: look at both."""

    def both(page: Page) -> list[str]:
        found = check(page)
        switch = page.get_by_role("button", name="Desk", exact=True)
        if switch.count() == 0 or not switch.is_visible():
            return found
        switch.click()
        unfold_all(page)
        return found + [f"the desk: {each}" for each in check(page)]

    return both


def unfold_all(page: Page) -> None:
    folds = page.locator("details.desk__fold")
    folds.evaluate_all("all => all.forEach((each) => { each.open = true })")
    expect(page.locator("details.desk__fold .desk__inside")).to_have_count(folds.count())


# Some two hundred states, each in light and dark, with and without the desk.
@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", SIZES, indirect=True)
def test_every_state_meets_wcag(page: Page, screens: str) -> None:
    none_of(findings(page, screens, on_the_desk_and_in_the_room(in_light_and_dark)))


@pytest.mark.timeout(300)
def test_a_thumb_hits_everything_on_a_phone(page: Page, screens: str) -> None:
    none_of(findings(page, screens, on_the_desk_and_in_the_room(too_small), walls=False))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", [(320, 640)], indirect=True)
def test_nothing_is_cut_off_at_320_pixels(page: Page, screens: str) -> None:
    none_of(findings(page, screens, on_the_desk_and_in_the_room(too_wide), walls=False))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", [(640, 900)], indirect=True)
def test_nothing_is_cut_off_where_letters_are_twice_as_large(page: Page, screens: str) -> None:
    def twice(shown: Page) -> list[str]:
        shown.add_style_tag(content="html { font-size: 200% }")
        return too_wide(shown)

    none_of(findings(page, screens, on_the_desk_and_in_the_room(twice), walls=False))


def test_the_keyboards_place_is_never_hidden(page: Page, screens: str) -> None:
    found = []
    for state in ("ideas", "ideas-refused", "themes", "vote-dots", "results", "helper", "desk"):
        show(page, screens, state)
        found += [f"{state}: {each}" for each in hidden_focus(page)]
    none_of(found)


def test_nothing_moves_for_those_who_asked_for_it(page: Page, screens: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    moving = """() => document.getAnimations().filter((each) => {
      const { duration, delay } = each.effect.getComputedTiming()
      return Number(duration) + Number(delay) > 1
    }).map((each) => each.animationName ?? each.transitionProperty)"""
    none_of(findings(page, screens, lambda shown: shown.evaluate(moving)))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("example"), example=True) as started:
        yield started


@pytest.mark.parametrize("page", [(320, 640), *SIZES], indirect=True)
def test_every_plain_page_meets_wcag(page: Page, example: Server) -> None:
    found = []
    for path in PAGES:
        page.goto(example.url + path)
        found += [f"{path}: {each}" for each in in_light_and_dark(page) + too_wide(page)]
    none_of(found)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_the_facilitator_meets_wcag(
    example: Server, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page(DESK)
    start_workshop(page, example)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    room, found = page.url, []
    for path in OF_THE_FACILITATOR:
        page.goto(room + path)
        page.wait_for_load_state("networkidle")
        found += [f"{path}: {each}" for each in in_light_and_dark(page) + too_wide(page)]
    none_of(found)
