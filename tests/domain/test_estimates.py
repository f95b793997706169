from dataclasses import replace
from fractions import Fraction

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.estimates import AMOUNT_AT_MOST, ESTIMATES_AT_MOST
from codesign.domain.fields import YEARS_AT_MOST
from codesign.methods.cost_benefit import Band, GradeTerms
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

RATES = c.SetRates(
    source="Green Book, February 2026, table 7",
    dated="2026-02",
    bands=(Band(since=0, rate=150), Band(since=31, rate=130)),
    grades=tuple(GradeTerms(on_costs=0, on_benefits=0, known_error=0) for _ in range(6)),
)
SET = e.RatesSet(source=RATES.source, dated=RATES.dated, bands=RATES.bands, grades=RATES.grades)
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


def graded(**terms):
    """Six grades of which the third says something else."""
    third = replace(RATES.grades[2], **terms)
    return replace(RATES, grades=(*RATES.grades[:2], third, *RATES.grades[3:]))


def test_money_is_reckoned_by_rates_that_whoever_does_desk_work_sets_and_drops():
    given(*COMPARING).when(RATES).then(SET)
    given(*COMPARING, SET).when(RATES).then_nothing()
    given(*COMPARING, SET).when(c.DropRates()).then(e.RatesDropped())
    given(*COMPARING).when(c.DropRates()).then_nothing()
    given(*COMPARING).when(RATES, by=ANNA).then_rejected("desk_work_only")
    given(*COMPARING, SET).when(c.DropRates(), by=ANNA).then_rejected("desk_work_only")


def test_what_an_option_comes_to_goes_by_the_rates_that_were_set():
    asked = after(COMPARING, estimate(grade=6))
    default = cost_benefit_of(asked.workshop, RESPONSE)
    own = cost_benefit_of(after(COMPARING, estimate(grade=6), RATES).workshop, RESPONSE)
    # Nothing is added for weak evidence, and money of the first year is today's.
    first = min(own.years)
    assert own.by_year[first].cost * Fraction(14, 10) == default.by_year[first].cost
    assert own.present.cost == sum(
        flow.cost / Fraction(1015, 1000) ** at for at, flow in enumerate(own.by_year.values())
    )
    assert (own.rates.name, own.rates.source) == ("rates set in this workshop", RATES.source)
    dropped = after(COMPARING, estimate(grade=6), RATES, c.DropRates()).workshop
    assert cost_benefit_of(dropped, RESPONSE) == default


@pytest.mark.parametrize(
    ("refused", "code", "field", "row"),
    [
        (replace(RATES, source=" "), "empty_text", "source", None),
        (replace(RATES, dated="lately"), "bad_date", "dated", None),
        (replace(RATES, dated=""), "bad_date", "dated", None),
        (replace(RATES, bands=()), "bad_bands", "bands", None),
        (replace(RATES, bands=(Band(since=1, rate=350),)), "bad_bands", "bands", None),
        (replace(RATES, bands=(*RATES.bands, RATES.bands[1])), "bad_bands", "bands", None),
        (replace(RATES, bands=(Band(since=0, rate=2_001),)), "bad_bands", "bands", 1),
        (replace(RATES, bands=(Band(since=0, rate=-1),)), "bad_bands", "bands", 1),
        (replace(RATES, grades=RATES.grades[:5]), "bad_grade_terms", "grades", None),
        (graded(on_costs=2_001), "bad_grade_terms", "grades", 3),
        (graded(on_benefits=1_001), "bad_grade_terms", "grades", 3),
        (graded(known_error=901), "bad_grade_terms", "grades", 3),
        (graded(known_error=-1), "bad_grade_terms", "grades", 3),
    ],
)
def test_rates_that_are_none_or_are_nobodys_are_refused_beside_their_field(
    refused, code, field, row
):
    given(*COMPARING).when(refused).then_rejected(code, field=field, row=row)


def test_the_most_a_workshop_may_hold_is_a_number_a_browser_knows_exactly():
    most = AMOUNT_AT_MOST * ESTIMATES_AT_MOST * YEARS_AT_MOST * 3
    assert most < 2**53
