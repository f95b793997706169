"""A room: one workshop's task with an inbox. Decide, append, then tell.

What people ask, who wants in and what others wrote wait in one inbox and are taken in order:
the clerk decides commands and puts them on disk (`clerk.py`), everybody is told what is there
(`company.py`), and what the server owes by itself is begun (`duties.py`). Joining goes through
the same inbox, so that nobody ever sees what is not yet on disk.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeVar

from codesign.domain.events import View
from codesign.domain.ids import GroupId, ParticipantId, WorkshopId
from codesign.domain.views import Outside, group_of, may_watch, outside, view_of
from codesign.domain.workshop import Workshop
from codesign.live.batch import Asked, Reply
from codesign.live.bus import Bus, Silence
from codesign.live.clerk import Clerk
from codesign.live.company import Company
from codesign.live.connection import Connection
from codesign.live.duties import Duties
from codesign.live.loading import Memory
from codesign.live.pace import Pace
from codesign.live.presence import Presence
from codesign.live.request import RETRY_MS, Answer, Request, refused
from codesign.live.seams import Seams
from codesign.live.writer import Writer
from codesign.projections.board import Board
from codesign.projections.mine import mine
from codesign.projections.ops import Record
from codesign.store.log import Log

# One commit's worth; more waits for the next, which is a moment away.
BATCH_AT_MOST: Final = 256

ValueT = TypeVar("ValueT")


class RoomClosedError(Exception):
    """The room ended before it could answer; open it again and ask once more."""


class Joining(NamedTuple):
    """A connection that wants in."""

    connection: Connection
    done: asyncio.Future[None]


class Looking(NamedTuple):
    """A page that wants a board."""

    view: View
    done: asyncio.Future[Board]


class Consulting(NamedTuple):
    """A page that wants something worked out from the workshop."""

    read: Callable[[Workshop], Any]
    done: asyncio.Future[Any]


class Wake(NamedTuple):
    """Something the server owes may be due."""


class Doubting(NamedTuple):
    """The log was seen at an earlier version than was read of it."""


class ReadingOn(NamedTuple):
    """Somebody wants what other processes wrote, or has heard that there is something."""

    done: asyncio.Future[None] | None = None


Item = Asked | Joining | Looking | Consulting | Wake | Doubting | ReadingOn


class Room:
    """One workshop, live. `run` must be running to get anything done."""

    def __init__(
        self,
        workshop_id: WorkshopId,
        log: Log,
        writer: Writer,
        seams: Seams,
        bus: Bus | None = None,
    ) -> None:
        """Take what the room needs; `load` gives it its memory."""
        bus = bus or Silence(alone=True)
        self.workshop_id = workshop_id
        self.memory = Memory()
        self.now = seams.clock
        self.elapsed = seams.elapsed
        self.used_at = self.elapsed()
        self._log = log
        self._meters = seams.meters
        self._is_shared = not bus.alone
        # Bounded by the connections: each may have 16 commands unanswered.
        self._inbox: asyncio.Queue[Item] = asyncio.Queue()
        self._taken: list[Item] = []
        self._is_to_read_on = False
        self._closed = False
        self._pace = Pace()
        self.company = Company(workshop_id, self.memory, seams, bus, self.ask)
        self._clerk = Clerk(workshop_id, log, writer, bus, seams, self.company)
        self._duties = Duties(workshop_id, log, seams, self.company, self._put, self.wake)

    @property
    def presence(self) -> Presence:
        """Who is here."""
        return self.company.presence

    @property
    def head(self) -> int:
        """The last version on disk."""
        return self.memory.head.seq

    @property
    def epoch(self) -> bytes:
        """The identity of this history."""
        return self.memory.epoch

    @property
    def counts_running(self) -> int:
        """How many votes are being counted."""
        return self._duties.counts_running

    @property
    def is_behind(self) -> bool:
        """Tell whether a newer server wrote here what this one cannot read."""
        return self._clerk.is_behind

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody is connected."""
        return not self.company

    def view_of(self, participant: ParticipantId) -> View:
        """Return the view a person has now."""
        return view_of(self.memory.workshop, participant)

    def may_watch(self, participant: ParticipantId, group: GroupId) -> bool:
        """Tell whether a person may see the past of a group's board."""
        return may_watch(self.memory.workshop, participant, group)

    def group_of(self, participant: ParticipantId) -> GroupId | None:
        """Return the group a person is in."""
        return group_of(self.memory.workshop, participant)

    def outside(self, participant: ParticipantId) -> Outside | None:
        """Tell why a person may not be inside now; None for all others."""
        return outside(self.memory.workshop, participant)

    async def load(self) -> None:
        """Fold the log; must be done once before `run`."""
        await self._clerk.load()

    async def submit(self, request: Request) -> Answer:
        """Ask for a command and wait for its answer."""
        done: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.ask(request, lambda answer: None if done.done() else done.set_result(answer))
        return await done

    def ask(self, request: Request, reply: Reply) -> None:
        """Ask for a command; the reply is called once, after the commit, or refusing now."""

        def answered(answer: Answer) -> None:
            self._meters.answered(answer)
            reply(answer)

        # What is in the log already is only acknowledged again, and costs nothing.
        again = request.id in self.memory.answered
        wait_ms = 0 if again else self._pace.wait_ms(request, self.elapsed())
        if wait_ms:
            answered(refused("too_fast", retry_ms=wait_ms))
        else:
            self._put(Asked(request, answered))

    async def up_to_date(self) -> None:
        """Return once everything is taken in that was on disk when this was called.

        Where the log cannot be read at present the room stays as it is.
        """
        if self._is_shared:
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._put(ReadingOn(done))
            await done

    def hear_of(self, head: int) -> bool:
        """Note how far the log is said to have come; return whether that is news."""
        is_news = head > self.head and not self._is_to_read_on
        if is_news:
            self._is_to_read_on = True
            self._put(ReadingOn())
        return is_news and not self.is_behind

    def doubt(self) -> None:
        """Note that the log was seen at an earlier version: has it lost something?"""
        self._put(Doubting())

    async def join(self, connection: Connection) -> None:
        """Let a connection in: welcome, what is its own, and the board."""
        if connection.have is not None:
            connection.stored_hash8 = await asyncio.to_thread(
                self._log.hash8, self.workshop_id, connection.have.seq
            )
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._put(Joining(connection, done))
        await done

    def leave(self, connection: Connection) -> None:
        """Forget a connection; may be called twice."""
        if self.company.leave(connection):
            self.used_at = self.elapsed()

    async def told(self, participant: ParticipantId, collection: str) -> dict[str, Record]:
        """Return the records of a collection of what a person alone is told, by identifier."""
        told = await self.read(lambda workshop: mine(workshop, (participant,)))
        return {op[2]: op[3] for op in told if op[0] == "put" and op[1] == collection}

    async def read(self, read: Callable[[Workshop], ValueT]) -> ValueT:
        """Return what a pure function makes of the workshop at the last version on disk."""
        done: asyncio.Future[ValueT] = asyncio.get_running_loop().create_future()
        self._put(Consulting(read, done))
        return await done

    async def board(self, view: View) -> Board:
        """Return what a view sees at the last version on disk; not to be changed."""
        done: asyncio.Future[Board] = asyncio.get_running_loop().create_future()
        self._put(Looking(view, done))
        return await done

    async def run(self) -> None:
        """Serve the inbox until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.presence.run(self.now, self.elapsed, lambda: self.head))
            self._duties.begin(tasks)
            while True:
                self._taken = await self._take()
                await self._read_on_if_wanted()
                asked = [each for each in self._taken if isinstance(each, Asked)]
                if not await self._clerk.commit([*self._duties.due(), *asked]):
                    self._duties.rest()
                self._taken = [each for each in self._taken if not isinstance(each, Asked)]
                for item in self._taken:
                    self._let_in(item)
                self._taken = []
                self._duties.begin(tasks)

    def wake(self) -> None:
        """Do what the server owes by now: a timer ran out, a stage's time is over."""
        self._put(Wake())

    def close(self) -> None:
        """Drop timers, turn away who waits, hang up on everybody; they will come back."""
        self._closed = True
        waiting = self._taken
        while not self._inbox.empty():
            waiting.append(self._inbox.get_nowait())
        for item in waiting:
            _turn_away(item)
        self._duties.close()
        self.company.close()

    def _put(self, item: Item) -> None:
        if self._closed:
            _turn_away(item)
        else:
            self._inbox.put_nowait(item)

    async def _take(self) -> list[Item]:
        items = [await self._inbox.get()]
        while len(items) < BATCH_AT_MOST and not self._inbox.empty():
            items.append(self._inbox.get_nowait())
        return items

    async def _read_on_if_wanted(self) -> None:
        if any(isinstance(each, Doubting) for each in self._taken):
            await self._clerk.require_log_not_behind()
        if any(isinstance(each, ReadingOn) for each in self._taken):
            self._is_to_read_on = False
            await self._clerk.read_on()
        if not all(isinstance(each, ReadingOn | Doubting) for each in self._taken):
            self.used_at = self.elapsed()

    def _let_in(self, item: Item) -> None:
        if isinstance(item, Asked | Wake | Doubting) or item.done is None or item.done.cancelled():
            return  # answered already, or whoever asked has gone
        if isinstance(item, Joining):
            self.company.welcome(item.connection)
            _resolve(item.done, None)
        elif isinstance(item, Consulting):
            _resolve(item.done, item.read(self.memory.workshop))
        elif isinstance(item, Looking):
            _resolve(item.done, self.company.board(item.view))
        else:
            _resolve(item.done, None)


def _turn_away(item: Item) -> None:
    """Answer who waits in a room that ends; an answer given already stands."""
    if isinstance(item, Asked):
        item.reply(refused("busy", retry_ms=RETRY_MS))
    elif not isinstance(item, Wake | Doubting) and item.done is not None and not item.done.done():
        item.done.set_exception(RoomClosedError())


def _resolve(done: asyncio.Future[ValueT], value: ValueT) -> None:
    if not done.done():
        done.set_result(value)
