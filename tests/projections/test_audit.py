"""Who did what with the power to run a workshop."""

import pytest
from hypothesis import given

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.projections.audit import _ACTS, audit
from tests.replay.logs import pasts, pasts_told_apart


def folded(log: list[Recorded]) -> Workshop:
    workshop = Workshop()
    for each in log:
        evolve(workshop, each)
    return workshop


@given(log=pasts())
def test_every_act_of_power_is_listed_in_order_and_nothing_else(log: list[Recorded]) -> None:
    listed = list(audit(log, folded(log)))
    assert [each.seq for each in listed] == [each.seq for each in log if type(each.event) in _ACTS]
    assert [each.by for each in listed] == [log[each.seq - 1].by for each in listed]


@given(log=pasts_told_apart())
def test_no_words_no_code_and_no_destroyed_name_is_listed(log: list[Recorded]) -> None:
    workshop = folded(log)
    told = " ".join(f"{each.who} {each.whom} {each.more}" for each in audit(log, workshop))
    assert "oak-fern" not in told
    secret = [each.text for each in workshop.ideas.values() if len(each.text) > 5]
    assert not [each for each in secret if each in told]


@pytest.mark.parametrize(
    "event",
    [
        e.ParticipantErased,
        e.ContributionRedacted,
        e.RoleChanged,
        e.JoinCodeIssued,
        e.RecordingPublished,
        e.RecordingUnpublished,
    ],
)
def test_what_a_council_must_answer_for_is_an_act_of_power(event: type[e.Event]) -> None:
    assert event in _ACTS


@pytest.mark.parametrize("event", [e.IdeaRestored, e.IdeaWithdrawn, e.IdeaReworded])
def test_what_an_author_may_do_is_not_listed_since_nobody_may_be_told_whose_it_is(
    event: type[e.Event],
) -> None:
    assert event not in _ACTS
