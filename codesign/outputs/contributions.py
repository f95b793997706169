"""What one person gave, as lines of a page, and as a document to take away."""

from collections.abc import Iterable, Iterator
from typing import Final

from codesign.domain.events import Counted
from codesign.methods.marks import MARKS
from codesign.methods.terms import RANKED, Method
from codesign.outputs.answers import answer_line
from codesign.outputs.document import (
    Block,
    Bullets,
    Document,
    Fact,
    Facts,
    Item,
    Line,
    Paragraph,
    Section,
)
from codesign.outputs.making import document
from codesign.outputs.votes import result_lines
from codesign.projections.contributions import Contributions, MyIdea, MyMark, MyVote, State, VotedOn
from codesign.projections.counts import LABELS, counts_told
from codesign.projections.decision_record import Decided
from codesign.projections.reading import Reading
from codesign.projections.wording import counted, quoted, sentence

_STATES: Final[dict[State, str]] = {
    "shown": "",
    "yours_alone": "Only you can see this.",
    "waiting": "A facilitator reads it before it is shown.",
    "hidden": "It was taken off the board. Votes for it still count.",
    "taken_back": "You took this back. It stays in the record.",
    "removed": "Its words were removed for good.",
}
_COUNTED: Final[dict[Counted, str]] = {
    "hands": "Your vote was counted by show of hands.",
    "paper": "Your vote was counted on paper.",
    "table": "Your vote was counted in the totals of your table.",
}
_AGREED: Final = {1: "Agree", -1: "Disagree", 0: "Pass"}


def idea_lines(found: MyIdea) -> list[Line]:
    """Return what became of an idea, one sentence a line."""
    return list(_idea_lines(found))


def vote_lines(found: MyVote) -> list[Line]:
    """Return what one gave in a vote, how it came out, and what was decided on it."""
    return list(_vote_lines(found))


def contributions_document(reading: Reading, found: Contributions, name: str) -> Document:
    """Return what one person gave, to be kept."""
    sections = (
        Section(heading="Ideas", blocks=tuple(_ideas(found))),
        Section(heading="Votes", blocks=tuple(_votes(found))),
        *_others(found),
    )
    return document(
        reading,
        kind="What I contributed",
        title=reading.workshop["title"],
        lead=Line(text=f"Of {name}, and of nobody else."),
        figures=(),
        facts=Facts(facts=tuple(_closing(found))),
        sections=sections,
    )


# --- ideas --------------------------------------------------------------------------


def _ideas(found: Contributions) -> Iterator[Block]:
    if not found.ideas:
        yield Paragraph(lines=(Line(text="No ideas of my own."),))
        return
    yield Bullets(
        items=tuple(
            Item(
                line=Line(text=each.text or "[words removed]", source=each.seq, tone="strong"),
                below=tuple(idea_lines(each)),
            )
            for each in found.ideas
        )
    )


def _idea_lines(found: MyIdea) -> Iterator[Line]:
    if found.state != "shown":
        yield Line(text=_STATES[found.state], tone="quiet")
    if found.tidied is not None:
        text = f"Tidied by those who run the workshop: {quoted(found.tidied.words, 200)}"
        yield Line(text=sentence(text), source=found.tidied.seq)
    yield from _where(found)
    yield from map(_voted_on, found.votes)
    yield from _decisions(found.decisions)
    yield from map(answer_line, found.answers)


def _where(found: MyIdea) -> Iterator[Line]:
    """Yield whose board it is on, what says the same, and its theme."""
    if found.brought is not None:
        yield Line(text=f"{found.group} brought it to everybody.", source=found.brought.seq)
    elif found.group:
        yield Line(text=f"On the board of {found.group}.", tone="quiet")
    if found.joined_into is not None:
        text = f"Put with an idea that says the same: {quoted(found.joined_into.words)}"
        yield Line(text=sentence(text), source=found.joined_into.seq)
    if found.with_it:
        says = counted(found.with_it, "other idea says", "other ideas say")
        yield Line(text=f"{says} the same, and {'is' if found.with_it == 1 else 'are'} with it.")
    if found.theme is not None:
        text = f"Under the theme {quoted(found.theme.words)}"
        yield Line(text=sentence(text), source=found.theme.seq)


def _voted_on(found: VotedOn) -> Line:
    vote = found.outcome
    question = quoted(vote.question, 70)
    what = f"Its theme {quoted(found.words, 60)}" if found.as_theme else "It"
    if vote.void_reason is not None:
        return Line(
            text=f"{what} was in the vote {question}, which was set aside.", source=vote.seq
        )
    if found.place is None:
        state = "is open" if vote.open else "is not shown yet"
        return Line(text=f"{what} is in the vote {question}, which {state}.", source=vote.seq)
    counts = f" with {counts_told(vote.method, found.counts)}" if found.counts else ""
    text = f"{what} came {_ordinal(found.place)}{counts}: {question}"
    return Line(text=sentence(text), source=vote.seq)


def _ordinal(place: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return "first" if place == 1 else f"{place}{'th' if place % 100 in range(11, 14) else ending}"


def _decisions(found: Iterable[Decided]) -> Iterator[Line]:
    for each in found:
        text = sentence(f"Decided: {each.text}")
        yield Line(text=text, source=each.seq, tone="strong")
        yield from map(answer_line, each.answers)


# --- votes, and the rest ------------------------------------------------------------


def _votes(found: Contributions) -> Iterator[Block]:
    if not found.votes:
        yield Paragraph(lines=(Line(text="No vote that I could take part in."),))
    for each in found.votes:
        yield Section(
            heading=each.outcome.question, blocks=(Paragraph(lines=tuple(vote_lines(each))),)
        )


def _vote_lines(found: MyVote) -> Iterator[Line]:
    method = found.outcome.method
    if found.counted is not None:
        yield Line(text=_COUNTED[found.counted])  # type: ignore[index]
    elif not found.marks:
        yield Line(text="You gave no vote.")
    for each in found.marks:
        yield Line(text=_marked(method, each))
        if each.reason:
            yield Line(text=sentence(f"You said why: {each.reason}"), tone="quiet")
        if each.joined_into is not None:
            text = f"It was put with {quoted(each.joined_into.words)} since; your vote stays here"
            yield Line(text=sentence(text), source=each.joined_into.seq, tone="quiet")
    yield from result_lines(found.outcome)
    yield from _decisions(found.decisions)


def _marked(method: Method, found: MyMark) -> str:
    now = f" (now worded {quoted(found.reworded_to)})" if found.reworded_to else ""
    return f"{_given(method, found.mark)}: {quoted(found.words)}{now}"


def _given(method: Method, mark: int) -> str:
    if method in MARKS:
        label = LABELS[MARKS[method][mark]]
        return label[0].upper() + label[1:]
    if method in RANKED:
        return f"Place {mark}"
    units = {"dots": "dot", "score": "point", "quadratic": "vote"}
    if method in units:
        return counted(mark, units[method])
    return _AGREED[mark] if method == "agree" else "In support"


def _others(found: Contributions) -> Iterator[Section]:
    if found.notes:
        items = (Item(line=Line(text=each.words, source=each.seq)) for each in found.notes)
        yield Section(heading="Notes beside the recording", blocks=(Bullets(items=tuple(items)),))
    if found.reports:
        told = (Item(line=Line(text=str(each["text"]))) for each in found.reports)
        yield Section(heading="Reports", blocks=(Bullets(items=tuple(told)),))


def _closing(found: Contributions) -> Iterator[Fact]:
    if found.answer:
        yield Fact(name=found.question, lines=(Line(text=found.answer),))
    if found.contact:
        yield Fact(name="Kept informed at", lines=(Line(text=found.contact),))
