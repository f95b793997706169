"""Draws the HTML pages: one base layout, GOV.UK components, plain words.

Everything put into a template is escaped, unless it was made here as markup.
Pages are personal and never kept by caches. One that is drawn for a `reader` speaks
their language; the others are for who runs things, and speak English.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import jinja2
import jinja2.meta
import segno
from markupsafe import Markup
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from codesign.web.assets import Assets
from codesign.web.doors import WEB_FOLDER, Doors
from codesign.web.forms import Form
from codesign.web.languages import (
    LANGUAGES,
    OTHERWISE,
    language_of,
    other_languages,
    remember_language,
)
from codesign.web.phrases import say, say_counted, spoken, spoken_in

NO_STORE: Final = {"Cache-Control": "no-store"}
UNNAMED: Final = "Workshop"
_TEMPLATES: Final = WEB_FOLDER / "templates"


class Pages:
    """The templates, and what every page needs.

    Args:
        doors: where the built front end lies.
    """

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self.assets = Assets(doors.static_folder / "build")
        self._templates = compiled_templates()

    def page(
        self,
        template: str,
        status: int = 200,
        *,
        reader: HTTPConnection | None = None,
        **context: object,
    ) -> HTMLResponse:
        """Return the page of that name, in the language of its reader."""
        return self.drawn(template, context, status, reader=reader)

    def drawn(
        self,
        template: str,
        context: Mapping[str, object],
        status: int = 200,
        *,
        reader: HTTPConnection | None = None,
    ) -> HTMLResponse:
        """Return the page of that name, for a context made elsewhere."""
        language = OTHERWISE if reader is None else language_of(reader)
        with spoken_in(language):
            html = self._templates.get_template(template).render(
                context,
                stylesheet=self.assets.stylesheet(),
                other_languages={} if reader is None else other_languages(reader, language),
            )
        response = HTMLResponse(html, status_code=status, headers=NO_STORE)
        if reader is not None:
            remember_language(reader, response, secure=self._doors.is_https(reader))
        return response


def qr_code(text: str) -> Markup:
    """Return the text as a QR code in SVG; black on white, so that it scans in the dark too."""
    code = segno.make(text, error="m", micro=False)
    # segno writes only numbers and colours of ours into it, never the text.
    return Markup(code.svg_inline(border=4, light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704


def error_of(form: Form, name: str) -> dict[str, str] | None:
    """Return what is wrong with a field, as GOV.UK's components take it."""
    if name not in form.errors:
        return None
    return {"text": say(form.errors[name]), "visuallyHiddenText": say("Error")}


def in_history(workshop: Mapping[str, object]) -> str:
    """Return how a workshop is called where a browser keeps it: tabs and the history.

    On a shared phone the next person reads that; a sensitive workshop is not named there.
    """
    return say(UNNAMED) if workshop["sensitive"] else str(workshop["title"])


@cache
def compiled_templates() -> jinja2.Environment:
    """Return the templates, compiled once a process and before anybody waits for one.

    GOV.UK's take half a second, in which no room could say a word.
    """
    templates = jinja2.Environment(
        loader=_loader(), autoescape=True, trim_blocks=True, extensions=["jinja2.ext.i18n"]
    )
    templates.policies["ext.i18n.trimmed"] = True
    # The extension adds it, which no type checker sees.
    install = templates.install_gettext_callables  # type: ignore[attr-defined]
    install(say, say_counted, newstyle=True)
    templates.globals |= {"spoken": spoken, "called": LANGUAGES, "error_of": error_of}
    templates.filters |= {"in_history": in_history, "said": say}
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
