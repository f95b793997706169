from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.appraisal import Weighed, appraise, rank_frequency, rescaled, weighted

# domain.md 6.4: the illustrative fixture.
WEIGHTS = {"fast": 30, "fair": 25, "cost": 20, "doable": 15, "lasting": 10}
SECTION_75 = dict(zip(WEIGHTS, (100, 60, 50, 60, 70), strict=True))
ALLIANCE = dict(zip(WEIGHTS, (30, 80, 85, 80, 80), strict=True))
SCORES = {"o2": SECTION_75, "o3": ALLIANCE}


def weighed(weights, gates=None):
    gates = gates or {}
    return [Weighed(id=key, weight=each, gate=gates.get(key)) for key, each in weights.items()]


def results(appraised):
    return {each.option: each.result for each in appraised.standings}


def test_the_result_is_the_weighted_mean_of_the_scores():
    appraised = appraise(["o3", "o2"], weighed(WEIGHTS), SCORES)

    assert results(appraised) == {"o2": 71, "o3": 66}
    assert [each.option for each in appraised.standings] == ["o2", "o3"]
    assert appraised.winners == ("o2",)


def test_a_fifth_less_of_the_first_weight_flips_the_winner():
    appraised = appraise(["o2", "o3"], weighed(WEIGHTS), SCORES)

    (less,) = (e for e in appraised.nudged if e.criterion == "fast" and e.by == Fraction(-1, 5))
    assert less.winners == ("o3",)
    assert {each: round(float(result), 2) for each, result in less.results.items()} == {
        "o2": 68.51,
        "o3": 69.09,
    }
    assert "fast" in appraised.sensitive_to


def test_the_break_point_says_exactly_where_the_winner_changes():
    appraised = appraise(["o2", "o3"], weighed(WEIGHTS), SCORES)

    point = appraised.below["fast"]
    assert (point.at, point.ahead) == (Fraction(320, 13), ("o3",))
    assert point.moved_by(30) == Fraction(-7, 39)
    assert "fast" not in appraised.above


def test_options_with_equal_results_are_level_and_nothing_breaks():
    scores = {"a": {"x": 40, "y": 60}, "b": {"x": 60, "y": 40}}
    appraised = appraise(["a", "b"], weighed({"x": 50, "y": 50}), scores)

    assert appraised.winners == ("a", "b")
    assert (appraised.below, appraised.above) == ({}, {})


def test_below_a_gate_an_option_cannot_win():
    appraised = appraise(["o2", "o3"], weighed(WEIGHTS, {"cost": 60}), SCORES)

    assert appraised.winners == ("o3",)
    assert appraised.standings[0].barred_by == ("cost",)
    assert not appraised.below
    assert not appraised.above


def test_where_every_option_is_barred_none_wins():
    assert appraise(["o2", "o3"], weighed(WEIGHTS, {"fast": 100, "cost": 60}), SCORES).winners == ()


def test_an_option_that_is_not_scored_on_everything_has_no_result():
    appraised = appraise(["o2", "o3"], weighed(WEIGHTS), {**SCORES, "o3": {"fast": 30}})

    assert appraised.unscored == ("o3",)
    assert list(results(appraised)) == ["o2"]


def test_a_criterion_with_all_the_weight_has_no_break_point():
    appraised = appraise(["a", "b"], weighed({"x": 100}), {"a": {"x": 9}, "b": {"x": 8}})

    assert appraised.winners == ("a",)
    assert (appraised.below, appraised.above, appraised.nudged) == ({}, {}, ())
    with pytest.raises(ValueError, match="x"):
        rescaled({"x": Fraction(100)}, "x", Fraction(50))


def test_each_organisation_s_own_weights_give_each_option_its_places():
    frequency = rank_frequency(
        ["o2", "o3"],
        weighed(WEIGHTS),
        SCORES,
        [WEIGHTS, dict.fromkeys(WEIGHTS, 20), {**WEIGHTS, "fast": 40, "fair": 15}],
    )

    assert frequency == {"o2": (2, 1), "o3": (1, 2)}


def test_level_options_share_the_better_place():
    scores = {"a": {"x": 5}, "b": {"x": 5}, "c": {"x": 1}}

    frequency = rank_frequency(["a", "b", "c"], weighed({"x": 100}), scores, [{"x": 100}])

    assert frequency == {"a": (1, 0, 0), "b": (1, 0, 0), "c": (0, 0, 1)}


CRITERIA = ("p", "q", "r")


@st.composite
def appraisals(draw):
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=2, unique=True)))
    weights = dict(zip(CRITERIA, (cuts[0], cuts[1] - cuts[0], 100 - cuts[1]), strict=True))
    one = st.fixed_dictionaries({each: st.integers(0, 100) for each in CRITERIA})
    return weights, draw(st.dictionaries(st.sampled_from("abcd"), one, min_size=2))


def winners_at(weights, scores, criterion, at):
    """Say by brute force who wins when one weight is moved."""
    moved = rescaled({e: Fraction(w) for e, w in weights.items()}, criterion, at)
    sums = {option: weighted(moved, each) for option, each in scores.items()}
    return {option for option, each in sums.items() if each == max(sums.values())}


@given(appraisals())
def test_moving_a_weight_by_brute_force_changes_the_winner_at_the_break_point_and_not_before(drawn):
    weights, scores = drawn
    appraised = appraise(list(scores), weighed(weights), scores)
    if len(appraised.winners) != 1:
        return
    for criterion, weight in weights.items():
        for points, end in ((appraised.below, 0), (appraised.above, 100)):
            point = points.get(criterion)
            stop = Fraction(end) if point is None else point.at
            # Strictly between the weight and the point, nothing changes.
            for step in range(1, 20):
                at = weight + (stop - weight) * Fraction(step, 20)
                assert winners_at(weights, scores, criterion, at) == set(appraised.winners)
            if point is not None:
                level = winners_at(weights, scores, criterion, point.at)
                assert {*appraised.winners, *point.ahead} <= level
                # A hair beyond, those named lead and the winner does not.
                beyond = point.at + (end - point.at) * Fraction(1, 10**9)
                assert winners_at(weights, scores, criterion, beyond) == set(point.ahead)
