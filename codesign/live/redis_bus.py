"""The bus over Redis: one channel a workshop, and one on which every process says that it works.

A process hears its own sign of life. Where it does not for some seconds, Redis does not pass on
what it is told, whatever else it answers: stopped, cut off or something else altogether. Then, as
when the connection breaks, this is said once, everything is connected afresh, and meanwhile the
log is asked (`lookout.py`). Of what waits to be told the newest of each kind is enough.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from codesign.domain.ids import WorkshopId
from codesign.live.bus import Hear
from codesign.protocol.notices import (
    Alive,
    BadNoticeError,
    Notice,
    Notices,
    alive_bytes,
    alive_of,
)

BEAT_S: Final = 1.0
SILENT_AT_MOST_S: Final = 5.0
CONNECT_AGAIN_S: Final = 1.0
# For the goodbye when this process ends.
GOODBYE_S: Final = 1.0
_ALIVE: Final = "codesign:alive"

_log = logging.getLogger(__name__)


class NotPassedOnError(Exception):
    """Redis takes what it is told and does not pass it on."""

    def __init__(self) -> None:
        super().__init__("it does not pass on what it is told")


class RedisBus:
    """A process's way to the others over one log.

    Args:
        url: redis://, rediss:// or unix://.
        shown: the same, as it may be said aloud.
        secret: what all processes over the log have, and nobody else.
        process: what tells this process from the others.
    """

    alone = False

    def __init__(self, url: str, shown: str, secret: bytes, process: str) -> None:
        self.process = process
        self._url = url
        self._shown = shown
        self._notices = Notices(secret)
        self._listening: set[WorkshopId] = set()
        # Bounded by the rooms: of each kind and workshop the newest.
        self._waiting: dict[tuple[type, WorkshopId], Notice] = {}
        self._is_waiting = asyncio.Event()
        self._beat_heard_at = 0.0
        self._is_lost = False
        self._said_not_ours = False
        self._other_logs: set[str] = set()

    def tell(self, notice: Notice) -> None:
        """Tell the others with what else waits; of each kind the newest is enough."""
        self._waiting[type(notice), notice.workshop] = notice
        self._is_waiting.set()

    def listen(self, workshop: WorkshopId) -> None:
        """Hear what is told of a workshop, as soon as Redis knows."""
        self._listening.add(workshop)
        self._is_waiting.set()

    def forget(self, workshop: WorkshopId) -> None:
        """Hear of it no more."""
        self._listening.discard(workshop)
        self._is_waiting.set()

    async def run(self, hear: Hear, unsure: Callable[[], None]) -> None:
        """Stay connected until cancelled, whatever Redis does."""
        while True:
            try:
                await self._connected(hear, unsure)
            except Exception as error:  # noqa: BLE001 - whatever answers there, the rooms go on
                self._say_lost(error)
            await asyncio.sleep(CONNECT_AGAIN_S)

    async def _connected(self, hear: Hear, unsure: Callable[[], None]) -> None:
        client = Redis.from_url(
            self._url,
            socket_connect_timeout=SILENT_AT_MOST_S,
            socket_timeout=SILENT_AT_MOST_S,
            # Everything is connected afresh here, so that what was missed is known.
            retry=Retry(NoBackoff(), 0),
        )
        subscribed = asyncio.Event()
        self._beat_heard_at = asyncio.get_running_loop().time()
        channel = client.pubsub()
        tasks = [
            asyncio.create_task(each)
            for each in (
                self._hear_all(channel, subscribed, hear, unsure),
                self._tell_all(client, channel, subscribed),
                self._beat(client),
            )
        ]
        try:
            await _one_fails(tasks)
        finally:
            await _undisturbed(_end(tasks, channel, client))

    # --- telling --------------------------------------------------------------

    async def _tell_all(self, client: Redis, channel: PubSub, subscribed: asyncio.Event) -> None:
        listening: set[WorkshopId] = set()
        try:
            await subscribed.wait()
            while True:
                await self._listen_to_what_is_wanted(channel, listening)
                await self._tell_waiting(client)
                await self._is_waiting.wait()
        except asyncio.CancelledError:
            with suppress(RedisError, OSError, TimeoutError):
                async with asyncio.timeout(GOODBYE_S):
                    await self._tell_waiting(client)
            raise

    async def _listen_to_what_is_wanted(self, channel: PubSub, listening: set[WorkshopId]) -> None:
        self._is_waiting.clear()
        new, old = self._listening - listening, listening - self._listening
        if new:
            await channel.subscribe(*map(self._channel_of, new))
        if old:
            await channel.unsubscribe(*map(self._channel_of, old))
        listening.clear()
        listening.update(self._listening)

    async def _tell_waiting(self, client: Redis) -> None:
        waiting = dict(self._waiting)
        if waiting:
            pipeline = client.pipeline(transaction=False)
            for notice in waiting.values():
                pipeline.publish(self._channel_of(notice.workshop), self._notices.sealed(notice))
            await pipeline.execute()
        # Only now: whoever is interrupted tells it with their last words.
        for key, notice in waiting.items():
            if self._waiting.get(key) is notice:
                del self._waiting[key]

    async def _beat(self, client: Redis) -> None:
        beat = alive_bytes(Alive(self._notices.log, self.process))
        while True:
            await client.publish(_ALIVE, beat)
            await asyncio.sleep(BEAT_S)
            if asyncio.get_running_loop().time() > self._beat_heard_at + SILENT_AT_MOST_S:
                raise NotPassedOnError

    def _channel_of(self, workshop: WorkshopId) -> str:
        return f"codesign:{self._notices.log}:{workshop}"

    # --- hearing --------------------------------------------------------------

    async def _hear_all(
        self,
        channel: PubSub,
        subscribed: asyncio.Event,
        hear: Hear,
        unsure: Callable[[], None],
    ) -> None:
        await channel.subscribe(_ALIVE)
        subscribed.set()
        while True:
            heard = await channel.get_message(ignore_subscribe_messages=False, timeout=None)
            if heard is None:
                continue
            if heard["type"] == "subscribe":
                # What was told until now nobody heard.
                unsure()
            elif heard["type"] == "message":
                self._take(heard, hear)

    def _take(self, heard: dict[str, Any], hear: Hear) -> None:
        try:
            if heard["channel"] == _ALIVE.encode():
                self._take_beat(alive_of(heard["data"]))
            else:
                notice = self._notices.opened(heard["data"])
                if getattr(notice, "process", None) != self.process:
                    hear(notice)
        except BadNoticeError:
            self._say_not_ours()

    def _take_beat(self, alive: Alive) -> None:
        if alive.process == self.process:
            self._beat_heard_at = asyncio.get_running_loop().time()
            self._say_found()
        elif alive.log != self._notices.log and alive.log not in self._other_logs:
            self._other_logs.add(alive.log)
            _log.warning(
                "another Codesign uses the same Redis (%s) with another database; neither hears"
                " the other. Where they should be one, give both the same CODESIGN_DATABASE_URL",
                self._shown,
            )

    # --- saying what is wrong ---------------------------------------------------

    def _say_lost(self, error: Exception) -> None:
        if not self._is_lost:
            self._is_lost = True
            why = str(error).partition("\n")[0] or type(error).__name__
            _log.warning(
                "Redis at %s cannot be used (%s): until it can, what other servers write is"
                " read from the database every second. See that it runs, and that"
                " CODESIGN_REDIS_URL names it",
                self._shown,
                why,
            )

    def _say_found(self) -> None:
        if self._is_lost:
            self._is_lost = False
            _log.warning("Redis at %s can be used again", self._shown)

    def _say_not_ours(self) -> None:
        if not self._said_not_ours:
            self._said_not_ours = True
            _log.warning(
                "something at %s that is not Codesign, or has another key, writes to our"
                " channels; it is not believed. Give Codesign a Redis of its own",
                self._shown,
            )


async def _one_fails(tasks: list[asyncio.Task[None]]) -> None:
    """Wait until one of them fails, and raise its error."""
    for each in tasks:
        # Of two that fail one is raised, and nobody need ask for the other.
        each.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for each in done:
        each.result()


async def _end(tasks: list[asyncio.Task[None]], channel: PubSub, client: Redis) -> None:
    """Cancel them until all have ended, and close what they used."""
    async with client, channel:
        # The client swallows a cancellation that comes while it connects: again, until it takes.
        while working := [each for each in tasks if not each.done()]:
            for each in working:
                each.cancel()
            await asyncio.wait(working, timeout=GOODBYE_S)


async def _undisturbed(work: Coroutine[Any, Any, None]) -> None:
    """Do this to its end, and be cancelled only then: half done it would leave lines open."""
    task = asyncio.create_task(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    failure = task.exception()
    if cancelled:
        raise cancelled
    if failure:
        raise failure
