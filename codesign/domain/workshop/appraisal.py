"""Appraisals, and what was said of estimates and pledges, as the state holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codesign.domain.events import CriterionWeight, Sift
from codesign.domain.ids import (
    CriterionId,
    DeliveryOptionId,
    OrganisationId,
    ParticipantId,
    RedesignId,
    RoundId,
    StageId,
)
from codesign.methods.cost_benefit import Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Criteria with their weights, fixed by the event `seq`; `number` counts from 1."""

    number: int
    stage: StageId
    criteria: tuple[CriterionWeight, ...]
    by: ParticipantId | None
    at: int
    seq: int

    def weight_of(self, criterion: CriterionId) -> CriterionWeight | None:
        """Return what was fixed of a criterion, None where it is none of these."""
        return next((each for each in self.criteria if each.criterion == criterion), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """Whether an option is on the shortlist, and why."""

    sift: Sift
    reason: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeights:
    """What would matter how much to an organisation, of the lock of that number."""

    lock: int
    weights: tuple[CriterionWeight, ...]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred:
    """The preferred option, and why."""

    delivery_option: DeliveryOptionId
    reason: str
    round: RoundId | None
    at: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """How the options of a redesign are compared; options and scores are entries.

    `rejected` are the reasons why options were not preferred, with their events.
    """

    redesign: RedesignId
    locks: tuple[Lock, ...] = ()
    sifted: Mapping[DeliveryOptionId, Sifted] = field(default_factory=dict)
    own_weights: Mapping[OrganisationId, OwnWeights] = field(default_factory=dict)
    preferred: Preferred | None = None
    rejected: Mapping[DeliveryOptionId, tuple[str, int]] = field(default_factory=dict)

    @property
    def lock(self) -> Lock | None:
        """The criteria and weights that hold now."""
        return self.locks[-1] if self.locks else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRates:
    """The rates a workshop reckons by in the place of the defaults, since the event `seq`."""

    rates: Rates
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Which post checked a figure, on which day."""

    post: str
    on: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """By whose authority a pledge holds, from which day."""

    authority: str
    on: str
    seq: int
