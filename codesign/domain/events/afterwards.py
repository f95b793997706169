"""Events of after the room: next steps, answers, links."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import Responded, Stance
from codesign.domain.ids import ContactId, LinkId, OrganisationId, ParticipantId, ResponseId
from codesign.domain.words import SealedUnder, WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepsWorded:
    """What happens next was written down for everybody, or no longer where it is empty."""

    text: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitQuestionAsked:
    """Everybody is asked this on leaving; an empty question asks nothing any more."""

    question: WorkshopWords


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswered:
    """A person answered the question asked on leaving, or answered anew."""

    participant: ParticipantId
    text: Annotated[str, SealedUnder("participant")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitAnswerWithdrawn:
    """A person took their answer back."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGiven:
    """A person wants to hear what becomes of this, at an address with a key of its own."""

    participant: ParticipantId
    contact: ContactId
    address: Annotated[str, SealedUnder("contact")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWithdrawn:
    """A person is no longer kept informed; their address was destroyed for good."""

    participant: ParticipantId
    contact: ContactId


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseGiven:
    """Somebody said what they do about a theme or a decision, or said it anew (same id).

    `id` names the theme or the decision, `organisation` whose answer it is.
    `post` says who by their post, `by_when` until when, in words.
    """

    response: ResponseId
    about: Responded
    id: str
    organisation: OrganisationId | None
    stance: Stance
    why: Annotated[str, SealedUnder("response")]
    post: Annotated[str, SealedUnder("response")]
    by_when: Annotated[str, SealedUnder("response")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseWithdrawn:
    """A response was taken back."""

    response: ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued:
    """A person can come back by a link of their own until it expires; an earlier one ended.

    What opens the door is not here: it is made from this with the server's secret.
    """

    participant: ParticipantId
    link: LinkId
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRevoked:
    """A person's own link opens nothing any more."""

    participant: ParticipantId


AfterwardsEvent = (
    LinkRevoked
    | LinkIssued
    | ResponseWithdrawn
    | ResponseGiven
    | ContactWithdrawn
    | ContactGiven
    | ExitAnswerWithdrawn
    | ExitAnswered
    | ExitQuestionAsked
    | NextStepsWorded
)
