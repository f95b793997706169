import pytest

from codesign.domain import events as e
from codesign.domain.ids import SYSTEM
from codesign.domain.views import (
    VIEWS,
    may_bid,
    may_gain,
    may_see,
    sees_stage,
    sees_stage_as,
    view_as,
    view_of,
)
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CHARITY,
    CO_FACILITATOR,
    COMMISSIONER,
    FACILITATOR,
    HELPER,
    MAIR,
    OBSERVER,
    PROVIDER,
    STAGE,
    STRANGER,
    TAKING_IDEAS_OF_PARTNERS,
    folded,
    joined,
    organisation_added,
    recorded,
    stage_added,
)


def after(*past):
    return folded(recorded(*TAKING_IDEAS_OF_PARTNERS, *past))


# --- the ladder -----------------------------------------------------------------


@pytest.mark.parametrize("least", VIEWS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_sees_what_every_view_below_it_sees(view, least):
    assert may_see(view, least) == (VIEWS.index(view) >= VIEWS.index(least))


@pytest.mark.parametrize(
    ("person", "view"),
    [
        (FACILITATOR, "facilitator"),
        (CO_FACILITATOR, "facilitator"),
        (HELPER, "facilitator"),
        (ANNA, "partner"),
        (MAIR, "partner"),
        (CARYS, "participant"),
        (COMMISSIONER, "participant"),
        (OBSERVER, "public"),
        (STRANGER, "public"),
        (SYSTEM, "public"),
    ],
)
def test_a_view_comes_with_the_role_and_whom_one_speaks_for(person, view):
    assert view_of(after(), person) == view


@pytest.mark.parametrize("gone", [e.ParticipantLeft, e.ParticipantErased])
@pytest.mark.parametrize("person", [FACILITATOR, HELPER, ANNA, CARYS, COMMISSIONER, OBSERVER])
def test_who_left_or_was_erased_sees_what_is_public(person, gone):
    assert view_of(after(gone(participant=person)), person) == "public"


def test_who_comes_back_sees_what_they_saw():
    left, back = e.ParticipantLeft(participant=ANNA), e.ParticipantReturned(participant=ANNA)
    assert view_of(after(left, back), ANNA) == "partner"


# --- who may gain ---------------------------------------------------------------


@pytest.mark.parametrize("interest", ["pecuniary", "employment", "potential_bidder", "other"])
def test_who_declared_an_interest_is_no_partner(interest):
    workshop = after(e.InterestDeclared(participant=ANNA, interest=interest))
    assert may_gain(workshop, workshop.participants[ANNA])
    assert view_of(workshop, ANNA) == "participant"


@pytest.mark.parametrize(
    ("organisation", "view"), [(PROVIDER, "participant"), (CHARITY, "partner"), (None, "partner")]
)
def test_who_speaks_for_a_potential_provider_is_no_partner(organisation, view):
    workshop = after(e.OrganisationChosen(participant=ANNA, organisation=organisation))
    assert may_bid(workshop, organisation) == (view == "participant")
    assert view_of(workshop, ANNA) == view


def test_an_organisation_that_comes_to_be_a_potential_provider_takes_its_people_along():
    speaks = e.OrganisationChosen(participant=BEN, organisation=CHARITY)
    workshop = after(speaks, organisation_added(CHARITY, potential_provider=True))
    assert view_of(workshop, BEN) == "participant"
    workshop = after(speaks, organisation_added(PROVIDER, potential_provider=False))
    assert view_of(workshop, CARYS) == "partner"


def test_those_who_run_the_workshop_see_everything_whomever_they_speak_for():
    chosen = e.OrganisationChosen(participant=HELPER, organisation=PROVIDER)
    assert view_of(after(chosen), HELPER) == "facilitator"


def test_a_view_can_be_told_of_a_person_who_is_not_here_yet():
    newcomer = after(joined(STRANGER, organisation=PROVIDER)).participants[STRANGER]
    assert view_as(after(), newcomer) == "participant"
    assert not sees_stage_as(after(), STAGE, newcomer)


# --- stages ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen_by", "seeing"),
    [
        ("public", {STRANGER, OBSERVER, COMMISSIONER, CARYS, ANNA, HELPER}),
        ("participant", {COMMISSIONER, CARYS, ANNA, HELPER}),
        ("partner", {ANNA, HELPER}),
        ("facilitator", {HELPER}),
    ],
)
def test_a_stage_says_from_which_view_on_it_is_seen(seen_by, seeing):
    workshop = after(stage_added(seen_by=seen_by))
    people = {STRANGER, OBSERVER, COMMISSIONER, CARYS, ANNA, HELPER}
    assert {each for each in people if sees_stage(workshop, STAGE, each)} == seeing
    known = people - {STRANGER}
    as_they_are = {
        each for each in known if sees_stage_as(workshop, STAGE, workshop.participants[each])
    }
    assert as_they_are == seeing - {STRANGER}


def test_what_belongs_to_no_stage_is_seen_by_everybody():
    workshop = after()
    assert sees_stage(workshop, None, STRANGER)
    assert sees_stage_as(workshop, None, workshop.participants[OBSERVER])
