"""Rules: personal links, by which a named person or post comes back weeks later.

The log holds that there is one and until when; what opens the door is made from
that with the server's secret, and can be made again as long as the link holds.
Whoever runs the workshop can send one, so it is on record, and its owner is
told, who made it. Nobody but a facilitator makes one for somebody who runs it.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import IssueLink, RevokeLink
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, LinkIssued, LinkRevoked
from codesign.domain.ids import LinkId, ParticipantId
from codesign.domain.participation import unerased
from codesign.domain.permissions import (
    RUNNING,
    fresh,
    require_facilitator,
    require_present,
    require_running,
)
from codesign.domain.workshop import Participant, PersonalLink, Workshop

DAYS_AT_MOST: Final = 366
_DAY_MS: Final = 24 * 60 * 60 * 1000


def issue_link(workshop: Workshop, command: IssueLink, act: Act) -> tuple[Event, ...]:
    """Give a person a link of their own; an earlier one ends with it."""
    owner = unerased(workshop, command.participant)
    _require_may_open(workshop, owner, act)
    return (link_issued(workshop, owner, command.link, command.days, act),)


def link_issued(
    workshop: Workshop, owner: Participant, link: LinkId, days: int, act: Act
) -> LinkIssued:
    """Return that a person, as they are or are about to be, has a link from now on.

    Raises:
        CommandRejectedError: `removed`, `not_admitted`, `bad_days` or `id_taken`.
    """
    if owner.removed or not owner.came:
        raise CommandRejectedError("removed" if owner.removed else "not_admitted")
    if not 1 <= days <= DAYS_AT_MOST:
        raise CommandRejectedError("bad_days")
    fresh(workshop, link)
    return LinkIssued(participant=owner.id, link=link, expires_at=act.at + days * _DAY_MS)


def revoke_link(workshop: Workshop, command: RevokeLink, act: Act) -> tuple[Event, ...]:
    """Let a person's own link open nothing any more."""
    owner = unerased(workshop, command.participant)
    _require_may_open(workshop, owner, act)
    return (LinkRevoked(participant=owner.id),) if owner.id in workshop.links else ()


def good_link(workshop: Workshop, participant: ParticipantId, at: int) -> PersonalLink | None:
    """Return the link by which a person can come back at a time (ms UTC), if there is one."""
    found = workshop.links.get(participant)
    owner = workshop.participants.get(participant)
    if found is None or owner is None or owner.erased or owner.removed:
        return None
    return found if at < found.expires_at else None


def _require_may_open(workshop: Workshop, owner: Participant, act: Act) -> None:
    if not act.is_system and require_present(workshop, act).id == owner.id and act.for_ is None:
        return
    require_running(workshop, act)
    if owner.role in RUNNING:
        require_facilitator(workshop, act)
