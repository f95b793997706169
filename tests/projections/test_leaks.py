"""Seen only by those who may: over all events and views, nothing hidden leaks."""

from random import Random

import pytest
from hypothesis import given

from codesign.domain.events import View
from codesign.domain.evolve import evolve
from codesign.domain.recorded import Recorded
from codesign.domain.views import VIEWS, may_see
from codesign.domain.workshop import Idea, Workshop
from codesign.projections.board import Board, changes
from codesign.projections.ops import Op
from codesign.protocol.codec import canonical
from tests.histories import a_history, histories


def _check(log: list[Recorded]) -> None:
    workshop = Workshop()
    boards = {view: Board() for view in VIEWS}
    for recorded in log:
        evolve(workshop, recorded)
        for view in VIEWS:
            ops = boards[view].apply(changes(workshop, recorded, view))
            _check_ideas(workshop, view, ops, boards[view])
            _check_tallies(workshop, view, boards[view])
            _check_names(workshop, view, ops)


def _check_ideas(workshop: Workshop, view: View, ops: list[Op], board: Board) -> None:
    shown = board.records["ideas"]
    for idea in workshop.ideas.values():
        if not _may_read(workshop, idea, view):
            assert idea.id not in shown
            assert not any(op[0] != "remove" and idea.id in _keys(op) for op in ops)
        elif workshop.stages[idea.stage].anonymous:
            assert not {"author", "organisation"} & shown[idea.id].keys()


def _may_read(workshop: Workshop, idea: Idea, view: View) -> bool:
    stage = workshop.stages[idea.stage]
    hidden = idea.hidden_reason is not None and view != "facilitator"
    private = stage.private and not stage.revealed
    return may_see(view, stage.seen_by) and not (hidden or private or idea.withdrawn)


def _check_tallies(workshop: Workshop, view: View, board: Board) -> None:
    for round_ in workshop.rounds.values():
        closed_to = round_.stage and not may_see(view, workshop.stages[round_.stage].seen_by)
        waits = round_.tally != "live" and round_.result is None
        unrevealed = round_.tally == "at_reveal" and not round_.revealed
        options = [
            record for record in board.records["options"].values() if record["round"] == round_.id
        ]
        if closed_to:
            assert round_.id not in board.records["rounds"]
            assert not options
        if closed_to or waits or unrevealed:
            assert round_.id not in board.records["results"]
            assert not any("counts" in record for record in options)


def _check_names(workshop: Workshop, view: View, ops: list[Op]) -> None:
    if view != "public":
        return
    told = canonical(ops)
    for participant in workshop.participants:
        assert participant.encode() not in told


def _keys(op: Op) -> str:
    return "" if len(op) < 3 or op[1] != "ideas" else op[2]


@given(histories())
def test_no_view_is_told_what_it_may_not_see(log: list[Recorded]) -> None:
    _check(log)


@pytest.mark.parametrize("seed", range(10))
def test_no_view_is_told_what_it_may_not_see_in_long_workshops(seed: int) -> None:
    _check(a_history(Random(seed), 400))
