"""Commands for breakouts: groups, their boards, and what they bring back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from codesign.domain.events import IdeaCopied, ThemeCopied
from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    ParticipantId,
    ReportBackId,
    StageId,
    ThemeId,
)

# How people are spread over groups: at random, every group mixed from all
# organisations, or organisations kept together as far as they fit.
Spread = Literal["random", "mixed", "together"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlan:
    """A group of a breakout; an empty prompt is the breakout's."""

    group: GroupId
    name: str
    place: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBreakout:
    """Plan to part the room into these groups, or change the plan, also while they meet."""

    breakout: BreakoutId
    stage: StageId
    groups: tuple[GroupPlan, ...]
    prompt: str = ""
    minutes: int = 0
    choosing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBreakout:
    """Drop a planned breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPeople:
    """Put people into groups by hand, or with None into none; their table comes along."""

    breakout: BreakoutId
    places: Mapping[ParticipantId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPeople:
    """Spread people evenly over the groups.

    The same `seed` gives the same groups. With `everybody` those who have a
    group are spread afresh; else only who has none.
    """

    breakout: BreakoutId
    how: Spread
    seed: int
    everybody: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseGroup:
    """Go to a group of one's own choice, where the breakout lets people choose."""

    group: GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBreakout:
    """Let the groups meet, for the first time or again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Bring everybody back after so many seconds; 0 means now."""

    breakout: BreakoutId
    seconds: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBreakout:
    """Close a breakout whose call back is due; asked by the server alone."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class StartGroupTimer:
    """Start the timer of one group, or with None of all, or start it anew."""

    breakout: BreakoutId
    seconds: int
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopGroupTimer:
    """Stop the timer of one group, or with None of all."""

    breakout: BreakoutId
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBoards:
    """Let everybody look at the boards of all groups of a breakout."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseBoards:
    """Keep each group's board to the group again."""

    breakout: BreakoutId


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReporter:
    """Name the member who reports back for a group, or nobody."""

    group: GroupId
    participant: ParticipantId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellGroups:
    """Send all groups a message, in place of the one before; empty takes it down."""

    breakout: BreakoutId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBack:
    """Bring ideas and themes of a group to everybody's board, as copies of these ids.

    A copied idea goes under the copy of its theme, if there is one.
    """

    report_back: ReportBackId
    group: GroupId
    ideas: tuple[IdeaCopied, ...] = ()
    themes: tuple[ThemeCopied, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReportBack:
    """Take what a group had brought off everybody's board again."""

    report_back: ReportBackId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreTheme:
    """Let a theme stand again that was merged or taken apart."""

    theme: ThemeId
    ideas: tuple[IdeaId, ...] = ()


BreakoutsCommand = (
    RestoreTheme
    | WithdrawReportBack
    | ReportBack
    | TellGroups
    | NameReporter
    | CloseBoards
    | OpenBoards
    | StopGroupTimer
    | StartGroupTimer
    | EndBreakout
    | CallBack
    | OpenBreakout
    | ChooseGroup
    | SpreadPeople
    | AssignPeople
    | CancelBreakout
    | PlanBreakout
)
