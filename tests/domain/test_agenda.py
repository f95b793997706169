import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import LATEST
from codesign.domain.agenda import MINUTES_AT_MOST, due
from codesign.domain.ids import SYSTEM
from tests.given import (
    ANNA,
    BEGUN,
    EVERYBODY,
    MINUTE,
    NOW,
    STAGE,
    STAGE_2,
    STAGE_3,
    folded,
    given,
    recorded,
    stage_added,
    stage_opened,
)

AGENDA = (*BEGUN, stage_added(STAGE, "ideas"), stage_added(STAGE_2, "themes"))
LIVE = (*AGENDA, stage_opened(STAGE))
LATER = NOW + MINUTE
BESIDE = (*AGENDA, stage_opened(STAGE, until=LATER))
TIMER = e.TimerStarted(stage=STAGE, ends_at=LATER)


def plan(stage=STAGE, **changes):
    terms = {"kind": "ideas", "title": "ideas", "purpose": "", "minutes": 0}
    return c.StagePlan(stage=stage, **{**terms, **changes})


def revised(**changes):
    terms = {"title": "ideas", "purpose": "", "minutes": 0, "seen_by": "public"}
    return e.StageRevised(stage=STAGE, **{"anonymous": False, "private": False, **terms, **changes})


# --- adding -------------------------------------------------------------------


def test_a_stage_is_added_at_the_end():
    given(*AGENDA).when(c.AddStage(plan=plan(STAGE_3))).then(stage_added(STAGE_3, "ideas"))


def test_a_stage_may_be_added_before_another_one():
    added = given(*AGENDA).when(c.AddStage(plan=plan(STAGE_3), before=STAGE_2))
    before = e.StageAdded(
        stage=STAGE_3,
        kind="ideas",
        title="ideas",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="public",
        before=STAGE_2,
    )
    assert added.then(before).workshop.agenda == [STAGE, STAGE_3, STAGE_2]


def test_a_stage_may_be_added_while_another_one_runs():
    given(*LIVE).when(c.AddStage(plan=plan(STAGE_3))).then(stage_added(STAGE_3, "ideas"))


def test_a_stage_is_not_added_before_one_that_is_not_there():
    given(*BEGUN).when(c.AddStage(plan=plan(), before=STAGE_2)).then_rejected("no_such_stage")


def test_a_stage_is_added_once():
    given(*AGENDA).when(c.AddStage(plan=plan())).then_rejected("id_taken")


def test_a_stages_identifier_must_be_well_formed():
    given(*BEGUN).when(c.AddStage(plan=plan("ideas"))).then_rejected("bad_id")


def test_a_stage_needs_a_title():
    given(*BEGUN).when(c.AddStage(plan=plan(title="\u200b"))).then_rejected("empty_text")


@pytest.mark.parametrize("minutes", [-1, MINUTES_AT_MOST + 1])
def test_a_stage_is_at_most_a_day_long(minutes):
    given(*BEGUN).when(c.AddStage(plan=plan(minutes=minutes))).then_rejected("bad_length")


# --- revising -----------------------------------------------------------------


def test_a_stages_words_and_length_may_change():
    command = c.ReviseStage(plan=plan(title="Needs", purpose="Why", minutes=10))
    given(*LIVE).when(command).then(revised(title="Needs", purpose="Why", minutes=10))


def test_the_same_plan_changes_nothing():
    given(*AGENDA).when(c.ReviseStage(plan=plan())).then_nothing()


def test_a_stage_that_is_not_there_cannot_be_revised():
    given(*AGENDA).when(c.ReviseStage(plan=plan(STAGE_3))).then_rejected("no_such_stage")


def test_a_revised_stage_is_at_most_a_day_long():
    command = c.ReviseStage(plan=plan(minutes=MINUTES_AT_MOST + 1))
    given(*AGENDA).when(command).then_rejected("bad_length")


WHO_SEES_WHAT = [{"anonymous": True}, {"private": True}, {"seen_by": "partner"}]


@pytest.mark.parametrize("terms", WHO_SEES_WHAT)
def test_who_sees_what_may_change_before_a_stage_opens(terms):
    given(*AGENDA).when(c.ReviseStage(plan=plan(**terms))).then(revised(**terms))


@pytest.mark.parametrize("terms", WHO_SEES_WHAT)
def test_who_sees_what_is_fixed_once_a_stage_was_opened(terms):
    past = (*LIVE, e.StageClosed(stage=STAGE))
    given(*past).when(c.ReviseStage(plan=plan(**terms))).then_rejected("anonymity_is_fixed")


# --- moving and skipping --------------------------------------------------------


def test_a_stage_may_move_before_another_one():
    moved = given(*AGENDA).when(c.MoveStage(stage=STAGE_2, before=STAGE))
    after = moved.then(e.StageMoved(stage=STAGE_2, before=STAGE))
    assert after.workshop.agenda == [STAGE_2, STAGE]


def test_a_stage_may_move_to_the_end():
    moved = given(*AGENDA).when(c.MoveStage(stage=STAGE))
    after = moved.then(e.StageMoved(stage=STAGE, before=None))
    assert after.workshop.agenda == [STAGE_2, STAGE]


@pytest.mark.parametrize(("stage", "before"), [(STAGE_2, None), (STAGE, STAGE_2), (STAGE, STAGE)])
def test_a_stage_moved_to_where_it_is_does_not_move(stage, before):
    given(*AGENDA).when(c.MoveStage(stage=stage, before=before)).then_nothing()


@pytest.mark.parametrize(("stage", "before"), [(STAGE_3, None), (STAGE, STAGE_3)])
def test_only_stages_on_the_agenda_move(stage, before):
    given(*AGENDA).when(c.MoveStage(stage=stage, before=before)).then_rejected("no_such_stage")


def test_a_stage_may_be_skipped():
    given(*AGENDA).when(c.SkipStage(stage=STAGE)).then(e.StageSkipped(stage=STAGE))


def test_a_skipped_stage_is_skipped_already():
    past = (*AGENDA, e.StageSkipped(stage=STAGE))
    given(*past).when(c.SkipStage(stage=STAGE)).then_nothing()


def test_an_open_stage_cannot_be_skipped():
    given(*LIVE).when(c.SkipStage(stage=STAGE)).then_rejected("stage_is_open")


# --- opening and closing ----------------------------------------------------------


def test_a_stage_opens_live():
    opened = given(*AGENDA).when(c.OpenStage(stage=STAGE)).then(stage_opened(STAGE))
    assert opened.workshop.live_stage == STAGE


def test_the_live_stage_closes_when_another_one_opens_live():
    given(*LIVE).when(c.OpenStage(stage=STAGE_2)).then(
        e.StageClosed(stage=STAGE), stage_opened(STAGE_2)
    )


def test_the_live_stages_timer_stops_when_another_one_opens_live():
    given(*LIVE, TIMER).when(c.OpenStage(stage=STAGE_2)).then(
        e.TimerStopped(stage=STAGE), e.StageClosed(stage=STAGE), stage_opened(STAGE_2)
    )


def test_a_stage_may_stay_open_beside_the_live_one():
    command = c.OpenStage(stage=STAGE_2, until=LATER)
    opened = given(*LIVE).when(command).then(stage_opened(STAGE_2, LATER))
    assert opened.workshop.live_stage == STAGE


def test_the_live_stage_may_be_left_open_until_a_time():
    command = c.OpenStage(stage=STAGE, until=LATER)
    opened = given(*LIVE).when(command).then(stage_opened(STAGE, LATER))
    assert opened.workshop.live_stage is None


def test_a_stage_open_beside_may_become_the_live_one():
    opened = given(*BESIDE).when(c.OpenStage(stage=STAGE)).then(stage_opened(STAGE))
    assert opened.workshop.live_stage == STAGE


@pytest.mark.parametrize(("past", "until"), [(LIVE, None), (BESIDE, LATER)])
def test_an_open_stage_is_open_already(past, until):
    given(*past).when(c.OpenStage(stage=STAGE, until=until)).then_nothing()


def test_opening_a_skipped_stage_takes_that_back():
    past = (*AGENDA, e.StageSkipped(stage=STAGE))
    opened = given(*past).when(c.OpenStage(stage=STAGE)).then(stage_opened(STAGE))
    assert not opened.workshop.stages[STAGE].skipped


def test_a_closed_stage_may_be_reopened():
    past = (*LIVE, e.StageClosed(stage=STAGE))
    given(*past).when(c.OpenStage(stage=STAGE)).then(stage_opened(STAGE))


@pytest.mark.parametrize("until", [NOW, NOW - 1, LATEST + 1])
def test_a_stage_is_left_open_until_a_time_to_come(until):
    given(*AGENDA).when(c.OpenStage(stage=STAGE, until=until)).then_rejected("no_dates")


def test_only_a_stage_on_the_agenda_opens():
    given(*BEGUN).when(c.OpenStage(stage=STAGE)).then_rejected("no_such_stage")


def test_an_open_stage_may_be_closed():
    closed = given(*LIVE).when(c.CloseStage(stage=STAGE)).then(e.StageClosed(stage=STAGE))
    assert closed.workshop.live_stage is None


def test_closing_a_stage_stops_its_timer():
    given(*LIVE, TIMER).when(c.CloseStage(stage=STAGE)).then(
        e.TimerStopped(stage=STAGE), e.StageClosed(stage=STAGE)
    )


def test_a_stage_that_is_not_open_is_closed_already():
    given(*AGENDA).when(c.CloseStage(stage=STAGE)).then_nothing()


def test_closing_a_stage_beside_leaves_the_live_one_open():
    past = (*LIVE, stage_opened(STAGE_2, LATER))
    closed = given(*past).when(c.CloseStage(stage=STAGE_2)).then(e.StageClosed(stage=STAGE_2))
    assert closed.workshop.live_stage == STAGE


def test_the_server_closes_a_stage_whose_time_has_come():
    given(*BESIDE).when(c.CloseStage(stage=STAGE), by=SYSTEM, at=LATER).then(
        e.StageClosed(stage=STAGE)
    )


@pytest.mark.parametrize("past", [BESIDE, LIVE])
def test_the_server_closes_no_stage_that_was_given_more_time_meanwhile(past):
    given(*past).when(c.CloseStage(stage=STAGE), by=SYSTEM, at=LATER - 1).then_nothing()


# --- time -------------------------------------------------------------------------


def test_more_time_is_added_to_the_plan_and_to_a_running_timer():
    extended = given(*LIVE, TIMER).when(c.ExtendStage(stage=STAGE, minutes=5))
    stage = extended.then(e.StageExtended(stage=STAGE, minutes=5)).workshop.stages[STAGE]
    assert stage.minutes == 5
    assert stage.timer_ends_at == LATER + 5 * MINUTE


def test_more_time_starts_no_timer():
    extended = given(*LIVE).when(c.ExtendStage(stage=STAGE, minutes=5))
    after = extended.then(e.StageExtended(stage=STAGE, minutes=5))
    assert after.workshop.stages[STAGE].timer_ends_at is None


@pytest.mark.parametrize("minutes", [0, -5, MINUTES_AT_MOST])
def test_a_stage_is_extended_to_a_day_at_most(minutes):
    past = (*BEGUN, stage_added(minutes=1))
    given(*past).when(c.ExtendStage(stage=STAGE, minutes=minutes)).then_rejected("bad_length")


def test_only_a_stage_on_the_agenda_is_extended():
    given(*BEGUN).when(c.ExtendStage(stage=STAGE, minutes=5)).then_rejected("no_such_stage")


def test_a_timer_ends_so_many_seconds_from_now():
    given(*LIVE).when(c.StartTimer(stage=STAGE, seconds=60)).then(TIMER)


def test_a_running_timer_may_be_started_anew():
    anew = e.TimerStarted(stage=STAGE, ends_at=NOW + 90_000)
    given(*LIVE, TIMER).when(c.StartTimer(stage=STAGE, seconds=90)).then(anew)


def test_a_timer_that_would_end_at_the_same_moment_runs_already():
    given(*LIVE, TIMER).when(c.StartTimer(stage=STAGE, seconds=60)).then_nothing()


def test_only_an_open_stage_has_a_timer():
    given(*AGENDA).when(c.StartTimer(stage=STAGE, seconds=60)).then_rejected("stage_closed")


@pytest.mark.parametrize("seconds", [0, -1, MINUTES_AT_MOST * 60 + 1])
def test_a_timer_runs_at_most_a_day(seconds):
    given(*LIVE).when(c.StartTimer(stage=STAGE, seconds=seconds)).then_rejected("bad_length")


def test_a_running_timer_may_be_stopped():
    given(*LIVE, TIMER).when(c.StopTimer(stage=STAGE)).then(e.TimerStopped(stage=STAGE))


def test_a_timer_that_does_not_run_is_stopped_already():
    given(*LIVE).when(c.StopTimer(stage=STAGE)).then_nothing()


def test_the_server_records_that_a_timer_ran_out():
    given(*LIVE, TIMER).when(c.EndTimer(stage=STAGE), by=SYSTEM, at=LATER).then(
        e.TimerEnded(stage=STAGE)
    )


def test_a_timer_that_still_runs_has_not_run_out():
    given(*LIVE, TIMER).when(c.EndTimer(stage=STAGE), by=SYSTEM, at=LATER - 1).then_nothing()


def test_a_timer_that_does_not_run_has_not_run_out():
    given(*LIVE).when(c.EndTimer(stage=STAGE), by=SYSTEM, at=LATER).then_nothing()


def test_only_the_server_says_that_a_timer_ran_out():
    given(*LIVE, TIMER).when(c.EndTimer(stage=STAGE), at=LATER).then_rejected("role_not_allowed")


def test_the_stage_stays_open_when_its_timer_ran_out():
    past = (*LIVE, TIMER, e.TimerEnded(stage=STAGE))
    assert folded(recorded(*past)).stages[STAGE].open


def test_running_timers_and_stages_open_until_a_time_are_due():
    past = (*LIVE, TIMER, stage_opened(STAGE_2, LATER + 1))
    assert due(folded(recorded(*past))) == [
        (LATER, c.EndTimer(stage=STAGE)),
        (LATER + 1, c.CloseStage(stage=STAGE_2)),
    ]


def test_nothing_is_due_where_nothing_runs():
    assert due(folded(recorded(*LIVE))) == []


def test_what_is_due_can_be_done_and_is_not_due_afterwards():
    past = given(*LIVE, TIMER, stage_opened(STAGE_2, LATER))
    for at, command in due(past.workshop):
        kind = e.TimerEnded if isinstance(command, c.EndTimer) else e.StageClosed
        past = past.when(command, by=SYSTEM, at=at).then(kind(stage=command.stage))
    assert due(past.workshop) == []


# --- who may --------------------------------------------------------------------------

RUNNING_ONLY = [
    c.AddStage(plan=plan(STAGE_3)),
    c.ReviseStage(plan=plan(title="Needs")),
    c.MoveStage(stage=STAGE),
    c.SkipStage(stage=STAGE),
    c.OpenStage(stage=STAGE),
    c.CloseStage(stage=STAGE),
    c.ExtendStage(stage=STAGE, minutes=5),
    c.StartTimer(stage=STAGE, seconds=60),
    c.StopTimer(stage=STAGE),
]


@pytest.mark.parametrize("command", RUNNING_ONLY, ids=lambda each: type(each).__name__)
def test_only_those_who_run_the_workshop_may_change_the_agenda(command):
    past = (*EVERYBODY, stage_added(), stage_opened())
    given(*past).when(command, by=ANNA).then_rejected("role_not_allowed")
