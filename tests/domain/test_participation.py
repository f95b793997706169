import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import SYSTEM
from codesign.domain.organisations import IDENTIFIERS_AT_MOST
from codesign.domain.participation import may_vote
from codesign.domain.words import NAME_CHARS
from tests.given import (
    ANNA,
    BEGUN,
    BEN,
    CARYS,
    CHARITY,
    CO_FACILITATOR,
    COMMISSIONER,
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    MAIR,
    OBSERVER,
    OTHER_HELPER,
    PROVIDER,
    ROUND,
    ROUND_2,
    STRANGER,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    folded,
    given,
    id_of,
    joined,
    option_added,
    recorded,
    round_opened,
)

ADDED = e.OrganisationAdded(
    organisation=COUNCIL,
    name="Council",
    identifiers=(e.Identifier(scheme="GB-LAE", id="COV"),),
    potential_provider=False,
)
OPEN_ROLL = (*TAKING_IDEAS, round_opened(open_roll=True, roll=(ANNA,)), option_added(id_of("yes")))
CLOSED_ROLL = (*TAKING_IDEAS, round_opened(roll=(ANNA,)), option_added(id_of("yes")))
LAST = (*BEGUN, joined(CO_FACILITATOR, "co_facilitator"), joined(ANNA))
DAFYDD = id_of("dafydd")


def add_organisation(**changes):
    terms = {"organisation": COUNCIL, "name": "Council", "identifiers": ADDED.identifiers}
    return c.AddOrganisation(**{**terms, **changes})


def voter(participant, round_id=ROUND):
    return e.VoterAdded(round=round_id, participant=participant)


# --- organisations --------------------------------------------------------------


def test_an_organisation_is_added_with_its_register_entries():
    given(*BEGUN).when(add_organisation()).then(ADDED)


def test_the_entry_of_an_organisation_may_be_corrected():
    corrected = e.OrganisationAdded(
        organisation=COUNCIL, name="City Council", identifiers=(), potential_provider=True
    )
    command = add_organisation(name="City Council", identifiers=(), potential_provider=True)
    given(*BEGUN, ADDED).when(command).then(corrected)


def test_the_same_entry_changes_nothing():
    given(*BEGUN, ADDED).when(add_organisation(name=" Council ")).then_nothing()


def test_an_organisations_identifier_must_be_well_formed():
    given(*BEGUN).when(add_organisation(organisation="council")).then_rejected("bad_id")


def test_an_organisation_needs_a_name():
    given(*BEGUN).when(add_organisation(name="")).then_rejected("empty_text")


@pytest.mark.parametrize(("scheme", "register_id"), [("", "COV"), ("GB-LAE", " ")])
def test_a_register_entry_needs_a_register_and_a_number(scheme, register_id):
    entry = e.Identifier(scheme=scheme, id=register_id)
    given(*BEGUN).when(add_organisation(identifiers=(entry,))).then_rejected("empty_text")


def test_an_organisation_stands_in_so_many_registers():
    entries = ADDED.identifiers * (IDENTIFIERS_AT_MOST + 1)
    given(*BEGUN).when(add_organisation(identifiers=entries)).then_rejected("too_many")


def test_only_those_who_run_the_workshop_add_organisations():
    given(*EVERYBODY).when(add_organisation(), by=ANNA).then_rejected("role_not_allowed")


# --- joining --------------------------------------------------------------------


def test_a_person_joins_as_themselves():
    given(*BEGUN).when(c.JoinWorkshop(participant=ANNA, name=" anna\n"), by=ANNA).then(joined(ANNA))


def test_a_person_may_join_for_an_organisation():
    command = c.JoinWorkshop(participant=ANNA, name="anna", organisation=COUNCIL)
    given(*BEGUN, ADDED).when(command, by=ANNA).then(joined(ANNA, organisation=COUNCIL))


def test_a_person_joins_for_an_organisation_that_is_on_the_list():
    command = c.JoinWorkshop(participant=ANNA, name="anna", organisation=COUNCIL)
    given(*BEGUN).when(command, by=ANNA).then_rejected("no_such_organisation")


def test_a_person_may_join_to_look_only():
    command = c.JoinWorkshop(participant=OBSERVER, name="observer", observer=True)
    given(*BEGUN).when(command, by=OBSERVER).then(joined(OBSERVER, "observer"))


@pytest.mark.parametrize("by", [BEN, FACILITATOR, SYSTEM])
def test_nobody_joins_as_somebody_else(by):
    command = c.JoinWorkshop(participant=ANNA, name="anna")
    given(*BEGUN, joined(BEN)).when(command, by=by).then_rejected("role_not_allowed")


def test_nobody_joins_for_somebody_else():
    command = c.JoinWorkshop(participant=ANNA, name="anna")
    given(*EVERYBODY).when(command, by=BEN, for_=MAIR).then_rejected("not_for_them")


def test_a_person_joins_once():
    command = c.JoinWorkshop(participant=ANNA, name="anna")
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("already_on_roll")


def test_a_persons_identifier_must_be_well_formed():
    given(*BEGUN).when(c.JoinWorkshop(participant="a", name="anna"), by="a").then_rejected("bad_id")


@pytest.mark.parametrize(("name", "code"), [("", "empty_text"), ("x" * 101, "text_too_long")])
def test_a_person_goes_by_a_name_that_fits(name, code):
    assert NAME_CHARS == 100
    given(*BEGUN).when(c.JoinWorkshop(participant=ANNA, name=name), by=ANNA).then_rejected(code)


def test_who_joins_can_vote_where_the_roll_is_open():
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd")
    given(*OPEN_ROLL).when(command, by=DAFYDD).then(joined(DAFYDD), voter(DAFYDD))


def test_who_joins_to_look_cannot_vote():
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd", observer=True)
    given(*OPEN_ROLL).when(command, by=DAFYDD).then(joined(DAFYDD, "observer"))


@pytest.mark.parametrize(
    "over", [e.RoundClosed(round=ROUND), e.RoundVoided(round=ROUND, reason="")]
)
def test_who_joins_after_a_round_cannot_vote_in_it(over):
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd")
    given(*OPEN_ROLL, over).when(command, by=DAFYDD).then(joined(DAFYDD))


def test_a_roll_that_is_not_open_stays_as_it_was():
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd")
    given(*CLOSED_ROLL).when(command, by=DAFYDD).then(joined(DAFYDD))


# --- people without a device ----------------------------------------------------


def test_a_facilitator_adds_a_person_without_a_device():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd")
    given(*EVERYBODY).when(command).then(joined(DAFYDD, device=False))


def test_the_server_adds_a_person_without_a_device():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd")
    given(*EVERYBODY).when(command, by=SYSTEM).then(joined(DAFYDD, device=False))


def test_a_table_helper_helps_the_people_they_add():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd")
    given(*EVERYBODY).when(command, by=HELPER).then(joined(DAFYDD, device=False, helper=HELPER))


def test_a_person_may_be_added_to_somebodys_table():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd", helper=HELPER)
    given(*EVERYBODY).when(command).then(joined(DAFYDD, device=False, helper=HELPER))


def test_a_person_without_a_device_can_vote_where_the_roll_is_open():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd")
    given(*OPEN_ROLL).when(command).then(joined(DAFYDD, device=False), voter(DAFYDD))


def test_a_participant_adds_nobody():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd")
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_a_person_is_added_once():
    command = c.AddParticipant(participant=MAIR, name="mair")
    given(*EVERYBODY).when(command).then_rejected("already_on_roll")


@pytest.mark.parametrize(
    ("helper", "code"),
    [
        (ANNA, "role_not_allowed"),
        (STRANGER, "no_such_participant"),
        (DAFYDD, "no_such_participant"),
    ],
)
def test_only_those_who_help_are_helpers(helper, code):
    command = c.AddParticipant(participant=DAFYDD, name="dafydd", helper=helper)
    given(*EVERYBODY).when(command).then_rejected(code)


@pytest.mark.parametrize(
    "gone", [e.ParticipantLeft(participant=HELPER), e.ParticipantErased(participant=HELPER)]
)
def test_who_left_or_was_erased_is_no_helper(gone):
    command = c.AddParticipant(participant=DAFYDD, name="dafydd", helper=HELPER)
    given(*EVERYBODY, gone).when(command).then_rejected("role_not_allowed")


def test_a_person_is_added_for_an_organisation_that_is_on_the_list():
    command = c.AddParticipant(participant=DAFYDD, name="dafydd", organisation=CHARITY)
    given(*EVERYBODY).when(command).then_rejected("no_such_organisation")


def test_a_table_helper_may_take_a_person_over():
    command = c.AssignHelper(participant=MAIR, helper=OTHER_HELPER)
    given(*EVERYBODY).when(command, by=OTHER_HELPER).then(
        e.HelperAssigned(participant=MAIR, helper=OTHER_HELPER)
    )


def test_a_person_may_be_helped_by_nobody():
    given(*EVERYBODY).when(c.AssignHelper(participant=MAIR, helper=None)).then(
        e.HelperAssigned(participant=MAIR, helper=None)
    )


def test_the_same_helper_changes_nothing():
    given(*EVERYBODY).when(c.AssignHelper(participant=MAIR, helper=HELPER)).then_nothing()


def test_a_person_with_a_device_has_no_helper():
    command = c.AssignHelper(participant=ANNA, helper=HELPER)
    given(*EVERYBODY).when(command).then_rejected("not_for_them")


def test_a_participant_assigns_no_helpers():
    command = c.AssignHelper(participant=MAIR, helper=HELPER)
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("role_not_allowed")


# --- leaving and coming back ----------------------------------------------------


@pytest.mark.parametrize("by", [ANNA, FACILITATOR, CO_FACILITATOR, SYSTEM])
def test_a_person_may_leave_or_be_taken_off_the_room(by):
    left = e.ParticipantLeft(participant=ANNA)
    given(*EVERYBODY).when(c.LeaveWorkshop(participant=ANNA), by=by).then(left)


@pytest.mark.parametrize("by", [BEN, HELPER, OBSERVER, MAIR])
def test_nobody_else_takes_a_person_off_the_room(by):
    command = c.LeaveWorkshop(participant=ANNA)
    given(*EVERYBODY).when(command, by=by).then_rejected("role_not_allowed")


def test_a_table_helper_may_take_a_person_they_help_off_the_room():
    left = e.ParticipantLeft(participant=MAIR)
    given(*EVERYBODY).when(c.LeaveWorkshop(participant=MAIR), by=HELPER).then(left)
    given(*EVERYBODY).when(c.LeaveWorkshop(participant=MAIR), by=HELPER, for_=MAIR).then(left)


def test_another_table_helper_may_not():
    command = c.LeaveWorkshop(participant=MAIR)
    given(*EVERYBODY).when(command, by=OTHER_HELPER).then_rejected("role_not_allowed")


def test_who_left_has_left_already():
    past = (*EVERYBODY, e.ParticipantLeft(participant=ANNA))
    given(*past).when(c.LeaveWorkshop(participant=ANNA), by=ANNA).then_nothing()


def test_a_stranger_cannot_leave():
    command = c.LeaveWorkshop(participant=STRANGER)
    given(*EVERYBODY).when(command, by=STRANGER).then_rejected("no_such_participant")


def test_who_left_may_come_back():
    past = (*EVERYBODY, e.ParticipantLeft(participant=ANNA))
    given(*past).when(c.ReturnToWorkshop(participant=ANNA), by=ANNA).then(
        e.ParticipantReturned(participant=ANNA)
    )


def test_who_comes_back_can_vote_where_the_roll_is_open():
    past = (*OPEN_ROLL, e.ParticipantLeft(participant=BEN))
    given(*past).when(c.ReturnToWorkshop(participant=BEN), by=BEN).then(
        e.ParticipantReturned(participant=BEN), voter(BEN)
    )


def test_who_comes_back_is_on_the_roll_once():
    past = (*OPEN_ROLL, e.ParticipantLeft(participant=ANNA))
    given(*past).when(c.ReturnToWorkshop(participant=ANNA), by=ANNA).then(
        e.ParticipantReturned(participant=ANNA)
    )


def test_an_observer_who_comes_back_cannot_vote():
    past = (*OPEN_ROLL, e.ParticipantLeft(participant=OBSERVER))
    given(*past).when(c.ReturnToWorkshop(participant=OBSERVER), by=OBSERVER).then(
        e.ParticipantReturned(participant=OBSERVER)
    )


def test_who_is_here_has_come_back_already():
    given(*EVERYBODY).when(c.ReturnToWorkshop(participant=ANNA), by=ANNA).then_nothing()


def test_a_table_helper_brings_back_a_person_without_a_device():
    past = (*EVERYBODY, e.ParticipantLeft(participant=MAIR))
    given(*past).when(c.ReturnToWorkshop(participant=MAIR), by=HELPER).then(
        e.ParticipantReturned(participant=MAIR)
    )


@pytest.mark.parametrize("by", [HELPER, BEN])
def test_only_those_who_run_the_workshop_bring_back_a_person_with_a_device(by):
    past = (*EVERYBODY, e.ParticipantLeft(participant=ANNA))
    command = c.ReturnToWorkshop(participant=ANNA)
    given(*past).when(command, by=by).then_rejected("role_not_allowed")
    given(*past).when(command, by=FACILITATOR).then(e.ParticipantReturned(participant=ANNA))


def test_who_was_erased_does_not_come_back():
    past = (*EVERYBODY, e.ParticipantLeft(participant=ANNA), e.ParticipantErased(participant=ANNA))
    command = c.ReturnToWorkshop(participant=ANNA)
    given(*past).when(command, by=ANNA).then_rejected("person_erased")


# --- name, organisation, interests ----------------------------------------------


@pytest.mark.parametrize("by", [ANNA, FACILITATOR])
def test_a_person_may_go_by_another_name(by):
    renamed = e.ParticipantRenamed(participant=ANNA, name="Ann")
    given(*EVERYBODY).when(c.RenameParticipant(participant=ANNA, name="Ann"), by=by).then(renamed)


def test_a_table_helper_may_rename_a_person_they_help():
    renamed = e.ParticipantRenamed(participant=MAIR, name="Mary")
    command = c.RenameParticipant(participant=MAIR, name="Mary")
    given(*EVERYBODY).when(command, by=HELPER).then(renamed)


def test_an_erased_table_helper_renames_nobody():
    past = (*EVERYBODY, e.ParticipantErased(participant=HELPER))
    command = c.RenameParticipant(participant=MAIR, name="Mary")
    given(*past).when(command, by=HELPER).then_rejected("person_erased")


@pytest.mark.parametrize("by", [BEN, HELPER])
def test_nobody_else_renames_a_person(by):
    command = c.RenameParticipant(participant=ANNA, name="Ann")
    given(*EVERYBODY).when(command, by=by).then_rejected("role_not_allowed")


def test_a_stranger_renames_nobody():
    command = c.RenameParticipant(participant=ANNA, name="Ann")
    given(*EVERYBODY).when(command, by=STRANGER).then_rejected("no_such_participant")


def test_the_same_name_changes_nothing():
    given(*EVERYBODY).when(
        c.RenameParticipant(participant=ANNA, name="anna"), by=ANNA
    ).then_nothing()


def test_nobody_goes_by_no_name():
    command = c.RenameParticipant(participant=ANNA, name="\u200d")
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("empty_text")


def test_a_person_may_speak_for_an_organisation():
    command = c.ChooseOrganisation(participant=ANNA, organisation=COUNCIL)
    given(*EVERYBODY, ADDED).when(command, by=ANNA).then(
        e.OrganisationChosen(participant=ANNA, organisation=COUNCIL)
    )


def test_the_same_organisation_changes_nothing():
    command = c.ChooseOrganisation(participant=ANNA, organisation=None)
    given(*EVERYBODY).when(command, by=ANNA).then_nothing()


def test_a_person_speaks_for_an_organisation_that_is_on_the_list():
    command = c.ChooseOrganisation(participant=ANNA, organisation=CHARITY)
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("no_such_organisation")


@pytest.mark.parametrize("organisation", [CHARITY, None])
@pytest.mark.parametrize("by", [FACILITATOR, CO_FACILITATOR, SYSTEM])
def test_those_who_run_the_workshop_move_a_person_who_speaks_for_a_potential_provider(
    by, organisation
):
    command = c.ChooseOrganisation(participant=CARYS, organisation=organisation)
    given(*TAKING_IDEAS_OF_PARTNERS).when(command, by=by).then(
        e.OrganisationChosen(participant=CARYS, organisation=organisation)
    )


@pytest.mark.parametrize("organisation", [CHARITY, None])
def test_who_speaks_for_a_potential_provider_does_not_move_themselves(organisation):
    command = c.ChooseOrganisation(participant=CARYS, organisation=organisation)
    given(*TAKING_IDEAS_OF_PARTNERS).when(command, by=CARYS).then_rejected("role_not_allowed")


def test_a_table_helper_does_not_move_a_person_who_speaks_for_a_potential_provider():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        e.OrganisationChosen(participant=MAIR, organisation=PROVIDER),
    )
    command = c.ChooseOrganisation(participant=MAIR, organisation=None)
    given(*past).when(command, by=HELPER).then_rejected("role_not_allowed")
    given(*past).when(command, by=HELPER, for_=MAIR).then_rejected("role_not_allowed")


def test_who_speaks_for_a_potential_provider_may_say_so_again():
    command = c.ChooseOrganisation(participant=CARYS, organisation=PROVIDER)
    given(*TAKING_IDEAS_OF_PARTNERS).when(command, by=CARYS).then_nothing()


def test_anybody_may_come_to_speak_for_a_potential_provider():
    command = c.ChooseOrganisation(participant=ANNA, organisation=PROVIDER)
    given(*TAKING_IDEAS_OF_PARTNERS).when(command, by=ANNA).then(
        e.OrganisationChosen(participant=ANNA, organisation=PROVIDER)
    )


@pytest.mark.parametrize("by", [ANNA, FACILITATOR])
def test_an_interest_may_be_declared(by):
    command = c.DeclareInterest(participant=ANNA, interest="pecuniary")
    declared = given(*EVERYBODY).when(command, by=by)
    after = declared.then(e.InterestDeclared(participant=ANNA, interest="pecuniary"))
    assert after.workshop.participants[ANNA].interests == ("pecuniary",)


def test_an_interest_is_declared_once():
    past = (*EVERYBODY, e.InterestDeclared(participant=ANNA, interest="other"))
    command = c.DeclareInterest(participant=ANNA, interest="other")
    given(*past).when(command, by=ANNA).then_nothing()


def test_a_table_helper_declares_an_interest_for_a_person_they_help():
    command = c.DeclareInterest(participant=MAIR, interest="other")
    given(*EVERYBODY).when(command, by=HELPER, for_=MAIR).then(
        e.InterestDeclared(participant=MAIR, interest="other")
    )


def test_nobody_declares_the_interest_of_somebody_else():
    command = c.DeclareInterest(participant=ANNA, interest="other")
    given(*EVERYBODY).when(command, by=BEN).then_rejected("role_not_allowed")


# --- roles ----------------------------------------------------------------------


def test_a_facilitator_may_give_a_person_another_role():
    given(*EVERYBODY).when(c.ChangeRole(participant=ANNA, role="commissioner")).then(
        e.RoleChanged(participant=ANNA, role="commissioner")
    )


def test_the_same_role_changes_nothing():
    given(*EVERYBODY).when(c.ChangeRole(participant=ANNA, role="participant")).then_nothing()


@pytest.mark.parametrize("by", [ANNA, HELPER])
def test_nobody_else_gives_roles(by):
    command = c.ChangeRole(participant=ANNA, role="facilitator")
    given(*EVERYBODY).when(command, by=by).then_rejected("role_not_allowed")


def test_an_observer_who_becomes_a_participant_can_vote_where_the_roll_is_open():
    given(*OPEN_ROLL).when(c.ChangeRole(participant=OBSERVER, role="participant")).then(
        e.RoleChanged(participant=OBSERVER, role="participant"), voter(OBSERVER)
    )


def test_who_left_is_on_no_roll_whatever_their_role():
    past = (*OPEN_ROLL, e.ParticipantLeft(participant=OBSERVER))
    given(*past).when(c.ChangeRole(participant=OBSERVER, role="participant")).then(
        e.RoleChanged(participant=OBSERVER, role="participant")
    )


def test_a_voter_who_becomes_a_facilitator_stays_on_the_roll():
    changed = given(*OPEN_ROLL).when(c.ChangeRole(participant=ANNA, role="facilitator"))
    after = changed.then(e.RoleChanged(participant=ANNA, role="facilitator"))
    assert ANNA in after.workshop.polls[ROUND].roll


@pytest.mark.parametrize("role", ["facilitator", "co_facilitator", "table_helper"])
def test_a_person_without_a_device_runs_nothing_and_helps_nobody(role):
    command = c.ChangeRole(participant=MAIR, role=role)
    given(*EVERYBODY).when(command).then_rejected("needs_device")


def test_a_person_without_a_device_may_be_a_commissioner():
    given(*EVERYBODY).when(c.ChangeRole(participant=MAIR, role="commissioner")).then(
        e.RoleChanged(participant=MAIR, role="commissioner")
    )


# --- the last facilitator -------------------------------------------------------

STEPPING_DOWN = [
    c.LeaveWorkshop(participant=FACILITATOR),
    c.ChangeRole(participant=FACILITATOR, role="participant"),
    c.ChangeRole(participant=FACILITATOR, role="co_facilitator"),
    c.EraseParticipant(participant=FACILITATOR),
]


@pytest.mark.parametrize("by", [FACILITATOR, CO_FACILITATOR])
@pytest.mark.parametrize("command", STEPPING_DOWN)
def test_the_last_facilitator_stays(command, by):
    given(*LAST).when(command, by=by).then_rejected("last_facilitator")


@pytest.mark.parametrize("command", STEPPING_DOWN)
@pytest.mark.parametrize(
    "gone", [e.ParticipantLeft(participant=ANNA), e.ParticipantErased(participant=ANNA)]
)
def test_a_facilitator_who_left_or_was_erased_does_not_count(command, gone):
    past = (*LAST, e.RoleChanged(participant=ANNA, role="facilitator"), gone)
    given(*past).when(command).then_rejected("last_facilitator")


def test_a_facilitator_may_step_down_when_there_is_another_one():
    past = (*LAST, e.RoleChanged(participant=ANNA, role="facilitator"))
    given(*past).when(c.LeaveWorkshop(participant=FACILITATOR)).then(
        e.ParticipantLeft(participant=FACILITATOR)
    )


# --- erasure --------------------------------------------------------------------


@pytest.mark.parametrize("by", [ANNA, FACILITATOR, SYSTEM])
def test_a_person_may_be_erased_by_themselves_or_a_facilitator(by):
    erased = given(*EVERYBODY).when(c.EraseParticipant(participant=ANNA), by=by)
    after = erased.then(e.ParticipantErased(participant=ANNA))
    assert after.workshop.participants[ANNA].name == ""


def test_a_person_may_be_erased_after_they_left():
    past = (*EVERYBODY, e.ParticipantLeft(participant=ANNA))
    given(*past).when(c.EraseParticipant(participant=ANNA), by=ANNA).then(
        e.ParticipantErased(participant=ANNA)
    )


def test_a_person_is_erased_once():
    past = (*EVERYBODY, e.ParticipantErased(participant=ANNA))
    given(*past).when(c.EraseParticipant(participant=ANNA), by=ANNA).then_nothing()


@pytest.mark.parametrize("by", [BEN, HELPER])
def test_nobody_else_erases_a_person(by):
    command = c.EraseParticipant(participant=ANNA)
    given(*EVERYBODY).when(command, by=by).then_rejected("role_not_allowed")


def test_a_stranger_cannot_be_erased():
    command = c.EraseParticipant(participant=STRANGER)
    given(*EVERYBODY).when(command, by=STRANGER).then_rejected("no_such_participant")


@pytest.mark.parametrize(
    "command",
    [
        c.RenameParticipant(participant=MAIR, name="Mary"),
        c.ChooseOrganisation(participant=MAIR, organisation=None),
        c.ChangeRole(participant=MAIR, role="commissioner"),
        c.AssignHelper(participant=MAIR, helper=None),
        c.DeclareInterest(participant=MAIR, interest="other"),
        c.ReturnToWorkshop(participant=MAIR),
    ],
    ids=lambda each: type(each).__name__,
)
def test_nothing_more_is_recorded_of_a_person_who_was_erased(command):
    past = (*EVERYBODY, e.ParticipantErased(participant=MAIR))
    given(*past).when(command).then_rejected("person_erased")


def test_who_was_erased_may_still_be_taken_off_the_room():
    past = (*EVERYBODY, e.ParticipantErased(participant=MAIR))
    given(*past).when(c.LeaveWorkshop(participant=MAIR)).then(e.ParticipantLeft(participant=MAIR))


# --- the roll -------------------------------------------------------------------


def test_participants_table_helpers_and_commissioners_can_vote():
    people = folded(recorded(*EVERYBODY)).participants
    can = {each.id for each in people.values() if may_vote(each)}
    assert can == {ANNA, BEN, MAIR, HELPER, OTHER_HELPER, COMMISSIONER}


@pytest.mark.parametrize(
    "gone", [e.ParticipantLeft(participant=ANNA), e.ParticipantErased(participant=ANNA)]
)
def test_who_left_or_was_erased_cannot_vote(gone):
    assert not may_vote(folded(recorded(*EVERYBODY, gone)).participants[ANNA])


def test_who_joins_is_added_to_every_open_roll():
    past = (*OPEN_ROLL, round_opened(round_id=ROUND_2, open_roll=True, roll=()))
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd")
    given(*past).when(command, by=DAFYDD).then(
        joined(DAFYDD), voter(DAFYDD), voter(DAFYDD, ROUND_2)
    )


# A round whose roll is open, in a stage that only partners may see.
PARTNERS_ROLL = (
    *TAKING_IDEAS_OF_PARTNERS,
    round_opened(open_roll=True, roll=(ANNA,)),
    option_added(id_of("yes")),
)


@pytest.mark.parametrize(
    ("organisation", "rolls"),
    [(PROVIDER, ()), (CHARITY, (voter(DAFYDD),)), (None, (voter(DAFYDD),))],
)
def test_who_joins_can_vote_only_in_stages_they_may_see(organisation, rolls):
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd", organisation=organisation)
    given(*PARTNERS_ROLL).when(command, by=DAFYDD).then(
        joined(DAFYDD, organisation=organisation), *rolls
    )


@pytest.mark.parametrize(("organisation", "rolls"), [(PROVIDER, ()), (CHARITY, (voter(DAFYDD),))])
def test_a_person_without_a_device_can_vote_only_in_stages_they_may_see(organisation, rolls):
    command = c.AddParticipant(participant=DAFYDD, name="dafydd", organisation=organisation)
    given(*PARTNERS_ROLL).when(command).then(
        joined(DAFYDD, device=False, organisation=organisation), *rolls
    )


@pytest.mark.parametrize(("who", "rolls"), [(CARYS, ()), (BEN, (voter(BEN),))])
def test_who_comes_back_can_vote_only_in_stages_they_may_see(who, rolls):
    past = (*PARTNERS_ROLL, e.ParticipantLeft(participant=who))
    given(*past).when(c.ReturnToWorkshop(participant=who), by=who).then(
        e.ParticipantReturned(participant=who), *rolls
    )


@pytest.mark.parametrize(
    ("role", "rolls"), [("participant", (voter(OBSERVER),)), ("commissioner", ())]
)
def test_who_gets_another_role_can_vote_in_what_it_lets_them_see(role, rolls):
    given(*PARTNERS_ROLL).when(c.ChangeRole(participant=OBSERVER, role=role)).then(
        e.RoleChanged(participant=OBSERVER, role=role), *rolls
    )


def test_who_joins_can_vote_in_a_round_of_no_stage_whomever_they_speak_for():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        round_opened(stage=None, open_roll=True, roll=(ANNA,)),
        option_added(id_of("yes")),
    )
    command = c.JoinWorkshop(participant=DAFYDD, name="dafydd", organisation=PROVIDER)
    given(*past).when(command, by=DAFYDD).then(joined(DAFYDD, organisation=PROVIDER), voter(DAFYDD))
