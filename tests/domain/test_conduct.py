"""The room paused, shown something, new ideas held, and acts of the desk taken back."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.agenda import due
from codesign.domain.ids import SYSTEM
from tests.given import (
    ANNA,
    BEN,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    IDEA,
    IDEA_2,
    MINUTE,
    NOW,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_VOTES,
    YES,
    folded,
    given,
    idea_submitted,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
)

HELD = e.IntakeChanged(intake="held")
SUBMIT = c.SubmitIdea(idea=IDEA, stage=STAGE, text="A bus")
SUBMITTED = e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus")

# --- pausing ------------------------------------------------------------------------


def test_pausing_and_going_on_happen_once_each():
    given(*EVERYBODY).when(c.PauseRoom()).then(e.RoomPaused()).when(c.PauseRoom()).then_nothing()
    given(*EVERYBODY, e.RoomPaused()).when(c.ResumeRoom()).then(e.RoomResumed())
    given(*EVERYBODY).when(c.ResumeRoom()).then_nothing()
    given(*EVERYBODY).when(c.PauseRoom(), by=ANNA).then_rejected("role_not_allowed")


def test_what_was_on_its_way_when_the_room_was_paused_still_counts():
    given(*TAKING_IDEAS, e.RoomPaused()).when(SUBMIT, by=ANNA).then(SUBMITTED)


def test_a_running_timer_waits_while_the_room_rests():
    running = (*TAKING_IDEAS, e.TimerStarted(stage=STAGE, ends_at=NOW + MINUTE))
    paused = (*running, past_fact(e.RoomPaused(), at=NOW + 1_000))
    assert due(folded(recorded(*paused))) == []
    given(*paused).when(c.EndTimer(stage=STAGE), by=SYSTEM, at=NOW + 2 * MINUTE).then_nothing()
    on = folded(recorded(*paused, past_fact(e.RoomResumed(), at=NOW + 1_000 + 5 * MINUTE)))
    assert on.stages[STAGE].timer_ends_at == NOW + 6 * MINUTE
    given(*paused).when(c.StartTimer(stage=STAGE, seconds=60)).then_rejected("room_paused")


# --- the spotlight ------------------------------------------------------------------


def test_everybody_is_shown_a_thing_and_then_nothing_any_more():
    given(*TAKING_IDEAS, idea_submitted()).when(c.TurnSpotlight(kind="idea", id=IDEA)).then(
        e.SpotlightTurned(kind="idea", id=IDEA)
    ).when(c.TurnSpotlight(kind="idea", id=IDEA)).then_nothing()
    given(*TAKING_IDEAS, e.SpotlightTurned(kind="stage", id=STAGE)).when(c.TurnSpotlight()).then(
        e.SpotlightTurned(kind=None, id=None)
    )
    given(*TAKING_IDEAS).when(c.TurnSpotlight()).then_nothing()


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("stage", "no_such_stage"),
        ("idea", "no_such_idea"),
        ("theme", "no_such_theme"),
        ("round", "no_such_round"),
        ("decision", "no_such_decision"),
    ],
)
def test_only_what_is_there_is_shown(kind, code):
    given(*EVERYBODY).when(c.TurnSpotlight(kind=kind, id="nothing")).then_rejected(code)


def test_a_hidden_idea_is_shown_to_nobody():
    given(*TAKING_IDEAS, idea_submitted(), e.IdeaHidden(idea=IDEA, reason="x")).when(
        c.TurnSpotlight(kind="idea", id=IDEA)
    ).then_rejected("idea_not_shown")


# --- new ideas ----------------------------------------------------------------------


def test_no_new_ideas_are_taken_while_they_are_locked_but_from_those_who_run_the_workshop():
    locked = e.IntakeChanged(intake="locked")
    given(*TAKING_IDEAS, locked).when(SUBMIT, by=ANNA).then_rejected("ideas_locked")
    given(*TAKING_IDEAS, locked).when(SUBMIT, by=FACILITATOR).then(SUBMITTED)


def test_a_held_idea_waits_and_comes_last_with_the_time_it_was_let_through():
    earlier = past_fact(SUBMITTED, by=ANNA)
    through = past_fact(e.IdeasLetThrough(ideas=(IDEA,)), at=NOW + MINUTE)
    past = (*TAKING_IDEAS, HELD, earlier, e.IntakeChanged(intake="open"))
    assert folded(recorded(*past)).ideas[IDEA].held
    workshop = folded(recorded(*past, idea_submitted(IDEA_2, BEN), through))
    assert [*workshop.ideas] == [IDEA_2, IDEA]
    let = workshop.ideas[IDEA]
    assert (let.shown, let.at, let.seq, let.words_seq) == (
        True,
        NOW + MINUTE,
        workshop.seq,
        workshop.seq,
    )


def test_new_words_wait_too_while_ideas_are_held():
    past = (*TAKING_IDEAS, idea_submitted(), HELD)
    reworded = past_fact(e.IdeaReworded(idea=IDEA, text="Worse"), by=ANNA)
    assert folded(recorded(*past, reworded)).ideas[IDEA].held


def test_held_ideas_are_let_through_or_turned_down_by_those_who_run_the_workshop():
    held = (*TAKING_IDEAS, HELD, idea_submitted())
    through = c.LetIdeasThrough(ideas=(IDEA, IDEA))
    given(*held).when(through).then(e.IdeasLetThrough(ideas=(IDEA,))).when(through).then_nothing()
    given(*held).when(through, by=HELPER).then_rejected("role_not_allowed")
    given(*held).when(c.HideIdea(idea=IDEA, reason="Unkind")).then(
        e.IdeaHidden(idea=IDEA, reason="Unkind")
    )


def test_a_held_idea_cannot_be_restored_by_its_author_past_the_facilitator():
    given(*TAKING_IDEAS, HELD, idea_submitted()).when(
        c.RestoreIdea(idea=IDEA), by=ANNA
    ).then_nothing()


def test_letting_through_is_taken_back_but_not_under_a_vote():
    given(*TAKING_IDEAS, idea_submitted()).when(c.HoldIdeasBack(ideas=(IDEA,))).then(
        e.IdeasHeldBack(ideas=(IDEA,))
    )
    voted = (*TAKING_IDEAS, idea_submitted(), round_opened(), option_added(IDEA, "idea"))
    given(*voted).when(c.HoldIdeasBack(ideas=(IDEA,))).then_rejected("idea_being_voted")


# --- taking back --------------------------------------------------------------------


def test_a_reveal_is_taken_back_but_not_under_a_vote():
    private = (*EVERYBODY, stage_added(private=True), stage_opened(), idea_submitted())
    shown = (*private, e.IdeasRevealed(stage=STAGE))
    given(*shown).when(c.ConcealIdeas(stage=STAGE)).then(e.IdeasConcealed(stage=STAGE))
    given(*private).when(c.ConcealIdeas(stage=STAGE)).then_nothing()
    given(*shown, round_opened(), option_added(IDEA, "idea")).when(
        c.ConcealIdeas(stage=STAGE)
    ).then_rejected("idea_being_voted")


def test_skipping_is_taken_back_without_opening_the_stage():
    given(*EVERYBODY, stage_added(), e.StageSkipped(stage=STAGE)).when(
        c.RestoreStage(stage=STAGE)
    ).then(e.StageRestored(stage=STAGE)).when(c.RestoreStage(stage=STAGE)).then_nothing()


def test_more_time_is_taken_back_also_from_the_running_timer():
    timed = (
        *EVERYBODY,
        stage_added(minutes=20),
        stage_opened(),
        e.TimerStarted(stage=STAGE, ends_at=NOW + 10 * MINUTE),
    )
    given(*timed).when(c.ShortenStage(stage=STAGE, minutes=5)).then(
        e.StageShortened(stage=STAGE, minutes=5)
    )
    stage = folded(recorded(*timed, e.StageShortened(stage=STAGE, minutes=5))).stages[STAGE]
    assert (stage.minutes, stage.timer_ends_at) == (15, NOW + 5 * MINUTE)
    given(*EVERYBODY, stage_added(STAGE_2)).when(
        c.ShortenStage(stage=STAGE_2, minutes=5)
    ).then_nothing()


def test_a_round_set_aside_counts_again_closed_and_with_the_ballots_it_had():
    voided = (
        *TAKING_VOTES,
        past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA),
        e.RoundVoided(round=ROUND, reason="Wrong"),
    )
    given(*voided).when(c.RestoreRound(round=ROUND)).then(e.RoundRestored(round=ROUND))
    given(*TAKING_VOTES).when(c.RestoreRound(round=ROUND)).then_nothing()
    workshop = folded(recorded(*voided, e.RoundRestored(round=ROUND)))
    assert not workshop.rounds[ROUND].open
    assert workshop.polls[ROUND].ballots == {ANNA: {YES: 1}}


def test_a_shown_result_is_kept_back_again_where_it_waits_to_be_shown():
    counted = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=0,
        counts={},
        ranking=(),
    )
    shown = (
        *TAKING_IDEAS,
        round_opened(tally="at_reveal"),
        option_added(YES),
        e.RoundClosed(round=ROUND),
        counted,
        e.ResultRevealed(round=ROUND),
    )
    given(*shown).when(c.ConcealResult(round=ROUND)).then(e.ResultConcealed(round=ROUND))
    given(*shown, e.ResultConcealed(round=ROUND)).when(c.ConcealResult(round=ROUND)).then_nothing()


def test_an_interest_is_taken_back_by_those_who_run_the_workshop_alone():
    declared = (*EVERYBODY, e.InterestDeclared(participant=ANNA, interest="potential_bidder"))
    command = c.WithdrawInterest(participant=ANNA, interest="potential_bidder")
    given(*declared).when(command).then(
        e.InterestWithdrawn(participant=ANNA, interest="potential_bidder")
    ).when(command).then_nothing()
    given(*declared).when(command, by=ANNA).then_rejected("role_not_allowed")
