"""Documents to read and to take away: as of now or of any version, as a view may read them.

A document is written from what its reader may see now. With `?at=` it tells
of an earlier version, with `?view=` as another view one may have, with
`?group=` of what a group has on its own board, with `?keep` the browser saves it
as a file, and with `?format=` it is a file of that format, made beside the room.
"""

import asyncio
from itertools import takewhile
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from codesign.domain.ids import DecisionId, WorkshopId
from codesign.outputs.decision import decision_document
from codesign.outputs.exports import csv_files, seen_log
from codesign.outputs.one_page import one_page_summary
from codesign.projections.findings import findings
from codesign.web.delivering import Delivery, as_file
from codesign.web.doors import Doors
from codesign.web.pages import Pages
from codesign.web.visitors import visitor

# What each table is called; which rows are in it, its view decides.
TABLES: Final = {
    "ideas.csv": "Ideas (table, CSV)",
    "themes.csv": "Themes (table, CSV)",
    "results.csv": "Results of votes (table, CSV)",
    "splits.csv": "Results by organisation and role (table, CSV)",
}


def offered(workshop: WorkshopId) -> list[dict[str, str]]:
    """Return what can be read or taken away, with titles and addresses."""
    return [
        {"title": "One-page summary", "href": f"/w/{workshop}/summary"},
        {"title": "Decisions", "href": f"/w/{workshop}/decisions"},
        {"title": "Documents of a programme, in every format", "href": f"/w/{workshop}/documents"},
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
        self._delivery = Delivery(doors, pages)

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
        return await self._delivery.document(request, one_page_summary, "summary")

    async def decision(self, request: Request) -> Response:
        """Show the record of one decision."""
        key = DecisionId(request.path_params["decision"])
        return await self._delivery.document(
            request, lambda it: decision_document(it, key), "decision"
        )

    async def decisions(self, request: Request) -> Response:
        """List the decisions, each leading to its record."""
        found = await visitor(self._doors, request)
        reading = await self._delivery.reading(request, found)
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
        reading = await self._delivery.reading(request, found)
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
        reading = await self._delivery.reading(request, found)
        workshop = found.room.workshop_id
        recording = self._doors.recordings.of(workshop)

        def written() -> bytes:
            steps = recording.steps(reading.view, reading.group)
            until = takewhile(lambda each: each.seq <= reading.seq, steps)
            return b"".join(seen_log(workshop, reading.view, until))

        body = await asyncio.to_thread(written)
        return as_file(body, "application/jsonl", f"steps-{reading.seq}.jsonl")
