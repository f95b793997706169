import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.decisions import VERSIONS, judge
from codesign.methods.marks import MARKS
from codesign.methods.terms import Share, Terms

PLAN = "plan"


def judged(rule, marks, *, stayed_away=0, terms=None, withdrawn=()):
    """Judge one proposal by these marks, one a voter."""
    ballots = {f"v{n}": {PLAN: mark} for n, mark in enumerate(marks)}
    electorate = {*ballots, *(f"away{n}" for n in range(stayed_away))}
    return judge(
        rule, ballots, [PLAN], electorate, terms, settled={PLAN: {f"v{n}" for n in withdrawn}}
    )


def outcome(rule, marks, **how):
    return judged(rule, marks, **how).verdicts[PLAN].outcome


def broken(rule, marks, **how):
    """Name the clauses that did not hold."""
    return [
        each.name for each in judged(rule, marks, **how).verdicts[PLAN].clauses if not each.holds
    ]


# --- majorities -----------------------------------------------------------------


def test_a_simple_majority_needs_more_yes_than_no_whoever_abstains():
    assert outcome("simple_majority", [1, 1, -1, 0, 0, 0]) == "carried"
    assert outcome("simple_majority", [1, -1, -1]) == "not_carried"


def test_as_many_yes_as_no_is_a_tie():
    assert outcome("simple_majority", [1, -1, 0]) == "tied"


def test_an_absolute_majority_is_of_all_who_could_vote():
    assert outcome("absolute_majority", [1, 1], stayed_away=1) == "carried"
    assert outcome("absolute_majority", [1, 1], stayed_away=2) == "not_carried"


@pytest.mark.parametrize(
    ("yes", "no", "expected"), [(2, 1, "carried"), (3, 2, "not_carried"), (4, 2, "carried")]
)
def test_two_thirds_are_two_thirds_exactly(yes, no, expected):
    assert outcome("super_majority", [1] * yes + [-1] * no) == expected


def test_without_a_yes_or_no_no_majority_of_them_carries():
    assert outcome("super_majority", [0, 0]) == "not_carried"


def test_unanimity_bears_abstentions_unless_the_round_said_otherwise():
    assert outcome("unanimity", [1, 0]) == "carried"
    assert outcome("unanimity", [1, 0], terms=Terms(abstain_fails=True)) == "not_carried"
    assert broken("unanimity", [1, -1]) == ["nobody_said_no"]


# --- consensus and consent ------------------------------------------------------


def test_one_block_stops_consensus():
    assert broken("consensus", [2, 2, 1, -1]) == ["blocks"]


def test_consensus_minus_one_bears_one_block():
    terms = Terms(blocks_at_most=1)
    assert outcome("consensus", [2, 2, 1, -1], terms=terms) == "carried"
    assert outcome("consensus", [2, 2, -1, -1], terms=terms) == "not_carried"


def test_consensus_fails_when_more_than_a_third_stand_aside():
    assert outcome("consensus", [2, 2, 0]) == "carried"
    assert broken("consensus", [2, 0, 0]) == ["stand_asides"]


def test_consent_waits_for_everybody():
    assert broken("consent", [1, 1], stayed_away=1) == ["everybody_answered"]


def test_an_open_objection_withholds_consent_until_it_is_settled():
    assert broken("consent", [1, -1]) == ["open_objections"]
    assert outcome("consent", [1, -1], withdrawn=(1,)) == "carried"


def test_settling_what_nobody_objected_to_changes_nothing():
    assert outcome("consent", [1, -1], withdrawn=(0,)) == "not_carried"


# --- fist to five and temperature -----------------------------------------------


def test_a_fist_stops_whatever_the_others_show():
    assert broken("fist_to_five", [5, 5, 0], terms=Terms(below_at_most=3)) == ["no_fist"]


def test_fewer_than_three_fingers_stop_unless_the_round_bears_some():
    assert broken("fist_to_five", [3, 4, 2]) == ["too_few_fingers"]
    assert outcome("fist_to_five", [3, 4, 2], terms=Terms(below_at_most=1)) == "carried"


def test_a_temperature_check_decides_nothing():
    found = judged("temperature_check", [2, -1, -1])
    assert found.verdicts[PLAN].outcome == "advisory"
    assert found.verdicts[PLAN].counts == {
        "plus_2": 1, "plus_1": 0, "zero": 0, "minus_1": 2, "minus_2": 0
    }  # fmt: skip


# --- quorum and what is judged --------------------------------------------------


def test_below_its_quorum_a_round_has_no_yes_or_no():
    half = Terms(quorum=Share(parts=1, whole=2))
    assert outcome("simple_majority", [1, 1], stayed_away=3, terms=half) == "inquorate"
    assert outcome("simple_majority", [1, 1, 1], stayed_away=3, terms=half) == "carried"


def test_a_round_that_asks_for_no_quorum_has_none():
    found = judged("simple_majority", [1], stayed_away=40)
    assert found.quorum is None
    assert found.verdicts[PLAN].outcome == "carried"


def test_the_quorum_of_an_odd_number_is_rounded_up():
    assert Share(parts=1, whole=2).of(5) == 3


@pytest.mark.parametrize(("parts", "whole"), [(0, 2), (3, 2), (-1, 2)])
def test_a_share_is_over_none_and_at_most_all(parts, whole):
    with pytest.raises(ValueError, match="no share"):
        Share(parts=parts, whole=whole)


def test_each_proposal_is_judged_by_itself():
    found = judge(
        "simple_majority", {"a": {"x": 1, "y": -1}, "b": {"x": 1}}, ["x", "y"], {"a", "b"}
    )
    assert [found.verdicts[each].outcome for each in ("x", "y")] == ["carried", "not_carried"]


@pytest.mark.parametrize("rule", sorted(MARKS))
def test_a_mark_the_rule_does_not_know_is_refused(rule):
    with pytest.raises(ValueError, match="not a mark"):
        judged(rule, [9])


def test_a_ballot_by_somebody_who_could_not_vote_is_refused():
    with pytest.raises(ValueError, match="could not vote"):
        judge("consent", {"stranger": {PLAN: 1}}, [PLAN], {"member"})


def test_every_rule_has_a_version_and_says_which():
    for rule, version in VERSIONS.items():
        found = judged(rule, [])
        assert (found.rule, found.version) == (rule, version)


@given(st.sampled_from(sorted(MARKS)), st.data())
def test_a_proposal_carries_only_if_every_clause_holds(rule, data):
    marks = data.draw(st.lists(st.sampled_from(sorted(MARKS[rule])), max_size=9))
    verdict = judged(rule, marks, stayed_away=data.draw(st.integers(0, 3))).verdicts[PLAN]
    assert sum(verdict.counts.values()) == len(marks)
    if verdict.outcome == "carried":
        assert all(clause.holds for clause in verdict.clauses)


@given(st.lists(st.sampled_from((-1, 0, 1)), max_size=12))
def test_changing_a_no_to_a_yes_never_turns_a_majority_down(marks):
    order = ["not_carried", "tied", "carried"]
    for rule in ("simple_majority", "absolute_majority", "super_majority", "unanimity"):
        for place, mark in enumerate(marks):
            if mark == -1:
                better = [*marks[:place], 1, *marks[place + 1 :]]
                assert order.index(outcome(rule, better)) >= order.index(outcome(rule, marks))
