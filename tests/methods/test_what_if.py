"""How options would stand otherwise, counted by hand."""

import pytest

from codesign.methods.counting import Votes
from codesign.methods.terms import DEFAULT_TERMS, Method
from codesign.methods.totals import Totals
from codesign.methods.what_if import is_meant, supposed


def votes(method: Method, *ballots, totals=()):
    return Votes(
        method=method,
        terms=DEFAULT_TERMS,
        options=("bus", "tram"),
        ballots={
            f"v{n}": dict(zip(("bus", "tram"), each, strict=True)) for n, each in enumerate(ballots)
        },
        roll=tuple(f"v{n}" for n in range(len(ballots))),
        totals=totals,
    )


# Three of a want the bus, two of b the tram; who passes is in neither.
AGREE = votes("agree", (1, -1), (1, -1), (1, 0), (-1, 1), (-1, 1))
ROWS = {"v0": "a", "v1": "a", "v2": "a", "v3": "b", "v4": "b"}


def test_a_group_that_is_left_out_takes_its_votes_along():
    assert supposed(AGREE, "without", ROWS, "a") == (("tram",), ("bus",))
    assert supposed(AGREE, "without", ROWS, "b") == (("bus",), ("tram",))


def test_groups_that_count_alike_have_one_voice_each():
    # Of a all are for the bus and two thirds against the tram; of b all the other way round.
    assert supposed(AGREE, "alike", ROWS) == (("tram",), ("bus",))


def test_passes_that_count_against_also_when_people_counted_them_together():
    counted = Totals(cast=9, counts={"bus": {"agree": 5, "pass": 4}, "tram": {"agree": 2}})
    of = votes("agree", (1, 1), totals=[counted])
    assert supposed(of, "passes_against") == (("tram",), ("bus",))


def test_abstentions_that_count_against_leave_fewer_in_favour():
    of = votes("simple_majority", (1, 1), (0, 1), (0, -1))
    assert supposed(of, "passes_against") == (("tram",), ("bus",))


def test_dots_as_ticks_count_people_and_not_dots():
    of = votes("dots", (5, 0), (5, 0), (0, 1), (0, 1), (0, 1))
    assert supposed(of, "as_approval") == (("tram",), ("bus",))


def test_equals_stand_together():
    assert supposed(votes("dots", (2, 1)), "as_approval") == (("bus", "tram"),)


def test_of_an_order_only_the_first_places_count():
    # The tram is everybody's second choice, and nearly nobody's first.
    of = votes("borda", (1, 2), (1, 2), (2, 1))
    assert supposed(of, "first_choices") == (("bus",), ("tram",))


@pytest.mark.parametrize("method", ["ranked_irv", "condorcet", "schulze", "borda"])
def test_a_group_that_is_left_out_takes_its_order_along(method):
    of = votes(method, (1, 2), (1, 2), (1, 2), (2, 1), (2, 1))
    assert supposed(of, "without", ROWS, "b")[0] == ("bus",)
    assert supposed(of, "without", ROWS, "a")[0] == ("tram",)


@pytest.mark.parametrize(
    ("method", "supposes"),
    [
        ("stv", "without"),
        ("stv", "first_choices"),
        ("dots", "first_choices"),
        ("budget_greedy", "without"),
        ("dots", "passes_against"),
        ("approval", "as_approval"),
    ],
)
def test_what_means_nothing_for_a_way_of_voting_is_not_supposed(method, supposes):
    assert not is_meant(method, supposes)
