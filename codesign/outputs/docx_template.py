"""The Word document that ours are written into where a council gives no template of its own."""

from typing import Final

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from codesign.outputs.document import Document
from codesign.outputs.printable import one_line

_FONT: Final = "Calibri"
# What python-docx's own template brings beyond a document: effects of Word 2010, which validators
# object to, and a picture of its first page.
_LEFT_OUT: Final = ("stylesWithEffects", "thumbnail")
# Of its styles, those that ours are based on.
_KEPT: Final = frozenset(("Normal", "Default Paragraph Font", "Normal Table", "No List"))


def plain_template() -> Word:
    """Return an empty A4 document, without the styles of ours."""
    word = docx.Document()
    for rels in (word.part.rels, word.part.package.rels):
        for key, each in list(rels.items()):
            if each.reltype.endswith(_LEFT_OUT):
                rels.pop(key)
    _undress(word)
    _set_page(word)
    return word


def add_foot(word: Word, document: Document) -> None:
    """Name the document at the foot of every page, and count the pages."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.style = "Foot"
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run(f"{one_line(f'{document.title} · {document.kind}')} · ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _undress(word: Word) -> None:
    for each in list(word.styles):
        if each.name not in _KEPT:
            each.delete()
    normal = word.styles["Normal"]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after = Pt(6)


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001 - the library has no fields
    paragraph._p.append(field)  # noqa: SLF001
