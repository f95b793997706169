"""A disk that outlives the servers that use it, and fails them as disks do.

`Disk` is what is really kept. Each server process has a `Mount` of it, through which
every fault comes: full, failing, slow is the loop's business, and the reply to a commit
lost. A process that was killed cannot write any more, but for the commit that was on
its way.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from random import Random

from codesign.domain.evolve import evolve
from codesign.domain.ids import CommandId, RoundId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import Workshop
from codesign.store.ballot_box import BallotRow
from codesign.store.errors import StorageError
from codesign.store.keys import Destruction
from codesign.store.log import Log
from codesign.store.mapper import Mapper, hash8
from codesign.store.recorder import Neighbours, Refusal, Row, Write
from codesign.store.sqlite_keys import SQLiteKeys
from tests.fakes import FakeRecorder
from tests.faults.history import Kept
from tests.faults.voting import Voting


class Disk:
    """What is on it, in bytes, and `truth`: the same as it was when it was written.

    I2 and I3 are looked at with every write, what is wrong is in `broken`; proxies and
    worries with every event, in `voting`.
    """

    def __init__(self) -> None:
        self.recorder = FakeRecorder()
        self.keys = SQLiteKeys(":memory:")
        self.truth = defaultdict[WorkshopId, list[Recorded]](list)
        self.states = defaultdict[WorkshopId, Workshop](Workshop)
        self.voting = defaultdict[WorkshopId, Voting](Voting)
        self.broken: list[str] = []
        self.counts: Counter[str] = Counter()
        self._mapper = Mapper(self.keys)
        self._seen: set[CommandId] = set()

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        refusals = self.recorder.write(batch)
        for each, refusal in zip(batch, refusals, strict=True):
            if refusal is None:
                self._look_at(each)
        return refusals

    def kept(self, workshop: WorkshopId) -> Kept:
        """Return what is kept of a workshop, in the words it was told in."""
        return Kept(
            epoch=self.recorder.epoch(workshop) or b"",
            log=tuple(self.truth[workshop]),
            hashes=[hash8(row[1], row[2]) for row in self.recorder.stream(workshop, 0, None)],
        )

    def _look_at(self, write: Write) -> None:
        self.counts["commits"] += 1
        truth = self.truth[write.workshop]
        ids = set()
        for seq, topic, state in write.rows:
            # The keys come before the words: what is written can be read at once.
            recorded = self._mapper.decode(write.workshop, seq, topic, state)
            if seq != len(truth) + 1 or recorded.seq != seq:
                self.broken.append(f"I2: version {seq} was written after {len(truth)}")
            truth.append(recorded)
            evolve(self.states[write.workshop], recorded)
            self.voting[write.workshop].look_at(recorded, self.states[write.workshop])
            ids.add(recorded.id)
        self.broken += [f"I3: {each} was written twice" for each in ids & self._seen]
        self._seen |= ids


class Mount:
    """A process's way to the disk; a `Recorder`.

    `trouble` is what writing meets now ("full", "failing", or ""), `unsure` how often a
    commit's reply is lost, `unreadable` how often reading fails.
    """

    def __init__(self, disk: Disk, random: Random) -> None:
        self.disk = disk
        self.mend()
        self._random = random
        self._killed = False
        self._last_write = False

    def log(self) -> Log:
        """Return the log a starting server opens here."""
        log = Log(self, self.disk.keys)
        log.carry_out_destructions()
        return log

    def mend(self) -> None:
        """From now on nothing goes wrong."""
        self.trouble = ""
        self.unsure = self.unreadable = 0.0

    def kill(self) -> None:
        """The process is no more; what it was just writing is kept, or is not."""
        self._killed = True
        self._last_write = self._random.random() < 0.5

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        if self._killed and not self._last_write:
            raise StorageError("storage_failed", "the process is gone")
        self._last_write = False
        if self.trouble == "full":
            self.disk.counts["writes on a full disk"] += 1
            raise StorageError("storage_full")
        if self.trouble == "failing":
            self.disk.counts["I/O errors in writing"] += 1
            raise StorageError("storage_failed")
        refusals = self.disk.write(batch)
        if self._random.random() < self.unsure:
            self.disk.counts["commits whose reply was lost"] += 1
            raise StorageError("storage_failed", "no reply")
        return refusals

    def stream(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Row]:
        for row in self.disk.recorder.stream(workshop, after, upto):
            self._read()
            yield row

    def row(self, workshop: WorkshopId, seq: int) -> Row | None:
        return self.disk.recorder.row(workshop, seq)

    def head(self, workshop: WorkshopId) -> int:
        self._read()
        return self.disk.recorder.head(workshop)

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        self._read()
        return self.disk.recorder.heads(workshops)

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        return self.disk.recorder.epoch(workshop)

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        return self.disk.recorder.workshop_of_code(code)

    def workshops(self) -> list[WorkshopId]:
        return self.disk.recorder.workshops()

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[BallotRow]:
        self._read()
        return self.disk.recorder.ballots(workshop, round_id)

    def with_ballots(self) -> list[WorkshopId]:
        return self.disk.recorder.with_ballots()

    def destructions(self) -> list[Destruction]:
        return self.disk.recorder.destructions()

    def keys_identity(self, identity: bytes) -> bytes:
        return self.disk.recorder.keys_identity(identity)

    def introduce(self, says: str) -> Neighbours:
        return self.disk.recorder.introduce(says)

    def turn(self) -> AbstractContextManager[None]:
        return self.disk.recorder.turn()

    def truncate_wal(self) -> bool:
        return self.disk.recorder.truncate_wal()

    def close(self) -> None:
        """It stays for the next process."""

    def _read(self) -> None:
        if self._random.random() < self.unreadable:
            self.disk.counts["I/O errors in reading"] += 1
            raise StorageError("storage_failed", "cannot be read")
