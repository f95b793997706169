"""Simulated participants ask for what the rules allow, whatever is open."""

from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.cli.simulated import Person, idea_text, marks
from codesign.domain.commands import CastBallot, GroupIdeas, SubmitIdea
from codesign.domain.ids import OptionId, derived_id
from codesign.domain.ids import WorkshopId as Key
from codesign.methods.ballots import Bounds, unfit
from codesign.methods.terms import BUDGETS, TERMS, Method, Terms

_numbers = count()


def person(seed: int = 0) -> Person:
    return Person(
        chance=Random(seed), new_id=lambda: derived_id(Key("simulated"), "id", next(_numbers))
    )


def board(kind: str | None = None, **collections: dict[str, Any]) -> dict[str, Any]:
    live = {} if kind is None else {"s": {"kind": kind, "closed_to_you": False}}
    return {
        "workshop": {"workshop": {"live_stage": "s" if live else None}},
        "stages": live,
        **collections,
    }


def a_round(
    method: str = "agree", *, is_open: bool = True, reasons: str = "none"
) -> dict[str, Any]:
    terms = {"highest": 5, "credits": 100, "amount": 100, "ballot": "approval"}
    dots = {"dots": 5, "dots_per_option": 2}
    return {"open": is_open, "method": method, **dots, "terms": terms, "reasons": reasons}


OPTIONS = {f"r.o{n}": {"round": "r", "option": f"o{n}"} for n in range(4)}


@pytest.mark.parametrize("kind", ["needs", "ideas"])
def test_where_ideas_are_asked_for_they_write_one(kind: str) -> None:
    act = person().next_act(board(kind))

    assert isinstance(act, SubmitIdea)
    assert act.stage == "s"
    assert act.text.endswith(".")


@pytest.mark.parametrize("kind", [None, "welcome", "vote", "close"])
def test_where_there_is_nothing_to_do_they_do_nothing(kind: str | None) -> None:
    assert person().next_act(board(kind)) is None


def test_a_stage_that_is_closed_to_them_they_leave_alone() -> None:
    closed = board("ideas")
    closed["stages"]["s"]["closed_to_you"] = True

    assert person().next_act(closed) is None


def test_they_put_an_idea_that_stands_alone_under_a_theme() -> None:
    ideas = {"a": {"theme": "t"}, "b": {"theme": None}}

    first = person().next_act(board("themes", ideas=ideas))
    assert isinstance(first, GroupIdeas)
    assert (first.ideas, bool(first.title)) == (("b",), True)
    themes = {
        person(seed).next_act(board("themes", ideas=ideas, themes={"t": {}})).theme
        for seed in range(50)
    }
    assert "t" in themes
    assert len(themes) > 1
    assert person().next_act(board("themes", ideas={"a": {"theme": "t"}})) is None


def test_a_vote_comes_first_and_once() -> None:
    voter = person()
    voting = board("ideas", rounds={"r": a_round()}, options=OPTIONS)

    assert isinstance(voter.next_act(voting), CastBallot)
    assert isinstance(voter.next_act(voting), SubmitIdea)


def test_who_stops_a_proposal_says_why_where_that_is_asked_for() -> None:
    asked = board(rounds={"r": a_round("consent", reasons="required")}, options=OPTIONS)
    for seed in range(20):
        cast = person(seed).next_act(asked)
        assert isinstance(cast, CastBallot)
        stopped = {option for option, mark in cast.marks.items() if mark == -1}
        assert {each.option for each in cast.reasons} == stopped


def test_in_a_closed_vote_or_one_without_options_nobody_votes() -> None:
    assert person().next_act(board(rounds={"r": a_round(is_open=False)}, options=OPTIONS)) is None
    assert person().next_act(board(rounds={"r": a_round()})) is None


@given(st.integers(), st.sampled_from(sorted(TERMS)), st.integers(1, 30))
def test_every_ballot_fits_its_method(seed: int, method: Method, options: int) -> None:
    ballot = marks(a_round(method), [OptionId(f"o{n}") for n in range(options)], Random(seed))

    given_ = {option: mark for option, mark in ballot.items() if mark is not None}
    assert given_
    terms = Terms(amount=100) if method in BUDGETS else Terms()
    assert unfit(method, given_, terms, Bounds(), dots=5, dots_per_option=2) is None


def test_what_they_write_is_varied() -> None:
    assert len({idea_text(Random(seed)) for seed in range(200)}) > 100
