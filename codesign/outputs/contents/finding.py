"""What documents print of how things are now: needs, evidence, journeys, assets and barriers."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from codesign.outputs.contents.writer import Written, money_column
from codesign.outputs.dates import day_said
from codesign.outputs.document import Bullets, Column, Item, Line, Missing, Row, Table
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED, sentence

Entry = Mapping[str, Any]

_IN_NEEDS: Final = "add it in the stage about needs, in the room"
_EVIDENCE: Final = {
    "statistic": "A figure",
    "study": "A study",
    "what_works": "What works elsewhere",
    "testimony": "What somebody told",
    "inspection": "An inspection",
    "complaint": "A complaint",
    "lived_experience": "Lived experience",
}
_LANES: Final = {"user": "Who uses it", "staff": "Staff"}


def needs(reading: Reading) -> Written:
    """Print who needs what, so that why, with the evidence that speaks of it below."""
    known = printed(reading, "evidence")
    items = [_need(key, each, known) for key, each in printed(reading, "needs").items()]
    items += _said_about_needs(reading)
    if not items:
        return Missing(where="say who needs what in the stage about needs, in the room", to="")
    return (Bullets(items=tuple(items)),)


def _said_about_needs(reading: Reading) -> Iterator[Item]:
    """Yield what was said as an idea where the workshop asked what people need."""
    asked = {key for key, each in reading.rows("stages").items() if each["kind"] == "needs"}
    for each in sorted(reading.ideas(None).values(), key=lambda each: int(each["seq"])):
        if each["stage"] in asked:
            yield Item(line=Line(text=each["text"] or REMOVED, source=each["words_seq"]))


def _need(key: str, need: Entry, known: Mapping[str, Entry]) -> Item:
    why = f" so that {need['so_that']}" if need["so_that"] else ""
    text = f"{need['user_group'] or REMOVED} need {need['what'] or REMOVED}{why}"
    scale = [f"How many: {need['scale']}"] if need["scale"] else []
    below = [Line(text=sentence(each), source=need["words_seq"]) for each in scale]
    below += (
        Line(text=_evidence_told(each), source=each["words_seq"], tone="quiet")
        for each in known.values()
        if key in each["needs"]
    )
    line = Line(text=sentence(text), source=need["words_seq"], tone="strong")
    return Item(line=line, below=tuple(below))


def _evidence_told(evidence: Entry) -> str:
    told = f"{_EVIDENCE[evidence['kind']]}: {evidence['statement'] or REMOVED}"
    return sentence(f"{told} ({evidence['source']})" if evidence["source"] else told)


def evidence(reading: Reading) -> Written:
    """Print what is known, where from and as of when, with how far it can be relied on."""
    rows = tuple(
        Row(
            cells=(
                each["statement"] or REMOVED,
                _EVIDENCE[each["kind"]],
                each["source"] or "not said",
                day_said(each["as_of"]) or "not said",
                each["grade"],
            ),
            source=each["words_seq"],
        )
        for each in printed(reading, "evidence").values()
    )
    names = ("What is known", "Kind", "Source", "As of")
    note = "Grade 1 is a trial in this country, 6 what somebody thinks."
    return _table(
        "What is known, and where from", (*map(_words, names), _number("Grade")), rows, note
    )


def journeys(reading: Reading) -> Written:
    """Print the steps of each invented person's journey, in order."""
    personas = printed(reading, "personas")
    steps = sorted(printed(reading, "journey_steps").values(), key=lambda each: int(each["place"]))
    tables = tuple(table for key, each in personas.items() for table in _journey(each, steps, key))
    return tables or Missing(where=_IN_NEEDS, to="")


def _journey(persona: Entry, steps: list[Entry], key: str) -> Iterator[Table]:
    rows = tuple(_step(each) for each in steps if each["persona"] == key)
    if rows:
        columns = (
            *map(_words, ("Step", "Whose", "Where", "Felt")),
            _number("Contacts"),
            money_column("Cost of each"),
        )
        note = "Felt from -2 to +2. The person is invented."
        yield Table(
            caption=f"Journey of {persona['name'] or REMOVED}",
            columns=columns,
            rows=rows,
            note=note,
        )


def _step(step: Entry) -> Row:
    again = " (asked before)" if step["duplicate"] else ""
    felt = f"{step['emotion']:+d}" if step["emotion"] else "0"
    cells = (
        f"{step['step'] or REMOVED}{again}",
        _LANES[step["lane"]],
        step["touchpoint"] or "not said",
        felt,
        step["contacts"],
        step["cost_per_contact"],
    )
    return Row(cells=cells, source=step["words_seq"])


def assets(reading: Reading) -> Written:
    """Print the buildings, people and networks there are."""
    organisations = reading.rows("organisations")
    rows = tuple(
        Row(
            cells=(
                each["name"] or REMOVED,
                each["kind"],
                organisations[each["owner"]]["name"]
                if each["owner"] in organisations
                else "not said",
                each["condition"] or "not said",
                each["availability"] or "not said",
            ),
            source=each["words_seq"],
        )
        for each in printed(reading, "assets").values()
    )
    names = ("Asset", "Kind", "Owner", "Condition", "When it can be used")
    return _table("What is there already", tuple(map(_words, names)), rows)


def barriers(reading: Reading) -> Written:
    """Print what stands in the way, whose rule it is, and the freedom that is sought."""
    rows = tuple(
        Row(
            cells=(
                each["rule"] or REMOVED,
                each["owner_body"] or "not said",
                each["effect"] or "not said",
                each["freedom_sought"] or "not said",
            ),
            source=each["words_seq"],
        )
        for each in printed(reading, "barriers").values()
    )
    names = ("Rule or condition", "Whose", "What it does", "Freedom sought")
    return _table("What stands in the way", tuple(map(_words, names)), rows)


def printed(reading: Reading, collection: str) -> dict[str, Entry]:
    """Return entries that may be printed, in the order they were made; none taken off the board."""
    rows = reading.rows(collection).items()
    shown = ((key, each) for key, each in rows if each.get("hidden_reason") is None)
    return dict(sorted(shown, key=lambda each: int(each[1]["seq"])))


def _table(
    caption: str, columns: tuple[Column, ...], rows: tuple[Row, ...], note: str = ""
) -> Written:
    if not rows:
        return Missing(where=_IN_NEEDS, to="")
    return (Table(caption=caption, columns=columns, rows=rows, note=note),)


def _words(name: str) -> Column:
    return Column(name=name)


def _number(name: str) -> Column:
    return Column(name=name, kind="number")
