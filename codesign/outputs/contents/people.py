"""What documents print of the workshop and its people."""

from collections.abc import Iterator
from typing import Final

from codesign.domain import events as e
from codesign.domain.events import Capacity
from codesign.outputs.contents.writer import Written
from codesign.outputs.dates import Dates
from codesign.outputs.decision import interest_lines
from codesign.outputs.document import (
    Block,
    Column,
    Fact,
    Facts,
    Line,
    Missing,
    Paragraph,
    Row,
    Table,
)
from codesign.outputs.one_page import people
from codesign.projections.decision_record import declared
from codesign.projections.keys import WORKSHOP
from codesign.projections.reading import Reading
from codesign.projections.summary import summary
from codesign.projections.wording import sentence

_CAPACITIES: Final[dict[Capacity, str]] = {
    "delegated_authority": "may say yes for it",
    "subject_to_governance": "may say yes, subject to its own decision",
    "officer_view": "gives an officer's view",
    "community_view": "gives a community's view",
}


def purpose(reading: Reading) -> Written:
    """Print the question and when people met."""
    found, dates = summary(reading), Dates(reading.workshop["timezone"])
    if not found.question:
        return Missing(where="write the question in the settings of the workshop", to="/settings")
    asked = Line(text=found.question, source=found.titled_seq)
    met = (
        Line(
            text=sentence(f"{each.title}: {dates.span(each.starts_at, each.ends_at)}"),
            source=each.seq,
        )
        for each in found.sittings
    )
    facts = [Fact(name="The question", lines=(asked,))]
    lines = tuple(met)
    if lines:
        facts.append(Fact(name="Worked on", lines=lines))
    return (Facts(facts=tuple(facts)),)


def place(reading: Reading) -> Written:
    """Print the place, its code and who leads."""
    record = reading.workshop
    if not record["place"] and not record["lead"]:
        return Missing(where="name the place in the settings of the workshop", to="/settings")
    return (Facts(facts=tuple(_place(reading))),)


def _place(reading: Reading) -> Iterator[Fact]:
    record = reading.workshop
    if record["place"]:
        coded = f" ({record['area']})" if record["area"] else ""
        source = reading.source(WORKSHOP, e.PlaceNamed)
        yield Fact(name="Place", lines=(Line(text=f"{record['place']}{coded}", source=source),))
    lead = reading.rows("organisations").get(record["lead"] or "")
    if lead is not None:
        source = reading.source(WORKSHOP, e.LeadNamed)
        yield Fact(name="Led by", lines=(Line(text=lead["name"], source=source),))


def partners(reading: Reading) -> Written:
    """Print the organisations, in the order they were added."""
    rows = tuple(_partners(reading))
    if not rows:
        return Missing(where="add the organisations before or during the meeting", to="/prepare")
    known = reading.view in {"partner", "facilitator"}
    columns = ("Organisation", "Identifier", "Part in the workshop")
    return (
        Table(
            caption="Each organisation and its part",
            columns=tuple(Column(name=each) for each in columns),
            rows=rows,
            note="" if known else "Who may bid for the work is known to those who plan it.",
        ),
    )


def _partners(reading: Reading) -> Iterator[Row]:
    lead = reading.workshop["lead"]
    for key, each in reading.rows("organisations").items():
        identifiers = ", ".join(f"{it['scheme']} {it['id']}" for it in each["identifiers"])
        parts = ["leads"] if key == lead else []
        parts += ["may bid for the work"] if each.get("potential_provider") else []
        parts += ["has a voice of its own"] if "capacity" in each else []
        source = reading.source(("organisations", key), e.OrganisationAdded)
        yield Row(
            cells=(each["name"], identifiers or "none given", ", ".join(parts)), source=source
        )


def participation(reading: Reading) -> Written:
    """Print how many took part, by organisation."""
    found = summary(reading)
    if not found.attendance.people:
        return Missing(where="let people join with the code", to="")
    return tuple(people(found))


def interests(reading: Reading) -> Written:
    """Print the conflicts of interest that were declared."""
    marks = reading.marks.of(e.InterestDeclared)
    seq = marks[-1].seq if marks else None
    return (Paragraph(lines=tuple(interest_lines(reading.interests, declared(reading), seq))),)


def voices(reading: Reading) -> Written:
    """Print who speaks for each organisation, and in what capacity."""
    rows = tuple(
        Row(
            cells=(each["name"], _CAPACITIES[each["capacity"]]),
            source=reading.source(("organisations", key), e.MandateGiven),
        )
        for key, each in reading.rows("organisations").items()
        if "capacity" in each
    )
    if not rows:
        return Missing(
            where="say who speaks for each organisation, at the facilitator's desk", to=""
        )
    return tuple(_voices(rows))


def _voices(rows: tuple[Row, ...]) -> Iterator[Block]:
    yield Table(
        caption="Who speaks for each organisation",
        columns=(Column(name="Organisation"), Column(name="Its voice in this workshop")),
        rows=rows,
    )
    said = Line(text="Where each of them stands on one exact version:")
    asked = Missing(where="ask each organisation where it stands, in the room", to="")
    yield Paragraph(lines=(said, asked))
