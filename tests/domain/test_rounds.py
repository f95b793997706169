import pytest

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.counting import uncounted
from codesign.domain.ids import SYSTEM, OptionId, RoundId
from codesign.domain.opening import OPTIONS_AT_MOST
from codesign.domain.terms import DOTS_AT_MOST
from codesign.domain.words import TEXT_CHARS, TITLE_CHARS
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
    NO,
    OBSERVER,
    OTHER_HELPER,
    PROVIDER,
    ROUND,
    ROUND_2,
    STAGE,
    STAGE_2,
    STRANGER,
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

EVERY_VOTER = (HELPER, OTHER_HELPER, COMMISSIONER, ANNA, BEN, MAIR)
MAYBE = OptionId(id_of("maybe"))
ROUND_3 = RoundId(id_of("round_3"))
CLOSED = (*TAKING_VOTES, e.RoundClosed(round=ROUND))
VOID = (*TAKING_VOTES, e.RoundVoided(round=ROUND, reason="Wrong question"))
DOTS = (
    *TAKING_IDEAS,
    round_opened("dots", dots=5, dots_per_option=2),
    option_added(YES),
    option_added(NO),
    option_added(MAYBE),
)
APPROVAL = (*TAKING_IDEAS, round_opened("approval"), option_added(YES), option_added(NO))
OPEN_OPTIONS = (*TAKING_IDEAS, round_opened(open_options=True), idea_submitted())


def plan(option=YES, source="text", text=None):
    words = option.strip("-A") if text is None else text
    return c.OptionPlan(option=option, source=source, text=words if source == "text" else "")


def open_round(**changes):
    terms = {
        "round": ROUND,
        "question": "Which ones?",
        "method": "agree",
        "options": (plan(YES), plan(NO)),
        "roll": (ANNA, BEN, MAIR),
    }
    return c.OpenRound(**{**terms, **changes})


def cast(round_id=ROUND, **marks):
    named = {"yes": YES, "no": NO, "maybe": MAYBE}
    return c.CastBallot(round=round_id, marks={named[name]: mark for name, mark in marks.items()})


def ballot(by=ANNA, **marks):
    return past_fact(e.BallotCast(round=ROUND, marks=cast(**marks).marks), by=by)


def counted(**changes):
    terms = {
        "round": ROUND,
        "algorithm": "agree",
        "version": 1,
        "first": 1,
        "last": len(CLOSED),
        "roll": 3,
        "cast": 0,
        "counts": {YES: {"agree": 0}},
        "ranking": ((YES, NO),),
    }
    return {**terms, **changes}


PUBLISH = c.PublishResult(**counted())
RESULT = e.ResultPublished(**counted())


# --- opening --------------------------------------------------------------------


def test_a_round_opens_with_its_options_and_roll():
    given(*TAKING_IDEAS).when(open_round()).then(
        round_opened(named_roll=True), option_added(YES), option_added(NO)
    )


def test_everybody_who_can_vote_is_on_the_roll_unless_it_is_named():
    given(*TAKING_IDEAS).when(open_round(roll=None)).then(
        round_opened(roll=EVERY_VOTER), option_added(YES), option_added(NO)
    )


@pytest.mark.parametrize(
    "gone", [e.ParticipantLeft(participant=BEN), e.ParticipantErased(participant=BEN)]
)
def test_who_left_or_was_erased_is_not_on_the_roll(gone):
    without_ben = tuple(each for each in EVERY_VOTER if each != BEN)
    given(*TAKING_IDEAS, gone).when(open_round(roll=None)).then(
        round_opened(roll=without_ben), option_added(YES), option_added(NO)
    )


@pytest.mark.parametrize("voter", [FACILITATOR, OBSERVER])
def test_only_those_who_can_vote_are_named_on_a_roll(voter):
    given(*TAKING_IDEAS).when(open_round(roll=(ANNA, voter))).then_rejected("not_on_roll")


def test_only_people_of_the_workshop_are_named_on_a_roll():
    command = open_round(roll=(STRANGER,))
    given(*TAKING_IDEAS).when(command).then_rejected("no_such_participant")


def test_a_voter_named_twice_is_on_the_roll_once():
    given(*TAKING_IDEAS).when(open_round(roll=(ANNA, ANNA))).then(
        round_opened(roll=(ANNA,), named_roll=True), option_added(YES), option_added(NO)
    )


# Closed to commissioners and to whoever may come to provide what is planned.
PARTNERS = (HELPER, OTHER_HELPER, ANNA, BEN, MAIR)


def test_everybody_who_may_see_the_stage_is_on_the_roll_of_its_round():
    given(*TAKING_IDEAS_OF_PARTNERS).when(open_round(roll=None)).then(
        round_opened(roll=PARTNERS), option_added(YES), option_added(NO)
    )


def test_the_roll_is_that_of_the_stage_the_round_belongs_to():
    past = (*TAKING_IDEAS_OF_PARTNERS, stage_added(STAGE_2, "vote"))
    given(*past).when(open_round(roll=None, stage=STAGE_2)).then(
        round_opened(stage=STAGE_2, roll=(*EVERY_VOTER, CARYS)), option_added(YES), option_added(NO)
    )


@pytest.mark.parametrize("voter", [COMMISSIONER, CARYS])
def test_only_those_who_may_see_the_stage_are_named_on_a_roll(voter):
    command = open_round(roll=(ANNA, voter))
    given(*TAKING_IDEAS_OF_PARTNERS).when(command).then_rejected("not_on_roll")


def test_ideas_and_themes_may_be_voted_on():
    past = (*TAKING_IDEAS, idea_submitted(), theme_formed())
    options = (plan(IDEA, "idea"), plan(THEME, "theme"))
    given(*past).when(open_round(options=options)).then(
        round_opened(named_roll=True),
        option_added(IDEA, "idea"),
        option_added(THEME, "theme"),
    )


@pytest.mark.parametrize(
    "off", [e.IdeaHidden(idea=IDEA, reason="Rude"), e.IdeaWithdrawn(idea=IDEA)]
)
def test_only_ideas_on_the_board_are_voted_on(off):
    past = (*TAKING_IDEAS, idea_submitted(), off)
    command = open_round(options=(plan(IDEA, "idea"),))
    given(*past).when(command).then_rejected("idea_not_shown")


def test_private_ideas_are_voted_on_once_they_are_revealed():
    past = (*EVERYBODY, stage_added(private=True), stage_opened(), idea_submitted())
    command = open_round(options=(plan(IDEA, "idea"),))
    given(*past).when(command).then_rejected("idea_not_shown")
    given(*past, e.IdeasRevealed(stage=STAGE)).when(command).then(
        round_opened(named_roll=True), option_added(IDEA, "idea")
    )


def test_only_themes_that_stand_are_voted_on():
    past = (*TAKING_IDEAS, theme_formed(), e.ThemeDissolved(theme=THEME))
    command = open_round(options=(plan(THEME, "theme"),))
    given(*past).when(command).then_rejected("theme_gone")


@pytest.mark.parametrize(("source", "code"), [("idea", "no_such_idea"), ("theme", "no_such_theme")])
def test_only_what_is_on_the_board_is_voted_on(source, code):
    given(*TAKING_IDEAS).when(open_round(options=(plan(YES, source),))).then_rejected(code)


@pytest.mark.parametrize("text", ["", "x" * (TITLE_CHARS + 1)])
def test_an_option_of_its_own_needs_words_that_fit(text):
    command = open_round(options=(plan(YES, text=text),))
    code = "text_too_long" if text else "empty_text"
    given(*TAKING_IDEAS).when(command).then_rejected(code)


@pytest.mark.parametrize(
    ("option", "code"), [("yes", "bad_id"), (ANNA, "id_taken"), (ROUND, "id_taken")]
)
def test_an_option_of_its_own_needs_an_identifier_of_its_own(option, code):
    command = open_round(options=(plan(option),))
    given(*TAKING_IDEAS).when(command).then_rejected(code)


def test_an_option_of_another_round_is_no_new_option():
    command = open_round(round=ROUND_2)
    given(*CLOSED).when(command).then_rejected("id_taken")


def test_no_option_stands_twice_in_a_round():
    command = open_round(options=(plan(YES), plan(YES)))
    given(*TAKING_IDEAS).when(command).then_rejected("id_taken")


def test_a_round_needs_something_to_vote_on():
    given(*TAKING_IDEAS).when(open_round(options=())).then_rejected("no_options")


def test_a_round_whose_options_are_open_may_begin_with_none():
    command = open_round(options=(), open_options=True)
    given(*TAKING_IDEAS).when(command).then(round_opened(named_roll=True, open_options=True))


def test_a_round_has_only_so_many_options():
    options = tuple(plan(id_of(str(n))) for n in range(OPTIONS_AT_MOST + 1))
    given(*TAKING_IDEAS).when(open_round(options=options)).then_rejected("too_many")


@pytest.mark.parametrize(
    ("question", "code"), [(" ", "empty_text"), ("x" * (TEXT_CHARS + 1), "text_too_long")]
)
def test_a_round_asks_a_question_that_fits(question, code):
    given(*TAKING_IDEAS).when(open_round(question=question)).then_rejected(code)


def test_a_round_belongs_to_the_live_stage_unless_another_one_is_named():
    past = (*TAKING_IDEAS, stage_added(STAGE_2, "vote"))
    command = open_round(stage=STAGE_2, options=(), open_options=True)
    given(*past).when(command).then(round_opened(stage=STAGE_2, named_roll=True, open_options=True))


def test_a_round_belongs_to_a_stage_on_the_agenda():
    given(*TAKING_IDEAS).when(open_round(stage=STAGE_2)).then_rejected("no_such_stage")


def test_a_round_opens_once():
    given(*TAKING_VOTES).when(open_round()).then_rejected("id_taken")


def test_a_rounds_identifier_must_be_well_formed():
    given(*TAKING_IDEAS).when(open_round(round="r")).then_rejected("bad_id")


@pytest.mark.parametrize(("dots", "most", "per_option"), [(5, 2, 2), (5, 0, 5), (100, 100, 100)])
def test_everybody_gets_dots_and_one_option_so_many_of_them(dots, most, per_option):
    command = open_round(method="dots", dots=dots, dots_per_option=most)
    given(*TAKING_IDEAS).when(command).then(
        round_opened("dots", named_roll=True, dots=dots, dots_per_option=per_option),
        option_added(YES),
        option_added(NO),
    )


@pytest.mark.parametrize(
    ("dots", "most"), [(0, 0), (5, 6), (5, -1), (-1, 0), (DOTS_AT_MOST + 1, 1)]
)
def test_dots_that_cannot_be_spent_are_refused(dots, most):
    command = open_round(method="dots", dots=dots, dots_per_option=most)
    given(*TAKING_IDEAS).when(command).then_rejected("bad_dots")


def test_other_methods_have_no_dots():
    command = open_round(dots=5, dots_per_option=7)
    given(*TAKING_IDEAS).when(command).then(
        round_opened(named_roll=True), option_added(YES), option_added(NO)
    )


# --- adding options -------------------------------------------------------------


def test_a_participant_may_put_an_idea_up_where_options_are_open():
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*OPEN_OPTIONS).when(command, by=BEN).then(option_added(IDEA, "idea"))


@pytest.mark.parametrize("source", ["text", "theme"])
def test_a_participant_puts_up_nothing_but_ideas(source):
    command = c.AddOption(round=ROUND, plan=plan(YES, source))
    given(*OPEN_OPTIONS).when(command, by=BEN).then_rejected("role_not_allowed")


OPEN_TO_PARTNERS = (*TAKING_IDEAS_OF_PARTNERS, round_opened(open_options=True), idea_submitted())


@pytest.mark.parametrize("by", [CARYS, COMMISSIONER])
def test_nobody_puts_an_idea_up_in_a_stage_they_may_not_see(by):
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*OPEN_TO_PARTNERS).when(command, by=by).then_rejected("stage_closed")
    given(*OPEN_TO_PARTNERS).when(command, by=ANNA).then(option_added(IDEA, "idea"))


def test_nobody_puts_up_an_idea_of_a_stage_they_may_not_see():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        idea_submitted(),
        stage_added(STAGE_2, "vote"),
        round_opened(stage=STAGE_2, open_options=True),
    )
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*past).when(command, by=CARYS).then_rejected("no_such_idea")
    given(*past).when(command, by=ANNA).then(option_added(IDEA, "idea"))


def test_a_facilitator_may_put_up_anything():
    command = c.AddOption(round=ROUND, plan=plan(YES))
    given(*OPEN_OPTIONS).when(command).then(option_added(YES))


def test_an_observer_puts_up_nothing():
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*OPEN_OPTIONS).when(command, by=OBSERVER).then_rejected("role_not_allowed")


def test_an_option_that_is_there_is_there_already():
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*OPEN_OPTIONS, option_added(IDEA, "idea")).when(command, by=BEN).then_nothing()


def test_the_options_of_a_round_are_fixed_unless_they_are_open():
    command = c.AddOption(round=ROUND, plan=plan(MAYBE))
    given(*TAKING_VOTES).when(command).then_rejected("round_options_fixed")


def test_options_are_added_up_to_a_limit():
    options = [option_added(id_of(str(n))) for n in range(OPTIONS_AT_MOST)]
    command = c.AddOption(round=ROUND, plan=plan(YES))
    given(*OPEN_OPTIONS, *options).when(command).then_rejected("too_many")


OVER = [
    ((e.RoundClosed(round=ROUND),), "round_closed"),
    ((e.RoundVoided(round=ROUND, reason="Wrong question"),), "round_void"),
    ((e.WorkshopClosed(),), "workshop_closed"),
]


@pytest.mark.parametrize(("over", "code"), OVER)
def test_no_option_is_added_to_a_round_that_is_over(over, code):
    command = c.AddOption(round=ROUND, plan=plan(IDEA, "idea"))
    given(*OPEN_OPTIONS, *over).when(command).then_rejected(code)


def test_no_option_is_added_to_a_round_that_is_not_there():
    command = c.AddOption(round=ROUND_2, plan=plan(IDEA, "idea"))
    given(*OPEN_OPTIONS).when(command).then_rejected("no_such_round")


# --- casting --------------------------------------------------------------------


@pytest.mark.parametrize("mark", [1, -1, 0])
def test_a_voter_agrees_disagrees_or_passes(mark):
    voted = given(*TAKING_VOTES).when(cast(yes=mark), by=ANNA)
    poll = voted.then(e.BallotCast(round=ROUND, marks={YES: mark})).workshop.polls[ROUND]
    assert poll.ballots == {ANNA: {YES: mark}}
    assert poll.tallies == {YES: {mark: 1}, NO: {}}


def test_a_voter_may_change_their_mind():
    voted = given(*TAKING_VOTES, ballot(yes=1, no=1)).when(cast(yes=-1), by=ANNA)
    poll = voted.then(e.BallotCast(round=ROUND, marks={YES: -1})).workshop.polls[ROUND]
    assert poll.ballots == {ANNA: {YES: -1, NO: 1}}
    assert poll.tallies == {YES: {-1: 1}, NO: {1: 1}}


def test_a_voter_may_take_a_mark_back():
    voted = given(*TAKING_VOTES, ballot(yes=1, no=1)).when(cast(yes=None), by=ANNA)
    poll = voted.then(e.BallotCast(round=ROUND, marks={YES: None})).workshop.polls[ROUND]
    assert poll.ballots == {ANNA: {NO: 1}}


def test_who_took_every_mark_back_has_not_voted():
    voted = given(*TAKING_VOTES, ballot(yes=1)).when(cast(yes=None), by=ANNA)
    poll = voted.then(e.BallotCast(round=ROUND, marks={YES: None})).workshop.polls[ROUND]
    assert poll.ballots == {}
    assert poll.tallies == {YES: {}, NO: {}}


@pytest.mark.parametrize("marks", [{"yes": 1}, {"no": None}, {"yes": 1, "no": None}, {}])
def test_the_same_ballot_changes_nothing(marks):
    given(*TAKING_VOTES, ballot(yes=1)).when(cast(**marks), by=ANNA).then_nothing()


def test_only_what_changed_is_recorded():
    given(*TAKING_VOTES, ballot(yes=1)).when(cast(yes=1, no=0), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={NO: 0})
    )


def test_every_voter_has_a_ballot_of_their_own():
    past = (*TAKING_VOTES, ballot(ANNA, yes=1), ballot(BEN, yes=1), ballot(MAIR, yes=-1))
    assert given(*past).workshop.polls[ROUND].tallies[YES] == {1: 2, -1: 1}


def test_a_helper_votes_for_a_person_without_a_device():
    voted = given(*TAKING_VOTES).when(cast(yes=1), by=HELPER, for_=MAIR)
    after = voted.then(e.BallotCast(round=ROUND, marks={YES: 1}))
    assert after.workshop.polls[ROUND].ballots == {MAIR: {YES: 1}}


def test_the_helpers_own_ballot_is_another_one():
    command = cast(yes=1)
    past = (*TAKING_IDEAS, round_opened(roll=(HELPER, MAIR)), option_added(YES))
    after = (
        given(*past)
        .when(command, by=HELPER, for_=MAIR)
        .then(e.BallotCast(round=ROUND, marks={YES: 1}))
    )
    after.when(command, by=HELPER).then(e.BallotCast(round=ROUND, marks={YES: 1}))


@pytest.mark.parametrize("by", [COMMISSIONER, FACILITATOR, OBSERVER])
def test_only_those_on_the_roll_vote(by):
    given(*TAKING_VOTES).when(cast(yes=1), by=by).then_rejected("not_on_roll")


def test_a_stranger_does_not_vote():
    given(*TAKING_VOTES).when(cast(yes=1), by=STRANGER).then_rejected("no_such_participant")


def test_who_was_added_to_an_open_roll_votes():
    past = (*TAKING_VOTES, e.VoterAdded(round=ROUND, participant=COMMISSIONER))
    given(*past).when(cast(yes=1), by=COMMISSIONER).then(e.BallotCast(round=ROUND, marks={YES: 1}))


def test_who_is_on_the_roll_votes_whatever_their_role_is_now():
    past = (*TAKING_VOTES, e.RoleChanged(participant=ANNA, role="observer"))
    given(*past).when(cast(yes=1), by=ANNA).then(e.BallotCast(round=ROUND, marks={YES: 1}))


@pytest.mark.parametrize(
    "closed_to_her",
    [
        e.InterestDeclared(participant=ANNA, interest="potential_bidder"),
        e.OrganisationChosen(participant=ANNA, organisation=PROVIDER),
        e.RoleChanged(participant=ANNA, role="observer"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_who_may_not_see_the_stage_any_more_votes_no_more(closed_to_her):
    past = (*TAKING_IDEAS_OF_PARTNERS, round_opened(), option_added(YES), ballot(yes=1))
    given(*past).when(cast(yes=-1), by=ANNA).then(e.BallotCast(round=ROUND, marks={YES: -1}))
    asked = given(*past, closed_to_her).when(cast(yes=-1), by=ANNA)
    asked.then_rejected("not_on_roll")


def test_a_vote_once_cast_counts_also_when_the_voter_may_not_see_the_stage_any_more():
    past = (*TAKING_IDEAS_OF_PARTNERS, round_opened(), option_added(YES), ballot(yes=1))
    interest = e.InterestDeclared(participant=ANNA, interest="potential_bidder")
    assert given(*past, interest).workshop.polls[ROUND].tallies == {YES: {1: 1}}


def test_nobody_votes_for_a_person_who_may_not_see_the_stage():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        round_opened(),
        option_added(YES),
        e.OrganisationChosen(participant=MAIR, organisation=PROVIDER),
    )
    given(*past).when(cast(yes=1), by=HELPER, for_=MAIR).then_rejected("not_on_roll")


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        (e.ParticipantLeft(participant=ANNA), "role_not_allowed"),
        (e.ParticipantErased(participant=ANNA), "person_erased"),
    ],
)
def test_who_left_or_was_erased_votes_no_more(gone, code):
    given(*TAKING_VOTES, gone).when(cast(yes=1), by=ANNA).then_rejected(code)


@pytest.mark.parametrize(("over", "code"), OVER)
def test_nobody_votes_after_the_end(over, code):
    given(*TAKING_VOTES, *over).when(cast(yes=1), by=ANNA).then_rejected(code)


def test_nobody_votes_in_a_round_that_is_not_there():
    given(*TAKING_VOTES).when(cast(ROUND_2, yes=1), by=ANNA).then_rejected("no_such_round")


def test_only_options_of_the_round_are_marked():
    given(*TAKING_VOTES).when(cast(maybe=1), by=ANNA).then_rejected("no_such_option")


def test_a_ballot_has_only_so_many_marks():
    marks = {OptionId(id_of(str(n))): 1 for n in range(OPTIONS_AT_MOST + 1)}
    command = c.CastBallot(round=ROUND, marks=marks)
    given(*TAKING_VOTES).when(command, by=ANNA).then_rejected("too_many")


@pytest.mark.parametrize(
    ("past", "mark"),
    [(TAKING_VOTES, 2), (TAKING_VOTES, -2), (APPROVAL, 0), (APPROVAL, 2), (DOTS, 0), (DOTS, -1)],
)
def test_a_mark_fits_the_method(past, mark):
    given(*past).when(cast(yes=mark), by=ANNA).then_rejected("bad_mark")


def test_approving_is_ticking():
    given(*APPROVAL).when(cast(yes=1, no=1), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: 1, NO: 1})
    )


def test_dots_are_spread_over_options():
    given(*DOTS).when(cast(yes=2, no=2, maybe=1), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: 2, NO: 2, MAYBE: 1})
    )


def test_nobody_spends_more_dots_than_they_have():
    given(*DOTS, ballot(yes=2, no=2)).when(cast(maybe=2), by=ANNA).then_rejected("over_dots")


def test_dots_taken_back_may_be_spent_again():
    given(*DOTS, ballot(yes=2, no=2)).when(cast(yes=None, maybe=2), by=ANNA).then(
        e.BallotCast(round=ROUND, marks={YES: None, MAYBE: 2})
    )


def test_one_option_gets_only_so_many_dots_of_a_voter():
    given(*DOTS).when(cast(yes=3), by=ANNA).then_rejected("over_dots_per_option")


# --- closing, counting, revealing -----------------------------------------------


def test_a_round_may_be_closed():
    given(*TAKING_VOTES).when(c.CloseRound(round=ROUND)).then(e.RoundClosed(round=ROUND))


def test_a_closed_round_is_closed_already():
    given(*CLOSED).when(c.CloseRound(round=ROUND)).then_nothing()


def test_a_round_set_aside_is_not_closed():
    given(*VOID).when(c.CloseRound(round=ROUND)).then_rejected("round_void")


def test_only_a_round_that_is_there_is_closed():
    given(*TAKING_VOTES).when(c.CloseRound(round=ROUND_2)).then_rejected("no_such_round")


def test_a_round_is_closed_also_after_the_workshop_was():
    past = (*TAKING_VOTES, e.WorkshopClosed())
    given(*past).when(c.CloseRound(round=ROUND)).then(e.RoundClosed(round=ROUND))


def test_the_server_records_the_count_of_a_closed_round():
    given(*CLOSED).when(PUBLISH, by=SYSTEM).then(RESULT)


@pytest.mark.parametrize("past", [TAKING_VOTES, VOID, (*CLOSED, RESULT)])
def test_a_round_that_is_open_set_aside_or_counted_is_not_counted(past):
    given(*past).when(PUBLISH, by=SYSTEM).then_nothing()


def test_only_the_server_counts():
    given(*CLOSED).when(PUBLISH).then_rejected("role_not_allowed")


def test_only_a_round_that_is_there_is_counted():
    given(*EVERYBODY).when(PUBLISH, by=SYSTEM).then_rejected("no_such_round")


def test_the_server_owes_the_count_of_closed_rounds_only():
    assert uncounted(given(*CLOSED).workshop) == [ROUND]
    assert uncounted(given(*TAKING_VOTES).workshop) == []
    assert uncounted(given(*CLOSED, RESULT).workshop) == []
    void = e.RoundVoided(round=ROUND, reason="Wrong question")
    assert uncounted(given(*CLOSED, void).workshop) == []


AT_REVEAL = (
    *TAKING_IDEAS,
    round_opened(tally="at_reveal"),
    option_added(YES),
    e.RoundClosed(round=ROUND),
)


def test_a_facilitator_reveals_a_counted_result():
    revealed = given(*AT_REVEAL, RESULT).when(c.RevealResult(round=ROUND))
    assert revealed.then(e.ResultRevealed(round=ROUND)).workshop.rounds[ROUND].tally_shown


def test_a_revealed_result_is_revealed_already():
    past = (*AT_REVEAL, RESULT, e.ResultRevealed(round=ROUND))
    given(*past).when(c.RevealResult(round=ROUND)).then_nothing()


def test_a_result_shown_at_close_needs_no_revealing():
    given(*CLOSED, RESULT).when(c.RevealResult(round=ROUND)).then_nothing()


def test_a_result_that_is_not_counted_is_not_revealed():
    given(*AT_REVEAL).when(c.RevealResult(round=ROUND)).then_rejected("result_not_ready")


def test_the_result_of_a_round_set_aside_is_not_revealed():
    past = (*AT_REVEAL, RESULT, e.RoundVoided(round=ROUND, reason="Wrong question"))
    given(*past).when(c.RevealResult(round=ROUND)).then_rejected("round_void")


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        ("live", (True, True, True)),
        ("at_close", (False, True, True)),
        ("at_reveal", (False, False, True)),
    ],
)
def test_the_tally_is_shown_live_at_close_or_when_revealed(tally, shown):
    opened = (*TAKING_IDEAS, round_opened(tally=tally), option_added(YES))
    closed = (*opened, e.RoundClosed(round=ROUND), RESULT)
    revealed = (*closed, e.ResultRevealed(round=ROUND))
    pasts = (opened, closed, revealed)
    assert tuple(given(*past).workshop.rounds[ROUND].tally_shown for past in pasts) == shown


# --- setting aside, asking again ------------------------------------------------


@pytest.mark.parametrize("past", [TAKING_VOTES, CLOSED, (*CLOSED, RESULT)])
def test_a_round_may_be_set_aside_for_a_reason(past):
    voided = given(*past, ballot(yes=1)).when(c.VoidRound(round=ROUND, reason="Wrong question"))
    after = voided.then(e.RoundVoided(round=ROUND, reason="Wrong question"))
    assert not after.workshop.rounds[ROUND].open
    assert after.workshop.polls[ROUND].ballots == {ANNA: {YES: 1}}


def test_a_round_set_aside_is_set_aside_already():
    given(*VOID).when(c.VoidRound(round=ROUND, reason="Other")).then_nothing()


def test_setting_a_round_aside_needs_a_reason():
    given(*TAKING_VOTES).when(c.VoidRound(round=ROUND, reason="")).then_rejected("empty_text")


def test_only_a_round_that_is_there_is_set_aside():
    command = c.VoidRound(round=ROUND_2, reason="Wrong question")
    given(*TAKING_VOTES).when(command).then_rejected("no_such_round")


RERUN = c.RerunRound(round=ROUND_2, rerun_of=ROUND)


@pytest.mark.parametrize("past", [CLOSED, VOID])
def test_a_question_may_be_asked_again_with_a_fresh_roll_and_no_ballots(past):
    rerun = given(*past, ballot(yes=1)).when(RERUN)
    after = rerun.then(
        round_opened(round_id=ROUND_2, roll=EVERY_VOTER, rerun_of=ROUND),
        option_added(YES, round_id=ROUND_2),
        option_added(NO, round_id=ROUND_2),
    )
    assert after.workshop.polls[ROUND_2].ballots == {}


def test_a_question_asked_again_asks_everybody_who_may_see_its_stage_now():
    past = (
        *TAKING_IDEAS_OF_PARTNERS,
        round_opened(roll=PARTNERS),
        option_added(YES),
        e.RoundClosed(round=ROUND),
        e.InterestDeclared(participant=BEN, interest="other"),
    )
    given(*past).when(RERUN).then(
        round_opened(round_id=ROUND_2, roll=(HELPER, OTHER_HELPER, ANNA, MAIR), rerun_of=ROUND),
        option_added(YES, round_id=ROUND_2),
    )


NAMED = (
    *TAKING_IDEAS_OF_PARTNERS,
    round_opened(roll=(MAIR, ANNA, BEN), named_roll=True),
    option_added(YES),
)


def asked_again(*roll):
    again = round_opened(round_id=ROUND_2, roll=roll, named_roll=True, rerun_of=ROUND)
    return (again, option_added(YES, round_id=ROUND_2))


def test_people_who_were_named_are_asked_again_and_nobody_else():
    past = (*NAMED, e.RoundClosed(round=ROUND))
    again = given(*past).when(RERUN).then(*asked_again(MAIR, ANNA, BEN))
    assert again.workshop.rounds[ROUND_2].named_roll


@pytest.mark.parametrize(
    "change",
    [
        e.ParticipantLeft(participant=ANNA),
        e.ParticipantErased(participant=ANNA),
        e.RoleChanged(participant=ANNA, role="observer"),
        e.RoleChanged(participant=ANNA, role="facilitator"),
        e.InterestDeclared(participant=ANNA, interest="potential_bidder"),
        e.OrganisationChosen(participant=ANNA, organisation=PROVIDER),
    ],
    ids=lambda each: f"{type(each).__name__}-{getattr(each, 'role', '')}",
)
def test_people_who_were_named_are_asked_again_as_far_as_they_may_still_vote(change):
    past = (*NAMED, e.RoundClosed(round=ROUND), change)
    given(*past).when(RERUN).then(*asked_again(MAIR, BEN))


def test_a_question_asked_a_third_time_asks_the_same_people():
    past = (*NAMED, e.RoundClosed(round=ROUND), *asked_again(MAIR, ANNA, BEN))
    command = c.RerunRound(round=ROUND_3, rerun_of=ROUND_2)
    given(*past, e.RoundClosed(round=ROUND_2)).when(command).then(
        round_opened(round_id=ROUND_3, roll=(MAIR, ANNA, BEN), named_roll=True, rerun_of=ROUND_2),
        option_added(YES, round_id=ROUND_3),
    )


def test_who_was_added_to_a_named_roll_is_asked_again_too():
    past = (
        *TAKING_IDEAS,
        round_opened(roll=(ANNA,), named_roll=True, open_roll=True),
        option_added(YES),
        e.VoterAdded(round=ROUND, participant=COMMISSIONER),
        e.RoundClosed(round=ROUND),
    )
    given(*past).when(RERUN).then(
        round_opened(
            round_id=ROUND_2,
            roll=(ANNA, COMMISSIONER),
            named_roll=True,
            open_roll=True,
            rerun_of=ROUND,
        ),
        option_added(YES, round_id=ROUND_2),
    )


def test_options_that_are_gone_are_not_asked_again():
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        idea_submitted(IDEA_2),
        theme_formed(),
        round_opened(),
        option_added(IDEA, "idea"),
        option_added(IDEA_2, "idea"),
        option_added(THEME, "theme"),
        e.RoundClosed(round=ROUND),
        e.IdeaWithdrawn(idea=IDEA),
        e.ThemeDissolved(theme=THEME),
    )
    given(*past).when(RERUN).then(
        round_opened(round_id=ROUND_2, roll=EVERY_VOTER, rerun_of=ROUND),
        option_added(IDEA_2, "idea", round_id=ROUND_2),
    )


@pytest.mark.parametrize("open_options", [False, True])
def test_a_question_without_options_is_asked_again_only_where_they_are_open(open_options):
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        round_opened(open_options=open_options),
        option_added(IDEA, "idea"),
        e.RoundClosed(round=ROUND),
        e.IdeaWithdrawn(idea=IDEA),
    )
    again = given(*past).when(RERUN)
    if open_options:
        again.then(
            round_opened(round_id=ROUND_2, roll=EVERY_VOTER, rerun_of=ROUND, open_options=True)
        )
    else:
        again.then_rejected("no_options")


def test_an_open_round_is_not_asked_again():
    given(*TAKING_VOTES).when(RERUN).then_rejected("round_open")


def test_only_a_round_that_is_there_is_asked_again():
    given(*TAKING_IDEAS).when(RERUN).then_rejected("no_such_round")


@pytest.mark.parametrize(("taken", "code"), [(ROUND, "id_taken"), ("r", "bad_id")])
def test_a_question_asked_again_is_a_round_of_its_own(taken, code):
    given(*CLOSED).when(c.RerunRound(round=taken, rerun_of=ROUND)).then_rejected(code)


# --- decisions ------------------------------------------------------------------


def record(**changes):
    terms = {"text": "A bus at nine", "reasons": "", "round": ROUND, "options": (YES,)}
    return c.RecordDecision(decision=DECISION, **{**terms, **changes})


def decided(**changes):
    terms = {"text": "A bus at nine", "reasons": "", "round": ROUND, "options": (YES,)}
    return e.DecisionRecorded(decision=DECISION, **{**terms, **changes})


WITHDRAWN = e.DecisionWithdrawn(decision=DECISION, reason="No driver")


def test_a_decision_is_recorded_with_the_round_it_rests_on():
    given(*CLOSED).when(record()).then(decided())


def test_a_decision_may_rest_on_no_round():
    command = record(round=None, options=())
    given(*EVERYBODY).when(command).then(decided(round=None, options=()))


def test_an_option_named_twice_is_decided_once():
    given(*CLOSED).when(record(options=(YES, YES))).then(decided())


def test_a_decision_may_be_reworded():
    command = record(text="Two buses", reasons="More voted")
    given(*CLOSED, decided()).when(command).then(decided(text="Two buses", reasons="More voted"))


def test_the_same_decision_changes_nothing():
    given(*CLOSED, decided()).when(record(text=" A bus at nine ")).then_nothing()


def test_a_withdrawn_decision_may_be_made_again():
    remade = given(*CLOSED, decided(), WITHDRAWN).when(record()).then(decided())
    assert remade.workshop.decisions[DECISION].withdrawn_reason is None


def test_a_decision_rests_on_a_round_that_is_there():
    given(*CLOSED).when(record(round=ROUND_2)).then_rejected("no_such_round")


@pytest.mark.parametrize("changes", [{"options": (MAYBE,)}, {"round": None}])
def test_a_decision_names_options_of_its_round(changes):
    given(*CLOSED).when(record(**changes)).then_rejected("no_such_option")


def test_a_decision_needs_words():
    given(*CLOSED).when(record(text="")).then_rejected("empty_text")


@pytest.mark.parametrize(("decision", "code"), [("d", "bad_id"), (ROUND, "id_taken")])
def test_a_decision_needs_an_identifier_of_its_own(decision, code):
    command = c.RecordDecision(decision=decision, text="A bus at nine")
    given(*CLOSED).when(command).then_rejected(code)


def test_a_decision_may_be_taken_back_for_a_reason():
    command = c.WithdrawDecision(decision=DECISION, reason="No driver")
    given(*CLOSED, decided()).when(command).then(WITHDRAWN)


def test_a_decision_is_taken_back_once():
    command = c.WithdrawDecision(decision=DECISION, reason="Other")
    given(*CLOSED, decided(), WITHDRAWN).when(command).then_nothing()


def test_taking_a_decision_back_needs_a_reason():
    command = c.WithdrawDecision(decision=DECISION, reason="")
    given(*CLOSED, decided()).when(command).then_rejected("empty_text")


def test_only_a_recorded_decision_is_taken_back():
    command = c.WithdrawDecision(decision=DECISION, reason="No driver")
    given(*CLOSED).when(command).then_rejected("no_such_decision")


# --- who may --------------------------------------------------------------------

RUNNING_ONLY = [
    open_round(),
    c.CloseRound(round=ROUND),
    PUBLISH,
    c.RevealResult(round=ROUND),
    c.VoidRound(round=ROUND, reason="Wrong question"),
    RERUN,
    record(),
    c.WithdrawDecision(decision=DECISION, reason="No driver"),
]


@pytest.mark.parametrize("by", [ANNA, HELPER])
@pytest.mark.parametrize("command", RUNNING_ONLY, ids=lambda each: type(each).__name__)
def test_only_those_who_run_the_workshop_run_its_rounds(command, by):
    given(*CLOSED, decided()).when(command, by=by).then_rejected("role_not_allowed")
