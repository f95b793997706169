from fractions import Fraction

import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.cost_benefit import (
    ILLUSTRATIVE,
    Band,
    Cohort,
    Figure,
    Flow,
    InYear,
    Rates,
    cost_benefit,
    minor_units,
)

POUNDS = 100


def years(*amounts, first=2026, cashable=0):
    return {first + t: InYear(amount=each, cashable=cashable) for t, each in enumerate(amounts)}


def pounds(*amounts, **how):
    return years(*(each * POUNDS for each in amounts), **how)


PHASE_IN = years(0, 500, 1000, 1000, 1000)
COSTS = Figure(
    side="cost", party="council", grade=3, years=pounds(120_000, 80_000, 80_000, 80_000, 80_000)
)
# 100 people * 0.6 * 0.4 * 0.75 * 4,800 pounds, and a quarter less for weak evidence.
FISCAL = Figure(
    side="fiscal",
    party="trust",
    grade=5,
    years=PHASE_IN,
    cohort=Cohort(
        population=100,
        affected=600,
        engaged=400,
        impact=750,
        deadweight=0,
        unit_value=4_800 * POUNDS,
    ),
)
SOCIAL = Figure(
    side="social", party="society", grade=1, years=pounds(0, 10_000, 20_000, 20_000, 20_000)
)


def in_pounds(amount):
    return round(amount / POUNDS)


# domain.md 2.3: the golden test.


def test_the_golden_case_comes_out_as_published():
    found = cost_benefit([COSTS, FISCAL, SOCIAL], {})

    assert in_pounds(found.present.cost) == 455_231
    assert in_pounds(found.present.fiscal) == 206_711
    assert in_pounds(found.present.social) == 63_800
    assert in_pounds(found.npbi) == 248_520
    assert round(float(found.roi), 3) == 0.454
    assert round(float(found.bcr), 3) == 0.594
    assert found.nppv == found.present.public_value - found.present.cost
    assert found.payback is None


def test_what_would_happen_anyway_is_no_benefit():
    anyway = Cohort(
        population=100,
        affected=600,
        engaged=400,
        impact=1000,
        deadweight=250,
        unit_value=4_800 * POUNDS,
    )
    figure = Figure(side="fiscal", party="trust", grade=5, years=PHASE_IN, cohort=anyway)

    assert cost_benefit([figure], {}).present == cost_benefit([FISCAL], {}).present


def test_present_values_are_those_of_numpy_financial():
    flows = pounds(-100_000, 20_000, 40_000, 40_000, 40_000)
    costs = Figure(side="cost", party="c", grade=1, years={2026: InYear(amount=100_000_00)})
    gains = Figure(
        side="fiscal", party="c", grade=1, years={y: e for y, e in flows.items() if e.amount > 0}
    )

    ours = cost_benefit([costs, gains], {}).present.net

    theirs = npf.npv(0.035, [each.amount for each in flows.values()])
    assert minor_units(ours) == round(theirs) == 27_599_50


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=40))
def test_any_stream_is_discounted_as_numpy_financial_does(amounts):
    flat = Rates(
        name="", source="", dated="", bands=(Band(since=0, rate=350),), grades=ILLUSTRATIVE.grades
    )
    figure = Figure(side="fiscal", party="c", grade=1, years=years(*amounts))

    ours = cost_benefit([figure], {}, flat).present.fiscal

    assert float(ours) == pytest.approx(npf.npv(0.035, amounts), rel=1e-12, abs=1e-6)


def test_the_rate_falls_from_year_31_and_the_first_year_is_not_discounted():
    first, thirtieth = ILLUSTRATIVE.factor(0), ILLUSTRATIVE.factor(30)

    assert first == 1
    assert thirtieth == Fraction(1000, 1035) ** 30
    assert ILLUSTRATIVE.factor(31) == thirtieth / Fraction(103, 100)


def test_only_the_cashable_share_of_a_fiscal_benefit_is_money_freed_up():
    figure = Figure(side="fiscal", party="c", grade=1, years=pounds(1000, 1000, cashable=300))

    found = cost_benefit([figure], {}).by_year

    assert [flow.cashable for flow in found.values()] == [300 * POUNDS, 300 * POUNDS]


def test_it_pays_back_in_the_first_year_in_which_the_benefits_so_far_reach_the_costs():
    costs = Figure(side="cost", party="c", grade=1, years=pounds(100))
    gains = Figure(side="fiscal", party="c", grade=1, years=pounds(0, 60, 60, 60))

    assert cost_benefit([costs, gains], {}).payback == 2028


def test_who_gains_more_than_they_pledge_is_flagged():
    costs = Figure(side="cost", party="council", grade=1, years=pounds(100))
    gains = Figure(side="fiscal", party="trust", grade=1, years=pounds(150))

    found = cost_benefit([costs, gains], {"trust": {2026: 149 * POUNDS}, "icb": {2026: 1}})

    flagged = {each.party: each.gains_more_than_pledged for each in found.positions}
    assert flagged == {"council": False, "trust": True, "icb": False}


def test_a_pledge_is_compared_in_today_s_money():
    gains = Figure(side="fiscal", party="trust", grade=1, years=pounds(0, 100))

    (position,) = cost_benefit([gains], {"trust": {2027: 100 * POUNDS}}).positions

    assert position.pledged == position.present.net
    assert not position.gains_more_than_pledged


def test_the_range_moves_each_figure_by_the_known_error_of_its_grade():
    costs = Figure(side="cost", party="c", grade=1, years=pounds(100))
    gains = Figure(side="fiscal", party="c", grade=1, years=pounds(200))

    found = cost_benefit([costs, gains], {})

    assert found.bcr == 2
    assert found.bcr_range.least == Fraction(196, 102)
    assert found.bcr_range.most == Fraction(204, 98)


def test_without_any_cost_there_are_no_ratios():
    found = cost_benefit([FISCAL], {})

    assert (found.roi, found.bcr, found.bcr_range, found.payback) == (None, None, None, None)
    assert cost_benefit([], {}).years == ()


FIGURES = st.lists(
    st.builds(
        Figure,
        side=st.sampled_from(["cost", "fiscal", "economic", "social"]),
        party=st.sampled_from("abc"),
        years=st.dictionaries(
            st.integers(2020, 2030),
            st.builds(InYear, amount=st.integers(0, 10**9), cashable=st.integers(0, 1000)),
        ),
        grade=st.integers(1, 6),
    ),
    max_size=8,
)


@given(FIGURES)
def test_the_parties_and_the_years_add_up_to_the_whole(figures):
    found = cost_benefit(figures, {})

    assert sum((each.present for each in found.positions), Flow()) == found.present
    assert sum((flow for each in found.positions for flow in each.by_year.values()), Flow()) == sum(
        found.by_year.values(), Flow()
    )
    assert 0 <= found.present.cashable <= found.present.fiscal


@given(FIGURES, st.randoms())
def test_the_order_of_the_figures_changes_no_sum(figures, random):
    shuffled = list(figures)
    random.shuffle(shuffled)

    assert cost_benefit(shuffled, {}).present == cost_benefit(figures, {}).present
