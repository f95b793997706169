"""Rules: what is for those who run the workshop alone: reports and private notes.

Anybody inside may report what they can see, a muted person and an observer
too; nobody reads a report about themselves. Notes can be disclosed to whoever
has a right to see them; the desk says so.
"""

from collections.abc import Mapping
from typing import Final, assert_never

from codesign.domain.act import Act
from codesign.domain.commands import MakeReport, MarkReport, WithdrawNote, WriteNote
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    NoteWithdrawn,
    NoteWritten,
    Reported,
    ReportMade,
    ReportMarked,
)
from codesign.domain.ideas import idea
from codesign.domain.ids import DecisionId, GroupId, IdeaId, ParticipantId, StageId, ThemeId
from codesign.domain.permissions import (
    fresh,
    person,
    report_readers,
    require_present,
    require_running,
)
from codesign.domain.rounds import decision
from codesign.domain.themes import theme
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import words
from codesign.domain.workshop import Idea, Participant, Workshop

_NOT_THERE: Final[Mapping[Reported, str]] = {
    "idea": "no_such_idea",
    "theme": "no_such_theme",
    "decision": "no_such_decision",
    "participant": "no_such_participant",
    "workshop": "bad_id",
}


def make_report(workshop: Workshop, command: MakeReport, act: Act) -> tuple[Event, ...]:
    """Tell those who run the workshop of something that worries one.

    Where the only one of them is whom it is about, it is refused: nobody would
    see it, and the person must be told so.
    """
    reporter = require_present(workshop, act)
    fresh(workshop, command.report)
    _require_seen(workshop, command, reporter)
    if not report_readers(workshop, command.about, command.id):
        raise CommandRejectedError("nobody_to_tell")
    return (
        ReportMade(
            report=command.report,
            about=command.about,
            id=command.id,
            concern=command.concern,
            text=words(command.text),
        ),
    )


def mark_report(workshop: Workshop, command: MarkReport, act: Act) -> tuple[Event, ...]:
    """Say what is being done about a report; its reporter is told."""
    require_running(workshop, act)
    found = workshop.reports.get(command.report)
    if found is None or act.by not in report_readers(workshop, found.about, found.about_id):
        raise CommandRejectedError("no_such_report")
    if found.state == command.state:
        return ()
    return (ReportMarked(report=found.id, state=command.state),)


def write_note(workshop: Workshop, command: WriteNote, act: Act) -> tuple[Event, ...]:
    """Write a private note, or reword it or take it up again."""
    require_running(workshop, act)
    found = workshop.notes.get(command.note)
    if found is None:
        fresh(workshop, command.note)
    text = words(command.text)
    if found is not None and not found.withdrawn and found.text == text:
        return ()
    return (NoteWritten(note=command.note, text=text),)


def withdraw_note(workshop: Workshop, command: WithdrawNote, act: Act) -> tuple[Event, ...]:
    """Take a private note away."""
    require_running(workshop, act)
    found = workshop.notes.get(command.note)
    if found is None:
        raise CommandRejectedError("no_such_note")
    return () if found.withdrawn else (NoteWithdrawn(note=found.id),)


def _require_seen(workshop: Workshop, command: MakeReport, reporter: Participant) -> None:
    """Refuse what is not there and what is not to be seen alike, so that asking tells nothing."""
    match command.about:
        case "idea":
            sees = _sees_idea(workshop, idea(workshop, IdeaId(command.id)), reporter)
        case "theme":
            found = theme(workshop, ThemeId(command.id))
            sees = _sees(workshop, found.stage, found.group, reporter)
        case "decision":
            sees = _sees_decision(workshop, DecisionId(command.id), reporter)
        case "participant":
            sees = person(workshop, ParticipantId(command.id)).came
        case "workshop":
            sees = not command.id
        case _:
            assert_never(command.about)
    if not sees:
        raise CommandRejectedError(_NOT_THERE[command.about])


def _sees_decision(workshop: Workshop, key: DecisionId, reporter: Participant) -> bool:
    of = decision(workshop, key).round
    found = None if of is None else workshop.rounds[of]
    return found is None or _sees(workshop, found.stage, found.group, reporter)


def _sees_idea(workshop: Workshop, found: Idea, reporter: Participant) -> bool:
    stage = workshop.stages[found.stage]
    readable = found.shown and (stage.revealed or not stage.private)
    return found.author == reporter.id or (
        readable and _sees(workshop, found.stage, found.group, reporter)
    )


def _sees(
    workshop: Workshop, stage: StageId | None, group: GroupId | None, reporter: Participant
) -> bool:
    shown = sees_stage(workshop, stage, reporter.id)
    return shown and sees_board_of(workshop, group, reporter.id)
