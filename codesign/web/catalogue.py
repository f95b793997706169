"""The catalogue's pages: what was agreed in all published workshops, to be found and begun from.

Everybody may read them. What is in them was drawn from what everybody may see, a moment
ago (`projections/catalogue.py`).
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, get_args
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from codesign.domain.ids import WorkshopId
from codesign.outputs.contents.agreeing import CAPACITIES_SAID, LEVELS_SAID
from codesign.outputs.contents.designing import MODELS
from codesign.outputs.contents.weighing import PLEDGES_SAID
from codesign.outputs.contents.writer import CURRENCY
from codesign.outputs.dates import Dates, day_said
from codesign.outputs.figures import money
from codesign.outputs.formal import formal_line
from codesign.programmes.catalogue import PROGRAMMES
from codesign.projections.programme_figures import KINDS, By, Group, grouped, together
from codesign.store.tables import Found, Kept
from codesign.web.doors import Doors
from codesign.web.pages import Pages
from codesign.web.visitors import workshop_id

ON_A_PAGE: Final = 12
# More of a question nobody types.
_QUESTION_CHARS: Final = 200
# By what one looks, and how it is called.
FACETS: Final = {
    "place": "Place",
    "service": "Service",
    "model": "Who runs it",
    "year": "Year",
    "programme": "Programme",
}
# Of the number of a page; nobody leafs so far.
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for; `page` counts from 1."""

    words: str
    facets: Mapping[str, str]
    page: int

    def query(self, **changes: str | int) -> str:
        """Return it as it stands in an address, with changes; "" leaves something out."""
        asked = {"q": self.words, **self.facets, "page": self.page, **changes}
        kept = {name: each for name, each in asked.items() if each and (name, each) != ("page", 1)}
        return f"?{urlencode(kept)}" if kept else ""


class Catalogue:
    """The pages.

    Args:
        doors: where the tables are.
        pages: draws them.
    """

    def __init__(self, doors: Doors, pages: Pages) -> None:
        self._doors = doors
        self._pages = pages

    async def designs(self, request: Request) -> Response:
        """List agreed designs, the latest first, or those that are looked for."""
        return await self._list(request, "designs")

    async def outcomes(self, request: Request) -> Response:
        """List what agreed designs are to change for people."""
        return await self._list(request, "outcomes")

    async def figures(self, request: Request) -> Response:
        """Tell what all published workshops come to, by place, programme or year."""
        by = _by(request.query_params.get("by", "place"))
        groups, total = await self._read(partial(self._added_up, by))
        return self._pages.page(
            "catalogue_figures.html",
            by=by,
            kinds=KINDS,
            groups=groups,
            total=total,
            said=_said,
            money=_money,
            ready=await self._ready(),
        )

    async def design(self, request: Request) -> Response:
        """Show an agreed design."""
        key = workshop_id(request)
        found = await self._row("designs", key, request.path_params["redesign"])
        workshop = await self._row("workshops", key, key)
        if found is None or workshop is None:
            raise HTTPException(404)
        return self._pages.page(
            "catalogue_design.html",
            **await self._about(workshop, found.key),
            key=found.key,
            design=found.record,
            place=next((value for name, value in found.facets if name == "place"), ""),
            programmes=PROGRAMMES,
            levels=LEVELS_SAID,
            capacities=CAPACITIES_SAID,
            formal=[formal_line(each).text for each in found.record["formal_decisions"]],
            pledges=PLEDGES_SAID,
            models=MODELS,
            money=_money,
            day_said=day_said,
        )

    async def workshop(self, request: Request) -> Response:
        """Show what was agreed in a workshop, and what it left open."""
        key = workshop_id(request)
        found = await self._row("workshops", key, key)
        if found is None:
            raise HTTPException(404)
        return self._pages.page("catalogue_workshop.html", **await self._about(found, key))

    def _added_up(self, by: By) -> tuple[list[Group], Group]:
        rows = self._doors.tables.figures("workshops")
        return grouped(rows, by), together(rows)

    async def _about(self, found: Kept, taken: str) -> dict[str, Any]:
        """Return what the pages about one workshop and about one design of it share.

        `taken` names the one or the other, for what started from it.
        """
        about = found.record["workshop"]
        started = await self._read(
            partial(self._doors.tables.find, "workshops", {"from": taken}, limit=ON_A_PAGE)
        )
        return {
            "began_from": await self._began_from(found.record["ancestor"]),
            "started": [each.record["workshop"] for each in started.rows],
            "source": about,
            "open": {"themes": found.record["themes"], "needs": found.record["needs"]},
            "designs": found.record["designs"],
            "dates": Dates(str(about["timezone"])),
        }

    async def _began_from(self, ancestor: Mapping[str, Any] | None) -> dict[str, str] | None:
        """Return what a workshop takes up, with an address where that is public still."""
        if ancestor is None:
            return None
        key, redesign = WorkshopId(ancestor["workshop"]), ancestor["redesign"]
        workshop = await self._row("workshops", key, key)
        if workshop is None:
            return {"title": "", "path": ""}
        design = await self._row("designs", key, redesign) if redesign else None
        if design is not None and design.record["hash"] == ancestor["hash"]:
            return {"title": design.record["title"], "path": f"/catalogue/{key}/{redesign}"}
        return {"title": workshop.record["workshop"]["title"], "path": f"/catalogue/{key}"}

    async def _list(self, request: Request, table: str) -> Response:
        asked = _asked(request)
        find = partial(
            self._doors.tables.find,
            table,
            asked.facets,
            asked.words,
            limit=ON_A_PAGE,
            offset=(asked.page - 1) * ON_A_PAGE,
        )
        found: Found = await self._read(find)
        pages = -(-found.total // ON_A_PAGE)
        if asked.page > max(1, pages):
            raise HTTPException(404)
        return self._pages.page(
            f"catalogue_{table}.html",
            asked=asked,
            found=found,
            pages=pages,
            choices={each: await self._choices(table, each) for each in FACETS},
            facets=FACETS,
            said=_said,
            models=MODELS,
            dates=Dates,
            ready=await self._ready(),
        )

    async def _choices(self, table: str, facet: str) -> dict[str, str]:
        """Return the values one may choose of, as they are said, in that order."""
        values = await self._read(partial(self._doors.tables.values, table, facet))
        said = {value: f"{_said(facet, value)} ({many})" for value, many in values}
        latest_first = facet == "year"
        return dict(sorted(said.items(), key=lambda each: each[1].casefold(), reverse=latest_first))

    async def _row(self, table: str, workshop: WorkshopId, key: str) -> Kept | None:
        found: Kept | None = await self._read(partial(self._doors.tables.row, table, workshop, key))
        return found

    async def _ready(self) -> bool:
        """Tell whether there is a catalogue at all: at first, and after an upgrade, it is made."""
        edition = await self._read(self._doors.tables.in_use)
        return edition is not None and edition.version == self._doors.tables.version

    async def _read(self, ask: Any) -> Any:  # noqa: ANN401 - whatever is asked
        return await asyncio.to_thread(ask)


def _asked(request: Request) -> Asked:
    given = request.query_params
    page = given.get("page", "1")
    if not page.isascii() or not page.isdecimal() or len(page) > _DIGITS or int(page) < 1:
        raise HTTPException(404)
    return Asked(
        words=given.get("q", "").strip()[:_QUESTION_CHARS],
        facets={each: given[each] for each in FACETS if given.get(each)},
        page=int(page),
    )


def _by(asked: str) -> By:
    for each in get_args(By):
        if each == asked:
            return each  # type: ignore[no-any-return]
    raise HTTPException(404)


def _said(facet: str, value: str | None) -> str:
    """Say a value as people do."""
    if value is None:
        return "Not said"
    if facet == "model":
        return next((said for code, said in MODELS.items() if code == value), value)
    if facet == "programme" and value in PROGRAMMES:
        return PROGRAMMES[value].title
    return value


def _money(minor: int) -> str:
    """Say an amount to the pound, which is as exact as estimates are."""
    return money(round(minor, -2), CURRENCY)
