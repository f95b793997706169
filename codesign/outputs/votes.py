"""A vote told for a document: how people voted, how many, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from codesign.domain.events import Channel, Method
from codesign.outputs.document import Column, Line, Row, Table
from codesign.projections.groups import Lineage
from codesign.projections.outcomes import Choice, Outcome, counts_told
from codesign.projections.wording import counted, listed, quoted, sentence, shortened

_COLUMNS: Final[dict[Method, tuple[tuple[str, str], ...]]] = {
    "agree": (("Agree", "agree"), ("Disagree", "disagree"), ("Pass", "pass")),
    "dots": (("Dots", "dots"), ("People", "voters")),
    "approval": (("In support", "approvals"),),
}
_CHANNELS: Final[dict[Channel, str]] = {
    "device": "on their own device",
    "helper": "through a helper",
    "table": "in a table's totals",
    "hands": "by show of hands",
    "paper": "on paper",
}


def method_told(vote: Outcome) -> str:
    """Return how people voted, in plain words."""
    match vote.method:
        case "agree":
            return (
                "Each person could agree, disagree or pass on each option; "
                "options are ordered by those who agree less those who disagree"
            )
        case "dots":
            each = f"each person had {counted(vote.dots, 'dot')} to give"
            limit = f", at most {vote.dots_per_option} to one option"
            return each.capitalize() + (limit if vote.dots_per_option < vote.dots else "")
        case "approval":
            return "Each person could tick every option they support"
        case _:
            assert_never(vote.method)


def turnout(vote: Outcome) -> str:
    """Return "31 of 42 voted (74%)"."""
    if not vote.roll:
        return "Nobody could vote"
    return f"{vote.cast} of {vote.roll} voted ({percent(vote.cast, vote.roll)})"


def percent(part: int, whole: int) -> str:
    """Return a share rounded to whole percents, halves upwards."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def result_lines(vote: Outcome) -> list[Line]:
    """Return how a vote came out, one sentence a line."""
    if vote.void_reason is not None:
        reason = vote.void_reason or "the reason was removed"
        return [Line(text=sentence(f"Set aside, and not counted: {reason}"), source=vote.seq)]
    if vote.open:
        return [Line(text=f"Still open: {turnout(vote)} so far.", source=vote.opened_seq)]
    if not vote.ranking:
        return [Line(text=f"Closed: {turnout(vote)}. Not shown yet.", source=vote.seq)]
    return [
        Line(text=f"{turnout(vote)}. {_winner(vote)}", source=vote.seq),
        *_ties(vote),
        *_how_it_was_taken(vote),
    ]


def channels_told(by_channel: Mapping[Channel, int]) -> str:
    """Return in which ways people voted: "28 on their own device and 9 by show of hands"."""
    return listed(
        f"{by_channel[channel]} {way}"
        for channel, way in _CHANNELS.items()
        if channel in by_channel
    )


def _how_it_was_taken(vote: Outcome) -> Iterator[Line]:
    if vote.turnout.keys() - {"device"}:
        text = f"{channels_told(vote.turnout)}."
        yield Line(text=text[0].upper() + text[1:], source=vote.seq, tone="quiet")
    if vote.binding:
        yield Line(text="This vote binds.", source=vote.opened_seq, tone="quiet")
    if vote.recount_reason is not None:
        reason = vote.recount_reason or "the reason was removed"
        text = sentence(f"Counted again with late paper: {reason}")
        yield Line(text=text, source=vote.seq, tone="quiet")


def _winner(vote: Outcome) -> str:
    first, *rest = vote.ranking
    if not vote.cast:
        return "Nothing came first."
    if not rest and len(first) > 1:
        return "All options stand equal: a tie, which was not broken."
    names = listed(quoted(each.words, 70) for each in first)
    if len(first) > 1:
        each = f"with {_counts(vote, first[0])} each" if _alike(first) else "with equal support"
        return f"{names} came first together, {each}: a tie, which was not broken."
    return f"{names} came first with {_counts(vote, first[0])}."


def _alike(equals: Sequence[Choice]) -> bool:
    return all(each.counts == equals[0].counts for each in equals)


def _counts(vote: Outcome, choice: Choice) -> str:
    return counts_told(vote.method, choice.counts or {})


def _ties(vote: Outcome) -> list[Line]:
    """Return the ties further down, which the order of a table would hide."""
    tied = [equals for equals in vote.ranking[1:] if len(equals) > 1]
    if not tied or not vote.cast:
        return []
    told = "; ".join(listed(quoted(each.words, 60) for each in equals) for equals in tied)
    return [Line(text=f"Standing equal: {told}.", source=vote.seq, tone="quiet")]


def lineage_line(found: Lineage | None) -> tuple[Line, ...]:
    """Return the line below something that a group brought, empty for anything else."""
    if found is None:
        return ()
    text = f"{found.told[0].upper()}{found.told[1:]}."
    return (Line(text=text, source=found.seq, tone="quiet"),)


def lineage_lines(choices: Iterable[Choice]) -> list[Line]:
    """Return which groups brought the options, one sentence a line."""
    return [
        Line(
            text=f"{quoted(each.words)} came {each.lineage.told}.",
            source=each.lineage.seq,
            tone="quiet",
        )
        for each in choices
        if each.lineage is not None
    ]


def tally_table(
    vote: Outcome, caption: str, *, at_most: int | None = None, chars: int | None = None
) -> Table | None:
    """Return the options with their counts, most support first; None where not shown."""
    ranked = [choice for equals in vote.ranking for choice in equals]
    if not ranked:
        return None
    told = ranked[0].counts or {}
    names = [each for each in _COLUMNS[vote.method] if each[1] in told]
    first, *others = [name for name, _ in names]
    shown = ranked[:at_most]
    left_out = len(ranked) - len(shown)
    return Table(
        caption=caption,
        columns=(
            Column(name="Option"),
            Column(name=first, kind="bar"),
            *(Column(name=each, kind="number") for each in others),
        ),
        rows=tuple(_row(each, [field for _, field in names], chars) for each in shown),
        note=f"And {counted(left_out, 'more option')}." if left_out else "",
    )


def _row(choice: Choice, fields: Sequence[str], chars: int | None) -> Row:
    words = choice.words if chars is None else shortened(choice.words, chars)
    words = f"{words} (worded otherwise since the vote)" if choice.reworded else words
    words = words if choice.lineage is None else f"{words} ({choice.lineage.told})"
    counts = choice.counts or {}
    return Row(cells=(words, *(counts.get(each, 0) for each in fields)), source=choice.seq)
