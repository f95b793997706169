from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.projections.money import cost_benefit_of
from tests.choosing import (
    COMPARING,
    ESTIMATE,
    ESTIMATE_2,
    RESPONSE,
    TRUST,
    after,
    estimate,
    pledge,
)
from tests.given import ANNA, COMMISSIONER, given

CHECK = c.CheckEstimate(estimate=ESTIMATE, post="Head of Finance", on="2026-03-31")
REACH = e.Reach(
    population=100, affected=600, engaged=400, impact=750, deadweight=0, unit_value=4_800_00
)


def by_year(*years):
    return tuple(e.YearEstimate(year=each, amount=1_000_00) for each in years)


def test_a_figure_is_estimated_for_an_option_and_estimated_anew():
    (event,) = given(*COMPARING).when(estimate()).events

    assert (event.delivery_option, event.cost_type, event.grade) == (RESPONSE, "revenue", 6)
    after(COMPARING, estimate()).when(estimate()).then_nothing()


def test_estimating_is_desk_work():
    given(*COMPARING).when(estimate(), by=ANNA).then_rejected("desk_work_only")


def test_years_are_put_in_their_order():
    jumbled = replace(estimate(), by_year=by_year(2028, 2026, 2027))
    (event,) = given(*COMPARING).when(jumbled).events
    assert [each.year for each in event.by_year] == [2026, 2027, 2028]


@pytest.mark.parametrize("years", [(2026, 2026), (202,), (2026, 99_999)])
def test_years_that_are_not_years_or_stand_twice_are_refused_with_their_row(years):
    refused = given(*COMPARING).when(replace(estimate(), by_year=by_year(*years)))
    refused.then_rejected("bad_year")
    assert refused.message.startswith(f"Line {len(years)}:")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by_year": ()}, "no_years"),
        ({"by_year": (e.YearEstimate(year=2026, amount=-1),)}, "bad_amount"),
        ({"by_year": (e.YearEstimate(year=2026, amount=10**12),)}, "bad_amount"),
        ({"by_year": (e.YearEstimate(year=2026, amount=1, cashable=1),)}, "bad_cashable"),
        ({"grade": 0}, "bad_grade"),
        ({"grade": 7}, "bad_grade"),
        ({"price_base": 26}, "bad_year"),
        ({"what": " "}, "empty_text"),
        ({"organisation": None}, "no_such_organisation"),
        ({"reach": REACH}, "bad_share"),
        ({"reach": REACH, "by_year": (e.YearEstimate(year=2026, amount=1),)}, "reach_of_a_cost"),
        (
            {
                "side": "fiscal",
                "reach": replace(REACH, impact=1_001),
                "by_year": (e.YearEstimate(year=2026, amount=1),),
            },
            "bad_share",
        ),
    ],
)
def test_what_is_no_figure_is_refused(change, code):
    given(*COMPARING).when(replace(estimate(), **change)).then_rejected(code)


def test_invariant_6_figures_in_the_prices_of_different_years_are_never_mixed():
    now = after(COMPARING, estimate())

    now.when(estimate(ESTIMATE_2, price_base=2025)).then_rejected("price_bases_differ")
    # The only figure there is may be put into other prices.
    assert now.when(estimate(price_base=2025)).events
    gone = c.WithdrawEntry(kind="estimate", id=ESTIMATE, reason="Old prices")
    assert after(now.past, gone).when(estimate(ESTIMATE_2, price_base=2025)).events


def test_nobody_takes_out_a_figure_of_a_stage_that_is_closed_to_them():
    now = after(COMPARING, estimate())
    gone = c.WithdrawEntry(kind="estimate", id=ESTIMATE, reason="Old prices")
    now.when(gone, by=COMMISSIONER).then_rejected("no_such_entry")


def test_a_figure_is_rough_until_a_post_has_checked_it_on_a_day_and_when_estimated_anew():
    now = after(COMPARING, estimate(), CHECK)

    assert now.workshop.checks[ESTIMATE].post == "Head of Finance"
    now.when(CHECK).then_nothing()
    assert not after(now.past, estimate(amount=1)).workshop.checks
    assert not after(now.past, c.UncheckEstimate(estimate=ESTIMATE)).workshop.checks


@pytest.mark.parametrize("day", ["", "31 March", "2026-02-30", "2026-03"])
def test_a_check_has_a_day(day):
    after(COMPARING, estimate()).when(replace(CHECK, on=day)).then_rejected("bad_day")


def test_a_withdrawn_figure_counts_for_nothing_and_stays_on_record():
    gone = c.WithdrawEntry(kind="estimate", id=ESTIMATE_2, reason="Counted twice")
    both = after(COMPARING, estimate(), estimate(ESTIMATE_2, organisation=TRUST))
    now = after(both.past, gone).workshop

    assert len(cost_benefit_of(both.workshop, RESPONSE).positions) == 2
    assert len(cost_benefit_of(now, RESPONSE).positions) == 1
    assert ESTIMATE_2 in now.entries


def test_who_gains_is_compared_with_what_they_pledge():
    gain = estimate(ESTIMATE_2, side="fiscal", organisation=TRUST, amount=100_000_00, grade=1)
    now = after(COMPARING, estimate(), gain, pledge(organisation=TRUST, amount=60_000_00))

    flagged = {
        each.party: each.gains_more_than_pledged
        for each in cost_benefit_of(now.workshop, RESPONSE).positions
    }
    assert flagged[TRUST]
    assert len(flagged) == 2


def test_destroying_the_words_of_a_figure_changes_no_sum():
    before = after(COMPARING, estimate(), CHECK)
    redact = c.RedactContribution(kind="estimate", id=ESTIMATE, reason="names", text="")
    now = after(before.past, redact).workshop

    assert now.checks[ESTIMATE].post == ""
    assert cost_benefit_of(now, RESPONSE) == cost_benefit_of(before.workshop, RESPONSE)
