"""How an OpenDocument text looks: named styles, so that one change changes the whole document.

The colours are those of `html_style`, the sizes in points.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

VERSION: Final = "1.3"
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": f"{_OASIS}:office:1.0",
        "style": f"{_OASIS}:style:1.0",
        "text": f"{_OASIS}:text:1.0",
        "table": f"{_OASIS}:table:1.0",
        "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
        "svg": f"{_OASIS}:svg-compatible:1.0",
        "meta": f"{_OASIS}:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_ACCENT: Final = "#0f5a5f"
_QUIET: Final = "#645849"
_WARN: Final = "#7d4700"
_RULE: Final = f"0.5pt solid {_ACCENT}"
_THIN: Final = "0.5pt solid #d8cbb6"

Properties = Mapping[str, str]

_BOLD: Final[Properties] = {"fo:font-weight": "bold"}
# Smaller than the text around it, so that seven columns stand beside one another unbroken.
_IN_TABLE: Final[Properties] = {"fo:font-size": "9.5pt"}
_IN_HEADING: Final[Properties] = {"fo:font-size": "9pt", **_BOLD}
_RIGHT: Final[Properties] = {"fo:text-align": "end"}
_KEPT: Final[Properties] = {"fo:keep-with-next": "always"}
_PADDED: Final[Properties] = {
    "fo:padding": "0.08cm",
    "fo:padding-left": "0cm",
    "fo:padding-right": "0.28cm",
}
_CLOSE: Final[Properties] = {"fo:margin-top": "0cm", "fo:margin-bottom": "0cm"}

# Name as it is shown, paragraph properties, text properties.
_PARAGRAPHS: Final[tuple[tuple[str, Properties, Properties], ...]] = (
    ("Text body", {"fo:margin-bottom": "0.2cm", "fo:line-height": "125%"}, {}),
    ("Kind", {"fo:margin-bottom": "0.1cm", **_KEPT}, {"fo:color": _ACCENT, **_BOLD}),
    ("Lead", {"fo:margin-bottom": "0.4cm"}, {"fo:font-size": "13pt"}),
    ("Figures", {"fo:margin-bottom": "0.4cm"}, _BOLD),
    (
        "Watermark",
        {"fo:border": f"1pt dashed {_WARN}", "fo:padding": "0.2cm", "fo:margin-bottom": "0.5cm"},
        {"fo:color": _WARN, **_BOLD},
    ),
    (
        "Fact",
        {"fo:margin-top": "0.25cm", "fo:margin-bottom": "0.05cm", **_KEPT},
        {"fo:color": _QUIET, **_BOLD},
    ),
    ("Known", {"fo:margin-bottom": "0.1cm", "fo:margin-left": "0.6cm"}, {}),
    ("List Contents", {"fo:margin-bottom": "0.1cm"}, {}),
    ("Caption", {"fo:margin-top": "0.4cm", "fo:margin-bottom": "0.1cm", **_KEPT}, _BOLD),
    ("Column", _CLOSE, {"fo:color": _QUIET, **_IN_HEADING}),
    (
        "Column number",
        {**_CLOSE, **_RIGHT},
        {"fo:color": _QUIET, **_IN_HEADING},
    ),
    ("Cell", _CLOSE, _IN_TABLE),
    ("Cell number", {**_CLOSE, **_RIGHT}, _IN_TABLE),
    (
        "Note",
        {"fo:margin-top": "0.1cm", "fo:margin-bottom": "0.3cm"},
        {"fo:color": _QUIET, "fo:font-size": "10pt"},
    ),
    ("Source", {"fo:margin-bottom": "0.05cm"}, {"fo:font-size": "9pt"}),
    (
        "Made from",
        {"fo:margin-top": "0.6cm", "fo:border-top": _THIN, "fo:padding-top": "0.2cm"},
        {"fo:color": _QUIET, "fo:font-size": "9pt"},
    ),
    ("Footer", _RIGHT, {"fo:color": _QUIET, "fo:font-size": "9pt"}),
)
_SPANS: Final[Mapping[str, Properties]] = {
    "Strong": _BOLD,
    "Quiet": {"fo:color": _QUIET},
    "Missing": {"fo:color": _WARN, **_BOLD},
    "Mark": {"style:text-position": "super 65%", "fo:color": _ACCENT, **_BOLD},
}
# Size, space above.
_HEADINGS: Final = (
    ("24pt", "0cm"),
    ("16pt", "0.7cm"),
    ("13pt", "0.5cm"),
    *(("11pt", "0.4cm"),) * 3,
)


def styles(language: str, title: str, kind: str) -> str:
    """Return `styles.xml`.

    Args:
        language: of the whole document, as in BCP 47.
        title: for the foot of each page.
        kind: beside it, as XML.
    """
    foot = (
        f'<text:p text:style-name="Footer">{escape(title)} · {kind} · '
        "<text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {NAMESPACES}'
        f' office:version="{VERSION}"><office:styles>{_default(language)}{"".join(_named())}'
        '</office:styles><office:automatic-styles><style:page-layout style:name="A4">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
        ' fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="2.3cm"'
        ' fo:margin-right="2.3cm"/><style:footer-style><style:header-footer-properties'
        ' fo:min-height="0.8cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="A4"><style:footer>{foot}</style:footer></style:master-page>'
        "</office:master-styles></office:document-styles>\n"
    )


def automatic_styles(widths: Iterable[int]) -> str:
    """Return the styles of tables and lists, which stand in `content.xml`.

    Args:
        widths: of columns, each beside the others in its table.
    """
    table = {"style:width": "16.4cm", "table:align": "margins"}
    made = [
        _style("Figures", "table", {"table": table}),
        _style("Row", "table-row", {"table-row": {"fo:keep-together": "always"}}),
        _style("Heading", "table-cell", {"table-cell": {"fo:border-bottom": _RULE, **_PADDED}}),
        _style("Cell", "table-cell", {"table-cell": {"fo:border-bottom": _THIN, **_PADDED}}),
    ]
    for each in sorted(widths):
        width = {"style:rel-column-width": f"{each}*"}
        made.append(_style(f"Width{each}", "table-column", {"table-column": width}))
    lists = _list("Bullets", "•", "\u2013") + _numbered("Sources")
    return f"<office:automatic-styles>{''.join(made)}{lists}</office:automatic-styles>"


def _default(language: str) -> str:
    tongue, _, country = language.partition("-")
    text = {
        "fo:font-size": "11pt",
        "fo:font-family": "'Source Sans 3', 'Noto Sans', Calibri, Arial, sans-serif",
        "fo:language": tongue,
        "fo:country": country or {"en": "GB", "cy": "GB"}.get(tongue, "none"),
    }
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        ' style:tab-stop-distance="1.25cm" fo:orphans="2" fo:widows="2"/>'
        f"<style:text-properties{_attributes(text)}/></style:default-style>"
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )


def _named() -> Iterator[str]:
    for name, paragraph, text in _PARAGRAPHS:
        yield _style(name, "paragraph", {"paragraph": paragraph, "text": text}, "Standard")
    for level, (size, above) in enumerate(_HEADINGS, 1):
        space = {"fo:margin-top": above, "fo:margin-bottom": "0.2cm", **_KEPT}
        look = {"fo:font-size": size, **_BOLD, **({"fo:color": _ACCENT} if level == 2 else {})}  # noqa: PLR2004
        both = {"paragraph": space, "text": look}
        yield _style(f"Heading {level}", "paragraph", both, "Standard", level)
    for name, text in _SPANS.items():
        yield _style(name, "text", {"text": text})


def _style(
    name: str,
    family: str,
    properties: Mapping[str, Properties],
    parent: str = "",
    outline: int | None = None,
) -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    level = f' style:default-outline-level="{outline}"' if outline else ""
    inside = "".join(
        f"<style:{kind}-properties{_attributes(each)}/>"
        for kind, each in properties.items()
        if each
    )
    return (
        f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}"'
        f' style:family="{family}"{above}{level}>{inside}</style:style>'
    )


def _list(name: str, *bullets: str) -> str:
    levels = "".join(
        f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="{bullet}">'
        f"{_indent(level)}</text:list-level-style-bullet>"
        for level, bullet in enumerate(bullets, 1)
    )
    return f'<text:list-style style:name="{name}">{levels}</text:list-style>'


def _numbered(name: str) -> str:
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-number text:level="1"'
        f' style:num-format="1" style:num-suffix=".">{_indent(1)}</text:list-level-style-number>'
        "</text:list-style>"
    )


def _indent(level: int) -> str:
    return (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' fo:text-indent="-0.6cm" fo:margin-left="{level * 0.6:.1f}cm"/>'
        "</style:list-level-properties>"
    )


def _attributes(properties: Properties) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in properties.items())
