"""What people counted: never more than so many people could give, and added exactly."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.methods.tally import VERSIONS, VERSIONS_WITH_TOTALS, Simple, count
from codesign.methods.totals import Totals, possible

METHODS: tuple[Simple, ...] = ("agree", "dots", "approval")
OPTIONS = ("bus", "taxi", "lift")
NAMED = {
    "agree": {1: "agree", 0: "pass", -1: "disagree"},
    "dots": dict.fromkeys((1, 2), "dots"),
    "approval": {1: "approvals"},
}
DOTS, EACH = 3, 2


def ballots_of(method: Simple) -> st.SearchStrategy[list[dict[str, int]]]:
    marks = st.sampled_from(sorted(NAMED[method]))
    ballot = st.dictionaries(st.sampled_from(OPTIONS), marks, min_size=1)
    if method == "dots":
        ballot = ballot.filter(lambda each: sum(each.values()) <= DOTS)
    return st.lists(ballot, max_size=8)


def together(method: Simple, ballots: list[dict[str, int]]) -> Totals[str]:
    """What somebody would read off these ballots with no names on them."""
    counts: dict[str, Counter[str]] = {option: Counter() for option in OPTIONS}
    for ballot in ballots:
        for option, mark in ballot.items():
            counts[option][NAMED[method][mark]] += mark if method == "dots" else 1
    return Totals(cast=len(ballots), counts=counts)


@given(st.data(), st.sampled_from(METHODS))
def test_what_people_gave_is_always_possible(data, method):
    totals = together(method, data.draw(ballots_of(method)))
    assert possible(method, totals, dots=DOTS, dots_per_option=EACH)


@given(st.data(), st.sampled_from(METHODS))
def test_ballots_counted_together_and_apart_give_the_same_support(data, method):
    ballots = data.draw(ballots_of(method))
    apart = data.draw(st.integers(0, len(ballots)))
    whole = count(method, {str(n): each for n, each in enumerate(ballots)}, OPTIONS)
    parted = count(
        method,
        {str(n): each for n, each in enumerate(ballots[:apart])},
        OPTIONS,
        [together(method, ballots[apart:])],
    )
    assert parted.ranking == whole.ranking
    assert parted.cast == whole.cast
    for option, named in parted.counts.items():
        assert named.items() <= whole.counts[option].items()


@pytest.mark.parametrize("method", METHODS)
def test_a_count_with_totals_has_a_version_of_its_own_and_one_without_stays_as_it_was(method):
    nobody: Totals[str] = Totals(cast=0, counts={})
    assert count(method, {}, OPTIONS).version == VERSIONS[method]
    assert count(method, {}, OPTIONS, [nobody]).version == VERSIONS_WITH_TOTALS[method]
    assert VERSIONS[method] != VERSIONS_WITH_TOTALS[method]


def test_of_dots_counted_together_nobody_knows_from_how_many_they_came():
    alone = count("dots", {"anna": {"bus": 2}}, OPTIONS)
    found = count("dots", {"anna": {"bus": 2}}, OPTIONS, [Totals(cast=3, counts={})])
    assert alone.counts["bus"] == {"dots": 2, "voters": 1}
    assert found.counts["bus"] == {"dots": 2}


@pytest.mark.parametrize(
    ("method", "cast", "counts"),
    [
        ("agree", 2, {"bus": {"agree": 2, "disagree": 1}}),
        ("approval", 2, {"bus": {"approvals": 3}}),
        ("dots", 2, {"bus": {"dots": 5}}),
        ("dots", 2, {"bus": {"dots": 4}, "taxi": {"dots": 3}}),
        ("dots", 1, {"bus": {"dots": -1}, "taxi": {"dots": 2}}),
        ("agree", 2, {"bus": {"dots": 2}}),
        ("approval", 3, {"bus": {"approvals": 2}}),
        ("agree", -1, {}),
    ],
    ids=[
        "more hands than people",
        "more ticks than people",
        "more dots than one option may get",
        "more dots than they have",
        "less than nothing",
        "of another method",
        "somebody voted and gave nothing",
        "fewer than nobody",
    ],
)
def test_what_so_many_people_cannot_have_given_is_not_possible(method, cast, counts):
    totals = Totals(cast=cast, counts=counts)
    assert not possible(method, totals, dots=DOTS, dots_per_option=EACH)
