from codesign.projections.board import rendered
from codesign.replay.rebuild import board_at, workshop_at
from tests.given import folded
from tests.outputs import fixture
from tests.replay.logs import WORKSHOP, reader

LOG = fixture.the_log()


def test_a_workshop_is_rebuilt_as_it_was():
    for seq in (0, 1, 60, len(LOG)):
        assert workshop_at(reader(LOG), WORKSHOP, seq) == folded(LOG[:seq])


def test_beyond_the_head_it_is_as_it_is_now():
    assert workshop_at(reader(LOG), WORKSHOP, 10**9).seq == len(LOG)


def test_a_board_is_what_the_view_was_told_live():
    for view in ("public", "participant", "facilitator"):
        found = board_at(reader(LOG), WORKSHOP, 100, view).records
        assert found == rendered(folded(LOG[:100]), view).records
