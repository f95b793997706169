"""Commands for the agenda: stages, and the time they have."""

from dataclasses import dataclass

from codesign.domain.commands.workshop import StagePlan
from codesign.domain.ids import StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStage:
    """Put a stage on the agenda, before another one or at the end."""

    plan: StagePlan
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseStage:
    """Change a stage's words, length or rules."""

    plan: StagePlan


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStage:
    """Put a stage before another one, or at the end."""

    stage: StageId
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipStage:
    """Do not hold a stage."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreStage:
    """Hold a skipped stage after all."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStage:
    """Open or reopen a stage: live, or beside the live one until a time."""

    stage: StageId
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseStage:
    """Close a stage."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendStage:
    """Give a stage more minutes; a running timer runs on."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortenStage:
    """Take minutes of a stage back; a running timer ends sooner."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTimer:
    """Start the stage's timer, or start it anew."""

    stage: StageId
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopTimer:
    """Stop the stage's timer."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTimer:
    """Record that the timer ran out; asked by the server alone."""

    stage: StageId


AgendaCommand = (
    ShortenStage
    | RestoreStage
    | EndTimer
    | StopTimer
    | StartTimer
    | ExtendStage
    | CloseStage
    | OpenStage
    | SkipStage
    | MoveStage
    | ReviseStage
    | AddStage
)
