"""A real server and a real browser for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.e2e.browsers import FLAGS, headless_chromium
from tests.e2e.servers import Server, running

PHONE: Final = (360, 740)
TABLET: Final = (768, 1000)
DESK: Final = (1280, 900)

# A test waits for what is right, not for how fast it is: on a machine busy with other tests a page
# that is drawn in a moment may take seconds. Where a line has to come back first, tests say so.
PATIENCE_MS: Final = 20_000
expect.set_options(timeout=PATIENCE_MS)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = headless_chromium()
    if found is None:
        pytest.skip("There is no Chromium: install Debian's package chromium-headless-shell.")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(tmp_path) as started:
        yield started


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page in a browser of its own; an error in a page fails the test.

    So does anything that the page wanted and our own security policy forbade it.
    """
    contexts, errors = [], []

    def forbidden(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "TrustedHTML" in message.text:
            errors.append(message.text)

    def open_one(size: tuple[int, int] = DESK) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", forbidden)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not errors
