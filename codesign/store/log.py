"""The log as rooms use it: append what was decided, read what happened.

An append is on disk when it returns. Its order is fixed: the keys that seal
its words are committed first, then the events, then the keys that an erasure
among them names are destroyed. A crash in between leaves keys without words,
or a destruction recorded and not yet done, which the next opening carries out;
keys that it took are made again first (`keys.py`).

Where they lie is the business of `files.py` (SQLite) or `on_server.py` (PostgreSQL).
"""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, NamedTuple

from eventsourcing.persistence import StoredEvent

from codesign.domain.ballot_box import BoxedBallot
from codesign.domain.events import (
    AccessNeedDeleted,
    AccessNeedTold,
    BallotBoxOpened,
    Event,
    JoinCodeIssued,
    destroys_words_of,
)
from codesign.domain.ids import RoundId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.store import ballot_box, files
from codesign.store.addresses import is_server
from codesign.store.errors import (
    FOR_ALL,
    CodeTakenError,
    FlushFailedError,
    InUseError,
    NewerLogError,
    StorageError,
    UnsealError,
    VersionTakenError,
)
from codesign.store.keys import Destruction, Keys, Sealing
from codesign.store.mapper import Mapper, hash8, stored_hash
from codesign.store.recorder import Neighbours, Recorder, Row, Write

__all__ = [
    "Append",
    "Appended",
    "CodeTakenError",
    "FlushFailedError",
    "InUseError",
    "Log",
    "NewerLogError",
    "ReadOn",
    "StorageError",
    "UnsealError",
    "VersionTakenError",
    "open_log",
]

_EPOCH_BYTES: Final = 16
_PAGE: Final = 1_000
# The next opening reads all that is not settled, also where most of it seals no words.
_SETTLE_EVERY_EVENTS: Final = 5_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """One room's batch: events `expected + 1` onwards, decided on the state at `expected`.

    `ballots` go into the boxes of secret rounds, with the events or, where
    those who cast them had voted before, alone.
    """

    workshop: WorkshopId
    expected: int
    events: tuple[Recorded, ...]
    ballots: tuple[BoxedBallot, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers with holes: they would be permanent."""
        seqs = [each.seq for each in self.events]
        if not (seqs or self.ballots) or seqs != list(
            range(self.expected + 1, self.expected + 1 + len(seqs))
        ):
            message = f"events {seqs} do not follow version {self.expected}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """It is on disk; `head` and `hash8` are of the last event there."""

    head: int
    hash8: bytes


class News(NamedTuple):
    """An event of any workshop, as who follows them all is told of it: only its name.

    `position` is its place among all events, `hash8` the first 8 bytes of its hash.
    """

    position: int
    workshop: WorkshopId
    seq: int
    name: str
    hash8: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOn:
    """What follows a version, in order; `hash8` is of the last event, nothing where none is.

    `newer` says what comes next where a newer server wrote that, and this one cannot read it.
    """

    events: tuple[Recorded, ...]
    hash8: bytes
    newer: NewerLogError | None = None


class Log:
    """The log of all workshops.

    Appends come from one thread at a time, reads from any.
    """

    def __init__(
        self, recorder: Recorder, keys: Keys, close: Callable[[], None] = lambda: None
    ) -> None:
        self._recorder = recorder
        self._keys = keys
        self._mapper = Mapper(keys)
        self._close = close
        self.owes_destruction = False
        self._unsettled_events = 0

    @property
    def server_secret(self) -> bytes:
        """32 random bytes that stay the same: what to sign links and cookies with."""
        return self._keys.server_secret

    def renew_server_secret(self) -> None:
        """Sign with another secret from now on: every link, login and ticket ends.

        Raises:
            StorageError: it may not be done, or not yet everywhere; do it again.
        """
        self._keys.renew_server_secret()

    def append(self, batch: Sequence[Append]) -> list[Appended | Exception]:
        """Put the batches on disk in one transaction; what fails, fails for its room only.

        Returns:
            For each batch its new head, or `VersionTakenError` (read what is
            new and decide again), `CodeTakenError`, or `StorageError`.

        Raises:
            FlushFailedError: nobody knows what is on disk; use this log no more.
        """
        writes = self._encode(batch)
        outcomes = iter(self._write([each for each in writes if isinstance(each, Write)]))
        results = [next(outcomes) if isinstance(each, Write) else each for each in writes]
        erasing = any(isinstance(each, Write) and each.destructions for each in writes)
        if erasing or self.owes_destruction:
            self._try_destructions()
        self._unsettled_events += sum(len(each.rows) for each in writes if isinstance(each, Write))
        if self._keys.is_to_settle or self._unsettled_events >= _SETTLE_EVERY_EVENTS:
            self._try_settling()
        return results

    def read(
        self, workshop: WorkshopId, after: int = 0, upto: int | None = None
    ) -> Iterator[Recorded]:
        """Yield the events after one version up to another, without holes.

        Raises:
            NewerLogError, StorageError, UnsealError: as `Mapper.decode`.
        """
        decode, unsealing = self._mapper.decode, self._keys.reading(workshop)
        for seq, topic, state in self._recorder.stream(workshop, after, upto):
            yield decode(workshop, seq, topic, state, unsealing)

    def read_on(self, workshop: WorkshopId, after: int) -> ReadOn:
        """Return what was written after a version, as far as this server can read it.

        Raises:
            StorageError, UnsealError: as `Mapper.decode`.
        """
        unsealing, events, last = self._keys.reading(workshop), list[Recorded](), b""
        newer = None
        try:
            for seq, topic, state in self._recorder.stream(workshop, after, None):
                events.append(self._mapper.decode(workshop, seq, topic, state, unsealing))
                last = hash8(topic, state)
        except NewerLogError as error:
            newer = error
        return ReadOn(events=tuple(events), hash8=last, newer=newer)

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[ballot_box.Marks]:
        """Return the ballots in the box of a secret round that can be read, in no telling order.

        Raises:
            StorageError: the box cannot be read at present.
        """
        rows = self._recorder.ballots(workshop, round_id)
        unsealing = self._keys.reading(workshop)
        ballots = (ballot_box.unsealed(workshop, each, unsealing) for each in rows)
        return [each for each in ballots if each is not None]

    def head(self, workshop: WorkshopId) -> int:
        """Return the newest version, 0 when there is none."""
        return self._recorder.head(workshop)

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        """Return the newest version of each of these workshops; what is not there is left out."""
        return self._recorder.heads(workshops)

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        """Return 16 bytes that name this history of the workshop, None before its first event."""
        return self._recorder.epoch(workshop)

    def hash(self, workshop: WorkshopId, seq: int) -> bytes | None:
        """Return the 32 bytes of the hash of a stored event."""
        row = self._recorder.row(workshop, seq)
        return None if row is None else stored_hash(row[1], row[2])

    def hash8(self, workshop: WorkshopId, seq: int) -> bytes | None:
        """Return the first 8 bytes of the hash of a stored event."""
        row = self._recorder.row(workshop, seq)
        return None if row is None else hash8(row[1], row[2])

    def hashes(self, workshop: WorkshopId) -> Iterator[bytes]:
        """Yield the hash of every event as stored, read or not."""
        for _, topic, state in self._recorder.stream(workshop, 0, None):
            yield stored_hash(topic, state)

    def news(self, since: int, at_most: int) -> list[News]:
        """Return the events of all workshops from a position on, that one included.

        Whoever goes on after the last of them misses nothing.
        """
        found = self._recorder.select_notifications(since, at_most)
        return [
            News(
                position=each.id,
                workshop=WorkshopId(str(each.originator_id)),
                seq=each.originator_version,
                name=each.topic.partition(".")[0],
                hash8=hash8(each.topic, each.state),
            )
            for each in found
        ]

    def newest(self) -> News | None:
        """Return the last event that may be followed up to."""
        last = self._recorder.max_notification_id()
        return None if last is None else self.news(last, 1)[0]

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        """Return which workshop a join code lets into at present."""
        return self._recorder.workshop_of_code(code)

    def workshops(self) -> list[WorkshopId]:
        """Return all workshops, the oldest first."""
        return self._recorder.workshops()

    def owing(self) -> list[WorkshopId]:
        """Return the workshops in which something may be owed though nobody comes any more.

        Those of `owing_deletion`, and those with ballots in a box: their secret
        vote may be over.
        """
        return list(dict.fromkeys([*self.owing_deletion(), *self._recorder.with_ballots()]))

    def owing_deletion(self) -> list[WorkshopId]:
        """Return the workshops that hold what people need to take part and have not deleted it."""
        return self._recorder.owing(AccessNeedTold.__name__, AccessNeedDeleted.__name__)

    def erasures(self, workshop: WorkshopId) -> int:
        """Return how often words of a workshop were destroyed, also by what cannot be read."""
        return sum(each.workshop == workshop for each in self._recorder.destructions())

    def introduce(self, says: str) -> Neighbours:
        """Have a server say to the others on this database who it is; see `Recorder.introduce`."""
        return self._recorder.introduce(says)

    def turn(self) -> AbstractContextManager[None]:
        """Have what one server at a time has on this database; see `Recorder.turn`."""
        return self._recorder.turn()

    def carry_out_destructions(self) -> None:
        """Destroy every key that an erasure in the log names and that is still there.

        Raises:
            StorageError: some may be left; they stay owed.
        """
        self.owes_destruction = True
        self._keys.destroy(self._recorder.destructions())
        # It held the erased words as ciphertext only; a reader in the way does no harm.
        self._recorder.truncate_wal()
        self.owes_destruction = False

    def mend(self, *, settle: bool) -> None:
        """Make the keys again that a crash took, before anything is written or destroyed.

        Args:
            settle: whether to begin afresh from here, which writes also where nothing was taken.

        Raises:
            StorageError: it could not be done, and nothing was.
        """
        settled, last = self._keys.settled, self._recorder.max_notification_id() or 0
        if settled is None:
            return
        lost = 0
        with self._keys.mending() as mending:
            for each in self._recorded_after(min(settled, last)):
                try:
                    self._mapper.to_recorded(each, mending)
                except UnsealError:
                    lost += 1
                except (NewerLogError, StorageError):
                    # Whoever opens this workshop is told; of the others all is mended.
                    continue
        if lost:
            _log.error("the keys of %d late events are lost: a newer backup may hold them", lost)
        if settle:
            self._keys.settle(last)

    def _recorded_after(self, position: int) -> Iterator[StoredEvent]:
        while page := self._recorder.select_notifications(
            position, _PAGE, inclusive_of_start=False
        ):
            yield from page
            position = page[-1].id

    def close(self) -> None:
        """Close the databases; harmless when done already."""
        self._recorder.close()
        self._keys.close()
        self._close()

    def _encode(self, batch: Sequence[Append]) -> list[Write | StorageError]:
        try:
            with self._keys.sealing(at_once=any(each.ballots for each in batch)) as sealing:
                return [self._encoded(each, sealing) for each in batch]
        except StorageError as error:
            if len(batch) == 1 or error.reason == "storage_unreachable":
                return [error] * len(batch)
        return [result for each in batch for result in self._encode([each])]

    def _encoded(self, append: Append, sealing: Sealing) -> Write:
        rows: list[Row] = []
        code, destructions = None, []
        for each in append.events:
            owner = _destroys_key_of(each.event)
            if owner is not None:
                generation = sealing.renew(append.workshop, owner)
                destructions.append(Destruction(append.workshop, owner, generation))
            if isinstance(each.event, JoinCodeIssued):
                code = each.event.code
            rows.append((each.seq, *self._mapper.encode(append.workshop, each, sealing)))
        return Write(
            workshop=append.workshop,
            expected=append.expected,
            rows=rows,
            epoch=b"" if append.expected else os.urandom(_EPOCH_BYTES),
            code=code,
            destructions=destructions,
            ballots=[ballot_box.sealed(append.workshop, each, sealing) for each in append.ballots],
            emptied=[
                each.event.round
                for each in append.events
                if isinstance(each.event, BallotBoxOpened)
            ],
        )

    def _write(self, batch: Sequence[Write]) -> list[Appended | Exception]:
        if not batch:
            return []
        try:
            refusals = self._recorder.write(batch)
        except StorageError as error:
            # Nobody's fault, and each would wait as long again.
            if len(batch) == 1 or error.reason in FOR_ALL:
                return [error] * len(batch)
            # Perhaps only one of them is at fault: room by room.
            return [result for each in batch for result in self._write([each])]
        return [
            refusal or self._appended(each) for each, refusal in zip(batch, refusals, strict=True)
        ]

    def _appended(self, write: Write) -> Appended:
        if not write.rows:
            last = self.hash8(write.workshop, write.expected) or b""
            return Appended(head=write.expected, hash8=last)
        seq, topic, state = write.rows[-1]
        return Appended(head=seq, hash8=hash8(topic, state))

    def _try_settling(self) -> None:
        try:
            self._keys.settle(self._recorder.max_notification_id() or 0)
            self._unsettled_events = 0
        except StorageError as error:
            # What was written stands; it is tried again with the next append.
            _log.warning("new keys are not settled yet, to be tried again: %s", error)

    def _try_destructions(self) -> None:
        owed_before = self.owes_destruction
        try:
            self.carry_out_destructions()
        except StorageError as error:
            # The events are on disk and must be told; the destruction is on disk as owed, and is
            # tried again with every append and at every start.
            if not owed_before:
                _log.warning("erased words are not destroyed yet, to be tried again: %s", error)


def _destroys_key_of(event: Event) -> str | None:
    """Name whose earlier key the event ends: somebody's words, or the ballots of a secret round."""
    if isinstance(event, BallotBoxOpened):
        return ballot_box.box_key(event.round)
    return destroys_words_of(event)


def open_log(database_url: str, keys_url: str | None = None, *, exclusive: bool = False) -> Log:
    """Open the log and its keys, making what does not exist, and finish owed destructions.

    Beside a server that is writing they may have to stay owed: see `owes_destruction`.

    Args:
        database_url: `sqlite:///codesign.db` from the working folder,
            `sqlite:////srv/codesign.db`, or `postgresql://user@host/name`.
        keys_url: the same for the keys; by default `codesign.keys.db` beside it,
            or a schema of their own in the same PostgreSQL database.
        exclusive: for a server: on a file no second one, and what a crash left is
            settled first; on a PostgreSQL server nobody who moves a log there.

    Raises:
        FlushFailedError: the disk did not confirm what was written.
        InUseError: another server has it.
        NewerLogError: a newer version wrote it.
        StorageError: it cannot be opened, or not written.
        UnsealError: the keys are another log's.
        ValueError: the address is not understood.
    """
    if is_server(database_url):
        # Here, so that whoever keeps the log in a file does not load the driver.
        from codesign.store import on_server  # noqa: PLC0415

        log = Log(*on_server.opened(database_url, keys_url, exclusive=exclusive))
    else:
        log = Log(*files.opened(database_url, keys_url, exclusive=exclusive))
    try:
        log.mend(settle=exclusive)
        log.carry_out_destructions()
    except BaseException as error:
        # A command beside a server is not kept out because the server is writing: what is owed
        # stays owed.
        busy = isinstance(error, StorageError) and error.reason == "storage_busy"
        if exclusive or not busy:
            log.close()
            raise
    return log


def is_laid_out(server_url: str) -> bool:
    """Tell whether there is a log, empty or not, in a PostgreSQL database.

    Raises:
        StorageError: it cannot be reached or read.
    """
    from codesign.store import on_server  # noqa: PLC0415 - as above

    return on_server.is_laid_out(server_url)
