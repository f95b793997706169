"""The whole site over a real log in a temporary folder, and browsers to walk through it."""

import itertools
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from httpx import ASGITransport, AsyncClient, Response
from starlette.applications import Starlette

from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.live.meters import Meters
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.outputs.rendering import Renderings
from codesign.projections import catalogue
from codesign.replay.recordings import Recordings
from codesign.store.following import Following
from codesign.store.log import Log, open_log
from codesign.store.table_places import open_tables
from codesign.web.access import Access, Login
from codesign.web.admission import Admission
from codesign.web.between import Between
from codesign.web.doors import Doors
from codesign.web.guesses import GuessLimit
from codesign.web.health import Health
from codesign.web.routes import exception_handlers, middleware, routes

ORIGIN = "http://hall.example"
CONFIG = re.compile(r'<script type="application/json" id="config">(.*?)</script>', re.DOTALL)
FACILITATOR_LINK = re.compile(r"/w/([A-Za-z0-9_-]{22})/f#([A-Za-z0-9_.-]+)")

_numbers = itertools.count(1)


def an_id() -> str:
    """Return a fresh identifier."""
    return urlsafe_b64encode(next(_numbers).to_bytes(16, "big")).rstrip(b"=").decode()


class Clock:
    """Stands still until told; milliseconds UTC."""

    def __init__(self) -> None:
        self.now = 1_760_000_000_000

    def __call__(self) -> int:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += int(seconds * 1000)


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running site: its doors, and how to visit it."""

    app: Starlette
    doors: Doors
    log: Log
    clock: Clock

    def browser(
        self, *, address: str = "203.0.113.7", origin: str = ORIGIN, raises: bool = True
    ) -> "Browser":
        """Return a browser that has never been here; what breaks the server raises, or not."""
        transport = ASGITransport(self.app, raise_app_exceptions=raises, client=(address, 50_000))
        return Browser(AsyncClient(transport=transport, base_url=origin))

    async def start(self, title: str = "A better bus", **fields: str) -> "Started":
        """Start a workshop through the form and return what its facilitator has."""
        browser = self.browser()
        wanted = {"title": title, "shape": "quick"} | fields
        answer = await browser.submit("/start", "/start", wanted)
        assert answer.status_code == 303, errors_in(answer) or answer.text
        workshop = answer.headers["location"].split("/")[2]
        page = (await browser.get(f"/w/{workshop}/started")).text
        link = FACILITATOR_LINK.search(page)
        code = re.search(r'code--big">([A-Z0-9]+)<', page)
        assert link
        assert code
        return Started(WorkshopId(workshop), code[1], link[0], browser)


@dataclass(frozen=True)
class Started:
    """A workshop as its facilitator holds it."""

    workshop: WorkshopId
    code: str
    facilitator_link: str
    facilitator: "Browser"

    @property
    def path(self) -> str:
        return f"/w/{self.workshop}"


class Browser:
    """Keeps cookies, follows no redirects, and sends the origin that a browser sends."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **headers: str) -> Response:
        return await self.client.get(path, headers={"accept": "text/html"} | headers)

    async def post(
        self, path: str, fields: dict[str, str] | None = None, *, origin: str | None = ORIGIN
    ) -> Response:
        headers = {"accept": "text/html"} | ({"origin": origin} if origin else {})
        return await self.client.post(path, data=fields or {}, headers=headers)

    async def submit(self, page: str, action: str, fields: dict[str, str]) -> Response:
        """Open a page, and send its form with these fields beside the hidden ones."""
        hidden = hidden_fields((await self.get(page)).text)
        return await self.post(action, hidden | fields)

    async def follow(self, link: str) -> Response:
        """Open a facilitator link as a browser does: what follows the # goes by the form."""
        page, _, token = link.partition("#")
        assert (await self.get(page)).status_code == 200
        own = str(self.client.base_url).rstrip("/")
        return await self.post(page, {"token": token}, origin=own)

    async def join(self, started: Started, name: str = "Mair", **fields: str) -> Response:
        """Join by the code."""
        page = f"{started.path}/join?code={started.code}"
        return await self.submit(page, f"{started.path}/join", {"name": name} | fields)

    async def config(self, path: str) -> dict[str, object]:
        """Return what a shell tells the live application."""
        page = (await self.get(path)).text
        found = CONFIG.search(page)
        assert found, page
        return json.loads(found[1])

    async def api(
        self, path: str, body: object = None, *, bearer: str | None = None, **headers: str
    ) -> Response:
        """Post JSON as a program does, with no origin."""
        if bearer:
            headers["authorization"] = f"Bearer {bearer}"
        return await self.client.post(path, json=body, headers=headers)


def hidden_fields(page: str) -> dict[str, str]:
    """Return the names and values of the hidden fields of a page."""
    return {
        name: unescape(value)
        for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }


def errors_in(answer: Response) -> list[str]:
    """Return what the summary above a form says is wrong."""
    summary = re.search(r"govuk-error-summary__list.*?</ul>", answer.text, re.DOTALL)
    return [unescape(each) for each in re.findall(r">([^<>\n]+)<", summary[0])] if summary else []


def bearer_of(site: Site, workshop: WorkshopId, participant: str) -> str:
    """Return a Bearer login for somebody."""
    return site.doors.access.login_token([Login(workshop, ParticipantId(participant))])


@asynccontextmanager
async def a_site(folder: Path, log: Log | None = None, **changes: object) -> AsyncIterator[Site]:
    """Run the site on a database in the folder; a second time, on the same one."""
    clock = Clock()
    elapsed = changes.get("elapsed", clock)
    log = log or open_log(f"sqlite:///{folder / 'log.db'}")
    tables = open_tables(f"sqlite:///{folder / 'log.db'}", catalogue.VERSION)
    meters = changes.pop("meters", Meters())
    rooms = Rooms(log, Seams(clock=clock, new_id=an_id, meters=meters))  # type: ignore[arg-type]
    renderings = Renderings()

    async def workshop_of_code(code: str) -> WorkshopId | None:
        return log.workshop_of_code(code)

    doors = Doors(
        rooms=rooms,
        recordings=Recordings(log.read),
        renderings=renderings,
        tables=tables,
        following=Following(log, tables, catalogue.catalogue_rows, clock),
        access=Access(log.server_secret, clock),
        guesses=GuessLimit(elapsed),
        admission=Admission(burst=500, per_s=200, clock=elapsed),
        health=Health(elapsed),
        between=Between(elapsed),
        workshop_of_code=workshop_of_code,
        clock=clock,
        elapsed=elapsed,
        new_id=an_id,
        static_folder=built_front_end(folder),
    )
    doors = replace(doors, **changes)
    app = Starlette(
        routes=routes(doors),
        middleware=middleware(doors),
        exception_handlers=exception_handlers(doors),
    )
    try:
        async with renderings, rooms:
            yield Site(app=app, doors=doors, log=log, clock=clock)
    finally:
        tables.close()
        log.close()


def built_front_end(folder: Path) -> Path:
    """Return a static folder with a front end as Vite would leave it."""
    static = folder / "static"
    (static / "build" / ".vite").mkdir(parents=True, exist_ok=True)
    (static / "build" / "assets").mkdir(exist_ok=True)
    (static / "build" / "assets" / "main-abc123.js").write_text("// room\n" * 500)
    (static / "icon.svg").write_text("<svg/>")
    manifest = {
        "src/main.ts": {"file": "assets/main-abc123.js", "css": ["assets/main-abc.css"]},
        "src/styles/pages.scss": {"file": "assets/pages-def456.css"},
    }
    (static / "build" / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    return static
