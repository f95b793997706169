"""What documents print of the money: what is spent now, counted once, by whom, when and on what."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final

from codesign.methods.spend_count import DIMENSIONS, Spend, Sum, count_spending
from codesign.outputs.contents.finding import printed
from codesign.outputs.contents.writer import Written, money_column
from codesign.outputs.document import Column, Missing, Row, Table
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

_INTERVENTIONS: Final = {
    "prevention": "Prevention",
    "early_help": "Early help",
    "reactive": "Once it has happened",
    "transfer": "Passed on as money",
    "overhead": "Running costs",
    None: "Not said",
}
# By what it is printed, in this order; a count by area or function is in the room.
_TABLES: Final = {
    "organisation": ("What each organisation spends", "Organisation"),
    "financial_year": ("What is spent by financial year", "Year"),
    "intervention": ("What is spent by what it does", "What it does"),
    "service": ("What is spent by service", "Service"),
}
_NOTE: Final = (
    "Money that one organisation here passes on to another is counted once, where it comes from."
    " A mark opens the amount that was entered or corrected last."
)


def spend(reading: Reading) -> Written:
    """Print the count of what is spent, in four tables; each has the same total."""
    lines = printed(reading, "spend_lines")
    if not lines:
        return Missing(where="enter it in the stage about money, in the room", to="")
    spent = {key: _spend(each) for key, each in lines.items()}
    count = count_spending([*spent.values()])
    seqs = {key: int(each["words_seq"]) for key, each in lines.items()}
    organisations = reading.rows("organisations")

    def name(dimension: str, value: Any) -> str:  # noqa: ANN401 - what a dimension parts by
        match dimension:
            case "organisation":
                return str(organisations[value]["name"]) if value in organisations else REMOVED
            case "financial_year":
                return f"{value}/{(value + 1) % 100:02d}"
            case "intervention":
                return _INTERVENTIONS[value]
            case _:
                return str(value) or REMOVED

    return tuple(
        _table(
            *headed,
            count.total,
            (
                (name(dimension, value), each, _last(spent, seqs, DIMENSIONS[dimension], value))
                for value, each in count.by[dimension].items()
            ),
            max(seqs.values()),
            note=_NOTE if at == 0 else "",
        )
        for at, (dimension, headed) in enumerate(_TABLES.items())
    )


def _spend(line: Mapping[str, Any]) -> Spend:
    return Spend(
        organisation=line["organisation"],
        financial_year=line["financial_year"],
        gross=line["gross"],
        income=line["income"],
        parts=line["parts"],
        whole=line["whole"],
        funded_by=line["funded_by"],
        service=line["service"],
        intervention=line["intervention"],
    )


def _last(
    spent: Mapping[str, Spend],
    seqs: Mapping[str, int],
    part: Callable[[Spend], Hashable],
    value: Hashable,
) -> int:
    return max(seqs[key] for key, each in spent.items() if part(each) == value)


def _table(
    caption: str,
    first: str,
    total: Sum,
    parts: Iterable[tuple[str, Sum, int]],
    last: int,
    *,
    note: str,
) -> Table:
    rows = (*(_row(*each) for each in parts), _row("All", total, last))
    columns = (
        Column(name=first),
        *map(money_column, ("Spent", "Income", "After income", "Not counted again")),
    )
    return Table(caption=caption, columns=columns, rows=rows, note=note)


def _row(name: str, of: Sum, source: int) -> Row:
    return Row(cells=(name, of.gross, of.income, of.net, of.netted), source=source)
