"""Rules: the end of a sitting. What happens next, one question on leaving, being kept informed.

They hold before, during and after: a closed workshop still takes an answer,
an address, and above all their taking back.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import (
    AnswerExit,
    AskExitQuestion,
    GiveContact,
    WithdrawContact,
    WordNextSteps,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    ContactGiven,
    ContactWithdrawn,
    Event,
    ExitAnswered,
    ExitAnswerWithdrawn,
    ExitQuestionAsked,
    NextStepsWorded,
)
from codesign.domain.ids import ParticipantId
from codesign.domain.permissions import (
    fresh,
    may_act_for,
    person,
    require_present,
    require_running,
    require_self_or_running,
)
from codesign.domain.words import TITLE_CHARS, one_line, optional_line, optional_words
from codesign.domain.workshop import Workshop

# The shortest telephone numbers that reach a person at home.
_FEWEST_DIGITS: Final = 6


def word_next_steps(workshop: Workshop, command: WordNextSteps, act: Act) -> tuple[Event, ...]:
    """Say what happens next."""
    require_running(workshop, act)
    text = optional_words(command.text)
    return () if text == workshop.next_steps else (NextStepsWorded(text=text),)


def ask_exit_question(workshop: Workshop, command: AskExitQuestion, act: Act) -> tuple[Event, ...]:
    """Ask everybody something on leaving; answers to an earlier question stay with it."""
    require_running(workshop, act)
    question = optional_line(command.question, TITLE_CHARS)
    return () if question == workshop.exit_question else (ExitQuestionAsked(question=question),)


def answer_exit(workshop: Workshop, command: AnswerExit, act: Act) -> tuple[Event, ...]:
    """Answer the question on leaving, answer anew, or take the answer back."""
    who = require_present(workshop, act)
    text = optional_words(command.text)
    given = workshop.exit_answers.get(who.id)
    if not text:
        return () if given is None else (ExitAnswerWithdrawn(participant=who.id),)
    if not workshop.exit_question:
        raise CommandRejectedError("no_exit_question")
    if given is not None and (given.question, given.text) == (workshop.exit_question, text):
        return ()
    return (ExitAnswered(participant=who.id, text=text),)


def give_contact(workshop: Workshop, command: GiveContact, act: Act) -> tuple[Event, ...]:
    """Keep a person informed; another address destroys the one they gave before."""
    who = require_present(workshop, act)
    address = one_line(command.address, TITLE_CHARS)
    if "@" not in address and sum(each.isdigit() for each in address) < _FEWEST_DIGITS:
        raise CommandRejectedError("bad_contact")
    before = workshop.contacts.get(who.id)
    if before is not None and before.address == address:
        return ()
    fresh(workshop, command.contact)
    given = ContactGiven(participant=who.id, contact=command.contact, address=address)
    return (*contact_destroyed(workshop, who.id), given)


def withdraw_contact(workshop: Workshop, command: WithdrawContact, act: Act) -> tuple[Event, ...]:
    """Keep a person informed no longer, and destroy their address."""
    found = person(workshop, command.participant)
    asker = workshop.participants.get(act.by)
    if asker is None or not may_act_for(asker, found):
        require_self_or_running(workshop, act, found.id)
    return contact_destroyed(workshop, found.id)


def contact_destroyed(
    workshop: Workshop, participant: ParticipantId
) -> tuple[ContactWithdrawn, ...]:
    """Return the destruction of a person's address, where they gave one."""
    held = workshop.contacts.get(participant)
    return () if held is None else (ContactWithdrawn(participant=participant, contact=held.id),)
