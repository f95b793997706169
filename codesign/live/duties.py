"""What the server owes a workshop by itself: timers ended, ballot boxes opened, votes counted.

Of several servers over one log the one that closed a vote counts it. Another one begins only
where nothing came of that for a while; whichever is first is recorded, and the other refused.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from codesign.domain.agenda import due
from codesign.domain.ballot_box import unopened
from codesign.domain.commands import Command, OpenBallotBox
from codesign.domain.counting import publication, uncounted, votes
from codesign.domain.ids import SYSTEM, RoundId, WorkshopId
from codesign.live.batch import Asked, Reply
from codesign.live.company import Company
from codesign.live.counting import LONG
from codesign.live.request import RETRY_MS, Answer, Refused, Request
from codesign.live.seams import Seams
from codesign.store.errors import StorageError
from codesign.store.log import Log

# So long a vote that another process closed is left to it: several times what its count takes.
HEAD_START_MS: Final = 3_000
LONG_HEAD_START_MS: Final = 30_000

logger = logging.getLogger(__name__)


class Owed(NamedTuple):
    """What the server owes a workshop at one version, the commands with their times (ms UTC)."""

    head: int = 0
    due: Sequence[tuple[int, Command]] = ()
    uncounted: frozenset[RoundId] = frozenset()
    unopened: frozenset[RoundId] = frozenset()


class Duties:
    """The duties of one room, each begun once and again only where it failed for the moment.

    Args:
        workshop_id: whose they are.
        log: where ballot boxes and drawn numbers are read, in threads.
        seams: the room's outside.
        company: what the room knows, and whom to tell how far a count has come.
        ask: puts a command of the server's into the room's inbox.
        wake: has the room look here again.
    """

    def __init__(
        self,
        workshop_id: WorkshopId,
        log: Log,
        seams: Seams,
        company: Company,
        ask: Callable[[Asked], None],
        wake: Callable[[], None],
    ) -> None:
        self._workshop_id = workshop_id
        self._log = log
        self._seams = seams
        self._memory = company.memory
        self._presence = company.presence
        self._ask = ask
        self._wake = wake
        self._owed = Owed()
        self._counting: set[RoundId] = set()
        self._opening: set[RoundId] = set()
        # When a count that another process is to take is taken here after all, by its closing.
        self._head_starts: dict[tuple[RoundId, int | None], int] = {}
        self._rests_until = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def counts_running(self) -> int:
        """How many votes are being counted."""
        return len(self._counting)

    def due(self) -> list[Asked]:
        """Return the commands whose time has come, to be decided before what people asked."""
        if self._memory.newer is not None or self._seams.elapsed() < self._rests_until:
            return []
        now = self._seams.clock()
        return [self._asked(each) for at, each in self._now_owed().due if at <= now]

    def rest(self) -> None:
        """Leave the log alone for a moment: while it fails nothing is tried at every turn."""
        self._rests_until = self._seams.elapsed() + RETRY_MS

    def begin(self, tasks: asyncio.TaskGroup) -> None:
        """Begin what may be begun by now, and have the room woken when more is due."""
        if self._memory.newer is not None:
            # Another server has taken over.
            return self._set_timer([])
        found = self._now_owed()
        rest = self._rests_until - self._seams.elapsed()
        waits = [max(rest, at - self._seams.clock()) for at, _ in found.due]
        for owed, begun, see_to in (
            (found.unopened, self._opening, self._open_box),
            (found.uncounted, self._counting, self._count),
        ):
            for round_id in owed - begun:
                wait = max(rest, self._head_start_ms(round_id))
                if wait > 0:
                    waits.append(wait)
                else:
                    begun.add(round_id)
                    tasks.create_task(see_to(round_id))
        return self._set_timer(waits)

    def close(self) -> None:
        """Wake nobody any more."""
        self._set_timer([])

    def _now_owed(self) -> Owed:
        """Return what is owed at this version; looked up once."""
        head = self._memory.head.seq
        if self._owed.head != head:
            workshop = self._memory.workshop
            self._owed = Owed(
                head, due(workshop), frozenset(uncounted(workshop)), frozenset(unopened(workshop))
            )
        return self._owed

    def _head_start_ms(self, round_id: RoundId) -> int:
        """Return for how long a vote is still left to the process that closed it."""
        found, others_to = self._memory.workshop.rounds[round_id], self._memory.others_to
        if not others_to or (found.closed_seq or 0) > others_to:
            return 0
        now = self._seams.elapsed()
        long_ms = LONG_HEAD_START_MS if found.method in LONG else HEAD_START_MS
        return self._head_starts.setdefault((round_id, found.closed_seq), now + long_ms) - now

    def _set_timer(self, waits_ms: list[int]) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if waits_ms:
            wait_s = max(0, min(waits_ms)) / 1000
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._wake)

    async def _open_box(self, round_id: RoundId) -> None:
        """Put the ballots of a secret round that is over on record."""
        try:
            ballots = await asyncio.to_thread(self._log.ballots, self._workshop_id, round_id)
        except StorageError as error:
            logger.warning("%s: a ballot box cannot be read yet: %s", self._workshop_id, error)
            self.rest()
            self._opening.discard(round_id)
            self._wake()
            return
        command = OpenBallotBox(round=round_id, ballots=tuple(ballots))
        self._ask(
            self._asked(command, lambda answer: self._settled(self._opening, round_id, answer))
        )

    async def _count(self, round_id: RoundId) -> None:
        """Count a closed round beside the room; the rules refuse a count that paper overtook."""
        found = self._memory.workshop.rounds[round_id]
        poll = self._memory.workshop.polls[round_id]
        drawn = await asyncio.to_thread(self._log.hash, self._workshop_id, found.drawn_seq or 0)
        result = await self._seams.count(
            votes(found, poll, drawn or b""),
            lambda done, of: self._presence.counts(found, done, of),
        )
        self._presence.counted(found)
        command = publication(found, poll, result)
        self._ask(
            self._asked(command, lambda answer: self._settled(self._counting, round_id, answer))
        )

    def _settled(self, owed: set[RoundId], round_id: RoundId, answer: Answer) -> None:
        missing = self._memory.workshop.rounds[round_id].ballots_missing
        why = f"{missing} of its ballots are missing" if missing else ""
        if isinstance(answer, Refused):
            why = answer.message if answer.retry_ms is None else ""
        if why:
            # Trying again would find the same: it waits for somebody to set the vote aside.
            logger.error("%s: vote %s: %s", self._workshop_id, round_id, why)
        else:
            owed.discard(round_id)

    def _asked(self, command: Command, reply: Reply = lambda _: None) -> Asked:
        request = Request(id=self._seams.new_id(), command=command, by=SYSTEM, via="system")
        return Asked(request, reply)
