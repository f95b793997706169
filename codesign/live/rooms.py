"""All rooms of this process: opened once, kept while used, one failing alone."""

import asyncio
import logging
from typing import Final

from codesign.domain.ids import WorkshopId
from codesign.live.bus import Bus, Silence
from codesign.live.clerk import HistoryReplacedError
from codesign.live.connections import Connections
from codesign.live.lookout import Lookout
from codesign.live.meters import Meters
from codesign.live.request import Answer, Request
from codesign.live.room import Room, RoomClosedError
from codesign.live.seams import Seams
from codesign.live.writer import Writer
from codesign.store.errors import UNREADABLE, NewerLogError
from codesign.store.log import Log

# A room nobody is in is kept this long: people reload, lines drop.
IDLE_MS: Final = 10 * 60_000
SWEEP_EVERY_S: Final = 60.0

logger = logging.getLogger(__name__)


class NoWorkshopError(Exception):
    """Nothing is recorded under this identifier."""


class Rooms:
    """Opens rooms from the log and runs them; use as an async context manager."""

    def __init__(
        self,
        log: Log,
        seams: Seams,
        connections: Connections | None = None,
        bus: Bus | None = None,
    ) -> None:
        """Take the log, what rooms reach outside, who counts the connections, and a way to others.

        Without a way to other processes nobody else writes the log.
        """
        self.connections = Connections() if connections is None else connections
        self._bus = Silence(alone=True) if bus is None else bus
        self._lookout = Lookout(log, self._bus, seams.meters)
        self._outdated = False
        self._log = log
        self._seams = seams
        self._writer = Writer(log, seams.on_flush_failed, seams.meters, seams.beside)
        self._rooms: dict[WorkshopId, asyncio.Task[Room]] = {}
        self._tasks = asyncio.TaskGroup()
        # By the opening that led to it: a room may be opened afresh while the last one ends.
        self._running: dict[asyncio.Task[Room], asyncio.Task[None]] = {}
        # Told of already: their people ask again every few seconds.
        self._unreadable: set[WorkshopId] = set()
        self._is_ending = False

    def __len__(self) -> int:
        """How many are open or being opened."""
        return len(self._rooms)

    @property
    def meters(self) -> Meters:
        """Who is told what happens."""
        return self._seams.meters

    @property
    def is_outdated(self) -> bool:
        """Tell whether a newer server writes this log too, what this one cannot read.

        The newer one is to have its people: this one shows of such a workshop what is past.
        """
        return self._outdated or any(each.is_behind for each in self._open_rooms())

    @property
    def commits_waiting(self) -> int:
        """How many rooms wait for the commit under way to be over."""
        return self._writer.waiting

    @property
    def counts_running(self) -> int:
        """How many votes are being counted in all rooms."""
        return sum(each.counts_running for each in self._open_rooms())

    def quiet_ms(self) -> int:
        """Return since when nothing was asked of any room that is open."""
        used_at = [each.used_at for each in self._open_rooms()]
        return self._seams.elapsed() - max(used_at, default=0)

    async def __aenter__(self) -> "Rooms":
        """Start the writer."""
        await self._tasks.__aenter__()
        self._writing = self._tasks.create_task(self._writer.run())
        self._sweeping = self._tasks.create_task(self._sweep_at_times())
        self._relieving = self._tasks.create_task(self.connections.run())
        if not self._bus.alone:
            self._sharing = self._tasks.create_task(self._lookout.run())
        return self

    async def __aexit__(self, *exc: object) -> None:
        """Stop the rooms, let the last commit finish, stop the writer."""
        self.open_no_more()
        for task in (*self._rooms.values(), *self._running.values()):
            task.cancel()
        await asyncio.gather(*self._rooms.values(), *self._running.values(), return_exceptions=True)
        self._sweeping.cancel()
        self._relieving.cancel()
        self._writing.cancel()
        # The last of all, so that the others hear that nobody is here any more.
        if not self._bus.alone:
            self._sharing.cancel()
        await self._tasks.__aexit__(None, None, None)

    async def room(self, workshop_id: WorkshopId) -> Room:
        """Return the room of a workshop, opened if need be, with all that is on disk by now.

        Raises:
            NoWorkshopError: nothing is recorded under this id.
            StorageError, NewerLogError, UnsealError: the log cannot be read.
            RoomClosedError: the rooms are ending.
        """
        room = await self._open(workshop_id)
        await room.up_to_date()
        if not room.head:
            raise NoWorkshopError(workshop_id)
        return room

    async def create(self, workshop_id: WorkshopId, request: Request) -> Answer:
        """Ask for a new workshop's first command.

        Raises:
            RoomClosedError: the rooms are ending.
        """
        room = await self._open(workshop_id)
        return await room.submit(request)

    async def _open(self, workshop_id: WorkshopId) -> Room:
        if self._is_ending:
            # Nobody would wait for it, and it would write after the last commit.
            raise RoomClosedError
        opening = self._rooms.get(workshop_id)
        if opening is None:
            # Not in the group, which would end every room because one cannot be read.
            opening = asyncio.create_task(self._load(workshop_id))
            self._rooms[workshop_id] = opening
        try:
            # Whoever asked first may go away; the others still want the room.
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            if opening.cancelled():
                raise RoomClosedError from None
            raise
        except Exception:
            self._forget(workshop_id, opening)
            raise

    def open_no_more(self) -> None:
        """Let whoever waits for a room, or asks for one from now on, try again elsewhere."""
        self._is_ending = True
        for opening in self._rooms.values():
            if not opening.done():
                opening.cancel()

    async def _load(self, workshop_id: WorkshopId) -> Room:
        room = Room(workshop_id, self._log, self._writer, self._seams, self._bus)
        try:
            await room.load()
        except UNREADABLE as error:
            self._outdated |= isinstance(error, NewerLogError) and not self._bus.alone
            if workshop_id not in self._unreadable:
                logger.error("workshop %s cannot be opened: %s", workshop_id, error)  # noqa: TRY400
            self._unreadable.add(workshop_id)
            raise
        self._unreadable.discard(workshop_id)
        opening = asyncio.current_task()
        assert opening is not None  # noqa: S101 - a coroutine runs in a task
        self._running[opening] = self._tasks.create_task(self._run(room, opening))
        self._lookout.add(room)
        return room

    async def _run(self, room: Room, opening: asyncio.Task[Room]) -> None:
        try:
            await room.run()
        except* HistoryReplacedError as errors:
            logger.error("workshop %s: %s", room.workshop_id, errors.exceptions[0])  # noqa: TRY400
        except* NewerLogError as errors:
            self._outdated = not self._bus.alone
            logger.error("workshop %s: %s", room.workshop_id, errors.exceptions[0])  # noqa: TRY400
        except* Exception:
            # One room's fault must not end the others; its people reconnect
            # and it is opened afresh from the log.
            logger.exception("room %s@%d failed", room.workshop_id, room.head)
        finally:
            self._forget(room.workshop_id, opening)
            self._running.pop(opening, None)
            self._lookout.remove(room)
            room.close()
            if not self._bus.alone:
                # From now on nobody here hears of an erasure.
                self._seams.on_destroyed(room.workshop_id)

    def _open_rooms(self) -> list[Room]:
        done = [each for each in self._rooms.values() if each.done() and not each.cancelled()]
        return [each.result() for each in done if not each.exception()]

    def _forget(self, workshop_id: WorkshopId, opening: asyncio.Task[Room]) -> None:
        """Open it afresh when next asked; somebody may have done so already."""
        if self._rooms.get(workshop_id) is opening:
            del self._rooms[workshop_id]

    def sweep(self) -> None:
        """Close the rooms nobody is in and nobody has used for a while."""
        for workshop_id, opening in tuple(self._rooms.items()):
            if opening.done() and not opening.cancelled() and not opening.exception():
                self._close_if_idle(workshop_id, opening)

    async def _sweep_at_times(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_EVERY_S)
            self.sweep()

    def _close_if_idle(self, workshop_id: WorkshopId, opening: asyncio.Task[Room]) -> None:
        room = opening.result()
        if room.is_empty and room.used_at < self._seams.elapsed() - IDLE_MS:
            self._forget(workshop_id, opening)
            self._running[opening].cancel()
