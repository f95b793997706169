"""What one person gave, as lines of a page, and as a document to take away."""

from collections.abc import Iterable, Iterator, Mapping
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
from codesign.projections.wording import ENGLISH, Speech, quoted, sentence

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
_UNITS: Final[Mapping[Method, tuple[str, str]]] = {
    "dots": ("dot", "dots"),
    "score": ("point", "points"),
    "quadratic": ("vote", "votes"),
}


def idea_lines(found: MyIdea, speech: Speech = ENGLISH) -> list[Line]:
    """Return what became of an idea, one sentence a line."""
    return list(_idea_lines(found, speech))


def vote_lines(found: MyVote, speech: Speech = ENGLISH) -> list[Line]:
    """Return what one gave in a vote, one sentence a line; how it came out is `result_lines`."""
    return list(_vote_lines(found, speech))


def decision_lines(found: Iterable[Decided], speech: Speech = ENGLISH) -> list[Line]:
    """Return what was decided, and what is done about it."""
    return list(_decisions(found, speech))


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


def _idea_lines(found: MyIdea, speech: Speech) -> Iterator[Line]:
    if found.state != "shown":
        yield Line(text=speech.say(_STATES[found.state]), tone="quiet")
    if found.tidied is not None:
        words = quoted(found.tidied.words, 200)
        text = speech.say("Tidied by those who run the workshop: %(words)s", words=words)
        yield Line(text=sentence(text), source=found.tidied.seq)
    yield from _where(found, speech)
    yield from (_voted_on(each, speech) for each in found.votes)
    yield from _decisions(found.decisions, speech)
    yield from (answer_line(each, speech) for each in found.answers)


def _where(found: MyIdea, speech: Speech) -> Iterator[Line]:
    """Yield whose board it is on, what says the same, and its theme."""
    if found.brought is not None:
        text = speech.say("%(group)s brought it to everybody.", group=found.group)
        yield Line(text=text, source=found.brought.seq)
    elif found.group:
        text = speech.say("On the board of %(group)s.", group=found.group)
        yield Line(text=text, tone="quiet")
    if found.joined_into is not None:
        words = quoted(found.joined_into.words)
        text = speech.say("Put with an idea that says the same: %(words)s", words=words)
        yield Line(text=sentence(text), source=found.joined_into.seq)
    if found.with_it == 1:
        yield Line(text=speech.say("1 other idea says the same, and is with it."))
    elif found.with_it:
        others = speech.counted(found.with_it, "other idea", "other ideas")
        text = speech.say("%(others)s say the same, and are with it.", others=others)
        yield Line(text=text)
    if found.theme is not None:
        text = speech.say("Under the theme %(words)s", words=quoted(found.theme.words))
        yield Line(text=sentence(text), source=found.theme.seq)


def _voted_on(found: VotedOn, speech: Speech) -> Line:
    vote = found.outcome
    theme = quoted(found.words, 60) if found.as_theme else ""
    values = {
        "what": speech.say("Its theme %(words)s", words=theme) if theme else speech.say("It"),
        "vote": quoted(vote.question, 70),
    }
    if vote.void_reason is not None:
        text = speech.say("%(what)s was in the vote %(vote)s, which was set aside.", **values)
    elif found.place is None and vote.open:
        text = speech.say("%(what)s is in the vote %(vote)s, which is open.", **values)
    elif found.place is None:
        text = speech.say("%(what)s is in the vote %(vote)s, which is not shown yet.", **values)
    else:
        values["place"] = speech.ordinal(found.place)
        text = sentence(_placed(found, values, speech))
    return Line(text=text, source=vote.seq)


def _placed(found: VotedOn, values: dict[str, str], speech: Speech) -> str:
    if not found.counts:
        return speech.say("%(what)s came %(place)s: %(vote)s", **values)
    values["counts"] = counts_told(found.outcome.method, found.counts, speech)
    return speech.say("%(what)s came %(place)s with %(counts)s: %(vote)s", **values)


def _decisions(found: Iterable[Decided], speech: Speech) -> Iterator[Line]:
    for each in found:
        text = sentence(speech.say("Decided: %(words)s", words=each.text))
        yield Line(text=text, source=each.seq, tone="strong")
        yield from (answer_line(answer, speech) for answer in each.answers)


# --- votes, and the rest ------------------------------------------------------------


def _votes(found: Contributions) -> Iterator[Block]:
    if not found.votes:
        yield Paragraph(lines=(Line(text="No vote that I could take part in."),))
    for each in found.votes:
        yield Section(
            heading=each.outcome.question, blocks=(Paragraph(lines=tuple(_vote_whole(each))),)
        )


def _vote_whole(found: MyVote) -> list[Line]:
    return [
        *vote_lines(found),
        *result_lines(found.outcome),
        *decision_lines(found.decisions),
    ]


def _vote_lines(found: MyVote, speech: Speech) -> Iterator[Line]:
    method = found.outcome.method
    if found.counted is not None:
        yield Line(text=speech.say(_COUNTED[found.counted]))  # type: ignore[index]
    elif not found.marks:
        yield Line(text=speech.say("You gave no vote."))
    for each in found.marks:
        yield Line(text=_marked(method, each, speech))
        if each.reason:
            text = speech.say("You said why: %(words)s", words=each.reason)
            yield Line(text=sentence(text), tone="quiet")
        if each.joined_into is not None:
            words = quoted(each.joined_into.words)
            text = speech.say("It was put with %(words)s since; your vote stays here.", words=words)
            yield Line(text=text, source=each.joined_into.seq, tone="quiet")


def _marked(method: Method, found: MyMark, speech: Speech) -> str:
    told = f"{_given(method, found.mark, speech)}: {quoted(found.words)}"
    if not found.reworded_to:
        return told
    return f"{told} ({speech.say('now worded %(words)s', words=quoted(found.reworded_to))})"


def _given(method: Method, mark: int, speech: Speech) -> str:
    if method in MARKS:
        label = speech.say(LABELS[MARKS[method][mark]])
        return label[0].upper() + label[1:]
    if method in RANKED:
        return speech.say("Place %(place)s", place=mark)
    if method in _UNITS:
        return speech.counted(mark, *_UNITS[method])
    return speech.say(_AGREED[mark] if method == "agree" else "In support")


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
