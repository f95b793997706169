"""One writer per process: what all rooms have ready becomes one transaction.

While one commit is on its way to the disk the next batch gathers by itself;
waiting for more on purpose would only add delay. A room that is refused
(another process took its version) does not hold up the others.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from codesign.store.log import Append, Appended

Waiting = tuple[Append, asyncio.Future[Appended]]


class Appender(Protocol):
    """The part of the log the writer needs; called from its one thread."""

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Commit the batch, each room's part on its own."""


class Writer:
    """Commits batches in the order they were ready."""

    def __init__(self, log: Appender) -> None:
        """Take the log to write to; `run` must be running to get anything done."""
        self._log = log
        # Bounded by the number of rooms: each has at most one batch under way.
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()

    async def append(self, append: Append) -> Appended:
        """Return when the events are on disk.

        Raises:
            VersionTakenError, CodeTakenError, StorageError: nothing was kept.
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
        try:
            outcomes = self._log.append([append for append, _ in batch])
        except Exception as error:  # noqa: BLE001 - every room of the batch must hear of it
            outcomes = [error] * len(batch)
        loop.call_soon_threadsafe(_resolve, batch, outcomes)


def _resolve(batch: list[Waiting], outcomes: Sequence[Appended | Exception]) -> None:
    for (_, done), outcome in zip(batch, outcomes, strict=True):
        if done.done():
            continue
        if isinstance(outcome, Exception):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)
