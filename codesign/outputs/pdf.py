"""A document as a tagged PDF on A4, for people who print and people who listen.

Typst sets it from a page of ours (`document.typ`), with fonts that come with
the program; the words are handed over as data. No clock is read and nothing is
drawn at random: the same document gives the same bytes.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, assert_never

import typst

from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Document,
    Facts,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
    sentences,
)
from codesign.outputs.figures import most, shares, told
from codesign.outputs.fonts import FAMILIES, FOLDERS, drawable
from codesign.outputs.printable import heading, one_line
from codesign.outputs.source_marks import EXPLAINED, HEADING, SourceMarks

_PAGE: Final = Path(__file__).with_name("document.typ")
# Accessible by its tags, its language and its title; typst refuses to write what is not.
_STANDARD: Final = "ua-1"
# The running foot is one line.
_RUNNING_CHARS: Final = 70


def file(document: Document, base: str) -> bytes:
    """Return the file.

    Args:
        document: what to print.
        base: the address of the workshop with its host, so that the marks
            still open the recording from a file.
    """
    contents = json.dumps(_Paper(document, base).contents(), ensure_ascii=False)
    printed = typst.compile(
        _PAGE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"document": contents},
        pdf_standards=_STANDARD,
    )
    assert isinstance(printed, bytes)  # noqa: S101 - a PDF is one file
    return printed


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(each) for each in FOLDERS],
    )


class _Paper:
    def __init__(self, document: Document, base: str) -> None:
        self._document = document
        self._marks = SourceMarks(document, base)

    def contents(self) -> dict[str, Any]:
        document = self._document
        kind, title = _one_line(document.kind), drawable(heading(document.title))
        return {
            "kind": kind,
            "title": title,
            "running": f"{title[:_RUNNING_CHARS]} · {kind}",
            "authors": [],
            "lang": document.language[:2],
            "fonts": FAMILIES,
            "one_page": document.one_page,
            "watermark": drawable(document.watermark),
            "watermark_short": drawable(document.watermark).partition(":")[0],
            "lead": None if document.lead is None else self._line(document.lead),
            "figures": [
                {"number": f"{each.number:,}", "of": drawable(each.of)} for each in document.figures
            ],
            "facts": self._block(document.facts),
            "sections": [self._block(each) for each in document.sections],
            "sources_heading": HEADING,
            "sources_explained": EXPLAINED,
            "sources": [
                {"when": each.when, "what": each.what, "seq": str(each.seq), "to": each.address}
                for each in self._marks.listed()
            ],
            "made_from": drawable(self._marks.made_from()),
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"is": "paragraph", "lines": self._sentences(block.lines)}
            case Bullets():
                items = [
                    {"line": self._line(each.line), "below": [*map(self._line, each.below)]}
                    for each in block.items
                ]
                return {"is": "bullets", "items": items}
            case Table():
                return self._table(block)
            case Facts():
                facts = [
                    {"name": _one_line(each.name), "lines": self._sentences(each.lines)}
                    for each in block.facts
                ]
                return {"is": "facts", "facts": facts}
            case Section():
                blocks = [self._block(each) for each in block.blocks]
                return {
                    "is": "section",
                    "heading": drawable(heading(block.heading)),
                    "blocks": blocks,
                }
            case _:
                assert_never(block)

    def _sentences(self, lines: Iterable[Line | Missing]) -> list[list[dict[str, Any]]]:
        return [
            [
                {"missing": drawable(each.what)} if isinstance(each, Missing) else self._line(each)
                for each in together
            ]
            for together in sentences(lines)
        ]

    def _line(self, line: Line) -> dict[str, Any]:
        return {"text": drawable(line.text), "tone": line.tone, **self._mark(line.source)}

    def _mark(self, source: int | None) -> dict[str, Any]:
        if source is None:
            return {"number": None, "to": ""}
        return {"number": self._marks.number(source), "to": self._marks.address(source)}

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "is": "table",
            "caption": _one_line(table.caption),
            "columns": [*map(_column, table.columns, shares(table, bars=True))],
            "rows": [self._row(table, each) for each in table.rows],
            "note": drawable(table.note),
        }

    def _row(self, table: Table, row: Row) -> dict[str, Any]:
        cells = [
            _cell(column, value, most(table, place))
            for place, (column, value) in enumerate(zip(table.columns, row.cells, strict=True))
        ]
        return {"cells": cells, **self._mark(row.source)}


def _one_line(text: str) -> str:
    return drawable(one_line(text))


def _column(column: Column, share: int) -> dict[str, Any]:
    return {"name": _one_line(column.name), "number": column.kind != "words", "share": share}


def _cell(column: Column, value: str | int | None, highest: int) -> dict[str, Any]:
    drawn = column.kind == "bar" and isinstance(value, int)
    bar = value if drawn else None
    return {"text": drawable(told(column, value)), "bar": bar, "most": highest}
