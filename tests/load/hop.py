"""From one process to another over Redis: ours beside a bare publish and subscribe.

What is told is the moment it was told, by a clock that all processes of a machine share; the
process that hears it notes how long that took. 200 a second, as busy rooms say that they have
come to a version; of two that wait ours tells the newer, so that it may tell a few less.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import closing
from functools import partial
from typing import Any, Final, NoReturn

import uvloop
from redis.asyncio import Redis

from codesign.domain.ids import WorkshopId
from codesign.live.redis_bus import RedisBus
from codesign.protocol.notices import Notice, Reached
from tests.load.report import ROUNDS, Row, compared, interleaved, table
from tests.redis import RedisServer

PER_S: Final = 200
SECONDS: Final = 3.0
# The first of a round find paths that are not yet warm.
LEFT_OUT: Final = 40
# Of what is told bare: as long as ours is.
PAYLOAD_BYTES: Final = 200
_ROOM: Final = WorkshopId("room-----------------A")
_SECRET: Final = bytes(32)
_CHANNEL: Final = "bare"
# What is told last, in place of a moment.
_LAST: Final = 0


def run(*, quick: bool = False) -> list[Row]:
    """Return the row: half a minute."""
    notices = round(PER_S * (1.0 if quick else SECONDS))
    with closing(RedisServer()) as server:
        ours, bare = interleaved(
            [partial(_hop_ms, kind, server.url, notices) for kind in ("ours", "bare")],
            2 if quick else ROUNDS,
        )
    what = f"process to process over Redis, {PER_S}/s, p50"
    peer = "bare publish and subscribe"
    return [compared(what, "ms", ours, peer, bare, at_most=1.2, gate=1.5)]


def _hop_ms(kind: str, url: str, notices: int) -> float:
    """Tell so many from this process to another; return the median of how long each took."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.load.hop", kind, url],
        stdout=subprocess.PIPE,
        text=True,
    ) as hearing:
        assert hearing.stdout is not None
        try:
            assert hearing.stdout.readline() == "ready\n"
            uvloop.run(_TELLERS[kind](url, notices))
            took_ns = json.loads(hearing.stdout.readline())
        finally:
            hearing.kill()
    return statistics.median(took_ns[LEFT_OUT:]) / 1e6


async def _evenly(notices: int, tell: Callable[[], Awaitable[object] | None]) -> None:
    loop = asyncio.get_running_loop()
    start = loop.time()
    for number in range(notices):
        await asyncio.sleep(max(0.0, start + number / PER_S - loop.time()))
        waited = tell()
        if waited is not None:
            await waited


# --- ours ------------------------------------------------------------------------


def _bus(url: str, process: str) -> RedisBus:
    return RedisBus(url, url, _SECRET, process)


async def _tell_ours(url: str, notices: int) -> None:
    bus, ready = _bus(url, "telling"), asyncio.Event()
    running = asyncio.create_task(bus.run(lambda _: None, ready.set))
    await ready.wait()
    await _evenly(notices, lambda: bus.tell(Reached(_ROOM, time.monotonic_ns())))
    await asyncio.sleep(0.1)
    bus.tell(Reached(_ROOM, _LAST))
    await asyncio.sleep(0.1)
    running.cancel()
    await asyncio.wait({running})


async def _hear_ours(url: str) -> None:
    bus, took, done = _bus(url, "hearing"), list[int](), asyncio.Event()
    subscribed = asyncio.Queue[None]()

    def hear(notice: Notice) -> None:
        assert isinstance(notice, Reached)
        if notice.head == _LAST:
            done.set()
        else:
            took.append(time.monotonic_ns() - notice.head)

    running = asyncio.create_task(bus.run(hear, lambda: subscribed.put_nowait(None)))
    bus.listen(_ROOM)
    for _ in range(2):  # to signs of life, and to the room
        await subscribed.get()
    await _say_when(done, took)
    running.cancel()
    await asyncio.wait({running})


# --- bare ------------------------------------------------------------------------


async def _tell_bare(url: str, notices: int) -> None:
    async with Redis.from_url(url) as client:
        rest = bytes(PAYLOAD_BYTES - 8)
        await _evenly(
            notices,
            lambda: client.publish(_CHANNEL, time.monotonic_ns().to_bytes(8, "big") + rest),
        )
        await client.publish(_CHANNEL, _LAST.to_bytes(8, "big") + rest)


async def _hear_bare(url: str) -> None:
    took, done = list[int](), asyncio.Event()
    async with Redis.from_url(url) as client, client.pubsub() as channel:
        await channel.subscribe(_CHANNEL)

        async def hear() -> None:
            while not done.is_set():
                heard = await channel.get_message(ignore_subscribe_messages=True, timeout=None)
                if heard is None:
                    continue
                told = int.from_bytes(heard["data"][:8], "big")
                if told == _LAST:
                    done.set()
                else:
                    took.append(time.monotonic_ns() - told)

        hearing = asyncio.create_task(hear())
        await _say_when(done, took)
        await hearing


async def _say_when(done: asyncio.Event, took: list[int]) -> None:
    print("ready", flush=True)
    async with asyncio.timeout(30):
        await done.wait()
    print(json.dumps(took), flush=True)


_TELLERS: Final[dict[str, Callable[[str, int], Coroutine[Any, Any, None]]]] = {
    "ours": _tell_ours,
    "bare": _tell_bare,
}
_HEARERS: Final = {"ours": _hear_ours, "bare": _hear_bare}


def _hear(kind: str, url: str) -> NoReturn:
    uvloop.run(_HEARERS[kind](url))
    raise SystemExit


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _hear(*sys.argv[1:])
    print(table(run(quick=True)))
