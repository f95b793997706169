"""Live is replay: a board kept up event by event equals one drawn afresh."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain import events as e
from codesign.domain.evolve import evolve
from codesign.domain.ids import OptionId, ParticipantId, ResponseId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.projections.board import Board, project, rendered
from codesign.projections.mine import mine, mine_changes, reseated, seats
from codesign.projections.ops import Op, Record
from codesign.projections.touched import touched
from tests.given import (
    ANNA,
    DECISION,
    ROUND,
    ROUND_2,
    STAGE_2,
    TAKING_IDEAS,
    TAKING_VOTES,
    YES,
    id_of,
    option_added,
    past_fact,
    recorded,
    round_opened,
    stage_added,
)
from tests.histories import a_history, audiences_of, histories

MineRecords = dict[tuple[str, str], Record]


def _applied(records: dict[str, dict[str, Record]], ops: list[Op]) -> None:
    """Do what a browser does with operations."""
    for op in ops:
        match op:
            case ("put", collection, key, record):
                records[collection][key] = record
            case ("patch", collection, key, fields):
                records[collection][key] = {**records[collection][key], **fields}
            case ("remove", collection, key):
                records[collection].pop(key, None)
            case _:
                raise AssertionError(op)


def _check(log: list[Recorded]) -> None:
    workshop = Workshop()
    boards = {audience: Board() for audience in audiences_of(log)}
    browsers = {audience: Board().records for audience in boards}
    for each in log:
        evolve(workshop, each)
        keys = dict.fromkeys(touched(workshop, each.event))
        for audience, changed in project(workshop, keys, boards.keys()).items():
            ops = boards[audience].apply(changed)
            _applied(browsers[audience], ops)
            fresh = rendered(workshop, *audience).records
            assert boards[audience].records == fresh
            assert browsers[audience] == fresh


@given(histories())
def test_snapshot_plus_deltas_is_a_fresh_snapshot_for_every_audience(log: list[Recorded]) -> None:
    _check(log)


@pytest.mark.parametrize("seed", range(10))
def test_snapshot_plus_deltas_is_a_fresh_snapshot_in_long_workshops(seed: int) -> None:
    _check(a_history(Random(seed), 400))


def test_it_is_told_when_ballots_that_were_missing_are_found() -> None:
    _check(
        recorded(
            *TAKING_IDEAS,
            round_opened(secret=True),
            option_added(YES),
            past_fact(e.TurnoutRecorded(round=ROUND), by=ANNA),
            e.RoundClosed(round=ROUND),
            e.BallotsFoundMissing(round=ROUND, missing=1),
            e.BallotBoxOpened(round=ROUND, ballots=({OptionId(YES): 1},)),
        )
    )


def test_a_decision_that_rests_on_another_vote_takes_the_responses_to_it_along() -> None:
    other = round_opened(round_id=ROUND_2, stage=STAGE_2)
    of_partners = (*TAKING_VOTES, stage_added(STAGE_2, seen_by="partner"), other)
    decided = e.DecisionRecorded(
        decision=DECISION, text="We try a minibus.", reasons="", round=ROUND, options=()
    )
    response = e.ResponseGiven(
        response=ResponseId(id_of("response")),
        about="decision",
        id=DECISION,
        organisation=None,
        stance="looking",
        why="It is in hand.",
        post="",
        by_when="",
    )
    _check(recorded(*of_partners, decided, response, replace(decided, round=ROUND_2)))


@given(histories(), st.data())
def test_what_is_mine_kept_up_event_by_event_is_what_is_mine_afresh(
    log: list[Recorded], data: st.DataObject
) -> None:
    everybody = sorted({who for each in log if (who := each.who)})
    me = ParticipantId(data.draw(st.sampled_from(everybody)))
    workshop = Workshop()
    held: MineRecords = {}
    for each in log:
        evolve(workshop, each)
        mine_of_me = seats(workshop, me)
        if me in reseated(workshop, each.event):
            held = _mine(mine(workshop, mine_of_me))
        for participant, op in mine_changes(workshop, each):
            if participant in mine_of_me and op[0] == "put":
                held[op[1], op[2]] = op[3]
            elif participant in mine_of_me and op[0] == "remove":
                held.pop((op[1], op[2]), None)
        assert held == _mine(mine(workshop, mine_of_me))


def _mine(ops: list[Op]) -> MineRecords:
    assert ops[0] == ("clear",)
    return {(op[1], op[2]): op[3] for op in ops if op[0] == "put"}
