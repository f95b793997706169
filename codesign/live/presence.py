"""Who is connected, and where they type: told at most once a second, never stored.

Other processes say who is there through them (`elsewhere.py`), and are told the same.
It also keeps the connections alive: a ping with the head every 25 s, and an
end to those that have not been heard of (SPEC.md L1, L2, L6).
"""

import asyncio
import random
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from codesign.domain.ids import NOBODY, GroupId, ParticipantId, RoundId, StageId
from codesign.domain.views import Audience
from codesign.domain.workshop import Round
from codesign.live.connection import Connection
from codesign.live.elsewhere import SAY_EVERY_MS, Elsewhere
from codesign.live.feed import Feed
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import encode
from codesign.protocol.messages import Ping
from codesign.protocol.messages import Presence as PresenceMessage
from codesign.protocol.notices import Here

TELL_EVERY_S: Final = 1.0
PING_EVERY_S: Final = 25.0
PING_JITTER: Final = 0.2
# One ping, its jitter, and ten seconds to answer.
SILENT_AT_MOST_MS: Final = 40_000
TYPING_MS: Final = 6_000
# A phone, a laptop and some tabs, with those whose end nobody has noticed yet; and the displays
# of a whole building.
CONNECTIONS_AT_MOST: Final = 10
DISPLAYS_AT_MOST: Final = 100

People = frozenset[ParticipantId]


class Presence:
    """The people of one room, by their connections."""

    def __init__(
        self,
        feeds: Mapping[Audience, Feed],
        connections: Mapping[int, Connection],
        belongs: Callable[[Connection], bool],
        group_of: Callable[[ParticipantId], GroupId | None],
        sees_round: Callable[[Audience, Round], bool],
        say: Callable[[People, People], None] = lambda _here, _typing: None,
    ) -> None:
        """Watch the room's own feeds and connections, ask it who may see what, and tell others."""
        self._group_of = group_of
        self._sees_round = sees_round
        self._say = say
        # Who is here and types through this process, as others were told last, and when next.
        self._said: tuple[People, People] = frozenset(), frozenset()
        self._say_again_at = 0
        self._elsewhere = Elsewhere()
        # The rounds being counted, and how far that is in percent.
        self._counting: dict[RoundId, tuple[Round, int]] = {}
        self._told_counting: dict[RoundId, int] = {}
        self._feeds = feeds
        self._connections = connections
        self._belongs = belongs
        self._acting: dict[ParticipantId, set[Connection]] = {}
        self._seats: dict[int, People] = {}
        self._own: dict[ParticipantId, set[Connection]] = {}
        self._told_here: People = frozenset()
        self._told_typing: People = frozenset()
        self._told_count = 0
        self._typing: dict[ParticipantId, int] = {}
        # Who was here when a connection that lags was told so last.
        self._lagging: dict[int, People] = {}

    def came(self, connection: Connection) -> None:
        """Note a connection and whom it may act for; again after its seats changed."""
        self._forget_seats(connection)
        self._own.setdefault(connection.participant, set()).add(connection)
        self._seats[connection.key] = connection.seats
        for seat in connection.seats:
            self._acting.setdefault(seat, set()).add(connection)
        if connection.key in self._lagging:
            self._lagging[connection.key] = frozenset()
        else:
            connection.send(self._message(connection.audience, self._here(), frozenset()))

    def lags(self, connection: Connection) -> None:
        """Note that a connection is not told who comes and goes (rule L3)."""
        self._lagging.setdefault(connection.key, self._told_here)

    def keeps_up(self, connection: Connection) -> None:
        """Tell a connection that lagged who came and went meanwhile."""
        before = self._lagging.pop(connection.key, None)
        if before is not None:
            typing = self._told_typing
            connection.send(self._message(connection.audience, self._here(), typing, since=before))

    def hang_up_on_surplus(self, participant: ParticipantId) -> None:
        """Keep no more lines of one person than they can use, those heard of last (rule L7)."""
        at_most = DISPLAYS_AT_MOST if participant == NOBODY else CONNECTIONS_AT_MOST
        lines = [each for each in self.connections_of(participant) if each.closing is None]
        lines.sort(key=lambda each: (each.heard_at, each.key))
        for connection in lines[: max(0, len(lines) - at_most)]:
            connection.hang_up(CloseCode.TOO_MANY_CONNECTIONS)

    def hang_up_on_strangers(self) -> None:
        """Hang up on whoever was erased or is not on the roll, and on displays without a code."""
        for connection in tuple(self._connections.values()):
            if not self._belongs(connection):
                connection.hang_up(CloseCode.BAD_TICKET)

    def left(self, connection: Connection) -> None:
        """Forget a connection."""
        self._forget_seats(connection)
        self._lagging.pop(connection.key, None)
        own = self._own.get(connection.participant)
        if own is not None:
            own.discard(connection)
            if not own:
                del self._own[connection.participant]

    def acting_for(self, participant: ParticipantId) -> Iterable[Connection]:
        """Return the connections that hold what is this person's alone."""
        return self._acting.get(participant, ())

    def connections_of(self, participant: ParticipantId) -> list[Connection]:
        """Return the connections this person opened."""
        return list(self._own.get(participant, ()))

    def types(self, participant: ParticipantId, stage: StageId | None, now: int) -> None:
        """Note that somebody is typing in a stage that shows who writes, or stopped."""
        if stage is None:
            self._typing.pop(participant, None)
        else:
            self._typing[participant] = now

    def hear(self, here: Here, now: int) -> None:
        """Note who is here through another process; a new one is told the same at once."""
        if self._elsewhere.hear(here, now):
            self._say_again_at = now

    def close(self) -> None:
        """Tell the others that nobody is here through this process any more."""
        self._own.clear()
        self._tell_others(frozenset(), frozenset(), 0)

    def counts(self, found: Round, done: int, of: int) -> None:
        """Note how far the count of a round has come."""
        self._counting[found.id] = (found, min(99, 100 * done // max(1, of)))

    def counted(self, found: Round) -> None:
        """Note that a round is being counted no more."""
        self._counting.pop(found.id, None)

    async def run(
        self, clock: Callable[[], int], elapsed: Callable[[], int], head: Callable[[], int]
    ) -> None:
        """Tell and ping until cancelled; the clock is only what a ping says."""
        next_ping = self._next_ping(elapsed())
        while True:
            await asyncio.sleep(TELL_EVERY_S)
            now = elapsed()
            self.tell(now)
            if now >= next_ping:
                self.ping(now, clock(), head())
                next_ping = self._next_ping(now)

    def tell(self, now: int) -> None:
        """Tell what changed since the last telling, if anything."""
        self._elsewhere.forget_silent(now)
        recent = frozenset(each for each, at in self._typing.items() if at > now - TYPING_MS)
        self._tell_others(self._here_myself(), recent & self._here_myself(), now)
        here = self._here()
        typing = (recent | self._elsewhere.typing) & here
        count = len(self._connections)
        counting = {round_id: percent for round_id, (_, percent) in self._counting.items()}
        now_told = (here, typing, count, counting)
        told = (self._told_here, self._told_typing, self._told_count, self._told_counting)
        if now_told == told:
            return
        self._told_counting = counting
        for audience, feed in self._feeds.items():
            if len(feed.fanout):
                feed.fanout.tell(self._message(audience, here, typing, since=self._told_here))
        self._told_here, self._told_typing, self._told_count = here, typing, count

    def _message(
        self,
        audience: Audience,
        here: People,
        typing: People,
        since: People = frozenset(),
    ) -> bytes:
        counting = {
            found.id: percent
            for found, percent in self._counting.values()
            if self._sees_round(audience, found)
        }
        if audience.view == "public":
            return encode(PresenceMessage(here=len(here), counting=counting))
        if audience.view != "facilitator":
            # A group's typing is the group's.
            typing = frozenset(each for each in typing if self._group_of(each) == audience.group)
        return encode(
            PresenceMessage(
                here=len(here),
                in_=sorted(here - since),
                out=sorted(since - here),
                typing=sorted(typing),
                counting=counting,
            )
        )

    def ping(self, now: int, clock: int, head: int) -> None:
        """Ask everybody for a sign of life, and hang up on who gave none.

        Args:
            now: the time elapsed, by which silence is measured (ms).
            clock: what the ping says it is (ms UTC).
            head: the last version on disk.
        """
        payload = encode(Ping(now=clock, head=head))
        for feed in self._feeds.values():
            feed.fanout.tell(payload)
        for connection in tuple(self._connections.values()):
            if connection.heard_at < now - SILENT_AT_MOST_MS:
                connection.hang_up(CloseCode.NO_PONG)
        # Every change of a right hangs up at once; this is for a way that nobody thought of.
        self.hang_up_on_strangers()

    def _next_ping(self, now: int) -> int:
        jitter = random.uniform(1 - PING_JITTER, 1 + PING_JITTER)  # noqa: S311 - no secret
        return now + int(1000 * PING_EVERY_S * jitter)

    def _tell_others(self, here: People, typing: People, now: int) -> None:
        if (here, typing) != self._said or (here and now >= self._say_again_at):
            self._say(here, typing)
            self._said = here, typing
            self._say_again_at = now + SAY_EVERY_MS

    def _here(self) -> People:
        return self._here_myself() | self._elsewhere.people

    def _here_myself(self) -> People:
        return frozenset(self._own) - {NOBODY}

    def _forget_seats(self, connection: Connection) -> None:
        for seat in self._seats.pop(connection.key, ()):
            held = self._acting[seat]
            held.discard(connection)
            if not held:
                del self._acting[seat]
