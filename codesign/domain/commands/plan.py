"""Commands for the implementation plan; fields as in the event."""

from dataclasses import dataclass

from codesign.domain.events import MilestoneStatus, MilestoneType
from codesign.domain.ids import MilestoneId, OrganisationId, RedesignId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMilestone:
    """Put a milestone into the plan, or change it."""

    milestone: MilestoneId
    stage: StageId
    title: str
    owner: OrganisationId | None = None
    post: str = ""
    due: str = ""
    type: MilestoneType = "delivery"
    depends_on: tuple[MilestoneId, ...] = ()
    status: MilestoneStatus = "scheduled"
    redesign: RedesignId | None = None


PlanCommand = SetMilestone
