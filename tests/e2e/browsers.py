"""Which browser there is, and how it is started."""

import shutil
from typing import Final

# The hall's name leads here; unlike localhost, a browser does not hold it to be secure.
HALL: Final = "hall.example"
# As root and without a network of its own, a browser needs to be told so.
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--host-resolver-rules=MAP {HALL} 127.0.0.1",
)
# The same engine without windows, which takes a third less of the processor.
SHELLS: Final = ("chromium-headless-shell",)
WHOLE: Final = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return where Chromium as people have it is, or what there is of it; None if nothing."""
    return _first_of(*WHOLE, *SHELLS)


def headless_chromium() -> str | None:
    """The same, but rather the one that can only be driven: for tests, which are many."""
    return _first_of(*SHELLS, *WHOLE)


def _first_of(*names: str) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)
