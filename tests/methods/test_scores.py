from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.scores import count_quadratic, count_scores, price

OPTIONS = ("bus", "lift", "bike")


def scored(*ballots):
    return count_scores({f"v{n}": ballot for n, ballot in enumerate(ballots)}, OPTIONS)


def weighed(credits_each, *ballots):
    return count_quadratic(
        {f"v{n}": ballot for n, ballot in enumerate(ballots)}, OPTIONS, credits_each
    )


def test_a_mean_is_over_the_scores_given_and_exact():
    counted = scored({"bus": 5, "lift": 4}, {"bus": 2}, {"bus": 3})
    assert counted.options["bus"].mean == Fraction(10, 3)
    assert counted.options["lift"].mean == 4
    assert counted.options["lift"].voters == 1


def test_what_nobody_scored_has_no_mean_and_comes_last():
    counted = scored({"bus": 0})
    assert counted.options["bike"].mean is None
    assert counted.ranking == (("bus",), ("lift", "bike"))


def test_a_split_room_is_seen_beside_the_mean():
    counted = scored({"bus": 5}, {"bus": 0})
    assert counted.options["bus"].distribution == (1, 0, 0, 0, 0, 1)
    assert counted.options["bus"].median == Fraction(5, 2)


@pytest.mark.parametrize("mark", [-1, 6])
def test_a_score_outside_nought_to_five_is_refused(mark):
    with pytest.raises(ValueError, match="not a score"):
        scored({"bus": mark})


def test_a_score_for_no_option_is_refused():
    with pytest.raises(ValueError, match="tram"):
        scored({"tram": 3})


@pytest.mark.parametrize(("votes", "cost"), list(enumerate((0, 1, 4, 9, 16, 25, 36, 49, 64))))
def test_votes_cost_their_square(votes, cost):
    assert price({"bus": votes}) == cost
    assert price({"bus": -votes}) == cost


def test_quadratic_votes_are_summed_and_votes_against_taken_off():
    counted = weighed(100, {"bus": 6, "lift": 8}, {"bus": -3})
    assert counted.options["bus"].net == 3
    assert counted.options["bus"].voters == 2
    assert counted.spent == 109
    assert counted.ranking == (("lift",), ("bus",), ("bike",))


def test_spending_more_than_ones_credits_is_refused():
    weighed(100, {"bus": 10})
    with pytest.raises(ValueError, match="100 credits"):
        weighed(100, {"bus": 10, "lift": 1})


@given(st.integers(1, 50))
def test_the_nth_vote_costs_two_n_less_one(votes):
    assert price({"bus": votes}) - price({"bus": votes - 1}) == 2 * votes - 1
