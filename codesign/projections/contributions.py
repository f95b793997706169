"""What one person gave, and what became of it: their ideas, votes, notes and answers.

It is written from what that person holds and nothing else: the board of their
audience, and what is theirs alone. So it tells of a vote, a decision or a response
only what they may see anyway.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from codesign.domain.ids import OptionId, ParticipantId
from codesign.domain.workshop import Workshop
from codesign.projections.answers import Answered, answers_to
from codesign.projections.decision_record import Decided, decided
from codesign.projections.groups import group_told
from codesign.projections.mine import mine
from codesign.projections.ops import Record
from codesign.projections.outcomes import Choice, Outcome, outcomes
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

# What a person alone holds: the records of `mine`, by collection and identifier.
Held = Mapping[str, Mapping[str, Record]]
State = Literal["shown", "yours_alone", "waiting", "hidden", "taken_back", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Another thing on the board, in its words, with the event it comes from."""

    words: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VotedOn:
    """A vote in which an idea, or the theme it is under, could be chosen; `place` counts from 1.

    `place` is None until the result is shown; `words` are those of the choice.
    """

    outcome: Outcome
    words: str
    as_theme: bool
    place: int | None
    counts: Mapping[str, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyIdea:
    """An idea of one's own: its words then and now, where it is, and what became of it.

    `tidied` are clearer words that those who run the workshop gave it; `with_it`
    counts the ideas that say the same and were put with it; `brought` is the copy
    that a group brought to everybody. `seq` is its moment, where it is on the board.
    """

    id: str
    stage: str
    text: str
    tidied: Named | None
    state: State
    at: int
    seq: int | None
    group: str
    theme: Named | None
    joined_into: Named | None
    with_it: int
    brought: Named | None
    votes: tuple[VotedOn, ...]
    decisions: tuple[Decided, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyMark:
    """What one gave to an option, and why; `joined_into` where that was put with another since."""

    words: str
    reworded_to: str
    mark: int
    joined_into: Named | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MyVote:
    """A vote that one could take part in, what one marked, and the decisions that rest on it.

    `counted` says in what other way one's vote was counted, None for one's own ballot.
    """

    outcome: Outcome
    marks: tuple[MyMark, ...]
    counted: str | None
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """Everything one person gave, in the order it was given.

    `answer` is to `question`, asked on leaving; `contact` is where they are kept
    informed; `link_by` names who made them a personal link.
    """

    ideas: tuple[MyIdea, ...]
    votes: tuple[MyVote, ...]
    notes: tuple[Named, ...]
    reports: tuple[Mapping[str, Any], ...]
    question: str
    answer: str
    contact: str
    link_by: str
    link_at: int | None
    link_expires_at: int | None


def held(workshop: Workshop, me: ParticipantId) -> Held:
    """Return what a person alone holds."""
    records: dict[str, dict[str, Record]] = {}
    for op in mine(workshop, (me,)):
        if op[0] == "put":
            records.setdefault(op[1], {})[op[2]] = op[3]
    return records


def contributions(reading: Reading, own: Held, me: ParticipantId) -> Contributions:
    """Return what a person gave, from what they may read and what is theirs alone."""
    found = _Found(reading)
    closing = own.get("closing", {}).get(me, _NOTHING)
    written = sorted(own.get("ideas", {}).items(), key=_when)
    reports = sorted(own.get("reports", {}).items(), key=_when)
    return Contributions(
        ideas=tuple(_idea(found, key, record) for key, record in written),
        votes=tuple(_votes(found, own, me)),
        notes=tuple(_notes(reading, me)),
        reports=tuple(each for _, each in reports if each.get("by", me) == me),
        question=str(closing["question"] or ""),
        answer=str(closing["answer"] or ""),
        contact=str(closing["contact"] or ""),
        link_by=_name(reading, closing["link_by"]),
        link_at=closing["link_at"],  # type: ignore[arg-type]
        link_expires_at=closing["link_expires_at"],  # type: ignore[arg-type]
    )


_NOTHING: Final[Record] = dict.fromkeys(
    ("question", "answer", "contact", "link_by", "link_at", "link_expires_at")
)


class _Found:
    """What a reading holds of votes and decisions, worked out once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.outcomes = outcomes(reading)
        standing = decided(reading)
        self.decisions = [each for each in standing if each.withdrawn_reason is None]

    def choices(self, keys: Iterable[str]) -> Iterator[tuple[Outcome, Choice]]:
        """Yield the votes, set aside or not, in which one of these could be chosen."""
        wanted = {OptionId(each) for each in keys}
        for outcome in self.outcomes:
            yield from ((outcome, each) for each in outcome.choices if each.option in wanted)

    def chosen(self, keys: Iterable[str]) -> Iterator[Decided]:
        """Yield the decisions for which one of these was chosen."""
        wanted = {OptionId(each) for each in keys}
        for each in self.decisions:
            if wanted & {choice.option for choice in each.chosen}:
                yield each

    def named(self, collection: str, key: object, words: str) -> Named | None:
        """Return a thing on the board in its words, None where it is not there."""
        record = self.reading.rows(collection).get(str(key))
        if record is None:
            return None
        told = record.get("tidied", record[words])
        return Named(words=str(told) or REMOVED, seq=int(record["seq"]))


def _idea(found: _Found, key: str, record: Record) -> MyIdea:
    rows = found.reading.rows("ideas")
    copies = [each for each, row in rows.items() if row["from_idea"] == key]
    here = {key, *copies}
    into = record.get("joined_into")
    places = [rows[each] for each in (*here, *([str(into)] if into else [])) if each in rows]
    themes = dict.fromkeys(str(each["theme"]) for each in places if each["theme"])
    theme = next(iter(themes), None)
    row = rows.get(key)
    followed = [*here, *([str(into)] if into else []), *themes]
    return MyIdea(
        id=key,
        stage=str(found.reading.rows("stages")[str(record["stage"])]["title"]),
        text=str(record["text"]),
        tidied=_tidied(record, row),
        state=_state(record, row),
        at=int(str(record["at"])),
        seq=None if row is None else row["words_seq"],
        group="" if record["group"] is None else group_told(found.reading, str(record["group"])),
        theme=found.named("themes", theme, "title"),
        joined_into=found.named("ideas", into, "text"),
        with_it=sum(each.get("joined_into") in here for each in rows.values()),
        brought=found.named("ideas", copies[0], "text") if copies else None,
        votes=tuple(_voted_on(found, followed, themes)),
        decisions=tuple(found.chosen(followed)),
        answers=tuple(each for key in themes for each in answers_to(found.reading, key)),
    )


def _state(record: Record, row: Mapping[str, Any] | None) -> State:
    if record["redacted"]:
        return "removed"
    if record["withdrawn"]:
        return "taken_back"
    if record["hidden"]:
        return "hidden"
    if record["waiting"]:
        return "waiting"
    return "yours_alone" if row is None else "shown"


def _tidied(record: Record, row: Mapping[str, Any] | None) -> Named | None:
    if row is None or "tidied" not in record:
        return None
    return Named(words=str(record["tidied"]), seq=int(row["tidied_seq"]))


def _voted_on(found: _Found, keys: Iterable[str], themes: Iterable[str]) -> Iterator[VotedOn]:
    under = set(themes)
    for outcome, choice in found.choices(keys):
        places = (at for at, equals in enumerate(outcome.ranking, 1) if choice in equals)
        yield VotedOn(
            outcome=outcome,
            words=choice.words,
            as_theme=choice.option in under,
            place=next(places, None),
            counts=choice.counts if outcome.ranking else None,
        )


def _votes(found: _Found, own: Held, me: ParticipantId) -> Iterator[MyVote]:
    ballots = own.get("ballots", {})
    for outcome in found.outcomes:
        ballot = ballots.get(f"{outcome.round}.{me}")
        if ballot is not None:
            yield MyVote(
                outcome=outcome,
                marks=tuple(_marks(found, outcome, ballot)),
                counted=ballot["counted"],  # type: ignore[arg-type]
                decisions=tuple(
                    each
                    for each in found.decisions
                    if each.vote is not None and each.vote.round == outcome.round
                ),
            )


def _marks(found: _Found, outcome: Outcome, ballot: Record) -> Iterator[MyMark]:
    marks: Mapping[str, int] = ballot["marks"]  # type: ignore[assignment]
    reasons: Mapping[str, Mapping[str, str]] = ballot.get("reasons", {})  # type: ignore[assignment]
    ideas = found.reading.rows("ideas")
    for choice in outcome.choices:
        if choice.option in marks:
            row = ideas.get(choice.option, {})
            yield MyMark(
                words=choice.words,
                reworded_to=choice.now or "",
                mark=marks[choice.option],
                joined_into=found.named("ideas", row.get("joined_into"), "text"),
                reason=reasons.get(choice.option, {}).get("text", ""),
            )


def _notes(reading: Reading, me: ParticipantId) -> Iterator[Named]:
    rows = reading.rows("annotations").values()
    for each in sorted(rows, key=lambda each: int(each["seq"])):
        if each.get("author") == me:
            yield Named(words=each["text"] or REMOVED, seq=each["seq"])


def _name(reading: Reading, participant: object) -> str:
    record = reading.rows("participants").get(str(participant), {})
    return str(record.get("name", ""))


def _when(each: tuple[str, Record]) -> tuple[int, str]:
    return int(str(each[1]["at"])), each[0]
