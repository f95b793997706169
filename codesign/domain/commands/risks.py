"""Commands for the risk register; fields as in the event."""

from dataclasses import dataclass

from codesign.domain.ids import OrganisationId, RedesignId, RiskId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRisk:
    """Say what may go wrong, how likely and how bad, and what is done about it."""

    risk: RiskId
    stage: StageId
    description: str
    likelihood: int
    impact: int
    redesign: RedesignId | None = None
    response: str = ""
    owner: OrganisationId | None = None
    post: str = ""


RisksCommand = RecordRisk
