"""Events of an options appraisal: the choices, what matters, scores, and what is preferred."""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.events.kinds import DeliveryModel
from codesign.domain.ids import (
    CriterionId,
    DeliveryOptionId,
    OrganisationId,
    RedesignId,
    RoundId,
    ScoreId,
    StageId,
)
from codesign.domain.words import SealedUnder

# Where an option stands on the way from the longlist to the shortlist.
Sift = Literal["carried_forward", "discounted"]
# Under which question a criterion asks: do we want it, does it pay, can we do it.
CriterionGroup = Literal["desirability", "viability", "feasibility", "critical_success_factor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptionDescribed:
    """A way to deliver a redesign was put on the longlist, or described anew (same id).

    `bau` is carrying on as now, `do_minimum` the least that could be done; one that is
    both says so by both. The five last are the choices of the options framework-filter.
    """

    delivery_option: DeliveryOptionId
    stage: StageId
    redesign: RedesignId
    model: DeliveryModel
    bau: bool
    do_minimum: bool
    label: Annotated[str, SealedUnder("delivery_option")]
    scope: Annotated[str, SealedUnder("delivery_option")]
    solution: Annotated[str, SealedUnder("delivery_option")]
    delivery: Annotated[str, SealedUnder("delivery_option")]
    implementation: Annotated[str, SealedUnder("delivery_option")]
    funding: Annotated[str, SealedUnder("delivery_option")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptionSifted:
    """An option was carried forward to the shortlist, or discounted, for a reason on record."""

    delivery_option: DeliveryOptionId
    sift: Sift
    reason: Annotated[str, SealedUnder("delivery_option")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDescribed:
    """Something that matters in comparing the options was named, or named anew (same id)."""

    criterion: CriterionId
    stage: StageId
    redesign: RedesignId
    group: CriterionGroup
    name: Annotated[str, SealedUnder("criterion")]
    about: Annotated[str, SealedUnder("criterion")]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionWeight:
    """How much a criterion matters, of 100; no option that scores below `gate` can win."""

    criterion: CriterionId
    weight: int
    gate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaLocked:
    """The criteria of a redesign and their weights were fixed; earlier scores are void.

    `number` counts the locks of the redesign from 1; scores and an organisation's own
    weights name the one they belong to.
    """

    redesign: RedesignId
    stage: StageId
    number: int
    criteria: tuple[CriterionWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionScored:
    """An option was scored on a criterion, 0 to 100, or scored anew (same id)."""

    score: ScoreId
    stage: StageId
    redesign: RedesignId
    delivery_option: DeliveryOptionId
    criterion: CriterionId
    lock: int
    points: int
    reason: Annotated[str, SealedUnder("score")]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeightsGiven:
    """An organisation said what would matter how much to it; it changes no result."""

    redesign: RedesignId
    organisation: OrganisationId
    lock: int
    weights: tuple[CriterionWeight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptionRejected:
    """An option was not preferred, for a reason on record; said with the one that is."""

    delivery_option: DeliveryOptionId
    redesign: RedesignId
    reason: Annotated[str, SealedUnder("delivery_option")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferredOptionSelected:
    """An option is the preferred one, by a vote where there was one."""

    redesign: RedesignId
    delivery_option: DeliveryOptionId
    reason: Annotated[str, SealedUnder("delivery_option")]
    round: RoundId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreferenceWithdrawn:
    """No option of a redesign is preferred any more."""

    redesign: RedesignId


AppraisalEvent = (
    PreferenceWithdrawn
    | PreferredOptionSelected
    | DeliveryOptionRejected
    | OwnWeightsGiven
    | OptionScored
    | CriteriaLocked
    | CriterionDescribed
    | DeliveryOptionSifted
    | DeliveryOptionDescribed
)
