"""The gallery, built once and served as files: every screen in every state, without a server."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

FRONTEND: Final = Path(__file__).parents[2] / "frontend"
# Tests run beside one another, each with a build of its own.
BUILT: Final = FRONTEND / "node_modules/.gallery" / os.environ.get("PYTEST_XDIST_WORKER", "alone")


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
