"""The bus over a real Redis, under the same contract as the fake, and on Redis's bad days."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from random import Random

import pytest

from codesign.live import redis_bus
from codesign.live.bus import Bus
from codesign.live.redis_bus import RedisBus
from codesign.protocol.notices import Notices, Reached
from tests.fakes import FakeBuses
from tests.faults.chaos import ChaoticWay
from tests.live.bus_contract import HERE, BusContract, running, until
from tests.redis import RedisServer

SECRET = b"what all processes over one log have"


class TestFakeBus(BusContract):
    @pytest.fixture
    def open_bus(self) -> Callable[[str], Bus]:
        return FakeBuses().bus


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.close()


class TestRedisBus(BusContract):
    @pytest.fixture
    def open_bus(self, redis: RedisServer) -> Callable[[str], Bus]:
        return lambda name: bus_of(redis, name)


def bus_of(redis: RedisServer, name: str, secret: bytes = SECRET) -> RedisBus:
    return RedisBus(redis.url, "redis://x", secret, name)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_bus, "BEAT_S", 0.05)
    monkeypatch.setattr(redis_bus, "SILENT_AT_MOST_S", 1.0)
    monkeypatch.setattr(redis_bus, "CONNECT_AGAIN_S", 0.05)


async def reaches(one: Bus, notices: list[object], head: int) -> None:
    """Tell until it is heard: what was told while Redis was away may be lost."""
    async with asyncio.timeout(30):
        while Reached(HERE, head) not in notices:
            one.tell(Reached(HERE, head))
            await asyncio.sleep(0.02)


@pytest.mark.fault("F11")
async def test_a_redis_that_is_killed_and_comes_back_is_used_again(
    quick: None, caplog: pytest.LogCaptureFixture
) -> None:
    server = RedisServer()
    try:
        async with (
            running(bus_of(server, "one"), HERE) as one,
            running(bus_of(server, "two"), HERE) as two,
        ):
            server.kill()
            one.bus.tell(Reached(HERE, 1))
            await until(lambda: caplog.text.count("cannot be used") == 2)
            sure = two.unsure
            server.start()

            await until(lambda: two.unsure > sure)
            await reaches(one.bus, two.notices, 2)
            await until(lambda: caplog.text.count("can be used again") == 2)
        assert caplog.text.count("cannot be used") == 2, "each says so once, however long it lasts"
    finally:
        server.close()


@pytest.mark.fault("F11")
async def test_a_redis_that_passes_nothing_on_is_noticed_and_left(
    quick: None, caplog: pytest.LogCaptureFixture
) -> None:
    server = RedisServer()
    try:
        async with (
            running(bus_of(server, "one"), HERE) as one,
            running(bus_of(server, "two"), HERE) as two,
        ):
            server.stop_working()
            await until(lambda: caplog.text.count("cannot be used") == 2)
            server.go_on()
            await reaches(one.bus, two.notices, 3)
    finally:
        server.go_on()
        server.close()


@pytest.mark.fault("F11")
async def test_what_reaches_nobody_is_noticed_though_redis_takes_it(
    quick: None, redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    way = ChaoticWay(redis.url, Random(0))
    async with way.open() as url:
        bus = RedisBus(url, "redis://x", SECRET, "one")
        async with running(bus, HERE) as one:
            way.trouble = "withheld"
            await until(lambda: "it does not pass on what it is told" in caplog.text)
            sure = one.unsure
            way.trouble = "calm"
            await until(lambda: one.unsure > sure)


@pytest.mark.fault("F11")
async def test_after_subscribers_are_cut_and_all_is_flushed_the_log_is_asked_and_all_goes_on(
    quick: None, redis: RedisServer
) -> None:
    async with (
        running(bus_of(redis, "one"), HERE) as one,
        running(bus_of(redis, "two"), HERE) as two,
    ):
        sure = two.unsure
        assert redis.ask("FLUSHALL") == b"+OK\r\n"
        assert redis.ask("CLIENT", "KILL", "TYPE", "pubsub").startswith(b":")

        await until(lambda: two.unsure > sure)
        await reaches(one.bus, two.notices, 4)


async def test_what_others_write_to_our_channels_is_not_believed_and_said_once(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    channel = f"codesign:{Notices(SECRET).log}:{HERE}"
    forged = Notices(b"guessed").sealed(Reached(HERE, 9_999))
    async with (
        running(bus_of(redis, "one")) as one,
        running(bus_of(redis, "two"), HERE) as two,
    ):
        for each in ("nonsense", "", forged):
            redis.ask("PUBLISH", channel, each)
        redis.ask("PUBLISH", "codesign:alive", "nonsense")
        one.bus.tell(Reached(HERE, 1))

        await two.has(Reached(HERE, 1))
        assert two.notices == [Reached(HERE, 1)]
    assert caplog.text.count("it is not believed") == 2, "once by each"


async def test_another_log_on_the_same_redis_is_said_and_hears_nothing(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        running(bus_of(redis, "one"), HERE) as one,
        running(bus_of(redis, "two", b"another log's"), HERE) as two,
    ):
        one.bus.tell(Reached(HERE, 1))
        await until(lambda: caplog.text.count("give both the same CODESIGN_DATABASE_URL") >= 2)

        assert two.notices == []


@pytest.fixture
async def nonsense() -> AsyncIterator[str]:
    """Something that answers, and is no Redis."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n\xff\xfe$-9\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"redis://:hunter2@127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_a_redis_that_answers_nonsense_is_said_without_its_password(
    quick: None, nonsense: str, caplog: pytest.LogCaptureFixture
) -> None:
    bus = RedisBus(nonsense, "redis://127.0.0.1", SECRET, "one")
    task = asyncio.create_task(bus.run(lambda _: None, lambda: None))
    try:
        bus.tell(Reached(HERE, 1))
        await until(lambda: "CODESIGN_REDIS_URL" in caplog.text)
        await asyncio.sleep(0.2)

        assert not task.done()
        assert caplog.text.count("cannot be used") == 1
        assert "hunter2" not in caplog.text
        assert all(each.levelno <= logging.WARNING for each in caplog.records)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_of_what_waits_to_be_told_the_newest_is_enough(redis: RedisServer) -> None:
    one = bus_of(redis, "one")
    for head in range(1, 1_000):
        one.tell(Reached(HERE, head))
    async with running(bus_of(redis, "two"), HERE) as two, running(one):
        await two.has(Reached(HERE, 999))
        assert two.notices == [Reached(HERE, 999)]
