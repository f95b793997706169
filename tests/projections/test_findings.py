"""What a vote tells beyond its result is told to those who may see the result, and no more."""

from dataclasses import replace

import pytest
from hypothesis import given as given_log

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.views import VIEWS
from codesign.projections.board import changes
from codesign.projections.findings import Material, answers_of, findings
from codesign.replay.recording import Recording
from tests.given import CHARITY, COUNCIL, ROUND, ROUND_2, STAGE, given, recorded
from tests.histories import histories
from tests.replay.logs import WORKSHOP, reader
from tests.voted import (
    BENCH,
    BUS,
    CAR_PARK,
    COUNCILLORS,
    PEOPLE,
    TRAM,
    came,
    moved,
    result,
    voted,
)

COUNTED = (*came(), *voted(), result())


def material(*past, view="participant", seq=None, round_id=ROUND):
    return Recording(reader(recorded(*past)), WORKSHOP).material(view, round_id, seq)


def found(*past, view="participant", seq=None):
    return findings(material(*past, view=view, seq=seq))


# --- who is told ------------------------------------------------------------------


@pytest.mark.parametrize("view", ["public", "participant", "partner", "facilitator"])
def test_every_view_is_told_the_same(view):
    assert found(*COUNTED, view=view) == found(*COUNTED, view="facilitator")


def test_nothing_is_told_before_the_result_is():
    hidden = (*came(), *voted(tally="at_reveal"), result())
    assert material(*came(), *voted()) is None
    assert material(*hidden) is None
    assert material(*hidden, view="facilitator") is None
    assert material(*hidden, e.ResultRevealed(round=ROUND)) is not None


def test_nothing_is_told_of_a_vote_in_a_stage_closed_to_the_view():
    past = (*came(seen_by="partner"), *voted(), result())
    assert material(*past, view="participant") is None
    assert material(*past, view="partner") is not None


def test_nothing_is_told_of_a_vote_that_was_set_aside():
    assert material(*COUNTED, e.RoundVoided(round=ROUND, reason="wrong question")) is None


def test_nothing_is_told_of_a_vote_there_is_not():
    assert material(*COUNTED, round_id="nothing") is None


def test_an_anonymous_stage_never_shows_organisations():
    told = found(*came(anonymous=True), *voted(), result())
    assert told.split.rows == {}
    assert told.unsplit == "anonymous"
    assert told.shared is None or told.shared.kind == "opinion"


def test_a_stage_that_became_anonymous_shows_none_in_the_past_either():
    stage = given(*COUNTED).workshop.stages[STAGE]
    revised = e.StageRevised(
        stage=STAGE,
        title=stage.title,
        purpose="",
        minutes=0,
        anonymous=True,
        private=False,
        seen_by="public",
    )
    seq = len(COUNTED)
    assert found(*COUNTED, seq=seq).split.rows
    assert found(*COUNTED, revised, seq=seq).split.rows == {}


def test_what_was_counted_again_tells_nothing_of_the_first_count():
    again = (e.CountReopened(round=ROUND, reason="late"), e.RoundClosed(round=ROUND))
    past = (*COUNTED, *again, result(cast=31))
    assert material(*past, seq=len(COUNTED)) is None
    assert found(*past).unsplit == "counted_again"


def test_where_people_go_later_changes_nothing():
    assert found(*COUNTED, moved(COUNCILLORS[0])) == found(*COUNTED)


def test_nobody_is_named():
    of = material(*COUNTED)
    assert not set(of.votes) & set(PEOPLE)
    assert not any(set(each) & set(PEOPLE) for each in of.rows.values())


# --- what is told -----------------------------------------------------------------


def test_the_split_by_organisation_has_its_rows_the_largest_first():
    rows = found(*COUNTED).split.rows["organisation"]
    assert [tuple(each) for each in rows] == [(COUNCIL, 12), (CHARITY, 10), ("", 8)]


def test_no_number_under_five_is_told():
    for each in found(*COUNTED).split.options.values():
        cells = () if each is None else each.cells["organisation"]
        assert all(cell is None or cell >= 5 for row in cells for cell in row)


def test_groups_that_most_agree_share_common_ground():
    shared = found(*COUNTED).shared
    assert shared.kind == "organisation"
    assert shared.agreed == (BENCH, BUS)
    assert TRAM in shared.unsure
    assert shared.against == ()


def test_groups_divide_only_where_the_split_shows_both_sides():
    told = found(*COUNTED)
    shown = told.split.options[CAR_PARK]
    hidden = shown is None or any(row[0] is None for row in shown.cells["organisation"])
    assert hidden
    assert told.shared.divides == ()


def of_two_groups(*statements):
    """Two groups of twenty; of each statement how many of each agree, the others disagree."""
    voters = [(group, n) for group in "ab" for n in range(20)]
    options = tuple(f"s{number}" for number in range(len(statements)))
    return Material(
        round=ROUND,
        method="agree",
        first=1,
        last=100,
        options=options,
        votes={
            f"{group}{n}": {
                option: 1 if n < agree[group == "b"] else -1
                for option, agree in zip(options, statements, strict=True)
            }
            for group, n in voters
        },
        rows={"organisation": {f"{group}{n}": group for group, n in voters}},
        unsplit=None,
    )


def test_groups_that_divide_are_named_with_who_agrees_more():
    told = findings(of_two_groups((14, 6), (6, 13), (12, 9), (15, 14)))
    assert told.shared.divides == (("s0", ("a",), ("b",)), ("s1", ("b",), ("a",)))
    assert told.shared.agreed == ("s3",)


def test_a_statement_most_of_every_group_disagree_with_is_common_ground_too():
    assert findings(of_two_groups((3, 4), (10, 10))).shared.against == ("s0",)


def test_the_map_tells_what_groups_say_and_where_points_are():
    told = findings(of_two_groups(*[(20, 0)] * 4, *[(0, 20)] * 4)).map
    assert [camp.people for camp in told.camps] == [20, 20]
    assert {each.direction for each in told.camps[0].says} == {"agree", "disagree"}
    assert list(told.points) == sorted(told.points)
    assert max(abs(each) for x, y, _ in told.points for each in (x, y)) == 1000


def test_without_declared_groups_those_of_the_map_have_common_ground():
    of = of_two_groups(*[(20, 0)] * 4, *[(0, 20)] * 4, (20, 20))
    shared = findings(replace(of, rows={})).shared
    assert shared.kind == "opinion"
    assert shared.agreed == ("s8",)
    assert {each.option for each in shared.divides} == {f"s{n}" for n in range(5)}


@pytest.mark.parametrize(("method", "mark"), [("dots", 3), ("approval", 1)])
def test_other_methods_are_split_by_support(method, mark):
    of = of_two_groups((14, 6))
    supported = {voter: {"s0": mark} for voter, marks in of.votes.items() if marks["s0"] == 1}
    told = findings(replace(of, method=method, votes={voter: {} for voter in of.votes} | supported))
    assert (told.shared, told.map, told.no_map) == (None, None, None)
    assert told.split.options["s0"].answers == answers_of(method) == ("support", "neither")
    assert told.split.options["s0"].cells == {"organisation": ((14, 6), (6, 14))}


def test_thirty_are_too_few_for_a_map_where_one_stays_away():
    told = found(*came(), *voted(voters=PEOPLE[1:]), result())
    assert (told.no_map, told.number) == ("too_few_people", 29)


# --- whatever happens ---------------------------------------------------------------


@given_log(histories(60))
def test_findings_are_told_where_the_result_is_and_only_there(log):
    recording = Recording(reader(log), WORKSHOP)
    for view in VIEWS:
        results = recording.board(view, len(log)).records["results"]
        told = [findings(each) for each in recording.materials(view)]
        assert {each.round for each in told} <= results.keys()
        assert all(
            found.unsplit is None or not (found.split.rows or any(found.split.options.values()))
            for found in told
        )


# --- what if ------------------------------------------------------------------------


SUPPOSED = e.WhatIfShown(
    round=ROUND, supposes="without", by="organisation", of=COUNCIL, version=1, ranking=((BUS,),)
)
PASSES = e.WhatIfShown(
    round=ROUND, supposes="passes_against", by=None, of=None, version=1, ranking=((BUS,),)
)


def supposed(*past, seq=None):
    log = recorded(*past)
    board = Recording(reader(log), WORKSHOP).board("public", seq or len(log))
    return [each["supposes"] for each in board.records["results"][ROUND]["what_ifs"]]


def test_what_was_supposed_stands_beside_the_result_for_everybody():
    assert supposed(*COUNTED, SUPPOSED, PASSES) == ["without", "passes_against"]


def test_a_stage_that_became_anonymous_tells_of_no_group_left_out_then_or_now():
    revised = e.StageRevised(
        stage=STAGE,
        title="ideas",
        purpose="",
        minutes=0,
        anonymous=True,
        private=False,
        seen_by="public",
    )
    past = (*COUNTED, SUPPOSED, PASSES, revised)
    assert supposed(*past) == ["passes_against"]
    assert supposed(*past, seq=len(past) - 1) == ["passes_against"]


def test_a_vote_that_lost_its_groups_tells_of_none_left_out():
    log = (*COUNTED, *voted(ROUND_2), result(ROUND_2), SUPPOSED)
    reopened = e.CountReopened(round=ROUND_2, reason="late paper")
    workshop = given(*log).workshop
    (event,) = recorded(reopened)
    evolve(workshop, event._replace(seq=len(log) + 1))
    told = {key: after for _, key, after in changes(workshop, event, "public") if key == ROUND}
    assert told[ROUND]["what_ifs"] == []
