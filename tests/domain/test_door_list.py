"""The door: expected, come, with a device or without, at which table; nobody twice."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import AreaId
from tests.given import (
    ANNA,
    BEN,
    COUNCIL,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    MAIR,
    OTHER_HELPER,
    ROUND,
    STRANGER,
    TAKING_IDEAS,
    YES,
    given,
    id_of,
    joined,
    option_added,
    organisation_added,
    round_opened,
)

AREA = AreaId(id_of("area"))
LISTED = e.ParticipantListed(participant=STRANGER, name="Dilys", organisation=None, table="3")
EXPECTING = (*EVERYBODY, LISTED)
ARRIVED = e.ParticipantJoined(
    participant=STRANGER,
    name="Dilys",
    organisation=None,
    role="participant",
    device=False,
    helper=None,
)


def line(participant=STRANGER, name="Dilys", organisation=None, table="3", area=None):
    return c.Listing(
        participant=participant, name=name, organisation=organisation, table=table, area=area
    )


def test_the_door_list_takes_many_people_at_once():
    ben = line(BEN, " Ben \n Hughes", COUNCIL, "")
    past = (*EVERYBODY[:5], organisation_added(COUNCIL))
    given(*past).when(c.ListPeople(people=(line(), ben)), by=HELPER).then(
        LISTED,
        e.ParticipantListed(participant=BEN, name="Ben Hughes", organisation=COUNCIL, table=""),
    )


@pytest.mark.parametrize(
    ("bad", "code", "begins"),
    [
        (line(BEN, "  "), "empty_text", "Line 2: There is nothing written"),
        (line(BEN, organisation=COUNCIL), "no_such_organisation", "Line 2: This organisation"),
        (line(BEN, area=AREA), "no_such_area", "Line 2: This area"),
        (line(ANNA), "already_on_roll", "Line 2: This person is in the room"),
        (line(BEN, table="x" * 200), "text_too_long", "Line 2: This is longer"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_bad_line_is_named_and_nothing_of_the_list_is_taken(bad, code, begins):
    past = (*EVERYBODY[:6], joined(ANNA))
    when = given(*past).when(c.ListPeople(people=(line(), bad)))
    when.then_rejected(code)
    assert when.message.startswith(begins)


def test_one_identifier_is_one_person_on_the_list():
    given(*EVERYBODY).when(c.ListPeople(people=(line(), line()))).then_rejected("id_taken")


def test_a_line_is_corrected_under_its_id_and_the_same_line_again_changes_nothing():
    given(*EXPECTING).when(c.ListPeople(people=(line(),))).then_nothing()
    again = c.ListPeople(people=(line(table="4"),))
    given(*EXPECTING).when(again).then(
        e.ParticipantListed(participant=STRANGER, name="Dilys", organisation=None, table="4")
    )


def test_who_is_listed_with_an_area_is_of_it_once_they_come():
    past = (*EVERYBODY, e.AreaAdded(area=AREA, name="Sirhowy"))
    listed = replace(LISTED, area=AREA)
    given(*past).when(c.ListPeople(people=(line(area=AREA),))).then(listed)
    given(*past, listed).when(c.RecordArrival(participant=STRANGER)).then(
        ARRIVED, e.AreaChosen(participant=STRANGER, area=AREA)
    )
    given(*past, listed).when(c.RemoveArea(area=AREA)).then_rejected("area_in_use")


def test_only_those_who_run_or_help_keep_the_door():
    for command in (
        c.ListPeople(people=(line(),)),
        c.RecordArrival(participant=STRANGER),
        c.UnlistParticipant(participant=STRANGER),
        c.SeatParticipant(participant=MAIR, table="1"),
    ):
        given(*EXPECTING).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_who_is_expected_is_not_in_the_room():
    workshop = given(*EXPECTING).workshop
    assert STRANGER not in workshop.participants
    opened = c.OpenRound(
        round=ROUND,
        question="Which?",
        method="agree",
        options=(c.OptionPlan(option=YES, source="text", text="Yes"),),
    )
    when = given(*EXPECTING).when(opened)
    assert STRANGER not in when.events[0].roll


def test_who_is_ticked_has_come_and_is_on_open_rolls():
    voting = (*EXPECTING, round_opened(open_roll=True, stage=None), option_added(YES))
    arrival = c.RecordArrival(participant=STRANGER)
    given(*voting).when(arrival).then(ARRIVED, e.VoterAdded(round=ROUND, participant=STRANGER))
    given(*EXPECTING, ARRIVED).when(arrival).then_nothing()
    given(*EVERYBODY).when(arrival).then_rejected("no_such_participant")


def test_who_comes_without_a_device_is_helped_by_the_helper_of_their_table():
    seated = e.ParticipantSeated(participant=OTHER_HELPER, table="3")
    arrival = c.RecordArrival(participant=STRANGER)
    helped = e.ParticipantJoined(**{**fields(ARRIVED), "helper": OTHER_HELPER})
    given(*EXPECTING, seated).when(arrival).then(helped)
    # Two helpers at one table: nobody is chosen; a helper who ticks somebody helps them.
    both = (seated, e.ParticipantSeated(participant=HELPER, table="3"))
    given(*EXPECTING, *both).when(arrival).then(ARRIVED)
    ticked = e.ParticipantJoined(**{**fields(ARRIVED), "helper": HELPER})
    given(*EXPECTING).when(arrival, by=HELPER).then(ticked)


def fields(event):
    return {name: getattr(event, name) for name in event.__slots__}


def test_who_has_a_phone_needs_no_helper():
    arrival = c.RecordArrival(participant=STRANGER, device=True)
    with_phone = e.ParticipantJoined(**{**fields(ARRIVED), "device": True})
    given(*EXPECTING).when(arrival, by=HELPER).then(with_phone)


def test_who_is_expected_and_joins_by_phone_is_one_person_at_their_table():
    command = c.JoinWorkshop(participant=STRANGER, name="Dilys Pugh")
    after = (
        given(*EXPECTING)
        .when(command, by=STRANGER)
        .then(
            e.ParticipantJoined(
                participant=STRANGER,
                name="Dilys Pugh",
                organisation=None,
                role="participant",
                device=True,
            )
        )
    )
    assert after.workshop.participants[STRANGER].table == "3"
    given(*EXPECTING, ARRIVED).when(command, by=STRANGER).then_rejected("already_on_roll")


def test_who_never_came_is_taken_off_the_list_and_forgotten():
    command = c.UnlistParticipant(participant=STRANGER)
    unlisted = e.ParticipantUnlisted(participant=STRANGER)
    after = given(*EXPECTING).when(command).then(unlisted)
    assert STRANGER not in after.workshop.door_list
    assert e.destroys_words_of(unlisted) == STRANGER
    after.when(command).then_nothing()
    given(*EXPECTING, ARRIVED).when(command).then_rejected("already_on_roll")


def test_who_is_expected_can_have_their_name_removed():
    command = c.EraseParticipant(participant=STRANGER)
    unlisted = e.ParticipantUnlisted(participant=STRANGER)
    erased = e.ParticipantErased(participant=STRANGER)
    after = given(*EXPECTING).when(command).then(unlisted)
    assert STRANGER not in after.workshop.door_list
    here = given(*EXPECTING, ARRIVED).when(command).then(erased).workshop
    assert here.participants[STRANGER].erased
    assert not here.door_list
    given(*EXPECTING).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_a_person_sits_at_one_table():
    command = c.SeatParticipant(participant=MAIR, table=" By  the window ")
    seated = e.ParticipantSeated(participant=MAIR, table="By the window")
    given(*EVERYBODY).when(command, by=HELPER).then(seated).when(command).then_nothing()


def test_a_newcomer_is_added_at_a_table():
    command = c.AddParticipant(participant=STRANGER, name="Dilys", table="3", device=True)
    given(*EVERYBODY).when(command, by=HELPER).then(
        e.ParticipantJoined(**{**fields(ARRIVED), "device": True}),
        e.ParticipantSeated(participant=STRANGER, table="3"),
    )


def test_who_takes_up_a_device_speaks_for_themselves_from_now_on():
    command = c.ChangeDevice(participant=MAIR, device=True)
    taken = e.DeviceChanged(participant=MAIR, device=True)
    for by in (MAIR, HELPER, FACILITATOR):
        after = given(*TAKING_IDEAS).when(command, by=by).then(taken)
        assert after.workshop.participants[MAIR].helper is None
        idea = c.SubmitIdea(idea=YES, stage="stage", text="A bus")
        after.when(idea, by=HELPER, for_=MAIR).then_rejected("not_for_them")
    given(*TAKING_IDEAS).when(command, by=OTHER_HELPER).then_rejected("role_not_allowed")


def test_nobody_else_says_that_a_person_has_no_device():
    # Or a helper could act for anybody.
    command = c.ChangeDevice(participant=ANNA, device=False)
    laid_down = e.DeviceChanged(participant=ANNA, device=False)
    given(*EVERYBODY).when(command, by=HELPER).then_rejected("role_not_allowed")
    for by in (ANNA, FACILITATOR):
        given(*EVERYBODY).when(command, by=by).then(laid_down)
    helper = c.ChangeDevice(participant=HELPER, device=False)
    given(*EVERYBODY).when(helper, by=HELPER).then_rejected("needs_device")
