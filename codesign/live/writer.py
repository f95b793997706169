"""One writer per process: what all rooms have ready becomes one transaction.

While one commit is on its way to the disk the next batch gathers by itself;
waiting for more on purpose would only add delay. A room that is refused
(another process took its version) does not hold up the others.

A flush that the disk does not confirm ends the writing for good, since nobody
knows any more what is on disk (`store/wal.py`): the server ends the process,
whatever starts it again begins from the disk, and browsers send again what
was not answered.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from codesign.live.beside import Beside, InThread, WorkBeside
from codesign.live.meters import Meters
from codesign.store.log import Append, Appended, FlushFailedError

Waiting = tuple[Append, asyncio.Future[Appended]]


class Appender(Protocol):
    """The part of the log the writer needs; called from its one thread."""

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Commit the batch, each room's part on its own."""


class Writer:
    """Commits batches in the order they were ready; `run` must be running to get anything done.

    Args:
        log: where to write.
        on_flush_failed: called in the writer's thread once nothing may be
            written or acknowledged any more.
        meters: told of each commit.
        beside: makes who commits beside the loop.
    """

    def __init__(
        self,
        log: Appender,
        on_flush_failed: Callable[[FlushFailedError], None] = lambda _: None,
        meters: Meters | None = None,
        beside: WorkBeside = InThread,
    ) -> None:
        self._log = log
        self._meters = meters or Meters()
        self._on_flush_failed = on_flush_failed
        self._ended: FlushFailedError | None = None
        # What waits there is bounded by the number of rooms: each has at most one batch under way.
        self._beside: Beside[Waiting] = beside(self._commit, "log-writer")

    @property
    def waiting(self) -> int:
        """How many rooms wait for the commit under way to be over."""
        return self._beside.waiting

    async def append(self, append: Append) -> Appended:
        """Return when the events are on disk.

        Raises:
            VersionTakenError, CodeTakenError, StorageError: nothing was kept.
            FlushFailedError: nobody knows, and nothing is written any more.
        """
        done: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        self._beside.give((append, done))
        return await done

    async def run(self) -> None:
        """Commit what comes, until cancelled; what was given by then is committed first."""
        self._beside.start()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            await self._beside.finish()

    def _commit(self, batch: list[Waiting]) -> None:
        outcomes: Sequence[Appended | Exception]
        start = time.perf_counter()
        try:
            outcomes = self._append([append for append, _ in batch])
        except FlushFailedError as error:
            self._ended = error
            self._on_flush_failed(error)
            outcomes = [error] * len(batch)
        except Exception as error:  # noqa: BLE001 - every room of the batch must hear of it
            outcomes = [error] * len(batch)
        self._meters.committed(time.perf_counter() - start, outcomes)
        # All futures of a batch are of the one loop that this process has.
        batch[0][1].get_loop().call_soon_threadsafe(_resolve, batch, outcomes)

    def _append(self, batch: Sequence[Append]) -> Sequence[Appended | Exception]:
        if self._ended is not None:
            raise self._ended
        return self._log.append(batch)


def _resolve(batch: list[Waiting], outcomes: Sequence[Appended | Exception]) -> None:
    for (_, done), outcome in zip(batch, outcomes, strict=True):
        if done.done():
            continue
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)
