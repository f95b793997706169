from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.ids import IdeaId
from codesign.domain.views import VIEWS
from codesign.projections.activity import BUCKETS_AT_MOST
from codesign.projections.timeline import (
    MOMENTS,
    Moment,
    most_telling,
)
from codesign.replay.recording import Recording
from tests.given import (
    ANNA,
    BEN,
    COUNCIL,
    DECISION,
    EVERYBODY,
    IDEA,
    IDEA_2,
    IDEA_3,
    NO,
    ROUND,
    STAGE,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_VOTES,
    THEME,
    YES,
    id_of,
    idea_submitted,
    past_fact,
    recorded,
    stage_added,
    stage_opened,
    theme_formed,
)
from tests.projections.readings import log_of, timeline_of
from tests.replay.logs import WORKSHOP, pasts, pasts_told_apart, reader
from tests.replay.test_recording import kept_from

CLOSED = e.RoundClosed(round=ROUND)


def counted(*ranking, tally="at_close"):
    options = [each for equals in ranking for each in equals]
    result = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=2,
        counts={each: {"agree": 2, "disagree": 0, "pass": 0} for each in options},
        ranking=ranking,
    )
    votes = tuple(
        replace(each, tally=tally) if isinstance(each, e.RoundOpened) else each
        for each in TAKING_VOTES
    )
    return (*votes, CLOSED, result)


def moments(*past, view="participant"):
    return {each.kind: each for each in timeline_of(*past, view=view).moments}


# --- what nobody may learn from it -------------------------------------------------


@given(pasts_told_apart(), st.sampled_from(VIEWS))
def test_nothing_is_told_that_a_view_may_not_see_now(log, view):
    told = repr(Recording(reader(log), WORKSHOP).timeline(view))
    for secret in kept_from(log, view):
        assert secret not in told


@given(pasts_told_apart(), st.sampled_from(VIEWS))
def test_a_beat_is_counted_only_where_the_board_of_the_view_moved(log, view):
    recording = Recording(reader(log), WORKSHOP)
    moved = Counter(step.at for step in recording.steps(view))
    recording.timeline(view)
    reading = recording.reading(view)
    beats = Counter(at for _, times in recording._beats.seen(reading) for at in times)
    assert beats <= moved


def test_who_was_put_out_and_leaves_then_is_no_beat():
    # Found by test_a_beat_is_counted_only_where_the_board_of_the_view_moved, seed 1147700.
    put_out = e.ParticipantRemoved(participant=ANNA, banned=False, reason="Unkind")
    gone = (*EVERYBODY, put_out, e.ParticipantLeft(participant=ANNA))
    assert _people_beats(*gone) == _people_beats(*EVERYBODY)
    back = e.ParticipantReturned(participant=ANNA)
    assert _people_beats(*gone, back) == _people_beats(*EVERYBODY)
    assert len(_people_beats(*EVERYBODY, e.ParticipantLeft(participant=ANNA), back)) == (
        len(_people_beats(*EVERYBODY)) + 2
    )


def _people_beats(*past):
    recording = Recording(reader(recorded(*past)), WORKSHOP)
    recording.timeline("public")
    beats = recording._beats.seen(recording.reading("public"))
    return [at for origin, times in beats if origin.about[0] == "workshop" for at in times]


@given(pasts(), st.sampled_from(VIEWS))
def test_the_parts_of_organisations_are_among_all(log, view):
    for each in Recording(reader(log), WORKSHOP).timeline(view).activity.buckets:
        assert 0 <= sum(each.by_organisation.values()) <= each.total


@given(pasts(), st.sampled_from(VIEWS))
def test_chapters_and_moments_are_in_order_and_within_the_record(log, view):
    found = Recording(reader(log), WORKSHOP).timeline(view)
    assert found.head == len(log)
    assert len(found.moments) <= MOMENTS
    for told in (found.chapters, found.moments):
        assert [each.seq for each in told] == sorted(each.seq for each in told)
        assert all(1 <= each.seq <= len(log) and each.title for each in told)
    assert all(each.until_seq is None or each.until_seq >= each.seq for each in found.chapters)


# --- chapters -----------------------------------------------------------------------


def test_each_opening_of_a_stage_begins_a_chapter_that_ends_when_it_closes():
    past = (*TAKING_IDEAS, e.StageClosed(stage=STAGE), stage_opened())
    first, again = timeline_of(*past).chapters
    assert (first.kind, first.title, first.seq) == ("stage", "ideas", len(TAKING_IDEAS))
    assert first.until_seq == first.seq + 1
    assert (again.seq, again.until_seq) == (len(past), None)


def test_a_vote_is_a_chapter_until_it_closes_or_is_set_aside():
    (_, closed) = timeline_of(*TAKING_VOTES, CLOSED).chapters
    (_, void) = timeline_of(*TAKING_VOTES, e.RoundVoided(round=ROUND, reason="x")).chapters
    (_, still_open) = timeline_of(*TAKING_VOTES).chapters
    assert closed.title == "Which ones?"
    assert closed.until_seq == void.until_seq == len(TAKING_VOTES) + 1
    assert still_open.until_seq is None


def test_a_decision_is_a_chapter():
    decided = e.DecisionRecorded(
        decision=DECISION, text="A bus at nine", reasons="", round=None, options=()
    )
    (_, chapter) = timeline_of(*TAKING_IDEAS, decided).chapters
    assert (chapter.kind, chapter.title) == ("decision", "A bus at nine")


def test_a_stage_closed_to_a_view_has_no_chapter_and_no_moment():
    closed = replace(stage_added(), seen_by="partner")
    past = (*EVERYBODY, closed, stage_opened(), idea_submitted())
    assert timeline_of(*past).chapters == timeline_of(*past).moments == ()
    assert timeline_of(*past, view="partner").chapters


# --- moments ------------------------------------------------------------------------


def test_the_first_idea_that_may_be_read_is_quoted():
    past = (*TAKING_IDEAS, idea_submitted(IDEA), idea_submitted(IDEA_2, text="A lift"))
    assert moments(*past)["first_idea"].title == "The first idea: “A bus”"
    hidden = e.IdeaHidden(idea=IDEA, reason="x")
    assert moments(*past, hidden)["first_idea"].title == "The first idea: “A lift”"


def test_the_first_private_idea_is_first_seen_when_it_is_revealed():
    past = (*EVERYBODY, stage_added(private=True), stage_opened(), idea_submitted())
    assert "first_idea" not in moments(*past)
    found = moments(*past, e.IdeasRevealed(stage=STAGE))
    assert found["first_idea"].seq == found["ideas_revealed"].seq == len(past) + 1


def test_the_biggest_theme_is_told_with_the_ideas_that_may_be_read():
    ideas = (IDEA, IDEA_2, IDEA_3)
    past = (
        *TAKING_IDEAS,
        *(idea_submitted(each) for each in ideas),
        theme_formed(),
        e.IdeasGrouped(theme=THEME, ideas=ideas),
        e.IdeaHidden(idea=IDEA, reason="x"),
    )
    found = moments(*past)["biggest_theme"]
    assert found.title == "The biggest theme: “Transport”, 2 ideas"
    assert found.seq == len(TAKING_IDEAS) + 4


def test_a_theme_of_one_idea_is_not_worth_a_moment():
    past = (*TAKING_IDEAS, idea_submitted(), theme_formed())
    assert "biggest_theme" not in moments(*past, e.IdeasGrouped(theme=THEME, ideas=(IDEA,)))


@pytest.mark.parametrize(
    ("ranking", "told"),
    [
        (((YES,), (NO,)), "“yes” came first (2 agree, 0 disagree, 0 pass)"),
        (((YES, NO),), "No option came out ahead"),
    ],
)
def test_a_result_is_told_in_a_sentence_with_its_turnout(ranking, told):
    assert moments(*counted(*ranking))["result"].title == f"{told}; 2 of 3 voted"


def test_equals_at_the_top_are_told_to_be_equal():
    past = list(counted((YES, NO), (IDEA,)))
    past.insert(-2, e.OptionAdded(round=ROUND, option=IDEA, source="text", text="Both"))
    assert (
        "“yes” and “no” came first together, with equal support" in moments(*past)["result"].title
    )


def test_a_result_is_a_moment_only_once_it_is_shown():
    past = counted((YES,), (NO,), tally="at_reveal")
    assert "result" not in moments(*past)
    assert moments(*past)["round_closed"].title == "Vote closed: 0 of 3 voted"
    found = moments(*past, e.ResultRevealed(round=ROUND))
    assert found["result"].seq == len(past) + 1
    assert "round_closed" not in found


def test_a_vote_set_aside_is_told_with_its_reason():
    found = moments(*TAKING_VOTES, e.RoundVoided(round=ROUND, reason="A table was left out"))
    assert found["round_void"].title == "Vote set aside: A table was left out"


def test_a_decision_is_a_moment_and_so_is_taking_it_back():
    decided = e.DecisionRecorded(
        decision=DECISION, text="A bus at nine", reasons="", round=None, options=()
    )
    assert moments(*TAKING_IDEAS, decided)["decision"].title == "Decided: A bus at nine."
    withdrawn = e.DecisionWithdrawn(decision=DECISION, reason="x")
    found = moments(*TAKING_IDEAS, decided, withdrawn)
    assert found["decision_withdrawn"].title == "Decision taken back: “A bus at nine”"
    assert "decision" not in found


def test_the_last_closing_of_the_workshop_is_a_moment():
    past = (*TAKING_IDEAS, e.WorkshopClosed(), e.WorkshopReopened(), e.WorkshopClosed())
    assert moments(*past)["workshop_closed"].seq == len(past)


def told(kind, *seqs):
    return [Moment(seq=seq, at=seq, kind=kind, subject="", title="x") for seq in seqs]


def test_many_of_one_kind_do_not_crowd_out_the_others():
    found = most_telling([*told("decision", *range(1, 11)), *told("first_idea", 0)])
    assert len(found) == MOMENTS
    assert found[0].kind == "first_idea"


def test_the_most_telling_come_first_where_there_are_too_many():
    kinds = ("stage_opened", "round_opened", "result", "decision", "biggest_theme")
    found = most_telling([each for kind in kinds for each in told(kind, 1, 2)])
    assert Counter(each.kind for each in found)["stage_opened"] == 0


# --- activity ------------------------------------------------------------------------


def ideas_of_organisations(*, anonymous=False):
    return (
        *EVERYBODY,
        e.OrganisationAdded(
            organisation=COUNCIL, name="Council", identifiers=(), potential_provider=False
        ),
        e.OrganisationChosen(participant=ANNA, organisation=COUNCIL),
        stage_added(anonymous=anonymous),
        stage_opened(),
        idea_submitted(IDEA, by=ANNA),
        idea_submitted(IDEA_2, by=BEN),
    )


def shares(*past, view="participant"):
    total = Counter()
    for each in timeline_of(*past, view=view).activity.buckets:
        total.update(each.by_organisation)
    return total


def test_ideas_count_for_the_organisation_of_their_author():
    assert shares(*ideas_of_organisations()) == {COUNCIL: 1}


def test_in_an_anonymous_stage_they_count_for_none():
    assert shares(*ideas_of_organisations(anonymous=True)) == {}


def test_an_idea_that_may_not_be_read_counts_for_nobody():
    past = (*ideas_of_organisations(), e.IdeaHidden(idea=IDEA, reason="x"))
    assert shares(*past) == {}
    assert shares(*past, view="facilitator") == {COUNCIL: 1}


def test_activity_in_a_stage_that_was_closed_to_a_view_is_not_told():
    formed = replace(theme_formed(), stage=STAGE_2)
    past = (*EVERYBODY, stage_added(STAGE_2, "themes"), formed)
    closed = e.StageRevised(
        stage=STAGE_2,
        title="x",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="partner",
    )

    def total(*past, view="participant"):
        return sum(each.total for each in timeline_of(*past, view=view).activity.buckets)

    assert total(*past, closed) == total(*past) - 1
    assert total(*past, closed, view="partner") == total(*past)


def test_activity_in_a_stage_that_was_opened_to_a_view_later_is_not_told_either():
    closed = replace(stage_added(STAGE_2, "themes"), seen_by="partner")
    past = (*EVERYBODY, closed, replace(theme_formed(), stage=STAGE_2))
    opened = e.StageRevised(
        stage=STAGE_2,
        title="x",
        purpose="",
        minutes=0,
        anonymous=False,
        private=False,
        seen_by="public",
    )
    parts = [timeline_of(*past, opened, view=view).activity.buckets for view in VIEWS]
    told = [sum(each.total for each in buckets) for buckets in parts]
    people = sum(isinstance(each, e.ParticipantJoined) for each in EVERYBODY)
    assert told == [people, people, people + 1, people + 1]


def test_long_pauses_do_not_flatten_the_picture():
    ideas = [
        past_fact(e.IdeaSubmitted(idea=IdeaId(id_of(f"i{each}")), stage=STAGE, text="x"), by=ANNA)
        for each in range(300)
    ]
    log = log_of((*TAKING_IDEAS, *ideas))
    month_ms = 30 * 24 * 3_600_000
    log = [each._replace(at=each.at + month_ms) if each.seq > 200 else each for each in log]
    found = Recording(reader(log), WORKSHOP).timeline("participant").activity
    assert found.bucket_ms == 10_000
    assert 1 < len(found.buckets) <= BUCKETS_AT_MOST


def test_years_of_activity_still_fit():
    ideas = [
        past_fact(e.IdeaSubmitted(idea=IdeaId(id_of(f"i{each}")), stage=STAGE, text="x"), by=ANNA)
        for each in range(300)
    ]
    log = log_of((*TAKING_IDEAS, *ideas))
    log = [each._replace(at=each.at + each.seq * 40 * 24 * 3_600_000) for each in log]
    found = Recording(reader(log), WORKSHOP).timeline("participant").activity
    assert found.bucket_ms == 28 * 24 * 3_600_000


def test_a_name_whose_words_were_destroyed_later_makes_no_beat():
    named = (*EVERYBODY, stage_added(STAGE_2, "themes"), replace(theme_formed(), stage=STAGE_2))
    named = (*named, e.ThemeNamed(theme=THEME, title="Buses"))
    redacted = e.ContributionRedacted(kind="theme", id=THEME, reason="x", text="y")

    def total(*past):
        return sum(each.total for each in timeline_of(*past).activity.buckets)

    assert total(*named, redacted) == total(*named) - 1


def test_who_changes_a_vote_nobody_sees_makes_no_beat():
    cast = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
    changed = past_fact(e.BallotCast(round=ROUND, marks={YES: -1}), by=ANNA)

    def total(*past):
        return sum(each.total for each in timeline_of(*past).activity.buckets)

    assert total(*TAKING_VOTES, cast) == total(*TAKING_VOTES) + 1
    assert total(*TAKING_VOTES, cast, changed) == total(*TAKING_VOTES) + 1
