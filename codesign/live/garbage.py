"""Python's garbage collector, kept from holding up a room.

A full collection looks at every object there is: with a thousand people connected it stops
everybody for a tenth of a second, in the middle of whatever they do. Here the collector
by itself looks once at what is new, which takes a fraction of a millisecond. At what is
older it is told to look in a moment of quiet, or at the latest when a great deal was made
since: nearly all that outlives its first look stays, so that a second one soon after, as
Python has it, is several times the work of the first, for nothing. What the program loaded
at its start stays anyway, and is looked at no more.
"""

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

LOOK_EVERY_S: Final = 0.25
# Nobody asked for anything for so long: perhaps nobody will in the next moment either.
QUIET_MS: Final = 500
_PYTHONS_OWN: Final = gc.get_threshold()
_NEVER: Final = 2**30
# Looks at what is new, each after 700 more objects than went, since the last full one. A
# hundred thousand objects are some ten MB.
WORTH_IT: Final = 200
# About a million and a half objects, whoever has to wait.
AT_MOST: Final = 2_000


@contextmanager
def left_for_later() -> Iterator[None]:
    """Leave what is older than new alone while the block runs, but for `collect`."""
    gc.freeze()
    gc.set_threshold(_PYTHONS_OWN[0], _NEVER, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*_PYTHONS_OWN)
        gc.unfreeze()


async def collect(quiet_ms: Callable[[], int]) -> None:
    """Collect what is old at good moments, until cancelled.

    Args:
        quiet_ms: since when nobody asked for anything.
    """
    with left_for_later():
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            if is_time(gc.get_count()[1], quiet_ms()):
                gc.collect()


def is_time(collections: int, quiet_ms: int) -> bool:
    """Tell whether to collect what is old.

    Args:
        collections: of what is new, since the last full one.
        quiet_ms: since when nobody asked for anything.
    """
    return collections >= (WORTH_IT if quiet_ms >= QUIET_MS else AT_MOST)
