"""One connection's way out, whichever path its bytes take.

`FastOutbox` writes finished frames straight to the transport, through the door
that our server class offers (`web/fast_socket.py`). `PlainOutbox` queues payloads
for a task that awaits ASGI's `send`, of a WebSocket or of a streamed answer
(`web/stream.py`). The room sees no difference: `send` and the fan-out keep one
order, nothing here waits for a peer, and a peer that does not keep up meets the
same three rules.

*Slow*: over `soft_bytes` waiting, it leaves its fan-out and its owner is told.
What it was told so far still arrives; what is told from then on does not.
*Ready*: drained to a quarter of that, the owner is told, sends what was missed
from its version on, and joins again. Joining while slow does nothing, since
another *ready* is bound to follow.
*Overflow*: more than `hard_bytes` waiting, or slow for longer than `patience_s`.
The payload that did not fit is lost, so the owner is told and must close; the
browser then resumes by its version. Nothing is accepted after that.

The owner's methods may be called from inside `send` or `Fanout.tell`. They must
not await and should touch no connection but their own.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, NamedTuple, Protocol, Self

from codesign.live.fanout import Fanout, Write
from codesign.live.frames import server_frame

EXTENSION: Final = "codesign.frames"  # where a server that has a door puts it, in the ASGI scope

Send = Callable[[dict[str, Any]], Awaitable[None]]
# Acts on one message; returns after how many milliseconds to read the next one, 0 at once.
Hear = Callable[[bytes], int]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a connection may fall behind.

    Between `soft_bytes` and `hard_bytes` there is room for more than one message of
    the longest kind: who takes all that is sent must never meet the hard limit.
    """

    soft_bytes: int = 256 * 1024
    hard_bytes: int = 1024 * 1024
    patience_s: float = 10.0
    closing_s: float = 10.0  # how long a plain connection may take to send its close


class Owner(Protocol):
    """Whoever is told how its connection keeps up."""

    def on_slow(self) -> None:
        """Note the version it has: it is told nothing more until it joins again."""

    def on_ready(self) -> None:
        """Send what it missed and join again."""

    def on_overflow(self) -> None:
        """Close it: something could not be sent. Called once."""


class Outbox(Protocol):
    """What a room needs of a connection in order to talk to it."""

    async def __aenter__(self) -> Self:
        """Begin to send."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        """Stop sending; the connection is not closed by this."""

    @property
    def queued_bytes(self) -> int:
        """How much waits to be taken by the peer."""

    def send(self, payload: bytes) -> None:
        """Send to this connection alone, in order with what its fan-out tells it."""

    def join(self, fanout: Fanout) -> None:
        """Receive what this audience is told, instead of any other."""

    def leave(self) -> None:
        """Receive only what is sent to this connection alone."""

    async def drained(self) -> None:
        """Wait until it is not slow, or no longer open: between the pages of a snapshot."""

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye. Nothing is sent after this; may be called twice."""

    def abort(self) -> None:
        """End it at once, unsent bytes and all."""


class Watcher(Protocol):
    """Whoever a door tells that its peer stopped reading, reads again, or is gone."""

    def on_paused(self) -> None:
        """The transport holds more than it should."""

    def on_resumed(self) -> None:
        """The transport has drained."""

    def on_closed(self) -> None:
        """Nothing can be written any more."""


class Door(Protocol):
    """Straight to the transport of one accepted connection.

    It takes itself out of the writers it joined when it pauses or closes.
    """

    @property
    def write(self) -> Write:
        """Take a finished frame; once closed, take it nowhere."""

    @property
    def buffered_bytes(self) -> int:
        """How much the transport holds."""

    @property
    def paused(self) -> bool:
        """Whether the transport holds more than it should."""

    def watch(self, watcher: Watcher, soft_bytes: int) -> None:
        """Tell this watcher, and pause above so many bytes."""

    def join(self, writers: dict[int, Write]) -> None:
        """Enter its `write` there, unless it is paused or closed."""

    def leave(self) -> None:
        """Take its `write` out again."""

    def listen(self, hear: Hear) -> None:
        """Give binary messages to `hear` as they come, in place of ASGI's `receive`."""

    async def drained(self) -> None:
        """Wait until it is not paused, or closed."""

    async def close(self, code: int, reason: str) -> None:
        """Write a close frame and nothing after it."""

    def abort(self) -> None:
        """Drop the transport."""


def outbox_for(scope: Mapping[str, Any], send: Send, owner: Owner, limits: Limits) -> Outbox:
    """Return the best way out that the server of this ASGI connection offers.

    Args:
        scope: The connection's ASGI scope.
        send: The connection's ASGI `send`, used only where there is no door.
        owner: Whoever is told how the connection keeps up.
        limits: How far it may fall behind.
    """
    door = door_in(scope)
    if door is None:
        return PlainOutbox(send, owner, limits)
    return FastOutbox(door, owner, limits)


def door_in(scope: Mapping[str, Any]) -> Door | None:
    """Return the door that the server of this ASGI connection offers, if it does."""
    door: Door | None = (scope.get("extensions") or {}).get(EXTENSION)
    return door


class FastOutbox:
    """Finished frames, straight to the transport. The transport's buffer is the queue."""

    __slots__ = ("_door", "_limits", "_owner", "_patience", "_shut")

    def __init__(self, door: Door, owner: Owner, limits: Limits) -> None:
        self._door = door
        self._owner = owner
        self._limits = limits
        self._patience: asyncio.TimerHandle | None = None
        self._shut = False
        door.watch(self, limits.soft_bytes)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.on_closed()

    @property
    def queued_bytes(self) -> int:
        """How much waits to be taken by the peer."""
        return self._door.buffered_bytes

    def send(self, payload: bytes) -> None:
        """Send to this connection alone, in order with what its fan-out tells it."""
        if self._shut:
            return
        frame = server_frame(payload)
        if self._door.buffered_bytes + len(frame) > self._limits.hard_bytes:
            self._overflow()
        else:
            self._door.write(frame)

    def join(self, fanout: Fanout) -> None:
        """Receive what this audience is told, instead of any other."""
        if not self._shut:
            self._door.join(fanout.writers)

    def leave(self) -> None:
        """Receive only what is sent to this connection alone."""
        self._door.leave()

    async def drained(self) -> None:
        """Wait until it is not slow, or no longer open."""
        await self._door.drained()

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye; the close frame goes out behind whatever the peer has yet to take."""
        self.on_closed()
        await self._door.close(code, reason)

    def abort(self) -> None:
        """End it at once, unsent bytes and all."""
        self.on_closed()
        self._door.abort()

    def on_paused(self) -> None:
        """Tell the owner, and give the peer its time. Called by the door."""
        if self._shut:
            return
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(_patience_s(self._limits), self._overflow)
        self._owner.on_slow()

    def on_resumed(self) -> None:
        """Tell the owner. Called by the door."""
        self._stop_waiting()
        if not self._shut:
            self._owner.on_ready()

    def on_closed(self) -> None:
        """Take nothing more. Called by the door too."""
        self._shut = True
        self._door.leave()
        self._stop_waiting()

    def _overflow(self) -> None:
        if not self._shut:
            self.on_closed()
            self._owner.on_overflow()

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def _patience_s(limits: Limits) -> float:
    # A little less, at random: those who stall together must not all be closed in one turn.
    return limits.patience_s * random.uniform(0.9, 1)  # noqa: S311 - no secret


class _Close(NamedTuple):
    """The last thing in a plain queue."""

    code: int
    reason: str


class PlainOutbox:
    """A queue of payloads, and a task that awaits `send` for one after the other.

    ASGI cannot abort a connection; it ends when the application returns. So aborting
    ends the `async with` block of the task that opened this outbox, as a time-out would.
    Where the server has a way to drop the transport, it is dropped too.
    """

    def __init__(
        self,
        send: Send,
        owner: Owner,
        limits: Limits,
        drop: Callable[[], None] | None = None,
    ) -> None:
        self._send = send
        self._owner = owner
        self._limits = limits
        self._drop = drop
        # Bounded in bytes, by `send`.
        self._queue: asyncio.Queue[bytes | _Close] = asyncio.Queue()
        self._queued_bytes = 0
        self._fanout: Fanout | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._writable = asyncio.Event()
        self._writable.set()
        self._shut = False
        self._aborted = False

    async def __aenter__(self) -> Self:
        self._opener = asyncio.current_task()
        self._task = asyncio.create_task(self._drain(), name="outbox")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self._end()
        opener, self._opener = self._opener, None
        self._task.cancel()
        await asyncio.wait({self._task})
        # If the cancellation was ours, and nobody else asked for one, it ends here.
        ours = self._aborted and opener is not None and opener.uncancel() == 0
        return ours and kind is asyncio.CancelledError

    @property
    def queued_bytes(self) -> int:
        """How much waits to be taken by the server, which holds a little more."""
        return 0 if self._task.done() else self._queued_bytes

    def send(self, payload: bytes) -> None:
        """Send to this connection alone, in order with what its fan-out tells it."""
        if self._shut:
            return
        if self._queued_bytes + len(payload) > self._limits.hard_bytes:
            self._overflow()
            return
        self._queued_bytes += len(payload)
        self._queue.put_nowait(payload)
        if self._queued_bytes > self._limits.soft_bytes and self._writable.is_set():
            self._slow_down()

    def join(self, fanout: Fanout) -> None:
        """Receive what this audience is told, instead of any other."""
        self.leave()
        if not self._shut and self._writable.is_set():
            self._fanout = fanout
            fanout.plain[id(self)] = self.send

    def leave(self) -> None:
        """Receive only what is sent to this connection alone."""
        if self._fanout is not None:
            self._fanout.plain.pop(id(self), None)
            self._fanout = None

    async def drained(self) -> None:
        """Wait until it is not slow, or no longer open."""
        await self._writable.wait()

    async def close(self, code: int, reason: str) -> None:
        """Say goodbye behind what is queued; give up after `closing_s`."""
        if self._task.done():
            return
        self._end()
        self._queue.put_nowait(_Close(code, reason))
        await asyncio.wait({self._task}, timeout=self._limits.closing_s)
        if not self._task.done():
            self.abort()

    def abort(self) -> None:
        """End it at once, queue and all, and the block of the task that opened it."""
        self._end()
        # Once all is sent, the transport may be busy with what is not ours.
        if self._drop is not None and not self._task.done():
            self._drop()
        self._task.cancel()
        # Whoever aborts from inside the block is about to leave it.
        elsewhere = asyncio.current_task() is not self._opener
        if elsewhere and self._opener is not None and not self._aborted:
            self._aborted = True
            self._opener.cancel()

    async def _drain(self) -> None:
        try:
            while isinstance(item := await self._queue.get(), bytes):
                if not await self._sent({"type": "websocket.send", "bytes": item}):
                    return
                self._account(item)
            await self._sent({"type": "websocket.close", "code": item.code, "reason": item.reason})
        finally:
            self._end()

    async def _sent(self, message: dict[str, Any]) -> bool:
        try:
            await self._send(message)
        except Exception:
            # Servers differ in what they raise at a peer that is gone. Its reader learns of it.
            logger.debug("A connection went away while it was sent something", exc_info=True)
            return False
        return True

    def _account(self, payload: bytes) -> None:
        self._queued_bytes -= len(payload)
        if self._shut or self._writable.is_set():
            return
        if self._queued_bytes <= self._limits.soft_bytes // 4:
            self._stop_waiting()
            self._owner.on_ready()

    def _slow_down(self) -> None:
        self._writable.clear()
        self.leave()
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(_patience_s(self._limits), self._overflow)
        self._owner.on_slow()

    def _overflow(self) -> None:
        if not self._shut:
            self._end()
            self._owner.on_overflow()

    def _end(self) -> None:
        self._shut = True
        self.leave()
        self._stop_waiting()

    def _stop_waiting(self) -> None:
        self._writable.set()
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
