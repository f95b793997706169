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


def test_by_itself_the_collector_looks_only_at_what_is_new() -> None:
    with garbage.left_for_later():
        looked_at = [each["collections"] for each in gc.get_stats()]
        kept = [[number] for number in range(50_000)]
        new, older, old = (
            after["collections"] - before
            for after, before in zip(gc.get_stats(), looked_at, strict=True)
        )
        assert (new > 10, older, old) == (True, 0, 0)
        assert gc.get_count()[1] >= new, "what `collect` goes by"
    del kept
    assert max(gc.get_threshold()[1:]) < 1_000
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
