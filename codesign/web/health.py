"""Whether this server can do its work now: what a balancer, and whoever is on call, asks."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from codesign.store.errors import REASONS, StorageError

# Where nobody is sent here any more, nothing would tell that the storage is well again.
TROUBLED_MS: Final = 30_000
ANSWERS_WITHIN_S: Final = 2.0
# What is one command's fault and not the storage's.
_NOT_OURS: Final = "not_encodable"

logger = logging.getLogger(__name__)


class Health:
    """What was seen of the storage.

    Args:
        elapsed: ms that pass evenly.
    """

    def __init__(self, elapsed: Callable[[], int]) -> None:
        self._elapsed = elapsed
        self._trouble: str | None = None
        self._since = self._seen_at = 0

    @property
    def trouble(self) -> str | None:
        """The reason of the last failure, one of `REASONS`; None when it is well, or long ago."""
        is_fresh = self._elapsed() - self._seen_at < TROUBLED_MS
        return self._trouble if is_fresh else None

    def committed(self, outcomes: Sequence[object]) -> None:
        """Take note of a commit; called from the writer's thread."""
        reasons = [each.reason for each in outcomes if isinstance(each, StorageError)]
        failed = [each for each in reasons if each != _NOT_OURS]
        if failed:
            self._note(failed[0])
        elif self._trouble is not None and not all(isinstance(e, Exception) for e in outcomes):
            lasted_s = (self._elapsed() - self._since) // 1000
            logger.info("the storage keeps what is written again, after %d s", lasted_s)
            self._trouble = None

    async def read(self, read: Callable[[], Awaitable[object]]) -> str | None:
        """Return why the storage does not answer just now, or None; `read` asks it something."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                await read()
        except StorageError as error:
            return error.reason
        except TimeoutError:
            return "storage_busy"
        return None

    def _note(self, reason: str) -> None:
        self._seen_at = self._elapsed()
        if reason != self._trouble:
            logger.error("the storage keeps nothing that is written: %s", REASONS[reason])
            self._since = self._seen_at
        self._trouble = reason
