"""Commands for after the room: next steps, answers, links."""

from dataclasses import dataclass

from codesign.domain.events import Responded, Stance
from codesign.domain.ids import ContactId, LinkId, OrganisationId, ParticipantId, ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class WordNextSteps:
    """Say what happens next, or nothing any more."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskExitQuestion:
    """Ask everybody something on leaving, or nothing any more."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExit:
    """Answer the question asked on leaving; without words, take one's answer back."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveContact:
    """Ask to be kept informed, at an e-mail address or a telephone number."""

    contact: ContactId
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawContact:
    """Be kept informed no longer."""

    participant: ParticipantId


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveResponse:
    """Say what is done about a theme or a decision; fields as in `ResponseGiven`."""

    response: ResponseId
    about: Responded
    id: str
    stance: Stance
    organisation: OrganisationId | None = None
    why: str = ""
    post: str = ""
    by_when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawResponse:
    """Take a response back."""

    response: ResponseId


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLink:
    """Give a person a link of their own for so many days; an earlier one ends."""

    participant: ParticipantId
    link: LinkId
    days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeLink:
    """Let a person's own link open nothing any more."""

    participant: ParticipantId


AfterwardsCommand = (
    RevokeLink
    | IssueLink
    | WithdrawResponse
    | GiveResponse
    | WithdrawContact
    | GiveContact
    | AnswerExit
    | AskExitQuestion
    | WordNextSteps
)
