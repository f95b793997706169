"""Events of assurance: what a redesign would mean for people whom the law protects."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.events.kinds import Impact
from codesign.domain.events.needs import Characteristic
from codesign.domain.ids import EqualityImpactId, RedesignId
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityImpactRecorded:
    """It was assessed what a redesign means for people of a protected characteristic.

    Under the same id it is assessed anew. `mitigation` says what is done about it,
    or how one will find out where the impact is unknown; `due` by when, a year, a
    month or a day as written, or nothing.
    """

    equality_impact: EqualityImpactId
    redesign: RedesignId
    characteristic: Characteristic
    impact: Impact
    evidence: Annotated[str, SealedUnder("equality_impact")]
    mitigation: Annotated[str, SealedUnder("equality_impact")]
    due: str = ""


AssuranceEvent = EqualityImpactRecorded
