import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.ballot_box import BoxedBallot, boxed, unopened
from codesign.domain.counting import uncounted
from codesign.domain.ids import SYSTEM, ReasonId
from codesign.domain.splitting import unsplit, voter_rows
from codesign.domain.totals import cast_size, turnout
from tests.given import (
    ANNA,
    BEN,
    FACILITATOR,
    HELPER,
    MAIR,
    NO,
    NOW,
    ROUND,
    ROUND_2,
    STRANGER,
    TAKING_IDEAS,
    TAKING_VOTES,
    TOTALS,
    YES,
    folded,
    given,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
)

SECRET = (*TAKING_IDEAS, round_opened(secret=True), option_added(YES), option_added(NO))
ANNA_VOTED = past_fact(e.TurnoutRecorded(round=ROUND), by=ANNA)
BEN_VOTED = past_fact(e.TurnoutRecorded(round=ROUND), by=BEN)
VOTED = (*SECRET, ANNA_VOTED, BEN_VOTED)
CLOSED = (*VOTED, e.RoundClosed(round=ROUND))
BALLOTS = ({NO: 1, YES: -1}, {YES: 1})
OPENED = e.BallotBoxOpened(round=ROUND, ballots=BALLOTS)
VOTE = c.CastBallot(round=ROUND, marks={YES: 1})


def opening(*ballots):
    return c.OpenBallotBox(round=ROUND, ballots=ballots)


def plan(**changes):
    terms = {
        "round": ROUND,
        "question": "Which ones?",
        "method": "agree",
        "options": (c.OptionPlan(option=YES, source="text", text="yes"),),
        "secret": True,
    }
    return c.OpenRound(**{**terms, **changes})


# --- opening a round ------------------------------------------------------------


def test_whether_a_round_is_secret_is_fixed_when_it_opens():
    [opened, _] = given(*TAKING_IDEAS).when(plan()).events
    assert opened.secret


def test_a_secret_round_cannot_show_how_it_stands_while_it_is_open():
    given(*TAKING_IDEAS).when(plan(tally="live")).then_rejected("secret_not_live")


def test_a_secret_round_asks_for_no_reasons_and_takes_none():
    given(*TAKING_IDEAS).when(plan(reasons="optional")).then_rejected("secret_no_reasons")
    why = c.ReasonPlan(reason=ReasonId(id_of("why")), option=YES, text="It is late")
    vote = c.CastBallot(round=ROUND, marks={YES: 1}, reasons=(why,))
    given(*SECRET).when(vote, by=ANNA).then_rejected("reasons_not_taken")


def test_asked_again_a_secret_round_is_secret():
    again = c.RerunRound(round=ROUND_2, rerun_of=ROUND)
    opened, *_ = given(*CLOSED).when(again).events
    assert opened.secret


# --- voting ---------------------------------------------------------------------


def test_the_log_tells_of_a_secret_ballot_that_it_was_cast():
    given(*SECRET).when(VOTE, by=ANNA).then(e.TurnoutRecorded(round=ROUND))


def test_the_log_tells_nothing_of_a_secret_ballot_that_was_changed():
    changed = c.CastBallot(round=ROUND, marks={YES: -1, NO: 1})
    given(*VOTED).when(changed, by=ANNA).then_nothing()


def test_an_accepted_secret_ballot_goes_into_the_box_also_when_it_was_changed():
    act = Act(by=ANNA, at=NOW)
    ballot = BoxedBallot(round=ROUND, voter=ANNA, marks={YES: 1}, options=2)
    for past in (SECRET, VOTED):
        assert boxed(given(*past).workshop, VOTE, act) == ballot


def test_a_secret_ballot_is_its_voters_whoever_types_it():
    ballot = boxed(given(*SECRET).workshop, VOTE, Act(by=HELPER, for_=MAIR, at=NOW))
    assert ballot is not None
    assert ballot.voter == MAIR


def test_marks_taken_back_are_on_no_secret_ballot():
    cast = c.CastBallot(round=ROUND, marks={YES: 1, NO: None})
    ballot = boxed(given(*SECRET).workshop, cast, Act(by=ANNA, at=NOW))
    assert ballot is not None
    assert ballot.marks == {YES: 1}


def test_no_other_ballot_and_no_other_command_goes_into_a_box():
    act = Act(by=ANNA, at=NOW)
    assert boxed(given(*TAKING_VOTES).workshop, VOTE, act) is None
    assert boxed(given(*SECRET).workshop, c.RaiseHand(participant=ANNA), act) is None


def test_an_empty_secret_ballot_is_refused_rule_v1():
    for marks in ({}, {YES: None}):
        cast = c.CastBallot(round=ROUND, marks=marks)
        given(*SECRET).when(cast, by=ANNA).then_rejected("empty_ballot")


@pytest.mark.parametrize("past", [SECRET, VOTED])
def test_a_secret_ballot_must_fit_as_any_other(past):
    cast = c.CastBallot(round=ROUND, marks={YES: 7})
    given(*past).when(cast, by=ANNA).then_rejected("bad_mark")


def test_only_those_on_the_roll_vote_in_secret():
    given(*SECRET).when(VOTE, by=FACILITATOR).then_rejected("not_on_roll")
    given(*SECRET).when(VOTE, by=STRANGER).then_rejected("no_such_participant")


def test_a_closed_secret_round_takes_no_ballot_not_even_typed_from_paper():
    given(*CLOSED).when(VOTE, by=ANNA).then_rejected("round_closed")
    late = {"by": FACILITATOR, "for_": MAIR, "via": "desk", "said_at": NOW}
    given(*CLOSED).when(VOTE, **late).then_rejected("secret_late")


def test_the_turnout_of_a_secret_round_is_known_by_channel():
    typed = past_fact(e.TurnoutRecorded(round=ROUND), by=HELPER, for_=MAIR)
    workshop = given(*VOTED, typed).workshop
    found, poll = workshop.rounds[ROUND], workshop.polls[ROUND]
    assert turnout(found, poll) == {"device": 2, "helper": 1}
    assert cast_size(found, poll) == 3


def test_an_option_stays_once_somebody_voted_in_secret_for_they_may_have_changed_to_it():
    open_options = (
        *TAKING_IDEAS,
        round_opened(secret=True, open_options=True),
        option_added(YES),
        ANNA_VOTED,
        option_added(NO),
    )
    take_off = c.WithdrawOption(round=ROUND, option=NO)
    given(*open_options).when(take_off).then_rejected("option_voted_on")


def test_a_secret_vote_has_no_split():
    result = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=1,
        roll=3,
        cast=2,
        counts={},
        ranking=(),
    )
    workshop = given(*CLOSED, OPENED, result).workshop
    assert unsplit(workshop, ROUND) == "secret"
    assert voter_rows(workshop, ROUND) == {}


# --- counts by people -------------------------------------------------------------


def totals(*voters, people=0):
    return c.RecordTotals(
        totals=TOTALS,
        round=ROUND,
        counted="paper",
        people=people or len(voters),
        cast=1,
        counts={YES: {"agree": 1}},
        voters=voters,
    )


def test_a_count_that_names_a_few_would_tell_how_they_voted():
    given(*SECRET).when(totals(ANNA)).then_rejected("secret_in_numbers")
    given(*TAKING_VOTES).when(totals(ANNA)).events  # noqa: B018 - it is taken


def test_who_voted_in_secret_is_in_no_count_by_people():
    given(*VOTED).when(totals(ANNA, MAIR)).then_rejected("voted_already")


# --- opening the box ----------------------------------------------------------------


def test_the_ballots_come_into_the_log_in_the_order_of_their_contents():
    for order in (BALLOTS, BALLOTS[::-1]):
        given(*CLOSED).when(opening(*order), by=SYSTEM).then(OPENED)


def test_marks_stand_in_the_order_of_their_options_whatever_order_they_were_made_in():
    [opened] = given(*CLOSED).when(opening({YES: -1, NO: 1}, {YES: 1}), by=SYSTEM).events
    assert [list(each) for each in opened.ballots] == [[NO, YES], [YES]]


@pytest.mark.parametrize(("ballots", "missing"), [((), 2), (BALLOTS[:1], 1)])
def test_a_box_that_misses_ballots_is_not_opened_and_that_goes_on_record_once(ballots, missing):
    found = e.BallotsFoundMissing(round=ROUND, missing=missing)
    given(*CLOSED).when(opening(*ballots), by=SYSTEM).then(found)
    given(*CLOSED, found).when(opening(*ballots), by=SYSTEM).then_nothing()


def test_a_box_that_holds_too_many_ballots_is_not_opened():
    command = opening(*BALLOTS, {YES: 1})
    given(*CLOSED).when(command, by=SYSTEM).then_rejected("too_many_ballots")


def test_a_box_whose_ballots_were_found_again_is_opened():
    missed = e.BallotsFoundMissing(round=ROUND, missing=1)
    past = (*CLOSED, missed)
    given(*past).when(opening(*BALLOTS), by=SYSTEM).then(OPENED)
    assert folded(recorded(*past)).rounds[ROUND].ballots_missing == 1
    assert folded(recorded(*past, OPENED)).rounds[ROUND].ballots_missing == 0


def test_a_box_is_opened_once():
    given(*CLOSED, OPENED).when(opening(*BALLOTS), by=SYSTEM).then_nothing()


def test_a_box_is_not_opened_while_the_round_is_open():
    given(*VOTED).when(opening(*BALLOTS), by=SYSTEM).then_nothing()


def test_only_the_server_opens_a_box():
    given(*CLOSED).when(opening(*BALLOTS)).then_rejected("role_not_allowed")


def test_the_server_owes_the_opening_and_then_the_count():
    closed = given(*CLOSED).workshop
    assert (unopened(closed), uncounted(closed)) == ([ROUND], [])
    opened = given(*CLOSED, OPENED).workshop
    assert (unopened(opened), uncounted(opened)) == ([], [ROUND])


def test_a_round_that_was_set_aside_is_opened_too_and_counts_when_it_is_restored():
    void = (*VOTED, e.RoundVoided(round=ROUND, reason="Wrong question"))
    assert unopened(given(*void).workshop) == [ROUND]
    restored = given(*void, OPENED, e.RoundRestored(round=ROUND)).workshop
    assert (unopened(restored), uncounted(restored)) == ([], [ROUND])


def test_a_count_rests_on_the_opened_box():
    workshop = given(*CLOSED, OPENED).workshop
    assert workshop.rounds[ROUND].last_seq == workshop.seq
    assert list(workshop.polls[ROUND].on_record.values()) == list(BALLOTS)
    assert workshop.polls[ROUND].tallies == {YES: {-1: 1, 1: 1}, NO: {1: 1}}


def test_before_the_box_is_opened_there_is_nothing_to_count():
    assert given(*CLOSED).workshop.polls[ROUND].on_record == {}
