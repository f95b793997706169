"""Events of the risk register."""

from dataclasses import dataclass
from typing import Annotated

from codesign.domain.ids import OrganisationId, RedesignId, RiskId, StageId
from codesign.domain.words import SealedUnder


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRecorded:
    """Something that may go wrong is in the register, or was judged anew; scales are 1 to 5."""

    risk: RiskId
    stage: StageId
    redesign: RedesignId | None
    description: Annotated[str, SealedUnder("risk")]
    likelihood: int
    impact: int
    response: Annotated[str, SealedUnder("risk")]
    owner: OrganisationId | None
    post: Annotated[str, SealedUnder("risk")]


RisksEvent = RiskRecorded
