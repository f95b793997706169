from threading import Thread

from codesign.domain.ids import WorkshopId
from codesign.replay.recordings import Recordings
from tests.outputs import fixture
from tests.replay.logs import reader

FIRST, SECOND, THIRD = (WorkshopId(each) for each in ("first", "second", "third"))


def test_a_workshop_that_is_watched_again_is_not_read_again():
    reads = []

    def read(workshop, after, upto):
        reads.append((after, upto))
        return reader(fixture.the_log())(workshop, after, upto)

    recordings = Recordings(read)
    recordings.of(FIRST).timeline("public")
    recordings.of(FIRST).timeline("public")
    assert reads == [(0, None), (len(fixture.the_log()), None)]


def test_the_least_watched_goes_first():
    recordings = Recordings(reader([]), at_most=2)
    first, second = recordings.of(FIRST), recordings.of(SECOND)
    recordings.of(FIRST)
    recordings.of(THIRD)
    assert recordings.of(FIRST) is first
    assert recordings.of(SECOND) is not second


def test_nothing_is_kept_of_what_is_forgotten():
    recordings = Recordings(reader([]))
    first = recordings.of(FIRST)
    recordings.forget(FIRST)
    recordings.forget(FIRST)
    assert recordings.of(FIRST) is not first


def test_many_may_watch_at_once():
    recordings = Recordings(reader(fixture.the_log()))
    expected = recordings.of(FIRST).chunk("participant", 0)
    found = []
    threads = [
        Thread(target=lambda: found.append(recordings.of(SECOND).chunk("participant", 0)))
        for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [expected] * 8
