import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.views import VIEWS
from codesign.outputs.exports import csv_files, event_log, seen_log
from codesign.projections.confided import is_confided
from codesign.projections.findings import findings
from codesign.replay.recording import Recording
from tests.given import (
    ANNA,
    BEN,
    EVERYBODY,
    IDEA,
    NO,
    ROUND,
    TAKING_IDEAS,
    TAKING_VOTES,
    TOTALS,
    YES,
    idea_submitted,
    past_fact,
    recorded,
)
from tests.outputs import fixture
from tests.replay.logs import WORKSHOP, pasts, pasts_told_apart, reader
from tests.replay.test_recording import kept_from
from tests.voted import CAR_PARK, came, result, voted

CAST = past_fact(e.BallotCast(round=ROUND, marks={YES: 1}), by=ANNA)
RESULT = e.ResultPublished(
    round=ROUND,
    algorithm="agree",
    version=1,
    first=1,
    last=2,
    roll=3,
    cast=1,
    counts={YES: {"agree": 1, "disagree": 0, "pass": 0}},
    ranking=((YES,), (NO,)),
)


def logged(log, *, names=True):
    withheld = Recording(reader(log), WORKSHOP).ballots("facilitator").withheld
    lines = [json.loads(each) for each in event_log(WORKSHOP, log, withheld, names=names)]
    return lines[0], lines[1:]


def tables(log, view):
    recording = Recording(reader(log), WORKSHOP)
    found = map(findings, recording.materials(view))
    files = csv_files(recording.reading(view), recording.ballots(view), found)
    return {
        name: list(csv.DictReader(io.StringIO("".join(lines), newline="")))
        for name, lines in files.items()
    }


# --- the event log ---------------------------------------------------------------


def test_the_first_line_says_what_the_others_are():
    head, _ = logged(recorded(*EVERYBODY))
    assert head == {"format": "codesign-events", "version": 1, "workshop": WORKSHOP}


def test_each_event_is_a_line_with_its_envelope():
    log = recorded(*EVERYBODY, past_fact(e.WorkshopClosed(), by=ANNA, said_at=5))
    _, lines = logged(log)
    assert len(lines) == len(log)
    assert lines[-1] == {
        "seq": len(log),
        "type": "WorkshopClosed",
        "data": {},
        "id": log[-1].id,
        "at": log[-1].at,
        "by": ANNA,
        "for": None,
        "via": "room",
        "said_at": 5,
        "stage": None,
        "group": None,
        "lang": None,
    }


def test_lines_are_canonical_json():
    for line in event_log(WORKSHOP, recorded(*TAKING_VOTES, CAST), frozenset(), names=True):
        expected = json.dumps(
            json.loads(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        assert line.decode() == f"{expected}\n"


@given(pasts())
def test_every_history_can_be_exported(log):
    _, lines = logged(log)
    told = [each.seq for each in log if not is_confided(each.event)]
    assert [each["seq"] for each in lines] == told


def test_names_give_way_to_identifiers_where_it_is_to_be_published():
    renamed = e.ParticipantRenamed(participant=ANNA, name="A. W.")
    _, lines = logged(recorded(*EVERYBODY, renamed), names=False)
    for each in lines:
        if each["type"] in {"ParticipantJoined", "ParticipantRenamed"}:
            assert each["data"]["name"] == each["data"]["participant"]
        if each["type"] == "JoinCodeIssued":
            assert each["data"]["code"] == ""
    _, lines = logged(recorded(*EVERYBODY, renamed))
    assert lines[-1]["data"]["name"] == "A. W."


def test_votes_that_nobody_may_know_yet_are_withheld():
    closed = e.RoundClosed(round=ROUND)
    _, lines = logged(recorded(*TAKING_VOTES, CAST, closed))
    assert lines[-2]["data"] == {"round": ROUND, "withheld": True}
    _, lines = logged(recorded(*TAKING_VOTES, CAST, closed, RESULT))
    assert lines[-3]["data"]["marks"] == {YES: 1}
    assert lines[-1]["data"]["ranking"] == [[YES], [NO]]


def test_a_result_that_is_not_revealed_is_withheld():
    past = [
        e.RoundOpened(**{**fields(each), "tally": "at_reveal"})
        if isinstance(each, e.RoundOpened)
        else each
        for each in TAKING_VOTES
    ]
    _, lines = logged(recorded(*past, CAST, e.RoundClosed(round=ROUND), RESULT))
    assert lines[-1]["data"] == {"round": ROUND, "withheld": True}


TOTALLED = e.TotalsRecorded(
    totals=TOTALS,
    round=ROUND,
    counted="paper",
    table="",
    voters=(BEN,),
    people=1,
    cast=1,
    counts={YES: {"agree": 1}},
    paper=17,
)


def test_what_people_counted_is_withheld_like_a_vote():
    past = (*TAKING_VOTES, CAST, TOTALLED, e.RoundClosed(round=ROUND))
    _, lines = logged(recorded(*past))
    assert lines[-2]["data"] == {"round": ROUND, "withheld": True}
    assert tables(recorded(*past), "facilitator")["totals.csv"] == []
    told = tables(recorded(*past, RESULT), "facilitator")["totals.csv"]
    assert [(each["counted"], each["paper"], each["count"], each["number"]) for each in told] == [
        ("paper", "17", "agree", "1")
    ]
    assert tables(recorded(*past, RESULT), "partner")["totals.csv"] == []


def test_rounds_say_how_many_voted_in_each_way_where_the_result_tells():
    result = e.ResultPublished(**{**fields(RESULT), "turnout": {"device": 1, "paper": 1}})
    past = (*TAKING_VOTES, CAST, TOTALLED, e.RoundClosed(round=ROUND))
    (told,) = tables(recorded(*past, result), "participant")["rounds.csv"]
    assert (told["device_cast"], told["paper_cast"], told["hands_cast"]) == ("1", "1", "0")
    assert told["binding"] == "false"
    (before,) = tables(recorded(*past), "participant")["rounds.csv"]
    assert before["paper_cast"] == ""


def fields(event):
    return {name: getattr(event, name) for name in event.__dataclass_fields__}


# --- what a view saw ---------------------------------------------------------------


def seen(log, view):
    steps = Recording(reader(log), WORKSHOP).steps(view)
    return [json.loads(each) for each in seen_log(WORKSHOP, view, steps)]


@given(pasts_told_apart(), st.sampled_from(VIEWS))
def test_nothing_is_in_it_that_a_view_may_not_see_now(log, view):
    told = repr(seen(log, view))
    for secret in kept_from(log, view):
        assert secret not in told


def test_people_have_no_names_in_it():
    told = seen(recorded(*EVERYBODY), "participant")
    people = [op for line in told[1:] for op in line["ops"] if op[1] == "participants"]
    assert {key: record["name"] for _, _, key, record in people if "name" in record} == {
        key: key for _, _, key, _ in people
    }


def test_the_rest_is_as_in_the_replay():
    log = fixture.the_log()
    steps = list(Recording(reader(log), WORKSHOP).steps("public"))
    head, *lines = seen(log, "public")
    assert head == {
        "format": "codesign-seen",
        "version": 1,
        "view": "public",
        "workshop": WORKSHOP,
    }
    assert [(each["seq"], each["at"]) for each in lines] == [(each.seq, each.at) for each in steps]


# --- tables --------------------------------------------------------------------------


def test_the_files_and_their_columns_are_these():
    recording = fixture.recording()
    files = csv_files(recording.reading("public"), recording.ballots("public"), ())
    assert {name: next(lines).rstrip("\r\n") for name, lines in files.items()} == {
        "ideas.csv": "id,stage,theme,text,author,organisation,at,said_at,seq,words_seq,lang,"
        "redacted,hidden_reason,on_card,group,from_group,from_idea,from_seq",
        "themes.csv": "id,title,stage,seq,split_from,redacted,group,from_group,from_theme,from_seq",
        "rounds.csv": "id,stage,question,method,dots,dots_per_option,tally,rerun_of,opened_seq,"
        "opened_at,closed_seq,open,void_reason,roll,cast,binding,recount_reason,group,"
        "device_cast,helper_cast,proxy_cast,table_cast,hands_cast,paper_cast",
        "results.csv": "round,option,source,text,place,count,number",
        "splits.csv": "round,option,text,by,group,name,voters,answer,number",
        "groups.csv": "id,group,breakout,name,place,prompt,members,reported",
        "participants.csv": "id,name,organisation,role,device,left,erased,joined_at",
        "ballots.csv": "round,voter,option,mark",
        "totals.csv": "id,round,counted,table,people,cast,by,confirmed_by,said_at,seq,"
        "withdrawn_reason,paper,option,count,number",
    }


@given(pasts_told_apart(), st.sampled_from(VIEWS))
def test_nothing_is_in_the_tables_that_a_view_may_not_see_now(log, view):
    told = repr(tables(log, view))
    for secret in kept_from(log, view):
        assert secret not in told


def test_results_come_with_places_and_equals_share_one():
    found = tables(fixture.the_log(), "public")["results.csv"]
    dots = [each for each in found if each["round"] == fixture.DOTS and each["count"] == "dots"]
    assert sorted((each["place"], each["text"], each["number"]) for each in dots) == [
        ("1", "A carer within two hours", "55"),
        ("2", "Somebody to ring at night", "40"),
        ("3", "Coming home from hospital", "30"),
        ("3", "Neighbours who look in", "30"),
    ]
    texts = {each["text"] for each in found if each["round"] == fixture.SUPPORT}
    assert "Start at weekends, when nobody can get hold of the day team." in texts


def test_a_vote_that_is_live_has_counts_and_no_places():
    past = [
        e.RoundOpened(**{**fields(each), "tally": "live"})
        if isinstance(each, e.RoundOpened)
        else each
        for each in TAKING_VOTES
    ]
    found = tables(recorded(*past, CAST), "participant")["results.csv"]
    assert {(each["text"], each["place"]) for each in found} == {("yes", ""), ("no", "")}


@pytest.mark.parametrize("view", VIEWS)
def test_people_are_listed_only_for_views_that_see_them(view):
    found = tables(recorded(*TAKING_IDEAS, idea_submitted(IDEA)), view)
    assert bool(found["participants.csv"]) is (view != "public")
    assert found["ideas.csv"][0]["author"] == ("" if view == "public" else ANNA)


def test_ballots_are_told_as_far_as_a_view_may_have_them():
    voters = {
        view: {each["voter"] for each in tables(fixture.the_log(), view)["ballots.csv"]}
        for view in ("public", "facilitator")
    }
    assert voters["public"] == {str(number) for number in range(1, 35)}
    assert voters["facilitator"] == {person for person, _, _ in fixture.people()[:34]}


@pytest.mark.parametrize("view", VIEWS)
def test_a_split_is_exported_with_its_small_numbers_left_empty(view):
    log = recorded(*came(), *voted(), result())
    split = [each for each in tables(log, view)["splits.csv"] if each["option"] == CAR_PARK]
    told = {(each["name"], each["answer"]): each["number"] for each in split}
    assert {each["voters"] for each in split if each["name"] == "council"} == {"12"}
    assert told["council", "agree"] == "7"
    # Of ten from the charity and eight residents two agree: the first number would tell the other.
    assert told["charity", "agree"] == told["", "agree"] == ""
    assert all(number == "" or int(number) >= 5 for number in told.values())


@pytest.mark.parametrize(
    "past",
    [
        (*came(anonymous=True), *voted(), result()),
        (*came(), *voted(tally="live"), result()),
        (*came(), *voted(tally="at_reveal"), result()),
    ],
)
def test_votes_that_are_not_split_are_not_split_in_exports(past):
    assert tables(recorded(*past), "facilitator")["splits.csv"] == []
