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
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

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
    """

    def __init__(
        self,
        log: Appender,
        on_flush_failed: Callable[[FlushFailedError], None] = lambda _: None,
        meters: Meters | None = None,
    ) -> None:
        self._log = log
        self._meters = meters or Meters()
        self._on_flush_failed = on_flush_failed
        self._ended: FlushFailedError | None = None
        # Bounded by the number of rooms: each has at most one batch under way.
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()

    @property
    def waiting(self) -> int:
        """How many rooms wait for the commit under way to be over."""
        return self._queue.qsize()

    async def append(self, append: Append) -> Appended:
        """Return when the events are on disk.

        Raises:
            VersionTakenError, CodeTakenError, StorageError: nothing was kept.
            FlushFailedError: nobody knows, and nothing is written any more.
        """
        done: asyncio.Future[Appended] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((append, done))
        return await done

    async def run(self) -> None:
        """Commit what comes, until cancelled; a commit under way is finished first."""
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(1, thread_name_prefix="log-writer") as thread:
            while True:
                batch = [await self._queue.get()]
                while not self._queue.empty():
                    batch.append(self._queue.get_nowait())
                await asyncio.shield(loop.run_in_executor(thread, self._commit, loop, batch))

    def _commit(self, loop: asyncio.AbstractEventLoop, batch: list[Waiting]) -> None:
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
        loop.call_soon_threadsafe(_resolve, batch, outcomes)

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
