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
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return where Chromium is; None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)
