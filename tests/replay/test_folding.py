from codesign.domain import events as e
from codesign.replay.folding import Folding, without_destroyed
from tests.given import (
    ANNA,
    BEN,
    IDEA,
    ROUND,
    TAKING_VOTES,
    YES,
    idea_submitted,
    past_fact,
    recorded,
)

CAST = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
CHANGED = past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=ANNA)
OTHER = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=BEN)


def folding_of(*past):
    folding = Folding()
    for each in recorded(*past):
        folding.take(each)
    return folding


def test_a_still_keeps_the_ballots_it_was_taken_with():
    log = recorded(*TAKING_VOTES, CAST, CHANGED, OTHER)
    folding = folding_of(*TAKING_VOTES, CAST)
    still = folding.still()
    for each in log[-2:]:
        folding.take(each)
    poll = still.polls[ROUND]
    assert (poll.ballots, poll.tallies[YES]) == ({ANNA: {YES: 1}}, {1: 1})
    assert folding.workshop.polls[ROUND].tallies[YES] == {-1: 1, 1: 1}


def test_two_may_start_from_one_still():
    still = folding_of(*TAKING_VOTES, CAST).still()
    (changed,) = recorded(*TAKING_VOTES, CAST, CHANGED)[-1:]
    first, second = Folding(still), Folding(still)
    first.take(changed)
    assert second.workshop == still
    second.take(changed)
    assert first.workshop == second.workshop


def test_destroyed_words_are_read_by_nobody_even_before_their_keys_are_gone():
    (submitted,) = recorded(idea_submitted())
    assert without_destroyed(submitted, {IDEA: 2}).event.text == ""
    assert without_destroyed(submitted, {IDEA: 1}).event.text == "A bus"
    assert without_destroyed(submitted, {ANNA: 2}).event.text == "A bus"
    assert without_destroyed(submitted, {}) is submitted


def test_a_secret_ballot_changes_nothing():
    secret = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=None)
    assert folding_of(*TAKING_VOTES, secret).workshop.polls[ROUND].ballots == {}
