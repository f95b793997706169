"""The clerk of a room: decides what is asked, records it, and reads on what others recorded.

Where other processes write the same log (`bus.py`), the store's refusal of a version that is
taken is the only truth between them: who lost forgets what was decided, reads on and decides
again. What is on disk is told in order (`company.py`), whoever wrote it.

Where one of them is newer and writes what this one cannot read, this one stays behind: what it
can read stays to be seen, nothing is decided on it, and its people are sent on (SPEC.md N6).
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from codesign.domain.ids import CommandId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.live.batch import Asked, Batch, Keys, answered_before, issuing_codes, refuse
from codesign.live.bus import Bus
from codesign.live.company import Company
from codesign.live.feed import Head
from codesign.live.loading import Memory, load
from codesign.live.request import RETRY_MS, SERVER_FAULT, Refused, refused
from codesign.live.seams import Seams
from codesign.live.writer import Writer
from codesign.protocol.notices import Reached
from codesign.store.errors import CodeTakenError, NewerLogError, StorageError, VersionTakenError
from codesign.store.log import Append, Appended, Log

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

logger = logging.getLogger(__name__)


class HistoryReplacedError(Exception):
    """The log is behind what was read of it, so that what was told may never have been.

    Args:
        was: the version that was read.
        head: the version it is at.
    """

    def __init__(self, was: int, head: int) -> None:
        super().__init__(
            f"The database was at version {was} and is at {head}: a backup, or a server that"
            " lagged behind, was put in its place. Boards are drawn afresh from it; look at what"
            " was lost."
        )


class Clerk:
    """Keeps a room's memory and the log the same.

    Args:
        workshop_id: whose log.
        log: where it is read, in threads.
        writer: by whom it is written.
        bus: whom else to tell how far it has come.
        seams: the room's outside.
        company: whom to tell what is on disk, with the memory that nobody else changes.
    """

    def __init__(
        self,
        workshop_id: WorkshopId,
        log: Log,
        writer: Writer,
        bus: Bus,
        seams: Seams,
        company: Company,
    ) -> None:
        self._workshop_id = workshop_id
        self._log = log
        self._writer = writer
        self._bus = bus
        self._now = seams.clock
        self._elapsed = seams.elapsed
        self._memory = company.memory
        self._company = company
        # When another process wrote here last, as far as we know.
        self._others_wrote_at = -CONTESTED_MS

    async def load(self) -> None:
        """Fold the log; must be done once before anything else.

        Raises:
            StorageError, NewerLogError, UnsealError: the log cannot be read.
        """
        self._become(await asyncio.to_thread(load, self._log, self._workshop_id))

    @property
    def is_behind(self) -> bool:
        """Tell whether another server wrote what this one is too old to read."""
        return self._memory.newer is not None

    async def commit(self, asked: list[Asked]) -> bool:
        """Decide these commands, and answer them once what they bring is on disk and told.

        Returns:
            False where the log could not be written: better to try again a little later.
        """
        codes_taken: set[CommandId] = set()
        for _ in range(ATTEMPTS):
            if not asked or self.is_behind:
                break
            batch = self._decided(asked, codes_taken)
            if batch is None:
                await self._rebuild()
                return await self._apart(asked, refused(SERVER_FAULT))
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
                self._memory.keep()
                await self._tell(batch, appended, began)
                return True
        code = "newer_server" if self.is_behind else "busy"
        self._refuse_unless_known(asked, refused(code, retry_ms=RETRY_MS))
        return True

    async def read_on(self) -> None:
        """Take in and tell what other processes wrote; where it cannot be read nothing is new.

        Raises:
            NewerLogError: words were destroyed by what this server cannot read: it must forget all.
        """
        try:
            if self._memory.newer is not None:
                return await self._require_no_erasure(self._memory.newer)
            newer = await asyncio.to_thread(self._log.read_on, self._workshop_id, self._head)
        except StorageError as error:
            logger.warning("%s@%d cannot be read on: %s", self._workshop_id, self._head, error)
            return None
        if newer.newer is not None:
            return await self._rebuild()
        if newer.events:
            await self._learn_epoch()
            self._note_that_others_write()
            keys: Keys = {}
            for each in newer.events:
                keys.update(dict.fromkeys(self._memory.take(each)))
            self._memory.others_to = newer.events[-1].seq
            self._take_in(newer.events, keys, newer.hash8)
        return None

    async def require_log_not_behind(self) -> None:
        """Make sure that the log has not lost what was read of it.

        Raises:
            HistoryReplacedError: it has.
        """
        try:
            head = await asyncio.to_thread(self._log.head, self._workshop_id)
        except StorageError:
            return
        if head < self._head:
            raise HistoryReplacedError(self._head, head)

    @property
    def _head(self) -> int:
        return self._memory.head.seq

    # --- what is decided here ----------------------------------------------

    def _decided(self, asked: list[Asked], codes_taken: set[CommandId]) -> Batch | None:
        """Decide these commands; None where an event cannot be folded, and memory is of no use."""
        if self._others_wrote_within(CONTESTED_MS):
            self._memory.mark()
        batch = Batch(self._memory, self._now(), codes_taken)
        try:
            for each in asked:
                batch.decide(each)
        except Exception:
            acts = ", ".join(dict.fromkeys(type(each.request.command).__name__ for each in asked))
            logger.exception("%s: what comes of %s cannot be folded", self._workshop_id, acts)
            return None
        return batch

    async def _append(self, batch: Batch) -> Appended | None:
        """Put a batch on disk; None where that brings nothing to tell."""
        if not batch.recorded and not batch.boxed:
            await self._require_newest()
            return None
        append = Append(
            workshop=self._workshop_id,
            expected=self._head,
            events=tuple(batch.recorded),
            ballots=batch.boxed,
        )
        appended = await self._writer.append(append)
        if not batch.recorded:
            return None
        await self._learn_epoch()
        return appended

    async def _tell(self, batch: Batch, appended: Appended | None, began: float) -> None:
        if appended is not None:
            self._take_in(batch.recorded, batch.keys, appended.hash8)
            self._bus.tell(Reached(self._workshop_id, appended.head))
        for reply, answer in batch.answers:
            reply(answer)
        if appended is not None:
            await self._leave_a_turn(began)

    def _take_in(self, recorded: Sequence[Recorded], keys: Keys, hash8: bytes) -> None:
        """Tell what is on disk now and in memory already."""
        self._memory.head = Head(recorded[-1].seq, self._memory.workshop.at, hash8)
        self._company.tell(recorded, keys)

    async def _learn_epoch(self) -> None:
        if not self._memory.epoch:
            epoch = await asyncio.to_thread(self._log.epoch, self._workshop_id)
            self._memory.epoch = epoch or b""

    # --- a log that fails ----------------------------------------------------

    async def _storage_failed(self, asked: list[Asked], error: StorageError) -> bool:
        """Answer what is in the log after all, and refuse the others."""
        if error.reason == "not_encodable":
            return await self._apart(asked, Refused(code=error.reason, message=str(error)))
        refusal = Refused(code=error.reason, message=str(error), retry_ms=RETRY_MS)
        # A commit may be reported as failed and be there.
        self._refuse_unless_known(asked, refusal)
        return False

    def _refuse_unless_known(self, asked: list[Asked], refusal: Refused) -> None:
        for each in asked:
            known = self._memory.answered.get(each.request.id)
            each.reply(refusal if known is None else answered_before(each.request, *known))

    async def _apart(self, asked: list[Asked], refusal: Refused) -> bool:
        """Find the command at fault and refuse it; the others are not its hostages."""
        if len(asked) == 1:
            refuse(asked, refusal)
            return True
        return all([await self.commit([each]) for each in asked])

    async def _rebuild(self) -> None:
        """Forget what was not kept, and tell what others wrote meanwhile."""
        before, was_behind = self._head, self.is_behind
        self._become(await self._loaded())
        if self._head != before:
            self._memory.others_to = self._head
            self._company.tell_afresh()
        if self.is_behind and not was_behind:
            self._company.send_on()

    def _become(self, memory: Memory) -> None:
        """Know what was read of the log.

        Raises:
            NewerLogError: it was not all of it, and no other server would serve its people.
        """
        if memory.newer is not None:
            if self._bus.alone:
                raise memory.newer
            logger.error(
                "workshop %s: %s Until it is, people see here what was there up to version %d, and"
                " what they do is kept for a server that can",
                self._workshop_id,
                memory.newer,
                memory.head.seq,
            )
        self._memory.become(memory)

    async def _loaded(self) -> Memory:
        """Fold the log afresh, as soon as its server answers: until then everybody waits."""
        while True:
            try:
                return await asyncio.to_thread(load, self._log, self._workshop_id)
            except StorageError as error:
                if error.reason != "storage_unreachable":
                    raise
                await asyncio.sleep(REACH_AGAIN_S)

    # --- others who write ----------------------------------------------------

    async def _require_newest(self) -> None:
        """Let nobody be answered by what is old: a version that is written is judged there anyway.

        Raises:
            VersionTakenError, StorageError.
        """
        if not self._bus.alone:
            head = await asyncio.to_thread(self._log.head, self._workshop_id)
            if head != self._head:
                raise VersionTakenError(head)

    async def _lose(self, batch: Batch, to: VersionTakenError) -> None:
        """Forget what was decided on an old state, and take in what another process wrote."""
        if to.head < self._head:
            raise HistoryReplacedError(self._head, to.head)
        self._note_that_others_write()
        if self._memory.is_marked:
            self._memory.go_back(batch.recorded)
        elif batch.recorded:
            return await self._rebuild()
        return await self.read_on()

    async def _require_no_erasure(self, newer: NewerLogError) -> None:
        erasures = await asyncio.to_thread(self._log.erasures, self._workshop_id)
        if erasures != self._memory.erasures:
            raise newer

    def _note_that_others_write(self) -> None:
        self._others_wrote_at = self._elapsed()

    def _others_wrote_within(self, ms: int) -> bool:
        return self._others_wrote_at > self._elapsed() - ms

    async def _leave_a_turn(self, began: float) -> None:
        """Let others write the next version where they want to; meanwhile more gathers here."""
        if self._others_wrote_within(TAKING_TURNS_MS):
            took_s = asyncio.get_running_loop().time() - began
            turn_s = min(TURN_AT_MOST_S, TURN_COMMITS * took_s)
            await asyncio.sleep(max(TURN_AT_LEAST_S, turn_s))
