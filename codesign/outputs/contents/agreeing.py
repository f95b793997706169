"""What documents print of agreement: where each organisation stands, on which version, and why."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codesign.domain.events import (
    AgreementTermsSet,
    Capacity,
    Impact,
    Level,
    PositionGiven,
)
from codesign.domain.ids import RedesignId
from codesign.outputs.contents import people
from codesign.outputs.contents.designing import titled
from codesign.outputs.contents.writer import Written
from codesign.outputs.dates import day_said
from codesign.outputs.document import (
    Block,
    Bullets,
    Column,
    Item,
    Line,
    Missing,
    Paragraph,
    Row,
    Section,
    Table,
)
from codesign.outputs.formal import formal_line
from codesign.projections.decision_record import formal_decisions
from codesign.projections.reading import Reading
from codesign.projections.stands import stands
from codesign.projections.wording import REMOVED, listed, sentence

Record = Mapping[str, Any]

LEVELS_SAID: Final[dict[Level, str]] = {
    "will_deliver": "will deliver it",
    "endorse": "endorses it",
    "consent": "consents",
    "consent_with_reservations": "consents with reservations",
    "stand_aside": "stands aside",
    "object": "objects",
}
CAPACITIES_SAID: Final[dict[Capacity, str]] = {
    "delegated_authority": "with delegated authority",
    "subject_to_governance": "subject to its own decision",
    "officer_view": "as an officer's view",
    "community_view": "as a community's view",
}
_GIVEN: Final[dict[PositionGiven, str]] = {
    "room": "in the room",
    "link": "by a personal link",
    "written": "in writing, entered by those who run the workshop",
}
_IMPACTS: Final[dict[Impact, str]] = {
    "positive": "better",
    "neutral": "no difference",
    "negative": "worse",
    "unknown": "not known yet",
}


def agreement(reading: Reading) -> Written:
    """Print a row for each position that stands, what it holds on, and what is missing."""
    return tuple(_agreements(reading)) or people.voices(reading)


def _agreements(reading: Reading) -> Iterator[Block]:
    agreements = reading.rows("agreements")
    positions = _standing(reading)
    for key, found in agreements.items():
        said = [each for each in positions if each["redesign"] == key]
        rows = (*(_position(reading, each) for each in said), *_awaited(reading, key))
        of = titled(reading, key)
        if rows:
            names = ("Organisation", "Level", "Capacity", "On version", "Given")
            columns = tuple(Column(name=each) for each in names)
            note = "What it says is of that version: one that was changed since is asked for anew."
            yield Table(caption=f"Positions on {of}", columns=columns, rows=rows, note=note)
        if rows or "agreed_version" in found:
            yield Paragraph(lines=tuple(_came_of_it(found, of, reading)))
    conditions = tuple(_conditions(reading, {each["id"] for each in positions}))
    if conditions:
        yield Section(heading="Conditions", blocks=(Bullets(items=conditions),))
    decided = tuple(_formal(reading))
    if decided:
        yield Section(heading="Formal decisions", blocks=(Bullets(items=decided),))


def _standing(reading: Reading) -> list[dict[str, Any]]:
    rows = reading.rows("positions").items()
    found = ({**each, "id": key} for key, each in rows)
    return [
        each for each in found if each["replaced_by"] is None and each["withdrawn_reason"] is None
    ]


def _position(reading: Reading, position: Record) -> Row:
    stands = reading.rows("redesigns").get(position["redesign"], {}).get("version")
    stale = "" if stands == position["version"] else f" (it stands at {stands} now)"
    authority = f": {position['authority']}" if position["authority"] else ""
    post = f", {position['signatory']}" if position.get("signatory") else ""
    cells = (
        organisation_named(reading, position["organisation"]),
        LEVELS_SAID[position["level"]],
        f"{CAPACITIES_SAID[position['capacity']]}{authority}",
        f"{position['version']}{stale}",
        f"{_GIVEN[position['given']]}{post}",
    )
    return Row(cells=cells, source=position["seq"])


def _awaited(reading: Reading, redesign: str) -> Iterator[Row]:
    """Yield a row for each organisation that must agree and has not said where it stands."""
    source = reading.source(("agreements", redesign), AgreementTermsSet)
    for each in stands(reading, RedesignId(redesign)):
        if each.position is None:
            yield Row(cells=(each.name, "has not said yet", "", "", "awaited"), source=source)


def _came_of_it(found: Record, of: str, reading: Reading) -> Iterator[Line | Missing]:
    if "agreed_version" in found and found["set_aside"] is None:
        text = f"Version {found['agreed_version']} of {of} is agreed."
        yield Line(text=text, source=found["agreed_seq"], tone="strong")
    elif found["missing"]:
        latest = max((int(each["seq"]) for each in _standing(reading)), default=None)
        yield Line(text=f"Not agreed. {sentence(found['missing'])}", source=latest)


def _conditions(reading: Reading, standing: set[str]) -> Iterator[Item]:
    for each in reading.rows("conditions").values():
        if each["position"] in standing:
            position = reading.rows("positions")[each["position"]]
            who = organisation_named(reading, position["organisation"])
            due = f", by {day_said(each['due'])}" if each["due"] else ""
            owner = f" ({each['owner']}{due})" if each["owner"] else due
            met = "met" if each["met"] else "not met yet"
            text = sentence(f"{who}: {each['text'] or REMOVED}{owner}; {met}")
            yield Item(line=Line(text=text, source=each["seq"]))


def _formal(reading: Reading) -> Iterator[Item]:
    for each in formal_decisions(reading):
        of = titled(reading, each["redesign"])
        below = [Line(text=f"Of {of}, version {each['version']}.", source=each["seq"])]
        if each["reasons"]:
            below.append(Line(text=sentence(f"Because: {each['reasons']}"), source=each["seq"]))
        yield Item(line=formal_line(each), below=tuple(below))


def equality(reading: Reading) -> Written:
    """Print what it would mean for people whom the law protects; unknown is an answer too."""
    rows = tuple(
        Row(
            cells=(
                each["characteristic"].replace("_", " ").capitalize(),
                _IMPACTS[each["impact"]],
                each["evidence"] or "none given",
                _followed_up(each),
            ),
            source=each["seq"],
        )
        for each in reading.rows("equality_impacts").values()
    )
    if not rows:
        return Missing(where="say what the redesign means for protected groups, in the room", to="")
    names = ("People", "What it means for them", "Evidence", "What is done about it")
    columns = tuple(Column(name=each) for each in names)
    table = Table(caption="What it means for people the law protects", columns=columns, rows=rows)
    return (table, *_to_find_out(reading))


def _followed_up(impact: Record) -> str:
    said = impact["mitigation"] or "nothing said"
    return f"{said}, by {day_said(impact['due'])}" if impact["due"] else str(said)


def unknown_impacts(reading: Reading) -> list[Record]:
    """Return the assessments of which nobody knows yet what they will find."""
    assessed = reading.rows("equality_impacts").values()
    return [each for each in assessed if each["impact"] == "unknown"]


def _to_find_out(reading: Reading) -> Iterator[Block]:
    """Say what is not known yet, and where nobody said by when it is found out."""
    unknown = unknown_impacts(reading)
    if not unknown:
        return
    people = listed(each["characteristic"].replace("_", " ") for each in unknown)
    source = max(int(each["seq"]) for each in unknown)
    lines: list[Line | Missing] = [Line(text=f"Not known yet: {people}.", source=source)]
    if not all(each["due"] for each in unknown):
        where = "say so, in the room"
        lines.append(Missing(what="By when it is found out", where=where))
    yield Paragraph(lines=tuple(lines))


def organisation_named(reading: Reading, key: str) -> str:
    """Return what an organisation is called."""
    known = reading.rows("organisations").get(key)
    return REMOVED if known is None else str(known["name"])
