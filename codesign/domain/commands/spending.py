"""Commands for following the money; fields as in the event."""

from dataclasses import dataclass

from codesign.domain.events import Basis, Cofog, Controllability, Intervention
from codesign.domain.ids import OrganisationId, SpendLineId, StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendPlan:
    """What is said of an amount spent."""

    organisation: OrganisationId
    service: str
    area: str
    financial_year: int
    gross: int
    income: int = 0
    basis: Basis = "estimate"
    driver: str = ""
    parts: int = 1
    whole: int = 1
    cofog: Cofog = ""
    intervention: Intervention | None = None
    controllability: Controllability | None = None
    grade: int = 6
    source: str = ""
    funded_by: OrganisationId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendRow:
    """A row of a pasted table, with the id of the line it becomes."""

    spend_line: SpendLineId
    says: SpendPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSpending:
    """Put amounts spent on record: all of these rows, or none."""

    stage: StageId
    rows: tuple[SpendRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectSpendLine:
    """Say an amount anew, with a reason."""

    spend_line: SpendLineId
    stage: StageId
    says: SpendPlan
    reason: str


SpendingCommand = CorrectSpendLine | RecordSpending
