"""Assurance, as the state holds it."""

from dataclasses import dataclass

from codesign.domain.events import Characteristic, Impact
from codesign.domain.ids import EqualityImpactId, RedesignId


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityImpact:
    """What a redesign means for people of a characteristic, by the event `seq`."""

    id: EqualityImpactId
    redesign: RedesignId
    characteristic: Characteristic
    impact: Impact
    evidence: str
    mitigation: str
    due: str
    at: int
    seq: int
    redacted: bool = False
