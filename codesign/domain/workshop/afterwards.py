"""What the time after the room leaves in the state."""

from dataclasses import dataclass

from codesign.domain.events import Responded, Stance
from codesign.domain.ids import ContactId, LinkId, OrganisationId, ParticipantId, ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswer:
    """What a person said on leaving, and what they had been asked."""

    question: str
    text: str
    at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a person wants to hear what becomes of this."""

    id: ContactId
    address: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What somebody does about a theme or a decision; fields as in `ResponseGiven`."""

    id: ResponseId
    about: Responded
    about_id: str
    organisation: OrganisationId | None
    stance: Stance
    why: str
    post: str
    by_when: str
    at: int
    seq: int
    withdrawn: bool = False
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalLink:
    """The link by which a person comes back, good until `expires_at` (ms UTC)."""

    id: LinkId
    expires_at: int
    issued_at: int
    by: ParticipantId | None
