"""Keeps the tables up while the server runs, in a thread beside the rooms."""

import asyncio
from contextlib import suppress
from typing import Final

from codesign.store.following import Following

# What was published a moment ago is in the catalogue when its publisher has gone there.
EVERY_S: Final = 1.0


async def keep_tables(
    following: Following, stopping: asyncio.Event, every_s: float = EVERY_S
) -> None:
    """Follow the log until told to stop, and return when nothing is being written any more.

    Args:
        following: what goes on step by step.
        stopping: set when the server stops; `following.stop` breaks off a long step.
        every_s: how long to wait for something new.
    """
    await asyncio.to_thread(following.start)
    while not stopping.is_set():
        if await asyncio.to_thread(following.step):
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), every_s)
