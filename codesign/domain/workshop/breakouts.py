"""Breakouts and their groups, as the state holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    ParticipantId,
    ReportBackId,
    StageId,
    ThemeId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakout:
    """The room parted into groups in a stage; times in ms UTC.

    `places` says who is in which group, also of those who left. `ends_at` is
    when the timer of all groups runs out, `back_at` when everybody is called
    back; both None where none runs. `number` counts the workshop's breakouts
    from 1.
    """

    id: BreakoutId
    stage: StageId
    number: int
    prompt: str
    minutes: int
    choosing: bool
    groups: tuple[GroupId, ...] = ()
    places: Mapping[ParticipantId, GroupId] = field(default_factory=dict)
    open: bool = False
    boards_open: bool = False
    cancelled: bool = False
    opened_at: int = 0
    closed_at: int = 0
    ends_at: int | None = None
    back_at: int | None = None
    message: str = ""
    message_at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some of the room with a board of their own; `ends_at` is a timer for it alone."""

    id: GroupId
    breakout: BreakoutId
    name: str
    place: str
    prompt: str
    ends_at: int | None = None
    reporter: ParticipantId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """What a group brought to everybody's board, as the ids of the copies."""

    id: ReportBackId
    group: GroupId
    ideas: tuple[IdeaId, ...]
    themes: tuple[ThemeId, ...]
    at: int
    seq: int
    taken_back: bool = False
