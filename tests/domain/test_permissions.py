import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.ids import SYSTEM
from codesign.domain.permissions import may_act_for, person, runs
from tests.given import (
    ANNA,
    BEN,
    CO_FACILITATOR,
    COUNCIL,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    IDEA,
    IDEA_2,
    MAIR,
    NOW,
    OBSERVER,
    OTHER_HELPER,
    ROUND,
    SESSION,
    STAGE,
    STRANGER,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    YES,
    folded,
    given,
    id_of,
    idea_submitted,
    joined,
    recorded,
    theme_formed,
)

SUBMIT = c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus")
SUBMITTED = e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus")
CLOSE = c.CloseWorkshop()


# --- acting for oneself ---------------------------------------------------------


def test_a_participant_acts_for_themselves():
    given(*TAKING_IDEAS).when(SUBMIT, by=ANNA).then(SUBMITTED)


def test_a_stranger_does_nothing():
    given(*TAKING_IDEAS).when(SUBMIT, by=STRANGER).then_rejected("no_such_participant")


def test_the_server_puts_no_idea_forward():
    given(*TAKING_IDEAS).when(SUBMIT, by=SYSTEM).then_rejected("no_such_participant")


def test_observers_only_look():
    given(*TAKING_IDEAS).when(SUBMIT, by=OBSERVER).then_rejected("role_not_allowed")


def test_who_left_does_nothing():
    past = (*TAKING_IDEAS, e.ParticipantLeft(participant=ANNA))
    given(*past).when(SUBMIT, by=ANNA).then_rejected("role_not_allowed")


def test_who_was_erased_does_nothing():
    past = (*TAKING_IDEAS, e.ParticipantErased(participant=ANNA))
    given(*past).when(SUBMIT, by=ANNA).then_rejected("person_erased")


# --- acting for somebody --------------------------------------------------------


@pytest.mark.parametrize("by", [HELPER, FACILITATOR, CO_FACILITATOR])
def test_a_person_without_a_device_is_acted_for_by_their_helper_or_a_facilitator(by):
    submitted = given(*TAKING_IDEAS).when(SUBMIT, by=by, for_=MAIR).then(SUBMITTED)
    assert submitted.workshop.ideas[IDEA].author == MAIR


@pytest.mark.parametrize("by", [ANNA, OTHER_HELPER, OBSERVER])
def test_nobody_else_acts_for_a_person_without_a_device(by):
    given(*TAKING_IDEAS).when(SUBMIT, by=by, for_=MAIR).then_rejected("not_for_them")


@pytest.mark.parametrize("by", [HELPER, FACILITATOR, ANNA])
def test_nobody_acts_for_a_person_with_a_device(by):
    given(*TAKING_IDEAS).when(SUBMIT, by=by, for_=ANNA).then_rejected("not_for_them")


def test_nobody_acts_for_a_person_who_is_not_there():
    given(*TAKING_IDEAS).when(SUBMIT, by=HELPER, for_=STRANGER).then_rejected("no_such_participant")


def test_nobody_acts_for_a_person_who_left():
    past = (*TAKING_IDEAS, e.ParticipantLeft(participant=MAIR))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("not_for_them")


def test_nobody_acts_for_a_person_who_was_erased():
    past = (*TAKING_IDEAS, e.ParticipantErased(participant=MAIR))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("person_erased")


def test_nobody_acts_for_an_observer():
    past = (*TAKING_IDEAS, e.RoleChanged(participant=MAIR, role="observer"))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("role_not_allowed")


def test_a_helper_who_is_none_any_more_acts_for_nobody():
    past = (*TAKING_IDEAS, e.RoleChanged(participant=HELPER, role="participant"))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("not_for_them")


def test_a_helper_who_left_acts_for_nobody():
    past = (*TAKING_IDEAS, e.ParticipantLeft(participant=HELPER))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("role_not_allowed")


def test_helping_ends_when_the_helper_leaves_or_is_erased():
    for event in (e.ParticipantLeft(participant=HELPER), e.ParticipantErased(participant=HELPER)):
        people = folded(recorded(*EVERYBODY, event)).participants
        assert not may_act_for(people[HELPER], people[MAIR])


def test_a_person_helped_by_nobody_is_acted_for_by_facilitators_only():
    past = (*TAKING_IDEAS, e.HelperAssigned(participant=MAIR, helper=None))
    given(*past).when(SUBMIT, by=HELPER, for_=MAIR).then_rejected("not_for_them")
    given(*past).when(SUBMIT, by=FACILITATOR, for_=MAIR).then(SUBMITTED)


def test_no_record_says_that_somebody_acted_for_a_person_they_do_not_help():
    given(*EVERYBODY).when(CLOSE, by=FACILITATOR, for_=ANNA).then_rejected("not_for_them")


# --- running the workshop -------------------------------------------------------


@pytest.mark.parametrize("by", [FACILITATOR, CO_FACILITATOR, SYSTEM])
def test_facilitators_and_the_server_run_the_workshop(by):
    workshop = folded(recorded(*EVERYBODY))
    assert runs(workshop, Act(by=by, at=NOW))
    given(*EVERYBODY).when(CLOSE, by=by).then(e.WorkshopClosed())


@pytest.mark.parametrize("by", [HELPER, ANNA, OBSERVER, MAIR])
def test_nobody_else_runs_it(by):
    workshop = folded(recorded(*EVERYBODY))
    assert not runs(workshop, Act(by=by, at=NOW))
    given(*EVERYBODY).when(CLOSE, by=by).then_rejected("role_not_allowed")


def test_a_stranger_does_not_run_it():
    assert not runs(folded(recorded(*EVERYBODY)), Act(by=STRANGER, at=NOW))
    given(*EVERYBODY).when(CLOSE, by=STRANGER).then_rejected("no_such_participant")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (e.ParticipantLeft(participant=CO_FACILITATOR), "role_not_allowed"),
        (e.ParticipantErased(participant=CO_FACILITATOR), "person_erased"),
        (e.RoleChanged(participant=CO_FACILITATOR, role="participant"), "role_not_allowed"),
    ],
)
def test_who_ran_it_once_and_left_or_was_erased_runs_it_no_more(event, code):
    past = (*EVERYBODY, event)
    assert not runs(folded(recorded(*past)), Act(by=CO_FACILITATOR, at=NOW))
    given(*past).when(CLOSE, by=CO_FACILITATOR).then_rejected(code)


def test_a_person_is_found_by_their_identifier():
    assert person(folded(recorded(*EVERYBODY)), ANNA).id == ANNA


# --- one identifier, one thing --------------------------------------------------

FULL = (
    *TAKING_VOTES,
    e.SessionPlanned(session=SESSION, title="Evening", starts_at=NOW, ends_at=NOW + 1),
    e.OrganisationAdded(
        organisation=COUNCIL, name="Council", identifiers=(), potential_provider=False
    ),
    idea_submitted(),
    theme_formed(),
    e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=None, options=()),
)
TAKEN = [SESSION, STAGE, COUNCIL, ANNA, IDEA, THEME, ROUND, DECISION, YES]


@pytest.mark.parametrize("taken", TAKEN, ids=lambda each: each.strip("-A"))
def test_an_identifier_in_use_names_nothing_else(taken):
    # Words are destroyed by identifier: an idea under Ben's would take his name along.
    idea = c.SubmitIdea(idea=taken, stage=STAGE, text="A bus")
    given(*FULL).when(idea, by=BEN).then_rejected("id_taken")


def test_a_new_identifier_names_a_new_thing():
    given(*FULL).when(c.SubmitIdea(idea=IDEA_2, stage=STAGE, text="A lift"), by=BEN).then(
        e.IdeaSubmitted(idea=IDEA_2, stage=STAGE, text="A lift")
    )


def test_an_identifier_must_be_well_formed():
    idea = c.SubmitIdea(idea="1", stage=STAGE, text="A bus")
    given(*FULL).when(idea, by=BEN).then_rejected("bad_id")


def test_the_identifier_of_the_server_names_nobody():
    command = c.AddParticipant(participant=SYSTEM, name="System")
    given(*FULL).when(command).then_rejected("bad_id")


def test_a_second_device_is_a_second_person():
    twin = id_of("anna_2")
    given(*EVERYBODY).when(c.JoinWorkshop(participant=twin, name="anna_2"), by=twin).then(
        joined(twin)
    )
