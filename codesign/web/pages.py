"""Draws the HTML pages: one base layout, GOV.UK components, plain words.

Everything put into a template is escaped, unless it was made here as markup.
Pages are personal and never kept by caches.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import jinja2
import jinja2.meta
import segno
from markupsafe import Markup
from starlette.responses import HTMLResponse

from codesign.web.assets import Assets
from codesign.web.doors import WEB_FOLDER, Doors

NO_STORE: Final = {"Cache-Control": "no-store"}
UNNAMED: Final = "Workshop"
_TEMPLATES: Final = WEB_FOLDER / "templates"


class Pages:
    """The templates, and what every page needs.

    Args:
        doors: where the built front end lies.
    """

    def __init__(self, doors: Doors) -> None:
        self.assets = Assets(doors.static_folder / "build")
        self._templates = _compiled_templates()

    def page(self, template: str, status: int = 200, **context: object) -> HTMLResponse:
        """Return the page of that name."""
        return self.drawn(template, context, status)

    def drawn(
        self, template: str, context: Mapping[str, object], status: int = 200
    ) -> HTMLResponse:
        """Return the page of that name, for a context made elsewhere."""
        html = self._templates.get_template(template).render(
            context, stylesheet=self.assets.stylesheet()
        )
        return HTMLResponse(html, status_code=status, headers=NO_STORE)


def qr_code(text: str) -> Markup:
    """Return the text as a QR code in SVG; black on white, so that it scans in the dark too."""
    code = segno.make(text, error="m", micro=False)
    # segno writes only numbers and colours of ours into it, never the text.
    return Markup(code.svg_inline(border=4, light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704


def in_history(workshop: Mapping[str, object]) -> str:
    """Return how a workshop is called where a browser keeps it: tabs and the history.

    On a shared phone the next person reads that; a sensitive workshop is not named there.
    """
    return UNNAMED if workshop["sensitive"] else str(workshop["title"])


@cache
def _compiled_templates() -> jinja2.Environment:
    """Return the templates, compiled once a process and before anybody waits for one.

    GOV.UK's take half a second, in which no room could say a word.
    """
    templates = jinja2.Environment(loader=_loader(), autoescape=True, trim_blocks=True)
    templates.filters["in_history"] = in_history
    done: set[str] = set()
    for path in _TEMPLATES.glob("*.html"):
        _compile(templates, path.name, done)
    return templates


def _loader() -> jinja2.BaseLoader:
    govuk = jinja2.PackageLoader("govuk_frontend_jinja")
    ours = jinja2.FileSystemLoader(_TEMPLATES)
    return jinja2.ChoiceLoader([ours, jinja2.PrefixLoader({"govuk_frontend_jinja": govuk})])


def _compile(templates: jinja2.Environment, name: str, done: set[str]) -> None:
    """Compile a template and all it refers to; what is compiled already is only looked up."""
    if name in done or templates.loader is None:
        return
    done.add(name)
    templates.get_template(name)
    source, _, _ = templates.loader.get_source(templates, name)
    for other in jinja2.meta.find_referenced_templates(templates.parse(source)):
        if other is not None:
            _compile(templates, other, done)
