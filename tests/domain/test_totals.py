"""Votes that people counted: nobody twice, no more than they could give, paper into its round."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.totals import cast_size, counted_totals, roll_size, turnout
from codesign.methods.tally import count
from tests.given import (
    ANNA,
    BEN,
    CO_FACILITATOR,
    FACILITATOR,
    HELPER,
    IDEA,
    MAIR,
    MINUTE,
    NO,
    NOW,
    ROUND,
    ROUND_2,
    STAGE,
    STRANGER,
    TAKING_IDEAS,
    TAKING_VOTES,
    TOTALS,
    TOTALS_2,
    YES,
    given,
    option_added,
    past_fact,
    round_opened,
)

OPEN = (*TAKING_IDEAS, round_opened(open_roll=True), option_added(YES), option_added(NO))
DOTS = (*TAKING_IDEAS, round_opened("dots", open_roll=True, dots=3, dots_per_option=2))
BINDING = (*TAKING_IDEAS, round_opened(binding=True), option_added(YES), option_added(NO))
CLOSED = past_fact(e.RoundClosed(round=ROUND), at=NOW + 10 * MINUTE)
RESULT = e.ResultPublished(
    round=ROUND,
    algorithm="agree",
    version=1,
    first=1,
    last=len(TAKING_VOTES) + 1,
    roll=3,
    cast=0,
    counts={},
    ranking=(),
)
REOPENED = e.CountReopened(round=ROUND, reason="Three sheets in a bag")
LATER = NOW + 60 * MINUTE


def hands(
    *,
    totals=TOTALS,
    counted="hands",
    people=3,
    cast=3,
    counts=None,
    table="",
    voters=(),
    round_id=ROUND,
    paper=0,
):
    return c.RecordTotals(
        totals=totals,
        round=round_id,
        counted=counted,
        people=people,
        cast=cast,
        counts=counts or {YES: {"agree": cast}},
        table=table,
        voters=voters,
        paper=paper,
    )


def recorded(command, *, voters=(), people=3):
    return e.TotalsRecorded(
        totals=command.totals,
        round=command.round,
        counted=command.counted,
        table=command.table,
        voters=voters,
        people=people,
        cast=command.cast,
        counts=command.counts,
        paper=command.paper,
    )


def result_of(after):
    found, poll = after.workshop.rounds[ROUND], after.workshop.polls[ROUND]
    return count(found.method, poll.ballots, poll.options, counted_totals(found, poll))


def test_hands_of_people_nobody_listed_are_in_the_count_and_in_the_denominator():
    command = hands(people=9, cast=8, counts={YES: {"agree": 5, "disagree": 2, "pass": 1}})
    after = given(*OPEN).when(command).then(recorded(command, people=9))
    found, poll = after.workshop.rounds[ROUND], after.workshop.polls[ROUND]
    assert (cast_size(found, poll), roll_size(poll)) == (8, 3 + 9)
    assert turnout(found, poll) == {"hands": 8}
    assert result_of(after).counts[YES] == {"agree": 5, "disagree": 2, "pass": 1}


def test_hands_and_ballots_are_one_result_and_nobody_is_counted_twice():
    ballot = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    everybody_else = hands(people=2, cast=2, voters=None)
    after = (
        given(*OPEN, ballot)
        .when(everybody_else)
        .then(recorded(everybody_else, voters=(BEN, MAIR), people=2))
    )
    assert result_of(after).counts[YES]["agree"] == 3
    assert turnout(after.workshop.rounds[ROUND], after.workshop.polls[ROUND]) == {
        "device": 1,
        "hands": 2,
    }
    assert roll_size(after.workshop.polls[ROUND]) == 3
    cast = c.CastBallot(round=ROUND, marks={YES: 1})
    after.when(cast, by=BEN).then_rejected("counted_otherwise")
    after.when(cast, by=HELPER, for_=MAIR).then_rejected("counted_otherwise")
    after.when(hands(totals=TOTALS_2, people=1, cast=1, voters=(BEN,))).then_rejected(
        "voted_already"
    )


def test_who_has_voted_on_a_device_is_in_no_count():
    ballot = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    given(*OPEN, ballot).when(hands(voters=(ANNA, BEN))).then_rejected("voted_already")


def test_a_table_is_those_who_sit_there_without_a_device():
    seated = [e.ParticipantSeated(participant=each, table="3") for each in (ANNA, MAIR)]
    command = hands(counted="table", people=1, cast=1, table="3", voters=None)
    given(*OPEN, *seated).when(command, by=HELPER).then(recorded(command, voters=(MAIR,), people=1))


def test_a_count_is_corrected_by_another_under_its_id():
    first = hands(people=2, cast=2, voters=(BEN, MAIR))
    second = hands(people=1, cast=1, voters=(MAIR,))
    after = (
        given(*OPEN)
        .when(first)
        .then(recorded(first, voters=(BEN, MAIR), people=2))
        .when(second, by=HELPER)
        .then(recorded(second, voters=(MAIR,), people=1))
    )
    assert result_of(after).counts[YES]["agree"] == 1
    after.when(second).then_nothing()
    cast = c.CastBallot(round=ROUND, marks={YES: 1})
    after.when(cast, by=BEN).then(e.BallotCast(round=ROUND, marks={YES: 1}))


def test_a_count_taken_back_lets_its_people_vote_again():
    command = hands(people=2, cast=2, voters=(BEN, MAIR))
    withdrawn = e.TotalsWithdrawn(totals=TOTALS, round=ROUND, reason="Counted twice")
    withdraw = c.WithdrawTotals(totals=TOTALS, round=ROUND, reason="Counted twice")
    after = given(*OPEN, recorded(command, voters=(BEN, MAIR), people=2)).when(withdraw)
    after = after.then(withdrawn)
    assert cast_size(after.workshop.rounds[ROUND], after.workshop.polls[ROUND]) == 0
    after.when(withdraw).then_nothing()
    cast = c.CastBallot(round=ROUND, marks={YES: 1})
    after.when(cast, by=BEN).then(e.BallotCast(round=ROUND, marks={YES: 1}))
    # Recorded again, it stands again.
    after.when(command).then(recorded(command, voters=(BEN, MAIR), people=2))


@pytest.mark.parametrize(
    "command",
    [
        hands(people=3, cast=4),
        hands(people=0, cast=0),
        hands(people=3, cast=3, counts={YES: {"agree": 3, "pass": 1}}),
        hands(people=3, cast=3, counts={YES: {"dots": 3}}),
        hands(people=10**9, cast=3),
    ],
    ids=["more than people", "nobody", "more than they have", "other marks", "a town"],
)
def test_no_more_is_counted_than_that_many_people_could_give(command):
    given(*OPEN).when(command).then_rejected("bad_count")


def test_a_table_gives_at_most_the_dots_its_people_have():
    past = (*DOTS, option_added(YES), option_added(NO))
    for counts, code in (({YES: {"dots": 5}}, "bad_count"), ({YES: {"dots": 4}}, None)):
        command = hands(counted="table", people=2, cast=2, counts=counts)
        when = given(*past).when(command)
        when.then_rejected(code) if code else when.then(recorded(command, people=2))


def test_only_options_of_the_round_are_counted():
    given(*OPEN).when(hands(counts={STAGE: {"agree": 3}})).then_rejected("no_such_option")


def test_where_the_roll_is_fixed_people_are_counted_by_name():
    given(*TAKING_VOTES).when(hands()).then_rejected("only_by_name")
    named = hands(voters=(ANNA, BEN, MAIR))
    given(*TAKING_VOTES).when(named).then(recorded(named, voters=(ANNA, BEN, MAIR)))
    given(*TAKING_VOTES).when(hands(voters=(STRANGER,))).then_rejected("only_by_name")


def test_only_those_who_run_or_help_count():
    given(*OPEN).when(hands(), by=ANNA).then_rejected("role_not_allowed")


# --- a round that binds ----------------------------------------------------------------


def test_whether_a_round_binds_is_fixed_when_it_opens_and_asked_again_with_it():
    opened = c.OpenRound(
        round=ROUND,
        question="Which ones?",
        method="agree",
        options=(c.OptionPlan(option=YES, source="text", text="Yes"),),
        binding=True,
    )
    assert given(*TAKING_IDEAS).when(opened).events[0].binding
    voided = e.RoundVoided(round=ROUND, reason="x")
    again = c.RerunRound(round=ROUND_2, rerun_of=ROUND)
    assert given(*BINDING, voided).when(again).events[0].binding
    assert not given(*TAKING_VOTES, voided).when(again).events[0].binding


def test_totals_of_a_table_are_not_for_a_round_that_binds():
    table = hands(counted="table", voters=(MAIR,), people=1, cast=1)
    given(*BINDING).when(table).then_rejected("round_binds")


def test_in_a_round_that_binds_a_count_counts_once_a_second_person_confirmed_it():
    command = hands(voters=(ANNA, BEN, MAIR))
    confirm = c.ConfirmTotals(totals=TOTALS, round=ROUND)
    after = given(*BINDING).when(command, by=HELPER)
    after = after.then(recorded(command, voters=(ANNA, BEN, MAIR)))
    assert result_of(after).cast == 0
    after.when(c.CloseRound(round=ROUND)).then_rejected("count_unconfirmed")
    after.when(confirm, by=HELPER).then_rejected("second_person")
    after.when(confirm, by=ANNA).then_rejected("role_not_allowed")
    confirmed = after.when(confirm).then(e.TotalsConfirmed(totals=TOTALS, round=ROUND))
    assert result_of(confirmed).cast == 3
    confirmed.when(confirm, by=CO_FACILITATOR).then_nothing()
    confirmed.when(c.CloseRound(round=ROUND)).then(e.RoundClosed(round=ROUND))


def test_a_corrected_count_needs_confirming_again():
    first = recorded(hands(voters=(ANNA,)), voters=(ANNA,))
    confirmed = e.TotalsConfirmed(totals=TOTALS, round=ROUND)
    corrected = hands(people=1, cast=1, voters=(BEN,))
    after = given(*BINDING, first, confirmed).when(corrected)
    after = after.then(recorded(corrected, voters=(BEN,), people=1))
    after.when(c.CloseRound(round=ROUND)).then_rejected("count_unconfirmed")


def test_an_advisory_count_needs_nobody_else():
    confirm = c.ConfirmTotals(totals=TOTALS, round=ROUND)
    given(*OPEN, recorded(hands())).when(confirm, by=HELPER).then_nothing()


# --- late paper ------------------------------------------------------------------------


def test_a_paper_ballot_goes_into_its_closed_round_until_it_is_counted():
    cast = c.CastBallot(round=ROUND, marks={YES: 1})
    late = {"by": HELPER, "for_": MAIR, "at": LATER, "via": "desk"}
    closed = (*TAKING_VOTES, CLOSED)
    after = given(*closed).when(cast, **late, said_at=NOW + MINUTE)
    after = after.then(e.BallotCast(round=ROUND, marks={YES: 1}))
    found, poll = after.workshop.rounds[ROUND], after.workshop.polls[ROUND]
    assert turnout(found, poll) == {"paper": 1}
    assert found.last_seq == after.workshop.seq
    given(*closed).when(cast, **late).then_rejected("round_closed")
    given(*closed).when(cast, **late, said_at=NOW + 11 * MINUTE).then_rejected("not_at_that_time")
    given(*closed).when(cast, **late, said_at=NOW - 1).then_rejected("not_at_that_time")
    given(*closed, RESULT).when(cast, **late, said_at=NOW).then_rejected("round_counted")
    given(*closed).when(cast, by=ANNA, at=LATER, via="desk", said_at=NOW).then_rejected(
        "round_closed"
    )


def test_a_count_that_late_paper_overtook_is_not_published():
    ballot = past_fact(
        e.BallotCast(round=ROUND, marks={YES: 1}), by=HELPER, for_=MAIR, said_at=NOW, at=LATER
    )
    publish = c.PublishResult(**{name: getattr(RESULT, name) for name in RESULT.__slots__})
    given(*TAKING_VOTES, CLOSED).when(publish, by="system").then(RESULT)
    given(*TAKING_VOTES, CLOSED, ballot).when(publish, by="system").then_nothing()


def test_after_counting_paper_needs_the_count_reopened_for_a_reason():
    counted = (*TAKING_VOTES, CLOSED, RESULT)
    reopen = c.ReopenCount(round=ROUND, reason="Three sheets in a bag")
    given(*counted).when(reopen, by=HELPER).then_rejected("role_not_allowed")
    given(*TAKING_VOTES).when(reopen).then_rejected("result_not_ready")
    given(*counted).when(c.ReopenCount(round=ROUND, reason=" ")).then_rejected("empty_text")
    after = given(*counted).when(reopen).then(REOPENED)
    after.when(reopen).then_nothing()
    found = after.workshop.rounds[ROUND]
    assert found.result is None
    assert not found.open
    assert not found.owes_count
    paper = hands(counted="paper", people=1, cast=1, voters=(MAIR,))
    after.when(c.CastBallot(round=ROUND, marks={YES: 1}), by=ANNA).then_rejected("round_closed")
    after.when(paper, at=LATER).then_rejected("round_closed")
    typed = after.when(paper, at=LATER, via="desk", said_at=NOW)
    typed = typed.then(recorded(paper, voters=(MAIR,), people=1))
    closed = typed.when(c.CloseRound(round=ROUND), at=LATER).then(e.RoundClosed(round=ROUND))
    found = closed.workshop.rounds[ROUND]
    assert found.owes_count
    assert found.closed_at == NOW + 10 * MINUTE
    assert found.recount_reason == "Three sheets in a bag"


def test_a_counted_round_is_not_changed_by_taking_a_count_back():
    past = (*TAKING_VOTES, recorded(hands(voters=(ANNA,)), voters=(ANNA,)), CLOSED)
    counted = e.ResultPublished(
        **{name: getattr(RESULT, name) for name in RESULT.__slots__ if name != "last"},
        last=len(past),
    )
    withdraw = c.WithdrawTotals(totals=TOTALS, round=ROUND, reason="x")
    given(*past, counted).when(withdraw).then_rejected("round_counted")


def test_a_round_set_aside_takes_no_paper():
    voided = e.RoundVoided(round=ROUND, reason="x")
    late = {"at": LATER, "via": "desk", "said_at": NOW}
    given(*OPEN, voided).when(hands(), **late).then_rejected("round_void")
    reopen = c.ReopenCount(round=ROUND, reason="x")
    given(*OPEN, CLOSED, voided).when(reopen).then_rejected("round_void")


def test_an_idea_on_paper_goes_into_its_closed_stage():
    closed = past_fact(e.StageClosed(stage=STAGE), at=NOW + 10 * MINUTE)
    submit = c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus")
    late = {"by": FACILITATOR, "for_": MAIR, "at": LATER}
    after = given(*TAKING_IDEAS, closed).when(submit, **late, via="desk", said_at=NOW + MINUTE)
    after.then(e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus"))
    given(*TAKING_IDEAS, closed).when(submit, **late, via="desk").then_rejected("stage_closed")
    given(*TAKING_IDEAS, closed).when(
        submit, **late, via="desk", said_at=NOW + 11 * MINUTE
    ).then_rejected("not_at_that_time")
    given(*TAKING_IDEAS, closed).when(
        submit, by=ANNA, at=LATER, via="import", said_at=NOW
    ).then_rejected("stage_closed")


def test_reasons_and_tables_of_a_count_go_with_the_words_of_its_round():
    command = hands(counted="table", table="By the window")
    withdrawn = e.TotalsWithdrawn(totals=TOTALS, round=ROUND, reason="Named a neighbour")
    redacted = e.ContributionRedacted(kind="round", id=ROUND, reason="x", text="[removed]")
    workshop = given(*OPEN, recorded(command), withdrawn, CLOSED, RESULT, REOPENED, redacted)
    workshop = workshop.workshop
    assert workshop.rounds[ROUND].recount_reason == ""
    (totals,) = workshop.polls[ROUND].totals.values()
    assert (totals.table, totals.withdrawn_reason) == ("", "")


def sheet(number, totals=TOTALS, **more):
    return hands(totals=totals, counted="paper", people=1, cast=1, paper=number, **more)


def test_a_voting_sheet_is_typed_in_once():
    first = sheet(17)
    after = given(*OPEN).when(first, by=HELPER).then(recorded(first, people=1))
    after.when(sheet(17, TOTALS_2)).then_rejected("paper_counted")
    other = sheet(18, TOTALS_2)
    both = after.when(other).then(recorded(other, people=1))
    assert result_of(both).counts[YES]["agree"] == 2


def test_a_voting_sheet_is_corrected_under_its_own_number():
    first, second = sheet(17), sheet(17, counts={NO: {"agree": 1}})
    after = given(*OPEN).when(first).then(recorded(first, people=1))
    corrected = after.when(second).then(recorded(second, people=1))
    assert result_of(corrected).counts[YES] == {"agree": 0, "disagree": 0, "pass": 0}


def test_a_voting_sheet_taken_back_may_be_typed_in_again():
    first, again = sheet(17), sheet(17, TOTALS_2)
    withdrawn = c.WithdrawTotals(totals=TOTALS, round=ROUND, reason="The wrong pile")
    after = given(*OPEN).when(first).then(recorded(first, people=1))
    back = after.when(withdrawn).then(
        e.TotalsWithdrawn(totals=TOTALS, round=ROUND, reason="The wrong pile")
    )
    back.when(again).then(recorded(again, people=1))


@pytest.mark.parametrize(
    "wrong",
    [
        hands(counted="paper", people=2, cast=2, paper=17),
        hands(counted="hands", people=1, cast=1, paper=17),
        hands(counted="paper", people=1, cast=1, paper=-1),
        hands(counted="paper", people=1, cast=1, paper=10_000),
    ],
)
def test_a_number_stands_on_the_sheet_of_one_person(wrong):
    given(*OPEN).when(wrong).then_rejected("bad_count")
