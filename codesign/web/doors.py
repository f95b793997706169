"""What the pages and doors are handed: everything they reach that is not theirs.

`app.py` makes one of these and gives it to `routes`; nothing here is global.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection

from codesign.domain.ids import WorkshopId
from codesign.live.outbox import Limits
from codesign.live.rooms import Rooms
from codesign.outputs.rendering import Renderings
from codesign.replay.recordings import Recordings
from codesign.store.following import Following
from codesign.store.tables import Tables
from codesign.web.access import Access
from codesign.web.admission import Admission
from codesign.web.between import Between
from codesign.web.guesses import GuessLimit
from codesign.web.health import Health
from codesign.web.hosts import own_origin

WEB_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What every handler may use.

    Args:
        rooms: the open rooms, and how to open one.
        recordings: the past of the workshops that are being watched.
        renderings: the documents that are being made, beside the rooms.
        tables: the catalogue, as far as it is drawn.
        following: keeps the tables up, and says how they stand.
        access: makes and reads logins, tickets, links and codes.
        guesses: who guessed too many codes.
        admission: how many may come in at once.
        health: whether the storage keeps what is written.
        between: notes what a proxy does to lines.
        limits: how far one connection may fall behind.
        workshop_of_code: the workshop that a join code lets into at present.
        clock: the time in ms UTC, which people set.
        elapsed: ms that pass evenly whatever the clock says.
        new_id: mints an identifier.
        create_token: what creating a workshop needs; None lets anybody.
        base_url: how people reach this server, without a slash at the end;
            None takes it from each request.
        allowed_origins: further origins whose pages may post and connect.
        at_home: whether only this machine's own addresses are ours.
        ocid_prefix: of the contracting processes published from here, or empty.
        illustration: the illustrative recording that the home page offers.
        static_folder: the files that are served as they are, with the built
            front end under `build/`.
    """

    rooms: Rooms
    recordings: Recordings
    renderings: Renderings
    tables: Tables
    following: Following
    access: Access
    guesses: GuessLimit
    admission: Admission
    health: Health
    between: Between
    workshop_of_code: Callable[[str], Awaitable[WorkshopId | None]]
    clock: Callable[[], int]
    elapsed: Callable[[], int]
    new_id: Callable[[], str]
    create_token: str | None = None
    limits: Limits = field(default_factory=Limits)
    base_url: str | None = None
    allowed_origins: frozenset[str] = field(default_factory=frozenset)
    at_home: bool = False
    ocid_prefix: str = ""
    illustration: WorkshopId | None = None
    static_folder: Path = WEB_FOLDER / "static"

    def url(self, request: HTTPConnection, path: str = "") -> str:
        """Return the full address of a path, as people reach it."""
        base = self.base_url or own_origin(request.scope)
        return f"{base}{path}"

    def is_https(self, request: HTTPConnection) -> bool:
        """Tell whether people reach us by https, here or at a proxy before us."""
        return self.url(request).startswith("https:")
