"""Commands for needs, and for what is known about how things are now.

Asked again with the id of an entry, each says it anew; fields as in the events.
"""

from dataclasses import dataclass

from codesign.domain.events import AssetKind, Characteristic, EvidenceKind, Lane
from codesign.domain.ids import (
    AssetId,
    BarrierId,
    EvidenceId,
    IdeaId,
    JourneyStepId,
    NeedId,
    OrganisationId,
    PersonaId,
    StageId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNeed:
    """Say who needs what, so that why."""

    need: NeedId
    stage: StageId
    user_group: str
    what: str
    so_that: str = ""
    scale: str = ""
    characteristics: tuple[Characteristic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence:
    """Say what is known, and where from."""

    evidence: EvidenceId
    stage: StageId
    kind: EvidenceKind
    statement: str
    source: str = ""
    link: str = ""
    as_of: str = ""
    area: str = ""
    grade: int = 6
    needs: tuple[NeedId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribePersona:
    """Invent a person to think with."""

    persona: PersonaId
    stage: StageId
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapJourneyStep:
    """Put a step of a persona's journey on the map."""

    journey_step: JourneyStepId
    stage: StageId
    persona: PersonaId
    step: str
    place: int = 1
    lane: Lane = "user"
    touchpoint: str = ""
    organisations: tuple[OrganisationId, ...] = ()
    emotion: int = 0
    contacts: int = 1
    duplicate: bool = False
    cost_per_contact: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAsset:
    """Put something that is there already on the map."""

    asset: AssetId
    stage: StageId
    kind: AssetKind
    name: str
    owner: OrganisationId | None = None
    uprn: str = ""
    area: str = ""
    condition: str = ""
    availability: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseBarrier:
    """Name a rule that stands in the way."""

    barrier: BarrierId
    stage: StageId
    rule: str
    owner_body: str = ""
    effect: str = ""
    freedom_sought: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNeeds:
    """Say which needs an idea answers, all of them."""

    idea: IdeaId
    needs: tuple[NeedId, ...]


NeedsCommand = (
    AnswerNeeds
    | RaiseBarrier
    | MapAsset
    | MapJourneyStep
    | DescribePersona
    | AddEvidence
    | StateNeed
)
