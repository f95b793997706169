"""Events of the implementation plan."""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.ids import MilestoneId, OrganisationId, RedesignId, StageId
from codesign.domain.words import SealedUnder

# As in the Open Contracting Data Standard.
MilestoneType = Literal["pre_procurement", "approval", "engagement", "delivery"]
MilestoneStatus = Literal["scheduled", "met", "partially_met", "not_met"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneSet:
    """A milestone is in the plan, or was changed (same id).

    `post` names who answers for it by their post, never by their name. `due` is a
    year, a month or a day, empty while it is open. It waits for those of `depends_on`.
    """

    milestone: MilestoneId
    stage: StageId
    title: Annotated[str, SealedUnder("milestone")]
    owner: OrganisationId | None
    post: Annotated[str, SealedUnder("milestone")]
    due: str
    type: MilestoneType
    depends_on: tuple[MilestoneId, ...]
    status: MilestoneStatus
    redesign: RedesignId | None


PlanEvent = MilestoneSet
