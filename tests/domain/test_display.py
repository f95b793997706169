"""Rules: the room display in the hall."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from tests.given import ANNA, EVERYBODY, given

CODE = "K7MNPQRT"
ISSUED = e.DisplayCodeIssued(code=CODE)


def test_a_display_code_is_issued_renewed_and_taken_back():
    issue = c.IssueDisplayCode(code=CODE)
    given(*EVERYBODY).when(issue).then(ISSUED).when(issue).then_nothing()
    given(*EVERYBODY, ISSUED).when(c.IssueDisplayCode(code="T4WXYCDF")).then(
        e.DisplayCodeIssued(code="T4WXYCDF")
    )
    given(*EVERYBODY, ISSUED).when(c.WithdrawDisplayCode()).then(e.DisplayCodeWithdrawn())
    given(*EVERYBODY).when(c.WithdrawDisplayCode()).then_nothing()


def test_a_display_code_that_could_be_guessed_is_refused():
    given(*EVERYBODY).when(c.IssueDisplayCode(code="K7MNPQR")).then_rejected("code_too_short")


def test_the_display_is_told_what_to_show():
    told = e.DisplayDirected(shows="board", hall="light")
    command = c.DirectDisplay(shows="board", hall="light")
    given(*EVERYBODY).when(command).then(told).when(command).then_nothing()
    given(*EVERYBODY).when(c.DirectDisplay(shows="follow")).then_nothing()


@pytest.mark.parametrize(
    "command",
    [c.IssueDisplayCode(code=CODE), c.WithdrawDisplayCode(), c.DirectDisplay(shows="blank")],
    ids=lambda each: type(each).__name__,
)
def test_only_those_who_run_the_workshop_have_the_display(command: c.Command):
    given(*EVERYBODY, ISSUED).when(command, by=ANNA).then_rejected("role_not_allowed")
