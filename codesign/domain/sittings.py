"""Rules: the workshop itself, its shape, join code and dated sessions."""

from codesign.domain.act import Act
from codesign.domain.agenda import stage_added
from codesign.domain.commands import (
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
from codesign.domain.permissions import fresh, require_running
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, optional_words, words
from codesign.domain.workshop import Session, Workshop


def create_workshop(workshop: Workshop, command: CreateWorkshop, act: Act) -> tuple[Event, ...]:
    """Begin the workshop with its facilitator, join code and first agenda."""
    if workshop.created:
        raise CommandRejectedError("already_created")
    fresh(command.facilitator, None)
    if act.by != command.facilitator:
        raise CommandRejectedError("role_not_allowed")
    return (
        WorkshopCreated(
            title=words(command.title, TITLE_CHARS),
            question=optional_words(command.question),
            shape=command.shape,
            timezone=command.timezone,
            language=command.language,
            sensitive=command.sensitive,
        ),
        ParticipantJoined(
            participant=command.facilitator,
            name=words(command.facilitator_name, NAME_CHARS),
            organisation=None,
            role="facilitator",
            device=True,
        ),
        JoinCodeIssued(code=command.join_code),
        *(stage_added(plan, before=None) for plan in command.agenda),
    )


def retitle_workshop(workshop: Workshop, command: RetitleWorkshop, act: Act) -> tuple[Event, ...]:
    """Reword the title or the question."""
    require_running(workshop, act)
    title = words(command.title, TITLE_CHARS)
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
    return () if command.code == workshop.join_code else (JoinCodeIssued(code=command.code),)


def plan_session(workshop: Workshop, command: PlanSession, act: Act) -> tuple[Event, ...]:
    """Plan a dated sitting, or change its plan."""
    require_running(workshop, act)
    if command.session not in workshop.sessions:
        fresh(command.session, None)
    if command.ends_at <= command.starts_at:
        raise CommandRejectedError("no_dates")
    planned = SessionPlanned(
        session=command.session,
        title=words(command.title, TITLE_CHARS),
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
        raise CommandRejectedError("role_not_allowed")
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
