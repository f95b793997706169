"""What takes back what was done to the agenda: its stages, and their time."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.taking_back.step import Step, Steps, of_a_stage, overtaking, seconds_left
from codesign.domain.workshop import Stage, Workshop


def _revised(w: Workshop, event: e.StageRevised, _at: int) -> Step:
    stage = w.stages[event.stage]
    return Step(("plan", event.stage), c.ReviseStage(plan=_plan(stage)), event.stage)


def _plan(stage: Stage) -> c.StagePlan:
    return c.StagePlan(
        stage=stage.id,
        kind=stage.kind,
        title=stage.title,
        purpose=stage.purpose,
        minutes=stage.minutes,
        anonymous=stage.anonymous,
        private=stage.private,
        seen_by=stage.seen_by,
    )


def _moved(w: Workshop, event: e.StageMoved, _at: int) -> Step:
    after = w.agenda[w.agenda.index(event.stage) + 1 :]
    back = c.MoveStage(stage=event.stage, before=after[0] if after else None)
    return Step(("place", event.stage), back, event.stage)


def _stage_opened(w: Workshop, event: e.StageOpened, _at: int) -> Step:
    stage = w.stages[event.stage]
    back: c.Command = c.CloseStage(stage=stage.id)
    if stage.open:
        back = c.OpenStage(stage=stage.id, until=stage.until)
    subject = ("stage", "" if event.until is None else stage.id)
    also = (("stage", stage.id), ("held", stage.id))
    return Step(subject, back, stage.id, also=also)


def _stage_closed(w: Workshop, event: e.StageClosed, _at: int) -> Step:
    stage = w.stages[event.stage]
    subject = ("stage", "" if stage.until is None else stage.id)
    # What went with it does not come back by itself.
    also = (("timer", stage.id), ("groups", ""))
    return Step(subject, c.OpenStage(stage=stage.id, until=stage.until), stage.id, also=also)


def _timer(w: Workshop, event: e.TimerStarted | e.TimerStopped, at: int) -> Step:
    left = seconds_left(w.stages[event.stage].timer_ends_at, at)
    back: c.Command = c.StopTimer(stage=event.stage)
    if left is not None:
        back = c.StartTimer(stage=event.stage, seconds=left)
    return Step(("timer", event.stage), back, event.stage)


AGENDA_STEPS: Final[Steps] = {
    e.StageAdded: of_a_stage("held", lambda event: c.SkipStage(stage=event.stage)),
    e.StageSkipped: of_a_stage("held", lambda event: c.RestoreStage(stage=event.stage)),
    e.StageRestored: of_a_stage("held", lambda event: c.SkipStage(stage=event.stage)),
    e.StageRevised: _revised,
    e.StageMoved: _moved,
    e.StageOpened: _stage_opened,
    e.StageClosed: _stage_closed,
    e.StageExtended: of_a_stage(
        "minutes", lambda event: c.ShortenStage(stage=event.stage, minutes=event.minutes)
    ),
    e.StageShortened: of_a_stage(
        "minutes", lambda event: c.ExtendStage(stage=event.stage, minutes=event.minutes)
    ),
    e.TimerStarted: _timer,
    e.TimerStopped: _timer,
    e.TimerEnded: overtaking("timer", "stage"),
}
