"""From votes to a result with its explanation: exact, plain, and the same for whoever counts."""

import json
import pickle
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.ballots import Bounds, Fence, unfit
from codesign.methods.counting import Votes, count
from codesign.methods.terms import BUDGETS, RANKED, TERMS, Share, Terms

OPTIONS = ("bus", "taxi", "lift", "walk")
COSTS = {"bus": 600, "taxi": 500, "lift": 400, "walk": 100}
HALF = Share(parts=1, whole=2)
MARKS = {
    "agree": (-1, 0, 1),
    "dots": (1, 2),
    "approval": (1,),
    "temperature_check": (-2, -1, 0, 1, 2),
    "simple_majority": (-1, 0, 1),
    "absolute_majority": (-1, 0, 1),
    "super_majority": (-1, 0, 1),
    "unanimity": (-1, 0, 1),
    "consensus": (-1, 0, 1, 2),
    "consent": (-1, 1),
    "fist_to_five": (0, 1, 2, 3, 4, 5),
    "score": (0, 1, 2, 3, 4, 5),
    "quadratic": (-3, -1, 1, 2, 5),
    "budget_greedy": (1,),
    "budget_equal_shares": (1,),
}


def votes(method, *ballots, away=0, terms=None, tie="lot", **more):
    """A round in which these voted, one ballot each, and so many stayed away."""
    named = {f"voter_{n}": ballot for n, ballot in enumerate(ballots)}
    budget = Terms(amount=1_000) if method in BUDGETS else Terms()
    return Votes(
        method=method,
        terms=terms or budget,
        options=OPTIONS,
        ballots=named,
        roll=(*named, *(f"away_{n}" for n in range(away))),
        bounds=Bounds(costs=COSTS),
        tie=tie,
        seed=b"seed",
        **more,
    )


def ranking(*options):
    return {option: place for place, option in enumerate(options, start=1)}


def told(method, *ballots, **how):
    return count(votes(method, *ballots, **how)).explanation


@st.composite
def rounds(draw):
    """Whatever way of voting, with ballots that fit it."""
    method = draw(st.sampled_from(sorted(TERMS)))
    if method in RANKED:
        ballot = st.lists(st.sampled_from(OPTIONS), unique=True).map(lambda each: ranking(*each))
    else:
        ballot = st.dictionaries(st.sampled_from(OPTIONS), st.sampled_from(MARKS[method]))
    ballots = draw(st.lists(ballot, max_size=7))
    return votes(method, *ballots, away=draw(st.integers(0, 2)))


# --- whatever the way of voting -----------------------------------------------------


@given(rounds())
def test_every_ballot_made_here_fits(found):
    for ballot in found.ballots.values():
        more = {"dots": 9, "dots_per_option": 2}
        assert unfit(found.method, ballot, found.terms, found.bounds, **more) is None


@given(rounds())
def test_a_result_is_plain_data_of_whole_numbers(found):
    result = count(found)
    assert json.loads(json.dumps(result.explanation)) == result.explanation
    assert "." not in json.dumps(result.explanation)


@given(rounds(), st.randoms(use_true_random=False))
def test_it_matters_not_in_which_order_people_voted(found, random):
    shuffled = list(found.ballots.items())
    random.shuffle(shuffled)
    assert count(replace(found, ballots=dict(shuffled))) == count(found)


@given(rounds())
def test_every_option_is_counted_and_ranked_once(found):
    result = count(found)
    assert list(result.counts) == list(OPTIONS)
    assert Counter(each for equals in result.ranking for each in equals) == Counter(OPTIONS)


@given(rounds())
def test_who_wins_is_ranked_before_who_does_not(found):
    result = count(found)
    ranked = [each for equals in result.ranking for each in equals]
    winners = result.explanation["winners"]
    assert len(set(winners)) == len(winners)
    assert not set(winners) & set(result.explanation["undecided"])
    if found.method != "dots":
        beaten = [each for each in ranked if each not in winners]
        best = [each for equals in result.ranking[: len(winners)] for each in equals]
        assert set(winners) <= set(best) or not beaten


@given(rounds())
def test_votes_can_be_sent_to_another_process_and_back(found):
    assert count(pickle.loads(pickle.dumps(found))) == count(found)  # noqa: S301 - our own


# --- quorum -------------------------------------------------------------------------


def test_below_the_quorum_nothing_is_chosen_and_the_clause_says_so():
    terms = Terms(quorum=HALF, top=1)
    few = told("approval", {"bus": 1}, away=2, terms=terms)
    assert few["winners"] == []
    assert few["quorum"] == {
        "name": "quorum",
        "have": 1,
        "limit": 2,
        "bound": "at_least",
        "holds": False,
    }
    enough = told("approval", {"bus": 1}, away=1, terms=terms)
    assert enough["winners"] == ["bus"]


def test_a_round_that_asks_for_no_quorum_has_no_clause():
    assert told("approval", {"bus": 1}, away=9)["quorum"] is None


# --- decision rules -----------------------------------------------------------------


def test_a_proposal_that_carries_is_told_with_its_clauses():
    found = told("simple_majority", {"bus": 1, "taxi": -1}, {"bus": 1, "taxi": 1})
    assert found["winners"] == ["bus"]
    assert found["verdicts"]["bus"]["outcome"] == "carried"
    assert found["verdicts"]["taxi"]["outcome"] == "tied"
    assert found["verdicts"]["bus"]["clauses"] == [
        {"name": "more_yes_than_no", "have": 2, "limit": 1, "bound": "at_least", "holds": True}
    ]


def test_proposals_are_ranked_by_what_became_of_them():
    found = count(votes("simple_majority", {"bus": 1, "taxi": -1}, {"bus": 1, "taxi": 1}))
    assert found.ranking == (("bus",), ("taxi", "lift", "walk"))


# --- as many as asked for -----------------------------------------------------------


def test_without_a_number_the_most_supported_are_ranked_and_none_is_chosen():
    found = count(votes("approval", {"bus": 1}))
    assert found.ranking[0] == ("bus",)
    assert found.explanation["winners"] == []


def test_equals_at_the_last_place_are_settled_by_the_declared_rule():
    ballots = ({"bus": 1, "taxi": 1}, {"bus": 1, "lift": 1})
    cheaper = told("approval", *ballots, terms=Terms(top=2), tie="lower_cost")
    assert cheaper["winners"] == ["bus", "lift"]
    assert cheaper["ties"] == [
        {"about": "last_place", "among": ["taxi", "lift"], "rule": "lower_cost", "first": "lift"}
    ]
    shown = told("approval", *ballots, terms=Terms(top=2), tie="show_tie")
    assert (shown["winners"], shown["undecided"]) == (["bus"], ["taxi", "lift"])


def test_nobody_is_chosen_whom_nobody_supports():
    assert told("approval", {"bus": 1}, terms=Terms(top=3))["winners"] == ["bus"]


def test_the_chair_decides_only_between_whom_the_chair_put_in_order():
    ballots = ({"bus": 1}, {"taxi": 1})
    waiting = told("approval", *ballots, terms=Terms(top=1), tie="chair_casts")
    assert waiting["undecided"] == ["bus", "taxi"]
    cast = votes("approval", *ballots, terms=Terms(top=1), tie="chair_casts")
    decided = count(replace(cast, cast_by_chair=(("taxi", "bus"),))).explanation
    assert decided["winners"] == ["taxi"]


def test_a_lot_follows_from_its_seed_alone():
    cast = votes("approval", {"bus": 1}, {"taxi": 1}, {"lift": 1}, {"walk": 1}, terms=Terms(top=1))
    drawn = {tuple(count(replace(cast, seed=bytes([n]))).explanation["winners"]) for n in range(40)}
    assert len(drawn) == len(OPTIONS)
    assert count(cast) == count(cast)


# --- scores and rankings ------------------------------------------------------------


def test_a_mean_is_an_exact_fraction():
    found = told("score", {"bus": 5}, {"bus": 4}, {"bus": 1})
    assert found["scores"]["bus"] == {"mean": [10, 3], "median": [4, 1], "voters": 3}
    assert found["scores"]["walk"] == {"mean": None, "median": None, "voters": 0}


def test_instant_runoff_tells_its_rounds():
    ballots = [ranking("bus", "lift")] * 4 + [ranking("taxi")] * 3 + [ranking("lift", "taxi")] * 2
    found = count(votes("ranked_irv", *ballots))
    assert found.explanation["winners"] == ["taxi"]
    assert [each["dropped"] for each in found.explanation["rounds"]] == [["walk"], ["lift"], []]
    assert found.ranking == (("taxi",), ("bus",), ("lift",), ("walk",))


def test_without_a_condorcet_winner_the_smith_set_is_told():
    cycle = [ranking("bus", "taxi", "lift"), ranking("taxi", "lift", "bus")]
    cycle.append(ranking("lift", "bus", "taxi"))
    found = count(votes("condorcet", *cycle, tie="show_tie"))
    assert found.explanation["winners"] == []
    assert found.explanation["smith"] == found.explanation["undecided"] == ["bus", "taxi", "lift"]
    assert found.ranking == (("bus", "taxi", "lift"), ("walk",))


def test_who_is_beaten_by_nobody_is_ranked_first_by_schulze_though_another_beats_more():
    ballots = [ranking("bus", "taxi"), ranking("lift")]
    found = count(votes("schulze", *ballots, tie="lot"))
    assert found.ranking == (("bus", "lift"), ("taxi",), ("walk",))
    assert found.explanation["winners"][0] in {"bus", "lift"}


def test_transfers_are_exact():
    ballots = [ranking("bus", "taxi")] * 5 + [ranking("lift")] * 2
    found = told("stv", *ballots, terms=Terms(seats=2))
    assert found["quota"] == 3
    assert found["winners"][0] == "bus"
    assert found["stages"][1]["standing"]["taxi"] == [2, 1]


def test_exact_shares_of_a_whole_town_are_numbers_that_the_log_has_bytes_for():
    random = Random(1)
    options = tuple(f"project_{n}" for n in range(30))
    ballots = {f"voter_{n}": dict.fromkeys(random.sample(options, 6), 1) for n in range(300)}
    found = Votes(
        method="budget_equal_shares",
        terms=Terms(amount=50_000_000, completion="none"),
        options=options,
        ballots=ballots,
        roll=tuple(ballots),
        bounds=Bounds(costs={each: random.randrange(500_000, 9_000_000) for each in options}),
        tie="lower_cost",
    )
    told = count(found).explanation
    shares = [each["share"] for each in told["funded"]]
    assert any(isinstance(part, str) for share in shares for part in share)
    # Exact all the same: who could pay paid alike, and nobody paid more than there was.
    assert all(Fraction(int(over), int(under)) > 0 for over, under in shares)
    msgspec.msgpack.encode(told)


def test_nobody_wins_where_nobody_voted():
    for method in TERMS:
        assert told(method, away=3)["winners"] == [], method


# --- budgets ------------------------------------------------------------------------


def test_a_budget_tells_what_was_funded_who_paid_and_why_not():
    found = told("budget_equal_shares", {"bus": 1}, {"bus": 1}, {"taxi": 1}, {"lift": 1, "walk": 1})
    funded = {each["option"]: each for each in found["funded"]}
    assert found["spent"] <= found["amount"]
    assert {each["reason"] for each in found["not_funded"]} <= {
        "supporters_cannot_pay",
        "too_few_supporters",
    }
    assert all(each["share"] is None or len(each["share"]) == 2 for each in funded.values())


def test_what_is_kept_for_others_is_spent_on_nothing_else():
    ballots = [{"bus": 1, "taxi": 1}] * 3 + [{"walk": 1}]
    free = told("budget_greedy", *ballots, terms=Terms(amount=1_250), tie="lower_cost")
    assert free["winners"] == ["taxi", "bus", "walk"]
    cast = votes("budget_greedy", *ballots, terms=Terms(amount=1_250), tie="lower_cost")
    fence = Fence(options=frozenset({"walk", "lift"}), at_most=None, at_least=200)
    kept = count(replace(cast, bounds=Bounds(costs=COSTS, fences=[fence]))).explanation
    assert kept["winners"] == ["taxi", "walk"]
    assert {each["option"]: each["reason"] for each in kept["not_funded"]}["bus"] == (
        "kept_for_others"
    )


@given(rounds().filter(lambda found: found.method in BUDGETS), st.integers(0, 500))
def test_whatever_is_kept_for_others_is_left_or_theirs(found, least):
    fence = Fence(options=frozenset({"walk", "lift"}), at_most=None, at_least=least)
    cast = replace(found, bounds=Bounds(costs=COSTS, fences=[fence]))
    result = count(cast).explanation
    outside = sum(COSTS[each] for each in result["winners"] if each not in fence.options)
    assert not outside or outside <= found.terms.amount - least
    assert result["spent"] <= result["amount"]


def test_progress_is_told_while_shares_are_raised():
    heard = []
    ballots = [{"bus": 1}] * 3 + [{"taxi": 1}] * 2 + [{"lift": 1}] * 2
    terms = Terms(amount=1_300, unit=1)
    count(votes("budget_equal_shares", *ballots, terms=terms), lambda *each: heard.append(each))
    assert heard
    assert all(0 <= done <= of == 1_300 for done, of in heard)


PAIRED = ("borda", "condorcet", "schulze")


@pytest.mark.parametrize("method", sorted(TERMS))
def test_a_result_names_its_algorithm_and_version(method):
    found = count(votes(method))
    assert (found.algorithm, found.version) == (method, 2 if method in PAIRED else 1)
