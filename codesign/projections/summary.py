"""The contents of the one-page summary: ready for any shape, whatever stage was reached."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from codesign.domain import events as e
from codesign.domain.ids import OptionId
from codesign.projections.attendance import Attendance
from codesign.projections.decision_record import Decided, decided
from codesign.projections.marks import WORKSHOP, Mark
from codesign.projections.outcomes import REMOVED, Outcome, outcomes
from codesign.projections.reading import Reading

# Enough to know a theme by.
IDEAS_PER_THEME: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A dated session (ms UTC); `seq` is the event that planned it."""

    title: str
    starts_at: int
    ends_at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An idea, in its present words."""

    text: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFound:
    """A theme, how many ideas it holds, and those with most support."""

    title: str
    seq: int
    ideas: int
    top: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A stage that is open or still to come; `open_until` is None for the live one."""

    title: str
    open: bool
    open_until: int | None
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was asked, when, who took part, what they said, how they voted, what follows.

    `opened` and `closed` are the marks of the first stage and of the end.
    Each `_seq` is the event that a line comes from.
    """

    title: str
    question: str
    titled_seq: int
    sittings: tuple[Sitting, ...]
    opened: Mark | None
    closed: Mark | None
    attendance: Attendance
    attendance_seq: int
    ideas: int
    ungrouped: tuple[Said, ...]
    themes: tuple[ThemeFound, ...]
    votes: tuple[Outcome, ...]
    decisions: tuple[Decided, ...]
    ahead: tuple[Ahead, ...]


def summary(reading: Reading) -> Summary:
    """Return the contents of the one-page summary."""
    record = reading.workshop
    votes = outcomes(reading)
    themes, ungrouped = _themes(reading, votes)
    return Summary(
        title=record["title"],
        question=record["question"],
        titled_seq=reading.titled_seq,
        sittings=_sittings(reading),
        opened=next(iter(_openings(reading)), None),
        closed=reading.marks.last(WORKSHOP, e.WorkshopClosed) if record["closed"] else None,
        attendance=_named(reading),
        attendance_seq=reading.last_seq(e.ParticipantJoined),
        ideas=len(reading.rows("ideas")),
        ungrouped=ungrouped,
        themes=themes,
        votes=tuple(votes),
        decisions=tuple(decided(reading)),
        ahead=_ahead(reading),
    )


def _sittings(reading: Reading) -> tuple[Sitting, ...]:
    found = (
        Sitting(**record, seq=reading.source(("sessions", key), e.SessionPlanned))
        for key, record in reading.rows("sessions").items()
    )
    return tuple(sorted(found, key=lambda each: each.starts_at))


def _openings(reading: Reading) -> list[Mark]:
    stages = reading.rows("stages")
    opened = reading.marks.of(e.StageOpened)
    return [each for each in opened if not stages[each.about[1]]["closed_to_you"]]


def _named(reading: Reading) -> Attendance:
    """Return who took part, organisations by their names."""
    names = reading.rows("organisations")
    shares = reading.attendance.by_organisation
    named = (
        each if each.of is None else each._replace(of=names[each.of]["name"]) for each in shares
    )
    return replace(reading.attendance, by_organisation=tuple(named))


def _themes(
    reading: Reading, votes: list[Outcome]
) -> tuple[tuple[ThemeFound, ...], tuple[Said, ...]]:
    """Return the themes, the largest first, and the ideas in none."""
    grouped = _by_theme(reading, votes)
    themes = reading.rows("themes")
    found = [
        ThemeFound(
            title=record["title"] or REMOVED,
            seq=record["seq"],
            ideas=len(grouped[key]),
            top=tuple(grouped[key][:IDEAS_PER_THEME]),
        )
        for key, record in themes.items()
    ]
    ungrouped = (said for key, ideas in grouped.items() if key not in themes for said in ideas)
    return tuple(sorted(found, key=lambda each: (-each.ideas, each.seq))), tuple(ungrouped)


def _by_theme(reading: Reading, votes: list[Outcome]) -> defaultdict[str | None, list[Said]]:
    places = _places(votes)
    ideas = reading.rows("ideas")
    grouped: defaultdict[str | None, list[Said]] = defaultdict(list)
    last = len(places)
    for key in sorted(
        ideas, key=lambda each: (places.get(OptionId(each), last), ideas[each]["seq"])
    ):
        idea = ideas[key]
        grouped[idea["theme"]].append(Said(text=idea["text"] or REMOVED, seq=idea["words_seq"]))
    return grouped


def _places(votes: list[Outcome]) -> dict[OptionId, int]:
    """Return how far up each option came in the latest vote it was in."""
    places: dict[OptionId, int] = {}
    for vote in votes:
        places.update(
            (choice.option, place) for place, equals in enumerate(vote.ranking) for choice in equals
        )
    return places


def _ahead(reading: Reading) -> tuple[Ahead, ...]:
    """Return the stages that are open, and those that were neither opened nor skipped."""
    if reading.workshop["closed"]:
        return ()
    stages = reading.rows("stages")
    found = []
    for key in sorted(stages, key=lambda each: stages[each]["order"]):
        stage = stages[key]
        to_come = not stage["closed_to_you"] and not stage["opened_at"] and not stage["skipped"]
        if stage["open"] or to_come:
            found.append(
                Ahead(
                    title=stage["title"],
                    open=stage["open"],
                    open_until=stage["until"],
                    seq=reading.source(("stages", key), e.StageAdded, e.StageOpened),
                )
            )
    return tuple(found)
