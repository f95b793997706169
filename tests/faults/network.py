"""Connections that keep order, as TCP does, and promise nothing else.

They take their time, hold only so much that nobody has read, and end: cleanly, at once,
or without anybody hearing of it.
"""

import asyncio
from collections import deque
from random import Random
from typing import Any, Generic, NamedTuple, TypeVar

from codesign.live.outbox import Hear, Limits, Outbox, Owner, PlainOutbox
from codesign.live.serving import hear_each

ItemT = TypeVar("ItemT")

# What is on the way and not taken yet; a sender waits above that.
WINDOW_BYTES = 4_096


class Ended(NamedTuple):
    """The last thing that is heard of a line; 1006 when nobody said goodbye."""

    code: int


class Pipe(Generic[ItemT]):
    """One direction."""

    def __init__(self, random: Random) -> None:
        self.silent = False  # what is sent is lost, and nobody hears of it
        self.ended = False
        self._random = random
        self._flying: deque[tuple[ItemT, int]] = deque()
        self._arrived: deque[ItemT] = deque()
        self._bytes = 0
        self._last = 0.0
        self._changed: list[asyncio.Future[None]] = []

    async def put(self, item: ItemT, size_bytes: int = 0) -> None:
        """Send something; wait while too much is on its way.

        Raises:
            ConnectionError: the line has ended.
        """
        while self._bytes > WINDOW_BYTES and not self.ended:
            await self._change()
        if self.ended:
            raise ConnectionError
        self.push(item, size_bytes)

    def push(self, item: ItemT, size_bytes: int = 0) -> None:
        """Send something without waiting."""
        self._bytes += size_bytes
        if self.silent:
            return
        loop = asyncio.get_running_loop()
        self._last = max(self._last, loop.time() + self._random.expovariate(1 / 0.03))
        self._flying.append((item, size_bytes))
        loop.call_at(self._last, self._arrive)

    async def take(self) -> ItemT:
        """Return what comes next."""
        while not self._arrived:
            await self._change()
        return self._arrived.popleft()

    def end(self, item: ItemT) -> None:
        """Drop what is on its way; this is the last thing that comes."""
        self.ended = True
        self._flying.clear()
        self._arrived.append(item)
        self._wake()

    def _arrive(self) -> None:
        # Whichever timer it was: order is kept.
        if self._flying:
            item, size_bytes = self._flying.popleft()
            self._bytes -= size_bytes
            self._arrived.append(item)
            self._wake()

    async def _change(self) -> None:
        changed = asyncio.get_running_loop().create_future()
        self._changed.append(changed)
        await changed

    def _wake(self) -> None:
        waiting, self._changed = self._changed, []
        for each in waiting:
            if not each.done():
                each.set_result(None)


class Wire:
    """A WebSocket between a browser and a server; the server's end is a `live.serving.Socket`."""

    def __init__(self, random: Random, limits: Limits) -> None:
        self.up: Pipe[bytes | None] = Pipe(random)
        self.down: Pipe[bytes | Ended] = Pipe(random)
        self._limits = limits

    # --- the server's end -------------------------------------------------

    async def receive(self) -> bytes | None:
        return await self.up.take()

    async def hear(self, hear: Hear) -> None:
        await hear_each(self.receive, hear)

    def outbox(self, owner: Owner) -> Outbox:
        return PlainOutbox(self._send, owner, self._limits)

    async def close(self, code: int, reason: str) -> None:
        if not self.down.ended:
            self.down.push(Ended(code))

    def finish(self) -> None:
        """The server has let go of it."""
        if not self.down.ended:
            self.down.push(Ended(1006))
        if not self.up.ended:
            self.up.end(None)

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.close":
            await self.down.put(Ended(message["code"]))
        else:
            await self.down.put(message["bytes"], len(message["bytes"]))

    # --- what happens to lines ----------------------------------------------

    def cut(self) -> None:
        """Both ends hear at once that it is gone."""
        if not self.up.ended:
            self.up.end(None)
        if not self.down.ended:
            self.down.end(Ended(1006))

    def fall_silent(self) -> None:
        """Neither end hears anything any more: not that it is gone, either."""
        self.up.silent = self.down.silent = True
