"""What a round may set about its way of voting, and which ballots fit it."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import OptionId, TotalsId
from codesign.methods.terms import TERMS, Share, Terms
from tests.given import (
    ANNA,
    FACILITATOR,
    MAIR,
    NO,
    ROUND,
    ROUND_2,
    TAKING_IDEAS,
    YES,
    given,
    id_of,
    option_added,
    past_fact,
    round_opened,
)

BUS, TAXI, LIFT = (OptionId(id_of(each)) for each in ("bus", "taxi", "lift"))
PLANS = (
    c.OptionPlan(option=BUS, source="text", text="A bus", cost=600),
    c.OptionPlan(option=TAXI, source="text", text="A taxi", cost=500),
    c.OptionPlan(option=LIFT, source="text", text="A lift", cost=400),
)
OPEN = c.OpenRound(round=ROUND, question="Which ones?", method="approval", options=PLANS)
BUDGET = replace(OPEN, method="budget_greedy", terms=Terms(amount=1_000), tie="lot")
FENCE = c.RingFencePlan(name="For the young", options=(BUS,), at_most=700, at_least=600)


def opened(method, terms=None, *, exclusions=(), needs=(), **more):
    """A round on a bus, a taxi and a lift that takes ballots."""
    return (
        *TAKING_IDEAS,
        round_opened(method, terms=terms, exclusions=exclusions, **more),
        option_added(BUS, cost=600),
        option_added(TAXI, cost=500, needs=needs),
        option_added(LIFT, cost=400),
    )


def cast(past, **marks):
    """Ask to cast a ballot in Anna's name."""
    named = {"bus": BUS, "taxi": TAXI, "lift": LIFT}
    ballot = c.CastBallot(round=ROUND, marks={named[each]: mark for each, mark in marks.items()})
    return given(*past).when(ballot, by=ANNA)


# --- what is fixed when it opens ----------------------------------------------------


def test_a_round_opens_with_the_terms_of_its_way_of_voting():
    terms = Terms(quorum=Share(parts=1, whole=2), top=2)
    command = replace(OPEN, terms=terms, tie="earliest_submitted")
    opened, *_ = given(*TAKING_IDEAS).when(command, by=FACILITATOR).events
    assert (opened.terms, opened.tie) == (terms, "earliest_submitted")


@pytest.mark.parametrize("method", TERMS)
def test_terms_of_another_way_of_voting_are_refused(method):
    terms = Terms(seats=3) if method != "stv" else Terms(credits=9)
    command = replace(OPEN, method=method, terms=terms, dots=1)
    given(*TAKING_IDEAS).when(command, by=FACILITATOR).then_rejected("bad_terms")


@pytest.mark.parametrize(
    ("method", "terms"),
    [
        ("super_majority", Terms(majority=Share(parts=1, whole=2))),
        ("fist_to_five", Terms(fingers=6)),
        ("score", Terms(highest=0)),
        ("quadratic", Terms(credits=0)),
        ("stv", Terms(seats=0)),
        ("approval", Terms(top=-1)),
        ("budget_greedy", Terms()),
        ("budget_equal_shares", Terms(amount=10, unit=0)),
        ("consensus", Terms(blocks_at_most=-1)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_terms_out_of_their_bounds_are_refused(method, terms):
    command = replace(OPEN, method=method, terms=terms)
    given(*TAKING_IDEAS).when(command, by=FACILITATOR).then_rejected("bad_terms")


def test_a_budget_opens_with_costs_ring_fences_and_what_excludes_what():
    command = replace(BUDGET, ring_fences=(FENCE,), exclusions=((TAXI, LIFT),))
    opened, *rest = given(*TAKING_IDEAS).when(command, by=FACILITATOR).events
    assert opened.exclusions == ((TAXI, LIFT),)
    assert [each.cost for each in rest if isinstance(each, e.OptionAdded)] == [600, 500, 400]
    assert rest[-1] == e.RingFenceSet(
        round=ROUND, name="For the young", options=(BUS,), at_most=700, at_least=600
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"tie": "show_tie"}, "tie_left_open"),
        ({"tie": "chair_casts"}, "tie_left_open"),
        ({"open_options": True}, "bad_terms"),
        ({"options": (replace(PLANS[0], cost=0),)}, "bad_money"),
        ({"options": (replace(PLANS[0], cost=-1),)}, "bad_money"),
        ({"options": (replace(PLANS[0], cost=2**70),)}, "bad_money"),
        ({"exclusions": ((BUS,),)}, "bad_terms"),
        ({"exclusions": ((BUS, YES),)}, "no_such_option"),
        ({"ring_fences": (replace(FENCE, options=()),)}, "bad_ring_fence"),
        ({"ring_fences": (replace(FENCE, at_most=500),)}, "bad_ring_fence"),
        ({"ring_fences": (FENCE, replace(FENCE, options=(TAXI,)))}, "bad_ring_fence"),
        ({"ring_fences": (replace(FENCE, name=" "),)}, "empty_text"),
        ({"options": (replace(PLANS[0], needs=(NO,)),)}, "no_such_option"),
        ({"options": (replace(PLANS[0], needs=(BUS,)),)}, "needs_go_round"),
    ],
    ids=lambda each: each if isinstance(each, str) else next(iter(each)),
)
def test_a_budget_that_could_not_be_counted_is_refused(change, code):
    command = replace(BUDGET, **change)
    given(*TAKING_IDEAS).when(command, by=FACILITATOR).then_rejected(code)


def test_only_a_budget_fences_money():
    command = replace(OPEN, ring_fences=(FENCE,))
    given(*TAKING_IDEAS).when(command, by=FACILITATOR).then_rejected("bad_terms")


def test_a_rerun_keeps_the_terms_and_the_fences_of_what_still_stands():
    past = (
        *opened("budget_greedy", Terms(amount=1_000), exclusions=((BUS, LIFT),), tie="lot"),
        e.RingFenceSet(round=ROUND, name="Roads", options=(BUS, TAXI), at_most=700, at_least=0),
        e.RoundClosed(round=ROUND),
    )
    again = c.RerunRound(round=ROUND_2, rerun_of=ROUND)
    first, *rest = given(*past).when(again, by=FACILITATOR).events
    assert (first.terms, first.tie) == (Terms(amount=1_000), "lot")
    assert first.exclusions == ((BUS, LIFT),)
    assert [each.cost for each in rest[:-1]] == [600, 500, 400]
    assert (rest[-1].round, rest[-1].options) == (ROUND_2, (BUS, TAXI))


# --- ballots ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "marks"),
    [
        ("temperature_check", {"bus": -2, "taxi": 2}),
        ("simple_majority", {"bus": 1, "taxi": 0, "lift": -1}),
        ("consensus", {"bus": 2, "taxi": -1}),
        ("consent", {"bus": 1, "taxi": -1}),
        ("fist_to_five", {"bus": 0, "taxi": 5}),
        ("score", {"bus": 5, "taxi": 0}),
        ("quadratic", {"bus": 8, "taxi": -6}),
        ("ranked_irv", {"bus": 2, "taxi": 1}),
        ("stv", {"bus": 3, "taxi": 1, "lift": 2}),
        ("budget_greedy", {"bus": 1, "taxi": 1, "lift": 1}),
    ],
)
def test_a_ballot_that_fits_is_taken(method, marks):
    terms = Terms(amount=1_000) if method.startswith("budget") else None
    found = cast(opened(method, terms), **marks)
    assert sorted(found.events[0].marks.values()) == sorted(marks.values())


@pytest.mark.parametrize(
    ("method", "marks", "code"),
    [
        ("temperature_check", {"bus": 3}, "bad_mark"),
        ("simple_majority", {"bus": 2}, "bad_mark"),
        ("consent", {"bus": 0}, "bad_mark"),
        ("fist_to_five", {"bus": 6}, "bad_mark"),
        ("score", {"bus": 6}, "bad_mark"),
        ("quadratic", {"bus": 8, "taxi": 7}, "over_credits"),
        ("ranked_irv", {"bus": 1, "taxi": 3}, "not_a_ranking"),
        ("condorcet", {"bus": 1, "taxi": 1}, "not_a_ranking"),
        ("borda", {"bus": 2}, "not_a_ranking"),
        ("stv", {"bus": 0}, "bad_mark"),
        ("budget_greedy", {"bus": 2}, "bad_mark"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_and_says_why(method, marks, code):
    terms = Terms(amount=1_000) if method.startswith("budget") else None
    cast(opened(method, terms), **marks).then_rejected(code)


def test_a_changed_ranking_is_judged_with_the_places_it_had():
    past = (
        *opened("ranked_irv"),
        past_fact(e.BallotCast(round=ROUND, marks={BUS: 1, TAXI: 2}), by=ANNA),
    )
    cast(past, bus=None).then_rejected("not_a_ranking")
    cast(past, bus=2, taxi=1).then(e.BallotCast(round=ROUND, marks={BUS: 2, TAXI: 1}))
    cast(past, bus=None, taxi=None).then(e.BallotCast(round=ROUND, marks={BUS: None, TAXI: None}))


KNAPSACK = Terms(amount=1_000, ballot="knapsack")


def test_a_knapsack_is_what_could_be_bought():
    assert cast(opened("budget_greedy", KNAPSACK), bus=1, lift=1).events
    cast(opened("budget_greedy", KNAPSACK), bus=1, taxi=1).then_rejected("over_envelope")
    excluding = opened("budget_greedy", KNAPSACK, exclusions=((BUS, LIFT),))
    cast(excluding, bus=1, lift=1).then_rejected("excluded_together")
    needing = opened("budget_greedy", KNAPSACK, needs=(LIFT,))
    cast(needing, taxi=1).then_rejected("needs_another")
    fence = e.RingFenceSet(round=ROUND, name="Roads", options=(BUS, LIFT), at_most=700, at_least=0)
    fenced = (*opened("budget_greedy", KNAPSACK), fence)
    cast(fenced, bus=1, lift=1).then_rejected("over_ring_fence")


def test_on_an_approval_ballot_one_may_support_both_of_two_that_exclude_each_other():
    past = opened("budget_greedy", Terms(amount=1_000), exclusions=((BUS, LIFT),))
    assert cast(past, bus=1, lift=1, taxi=1).events


# --- sums counted by people ---------------------------------------------------------


@pytest.mark.parametrize("method", ["ranked_irv", "stv", "quadratic", "budget_equal_shares"])
def test_where_a_sum_does_not_say_all_every_sheet_is_typed(method):
    command = c.RecordTotals(
        totals=TotalsId(id_of("totals")), round=ROUND, counted="hands", people=2, cast=2, counts={}
    )
    given(*opened(method)).when(command, by=FACILITATOR).then_rejected("type_each_sheet")


@pytest.mark.parametrize(
    ("method", "counts"),
    [
        ("simple_majority", {"yes": 1, "abstain": 1}),
        ("fist_to_five", {"fingers_5": 2}),
        ("score", {"score_0": 1, "score_5": 1}),
        ("budget_greedy", {"supporters": 2}),
    ],
)
def test_elsewhere_people_count_together(method, counts):
    command = c.RecordTotals(
        totals=TotalsId(id_of("totals")),
        round=ROUND,
        counted="hands",
        people=2,
        cast=2,
        counts={BUS: counts},
        voters=(ANNA, MAIR),
    )
    found = given(*opened(method)).when(command, by=FACILITATOR)
    assert found.events[0].counts == {BUS: counts}
