"""The garbage collector looks at what is old only when nobody is held up, or it must."""

import asyncio
import gc
import weakref

import pytest

from codesign.live import garbage


class Knot:
    """Something that only the collector takes away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize(
    ("collections", "quiet_ms", "is_time"),
    [
        (garbage.WORTH_IT, garbage.QUIET_MS, True),
        (garbage.WORTH_IT, garbage.QUIET_MS - 1, False),
        (garbage.WORTH_IT - 1, 60_000, False),
        (garbage.AT_MOST, 0, True),
        (garbage.AT_MOST - 1, 0, False),
    ],
)
def test_what_is_old_is_collected_in_quiet_or_when_there_is_very_much(
    collections: int, quiet_ms: int, *, is_time: bool
) -> None:
    assert garbage.is_time(collections, quiet_ms) is is_time


def test_by_itself_the_collector_leaves_what_is_old_alone() -> None:
    with garbage.left_for_later():
        assert gc.get_threshold()[2] > 1_000_000
    assert gc.get_threshold()[2] < 1_000
    assert gc.get_freeze_count() == 0


async def test_a_knot_is_gone_after_a_moment_of_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(garbage, "WORTH_IT", 0)
    collecting = asyncio.create_task(garbage.collect(lambda: garbage.QUIET_MS))
    try:
        await asyncio.sleep(0)
        gone = asyncio.Event()
        weakref.finalize(Knot(), gone.set)
        async with asyncio.timeout(10):
            await gone.wait()
    finally:
        collecting.cancel()
        await asyncio.wait({collecting})
    assert gc.get_freeze_count() == 0
