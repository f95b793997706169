"""Documents to read and to take away: as of now or of any version, as a view may read them.

A document is written from what its reader may see now. With `?at=` it tells
of an earlier version, with `?view=` as another view one may have, with
`?group=` of what a group has on its own board, with `?keep` the browser saves it
as a file, and with `?format=` it is a file of that format, made beside the room.
"""

import asyncio
import hashlib
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from codesign.domain.ids import DecisionId, WorkshopId
from codesign.outputs.decision import decision_document
from codesign.outputs.document import Document
from codesign.outputs.exports import csv_files, seen_log
from codesign.outputs.formats import FORMATS, Format
from codesign.outputs.html import STYLE_HASH, page
from codesign.outputs.one_page import one_page_summary
from codesign.outputs.rendering import RenderingFailedError
from codesign.projections.findings import findings
from codesign.projections.reading import Reading
from codesign.web.doors import Doors
from codesign.web.pages import NO_STORE, Pages
from codesign.web.visitors import Visitor, group_asked, version_asked, view_asked, visitor

# What each table is called; which rows are in it, its view decides.
TABLES: Final = {
    "ideas.csv": "Ideas (table, CSV)",
    "themes.csv": "Themes (table, CSV)",
    "results.csv": "Results of votes (table, CSV)",
    "splits.csv": "Results by organisation and role (table, CSV)",
}

Write = Callable[[Reading], Document | None]

# The document brings its own style, and nothing else.
_POLICY: Final = (
    f"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def offered(workshop: WorkshopId) -> list[dict[str, str]]:
    """Return what can be read or taken away, with titles and addresses."""
    return [
        {"title": "One-page summary", "href": f"/w/{workshop}/summary"},
        {"title": "Decisions", "href": f"/w/{workshop}/decisions"},
        *(
            {"title": title, "href": f"/w/{workshop}/tables/{name}"}
            for name, title in TABLES.items()
        ),
        {"title": "What happened, step by step (JSON lines)", "href": f"/w/{workshop}/steps.jsonl"},
    ]


class Downloads:
    """The documents.

    Args:
        doors: what they reach.
        pages: draws the list of decisions.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    def routes(self) -> list[BaseRoute]:
        """Return the address of each document."""
        return [
            Route("/w/{workshop}/summary", self.summary, methods=["GET"]),
            Route("/w/{workshop}/decisions", self.decisions, methods=["GET"]),
            Route("/w/{workshop}/decisions/{decision}", self.decision, methods=["GET"]),
            Route("/w/{workshop}/tables/{table}", self.table, methods=["GET"]),
            Route("/w/{workshop}/steps.jsonl", self.steps, methods=["GET"]),
        ]

    async def summary(self, request: Request) -> Response:
        """Show the one-page summary."""
        return await self._document(request, one_page_summary, "summary")

    async def decision(self, request: Request) -> Response:
        """Show the record of one decision."""
        key = DecisionId(request.path_params["decision"])
        return await self._document(request, lambda it: decision_document(it, key), "decision")

    async def decisions(self, request: Request) -> Response:
        """List the decisions, each leading to its record."""
        found = await visitor(self._doors, request)
        reading = await self._reading(request, found)
        decisions = reading.records["decisions"]
        return self._pages.page(
            "decisions.html",
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            decisions=decisions,
            query=f"?{request.url.query}" if request.url.query else "",
        )

    async def table(self, request: Request) -> Response:
        """Give one table of the board."""
        name = request.path_params["table"]
        if name not in TABLES:
            raise HTTPException(404)
        found = await visitor(self._doors, request)
        reading = await self._reading(request, found)
        recording = self._doors.recordings.of(found.room.workshop_id)
        ballots = await asyncio.to_thread(
            recording.ballots, reading.view, reading.seq, reading.group
        )
        materials = await asyncio.to_thread(
            recording.materials, reading.view, reading.seq, reading.group
        )
        body = await asyncio.to_thread(
            lambda: "".join(csv_files(reading, ballots, map(findings, materials))[name])
        )
        stem = name.removesuffix(".csv")
        return as_file(body.encode(), "text/csv", f"{stem}-{reading.seq}.csv")

    async def steps(self, request: Request) -> Response:
        """Give what the view saw move, step by step."""
        found = await visitor(self._doors, request)
        reading = await self._reading(request, found)
        workshop = found.room.workshop_id
        recording = self._doors.recordings.of(workshop)

        def written() -> bytes:
            steps = recording.steps(reading.view, reading.group)
            until = takewhile(lambda each: each.seq <= reading.seq, steps)
            return b"".join(seen_log(workshop, reading.view, until))

        body = await asyncio.to_thread(written)
        return as_file(body, "application/jsonl", f"steps-{reading.seq}.jsonl")

    async def _document(self, request: Request, write: Write, name: str) -> Response:
        found = await visitor(self._doors, request)
        reading = await self._reading(request, found)
        document = await asyncio.to_thread(write, reading)
        if document is None:
            raise HTTPException(404)
        base = self._doors.url(request, f"/w/{found.room.workshop_id}")
        format_ = _format_asked(request)
        if format_ == "html":
            html = await asyncio.to_thread(page, document, base)
            return as_page(request, html.encode(), f"{name}-{reading.seq}.html")
        return await self._made(found, document, format_, base, f"{name}-{reading.seq}")

    async def _made(
        self, found: Visitor, document: Document, format_: Format, base: str, name: str
    ) -> Response:
        """Give a file, say that it is being made, or why it could not be."""
        told = {
            "workshop": found.workshop,
            "workshop_id": found.room.workshop_id,
            "kind": document.kind,
            "form": FORMATS[format_],
            "being_made": self._doors.renderings.being_made,
        }
        try:
            body = await self._doors.renderings.file(document, format_, base)
        except RenderingFailedError as error:
            return self._pages.page("making.html", 500, failed=str(error), **told)
        if body is None:
            return self._pages.page("making.html", 202, failed="", **told)
        extension = FORMATS[format_].extension
        return as_file(body, FORMATS[format_].media_type, f"{name}.{extension}")

    async def _reading(self, request: Request, found: Visitor) -> Reading:
        view, group = view_asked(request, found.view), group_asked(request)
        found.require_view(view)
        if group is not None:
            found.require_group(group)
        recording = self._doors.recordings.of(found.room.workshop_id)
        return await asyncio.to_thread(recording.reading, view, version_asked(request), group)


def _format_asked(request: Request) -> Format:
    asked = request.query_params.get("format", "html")
    for each in FORMATS:
        if each == asked:
            return each
    raise HTTPException(404)


def as_page(request: Request, html: bytes, filename: str) -> Response:
    """Give a document to read, or with `?keep` to be saved as a file."""
    headers = {
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": _POLICY,
        "ETag": f'"{hashlib.sha256(html).hexdigest()[:32]}"',
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "keep" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return Response(html, media_type="text/html", headers=headers)


def as_file(body: bytes, media_type: str, filename: str) -> Response:
    """Give something to be saved as a file."""
    headers = {**NO_STORE, "Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(body, media_type=media_type, headers=headers)
