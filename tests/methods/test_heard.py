"""Who was heard, counted by hand, and never of few people."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.heard import concentration, half_came_from, turnout
from codesign.methods.splits import FEWEST


def people(**groups):
    """The organisation of so many people each."""
    return {f"{name}{n}": name for name, many in groups.items() for n in range(many)}


def test_the_concentration_of_contributions_is_the_known_one():
    assert round(float(concentration((12, 9, 3, 1, 0, 0))), 4) == 0.5933
    assert concentration((2, 2, 2)) == 0
    assert concentration((0, 0)) is None
    assert concentration(()) is None


@given(st.lists(st.integers(0, 50), max_size=30))
def test_the_concentration_is_at_least_nothing_and_less_than_one(contributions):
    found = concentration(contributions)
    assert found is None or 0 <= found < 1


def test_half_of_it_came_from_as_few_as_it_takes():
    assert half_came_from((12, 9, 3, 1, 0, 0)) == 2
    assert half_came_from((5, 5)) == 1
    assert half_came_from((0, 0)) == 0


def test_a_turnout_is_told_by_group():
    of = people(a=20, b=15)
    voted = [each for each in of if int(each[1:]) < 9]
    told = turnout({"organisation": of}, voted).groups["organisation"]
    assert told == (("a", 20, 9), ("b", 15, 9))


def test_small_groups_share_a_row_and_small_numbers_are_hidden():
    of = people(a=20, b=4, c=5)
    told = turnout({"organisation": of}, [each for each in of if each[0] != "a"] + ["a0"])
    assert told.groups == {}
    told = turnout({"organisation": of}, [each for each in of if int(each[1:]) % 2])
    assert {each.of for each in told.groups.get("organisation", ())} <= {"a", None}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 25), min_size=1),
    st.randoms(use_true_random=False),
)
def test_no_number_under_five_is_ever_told_of_who_voted_or_stayed_away(groups, random):
    of = people(**groups)
    voted = {each for each in of if random.random() < 0.7}
    for kind in turnout({"organisation": of}, voted).groups.values():
        for group in kind:
            assert group.people >= FEWEST + 2
            if group.voted is not None:
                assert group.voted >= FEWEST
                assert group.people - group.voted >= FEWEST
        hidden = [each for each in kind if each.voted is None]
        # Alone, a hidden number would follow from all who voted.
        assert len(hidden) != 1


@pytest.mark.parametrize("most", [1, 3])
def test_whoever_knows_the_total_can_work_no_hidden_number_out(most):
    of = people(a=12, b=12, c=12)
    voted = [each for each in of if int(each[1:]) < (most if each[0] == "a" else 6)]
    told = turnout({"organisation": of}, voted).groups.get("organisation", ())
    assert all(each.voted is None for each in told if each.of == "a")
    assert sum(each.voted is None for each in told) != 1


def test_numbers_are_exact():
    assert concentration((1, 0)) == Fraction(1, 2)
