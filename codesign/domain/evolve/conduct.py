"""What events of how the room is run change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.replacing import (
    replace_breakout,
    replace_group,
    replace_person,
    replace_stage,
)
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Annotation, Note, Practice, Report, Spotlight, Workshop


def evolve_conduct(workshop: Workshop, recorded: Recorded, event: e.ConductEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of how the room is run."""
    match event:
        case e.RoomPaused():
            workshop.paused_at = recorded.at
        case e.RoomResumed():
            _resume(workshop, recorded)
        case e.DoorChanged():
            workshop.door = event.door
        case e.IntakeChanged():
            workshop.intake = event.intake
        case e.SpotlightTurned():
            workshop.spotlight = _spotlight(recorded, event)
        case e.HandRaised():
            replace_person(workshop, event.participant, hand_at=recorded.at)
        case e.HandLowered():
            replace_person(workshop, event.participant, hand_at=0)
        case e.ReportMade():
            workshop.reports[event.report] = _report(recorded, event)
        case e.ReportMarked():
            report = workshop.reports[event.report]
            workshop.reports[event.report] = replace(report, state=event.state)
        case e.DisplayCodeIssued():
            workshop.display_code = event.code
        case e.DisplayCodeWithdrawn():
            workshop.display_code = ""
        case e.DisplayDirected():
            workshop.display_shows, workshop.hall = event.shows, event.hall
        case e.MomentAnnotated():
            workshop.annotations[event.annotation] = _annotation(recorded, event)
        case e.AnnotationWithdrawn():
            annotation = workshop.annotations[event.annotation]
            workshop.annotations[event.annotation] = replace(annotation, withdrawn=True)
        case e.PracticeBegun():
            workshop.practice = Practice(workshop=event.workshop, version=event.version)
        case e.PracticeThrownAway():
            if workshop.practice is not None:
                workshop.practice = replace(workshop.practice, thrown_away=True)
        case e.NoteWritten():
            workshop.notes[event.note] = Note(
                id=event.note, by=recorded.by, text=event.text, at=recorded.at
            )
        case e.NoteWithdrawn():
            note = workshop.notes[event.note]
            workshop.notes[event.note] = replace(note, withdrawn=True)
        case _:
            assert_never(event)


def _resume(workshop: Workshop, recorded: Recorded) -> None:
    rested_ms = recorded.at - (workshop.paused_at or recorded.at)
    workshop.paused_at = None
    for stage in workshop.stages.values():
        if stage.timer_ends_at is not None:
            replace_stage(workshop, stage.id, timer_ends_at=stage.timer_ends_at + rested_ms)
    for group in workshop.groups.values():
        replace_group(workshop, group.id, ends_at=_later(group.ends_at, rested_ms))
    for each in workshop.breakouts.values():
        ends_at, back_at = _later(each.ends_at, rested_ms), _later(each.back_at, rested_ms)
        replace_breakout(workshop, each.id, ends_at=ends_at, back_at=back_at)


def _later(at: int | None, by_ms: int) -> int | None:
    return None if at is None else at + by_ms


def _annotation(recorded: Recorded, event: e.MomentAnnotated) -> Annotation:
    return Annotation(
        id=event.annotation,
        by=recorded.who,
        moment=event.moment,
        group=event.group,
        seen_by=event.seen_by,
        text=event.text,
        at=recorded.at,
        seq=recorded.seq,
    )


def _spotlight(recorded: Recorded, event: e.SpotlightTurned) -> Spotlight | None:
    if event.kind is None or event.id is None:
        return None
    return Spotlight(kind=event.kind, id=event.id, seq=recorded.seq)


def _report(recorded: Recorded, event: e.ReportMade) -> Report:
    return Report(
        id=event.report,
        by=recorded.who,
        about=event.about,
        about_id=event.id,
        concern=event.concern,
        text=event.text,
        at=recorded.at,
    )
