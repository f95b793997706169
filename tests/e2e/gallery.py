"""The gallery, built once and served as files: every screen in every state, without a server."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from playwright.sync_api import Page, expect

FRONTEND: Final = Path(__file__).parents[2] / "frontend"
# Tests run beside one another, each with a build of its own.
BUILT: Final = FRONTEND / "node_modules/.gallery" / os.environ.get("PYTEST_XDIST_WORKER", "alone")

# Every part that is shown has come, and nothing was drawn for a moment.
SETTLED: Final = """() => new Promise((done) => {
  const calm = () => document.querySelector('.fetched__coming') ? again() : done()
  let quiet = setTimeout(calm, 25)
  const again = () => { clearTimeout(quiet); quiet = setTimeout(calm, 25) }
  new MutationObserver(again).observe(document, { subtree: true, childList: true })
  setTimeout(done, 5000)
})"""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the test says what went wrong."""


@cache
def build() -> None:
    """Build it as the sources stand; once however often it is asked."""
    if shutil.which("node") is None:
        pytest.skip("There is no Node.js: make setup puts it into .venv/bin.")
    vite = FRONTEND / "node_modules/.bin/vite"
    config = ("--config", "gallery/vite.config.ts", "--logLevel", "error")
    command = [vite, "build", "--outDir", BUILT, *config]
    subprocess.run(command, cwd=FRONTEND, check=True)


@contextmanager
def serving() -> Iterator[str]:
    """Its address, while it is served."""
    handler = partial(_Silent, directory=str(BUILT))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def states(page: Page, screens: str, wanted: Sequence[str] = ("",)) -> Iterator[str]:
    """Show every state in turn whose name begins as one of these, and tell its name."""
    page.goto(screens)
    for state in page.get_by_role("link").all_inner_texts():
        if state.startswith(tuple(wanted)):
            show(page, state)
            yield state


def show(page: Page, state: str) -> None:
    """Show a state in place of another; what is fetched when it is needed is there too."""
    page.evaluate("(state) => open(state)", state)
    expect(page.locator("main")).to_be_attached()
    page.evaluate(SETTLED)
