"""What takes back what was done to the room itself: its title, its door, what the wall shows."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.taking_back.step import Step, Steps, of_the_room
from codesign.domain.workshop import Workshop


def _retitled(w: Workshop, _: e.WorkshopRetitled, _at: int) -> Step:
    return Step(("title", ""), c.RetitleWorkshop(title=w.title, question=w.question))


def _spotlight(w: Workshop, event: e.SpotlightTurned, _at: int) -> Step:
    now = w.spotlight
    back = c.TurnSpotlight() if now is None else c.TurnSpotlight(kind=now.kind, id=now.id)
    return Step(("show", ""), back, event.id or "", event.kind or "")


def _note_written(w: Workshop, event: e.NoteWritten, _at: int) -> Step:
    note = w.notes.get(event.note)
    back: c.Command = c.WithdrawNote(note=event.note)
    if note is not None and not note.withdrawn:
        back = c.WriteNote(note=note.id, text=note.text)
    return Step(("note", event.note), back, event.note)


def _note_withdrawn(w: Workshop, event: e.NoteWithdrawn, _at: int) -> Step:
    back = c.WriteNote(note=event.note, text=w.notes[event.note].text)
    return Step(("note", event.note), back, event.note)


WORKSHOP_STEPS: Final[Steps] = {
    e.WorkshopRetitled: _retitled,
    e.ShapeChanged: lambda w, event, _: Step(
        ("shape", ""), c.ChangeShape(shape=w.shape), value=event.shape
    ),
    e.RecordingPublished: of_the_room("recording", c.UnpublishRecording()),
    e.RecordingUnpublished: of_the_room("recording", c.PublishRecording()),
    e.WorkshopClosed: of_the_room("closing", c.ReopenWorkshop()),
    e.WorkshopReopened: of_the_room("closing", c.CloseWorkshop()),
    e.RoomPaused: of_the_room("pause", c.ResumeRoom()),
    e.RoomResumed: of_the_room("pause", c.PauseRoom()),
    e.DoorChanged: lambda w, event, _: Step(("door", ""), c.SetDoor(door=w.door), value=event.door),
    e.IntakeChanged: lambda w, event, _: Step(
        ("intake", ""), c.SetIntake(intake=w.intake), value=event.intake
    ),
    e.SpotlightTurned: _spotlight,
    e.DisplayDirected: lambda w, _event, _: Step(
        ("display", ""), c.DirectDisplay(shows=w.display_shows, hall=w.hall)
    ),
    e.NoteWritten: _note_written,
    e.NoteWithdrawn: _note_withdrawn,
}
