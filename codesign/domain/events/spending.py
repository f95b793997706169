"""Events of following the money: what is spent, on what, by whom, in which year.

Money is in minor units of the workshop's currency. A financial year is the
calendar year it begins in: 2026 is 2026/27.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from codesign.domain.ids import OrganisationId, SpendLineId, StageId
from codesign.domain.words import SealedUnder

# What a figure rests on.
Basis = Literal["actual", "budget", "apportioned", "estimate"]
# What the money does, as in the Total Place counts.
Intervention = Literal["prevention", "early_help", "reactive", "transfer", "overhead"]
# How far the place itself may change how it is spent.
Controllability = Literal["local", "part", "national"]
# The divisions of COFOG, 1999; empty where a line is not classified.
Cofog = Literal["", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendLineRecorded:
    """An amount spent is on record, or was corrected (same id) for a `reason`.

    It is of one organisation, one area and one year. `gross` and `income` are of
    the whole cost; `parts` of `whole` is the share of it that counts here, by the
    `driver`, 1 of 1 where all of it does. `funded_by` is another organisation
    whose own count holds this money already.
    """

    spend_line: SpendLineId
    stage: StageId
    organisation: OrganisationId
    service: Annotated[str, SealedUnder("spend_line")]
    area: Annotated[str, SealedUnder("spend_line")]
    financial_year: int
    gross: int
    income: int
    basis: Basis
    driver: Annotated[str, SealedUnder("spend_line")]
    parts: int
    whole: int
    cofog: Cofog
    intervention: Intervention | None
    controllability: Controllability | None
    grade: int
    source: Annotated[str, SealedUnder("spend_line")]
    funded_by: OrganisationId | None
    reason: Annotated[str, SealedUnder("spend_line")]


SpendingEvent = SpendLineRecorded
