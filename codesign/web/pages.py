"""Draws the HTML pages: one base layout, GOV.UK components, plain words.

Everything put into a template is escaped, unless it was made here as markup.
Pages are personal and never kept by caches.
"""

from collections.abc import Mapping
from typing import Final

import jinja2
import segno
from markupsafe import Markup
from starlette.responses import HTMLResponse

from codesign.web.assets import Assets
from codesign.web.doors import WEB_FOLDER, Doors

NO_STORE: Final = {"Cache-Control": "no-store"}


class Pages:
    """The templates, and what every page needs.

    Args:
        doors: where the built front end lies.
    """

    def __init__(self, doors: Doors) -> None:
        self.assets = Assets(doors.static_folder / "build")
        self._templates = jinja2.Environment(
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FileSystemLoader(WEB_FOLDER / "templates"),
                    jinja2.PrefixLoader(
                        {"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}
                    ),
                ]
            ),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["stylesheet"] = self.assets.stylesheet

    def page(self, template: str, status: int = 200, **context: object) -> HTMLResponse:
        """Return the page of that name."""
        return self.drawn(template, context, status)

    def drawn(
        self, template: str, context: Mapping[str, object], status: int = 200
    ) -> HTMLResponse:
        """Return the page of that name, for a context made elsewhere."""
        html = self._templates.get_template(template).render(context)
        return HTMLResponse(html, status_code=status, headers=NO_STORE)


def qr_code(text: str) -> Markup:
    """Return the text as a QR code in SVG; black on white, so that it scans in the dark too."""
    code = segno.make(text, error="m", micro=False)
    # segno writes only numbers and colours of ours into it, never the text.
    return Markup(code.svg_inline(border=4, light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704
