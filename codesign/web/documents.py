"""The documents of a programme: what is in them, what is missing, and each in every format.

Everybody may read what their view may; where something is missing, those who run
the workshop are led to where it is entered.
"""

import asyncio
import hashlib
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from codesign.domain.commands import PublishOutput, WithdrawOutput
from codesign.domain.ids import OutputId
from codesign.outputs import ocds, prov
from codesign.outputs.dates import Dates
from codesign.outputs.document import Document
from codesign.outputs.docx import MOST_BYTES
from codesign.outputs.formats import FORMATS, Format
from codesign.outputs.programme_documents import ProgrammeDocuments
from codesign.outputs.rendering import RenderingFailedError
from codesign.programmes.catalogue import PROGRAMMES
from codesign.programmes.programme import Programme
from codesign.projections.reading import Reading
from codesign.web.asking import ask
from codesign.web.delivering import Delivery, Write, as_file
from codesign.web.doors import Doors
from codesign.web.forms import Form, read_form, read_upload
from codesign.web.pages import Pages
from codesign.web.visitors import Visitor, see, version_asked, view_asked, visitor

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
            Route("/w/{workshop}/documents/publish", self.publish, methods=["POST"]),
            Route("/w/{workshop}/documents/withdraw", self.withdraw, methods=["POST"]),
            Route(one, self.one, methods=["GET"]),
            Route(one, self.fill, methods=["POST"]),
            Route("/w/{workshop}/data/ocds.json", self.ocds, methods=["GET"]),
            Route("/w/{workshop}/data/prov.jsonld", self.prov, methods=["GET"]),
        ]

    async def show(self, request: Request) -> Response:
        """List the documents of a programme, with how complete each is."""
        found = await visitor(self._doors, request)
        code = request.query_params.get("programme", USUAL)
        return await self._list(request, found, code, Form())

    async def _list(self, request: Request, found: Visitor, code: str, form: Form) -> Response:
        programme = _programme(code)
        reading = await self._delivery.reading(request, found)
        documents = ProgrammeDocuments(reading, programme)
        kept = {key: each for key, each in request.query_params.items() if key != "programme"}
        return self._pages.page(
            "documents.html",
            form.status,
            form=form,
            dates=Dates(str(found.workshop["timezone"])),
            published=_published(reading, code),
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
        """Give one document; to anybody, where it is one that was published."""
        write, name = self._write(request), self._name(request)
        published = await self._is_published(request)
        return await self._delivery.document(request, write, name, published=published)

    async def fill(self, request: Request) -> Response:
        """Give one document in the look of a Word template that came with the request."""
        template = await read_upload(request, "template", MOST_BYTES + _FORM_BYTES)
        write, name = self._write(request), self._name(request)
        return await self._delivery.document(request, write, name, template=template)

    async def publish(self, request: Request) -> Response:
        """Make a document of what the public may read now, and put on record that it was given."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = await read_form(request)
        code, name = form.get("programme"), form.get("document")
        programme, format_ = _programme(code), _format(form.get("format"))
        if name not in programme.documents:
            raise HTTPException(404)
        recording = self._doors.recordings.of(found.room.workshop_id)
        reading = await asyncio.to_thread(recording.reading, "public")
        document = await asyncio.to_thread(_written, programme, name, reading)
        command = PublishOutput(
            output=OutputId(self._doors.new_id()),
            programme=code,
            document=name,
            format=format_,
            version=reading.seq,
            digest=document.digest,
            sha256=await self._sha256(document, format_, self._base(request, found)),
        )
        await ask(self._doors, found.room, command, person.id, "desk", form, name)
        return await self._answered(request, found, form, code)

    async def withdraw(self, request: Request) -> Response:
        """Give a published document to the workshop's people alone again."""
        found = await visitor(self._doors, request)
        person = found.require_running()
        form = await read_form(request)
        command = WithdrawOutput(output=OutputId(form.get("output")))
        await ask(self._doors, found.room, command, person.id, "desk", form, form.get("document"))
        return await self._answered(request, found, form, form.get("programme"))

    async def _answered(self, request: Request, found: Visitor, form: Form, code: str) -> Response:
        if form.errors:
            return await self._list(request, found, code, form)
        place = form.get("document")
        return see(f"/w/{found.room.workshop_id}/documents?programme={quote(code)}#{quote(place)}")

    async def _sha256(self, document: Document, format_: Format, base: str) -> str:
        """Return the digest of a document's file, made as everybody will be given it.

        Raises:
            HTTPException: 500, it cannot be made.
        """
        try:
            while (body := await self._doors.renderings.file(document, format_, base)) is None:
                pass
        except RenderingFailedError as error:
            raise HTTPException(500, str(error)) from None
        return hashlib.sha256(body).hexdigest()

    async def _is_published(self, request: Request) -> bool:
        """Tell whether just this document, of this version and format, was given to everybody."""
        if view_asked(request, "public") != "public" or "at" not in request.query_params:
            return False
        found = await visitor(self._doors, request)
        asked = (
            request.path_params["programme"],
            request.path_params["document"],
            request.query_params.get("format", "html"),
            version_asked(request),
        )
        outputs = (await found.room.board("public")).records["outputs"].values()
        named = ("programme", "document", "format", "version")
        return any(tuple(each[it] for it in named) == asked for each in outputs)

    async def ocds(self, request: Request) -> Response:
        """Give what is planned as a release of the Open Contracting Data Standard.

        With `?after=` it updates the release that was made from that version.
        """
        found, reading = await self._public(request)
        base, prefix = self._base(request, found), self._doors.ocid_prefix
        after = version_asked(request, "after")
        try:
            body = await asyncio.to_thread(ocds.release, reading, base, prefix, after)
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


def _format(asked: str) -> Format:
    for each in FORMATS:
        if each == asked:
            return each
    raise HTTPException(404)


def _published(reading: Reading, code: str) -> dict[str, list[dict[str, Any]]]:
    """Return what was published of a programme, by document, the newest first."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in PROGRAMMES[code].documents}
    rows = reading.rows("outputs").items()
    for key, each in sorted(rows, key=lambda it: -int(it[1]["seq"])):
        if each["programme"] == code and each["document"] in found:
            found[each["document"]].append({**each, "id": key})
    return found


def _told(documents: ProgrammeDocuments, name: str) -> dict[str, Any]:
    sections = documents.state(name)
    return {
        "sections": sections,
        "filled": sum(each.filled for each in sections),
        "some": sum(not each.filled and not each.empty for each in sections),
    }
