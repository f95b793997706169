"""What documents print of the plan: milestones with who answers for them, and what may go wrong."""

from collections.abc import Mapping
from typing import Any, Final

from codesign.outputs.contents.agreeing import unknown_impacts
from codesign.outputs.contents.finding import printed
from codesign.outputs.contents.writer import Written
from codesign.outputs.dates import day_said
from codesign.outputs.document import Column, Missing, Row, Table
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

_STATUS: Final = {
    "scheduled": "To come",
    "met": "Done",
    "partially_met": "Done in part",
    "not_met": "Not done",
}
_NOT_SAID: Final = "not said"


def plan(reading: Reading) -> Written:
    """Print the milestones by their dates, those without one last.

    What it means for somebody and is not known yet is found out by a date: one of them.
    """
    known = printed(reading, "milestones")
    dated = [(each["due"], _milestone(each, known, reading)) for each in known.values()]
    dated += [(each["due"], _finding_out(each)) for each in unknown_impacts(reading)]
    rows = tuple(row for _, row in sorted(dated, key=lambda each: (not each[0], each[0])))
    if not rows:
        return Missing(where="set milestones in the stage about the plan, in the room", to="")
    names = ("Milestone", "By", "Who answers for it", "Waits for", "How it stands")
    columns = tuple(Column(name=each) for each in names)
    return (Table(caption="Milestones by date", columns=columns, rows=rows),)


def _milestone(
    found: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], reading: Reading
) -> Row:
    waits = [known[each]["title"] or REMOVED for each in found["depends_on"] if each in known]
    cells = (
        found["title"] or REMOVED,
        day_said(found["due"]) or _NOT_SAID,
        _who(found, reading),
        "; ".join(waits) or "nothing",
        _STATUS[found["status"]],
    )
    return Row(cells=cells, source=found["words_seq"])


def _finding_out(impact: Mapping[str, Any]) -> Row:
    about = impact["characteristic"].replace("_", " ")
    how = f": {impact['mitigation']}" if impact["mitigation"] else ""
    cells = (
        f"Find out what it means for people ({about}){how}",
        day_said(impact["due"]) or _NOT_SAID,
        _NOT_SAID,
        "nothing",
        _STATUS["scheduled"],
    )
    return Row(cells=cells, source=impact["seq"])


def risks(reading: Reading) -> Written:
    """Print the risk register, the gravest first."""
    found = sorted(
        printed(reading, "risks").values(),
        key=lambda each: (-each["likelihood"] * each["impact"], each["seq"]),
    )
    rows = tuple(_risk(each, reading) for each in found)
    if not rows:
        return Missing(where="record risks in the stage about the plan, in the room", to="")
    columns = (
        Column(name="What may go wrong"),
        Column(name="Likelihood", kind="number"),
        Column(name="Impact", kind="number"),
        Column(name="What is done about it"),
        Column(name="Who answers for it"),
    )
    note = "Likelihood and impact go from 1, the least, to 5."
    return (Table(caption="Risk register", columns=columns, rows=rows, note=note),)


def _risk(found: Mapping[str, Any], reading: Reading) -> Row:
    cells = (
        found["description"] or REMOVED,
        found["likelihood"],
        found["impact"],
        found["response"] or _NOT_SAID,
        _who(found, reading),
    )
    return Row(cells=cells, source=found["words_seq"])


def _who(found: Mapping[str, Any], reading: Reading) -> str:
    """Name who answers: a post, and its organisation."""
    organisation = reading.rows("organisations").get(found["owner"] or "")
    named = [found["post"], "" if organisation is None else organisation["name"]]
    return ", ".join(filter(None, named)) or _NOT_SAID
