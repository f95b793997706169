"""One voice for each organisation, and whom an interest keeps from a vote."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.projections.mine import mine, mine_changes
from codesign.projections.records import participant_record
from tests.given import (
    ANNA,
    BEN,
    CHARITY,
    COUNCIL,
    FACILITATOR,
    MAIR,
    NO,
    ROUND,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    YES,
    folded,
    given,
    option_added,
    organisation_added,
    past_fact,
    recorded,
    round_opened,
)

TWO = (
    *TAKING_IDEAS,
    organisation_added(COUNCIL),
    organisation_added(CHARITY),
    e.OrganisationChosen(participant=ANNA, organisation=COUNCIL),
    e.OrganisationChosen(participant=BEN, organisation=COUNCIL),
    e.OrganisationChosen(participant=MAIR, organisation=CHARITY),
)


def mandate(participant, organisation, capacity="delegated_authority"):
    return e.MandateGiven(organisation=organisation, participant=participant, capacity=capacity)


def give(participant, organisation, capacity="delegated_authority"):
    return c.GiveMandate(organisation=organisation, participant=participant, capacity=capacity)


SPOKEN = (*TWO, mandate(ANNA, COUNCIL), mandate(MAIR, CHARITY))
OPENED = replace(round_opened("simple_majority", roll=(ANNA, MAIR)), electorate="organisations")
VOTING = (*SPOKEN, OPENED, option_added(YES), option_added(NO))
ANNA_CAST = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
OPEN = c.OpenRound(
    round=ROUND,
    question="So?",
    method="simple_majority",
    options=(c.OptionPlan(option=YES, source="text", text="A bus"),),
    electorate="organisations",
)


# --- mandates -----------------------------------------------------------------------


def test_who_speaks_for_an_organisation_is_on_record_with_the_capacity():
    given(*TWO).when(give(ANNA, COUNCIL)).then(mandate(ANNA, COUNCIL))
    given(*SPOKEN).when(give(ANNA, COUNCIL)).then_nothing()
    given(*SPOKEN).when(give(ANNA, COUNCIL, "officer_view")).then(
        mandate(ANNA, COUNCIL, "officer_view")
    )


@pytest.mark.parametrize(
    ("participant", "organisation", "by", "code"),
    [
        (MAIR, COUNCIL, FACILITATOR, "not_its_voice"),
        (FACILITATOR, COUNCIL, FACILITATOR, "not_its_voice"),
        (ANNA, COUNCIL, ANNA, "role_not_allowed"),
    ],
    ids=["of another", "who cannot vote", "by oneself"],
)
def test_only_somebody_of_it_who_can_vote_is_named_by_who_runs_the_workshop(
    participant, organisation, by, code
):
    given(*TWO).when(give(participant, organisation), by=by).then_rejected(code)


def test_where_organisations_vote_each_is_on_the_roll_once():
    opened = given(*SPOKEN).when(OPEN).events[0]
    assert (opened.roll, opened.electorate) == ((ANNA, MAIR), "organisations")
    given(*SPOKEN).when(c.CastBallot(round=ROUND, marks={}), by=BEN).then_rejected("no_such_round")
    given(*VOTING).when(c.CastBallot(round=ROUND, marks={YES: 1}), by=BEN).then_rejected(
        "not_on_roll"
    )


@pytest.mark.parametrize(
    ("past", "change", "code"),
    [
        (SPOKEN, {"roll": (ANNA,)}, "bad_electorate"),
        (SPOKEN, {"open_roll": True}, "bad_electorate"),
        (SPOKEN, {"secret": True}, "bad_electorate"),
        (TWO, {}, "no_voices"),
    ],
    ids=["chosen", "growing", "secret", "nobody speaks"],
)
def test_the_voices_are_the_roll_and_no_other(past, change, code):
    given(*past).when(replace(OPEN, **change)).then_rejected(code)


def test_a_new_voice_takes_over_the_seat_and_the_ballot():
    workshop = folded(recorded(*VOTING, ANNA_CAST, mandate(BEN, COUNCIL)))
    poll = workshop.polls[ROUND]
    assert list(poll.roll) == [BEN, MAIR]
    assert poll.ballots == {BEN: {YES: 1}}
    assert poll.tallies[YES] == {1: 1}
    past = (*VOTING, ANNA_CAST, mandate(BEN, COUNCIL))
    given(*past).when(c.CastBallot(round=ROUND, marks={YES: 0}), by=ANNA).then_rejected(
        "not_on_roll"
    )
    assert given(*past).when(c.CastBallot(round=ROUND, marks={YES: -1}), by=BEN).events


def test_the_ballot_is_told_to_the_new_voice_and_taken_from_the_old():
    log = recorded(*VOTING, ANNA_CAST, mandate(BEN, COUNCIL))
    told = dict(mine_changes(folded(log), log[-1]))
    assert told[ANNA] == ("remove", "ballots", f"{ROUND}.{ANNA}")
    assert told[BEN][3]["marks"] == {YES: 1}


def heard_in(log):
    """What those who run the workshop are told by the last event of who was heard."""
    told = [op for who, op in mine_changes(folded(log), log[-1]) if who == FACILITATOR]
    return {op[2]: op[0] for op in told if op[1] == "heard"}


def test_the_desk_is_told_whose_the_ballot_is_that_was_handed_on():
    heard = heard_in(recorded(*VOTING, ANNA_CAST, mandate(BEN, COUNCIL)))
    assert heard[f"{ROUND}.{ANNA}"] == "remove"
    assert heard[f"{ROUND}.{BEN}"] == "put"


def test_a_closed_vote_stays_with_who_spoke_then():
    workshop = folded(
        recorded(*VOTING, ANNA_CAST, e.RoundClosed(round=ROUND), mandate(BEN, COUNCIL))
    )
    assert list(workshop.polls[ROUND].roll) == [ANNA, MAIR]


def test_nobody_holds_two_seats():
    moved = e.OrganisationChosen(participant=ANNA, organisation=CHARITY)
    given(*VOTING, moved).when(give(ANNA, CHARITY)).then_rejected("not_its_voice")


def test_a_mandate_that_is_taken_back_gives_no_vote_in_what_opens_and_leaves_what_is_open():
    command = c.WithdrawMandate(organisation=COUNCIL)
    gone = e.MandateWithdrawn(organisation=COUNCIL)
    given(*SPOKEN).when(command).then(gone)
    given(*SPOKEN, gone).when(command).then_nothing()
    given(*SPOKEN).when(command, by=ANNA).then_rejected("role_not_allowed")
    assert given(*SPOKEN, gone).when(OPEN).events[0].roll == (MAIR,)
    assert ANNA in folded(recorded(*VOTING, gone)).polls[ROUND].roll
    # Who is named next takes the seat over all the same.
    assert list(folded(recorded(*VOTING, gone, mandate(BEN, COUNCIL))).polls[ROUND].roll) == [
        BEN,
        MAIR,
    ]


# --- interests ----------------------------------------------------------------------

DECLARED = e.InterestDeclared(participant=ANNA, interest="pecuniary")
DISPENSED = e.InterestDispensed(participant=ANNA, reason="Everybody lives there")
NAMING = replace(OPEN, electorate="participants", barring=("pecuniary", "potential_bidder"))
BARRING = (
    *TAKING_IDEAS,
    replace(round_opened("simple_majority"), barring=("pecuniary",)),
    option_added(YES),
)


def test_a_declared_interest_keeps_from_a_vote_that_names_it():
    assert ANNA not in given(*TAKING_IDEAS, DECLARED).when(NAMING).events[0].roll
    other = replace(NAMING, barring=("employment",))
    assert ANNA in given(*TAKING_IDEAS, DECLARED).when(other).events[0].roll
    chosen = replace(NAMING, roll=(ANNA,))
    given(*TAKING_IDEAS, DECLARED).when(chosen).then_rejected("interest_bars")


def test_who_is_dispensed_on_record_votes_all_the_same():
    command = c.DispenseInterest(participant=ANNA, reason="Everybody lives there")
    given(*TAKING_IDEAS, DECLARED).when(command).then(DISPENSED)
    given(*TAKING_IDEAS, DECLARED, DISPENSED).when(command).then_nothing()
    given(*TAKING_IDEAS).when(command, by=ANNA).then_rejected("role_not_allowed")
    assert ANNA in given(*TAKING_IDEAS, DECLARED, DISPENSED).when(NAMING).events[0].roll


def test_a_dispensation_that_is_taken_back_keeps_from_what_opens_and_leaves_what_is_open():
    command = c.WithdrawDispensation(participant=ANNA)
    gone = e.DispensationWithdrawn(participant=ANNA)
    past = (*TAKING_IDEAS, DECLARED, DISPENSED)
    given(*past).when(command).then(gone)
    given(*past, gone).when(command).then_nothing()
    given(*past).when(command, by=ANNA).then_rejected("role_not_allowed")
    assert ANNA not in given(*past, gone).when(NAMING).events[0].roll
    assert ANNA in folded(recorded(*BARRING, DISPENSED, DECLARED, gone)).polls[ROUND].roll


def test_why_somebody_may_vote_all_the_same_is_told_to_those_who_run_it_until_they_are_erased():
    workshop = folded(recorded(*TAKING_IDEAS, DECLARED, DISPENSED))
    told = participant_record(workshop, ANNA, "facilitator")
    assert told["dispensation"] == "Everybody lives there"
    assert "dispensation" not in participant_record(workshop, ANNA, "partner")
    erased = folded(
        recorded(*TAKING_IDEAS, DECLARED, DISPENSED, e.ParticipantErased(participant=ANNA))
    )
    assert participant_record(erased, ANNA, "facilitator")["dispensation"] == ""


def test_nothing_is_written_about_a_person_who_was_erased():
    command = c.DispenseInterest(participant=ANNA, reason="Everybody lives there")
    erased = e.ParticipantErased(participant=ANNA)
    given(*TAKING_IDEAS, DECLARED, erased).when(command).then_rejected("person_erased")


def test_an_interest_declared_later_takes_the_ballot_out():
    poll = folded(recorded(*BARRING, ANNA_CAST, DECLARED)).polls[ROUND]
    assert ANNA not in poll.roll
    assert (poll.ballots, poll.tallies[YES]) == ({}, {})
    kept = folded(recorded(*BARRING, ANNA_CAST, DISPENSED, DECLARED)).polls[ROUND]
    assert kept.ballots == {ANNA: {YES: 1}}


def test_who_is_barred_has_the_ballot_taken_away():
    log = recorded(*BARRING, ANNA_CAST, DECLARED)
    workshop = folded(log)
    told = [op for who, op in mine_changes(workshop, log[-1]) if who == ANNA]
    assert ("remove", "ballots", f"{ROUND}.{ANNA}") in told
    assert not [op for op in mine(workshop, {ANNA}) if op[1:2] == ("ballots",)]


def test_the_desk_is_told_that_a_ballot_was_taken_out():
    heard = heard_in(recorded(*BARRING, ANNA_CAST, DECLARED))
    assert heard[f"{ROUND}.{ANNA}"] == "remove"


def test_nobody_takes_over_a_seat_in_a_vote_they_may_not_see():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        e.OrganisationChosen(participant=ANNA, organisation=CHARITY),
        e.OrganisationChosen(participant=BEN, organisation=CHARITY),
        e.InterestDeclared(participant=BEN, interest="potential_bidder"),
        mandate(ANNA, CHARITY),
        replace(OPENED, roll=(ANNA,)),
        option_added(YES),
    )
    given(*past).when(give(BEN, CHARITY), by=FACILITATOR).then_rejected("not_its_voice")
    over = (*past, e.RoundClosed(round=ROUND))
    given(*over).when(give(BEN, CHARITY), by=FACILITATOR).then(mandate(BEN, CHARITY))


def test_who_speaks_does_so_as_a_post_which_stays_until_it_is_said_anew() -> None:
    named = replace(give(ANNA, COUNCIL), post="Head of  Transport")
    said = replace(mandate(ANNA, COUNCIL), post="Head of Transport")
    given(*TWO).when(named, by=FACILITATOR).then(said)
    spoken = given(*TWO, said)
    spoken.when(give(ANNA, COUNCIL), by=FACILITATOR).then_nothing()
    spoken.when(give(BEN, COUNCIL), by=FACILITATOR).then(mandate(BEN, COUNCIL))
    nameless = replace(give(ANNA, COUNCIL), post="")
    spoken.when(nameless, by=FACILITATOR).then(mandate(ANNA, COUNCIL))


def test_a_post_goes_with_the_name_of_who_held_it() -> None:
    said = replace(mandate(ANNA, COUNCIL), post="Head of Transport")
    erased = e.ParticipantErased(participant=ANNA)
    gone = folded(recorded(*TWO, said, erased))
    assert gone.mandates[COUNCIL].post == ""
