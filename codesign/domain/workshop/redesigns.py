"""Redesigns, suggested changes and worries, as the state holds them."""

from dataclasses import dataclass

from codesign.domain.designs import Changes, Design
from codesign.domain.events import AmendmentState, ObjectionState, Severity
from codesign.domain.ids import (
    AmendmentId,
    ObjectionId,
    OrganisationId,
    ParticipantId,
    RedesignId,
    RoundId,
    StageId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a redesign said from the event `seq` on; fields as in `RedesignRevised`.

    `lang` is the language it was written in. Of a `redacted` one the words are
    destroyed, and the hash is that of what they were.
    """

    number: int
    design: Design
    hash: str
    why: str
    amendment: AmendmentId | None
    author: ParticipantId | None
    organisation: OrganisationId | None
    at: int
    seq: int
    lang: str | None
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Redesign:
    """A service as it could be, with everything it ever said."""

    id: RedesignId
    stage: StageId | None
    seq: int
    versions: tuple[Version, ...]
    withdrawn_reason: str | None = None

    @property
    def now(self) -> Version:
        """What it says at present."""
        return self.versions[-1]

    @property
    def stands(self) -> bool:
        """Tell whether it is still worked on."""
        return self.withdrawn_reason is None

    def version(self, number: int) -> Version | None:
        """Return the version of that number, from 1."""
        return self.versions[number - 1] if 1 <= number <= len(self.versions) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change somebody suggests to `version`; `changes` are parts as they would be.

    `made` is the version it made once accepted, and `reply` the reason it was
    settled with by the event `settled_seq`.
    """

    id: AmendmentId
    redesign: RedesignId
    version: int
    stage: StageId | None
    changes: Changes
    reason: str
    author: ParticipantId | None
    organisation: OrganisationId | None
    at: int
    seq: int
    words_seq: int
    lang: str | None
    state: AmendmentState = "open"
    made: int | None = None
    reply: str = ""
    settled_seq: int | None = None
    redacted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What worries somebody about `version`, and what became of it.

    `answered_by` is the version that answers it, `round` the vote that went on.
    """

    id: ObjectionId
    redesign: RedesignId
    version: int
    stage: StageId | None
    severity: Severity
    reason: str
    author: ParticipantId | None
    organisation: OrganisationId | None
    at: int
    seq: int
    lang: str | None
    state: ObjectionState = "open"
    answered_by: int | None = None
    round: RoundId | None = None
    reply: str = ""
    settled_seq: int | None = None
    redacted: bool = False

    @property
    def stops(self) -> bool:
        """Tell whether it keeps an agreement from being made."""
        return self.state == "open" and self.severity != "concern"
