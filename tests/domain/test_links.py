"""Personal links: for whom, by whom, and until when."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.links import good_link
from tests.given import (
    ANNA,
    BEN,
    CO_FACILITATOR,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    LINK,
    MAIR,
    NOW,
    folded,
    given,
    recorded,
)

DAY = 24 * 60 * 60 * 1000
ISSUE = c.IssueLink(participant=ANNA, link=LINK)
ISSUED = e.LinkIssued(participant=ANNA, link=LINK, expires_at=NOW + 90 * DAY)
REVOKE = c.RevokeLink(participant=ANNA)
REVOKED = e.LinkRevoked(participant=ANNA)


def link(*past, at=NOW):
    return good_link(folded(recorded(*past)), ANNA, at)


@pytest.mark.parametrize("by", [ANNA, FACILITATOR, CO_FACILITATOR])
def test_a_link_is_made_by_its_owner_or_by_those_who_run_the_workshop(by):
    given(*EVERYBODY, e.WorkshopClosed()).when(ISSUE, by=by).then(ISSUED)


@pytest.mark.parametrize("by", [BEN, HELPER])
def test_nobody_else_makes_one(by):
    given(*EVERYBODY).when(ISSUE, by=by).then_rejected("role_not_allowed")


def test_only_a_facilitator_makes_one_for_somebody_who_runs_the_workshop():
    issue = c.IssueLink(participant=FACILITATOR, link=LINK)
    given(*EVERYBODY).when(issue, by=CO_FACILITATOR).then_rejected("facilitators_only")


def test_a_helper_makes_none_for_a_person_they_act_for():
    issue = c.IssueLink(participant=MAIR, link=LINK)
    given(*EVERYBODY).when(issue, by=HELPER, for_=MAIR).then_rejected("role_not_allowed")


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_link_holds_for_a_day_to_a_year(days):
    issue = c.IssueLink(participant=ANNA, link=LINK, days=days)
    given(*EVERYBODY).when(issue).then_rejected("bad_days")


def test_a_link_is_good_until_it_expires():
    assert link(*EVERYBODY, ISSUED, at=NOW + 90 * DAY - 1) is not None
    assert link(*EVERYBODY, ISSUED, at=NOW + 90 * DAY) is None


def test_a_link_is_good_until_it_is_revoked():
    given(*EVERYBODY, ISSUED).when(REVOKE, by=ANNA).then(REVOKED)
    assert link(*EVERYBODY, ISSUED, REVOKED) is None
    given(*EVERYBODY).when(REVOKE).then_nothing()


@pytest.mark.parametrize(
    "gone",
    [
        e.ParticipantErased(participant=ANNA),
        e.ParticipantRemoved(participant=ANNA, banned=False, reason=""),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_link_of_somebody_who_was_erased_or_put_out_opens_nothing(gone):
    assert link(*EVERYBODY, ISSUED, gone) is None


def test_the_log_holds_nothing_that_opens_a_door():
    assert {each.name for each in e.LinkIssued.__dataclass_fields__.values()} == {
        "participant",
        "link",
        "expires_at",
    }
