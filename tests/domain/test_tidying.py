"""Tidying up: nothing is overwritten, every act is taken back by another."""

import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from tests.given import (
    ANNA,
    BEN,
    CHARITY,
    CO_FACILITATOR,
    COUNCIL,
    FACILITATOR,
    HELPER,
    IDEA,
    IDEA_2,
    IDEA_3,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    THEME,
    THEME_2,
    folded,
    given,
    idea_submitted,
    option_added,
    organisation_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)

SAID = (*TAKING_IDEAS, idea_submitted(text="A buss"))
TWICE = (*SAID, idea_submitted(IDEA_2, BEN), idea_submitted(IDEA_3, BEN))
TIDY = c.TidyIdea(idea=IDEA, text="A bus")
TIDIED = e.IdeaTidied(idea=IDEA, words_of=IDEA, text="A bus")
UNTIDIED = e.IdeaUntidied(idea=IDEA)
JOIN = c.JoinIdeas(idea=IDEA, joined=(IDEA_2,))
JOINED = e.IdeasJoined(idea=IDEA, joined=(IDEA_2,))
BEING_VOTED = (*TWICE, round_opened(), option_added(IDEA, "idea"), option_added(IDEA_2, "idea"))


def state(*past):
    return folded(recorded(*past))


# --- words ----------------------------------------------------------------------------


def test_tidied_words_stand_beside_those_of_the_author():
    given(*SAID).when(TIDY).then(TIDIED)
    idea = state(*SAID, TIDIED).ideas[IDEA]
    assert (idea.text, idea.words) == ("A buss", "A bus")


def test_tidying_is_taken_back_by_another_act():
    given(*SAID, TIDIED).when(c.UntidyIdea(idea=IDEA)).then(UNTIDIED)
    assert state(*SAID, TIDIED, UNTIDIED).ideas[IDEA] == state(*SAID).ideas[IDEA]


@pytest.mark.parametrize("by", [ANNA, HELPER])
def test_only_those_who_run_the_workshop_tidy(by):
    given(*SAID).when(TIDY, by=by).then_rejected("role_not_allowed")


def test_an_author_may_have_their_own_words_alone_again():
    given(*SAID, TIDIED).when(c.UntidyIdea(idea=IDEA), by=ANNA).then(UNTIDIED)
    given(*SAID, TIDIED).when(c.UntidyIdea(idea=IDEA), by=BEN).then_rejected("role_not_allowed")


def test_tidying_back_to_the_words_of_the_author_is_no_tidying():
    given(*SAID, TIDIED).when(c.TidyIdea(idea=IDEA, text="A buss")).then(UNTIDIED)
    given(*SAID).when(c.TidyIdea(idea=IDEA, text="A buss")).then_nothing()


def test_new_words_of_the_author_end_the_tidied_ones():
    reworded = e.IdeaReworded(idea=IDEA, text="A bus at nine")
    given(*SAID, TIDIED).when(c.RewordIdea(idea=IDEA, text="A bus at nine"), by=ANNA).then(reworded)
    assert state(*SAID, TIDIED, past_fact(reworded, by=ANNA)).ideas[IDEA].words == "A bus at nine"


def test_an_author_may_insist_on_their_words():
    insisting = c.RewordIdea(idea=IDEA, text="A buss")
    given(*SAID, TIDIED).when(insisting, by=ANNA).then(e.IdeaReworded(idea=IDEA, text="A buss"))


@pytest.mark.parametrize("command", [TIDY, JOIN, c.JoinIdeas(idea=IDEA_3, joined=(IDEA,))])
def test_what_is_being_voted_on_is_not_tidied(command):
    given(*BEING_VOTED).when(command).then_rejected("idea_being_voted")


def test_what_was_voted_on_keeps_the_words_it_was_voted_under():
    past = (*BEING_VOTED, e.RoundClosed(round=ROUND), TIDIED)
    assert state(*past).polls[ROUND].options[IDEA].voted_words == "A buss"
    assert state(*past).ideas[IDEA].words == "A bus"


def test_a_vote_on_a_tidied_idea_is_a_vote_on_the_tidied_words():
    past = (*SAID, TIDIED, round_opened(), option_added(IDEA, "idea"))
    assert state(*past).polls[ROUND].options[IDEA].voted_words == "A bus"


def test_a_vote_keeps_the_title_its_theme_had():
    past = (*SAID, theme_formed(), round_opened(), option_added(THEME, "theme"))
    after = state(*past, e.RoundClosed(round=ROUND), e.ThemeNamed(theme=THEME, title="Buses"))
    assert after.polls[ROUND].options[THEME].voted_words == "Transport"


def test_destroying_the_words_of_an_idea_destroys_them_wherever_they_stand():
    gone = e.ContributionRedacted(kind="idea", id=IDEA, reason="Named a neighbour", text="-")
    after = state(*BEING_VOTED, e.RoundClosed(round=ROUND), TIDIED, gone)
    assert after.polls[ROUND].options[IDEA].voted_words == "-"
    assert after.ideas[IDEA].words == "-"


def test_what_is_off_the_board_is_not_tidied():
    hidden = e.IdeaHidden(idea=IDEA, reason="x")
    given(*SAID, hidden).when(TIDY).then_rejected("idea_not_shown")


# --- ideas that say the same ------------------------------------------------------------


def test_ideas_that_say_the_same_are_put_together_and_parted():
    past = (*TWICE, theme_formed(), e.IdeasGrouped(theme=THEME, ideas=(IDEA,)))
    given(*past).when(JOIN).then(JOINED)
    together = state(*past, JOINED)
    assert together.ideas[IDEA_2].joined_into == IDEA
    assert together.ideas[IDEA_2].theme == THEME
    part = c.PartIdeas(ideas=(IDEA_2,))
    parted = e.IdeasParted(ideas=(IDEA_2,))
    given(*past, JOINED).when(part).then(parted)
    assert state(*past, JOINED, parted).ideas == state(*past).ideas


def test_what_says_the_same_moves_along():
    past = (*TWICE, JOINED, theme_formed(), e.IdeasGrouped(theme=THEME, ideas=(IDEA,)))
    assert state(*past).ideas[IDEA_2].theme == THEME


def test_putting_together_what_is_together_does_nothing():
    given(*TWICE, JOINED).when(JOIN).then_nothing()
    given(*TWICE, JOINED).when(c.JoinIdeas(idea=IDEA_2, joined=(IDEA,))).then_nothing()


def test_an_idea_put_with_one_that_is_with_another_goes_to_that():
    command = c.JoinIdeas(idea=IDEA_2, joined=(IDEA_3,))
    given(*TWICE, JOINED).when(command).then(e.IdeasJoined(idea=IDEA, joined=(IDEA_3,)))


def test_what_is_with_an_idea_goes_along_when_that_is_put_with_another():
    past = (*TWICE, JOINED, e.IdeasJoined(idea=IDEA_3, joined=(IDEA,)))
    after = state(*past)
    assert after.ideas[IDEA_2].joined_into == after.ideas[IDEA].joined_into == IDEA_3
    assert after.joined == {IDEA_3: (IDEA, IDEA_2)}


def test_putting_ideas_together_moves_no_vote():
    cast = past_fact(e.BallotCast(round=ROUND, marks={IDEA_2: 1}), by=BEN)
    past = (*BEING_VOTED, cast, e.RoundClosed(round=ROUND))
    assert state(*past, JOINED).polls == state(*past).polls


def test_ideas_that_different_people_may_read_are_not_put_together():
    past = (
        *SAID,
        stage_added(STAGE_2, seen_by="partner"),
        stage_opened(STAGE_2),
        idea_submitted(IDEA_2, BEN, stage=STAGE_2),
    )
    given(*past).when(JOIN).then_rejected("not_for_the_same")


# --- themes and organisations -----------------------------------------------------------

MERGED = (
    *TWICE,
    theme_formed(),
    theme_formed(THEME_2),
    e.IdeasGrouped(theme=THEME, ideas=(IDEA,)),
    e.IdeasGrouped(theme=THEME_2, ideas=(IDEA_2, IDEA_3)),
    e.ThemesMerged(theme=THEME, merged=(THEME_2,)),
)
RESTORE = c.RestoreTheme(theme=THEME_2)


def test_a_merged_theme_stands_again_with_what_it_held():
    restored = e.ThemeRestored(theme=THEME_2, ideas=(IDEA_2, IDEA_3))
    given(*MERGED).when(RESTORE).then(restored)
    assert state(*MERGED, restored).themes == state(*MERGED[:-1]).themes
    assert state(*MERGED, restored).ideas == state(*MERGED[:-1]).ideas


def test_what_was_moved_on_since_stays_where_it_is():
    ungrouped = e.IdeasUngrouped(ideas=(IDEA_3,))
    given(*MERGED, ungrouped).when(RESTORE).then(e.ThemeRestored(theme=THEME_2, ideas=(IDEA_2,)))


def test_a_theme_that_was_taken_apart_stands_again():
    dissolved = e.ThemeDissolved(theme=THEME_2)
    past = (*MERGED[:-1], dissolved)
    restored = e.ThemeRestored(theme=THEME_2, ideas=(IDEA_2, IDEA_3))
    given(*past).when(RESTORE).then(restored)


def test_a_theme_that_stands_is_not_restored():
    given(*MERGED).when(c.RestoreTheme(theme=THEME)).then_nothing()


def test_a_theme_is_not_restored_out_of_a_vote():
    past = (*MERGED, round_opened(), option_added(THEME, "theme"))
    given(*past).when(RESTORE).then_rejected("theme_being_voted")


ORGANISED = (
    *TAKING_IDEAS,
    organisation_added(COUNCIL, potential_provider=False),
    organisation_added(CHARITY, potential_provider=False),
    e.OrganisationChosen(participant=ANNA, organisation=CHARITY),
    idea_submitted(),
    idea_submitted(IDEA_2, BEN),
)


def test_a_wrong_organisation_is_corrected_with_what_was_written_under_it():
    correct = c.CorrectOrganisation(participant=ANNA, organisation=COUNCIL)
    corrected = e.OrganisationCorrected(participant=ANNA, organisation=COUNCIL, ideas=(IDEA,))
    given(*ORGANISED).when(correct, by=CO_FACILITATOR).then(corrected)
    after = state(*ORGANISED, corrected)
    assert after.participants[ANNA].organisation == after.ideas[IDEA].organisation == COUNCIL
    assert after.ideas[IDEA_2].organisation is None


def test_a_correction_is_taken_back_by_another():
    corrected = e.OrganisationCorrected(participant=ANNA, organisation=COUNCIL, ideas=(IDEA,))
    back = c.CorrectOrganisation(participant=ANNA, organisation=CHARITY)
    again = e.OrganisationCorrected(participant=ANNA, organisation=CHARITY, ideas=(IDEA,))
    given(*ORGANISED, corrected).when(back, by=FACILITATOR).then(again)


def test_nobody_corrects_their_own_organisation():
    correct = c.CorrectOrganisation(participant=ANNA, organisation=COUNCIL)
    given(*ORGANISED).when(correct, by=ANNA).then_rejected("role_not_allowed")


def test_ideas_of_a_private_stage_are_not_tidied_before_they_are_shown():
    past = (*TAKING_IDEAS[:-2], stage_added(STAGE, private=True), stage_opened(), idea_submitted())
    given(*past).when(TIDY).then_rejected("idea_not_shown")
