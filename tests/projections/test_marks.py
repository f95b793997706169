from dataclasses import fields
from typing import get_args

import pytest
from hypothesis import given

from codesign.domain import events as e
from codesign.projections.about import about
from codesign.projections.confided import is_off_the_board
from codesign.projections.keys import WORKSHOP
from codesign.projections.marks import Marks
from codesign.projections.touched import touched
from tests.given import (
    ANNA,
    BEGUN,
    IDEA,
    IDEA_2,
    ROUND,
    TAKING_VOTES,
    THEME,
    folded,
    recorded,
    theme_formed,
)
from tests.replay.logs import pasts


def marks_of(*past):
    marks, log = Marks(), recorded(*past)
    for each in log:
        marks.take(folded(log), each)
    return marks


@given(pasts())
def test_a_mark_is_about_a_record_the_event_touched(log):
    for number, each in enumerate(log, 1):
        key = about(each.event)
        # The records of people on a roll, of agendas and of options stand for what they belong to.
        if key[0] not in {"rounds", "workshop", "options", "themes"} and not is_off_the_board(
            each.event
        ):
            assert key in set(touched(folded(log[:number]), each.event)) | {WORKSHOP}


@pytest.mark.parametrize("kind", get_args(e.Event), ids=lambda each: each.__name__)
def test_every_kind_of_event_is_about_a_record_that_it_names(kind):
    said = {each.name: f"the {each.name}" for each in fields(kind)}
    if kind is e.ContributionRedacted:
        said |= {"kind": "idea"}
    elif kind in {e.EntryWithdrawn, e.EntryRestored}:
        said |= {"kind": "need"}
    key = about(kind(**said))
    assert key == WORKSHOP or key[1] in said.values()


def test_what_is_about_several_is_about_the_first():
    assert about(e.JoinCodeIssued(code="x")) == WORKSHOP
    assert about(e.IdeasUngrouped(ideas=(IDEA_2, IDEA))) == ("ideas", IDEA_2)


def test_ballots_and_those_added_to_a_roll_leave_no_mark():
    cast = e.BallotCast(round=ROUND, marks={})
    added = e.VoterAdded(round=ROUND, participant=ANNA)
    marks = marks_of(*TAKING_VOTES, cast, added)
    assert marks.at(len(TAKING_VOTES)).seq == len(TAKING_VOTES)
    for seq in (len(TAKING_VOTES) + 1, len(TAKING_VOTES) + 2):
        with pytest.raises(KeyError):
            marks.at(seq)


def test_the_last_mark_about_a_thing_is_found():
    named = e.ThemeNamed(theme=THEME, title="x")
    marks = marks_of(*BEGUN, theme_formed(), named, named)
    found = marks.last(("themes", THEME), e.ThemeFormed, e.ThemeNamed)
    assert found is not None
    assert (found.seq, found.kind) == (len(BEGUN) + 3, e.ThemeNamed)
    assert marks.last(("themes", "other"), e.ThemeNamed) is None


def test_the_marks_of_an_earlier_version_end_with_it():
    marks = marks_of(*BEGUN, theme_formed()).upto(len(BEGUN))
    assert marks.at(len(BEGUN)).seq == len(BEGUN)
    assert marks.of(e.ThemeFormed) == []
