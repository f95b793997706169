"""`make shots [ARGS="NAME..."]`: a picture of every screen, to be looked at; never a test.

The live screens come from the gallery, the plain pages from a real server with the illustrative
workshop and one that was just started. Pictures of all go to .shots/, at three widths, light and
dark; the four of the README to frontend/gallery/pictures/.
"""

import sys
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from codesign.programmes.example import WORKSHOP
from tests.e2e import gallery
from tests.e2e.browsers import FLAGS, chromium
from tests.e2e.servers import Server, running
from tests.e2e.test_accessibility import OF_THE_FACILITATOR, PAGES
from tests.e2e.test_room import start_workshop

ROOT: Final = Path(__file__).parents[2]
ALL, BEST = ROOT / ".shots", ROOT / "frontend/gallery/pictures"
WIDTHS: Final = (360, 768, 1280)
HEIGHT: Final = 900
# Of a long page the rest looks like its beginning.
HIGHEST: Final = 2600
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")

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
                _take(page, f"{state}-{width}")
                switch = page.get_by_role("button", name="Desk", exact=True)
                if switch.count() and switch.is_visible():
                    switch.click()
                    _take(page, f"{state}-open-{width}")


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
        start_workshop(desk, server, "Getting home after eight")
        started, cookies = desk.url, desk.context.cookies()
    pages = {path.replace(WORKSHOP, "example"): server.url + path for path in PAGES}
    own = (*OF_THE_FACILITATOR, "/prepare", "/agenda", "/settings", "/publish", "/join", "/access")
    pages |= {f"/own{path}": started + path for path in own}
    for width in WIDTHS:
        with _page(browser, width, "light") as page:
            page.context.add_cookies(cookies)  # type: ignore[arg-type] - as it gave them
            for path, url in pages.items():
                name = f"page{path.rstrip('/').replace('/', '-').partition('?')[0]}"
                if name.startswith(tuple(wanted)):
                    _open(page, url)
                    _take(page, f"{name}-{width}")


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


def _take(page: Page, name: str) -> None:
    """What the page shows, in light and in dark."""
    ALL.mkdir(exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        path = ALL / f"{name}-{scheme}.png"
        page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")


if __name__ == "__main__":
    main(sys.argv[1:] or [""])
