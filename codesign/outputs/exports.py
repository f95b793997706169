"""Open data: the record as JSON lines, and its tables as CSV.

Every shape here is versioned by `FORMAT_VERSION`, which the first line of the
JSON lines carries; a column renamed is a new version. Nothing is cached, and
everything is yielded line by line, so that a file may be of any size.

- `event_log`, for those who run the workshop: every event with its envelope,
  but for reports and private notes, which leave the server in no export.
  Ballots and results of votes that are not shown yet are withheld.
- `seen_log`, for every other view: what moved on its board, version by
  version, as in the replay, so that it can tell nothing that the replay does
  not. Names of people give way to their identifiers.
- `csv_files`: ideas, themes, rounds, results, groups, participants, ballots and
  totals, from the view's own board. Votes that people counted, at a table, by
  hands or on paper, have no ballot each: results hold them, ballots cannot, and
  `rounds` says how many people voted in each way.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, get_args

import msgspec

from codesign.domain import events as e
from codesign.domain.events import View
from codesign.domain.ids import RoundId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.outputs.tables import Cell, csv_lines
from codesign.projections.ballots import Ballots
from codesign.projections.confided import is_confided
from codesign.projections.findings import Findings
from codesign.projections.groups import brought_from, group_told
from codesign.projections.ops import Op
from codesign.projections.reading import Reading
from codesign.projections.records.rounds import option_key

FORMAT_VERSION: Final = 1

# What tells how people voted, or did.
_VOTES: Final = (e.BallotCast, e.BallotBoxOpened, e.ResultPublished, e.TotalsRecorded)
# On whose board a row is, and whose it was before a report.
_BOARD: Final = ("group", "from_group")

_JSON: Final = msgspec.json.Encoder(order="sorted")


def event_log(
    workshop_id: WorkshopId,
    events: Iterable[Recorded],
    withheld: Collection[RoundId],
    *,
    names: bool,
) -> Iterator[bytes]:
    """Yield the event log as JSON lines, in canonical JSON: sorted keys, no spaces.

    Args:
        workshop_id: whose log it is.
        events: as the log gives them.
        withheld: the rounds whose votes nobody may know yet (`Ballots.withheld`).
        names: False to have people's names replaced by their identifiers, and
            join codes left out: for publication.
    """
    yield _line({"format": "codesign-events", "version": FORMAT_VERSION, "workshop": workshop_id})
    for recorded in events:
        if not is_confided(recorded.event):
            yield _line(_event(recorded, withheld, names=names))


def _event(recorded: Recorded, withheld: Collection[RoundId], *, names: bool) -> Mapping[str, Any]:
    event = recorded.event
    data = {each.name: getattr(event, each.name) for each in dataclasses.fields(event)}
    if not names:
        data |= _without_names(event)
    if isinstance(event, _VOTES) and event.round in withheld:
        data = {"round": event.round, "withheld": True}
    envelope = recorded._asdict()
    del envelope["event"]
    envelope["for"] = envelope.pop("for_")
    return {**envelope, "type": type(event).__name__, "data": data}


def _without_names(event: e.Event) -> Mapping[str, Any]:
    match event:
        case e.ParticipantJoined() | e.ParticipantRenamed() | e.AdmissionAsked():
            return {"name": event.participant}
        case e.ParticipantRemoved():
            return {"reason": ""}
        case e.JoinCodeIssued() | e.DisplayCodeIssued():
            return {"code": ""}
        case e.ExitAnswered():
            return {"text": ""}
        case _:
            return {}


def seen_log(
    workshop_id: WorkshopId, view: View, steps: Iterable[tuple[int, int, list[Op]]]
) -> Iterator[bytes]:
    """Yield what a view could see move, step by step (`Recording.steps`), as JSON lines."""
    head = {"format": "codesign-seen", "version": FORMAT_VERSION, "view": view}
    yield _line({**head, "workshop": workshop_id})
    for seq, at, ops in steps:
        yield _line({"seq": seq, "at": at, "ops": [_nameless(each) for each in ops]})


def _nameless(op: Op) -> object:
    if op[0] in {"put", "patch"} and op[1] == "participants":
        kind, collection, key, record = op
        return (kind, collection, key, {**record, "name": key} if "name" in record else record)
    return op


def _line(value: Mapping[str, Any]) -> bytes:
    return _JSON.encode(value) + b"\n"


# --- tables -----------------------------------------------------------------------


def csv_files(
    reading: Reading, ballots: Ballots, findings: Iterable[Findings]
) -> dict[str, Iterator[str]]:
    """Return the tables of a view's board, by the names of their files.

    The findings, of the same view and version, may be counted while they are taken.
    """
    return {
        "ideas.csv": _ideas(reading),
        "themes.csv": _themes(reading),
        "rounds.csv": _rounds(reading),
        "results.csv": _results(reading),
        "splits.csv": _splits(reading, findings),
        "participants.csv": _participants(reading),
        "groups.csv": _groups(reading),
        "ballots.csv": csv_lines(("round", "voter", "option", "mark"), ballots.marks),
        "totals.csv": _totals(reading, ballots.withheld),
    }


def _ideas(reading: Reading) -> Iterator[str]:
    columns = ("id", "stage", "theme", "text", "author", "organisation", "at", "said_at", "seq")
    more = ("words_seq", "lang", "redacted", "hidden_reason", "on_card")
    return _table(reading, "ideas", columns, (*more, *_BOARD, "from_idea", "from_seq"))


def _themes(reading: Reading) -> Iterator[str]:
    columns = ("id", "title", "stage", "seq", "split_from", "redacted")
    return _table(reading, "themes", columns, (*_BOARD, "from_theme", "from_seq"))


def _rounds(reading: Reading) -> Iterator[str]:
    terms = ("id", "stage", "question", "method", "dots", "dots_per_option", "tally", "rerun_of")
    state = ("opened_seq", "opened_at", "closed_seq", "open", "void_reason", "roll", "cast")
    names = (*terms, *state, "binding", "recount_reason", "group")
    columns = (*names, *(f"{channel}_cast" for channel in get_args(e.Channel)))
    return csv_lines(
        columns, (_round(reading, names, *each) for each in reading.rows("rounds").items())
    )


def _round(
    reading: Reading, names: tuple[str, ...], key: str, row: Mapping[str, Any]
) -> list[Cell]:
    """Return a row of a vote, and how many voted in each way where its result tells."""
    result = reading.rows("results").get(key)
    turnout = {} if result is None else result["turnout"]
    cells = [_cell(_named(reading, {"id": key, **row}).get(each)) for each in names]
    return cells + [turnout.get(each, 0) if turnout else None for each in get_args(e.Channel)]


def _totals(reading: Reading, withheld: Collection[RoundId]) -> Iterator[str]:
    """Yield what people counted, option by option; nothing of votes not shown yet."""
    columns = ("id", "round", "counted", "table", "people", "cast", "by", "confirmed_by")
    more = ("said_at", "seq", "withdrawn_reason", "paper", "option", "count", "number")
    return csv_lines((*columns, *more), _totals_counted(reading, withheld))


def _totals_counted(reading: Reading, withheld: Collection[RoundId]) -> Iterator[tuple[Cell, ...]]:
    names = ("totals", "round", "counted", "table", "people", "cast", "by", "confirmed_by")
    more = ("said_at", "seq", "withdrawn_reason", "paper")
    for record in reading.rows("totals").values():
        if record["round"] not in withheld:
            found = [record[each] for each in (*names, *more)]
            for option, counts in record["counts"].items():
                yield from ((*found, option, name, number) for name, number in counts.items())


def _groups(reading: Reading) -> Iterator[str]:
    """Yield each group of each breakout, and how many were in it where that may be known."""
    columns = ("id", "group", "breakout", "name", "place", "prompt", "members", "reported")
    reports = [each["group"] for each in reading.rows("report_backs").values()]
    return csv_lines(
        columns,
        (
            (
                key,
                group_told(reading, key),
                row["number"],
                row["name"],
                row["place"],
                row["prompt"],
                len(row["members"]) if "members" in row else None,
                reports.count(key),
            )
            for key, row in reading.rows("groups").items()
        ),
    )


def _participants(reading: Reading) -> Iterator[str]:
    columns = ("id", "name", "organisation", "role", "device", "left", "erased", "joined_at")
    return _table(reading, "participants", columns)


def _table(
    reading: Reading, collection: str, columns: tuple[str, ...], more: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield a collection; what its records do not say for this view stays empty."""
    names = (*columns, *more)
    rows = reading.rows(collection).items()
    return csv_lines(
        names,
        (
            [_cell(_named(reading, {"id": key, **row}).get(each)) for each in names]
            for key, row in rows
        ),
    )


def _named(reading: Reading, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the row with its groups by their names, which nothing else in a workshop has.

    `from_seq` is the version in which a group had what its report brought.
    """
    told = {
        each: group_told(reading, row[each]) for each in ("group", "from_group") if row.get(each)
    }
    origin = brought_from(reading, row) if "from_group" in row else None
    return {**row, **told, "from_seq": None if origin is None else origin.seq}


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str | int) else None


def _results(reading: Reading) -> Iterator[str]:
    """Yield each count of each option whose counts are shown, with its place in the result."""
    columns = ("round", "option", "source", "text", "place", "count", "number")
    return csv_lines(columns, _counts(reading))


def _counts(reading: Reading) -> Iterator[tuple[Cell, ...]]:
    for option in reading.rows("options").values():
        found = (option["round"], option["option"], option["source"], _words(reading, option))
        place = _place(reading, option)
        for name, number in sorted(option.get("counts", {}).items()):
            yield (*found, place, name, number)


def _splits(reading: Reading, findings: Iterable[Findings]) -> Iterator[str]:
    """Yield how many of each group gave each answer; a number that is hidden stays empty.

    All groups too small to stand alone are one, "others"; "" is no organisation.
    """
    columns = ("round", "option", "text", "by", "group", "name", "voters", "answer", "number")
    return csv_lines(columns, (row for each in findings for row in _split(reading, each)))


def _split(reading: Reading, found: Findings) -> Iterator[tuple[Cell, ...]]:
    for option, divided in found.split.options.items():
        if divided is None:
            continue
        words = _words(reading, reading.rows("options")[option_key(found.round, option)])
        for kind, cells in divided.cells.items():
            for row, numbers in zip(found.split.rows[kind], cells, strict=True):
                group = "others" if row.of is None else row.of
                names = reading.rows("areas" if kind == "area" else "organisations")
                named = names.get(group, {}).get("name", group)
                told = (found.round, option, words, kind, group, named, row.voters)
                for answer, number in zip(divided.answers, numbers, strict=True):
                    yield (*told, answer, number)


def _words(reading: Reading, option: Mapping[str, Any]) -> str:
    match option["source"]:
        case "idea":
            return str(reading.rows("ideas").get(option["option"], {}).get("text", ""))
        case "theme":
            return str(reading.rows("themes").get(option["option"], {}).get("title", ""))
        case _:
            return str(option["text"])


def _place(reading: Reading, option: Mapping[str, Any]) -> int | None:
    """Return how far up the option came, from 1; equals share a place."""
    above = 1
    for equals in reading.rows("results").get(option["round"], {}).get("ranking", ()):
        if option["option"] in equals:
            return above
        above += len(equals)
    return None
