"""What documents print of the choices: how they compare, what they cost and bring, and pledges."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from codesign.outputs.contents.designing import MODELS
from codesign.outputs.contents.finding import printed
from codesign.outputs.contents.writer import Written, money_column
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
    Table,
)
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED, listed, quoted, sentence

Entry = Mapping[str, Any]

_COMPARE: Final = Missing(where="compare the choices in their stage, in the room", to="")
_COUNT: Final = Missing(where="enter what the choices cost and bring, in the room", to="")
_PLEDGE: Final = Missing(where="enter what each organisation pledges, in the room", to="")
_STATUS: Final = {
    "considered": "on the longlist",
    "carried_forward": "carried forward",
    "discounted": "discounted",
    "rejected": "not preferred",
    "preferred": "preferred",
}
_GROUPS: Final = {
    "desirability": "Do we want it",
    "viability": "Does it pay",
    "feasibility": "Can we do it",
    "critical_success_factor": "Critical success factor",
}
PLEDGES_SAID: Final = {
    "pooled": "Shared pot",
    "aligned": "Own money, same plan",
    "in_kind": "Time, rooms or goods",
    "grant": "Grant",
    "devolved": "Devolved",
}


def longlist(reading: Reading) -> Written:
    """Print every option with what became of it and why."""
    items = tuple(_option(each) for each in printed(reading, "delivery_options").values())
    return (Bullets(items=items),) if items else _COMPARE


def _option(option: Entry) -> Item:
    marks = [
        each
        for each, is_so in (
            ("carrying on as now", option["bau"]),
            ("the least that could be done", option["do_minimum"]),
        )
        if is_so
    ]
    told = f"{option['label'] or REMOVED} ({MODELS[option['model']].lower()})"
    told += f": {listed(marks)}" if marks else ""
    fate = _STATUS[option["status"]].capitalize()
    why = f": {option['reason']}" if option["reason"] else ""
    below = Line(text=sentence(f"{fate}{why}"), source=option["status_seq"] or option["seq"])
    return Item(line=Line(text=sentence(told), source=option["words_seq"]), below=(below,))


def criteria(reading: Reading) -> Written:
    """Print what was compared on, with the weights that were locked before any score."""
    named = reading.rows("criteria")

    def locked(found: Entry) -> Iterator[Block]:
        rows = tuple(
            Row(
                cells=(
                    named[each["criterion"]]["name"] or REMOVED,
                    _GROUPS[named[each["criterion"]]["group"]],
                    each["weight"],
                    "none" if each["gate"] is None else str(each["gate"]),
                ),
                source=found["seq"],
            )
            for each in found["criteria"]
            if each["criterion"] in named
        )
        columns = (
            Column(name="Criterion"),
            Column(name="Asks"),
            Column(name="Weight of 100", kind="number"),
            Column(name="Least score to win"),
        )
        note = f"Locked before the scores, for the {_time(found['lock'])} time."
        yield Table(caption="What the options are scored on", columns=columns, rows=rows, note=note)

    return _of_each(reading, "appraisals", locked, _COMPARE)


def _time(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")


def scores(reading: Reading) -> Written:
    """Print how the options compare, and every score with its reason."""
    return _of_each(reading, "appraisals", lambda it: _compared(reading, it), _COMPARE)


def _compared(reading: Reading, found: Entry) -> Iterator[Block]:
    names = _option_names(reading)
    rows = tuple(
        Row(
            cells=(names.get(each["option"], REMOVED), _points(each["result"])), source=found["seq"]
        )
        for each in found["standings"]
    )
    columns = (Column(name="Option"), Column(name="Weighted result of 100", kind="number"))
    yield Table(caption="How the options compare", columns=columns, rows=rows)
    first = [names.get(each, REMOVED) for each in found["winners"]]
    if first:
        told = f"{listed(map(quoted, first))} {'come' if len(first) > 1 else 'comes'} first"
        tie = ": a tie" if len(first) > 1 else ""
        yield Paragraph(lines=(Line(text=sentence(told + tie), source=found["seq"]),))
    given = tuple(_score(reading, names, each) for each in printed(reading, "scores").values())
    if given:
        reasons = (
            Column(name="Option"),
            Column(name="Criterion"),
            Column(name="Score", kind="number"),
            Column(name="Because"),
        )
        yield Table(caption="Every score, with its reason", columns=reasons, rows=given)


def _score(reading: Reading, names: Mapping[str, str], score: Entry) -> Row:
    criterion = reading.rows("criteria").get(score["criterion"], {})
    because = score["reason"] or "not said"
    cells = (
        names.get(score["delivery_option"], REMOVED),
        str(criterion.get("name") or REMOVED),
        score["points"],
        f"{because} (void: the criteria were locked anew)" if score["void"] else because,
    )
    return Row(cells=cells, source=score["words_seq"])


def sensitivity(reading: Reading) -> Written:
    """Print which weights, moved by a fifth of themselves, would change the answer."""
    return _of_each(reading, "appraisals", lambda it: _what_if(reading, it), _COMPARE)


def _what_if(reading: Reading, found: Entry) -> Iterator[Block]:
    names, named = _option_names(reading), reading.rows("criteria")
    lines = []
    for each in found["flips"]:
        criterion = named.get(each["criterion"], {}).get("name") or REMOVED
        way = "more" if each["by"] > 0 else "less"
        winners = listed(quoted(names.get(it, REMOVED)) for it in each["winners"])
        text = f"If {quoted(criterion)} mattered a fifth {way}, {winners} would come first."
        lines.append(Line(text=text, source=found["seq"]))
    if not lines:
        text = "No weight, moved by a fifth of itself, would change the answer."
        lines.append(Line(text=text, source=found["seq"]))
    yield Paragraph(lines=tuple(lines))


def cost_benefit(reading: Reading) -> Written:
    """Print what each option costs and brings in today's money, with the range of its ratio."""
    names = _option_names(reading)
    rows = tuple(
        Row(
            cells=(
                names.get(key, REMOVED),
                _whole(each["present"]["cost"]),
                _whole(each["present"]["fiscal"]),
                _whole(each["npbi"]),
                _ratio(each["bcr"]),
                _range(each),
                "not within its years" if each["payback"] is None else str(each["payback"]),
            ),
            source=_seq_of(reading, key),
        )
        for key, each in reading.rows("cost_benefits").items()
    )
    if not rows:
        return _COUNT
    columns = (
        Column(name="Option"),
        money_column("Costs"),
        money_column("Savings to budgets"),
        money_column("Cost (+) or saving (-) overall"),
        Column(name="Benefit for each pound", kind="number"),
        Column(name="Range"),
        Column(name="Pays back"),
    )
    rates = next(iter(reading.rows("cost_benefits").values()))["rates"]
    note = "In today's money, to the nearest pound."
    caption = "What each option costs and brings"
    table = Table(caption=caption, columns=columns, rows=rows, note=note)
    return table, Paragraph(lines=tuple(_rates(rates)))


def _rates(rates: Entry) -> Iterator[Line]:
    """Say by which rates money was reckoned, and whose they are; defaults come from no event."""
    whose = f"{rates['name']} ({rates['source']}, {day_said(rates['dated'])})"
    first, *later = rates["bands"]
    discounted = [
        f"{_per_cent(first['rate'])} a year",
        *(f"{_per_cent(each['rate'])} from year {each['since']}" for each in later),
    ]
    yield Line(text=sentence(f"Reckoned by {whose}"), source=rates["seq"])
    yield Line(text=sentence(f"Discounted by {listed(discounted)}"), source=rates["seq"])
    for what, name in (
        ("Added to costs", "on_costs"),
        ("Taken from benefits", "on_benefits"),
        ("How far a figure may err", "known_error"),
    ):
        said = ", ".join(_per_cent(each[name] * 10) for each in rates["grades"])
        text = f"{what}, by the grade of its evidence from 1 to 6: {said}."
        yield Line(text=text, source=rates["seq"], tone="quiet")


def _per_cent(of_ten_thousand: int) -> str:
    return f"{of_ten_thousand / 100:g}%"


def who_pays(reading: Reading) -> Written:
    """Print what each party pays, gains and pledges, and who gains more than it pledges."""
    names = _option_names(reading)
    tables = tuple(
        Table(
            caption=f"{names.get(key, REMOVED)}: by who pays and who gains",
            columns=(
                Column(name="Who"),
                money_column("Pays"),
                money_column("Gains in its budget"),
                money_column("Of that, really freed up"),
                money_column("Net"),
                money_column("Pledged"),
                Column(name="Remark"),
            ),
            rows=tuple(_party(reading, each, _seq_of(reading, key)) for each in found["parties"]),
            note="In today's money, to the nearest pound.",
        )
        for key, found in reading.rows("cost_benefits").items()
    )
    return tables or _COUNT


def _party(reading: Reading, party: Entry, source: int) -> Row:
    organisations = reading.rows("organisations")
    who = {"individuals": "People themselves", "society": "Society at large"}.get(party["party"])
    if who is None:
        known = organisations.get(party["party"])
        who = REMOVED if known is None else known["name"]
    present = party["present"]
    remark = "gains more than it pledges" if party["gains_more_than_pledged"] else ""
    return Row(
        cells=(
            who,
            _whole(present["cost"]),
            _whole(present["fiscal"]),
            _whole(present["cashable"]),
            _whole(party["net"]),
            party["pledged"],
            remark,
        ),
        source=source,
    )


def contributions(reading: Reading) -> Written:
    """Print the pool, which is confirmed pooled money and nothing else, and every pledge."""
    pledges = printed(reading, "pledges")
    if not pledges:
        return _PLEDGE
    return tuple(_pledges(reading, pledges))


def _pledges(reading: Reading, pledges: Mapping[str, Entry]) -> Iterator[Block]:
    latest = max(int(each["seq"]) for each in pledges.values())
    for pool in reading.rows("pools").values():
        rows = tuple(
            Row(cells=(PLEDGES_SAID[kind], each["confirmed"], each["indicative"]), source=latest)
            for kind, each in pool["by_kind"].items()
            if kind == "pooled" or any(each.values())
        )
        columns = (
            Column(name="Kind"),
            money_column("Confirmed"),
            money_column("Not confirmed yet"),
        )
        note = "The pool is what is confirmed of the shared pot. Nothing else is added to it."
        yield Table(caption="What is pledged", columns=columns, rows=rows, note=note)
    organisations = reading.rows("organisations")
    rows = tuple(
        Row(
            cells=(
                organisations[each["organisation"]]["name"]
                if each["organisation"] in organisations
                else REMOVED,
                f"{PLEDGES_SAID[each['kind']]}: {each['what']}"
                if each["what"]
                else PLEDGES_SAID[each["kind"]],
                sum(int(year["amount"]) for year in each["by_year"]) or "no money",
                each["status"].replace("_", " "),
                each["conditions"] or "none",
            ),
            source=each["confirmed_seq"] or each["words_seq"],
        )
        for each in pledges.values()
    )
    named = (
        Column(name="Organisation"),
        Column(name="What it puts in"),
        money_column("In all years"),
        Column(name="Standing"),
        Column(name="Conditions"),
    )
    yield Table(caption="Every pledge", columns=named, rows=rows)


def _of_each(
    reading: Reading,
    collection: str,
    write: Callable[[Entry], Iterator[Block]],
    missing: Missing,
) -> Written:
    blocks = tuple(block for each in reading.rows(collection).values() for block in write(each))
    return blocks or missing


def _option_names(reading: Reading) -> dict[str, str]:
    rows = reading.rows("delivery_options").items()
    return {key: str(each["label"] or REMOVED) for key, each in rows}


def _seq_of(reading: Reading, option: str) -> int:
    """Return the latest figure of an option, from which its sums could be known."""
    rows = reading.rows("estimates").values()
    seqs = [int(each["seq"]) for each in rows if each["delivery_option"] == option]
    return max(seqs, default=reading.titled_seq)


def _whole(minor: int) -> int:
    """Return an amount to the nearest pound: what is reckoned over years is no more exact."""
    return round(minor, -2)


def _points(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}"


def _ratio(mille: int | None) -> str:
    return "not known" if mille is None else f"{mille / 1000:.2f}"


def _range(found: Entry) -> str:
    if found["bcr_least"] is None:
        return "not known"
    return f"{_ratio(found['bcr_least'])} to {_ratio(found['bcr_most'])}"
