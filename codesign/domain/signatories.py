"""Rules: a named post signs for an organisation, by a link of its own.

Naming it is one act: who was not there comes onto the roll, speaks for the organisation
and has a link, or nothing of it happens. Whoever has that link speaks for the
organisation, so ending it takes the mandate back too.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    AddParticipant,
    EndSignatory,
    NameSignatory,
    RevokeLink,
    WithdrawMandate,
)
from codesign.domain.events import Event, ParticipantJoined
from codesign.domain.links import link_issued, revoke_link
from codesign.domain.mandates import mandate_given, withdraw_mandate
from codesign.domain.participation import add_participant, newcomer
from codesign.domain.permissions import person, require_running
from codesign.domain.words import TITLE_CHARS, one_line
from codesign.domain.workshop import Participant, Workshop


def name_signatory(workshop: Workshop, command: NameSignatory, act: Act) -> tuple[Event, ...]:
    """Let the holder of a post speak for an organisation, with a link to do so."""
    require_running(workshop, act)
    post = one_line(command.post, TITLE_CHARS, field="post")
    added = _added(workshop, command, post, act)
    holder = _holder(workshop, command, added, act)
    return (
        *added,
        *mandate_given(workshop, command.organisation, holder, command.capacity, post),
        link_issued(workshop, holder, command.link, command.days, act),
    )


def end_signatory(workshop: Workshop, command: EndSignatory, act: Act) -> tuple[Event, ...]:
    """Let nobody speak for an organisation, and the link of who did open nothing any more."""
    require_running(workshop, act)
    held = workshop.mandates.get(command.organisation)
    if held is None:
        return ()
    return (
        *revoke_link(workshop, RevokeLink(participant=held.participant), act),
        *withdraw_mandate(workshop, WithdrawMandate(organisation=command.organisation), act),
    )


def _added(workshop: Workshop, command: NameSignatory, post: str, act: Act) -> tuple[Event, ...]:
    if command.participant in workshop.participants:
        return ()
    add = AddParticipant(
        participant=command.participant,
        name=command.name or post,
        organisation=command.organisation,
        device=True,
    )
    return add_participant(workshop, add, act)


def _holder(
    workshop: Workshop, command: NameSignatory, added: tuple[Event, ...], act: Act
) -> Participant:
    joined = next((each for each in added if isinstance(each, ParticipantJoined)), None)
    return person(workshop, command.participant) if joined is None else newcomer(joined, act)
