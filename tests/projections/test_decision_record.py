from codesign.domain import events as e
from codesign.domain.ids import DecisionId
from codesign.projections.decision_record import decided, decision_record
from tests.given import (
    ANNA,
    BEN,
    DECISION,
    NO,
    ROUND,
    TAKING_VOTES,
    YES,
    id_of,
)
from tests.projections.readings import reading_of

RESULT = e.ResultPublished(
    round=ROUND,
    algorithm="agree",
    version=1,
    first=1,
    last=1,
    roll=3,
    cast=1,
    counts={YES: {"agree": 1, "disagree": 0, "pass": 0}},
    ranking=((NO,), (YES,)),
)
DECIDED = e.DecisionRecorded(
    decision=DECISION, text="A bus", reasons="Cheap", round=ROUND, options=(YES,)
)
PAST = (*TAKING_VOTES, e.RoundClosed(round=ROUND), RESULT, DECIDED)


def record(*past, view="participant", decision=DECISION):
    return decision_record(reading_of(*past, view=view), decision)


def test_it_tells_what_was_decided_on_which_vote():
    found = record(*PAST).decided
    assert (found.text, found.reasons, found.seq) == ("A bus", "Cheap", len(PAST))
    assert found.vote.round == ROUND
    assert [each.words for each in found.chosen] == ["yes"]
    assert [each.words for each in found.rejected] == ["no"]


def test_a_decision_without_a_vote_has_no_alternatives_on_record():
    alone = e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=None, options=())
    found = record(*TAKING_VOTES, alone).decided
    assert (found.vote, found.chosen, found.rejected) == (None, (), ())


def test_without_a_result_the_options_come_as_they_were_put():
    found = record(*TAKING_VOTES, DECIDED).decided
    assert [each.words for each in found.rejected] == ["no"]


def test_a_decision_that_is_not_there_has_no_record():
    assert record(*PAST, decision=DecisionId(id_of("other"))) is None


def test_a_decision_a_view_may_not_see_has_no_record_for_it():
    revised = e.StageRevised(
        stage=TAKING_VOTES[-3].stage,
        title="x",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="partner",
    )
    assert record(*PAST, revised) is None
    assert record(*PAST, revised, view="partner") is not None


def test_a_decision_taken_back_says_when_and_why():
    found = record(*PAST, e.DecisionWithdrawn(decision=DECISION, reason="Too dear")).decided
    assert found.withdrawn_reason == "Too dear"
    assert found.withdrawn.seq == len(PAST) + 1


def test_interests_are_counted_for_everybody_and_named_only_to_those_who_run_it():
    declared = (
        e.InterestDeclared(participant=ANNA, interest="employment"),
        e.InterestDeclared(participant=BEN, interest="employment"),
    )
    found = record(*PAST, *declared)
    assert (found.interests, found.interests_seq) == ({"employment": 2}, len(PAST) + 2)
    assert found.declared == ()
    named = record(*PAST, *declared, view="facilitator").declared
    assert [(each.name, each.interest) for each in named] == [
        ("anna", "employment"),
        ("ben", "employment"),
    ]
    assert record(*PAST).interests_seq is None


def test_an_erased_person_who_declared_an_interest_has_no_name():
    declared = e.InterestDeclared(participant=ANNA, interest="other")
    found = record(*PAST, declared, e.ParticipantErased(participant=ANNA), view="facilitator")
    assert found.declared[0].name == "Somebody whose name was removed"


def test_it_is_published_with_the_recording_as_long_as_that_is():
    past = (*PAST, e.RecordingPublished())
    assert record(*past).published.seq == len(past)
    assert record(*past, e.RecordingUnpublished()).published is None


def test_decisions_come_in_the_order_they_were_made():
    first = e.DecisionRecorded(
        decision=DecisionId(id_of("first")), text="First", reasons="", round=None, options=()
    )
    found = decided(reading_of(*TAKING_VOTES, DECIDED, first))
    assert [each.text for each in found] == ["A bus", "First"]
