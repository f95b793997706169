"""Rules: stages open and close, the agenda changes while it runs, the timer.

One stage is live at a time; others can stay open beside it until a time.
Nothing here deletes: reopening a stage is one more event.
"""

from dataclasses import replace
from typing import Final

from codesign.domain import access_needs
from codesign.domain.act import LATEST, Act
from codesign.domain.commands import (
    AddStage,
    CloseStage,
    Command,
    EndBreakout,
    EndTimer,
    ExtendStage,
    MoveStage,
    OpenStage,
    RestoreStage,
    ReviseStage,
    ShortenStage,
    SkipStage,
    StagePlan,
    StartTimer,
    StopTimer,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    BreakoutClosed,
    Event,
    StageAdded,
    StageClosed,
    StageExtended,
    StageKind,
    StageMoved,
    StageOpened,
    StageRestored,
    StageRevised,
    StageShortened,
    StageSkipped,
    TimerEnded,
    TimerStarted,
    TimerStopped,
    View,
)
from codesign.domain.ids import StageId
from codesign.domain.permissions import fresh, require_running, require_system
from codesign.domain.views import sees_stage
from codesign.domain.words import TITLE_CHARS, one_line, optional_words
from codesign.domain.workshop import Stage, Workshop

MINUTES_AT_MOST: Final = 24 * 60
# Stages in which ideas are put forward.
IDEA_STAGES: Final[frozenset[StageKind]] = frozenset({"needs", "ideas"})


def stage(workshop: Workshop, stage_id: StageId) -> Stage:
    """Return the stage of that id.

    Raises:
        CommandRejectedError: `no_such_stage`.
    """
    found = workshop.stages.get(stage_id)
    if found is None:
        raise CommandRejectedError("no_such_stage")
    return found


def open_stage_for(
    workshop: Workshop, stage_id: StageId, kinds: frozenset[StageKind], act: Act
) -> Stage:
    """Return the stage if it is open, is for that, and is not closed to who asks.

    What was said or written while it was open may be typed later, from paper.

    Raises:
        CommandRejectedError: `no_such_stage`, `stage_not_for_this`, `stage_closed`,
            `not_at_that_time` or `workshop_closed`.
    """
    found = stage(workshop, stage_id)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.kind not in kinds:
        raise CommandRejectedError("stage_not_for_this")
    if not found.open or (found.until is not None and found.until <= act.at):
        _require_was_open(found, act)
    if not sees_stage(workshop, found.id, act.who):
        raise CommandRejectedError("stage_closed")
    return found


def _require_was_open(found: Stage, act: Act) -> None:
    """Let late paper in: it says when it was written, and that the stage was open then."""
    if act.said_at is None or act.via != "desk" or not found.opened_at:
        raise CommandRejectedError("stage_closed")
    if not found.opened_at <= act.said_at <= (found.until or found.closed_at):
        raise CommandRejectedError("not_at_that_time")


def stage_added(workshop: Workshop, plan: StagePlan, before: StageId | None) -> StageAdded:
    """Return the fact that the planned stage is on the agenda.

    Raises:
        CommandRejectedError: `bad_id`, `id_taken`, `empty_text`, `text_too_long`
            or `bad_length`.
    """
    fresh(workshop, plan.stage)
    return StageAdded(
        stage=plan.stage,
        kind=plan.kind,
        title=one_line(plan.title, TITLE_CHARS),
        purpose=optional_words(plan.purpose),
        minutes=_minutes(plan.minutes, least=0),
        anonymous=plan.anonymous,
        private=plan.private,
        seen_by=plan.seen_by,
        before=before,
    )


def add_stage(workshop: Workshop, command: AddStage, act: Act) -> tuple[Event, ...]:
    """Put a stage on the agenda, also while it runs."""
    require_running(workshop, act)
    if command.before is not None:
        stage(workshop, command.before)
    return (stage_added(workshop, command.plan, command.before),)


def revise_stage(workshop: Workshop, command: ReviseStage, act: Act) -> tuple[Event, ...]:
    """Change words, length or rules; its kind stays, and once opened, who sees what."""
    require_running(workshop, act)
    found = stage(workshop, command.plan.stage)
    plan = command.plan
    if found.opened_at and _who_sees_what(plan) != _who_sees_what(found):
        raise CommandRejectedError("anonymity_is_fixed")
    revised = StageRevised(
        stage=plan.stage,
        title=one_line(plan.title, TITLE_CHARS),
        purpose=optional_words(plan.purpose),
        minutes=_minutes(plan.minutes, least=0),
        anonymous=plan.anonymous,
        private=plan.private,
        seen_by=plan.seen_by,
    )
    return () if revise(found, revised) == found else (revised,)


def revise(found: Stage, event: StageRevised) -> Stage:
    """Return the stage as the event leaves it."""
    return replace(
        found,
        title=event.title,
        purpose=event.purpose,
        minutes=event.minutes,
        anonymous=event.anonymous,
        private=event.private,
        seen_by=event.seen_by,
    )


def move_stage(workshop: Workshop, command: MoveStage, act: Act) -> tuple[Event, ...]:
    """Put a stage elsewhere on the agenda."""
    require_running(workshop, act)
    stage(workshop, command.stage)
    if command.before is not None:
        stage(workshop, command.before)
    if moved(workshop.agenda, command.stage, command.before) == workshop.agenda:
        return ()
    return (StageMoved(stage=command.stage, before=command.before),)


def moved(agenda: list[StageId], stage_id: StageId, before: StageId | None) -> list[StageId]:
    """Return the agenda with the stage before another one, or at the end."""
    if before == stage_id:
        return agenda
    others = [each for each in agenda if each != stage_id]
    place = len(others) if before is None else others.index(before)
    return [*others[:place], stage_id, *others[place:]]


def skip_stage(workshop: Workshop, command: SkipStage, act: Act) -> tuple[Event, ...]:
    """Do not hold a stage; one that is open must be closed first."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if found.open:
        raise CommandRejectedError("stage_is_open")
    return () if found.skipped else (StageSkipped(stage=found.id),)


def restore_stage(workshop: Workshop, command: RestoreStage, act: Act) -> tuple[Event, ...]:
    """Hold a skipped stage after all, in its old place and not yet open."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    return (StageRestored(stage=found.id),) if found.skipped else ()


def open_stage(workshop: Workshop, command: OpenStage, act: Act) -> tuple[Event, ...]:
    """Open or reopen a stage; a live one takes the place of the live stage."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if command.until is not None and not act.at < command.until <= LATEST:
        raise CommandRejectedError("no_dates")
    if found.open and found.until == command.until:
        return ()
    opened = StageOpened(stage=found.id, until=command.until)
    if command.until is None:
        return (*_close_live(workshop, besides=found.id), opened)
    return (opened,)


def close_stage(workshop: Workshop, command: CloseStage, act: Act) -> tuple[Event, ...]:
    """Close a stage; a running timer stops with it, and groups come back.

    The server closes only what is due: the time may have been moved meanwhile.
    """
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    due_now = found.until is not None and found.until <= act.at
    return _closing(workshop, found) if found.open and (due_now or not act.is_system) else ()


def extend_stage(workshop: Workshop, command: ExtendStage, act: Act) -> tuple[Event, ...]:
    """Give a stage more minutes."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    minutes = _minutes(command.minutes, least=1)
    _minutes(found.minutes + minutes, least=1)
    return (StageExtended(stage=found.id, minutes=minutes),)


def shorten_stage(workshop: Workshop, command: ShortenStage, act: Act) -> tuple[Event, ...]:
    """Take minutes of a stage back; a timer that would be over by then ends now."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    minutes = _minutes(command.minutes, least=1)
    if not found.minutes and found.timer_ends_at is None:
        return ()
    return (StageShortened(stage=found.id, minutes=minutes),)


def start_timer(workshop: Workshop, command: StartTimer, act: Act) -> tuple[Event, ...]:
    """Start the timer of an open stage."""
    require_running(workshop, act)
    found = stage(workshop, command.stage)
    if not found.open:
        raise CommandRejectedError("stage_closed")
    if workshop.paused_at is not None:
        raise CommandRejectedError("room_paused")
    if not 0 < command.seconds <= MINUTES_AT_MOST * 60:
        raise CommandRejectedError("bad_length")
    ends_at = act.at + command.seconds * 1000
    if ends_at == found.timer_ends_at:
        return ()
    return (TimerStarted(stage=found.id, ends_at=ends_at),)


def stop_timer(workshop: Workshop, command: StopTimer, act: Act) -> tuple[Event, ...]:
    """Stop a running timer."""
    require_running(workshop, act)
    running = stage(workshop, command.stage).timer_ends_at is not None
    return (TimerStopped(stage=command.stage),) if running else ()


def end_timer(workshop: Workshop, command: EndTimer, act: Act) -> tuple[Event, ...]:
    """Record that a timer ran out; too early, it is no fact and yields nothing.

    In a paused room timers wait.
    """
    require_system(act)
    ends_at = stage(workshop, command.stage).timer_ends_at
    if ends_at is None or ends_at > act.at or workshop.paused_at is not None:
        return ()
    return (TimerEnded(stage=command.stage),)


def due(workshop: Workshop) -> list[tuple[int, Command]]:
    """Return what the server must ask by itself, each with its time (ms UTC)."""
    timers: list[tuple[int, Command]] = [
        (each.timer_ends_at, EndTimer(stage=each.id))
        for each in workshop.stages.values()
        if each.timer_ends_at is not None and workshop.paused_at is None
    ]
    closings: list[tuple[int, Command]] = [
        (each.until, CloseStage(stage=each.id))
        for each in workshop.stages.values()
        if each.open and each.until is not None
    ]
    back: list[tuple[int, Command]] = [
        (each.back_at, EndBreakout(breakout=each.id))
        for each in workshop.breakouts.values()
        if each.open and each.back_at is not None and workshop.paused_at is None
    ]
    return timers + closings + back + access_needs.due(workshop)


def _close_live(workshop: Workshop, besides: StageId) -> tuple[Event, ...]:
    live = workshop.live_stage
    return () if live is None or live == besides else _closing(workshop, workshop.stages[live])


def _closing(workshop: Workshop, found: Stage) -> tuple[Event, ...]:
    timer = () if found.timer_ends_at is None else (TimerStopped(stage=found.id),)
    meeting = (
        BreakoutClosed(breakout=each.id)
        for each in workshop.breakouts.values()
        if each.open and each.stage == found.id
    )
    return (*timer, *meeting, StageClosed(stage=found.id))


def _who_sees_what(terms: Stage | StagePlan) -> tuple[bool, bool, View]:
    return terms.anonymous, terms.private, terms.seen_by


def _minutes(minutes: int, least: int) -> int:
    if not least <= minutes <= MINUTES_AT_MOST:
        raise CommandRejectedError("bad_length")
    return minutes
