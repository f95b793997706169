"""Events of pledges: what an organisation puts in, and whether it is confirmed."""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.ids import OrganisationId, PledgeId, RedesignId, StageId
from codesign.domain.words import SealedUnder

# Into one account; each its own money to one plan; time, rooms or goods; given; handed on.
PledgeKind = Literal["pooled", "aligned", "in_kind", "grant", "devolved"]
# What is not confirmed: thought of, or waiting for a body to approve it.
PledgeStanding = Literal["indicative", "subject_to_approval"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAmount:
    """Minor units in a financial year, 2026 for 2026/27."""

    year: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeMade:
    """An organisation said what it puts into a redesign, or said it anew (same id).

    It is not confirmed by that, whatever it was before. `host` keeps the account of
    pooled money; `what` is what is put in that is no money, or what the money is.
    """

    pledge: PledgeId
    stage: StageId
    redesign: RedesignId
    organisation: OrganisationId
    kind: PledgeKind
    by_year: tuple[YearAmount, ...]
    standing: PledgeStanding
    host: OrganisationId | None
    what: Annotated[str, SealedUnder("pledge")]
    conditions: Annotated[str, SealedUnder("pledge")]
    legal_basis: Annotated[str, SealedUnder("pledge")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeConfirmed:
    """A pledge holds, by the authority named, from a date (YYYY-MM-DD)."""

    pledge: PledgeId
    authority: Annotated[str, SealedUnder("pledge")]
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeUnconfirmed:
    """A pledge is not confirmed any more."""

    pledge: PledgeId


PledgesEvent = PledgeUnconfirmed | PledgeConfirmed | PledgeMade
