import csv
import io
from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from codesign.domain import events as e
from codesign.domain.ids import OptionId
from codesign.outputs.polis import NotPolisError, PolisExport, RecountError
from codesign.replay.recording import Recording
from tests.given import (
    ANNA,
    BEN,
    IDEA,
    IDEA_2,
    MAIR,
    NOW,
    ROUND,
    ROUND_2,
    TAKING_IDEAS,
    TOTALS,
    YES,
    idea_submitted,
    option_added,
    past_fact,
    recorded,
    round_opened,
)
from tests.outputs import polis_log
from tests.outputs.polis_log import rows
from tests.replay.logs import WORKSHOP, reader

CONVERSATIONS = ("15-per-hour-seattle", "scoop-hivemind.affordable-housing")


def export(log, workshop=WORKSHOP, round_id=ROUND, view="facilitator"):
    recording = Recording(reader(log), workshop)
    reading = recording.reading(view)
    return PolisExport(workshop, round_id, reading, recording.ballots(view), lambda: log)


def read(found, name):
    return list(csv.DictReader(io.StringIO("".join(found.files()[name]), newline="")))


def cast(by, marks, at=NOW, said_at=None):
    marks = {OptionId(option): mark for option, mark in marks.items()}
    return past_fact(e.BallotCast(round=ROUND, marks=marks), by=by, at=at, said_at=said_at)


def asked(*votes, ideas=(IDEA,), closed=True):
    """Ideas that are voted on, with the votes given, and counted."""
    counted = e.ResultPublished(
        round=ROUND,
        algorithm="agree",
        version=1,
        first=1,
        last=2,
        roll=3,
        cast=1,
        counts={},
        ranking=(tuple(OptionId(each) for each in ideas),),
    )
    return recorded(
        *TAKING_IDEAS,
        *(idea_submitted(each) for each in ideas),
        round_opened(),
        *(option_added(each, "idea") for each in ideas),
        *votes,
        *((e.RoundClosed(round=ROUND), counted) if closed else ()),
    )


# --- a conversation there and back ------------------------------------------------


@pytest.fixture(params=CONVERSATIONS, scope="module")
def conversation(request, shared):
    folder = shared / "data" / "polis" / request.param
    found = export(polis_log.log_of(folder), polis_log.WORKSHOP, polis_log.ROUND)
    return folder, found


def test_every_vote_of_a_conversation_comes_back_under_its_numbers(conversation):
    folder, found = conversation
    columns = ("timestamp", "comment-id", "voter-id", "vote")

    def kept(row):
        return tuple(row[each] for each in columns)

    assert Counter(map(kept, read(found, "votes.csv"))) == Counter(
        map(kept, rows(folder, "votes.csv"))
    )


def test_every_comment_of_a_conversation_comes_back_word_for_word(conversation):
    folder, found = conversation

    def kept(row):
        moderated = -1 if row["moderated"] == "-1" else 1
        named = (row[each] for each in ("timestamp", "comment-id", "author-id", "comment-body"))
        return (*named, moderated)

    assert sorted(map(kept, read(found, "comments.csv"))) == sorted(
        map(kept, rows(folder, "comments.csv"))
    )


def test_the_last_vote_in_time_is_the_one_in_the_table_of_participants(conversation):
    folder, found = conversation
    last = {}
    for vote in sorted(rows(folder, "votes.csv"), key=lambda each: int(each["timestamp"])):
        last[vote["voter-id"], vote["comment-id"]] = vote["vote"]
    table = read(found, "participants-votes.csv")
    fixed = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
    given = {
        (row["participant"], comment): mark
        for row in table
        for comment, mark in row.items()
        if comment not in fixed and mark
    }
    assert given == last
    marks = defaultdict(Counter)
    for (voter, _), mark in last.items():
        marks[voter][mark] += 1
    for row in table:
        counted = marks[row["participant"]]
        assert counted.total() == int(row["n-votes"])
        assert (counted["1"], counted["-1"]) == (int(row["n-agree"]), int(row["n-disagree"]))


def test_the_columns_are_those_of_polis(conversation):
    folder, found = conversation
    for name, lines in found.files().items():
        first = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        ours = next(iter(lines)).rstrip("\n")
        assert ours.split(",")[0] == first.split(",")[0]
        if name != "summary.csv":
            assert ours == first


def test_the_summary_counts_voters_commenters_and_comments(conversation):
    folder, found = conversation
    with (folder / "summary.csv").open(encoding="utf-8", newline="") as file:
        theirs = dict(csv.reader(file))
    ours = dict(csv.reader("".join(found.files()["summary.csv"]).splitlines(keepends=True)))
    assert ours.keys() == theirs.keys()
    for name in ("voters", "voters-in-conv", "commenters", "comments"):
        assert ours[name] == theirs[name]


def test_numbers_of_an_import_outlive_the_erasure_of_a_name(shared):
    folder = shared / "data" / "polis" / CONVERSATIONS[0]
    log = polis_log.log_of(folder)
    erased = log[-1]._replace(
        seq=len(log) + 1, event=e.ParticipantErased(participant=polis_log.participant(85))
    )
    found = export([*log, erased], polis_log.WORKSHOP, polis_log.ROUND)
    authors = {row["comment-id"]: row["author-id"] for row in read(found, "comments.csv")}
    assert authors["36"] == "85"


# --- rules -------------------------------------------------------------------------


def test_without_an_import_people_are_numbered_as_they_joined_and_ideas_as_they_came():
    log = asked(cast(BEN, {IDEA_2: 1}), ideas=(IDEA, IDEA_2))
    people = [each.event.participant for each in log if isinstance(each.event, e.ParticipantJoined)]
    (vote,) = read(export(log), "votes.csv")
    assert (vote["comment-id"], vote["voter-id"]) == ("1", str(people.index(BEN)))


def test_changed_votes_are_exported_in_the_order_of_the_record():
    log = asked(cast(ANNA, {IDEA: 1}), cast(BEN, {IDEA: 0}), cast(ANNA, {IDEA: -1}))
    assert [each["vote"] for each in read(export(log), "votes.csv")] == ["1", "0", "-1"]


def test_a_vote_that_was_taken_back_is_left_out_with_those_before_it():
    log = asked(
        cast(ANNA, {IDEA: 1}),
        cast(ANNA, {IDEA: -1}),
        cast(ANNA, {IDEA: None}),
        cast(BEN, {IDEA: 1}),
        cast(BEN, {IDEA: None}),
        cast(BEN, {IDEA: 0}),
    )
    assert [each["vote"] for each in read(export(log), "votes.csv")] == ["0"]


def test_a_later_vote_never_bears_an_earlier_time():
    log = asked(cast(ANNA, {IDEA: 1}, said_at=NOW - 5), cast(ANNA, {IDEA: -1}, said_at=NOW - 900))
    assert [int(each["timestamp"]) for each in read(export(log), "votes.csv")] == [NOW - 5, NOW - 5]


def test_a_vote_typed_for_somebody_is_theirs():
    log = asked(past_fact(e.BallotCast(round=ROUND, marks={OptionId(IDEA): 1}), by=BEN, for_=MAIR))
    people = [each.event.participant for each in log if isinstance(each.event, e.ParticipantJoined)]
    assert [each["voter-id"] for each in read(export(log), "votes.csv")] == [
        str(people.index(MAIR))
    ]


def test_the_words_of_a_comment_come_out_as_they_are_formula_or_not():
    words = '=HYPERLINK("x"), or\n"quoted" words'
    log = recorded(
        *TAKING_IDEAS,
        idea_submitted(text=words),
        round_opened(tally="live"),
        option_added(IDEA, "idea"),
    )
    assert [each["comment-body"] for each in read(export(log), "comments.csv")] == [words]


@pytest.mark.parametrize(
    ("taken_off", "moderated", "words"),
    [
        (e.IdeaHidden(idea=IDEA, reason="rude"), "-1", "A bus"),
        (e.IdeaWithdrawn(idea=IDEA), "-1", ""),
        (e.IdeaRestored(idea=IDEA), "1", "A bus"),
    ],
)
def test_what_is_off_the_board_is_moderated_out_and_only_hidden_words_are_told(
    taken_off, moderated, words
):
    log = asked(cast(ANNA, {IDEA: 1}))
    log.append(log[-1]._replace(seq=len(log) + 1, event=taken_off))
    (row,) = read(export(log), "comments.csv")
    assert (row["moderated"], row["comment-body"], row["agrees"]) == (moderated, words, "1")


def test_ideas_of_the_same_stage_that_nobody_could_vote_on_are_comments_too():
    log = recorded(
        *TAKING_IDEAS,
        idea_submitted(IDEA),
        idea_submitted(IDEA_2, text="A lift"),
        round_opened(tally="live"),
        option_added(IDEA, "idea"),
        option_added(YES),
    )
    found = read(export(log), "comments.csv")
    assert [each["comment-body"] for each in found] == ["A bus", "A lift"]


def test_options_that_are_no_ideas_and_other_votes_are_left_out():
    cast_elsewhere = e.BallotCast(round=ROUND_2, marks={YES: 1})
    log = recorded(
        *TAKING_IDEAS,
        idea_submitted(),
        round_opened(tally="live"),
        option_added(IDEA, "idea"),
        option_added(YES),
        round_opened(round_id=ROUND_2, tally="live"),
        option_added(YES, round_id=ROUND_2),
        cast(ANNA, {YES: -1, IDEA: 1}),
        past_fact(cast_elsewhere, by=ANNA),
    )
    assert [each["vote"] for each in read(export(log), "votes.csv")] == ["1"]
    (row,) = read(export(log), "participants-votes.csv")
    assert row["n-votes"] == "1"


def test_the_author_in_an_anonymous_stage_is_nobody():
    log = asked(cast(ANNA, {IDEA: 1}))
    added = next(each for each in log if isinstance(each.event, e.StageAdded))
    log[added.seq - 1] = added._replace(event=replace(added.event, anonymous=True))
    (row,) = read(export(log), "comments.csv")
    assert row["author-id"] == ""


def test_votes_that_do_not_add_up_to_the_tally_are_not_exported():
    log = asked(cast(ANNA, {IDEA: 1}), cast(BEN, {IDEA: 1}))
    found = export(log)
    found._events = lambda: [each for each in log if each.by != BEN]
    for lines in found.files().values():
        with pytest.raises(RecountError):
            next(lines)


def test_a_vote_whose_result_is_not_shown_is_not_exported():
    with pytest.raises(NotPolisError):
        export(asked(cast(ANNA, {IDEA: 1}), closed=False))


@pytest.mark.parametrize("view", ["public", "participant", "partner"])
def test_only_those_who_run_the_workshop_may_export_votes(view):
    with pytest.raises(NotPolisError):
        export(asked(cast(ANNA, {IDEA: 1})), view=view)


def test_another_way_of_voting_is_no_polis_conversation():
    log = recorded(*TAKING_IDEAS, round_opened("approval", tally="live"), option_added(YES))
    with pytest.raises(NotPolisError):
        export(log)


def test_times_are_told_in_the_time_zone_of_the_workshop():
    log = asked(cast(ANNA, {IDEA: 1}))
    (row,) = read(export(log), "votes.csv")
    assert row["datetime"] == "Thu Oct 09 09:53:20 BST 2025"


def test_votes_counted_by_people_are_named_in_the_summary_and_in_no_other_number():
    totals = e.TotalsRecorded(
        totals=TOTALS,
        round=ROUND,
        counted="hands",
        table="",
        voters=(BEN, MAIR),
        people=2,
        cast=2,
        counts={OptionId(IDEA): {"agree": 2}},
        paper=0,
    )
    found = export(asked(cast(ANNA, {IDEA: 1}), totals))
    (comment,) = read(found, "comments.csv")
    assert comment["agrees"] == "1"
    summary = "".join(found.files()["summary.csv"]).splitlines()
    assert "voters,1" in summary
    assert summary[-1] == "voters-counted-together,2"
