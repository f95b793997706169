"""Documents to render: one with every kind of block, and readers of each format."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf

from codesign.outputs.decision import decision_document
from codesign.outputs.document import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Source,
    Table,
)
from codesign.outputs.one_page import one_page_summary
from tests.outputs import fixture

BASE = f"https://hall.example/w/{fixture.WORKSHOP}"
_READING = fixture.recording().reading("public")
SUMMARY = one_page_summary(_READING)
_DECISION = decision_document(_READING, fixture.DECISION)
assert _DECISION is not None
DECISION = _DECISION


def every_block(words: str = "Words", *, watermark: str = "Illustrative: all made up") -> Document:
    """Return a document in which each place for words holds these."""
    line = Line(text=words, source=3)
    table = Table(
        caption=words,
        columns=(
            Column(name=words),
            Column(name="People", kind="bar"),
            Column(name="Number", kind="number"),
            Column(name="Cost", kind="money", currency="GBP"),
        ),
        rows=(
            Row(cells=(words, 12, 1_234, 123_450), source=3),
            Row(cells=(words, None, -5, -70), source=4),
        ),
        note=words,
    )
    inner = Section(heading=words, blocks=(Paragraph(lines=(line,)), table))
    return Document(
        kind="Every block",
        title=words,
        lead=line,
        figures=(Figure(number=12_345, of=words),),
        facts=Facts(facts=(Fact(name=words, lines=(line, Missing(where="say it"))),)),
        sections=(
            Section(
                heading=words,
                blocks=(
                    Paragraph(lines=(line, Missing(where="say it", what=words))),
                    Bullets(
                        items=(
                            Item(
                                line=Line(text=words, source=3, tone="strong"),
                                below=(Line(text=words, tone="quiet"),),
                            ),
                        )
                    ),
                    table,
                    inner,
                ),
            ),
        ),
        sources=(
            Source(seq=3, at=1_760_029_200_000, what="An idea was put forward"),
            Source(seq=4, at=1_760_029_260_000, what="A theme was formed"),
        ),
        version=7,
        at=1_760_029_320_000,
        made_for="everybody",
        timezone="Europe/London",
        language="en",
        one_page=False,
        watermark=watermark,
    )


def files_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def dates_in(content: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each.date_time for each in archive.infolist()}


def xml_in(content: bytes) -> dict[str, ET.Element]:
    """Return the parts of a zip of XML, each of which must be well formed."""
    return {
        name: ET.fromstring(part)  # noqa: S314 - our own file
        for name, part in files_in(content).items()
        if name.endswith((".xml", ".rels"))
    }


def words_of(content: bytes, format_: str) -> str:
    """Return everything that can be read in a file, without its blanks."""
    match format_:
        case "odt":
            said = "".join(xml_in(content)["content.xml"].itertext())
        case "docx":
            said = "".join(xml_in(content)["word/document.xml"].itertext())
        case "xlsx":
            parts = xml_in(content).items()
            said = "".join(t for name, part in parts if "xl/" in name for t in part.itertext())
        case "csv":
            said = "".join(each.decode() for each in files_in(content).values())
        case _:
            said = content.decode()
    return re.sub(r"\s", "", said)


def addresses_in(content: bytes, format_: str) -> set[str]:
    """Return the addresses that a file opens."""
    match format_:
        case "odt":
            href = "{http://www.w3.org/1999/xlink}href"
            return {each.get(href, "") for each in xml_in(content)["content.xml"].iter()} - {""}
        case "docx":
            return set(_targets(xml_in(content)["word/_rels/document.xml.rels"]).values())
        case "xlsx":
            return set(_links(xml_in(content)))
        case "pdf":
            with pikepdf.open(io.BytesIO(content)) as pdf:
                notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
                return {str(each.A.URI) for each in notes}
        case _:
            said = content if format_ != "csv" else b"".join(files_in(content).values())
            return set(re.findall(r"https?://[^\s\">,]+", said.decode()))


def _targets(part: ET.Element) -> dict[str, str]:
    external = (each for each in part if each.get("TargetMode") == "External")
    return {each.get("Id", ""): each.get("Target", "") for each in external}


def _links(parts: dict[str, ET.Element]) -> Iterator[str]:
    """Yield a workbook's links, of which what follows the # stands elsewhere."""
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for name, part in parts.items():
        folder, _, file = name.rpartition("/")
        if folder == "xl/worksheets" and f"{folder}/_rels/{file}.rels" in parts:
            targets = _targets(parts[f"{folder}/_rels/{file}.rels"])
            for each in part.iter():
                if each.get(key) in targets:
                    yield f"{targets[each.get(key, '')]}#{each.get('location')}"


def tags_of(content: bytes) -> str:
    """Return what a PDF says of itself: language, title and tags, as text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found: list[str] = []

        def walk(node: pikepdf.Object) -> None:
            if isinstance(node, pikepdf.Array):
                for each in node:  # type: ignore[attr-defined]
                    walk(each)
            elif isinstance(node, pikepdf.Dictionary):
                if "/S" in node:
                    found.append(str(node.S))
                if "/K" in node:
                    walk(node.K)

        walk(pdf.Root.StructTreeRoot.K)
        return json.dumps([str(pdf.Root.Lang), str(pdf.docinfo.Title), found])
