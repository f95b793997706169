from codesign.replay.player import steps
from codesign.replay.recording import Recording
from tests.outputs import fixture
from tests.replay.logs import WORKSHOP, reader

LOG = fixture.the_log()


def played(**options):
    return list(steps(reader(LOG), WORKSHOP, "participant", **options))


def test_every_step_is_played_once_and_in_order():
    expected = list(Recording(reader(LOG), WORKSHOP).steps("participant"))
    assert [(each.seq, each.ops) for each in played()] == [
        (each.seq, each.ops) for each in expected
    ]


def test_the_first_step_comes_at_once():
    assert played()[0].delay_ms == 0


def test_idle_time_is_skipped():
    delays = [each.delay_ms for each in played(idle_ms=3_000)]
    assert max(delays) == 3_000
    assert min(delays) >= 0


def test_without_skipping_it_takes_as_long_as_it_took():
    found = played(idle_ms=10**9)
    by_seq = {each.seq: each.at for each in LOG}
    took = by_seq[found[-1].seq] - by_seq[found[0].seq]
    assert sum(each.delay_ms for each in found) == took


def test_twice_as_fast_takes_half_as_long():
    for once, twice in zip(played(), played(speed=2), strict=True):
        assert twice.delay_ms == once.delay_ms // 2
