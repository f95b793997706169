from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.common_ground import Opinion, common_ground, consensus


def group(name, marks):
    """Return a group's votes on the one statement "s", as person to mark."""
    return {f"{name}{n}": {"s": mark} for n, mark in enumerate(marks)}


def ground(*, votes_at_least=1, **groups):
    votes = {person: said for name, marks in groups.items() for person, said in
             group(name, marks).items()}  # fmt: skip
    members = {person: name for name, marks in groups.items() for person in group(name, marks)}
    found = common_ground(votes, members, ["s"], votes_at_least)
    return found.statements[0]


def said(agree, seen):
    return Opinion(agree=agree, disagree=seen - agree, passed=0)


def test_consensus_needs_every_group_whatever_the_majority():
    # 47 % agree in both; where one group agrees alone, the product says so.
    assert consensus([said(8, 10), said(1, 9)]) == Fraction(3, 22)
    assert round(float(consensus([said(6, 10), said(6, 9)])), 6) == 0.371212


def test_groups_of_unequal_size_count_alike():
    assert round(float(consensus([said(16, 20), said(8, 10)])), 4) == 0.5795
    assert round(float(consensus([said(18, 20), said(1, 10)])), 4) == 0.1439


def test_the_bridging_score_is_the_least_chance_to_agree():
    found = ground(trust=[1, 1, 1], council=[1, -1, 0])
    assert found.bridging == Fraction(2, 5)
    assert found.opinions["council"] == Opinion(agree=1, disagree=1, passed=1)


def test_a_pass_has_seen_the_statement_and_silence_has_not():
    assert ground(trust=[1, 0]).bridging == Fraction(2, 4)
    assert ground(trust=[1]).bridging == Fraction(2, 3)


def test_with_too_few_votes_of_one_group_a_statement_has_no_scores():
    found = ground(votes_at_least=7, trust=[1] * 7, council=[1] * 6)
    assert (found.bridging, found.consensus) == (None, None)
    assert ground(votes_at_least=7, trust=[1] * 7, council=[1] * 7).bridging == Fraction(8, 9)


def test_without_groups_there_is_nothing_to_bridge():
    found = common_ground({"a": {"s": 1}}, {}, ["s"], 0)
    assert found.statements[0].bridging is None


def test_the_most_bridging_come_first_and_those_without_a_score_last():
    votes = {"a": {"x": -1, "y": 1}, "b": {"x": -1, "y": 1}}
    found = common_ground(votes, {"a": "trust", "b": "council"}, ["silent", "x", "y"], 1)
    assert [each.statement for each in found.statements] == ["y", "x", "silent"]


def test_who_belongs_to_no_group_does_not_count():
    found = common_ground({"a": {"s": 1}, "b": {"s": -1}}, {"a": "trust"}, ["s"], 1)
    assert found.people == {"trust": 1}
    assert found.statements[0].opinions["trust"].seen == 1


@given(st.lists(st.sampled_from((-1, 0, 1)), min_size=1, max_size=9), st.integers(0, 8))
def test_one_more_who_agrees_never_makes_a_statement_less_common(marks, place):
    if marks[place % len(marks)] != 1:
        better = [1 if n == place % len(marks) else mark for n, mark in enumerate(marks)]
        assert ground(a=better, b=[1, -1]).consensus > ground(a=marks, b=[1, -1]).consensus
