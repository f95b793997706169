"""The documents of a programme: what is in them, what is missing, and each in every format.

Everybody may read what their view may; where something is missing, those who run
the workshop are led to where it is entered.
"""

import asyncio
from functools import partial
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from codesign.outputs import ocds, prov
from codesign.outputs.document import Document
from codesign.outputs.docx import MOST_BYTES
from codesign.outputs.formats import FORMATS
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.programmes.catalogue import PROGRAMMES
from codesign.programmes.programme import Programme
from codesign.projections.reading import Reading
from codesign.web.delivering import Delivery, Write, as_file
from codesign.web.doors import Doors
from codesign.web.forms import read_upload
from codesign.web.pages import Pages
from codesign.web.visitors import Visitor, version_asked, visitor

USUAL: Final = "neutral"
# What a template's form holds beside the file.
_FORM_BYTES: Final = 64 * 1024


class Documents:
    """The pages of documents.

    Args:
        doors: what they reach.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages
        self._delivery = Delivery(doors, pages)

    def routes(self) -> list[BaseRoute]:
        """Return the address of the list, and of each document."""
        one = "/w/{workshop}/documents/{programme}/{document}"
        return [
            Route("/w/{workshop}/documents", self.show, methods=["GET"]),
            Route(one, self.one, methods=["GET"]),
            Route(one, self.fill, methods=["POST"]),
            Route("/w/{workshop}/data/ocds.json", self.ocds, methods=["GET"]),
            Route("/w/{workshop}/data/prov.jsonld", self.prov, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """List the documents of a programme, with how complete each is."""
        found = await visitor(self._doors, request)
        code = request.query_params.get("programme", USUAL)
        programme = _programme(code)
        reading = await self._delivery.reading(request, found)
        documents = ProgrammeDocuments(reading, programme)
        kept = {key: each for key, each in request.query_params.items() if key != "programme"}
        return self._pages.page(
            "documents.html",
            workshop=found.workshop,
            workshop_id=found.room.workshop_id,
            runs=found.view == "facilitator",
            code=code,
            programme=programme,
            programmes=PROGRAMMES,
            states={name: _told(documents, name) for name in programme.documents},
            decisions=reading.rows("decisions"),
            formats=FORMATS,
            releasable=bool(self._doors.ocid_prefix),
            kept=kept,
            query="".join(f"&{key}={value}" for key, value in kept.items()),
        )

    async def one(self, request: Request) -> Response:
        """Give one document."""
        return await self._delivery.document(request, self._write(request), self._name(request))

    async def fill(self, request: Request) -> Response:
        """Give one document in the look of a Word template that came with the request."""
        template = await read_upload(request, "template", MOST_BYTES + _FORM_BYTES)
        write, name = self._write(request), self._name(request)
        return await self._delivery.document(request, write, name, template)

    async def ocds(self, request: Request) -> Response:
        """Give what is planned as a release of the Open Contracting Data Standard."""
        found, reading = await self._public(request)
        base = self._base(request, found)
        try:
            body = await asyncio.to_thread(ocds.release, reading, base, self._doors.ocid_prefix)
        except ocds.NotReleasableError as error:
            raise HTTPException(409, str(error)) from None
        return as_file(body, ocds.MEDIA_TYPE, f"ocds-{reading.seq}.json")

    async def prov(self, request: Request) -> Response:
        """Give where everything came from, as PROV-O."""
        found, reading = await self._public(request)
        body = await asyncio.to_thread(prov.provenance, reading, self._base(request, found))
        return as_file(body, prov.MEDIA_TYPE, f"prov-{reading.seq}.jsonld")

    async def _public(self, request: Request) -> tuple[Visitor, Reading]:
        """Return who asks, and what the public may read: open data names nobody."""
        found = await visitor(self._doors, request)
        found.require_view("public")
        recording = self._doors.recordings.of(found.room.workshop_id)
        return found, await asyncio.to_thread(recording.reading, "public", version_asked(request))

    def _base(self, request: Request, found: Visitor) -> str:
        return self._doors.url(request, f"/w/{found.room.workshop_id}")

    def _write(self, request: Request) -> Write:
        programme = _programme(request.path_params["programme"])
        name = request.path_params["document"]
        if name not in programme.documents:
            raise HTTPException(404)
        return partial(_written, programme, name)

    def _name(self, request: Request) -> str:
        return str(request.path_params["document"]).replace("_", "-")


def _programme(code: str) -> Programme:
    if code not in PROGRAMMES:
        raise HTTPException(404)
    return PROGRAMMES[code]


def _written(programme: Programme, name: str, reading: Reading) -> Document:
    return ProgrammeDocuments(reading, programme).document(name)


def _told(documents: ProgrammeDocuments, name: str) -> dict[str, Any]:
    sections = documents.state(name)
    return {
        "sections": sections,
        "filled": sum(each.filled for each in sections),
        "some": sum(not each.filled and not each.empty for each in sections),
    }
