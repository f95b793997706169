"""Commands for pledges."""

from dataclasses import dataclass

from codesign.domain.events import PledgeKind, PledgeStanding, YearAmount
from codesign.domain.ids import OrganisationId, PledgeId, RedesignId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePledge:
    """Say what an organisation puts into a redesign, or say it anew (same id)."""

    pledge: PledgeId
    stage: StageId
    redesign: RedesignId
    organisation: OrganisationId
    kind: PledgeKind
    by_year: tuple[YearAmount, ...] = ()
    standing: PledgeStanding = "indicative"
    host: OrganisationId | None = None
    what: str = ""
    conditions: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPledge:
    """Say by whose authority a pledge holds, and from which day (YYYY-MM-DD)."""

    pledge: PledgeId
    authority: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnconfirmPledge:
    """Let a pledge count as not confirmed again."""

    pledge: PledgeId


PledgesCommand = UnconfirmPledge | ConfirmPledge | MakePledge
