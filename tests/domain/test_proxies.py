"""SPEC.md V12: a vote for somebody who cannot be there, their own, cast by whom they named."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.ballot_box import boxed
from codesign.domain.totals import turnout
from codesign.projections.mine import mine, mine_changes
from tests.given import (
    ANNA,
    BEN,
    CHARITY,
    COMMISSIONER,
    COUNCIL,
    FACILITATOR,
    HELPER,
    MAIR,
    NO,
    NOW,
    OBSERVER,
    ROUND,
    STAGE,
    STRANGER,
    TAKING_IDEAS,
    YES,
    folded,
    given,
    joined,
    option_added,
    organisation_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
)

NAMED = e.ProxyNamed(participant=ANNA, holder=BEN)
NAMES = c.NameProxy(participant=ANNA, holder=BEN)
WITHDRAWN = e.ProxyWithdrawn(participant=ANNA, holder=BEN)
GONE = e.ParticipantLeft(participant=ANNA)
OPTIONS = (option_added(YES), option_added(NO))
OPENED = round_opened(proxies_at_most=1)
SECRET = round_opened(proxies_at_most=1, secret=True)
VOTING = (*TAKING_IDEAS, OPENED, *OPTIONS, NAMED)
CAST = c.CastBallot(round=ROUND, marks={YES: 1})
BY_BEN = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=BEN, for_=ANNA)
BY_ANNA = past_fact(e.BallotCast(round=ROUND, marks={NO: 1}), by=ANNA)
OPEN = c.OpenRound(
    round=ROUND,
    question="So?",
    method="agree",
    options=(c.OptionPlan(option=YES, source="text", text="A bus"),),
    proxies_at_most=1,
)


def named(participant, holder):
    return e.ProxyNamed(participant=participant, holder=holder)


def told(workshop, who):
    """What somebody holds of ballots and proxies, from nothing."""
    puts = (op for op in mine(workshop, [who]) if op[0] == "put")
    return {(op[1], op[2]): op[3] for op in puts if op[1] in {"ballots", "proxies"}}


# --- naming -------------------------------------------------------------------------


@pytest.mark.parametrize("by", [ANNA, FACILITATOR], ids=["oneself", "who runs it"])
def test_a_person_or_whoever_runs_the_workshop_says_who_votes_in_their_place(by):
    given(*TAKING_IDEAS).when(NAMES, by=by).then(NAMED)
    given(*TAKING_IDEAS, NAMED).when(NAMES, by=by).then_nothing()
    given(*TAKING_IDEAS, NAMED).when(c.WithdrawProxy(participant=ANNA), by=by).then(WITHDRAWN)
    given(*TAKING_IDEAS).when(c.WithdrawProxy(participant=ANNA), by=by).then_nothing()


def test_nobody_else_says_it():
    given(*TAKING_IDEAS).when(NAMES, by=BEN).then_rejected("role_not_allowed")
    given(*TAKING_IDEAS, NAMED).when(c.WithdrawProxy(participant=ANNA), by=BEN).then_rejected(
        "role_not_allowed"
    )


def test_another_one_named_takes_the_place_of_the_first():
    other = joined("cara-----------------A")
    past = (*TAKING_IDEAS, other, NAMED)
    given(*past).when(c.NameProxy(participant=ANNA, holder=other.participant), by=ANNA).then(
        WITHDRAWN, named(ANNA, other.participant)
    )


@pytest.mark.parametrize(
    ("more", "participant", "holder", "code"),
    [
        ((), ANNA, ANNA, "not_a_proxy"),
        ((), ANNA, FACILITATOR, "not_a_proxy"),
        ((), ANNA, OBSERVER, "not_a_proxy"),
        ((), ANNA, MAIR, "not_a_proxy"),
        ((e.ParticipantLeft(participant=BEN),), ANNA, BEN, "not_a_proxy"),
        ((), OBSERVER, BEN, "not_voted_for"),
        ((), FACILITATOR, BEN, "not_voted_for"),
        (
            (e.ParticipantRemoved(participant=ANNA, banned=True, reason=""),),
            ANNA,
            BEN,
            "not_voted_for",
        ),
        ((e.ParticipantErased(participant=ANNA),), ANNA, BEN, "person_erased"),
        ((named(BEN, COMMISSIONER),), ANNA, BEN, "proxy_chain"),
        ((named(MAIR, ANNA),), ANNA, BEN, "proxy_chain"),
    ],
    ids=[
        "oneself",
        "who does not vote",
        "who looks on",
        "without a device",
        "gone too",
        "for who looks on",
        "for who does not vote",
        "for who was put out for good",
        "for who was erased",
        "who passed theirs on",
        "for who votes for another",
    ],
)
def test_who_cannot_vote_for_others_and_who_cannot_be_voted_for_is_refused(
    more, participant, holder, code
):
    command = c.NameProxy(participant=participant, holder=holder)
    given(*TAKING_IDEAS, *more).when(command).then_rejected(code)


def test_who_is_only_on_the_door_list_is_voted_for_once_they_have_joined():
    listed = e.ParticipantListed(participant=STRANGER, name="Dilys", organisation=None)
    command = c.NameProxy(participant=STRANGER, holder=BEN)
    given(*TAKING_IDEAS, listed).when(command).then_rejected("not_joined_yet")
    joins = (*TAKING_IDEAS, listed, joined(STRANGER), e.ParticipantLeft(participant=STRANGER))
    given(*joins).when(command).then(e.ProxyNamed(participant=STRANGER, holder=BEN))


def test_in_an_open_vote_nobody_is_named_by_more_than_it_lets():
    past = (*TAKING_IDEAS, OPENED, *OPTIONS, named(MAIR, BEN))
    given(*past).when(NAMES, by=ANNA).then_rejected("too_many_proxies")
    wider = replace(OPENED, proxies_at_most=2)
    given(*TAKING_IDEAS, wider, *OPTIONS, named(MAIR, BEN)).when(NAMES, by=ANNA).then(NAMED)


def test_who_is_put_out_or_erased_is_voted_for_no_longer():
    given(*TAKING_IDEAS, NAMED).when(c.RemoveParticipant(participant=ANNA)).then(
        WITHDRAWN, e.ParticipantRemoved(participant=ANNA, banned=False, reason="")
    )
    erased = given(*TAKING_IDEAS, NAMED).when(c.EraseParticipant(participant=BEN))
    assert WITHDRAWN in erased.events


# --- on the roll --------------------------------------------------------------------


def test_who_is_away_is_on_the_roll_where_somebody_votes_in_their_place():
    away = (*TAKING_IDEAS, NAMED, GONE)
    assert ANNA in given(*away).when(OPEN).events[0].roll
    assert ANNA not in given(*away).when(replace(OPEN, proxies_at_most=0)).events[0].roll
    assert ANNA not in given(*TAKING_IDEAS, GONE).when(OPEN).events[0].roll
    chosen = replace(OPEN, roll=(ANNA, BEN))
    assert given(*away).when(chosen).events[0].roll == (ANNA, BEN)
    given(*TAKING_IDEAS, GONE).when(chosen).then_rejected("not_on_roll")


def test_who_is_away_comes_onto_an_open_roll_when_somebody_is_named():
    opened = replace(OPENED, roll=(BEN,), open_roll=True)
    past = (*TAKING_IDEAS, GONE, opened, *OPTIONS)
    given(*past).when(NAMES).then(NAMED, e.VoterAdded(round=ROUND, participant=ANNA))
    none = (*TAKING_IDEAS, GONE, replace(opened, proxies_at_most=0), *OPTIONS)
    given(*none).when(NAMES).then(NAMED)


def test_a_stage_that_somebody_would_not_see_keeps_them_off_its_roll_while_away():
    inside = (*TAKING_IDEAS, stage_added("partners-------------A", seen_by="partner"))
    away = (*inside, e.InterestDeclared(participant=ANNA, interest="other"), NAMED, GONE)
    opened = given(*away).when(replace(OPEN, stage="partners-------------A")).events[0]
    assert ANNA not in opened.roll
    assert BEN in opened.roll


def test_asked_again_a_vote_lets_as_many_be_voted_for():
    closed = (*VOTING, GONE, e.RoundClosed(round=ROUND))
    again = given(*closed).when(c.RerunRound(round="again----------------A", rerun_of=ROUND))
    assert again.events[0].proxies_at_most == 1
    assert ANNA in again.events[0].roll


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"proxies_at_most": 11}, "bad_proxies"),
        ({"proxies_at_most": -1}, "bad_proxies"),
        ({"electorate": "organisations"}, "mandate_instead"),
    ],
    ids=["too many", "fewer than none", "organisations"],
)
def test_what_a_vote_lets_be_cast_for_others_is_bounded(change, code):
    given(*TAKING_IDEAS).when(replace(OPEN, **change)).then_rejected(code)


# --- casting ------------------------------------------------------------------------


@pytest.mark.parametrize("away", [(), (GONE,)], ids=["here", "away"])
def test_the_ballot_is_the_absent_persons_own_and_says_how_it_came(away):
    given(*VOTING, *away).when(CAST, by=BEN, for_=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: 1})
    )
    workshop = folded(recorded(*VOTING, *away, BY_BEN))
    poll = workshop.polls[ROUND]
    assert poll.ballots == {ANNA: {YES: 1}}
    assert turnout(workshop.rounds[ROUND], poll) == {"proxy": 1}


def test_who_helps_somebody_at_a_table_does_not_become_their_proxy_by_it():
    past = (*TAKING_IDEAS, OPENED, *OPTIONS, named(MAIR, HELPER))
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=HELPER, for_=MAIR)
    workshop = folded(recorded(*past, cast))
    assert turnout(workshop.rounds[ROUND], workshop.polls[ROUND]) == {"helper": 1}


def test_nothing_but_a_ballot_is_done_in_anothers_place():
    idea = c.SubmitIdea(idea="idea-----------------A", stage=STAGE, text="A bus")
    given(*VOTING).when(idea, by=BEN, for_=ANNA).then_rejected("not_for_them")
    given(*VOTING).when(NAMES, by=BEN, for_=ANNA).then_rejected("not_for_them")
    # Nor is it on record as done for them where they could do it anyway.
    seat = c.SeatParticipant(participant=BEN, table="2")
    helping = (*TAKING_IDEAS, named(ANNA, HELPER))
    given(*helping).when(seat, by=HELPER, for_=ANNA).then_rejected("not_for_them")


BARRED = e.InterestDeclared(participant=BEN, interest="pecuniary")
NOT_MONEY = replace(OPENED, barring=("pecuniary",))


@pytest.mark.parametrize(
    ("past", "code"),
    [
        ((*TAKING_IDEAS, OPENED, *OPTIONS), "not_for_them"),
        ((*VOTING, WITHDRAWN), "not_for_them"),
        ((*TAKING_IDEAS, round_opened(), *OPTIONS, NAMED), "too_many_proxies"),
        ((*TAKING_IDEAS, replace(OPENED, roll=(ANNA,)), *OPTIONS, NAMED), "proxy_not_on_roll"),
        ((*TAKING_IDEAS, replace(OPENED, roll=(BEN,)), *OPTIONS, NAMED), "proxy_not_on_roll"),
        ((*TAKING_IDEAS, NOT_MONEY, *OPTIONS, NAMED, BARRED), "proxy_barred"),
        ((*VOTING, BY_ANNA), "voted_themselves"),
        ((*VOTING, e.RoundClosed(round=ROUND)), "round_closed"),
        ((*VOTING, e.ParticipantLeft(participant=BEN)), "role_not_allowed"),
    ],
    ids=[
        "not named",
        "withdrawn",
        "a vote without",
        "not on the roll oneself",
        "they are not on it",
        "barred by an interest",
        "they voted",
        "too late",
        "gone oneself",
    ],
)
def test_nobody_casts_for_another_where_that_is_not_theirs(past, code):
    given(*past).when(CAST, by=BEN, for_=ANNA).then_rejected(code)


def test_organisations_vote_through_their_voice_and_nobody_elses():
    spoken = (
        *TAKING_IDEAS,
        organisation_added(COUNCIL),
        organisation_added(CHARITY),
        e.OrganisationChosen(participant=ANNA, organisation=COUNCIL),
        e.OrganisationChosen(participant=BEN, organisation=CHARITY),
        e.MandateGiven(organisation=COUNCIL, participant=ANNA, capacity="officer_view"),
        e.MandateGiven(organisation=CHARITY, participant=BEN, capacity="officer_view"),
    )
    opened = replace(round_opened(roll=(ANNA, BEN)), electorate="organisations")
    past = (*spoken, opened, *OPTIONS, NAMED)
    given(*past).when(CAST, by=BEN, for_=ANNA).then_rejected("mandate_instead")
    assert ("ballots", f"{ROUND}.{ANNA}") not in told(folded(recorded(*past)), BEN)


def test_one_person_casts_for_as_many_as_the_vote_lets_also_one_after_another():
    # Anna takes it back once Ben has voted for her; his voice counted twice all the same.
    past = (*VOTING, BY_BEN, WITHDRAWN, named(MAIR, BEN))
    given(*past).when(CAST, by=BEN, for_=MAIR).then_rejected("too_many_proxies")
    given(*VOTING, BY_BEN).when(c.CastBallot(round=ROUND, marks={NO: 1}), by=BEN, for_=ANNA).then(
        e.BallotCast(round=ROUND, marks={NO: 1})
    )


def test_what_was_cast_gives_way_to_who_comes_back():
    given(*VOTING, BY_BEN).when(c.CastBallot(round=ROUND, marks={NO: 1}), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: None, NO: 1})
    )
    # Also where they say the same: from then on it is theirs.
    given(*VOTING, BY_BEN).when(CAST, by=ANNA).then(e.BallotCast(round=ROUND, marks={YES: 1}))
    own = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    workshop = folded(recorded(*VOTING, BY_BEN, own))
    assert turnout(workshop.rounds[ROUND], workshop.polls[ROUND]) == {"device": 1}
    given(*VOTING, BY_BEN, own).when(CAST, by=BEN, for_=ANNA).then_rejected("voted_themselves")


def test_withdrawn_a_ballot_that_was_cast_stands():
    workshop = folded(recorded(*VOTING, BY_BEN, WITHDRAWN))
    assert workshop.polls[ROUND].ballots == {ANNA: {YES: 1}}


def test_an_interest_declared_later_takes_out_what_was_cast_for_others():
    past = (*TAKING_IDEAS, NOT_MONEY, *OPTIONS, NAMED, BY_BEN, BARRED)
    poll = folded(recorded(*past)).polls[ROUND]
    assert list(poll.roll) == [ANNA, MAIR]
    assert (poll.ballots, poll.proxies, poll.tallies[YES]) == ({}, {}, {})


def test_a_reason_given_in_anothers_place_is_theirs():
    why = c.ReasonPlan(reason="reason---------------A", option=YES, text="It stops at night")
    opened = replace(OPENED, reasons="optional")
    past = (*TAKING_IDEAS, opened, *OPTIONS, NAMED)
    asked = given(*past).when(replace(CAST, reasons=(why,)), by=BEN, for_=ANNA)
    log = recorded(*past, *(past_fact(each, by=BEN, for_=ANNA) for each in asked.events))
    assert folded(log).reasons[why.reason].voter == ANNA


# --- in secret ----------------------------------------------------------------------

IN_SECRET = (*TAKING_IDEAS, SECRET, *OPTIONS, NAMED)
TURNED_OUT = e.TurnoutRecorded(round=ROUND)


def test_a_secret_ballot_goes_into_the_box_as_the_absent_persons():
    asked = given(*IN_SECRET).when(CAST, by=BEN, for_=ANNA)
    asked.then(TURNED_OUT)
    act = Act(by=BEN, at=NOW, for_=ANNA)
    assert boxed(folded(recorded(*IN_SECRET)), CAST, act).voter == ANNA
    once = (*IN_SECRET, past_fact(TURNED_OUT, by=BEN, for_=ANNA))
    given(*once).when(CAST, by=BEN, for_=ANNA).then_nothing()


def test_who_comes_back_to_a_secret_vote_is_on_record_as_their_own_voter():
    once = (*IN_SECRET, past_fact(TURNED_OUT, by=BEN, for_=ANNA))
    given(*once).when(CAST, by=ANNA).then(TURNED_OUT)
    own = (*once, past_fact(TURNED_OUT, by=ANNA))
    workshop = folded(recorded(*own))
    assert turnout(workshop.rounds[ROUND], workshop.polls[ROUND]) == {"device": 1}
    given(*own).when(CAST, by=BEN, for_=ANNA).then_rejected("voted_themselves")


# --- what each is told --------------------------------------------------------------


def test_both_are_told_and_who_votes_in_their_place_holds_that_ballot():
    workshop = folded(recorded(*VOTING, BY_BEN))
    key = ("ballots", f"{ROUND}.{ANNA}")
    assert told(workshop, ANNA)["proxies", ANNA] == {"holder": BEN}
    assert told(workshop, BEN)["proxies", ANNA] == {"holder": BEN}
    assert told(workshop, ANNA)[key]["cast_by"] == BEN
    held = told(workshop, BEN)[key]
    assert (held["held"], held["marks"]) == ("to_cast", {YES: 1})
    assert key not in told(workshop, COMMISSIONER)


def test_what_somebody_casts_themselves_is_never_told_to_whom_they_named():
    workshop = folded(recorded(*VOTING, BY_BEN, BY_ANNA))
    held = told(workshop, BEN)["ballots", f"{ROUND}.{ANNA}"]
    assert held == {
        "round": ROUND,
        "voter": ANNA,
        "marks": {},
        "counted": None,
        "held": "voted_themselves",
    }


def test_who_was_named_before_is_not_told_who_is_named_instead():
    log = recorded(
        *TAKING_IDEAS, NAMED, WITHDRAWN, e.ProxyNamed(participant=ANNA, holder=COMMISSIONER)
    )
    # Both come in one commit, so what is told rests on the later one already.
    told = list(mine_changes(folded(log), log[-2]))
    assert (BEN, ("remove", "proxies", ANNA)) in told
    assert (ANNA, ("put", "proxies", ANNA, {"holder": COMMISSIONER})) in told


def test_withdrawn_nothing_of_it_stays_with_whom_it_was():
    log = recorded(*VOTING, BY_BEN, WITHDRAWN)
    workshop = folded(log)
    ops = list(mine_changes(workshop, log[-1]))
    assert (BEN, ("remove", "ballots", f"{ROUND}.{ANNA}")) in ops
    assert (BEN, ("remove", "proxies", ANNA)) in ops
    assert ("ballots", f"{ROUND}.{ANNA}") not in told(workshop, BEN)
