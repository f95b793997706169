"""Rules: follow the money. Every amount has one organisation, one area and one year.

A pasted table is taken whole or not at all: the first row that does not fit is
named, with its field. A correction says why, and the line keeps its id; one taken
back stays on record and is counted no more. Income is what comes in, and is never
below nothing: whoever writes a negative amount means one of the two, and is asked.
"""

from dataclasses import replace
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import CorrectSpendLine, RecordSpending, SpendPlan, SpendRow
from codesign.domain.entries import entry, require_entering, unless_said
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, SpendLineRecorded, StageKind
from codesign.domain.fields import GRADES, require_in, year
from codesign.domain.ids import OrganisationId, SpendLineId, StageId
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_line, words
from codesign.domain.workshop import Workshop
from codesign.methods.terms import MONEY_AT_MOST

SPEND_STAGES: Final[frozenset[StageKind]] = frozenset({"money"})
# A count of a large place has a few thousand lines; that is what one paste may bring.
ROWS_AT_ONCE: Final = 5_000
WHOLE_AT_MOST: Final = 1_000_000


def record_spending(workshop: Workshop, command: RecordSpending, act: Act) -> tuple[Event, ...]:
    """Put amounts on record, all or none."""
    if not command.rows:
        raise CommandRejectedError("no_rows")
    if len(command.rows) > ROWS_AT_ONCE:
        raise CommandRejectedError("too_many")
    taken: set[SpendLineId] = set()
    recorded: list[Event] = []
    for row, each in enumerate(command.rows, start=1):
        try:
            recorded.append(_of_a_row(workshop, command.stage, each, taken, act))
        except CommandRejectedError as refused:
            raise _named(refused, row, len(command.rows)) from refused
    return tuple(recorded)


def _of_a_row(
    workshop: Workshop, stage: StageId, row: SpendRow, taken: set[SpendLineId], act: Act
) -> SpendLineRecorded:
    key = row.spend_line
    if key in taken or key in workshop.entries:
        raise CommandRejectedError("id_taken")
    taken.add(key)
    require_entering(workshop, "spend_line", key, stage, SPEND_STAGES, act)
    return _said(workshop, key, stage, row.says)


def correct_spend_line(
    workshop: Workshop, command: CorrectSpendLine, act: Act
) -> tuple[Event, ...]:
    """Say an amount anew, for a reason on record."""
    key, stage = command.spend_line, command.stage
    require_entering(workshop, "spend_line", key, stage, SPEND_STAGES, act)
    known = entry(workshop, "spend_line", key)
    reason = words(command.reason, field="reason")
    said = _said(workshop, key, stage, command.says)
    if not unless_said(workshop, replace(said, reason=known.says.reason)):
        return ()
    return (replace(said, reason=reason),)


def _said(
    workshop: Workshop, key: SpendLineId, stage: StageId, says: SpendPlan
) -> SpendLineRecorded:
    _require_figures(says)
    return SpendLineRecorded(
        spend_line=key,
        stage=stage,
        organisation=_organisation(workshop, says.organisation, field="organisation"),
        service=one_line(says.service, TITLE_CHARS, field="service"),
        area=one_line(says.area, NAME_CHARS, field="area"),
        financial_year=says.financial_year,
        gross=says.gross,
        income=says.income,
        basis=says.basis,
        driver=_driver(says),
        parts=says.parts,
        whole=says.whole,
        cofog=says.cofog,
        intervention=says.intervention,
        controllability=says.controllability,
        grade=says.grade,
        source=optional_line(says.source, TITLE_CHARS, field="source"),
        funded_by=_funded_by(workshop, says),
        reason="",
    )


def _require_figures(says: SpendPlan) -> None:
    year(says.financial_year, field="financial_year")
    require_in(says.gross, range(MONEY_AT_MOST + 1), "bad_spend", field="gross")
    require_in(says.income, range(MONEY_AT_MOST + 1), "bad_spend", field="income")
    require_in(says.grade, GRADES, "bad_grade", field="grade")
    require_in(says.whole, range(1, WHOLE_AT_MOST + 1), "bad_apportionment", field="whole")
    require_in(says.parts, range(1, says.whole + 1), "bad_apportionment", field="parts")


def _driver(says: SpendPlan) -> str:
    """Return by what a bigger cost is shared out; whoever shares one out says so."""
    driver = optional_line(says.driver, TITLE_CHARS, field="driver")
    if (says.basis == "apportioned" or says.parts != says.whole) and not driver:
        raise CommandRejectedError("driver_missing", field="driver")
    return driver


def _funded_by(workshop: Workshop, says: SpendPlan) -> OrganisationId | None:
    if says.funded_by is None:
        return None
    if says.funded_by == says.organisation:
        raise CommandRejectedError("funds_itself", field="funded_by")
    return _organisation(workshop, says.funded_by, field="funded_by")


def _organisation(workshop: Workshop, key: OrganisationId, *, field: str) -> OrganisationId:
    found = workshop.organisations.get(key)
    if found is None or found.removed:
        raise CommandRejectedError("no_such_organisation", field=field)
    return key


def _named(refused: CommandRejectedError, row: int, rows: int) -> CommandRejectedError:
    """Name the row of a table; of a single amount there is none to name."""
    of = None if rows == 1 else row
    return CommandRejectedError(refused.code, row=of, field=refused.field)
