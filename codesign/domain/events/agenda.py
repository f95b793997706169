"""Events of the agenda: stages, and the time they have."""

from dataclasses import dataclass

from codesign.domain.events.kinds import StageKind, View
from codesign.domain.ids import StageId
from codesign.domain.words import WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAdded:
    """A stage was put on the agenda, before another one or at the end.

    `minutes` is the planned length, 0 when open-ended. `anonymous` stages
    never show who wrote what; in `private` ones ideas stay with their author
    until revealed. `seen_by` is the least privileged view that may see it.
    """

    stage: StageId
    kind: StageKind
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View
    before: StageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRevised:
    """A stage's words, length or rules changed."""

    stage: StageId
    title: WorkshopWords
    purpose: WorkshopWords
    minutes: int
    anonymous: bool
    private: bool
    seen_by: View


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoved:
    """A stage was put before another one, or at the end."""

    stage: StageId
    before: StageId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageSkipped:
    """A stage will not be held; opening it later takes that back."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOpened:
    """A stage opened, for the first time or again.

    `until` is None for the live stage the room is in, else the time up to
    which the stage stays open beside it.
    """

    stage: StageId
    until: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageClosed:
    """A stage takes no more contributions."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRestored:
    """A stage that had been skipped will be held after all."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageExtended:
    """More time was given: whole minutes added to the plan and a running timer."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageShortened:
    """Time was taken back: whole minutes off the plan and off a running timer."""

    stage: StageId
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStarted:
    """The stage's timer runs to this moment; the stage stays open after it."""

    stage: StageId
    ends_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerStopped:
    """The facilitator stopped the timer."""

    stage: StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerEnded:
    """The timer ran out."""

    stage: StageId


AgendaEvent = (
    StageShortened
    | StageRestored
    | TimerEnded
    | TimerStopped
    | TimerStarted
    | StageExtended
    | StageClosed
    | StageOpened
    | StageSkipped
    | StageMoved
    | StageRevised
    | StageAdded
)
