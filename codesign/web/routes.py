"""The table of addresses, and what stands before them."""

from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from codesign.web.admission import AdmissionCheck
from codesign.web.after import After
from codesign.web.catalogue import Catalogue
from codesign.web.commands import Commands
from codesign.web.displays import Displays
from codesign.web.documents import Documents
from codesign.web.doors import Doors
from codesign.web.downloads import Downloads
from codesign.web.erasing import Erasing
from codesign.web.errors import FOREIGN, UNKNOWN_HOST, Errors
from codesign.web.findings import VoteFindings
from codesign.web.home import Home
from codesign.web.hosting import Hosting
from codesign.web.hosts import HostCheck
from codesign.web.joining import Joining
from codesign.web.letters import Letters
from codesign.web.lineages import Lineages
from codesign.web.links import PersonalLinks
from codesign.web.mine import Mine
from codesign.web.origin import OriginCheck
from codesign.web.pages import Pages
from codesign.web.papers import Papers
from codesign.web.people import People
from codesign.web.practice import Practising
from codesign.web.preparing import Preparing
from codesign.web.replays import Replays
from codesign.web.security import SecurityHeaders
from codesign.web.shells import Shells
from codesign.web.signatories import Signatories
from codesign.web.signing import Signing
from codesign.web.socket import Sockets
from codesign.web.starting import Starting
from codesign.web.static import StaticFiles
from codesign.web.stream import Streams
from codesign.web.table_keeping import TableKeeping
from codesign.web.taking_up import TakingUp
from codesign.web.telling_needs import TellingNeeds

GET = ["GET"]
POST = ["POST"]


def routes(doors: Doors) -> list[BaseRoute]:
    """Return every address and what answers there."""
    pages = Pages(doors)
    return [
        *_site(doors, pages),
        *_coming_in(doors, pages),
        *_running(doors, pages),
        *_before(doors, pages),
        *_the_room(doors, pages),
        *_afterwards(doors, pages),
        *_across_workshops(doors, pages),
    ]


def middleware(doors: Doors) -> list[Middleware]:
    """Return what every request passes, the outermost first."""
    errors = Errors(Pages(doors))
    return [
        Middleware(AdmissionCheck, admission=doors.admission),
        Middleware(SecurityHeaders, base_url=doors.base_url),
        Middleware(
            HostCheck,
            at_home=doors.at_home,
            refusal=lambda request: errors.answer(request, UNKNOWN_HOST),
        ),
        Middleware(
            OriginCheck,
            own=doors.base_url,
            allowed=doors.allowed_origins,
            refusal=lambda request: errors.answer(request, FOREIGN),
        ),
    ]


def exception_handlers(doors: Doors) -> dict[Any, Any]:
    """Return what answers where something went wrong."""
    return Errors(Pages(doors)).handlers()


def _site(doors: Doors, pages: Pages) -> list[BaseRoute]:
    home = Home(doors, pages)
    return [
        Route("/", home.show, methods=GET),
        Route("/forget", home.forget, methods=POST),
        Route("/leave", home.show_leave, methods=GET),
        Route("/leave", home.leave, methods=POST),
        Route("/privacy", home.privacy, methods=GET),
        Route("/accessibility", home.accessibility, methods=GET),
        Route("/health", home.health, methods=GET),
        Route("/ready", home.ready, methods=GET),
        Route("/static/{path:path}", StaticFiles(doors.static_folder).serve, methods=GET),
    ]


def _coming_in(doors: Doors, pages: Pages) -> list[BaseRoute]:
    joining = Joining(doors, pages)
    needs = TellingNeeds(doors, pages)
    hosting = Hosting(doors, pages)
    return [
        Route("/join", joining.enter, methods=GET + POST),
        Route("/w/{workshop}/join", joining.show, methods=GET),
        Route("/w/{workshop}/join", joining.join, methods=POST),
        Route("/w/{workshop}/access", needs.show, methods=GET),
        Route("/w/{workshop}/access", needs.tell, methods=POST),
        Route("/w/{workshop}/rejoin", joining.show_rejoin, methods=GET),
        Route("/w/{workshop}/rejoin", joining.rejoin, methods=POST),
        Route("/w/{workshop}/f", hosting.show_link, methods=GET),
        Route("/w/{workshop}/f", hosting.follow_link, methods=POST),
        Route("/w/{workshop}/people", People(doors).join, methods=POST),
    ]


def _running(doors: Doors, pages: Pages) -> list[BaseRoute]:
    starting = Starting(doors, pages)
    hosting = Hosting(doors, pages)
    papers = Papers(doors, pages)
    return [
        Route("/start", starting.show, methods=GET),
        Route("/start", starting.start, methods=POST),
        Route("/workshops", starting.post, methods=POST),
        Route("/w/{workshop}/started", hosting.started, methods=GET),
        Route("/w/{workshop}/sheet", hosting.sheet, methods=GET),
        Route("/w/{workshop}/audit", hosting.audit, methods=GET),
        Route("/w/{workshop}/papers", papers.show, methods=GET),
        Route("/w/{workshop}/papers/door", papers.door, methods=GET),
        Route("/w/{workshop}/papers/tables", papers.tables, methods=GET),
        Route("/w/{workshop}/papers/agenda", papers.agenda, methods=GET),
        Route("/w/{workshop}/papers/ideas/{stage}", papers.ideas, methods=GET),
        Route("/w/{workshop}/papers/votes/{round}", papers.votes, methods=GET),
        Route("/w/{workshop}/paper", papers.follow, methods=GET),
        Route("/w/{workshop}/code", hosting.new_code, methods=POST),
        Route("/w/{workshop}/links/{participant}", hosting.link, methods=GET),
    ]


def _before(doors: Doors, pages: Pages) -> list[BaseRoute]:
    preparing = Preparing(doors, pages)
    return [
        Route("/w/{workshop}/prepare", preparing.show, methods=GET),
        Route("/w/{workshop}/prepare/needs", preparing.delete_need, methods=POST),
        Route("/w/{workshop}/settings", preparing.settings, methods=GET + POST),
        Route("/w/{workshop}/sessions/{session}", preparing.session, methods=GET + POST),
        Route("/w/{workshop}/agenda", preparing.agenda, methods=GET + POST),
        Route("/w/{workshop}/preview", preparing.preview, methods=GET),
        Route("/w/{workshop}/publish", preparing.publish, methods=GET + POST),
    ]


def _the_room(doors: Doors, pages: Pages) -> list[BaseRoute]:
    shells = Shells(doors, pages)
    displays = Displays(doors, pages)
    commands = Commands(doors)
    sockets = Sockets(doors)
    streams = Streams(doors)
    return [
        Route("/w/{workshop}", shells.room, methods=GET),
        Route("/display", displays.enter, methods=GET + POST),
        Route("/w/{workshop}/display", shells.display, methods=GET),
        Route("/w/{workshop}/display/open", displays.follow, methods=GET + POST),
        Route("/w/{workshop}/display/code", displays.new_code, methods=POST),
        Route("/w/{workshop}/display/invitation", displays.invitation, methods=GET),
        Route("/w/{workshop}/ticket", commands.ticket, methods=POST),
        Route("/w/{workshop}/commands", commands.command, methods=POST),
        WebSocketRoute("/w/{workshop}/socket", sockets.serve),
        Route("/w/{workshop}/socket", sockets.refuse, methods=GET),
        Route("/w/{workshop}/stream", streams.open, methods=POST),
        Route("/w/{workshop}/stream/up", streams.take, methods=POST),
    ]


def _afterwards(doors: Doors, pages: Pages) -> list[BaseRoute]:
    shells = Shells(doors, pages)
    replays = Replays(doors)
    found = VoteFindings(doors)
    erasing = Erasing(doors, pages)
    downloads = Downloads(doors, pages)
    after = After(doors, pages)
    mine = Mine(doors, pages)
    links = PersonalLinks(doors, pages)
    letters = Letters(doors, pages)
    signatories = Signatories(doors, pages)
    practising = Practising(doors, pages)
    return [
        Route("/w/{workshop}/replay", shells.replay, methods=GET),
        Route("/w/{workshop}/replay/{view}/{chunk:int}", replays.chunk, methods=GET),
        Route("/w/{workshop}/rounds/{round}/findings", found.show, methods=GET),
        Route("/w/{workshop}/rounds/{round}/what-if", found.what_if, methods=GET),
        Route("/w/{workshop}/heard", found.heard, methods=GET),
        Route("/w/{workshop}/lineage", Lineages(doors).show, methods=GET),
        Route("/w/{workshop}/moments", replays.moments, methods=GET),
        Route("/w/{workshop}/practice", practising.show, methods=GET),
        Route("/w/{workshop}/practice", practising.open, methods=POST),
        Route("/w/{workshop}/practice/end", practising.end, methods=GET + POST),
        Route("/w/{workshop}/erase", erasing.show, methods=GET),
        Route("/w/{workshop}/erase", erasing.erase, methods=POST),
        Route("/w/{workshop}/after", after.overview, methods=GET + POST),
        Route("/w/{workshop}/after/answers", after.answers, methods=GET + POST),
        Route("/w/{workshop}/after/send", letters.show, methods=GET),
        Route("/w/{workshop}/after/links", links.show_all, methods=GET + POST),
        Route("/w/{workshop}/after/sign", signatories.show, methods=GET + POST),
        Route("/w/{workshop}/mine", mine.show, methods=GET + POST),
        Route("/w/{workshop}/mine.html", mine.as_html, methods=GET),
        Route("/w/{workshop}/mine.txt", mine.as_text, methods=GET),
        Route("/w/{workshop}/me", links.show, methods=GET),
        Route("/w/{workshop}/me", links.follow, methods=POST),
        Route("/w/{workshop}/after/tidy", after.tidy, methods=GET + POST),
        Route("/w/{workshop}/after/tidy/{kind}/{key}", after.tidy_one, methods=GET + POST),
        *Signing(doors, pages, links).routes(),
        *downloads.routes(),
        *Documents(doors, pages).routes(),
    ]


def _across_workshops(doors: Doors, pages: Pages) -> list[BaseRoute]:
    catalogue = Catalogue(doors, pages)
    keeping = TableKeeping(doors, pages)
    taking = TakingUp(doors, pages)
    return [
        Route("/catalogue", catalogue.designs, methods=GET),
        Route("/catalogue/outcomes", catalogue.outcomes, methods=GET),
        Route("/catalogue/figures", catalogue.figures, methods=GET),
        Route("/catalogue/{workshop}", catalogue.workshop, methods=GET),
        Route("/catalogue/{workshop}/start", taking.show, methods=GET),
        Route("/catalogue/{workshop}/start", taking.start, methods=POST),
        Route("/catalogue/{workshop}/{redesign}", catalogue.design, methods=GET),
        Route("/tables", keeping.show, methods=GET + POST),
    ]
