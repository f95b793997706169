"""WCAG 2.2 AA on every screen, in every state, at every width, in light and dark.

The gallery shows each state of the live screens; the plain pages come from a real server. No rule
of axe-core is switched off.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from codesign.programmes.example import WORKSHOP
from codesign.store.log import Append, Appended, open_log
from tests.e2e import gallery
from tests.e2e.accessible import hidden_focus, in_light_and_dark, too_small, too_wide
from tests.e2e.conftest import DESK, PHONE, TABLET, OpenPage
from tests.e2e.servers import Server, running
from tests.e2e.test_room import start_workshop
from tests.outputs import whole
from tests.outputs.fixture import WORKSHOP as AGREED_IN

SMALLEST: Final = (320, 640)
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
    f"/w/{WORKSHOP}/documents/neutral/cabinet_report",
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
    "/documents",
)
OF_THE_CATALOGUE: Final = (
    "/catalogue",
    "/catalogue?q=night",
    "/catalogue?q=nothing+like+it",
    "/catalogue/outcomes",
    "/catalogue/figures",
    f"/catalogue/{AGREED_IN}",
    f"/catalogue/{AGREED_IN}/{whole.REDESIGN}",
    f"/catalogue/{AGREED_IN}/start?design={whole.REDESIGN}",
    "/tables",
)

MOVING: Final = """() => document.getAnimations().filter((each) => {
  const { duration, delay } = each.effect.getComputedTiming()
  return Number(duration) + Number(delay) > 1
}).map((each) => each.animationName ?? each.transitionProperty)"""


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


def none_of(found: list[str]) -> None:
    assert not found, "\n".join(dict.fromkeys(found))


def on_both_sides(page: Page, check: Callable[[], list[str]]) -> list[str]:
    """Where a screen shows a facilitator either the room or the desk, look at both."""
    found = check()
    switch = page.get_by_role("button", name="Desk", exact=True)
    if not switch.count() or not switch.is_visible():
        return found
    switch.click()
    unfold_all(page)
    found += [f"the desk: {each}" for each in check()]
    page.get_by_role("button", name="Room", exact=True).click()
    return found


def unfold_all(page: Page) -> None:
    folds = page.locator("details.desk__fold")
    folds.evaluate_all("all => all.forEach((each) => { each.open = true })")
    expect(page.locator("details.desk__fold .desk__inside")).to_have_count(folds.count())


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


# Where forms and tables are folded away until they are wanted.
FOLDED: Final = ("needs", "spending", "money", "plan", "redesign", "agree", "choices")


def test_what_is_folded_away_meets_the_same(page: Page, screens: str) -> None:
    """On a phone, with all of a stage unfolded and its forms begun."""
    found = []
    for state in gallery.states(page, screens, FOLDED):
        resize(page, PHONE)
        for name in ("Draft a redesign", "Change the text", "Add a milestone", "Add a risk"):
            page.get_by_role("button", name=name).evaluate_all("all => all[0]?.click()")
        page.locator("main details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        page.evaluate(gallery.SETTLED)
        here = in_light_and_dark(page, changed_only=True) + too_small(page)
        here += page.evaluate("neverSaid()")
        resize(page, SMALLEST)
        found += [f"{state}: {each}" for each in here + too_wide(page)]
    none_of(found)


# More than a hundred states, each in light and dark, with and without the desk.
@pytest.mark.timeout(600)
def test_every_state_is_within_reach_on_a_phone(page: Page, screens: str) -> None:
    """WCAG at 360 pixels, room for a thumb, nothing cut off at 320, nothing that moves unasked.

    And no word of the code is read or heard in it.
    """
    page.emulate_media(reduced_motion="reduce")

    def seen() -> list[str]:
        found = in_light_and_dark(page, changed_only=True)
        return found + page.evaluate(MOVING) + page.evaluate("neverSaid()")

    def held() -> list[str]:
        resize(page, PHONE)
        found = seen() + too_small(page)
        resize(page, SMALLEST)
        return found + too_wide(page)

    found = []
    for state in gallery.states(page, screens):
        resize(page, PHONE)
        here = seen() if state.startswith(WALL) else on_both_sides(page, held)
        found += [f"{state}: {each}" for each in here]
    none_of(found)


def test_a_part_that_passed_is_looked_at_again_once_it_changes(page: Page, screens: str) -> None:
    page.goto(screens)
    gallery.show(page, "ideas")
    first = page.locator("article.idea, li .idea").first
    assert in_light_and_dark(page, changed_only=True) == []

    first.evaluate("(idea) => idea.insertAdjacentHTML('beforeend', '<img src=data:,>')")
    assert any("image-alt" in each for each in in_light_and_dark(page, changed_only=True))

    first.evaluate("(idea) => { idea.lastChild.alt = ''; idea.style.color = 'lightgrey' }")
    assert any("color-contrast" in each for each in in_light_and_dark(page, changed_only=True))


@pytest.mark.timeout(600)
@pytest.mark.parametrize("page", [DESK], indirect=True)
def test_every_state_meets_wcag_on_larger_screens(page: Page, screens: str) -> None:
    """At 768 and 1280 pixels; and nothing is cut off where letters are twice as large."""

    def twice_as_large() -> list[str]:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found = too_wide(page)
        page.evaluate("document.documentElement.style.fontSize = ''")
        return found

    def look(state: str) -> list[str]:
        found = []
        for size in (DESK, TABLET):
            resize(page, size)
            found += on_both_sides(page, lambda: in_light_and_dark(page, changed_only=True))
        if not state.startswith(WALL):
            resize(page, (640, 900))
            found += on_both_sides(page, twice_as_large)
        return found

    none_of([f"{state}: {each}" for state in gallery.states(page, screens) for each in look(state)])


def test_the_keyboards_place_is_never_hidden(page: Page, screens: str) -> None:
    page.goto(screens)
    found = []
    for state in ("ideas", "ideas-refused", "themes", "vote-dots", "results", "helper", "desk"):
        gallery.show(page, state)
        found += [f"{state}: {each}" for each in hidden_focus(page)]
    none_of(found)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("example"), example=True) as started:
        yield started


@pytest.mark.parametrize("page", [SMALLEST, *SIZES], indirect=True)
def test_every_plain_page_meets_wcag(page: Page, example: Server) -> None:
    found = []
    for path in PAGES:
        page.goto(example.url + path)
        found += [f"{path}: {each}" for each in in_light_and_dark(page) + too_wide(page)]
    none_of(found)


def put_into_catalogue(page: Page, server: Server) -> None:
    """Put a workshop that agreed beside those of the server, and wait until it is listed."""
    with closing(open_log(f"sqlite:///{server.folder}/codesign.db")) as log:
        agreed = Append(workshop=AGREED_IN, expected=0, events=tuple(whole.published()))
        assert isinstance(log.append([agreed])[0], Appended)
    page.goto(f"{server.url}/catalogue")
    page.wait_for_function(
        "fetch('/catalogue').then((told) => told.text()).then((text) => text.includes('1 design'))"
    )


def test_the_catalogue_meets_wcag_on_a_phone(page: Page, example: Server) -> None:
    put_into_catalogue(page, example)
    found = []
    for path in OF_THE_CATALOGUE:
        resize(page, PHONE)
        page.goto(example.url + path)
        here = in_light_and_dark(page) + too_small(page)
        resize(page, SMALLEST)
        found += [f"{path}: {each}" for each in here + too_wide(page)]
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
