"""The gallery, built once and served as files: every screen in every state, without a server."""

import fcntl
import os
import shutil
import subprocess
import time
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
# Workers that run tests beside one another share the build of their run.
RUN: Final = os.environ.get("PYTEST_XDIST_TESTRUNUID", "alone")
BUILT: Final = FRONTEND / "node_modules/.gallery" / RUN

# A run that goes on beside this one took no longer.
KEPT_S: Final = 24 * 60 * 60

# Every part that is shown has come, and nothing was drawn for a moment.
SETTLED: Final = """() => new Promise((done) => {
  const calm = () => document.querySelector('.fetched__coming') ? again() : done()
  let quiet = setTimeout(calm, 25)
  const again = () => { clearTimeout(quiet); quiet = setTimeout(calm, 25) }
  new MutationObserver(again).observe(document, { subtree: true, childList: true })
  setTimeout(done, 5000)
})"""

# How many folds that are seen were closed; each is opened once, as some close what is beside them.
UNFOLD: Final = """() => {
  const closed = [...document.querySelectorAll('details:not([open], [data-unfolded])')]
    .filter((each) => each.checkVisibility())
  for (const each of closed) {
    each.dataset.unfolded = ''
    each.open = true
  }
  return closed.length
}"""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: the test says what went wrong."""


@cache
def build() -> None:
    """Build it as the sources stand; once in a run, however often and by however many asked."""
    if shutil.which("node") is None:
        pytest.skip("There is no Node.js: make setup puts it into .venv/bin.")
    BUILT.parent.mkdir(exist_ok=True)
    with (BUILT.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if RUN == "alone" or not (BUILT / "index.html").exists():
            _forget_earlier_runs()
            _build()


def _forget_earlier_runs() -> None:
    for each in BUILT.parent.iterdir():
        if each.is_dir() and each.stat().st_mtime < time.time() - KEPT_S:
            shutil.rmtree(each, ignore_errors=True)


def _build() -> None:
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
    page.get_by_role("link").first.wait_for()
    for state in page.get_by_role("link").all_inner_texts():
        if state.startswith(tuple(wanted)):
            show(page, state)
            yield state


def show(page: Page, state: str) -> None:
    """Show a state in place of another; what is fetched when it is needed is there too."""
    page.evaluate("(state) => open(state)", state)
    expect(page.locator("main")).to_be_attached()
    page.evaluate(SETTLED)


def unfold(page: Page) -> bool:
    """Open what is folded away, what lies in it too, and tell whether anything was."""
    opened = False
    while page.evaluate(UNFOLD):
        page.evaluate(SETTLED)
        opened = True
    return opened
