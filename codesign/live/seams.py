"""What rooms reach outside: the clock, identifiers, and who else keeps words."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from codesign.domain.ids import CommandId, WorkshopId
from codesign.live.beside import InThread, WorkBeside
from codesign.live.counting import Count, count_beside
from codesign.live.meters import Meters
from codesign.store.errors import FlushFailedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """The outside of all rooms of a process.

    Args:
        clock: the time in ms UTC, which people set: only for what is recorded and
            shown, and for what is due at a time of day.
        elapsed: ms that pass evenly whatever the clock says, for how long
            something takes; by default the event loop's.
        count: counts a round beside the room.
        meters: told what happens, for whoever watches the server.
        new_id: mints an identifier for the server's own commands.
        on_destroyed: told of a workshop in which words were destroyed, before
            that is acknowledged: drop every cache that may hold them.
        on_flush_failed: told, in the writer's thread, that the disk did not
            confirm a commit: end the process.
        beside: makes who commits beside the event loop.
    """

    clock: Callable[[], int]
    new_id: Callable[[], CommandId]
    on_destroyed: Callable[[WorkshopId], None] = lambda _: None
    on_flush_failed: Callable[[FlushFailedError], None] = lambda _: None
    elapsed: Callable[[], int] = lambda: int(asyncio.get_running_loop().time() * 1000)
    count: Count = count_beside
    meters: Meters = field(default_factory=Meters)
    beside: WorkBeside = InThread
