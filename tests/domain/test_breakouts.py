"""Rules: the room parts into groups, each with its own board, and comes back."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.act import Act
from codesign.domain.breakouts import place_of
from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    OptionId,
    ReportBackId,
    RoundId,
    ThemeId,
)
from codesign.domain.views import Audience, audience_of
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    FACILITATOR,
    HELPER,
    IDEA,
    IDEA_2,
    MAIR,
    MINUTE,
    NOW,
    OBSERVER,
    ROUND,
    ROUND_2,
    STAGE,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    THEME,
    THEME_2,
    YES,
    folded,
    given,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
)

BREAKOUT = BreakoutId(id_of("breakout"))
BREAKOUT_2 = BreakoutId(id_of("breakout_2"))
BLUE, GREEN = GroupId(id_of("blue")), GroupId(id_of("green"))
REPORT = ReportBackId(id_of("report"))
COPY, COPY_2 = IdeaId(id_of("copy")), IdeaId(id_of("copy_2"))
THEME_COPY = ThemeId(id_of("theme_copy"))


def planned(*, minutes: int = 0, choosing: bool = False, breakout: BreakoutId = BREAKOUT):
    return e.BreakoutPlanned(
        breakout=breakout, stage=STAGE, prompt="What helps?", minutes=minutes, choosing=choosing
    )


def group(key: GroupId = BLUE, name: str = "Blue"):
    return e.GroupPlanned(breakout=BREAKOUT, group=key, name=name, place="", prompt="")


def assigned(**places):
    people = {"anna": ANNA, "ben": BEN, "mair": MAIR, "helper": HELPER}
    return e.PeopleAssigned(
        breakout=BREAKOUT, places={people[who]: place for who, place in places.items()}
    )


def in_group(event: e.Event, key: GroupId, by=ANNA):
    return past_fact(event, by=by, group=key)


PLANNED = (*TAKING_IDEAS, planned(), group(), group(GREEN, "Green"))
PLACED = (*PLANNED, assigned(anna=BLUE, ben=GREEN, helper=GREEN, mair=GREEN))
MEETING = (*PLACED, e.BreakoutOpened(breakout=BREAKOUT, ends_at=None))
WRITTEN = (
    *MEETING,
    in_group(e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus"), BLUE),
    in_group(e.ThemeFormed(theme=THEME, stage=STAGE, title="Buses"), BLUE),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA,)),
)
BACK = (*WRITTEN, e.BreakoutClosed(breakout=BREAKOUT))
REPORTED = (
    *BACK,
    e.ReportedBack(
        report_back=REPORT,
        group=BLUE,
        ideas=(e.IdeaCopied(of=IDEA, idea=COPY),),
        themes=(e.ThemeCopied(of=THEME, theme=THEME_COPY),),
    ),
)


def plan(*names: str):
    keys = [GroupId(id_of(f"group_{place}")) for place in range(len(names))]
    return c.PlanBreakout(
        breakout=BREAKOUT,
        stage=STAGE,
        groups=tuple(c.GroupPlan(group=k, name=n) for k, n in zip(keys, names, strict=True)),
    )


# --- the plan -----------------------------------------------------------------------


def test_groups_are_planned_each_under_a_name_of_its_own():
    given(*TAKING_IDEAS).when(plan("Blue", "blue"), by=FACILITATOR).then_rejected("same_group_name")
    given(*TAKING_IDEAS).when(plan(), by=FACILITATOR).then_rejected("no_groups")
    given(*TAKING_IDEAS).when(plan("Blue"), by=ANNA).then_rejected("role_not_allowed")


def test_a_plan_asked_again_changes_nothing():
    command = c.PlanBreakout(
        breakout=BREAKOUT,
        stage=STAGE,
        prompt="What helps?",
        groups=(c.GroupPlan(group=BLUE, name="Blue"), c.GroupPlan(group=GREEN, name="Green")),
    )
    given(*PLANNED).when(command, by=FACILITATOR).then()


def test_a_group_is_dropped_before_it_met_and_never_after():
    command = c.PlanBreakout(
        breakout=BREAKOUT,
        stage=STAGE,
        prompt="What helps?",
        groups=(c.GroupPlan(group=BLUE, name="Blue"),),
    )
    given(*PLACED).when(command, by=FACILITATOR).then(e.GroupDropped(group=GREEN))
    given(*BACK).when(command, by=FACILITATOR).then_rejected("breakout_held")
    assert (
        BEN not in folded(recorded(*PLACED, e.GroupDropped(group=GREEN))).breakouts[BREAKOUT].places
    )


def test_what_was_held_cannot_be_cancelled():
    given(*PLANNED).when(c.CancelBreakout(breakout=BREAKOUT), by=FACILITATOR).then(
        e.BreakoutCancelled(breakout=BREAKOUT)
    )
    given(*BACK).when(c.CancelBreakout(breakout=BREAKOUT), by=FACILITATOR).then_rejected(
        "breakout_held"
    )


# --- who goes where -------------------------------------------------------------------


def test_a_helper_takes_their_table_along():
    command = c.AssignPeople(breakout=BREAKOUT, places={HELPER: BLUE})
    given(*PLACED).when(command, by=FACILITATOR).then(
        e.PeopleAssigned(breakout=BREAKOUT, places={HELPER: BLUE, MAIR: BLUE})
    )


def test_an_observer_has_no_place_in_a_group():
    command = c.AssignPeople(breakout=BREAKOUT, places={OBSERVER: BLUE})
    given(*PLANNED).when(command, by=FACILITATOR).then_rejected("role_not_allowed")


def test_nobody_is_put_where_they_may_see_nothing():
    past = (*TAKING_IDEAS_OF_PARTNERS, planned(), group())
    command = c.AssignPeople(breakout=BREAKOUT, places={CARYS: BLUE})
    given(*past).when(command, by=FACILITATOR).then_rejected("stage_not_seen")


def test_one_chooses_a_group_only_where_that_is_offered():
    opened = e.BreakoutOpened(breakout=BREAKOUT, ends_at=None)
    choosing = (*TAKING_IDEAS, planned(choosing=True), group(), group(GREEN, "Green"), opened)
    given(*choosing).when(c.ChooseGroup(group=GREEN), by=ANNA).then(
        e.PeopleAssigned(breakout=BREAKOUT, places={ANNA: GREEN})
    )
    given(*MEETING).when(c.ChooseGroup(group=GREEN), by=ANNA).then_rejected("choosing_not_offered")


def test_a_late_comer_goes_to_the_smallest_group():
    command = c.JoinWorkshop(participant=CARYS, name="Carys")
    joined = e.ParticipantJoined(
        participant=CARYS, name="Carys", organisation=None, role="participant", device=True
    )
    given(*MEETING).when(command, by=CARYS).then(
        joined, e.PeopleAssigned(breakout=BREAKOUT, places={CARYS: BLUE})
    )


def test_a_late_comer_without_a_device_goes_where_the_helper_is():
    command = c.AddParticipant(participant=CARYS, name="Carys")
    _, placed = given(*MEETING).when(command, by=HELPER).events
    assert placed == e.PeopleAssigned(breakout=BREAKOUT, places={CARYS: GREEN})


def test_whoever_comes_back_is_in_their_group():
    past = (*MEETING, e.ParticipantLeft(participant=ANNA))
    given(*past).when(c.ReturnToWorkshop(participant=ANNA), by=ANNA).then(
        e.ParticipantReturned(participant=ANNA)
    )


# --- meeting and coming back ------------------------------------------------------------


def test_groups_meet_in_a_stage_that_is_open_and_for_the_planned_time():
    past = (*TAKING_IDEAS, planned(minutes=10), group())
    given(*past).when(c.OpenBreakout(breakout=BREAKOUT), by=FACILITATOR).then(
        e.BreakoutOpened(breakout=BREAKOUT, ends_at=NOW + 10 * MINUTE)
    )
    given(*past, e.StageClosed(stage=STAGE)).when(
        c.OpenBreakout(breakout=BREAKOUT), by=FACILITATOR
    ).then_rejected("stage_closed")


def test_one_breakout_runs_at_a_time():
    second = e.GroupPlanned(
        breakout=BREAKOUT_2, group=GroupId(id_of("red")), name="Red", place="", prompt=""
    )
    past = (*MEETING, planned(breakout=BREAKOUT_2), second)
    given(*past).when(c.OpenBreakout(breakout=BREAKOUT_2), by=FACILITATOR).then_rejected(
        "breakout_running"
    )


def test_everybody_is_called_back_with_a_warning_and_the_server_ends_it():
    given(*MEETING).when(c.CallBack(breakout=BREAKOUT, seconds=60), by=FACILITATOR).then(
        e.BreakoutCalledBack(breakout=BREAKOUT, back_at=NOW + MINUTE)
    )
    given(*MEETING).when(c.CallBack(breakout=BREAKOUT, seconds=0), by=FACILITATOR).then(
        e.BreakoutClosed(breakout=BREAKOUT)
    )
    early = (*MEETING, e.BreakoutCalledBack(breakout=BREAKOUT, back_at=NOW + MINUTE))
    given(*early).when(c.EndBreakout(breakout=BREAKOUT), by=FACILITATOR).then_rejected(
        "role_not_allowed"
    )


def test_more_time_takes_a_call_back_off():
    past = (*MEETING, e.BreakoutCalledBack(breakout=BREAKOUT, back_at=NOW + MINUTE))
    started = e.GroupTimerStarted(breakout=BREAKOUT, group=None, ends_at=NOW + 5 * MINUTE)
    given(*past).when(c.StartGroupTimer(breakout=BREAKOUT, seconds=300), by=FACILITATOR).then(
        started
    )
    assert folded(recorded(*past, started)).breakouts[BREAKOUT].back_at is None


def test_one_group_may_have_a_timer_of_its_own():
    started = e.GroupTimerStarted(breakout=BREAKOUT, group=BLUE, ends_at=NOW + MINUTE)
    workshop = folded(recorded(*MEETING, started))
    assert workshop.groups[BLUE].ends_at == NOW + MINUTE
    assert workshop.groups[GREEN].ends_at is None


def test_closing_the_stage_brings_the_groups_back():
    given(*MEETING).when(c.CloseStage(stage=STAGE), by=FACILITATOR).then(
        e.BreakoutClosed(breakout=BREAKOUT), e.StageClosed(stage=STAGE)
    )


def test_people_belong_to_their_group_until_its_stage_closes():
    assert audience_of(folded(recorded(*MEETING)), BEN) == Audience("partner", GREEN)
    assert audience_of(folded(recorded(*BACK)), ANNA) == Audience("partner", BLUE)
    closed = folded(recorded(*BACK, e.StageClosed(stage=STAGE)))
    assert audience_of(closed, ANNA) == Audience("partner")
    assert audience_of(folded(recorded(*MEETING)), FACILITATOR) == Audience("facilitator")


# --- at whose board ----------------------------------------------------------------------


def test_what_a_member_writes_is_on_their_group_s_board():
    workshop = folded(recorded(*WRITTEN))
    assert (workshop.ideas[IDEA].group, workshop.themes[THEME].group) == (BLUE, BLUE)


@pytest.mark.parametrize(
    ("by", "said", "place"),
    [
        (ANNA, None, BLUE),
        (ANNA, BLUE, BLUE),
        (FACILITATOR, None, None),
        (FACILITATOR, GREEN, GREEN),
        (HELPER, None, GREEN),
    ],
)
def test_an_act_takes_place_where_one_is_and_a_facilitator_says_where_rule_c11(by, said, place):
    act = Act(by=by, at=NOW, group=said)
    assert place_of(folded(recorded(*MEETING)), act) == place


def test_words_for_one_board_are_never_put_on_another():
    command = c.SubmitIdea(idea=IDEA_2, stage=STAGE, text="Late")
    given(*MEETING).when(command, by=ANNA, group=GREEN).then_rejected("not_in_group")
    given(*BACK).when(command, by=ANNA, group=BLUE).then_rejected("breakout_over")
    given(*BACK).when(command, by=ANNA).then(e.IdeaSubmitted(idea=IDEA_2, stage=STAGE, text="Late"))


def test_nothing_goes_together_across_boards():
    main = past_fact(e.IdeaSubmitted(idea=IDEA_2, stage=STAGE, text="Main"), by=FACILITATOR)
    command = c.GroupIdeas(theme=THEME, ideas=(IDEA_2,))
    given(*WRITTEN, main).when(command, by=FACILITATOR).then_rejected("other_board")
    given(*WRITTEN, main).when(command, by=ANNA).then_rejected("other_board")


def test_another_group_s_board_is_not_there_for_one():
    command = c.NameTheme(theme=THEME, title="Ours")
    given(*WRITTEN).when(command, by=BEN).then_rejected("no_such_theme")


def test_a_group_s_round_asks_its_members_about_its_own_board():
    terms = {"question": "Which?", "method": "approval"}
    option = c.OptionPlan(option=IDEA, source="idea")
    opening = c.OpenRound(round=RoundId(id_of("round")), options=(option,), **terms)
    opened, _ = given(*WRITTEN).when(opening, by=FACILITATOR, group=BLUE).events
    assert opened.roll == (ANNA,)
    given(*WRITTEN).when(opening, by=FACILITATOR).then_rejected("other_board")


def opened_in(key: GroupId, *roll, round_id: RoundId = ROUND, named: bool = False):
    opened = round_opened(round_id=round_id, roll=roll, named_roll=named, open_roll=not named)
    return in_group(opened, key, by=FACILITATOR)


def test_who_comes_into_a_group_may_vote_in_its_open_round_and_who_goes_no_longer():
    past = (*MEETING, opened_in(BLUE, ANNA), opened_in(GREEN, BEN, round_id=ROUND_2))
    to_green = c.AssignPeople(breakout=BREAKOUT, places={ANNA: GREEN})
    moved = given(*past).when(to_green, by=FACILITATOR).events
    assert moved[1:] == (e.VoterAdded(round=ROUND_2, participant=ANNA),)
    workshop = folded(recorded(*past, *moved))
    assert ANNA not in workshop.polls[ROUND].roll
    assert ANNA in workshop.polls[ROUND_2].roll


def test_a_vote_given_before_somebody_went_to_another_group_counts():
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    past = (*MEETING, opened_in(BLUE, ANNA), option_added(YES), cast, assigned(anna=GREEN))
    poll = folded(recorded(*past)).polls[ROUND]
    assert ANNA in poll.roll
    assert poll.tallies[YES] == {1: 1}


def test_a_roll_that_was_named_does_not_follow_who_is_in_the_group():
    past = (*MEETING, opened_in(BLUE, ANNA, named=True), assigned(anna=GREEN))
    assert ANNA in folded(recorded(*past)).polls[ROUND].roll


# --- reporting back ------------------------------------------------------------------------


def reporting(*ideas: e.IdeaCopied, themes: tuple[e.ThemeCopied, ...] = ()):
    return c.ReportBack(report_back=REPORT, group=BLUE, ideas=ideas, themes=themes)


IDEA_COPIED = e.IdeaCopied(of=IDEA, idea=COPY)


def test_a_report_copies_with_the_lineage_and_the_originals_stay():
    workshop = folded(recorded(*REPORTED))
    copy, original = workshop.ideas[COPY], workshop.ideas[IDEA]
    assert (copy.text, copy.group, copy.copy_of) == ("A bus", None, IDEA)
    assert (copy.theme, workshop.themes[THEME_COPY].copy_of) == (THEME_COPY, THEME)
    assert (original.group, original.theme) == (BLUE, THEME)


@pytest.mark.parametrize("by", [FACILITATOR, ANNA])
def test_a_facilitator_or_the_named_reporter_reports(by):
    past = (*BACK, e.ReporterNamed(group=BLUE, participant=ANNA))
    given(*past).when(reporting(IDEA_COPIED), by=by).then(
        e.ReportedBack(report_back=REPORT, group=BLUE, ideas=(IDEA_COPIED,), themes=())
    )


def test_nobody_else_reports():
    given(*BACK).when(reporting(IDEA_COPIED), by=ANNA).then_rejected("role_not_allowed")
    given(*BACK).when(reporting(IDEA_COPIED), by=HELPER).then_rejected("not_in_group")


def test_what_was_brought_is_not_brought_twice():
    again = c.ReportBack(
        report_back=ReportBackId(id_of("again")),
        group=BLUE,
        ideas=(e.IdeaCopied(of=IDEA, idea=COPY_2),),
    )
    given(*REPORTED).when(again, by=FACILITATOR).then()
    taken_back = (*REPORTED, e.ReportBackWithdrawn(report_back=REPORT))
    (reported,) = given(*taken_back).when(again, by=FACILITATOR).events
    assert reported.ideas == (e.IdeaCopied(of=IDEA, idea=COPY_2),)


REPORT_2 = ReportBackId(id_of("report_2"))
# One more idea under the theme, written while the groups meet.
TWO_WRITTEN = (
    *WRITTEN,
    in_group(e.IdeaSubmitted(idea=IDEA_2, stage=STAGE, text="A tram"), BLUE),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA_2,)),
)


def reported_back(report: ReportBackId = REPORT, *, ideas=(), themes=()):
    return e.ReportedBack(
        report_back=report,
        group=BLUE,
        ideas=tuple(e.IdeaCopied(of=of, idea=idea) for of, idea in ideas),
        themes=tuple(e.ThemeCopied(of=of, theme=theme) for of, theme in themes),
    )


THEME_AND_IDEA = reported_back(ideas=[(IDEA, COPY)], themes=[(THEME, THEME_COPY)])
ONE_MORE = reported_back(REPORT_2, ideas=[(IDEA_2, COPY_2)])


def test_an_idea_brought_later_lies_under_the_theme_that_was_brought_before():
    workshop = folded(recorded(*TWO_WRITTEN, THEME_AND_IDEA, ONE_MORE))
    assert workshop.ideas[COPY_2].theme == THEME_COPY


def test_an_idea_brought_later_goes_where_the_theme_went_meanwhile():
    theirs = e.ThemeFormed(theme=THEME_2, stage=STAGE, title="Getting about")
    merged = e.ThemesMerged(theme=THEME_2, merged=(THEME_COPY,))
    workshop = folded(recorded(*TWO_WRITTEN, THEME_AND_IDEA, theirs, merged, ONE_MORE))
    assert workshop.ideas[COPY_2].theme == THEME_2
    dissolved = e.ThemeDissolved(theme=THEME_COPY)
    workshop = folded(recorded(*TWO_WRITTEN, THEME_AND_IDEA, dissolved, ONE_MORE))
    assert workshop.ideas[COPY_2].theme is None


def test_a_theme_brought_later_gathers_its_ideas_that_were_brought_before_and_lie_loose():
    theirs = e.ThemeFormed(theme=THEME_2, stage=STAGE, title="Getting about")
    moved = e.IdeasGrouped(theme=THEME_2, ideas=(COPY,))
    both = reported_back(ideas=[(IDEA, COPY), (IDEA_2, COPY_2)])
    later = reported_back(REPORT_2, themes=[(THEME, THEME_COPY)])
    workshop = folded(recorded(*TWO_WRITTEN, both, theirs, moved, later))
    assert (workshop.ideas[COPY].theme, workshop.ideas[COPY_2].theme) == (THEME_2, THEME_COPY)


def test_a_report_taken_back_is_off_everybody_s_board():
    workshop = folded(recorded(*REPORTED, e.ReportBackWithdrawn(report_back=REPORT)))
    assert not workshop.ideas[COPY].shown
    assert not workshop.themes[THEME_COPY].stands
    assert workshop.ideas[IDEA].shown


def test_what_is_being_voted_on_is_not_taken_back():
    opening = e.RoundOpened(
        round=RoundId(id_of("round")),
        stage=STAGE,
        question="Which?",
        method="approval",
        roll=(ANNA,),
        named_roll=False,
        open_roll=False,
        open_options=False,
        tally="at_close",
        dots=0,
        dots_per_option=0,
    )
    option = e.OptionAdded(round=opening.round, option=COPY, source="idea")
    given(*REPORTED, opening, option).when(
        c.WithdrawReportBack(report_back=REPORT), by=FACILITATOR
    ).then_rejected("idea_being_voted")


def test_what_its_author_takes_back_is_off_everybody_s_board_too_and_comes_back_with_it():
    both = (e.IdeaWithdrawn(idea=IDEA), e.IdeaWithdrawn(idea=COPY))
    given(*REPORTED).when(c.WithdrawIdea(idea=IDEA), by=ANNA).then(*both)
    given(*REPORTED, *both).when(c.RestoreIdea(idea=IDEA), by=ANNA).then(
        e.IdeaRestored(idea=IDEA), e.IdeaRestored(idea=COPY)
    )
    hidden = e.IdeaHidden(idea=COPY, reason="x")
    given(*REPORTED, hidden, *both).when(c.RestoreIdea(idea=IDEA), by=ANNA).then(
        e.IdeaRestored(idea=IDEA)
    )


def test_an_idea_is_not_taken_back_while_what_was_brought_of_it_is_voted_on():
    voting = (round_opened(), e.OptionAdded(round=ROUND, option=OptionId(COPY), source="idea"))
    given(*REPORTED, *voting).when(c.WithdrawIdea(idea=IDEA), by=ANNA).then_rejected(
        "idea_being_voted"
    )


def test_destroying_the_words_of_an_original_destroys_them_in_its_copy():
    redacted = e.ContributionRedacted(kind="idea", id=IDEA, reason="x", text="[removed]")
    assert folded(recorded(*REPORTED, redacted)).ideas[COPY].text == "[removed]"


def test_a_copy_with_words_of_its_own_keeps_them():
    reworded = past_fact(e.IdeaReworded(idea=COPY, text="A night bus"), by=ANNA)
    redacted = e.ContributionRedacted(kind="idea", id=IDEA, reason="x", text="[removed]")
    assert folded(recorded(*REPORTED, reworded, redacted)).ideas[COPY].text == "A night bus"


def test_people_stand_in_one_order_however_they_were_assigned_and_as_the_log_gives_them_back():
    past = (*TAKING_IDEAS, planned(), group())
    orders = [
        list(folded(recorded(*past, assigned(**places))).breakouts[BREAKOUT].places)
        for places in ({"anna": BLUE, "ben": BLUE}, {"ben": BLUE, "anna": BLUE})
    ]
    assert orders == [[ANNA, BEN], [ANNA, BEN]]


def test_what_a_group_had_put_together_comes_back_as_ideas_of_their_own():
    joined = (*TWO_WRITTEN, e.IdeasJoined(idea=IDEA, joined=(IDEA_2,)))
    past = (*joined, e.BreakoutClosed(breakout=BREAKOUT), reported_back(ideas=[(IDEA_2, COPY_2)]))
    workshop = folded(recorded(*past))
    assert workshop.ideas[COPY_2].joined_into is None
    assert workshop.ideas[IDEA_2].joined_into == IDEA
    given(*past).when(c.PartIdeas(ideas=(COPY_2,)), by=FACILITATOR).then_nothing()
