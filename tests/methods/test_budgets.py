from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.budgets import Envelope, EqualShares, equal_shares, greedy
from codesign.methods.ties import tie_order

# Twenty projects of 100, a thousand to spend, and two camps of almost equal size.
CAMPS = {
    **{f"r{n}": frozenset(f"R{i:02}" for i in range(1, 11)) for n in range(51)},
    **{f"b{n}": frozenset(f"B{i:02}" for i in range(1, 11)) for n in range(49)},
}
CAMP_COSTS = {f"{camp}{i:02}": 100 for camp in "RB" for i in range(1, 11)}
# The most approved project loses because its supporters cannot pay for it.
PARK = {
    f"v{n}": frozenset(ticked)
    for n, ticked in enumerate(
        [("park", "cafe")] * 3
        + [("park", "bus"), ("park",), ("cafe", "youth")]
        + [("youth",), ("youth", "bus"), ("bus",), ("bus", "youth")]
    )
}
PARK_COSTS = {"park": 60, "cafe": 40, "bus": 50, "youth": 30}

costs_of = st.lists(st.integers(1, 60), min_size=1, max_size=7).map(
    lambda costs: {f"p{n}": cost for n, cost in enumerate(costs)}
)


@st.composite
def budgets(draw):
    costs = draw(costs_of)
    ticked = st.frozensets(st.sampled_from(sorted(costs)))
    ballots = draw(st.lists(ticked, max_size=10))
    envelope = Envelope(amount=draw(st.integers(0, 150)), costs=costs)
    return {f"v{n}": each for n, each in enumerate(ballots)}, envelope


def first_come(costs):
    return tie_order("earliest_submitted", tuple(costs))


def by_greedy(ballots, amount, costs, misfit="skip", **bounds):
    envelope = Envelope(amount=amount, costs=costs, **bounds)
    return greedy(ballots, envelope, first_come(costs), misfit)


def by_shares(ballots, amount, costs, satisfaction="cost", completion="none", **bounds):
    envelope = Envelope(amount=amount, costs=costs, **bounds)
    asked = EqualShares(satisfaction=satisfaction, completion=completion, unit=1)
    return equal_shares(ballots, envelope, first_come(costs), asked)


def supporters(**numbers):
    """Give each project so many supporters, who support nothing else."""
    return {
        f"{option}{n}": frozenset({option})
        for option, number in numbers.items()
        for n in range(number)
    }


# --- greedy ---------------------------------------------------------------------


def test_greedy_gives_a_bare_majority_everything():
    assert by_greedy(CAMPS, 1000, CAMP_COSTS).winners == tuple(f"R{i:02}" for i in range(1, 11))


def test_greedy_funds_park_and_cafe():
    assert by_greedy(PARK, 100, PARK_COSTS).winners == ("park", "cafe")


def test_greedy_passes_over_what_does_not_fit_or_stops_there():
    costs = {"hall": 60, "road": 70, "bench": 10}
    cast = supporters(hall=3, road=2, bench=1)
    assert by_greedy(cast, 100, costs).winners == ("hall", "bench")
    stopped = by_greedy(cast, 100, costs, misfit="stop")
    assert stopped.winners == ("hall",)
    assert [each.reason for each in stopped.not_funded] == ["count_stopped", "count_stopped"]


def test_a_tie_for_the_next_project_is_told():
    counted = by_greedy(supporters(a=1, b=1), 10, {"a": 5, "b": 5})
    assert counted.funded[0].tie.among == ("a", "b")
    assert counted.funded[0].tie.first == "a"
    assert counted.funded[1].tie is None


def test_a_budget_needs_a_rule_that_settles_ties():
    envelope = Envelope(amount=10, costs={"a": 5})
    with pytest.raises(ValueError, match="tie rule"):
        greedy({}, envelope, tie_order("show_tie", ("a",)))


# --- bounds ---------------------------------------------------------------------


@pytest.mark.parametrize("count", [by_greedy, by_shares])
def test_of_projects_that_exclude_each_other_one_is_funded(count):
    found = count(supporters(a=3, b=2), 100, {"a": 10, "b": 10}, exclusions=[frozenset({"a", "b"})])
    assert found.winners == ("a",)
    assert found.not_funded[0].reason == "excluded"


@pytest.mark.parametrize("count", [by_greedy, by_shares])
def test_a_project_waits_for_what_it_builds_on(count):
    needs = {"roof": frozenset({"walls"})}
    costs = {"roof": 10, "walls": 10}
    assert count(supporters(roof=3, walls=2), 100, costs, prerequisites=needs).winners == (
        "walls",
        "roof",
    )
    alone = count(supporters(roof=3), 100, costs, prerequisites=needs)
    assert alone.winners == ()
    assert alone.not_funded[0].reason == "prerequisite_not_funded"


@pytest.mark.parametrize("count", [by_greedy, by_shares])
def test_a_ring_fence_is_not_passed(count):
    found = count(
        supporters(a=3, b=2), 100, {"a": 10, "b": 10}, ring_fences=[(frozenset({"a", "b"}), 15)]
    )
    assert found.winners == ("a",)
    assert found.not_funded[0].reason == "ring_fence_full"


@pytest.mark.parametrize("count", [by_greedy, by_shares])
def test_below_its_minimum_support_nothing_is_funded(count):
    found = count(supporters(a=3, b=2), 100, {"a": 10, "b": 10}, support_at_least=3)
    assert found.winners == ("a",)
    assert found.not_funded[0].reason == "too_few_supporters"


def test_what_costs_nothing_is_no_project():
    with pytest.raises(ValueError, match="at least 1"):
        Envelope(amount=10, costs={"a": 0})


def test_a_tick_for_no_project_is_refused():
    with pytest.raises(ValueError, match="not a project"):
        by_greedy({"v": frozenset({"tram"})}, 10, {"a": 5})


# --- equal shares ---------------------------------------------------------------


def test_equal_shares_divides_the_money_between_the_camps():
    alone = by_shares(CAMPS, 1000, CAMP_COSTS)
    assert alone.spent == 900
    assert sorted(alone.winners) == sorted(
        [*(f"R{i:02}" for i in range(1, 6)), *(f"B{i:02}" for i in range(1, 5))]
    )
    completed = by_shares(CAMPS, 1000, CAMP_COSTS, completion="add1")
    assert completed.spent == 1000
    assert sum(option.startswith("R") for option in completed.winners) == 5


def test_the_most_approved_project_loses_when_its_supporters_cannot_pay():
    counted = by_shares(PARK, 100, PARK_COSTS)
    assert sorted(counted.winners) == ["cafe", "youth"]
    park = next(each for each in counted.not_funded if each.option == "park")
    assert park.reason == "supporters_cannot_pay"
    assert park.had < park.cost
    assert by_shares(PARK, 100, PARK_COSTS, "cardinality").winners == ("youth",)
    completed = by_shares(PARK, 100, PARK_COSTS, "cardinality", "add1")
    assert sorted(completed.winners) == ["cafe", "youth"]


def test_who_cannot_pay_as_much_as_the_others_pays_all_they_have():
    # Each has 30. After the well, ann has 10 left; the hall takes that and 25 each of the others.
    cast = {
        "ann": frozenset({"well", "hall"}),
        "ben": frozenset({"hall"}),
        "cat": frozenset({"hall"}),
        "dan": frozenset({"well"}),
    }
    well, hall = by_shares(cast, 120, {"well": 40, "hall": 60}, "cardinality").funded
    assert (well.option, well.share, well.paid_all) == ("well", 20, 0)
    assert (hall.option, hall.share, hall.paid_all) == ("hall", 25, 1)


def test_shares_that_do_not_come_out_even_are_exact():
    counted = by_shares(supporters(a=3), 100, {"a": 50})
    assert counted.funded[0].share == Fraction(50, 3)
    assert counted.endowment == Fraction(100, 3)


def test_what_is_left_is_spent_by_votes_when_that_was_agreed():
    cast = supporters(a=3, b=1)
    costs = {"a": 60, "b": 40}
    assert by_shares(cast, 100, costs).winners == ("a",)
    completed = by_shares(cast, 100, costs, completion="utilitarian")
    assert completed.winners == ("a", "b")
    assert completed.funded[1].share is None


def test_without_voters_nothing_is_funded():
    assert by_shares({}, 100, {"a": 10}, completion="add1_utilitarian").winners == ()


@given(budgets(), st.sampled_from(("none", "add1", "utilitarian", "add1_utilitarian")))
def test_no_count_spends_more_than_the_envelope(budget, completion):
    ballots, envelope = budget
    ties = first_come(envelope.costs)
    counted = equal_shares(ballots, envelope, ties, EqualShares(completion=completion, unit=1))
    for each in (counted, greedy(ballots, envelope, ties), greedy(ballots, envelope, ties, "stop")):
        assert each.spent == sum(envelope.costs[option] for option in each.winners)
        assert each.spent <= envelope.amount
        told = [*each.winners, *(left.option for left in each.not_funded)]
        assert sorted(told) == sorted(envelope.costs)


@given(budgets(), st.sampled_from(("cost", "cardinality")))
def test_what_supporters_pay_is_what_a_project_costs(budget, satisfaction):
    ballots, envelope = budget
    asked = EqualShares(satisfaction=satisfaction, completion="none")
    counted = equal_shares(ballots, envelope, first_come(envelope.costs), asked)
    for each in counted.funded:
        whole = each.share * (each.supporters - each.paid_all)
        assert whole <= each.cost
        assert each.paid_all or whole == each.cost


@given(budgets())
def test_completed_shares_leave_nothing_that_would_fit(budget):
    ballots, envelope = budget
    counted = equal_shares(ballots, envelope, first_come(envelope.costs), EqualShares(unit=1))
    left = envelope.amount - counted.spent
    assert not [each for each in counted.not_funded if each.supporters and each.cost <= left]
