from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.marks import named_counts
from codesign.methods.tally import VERSIONS, count
from codesign.methods.terms import Terms

OPTIONS = ("bus", "lift", "bike", "walk")
MARKS = {
    "agree": st.sampled_from((-1, 0, 1)),
    "dots": st.integers(1, 5),
    "approval": st.just(1),
}
methods = st.sampled_from(sorted(MARKS))


def ballots_of(method):
    ballot = st.dictionaries(st.sampled_from(OPTIONS), MARKS[method])
    return st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), ballot, max_size=12)


def cast(method, *ballots):
    return count(method, {f"voter_{n}": ballot for n, ballot in enumerate(ballots)}, OPTIONS)


def place(counted, option):
    """0 for those ranked first."""
    return next(n for n, equals in enumerate(counted.ranking) if option in equals)


# --- what is counted ------------------------------------------------------------


def test_agreeing_counts_agrees_disagrees_and_passes():
    counted = cast("agree", {"bus": 1, "lift": -1}, {"bus": 1, "lift": 0}, {"bus": -1})
    assert counted.counts["bus"] == {"agree": 2, "disagree": 1, "pass": 0}
    assert counted.counts["lift"] == {"agree": 0, "disagree": 1, "pass": 1}
    assert counted.counts["walk"] == {"agree": 0, "disagree": 0, "pass": 0}


def test_dots_are_summed_and_the_voters_they_came_from_counted():
    counted = cast("dots", {"bus": 3}, {"bus": 1, "lift": 1})
    assert counted.counts["bus"] == {"dots": 4, "voters": 2}
    assert counted.counts["lift"] == {"dots": 1, "voters": 1}


def test_approvals_are_counted():
    counted = cast("approval", {"bus": 1, "lift": 1}, {"bus": 1})
    assert counted.counts["bus"] == {"approvals": 2}
    assert counted.counts["walk"] == {"approvals": 0}


def test_who_marked_nothing_has_not_voted():
    assert cast("approval", {"bus": 1}, {}).cast == 1


def test_passing_is_voting():
    assert cast("agree", {"bus": 0}).cast == 1


def test_a_count_says_how_it_was_made():
    for method, version in VERSIONS.items():
        counted = cast(method)
        assert (counted.algorithm, counted.version) == (method, version)


# --- ranking --------------------------------------------------------------------


def test_agreeing_ranks_by_agrees_less_disagrees():
    counted = cast("agree", {"bus": 1, "lift": 1}, {"bus": 1, "lift": 1}, {"lift": -1, "bike": -1})
    assert counted.ranking == (("bus",), ("lift",), ("walk",), ("bike",))


def test_of_equal_net_support_more_agrees_come_first():
    counted = cast("agree", {"bus": 1, "bike": 0}, {"bus": -1}, {"lift": 0})
    assert counted.ranking == (("bus",), ("lift", "bike", "walk"))


def test_dots_rank_by_dots_whoever_they_came_from():
    counted = cast("dots", {"bus": 2}, {"lift": 1}, {"lift": 1}, {"bike": 3})
    assert counted.ranking == (("bike",), ("bus", "lift"), ("walk",))


def test_approval_ranks_by_approvals():
    counted = cast("approval", {"walk": 1, "bus": 1}, {"walk": 1})
    assert counted.ranking == (("walk",), ("bus",), ("lift", "bike"))


@pytest.mark.parametrize("method", sorted(MARKS))
def test_before_anybody_votes_all_are_equal_in_the_order_given(method):
    assert cast(method).ranking == (OPTIONS,)


def test_without_options_there_is_no_ranking():
    assert count("agree", {}, ()).ranking == ()


# --- marks that do not fit ------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "mark"), [("agree", 2), ("agree", -2), ("dots", 0), ("dots", -1), ("approval", 0)]
)
def test_a_mark_the_method_does_not_know_is_refused(method, mark):
    with pytest.raises(ValueError, match="bus"):
        cast(method, {"bus": mark})


def test_a_mark_on_no_option_is_refused():
    with pytest.raises(ValueError, match="tram"):
        cast("approval", {"tram": 1})


# --- golden vectors -------------------------------------------------------------

# Participatory budgeting with pabutools: park has five approvals, the others four.
PARK_AND_CAFE = (
    [("park", "cafe")] * 3
    + [("park", "bus"), ("park",), ("cafe", "youth"), ("youth",), ("youth", "bus"), ("bus",)]
    + [("bus", "youth")]
)

# First preferences of published profiles, as approvals of one: pref_voting's plurality winners.
TENNESSEE = {"Memphis": 42, "Nashville": 26, "Chattanooga": 15, "Knoxville": 17}
SCHULZE = {"A": 5 + 5, "B": 8, "C": 3 + 7 + 2, "D": 7, "E": 8}


def test_golden_approvals_of_the_park_and_the_cafe():
    ballots = {str(n): dict.fromkeys(ticks, 1) for n, ticks in enumerate(PARK_AND_CAFE)}
    counted = count("approval", ballots, ("park", "cafe", "bus", "youth"))
    assert counted.ranking == (("park",), ("cafe", "bus", "youth"))
    assert counted.counts["park"] == {"approvals": 5}
    assert counted.cast == 10


@pytest.mark.parametrize(
    ("firsts", "ranking"),
    [
        (TENNESSEE, (("Memphis",), ("Nashville",), ("Knoxville",), ("Chattanooga",))),
        (SCHULZE, (("C",), ("A",), ("B", "E"), ("D",))),
    ],
)
def test_golden_first_preferences(firsts, ranking):
    ballots = {
        f"{option} {n}": {option: 1} for option, voters in firsts.items() for n in range(voters)
    }
    assert count("approval", ballots, firsts).ranking == ranking
    assert count("dots", ballots, firsts).ranking == ranking
    assert count("agree", ballots, firsts).ranking == ranking


# --- properties -----------------------------------------------------------------


@given(st.data(), methods)
def test_who_voted_first_makes_no_difference(data, method):
    ballots = data.draw(ballots_of(method))
    shuffled = dict(data.draw(st.permutations([*ballots.items()])))
    assert count(method, shuffled, OPTIONS) == count(method, ballots, OPTIONS)


@given(st.data(), methods)
def test_other_names_for_the_voters_make_no_difference(data, method):
    ballots = data.draw(ballots_of(method))
    renamed = {f"{voter}!": ballot for voter, ballot in ballots.items()}
    assert count(method, renamed, OPTIONS) == count(method, ballots, OPTIONS)


@given(st.data(), methods)
def test_the_order_of_the_options_only_orders_equals(data, method):
    ballots = data.draw(ballots_of(method))
    other = count(method, ballots, data.draw(st.permutations(OPTIONS)))
    counted = count(method, ballots, OPTIONS)
    assert other.counts == counted.counts
    assert [set(equals) for equals in other.ranking] == [set(equals) for equals in counted.ranking]


@given(st.data(), methods)
def test_every_option_is_ranked_once(data, method):
    counted = count(method, data.draw(ballots_of(method)), OPTIONS)
    assert sorted(option for equals in counted.ranking for option in equals) == sorted(OPTIONS)


@given(st.data(), methods)
def test_one_more_ballot_for_an_option_never_lowers_it(data, method):
    ballots = data.draw(ballots_of(method))
    option = data.draw(st.sampled_from(OPTIONS))
    before = count(method, ballots, OPTIONS)
    after = count(method, {**ballots, "one more": {option: 1}}, OPTIONS)
    above_before = {each for equals in before.ranking[: place(before, option)] for each in equals}
    above_after = {each for equals in after.ranking[: place(after, option)] for each in equals}
    assert above_after <= above_before


@given(st.data())
def test_dots_are_never_more_than_were_given_out(data):
    ballots = data.draw(ballots_of("dots"))
    given_out = sum(sum(ballot.values()) for ballot in ballots.values())
    counts = count("dots", ballots, OPTIONS).counts
    assert sum(each["dots"] for each in counts.values()) == given_out


@given(st.data(), methods)
def test_only_whole_numbers_are_counted(data, method):
    counts = count(method, data.draw(ballots_of(method)), OPTIONS).counts
    assert all(type(number) is int for named in counts.values() for number in named.values())


@given(st.data(), methods)
def test_running_tallies_give_the_same_counts_as_the_ballots(data, method):
    ballots = data.draw(ballots_of(method))
    tallies = {option: Counter() for option in OPTIONS}
    for ballot in ballots.values():
        for option, mark in ballot.items():
            tallies[option][mark] += 1
    counts = count(method, ballots, OPTIONS).counts
    assert {option: named_counts(method, tallies[option], Terms()) for option in OPTIONS} == counts
