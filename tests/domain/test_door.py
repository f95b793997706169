"""Who is let in, who waits, who may not write for now, and who is put out."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.views import view_of
from tests.given import (
    ANNA,
    BEN,
    CO_FACILITATOR,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    IDEA,
    MAIR,
    ROUND,
    STAGE,
    STRANGER,
    TAKING_IDEAS,
    TAKING_VOTES,
    YES,
    folded,
    given,
    joined,
    option_added,
    recorded,
    round_opened,
)

ASKED = e.AdmissionAsked(participant=STRANGER, name="Nia", organisation=None, role="participant")
JOIN = c.JoinWorkshop(participant=STRANGER, name="Nia")
LOBBY = e.DoorChanged(door="lobby")
OPEN_ROLL = (round_opened(open_roll=True), option_added(YES))
REMOVED = e.ParticipantRemoved(participant=ANNA, banned=False, reason="Shouted")


def test_with_a_lobby_who_joins_waits():
    given(*EVERYBODY, LOBBY).when(JOIN, by=STRANGER).then(ASKED)


def test_nobody_new_comes_in_through_a_locked_door():
    given(*EVERYBODY, e.DoorChanged(door="locked")).when(JOIN, by=STRANGER).then_rejected(
        "door_locked"
    )


def test_an_importer_brings_whom_a_facilitator_listed_past_the_door():
    given(*EVERYBODY, LOBBY).when(JOIN, by=STRANGER, via="import").then(
        e.ParticipantJoined(
            participant=STRANGER, name="Nia", organisation=None, role="participant", device=True
        )
    )


@pytest.mark.parametrize(
    "command",
    [
        c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus"),
        c.RaiseHand(participant=STRANGER),
        c.RenameParticipant(participant=STRANGER, name="N"),
        c.DeclareInterest(participant=STRANGER, interest="other"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_who_waits_can_do_nothing_yet(command):
    given(*TAKING_IDEAS, LOBBY, ASKED).when(command, by=STRANGER).then_rejected("not_admitted")


def test_who_waits_is_not_counted_among_those_inside():
    workshop = folded(recorded(*EVERYBODY, LOBBY, ASKED))
    assert not workshop.participants[STRANGER].inside
    assert view_of(workshop, STRANGER) == "public"


def test_who_is_let_in_comes_onto_the_open_rolls():
    given(*TAKING_IDEAS, *OPEN_ROLL, LOBBY, ASKED).when(
        c.AdmitParticipants(participants=(STRANGER, ANNA, STRANGER))
    ).then(
        e.ParticipantAdmitted(participant=STRANGER),
        e.VoterAdded(round=ROUND, participant=STRANGER),
    )


def test_letting_nobody_in_is_nothing():
    given(*EVERYBODY).when(c.AdmitParticipants(participants=(ANNA,))).then_nothing()


def test_an_admission_is_taken_back_by_waiting_outside_again():
    given(*EVERYBODY, LOBBY, ASKED, e.ParticipantAdmitted(participant=STRANGER)).when(
        c.WithdrawAdmission(participant=STRANGER)
    ).then(e.AdmissionWithdrawn(participant=STRANGER))


def test_the_door_is_set_by_those_who_run_the_workshop_and_once():
    given(*EVERYBODY).when(c.SetDoor(door="lobby")).then(LOBBY)
    given(*EVERYBODY).when(c.SetDoor(door="open")).then_nothing()
    given(*EVERYBODY).when(c.SetDoor(door="lobby"), by=HELPER).then_rejected("role_not_allowed")


def test_a_muted_person_writes_nothing_but_votes_and_raises_a_hand():
    muted = e.ParticipantMuted(participant=ANNA)
    given(*TAKING_VOTES, muted).when(
        c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus"), by=ANNA
    ).then_rejected("muted")
    given(*TAKING_VOTES, muted).when(c.CastBallot(round=ROUND, marks={YES: 1}), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: 1})
    )
    given(*TAKING_VOTES, muted).when(c.RaiseHand(participant=ANNA), by=ANNA).then(
        e.HandRaised(participant=ANNA)
    )


def test_muting_is_taken_back():
    given(*EVERYBODY).when(c.MuteParticipant(participant=ANNA)).then(
        e.ParticipantMuted(participant=ANNA)
    ).when(c.UnmuteParticipant(participant=ANNA)).then(e.ParticipantUnmuted(participant=ANNA))


def test_who_runs_the_workshop_is_not_muted_and_who_comes_to_run_it_can_write_again():
    given(*EVERYBODY).when(c.MuteParticipant(participant=CO_FACILITATOR)).then_rejected(
        "role_not_allowed"
    )
    given(
        *TAKING_IDEAS,
        e.ParticipantMuted(participant=ANNA),
        e.RoleChanged(participant=ANNA, role="co_facilitator"),
    ).when(c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus"), by=ANNA).then(
        e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus")
    )


@pytest.mark.parametrize(
    "command",
    [
        c.RemoveParticipant(participant=FACILITATOR),
        c.MuteParticipant(participant=FACILITATOR),
        c.WithdrawAdmission(participant=FACILITATOR),
    ],
    ids=lambda each: type(each).__name__,
)
def test_nobody_does_it_to_themselves_and_only_a_facilitator_to_a_facilitator(command):
    given(*EVERYBODY).when(command).then_rejected("not_yourself")
    given(*EVERYBODY).when(command, by=CO_FACILITATOR).then_rejected("facilitators_only")


def test_who_is_put_out_is_off_every_later_roll_and_keeps_what_they_gave():
    given(*TAKING_VOTES).when(c.RemoveParticipant(participant=ANNA, reason="Shouted")).then(REMOVED)
    given(*TAKING_VOTES, REMOVED).when(
        c.CastBallot(round=ROUND, marks={YES: 1}), by=ANNA
    ).then_rejected("removed")
    given(*TAKING_VOTES, REMOVED).when(c.ReturnToWorkshop(participant=ANNA), by=ANNA).then_rejected(
        "removed"
    )


def test_a_ban_can_be_added_and_lifted():
    given(*EVERYBODY, REMOVED).when(c.RemoveParticipant(participant=ANNA, ban=True)).then(
        e.ParticipantRemoved(participant=ANNA, banned=True, reason="")
    )
    given(*EVERYBODY, REMOVED).when(c.ReadmitParticipant(participant=ANNA)).then(
        e.ParticipantReadmitted(participant=ANNA)
    )
    given(*EVERYBODY).when(c.ReadmitParticipant(participant=ANNA)).then_nothing()


def test_a_hand_goes_down_with_whoever_leaves_or_is_put_out():
    raised = e.HandRaised(participant=ANNA)
    for gone in (REMOVED, e.ParticipantLeft(participant=ANNA)):
        assert not folded(recorded(*EVERYBODY, raised, gone)).participants[ANNA].hand_at


def test_a_helper_raises_the_hand_of_whom_they_help_and_of_nobody_else():
    given(*EVERYBODY).when(c.RaiseHand(participant=MAIR), by=HELPER).then(
        e.HandRaised(participant=MAIR)
    )
    given(*EVERYBODY).when(c.RaiseHand(participant=BEN), by=HELPER).then_rejected(
        "role_not_allowed"
    )


def test_who_runs_the_workshop_lowers_a_hand_and_takes_that_back():
    given(*EVERYBODY, e.HandRaised(participant=ANNA)).when(c.LowerHand(participant=ANNA)).then(
        e.HandLowered(participant=ANNA)
    ).when(c.RaiseHand(participant=ANNA)).then(e.HandRaised(participant=ANNA))


# --- handing over -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "last"),
    [
        ("co_facilitator", e.RoleChanged(participant=FACILITATOR, role="co_facilitator")),
        (None, e.ParticipantLeft(participant=FACILITATOR)),
    ],
)
def test_a_facilitator_hands_over_and_steps_back_or_leaves_in_one_act(then, last):
    given(*EVERYBODY).when(c.HandOver(participant=CO_FACILITATOR, then=then)).then(
        e.RoleChanged(participant=CO_FACILITATOR, role="facilitator"), last
    )


def test_a_workshop_is_never_handed_to_somebody_who_is_not_here_or_has_no_device():
    given(*EVERYBODY, e.ParticipantLeft(participant=ANNA)).when(
        c.HandOver(participant=ANNA)
    ).then_rejected("no_such_participant")
    given(*EVERYBODY).when(c.HandOver(participant=MAIR)).then_rejected("needs_device")
    given(*EVERYBODY).when(c.HandOver(participant=FACILITATOR)).then_rejected("not_yourself")


def test_only_a_facilitator_makes_or_unmakes_a_facilitator():
    second = (*EVERYBODY, joined(STRANGER, "facilitator"))
    for command in (
        c.ChangeRole(participant=ANNA, role="facilitator"),
        c.ChangeRole(participant=FACILITATOR, role="participant"),
        c.HandOver(participant=ANNA),
        c.InviteFacilitator(participant=IDEA, name="Gwen", role="facilitator"),  # type: ignore[arg-type]
    ):
        given(*second).when(command, by=CO_FACILITATOR).then_rejected("facilitators_only")


def test_who_will_help_to_run_the_workshop_gets_a_seat_of_their_own():
    given(*EVERYBODY).when(c.InviteFacilitator(participant=STRANGER, name="Gwen")).then(
        e.ParticipantJoined(
            participant=STRANGER,
            name="Gwen",
            organisation=None,
            role="co_facilitator",
            device=True,
        )
    )
    given(*EVERYBODY).when(
        c.InviteFacilitator(participant=STRANGER, name="Gwen", role="observer")
    ).then_rejected("role_not_allowed")
