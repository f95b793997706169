from dataclasses import replace

from codesign.domain import events as e
from codesign.domain.ids import ParticipantId
from codesign.replay.recording import Recording
from tests.given import (
    BEGUN,
    NO,
    ROUND,
    STAGE,
    YES,
    id_of,
    joined,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
)
from tests.replay.logs import WORKSHOP, reader

PEOPLE = [ParticipantId(id_of(f"p{number}")) for number in range(6)]
CLOSED = e.RoundClosed(round=ROUND)
RESULT = e.ResultPublished(
    round=ROUND,
    algorithm="agree",
    version=1,
    first=1,
    last=1,
    roll=6,
    cast=6,
    counts={},
    ranking=((YES, NO),),
)
# One person after the other, each in a way of their own.
MARKS = [{YES: 1}, {NO: -1}, {YES: 0, NO: 1}, {YES: -1}, {NO: 0}, {YES: 1, NO: 1}]


def ballots(*after, voters=6, view="participant", tally="at_close", seen_by="public"):
    past = (
        *BEGUN,
        *(joined(each) for each in PEOPLE),
        replace(stage_added(), seen_by=seen_by),
        stage_opened(STAGE),
        round_opened(roll=tuple(PEOPLE), tally=tally),
        option_added(YES),
        option_added(NO),
        *(
            past_fact(e.BallotCast(round=ROUND, marks=marks), by=person)
            for person, marks in zip(PEOPLE[:voters], MARKS, strict=False)
        ),
        *after,
    )
    return Recording(reader(recorded(*past)), WORKSHOP).ballots(view)


def test_who_runs_the_workshop_has_each_ballot_with_its_voter():
    found = ballots(CLOSED, RESULT, view="facilitator").marks
    assert [(each.voter, each.option, each.mark) for each in found[:2]] == [
        (PEOPLE[0], YES, 1),
        (PEOPLE[1], NO, -1),
    ]


def test_others_have_them_by_their_contents_and_without_a_person():
    found = ballots(CLOSED, RESULT).marks
    assert {each.voter for each in found} == {"1", "2", "3", "4", "5", "6"}
    contents = {}
    for each in found:
        contents.setdefault(int(each.voter), []).append((each.option, each.mark))
    in_order = [contents[number] for number in sorted(contents)]
    assert in_order == sorted(in_order)
    assert sorted(sorted(each) for each in contents.values()) == sorted(
        sorted(each.items()) for each in MARKS
    )


def test_until_the_result_is_shown_nobody_has_any():
    for view in ("facilitator", "participant"):
        found = ballots(CLOSED, RESULT, view=view, tally="at_reveal")
        assert found.marks == ()
        assert found.withheld == {ROUND}
    assert ballots(CLOSED, RESULT).withheld == frozenset()


def test_of_a_vote_that_is_open_only_those_who_run_it_have_any():
    assert ballots(tally="live").marks == ()
    assert ballots(tally="live", view="facilitator").marks


def test_of_fewer_than_five_only_those_who_run_it_have_any():
    assert ballots(CLOSED, RESULT, voters=4).marks == ()
    assert ballots(CLOSED, RESULT, voters=4, view="facilitator").marks


def test_of_a_stage_closed_to_a_view_it_has_none():
    assert ballots(CLOSED, RESULT, seen_by="partner").marks == ()
    assert ballots(CLOSED, RESULT, seen_by="partner", view="partner").marks
