"""How a document reaches who asked: as a page, or as a file that is made beside the room."""

import asyncio
import hashlib
from collections.abc import Callable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.outputs.document import Document
from codesign.outputs.formats import FORMATS, Format
from codesign.outputs.html import STYLE_HASH, page
from codesign.outputs.rendering import RenderingFailedError, TemplateRefusedError
from codesign.projections.reading import Reading
from codesign.web.doors import Doors
from codesign.web.pages import NO_STORE, Pages
from codesign.web.visitors import Visitor, group_asked, version_asked, view_asked, visitor

Write = Callable[[Reading], Document | None]

# The document brings its own style, and nothing else.
_POLICY: Final = (
    f"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class Delivery:
    """Writes documents from what a visitor may read, and hands them over.

    Args:
        doors: what it reaches.
        pages: draws what is said while a file is made, or when it cannot be.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def reading(
        self, request: Request, found: Visitor, *, published: bool = False
    ) -> Reading:
        """Return what a document is written from: of the view, group and version asked for.

        One that was `published` is everybody's, as the public may read it.
        """
        view = "public" if published else view_asked(request, found.view)
        group = None if published else group_asked(request)
        if not published:
            found.require_view(view)
        if group is not None:
            found.require_group(group)
        recording = self._doors.recordings.of(found.room.workshop_id)
        return await asyncio.to_thread(recording.reading, view, version_asked(request), group)

    async def document(
        self,
        request: Request,
        write: Write,
        name: str,
        *,
        template: bytes | None = None,
        published: bool = False,
    ) -> Response:
        """Answer with a document in the format asked for.

        Args:
            request: who asks, and for what.
            write: writes the document, None where there is none.
            name: of the file.
            template: of a Word file, the council's own.
            published: whether it is everybody's.

        Raises:
            HTTPException: 404, there is no such document or format.
        """
        found = await visitor(self._doors, request)
        reading = await self.reading(request, found, published=published)
        document = await asyncio.to_thread(write, reading)
        if document is None:
            raise HTTPException(404)
        base = self._doors.url(request, f"/w/{found.room.workshop_id}")
        format_: Format = _format_asked(request) if template is None else "docx"
        if format_ == "html":
            html = await asyncio.to_thread(page, document, base)
            return as_page(request, html.encode(), f"{name}-{reading.seq}.html")
        made = self._doors.renderings.file(document, format_, base, template)
        told = {
            "workshop": found.workshop,
            "workshop_id": found.room.workshop_id,
            "kind": document.kind,
            "form": FORMATS[format_],
        }
        try:
            body = await made
        except RenderingFailedError as error:
            status = 422 if isinstance(error, TemplateRefusedError) else 500
            return self._pages.drawn("making.html", {**told, "failed": str(error)}, status)
        if body is None:
            told |= {"failed": "", "being_made": self._doors.renderings.being_made}
            return self._pages.drawn("making.html", told, 202)
        extension = FORMATS[format_].extension
        return as_file(body, FORMATS[format_].media_type, f"{name}-{reading.seq}.{extension}")


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


def _format_asked(request: Request) -> Format:
    asked = request.query_params.get("format", "html")
    for each in FORMATS:
        if each == asked:
            return each
    raise HTTPException(404)
