"""SPEC.md V11: what becomes of a worry: withdrawn, integrated, or not upheld by the others."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.counting import publication, uncounted, votes
from codesign.domain.ids import SYSTEM, OptionId, ReasonId
from codesign.methods.counting import count
from codesign.methods.terms import Share, Terms
from codesign.projections.board import rendered
from tests.given import (
    ANNA,
    BEN,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    MAIR,
    NO,
    ROUND,
    ROUND_2,
    YES,
    folded,
    given,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
)

REASON, REASON_2 = ReasonId(id_of("reason")), ReasonId(id_of("reason_2"))
BETTER = OptionId(id_of("better"))
ROLL = (ANNA, BEN, MAIR)


def objected(voter=ANNA, reason=REASON, option=YES):
    return (
        past_fact(e.BallotCast(round=ROUND, marks={option: -1}), by=voter),
        past_fact(e.ReasonGiven(reason=reason, round=ROUND, option=option, text="Why?"), by=voter),
    )


def content(*voters):
    return tuple(past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=each) for each in voters)


def voted(round_id, mark, *voters):
    cast = e.BallotCast(round=round_id, marks={YES: mark})
    return tuple(past_fact(cast, by=each) for each in voters)


def counted(*past, round_id=ROUND):
    """The past with what the server publishes of a round that is closed."""
    workshop = folded(recorded(*past))
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    command = publication(found, poll, count(votes(found, poll, bytes(32))))
    published = given(*past).when(command, by=SYSTEM).events
    return (*past, *published)


def outcome(past, round_id=ROUND):
    result = folded(recorded(*past)).rounds[round_id].result
    return result.explanation["verdicts"][YES]["outcome"]


def consent(*, tally="at_close", **terms):
    opened = round_opened("consent", tally=tally, named_roll=True, terms=Terms(**terms))
    stage = (stage_added(), stage_opened())
    return (*EVERYBODY, *stage, replace(opened, reasons="required"), option_added(YES))


CAST = (*consent(), *objected(), *content(BEN, MAIR))
HIDDEN = (*consent(tally="at_reveal"), *objected(), *content(BEN, MAIR))
CLOSED = counted(*CAST, e.RoundClosed(round=ROUND))
WITHDRAWN = e.WorryWithdrawn(reason=REASON, round=ROUND)
PUT = c.PutWorry(round=ROUND_2, reason=REASON, question="Go on all the same?")
ASKED = (
    *CLOSED,
    replace(
        round_opened("simple_majority", round_id=ROUND_2, roll=(BEN, MAIR), named_roll=True),
        question="Go on all the same?",
        worry=REASON,
    ),
    option_added(YES, round_id=ROUND_2),
)
NOT_UPHELD = e.WorryNotUpheld(reason=REASON, round=ROUND, answered_in=ROUND_2)
REOPENED = e.WorryReopened(reason=REASON, round=ROUND)
CLOSED_2 = e.RoundClosed(round=ROUND_2)
GONE_ON = counted(*ASKED, *voted(ROUND_2, 1, BEN, MAIR), CLOSED_2, round_id=ROUND_2)
OTHER_WORDS = c.RerunRound(
    round=ROUND_2,
    rerun_of=ROUND,
    rewordings=(c.Rewording(of=YES, option=BETTER, text="A bus at ten"),),
    integrates=(REASON,),
)
INTEGRATED = e.WorryIntegrated(reason=REASON, round=ROUND, answered_in=ROUND_2)


def reworded():
    return (*CLOSED, *given(*CLOSED).when(OTHER_WORDS).events)


def told(*past, view="participant"):
    records = rendered(folded(recorded(*past)), view).records["reasons"]
    return records[REASON]["answer"], records[REASON]["answered_in"]


# --- open ---------------------------------------------------------------------------


def test_a_proposal_with_an_open_worry_is_not_carried_and_the_worry_is_told():
    assert outcome(CLOSED) == "not_carried"
    assert told(*CLOSED) == (None, None)


# --- withdrawn ----------------------------------------------------------------------


def test_who_raised_a_worry_takes_it_back_and_the_vote_is_counted_again():
    given(*CLOSED).when(c.WithdrawWorry(reason=REASON), by=ANNA).then(WITHDRAWN)
    past = (*CLOSED, WITHDRAWN)
    assert uncounted(folded(recorded(*past))) == [ROUND]
    again = counted(*past)
    assert outcome(again) == "carried"
    assert told(*again) == ("withdrawn", None)
    assert again[-1].counts[YES] == {"consent": 2, "object": 1}


def test_nobody_takes_back_a_worry_of_somebody_else():
    command = c.WithdrawWorry(reason=REASON)
    for other in (BEN, FACILITATOR):
        given(*CLOSED).when(command, by=other).then_rejected("not_yours")


def test_a_helper_takes_it_back_for_whom_they_help():
    past = counted(*consent(), *objected(MAIR), *content(ANNA, BEN), e.RoundClosed(round=ROUND))
    command = c.WithdrawWorry(reason=REASON)
    given(*past).when(command, by=HELPER, for_=MAIR).then(WITHDRAWN)


def test_taking_it_back_twice_changes_nothing():
    command = c.WithdrawWorry(reason=REASON)
    given(*CLOSED, WITHDRAWN).when(command, by=ANNA).then_nothing()


def test_with_two_worries_one_taken_back_leaves_the_proposal_stopped():
    past = (*consent(), *objected(), *objected(BEN, REASON_2), *content(MAIR))
    closed = counted(*past, e.RoundClosed(round=ROUND))
    assert outcome(counted(*closed, WITHDRAWN)) == "not_carried"
    both = (*closed, WITHDRAWN, e.WorryWithdrawn(reason=REASON_2, round=ROUND))
    assert outcome(counted(*both)) == "carried"


def test_a_count_from_before_it_was_taken_back_is_not_taken():
    stale = CLOSED[-1]
    command = c.PublishResult(**{name: getattr(stale, name) for name in stale.__slots__})
    given(*CLOSED, WITHDRAWN).when(command, by=SYSTEM).then_nothing()


@pytest.mark.parametrize(
    ("past", "reason", "code"),
    [
        (CLOSED, REASON_2, "no_such_reason"),
        (CAST, REASON, "round_open"),
        ((*CLOSED, e.RoundVoided(round=ROUND, reason="Wrong")), REASON, "round_void"),
        ((*CLOSED, e.WorkshopClosed()), REASON, "workshop_closed"),
        (reworded(), REASON, "worry_answered"),
        (GONE_ON, REASON, "worry_answered"),
        (
            counted(
                *consent(),
                *content(ANNA),
                past_fact(
                    e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text="Fine"), by=ANNA
                ),
                e.RoundClosed(round=ROUND),
            ),
            REASON,
            "no_worry",
        ),
    ],
    ids=["none", "open", "set aside", "over", "integrated", "not upheld", "consent"],
)
def test_what_is_no_open_worry_is_refused(past, reason, code):
    given(*past).when(c.WithdrawWorry(reason=reason), by=ANNA).then_rejected(code)


# --- not upheld ---------------------------------------------------------------------


def test_the_others_are_asked_in_a_round_of_their_own_about_the_same_proposal():
    found = given(*CLOSED).when(PUT)
    opened, put = found.events
    assert (opened.worry, opened.method, opened.roll) == (
        REASON,
        "simple_majority",
        (BEN, MAIR),
    )
    assert (put.option, put.text) == (YES, folded(recorded(*CLOSED)).polls[ROUND].options[YES].text)


def test_it_asks_as_many_to_vote_as_the_round_it_is_about():
    quorum = Share(parts=1, whole=2)
    past = counted(*consent(quorum=quorum), *CAST[len(consent()) :], e.RoundClosed(round=ROUND))
    assert given(*past).when(PUT).events[0].terms == Terms(quorum=quorum)


def test_more_yes_than_no_lets_it_go_and_the_round_it_is_about_is_counted_again():
    assert GONE_ON[-1] == NOT_UPHELD
    assert uncounted(folded(recorded(*GONE_ON))) == [ROUND]
    again = counted(*GONE_ON)
    assert outcome(again) == "carried"
    assert told(*again) == ("not_upheld", ROUND_2)


NO_OF_BEN = voted(ROUND_2, -1, BEN)


@pytest.mark.parametrize("cast", [(), NO_OF_BEN, (*NO_OF_BEN, *voted(ROUND_2, 1, MAIR))])
def test_without_more_yes_than_no_it_stays_open(cast):
    past = counted(*ASKED, *cast, e.RoundClosed(round=ROUND_2), round_id=ROUND_2)
    assert told(*past) == (None, None)
    assert outcome(past) == "not_carried"
    assert given(*past).when(replace(PUT, round=OptionId(id_of("again")))).events


def test_whose_worry_it_is_has_no_vote_on_it_not_even_when_asked_again():
    cast = c.CastBallot(round=ROUND_2, marks={YES: 1})
    given(*ASKED).when(cast, by=ANNA).then_rejected("not_on_roll")
    past = counted(*ASKED, e.RoundClosed(round=ROUND_2), round_id=ROUND_2)
    again = c.RerunRound(round=OptionId(id_of("again")), rerun_of=ROUND_2)
    opened = given(*past).when(again).events[0]
    assert (opened.roll, opened.worry) == ((BEN, MAIR), REASON)


def test_set_aside_the_vote_of_the_others_lets_the_worry_stand_again_until_it_is_restored():
    past = counted(*GONE_ON)
    void = c.VoidRound(round=ROUND_2, reason="Somebody was missing")
    voided = e.RoundVoided(round=ROUND_2, reason="Somebody was missing")
    given(*past).when(void).then(voided, REOPENED)
    reopened = counted(*past, voided, REOPENED)
    assert outcome(reopened) == "not_carried"
    restored = c.RestoreRound(round=ROUND_2)
    given(*reopened).when(restored).then(e.RoundRestored(round=ROUND_2), NOT_UPHELD)


def test_late_paper_may_turn_the_vote_of_the_others_round():
    reopen = c.ReopenCount(round=ROUND_2, reason="A sheet")
    opened = e.CountReopened(round=ROUND_2, reason="A sheet")
    past = counted(*GONE_ON)
    given(*past).when(reopen).then(opened, REOPENED)


@pytest.mark.parametrize(
    ("past", "code"),
    [
        (ASKED, "worry_being_voted"),
        (CAST, "round_open"),
        ((*CAST, e.RoundClosed(round=ROUND)), "result_not_shown"),
        (counted(*HIDDEN, e.RoundClosed(round=ROUND)), "result_not_shown"),
    ],
    ids=["asked already", "open", "not counted", "not shown"],
)
def test_the_others_are_asked_once_at_a_time_and_only_about_what_they_can_read(past, code):
    command = replace(PUT, round=OptionId(id_of("other_round")))
    given(*past).when(command).then_rejected(code)


def test_where_there_are_no_others_nobody_is_asked():
    alone = replace(round_opened("consent", roll=(ANNA,), named_roll=True), reasons="required")
    past = (*EVERYBODY, stage_added(), stage_opened(), alone, option_added(YES), *objected())
    closed = counted(*past, e.RoundClosed(round=ROUND))
    given(*closed).when(PUT).then_rejected("nobody_else")


def test_only_who_runs_the_workshop_asks_the_others():
    given(*CLOSED).when(PUT, by=BEN).then_rejected("role_not_allowed")


# --- integrated ---------------------------------------------------------------------


def test_a_new_wording_that_answers_it_is_asked_about_in_a_new_round():
    opened, put, integrated = given(*CLOSED).when(OTHER_WORDS).events
    assert (opened.rerun_of, opened.method, opened.reasons) == (ROUND, "consent", "required")
    assert (put.option, put.text, put.reworded_from) == (BETTER, "A bus at ten", YES)
    assert integrated == INTEGRATED


def test_the_round_it_was_raised_in_keeps_its_result_and_tells_what_became_of_it():
    past = reworded()
    assert outcome(past) == "not_carried"
    assert told(*past) == ("integrated", ROUND_2)


def test_set_aside_the_new_round_lets_the_worry_stand_again_until_it_is_restored():
    past = reworded()
    void = c.VoidRound(round=ROUND_2, reason="Wrong words")
    voided = e.RoundVoided(round=ROUND_2, reason="Wrong words")
    given(*past).when(void).then(voided, REOPENED)
    restore = c.RestoreRound(round=ROUND_2)
    restored = e.RoundRestored(round=ROUND_2)
    given(*past, voided, REOPENED).when(restore).then(restored, INTEGRATED)


def test_taken_back_by_who_raised_it_meanwhile_it_stays_taken_back():
    voided = e.RoundVoided(round=ROUND_2, reason="Wrong words")
    past = (*reworded(), voided, REOPENED, WITHDRAWN)
    restored = e.RoundRestored(round=ROUND_2)
    given(*past).when(c.RestoreRound(round=ROUND_2)).then(restored)


def test_a_recount_of_the_new_round_leaves_what_its_words_answer():
    past = (*reworded(), e.RoundClosed(round=ROUND_2))
    workshop = folded(recorded(*past))
    found, poll = workshop.rounds[ROUND_2], workshop.polls[ROUND_2]
    command = publication(found, poll, count(votes(found, poll, bytes(32))))
    published = given(*past).when(command, by=SYSTEM).events
    assert [type(each) for each in published] == [e.ResultPublished]
    reopen = c.ReopenCount(round=ROUND_2, reason="A sheet")
    assert len(given(*past, *published).when(reopen).events) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rewordings": ()}, "words_unchanged"),
        ({"integrates": (REASON_2,)}, "no_such_reason"),
        ({"rewordings": (c.Rewording(of=NO, option=BETTER, text="A"),)}, "no_such_option"),
        ({"rewordings": (c.Rewording(of=YES, option=BETTER, text=" "),)}, "empty_text"),
        ({"rewordings": (c.Rewording(of=YES, option=YES, text="A bus"),)}, "id_taken"),
        ({"rewordings": (c.Rewording(of=YES, option=BETTER, text="yes"),)}, "same_words"),
    ],
)
def test_words_that_answer_nothing_are_refused(changes, code):
    given(*CLOSED).when(replace(OTHER_WORDS, **changes)).then_rejected(code)


def test_a_worry_of_another_round_is_not_answered_by_the_way():
    other = c.RerunRound(
        round=OptionId(id_of("third")),
        rerun_of=ROUND_2,
        rewordings=(c.Rewording(of=YES, option=BETTER, text="A bus at ten"),),
        integrates=(REASON,),
    )
    again = replace(round_opened("consent", round_id=ROUND_2, rerun_of=ROUND), reasons="required")
    past = (*CLOSED, again, option_added(YES, round_id=ROUND_2), e.RoundClosed(round=ROUND_2))
    given(*past).when(other).then_rejected("words_unchanged")


def test_an_ordinary_rerun_leaves_the_worry_open():
    again = given(*CLOSED).when(c.RerunRound(round=ROUND_2, rerun_of=ROUND)).events
    assert told(*CLOSED, *again) == (None, None)


def test_while_the_others_vote_on_it_no_new_wording_answers_it():
    command = replace(OTHER_WORDS, round=OptionId(id_of("third")))
    given(*ASKED).when(command).then_rejected("worry_being_voted")
