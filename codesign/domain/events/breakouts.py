"""Events of breakouts: groups, their boards, and what they bring back."""

from collections.abc import Mapping
from dataclasses import dataclass

from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    ParticipantId,
    ReportBackId,
    StageId,
    ThemeId,
)
from codesign.domain.words import WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutPlanned:
    """The room will part into groups in a stage, or the plan for it changed (same id).

    `prompt` is what every group is asked unless it has its own; `minutes` the
    planned length, 0 when open-ended; with `choosing` people pick their group.
    """

    breakout: BreakoutId
    stage: StageId
    prompt: WorkshopWords
    minutes: int
    choosing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlanned:
    """A breakout has this group, or its entry changed (same id).

    `place` says where to sit; an empty `prompt` is the breakout's.
    """

    breakout: BreakoutId
    group: GroupId
    name: WorkshopWords
    place: WorkshopWords
    prompt: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDropped:
    """A planned group will not meet; nobody is in it any more."""

    group: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutCancelled:
    """A planned breakout will not be held."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAssigned:
    """People were put into groups of a breakout, or with None into none."""

    breakout: BreakoutId
    places: Mapping[ParticipantId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutOpened:
    """The groups met, for the first time or again; their timers run to `ends_at`."""

    breakout: BreakoutId
    ends_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutCalledBack:
    """The groups were asked to come back to everybody by this moment."""

    breakout: BreakoutId
    back_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakoutClosed:
    """Everybody is back; the groups' boards take no more contributions."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTimerStarted:
    """The timer of one group, or of all, runs to this moment; a call back is off."""

    breakout: BreakoutId
    group: GroupId | None
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupTimerStopped:
    """The timer of one group, or of all, was stopped."""

    breakout: BreakoutId
    group: GroupId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardsOpened:
    """Everybody may look at the boards of all groups of a breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardsClosed:
    """Each group's board is the group's own again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterNamed:
    """This member will report back for the group, or nobody yet."""

    group: GroupId
    participant: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsTold:
    """The facilitator sent all groups a message; empty words take it down."""

    breakout: BreakoutId
    text: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCopied:
    """An idea of a group and the copy of it on everybody's board."""

    of: IdeaId
    idea: IdeaId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCopied:
    """A theme of a group and the copy of it on everybody's board."""

    of: ThemeId
    theme: ThemeId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedBack:
    """A group brought ideas and themes to everybody's board; the originals stay.

    The copies have the words the originals had at this moment; destroying the
    words of an original destroys them in its copies.
    """

    report_back: ReportBackId
    group: GroupId
    ideas: tuple[IdeaCopied, ...]
    themes: tuple[ThemeCopied, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBackWithdrawn:
    """What a group had brought is off everybody's board again."""

    report_back: ReportBackId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRestored:
    """A theme that was merged or taken apart stands again, with these of its ideas."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...]


BreakoutsEvent = (
    ThemeRestored
    | ReportBackWithdrawn
    | ReportedBack
    | GroupsTold
    | ReporterNamed
    | BoardsClosed
    | BoardsOpened
    | GroupTimerStopped
    | GroupTimerStarted
    | BreakoutClosed
    | BreakoutCalledBack
    | BreakoutOpened
    | PeopleAssigned
    | BreakoutCancelled
    | GroupDropped
    | GroupPlanned
    | BreakoutPlanned
)
