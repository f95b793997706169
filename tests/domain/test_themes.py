import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.themes import AT_ONCE
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    COMMISSIONER,
    EVERYBODY,
    HELPER,
    IDEA,
    IDEA_2,
    IDEA_3,
    MAIR,
    MINUTE,
    NOW,
    OBSERVER,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    THEME,
    THEME_2,
    THEME_3,
    given,
    id_of,
    idea_submitted,
    option_added,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)

IDEAS = (*TAKING_IDEAS, idea_submitted(), idea_submitted(IDEA_2), idea_submitted(IDEA_3))
# The room is in a stage for themes, where everybody may group.
THEMING = (
    *IDEAS,
    stage_added(STAGE_2, "themes"),
    e.StageClosed(stage=STAGE),
    stage_opened(STAGE_2),
)
GROUPED = (
    *THEMING,
    theme_formed(),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),
    theme_formed(THEME_2),
    e.IdeasGrouped(theme=THEME_2, ideas=(IDEA_3,)),
)
BEING_VOTED = (*GROUPED, round_opened(), option_added(THEME, "theme"))
VOTED = (*BEING_VOTED, e.RoundClosed(round=ROUND))
MERGED = (*GROUPED, e.ThemesMerged(theme=THEME_2, merged=(THEME,)))
DISSOLVED = (*GROUPED, e.ThemeDissolved(theme=THEME))

GROUP = c.GroupIdeas(theme=THEME, ideas=(IDEA, IDEA_2), title=" Transport ")
FORMED = e.ThemeFormed(theme=THEME, stage=STAGE_2, title="Transport")
SPLIT = c.SplitTheme(theme=THEME, into=THEME_3, title="Buses", ideas=(IDEA,))


def in_themes(workshop):
    return {idea: found.theme for idea, found in workshop.ideas.items()}


# --- grouping -------------------------------------------------------------------


def test_a_new_theme_is_formed_with_its_ideas():
    formed = given(*THEMING).when(GROUP, by=ANNA)
    after = formed.then(FORMED, e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)))
    assert in_themes(after.workshop) == {IDEA: THEME, IDEA_2: THEME, IDEA_3: None}


def test_a_theme_may_be_formed_before_it_has_ideas():
    given(*THEMING).when(c.GroupIdeas(theme=THEME, ideas=(), title="Transport")).then(FORMED)


def test_a_theme_may_belong_to_a_stage_of_ones_choice():
    command = c.GroupIdeas(theme=THEME, ideas=(), title="Transport", stage=STAGE)
    given(*THEMING).when(command).then(theme_formed())


def test_a_theme_belongs_to_a_stage_on_the_agenda():
    command = c.GroupIdeas(theme=THEME, ideas=(), title="Transport", stage=id_of("stage_9"))
    given(*THEMING).when(command).then_rejected("no_such_stage")


def test_a_theme_may_belong_to_no_stage():
    past = (*IDEAS, e.StageClosed(stage=STAGE))
    given(*past).when(c.GroupIdeas(theme=THEME, ideas=(), title="Transport")).then(
        e.ThemeFormed(theme=THEME, stage=None, title="Transport")
    )


def test_ideas_are_added_to_a_theme_that_stands():
    command = c.GroupIdeas(theme=THEME, ideas=(IDEA, IDEA_3))
    moved = given(*GROUPED).when(command).then(e.IdeasGrouped(theme=THEME, ideas=(IDEA_3,)))
    assert moved.workshop.ideas[IDEA_3].theme == THEME


def test_an_idea_named_twice_is_grouped_once():
    command = c.GroupIdeas(theme=THEME, ideas=(IDEA, IDEA), title="Transport")
    given(*THEMING).when(command).then(FORMED, e.IdeasGrouped(theme=THEME, ideas=(IDEA,)))


def test_ideas_that_are_in_the_theme_are_there_already():
    given(*GROUPED).when(c.GroupIdeas(theme=THEME, ideas=(IDEA,), title="Other")).then_nothing()


def test_a_new_theme_needs_a_title():
    given(*THEMING).when(c.GroupIdeas(theme=THEME, ideas=(IDEA,))).then_rejected("empty_text")


def test_a_themes_identifier_must_be_well_formed():
    command = c.GroupIdeas(theme="t", ideas=(IDEA,), title="Transport")
    given(*THEMING).when(command).then_rejected("bad_id")


def test_only_ideas_that_are_there_are_grouped():
    command = c.GroupIdeas(theme=THEME, ideas=(id_of("idea_9"),), title="Transport")
    given(*THEMING).when(command).then_rejected("no_such_idea")


@pytest.mark.parametrize(
    "off", [e.IdeaHidden(idea=IDEA, reason="Rude"), e.IdeaWithdrawn(idea=IDEA)]
)
def test_only_ideas_on_the_board_are_grouped(off):
    given(*THEMING, off).when(GROUP).then_rejected("idea_not_shown")


def test_only_so_many_ideas_are_grouped_at_once():
    command = c.GroupIdeas(theme=THEME, ideas=(IDEA,) * (AT_ONCE + 1), title="Transport")
    given(*THEMING).when(command).then_rejected("too_many")


@pytest.mark.parametrize("past", [MERGED, DISSOLVED])
def test_nothing_is_grouped_under_a_theme_that_is_gone(past):
    given(*past).when(c.GroupIdeas(theme=THEME, ideas=(IDEA,))).then_rejected("theme_gone")


@pytest.mark.parametrize("theme", [THEME, THEME_2, THEME_3])
def test_ideas_neither_enter_nor_leave_a_theme_being_voted_on(theme):
    # From it into another one, into it from another one, from it into a new one.
    ideas = (IDEA_3,) if theme == THEME else (IDEA,)
    command = c.GroupIdeas(theme=theme, ideas=ideas, title="Buses")
    given(*BEING_VOTED).when(command).then_rejected("theme_being_voted")


# --- naming, ungrouping ---------------------------------------------------------


def test_a_theme_may_get_another_title():
    given(*GROUPED).when(c.NameTheme(theme=THEME, title="Travel")).then(
        e.ThemeNamed(theme=THEME, title="Travel")
    )


def test_the_same_title_changes_nothing():
    given(*GROUPED).when(c.NameTheme(theme=THEME, title="Transport")).then_nothing()


def test_a_theme_being_voted_on_keeps_its_title():
    command = c.NameTheme(theme=THEME, title="Travel")
    given(*BEING_VOTED).when(command).then_rejected("theme_being_voted")
    given(*VOTED).when(command).then(e.ThemeNamed(theme=THEME, title="Travel"))


def test_a_theme_that_is_not_voted_on_may_be_named_during_a_vote():
    given(*BEING_VOTED).when(c.NameTheme(theme=THEME_2, title="Travel")).then(
        e.ThemeNamed(theme=THEME_2, title="Travel")
    )


def test_a_theme_that_is_not_there_gets_no_title():
    command = c.NameTheme(theme=THEME_3, title="Travel")
    given(*GROUPED).when(command).then_rejected("no_such_theme")


def test_ideas_may_stand_on_their_own_again():
    given(*GROUPED).when(c.UngroupIdeas(ideas=(IDEA,))).then(e.IdeasUngrouped(ideas=(IDEA,)))


def test_ideas_on_their_own_stand_there_already():
    given(*THEMING).when(c.UngroupIdeas(ideas=(IDEA,))).then_nothing()


def test_a_hidden_idea_may_leave_its_theme():
    past = (*GROUPED, e.IdeaHidden(idea=IDEA, reason="Rude"))
    given(*past).when(c.UngroupIdeas(ideas=(IDEA,))).then(e.IdeasUngrouped(ideas=(IDEA,)))


def test_ideas_do_not_leave_a_theme_being_voted_on():
    command = c.UngroupIdeas(ideas=(IDEA,))
    given(*BEING_VOTED).when(command).then_rejected("theme_being_voted")


# --- merging, splitting, dissolving ---------------------------------------------


def test_themes_may_be_merged_and_their_ideas_move():
    command = c.MergeThemes(theme=THEME_2, merged=(THEME, THEME))
    merged = given(*GROUPED).when(command).then(e.ThemesMerged(theme=THEME_2, merged=(THEME,)))
    assert in_themes(merged.workshop) == dict.fromkeys((IDEA, IDEA_2, IDEA_3), THEME_2)
    assert merged.workshop.themes[THEME].gone_into == THEME_2


def test_a_theme_merged_with_itself_is_the_same():
    given(*GROUPED).when(c.MergeThemes(theme=THEME, merged=(THEME,))).then_nothing()


@pytest.mark.parametrize(
    ("past", "code"),
    [(MERGED, "theme_gone"), (DISSOLVED, "theme_gone"), (THEMING, "no_such_theme")],
)
def test_only_themes_that_stand_are_merged(past, code):
    past = (*past, theme_formed(THEME_3))
    given(*past).when(c.MergeThemes(theme=THEME_3, merged=(THEME,))).then_rejected(code)


def test_only_so_many_themes_are_merged_at_once():
    command = c.MergeThemes(theme=THEME, merged=(THEME_2,) * (AT_ONCE + 1))
    given(*GROUPED).when(command).then_rejected("too_many")


@pytest.mark.parametrize(("theme", "merged"), [(THEME, THEME_2), (THEME_2, THEME)])
def test_a_theme_being_voted_on_is_not_merged(theme, merged):
    command = c.MergeThemes(theme=theme, merged=(merged,))
    given(*BEING_VOTED).when(command).then_rejected("theme_being_voted")


def test_some_ideas_of_a_theme_may_become_a_theme_of_their_own():
    split = e.ThemeSplit(theme=THEME, into=THEME_3, title="Buses", ideas=(IDEA,))
    after = given(*GROUPED).when(SPLIT).then(split)
    assert in_themes(after.workshop) == {IDEA: THEME_3, IDEA_2: THEME, IDEA_3: THEME_2}
    assert after.workshop.themes[THEME_3].split_from == THEME


@pytest.mark.parametrize("ideas", [(), (IDEA_3,), (IDEA, IDEA_3)])
def test_a_theme_is_split_by_ideas_of_its_own(ideas):
    command = c.SplitTheme(theme=THEME, into=THEME_3, title="Buses", ideas=ideas)
    given(*GROUPED).when(command).then_rejected("no_such_idea")


def test_a_theme_is_split_into_a_new_one():
    command = c.SplitTheme(theme=THEME, into=THEME_2, title="Buses", ideas=(IDEA,))
    given(*GROUPED).when(command).then_rejected("id_taken")


def test_a_theme_being_voted_on_is_not_split():
    given(*BEING_VOTED).when(SPLIT).then_rejected("theme_being_voted")


def test_a_theme_may_be_taken_apart():
    apart = given(*GROUPED).when(c.DissolveTheme(theme=THEME)).then(e.ThemeDissolved(theme=THEME))
    assert in_themes(apart.workshop) == {IDEA: None, IDEA_2: None, IDEA_3: THEME_2}


def test_a_theme_is_taken_apart_once():
    given(*DISSOLVED).when(c.DissolveTheme(theme=THEME)).then_rejected("theme_gone")


def test_a_theme_being_voted_on_is_not_taken_apart():
    given(*BEING_VOTED).when(c.DissolveTheme(theme=THEME)).then_rejected("theme_being_voted")


# --- who may --------------------------------------------------------------------

EVERY_COMMAND = [
    GROUP,
    c.NameTheme(theme=THEME_2, title="Travel"),
    c.UngroupIdeas(ideas=(IDEA_3,)),
    c.MergeThemes(theme=THEME_2, merged=(THEME,)),
    SPLIT,
    c.DissolveTheme(theme=THEME_2),
]
IDS = [type(each).__name__ for each in EVERY_COMMAND]


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=IDS)
def test_observers_do_not_group(command):
    given(*THEMING).when(command, by=OBSERVER).then_rejected("role_not_allowed")


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=IDS)
def test_participants_group_only_in_a_stage_for_it(command):
    given(*IDEAS).when(command, by=BEN).then_rejected("stage_not_for_this")


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=IDS)
def test_participants_group_only_while_a_stage_is_live(command):
    past = (*THEMING, e.StageClosed(stage=STAGE_2))
    given(*past).when(command, by=BEN).then_rejected("stage_closed")


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=IDS)
def test_participants_do_not_group_in_a_closed_workshop(command):
    past = (*THEMING, e.WorkshopClosed())
    given(*past).when(command, by=BEN).then_rejected("workshop_closed")


def test_participants_group_in_the_live_stage_not_in_one_beside_it():
    beside = stage_opened(STAGE_2, NOW + MINUTE)
    past = (*IDEAS, stage_added(STAGE_2, "themes"), beside)
    given(*past).when(GROUP, by=BEN).then_rejected("stage_not_for_this")


def test_a_helper_groups_for_a_person_without_a_device():
    given(*THEMING).when(GROUP, by=HELPER, for_=MAIR).then(
        FORMED, e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2))
    )


# The room is in a stage for themes that only partners may see.
PARTNERS_THEMING = (
    *TAKING_IDEAS_OF_PARTNERS,
    stage_added(STAGE_2, "themes", seen_by="partner"),
    e.StageClosed(stage=STAGE),
    stage_opened(STAGE_2),
)


@pytest.mark.parametrize("by", [CARYS, COMMISSIONER])
@pytest.mark.parametrize("command", EVERY_COMMAND, ids=IDS)
def test_nobody_groups_in_a_stage_they_may_not_see(command, by):
    given(*PARTNERS_THEMING).when(command, by=by).then_rejected("stage_closed")


def test_those_who_may_see_a_stage_group_in_it():
    command = c.GroupIdeas(theme=THEME, ideas=(), title="Transport")
    given(*PARTNERS_THEMING).when(command, by=ANNA).then(FORMED)


# Everybody is grouping, but the ideas and their themes came of a stage for partners.
GROUPED_BY_PARTNERS = (
    *TAKING_IDEAS_OF_PARTNERS,
    idea_submitted(),
    idea_submitted(IDEA_2),
    idea_submitted(IDEA_3),
    theme_formed(),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA, IDEA_2)),
    theme_formed(THEME_2),
    e.IdeasGrouped(theme=THEME_2, ideas=(IDEA_3,)),
    e.StageClosed(stage=STAGE),
    stage_added(STAGE_2, "themes"),
    stage_opened(STAGE_2),
    e.ThemeFormed(theme=id_of("theme_open"), stage=STAGE_2, title="Open"),
)
# What one may not see is not there.
NOT_THERE = [
    (c.GroupIdeas(theme=THEME, ideas=()), "no_such_theme"),
    (c.GroupIdeas(theme=id_of("theme_open"), ideas=(IDEA,)), "no_such_idea"),
    (c.GroupIdeas(theme=THEME_3, ideas=(), title="Buses", stage=STAGE), "stage_closed"),
    (c.NameTheme(theme=THEME_2, title="Travel"), "no_such_theme"),
    (c.UngroupIdeas(ideas=(IDEA_3,)), "no_such_idea"),
    (c.MergeThemes(theme=THEME, merged=(id_of("theme_open"),)), "no_such_theme"),
    (c.MergeThemes(theme=id_of("theme_open"), merged=(THEME,)), "no_such_theme"),
    (SPLIT, "no_such_theme"),
    (c.DissolveTheme(theme=THEME_2), "no_such_theme"),
]


@pytest.mark.parametrize("by", [CARYS, COMMISSIONER])
@pytest.mark.parametrize(("command", "code"), NOT_THERE)
def test_nobody_groups_what_came_of_a_stage_they_may_not_see(command, code, by):
    given(*GROUPED_BY_PARTNERS).when(command, by=by).then_rejected(code)


def test_those_who_may_see_where_ideas_came_from_group_them():
    command = c.GroupIdeas(theme=id_of("theme_open"), ideas=(IDEA,))
    given(*GROUPED_BY_PARTNERS).when(command, by=ANNA).then(
        e.IdeasGrouped(theme=id_of("theme_open"), ideas=(IDEA,))
    )


def test_facilitators_group_at_any_time():
    past = (*EVERYBODY, stage_added(), idea_submitted(), e.WorkshopClosed())
    command = c.GroupIdeas(theme=THEME, ideas=(IDEA,), title="Transport")
    given(*past).when(command).then(
        e.ThemeFormed(theme=THEME, stage=None, title="Transport"),
        e.IdeasGrouped(theme=THEME, ideas=(IDEA,)),
    )
