"""Agendas to start from; and a shape that grows into the next without loss."""

from itertools import count
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.domain.events import Shape
from codesign.domain.ids import StageId
from codesign.programmes.agendas import AGENDAS, grown
from codesign.programmes.templates import SHAPES
from tests.given import folded, id_of
from tests.histories import histories

SHAPES_THERE = get_args(Shape)


@pytest.mark.parametrize("shape", SHAPES_THERE)
def test_every_shape_has_more_than_one_agenda_and_its_own_among_them(shape: Shape) -> None:
    offered = [each for each in AGENDAS.values() if each.shape == shape]
    assert len(offered) > 1
    assert AGENDAS[shape].stages == SHAPES[shape].stages


@pytest.mark.parametrize("key", AGENDAS)
def test_every_agenda_ends_by_saying_what_happens_next(key: str) -> None:
    assert AGENDAS[key].stages[-1].kind == "close"
    assert AGENDAS[key].minutes > 0


@given(histories(), st.sampled_from(SHAPES_THERE))
def test_a_shape_grows_into_another_without_loss(log, shape: Shape) -> None:
    workshop = folded(log)
    there = [(each, workshop.stages[each].kind) for each in workshop.agenda]
    fresh = (StageId(id_of(f"grown{number}")) for number in count())
    added = list(grown(shape, there, fresh))

    ids = [each for each, _ in there]
    for each in added:
        place = len(ids) if each.before is None else ids.index(each.before)
        ids.insert(place, each.plan.stage)
    kinds = {kind for _, kind in there} | {each.plan.kind for each in added}

    assert [each for each in ids if each in workshop.stages] == workshop.agenda
    assert kinds >= {each.kind for each in SHAPES[shape].stages}
    assert not {each.plan.stage for each in added} & workshop.stages.keys()
