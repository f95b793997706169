"""A recording at a glance: chapters, about eight telling moments, and how busy it was.

Everything is told from marks, which know no words, and from the board the
view has at present. What is not on that board has no chapter, no moment and
no beat here, so nothing can be quoted that may not be read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from codesign.domain import events as e
from codesign.domain.events import View
from codesign.projections.activity import Activity, activity
from codesign.projections.beats import Beats
from codesign.projections.counts import counts_told
from codesign.projections.groups import breakout_told, brought_from, group_told
from codesign.projections.outcomes import Outcome, outcomes, turnout_told
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED, counted, listed, quoted, sentence, shortened

ChapterKind = Literal["stage", "breakout", "round", "decision"]
MomentKind = Literal[
    "decision",
    "result",
    "worry",
    "round_void",
    "biggest_theme",
    "first_idea",
    "reported_back",
    "workshop_closed",
    "ideas_revealed",
    "decision_withdrawn",
    "round_opened",
    "breakout_opened",
    "stage_opened",
    "round_closed",
]
# The most telling first.
_TELLING: Final[tuple[MomentKind, ...]] = MomentKind.__args__  # type: ignore[attr-defined]
MOMENTS: Final = 8
# Of one kind, before the other kinds had their turn.
_OF_A_KIND: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stage, a breakout, a vote or a decision: where it begins, and where it ends if it does.

    `subject` is its id; `title` are the words it bears.
    """

    seq: int
    at: int
    kind: ChapterKind
    subject: str
    title: str
    until_seq: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something to look at first, told in a sentence."""

    seq: int
    at: int
    kind: MomentKind
    subject: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What somebody wrote beside the moment `seq`; `author` is never told to the public."""

    id: str
    seq: int
    text: str
    author: str | None
    seen_by: View
    redacted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything up to version `head`, each list in order of time.

    It is that of one board: what groups have on theirs is told by a reading
    of that group.
    """

    head: int
    chapters: tuple[Chapter, ...]
    moments: tuple[Moment, ...]
    annotations: tuple[Annotated, ...]
    activity: Activity


def timeline(reading: Reading, beats: Beats) -> Timeline:
    """Return the timeline of a reading at the head."""
    told = [each for each in outcomes(reading) if each.group == reading.group]
    chapters = (
        *_stages(reading),
        *_breakouts(reading),
        *_rounds(reading, told),
        *_decisions(reading),
    )
    return Timeline(
        head=reading.seq,
        chapters=tuple(sorted(chapters, key=lambda each: each.seq)),
        moments=most_telling(_moments(reading, told)),
        annotations=tuple(sorted(_annotations(reading), key=lambda each: each.seq)),
        activity=activity(reading, beats),
    )


# --- chapters -------------------------------------------------------------------


def _stages(reading: Reading) -> Iterator[Chapter]:
    for mark in reading.marks.of(e.StageOpened):
        _, stage_id = mark.about
        stage = reading.rows("stages")[stage_id]
        if not stage["closed_to_you"]:
            end = _next(reading, mark.seq, stage_id, e.StageClosed)
            yield Chapter(
                seq=mark.seq,
                at=mark.at,
                kind="stage",
                subject=stage_id,
                title=stage["title"],
                until_seq=end,
            )


def _next(reading: Reading, seq: int, subject: str, kind: type) -> int | None:
    marks = reading.marks.of(kind)
    return next((each.seq for each in marks if each.seq > seq and each.about[1] == subject), None)


def _breakouts(reading: Reading) -> Iterator[Chapter]:
    for mark in reading.marks.of(e.BreakoutOpened):
        _, breakout_id = mark.about
        record = reading.rows("breakouts").get(breakout_id)
        if record is not None:
            yield Chapter(
                seq=mark.seq,
                at=mark.at,
                kind="breakout",
                subject=breakout_id,
                title=breakout_told(record),
                until_seq=_next(reading, mark.seq, breakout_id, e.BreakoutClosed),
            )


def _rounds(reading: Reading, told: Iterable[Outcome]) -> Iterator[Chapter]:
    for each in told:
        ends = (
            _next(reading, each.opened_seq, each.round, kind)
            for kind in (e.RoundClosed, e.RoundVoided)
        )
        yield Chapter(
            seq=each.opened_seq,
            at=reading.marks.at(each.opened_seq).at,
            kind="round",
            subject=each.round,
            title=shortened(each.question),
            until_seq=min((seq for seq in ends if seq is not None), default=None),
        )


def _decisions(reading: Reading) -> Iterator[Chapter]:
    for key, record in _made(reading):
        yield Chapter(
            seq=record["seq"],
            at=record["at"],
            kind="decision",
            subject=key,
            title=shortened(record["text"] or REMOVED),
            until_seq=record["seq"],
        )


def _made(reading: Reading) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the decisions made at the board that is read."""
    for key, record in reading.rows("decisions").items():
        if reading.marks.at(record["seq"]).group == reading.group:
            yield key, record


def _annotations(reading: Reading) -> Iterator[Annotated]:
    for key, record in reading.rows("annotations").items():
        if record["group"] == reading.group:
            yield Annotated(
                id=key,
                seq=record["moment"],
                text=record["text"],
                author=record.get("author"),
                seen_by=record["seen_by"],
                redacted=record["redacted"],
            )


# --- moments --------------------------------------------------------------------


def most_telling(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Choose the moments to open with, in order of time.

    A few of each kind come before more of any, so that ten decisions do not
    hide the first idea.
    """
    in_time = sorted(moments, key=lambda each: each.seq)
    turns: Counter[MomentKind] = Counter()
    ranked = []
    for place, each in enumerate(in_time):
        ranked.append((turns[each.kind] // _OF_A_KIND, _TELLING.index(each.kind), place))
        turns[each.kind] += 1
    chosen = sorted(place for _, _, place in sorted(ranked)[:MOMENTS])
    return tuple(in_time[place] for place in chosen)


def _moments(reading: Reading, told: Iterable[Outcome]) -> Iterator[Moment]:
    yield from _openings(reading)
    yield from _first_idea(reading)
    yield from _biggest_theme(reading)
    for each in told:
        yield from _of_round(reading, each)
    yield from _of_worries(reading)
    yield from _of_decisions(reading)
    yield from _of_breakouts(reading)
    for mark in reading.marks.of(e.WorkshopClosed)[-1:]:
        yield _moment(reading, mark.seq, "workshop_closed", "", "The workshop closed")


def _openings(reading: Reading) -> Iterator[Moment]:
    for mark in reading.marks.of(e.StageOpened, e.IdeasRevealed):
        _, stage_id = mark.about
        stage = reading.rows("stages")[stage_id]
        if stage["closed_to_you"]:
            continue
        if mark.kind is e.IdeasRevealed:
            title = f"The ideas of {quoted(stage['title'])} were shown to everybody"
            yield _moment(reading, mark.seq, "ideas_revealed", stage_id, title)
        else:
            title = f"{quoted(stage['title'])} opened"
            yield _moment(reading, mark.seq, "stage_opened", stage_id, title)


def _first_idea(reading: Reading) -> Iterator[Moment]:
    ideas = reading.on_board("ideas", reading.group)
    revealed = {mark.about[1]: mark.seq for mark in reading.marks.of(e.IdeasRevealed)}
    # A private idea is first seen when its stage is revealed.
    shown = ((max(each["seq"], revealed.get(each["stage"], 0)), key) for key, each in ideas.items())
    seq, key = min(shown, default=(0, ""))
    if key:
        title = f"The first idea: {_with_lineage(reading, ideas[key], 'text')}"
        yield _moment(reading, seq, "first_idea", key, title)


def _biggest_theme(reading: Reading) -> Iterator[Moment]:
    themes = reading.on_board("themes", reading.group)
    sizes = Counter(each["theme"] for each in reading.on_board("ideas", reading.group).values())
    of_size = [(sizes[key], -record["seq"], key) for key, record in themes.items()]
    size, _, key = max(of_size, default=(0, 0, ""))
    if size > 1:
        title = f"The biggest theme: {_with_lineage(reading, themes[key], 'title')}"
        seq = themes[key]["seq"]
        told = f"{title}, {counted(size, 'idea')}"
        yield _moment(reading, seq, "biggest_theme", key, told)


def _with_lineage(reading: Reading, record: Mapping[str, Any], words: str) -> str:
    origin = brought_from(reading, record)
    told = quoted(record[words] or REMOVED)
    return told if origin is None else f"{told}, {origin.told}"


def _of_breakouts(reading: Reading) -> Iterator[Moment]:
    for mark in reading.marks.of(e.BreakoutOpened):
        _, key = mark.about
        record = reading.rows("breakouts").get(key)
        if record is not None:
            groups = [each for each in reading.rows("groups").values() if each["breakout"] == key]
            title = f"The room went into {counted(len(groups), 'group')}: {breakout_told(record)}"
            yield _moment(reading, mark.seq, "breakout_opened", key, title)
    for key, record in reading.rows("report_backs").items():
        brought = listed(_brought(record))
        title = f"{group_told(reading, record['group'])} brought {brought} to everybody"
        yield _moment(reading, record["seq"], "reported_back", key, title)


def _brought(record: Mapping[str, Any]) -> Iterator[str]:
    for collection, one in (("themes", "theme"), ("ideas", "idea")):
        if record[collection]:
            yield counted(len(record[collection]), one)


def _of_round(reading: Reading, told: Outcome) -> Iterator[Moment]:
    opened = f"Vote opened: {quoted(told.question)}"
    yield _moment(reading, told.opened_seq, "round_opened", told.round, opened)
    if told.void_reason is not None:
        title = f"Vote set aside: {shortened(told.void_reason)}"
        yield _moment(reading, told.seq, "round_void", told.round, title)
    elif told.ranking:
        yield _moment(reading, told.seq, "result", told.round, result_told(told))
    elif not told.open:
        title = f"Vote closed: {turnout_told(told)}"
        yield _moment(reading, told.seq, "round_closed", told.round, title)


def _of_worries(reading: Reading) -> Iterator[Moment]:
    told = {
        "integrated": "A worry was answered by a new wording",
        "not_upheld": "The others chose to go on, though there is a worry",
        "withdrawn": "A worry was taken back by who raised it",
    }
    for key, record in reading.rows("reasons").items():
        seq = record.get("answered_seq")
        if seq is not None and reading.marks.at(seq).group == reading.group:
            title = f"{told[record['answer']]}: {quoted(record['text'] or REMOVED)}"
            yield _moment(reading, seq, "worry", key, title)


def result_told(told: Outcome) -> str:
    """Return a result in a sentence; equals are said to be equal."""
    if told.explanation.get("verdicts"):
        return f"{_verdicts_told(told)}; {turnout_told(told)}"
    first = told.ranking[0]
    names = listed(quoted(each.words, 60) for each in first)
    if len(first) == len(told.choices) > 1:
        return f"No option came out ahead; {turnout_told(told)}"
    counts = "" if first[0].counts is None else f" ({counts_told(told.method, first[0].counts)})"
    came = "came first" if len(first) == 1 else "came first together, with equal support"
    return f"{names} {came}{counts}; {turnout_told(told)}"


def _verdicts_told(told: Outcome) -> str:
    """Return which proposals carried, or that none did."""
    verdicts = told.explanation["verdicts"]
    carried = [each for each in told.choices if each.option in told.explanation["winners"]]
    if carried:
        return f"Carried: {listed(quoted(each.words, 60) for each in carried)}"
    advisory = any(each["outcome"] == "advisory" for each in verdicts.values())
    return "The room was asked how warm it is" if advisory else "Nothing was carried"


def _of_decisions(reading: Reading) -> Iterator[Moment]:
    for key, record in _made(reading):
        if record["withdrawn_reason"] is None:
            title = sentence(f"Decided: {shortened(record['text'] or REMOVED)}")
            yield _moment(reading, record["seq"], "decision", key, title)
            continue
        seq = reading.source(("decisions", key), e.DecisionWithdrawn)
        title = f"Decision taken back: {quoted(record['text'] or REMOVED)}"
        yield _moment(reading, seq, "decision_withdrawn", key, title)


def _moment(reading: Reading, seq: int, kind: MomentKind, subject: str, title: str) -> Moment:
    return Moment(seq=seq, at=reading.marks.at(seq).at, kind=kind, subject=subject, title=title)
