"""What one person gave and what became of it, from what they may see and what is theirs."""

import re
from dataclasses import replace
from random import Random

import pytest

from codesign.domain import events as e
from codesign.domain.ids import AnnotationId, ParticipantId, ReasonId
from codesign.domain.views import audience_of
from codesign.outputs.contributions import contributions_document
from codesign.outputs.markdown import text
from codesign.projections.contributions import Contributions, contributions, held
from codesign.protocol.codec import canonical
from codesign.replay.recording import Recording
from tests.given import (
    ANNA,
    BEN,
    CONTACT,
    DECISION,
    FACILITATOR,
    IDEA,
    IDEA_2,
    LINK,
    MAIR,
    NOW,
    RESPONSE,
    ROUND,
    TAKING_IDEAS,
    THEME,
    YES,
    folded,
    id_of,
    idea_submitted,
    option_added,
    past_fact,
    round_opened,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.histories import a_history
from tests.projections.readings import log_of, reading_of
from tests.replay.logs import WORKSHOP, reader, told_apart


def given_by(*past, who: ParticipantId = ANNA, view: e.View = "partner") -> Contributions:
    return contributions(reading_of(*past, view=view), held(folded(log_of(past)), who), who)


def grouped(*ideas) -> e.IdeasGrouped:
    return e.IdeasGrouped(theme=THEME, ideas=ideas)


def counted_by(*ranking, **counts) -> e.ResultPublished:
    return e.ResultPublished(
        round=ROUND,
        algorithm="dots",
        version=1,
        first=1,
        last=30,
        roll=3,
        cast=2,
        counts=counts["counts"],
        ranking=ranking,
        turnout={},
    )


UNDER_A_THEME = (*TAKING_IDEAS, idea_submitted(), theme_formed(), grouped(IDEA))
VOTED = (
    *UNDER_A_THEME,
    round_opened("dots", dots=5, dots_per_option=3),
    option_added(THEME, "theme"),
    option_added(YES),
    past_fact(e.BallotCast(round=ROUND, marks={THEME: 3, YES: 1}), by=ANNA),
    e.RoundClosed(round=ROUND),
    counted_by((YES,), (THEME,), counts={YES: {"dots": 5}, THEME: {"dots": 3, "voters": 1}}),
)
DECIDED = e.DecisionRecorded(
    decision=DECISION, text="A bus.", reasons="", round=ROUND, options=(THEME,)
)


def responded(about: e.Responded, key: str) -> e.ResponseGiven:
    return e.ResponseGiven(
        response=RESPONSE,
        about=about,
        id=key,
        organisation=None,
        stance="doing",
        why="",
        post="",
        by_when="",
    )


def test_only_ones_own_ideas_are_told():
    past = (*UNDER_A_THEME, idea_submitted(IDEA_2, BEN, text="A boat"))
    assert [each.id for each in given_by(*past).ideas] == [IDEA]
    assert [each.id for each in given_by(*past, who=BEN).ideas] == [IDEA_2]


def test_an_idea_leads_to_its_theme_the_vote_the_decision_and_the_answer():
    (idea,) = given_by(*VOTED, DECIDED, responded("theme", THEME)).ideas
    assert idea.theme is not None
    assert idea.theme.words == "Transport"
    (vote,) = idea.votes
    assert (vote.as_theme, vote.place, vote.counts) == (True, 2, {"dots": 3, "voters": 1})
    assert [each.text for each in idea.decisions] == ["A bus."]
    assert [each.stance for each in idea.answers] == ["doing"]


def test_a_decision_that_was_taken_back_is_not_told():
    back = e.DecisionWithdrawn(decision=DECISION, reason="Not yet")
    (idea,) = given_by(*VOTED, DECIDED, back).ideas
    assert idea.decisions == ()


def test_nothing_is_told_of_a_result_before_it_is_shown():
    open_vote = VOTED[:-2]
    (idea,) = given_by(*open_vote).ideas
    assert [(each.place, each.counts) for each in idea.votes] == [(None, None)]


def test_a_vote_tells_what_one_gave_and_what_was_decided_on_it():
    (vote,) = given_by(*VOTED, DECIDED).votes
    assert [(each.words, each.mark) for each in vote.marks] == [("Transport", 3), ("yes", 1)]
    assert [each.text for each in vote.decisions] == ["A bus."]
    (bens,) = given_by(*VOTED, who=BEN).votes
    assert bens.marks == ()
    assert given_by(*VOTED, who=FACILITATOR, view="facilitator").votes == ()


def test_a_vote_for_an_idea_that_was_put_with_another_says_so_and_stays():
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        idea_submitted(IDEA_2, BEN, text="A boat"),
        round_opened("approval"),
        option_added(IDEA, "idea"),
        past_fact(e.BallotCast(round=ROUND, marks={IDEA: 1}), by=MAIR),
        e.RoundClosed(round=ROUND),
        e.IdeasJoined(idea=IDEA_2, joined=(IDEA,)),
    )
    (vote,) = given_by(*past, who=MAIR).votes
    (mark,) = vote.marks
    assert mark.joined_into is not None
    assert (mark.words, mark.mark, mark.joined_into.words) == ("A bus", 1, "A boat")
    (annas,) = given_by(*past).ideas
    assert annas.joined_into is not None
    assert annas.joined_into.words == "A boat"
    (bens,) = given_by(*past, who=BEN).ideas
    assert bens.with_it == 1


def test_what_was_voted_on_keeps_its_words_and_the_new_ones_stand_beside_them():
    past = (
        *TAKING_IDEAS,
        idea_submitted(),
        round_opened("approval"),
        option_added(IDEA, "idea"),
        past_fact(e.BallotCast(round=ROUND, marks={IDEA: 1}), by=MAIR),
        e.RoundClosed(round=ROUND),
        e.IdeaTidied(idea=IDEA, words_of=IDEA, text="A night bus"),
    )
    (vote,) = given_by(*past, who=MAIR).votes
    assert [(each.words, each.reworded_to) for each in vote.marks] == [("A bus", "A night bus")]
    (idea,) = given_by(*past).ideas
    assert idea.tidied is not None
    assert (idea.text, idea.tidied.words) == ("A bus", "A night bus")


def test_each_idea_says_who_can_see_it():
    past = (*TAKING_IDEAS, idea_submitted())

    def state(*more) -> str:
        (idea,) = given_by(*past, *more).ideas
        return idea.state

    assert state() == "shown"
    assert state(e.IdeaHidden(idea=IDEA, reason="Rude")) == "hidden"
    assert state(past_fact(e.IdeaWithdrawn(idea=IDEA), by=ANNA)) == "taken_back"
    assert state(e.IdeasHeldBack(ideas=(IDEA,))) == "waiting"
    redacted = e.ContributionRedacted(kind="idea", id=IDEA, reason="Private", text="[removed]")
    assert state(redacted) == "removed"
    private = (*TAKING_IDEAS[:-2], stage_added(private=True), stage_opened(), idea_submitted())
    (idea,) = given_by(*private).ideas
    assert (idea.state, idea.seq) == ("yours_alone", None)


def test_notes_reports_and_what_was_given_on_leaving_are_told_to_their_owner():
    past = (
        *TAKING_IDEAS,
        e.ExitQuestionAsked(question="What next time?"),
        past_fact(e.ExitAnswered(participant=ANNA, text="More tea"), by=ANNA),
        past_fact(
            e.ContactGiven(participant=ANNA, contact=CONTACT, address="anna@example.org"), by=ANNA
        ),
        e.LinkIssued(participant=ANNA, link=LINK, expires_at=NOW + 10),
        past_fact(
            e.MomentAnnotated(
                annotation=AnnotationId(id_of("note")),
                moment=3,
                group=None,
                seen_by="participant",
                text="Look here",
            ),
            by=ANNA,
        ),
    )
    found = given_by(*past)
    assert (found.question, found.answer) == ("What next time?", "More tea")
    assert found.contact == "anna@example.org"
    assert (found.link_by, found.link_expires_at) == ("facilitator", NOW + 10)
    assert [each.words for each in found.notes] == ["Look here"]
    bens = given_by(*past, who=BEN)
    assert (bens.answer, bens.contact, bens.notes) == ("", "", ())


def test_an_idea_of_a_stage_that_closed_to_its_author_is_still_theirs_and_no_more():
    stage = stage_added(seen_by="partner")
    past = (*TAKING_IDEAS[:-2], stage, stage_opened(), idea_submitted(), theme_formed())
    (idea,) = given_by(*past, grouped(IDEA), view="participant").ideas
    assert (idea.text, idea.theme, idea.state) == ("A bus", None, "yours_alone")


@pytest.mark.parametrize("seed", range(3))
def test_of_any_workshop_everybody_can_take_theirs_away_and_it_says_nothing_they_may_not_see(
    seed: int,
) -> None:
    log = told_apart(a_history(Random(seed), 400))
    present = folded(log)
    recording = Recording(reader(log), WORKSHOP)
    for who in present.participants:
        view, group = audience_of(present, who)
        reading, own = recording.reading(view, None, group), held(present, who)
        found = contributions(reading, own, who)
        told = text(contributions_document(reading, found, "Somebody"), "/w/x").replace("\\", "")
        # Words of made-up workshops are marked with their event and field.
        seen = canonical([reading.records, own, dict(reading.former_themes)])
        assert all(each in seen for each in re.findall(rb"<\d+\.\w+>", told.encode()))


def test_why_one_voted_so_stands_with_the_vote() -> None:
    opened = replace(round_opened("consent"), reasons="required")
    objected = past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=MAIR)
    why = e.ReasonGiven(
        reason=ReasonId(id_of("reason")), round=ROUND, option=YES, text="It leaves the valley out"
    )
    past = (*TAKING_IDEAS, opened, option_added(YES), objected, past_fact(why, by=MAIR))
    (vote,) = given_by(*past, who=MAIR).votes
    assert [each.reason for each in vote.marks] == ["It leaves the valley out"]
    (others,) = given_by(*past).votes
    assert others.marks == ()
