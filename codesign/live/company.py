"""The company of a room: everybody who is connected, and the feeds they are told by.

The feeds are the only source of snapshots, deltas and acknowledgements, and advance with what
is on disk alone (`clerk.py`).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from codesign.domain.events import View, destroys_words_of
from codesign.domain.ids import NOBODY, ParticipantId, StageId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.views import (
    Audience,
    belongs,
    group_of,
    may_end_belonging,
    outside,
    sees_board,
)
from codesign.domain.workshop import Round
from codesign.live.batch import Keys, Reply
from codesign.live.bus import Bus
from codesign.live.connection import Connection
from codesign.live.feed import Feed
from codesign.live.loading import Memory
from codesign.live.presence import Presence
from codesign.live.request import Request
from codesign.live.seams import Seams
from codesign.projections.board import Board, project, rendered
from codesign.projections.mine import mine_changes, reseated
from codesign.projections.ops import Change
from codesign.projections.records.showing import stage_shown
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.messages import Drain
from codesign.protocol.notices import Here

# A balancer has noticed by then that this server is not ready.
SEND_ON_WITHIN_MS: Final = 10_000


class Company:
    """The connections of one room; to each of them this is the room (`connection.Host`).

    Args:
        workshop_id: whose room.
        memory: what the room knows, as on disk whenever somebody is told.
        seams: the room's outside.
        bus: whom else to tell who is here.
        ask: takes a command, and calls its reply once, after the commit.
    """

    def __init__(
        self,
        workshop_id: WorkshopId,
        memory: Memory,
        seams: Seams,
        bus: Bus,
        ask: Callable[[Request, Reply], None],
    ) -> None:
        self.memory = memory
        self.now = seams.clock
        self.ask = ask
        self._workshop_id = workshop_id
        self._elapsed = seams.elapsed
        self._on_destroyed = seams.on_destroyed
        self._bus = bus
        self._feeds: dict[Audience, Feed] = {}
        self._connections: dict[int, Connection] = {}
        self.presence = Presence(
            self._feeds,
            self._connections,
            self._belongs,
            lambda participant: group_of(memory.workshop, participant),
            self._sees_round,
            self._say_who_is_here,
        )

    def __len__(self) -> int:
        return len(self._connections)

    def welcome(self, connection: Connection) -> None:
        """Let a connection in: welcome, what is its own, and the board; or hang up."""
        if not self._belongs(connection):
            return connection.hang_up(CloseCode.BAD_TICKET)
        if self._is_outside(connection):
            return connection.hang_up(CloseCode.NOT_INSIDE)
        self._connections[connection.key] = connection
        connection.open(self)
        self.presence.came(connection)
        self.presence.hang_up_on_surplus(connection.participant)
        return None

    def leave(self, connection: Connection) -> bool:
        """Forget a connection; return whether it was here."""
        if self._connections.pop(connection.key, None) is None:
            return False
        self.presence.left(connection)
        self._drop_idle_feeds()
        return True

    def send_on(self) -> None:
        """Ask everybody to come back, to the newer server this one is behind (rules N6, N7)."""
        for connection in tuple(self._connections.values()):
            connection.tell(Drain(within_ms=SEND_ON_WITHIN_MS, behind=True))

    def close(self) -> None:
        """Drop timers and hang up on everybody; they will come back."""
        self.presence.close()
        for feed in self._feeds.values():
            feed.close()
        for connection in tuple(self._connections.values()):
            connection.abort()

    def board(self, view: View) -> Board:
        """Return what a view sees; not to be changed."""
        # Nobody may be told this view's changes: then it is drawn for this once.
        feed = self._feeds.get(Audience(view))
        return feed.board if feed else rendered(self.memory.workshop, view)

    # --- telling ----------------------------------------------------------

    def tell(self, recorded: Sequence[Recorded], keys: Keys) -> None:
        """Tell everybody what has come on disk: these events, which touched these keys."""
        memory = self.memory
        moved = self._moved(recorded)
        for connection in moved:
            # Before the telling: it may no longer see what its old view does.
            connection.stop_hearing()
        self._tell_mine(recorded, besides=moved)
        told = project(memory.workshop, keys, self._feeds.keys())
        for audience, changes in told.items():
            self._advance(self._feeds[audience], changes)
        if any(may_end_belonging(each.event) for each in recorded):
            self.presence.hang_up_on_strangers()
        self._reopen_all(moved)
        if any(destroys_words_of(each.event) for each in recorded):
            self._on_destroyed(self._workshop_id)

    def tell_afresh(self) -> None:
        """Tell everybody what has come on disk, without knowing event by event what it was."""
        # There may be an erasure in it.
        self._on_destroyed(self._workshop_id)
        for feed in self._feeds.values():
            afresh = rendered(self.memory.workshop, *feed.audience)
            self._advance(feed, _differences(feed.board, afresh))
        self.presence.hang_up_on_strangers()
        for connection in tuple(self._connections.values()):
            if connection.has_moved(self) or self._is_outside(connection):
                self._reopen(connection)
            else:
                connection.tell_mine_afresh(self)
        self._drop_idle_feeds()

    def _advance(self, feed: Feed, changes: Iterable[Change]) -> None:
        if feed.advance(changes, self.memory.head):
            return
        for connection in tuple(self._connections.values()):
            if connection.audience == feed.audience:
                self._reopen(connection)

    def _tell_mine(self, recorded: Sequence[Recorded], besides: list[Connection]) -> None:
        workshop, head = self.memory.workshop, self.memory.head.seq
        for each in recorded:
            for participant, op in mine_changes(workshop, each):
                for connection in self.presence.acting_for(participant):
                    if connection not in besides:
                        connection.tell_mine(head, [op])

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

    def _reopen_all(self, moved: list[Connection]) -> None:
        for connection in moved:
            if connection.closing is None:
                self._reopen(connection)
        if moved:
            self._drop_idle_feeds()

    def _reopen(self, connection: Connection) -> None:
        """Start over with what the person sees now, or hang up on who was put out."""
        if self._is_outside(connection):
            connection.stop_hearing()
            connection.hang_up(CloseCode.NOT_INSIDE)
        else:
            connection.reopen(self)

    def _drop_idle_feeds(self) -> None:
        in_use = {each.audience for each in self._connections.values()}
        for audience in self._feeds.keys() - in_use:
            self._feeds.pop(audience).close()

    # --- what connections need ----------------------------------------------

    def feed(self, audience: Audience) -> Feed:
        """Return the feed of an audience, kept from now on."""
        if audience not in self._feeds:
            board = rendered(self.memory.workshop, *audience)
            self._feeds[audience] = Feed(audience, board, self.memory.epoch, self.memory.head)
        return self._feeds[audience]

    def types(self, participant: ParticipantId, stage: StageId | None) -> None:
        """Note that somebody is typing in a stage, or stopped."""
        self.presence.types(participant, stage, self._elapsed())

    def reseated(self, connection: Connection) -> None:
        """Note that a connection acts for other people than before."""
        self.presence.came(connection)

    def lags(self, connection: Connection) -> None:
        """Note that a connection is told nothing for a while."""
        self.presence.lags(connection)

    def keeps_up(self, connection: Connection) -> None:
        """Note that a connection is told everything again."""
        self.presence.keeps_up(connection)

    # --- who they are -------------------------------------------------------

    def _belongs(self, connection: Connection) -> bool:
        workshop = self.memory.workshop
        if connection.participant == NOBODY:
            return connection.display_code in {None, workshop.display_code}
        return belongs(workshop, connection.participant)

    def _is_outside(self, connection: Connection) -> bool:
        return outside(self.memory.workshop, connection.participant) is not None

    def _sees_round(self, audience: Audience, found: Round) -> bool:
        workshop = self.memory.workshop
        seen = stage_shown(workshop, found.stage, audience.view)
        return seen and sees_board(workshop, found.group, audience)

    def _say_who_is_here(
        self, here: frozenset[ParticipantId], typing: frozenset[ParticipantId]
    ) -> None:
        self._bus.tell(Here(self._workshop_id, self._bus.process, here, typing))


def _differences(before: Board, after: Board) -> list[Change]:
    keys = {
        (collection, key)
        for board in (before, after)
        for collection, records in board.records.items()
        for key in records
    }
    return [(collection, key, after.records[collection].get(key)) for collection, key in keys]
