"""Events of needs, and of what is known about how things are now.

Each says the whole of its entry, and says it anew under the same id
(`entries.py`). Money is in minor units of the workshop's currency.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

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
from codesign.domain.words import SealedUnder

# The eight of the Equality Act 2010 s.149, marriage for its first limb, and what many add.
Characteristic = Literal[
    "age",
    "disability",
    "gender_reassignment",
    "pregnancy_maternity",
    "race",
    "religion_belief",
    "sex",
    "sexual_orientation",
    "marriage_civil_partnership",
    "care_experience",
    "socio_economic",
    "armed_forces",
    "carers",
]
EvidenceKind = Literal[
    "statistic",
    "study",
    "what_works",
    "testimony",
    "inspection",
    "complaint",
    "lived_experience",
]
# Whose side of a journey a step is on.
Lane = Literal["user", "staff"]
AssetKind = Literal["building", "land", "equipment", "people", "network", "data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedStated:
    """Somebody said who needs what, so that why; `scale` says of how many, in words."""

    need: NeedId
    stage: StageId
    user_group: Annotated[str, SealedUnder("need")]
    what: Annotated[str, SealedUnder("need")]
    so_that: Annotated[str, SealedUnder("need")]
    scale: Annotated[str, SealedUnder("need")]
    characteristics: tuple[Characteristic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded:
    """Somebody said what is known, where from and as of when, and which needs it speaks of.

    `grade` is 1 (a trial in this country) to 6 (what somebody thinks), as in the cost-benefit
    guidance of HM Treasury and New Economy, 2014. `as_of` is a year, a month or a
    day: 2026, 2026-03 or 2026-03-31; empty where nobody knows.
    """

    evidence: EvidenceId
    stage: StageId
    kind: EvidenceKind
    statement: Annotated[str, SealedUnder("evidence")]
    source: Annotated[str, SealedUnder("evidence")]
    link: Annotated[str, SealedUnder("evidence")]
    as_of: str
    area: Annotated[str, SealedUnder("evidence")]
    grade: int
    needs: tuple[NeedId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaDescribed:
    """Somebody invented a person to think with; never a real one."""

    persona: PersonaId
    stage: StageId
    name: Annotated[str, SealedUnder("persona")]
    about: Annotated[str, SealedUnder("persona")]


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStepMapped:
    """Somebody put a step of a persona's journey on the map.

    `place` orders the steps from 1. `emotion` is -2 to 2. `contacts` counts how often one had to
    turn to somebody, `duplicate` says that it was asked or done before; `cost_per_contact` is
    None where nobody knows.
    """

    journey_step: JourneyStepId
    stage: StageId
    persona: PersonaId
    place: int
    lane: Lane
    step: Annotated[str, SealedUnder("journey_step")]
    touchpoint: Annotated[str, SealedUnder("journey_step")]
    organisations: tuple[OrganisationId, ...]
    emotion: int
    contacts: int
    duplicate: bool
    cost_per_contact: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetMapped:
    """Somebody put a building, a skill or a network on the map; `uprn` is digits or empty."""

    asset: AssetId
    stage: StageId
    kind: AssetKind
    name: Annotated[str, SealedUnder("asset")]
    owner: OrganisationId | None
    uprn: str
    area: Annotated[str, SealedUnder("asset")]
    condition: Annotated[str, SealedUnder("asset")]
    availability: Annotated[str, SealedUnder("asset")]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierRaised:
    """Somebody named a rule that stands in the way, whose it is, and the freedom they seek."""

    barrier: BarrierId
    stage: StageId
    rule: Annotated[str, SealedUnder("barrier")]
    owner_body: Annotated[str, SealedUnder("barrier")]
    effect: Annotated[str, SealedUnder("barrier")]
    freedom_sought: Annotated[str, SealedUnder("barrier")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsAnswered:
    """These are the needs an idea answers, all of them; none where it answers none any more."""

    idea: IdeaId
    needs: tuple[NeedId, ...]


NeedsEvent = (
    NeedsAnswered
    | BarrierRaised
    | AssetMapped
    | JourneyStepMapped
    | PersonaDescribed
    | EvidenceAdded
    | NeedStated
)
