"""Rules: the workshop itself, its shape, join code and dated sessions."""

from codesign.domain.act import LATEST, Act
from codesign.domain.agenda import stage_added
from codesign.domain.commands import (
    BeginPractice,
    CancelSession,
    ChangeShape,
    CloseWorkshop,
    CreateWorkshop,
    IssueJoinCode,
    PlanSession,
    PublishRecording,
    ReopenWorkshop,
    RetitleWorkshop,
    UnpublishRecording,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    JoinCodeIssued,
    ParticipantJoined,
    PracticeBegun,
    RecordingPublished,
    RecordingUnpublished,
    SessionCancelled,
    SessionPlanned,
    ShapeChanged,
    WorkshopClosed,
    WorkshopCreated,
    WorkshopReopened,
    WorkshopRetitled,
)
from codesign.domain.permissions import fresh, require_running, require_system
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_words
from codesign.domain.workshop import Session, Workshop


def create_workshop(workshop: Workshop, command: CreateWorkshop, act: Act) -> tuple[Event, ...]:
    """Begin the workshop with its facilitator, join code and first agenda."""
    if workshop.created:
        raise CommandRejectedError("already_created")
    fresh(workshop, command.facilitator)
    if len({command.facilitator, *(each.stage for each in command.agenda)}) <= len(command.agenda):
        raise CommandRejectedError("id_taken")
    if act.by != command.facilitator:
        raise CommandRejectedError("role_not_allowed")
    return (
        WorkshopCreated(
            title=one_line(command.title, TITLE_CHARS),
            question=optional_words(command.question),
            shape=command.shape,
            timezone=one_line(command.timezone, NAME_CHARS),
            language=one_line(command.language, NAME_CHARS),
            sensitive=command.sensitive,
        ),
        ParticipantJoined(
            participant=command.facilitator,
            name=one_line(command.facilitator_name, NAME_CHARS),
            organisation=None,
            role="facilitator",
            device=True,
        ),
        JoinCodeIssued(code=one_line(command.join_code, NAME_CHARS)),
        *(stage_added(workshop, plan, before=None) for plan in command.agenda),
    )


def retitle_workshop(workshop: Workshop, command: RetitleWorkshop, act: Act) -> tuple[Event, ...]:
    """Reword the title or the question."""
    require_running(workshop, act)
    title = one_line(command.title, TITLE_CHARS)
    question = optional_words(command.question)
    if (title, question) == (workshop.title, workshop.question):
        return ()
    return (WorkshopRetitled(title=title, question=question),)


def change_shape(workshop: Workshop, command: ChangeShape, act: Act) -> tuple[Event, ...]:
    """Grow into another shape."""
    require_running(workshop, act)
    return () if command.shape == workshop.shape else (ShapeChanged(shape=command.shape),)


def issue_join_code(workshop: Workshop, command: IssueJoinCode, act: Act) -> tuple[Event, ...]:
    """Replace the join code."""
    require_running(workshop, act)
    code = one_line(command.code, NAME_CHARS)
    return () if code == workshop.join_code else (JoinCodeIssued(code=code),)


def begin_practice(workshop: Workshop, command: BeginPractice, act: Act) -> tuple[Event, ...]:
    """Mark the workshop as practice, which it then stays."""
    require_system(act)
    if workshop.practice is not None:
        return ()
    if not 0 < command.version <= LATEST:
        raise CommandRejectedError("no_such_moment")
    return (PracticeBegun(workshop=command.workshop, version=command.version),)


def plan_session(workshop: Workshop, command: PlanSession, act: Act) -> tuple[Event, ...]:
    """Plan a dated sitting, or change its plan."""
    require_running(workshop, act)
    if command.session not in workshop.sessions:
        fresh(workshop, command.session)
    if not 0 <= command.starts_at < command.ends_at <= LATEST:
        raise CommandRejectedError("no_dates")
    planned = SessionPlanned(
        session=command.session,
        title=one_line(command.title, TITLE_CHARS),
        starts_at=command.starts_at,
        ends_at=command.ends_at,
    )
    return () if _planned(workshop.sessions.get(command.session)) == planned else (planned,)


def cancel_session(workshop: Workshop, command: CancelSession, act: Act) -> tuple[Event, ...]:
    """Drop a planned sitting."""
    require_running(workshop, act)
    if command.session not in workshop.sessions:
        raise CommandRejectedError("no_such_session")
    return (SessionCancelled(session=command.session),)


def publish_recording(
    workshop: Workshop, _command: PublishRecording, act: Act
) -> tuple[Event, ...]:
    """Open the replay and the outputs to anybody with the link; never if sensitive."""
    require_running(workshop, act)
    if workshop.sensitive:
        raise CommandRejectedError("is_sensitive")
    return () if workshop.published else (RecordingPublished(),)


def unpublish_recording(
    workshop: Workshop, _command: UnpublishRecording, act: Act
) -> tuple[Event, ...]:
    """Keep the replay and the outputs to the workshop's people."""
    require_running(workshop, act)
    return (RecordingUnpublished(),) if workshop.published else ()


def close_workshop(workshop: Workshop, _command: CloseWorkshop, act: Act) -> tuple[Event, ...]:
    """Take no more contributions."""
    require_running(workshop, act)
    return () if workshop.closed else (WorkshopClosed(),)


def reopen_workshop(workshop: Workshop, _command: ReopenWorkshop, act: Act) -> tuple[Event, ...]:
    """Take contributions again."""
    require_running(workshop, act)
    return (WorkshopReopened(),) if workshop.closed else ()


def _planned(session: Session | None) -> SessionPlanned | None:
    if session is None:
        return None
    return SessionPlanned(
        session=session.id,
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
    )
