"""Rules: the workshop itself, its shape, place, lead, join code and dated sessions.

What is published is said in the name of the organisation that leads, so where
one was named only its facilitators publish. Taking back is everybody's who
runs the workshop.
"""

import re
from typing import Final

from codesign.domain.act import LATEST, Act
from codesign.domain.agenda import stage_added
from codesign.domain.commands import (
    CancelSession,
    ChangeShape,
    CloseWorkshop,
    CreateWorkshop,
    IssueJoinCode,
    MarkSensitive,
    NameLead,
    NamePlace,
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
    LeadNamed,
    ParticipantJoined,
    PlaceNamed,
    RecordingPublished,
    RecordingUnpublished,
    SensitivityMarked,
    SessionCancelled,
    SessionPlanned,
    ShapeChanged,
    WorkshopClosed,
    WorkshopCreated,
    WorkshopReopened,
    WorkshopRetitled,
)
from codesign.domain.ids import OrganisationId
from codesign.domain.organisations import known_organisation
from codesign.domain.permissions import (
    fresh,
    person,
    require_facilitator,
    require_running,
)
from codesign.domain.words import (
    NAME_CHARS,
    TITLE_CHARS,
    one_line,
    optional_line,
    optional_words,
)
from codesign.domain.workshop import Session, Workshop

LINK_CHARS: Final = 500
# A GSS code of the Office for National Statistics: a letter for the country, the kind, the area.
_AREA: Final = re.compile(r"[EJKLMNSW][0-9]{8}")
# Nothing else may stand behind a link that people press.
_LINK: Final = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)


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
        venue=optional_line(command.venue, TITLE_CHARS),
        call_link=call_link(command.call_link),
    )
    return () if _planned(workshop.sessions.get(command.session)) == planned else (planned,)


def cancel_session(workshop: Workshop, command: CancelSession, act: Act) -> tuple[Event, ...]:
    """Drop a planned sitting."""
    require_running(workshop, act)
    if command.session not in workshop.sessions:
        raise CommandRejectedError("no_such_session")
    return (SessionCancelled(session=command.session),)


def name_place(workshop: Workshop, command: NamePlace, act: Act) -> tuple[Event, ...]:
    """Say whose services this is about."""
    require_running(workshop, act)
    named = PlaceNamed(
        place=optional_line(command.place, TITLE_CHARS), area=area_code(command.area)
    )
    if (named.place, named.area) == (workshop.place, workshop.area):
        return ()
    return (named,)


def name_lead(workshop: Workshop, command: NameLead, act: Act) -> tuple[Event, ...]:
    """Say which organisation leads, or that none does."""
    require_facilitator(workshop, act)
    organisation = known_organisation(workshop, command.organisation)
    return () if organisation == workshop.lead else (LeadNamed(organisation=organisation),)


def mark_sensitive(workshop: Workshop, command: MarkSensitive, act: Act) -> tuple[Event, ...]:
    """Keep the workshop with its people; what was published is taken back with it.

    People were promised that it stays with them, so only a facilitator says
    that it need not any more.
    """
    require_running(workshop, act)
    if command.sensitive == workshop.sensitive:
        return ()
    if not command.sensitive:
        require_facilitator(workshop, act)
    back = (RecordingUnpublished(),) if command.sensitive and workshop.published else ()
    return (*back, SensitivityMarked(sensitive=command.sensitive))


def publish_recording(
    workshop: Workshop, _command: PublishRecording, act: Act
) -> tuple[Event, ...]:
    """Open the replay and the outputs to anybody with the link; never if sensitive, or practice."""
    require_may_publish(workshop, act)
    return () if workshop.published else (RecordingPublished(),)


def require_may_publish(workshop: Workshop, act: Act) -> None:
    """Refuse who may not publish, and what may not be.

    Raises:
        CommandRejectedError: `is_practice`, `is_sensitive` or `lead_publishes`.
    """
    require_facilitator(workshop, act)
    if workshop.practice is not None:
        raise CommandRejectedError("is_practice")
    if workshop.sensitive:
        raise CommandRejectedError("is_sensitive")
    if not act.is_system and not _leads(workshop, person(workshop, act.by).organisation):
        raise CommandRejectedError("lead_publishes")


def _leads(workshop: Workshop, organisation: OrganisationId | None) -> bool:
    return workshop.lead is None or workshop.lead == organisation


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
        venue=session.venue,
        call_link=session.call_link,
    )


def area_code(text: str) -> str:
    """Return the GSS code, which may be empty.

    Raises:
        CommandRejectedError: `bad_area` or `text_too_long`.
    """
    code = optional_line(text, NAME_CHARS).upper()
    if code and not _AREA.fullmatch(code):
        raise CommandRejectedError("bad_area")
    return code


def call_link(text: str) -> str:
    """Return the whole address of a call, which may be empty.

    Raises:
        CommandRejectedError: `bad_link` or `text_too_long`.
    """
    link = optional_line(text, LINK_CHARS)
    if link and not _LINK.fullmatch(link):
        raise CommandRejectedError("bad_link")
    return link
