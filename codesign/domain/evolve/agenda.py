"""What events of the agenda change in the state."""

from typing import assert_never

from codesign.domain import events as e
from codesign.domain.agenda import moved, revise
from codesign.domain.evolve.replacing import replace_stage
from codesign.domain.ids import StageId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Stage, Workshop


def evolve_agenda(workshop: Workshop, recorded: Recorded, event: e.AgendaEvent) -> None:  # noqa: C901, PLR0912 - one case an event, nothing else
    """Apply an event of the agenda."""
    match event:
        case e.StageAdded():
            _add_stage(workshop, event)
        case e.StageRevised():
            workshop.stages[event.stage] = revise(workshop.stages[event.stage], event)
        case e.StageMoved():
            workshop.agenda = moved(workshop.agenda, event.stage, event.before)
        case e.StageSkipped():
            replace_stage(workshop, event.stage, skipped=True)
        case e.StageRestored():
            replace_stage(workshop, event.stage, skipped=False)
        case e.StageOpened():
            _open_stage(workshop, recorded, event)
        case e.StageClosed():
            _close_stage(workshop, recorded, event.stage)
        case e.StageExtended():
            _extend(workshop, event.stage, event.minutes)
        case e.StageShortened():
            _extend(workshop, event.stage, -event.minutes)
        case e.TimerStarted():
            replace_stage(workshop, event.stage, timer_ends_at=event.ends_at)
        case e.TimerStopped() | e.TimerEnded():
            replace_stage(workshop, event.stage, timer_ends_at=None)
        case _:
            assert_never(event)


def _add_stage(workshop: Workshop, event: e.StageAdded) -> None:
    workshop.stages[event.stage] = Stage(
        id=event.stage,
        kind=event.kind,
        title=event.title,
        purpose=event.purpose,
        minutes=event.minutes,
        anonymous=event.anonymous,
        private=event.private,
        seen_by=event.seen_by,
    )
    workshop.agenda = moved(workshop.agenda, event.stage, event.before)


def _open_stage(workshop: Workshop, recorded: Recorded, event: e.StageOpened) -> None:
    first = workshop.stages[event.stage].opened_at or recorded.at
    replace_stage(
        workshop, event.stage, open=True, skipped=False, until=event.until, opened_at=first
    )
    if event.until is None:
        workshop.live_stage = event.stage
    elif workshop.live_stage == event.stage:
        workshop.live_stage = None


def _close_stage(workshop: Workshop, recorded: Recorded, stage: StageId) -> None:
    replace_stage(workshop, stage, open=False, until=None, closed_at=recorded.at)
    if workshop.live_stage == stage:
        workshop.live_stage = None
    if workshop.breakout is not None and workshop.breakouts[workshop.breakout].stage == stage:
        workshop.breakout = None


def _extend(workshop: Workshop, stage_id: StageId, minutes: int) -> None:
    stage = workshop.stages[stage_id]
    more_ms = minutes * 60_000
    ends_at = None if stage.timer_ends_at is None else stage.timer_ends_at + more_ms
    replace_stage(
        workshop, stage.id, minutes=max(0, stage.minutes + minutes), timer_ends_at=ends_at
    )
