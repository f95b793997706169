"""Why somebody voted as they did, and the chair's casting vote."""

from dataclasses import replace

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.counting import publication, uncounted, votes
from codesign.domain.ids import SYSTEM, ReasonId
from codesign.methods.counting import count
from codesign.methods.terms import Terms
from codesign.projections.board import rendered
from codesign.projections.mine import mine
from tests.given import (
    ANNA,
    BEN,
    EVERYBODY,
    FACILITATOR,
    NO,
    ROUND,
    STAGE,
    TAKING_IDEAS,
    YES,
    folded,
    given,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
)

REASON, REASON_2 = ReasonId(id_of("reason")), ReasonId(id_of("reason_2"))
VALLEY = "It leaves the valley out"


def consent(reasons="required", *, anonymous=False, tally="at_close"):
    opened = replace(round_opened("consent", tally=tally), reasons=reasons)
    stage = (stage_added(anonymous=anonymous), stage_opened())
    return (*EVERYBODY, *stage, opened, option_added(YES), option_added(NO))


def why(text=VALLEY, *, reason=REASON, option=YES):
    return c.ReasonPlan(reason=reason, option=option, text=text)


def cast(marks, *reasons):
    return c.CastBallot(round=ROUND, marks=marks, reasons=reasons)


OBJECTED = (
    past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=ANNA),
    past_fact(e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text=VALLEY), by=ANNA),
)


def board(view, *past):
    return rendered(folded(recorded(*past)), view).records["reasons"]


# --- giving one ---------------------------------------------------------------------


def test_an_objection_is_recorded_with_its_reason():
    found = given(*consent()).when(cast({YES: -1}, why(f"  {VALLEY} ")), by=ANNA)
    found.then(
        e.BallotCast(round=ROUND, marks={YES: -1}),
        e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text=VALLEY),
    )


def test_an_objection_without_one_is_refused_where_one_is_required():
    given(*consent()).when(cast({YES: -1}), by=ANNA).then_rejected("reason_missing")
    assert given(*consent("optional")).when(cast({YES: -1}), by=ANNA).events
    assert given(*consent()).when(cast({YES: 1}), by=ANNA).events


def test_a_reason_stays_while_its_mark_does():
    past = (*consent(), *OBJECTED)
    assert given(*past).when(cast({NO: 1}), by=ANNA).events
    changed = (*past, past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA))
    given(*changed).when(cast({YES: -1}), by=ANNA).then_rejected("reason_missing")


def test_a_reason_is_worded_anew_under_its_id_and_the_same_words_change_nothing():
    past = (*consent(), *OBJECTED)
    given(*past).when(cast({}, why("Nor the hill")), by=ANNA).then(
        e.ReasonGiven(reason=REASON, round=ROUND, option=YES, text="Nor the hill")
    )
    given(*past).when(cast({YES: -1}, why()), by=ANNA).then_nothing()


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ((why(option=NO),), "reason_without_mark"),
        ((why(" "),), "empty_text"),
        ((why(reason=ReasonId("short")),), "bad_id"),
        ((why(reason=ReasonId(STAGE)),), "id_taken"),
        ((why(), why(reason=REASON_2)), "too_many"),
    ],
)
def test_a_reason_that_goes_with_nothing_is_refused_with_the_ballot(reasons, code):
    given(*consent()).when(cast({YES: -1}, *reasons), by=ANNA).then_rejected(code)


def test_nobody_words_somebody_elses_reason():
    past = (*consent(), *OBJECTED)
    given(*past).when(cast({YES: -1}, why("Other")), by=BEN).then_rejected("id_taken")


def test_where_none_are_asked_for_none_are_taken():
    given(*consent("none")).when(cast({YES: -1}, why()), by=ANNA).then_rejected("reasons_not_taken")


def test_only_where_a_single_mark_stops_a_proposal_can_a_reason_be_required():
    plan = c.OptionPlan(option=YES, source="text", text="A bus")
    command = c.OpenRound(
        round=ROUND, question="So?", method="approval", options=(plan,), reasons="required"
    )
    given(*TAKING_IDEAS).when(command).then_rejected("bad_terms")


# --- who is told --------------------------------------------------------------------


def test_reasons_are_told_when_everybody_may_see_how_the_votes_stand():
    result = e.ResultPublished(
        round=ROUND,
        algorithm="consent",
        version=1,
        first=1,
        last=99,
        roll=3,
        cast=1,
        counts={},
        ranking=(),
    )
    assert board("facilitator", *consent(), *OBJECTED) == {}
    counted = (*consent(), *OBJECTED, e.RoundClosed(round=ROUND), result)
    (told,) = board("facilitator", *counted).values()
    assert (told["text"], told["mark"], told["author"]) == (VALLEY, -1, ANNA)
    (seen,) = board("public", *counted).values()
    assert "author" not in seen
    assert board("participant", *consent(tally="live"), *OBJECTED)


def test_in_an_anonymous_stage_a_reason_is_nobodys():
    (told,) = board("facilitator", *consent(anonymous=True, tally="live"), *OBJECTED).values()
    assert not {"author", "organisation"} & told.keys()


def test_a_reason_whose_mark_changed_is_told_to_nobody():
    changed = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    assert board("facilitator", *consent(tally="live"), *OBJECTED, changed) == {}


def test_a_redacted_reason_is_shown_as_such_and_the_ballot_stays():
    gone = e.ContributionRedacted(kind="reason", id=REASON, reason="A name", text="[removed]")
    past = (*consent(tally="live"), *OBJECTED, gone)
    (told,) = board("public", *past).values()
    assert (told["text"], told["redacted"]) == ("[removed]", True)
    assert folded(recorded(*past)).polls[ROUND].ballots[ANNA] == {YES: -1}


def test_my_ballot_says_why():
    workshop = folded(recorded(*consent(), *OBJECTED))
    own = {op[2]: op[3] for op in mine(workshop, {ANNA}) if op[:2] == ("put", "ballots")}
    assert own[f"{ROUND}.{ANNA}"]["reasons"] == {YES: {"reason": REASON, "text": VALLEY}}


# --- the chair ----------------------------------------------------------------------


def tied(tie="chair_casts"):
    """A closed and counted vote in which two options share the only place."""
    past = (
        *TAKING_IDEAS,
        round_opened("approval", terms=Terms(top=1), tie=tie),
        option_added(YES),
        option_added(NO),
        past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA),
        past_fact(e.BallotCast(round=ROUND, marks={NO: 1}), by=BEN),
        e.RoundClosed(round=ROUND),
    )
    return (*past, counted(past))


def counted(past):
    workshop = folded(recorded(*past))
    found, poll = workshop.rounds[ROUND], workshop.polls[ROUND]
    command = publication(found, poll, count(votes(found, poll, bytes(32))))
    return e.ResultPublished(**{name: getattr(command, name) for name in command.__slots__})


CHAIR = c.CastForChair(round=ROUND, order=(NO, YES))


def test_the_chair_settles_an_open_tie_and_the_round_is_counted_again():
    given(*tied()).when(CHAIR, by=FACILITATOR).then(e.ChairCast(round=ROUND, order=(NO, YES)))
    past = (*tied(), e.ChairCast(round=ROUND, order=(NO, YES)))
    assert uncounted(folded(recorded(*past))) == [ROUND]
    again = counted(past)
    assert again.explanation["winners"] == [NO]
    assert again.explanation["ties"][0]["rule"] == "chair_casts"
    assert again.last == len(past)


def test_what_the_chair_said_about_a_tie_stands():
    past = (*tied(), e.ChairCast(round=ROUND, order=(NO, YES)))
    other = c.CastForChair(round=ROUND, order=(YES, NO))
    given(*past).when(other, by=FACILITATOR).then_rejected("tie_settled")


def test_a_count_from_before_the_chair_spoke_is_not_taken():
    past = (*tied(), e.ChairCast(round=ROUND, order=(NO, YES)))
    stale = tied()[-1]
    command = c.PublishResult(**{name: getattr(stale, name) for name in stale.__slots__})
    given(*past).when(command, by=SYSTEM).then_nothing()


@pytest.mark.parametrize(
    ("past", "command", "by", "code"),
    [
        (tied("lot"), CHAIR, FACILITATOR, "no_casting_vote"),
        (tied(), replace(CHAIR, order=(NO,)), FACILITATOR, "no_open_tie"),
        (tied()[:-1], CHAIR, FACILITATOR, "result_not_ready"),
        (tied(), CHAIR, ANNA, "role_not_allowed"),
    ],
    ids=["another rule", "not the tie", "not counted", "not the chair"],
)
def test_where_there_is_nothing_to_settle_the_chair_is_told_so(past, command, by, code):
    given(*past).when(command, by=by).then_rejected(code)
