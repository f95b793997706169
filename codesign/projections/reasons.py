"""Why people voted as they did, for the contents of a document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from codesign.domain.events import WorryAnswer
from codesign.domain.ids import OptionId, RoundId
from codesign.methods.marks import STOPPING
from codesign.methods.terms import Method
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

_ANSWERS: Final[Mapping[WorryAnswer | None, str]] = {
    None: "still open",
    "integrated": "answered by a new wording",
    "not_upheld": "the others chose to go on",
    "withdrawn": "taken back by who raised it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonTold:
    """Why somebody marked an option as they did.

    `by` says who, as far as the view may know: empty in an anonymous stage, and to the
    public the organisation alone. `stops` where such a mark can stop a proposal; of a worry
    in a consent vote `worry` tells what became of it, empty of any other reason.
    """

    text: str
    mark: int
    by: str
    stops: bool
    worry: str
    seq: int


def reasons_for(
    reading: Reading, round_id: RoundId, method: Method, option: OptionId
) -> tuple[ReasonTold, ...]:
    """Return the reasons given for an option, first those that can stop it, then as they came."""
    given = (
        _told(reading, method, each)
        for each in reading.rows("reasons").values()
        if (each["round"], each["option"]) == (round_id, option)
    )
    return tuple(sorted(given, key=lambda each: (not each.stops, each.seq)))


def _told(reading: Reading, method: Method, record: Mapping[str, Any]) -> ReasonTold:
    return ReasonTold(
        text=record["text"] or REMOVED,
        mark=record["mark"],
        by=", ".join(_by(reading, record)),
        stops=record["mark"] in STOPPING.get(method, ()),
        worry=_ANSWERS[record["answer"]] if "answer" in record else "",
        seq=record["seq"],
    )


def _by(reading: Reading, record: Mapping[str, Any]) -> Iterator[str]:
    author = reading.rows("participants").get(record.get("author") or "")
    if author is not None:
        yield author["name"] or "somebody whose name was removed"
    organisation = reading.rows("organisations").get(record.get("organisation") or "")
    if organisation is not None:
        yield organisation["name"]
