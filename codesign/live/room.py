"""A room: one workshop's task with an inbox. Decide, append, then tell.

Commands are decided in order against one advancing state and handed to the
writer as one batch; the feeds, which are the only source of snapshots,
deltas and acknowledgements, advance after the commit. Joining goes through
the same inbox, so that nobody ever sees what is not yet on disk.

Where other processes write the same log (`bus.py`), what they wrote is read and
told like what was decided here, and the store's refusal of a version that is
taken is the only truth between them: who lost reads on and decides again.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from codesign.domain.agenda import due
from codesign.domain.ballot_box import unopened
from codesign.domain.commands import Command, OpenBallotBox
from codesign.domain.counting import publication, uncounted, votes
from codesign.domain.events import View, destroys_words_of
from codesign.domain.ids import (
    NOBODY,
    SYSTEM,
    CommandId,
    GroupId,
    ParticipantId,
    RoundId,
    StageId,
    WorkshopId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.views import (
    Audience,
    Outside,
    belongs,
    group_of,
    may_watch,
    outside,
    sees_board,
    view_of,
)
from codesign.domain.workshop import Round, Workshop
from codesign.live.batch import Asked, Batch, Keys, Reply, answered_before, issuing_codes, refuse
from codesign.live.bus import Bus, Silence
from codesign.live.connection import Connection
from codesign.live.counting import Count, count_beside
from codesign.live.feed import Feed, Head
from codesign.live.loading import Memory, load
from codesign.live.meters import Meters
from codesign.live.pace import Pace
from codesign.live.presence import Presence
from codesign.live.request import RETRY_MS, Answer, Refused, Request, refused
from codesign.live.writer import Writer
from codesign.projections.board import Board, project, rendered
from codesign.projections.mine import mine, mine_changes, reseated
from codesign.projections.ops import Change, Record
from codesign.projections.records.showing import stage_shown
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.notices import Here, Reached
from codesign.store.errors import (
    CodeTakenError,
    FlushFailedError,
    StorageError,
    VersionTakenError,
)
from codesign.store.log import Append, Appended, Log

# One commit's worth; more waits for the next, which is a moment away.
BATCH_AT_MOST: Final = 256
ATTEMPTS: Final = 5
# A database server is back within seconds of a restart, and nobody here can do anything before.
REACH_AGAIN_S: Final = 0.5
# So long after another process wrote, this one is ready to lose a version to it.
CONTESTED_MS: Final = 60_000
# Who has just written a version that others want too leaves them the next: as long as three
# commits take, in which the others read it, decide again and write.
TURN_COMMITS: Final = 3
TURN_AT_LEAST_S: Final = 0.01
TURN_AT_MOST_S: Final = 0.05
TAKING_TURNS_MS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seams:
    """What a room reaches outside: the clock, identifiers, and who else keeps words.

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
    """

    clock: Callable[[], int]
    new_id: Callable[[], CommandId]
    on_destroyed: Callable[[WorkshopId], None] = lambda _: None
    on_flush_failed: Callable[[FlushFailedError], None] = lambda _: None
    elapsed: Callable[[], int] = lambda: int(asyncio.get_running_loop().time() * 1000)
    count: Count = count_beside
    meters: Meters = field(default_factory=Meters)


ValueT = TypeVar("ValueT")

logger = logging.getLogger(__name__)


class RoomClosedError(Exception):
    """The room ended before it could answer; open it again and ask once more."""


class HistoryReplacedError(Exception):
    """The log is behind what was read of it: a backup was put in its place."""


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


class ReadingOn(NamedTuple):
    """Somebody wants what other processes wrote, or has heard that there is something."""

    done: asyncio.Future[None] | None = None


Item = Asked | Joining | Looking | Consulting | Wake | ReadingOn


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
        self.workshop_id = workshop_id
        self._log = log
        self._writer = writer
        self._bus = bus or Silence(alone=True)
        self.now = seams.clock
        self.elapsed = seams.elapsed
        self._new_id = seams.new_id
        self._on_destroyed = seams.on_destroyed
        self._count_beside = seams.count
        self._meters = seams.meters
        self.memory = Memory()
        # Bounded by the connections: each may have 16 commands unanswered.
        self._inbox: asyncio.Queue[Item] = asyncio.Queue()
        self._feeds: dict[Audience, Feed] = {}
        self._connections: dict[int, Connection] = {}
        self._counting: set[RoundId] = set()
        self._opening: set[RoundId] = set()
        # While the database fails, what the server owes by itself is not tried at every turn.
        self._rests_until = 0
        self._wake: asyncio.TimerHandle | None = None
        self._taken: list[Item] = []
        self._pace = Pace()
        self._closed = False
        # When another process wrote here last, as far as we know.
        self._others_wrote_at = -CONTESTED_MS
        self._is_to_read_on = False
        self.presence = Presence(
            self._feeds,
            self._connections,
            self._belongs,
            self.group_of,
            self._sees_round,
            self._say_who_is_here,
        )
        self.used_at = self.elapsed()

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
        return len(self._counting)

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody is connected."""
        return not self._connections

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
        self.memory = await asyncio.to_thread(load, self._log, self.workshop_id)

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
        if not self._bus.alone:
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._put(ReadingOn(done))
            await done

    def hear_of(self, head: int) -> bool:
        """Note how far the log is said to have come; return whether that is news."""
        is_news = head > self.head and not self._is_to_read_on
        if is_news:
            self._is_to_read_on = True
            self._put(ReadingOn())
        return is_news

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
        if self._connections.pop(connection.key, None) is None:
            return
        self.presence.left(connection)
        self.used_at = self.elapsed()
        self._drop_idle_feeds()

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
            self._owe(tasks)
            while True:
                self._taken = await self._take()
                if any(isinstance(each, ReadingOn) for each in self._taken):
                    await self._read_on_if_possible()
                if not all(isinstance(each, ReadingOn) for each in self._taken):
                    self.used_at = self.elapsed()
                asked = [each for each in self._taken if isinstance(each, Asked)]
                await self._commit([*self._due(), *asked])
                self._taken = [each for each in self._taken if not isinstance(each, Asked)]
                for item in self._taken:
                    if isinstance(item, Joining | Looking | Consulting):
                        self._let_in(item)
                    elif isinstance(item, ReadingOn) and item.done is not None:
                        _resolve(item.done, None)
                self._taken = []
                self._owe(tasks)

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
        if self._wake is not None:
            self._wake.cancel()
        self.presence.close()
        for feed in self._feeds.values():
            feed.close()
        for connection in tuple(self._connections.values()):
            connection.abort()

    def feed(self, audience: Audience) -> Feed:
        """Return the feed of an audience, kept from now on."""
        if audience not in self._feeds:
            board = rendered(self.memory.workshop, *audience)
            self._feeds[audience] = Feed(audience, board, self.epoch, self.memory.head)
        return self._feeds[audience]

    def types(self, participant: ParticipantId, stage: StageId | None) -> None:
        """Note that somebody is typing in a stage, or stopped."""
        self.presence.types(participant, stage, self.elapsed())

    def reseated(self, connection: Connection) -> None:
        """Note that a connection acts for other people than before."""
        self.presence.came(connection)

    def lags(self, connection: Connection) -> None:
        """Note that a connection is told nothing for a while."""
        self.presence.lags(connection)

    def keeps_up(self, connection: Connection) -> None:
        """Note that a connection is told everything again."""
        self.presence.keeps_up(connection)

    def _drop_idle_feeds(self) -> None:
        in_use = {each.audience for each in self._connections.values()}
        for audience in self._feeds.keys() - in_use:
            self._feeds.pop(audience).close()

    # --- taking -----------------------------------------------------------

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

    def _let_in(self, item: Joining | Looking | Consulting) -> None:
        if item.done.cancelled():
            return  # whoever asked has gone
        if isinstance(item, Joining):
            self._welcome(item.connection)
            _resolve(item.done, None)
        elif isinstance(item, Consulting):
            _resolve(item.done, item.read(self.memory.workshop))
        else:
            # Nobody is told this view's changes: draw it for this page only.
            feed = self._feeds.get(Audience(item.view))
            board = feed.board if feed else rendered(self.memory.workshop, item.view)
            _resolve(item.done, board)

    def _welcome(self, connection: Connection) -> None:
        if not self._belongs(connection):
            return connection.hang_up(CloseCode.BAD_TICKET)
        if self._is_outside(connection):
            return connection.hang_up(CloseCode.NOT_INSIDE)
        self._connections[connection.key] = connection
        connection.open(self)
        self.presence.came(connection)
        self.presence.hang_up_on_surplus(connection.participant)
        return None

    def _belongs(self, connection: Connection) -> bool:
        workshop = self.memory.workshop
        if connection.participant == NOBODY:
            return connection.display_code in {None, workshop.display_code}
        return belongs(workshop, connection.participant)

    def _sees_round(self, audience: Audience, found: Round) -> bool:
        workshop = self.memory.workshop
        seen = stage_shown(workshop, found.stage, audience.view)
        return seen and sees_board(workshop, found.group, audience)

    def _is_outside(self, connection: Connection) -> bool:
        return self.outside(connection.participant) is not None

    def _reopen(self, connection: Connection) -> None:
        """Start over with what the person sees now, or hang up on who was put out."""
        if self._is_outside(connection):
            connection.stop_hearing()
            connection.hang_up(CloseCode.NOT_INSIDE)
        else:
            connection.reopen(self)

    # --- deciding and committing ------------------------------------------

    async def _commit(self, asked: list[Asked]) -> None:
        codes_taken: set[CommandId] = set()
        for _ in range(ATTEMPTS):
            if not asked:
                return None
            batch = self._decided(asked, codes_taken)
            try:
                began = asyncio.get_running_loop().time()
                appended = await self._append(batch)
            except VersionTakenError as error:
                await self._lose(batch, error)
            except CodeTakenError:
                await self._rebuild()
                codes_taken |= issuing_codes(batch)
            except StorageError as error:
                await self._rebuild()
                return await self._storage_failed(asked, error)
            else:
                self.memory.keep()
                self._tell(batch, appended)
                return None if appended is None else await self._leave_a_turn(began)
        return refuse(asked, refused("busy", retry_ms=RETRY_MS))

    def _decided(self, asked: list[Asked], codes_taken: set[CommandId]) -> Batch:
        if self._others_wrote_within(CONTESTED_MS):
            self.memory.mark()
        batch = Batch(self.memory, self.now(), codes_taken)
        for each in asked:
            batch.decide(each)
        return batch

    async def _storage_failed(self, asked: list[Asked], error: StorageError) -> None:
        """Answer what is in the log after all, and refuse the others."""
        if error.reason == "not_encodable":
            return await self._not_encodable(asked, error)
        # A commit may be reported as failed and be there.
        self._rests_until = self.elapsed() + RETRY_MS
        refusal = Refused(code=error.reason, message=str(error), retry_ms=RETRY_MS)
        for each in asked:
            known = self.memory.answered.get(each.request.id)
            each.reply(refusal if known is None else answered_before(each.request, *known))
        return None

    async def _not_encodable(self, asked: list[Asked], error: StorageError) -> None:
        """Find the command the log has no bytes for; the others are not its hostages."""
        if len(asked) == 1:
            return refuse(asked, Refused(code=error.reason, message=str(error)))
        for each in asked:
            await self._commit([each])
        return None

    async def _append(self, batch: Batch) -> Appended | None:
        """Put a batch on disk; None where that brings nothing to tell."""
        if not batch.recorded and not batch.boxed:
            await self._require_newest()
            return None
        append = Append(
            workshop=self.workshop_id,
            expected=self.head,
            events=tuple(batch.recorded),
            ballots=batch.boxed,
        )
        appended = await self._writer.append(append)
        if not batch.recorded:
            return None
        await self._learn_epoch()
        return appended

    async def _learn_epoch(self) -> None:
        if not self.epoch:
            epoch = await asyncio.to_thread(self._log.epoch, self.workshop_id)
            self.memory.epoch = epoch or b""

    async def _require_newest(self) -> None:
        """Let nobody be answered by what is old: a version that is written is judged there anyway.

        Raises:
            VersionTakenError, StorageError.
        """
        if not self._bus.alone:
            head = await asyncio.to_thread(self._log.head, self.workshop_id)
            if head != self.head:
                raise VersionTakenError(head)

    async def _lose(self, batch: Batch, to: VersionTakenError) -> None:
        """Forget what was decided on an old state, and take in what another process wrote."""
        if to.head < self.head:
            raise HistoryReplacedError
        self._note_that_others_write()
        if self.memory.is_marked:
            self.memory.go_back(batch.recorded)
        elif batch.recorded:
            return await self._rebuild()
        return await self._read_on_if_possible()

    def _note_that_others_write(self) -> None:
        self._others_wrote_at = self.elapsed()

    def _others_wrote_within(self, ms: int) -> bool:
        return self._others_wrote_at > self.elapsed() - ms

    async def _leave_a_turn(self, began: float) -> None:
        """Let others write the next version where they want to; meanwhile more gathers here."""
        if self._others_wrote_within(TAKING_TURNS_MS):
            took_s = asyncio.get_running_loop().time() - began
            turn_s = min(TURN_AT_MOST_S, TURN_COMMITS * took_s)
            await asyncio.sleep(max(TURN_AT_LEAST_S, turn_s))

    async def _read_on_if_possible(self) -> None:
        self._is_to_read_on = False
        try:
            newer = await asyncio.to_thread(self._log.read_on, self.workshop_id, self.head)
        except StorageError as error:
            logger.warning("%s@%d cannot be read on: %s", self.workshop_id, self.head, error)
            return
        if newer.events:
            await self._learn_epoch()
            self._note_that_others_write()
            keys: Keys = {}
            for each in newer.events:
                keys.update(dict.fromkeys(self.memory.take(each)))
            self._take_in(newer.events, keys, newer.hash8)

    async def _rebuild(self) -> None:
        """Forget what was not kept, and tell what others wrote meanwhile."""
        before = self.head
        self.memory = await self._loaded()
        if self.head == before:
            return
        # There may be an erasure in what others wrote.
        self._on_destroyed(self.workshop_id)
        for feed in self._feeds.values():
            afresh = rendered(self.memory.workshop, *feed.audience)
            self._advance(feed, _differences(feed.board, afresh), self.memory.head)
        self.presence.hang_up_on_strangers()
        for connection in tuple(self._connections.values()):
            if connection.has_moved(self) or self._is_outside(connection):
                self._reopen(connection)
            else:
                connection.tell_mine_afresh(self)
        self._drop_idle_feeds()

    async def _loaded(self) -> Memory:
        """Fold the log afresh, as soon as its server answers: until then everybody waits."""
        while True:
            try:
                return await asyncio.to_thread(load, self._log, self.workshop_id)
            except StorageError as error:
                if error.reason != "storage_unreachable":
                    raise
                await asyncio.sleep(REACH_AGAIN_S)

    # --- telling ----------------------------------------------------------

    def _tell(self, batch: Batch, appended: Appended | None) -> None:
        if appended is not None:
            self._take_in(batch.recorded, batch.keys, appended.hash8)
            self._bus.tell(Reached(self.workshop_id, appended.head))
        for reply, answer in batch.answers:
            reply(answer)

    def _take_in(self, recorded: Sequence[Recorded], keys: Keys, hash8: bytes) -> None:
        """Tell what is on disk now and in memory already."""
        memory = self.memory
        memory.head = Head(recorded[-1].seq, memory.workshop.at, hash8)
        moved = self._moved(recorded)
        for connection in moved:
            # Before the telling: it may no longer see what its old view does.
            connection.stop_hearing()
        self._tell_mine(recorded, besides=moved)
        told = project(memory.workshop, keys, self._feeds.keys())
        for audience, changes in told.items():
            self._advance(self._feeds[audience], changes, memory.head)
        self.presence.hang_up_on_strangers()
        self._reopen_all(moved)
        if any(destroys_words_of(each.event) for each in recorded):
            self._on_destroyed(self.workshop_id)

    def _say_who_is_here(
        self, here: frozenset[ParticipantId], typing: frozenset[ParticipantId]
    ) -> None:
        self._bus.tell(Here(self.workshop_id, self._bus.process, here, typing))

    def _reopen_all(self, moved: list[Connection]) -> None:
        for connection in moved:
            if connection.closing is None:
                self._reopen(connection)
        if moved:
            self._drop_idle_feeds()

    def _advance(self, feed: Feed, changes: Iterable[Change], head: Head) -> None:
        if feed.advance(changes, head):
            return
        for connection in tuple(self._connections.values()):
            if connection.audience == feed.audience:
                self._reopen(connection)

    def _tell_mine(self, recorded: Sequence[Recorded], besides: list[Connection]) -> None:
        workshop = self.memory.workshop
        for each in recorded:
            for participant, op in mine_changes(workshop, each):
                for connection in self.presence.acting_for(participant):
                    if connection not in besides:
                        connection.tell_mine(self.head, [op])

    def _moved(self, recorded: Sequence[Recorded]) -> list[Connection]:
        """Return the connections whose view or seats are no longer what they were."""
        people = {
            participant
            for each in recorded
            for participant in reseated(self.memory.workshop, each.event)
        }
        return [
            connection
            for participant in people
            for connection in self.presence.connections_of(participant)
            if connection.has_moved(self) or self._is_outside(connection)
        ]

    # --- what the server owes ---------------------------------------------

    def _due(self) -> list[Asked]:
        if self.elapsed() < self._rests_until:
            return []
        now = self.now()
        return [self._system(each) for at, each in due(self.memory.workshop) if at <= now]

    def _system(self, command: Command, reply: Reply = lambda _: None) -> Asked:
        request = Request(id=self._new_id(), command=command, by=SYSTEM, via="system")
        return Asked(request, reply)

    def _owe(self, tasks: asyncio.TaskGroup) -> None:
        owed = set(uncounted(self.memory.workshop)) - self._counting
        closed_boxes = set(unopened(self.memory.workshop)) - self._opening
        waits = [at - self.now() for at, _ in due(self.memory.workshop)]
        rest = self._rests_until - self.elapsed()
        if rest > 0:
            waits += [rest] * len(owed | closed_boxes)
        else:
            for round_id in closed_boxes:
                self._opening.add(round_id)
                tasks.create_task(self._open_box(round_id))
            for round_id in owed:
                self._counting.add(round_id)
                tasks.create_task(self._count(round_id))
        self._set_wake([max(0, rest, each) for each in waits])

    def _set_wake(self, waits_ms: list[int]) -> None:
        if self._wake is not None:
            self._wake.cancel()
            self._wake = None
        if waits_ms:
            wait_s = min(waits_ms) / 1000
            self._wake = asyncio.get_running_loop().call_later(wait_s, self.wake)

    async def _open_box(self, round_id: RoundId) -> None:
        """Put the ballots of a secret round that is over on record."""
        try:
            ballots = await asyncio.to_thread(self._log.ballots, self.workshop_id, round_id)
        except StorageError as error:
            logger.warning("%s: a ballot box cannot be read yet: %s", self.workshop_id, error)
            self._rests_until = self.elapsed() + RETRY_MS
            self._opening.discard(round_id)
            self._put(Wake())
            return
        command = OpenBallotBox(round=round_id, ballots=tuple(ballots))
        self._put(
            self._system(command, lambda answer: self._settled(self._opening, round_id, answer))
        )

    def _settled(self, owed: set[RoundId], round_id: RoundId, answer: Answer) -> None:
        missing = self.memory.workshop.rounds[round_id].ballots_missing
        why = f"{missing} of its ballots are missing" if missing else ""
        if isinstance(answer, Refused):
            why = answer.message if answer.retry_ms is None else ""
        if why:
            # Trying again would find the same: it waits for somebody to set the vote aside.
            logger.error("%s: vote %s: %s", self.workshop_id, round_id, why)
        else:
            owed.discard(round_id)

    async def _count(self, round_id: RoundId) -> None:
        """Count a closed round beside the room; the rules refuse a count that paper overtook."""
        found = self.memory.workshop.rounds[round_id]
        poll = self.memory.workshop.polls[round_id]
        drawn = await asyncio.to_thread(self._log.hash, self.workshop_id, found.drawn_seq or 0)
        result = await self._count_beside(
            votes(found, poll, drawn or b""),
            lambda done, of: self.presence.counts(found, done, of),
        )
        self.presence.counted(found)
        command = publication(found, poll, result)
        self._put(
            self._system(command, lambda answer: self._settled(self._counting, round_id, answer))
        )


def _turn_away(item: Item) -> None:
    """Answer who waits in a room that ends; an answer given already stands."""
    if isinstance(item, Asked):
        item.reply(refused("busy", retry_ms=RETRY_MS))
    elif not isinstance(item, Wake) and item.done is not None and not item.done.done():
        item.done.set_exception(RoomClosedError())


def _differences(before: Board, after: Board) -> list[Change]:
    keys = {
        (collection, key)
        for board in (before, after)
        for collection, records in board.records.items()
        for key in records
    }
    return [(collection, key, after.records[collection].get(key)) for collection, key in keys]


def _resolve(done: asyncio.Future[ValueT], value: ValueT) -> None:
    if not done.done():
        done.set_result(value)
