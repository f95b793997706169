from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.views import VIEWS
from codesign.outputs import html
from codesign.outputs.decision import decision_document
from codesign.outputs.document import Bullets, Line, Missing, Paragraph, Section, Table
from codesign.outputs.markdown import text
from codesign.outputs.one_page import one_page_summary
from codesign.replay.recording import Recording
from tests.given import (
    ANNA,
    BEGUN,
    BEN,
    DECISION,
    EVERYBODY,
    IDEA,
    NO,
    NOW,
    ROUND,
    ROUND_2,
    SESSION,
    STAGE,
    TAKING_IDEAS,
    TAKING_VOTES,
    YES,
    id_of,
    idea_submitted,
    past_fact,
    round_opened,
    stage_added,
    theme_formed,
)
from tests.outputs import fixture
from tests.projections.readings import reading_of
from tests.replay.logs import WORKSHOP, pasts, reader

CLOSED = e.RoundClosed(round=ROUND)


def page(*past, view="participant"):
    return one_page_summary(reading_of(*past, view=view))


def words(document):
    """Every line of a document, section by section."""
    told = {"": [each for fact in document.facts.facts for each in texts(fact.lines)]}
    for section in document.sections:
        told[section.heading] = list(of_blocks(section.blocks))
    return told


def of_blocks(blocks):
    for block in blocks:
        match block:
            case Paragraph():
                yield from texts(block.lines)
            case Bullets():
                for item in block.items:
                    yield from texts((item.line, *item.below))
            case Table():
                yield from (" | ".join(str(each) for each in row.cells) for row in block.rows)
                if block.note:
                    yield block.note
            case Section():
                yield block.heading
                yield from of_blocks(block.blocks)


def texts(lines):
    return [each.what if isinstance(each, Missing) else each.text for each in lines]


def result(*ranking, cast=2):
    options = [each for equals in ranking for each in equals]
    return e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=cast,
        counts={each: {"agree": cast, "disagree": 0, "pass": 0} for each in options},
        ranking=ranking,
    )


@settings(max_examples=50)
@given(pasts(), st.sampled_from(VIEWS))
def test_it_can_be_made_of_any_workshop(log, view):
    reading = Recording(reader(log), WORKSHOP).reading(view)
    assert text(one_page_summary(reading), "")
    assert html.page(one_page_summary(reading), "")
    for decision in reading.rows("decisions"):
        assert text(decision_document(reading, decision), "")


@pytest.mark.parametrize("view", ["public", "participant", "partner", "facilitator"])
def test_it_is_ready_at_every_moment_of_a_workshop(view):
    recording = fixture.recording()
    for seq in range(1, len(fixture.the_log()) + 1):
        document = one_page_summary(recording.reading(view, seq))
        assert document.version == seq
        # Who was heard is told once there is something to tell.
        assert len(document.sections) in {5, 6}
        assert all(each.blocks for each in document.sections)


def test_a_workshop_in_which_nothing_happened_says_so():
    told = words(page(*BEGUN))
    assert told["What was decided"] == ["No decision has been recorded."]
    assert told["How people voted"] == ["No vote has been held."]
    assert told["What people said"] == ["No ideas have been put forward."]
    assert told["Who took part"] == ["Nobody has joined yet."]
    assert told["What happens next"] == ["Not recorded in this workshop"]
    assert "Not recorded in this workshop" in told[""]


def test_the_formal_decision_is_said_to_be_somebody_elses():
    assert "not yet named" in words(page(*BEGUN))[""]


def test_every_source_is_listed_once_in_the_order_of_the_lines():
    document = one_page_summary(fixture.recording().reading("participant"))
    seqs = [each.seq for each in document.sources]
    assert len(set(seqs)) == len(seqs)
    assert seqs[0] == 1
    log = fixture.the_log()
    assert all(each.at == log[each.seq - 1].at for each in document.sources)


def test_a_result_is_told_with_turnout_and_method():
    told = words(page(*TAKING_VOTES, CLOSED, result((YES,), (NO,))))["How people voted"]
    assert told == [
        "Which ones?",
        "2 of 3 voted (67%). “yes” came first with 2 agree, 0 disagree, 0 pass.",
        (
            "Each person could agree, disagree or pass on each option; "
            "options are ordered by those who agree less those who disagree."
        ),
        "yes | 2 | 0 | 0",
        "no | 2 | 0 | 0",
    ]


def test_a_tie_at_the_top_is_told_to_be_one():
    past = list(TAKING_VOTES)
    past.append(e.OptionAdded(round=ROUND, option=id_of("third"), source="text", text="third"))
    told = words(page(*past, CLOSED, result((YES, NO), (id_of("third"),))))["How people voted"]
    assert (
        "“yes” and “no” came first together, with 2 agree, 0 disagree, 0 pass each: "
        "a tie, which was not broken." in told[1]
    )


def test_a_tie_further_down_is_told_too():
    past = list(TAKING_VOTES)
    past.append(e.OptionAdded(round=ROUND, option=id_of("third"), source="text", text="third"))
    told = words(page(*past, CLOSED, result((id_of("third"),), (YES, NO))))["How people voted"]
    assert "Standing equal: “yes” and “no”." in told


def test_when_all_stand_equal_nothing_came_first():
    told = words(page(*TAKING_VOTES, CLOSED, result((YES, NO))))["How people voted"]
    assert told[1].endswith("All options stand equal: a tie, which was not broken.")


def test_a_vote_in_which_nobody_voted_has_no_winner():
    told = words(page(*TAKING_VOTES, CLOSED, result((YES, NO), cast=0)))["How people voted"]
    assert told[1] == "0 of 3 voted (0%). Nothing came first."


def test_open_and_uncounted_votes_are_told_without_how_they_stand():
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    assert (
        "Still open: 1 of 3 voted (33%) so far."
        in words(page(*TAKING_VOTES, cast))["How people voted"]
    )
    assert (
        "Closed: 1 of 3 voted (33%). Not shown yet."
        in words(page(*TAKING_VOTES, cast, CLOSED))["How people voted"]
    )


def test_a_vote_set_aside_is_named_with_its_reason():
    void = e.RoundVoided(round=ROUND, reason="A table was left out")
    told = words(page(*TAKING_VOTES, void))["How people voted"]
    assert "Set aside, and not counted: A table was left out." in told
    again = round_opened(round_id=ROUND_2, rerun_of=ROUND)
    told = words(page(*TAKING_VOTES, void, again))["How people voted"]
    assert told.count("Which ones?") == 1
    assert "An earlier vote on this was set aside and not counted: A table was left out." in told


def test_a_vote_with_many_options_shows_the_first_and_counts_the_rest():
    options = [
        e.OptionAdded(round=ROUND, option=id_of(f"o{each}"), source="text", text=f"o{each}")
        for each in range(8)
    ]
    ranking = [(each.option,) for each in options]
    told = words(page(*TAKING_IDEAS, round_opened(), *options, CLOSED, result(*ranking)))
    assert "And 4 more options." in told["How people voted"]


def test_decisions_come_with_reasons_and_their_vote():
    decided = e.DecisionRecorded(
        decision=DECISION, text="A bus at nine", reasons="It is cheap", round=ROUND, options=(YES,)
    )
    told = words(page(*TAKING_VOTES, decided))["What was decided"]
    assert told == [
        "A bus at nine.",
        "Because: It is cheap.",
        "It rests on the vote “Which ones?”",
    ]


def test_a_decision_taken_back_does_not_stand_and_is_not_hidden():
    decided = e.DecisionRecorded(
        decision=DECISION, text="A bus", reasons="", round=None, options=()
    )
    withdrawn = e.DecisionWithdrawn(decision=DECISION, reason="Too dear")
    document = page(*TAKING_IDEAS, decided, withdrawn)
    assert words(document)["What was decided"] == [
        "No decision has been recorded.",
        "Taken back: “A bus”. Too dear.",
    ]
    assert next(each.number for each in document.figures if each.of == "decisions") == 0


def test_ideas_without_themes_are_told_as_they_were_written():
    told = words(page(*TAKING_IDEAS, idea_submitted()))["What people said"]
    assert told == ["1 idea stands as written; no themes yet.", "A bus"]


def test_ideas_under_no_theme_are_counted_beside_the_themes():
    past = (*TAKING_IDEAS, idea_submitted(), theme_formed())
    told = words(page(*past))["What people said"]
    assert told == ["Transport: 0 ideas", "1 idea stands under no theme."]


def test_themes_that_do_not_fit_are_named():
    themes = [
        e.ThemeFormed(theme=id_of(f"t{each}"), stage=STAGE, title=f"t{each}") for each in range(8)
    ]
    told = words(page(*TAKING_IDEAS, idea_submitted(), *themes))["What people said"]
    assert "And: t6 and t7." in told


def test_the_public_is_told_of_no_small_numbers():
    document = one_page_summary(fixture.recording().reading("public"))
    told = words(document)["Who took part"]
    assert told[-1].startswith("Also Northfield Integrated Care Board, St Anne's Hospital Trust,")
    assert told[-1].endswith(
        "Numbers under 5 are not shown, nor any number they could be worked out from."
    )
    full = one_page_summary(fixture.recording().reading("participant"))
    assert "St Anne's Hospital Trust | 4" in words(full)["Who took part"]


def test_a_small_workshop_is_not_split_for_the_public():
    assert words(page(*EVERYBODY, view="public"))["Who took part"] != [
        "The numbers are too small to show by organisation."
    ]
    small = (*BEGUN, EVERYBODY[-2])
    assert words(page(*small, view="public"))["Who took part"] == [
        "The numbers are too small to show by organisation."
    ]


def test_who_ran_it_and_who_looked_on_are_told():
    assert (
        "6 people taking part (3 participants, 2 table helpers and 1 commissioner), "
        "2 facilitators and 1 observer." in words(page(*EVERYBODY))[""]
    )
    assert (
        "6 people taking part, 2 facilitators and some observers."
        in words(page(*EVERYBODY, view="public"))[""]
    )


def test_what_is_ahead_is_told():
    session = e.SessionPlanned(
        session=SESSION, title="The hall", starts_at=NOW + 10**9, ends_at=NOW + 10**9 + 3_600_000
    )
    past = (
        *TAKING_VOTES,
        session,
        stage_added(id_of("later"), "themes"),
        e.StageOpened(stage=STAGE, until=NOW + 10**8),
    )
    told = words(page(*past))["What happens next"]
    assert told == [
        "The hall: Monday 20 October 2025, 23:40 to Tuesday 21 October 2025, 00:40.",
        "The vote “Which ones?” is open.",
        "“ideas” is open until Friday 10 October 2025, 13:40.",
        "“themes” is still to come.",
    ]
    assert "“ideas” is open now." in words(page(*TAKING_VOTES))["What happens next"]


def test_when_it_was_is_told_from_what_happened_where_nothing_was_planned():
    told = words(page(*TAKING_IDEAS, e.WorkshopClosed()))[""]
    assert told[0].startswith("Began Thursday 9 October 2025")
    assert told[1].startswith("Closed Thursday 9 October 2025")


def test_a_workshop_without_a_question_has_no_lead():
    retitled = e.WorkshopRetitled(title="Getting home", question="")
    assert page(*BEGUN, retitled).lead is None
    assert isinstance(page(*BEGUN).lead, Line)


def test_an_idea_that_may_not_be_read_is_not_in_it():
    past = (*TAKING_IDEAS, idea_submitted(IDEA, BEN, text="secret"))
    assert "secret" in repr(page(*past))
    assert "secret" not in repr(page(*past, e.IdeaHidden(idea=IDEA, reason="x")))


def test_a_vote_says_in_which_ways_people_voted_that_it_binds_and_why_it_was_counted_again():
    past = [
        replace(each, binding=True) if isinstance(each, e.RoundOpened) else each
        for each in TAKING_VOTES
    ]
    closed = e.RoundClosed(round=ROUND)
    reopened = e.CountReopened(round=ROUND, reason="Two sheets in a bag")
    counted = replace(result((YES, NO)), turnout={"device": 1, "helper": 2, "hands": 9})
    told = words(page(*past, closed, result((YES, NO)), reopened, closed, counted))
    votes = told["How people voted"]
    assert "1 on their own device, 2 through a helper and 9 by show of hands." in votes
    assert "This vote binds." in votes
    assert "Counted again with late paper: Two sheets in a bag." in votes


def test_a_vote_says_that_it_was_secret():
    past = [
        replace(each, secret=True) if isinstance(each, e.RoundOpened) else each
        for each in TAKING_VOTES
    ]
    ended = (e.RoundClosed(round=ROUND), e.BallotBoxOpened(round=ROUND, ballots=()))
    told = words(page(*past, *ended, result((YES, NO))))
    assert "The vote was secret: nobody can see who chose what." in told["How people voted"]


def test_what_if_is_told_once_everybody_was_shown_it_with_its_order_and_caveat():
    shown = e.WhatIfShown(
        round=ROUND, supposes="passes_against", by=None, of=None, version=1, ranking=((NO,), (YES,))
    )
    past = (*TAKING_VOTES, CLOSED, result((YES,), (NO,)))
    told = words(page(*past, shown))["How people voted"]
    supposed = "What if those who passed or abstained had been against? The order would be: 1. "
    assert supposed in str(told)
    assert "Who passes is not against" in str(told)
    assert "What if" not in str(words(page(*past)))
