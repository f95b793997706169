"""What is left to do after the room, and what people said and left, for those who run it."""

import pytest

from codesign.domain import events as e
from codesign.domain.ids import ReportId, StageId
from codesign.projections.afterwards import (
    kept_informed,
    linked,
    loose_ends,
    said_on_leaving,
)
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    CO_FACILITATOR,
    CONTACT,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    IDEA,
    LINK,
    MAIR,
    NOW,
    RESPONSE,
    ROUND,
    STAGE,
    TAKING_IDEAS,
    TAKING_VOTES,
    TOTALS,
    YES,
    folded,
    id_of,
    idea_submitted,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
)

WORDED = e.NextStepsWorded(text="We write by March.")
CLOSING = StageId(id_of("closing"))
ASKED = (*EVERYBODY, e.ExitQuestionAsked(question="What next time?"))
SAID = (
    past_fact(e.ExitAnswered(participant=BEN, text="More tea"), by=BEN),
    past_fact(e.ExitAnswered(participant=ANNA, text="Less talk"), by=ANNA),
)


def decided(reasons: str = "") -> e.DecisionRecorded:
    return e.DecisionRecorded(
        decision=DECISION, text="A bus.", reasons=reasons, round=None, options=()
    )


def responded() -> e.ResponseGiven:
    return e.ResponseGiven(
        response=RESPONSE,
        about="decision",
        id=DECISION,
        organisation=None,
        stance="doing",
        why="",
        post="",
        by_when="",
    )


def kinds(*past, reader=FACILITATOR):
    workshop = folded(recorded(*past, WORDED))
    return [(each.kind, each.many) for each in loose_ends(workshop, reader)]


def test_nothing_is_open_where_everything_is_settled():
    assert kinds(*EVERYBODY, decided("It helps most."), responded()) == []


def test_what_happens_next_is_missed():
    assert [each.kind for each in loose_ends(folded(recorded(*EVERYBODY)), FACILITATOR)] == [
        "no_next_steps"
    ]


def test_a_decision_wants_a_reason_and_an_answer_until_it_is_taken_back():
    past = (*EVERYBODY, decided())
    assert kinds(*past) == [("decision_without_reasons", 1), ("no_response", 1)]
    back = e.DecisionWithdrawn(decision=DECISION, reason="Not yet")
    assert kinds(*past, back) == []


def test_a_response_taken_back_leaves_the_decision_without_one():
    past = (*EVERYBODY, decided("So"), responded())
    assert kinds(*past, e.ResponseWithdrawn(response=RESPONSE)) == [("no_response", 1)]


def test_a_stage_open_until_a_date_is_open_and_the_live_one_is_not_told():
    past = (*EVERYBODY, stage_added(), stage_opened(until=NOW + 1))
    (found,) = loose_ends(folded(recorded(*past, WORDED)), FACILITATOR)
    assert (found.kind, found.stage, found.until) == ("stage_open", STAGE, NOW + 1)
    assert kinds(*TAKING_IDEAS) == []


def test_ideas_that_wait_to_be_shown_are_open():
    private = (*EVERYBODY, stage_added(private=True), stage_opened(), idea_submitted())
    assert kinds(*private) == [("ideas_private", 1)]
    assert kinds(*private, e.IdeasRevealed(stage=STAGE)) == []
    held = (*TAKING_IDEAS, idea_submitted(), e.IdeasHeldBack(ideas=(IDEA,)))
    assert kinds(*held) == [("ideas_held", 1)]


def result() -> e.ResultPublished:
    return e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=20,
        roll=3,
        cast=0,
        counts={},
        ranking=((YES,),),
        turnout={},
    )


def test_a_vote_is_open_until_it_is_closed_counted_and_shown():
    past = (
        *TAKING_IDEAS,
        round_opened(tally="at_reveal"),
        option_added(YES),
    )
    closed = (*past, e.RoundClosed(round=ROUND))
    counted = (*closed, result())
    assert kinds(*past) == [("vote_open", 1)]
    assert kinds(*closed) == [("vote_uncounted", 1)]
    assert kinds(*counted) == [("vote_not_shown", 1)]
    assert kinds(*counted, e.ResultRevealed(round=ROUND)) == []
    assert kinds(*closed, e.RoundVoided(round=ROUND, reason="Wrong sheets")) == []


def test_a_count_on_paper_waits_for_a_second_person_where_the_vote_binds():
    binding = (*TAKING_IDEAS, round_opened(binding=True), option_added(YES))
    totals = e.TotalsRecorded(
        round=ROUND,
        totals=TOTALS,
        counted="hands",
        table="",
        voters=(),
        people=2,
        paper=0,
        cast=2,
        counts={YES: {"agree": 2}},
    )
    assert kinds(*binding, totals) == [("vote_open", 1), ("paper", 1)]
    confirmed = e.TotalsConfirmed(round=ROUND, totals=TOTALS)
    assert kinds(*binding, totals, past_fact(confirmed, by=CO_FACILITATOR)) == [("vote_open", 1)]
    assert kinds(*TAKING_VOTES, totals) == [("vote_open", 1)]


def reported(about: e.Reported, key: str) -> e.ReportMade:
    return e.ReportMade(
        report=ReportId(id_of("report")), about=about, id=key, concern="other", text="Look"
    )


def test_a_report_is_open_for_its_readers_until_it_is_dealt_with():
    past = (*EVERYBODY, past_fact(reported("participant", CO_FACILITATOR), by=ANNA))
    assert kinds(*past) == [("reports", 1)]
    assert kinds(*past, reader=CO_FACILITATOR) == []
    done = e.ReportMarked(report=ReportId(id_of("report")), state="done")
    assert kinds(*past, done) == []


def test_answers_on_leaving_are_told_with_names():
    told = said_on_leaving(folded(recorded(*ASKED, *SAID)))
    assert [(each.name, each.text) for each in told] == [
        ("ben", "More tea"),
        ("anna", "Less talk"),
    ]


def test_in_a_closing_stage_without_names_neither_name_nor_order_tells_who_answered():
    stage = stage_added(CLOSING, "close", anonymous=True)
    told = said_on_leaving(folded(recorded(*ASKED, stage, *SAID)))
    assert [(each.name, each.text) for each in told] == [
        (None, "Less talk"),
        (None, "More tea"),
    ]


def test_an_answer_stays_with_the_question_it_was_given_to():
    asked_anew = e.ExitQuestionAsked(question="And what was good?")
    told = said_on_leaving(folded(recorded(*ASKED, SAID[0], asked_anew, SAID[1])))
    assert [each.question for each in told] == ["What next time?", "And what was good?"]


def test_who_is_kept_informed_is_told_until_they_take_it_back_or_are_erased():
    given = past_fact(
        e.ContactGiven(participant=ANNA, contact=CONTACT, address="anna@example.org"), by=ANNA
    )
    past = (*EVERYBODY, given)
    (found,) = kept_informed(folded(recorded(*past)))
    assert (found.name, found.address) == ("anna", "anna@example.org")
    gone = e.ContactWithdrawn(participant=ANNA, contact=CONTACT)
    assert kept_informed(folded(recorded(*past, gone))) == []


def test_everybody_on_the_roll_is_told_with_the_link_that_holds():
    issued = e.LinkIssued(participant=ANNA, link=LINK, expires_at=NOW + 10)
    workshop = folded(recorded(*EVERYBODY, issued))
    found = {each.participant: each for each in linked(workshop, NOW)}
    assert found[ANNA].expires_at == NOW + 10
    assert found[ANNA].made_by == "facilitator"
    assert found[BEN].expires_at is None
    assert found[FACILITATOR].runs
    assert not found[ANNA].runs
    assert {each.participant: each for each in linked(workshop, NOW + 10)}[ANNA].expires_at is None


@pytest.mark.parametrize(
    "gone",
    [
        e.ParticipantErased(participant=MAIR),
        e.ParticipantRemoved(participant=MAIR, reason="", banned=False),
    ],
)
def test_who_was_erased_or_put_out_gets_no_link(gone):
    found = linked(folded(recorded(*EVERYBODY, gone)), NOW)
    assert MAIR not in {each.participant for each in found}


def test_who_was_not_let_in_yet_gets_no_link():
    asked = e.AdmissionAsked(participant=CARYS, name="Carys", organisation=None, role="participant")
    found = linked(folded(recorded(*EVERYBODY, asked)), NOW)
    assert CARYS not in {each.participant for each in found}
