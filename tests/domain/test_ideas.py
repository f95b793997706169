import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import SYSTEM
from codesign.domain.words import TEXT_CHARS
from tests.given import (
    ANNA,
    BEN,
    CARYS,
    COMMISSIONER,
    DECISION,
    EVERYBODY,
    FACILITATOR,
    HELPER,
    IDEA,
    IDEA_2,
    MAIR,
    MINUTE,
    NOW,
    OBSERVER,
    PROVIDER,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_IDEAS_OF_PARTNERS,
    TAKING_VOTES,
    THEME,
    YES,
    given,
    id_of,
    idea_submitted,
    option_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)

LATER = NOW + MINUTE
BY_ANNA = (*TAKING_IDEAS, idea_submitted())
WITHDRAWN = (*BY_ANNA, e.IdeaWithdrawn(idea=IDEA))
HIDDEN = (*BY_ANNA, e.IdeaHidden(idea=IDEA, reason="Names a neighbour"))
CLOSED = (*BY_ANNA, e.WorkshopClosed())
VOTED_ON = (*BY_ANNA, round_opened(), option_added(IDEA, "idea"))
PRIVATE = (*EVERYBODY, stage_added(private=True), stage_opened(), idea_submitted())


def submit(idea=IDEA, stage=STAGE, text="A bus"):
    return c.SubmitIdea(idea=idea, stage=stage, text=text)


SUBMITTED = e.IdeaSubmitted(idea=IDEA, stage=STAGE, text="A bus")
REWORD = c.RewordIdea(idea=IDEA, text="A bus at nine")
REWORDED = e.IdeaReworded(idea=IDEA, text="A bus at nine")
WITHDRAW = c.WithdrawIdea(idea=IDEA)
HIDE = c.HideIdea(idea=IDEA, reason="Names a neighbour")
RESTORE = c.RestoreIdea(idea=IDEA)


# --- putting forward ------------------------------------------------------------


@pytest.mark.parametrize("kind", ["needs", "ideas"])
def test_an_idea_is_put_forward_in_an_open_stage_for_it(kind):
    past = (*EVERYBODY, stage_added(kind=kind), stage_opened())
    given(*past).when(submit(text=" A bus "), by=ANNA).then(SUBMITTED)


def test_a_facilitator_may_put_an_idea_forward_too():
    given(*TAKING_IDEAS).when(submit()).then(SUBMITTED)


@pytest.mark.parametrize("kind", ["welcome", "themes", "vote", "close"])
def test_an_idea_is_not_put_forward_in_another_stage(kind):
    past = (*EVERYBODY, stage_added(kind=kind), stage_opened())
    given(*past).when(submit(), by=ANNA).then_rejected("stage_not_for_this")


def test_an_idea_is_not_put_forward_before_the_stage_opens():
    given(*EVERYBODY, stage_added()).when(submit(), by=ANNA).then_rejected("stage_closed")


def test_an_idea_is_not_put_forward_after_the_stage_closed():
    past = (*TAKING_IDEAS, e.StageClosed(stage=STAGE))
    given(*past).when(submit(), by=ANNA).then_rejected("stage_closed")


def test_a_stage_open_until_a_time_takes_ideas_up_to_it():
    past = (*EVERYBODY, stage_added(), stage_opened(until=LATER))
    given(*past).when(submit(), by=ANNA, at=LATER - 1).then(SUBMITTED)
    given(*past).when(submit(), by=ANNA, at=LATER).then_rejected("stage_closed")


def test_a_stage_beside_the_live_one_takes_ideas():
    past = (*TAKING_IDEAS, stage_added(STAGE_2, "needs"), stage_opened(STAGE_2, LATER))
    given(*past).when(submit(stage=STAGE_2), by=ANNA).then(
        e.IdeaSubmitted(idea=IDEA, stage=STAGE_2, text="A bus")
    )


def test_a_stage_that_is_not_there_takes_no_ideas():
    given(*EVERYBODY).when(submit(), by=ANNA).then_rejected("no_such_stage")


def test_a_closed_workshop_takes_no_ideas():
    past = (*TAKING_IDEAS, e.WorkshopClosed())
    given(*past).when(submit(), by=ANNA).then_rejected("workshop_closed")


def test_a_reopened_workshop_takes_ideas_again():
    past = (*TAKING_IDEAS, e.WorkshopClosed(), e.WorkshopReopened())
    given(*past).when(submit(), by=ANNA).then(SUBMITTED)


@pytest.mark.parametrize("by", [ANNA, HELPER, FACILITATOR])
def test_a_stage_for_partners_takes_the_ideas_of_those_who_may_see_it(by):
    given(*TAKING_IDEAS_OF_PARTNERS).when(submit(), by=by).then(SUBMITTED)


@pytest.mark.parametrize("by", [CARYS, COMMISSIONER])
def test_nobody_puts_an_idea_into_a_stage_they_may_not_see(by):
    given(*TAKING_IDEAS_OF_PARTNERS).when(submit(), by=by).then_rejected("stage_closed")


def test_nobody_puts_an_idea_into_a_stage_for_a_person_who_may_not_see_it():
    chosen = e.OrganisationChosen(participant=MAIR, organisation=PROVIDER)
    asked = given(*TAKING_IDEAS_OF_PARTNERS, chosen).when(submit(), by=HELPER, for_=MAIR)
    asked.then_rejected("stage_closed")


def test_an_idea_is_put_forward_once():
    given(*BY_ANNA).when(submit(), by=ANNA).then_rejected("id_taken")


def test_an_ideas_identifier_must_be_well_formed():
    given(*TAKING_IDEAS).when(submit(idea="1"), by=ANNA).then_rejected("bad_id")


@pytest.mark.parametrize(
    ("text", "code"), [("\n", "empty_text"), ("x" * (TEXT_CHARS + 1), "text_too_long")]
)
def test_an_idea_is_some_words_that_fit(text, code):
    given(*TAKING_IDEAS).when(submit(text=text), by=ANNA).then_rejected(code)


def test_an_idea_remembers_whom_its_author_spoke_for_then():
    council = id_of("council")
    past = (*BY_ANNA, e.OrganisationChosen(participant=ANNA, organisation=council))
    assert given(*past).workshop.ideas[IDEA].organisation is None


# --- rewording ------------------------------------------------------------------


def test_the_author_may_reword_an_idea():
    given(*BY_ANNA).when(REWORD, by=ANNA).then(REWORDED)


def test_the_author_may_reword_an_idea_after_the_stage_closed():
    given(*BY_ANNA, e.StageClosed(stage=STAGE)).when(REWORD, by=ANNA).then(REWORDED)


def test_the_author_puts_no_words_into_a_stage_they_may_not_see_any_more():
    past = (*TAKING_IDEAS_OF_PARTNERS, idea_submitted())
    interest = e.InterestDeclared(participant=ANNA, interest="potential_bidder")
    given(*past, interest).when(REWORD, by=ANNA).then_rejected("stage_closed")
    withdrawn = given(*past, interest).when(WITHDRAW, by=ANNA).then(e.IdeaWithdrawn(idea=IDEA))
    withdrawn.when(RESTORE, by=ANNA).then_rejected("stage_closed")


def test_a_helper_rewords_for_the_author():
    past = (*TAKING_IDEAS, past_fact(SUBMITTED, by=HELPER, for_=MAIR))
    given(*past).when(REWORD, by=HELPER, for_=MAIR).then(REWORDED)


def test_a_helper_does_not_reword_in_their_own_name():
    past = (*TAKING_IDEAS, past_fact(SUBMITTED, by=HELPER, for_=MAIR))
    given(*past).when(REWORD, by=HELPER).then_rejected("not_yours")


@pytest.mark.parametrize("by", [BEN, FACILITATOR])
def test_only_the_author_may_reword_an_idea(by):
    given(*BY_ANNA).when(REWORD, by=by).then_rejected("not_yours")


def test_the_same_words_change_nothing():
    given(*BY_ANNA).when(c.RewordIdea(idea=IDEA, text=" A bus"), by=ANNA).then_nothing()


def test_an_idea_that_is_not_there_is_not_reworded():
    given(*TAKING_IDEAS).when(REWORD, by=ANNA).then_rejected("no_such_idea")


def test_a_hidden_idea_is_not_reworded():
    given(*HIDDEN).when(REWORD, by=ANNA).then_rejected("idea_not_shown")


def test_an_idea_being_voted_on_keeps_its_words():
    given(*VOTED_ON).when(REWORD, by=ANNA).then_rejected("idea_being_voted")


def test_an_idea_may_be_reworded_after_the_vote():
    past = (*VOTED_ON, e.RoundClosed(round=id_of("round")))
    given(*past).when(REWORD, by=ANNA).then(REWORDED)


def test_an_idea_that_is_not_voted_on_may_be_reworded_during_a_vote():
    past = (*VOTED_ON, idea_submitted(IDEA_2))
    given(*past).when(c.RewordIdea(idea=IDEA_2, text="A lift"), by=ANNA).then(
        e.IdeaReworded(idea=IDEA_2, text="A lift")
    )


def test_an_author_may_correct_their_words_after_the_workshop_closed():
    given(*CLOSED).when(REWORD, by=ANNA).then(REWORDED)


def test_an_author_may_take_an_idea_back_after_the_workshop_closed():
    given(*CLOSED).when(WITHDRAW, by=ANNA).then(e.IdeaWithdrawn(idea=IDEA))


def test_an_author_who_only_looks_now_rewords_nothing():
    past = (*BY_ANNA, e.RoleChanged(participant=ANNA, role="observer"))
    given(*past).when(REWORD, by=ANNA).then_rejected("role_not_allowed")


# --- withdrawing ----------------------------------------------------------------


def test_the_author_may_withdraw_an_idea():
    withdrawn = given(*BY_ANNA).when(WITHDRAW, by=ANNA).then(e.IdeaWithdrawn(idea=IDEA))
    assert not withdrawn.workshop.ideas[IDEA].shown


@pytest.mark.parametrize("by", [BEN, FACILITATOR])
def test_only_the_author_may_withdraw_an_idea(by):
    given(*BY_ANNA).when(WITHDRAW, by=by).then_rejected("not_yours")


def test_a_withdrawn_idea_is_withdrawn_already():
    given(*WITHDRAWN).when(WITHDRAW, by=ANNA).then_nothing()


def test_an_idea_being_voted_on_is_not_withdrawn():
    given(*VOTED_ON).when(WITHDRAW, by=ANNA).then_rejected("idea_being_voted")


def test_the_author_may_put_a_withdrawn_idea_back():
    restored = given(*WITHDRAWN).when(RESTORE, by=ANNA).then(e.IdeaRestored(idea=IDEA))
    assert restored.workshop.ideas[IDEA].shown


@pytest.mark.parametrize("by", [BEN, FACILITATOR])
def test_only_the_author_may_put_a_withdrawn_idea_back(by):
    given(*WITHDRAWN).when(RESTORE, by=by).then_rejected("not_yours")


# --- hiding ---------------------------------------------------------------------


def test_a_facilitator_may_hide_an_idea_for_a_reason():
    hidden = given(*BY_ANNA).when(HIDE).then(e.IdeaHidden(idea=IDEA, reason="Names a neighbour"))
    assert not hidden.workshop.ideas[IDEA].shown


def test_hiding_needs_a_reason():
    given(*BY_ANNA).when(c.HideIdea(idea=IDEA, reason=" ")).then_rejected("empty_text")


@pytest.mark.parametrize("by", [ANNA, HELPER, OBSERVER])
def test_nobody_else_hides_an_idea(by):
    given(*BY_ANNA).when(HIDE, by=by).then_rejected("role_not_allowed")


def test_an_idea_that_is_not_there_cannot_be_hidden():
    given(*TAKING_IDEAS).when(HIDE).then_rejected("no_such_idea")


def test_a_hidden_idea_is_hidden_already():
    given(*HIDDEN).when(c.HideIdea(idea=IDEA, reason="Rude")).then_nothing()


def test_a_withdrawn_idea_is_off_the_board_already_and_stays_its_authors():
    given(*WITHDRAWN).when(HIDE).then_nothing()


def test_an_idea_may_be_hidden_during_a_vote():
    given(*VOTED_ON).when(HIDE).then(e.IdeaHidden(idea=IDEA, reason="Names a neighbour"))


def test_the_author_does_not_withdraw_a_hidden_idea():
    given(*HIDDEN).when(WITHDRAW, by=ANNA).then_rejected("idea_not_shown")


def test_a_facilitator_may_put_a_hidden_idea_back():
    restored = given(*HIDDEN).when(RESTORE).then(e.IdeaRestored(idea=IDEA))
    assert restored.workshop.ideas[IDEA].shown


def test_the_author_does_not_put_a_hidden_idea_back():
    given(*HIDDEN).when(RESTORE, by=ANNA).then_rejected("role_not_allowed")


def test_an_idea_on_the_board_is_there_already():
    given(*BY_ANNA).when(RESTORE).then_nothing()


def test_an_idea_that_is_not_there_is_not_put_back():
    given(*TAKING_IDEAS).when(RESTORE).then_rejected("no_such_idea")


# --- revealing ------------------------------------------------------------------


def test_a_facilitator_reveals_the_private_ideas_of_a_stage():
    given(*PRIVATE).when(c.RevealIdeas(stage=STAGE)).then(e.IdeasRevealed(stage=STAGE))


def test_revealed_ideas_are_revealed_already():
    past = (*PRIVATE, e.IdeasRevealed(stage=STAGE))
    given(*past).when(c.RevealIdeas(stage=STAGE)).then_nothing()


def test_a_stage_that_is_not_private_hides_nothing():
    given(*BY_ANNA).when(c.RevealIdeas(stage=STAGE)).then_nothing()


def test_a_participant_reveals_nothing():
    command = c.RevealIdeas(stage=STAGE)
    given(*PRIVATE).when(command, by=ANNA).then_rejected("role_not_allowed")


def test_only_a_stage_on_the_agenda_is_revealed():
    given(*PRIVATE).when(c.RevealIdeas(stage=STAGE_2)).then_rejected("no_such_stage")


# --- redacting ------------------------------------------------------------------


def redact(kind="idea", thing=IDEA, text="", reason="Names a neighbour"):
    return c.RedactContribution(kind=kind, id=thing, reason=reason, text=text)


def redacted(kind="idea", thing=IDEA, text="[removed]"):
    return e.ContributionRedacted(kind=kind, id=thing, reason="Names a neighbour", text=text)


ANYTHING = (
    *TAKING_VOTES,
    idea_submitted(),
    theme_formed(),
    e.DecisionRecorded(decision=DECISION, text="A bus", reasons="", round=None, options=()),
    option_added(IDEA, "idea"),
)


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        ("idea", IDEA),
        ("theme", THEME),
        ("round", ROUND),
        ("decision", DECISION),
        ("option", YES),
    ],
)
def test_the_words_of_any_contribution_may_be_destroyed(kind, thing):
    given(*ANYTHING).when(redact(kind, thing)).then(redacted(kind, thing))


def test_other_words_may_stand_in_their_place():
    command = redact(text="A lift from a neighbour")
    given(*ANYTHING).when(command).then(redacted(text="A lift from a neighbour"))


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("idea", "no_such_idea"),
        ("theme", "no_such_theme"),
        ("round", "no_such_round"),
        ("decision", "no_such_decision"),
        ("option", "no_such_option"),
    ],
)
def test_only_a_contribution_that_is_there_is_redacted(kind, code):
    given(*ANYTHING).when(redact(kind, IDEA_2)).then_rejected(code)


def test_an_option_that_stands_for_an_idea_has_no_words_of_its_own():
    given(*ANYTHING).when(redact("option", IDEA)).then_rejected("no_such_option")


def test_a_redaction_needs_a_reason():
    given(*ANYTHING).when(redact(reason="")).then_rejected("empty_text")


@pytest.mark.parametrize("by", [ANNA, HELPER])
def test_only_those_who_run_the_workshop_redact(by):
    given(*ANYTHING).when(redact(), by=by).then_rejected("role_not_allowed")


def test_a_redaction_is_never_refused_for_having_come_before():
    # The reason given the first time may itself have to go.
    given(*ANYTHING, redacted()).when(redact()).then(redacted())


def test_a_contribution_may_be_redacted_by_the_server_and_after_the_end():
    given(*ANYTHING, e.WorkshopClosed()).when(redact(), by=SYSTEM).then(redacted())


# --- cards without a name -------------------------------------------------------


CARD = c.RecordCard(idea=IDEA, stage=STAGE, text="A bench")
ON_CARD = past_fact(e.CardRecorded(idea=IDEA, stage=STAGE, text="A bench"), by=HELPER)


def test_a_card_without_a_name_is_nobodys_idea_whoever_types_it():
    after = given(*TAKING_IDEAS).when(CARD, by=HELPER).then(ON_CARD.event)
    found = after.workshop.ideas[IDEA]
    assert (found.author, found.organisation, found.on_card) == (None, None, True)


def test_only_those_who_help_type_cards():
    given(*TAKING_IDEAS).when(CARD, by=ANNA).then_rejected("role_not_allowed")


def test_a_card_without_a_name_is_not_typed_for_a_person():
    given(*TAKING_IDEAS).when(CARD, by=HELPER, for_=MAIR).then_rejected("card_unsigned")


def test_a_card_found_later_goes_into_the_stage_it_was_written_in():
    closed = past_fact(e.StageClosed(stage=STAGE), at=NOW + 10 * MINUTE)
    late = given(*TAKING_IDEAS, closed)
    in_time, too_late = NOW + 10 * MINUTE, NOW + 11 * MINUTE
    at = NOW + 60 * MINUTE
    late.when(CARD, by=HELPER, via="desk", at=at, said_at=in_time).then(ON_CARD.event)
    late.when(CARD, by=HELPER, via="desk", at=at).then_rejected("stage_closed")
    late.when(CARD, by=HELPER, via="desk", at=at, said_at=too_late).then_rejected(
        "not_at_that_time"
    )


def test_those_who_help_mend_a_card_and_take_it_back_and_nobody_else():
    after = given(*TAKING_IDEAS, ON_CARD)
    after.when(REWORD, by=HELPER).then(REWORDED)
    after.when(WITHDRAW).then(e.IdeaWithdrawn(idea=IDEA))
    after.when(REWORD, by=ANNA).then_rejected("role_not_allowed")
    after.when(WITHDRAW, by=MAIR).then_rejected("role_not_allowed")
