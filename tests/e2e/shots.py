"""`make shots [ARGS="NAME..."]`: a picture of every screen, to be looked at; never a test.

The live screens come from the gallery, the plain pages from a real server with the illustrative
workshop, a practice room of it, one that was just started and one in the catalogue. Pictures of all
go to .shots/, at three widths, light and dark, and once more with all folds open; sheets to print
go there as PDF. The four of the README go to frontend/gallery/pictures/.
"""

import re
import sys
from base64 import b64decode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from codesign.programmes.example import WORKSHOP
from tests.e2e import gallery
from tests.e2e.browsers import FLAGS, chromium
from tests.e2e.servers import Server, running
from tests.e2e.test_accessibility import (
    AGREED_IN,
    OF_THE_CATALOGUE,
    OF_THE_FACILITATOR,
    PAGES,
    put_into_catalogue,
)
from tests.e2e.test_paper import arrive, ask
from tests.e2e.test_room import start_workshop
from tests.outputs.whole import REDESIGN

ROOT: Final = Path(__file__).parents[2]
ALL, BEST = ROOT / ".shots", ROOT / "frontend/gallery/pictures"
WIDTHS: Final = (360, 768, 1280)
HEIGHT: Final = 900
# Of a long page the rest looks like its beginning; with its folds open each part is another.
HIGHEST: Final = 2600
HIGHEST_UNFOLDED: Final = 9000
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")

OWN: Final = (
    *OF_THE_FACILITATOR,
    "/display",
    "/replay",
    "/prepare",
    "/agenda",
    "/settings",
    "/publish",
    "/join",
    "/access",
)
OF_PRACTICE: Final = ("", "/started", "/practice/end", "/display")
# What stands in names of files in place of what differs from run to run, or says nothing.
CALLED: Final = {WORKSHOP: "example", AGREED_IN: "agreed", REDESIGN: "design"}

QUALITY: Final = 85
# Screens of the gallery for the README: name, width, height, scheme.
README: Final[tuple[tuple[str, int, int, Literal["light", "dark"]], ...]] = (
    ("desk", 1280, 860, "light"),
    ("themes", 1280, 860, "light"),
    ("vote-dots", 360, 780, "light"),
    ("display-ideas", 1280, 720, "light"),
)


def main(wanted: Sequence[str]) -> None:
    """Take the pictures whose names begin so; all without names."""
    gallery.build()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with gallery.serving() as screens:
            _gallery(browser, screens, wanted)
            _readme(browser, screens, wanted)
        with TemporaryDirectory() as folder, running(Path(folder), example=True) as server:
            _plain(browser, server, wanted)
        browser.close()


def _gallery(browser: Browser, screens: str, wanted: Sequence[str]) -> None:
    for width in WIDTHS:
        with _page(browser, width, "light") as page:
            for state in gallery.states(page, screens, wanted):
                _take_with_folds(page, state, width)
                switch = page.get_by_role("button", name="Desk", exact=True)
                if switch.count() and switch.is_visible():
                    switch.click()
                    _take_with_folds(page, f"{state}-open", width)


def _readme(browser: Browser, screens: str, wanted: Sequence[str]) -> None:
    BEST.mkdir(exist_ok=True)
    for state, width, height, scheme in README:
        if not state.startswith(tuple(wanted)):
            continue
        with _page(browser, width, scheme, height) as page:
            _open(page, f"{screens}/?state={state}")
            # Playwright itself writes no WebP.
            devtools = page.context.new_cdp_session(page)
            taken = devtools.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
            (BEST / f"{state}.webp").write_bytes(b64decode(taken["data"]))


def _plain(browser: Browser, server: Server, wanted: Sequence[str]) -> None:
    with _page(browser, WIDTHS[-1], "light") as desk:
        _at_every_width(browser, desk, {"page-catalogue-empty": f"{server.url}/catalogue"}, wanted)
        pages = _pages(desk, server)
        _at_every_width(browser, desk, pages, wanted)
        _sheets(desk, pages["page-own"], wanted)


def _at_every_width(
    browser: Browser, desk: Page, pages: Mapping[str, str], wanted: Sequence[str]
) -> None:
    """Take the pages of these names and addresses, as whoever sits at the desk sees them."""
    for width in WIDTHS:
        with _page(browser, width, "light") as page:
            page.context.add_cookies(desk.context.cookies())  # type: ignore[arg-type] - as given
            for name, url in pages.items():
                if name.startswith(tuple(wanted)):
                    _open(page, url)
                    _take_with_folds(page, name, width)


def _pages(desk: Page, server: Server) -> Mapping[str, str]:
    """Make what there is to show, and return the address of each page by its name."""
    put_into_catalogue(desk, server)
    start_workshop(desk, server, "Getting home after eight")
    own = desk.url
    _open(desk, f"{server.url}/w/{WORKSHOP}/practice")
    desk.get_by_role("button", name="Open the practice room").click()
    desk.get_by_role("link", name="Open the room", exact=True).first.click()
    practice = desk.url
    pages = {path: server.url + path for path in (*PAGES, *OF_THE_CATALOGUE)}
    pages |= {f"/own{path}": own + path for path in OWN}
    pages |= {f"/room-of-practice{path}": practice + path for path in OF_PRACTICE}
    return {_called(path): url for path, url in pages.items()}


def _called(path: str) -> str:
    for identifier, name in CALLED.items():
        path = path.replace(identifier, name)
    return "page" + re.sub(r"\W+", "-", path).rstrip("-")


def _sheets(desk: Page, room: str, wanted: Sequence[str]) -> None:
    """Print every sheet there is for a room with people on its door list and a vote that runs."""
    if not "sheet".startswith(tuple(wanted)):
        return
    _open(desk, room)
    arrive(desk)
    ask(desk, "What first?")
    _open(desk, f"{room}/papers")
    links = (
        desk.get_by_role("main").get_by_role("link").evaluate_all("all => all.map((a) => a.href)")
    )
    for url in links:
        _open(desk, url)
        name = re.sub(r"(ideas|votes)/[\w-]{22}", r"\1", url.removeprefix(f"{room}/"))
        name = re.sub(r"\W+", "-", name.removeprefix("papers/"))
        desk.pdf(path=ALL / f"sheet-{name}.pdf", prefer_css_page_size=True)


@contextmanager
def _page(
    browser: Browser, width: int, scheme: Literal["light", "dark"], height: int = HEIGHT
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def _open(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_load_state("networkidle")


def _take_with_folds(page: Page, name: str, width: int) -> None:
    """What the page shows, and where something is folded away, all that it can show."""
    _take(page, f"{name}-{width}", HIGHEST)
    if gallery.unfold(page):
        _take(page, f"{name}-unfolded-{width}", HIGHEST_UNFOLDED)


def _take(page: Page, name: str, highest: int) -> None:
    """What the page shows, in light and in dark."""
    ALL.mkdir(exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = min(page.evaluate("document.documentElement.scrollHeight"), highest)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        path = ALL / f"{name}-{scheme}.png"
        page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")


if __name__ == "__main__":
    main(sys.argv[1:] or [""])
