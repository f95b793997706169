"""Every connection of this process: what they hold in all, and sending them away.

Each outbox bounds its own queue; this bounds the sum. It also ends them for a
restart, in waves, so that they do not all knock at the next server at once.
"""

import asyncio
import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from codesign.live.connection import Connection
from codesign.live.meters import Meters
from codesign.live.outbox import Limits
from codesign.protocol.codec import encode
from codesign.protocol.messages import Drain

# Where nobody says otherwise, for rooms without a server around them.
QUEUE_BYTES: Final = 256 * 1024 * 1024
# A queue grows by at most what the fan-out writes in this time.
RELIEVE_EVERY_S: Final = 0.25
# Below the budget by this much after relieving it, so that it is not done one by one.
RELIEVED: Final = 0.9
WAVE_S: Final = 0.1
# For the goodbyes behind the last wave; who does not take one by then is dropped.
GOODBYE_S: Final = 2.0

logger = logging.getLogger(__name__)


class Connections:
    """All connections that are in a room, or on their way into one.

    Args:
        queue_bytes: how much may wait in all of them together to be taken.
        meters: told of those that are dropped.
        limits: how far each may fall behind.
    """

    def __init__(
        self,
        queue_bytes: int = QUEUE_BYTES,
        meters: Meters | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._queue_bytes = queue_bytes
        self._meters = meters or Meters()
        self._soft_bytes = (limits or Limits()).soft_bytes
        self._open: dict[int, Connection] = {}
        # Ended, with something left that the peer has yet to take.
        self._parting: dict[int, Connection] = {}
        self._draining = False
        self._hurrying = False

    def __len__(self) -> int:
        return len(self._open)

    @property
    def queued_bytes(self) -> list[int]:
        """How much waits in each that does not keep up, or went and left something."""
        return [each.queued_bytes for each in self._behind]

    @contextmanager
    def holding(self, connection: Connection) -> Iterator[None]:
        """Count a connection in while the block runs."""
        self._open[connection.key] = connection
        if self._draining:
            connection.go_away()
        try:
            yield
        finally:
            del self._open[connection.key]
            if connection.queued_bytes:
                self._parting[connection.key] = connection

    async def run(self) -> None:
        """Keep the sum within the budget, until cancelled."""
        while True:
            await asyncio.sleep(RELIEVE_EVERY_S)
            self.relieve()

    def relieve(self) -> int:
        """Drop the longest queues while all together are over the budget; return how many."""
        for connection in tuple(self._parting.values()):
            if not connection.queued_bytes:
                del self._parting[connection.key]
        if self._at_most() <= self._queue_bytes:
            return 0
        held = (*self._open.values(), *self._parting.values())
        queues = [(each.queued_bytes, each) for each in held]
        total = sum(size for size, _ in queues)
        if total <= self._queue_bytes:
            return 0
        queues.sort(key=lambda queue: queue[0], reverse=True)
        dropped = 0
        for size, connection in queues:
            if total <= self._queue_bytes * RELIEVED:
                break
            # A goodbye would wait behind the very queue that must go.
            connection.abort()
            total -= size
            dropped += 1
        logger.warning("dropped %d connections: too much waited to be sent", dropped)
        self._meters.dropped(dropped)
        return dropped

    @property
    def _behind(self) -> list[Connection]:
        return [*(each for each in self._open.values() if each.is_slow), *self._parting.values()]

    def _at_most(self) -> int:
        """Return what all together hold at most; of who keeps up that is known without asking.

        Asking a thousand of them takes milliseconds, in which everybody waits.
        """
        return len(self._open) * self._soft_bytes + sum(self.queued_bytes)

    # --- going away -------------------------------------------------------

    async def drain(self, per_s: float, within_s: float) -> None:
        """Send everybody away in waves (rule L4); return when nobody is left, or time is up.

        Args:
            per_s: how many a second the next server can take.
            within_s: at most so long, even if that sends them away faster.
        """
        loop = asyncio.get_running_loop()
        self._draining = True
        start, deadline = loop.time(), loop.time() + within_s
        window_s = min(len(self) / per_s, max(0.0, within_s - GOODBYE_S))
        leaving = list(self._open.values())
        self._announce(leaving, window_s)
        random.shuffle(leaving)
        while leaving and not self._hurrying and (left_s := start + window_s - loop.time()) > 0:
            share = max(1, round(len(leaving) * WAVE_S / max(WAVE_S, left_s)))
            self._send_away(leaving[:share])
            del leaving[:share]
            await asyncio.sleep(WAVE_S)
        self._send_away(leaving)
        await self._until_gone(deadline)

    def hurry(self) -> None:
        """Wait for nothing more; may be called from a signal's handler."""
        self._hurrying = True

    def _announce(self, leaving: list[Connection], window_s: float) -> None:
        payload = encode(Drain(within_ms=round(window_s * 1000)))
        for connection in leaving:
            if connection.outbox is not None:
                connection.send(payload)

    def _send_away(self, leaving: list[Connection]) -> None:
        for connection in leaving:
            connection.go_away()

    async def _until_gone(self, deadline: float) -> None:
        """Wait for last answers and goodbyes."""
        loop = asyncio.get_running_loop()
        while self._open and loop.time() < deadline:
            if self._hurrying:
                deadline = min(deadline, loop.time() + GOODBYE_S)
            await asyncio.sleep(WAVE_S / 2)
        for connection in tuple(self._open.values()):
            connection.abort()
