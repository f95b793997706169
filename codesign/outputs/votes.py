"""A vote told for a document: how people voted, how many, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

from codesign.domain.events import Channel
from codesign.domain.ids import OptionId
from codesign.methods.terms import Method
from codesign.methods.what_if import Supposes
from codesign.outputs.document import Bullets, Column, Item, Line, Row, Table
from codesign.projections.counts import LABELS, counts_told, mark_told
from codesign.projections.groups import Brought
from codesign.projections.outcomes import Choice, Outcome, Supposal
from codesign.projections.reasons import ReasonTold
from codesign.projections.wording import counted, listed, quoted, sentence, shortened

_COLUMNS: Final[dict[Method, tuple[tuple[str, str], ...]]] = {
    "agree": (("Agree", "agree"), ("Disagree", "disagree"), ("Pass", "pass")),
    "dots": (("Dots", "dots"), ("People", "voters")),
    "approval": (("In support", "approvals"),),
}
# The same as the room says beside them.
_CAVEATS: Final[Mapping[Supposes, str]] = {
    "without": "The others might have voted otherwise without them.",
    "alike": "People were not invited to speak for their group.",
    "passes_against": "Who passes is not against; some did not know enough to say.",
    "as_approval": "With ticks to give, people might have ticked others too.",
    "first_choices": "Knowing that only the first place counts, "
    "people might have put another one first.",
}
_METHODS: Final[Mapping[Method, str]] = {
    "agree": "Each person could agree, disagree or pass on each option; "
    "options are ordered by those who agree less those who disagree",
    "approval": "Each person could tick every option they support",
    "temperature_check": "Each person showed how warm they are to each proposal, from -2 to +2; "
    "nothing is decided by it",
    "simple_majority": "A proposal carries when more say yes than no",
    "absolute_majority": "A proposal carries when more than half of all who can vote say yes",
    "super_majority": "A proposal carries when a set share of all who say yes or no say yes",
    "unanimity": "A proposal carries when somebody says yes and nobody says no",
    "consensus": "A proposal carries when people agree, nobody or only a few block it, and not "
    "too many stand aside",
    "consent": "A proposal carries when everybody has answered and no objection is left open",
    "fist_to_five": "Each person showed up to five fingers; a proposal carries when nobody shows "
    "a fist and not too many show few fingers",
    "score": "Each person could score each option; options are ordered by the average of the "
    "scores they were given",
    "quadratic": "Each person had credits to spend; each further vote on the same option costs "
    "more than the one before",
    "ranked_irv": "Each person ranked the options; the last dropped out and passed its ballots on, "
    "until one had more than half",
    "condorcet": "Each person ranked the options; the one that beats every other, one against "
    "one, comes first",
    "schulze": "Each person ranked the options; the one with the strongest chain of wins against "
    "every other comes first",
    "borda": "Each person ranked the options; a higher place gives more points",
    "stv": "Each person ranked the options; several were elected, and what a winner had beyond "
    "what was needed passed on",
    "budget_greedy": "Each person chose what the money should pay for; options were funded by "
    "the number of people in support, as far as the money went",
    "budget_equal_shares": "Each person chose what the money should pay for; everybody had an "
    "equal share of the money, and options were funded by those who support them",
}
_CHANNELS: Final[dict[Channel, str]] = {
    "device": "on their own device",
    "helper": "through a helper",
    "proxy": "through somebody they had named",
    "table": "in a table's totals",
    "hands": "by show of hands",
    "paper": "on paper",
}


def method_told(vote: Outcome) -> str:
    """Return how people voted, in plain words."""
    if vote.method != "dots":
        return _METHODS[vote.method]
    each = f"each person had {counted(vote.dots, 'dot')} to give"
    limit = f", at most {vote.dots_per_option} to one option"
    return each.capitalize() + (limit if vote.dots_per_option < vote.dots else "")


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
        Line(text=f"{turnout(vote)}. {_came_of_it(vote)}", source=vote.seq),
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
    if vote.secret:
        text = "The vote was secret: nobody can see who chose what."
        yield Line(text=text, source=vote.opened_seq, tone="quiet")
    if vote.recount_reason is not None:
        reason = vote.recount_reason or "the reason was removed"
        text = sentence(f"Counted again with late paper: {reason}")
        yield Line(text=text, source=vote.seq, tone="quiet")


def _came_of_it(vote: Outcome) -> str:
    quorum = vote.explanation.get("quorum")
    if quorum is not None and not quorum["holds"]:
        return f"Too few voted to decide: {quorum['limit']} were needed."
    if vote.explanation.get("verdicts"):
        return _verdicts(vote)
    if vote.explanation.get("winners") or vote.explanation.get("undecided"):
        return _chosen(vote)
    return _first(vote)


def _verdicts(vote: Outcome) -> str:
    told = {
        "carried": "carried",
        "tied": "stands equal, so nothing is decided",
        "not_carried": "did not carry",
        "advisory": "was asked about only",
        "inquorate": "was not decided",
    }
    verdicts = vote.explanation["verdicts"]
    return " ".join(
        f"{quoted(each.words, 70)} {told[verdicts[each.option]['outcome']]}, "
        f"with {_counts(vote, each)}."
        for each in vote.choices
        if each.option in verdicts
    )


def _chosen(vote: Outcome) -> str:
    words = {each.option: quoted(each.words, 70) for each in vote.choices}
    winners = [words[each] for each in vote.explanation["winners"] if each in words]
    undecided = [words[each] for each in vote.explanation["undecided"] if each in words]
    verb = {"stv": "Elected", "budget_greedy": "Funded", "budget_equal_shares": "Funded"}
    told = [f"{verb.get(vote.method, 'Chosen')}: {listed(winners)}."] if winners else []
    if undecided:
        told.append(f"A tie between {listed(undecided)} was not broken.")
    return " ".join([*told, *_ties_settled(vote, words)])


def _ties_settled(vote: Outcome, words: Mapping[OptionId, str]) -> Iterator[str]:
    rules = {
        "chair_casts": "by the chair's casting vote",
        "lower_cost": "by lower cost",
        "earliest_submitted": "by which was put up earlier",
        "lot": "by lot",
    }
    for tie in vote.explanation["ties"]:
        among = [words[each] for each in tie["among"] if each in words]
        if tie["first"] in words and len(among) > 1:
            first = words[tie["first"]]
            yield f"Between {listed(among)} {first} came first {rules[tie['rule']]}."


def _first(vote: Outcome) -> str:
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
    # Of proposals and budgets the order is not by support alone.
    if not tied or not vote.cast or vote.method not in _COLUMNS:
        return []
    told = "; ".join(listed(quoted(each.words, 60) for each in equals) for equals in tied)
    return [Line(text=f"Standing equal: {told}.", source=vote.seq, tone="quiet")]


def brought_line(found: Brought | None) -> tuple[Line, ...]:
    """Return the line below something that a group brought, empty for anything else."""
    if found is None:
        return ()
    text = f"{found.told[0].upper()}{found.told[1:]}."
    return (Line(text=text, source=found.seq, tone="quiet"),)


def lineage_lines(choices: Iterable[Choice]) -> list[Line]:
    """Return which groups brought the options, one sentence a line."""
    return [
        Line(
            text=f"{quoted(each.words)} came {each.brought.told}.",
            source=each.brought.seq,
            tone="quiet",
        )
        for each in choices
        if each.brought is not None
    ]


def reasons_told(
    vote: Outcome, *, at_most: int | None = None, chars: int | None = None
) -> Bullets | None:
    """Return why people voted so, choice by choice; None where nobody said."""
    items = tuple(_why(vote, each, at_most, chars) for each in vote.choices if each.reasons)
    return Bullets(items=items) if items else None


def _why(vote: Outcome, choice: Choice, at_most: int | None, chars: int | None) -> Item:
    shown = choice.reasons[:at_most]
    left_out = len(choice.reasons) - len(shown)
    text = f"Why people voted so on {quoted(choice.words, 70)}"
    more = [Line(text=f"And {counted(left_out, 'more reason')}.", tone="quiet")] if left_out else []
    below = (*(reason_line(vote.method, each, chars) for each in shown), *more)
    return Item(line=Line(text=text, source=choice.seq), below=below)


def reason_line(method: Method, reason: ReasonTold, chars: int | None = None) -> Line:
    """Return one reason: how somebody voted, who where that is told, and their words."""
    words = reason.text if chars is None else shortened(reason.text, chars)
    told = mark_told(method, reason.mark)
    told = "; ".join(each for each in (told, reason.by, reason.worry) if each)
    return Line(text=f"“{words}” ({told})", source=reason.seq)


def supposal_lines(vote: Outcome) -> Iterator[Line]:
    """Yield the what-ifs that everybody was shown, each with the order it gives and its caveat."""
    for each in vote.supposals:
        order = "; ".join(
            f"{place}. {listed(quoted(choice.words, 50) for choice in equals)}"
            for place, equals in enumerate(each.ranking, 1)
        )
        same = _order(each.ranking) == _order(vote.ranking)
        told = "The order would be the same." if same else f"The order would be: {order}."
        text = f"What if {_supposed(each)}? {told} {_CAVEATS[each.supposes]}"
        yield Line(text=text, source=each.seq, tone="quiet")


def _order(ranking: Iterable[Iterable[Choice]]) -> list[set[OptionId]]:
    return [{choice.option for choice in equals} for equals in ranking]


def _supposed(found: Supposal) -> str:
    match found.supposes:
        case "without":
            return f"{_group(found)} had not voted"
        case "alike":
            return f"each {found.by} had one voice, however many came"
        case "passes_against":
            return "those who passed or abstained had been against"
        case "as_approval":
            return "everybody had ticked what they support, once each"
        case "first_choices":
            return "only first places had counted"
        case _:
            assert_never(found.supposes)


def _group(found: Supposal) -> str:
    if found.by == "role":
        return f"everybody with the role of {(found.group or '').replace('_', ' ')}"
    return found.group or f"those with no {found.by}"


def tally_table(
    vote: Outcome, caption: str, *, at_most: int | None = None, chars: int | None = None
) -> Table | None:
    """Return the options with their counts, most support first; None where not shown."""
    ranked = [choice for equals in vote.ranking for choice in equals]
    if not ranked:
        return None
    told = ranked[0].counts or {}
    names = [each for each in _columns(vote.method, told) if each[1] in told]
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


def _columns(method: Method, told: Iterable[str]) -> Sequence[tuple[str, str]]:
    """Return the heading of each count's column, with the count's name."""
    if method in _COLUMNS:
        return _COLUMNS[method]
    return [(LABELS.get(each, each.replace("_", " ")).capitalize(), each) for each in told]


def _since(choice: Choice, chars: int | None) -> str:
    """Return what an option is called since it was voted on, where that is something else."""
    if choice.now is None:
        return ""
    if not choice.now:
        return " (joined with another theme or taken apart since the vote)"
    now = choice.now if chars is None else shortened(choice.now, chars)
    return f" (since the vote: “{now}”)"


def _row(choice: Choice, fields: Sequence[str], chars: int | None) -> Row:
    words = choice.words if chars is None else shortened(choice.words, chars)
    words = f"{words}{_since(choice, chars)}"
    words = words if choice.brought is None else f"{words} ({choice.brought.told})"
    counts = choice.counts or {}
    return Row(cells=(words, *(counts.get(each, 0) for each in fields)), source=choice.seq)
