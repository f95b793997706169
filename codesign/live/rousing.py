"""Opens rooms in which something is owed though nobody comes any more.

A room does what is due when it is open, and an idle one is closed. What must
happen all the same, such as deleting what people needed to take part or opening
the ballot box of a secret vote that is over, is looked for at the start and a few times a day.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from codesign.domain.ids import WorkshopId
from codesign.live.rooms import NoWorkshopError, Rooms
from codesign.store.errors import UNREADABLE

EVERY_S: Final = 6 * 60 * 60


async def rouse(rooms: Rooms, owing: Callable[[], list[WorkshopId]]) -> None:
    """Open every room that owes something, until cancelled.

    Args:
        rooms: where they open.
        owing: reads from the log which ones; called in a thread.
    """
    while True:
        await rouse_once(rooms, owing)
        await asyncio.sleep(EVERY_S)


async def rouse_once(rooms: Rooms, owing: Callable[[], list[WorkshopId]]) -> None:
    """Open every room that owes something; one that cannot be read says so itself."""
    for each in await asyncio.to_thread(owing):
        with suppress(NoWorkshopError, *UNREADABLE):
            await rooms.room(each)
