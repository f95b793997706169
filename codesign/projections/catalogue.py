"""What of a workshop is in the catalogue: agreed designs, their outcomes, and the workshop itself.

Only a published workshop is in it, and of it what everybody may see: each row is made of
the records of the public view. A redesign is in it while its agreement stands. The
illustrative workshop that every server has is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from codesign.domain.ids import RedesignId, WorkshopId
from codesign.domain.workshop import Workshop
from codesign.methods.splits import FEWEST
from codesign.programmes.example import WORKSHOP as ILLUSTRATION
from codesign.projections.records import RENDERERS
from codesign.projections.records.redesigns import version_key

# Of the rules below: a change of what is in a row, or which rows there are, is a new version,
# by which every server makes its tables anew.
VERSION: Final = 1

Table = Literal["designs", "outcomes", "workshops"]
# What rows are found by. `from` is the workshop that theirs takes up, and the design of it.
Facet = Literal["place", "area", "service", "model", "programme", "year", "from"]

# As its renderer has it.
_Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A row of the catalogue; see `store.tables.TableRow` for what is done with each part."""

    table: Table
    key: str
    order: int
    facets: tuple[tuple[Facet, str], ...]
    words: str
    record: Mapping[str, Any]
    figures: Mapping[str, int] = field(default_factory=dict)


def catalogue_rows(workshop_id: WorkshopId, workshop: Workshop) -> Sequence[CatalogueRow]:
    """Return the rows of a workshop as it stands; none where it is not public."""
    if workshop_id == ILLUSTRATION or not workshop.published:
        return ()
    if workshop.sensitive or workshop.practice is not None:
        return ()
    return _Public(workshop_id, workshop).rows()


class _Public:
    """A workshop with the eyes of everybody."""

    def __init__(self, workshop_id: WorkshopId, workshop: Workshop) -> None:
        self._id = workshop_id
        self._workshop = workshop
        self._about = self._record("workshop", "workshop") or {}
        self._zone = ZoneInfo(workshop.timezone)

    def rows(self) -> list[CatalogueRow]:
        designs = [*self._designs()]
        outcomes = [each for design in designs for each in _outcomes(design)]
        return [*designs, *outcomes, self._itself(designs)]

    # --- designs ------------------------------------------------------------

    def _designs(self) -> Iterator[CatalogueRow]:
        for key, agreement in self._agreed():
            version = self._record(
                "redesign_versions", version_key(key, agreement["agreed_version"])
            )
            if version is not None and version["design"].get("title"):
                yield self._design(key, version, agreement)

    def _agreed(self) -> Iterator[tuple[RedesignId, _Record]]:
        """Yield what is agreed, as long as no later version or anything else set it aside."""
        for key in self._workshop.redesigns:
            agreement = self._record("agreements", key)
            if agreement and "agreed_version" in agreement and not agreement["set_aside"]:
                yield key, agreement

    def _design(self, key: RedesignId, version: _Record, agreement: _Record) -> CatalogueRow:
        design: Mapping[str, Any] = version["design"]
        year = self._year(agreement["agreed_at"])
        record: dict[str, Any] = {
            "workshop": self._place_and_name(),
            "title": design["title"],
            "version": version["version"],
            "hash": version["hash"],
            "lang": version["lang"] or self._workshop.language,
            "agreed_at": agreement["agreed_at"],
            "agreed_seq": agreement["agreed_seq"],
            "rule": agreement["rule"],
            "year": year,
            "design": {each: design[each] for each in design if each not in _NAMED},
            "needs": self._needs(design.get("needs", ())),
            "partners": self._partners(design.get("partners", ())),
            "positions": self._positions(key, version["version"]),
            "formal_decisions": self._formal_decisions(key),
            "pool": self._pledged(key),
            "benefit": self._benefit(key),
            "outputs": self._outputs(),
        }
        facets = [*self._facets(), ("year", year)]
        facets += _given(("service", one_case(design.get("service", ""))))
        facets += _given(("model", design.get("delivery_model") or ""))
        return CatalogueRow(
            table="designs",
            key=key,
            order=agreement["agreed_at"],
            facets=tuple(facets),
            words=" ".join(_said(record)),
            record=record,
        )

    def _partners(self, partners: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
        named = ((self._called(each["organisation"]), each.get("part", "")) for each in partners)
        return [{"name": name, "part": part} for name, part in named if name]

    def _positions(self, key: RedesignId, version: int) -> list[dict[str, Any]]:
        found = []
        for position in self._workshop.positions.values():
            record = self._record("positions", position.id)
            if record is None or position.redesign != key or position.version != version:
                continue
            if not position.stands:
                continue
            found.append(
                {
                    "name": self._called(position.organisation),
                    "level": record["level"],
                    "capacity": record["capacity"],
                    "authority": record["authority"],
                    "conditions": self._conditions(position.conditions),
                }
            )
        return found

    def _conditions(self, keys: Sequence[str]) -> list[dict[str, Any]]:
        records = (self._record("conditions", each) for each in keys)
        told = ("text", "owner", "due", "met")
        return [{name: each[name] for name in told} for each in records if each is not None]

    def _formal_decisions(self, key: RedesignId) -> list[dict[str, Any]]:
        told = ("outcome", "body", "on", "minute", "call_in_until", "seq")
        return [
            {name: each[name] for name in told}
            for each in self._records("formal_decisions", self._workshop.formal_decisions)
            if each["redesign"] == key and each["withdrawn_reason"] is None
        ]

    def _pledged(self, key: RedesignId) -> Mapping[str, Any]:
        pool = self._record("pools", key)
        return {} if pool is None else pool["by_kind"]

    def _benefit(self, key: RedesignId) -> Mapping[str, Any]:
        """Return what the chosen option costs and brings in all years, in today's money."""
        options = self._workshop.entries.items()
        for option, each in options:
            if each.kind != "delivery_option":
                continue
            described = self._record("delivery_options", option)
            if described is None or described["redesign"] != key:
                continue
            if described["status"] == "preferred":
                found = self._record("cost_benefits", option)
                told = {} if found is None else {n: found[n] for n in ("npbi", "nppv", "bcr")}
                return {"label": described["label"], **told}
        return {}

    # --- what goes on from here -------------------------------------------

    def _open_themes(self) -> list[dict[str, Any]]:
        """Return the themes that no agreed design answers and nobody said anything about."""
        answered = self._answered("themes")
        answered |= {
            each["id"]
            for each in self._records("responses", self._workshop.responses)
            if each["about"] == "theme"
        }
        ideas = [*self._records("ideas", self._workshop.ideas)]
        found = []
        for theme in self._workshop.themes:
            record = self._record("themes", theme)
            if record is None or theme in answered or record["group"] is not None:
                continue
            if record["title"] and not record["redacted"]:
                under = [_words_of(each) for each in ideas if each["theme"] == theme]
                found.append(
                    {"id": theme, "title": record["title"], "ideas": [*filter(None, under)]}
                )
        return found

    def _open_needs(self) -> list[dict[str, Any]]:
        answered = self._answered("needs")
        return [
            {"id": key, **need}
            for key, need in self._each_need()
            if key not in answered and need["what"]
        ]

    def _answered(self, part: str) -> set[str]:
        """Return what agreed designs name as what they answer."""
        found: set[str] = set()
        for key, agreement in self._agreed():
            version = self._workshop.redesigns[key].version(agreement["agreed_version"])
            if version is not None:
                found |= {str(each) for each in getattr(version.design, part)}
        return found

    def _needs(self, keys: Sequence[str]) -> list[dict[str, Any]]:
        named = set(keys)
        return [need for key, need in self._each_need() if key in named and need["what"]]

    def _each_need(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for key, each in self._workshop.entries.items():
            record = self._record("needs", key) if each.kind == "need" else None
            if record is not None and not record["redacted"]:
                yield key, {name: record[name] for name in ("user_group", "what", "so_that")}

    # --- the workshop itself ------------------------------------------------

    def _itself(self, designs: Sequence[CatalogueRow]) -> CatalogueRow:
        year = self._year(self._workshop.created_at)
        record = {
            "workshop": self._place_and_name(),
            "seq": self._workshop.seq,
            "ancestor": self._about.get("ancestor"),
            "year": year,
            "themes": self._open_themes(),
            "needs": self._open_needs(),
            "designs": [{"id": each.key, "title": each.record["title"]} for each in designs],
        }
        return CatalogueRow(
            table="workshops",
            key=self._id,
            order=self._workshop.created_at,
            facets=(*self._facets(), ("year", year)),
            words=" ".join(_said(record)),
            record=record,
            figures=self._figures(designs),
        )

    def _figures(self, designs: Sequence[CatalogueRow]) -> dict[str, int]:
        came = sum(each.came for each in self._workshop.participants.values())
        pools = (each.record["pool"].get("pooled", {}) for each in designs)
        return {
            # So that no sum, and no difference of sums, tells of fewer.
            "people": came if came >= FEWEST else 0,
            "ideas": sum(1 for _ in self._records("ideas", self._workshop.ideas)),
            "designs": len(designs),
            "pooled": sum(int(each.get("confirmed", 0)) for each in pools),
        }

    def _facets(self) -> list[tuple[Facet, str]]:
        facets: list[tuple[Facet, str]] = []
        facets += _given(("place", one_case(self._workshop.place)), ("area", self._workshop.area))
        facets += [("programme", each) for each in self._programmes()]
        if (ancestor := self._workshop.ancestor) is not None:
            facets += _given(("from", ancestor.workshop), ("from", ancestor.redesign or ""))
        return facets

    def _programmes(self) -> list[str]:
        """Return the programmes in whose format something was published."""
        return sorted({str(each["programme"]) for each in self._outputs()})

    def _outputs(self) -> list[dict[str, Any]]:
        told = ("programme", "document", "format", "version", "at")
        records = self._records("outputs", self._workshop.outputs)
        return [{name: each[name] for name in told} for each in records]

    def _place_and_name(self) -> dict[str, Any]:
        told = ("title", "question", "place", "area", "language", "timezone")
        lead = self._about.get("lead")
        return {
            "id": self._id,
            **{name: self._about[name] for name in told},
            "lead": self._called(str(lead)) if lead else "",
        }

    def _called(self, organisation: str) -> str:
        record = self._record("organisations", organisation)
        return "" if record is None else str(record["name"])

    def _year(self, at_ms: int) -> str:
        return str(datetime.fromtimestamp(at_ms / 1000, self._zone).year)

    def _records(self, collection: str, keys: Mapping[Any, object]) -> Iterator[_Record]:
        records = (self._record(collection, each) for each in keys)
        return (each for each in records if each is not None)

    def _record(self, collection: str, key: str) -> _Record | None:
        if collection == "organisations" and key not in self._workshop.organisations:
            return None
        return RENDERERS[collection](self._workshop, key, "public")


# Parts of a design that name things of its workshop by their identifiers.
_NAMED: Final = frozenset({"needs", "ideas", "themes", "assets", "decision", "partners"})
_UNSAID: Final = frozenset(
    {"id", "hash", "area", "language", "timezone", "lang", "rule", "year", "outputs", "ancestor"}
)


def _outcomes(design: CatalogueRow) -> Iterator[CatalogueRow]:
    for number, outcome in enumerate(design.record["design"].get("outcomes", ())):
        record = {
            **outcome,
            "design": design.key,
            "title": design.record["title"],
            "workshop": design.record["workshop"],
        }
        yield CatalogueRow(
            table="outcomes",
            key=f"{design.key}.{number}",
            order=design.order,
            facets=design.facets,
            words=" ".join(_said(outcome)),
            record=record,
        )


def one_case(name: str) -> str:
    """Return a name so that it is one however it was typed: "home  care" is "Home care"."""
    line = " ".join(name.split())
    return line[:1].upper() + line[1:]


def _given(*facets: tuple[Facet, str]) -> list[tuple[Facet, str]]:
    return [each for each in facets if each[1]]


def _words_of(idea: Mapping[str, Any]) -> str:
    if idea["redacted"] or idea["group"] is not None:
        return ""
    return str(idea.get("tidied") or idea["text"])


def _said(value: object) -> Iterator[str]:
    """Yield all that is said in words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if key not in _UNSAID:
                yield from _said(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _said(each)
