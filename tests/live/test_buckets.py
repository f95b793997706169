"""Token buckets: so many at once, then one every so often, whatever the clock does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesign.live.buckets import Allowance, Bucket, Buckets

THREE = Allowance(burst=3, every_ms=100)


def taken(bucket: Bucket, now: int, asked: int) -> int:
    """Ask so often, and return how often it was there."""
    count = 0
    for _ in range(asked):
        if bucket.wait_ms(now) == 0:
            bucket.take(now)
            count += 1
    return count


def test_a_bucket_begins_full_and_says_when_the_next_is_there() -> None:
    bucket = Bucket(THREE)
    assert taken(bucket, 1_000, 5) == 3
    assert bucket.wait_ms(1_000) == 100
    assert bucket.wait_ms(1_040) == 60
    assert bucket.wait_ms(1_100) == 0


def test_it_says_when_several_are_there() -> None:
    bucket = Bucket(THREE)
    taken(bucket, 0, 3)
    assert [bucket.wait_ms(0, count) for count in (1, 2, 3)] == [100, 200, 300]


def test_it_holds_no_more_than_its_burst() -> None:
    bucket = Bucket(THREE)
    taken(bucket, 0, 3)
    assert taken(bucket, 3_600_000, 10) == 3


def test_what_is_taken_without_asking_is_owed_but_never_more_than_a_full_bucket() -> None:
    bucket = Bucket(THREE)
    for _ in range(50):
        bucket.take(0)
    assert bucket.wait_ms(0) <= 200
    assert bucket.wait_ms(200) == 0


@pytest.mark.parametrize("jump_ms", [-3_600_000, -1, 0])
def test_a_clock_that_goes_back_gives_nothing_away_and_shuts_nobody_out(jump_ms: int) -> None:
    bucket, now = Bucket(THREE), 10_000_000
    taken(bucket, now, 3)
    assert taken(bucket, now + jump_ms, 3) == 0
    assert bucket.wait_ms(now + jump_ms) <= 101
    assert bucket.wait_ms(now + jump_ms + 300) == 0


@given(st.lists(st.integers(0, 500), max_size=60))
def test_no_span_of_time_takes_more_than_the_burst_and_its_rate(pauses: list[int]) -> None:
    bucket, now, times = Bucket(THREE), 0, []
    for pause in pauses:
        now += pause
        times += [now] * taken(bucket, now, 1)
    for start, at in enumerate(times):
        for end in range(start, len(times)):
            assert end - start + 1 <= 3 + (times[end] - at) / 100 + 1e-6


def test_whoever_was_active_least_recently_is_forgotten() -> None:
    buckets: Buckets[str] = Buckets(THREE, at_most=2)
    for key in ("a", "b", "a", "c"):
        for _ in range(3):
            buckets.take(key, 0)
    assert len(buckets) == 2
    assert [buckets.wait_ms(key, 0) > 0 for key in "abc"] == [True, False, True]


def test_asking_how_long_remembers_nobody() -> None:
    buckets: Buckets[str] = Buckets(THREE, at_most=2)
    assert buckets.wait_ms("a", 0) == 0
    assert len(buckets) == 0
