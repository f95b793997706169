"""The formats a document can be had in: how each is called, and who renders it.

Whatever leaves the server is rendered for an address with its host, so that a
source mark still opens the recording from a file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from codesign.outputs import csv_tables, docx, html, markdown, odt, pdf, xlsx
from codesign.outputs.document import Document

Format = Literal["html", "odt", "docx", "pdf", "xlsx", "csv", "md"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format, in the words it is offered with."""

    title: str
    extension: str
    media_type: str
    render: Callable[[Document, str], bytes]


def _html(document: Document, base: str) -> bytes:
    return html.page(document, base).encode()


def _markdown(document: Document, base: str) -> bytes:
    return markdown.text(document, base).encode()


FORMATS: Final[Mapping[Format, Form]] = {
    "html": Form(title="Web page", extension="html", media_type="text/html", render=_html),
    "pdf": Form(
        title="PDF, to print", extension="pdf", media_type="application/pdf", render=pdf.file
    ),
    "odt": Form(
        title="OpenDocument, to edit", extension="odt", media_type=odt.MEDIA_TYPE, render=odt.file
    ),
    "docx": Form(
        title="Word, to edit", extension="docx", media_type=docx.MEDIA_TYPE, render=docx.file
    ),
    "xlsx": Form(
        title="Its tables, as a workbook",
        extension="xlsx",
        media_type=xlsx.MEDIA_TYPE,
        render=xlsx.file,
    ),
    "csv": Form(
        title="Its tables, as CSV",
        extension="zip",
        media_type=csv_tables.MEDIA_TYPE,
        render=csv_tables.file,
    ),
    "md": Form(title="Plain text", extension="md", media_type="text/markdown", render=_markdown),
}
