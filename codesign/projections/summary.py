"""The contents of the one-page summary: ready for any shape, whatever stage was reached."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from codesign.domain import events as e
from codesign.domain.ids import GroupId, OptionId
from codesign.methods.heard import GroupTurnout
from codesign.projections.answers import Answered, answers_to
from codesign.projections.attendance import Attendance
from codesign.projections.decision_record import Decided, decided
from codesign.projections.groups import Brought, brought_from, group_told
from codesign.projections.heard import Heard, heard
from codesign.projections.keys import WORKSHOP
from codesign.projections.marks import Mark
from codesign.projections.outcomes import Outcome, outcomes
from codesign.projections.reading import Reading
from codesign.projections.wording import REMOVED

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
    """An idea, in its present words, and whether a group brought it.

    `tidied` where those are not its author's own.
    """

    text: str
    seq: int
    brought: Brought | None
    tidied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFound:
    """A theme, how many ideas it holds, those with most support, and whether a group brought it."""

    title: str
    seq: int
    brought: Brought | None
    ideas: int
    top: tuple[Said, ...]
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A stage that is open or still to come; `open_until` is None for the live one."""

    title: str
    open: bool
    open_until: int | None
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is on one board: how many ideas, their themes, and what was voted and decided there.

    Themes come with the largest first; `ungrouped` are the ideas in none.
    """

    ideas: int
    ungrouped: tuple[Said, ...]
    themes: tuple[ThemeFound, ...]
    votes: tuple[Outcome, ...]
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBoard:
    """A group's own board; `prompt` is what the group was asked."""

    told: str
    prompt: str
    seq: int
    contents: Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTurnout:
    """How many of each organisation voted on a question; names as in `GroupTurnout`."""

    question: str
    groups: tuple[GroupTurnout, ...]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was asked, when, who took part, what they said, how they voted, what follows.

    `everybodys` is the board of the whole room, with what groups brought to it;
    `groups` are those of their own boards that may be read and are not empty.

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
    heard: Heard
    turnouts: tuple[VoteTurnout, ...]
    everybodys: Contents
    groups: tuple[GroupBoard, ...]
    ahead: tuple[Ahead, ...]
    next_steps: str
    next_steps_seq: int


def summary(reading: Reading) -> Summary:
    """Return the contents of the one-page summary."""
    record = reading.workshop
    votes, decisions = outcomes(reading), decided(reading)
    return Summary(
        title=record["title"],
        question=record["question"],
        titled_seq=reading.titled_seq,
        sittings=_sittings(reading),
        opened=next(iter(_openings(reading)), None),
        closed=reading.marks.last(WORKSHOP, e.WorkshopClosed) if record["closed"] else None,
        attendance=_named(reading),
        attendance_seq=reading.last_seq(e.ParticipantJoined),
        heard=_heard_by_name(reading),
        turnouts=tuple(_turnouts(reading, votes)),
        everybodys=_contents(reading, votes, decisions, None),
        groups=tuple(_groups(reading, votes, decisions)),
        ahead=_ahead(reading),
        next_steps=record["next_steps"],
        next_steps_seq=reading.last_seq(e.NextStepsWorded),
    )


def _sittings(reading: Reading) -> tuple[Sitting, ...]:
    found = (
        Sitting(
            title=record["title"],
            starts_at=record["starts_at"],
            ends_at=record["ends_at"],
            seq=reading.source(("sessions", key), e.SessionPlanned),
        )
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


def _heard_by_name(reading: Reading) -> Heard:
    """Return who was heard, organisations by their names."""
    found = heard(reading)
    named = (each._replace(of=_called(reading, each.of)) for each in found.by_organisation)
    unheard = tuple(_called(reading, each) for each in found.unheard)
    return replace(found, by_organisation=tuple(named), unheard=unheard)


def _called(reading: Reading, organisation: str) -> str:
    """Return an organisation's name, nothing for none; one may be on the list no more."""
    if not organisation:
        return ""
    record = reading.rows("organisations").get(organisation)
    return "An organisation that was taken off the list" if record is None else record["name"]


def _turnouts(reading: Reading, votes: list[Outcome]) -> Iterator[VoteTurnout]:
    for vote in votes:
        told = reading.turnouts.get(vote.round)
        if told is not None and "organisation" in told.groups:
            groups = tuple(
                each if each.of is None else each._replace(of=_called(reading, each.of))
                for each in told.groups["organisation"]
            )
            yield VoteTurnout(question=vote.question, groups=groups, seq=vote.seq)


def _groups(
    reading: Reading, votes: list[Outcome], decisions: list[Decided]
) -> Iterator[GroupBoard]:
    """Yield the boards of groups on which there is anything, in the order of the groups."""
    rows = reading.rows("groups")
    for key in sorted(rows, key=lambda each: (rows[each]["number"], rows[each]["order"])):
        contents = _contents(reading, votes, decisions, GroupId(key))
        if contents.ideas or contents.themes or contents.votes:
            yield GroupBoard(
                told=group_told(reading, key),
                prompt=rows[key]["prompt"],
                seq=reading.source(("breakouts", rows[key]["breakout"]), e.BreakoutOpened),
                contents=contents,
            )


def _contents(
    reading: Reading, votes: list[Outcome], decisions: list[Decided], group: GroupId | None
) -> Contents:
    held = [each for each in votes if each.group == group]
    themes, ungrouped = _themes(reading, held, group)
    return Contents(
        ideas=len(reading.ideas(group)),
        ungrouped=ungrouped,
        themes=themes,
        votes=tuple(held),
        decisions=tuple(each for each in decisions if each.group == group),
    )


def _themes(
    reading: Reading, votes: list[Outcome], group: GroupId | None
) -> tuple[tuple[ThemeFound, ...], tuple[Said, ...]]:
    """Return the themes of a board, the largest first, and the ideas in none."""
    grouped = _by_theme(reading, votes, group)
    themes = reading.on_board("themes", group)
    found = [
        ThemeFound(
            title=record["title"] or REMOVED,
            seq=record["seq"],
            brought=brought_from(reading, record),
            answers=answers_to(reading, key),
            ideas=len(grouped[key]),
            top=tuple(grouped[key][:IDEAS_PER_THEME]),
        )
        for key, record in themes.items()
    ]
    ungrouped = (said for key, ideas in grouped.items() if key not in themes for said in ideas)
    return tuple(sorted(found, key=lambda each: (-each.ideas, each.seq))), tuple(ungrouped)


def _by_theme(
    reading: Reading, votes: list[Outcome], group: GroupId | None
) -> defaultdict[str | None, list[Said]]:
    places = _places(votes)
    ideas = reading.ideas(group)
    grouped: defaultdict[str | None, list[Said]] = defaultdict(list)
    last = len(places)
    for key in sorted(
        ideas, key=lambda each: (places.get(OptionId(each), last), ideas[each]["seq"])
    ):
        grouped[ideas[key]["theme"]].append(_said(reading, ideas[key]))
    return grouped


def _said(reading: Reading, idea: Mapping[str, Any]) -> Said:
    tidied = "tidied" in idea
    return Said(
        text=(idea["tidied"] if tidied else idea["text"]) or REMOVED,
        seq=idea["tidied_seq"] if tidied else idea["words_seq"],
        brought=brought_from(reading, idea),
        tidied=tidied,
    )


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
