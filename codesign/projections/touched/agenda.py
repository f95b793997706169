"""Which records an event of the agenda may have changed."""

from collections.abc import Iterable
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.workshop import Workshop
from codesign.projections.keys import WORKSHOP, Key, all_of_stage


def touched_agenda(workshop: Workshop, event: e.AgendaEvent) -> Iterable[Key]:
    """Return the keys of the records an event of the agenda may have changed."""
    match event:
        case e.StageAdded() | e.StageMoved():
            return [("stages", each) for each in workshop.stages]
        case (
            e.StageSkipped()
            | e.StageRestored()
            | e.StageExtended()
            | e.StageShortened()
            | e.TimerStarted()
            | e.TimerStopped()
            | e.TimerEnded()
        ):
            return [("stages", event.stage)]
        case e.StageOpened() | e.StageClosed():
            return [("stages", event.stage), WORKSHOP]
        case e.StageRevised():
            return all_of_stage(workshop, event.stage)
        case _:
            assert_never(event)
