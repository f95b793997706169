"""Stand-ins for what is slow or far away, held to the same contract suites as the real ones."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from random import Random

from codesign.domain.ids import ParticipantId, RoundId, WorkshopId
from codesign.live.bus import Hear
from codesign.protocol.notices import Notice
from codesign.store.ballot_box import BallotRow
from codesign.store.errors import CodeTakenError, StorageError, VersionTakenError
from codesign.store.keys import Destruction
from codesign.store.log import Log
from codesign.store.recorder import Neighbours, Refusal, Row, Write
from codesign.store.sqlite_keys import SQLiteKeys


class FakeLog(Log):
    """A log in memory: the real mapper and keys over a recorder that writes to no disk.

    `recorder.failing` makes every write fail, as a full disk would.
    """

    def __init__(self) -> None:
        self.recorder = FakeRecorder()
        super().__init__(self.recorder, SQLiteKeys(":memory:"))


class FakeRecorder:
    """Keeps rows in dictionaries."""

    def __init__(self) -> None:
        self.failing = False
        self.writes = 0
        self._rows: dict[WorkshopId, list[Row]] = {}
        self._epochs: dict[WorkshopId, bytes] = {}
        self._codes: dict[WorkshopId, str] = {}
        self._destructions: dict[Destruction, None] = {}
        self._boxes: dict[tuple[WorkshopId, RoundId], dict[ParticipantId, BallotRow]] = {}
        self._keys_identity: bytes | None = None
        # Several processes may write at once.
        self._lock = threading.Lock()

    def write(self, batch: Sequence[Write]) -> list[Refusal | None]:
        if self.failing:
            raise StorageError("storage_full")
        self.writes += 1
        with self._lock:
            return [self._write(each) for each in batch]

    def stream(self, workshop: WorkshopId, after: int, upto: int | None) -> Iterator[Row]:
        yield from self._rows.get(workshop, [])[after:upto]

    def row(self, workshop: WorkshopId, seq: int) -> Row | None:
        rows = self._rows.get(workshop, [])
        return rows[seq - 1] if 1 <= seq <= len(rows) else None

    def head(self, workshop: WorkshopId) -> int:
        return len(self._rows.get(workshop, []))

    def heads(self, workshops: Sequence[WorkshopId]) -> dict[WorkshopId, int]:
        return {each: self.head(each) for each in workshops if each in self._epochs}

    def epoch(self, workshop: WorkshopId) -> bytes | None:
        return self._epochs.get(workshop)

    def workshop_of_code(self, code: str) -> WorkshopId | None:
        return next((each for each, current in self._codes.items() if current == code), None)

    def workshops(self) -> list[WorkshopId]:
        return list(self._epochs)

    def owing(self, begun: str, ended: str) -> list[WorkshopId]:
        return [
            each for each in self._epochs if self._count(each, begun) > self._count(each, ended)
        ]

    def _count(self, workshop: WorkshopId, name: str) -> int:
        rows = self._rows.get(workshop, [])
        return sum(topic.startswith(f"{name}.") for _, topic, _ in rows)

    def ballots(self, workshop: WorkshopId, round_id: RoundId) -> list[BallotRow]:
        return [row for _, row in sorted(self._boxes.get((workshop, round_id), {}).items())]

    def with_ballots(self) -> list[WorkshopId]:
        return list(dict.fromkeys(workshop for (workshop, _), box in self._boxes.items() if box))

    def destructions(self) -> list[Destruction]:
        return list(self._destructions)

    def keys_identity(self, identity: bytes) -> bytes:
        self._keys_identity = self._keys_identity or identity
        return self._keys_identity

    def introduce(self, says: str) -> Neighbours:
        return Neighbours()

    def turn(self) -> AbstractContextManager[None]:
        return nullcontext()

    def truncate_wal(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def _write(self, write: Write) -> Refusal | None:
        head = self.head(write.workshop)
        if head != write.expected:
            return VersionTakenError(head)
        if write.code is not None:
            if self.workshop_of_code(write.code) not in {None, write.workshop}:
                return CodeTakenError(write.code)
            self._codes[write.workshop] = write.code
        if write.rows:
            self._rows.setdefault(write.workshop, []).extend(write.rows)
            self._epochs.setdefault(write.workshop, write.epoch)
        for each in write.ballots:
            self._boxes.setdefault((write.workshop, each[0]), {})[each[1]] = each
        for round_id in write.emptied:
            self._boxes.pop((write.workshop, round_id), None)
        self._destructions.update(dict.fromkeys(write.destructions))
        return None


class FakeBuses:
    """What joins the buses of several processes, and all that happens to notices on their way.

    `silent` loses everything and tells nobody; with `draw` notices are lost, doubled, late and
    out of order by chance, `trouble` saying how often.
    """

    def __init__(self, draw: Random | None = None) -> None:
        self.silent = False
        self.trouble = 0.0
        self.told: list[Notice] = []
        self.counts: Counter[str] = Counter()
        self._draw = draw or Random(0)
        self._open: list[FakeBus] = []

    def bus(self, process: str) -> "FakeBus":
        return FakeBus(self, process)

    def carry(self, sender: "FakeBus", notice: Notice) -> None:
        self.told.append(notice)
        if self.silent:
            return
        for each in self._open:
            if each is not sender:
                for late_s in self._lateness():
                    asyncio.get_running_loop().call_later(late_s, each.take, notice)

    def cut(self) -> None:
        """Break every connection; they are made again at once."""
        for each in self._open:
            each.unsure()

    def join(self, bus: "FakeBus") -> None:
        self._open.append(bus)

    def leave(self, bus: "FakeBus") -> None:
        self._open.remove(bus)

    def _lateness(self) -> list[float]:
        if self._draw.random() >= self.trouble:
            return [0.0]
        what = self._draw.choice(("lost", "doubled", "late"))
        self.counts[f"notices {what}"] += 1
        some = self._draw.uniform(0.0, 5.0)
        return {"lost": [], "doubled": [0.0, some], "late": [some]}[what]


class FakeBus:
    """One process's bus."""

    alone = False

    def __init__(self, joined: FakeBuses, process: str) -> None:
        self.process = process
        self.unsure: Callable[[], None] = lambda: None
        self._joined = joined
        self._listening: set[WorkshopId] = set()
        self._hear: Hear | None = None

    def tell(self, notice: Notice) -> None:
        if self._hear is not None:
            self._joined.carry(self, notice)

    def listen(self, workshop: WorkshopId) -> None:
        self._listening.add(workshop)
        asyncio.get_running_loop().call_soon(self.unsure)

    def forget(self, workshop: WorkshopId) -> None:
        self._listening.discard(workshop)

    async def run(self, hear: Hear, unsure: Callable[[], None]) -> None:
        self._hear, self.unsure = hear, unsure
        self._joined.join(self)
        unsure()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            self._joined.leave(self)
            self._hear = None

    def take(self, notice: Notice) -> None:
        if self._hear is not None and notice.workshop in self._listening:
            self._hear(notice)
