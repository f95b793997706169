from dataclasses import replace

import pytest

from codesign.domain import events as e
from codesign.domain.ids import ReasonId
from codesign.projections.counts import counts_told
from codesign.projections.outcomes import outcomes, turnout_told
from codesign.projections.wording import REMOVED
from tests.given import (
    ANNA,
    BEN,
    EVERYBODY,
    IDEA,
    NO,
    PROVIDER,
    ROUND,
    ROUND_2,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    THEME_2,
    YES,
    id_of,
    idea_submitted,
    option_added,
    organisation_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.projections.readings import reading_of

CLOSED = e.RoundClosed(round=ROUND)
VOTES = past_fact(e.BallotCast(round=ROUND, marks={YES: 1, NO: -1}), by=ANNA)


def result(*ranking, round_id=ROUND):
    options = [each for equals in ranking for each in equals]
    return e.ResultPublished(
        round=round_id,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=1,
        counts={each: {"agree": 1, "disagree": 0, "pass": 0} for each in options},
        ranking=ranking,
    )


def outcome(*past, view="participant"):
    return outcomes(reading_of(*past, view=view))[-1]


def test_a_result_has_its_ranking_with_equals_together():
    found = outcome(*TAKING_VOTES, VOTES, CLOSED, result((YES, NO)))
    assert [[each.words for each in equals] for equals in found.ranking] == [["yes", "no"]]
    assert found.ranking[0][0].counts == {"agree": 1, "disagree": 0, "pass": 0}
    assert turnout_told(found) == "1 of 3 voted"


def test_until_it_is_shown_a_result_is_not_there():
    hidden = tuple(
        replace(each, tally="at_reveal") if isinstance(each, e.RoundOpened) else each
        for each in TAKING_VOTES
    )
    past = (*hidden, VOTES, CLOSED, result((YES,), (NO,)))
    found = outcome(*past)
    assert found.ranking == ()
    assert all(each.counts is None for each in found.choices)
    shown = outcome(*past, e.ResultRevealed(round=ROUND))
    assert shown.ranking
    assert shown.seq == len(past) + 1


@pytest.mark.parametrize(
    ("after", "seq"),
    [((), -1), ((CLOSED,), 1), ((e.RoundVoided(round=ROUND, reason="x"),), 1)],
)
def test_a_line_about_a_vote_comes_from_the_last_thing_that_became_of_it(after, seq):
    opened = len(TAKING_IDEAS) + 1
    found = outcome(*TAKING_VOTES, *after)
    assert found.seq == (opened if seq < 0 else len(TAKING_VOTES) + seq)


def test_the_words_of_an_option_are_those_of_its_idea_or_theme():
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        theme_formed(),
        theme_formed(THEME_2),
        round_opened(),
        option_added(IDEA, "idea"),
        option_added(THEME, "theme"),
        option_added(THEME_2, "theme"),
    )
    assert [each.words for each in outcome(*past).choices] == ["A bus", "Transport", "Transport"]
    gone = (
        e.IdeaHidden(idea=IDEA, reason="x"),
        e.ThemesMerged(theme=THEME, merged=(THEME_2,)),
    )
    found = outcome(*past, *gone).choices
    assert [each.words for each in found] == [
        "An idea that is no longer shown",
        "Transport",
        "Transport",
    ]


def test_the_words_of_a_theme_closed_to_the_view_are_not_told():
    stage = e.StageAdded(
        stage="desk-----------------A",
        kind="themes",
        title="Desk",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="partner",
    )
    formed = e.ThemeFormed(theme=THEME, stage=stage.stage, title="Transport")
    past = (*TAKING_IDEAS, stage, formed, round_opened(), option_added(THEME, "theme"))
    assert outcome(*past).choices[0].words == "A theme that is no longer shown"
    assert outcome(*past, view="partner").choices[0].words == "Transport"


def test_an_option_whose_words_changed_after_the_vote_says_so():
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        round_opened(),
        option_added(IDEA, "idea"),
        CLOSED,
    )
    assert outcome(*past).choices[0].now is None
    reworded = past_fact(e.IdeaReworded(idea=IDEA, text="A bus at nine"), by=ANNA)
    (choice,) = outcome(*past, reworded).choices
    assert (choice.words, choice.now) == ("A bus", "A bus at nine")
    tidied = e.IdeaTidied(idea=IDEA, words_of=IDEA, text="A late bus")
    (choice,) = outcome(*past, reworded, tidied).choices
    assert (choice.words, choice.now) == ("A bus", "A late bus")


def test_a_theme_that_was_taken_apart_after_the_vote_says_so():
    past = (*TAKING_IDEAS, theme_formed(), round_opened(), option_added(THEME, "theme"), CLOSED)
    (choice,) = outcome(*past, e.ThemeDissolved(theme=THEME)).choices
    assert (choice.words, choice.now) == ("Transport", "")


def test_destroyed_words_are_told_to_be_removed():
    option = e.OptionAdded(round=ROUND, option=YES, source="text", text="")
    found = outcome(*TAKING_IDEAS, replace(round_opened(), question=""), option)
    assert found.question == found.choices[0].words == REMOVED


def test_votes_come_in_the_order_they_were_opened():
    again = round_opened(round_id=ROUND_2, rerun_of=ROUND)
    found = outcomes(reading_of(*TAKING_VOTES, e.RoundVoided(round=ROUND, reason="x"), again))
    assert [each.round for each in found] == [ROUND, ROUND_2]
    assert found[1].rerun_of == ROUND


@pytest.mark.parametrize(
    ("method", "counts", "told"),
    [
        ("agree", {"agree": 3, "disagree": 1, "pass": 0}, "3 agree, 1 disagree, 0 pass"),
        ("dots", {"dots": 1, "voters": 1}, "1 dot from 1 person"),
        ("approval", {"approvals": 4}, "4 in support"),
    ],
)
def test_counts_are_told_in_words(method, counts, told):
    assert counts_told(method, counts) == told


@pytest.mark.parametrize(
    ("turnout", "public"), [({"device": 20, "hands": 3}, {}), ({"device": 20, "hands": 5},) * 2]
)
def test_the_public_is_told_how_votes_came_only_where_no_number_tells_of_single_people(
    turnout, public
):
    published = replace(result((YES, NO)), turnout=turnout)
    past = (*TAKING_VOTES, VOTES, CLOSED, published)
    assert outcome(*past, view="partner").turnout == turnout
    assert outcome(*past, view="public").turnout == public


def test_dots_counted_together_are_told_without_the_people_they_came_from():
    assert counts_told("dots", {"dots": 3, "voters": 2}) == "3 dots from 2 people"
    assert counts_told("dots", {"dots": 3}) == "3 dots"


WHY, WHY_2 = ReasonId(id_of("why")), ReasonId(id_of("why_2"))


def why(reason, text, by):
    return past_fact(e.ReasonGiven(reason=reason, round=ROUND, option=YES, text=text), by=by)


def marked(mark, by):
    return past_fact(e.BallotCast(round=ROUND, marks={YES: mark}), by=by)


def consented(*, anonymous=False):
    opened = replace(round_opened("consent"), reasons="required")
    people = (
        *EVERYBODY,
        organisation_added(),
        e.OrganisationChosen(participant=BEN, organisation=PROVIDER),
    )
    stage = (stage_added(anonymous=anonymous), stage_opened())
    return (
        *people,
        *stage,
        opened,
        option_added(YES),
        marked(1, ANNA),
        why(WHY, "Good enough", ANNA),
        marked(-1, BEN),
        why(WHY_2, "Who drives?", BEN),
        CLOSED,
        result((YES,)),
    )


def reasons_told_to(view, *, anonymous=False):
    [choice] = outcome(*consented(anonymous=anonymous), view=view).choices
    return [(each.text, each.mark, each.by) for each in choice.reasons]


def test_reasons_go_with_their_option_those_that_can_stop_it_first():
    assert reasons_told_to("participant") == [
        ("Who drives?", -1, "ben, provider"),
        ("Good enough", 1, "anna"),
    ]


def test_the_public_reads_whom_somebody_spoke_for_and_never_a_name():
    assert [by for _, _, by in reasons_told_to("public")] == ["provider", ""]


def test_in_an_anonymous_stage_nobody_reads_who_gave_a_reason():
    for view in ("facilitator", "participant", "public"):
        assert [by for _, _, by in reasons_told_to(view, anonymous=True)] == ["", ""]


def test_a_worry_is_told_with_what_became_of_it():
    answered = (
        ((), "still open"),
        ((e.WorryWithdrawn(reason=WHY_2, round=ROUND), result((YES,))), "taken back"),
    )
    for events, told in answered:
        [choice] = outcome(*consented(), *events).choices
        assert told in choice.reasons[0].worry
        assert choice.reasons[1].worry == ""
