from typing import get_args

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.commands import Command
from codesign.domain.decide import RULES
from tests.given import ANNA, IDEA, NOW, STAGE, TAKING_IDEAS, given
from tests.histories import any_command

SUBMIT = c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus")
SUBMITTED = e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus")


def test_every_command_has_its_rule():
    assert set(RULES) == set(get_args(Command))


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda each: each.__name__)
def test_nothing_is_asked_of_a_workshop_that_does_not_exist(kind):
    if kind is not c.CreateWorkshop:
        given().when(any_command(kind)).then_rejected("not_created")


@pytest.mark.parametrize("via", ["import", "desk"])
def test_imports_and_paper_may_carry_an_earlier_time(via):
    submitted = given(*TAKING_IDEAS).when(SUBMIT, by=ANNA, via=via, said_at=NOW - 1)
    assert submitted.then(SUBMITTED).workshop.ideas[IDEA].said_at == NOW - 1


@pytest.mark.parametrize("via", ["room", "form", "system"])
def test_nothing_else_carries_an_earlier_time(via):
    asked = given(*TAKING_IDEAS).when(SUBMIT, by=ANNA, via=via, said_at=NOW - 1)
    asked.then_rejected("time_not_allowed")


@pytest.mark.parametrize("said_at", [NOW + 1, -1])
def test_what_was_said_was_said_in_the_past(said_at):
    asked = given(*TAKING_IDEAS).when(SUBMIT, by=ANNA, via="import", said_at=said_at)
    asked.then_rejected("time_not_allowed")
