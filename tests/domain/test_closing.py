"""The end of a sitting: what happens next, a question on leaving, being kept informed."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import ContactId
from tests.given import (
    ANNA,
    BEN,
    CONTACT,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    MAIR,
    OBSERVER,
    folded,
    given,
    id_of,
    past_fact,
    recorded,
)

ASKED = (*EVERYBODY, e.ExitQuestionAsked(question="What will you take home?"))
ANSWERED = past_fact(e.ExitAnswered(participant=ANNA, text="A plan"), by=ANNA)
ADDRESS = "anna@example.org"
GIVE = c.GiveContact(contact=CONTACT, address=ADDRESS)
GIVEN = e.ContactGiven(participant=ANNA, contact=CONTACT, address=ADDRESS)
WITHDRAWN = e.ContactWithdrawn(participant=ANNA, contact=CONTACT)
OTHER = ContactId(id_of("other_contact"))


def test_what_happens_next_is_worded_by_those_who_run_the_workshop():
    command = c.WordNextSteps(text=" We write by March. ")
    given(*EVERYBODY).when(command).then(e.NextStepsWorded(text="We write by March."))
    given(*EVERYBODY).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_saying_the_same_again_changes_nothing():
    past = (*EVERYBODY, e.NextStepsWorded(text="We write by March."))
    given(*past).when(c.WordNextSteps(text="We write by March.")).then_nothing()
    given(*past).when(c.WordNextSteps(text="")).then(e.NextStepsWorded(text=""))


@pytest.mark.parametrize("by", [ANNA, OBSERVER, FACILITATOR])
def test_anybody_inside_answers_the_question_on_leaving(by):
    answered = e.ExitAnswered(participant=by, text="A plan")
    given(*ASKED).when(c.AnswerExit(text="A plan"), by=by).then(answered)


def test_an_answer_is_given_for_somebody_without_a_device():
    answered = e.ExitAnswered(participant=MAIR, text="A plan")
    given(*ASKED).when(c.AnswerExit(text="A plan"), by=HELPER, for_=MAIR).then(answered)


def test_nothing_is_answered_that_was_not_asked():
    given(*EVERYBODY).when(c.AnswerExit(text="A plan"), by=ANNA).then_rejected("no_exit_question")


def test_an_answer_is_changed_and_taken_back_also_after_the_end():
    past = (*ASKED, ANSWERED, e.WorkshopClosed())
    changed = e.ExitAnswered(participant=ANNA, text="Two plans")
    given(*past).when(c.AnswerExit(text="Two plans"), by=ANNA).then(changed)
    given(*past).when(c.AnswerExit(text=""), by=ANNA).then(e.ExitAnswerWithdrawn(participant=ANNA))
    given(*past).when(c.AnswerExit(text="A plan"), by=ANNA).then_nothing()


def test_an_answer_keeps_the_question_it_answered():
    log = recorded(*ASKED, ANSWERED, e.ExitQuestionAsked(question="And now?"))
    assert folded(log).exit_answers[ANNA].question == "What will you take home?"


def test_a_person_is_kept_informed_at_an_address():
    given(*EVERYBODY).when(GIVE, by=ANNA).then(GIVEN)
    given(*EVERYBODY, GIVEN).when(GIVE, by=ANNA).then_nothing()


@pytest.mark.parametrize("address", ["anna@example.org", "01550 720 000", "+44 7700 900123"])
def test_an_address_is_an_e_mail_address_or_a_telephone_number(address):
    give = c.GiveContact(contact=CONTACT, address=address)
    given(*EVERYBODY).when(give, by=ANNA).then(
        e.ContactGiven(participant=ANNA, contact=CONTACT, address=address)
    )


def test_what_reaches_nobody_is_no_address():
    give = c.GiveContact(contact=CONTACT, address="the blue door")
    given(*EVERYBODY).when(give, by=ANNA).then_rejected("bad_contact")


def test_another_address_destroys_the_one_before():
    give = c.GiveContact(contact=OTHER, address="01550 720 000")
    other = e.ContactGiven(participant=ANNA, contact=OTHER, address="01550 720 000")
    given(*EVERYBODY, GIVEN).when(give, by=ANNA).then(WITHDRAWN, other)


def test_who_is_informed_no_longer_has_their_address_destroyed():
    given(*EVERYBODY, GIVEN).when(c.WithdrawContact(participant=ANNA), by=ANNA).then(WITHDRAWN)
    assert e.destroys_words_of(WITHDRAWN) == CONTACT


def test_a_person_s_address_is_their_own_and_the_facilitators_to_remove():
    withdraw = c.WithdrawContact(participant=ANNA)
    given(*EVERYBODY, GIVEN).when(withdraw, by=BEN).then_rejected("role_not_allowed")
    given(*EVERYBODY, GIVEN).when(withdraw).then(WITHDRAWN)


def test_erasing_a_person_destroys_their_address_and_ends_their_answer_and_link():
    link = e.LinkIssued(participant=ANNA, link=id_of("link"), expires_at=2**41)
    past = (*ASKED, ANSWERED, GIVEN, link)
    erased = e.ParticipantErased(participant=ANNA)
    given(*past).when(c.EraseParticipant(participant=ANNA), by=ANNA).then(WITHDRAWN, erased)
    after = folded(recorded(*past, WITHDRAWN, erased))
    assert (after.exit_answers, after.contacts, after.links) == ({}, {}, {})
