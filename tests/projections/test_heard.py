"""Who was heard, as each view may know it; nothing of whom an anonymous stage hides."""

from dataclasses import replace

import pytest

from codesign.domain import events as e
from codesign.projections.heard import heard
from tests.given import CHARITY, COUNCIL, ROUND, id_of, idea_submitted
from tests.projections.readings import reading_of
from tests.voted import CHARITABLE, COUNCILLORS, PEOPLE, came, result, voted

ROLL = (*COUNCILLORS, *CHARITABLE)
SOME = (*COUNCILLORS[:7], *CHARITABLE[:5])


def vote(**how):
    """Half of two organisations voted."""
    opened, *more = voted(voters=SOME, **how)
    return (replace(opened, roll=ROLL), *more, result(cast=len(SOME)))


COUNTED = (*came(), *vote())


def wrote(*authors):
    return tuple(idea_submitted(id_of(f"idea{n}"), author) for n, author in enumerate(authors))


def turnouts(*past, view="facilitator"):
    return reading_of(*past, view=view).turnouts


def test_ideas_are_told_by_organisation_and_role_with_who_did_not_write_yet():
    found = heard(reading_of(*came(), *wrote(*COUNCILLORS[:2], COUNCILLORS[0]), view="facilitator"))
    council, *_ = found.by_organisation
    assert council[:4] == (COUNCIL, len(COUNCILLORS), 2, 3)
    assert found.unheard == (CHARITY,)
    assert [each[:4] for each in found.by_role] == [("participant", len(PEOPLE), 2, 3)]
    assert (found.wrote, found.people, found.half_from) == (2, len(PEOPLE), 1)


def test_the_public_is_told_of_ideas_by_organisation_and_of_no_people():
    found = heard(reading_of(*came(), *wrote(*COUNCILLORS[:2], CHARITABLE[0]), view="public"))
    assert {each.of: each.ideas for each in found.by_organisation} == {COUNCIL: 2, CHARITY: 1}
    assert {each.people for each in found.by_organisation} == {None}
    assert (found.wrote, found.half_from, found.concentration, found.by_role) == (
        None,
        None,
        None,
        (),
    )


@pytest.mark.parametrize("view", ["public", "participant", "partner", "facilitator"])
def test_nothing_of_an_anonymous_stage_is_counted(view):
    past = (*came(anonymous=True), *wrote(*COUNCILLORS))
    found = heard(reading_of(*past, view=view))
    assert found.ideas == 0
    assert not any(each.ideas for each in found.by_organisation)


def test_how_many_of_each_group_voted_is_told_once_the_vote_is_counted():
    told = turnouts(*COUNTED)[ROUND].groups["organisation"]
    assert told == ((COUNCIL, 12, 7), (CHARITY, 10, 5))
    assert not turnouts(*COUNTED[:-1])
    assert turnouts(*COUNTED) == turnouts(*COUNTED, view="public")


def test_where_somebody_goes_later_moves_no_vote_to_another_group():
    moved = e.OrganisationChosen(participant=COUNCILLORS[0], organisation=CHARITY)
    assert turnouts(*COUNTED, moved) == turnouts(*COUNTED)


@pytest.mark.parametrize(
    "past",
    [
        (*came(anonymous=True), *vote()),
        (*came(), *vote(tally="live")),
        (
            *COUNTED,
            e.CountReopened(round=ROUND, reason="Late"),
            e.RoundClosed(round=ROUND),
            result(),
        ),
        (*COUNTED, e.RoundVoided(round=ROUND, reason="Broken")),
    ],
    ids=["anonymous", "watched", "counted again", "set aside"],
)
def test_no_turnout_by_group_where_it_would_tell_who_voted_how_or_when(past):
    assert not turnouts(*past)


def test_what_was_counted_again_since_is_told_no_more_of_the_past_either():
    past = (*COUNTED, e.CountReopened(round=ROUND, reason="Late"))
    assert not reading_of(*past, view="facilitator", at=len(COUNTED)).turnouts
