"""What Word documents have and `python-docx` has no words for: links, header rows, our styles."""

from collections.abc import Callable, Mapping
from typing import Final, cast

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.numbering import CT_Numbering
from docx.oxml.parser import OxmlElement
from docx.parts.numbering import NumberingPart
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from codesign.outputs.printable import printable

ACCENT: Final = RGBColor(0x0F, 0x5A, 0x5F)
QUIET: Final = RGBColor(0x64, 0x58, 0x49)
WARN: Final = RGBColor(0x7D, 0x47, 0x00)
_LANGUAGES: Final = {"en": "en-GB", "cy": "cy-GB"}


def link(paragraph: Paragraph, address: str, text: str, style: str, tooltip: str) -> None:
    """Add words that open an address."""
    there = OxmlElement("w:hyperlink")
    key = paragraph.part.relate_to(
        printable(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    there.set(qn("r:id"), key)
    if tooltip:
        there.set(qn("w:tooltip"), tooltip)
    run = OxmlElement("w:r")
    there.append(run)
    paragraph._p.append(there)  # noqa: SLF001 - the library offers no way to add one
    written = Run(run, paragraph)  # type: ignore[arg-type]
    written.text = text
    written.style = style


def repeat_row(row: _Row) -> None:
    """Make a row the header of its table, said as such and repeated on every page."""
    _mark_row(row, "w:tblHeader")
    keep_row(row)


def keep_row(row: _Row) -> None:
    """Keep a row on one page."""
    _mark_row(row, "w:cantSplit")


def _mark_row(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the same
    # The order is the schema's: what may not split comes before what is a header.
    properties.insert(0, OxmlElement(name))


def caption_of(table: Table, text: str) -> None:
    """Say what a table shows to who cannot see it."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), text)
    table._tbl.tblPr.append(caption)  # noqa: SLF001 - the same


def dress(word: Word, language: str) -> None:
    """Set the language of the text, and add the styles of ours that a document lacks."""
    _speak(word, _LANGUAGES.get(language, language))
    for name, adjust in _PARAGRAPHS.items():
        if name not in word.styles:
            # `builtin`: Word knows headings by their names, and builds its outline from them.
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
            style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
            adjust(style)
    for name, look in _CHARACTERS.items():
        if name not in word.styles:
            look(word.styles.add_style(name, WD_STYLE_TYPE.CHARACTER))
    for name, (kind, text, depth) in _LISTS.items():
        if name not in word.styles:
            _add_list(word, name, kind, text, depth)
    if "Figures" not in word.styles:
        word.styles.element.append(parse_xml(_TABLE_STYLE))


def _speak(word: Word, language: str) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    run = None if defaults is None else defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if run is None:
        return
    spoken = run.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        run.append(spoken)
    spoken.set(qn("w:val"), language)


def _add_list(word: Word, name: str, kind: str, text: str, depth: int) -> None:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    style.paragraph_format.space_after = Pt(3)
    properties = style.element.get_or_add_pPr()
    number = _add_numbering(word, kind, text, depth)
    inside = f'<w:numPr {nsdecls("w")}><w:numId w:val="{number}"/></w:numPr>'
    properties._insert_numPr(parse_xml(inside))  # noqa: SLF001 - keeps the schema's order


def _add_numbering(word: Word, kind: str, text: str, depth: int) -> int:
    numbering = _numbering(word)
    # A number of two or three digits takes more room than a bullet.
    hanging = 540 if kind == "decimal" else 360
    abstract = len(numbering.findall(qn("w:abstractNum"))) + 1000
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType'
        f' w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
        f' w:left="{hanging * depth}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(definition)
    else:
        first.addprevious(definition)
    return int(numbering.add_num(abstract).numId)  # type: ignore[no-untyped-call]


def _numbering(word: Word) -> CT_Numbering:
    """Return the lists of a document, an empty one where it has none."""
    try:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return cast("CT_Numbering", cast("NumberingPart", part).element)


# --- our styles ---------------------------------------------------------------------


def _paragraph(  # noqa: PLR0913 - what a paragraph may look like
    *,
    above: float = 0,
    below: float = 6,
    size: float | None = None,
    bold: bool = False,
    colour: RGBColor | None = None,
    indent_cm: float = 0,
    kept: bool = False,
    outline: int | None = None,
) -> Callable[[ParagraphStyle], None]:
    def adjust(style: ParagraphStyle) -> None:
        space = style.paragraph_format
        space.space_before, space.space_after = Pt(above), Pt(below)
        space.left_indent = Cm(indent_cm)
        space.keep_with_next = kept
        if outline is not None:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(outline))
            style.element.get_or_add_pPr().append(level)
        _character(size=size, bold=bold, colour=colour)(style)

    return adjust


def _character(
    *,
    size: float | None = None,
    bold: bool = False,
    colour: RGBColor | None = None,
    raised: bool = False,
) -> Callable[[CharacterStyle], None]:
    def adjust(style: CharacterStyle) -> None:
        font = style.font
        font.size = None if size is None else Pt(size)
        font.bold = bold or None
        font.superscript = raised or None
        if colour is not None:
            font.color.rgb = colour

    return adjust


# Size, space above, colour; the second level is that of sections.
_HEADINGS: Final = (
    (24, 0, None),
    (16, 18, ACCENT),
    (13, 14, None),
    *((11, 12, None),) * 3,
)
_BUILT_IN: Final = frozenset({*(f"Heading {level}" for level in range(1, 7)), "Caption"})
# How they differ from what is plain in a document. A template's own style of a name stands.
_PARAGRAPHS: Final[Mapping[str, Callable[[ParagraphStyle], None]]] = {
    **{
        f"Heading {level}": _paragraph(
            above=above, size=size, bold=True, colour=colour, kept=True, outline=level - 1
        )
        for level, (size, above, colour) in enumerate(_HEADINGS, 1)
    },
    "Watermark": _paragraph(below=12, bold=True, colour=WARN),
    "Kind": _paragraph(below=3, bold=True, colour=ACCENT, kept=True),
    "Lead": _paragraph(below=12, size=13),
    "Key figures": _paragraph(below=12, bold=True),
    "Fact": _paragraph(above=6, below=1, bold=True, colour=QUIET, kept=True),
    "Known": _paragraph(below=3, indent_cm=0.6),
    "Caption": _paragraph(above=12, below=3, bold=True, kept=True),
    "Column": _paragraph(below=0, size=9, bold=True, colour=QUIET),
    "Cell": _paragraph(below=0, size=9.5),
    "Note": _paragraph(above=3, below=9, size=10, colour=QUIET),
    "Foot": _paragraph(below=0, size=9, colour=QUIET),
    "Made from": _paragraph(above=18, below=0, size=9, colour=QUIET),
}
_CHARACTERS: Final[Mapping[str, Callable[[CharacterStyle], None]]] = {
    "Quiet": _character(colour=QUIET),
    "Missing": _character(bold=True, colour=WARN),
    "Source mark": _character(bold=True, colour=ACCENT, raised=True),
    "Source link": _character(colour=ACCENT),
}
_LISTS: Final = {
    "List Bullet": ("bullet", "•", 1),
    "List Bullet 2": ("bullet", "\u2013", 2),
    "List Number": ("decimal", "%1.", 1),
}
_TABLE_STYLE: Final = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Figures">'
    '<w:name w:val="Figures"/><w:uiPriority w:val="99"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="0F5A5F"/>'
    '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D8CBB6"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D8CBB6"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
)
