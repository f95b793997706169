"""A vote is split by who its voters were when it closed, unless that would tell on them."""

from collections import Counter

import pytest

from codesign.domain import events as e
from codesign.domain.splitting import unsplit, voter_rows
from tests.given import CHARITY, COUNCIL, ROUND, ROUND_2, given, joined
from tests.voted import BUS, CHARITABLE, COUNCILLORS, PEOPLE, RESIDENTS, came, moved, result, voted

COUNTED = (*came(), *voted(), result())


def rows_of(past, round_id=ROUND):
    return voter_rows(given(*past).workshop, round_id)


def sizes(past, round_id=ROUND):
    return {kind: Counter(of.values()) for kind, of in rows_of(past, round_id).items()}


def test_voters_are_in_the_rows_of_their_organisations():
    assert sizes(COUNTED) == {"organisation": {COUNCIL: 12, CHARITY: 10, "": 8}}


def test_where_somebody_goes_after_the_vote_closed_moves_no_vote():
    assert rows_of((*COUNTED, moved(COUNCILLORS[0]))) == rows_of(COUNTED)


def test_where_somebody_goes_while_the_vote_is_open_counts():
    *open_, closed = voted()
    past = (*came(), *open_, moved(COUNCILLORS[0]), closed, result())
    assert sizes(past)["organisation"] == {COUNCIL: 11, CHARITY: 11, "": 8}


def test_erasing_a_person_changes_no_split():
    erased = e.ParticipantErased(participant=COUNCILLORS[0])
    assert rows_of((*COUNTED, erased)) == rows_of(COUNTED)


def test_roles_are_a_split_of_their_own_where_there_are_enough_of_each():
    past = (
        *(each for each in came()[:-2]),
        *(e.RoleChanged(participant=each, role="commissioner") for each in CHARITABLE),
        *came()[-2:],
        *voted(),
        result(),
    )
    assert sizes(past)["role"] == {"participant": 20, "commissioner": 10}


@pytest.mark.parametrize(
    ("past", "why"),
    [
        ((*came(), *voted()), "not_counted"),
        ((*came(anonymous=True), *voted(), result()), "anonymous"),
        ((*came(), *voted(tally="live"), result()), "watched"),
        ((*COUNTED, e.CountReopened(round=ROUND, reason="late paper")), "not_counted"),
        (
            (
                *COUNTED,
                e.CountReopened(round=ROUND, reason="late paper"),
                e.RoundClosed(round=ROUND),
                result(),
            ),
            "counted_again",
        ),
    ],
)
def test_some_votes_are_not_split_at_all(past, why):
    assert unsplit(given(*past).workshop, ROUND) == why
    assert rows_of(past) == {}


def test_the_same_people_asked_again_give_a_second_split():
    past = (*COUNTED, *voted(ROUND_2), result(ROUND_2))
    assert rows_of(past, ROUND_2) == rows_of(COUNTED)


def test_one_voter_fewer_asked_again_gives_no_second_split():
    past = (*COUNTED, *voted(ROUND_2, voters=PEOPLE[1:]), result(ROUND_2))
    assert rows_of(past, ROUND_2) == {}
    assert rows_of(past) == rows_of(COUNTED)


def test_one_who_changed_sides_in_between_gives_no_second_split():
    past = (*COUNTED, moved(COUNCILLORS[0]), *voted(ROUND_2), result(ROUND_2))
    assert rows_of(past, ROUND_2) == {}


def test_asked_in_another_way_is_asked_something_else():
    past = (*COUNTED, *voted(ROUND_2, method="approval", voters=PEOPLE[1:]), result(ROUND_2))
    assert rows_of(past, ROUND_2) != {}


def test_what_asked_the_same_as_a_vote_that_was_counted_again_has_no_split_either():
    past = (
        *COUNTED,
        *voted(ROUND_2),
        result(ROUND_2),
        e.CountReopened(round=ROUND, reason="late paper"),
    )
    assert unsplit(given(*past).workshop, ROUND_2) == "counted_again"


def test_who_joined_the_roll_after_voting_closed_is_in_no_row():
    newcomer = joined("newcomer-------------A")
    assert rows_of((*COUNTED, newcomer)) == rows_of(COUNTED)


def test_everybody_who_voted_is_in_a_row():
    assert set(rows_of(COUNTED)["organisation"]) == {*COUNCILLORS, *CHARITABLE, *RESIDENTS}
    assert BUS in given(*COUNTED).workshop.polls[ROUND].options
