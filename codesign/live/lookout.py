"""Keeps the rooms of this process up with what other processes write.

What the bus says makes it quick, and this makes it sure: every second, and whenever
the bus may have missed something, the log is asked how far the open workshops have
come, in one query for all of them. A room that is behind then reads on from where it
is, never from where somebody said.
"""

import asyncio
from contextlib import suppress
from typing import Final, Protocol

from codesign.domain.ids import WorkshopId
from codesign.live.bus import Bus
from codesign.live.meters import Meters
from codesign.live.room import Room
from codesign.protocol.notices import Here, Notice
from codesign.store.errors import StorageError

LOOK_EVERY_S: Final = 1.0


class Heads(Protocol):
    """The part of the log this needs; called in a thread."""

    def heads(self, workshops: list[WorkshopId]) -> dict[WorkshopId, int]:
        """Return the newest version of each of these workshops."""


class Lookout:
    """The rooms that follow the log; `run` must be running.

    Args:
        log: how far the workshops have come.
        bus: what others say.
        meters: told where the log had more than others said.
    """

    def __init__(self, log: Heads, bus: Bus, meters: Meters | None = None) -> None:
        self._log = log
        self._meters = meters or Meters()
        self._bus = bus
        self._rooms: dict[WorkshopId, Room] = {}
        self._unsure = asyncio.Event()

    def add(self, room: Room) -> None:
        """Keep a room up from now on."""
        self._rooms[room.workshop_id] = room
        self._bus.listen(room.workshop_id)

    def remove(self, room: Room) -> None:
        """Leave a room alone; another of the same workshop may have taken its place."""
        if self._rooms.get(room.workshop_id) is room:
            del self._rooms[room.workshop_id]
            self._bus.forget(room.workshop_id)

    async def run(self) -> None:
        """Hear and look, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._bus.run(self._hear, self._unsure.set))
            tasks.create_task(self._look_at_times())

    async def look(self) -> None:
        """Ask the log where the workshops are; while it does not answer, nothing is new."""
        with suppress(StorageError):
            heads = await asyncio.to_thread(self._log.heads, list(self._rooms))
            rooms = [(self._rooms[each], heads[each]) for each in heads if each in self._rooms]
            self._meters.repaired(sum(room.hear_of(head) for room, head in rooms))
            for room, head in rooms:
                if head < room.head:
                    # It wrote meanwhile, or what it wrote is gone.
                    room.doubt()

    async def _look_at_times(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._unsure.wait()
            self._unsure.clear()
            if self._rooms:
                await self.look()

    def _hear(self, notice: Notice) -> None:
        room = self._rooms.get(notice.workshop)
        if room is None:
            return
        if isinstance(notice, Here):
            room.presence.hear(notice, room.elapsed())
        else:
            room.hear_of(notice.head)
