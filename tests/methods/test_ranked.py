import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.ranked import by_points, instant_runoff, pairwise
from codesign.methods.stv import elect
from codesign.methods.ties import tie_order

# Tennessee: where should the capital be?
TENNESSEE = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
# Schulze's example of 45 voters (Social Choice and Welfare 36, 2011).
SCHULZE = {
    "ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8
}  # fmt: skip
CYCLE = {"ABC": 4, "BCA": 3, "CAB": 2}
FRUIT = {
    ("orange",): 4, ("pear", "orange"): 2, ("chocolate", "strawberry"): 8,
    ("chocolate", "hamburger"): 4, ("strawberry",): 1, ("hamburger",): 1,
}  # fmt: skip
SWEETS = ("chocolate", "orange", "pear", "strawberry", "hamburger")

rankings = st.permutations("ABCD").flatmap(
    lambda order: st.integers(0, 4).map(lambda length: tuple(order[:length]))
)
elections = st.lists(rankings, max_size=14)


def ballots(groups):
    return [tuple(ranking) for ranking, number in groups.items() for _ in range(number)]


def runoff(groups, options, rule="show_tie"):
    return instant_runoff(ballots(groups), options, tie_order(rule, options))


# --- instant runoff -------------------------------------------------------------


def test_tennessee_by_instant_runoff_is_knoxville():
    counted = runoff(TENNESSEE, "MNCK")
    assert counted.winners == ("K",)
    assert [each.dropped for each in counted.rounds] == [("C",), ("N",), ()]
    assert counted.rounds[1].standing == {"M": 42, "N": 26, "K": 32}


def test_schulzes_example_by_instant_runoff_is_c_whichever_of_the_tied_drops_out():
    # Programs that drop all who share the last place together find A here.
    early = instant_runoff(ballots(SCHULZE), "ABCDE", tie_order("earliest_submitted", "ABCDE"))
    late = instant_runoff(ballots(SCHULZE), "ABCDE", tie_order("earliest_submitted", "EDCBA"))
    assert early.rounds[1].tie.among == ("B", "E")
    assert (early.rounds[1].dropped, late.rounds[1].dropped) == (("E",), ("B",))
    assert early.winners == late.winners == ("C",)


def test_a_majority_at_once_ends_the_count():
    counted = runoff({"AB": 3, "BA": 2}, "AB")
    assert counted.winners == ("A",)
    assert len(counted.rounds) == 1


def test_used_up_ballots_are_shown_and_no_longer_count():
    counted = runoff({"A": 4, "BC": 3, "C": 2}, "ABC")
    assert counted.rounds[-1].standing == {"A": 4, "B": 3}
    assert counted.rounds[-1].exhausted == 2
    assert counted.winners == ("A",)


def test_those_who_together_cannot_catch_up_drop_out_together():
    counted = runoff({"A": 5, "B": 4, "CB": 1, "DB": 1}, "ABCD")
    assert counted.rounds[0].dropped == ("C", "D")
    assert counted.winners == ("B",)


def test_a_last_place_that_matters_is_settled_by_the_declared_rule_and_says_so():
    counted = runoff({"AC": 2, "BC": 2, "CA": 3}, "ABC", "earliest_submitted")
    assert counted.rounds[0].dropped == ("B",)
    assert counted.rounds[0].tie.among == ("A", "B")
    assert counted.rounds[0].tie.first == "A"


def test_a_last_place_that_nothing_settles_ends_the_count_as_a_tie():
    counted = runoff({"AC": 2, "BC": 2, "CA": 3}, "ABC")
    assert counted.winners == ("A", "B", "C")
    assert counted.rounds[0].tie.first is None


def test_without_ballots_nobody_wins():
    assert runoff({}, "AB").winners == ()


def test_a_ballot_that_ranks_twice_is_refused():
    with pytest.raises(ValueError, match="not a ranking"):
        runoff({"AA": 1}, "AB")


@given(elections)
def test_every_ballot_stands_somewhere_in_every_round(cast):
    counted = instant_runoff(cast, "ABCD", tie_order("lot", "ABCD", seed=b"s"))
    for each in counted.rounds:
        assert sum(each.standing.values()) + each.exhausted == counted.cast


@given(elections)
def test_under_a_rule_that_settles_ties_one_option_wins(cast):
    counted = instant_runoff(cast, "ABCD", tie_order("earliest_submitted", "ABCD"))
    assert len(counted.winners) == (1 if counted.cast else 0)


# --- one against one ------------------------------------------------------------


def test_tennessee_one_against_one_is_nashville():
    found = pairwise(ballots(TENNESSEE), "MNCK")
    assert found.condorcet == "N"
    assert found.smith == ("N",)
    assert found.schulze == ("N",)
    assert found.borda == {"N": 194, "C": 173, "M": 126, "K": 107}


def test_schulzes_example_has_no_condorcet_winner_and_e_by_strongest_paths():
    found = pairwise(ballots(SCHULZE), "ABCDE")
    assert found.condorcet is None
    assert found.schulze == ("E",)
    assert found.pairs["A"] == {"B": 20, "C": 26, "D": 30, "E": 22}
    assert (found.pairs["B"]["D"], found.pairs["C"]["B"], found.pairs["D"]["C"]) == (33, 29, 28)
    assert (found.pairs["E"]["B"], found.pairs["E"]["D"]) == (27, 31)


def test_a_cycle_has_a_smith_set_of_all_and_a_by_strongest_paths():
    found = pairwise(ballots(CYCLE), "ABC")
    assert found.condorcet is None
    assert found.smith == ("A", "B", "C")
    assert found.schulze == ("A",)
    assert by_points(found.borda)[0] == ("A", "B")
    assert runoff(CYCLE, "ABC").winners == ("A",)


def test_what_is_not_ranked_is_beaten_by_what_is_and_by_nothing_else():
    found = pairwise([("A",)], "ABC")
    assert found.pairs == {
        "A": {"B": 1, "C": 1}, "B": {"A": 0, "C": 0}, "C": {"A": 0, "B": 0}
    }  # fmt: skip


@given(elections)
def test_a_condorcet_winner_wins_by_strongest_paths_and_alone(cast):
    found = pairwise(cast, "ABCD")
    if found.condorcet is not None:
        assert found.schulze == (found.condorcet,) == found.smith


@given(elections)
def test_strongest_paths_name_somebody_of_the_smith_set(cast):
    found = pairwise(cast, "ABCD")
    assert found.schulze
    assert set(found.schulze) <= set(found.smith)


# --- several seats --------------------------------------------------------------


def test_three_seats_for_sweets_and_fruit():
    counted = elect(ballots(FRUIT), SWEETS, 3, tie_order("show_tie", SWEETS))
    assert counted.quota == 6
    assert counted.elected == ("chocolate", "orange", "strawberry")
    assert counted.stages[1].standing["strawberry"] == 5


def test_a_tie_that_nothing_settles_leaves_the_seat_open_and_says_between_whom():
    counted = elect([("A",), ("B",)], "AB", 1, tie_order("show_tie", "AB"))
    assert counted.elected == ()
    assert counted.undecided == ("A", "B")


@given(elections, st.integers(1, 4))
def test_no_weight_is_won_or_lost_beyond_the_quotas_of_the_elected(cast, seats):
    counted = elect(cast, "ABCD", seats, tie_order("earliest_submitted", "ABCD"))
    kept = 0
    for stage in counted.stages:
        assert sum(stage.standing.values()) + stage.exhausted + kept == counted.cast
        kept += sum(min(stage.standing[each], counted.quota) for each in stage.elected)


@given(elections, st.integers(1, 4))
def test_under_a_rule_that_settles_ties_every_seat_is_filled(cast, seats):
    counted = elect(cast, "ABCD", seats, tie_order("earliest_submitted", "ABCD"))
    assert len(counted.elected) == seats
    assert len(set(counted.elected)) == seats
