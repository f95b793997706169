"""Commands of assurance: what a redesign would mean for people whom the law protects."""

from dataclasses import dataclass

from codesign.domain.events import Characteristic, Impact
from codesign.domain.ids import EqualityImpactId, RedesignId


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactPlan:
    """What it means for people of a characteristic; fields as in `EqualityImpactRecorded`."""

    equality_impact: EqualityImpactId
    characteristic: Characteristic
    impact: Impact
    evidence: str = ""
    mitigation: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessEquality:
    """Assess some characteristics, or assess them anew, all or none of them."""

    redesign: RedesignId
    impacts: tuple[ImpactPlan, ...]


AssuranceCommand = AssessEquality
