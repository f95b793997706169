"""Following the money: amounts put in together or not at all, corrected and taken back."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import OrganisationId, SpendLineId, StageId
from tests.given import (
    ANNA,
    CHARITY,
    COMMISSIONER,
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    STAGE,
    given,
    id_of,
    organisation_added,
    past_fact,
    stage_added,
    stage_opened,
)

LINE = SpendLineId(id_of("line"))
LINE_2 = SpendLineId(id_of("line_2"))
PAST = (
    *EVERYBODY,
    organisation_added(COUNCIL, potential_provider=False),
    organisation_added(CHARITY, potential_provider=False),
    stage_added(kind="money"),
    stage_opened(),
)
SPENT = c.SpendPlan(
    organisation=COUNCIL, service="Night nursing", area="E06000059", financial_year=2026, gross=500
)


def record(*plans: c.SpendPlan, stage: StageId = STAGE):
    keys = (LINE, LINE_2)
    rows = (c.SpendRow(spend_line=key, says=plan) for key, plan in zip(keys, plans, strict=False))
    return c.RecordSpending(stage=stage, rows=tuple(rows))


def recorded_line(key: SpendLineId = LINE, reason: str = "", **says):
    fields = {name: getattr(SPENT, name) for name in SPENT.__slots__} | says
    return e.SpendLineRecorded(spend_line=key, stage=STAGE, reason=reason, **fields)


@pytest.mark.parametrize("by", [FACILITATOR, COMMISSIONER])
def test_desk_work_puts_amounts_in_whatever_the_stage(by):
    given(*PAST).when(record(SPENT), by=by).then(recorded_line())
    closed = (*PAST, e.StageClosed(stage=STAGE), e.WorkshopClosed())
    given(*closed).when(record(SPENT), by=by).then(recorded_line())


def test_who_is_not_named_for_desk_work_puts_no_amount_in():
    given(*PAST).when(record(SPENT), by=ANNA).then_rejected("desk_work_only")
    named = (*PAST, e.DeskWorkGranted(participant=ANNA))
    given(*named).when(record(SPENT), by=ANNA).then(recorded_line())


def test_amounts_are_for_the_stage_of_money_invariant_1():
    past = (*EVERYBODY, stage_added(kind="ideas"), stage_opened())
    given(*past).when(record(SPENT)).then_rejected("stage_not_for_this")


@pytest.mark.parametrize(
    ("says", "code", "field"),
    [
        ({"gross": -1}, "bad_spend", "gross"),
        ({"gross": 10**15 + 1}, "bad_spend", "gross"),
        ({"income": -300}, "bad_spend", "income"),
        ({"financial_year": 202}, "bad_year", "financial_year"),
        ({"parts": 0}, "bad_apportionment", "parts"),
        ({"parts": 3, "whole": 2}, "bad_apportionment", "parts"),
        ({"whole": 0}, "bad_apportionment", "whole"),
        ({"parts": 1, "whole": 2}, "driver_missing", "driver"),
        ({"basis": "apportioned"}, "driver_missing", "driver"),
        ({"service": " "}, "empty_text", "service"),
        ({"area": ""}, "empty_text", "area"),
        ({"organisation": OrganisationId(id_of("nobody"))}, "no_such_organisation", "organisation"),
        ({"funded_by": COUNCIL}, "funds_itself", "funded_by"),
        ({"grade": 7}, "bad_grade", "grade"),
    ],
)
def test_an_amount_that_does_not_fit_is_refused_beside_its_field_invariant_6(says, code, field):
    bad = replace(SPENT, **says)
    given(*PAST).when(record(bad)).then_rejected(code, field=field)
    # Of a table the row is named too, and nothing of it is taken.
    given(*PAST).when(record(SPENT, bad)).then_rejected(code, row=2, field=field)


def test_a_share_has_a_driver():
    says = {"parts": 2, "whole": 5, "driver": "Population over 75", "basis": "apportioned"}
    given(*PAST).when(record(replace(SPENT, **says))).then(recorded_line(**says))
    without = record(replace(SPENT, **says | {"driver": " "}))
    given(*PAST).when(without).then_rejected("driver_missing", field="driver")


def test_a_table_is_put_in_whole():
    other = replace(SPENT, organisation=CHARITY, funded_by=COUNCIL)
    second = recorded_line(LINE_2, organisation=CHARITY, funded_by=COUNCIL)
    given(*PAST).when(record(SPENT, other)).then(recorded_line(), second)
    bad = replace(other, gross=-1)
    given(*PAST).when(record(SPENT, bad)).then_rejected("bad_spend", row=2, field="gross")


def test_the_same_line_is_put_in_once():
    row = c.SpendRow(spend_line=LINE, says=SPENT)
    twice = c.RecordSpending(stage=STAGE, rows=(row, row))
    given(*PAST).when(twice).then_rejected("id_taken", row=2)
    given(*PAST, past_fact(recorded_line())).when(record(SPENT)).then_rejected("id_taken")
    given(*PAST).when(c.RecordSpending(stage=STAGE, rows=())).then_rejected("no_rows")


def test_a_correction_says_why_and_keeps_the_line():
    past = (*PAST, past_fact(recorded_line(), by=COMMISSIONER))
    says = replace(SPENT, gross=600)
    correct = c.CorrectSpendLine(spend_line=LINE, stage=STAGE, says=says, reason="Year end")
    corrected = recorded_line(reason="Year end", gross=600)
    after = given(*past).when(correct).then(corrected)
    after.when(correct).then_nothing()
    assert after.workshop.entries[LINE].seq == given(*past).workshop.entries[LINE].seq
    given(*past).when(replace(correct, reason="")).then_rejected("empty_text", field="reason")
    given(*PAST).when(correct).then_rejected("no_such_entry")


def test_an_amount_is_taken_back_at_the_desk_and_put_back():
    past = (*PAST, past_fact(recorded_line(), by=COMMISSIONER))
    withdraw = c.WithdrawEntry(kind="spend_line", id=LINE, reason="Counted twice")
    withdrawn = e.EntryWithdrawn(kind="spend_line", id=LINE, reason="Counted twice")
    off = given(*past).when(withdraw).then(withdrawn)
    restored = e.EntryRestored(kind="spend_line", id=LINE)
    off.when(c.RestoreEntry(kind="spend_line", id=LINE), by=COMMISSIONER).then(restored)
    given(*past).when(withdraw, by=ANNA).then_rejected("desk_work_only")
