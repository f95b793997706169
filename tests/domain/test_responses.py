"""What somebody does about a theme or a decision: said after the event, and anew."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from tests.given import (
    ANNA,
    COMMISSIONER,
    DECISION,
    FACILITATOR,
    RESPONSE,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    THEME,
    THEME_2,
    given,
    id_of,
    theme_formed,
)

DECIDED = e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=None, options=())
PAST = (*TAKING_IDEAS, theme_formed(), theme_formed(THEME_2), DECIDED, e.WorkshopClosed())


def give(about="theme", key=THEME, stance="doing", **words):
    return c.GiveResponse(response=RESPONSE, about=about, id=key, stance=stance, **words)


def told(about="theme", key=THEME, stance="doing", why="", post="", by_when=""):
    return e.ResponseGiven(
        response=RESPONSE,
        about=about,
        id=key,
        organisation=None,
        stance=stance,
        why=why,
        post=post,
        by_when=by_when,
    )


@pytest.mark.parametrize("by", [FACILITATOR, COMMISSIONER])
def test_a_theme_is_answered_after_the_event(by):
    words = {"post": "Head of Transport", "by_when": "by March 2026"}
    given(*PAST).when(give(**words), by=by).then(told(**words))


def test_a_decision_is_answered():
    given(*PAST).when(give("decision", DECISION)).then(told("decision", DECISION))


def test_who_only_took_part_does_not_answer():
    given(*PAST).when(give(), by=ANNA).then_rejected("role_not_allowed")


def test_not_doing_something_needs_a_why():
    given(*PAST).when(give(stance="not_doing")).then_rejected("why_not")
    no = told(stance="not_doing", why="The road is the county's")
    given(*PAST).when(give(stance="not_doing", why="The road is the county's")).then(no)


def test_an_answer_is_said_anew_as_things_go_on():
    given(*PAST, told()).when(give(stance="done")).then(told(stance="done"))
    given(*PAST, told()).when(give()).then_nothing()


def test_an_answer_does_not_move_to_another_theme():
    given(*PAST, told()).when(give(key=THEME_2)).then_rejected("no_such_response")


def test_an_answer_is_taken_back_and_given_again():
    withdraw = c.WithdrawResponse(response=RESPONSE)
    gone = e.ResponseWithdrawn(response=RESPONSE)
    given(*PAST, told()).when(withdraw).then(gone).when(withdraw).then_nothing()
    given(*PAST, told(), gone).when(give()).then(told())


@pytest.mark.parametrize(
    ("about", "code"), [("theme", "no_such_theme"), ("decision", "no_such_decision")]
)
def test_what_is_not_there_is_not_answered(about, code):
    given(*PAST).when(give(about, id_of("nothing"))).then_rejected(code)


def test_what_a_commissioner_may_not_see_is_not_there_for_them():
    past = (*TAKING_IDEAS_OF_PARTNERS, theme_formed())
    given(*past).when(give(), by=COMMISSIONER).then_rejected("no_such_theme")
