"""Several real servers over one PostgreSQL log and one Redis, behind a balancer, on bad days."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from random import Random

import pytest

from codesign.cli.plan import Names
from codesign.cli.polis import fingerprint
from codesign.store.log import Log, open_log
from tests.e2e.servers import Server
from tests.e2e.test_polis_import import assert_recounts, conversation, start, wait_for_version
from tests.faults.balancer import Balancer, balancing
from tests.faults.chaos import TROUBLES, a_chaotic_way
from tests.faults.conftest import Faults
from tests.faults.crash import Writers, begin, judge_log
from tests.live.lines import WORKSHOP
from tests.postgresql import PostgreSQL
from tests.redis import RedisServer
from tests.server_log import exceptions_in

LARGE = "scoop-hivemind.affordable-housing"


class Site:
    """Two servers, what they share, and what stands before them."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self.postgresql = PostgreSQL()
        stack.callback(self.postgresql.stop)
        self.redis = RedisServer()
        stack.callback(self.redis.close)
        self.way, self.redis_url = stack.enter_context(a_chaotic_way(self.redis.url, Random(0)))
        self.database = self.postgresql.new_database()
        self.log: Log = stack.enter_context(closing(open_log(self.database)))
        self.servers = [self._server(stack, folder / each) for each in ("one", "other")]
        ports = [int(each.url.rpartition(":")[2]) for each in self.servers]
        self.balancer: Balancer = stack.enter_context(balancing(ports))

    @property
    def environ(self) -> dict[str, str]:
        return {
            "CODESIGN_DATABASE_URL": self.database,
            "CODESIGN_REDIS_URL": self.redis_url,
            "CODESIGN_STOP_WITHIN_S": "8",
        }

    def _server(self, stack: ExitStack, folder: Path) -> Server:
        folder.mkdir()
        server = Server(folder, environ=self.environ)
        stack.callback(server.kill)
        server.start()
        return server

    @property
    def said(self) -> str:
        """What the servers wrote into their logs."""
        return "".join(each.log_file.read_text() for each in self.servers)


Trouble = Callable[[Site, Faults], None]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with ExitStack() as stack:
        yield Site(stack, tmp_path_factory.mktemp("site"))


@contextmanager
def nothing_failed(site: Site, writers: Writers) -> Iterator[None]:
    epoch = site.log.epoch(WORKSHOP) or b""
    yield
    assert not writers.history.rejected
    assert writers.history.asked.keys() == writers.history.acked.keys()
    assert judge_log(site.log, writers, epoch) >= len(writers.history.acked)
    assert all(site.balancer.given.values()), "or one of them was alone"
    assert exceptions_in(site.said) == []


@pytest.mark.fault("F6", "F7", "F11", "F12", "F16")
@pytest.mark.timeout(1_800)
async def test_nothing_is_lost_or_doubled_whoever_is_restarted_and_whatever_goes_away(
    site: Site, faults: Faults
) -> None:
    writers = Writers(site.balancer.url, await begin(site.log))
    troubles = (
        restart_one_after_the_other,
        kill_redis,
        upset_redis,
        stop_a_while,
        restart_postgresql,
        kill_one,
    )
    with nothing_failed(site, writers):
        async with writers.writing():
            for _ in range(faults.pick(1, 10)):
                for trouble in troubles:
                    await writers.until_answered(len(writers.history.acked) + 20)
                    await asyncio.to_thread(trouble, site, faults)
    faults.checked("I1", "I2", "I3", "I4", "I6", "I12")


def restart_one_after_the_other(site: Site, faults: Faults) -> None:
    """As a deploy does."""
    for each in site.servers:
        assert each.stop() == 0
        each.start()
    faults.count("servers restarted in good order beside another", 2)


def kill_redis(site: Site, faults: Faults) -> None:
    site.redis.kill()
    site.redis.start()
    faults.count("Redis killed", 1)


def upset_redis(site: Site, faults: Faults) -> None:
    for trouble in faults.pick(("lossy", "nonsense"), TROUBLES):
        site.way.trouble = trouble
        time.sleep(faults.pick(0.5, 8))
    site.way.trouble = "calm"
    site.way.cut()
    faults.count("ways to Redis upset", 1)


def stop_a_while(site: Site, faults: Faults) -> None:
    """Stop a server in the middle of everything, and let it go on as if no time had passed."""
    pid = site.servers[0].pid
    os.kill(pid, signal.SIGSTOP)
    try:
        time.sleep(faults.pick(1, 30))
    finally:
        os.kill(pid, signal.SIGCONT)
    faults.count("servers stopped for a while", 1)


def restart_postgresql(site: Site, faults: Faults) -> None:
    site.postgresql.restart()
    faults.count("restarts of PostgreSQL", 1)


def kill_one(site: Site, faults: Faults) -> None:
    site.servers[1].kill()
    site.servers[1].start()
    faults.count("servers killed beside another", 1)


@pytest.mark.fault("F7", "F11")
@pytest.mark.timeout(900)
def test_a_conversation_over_two_servers_recounts_whatever_goes_away_in_the_middle(
    site: Site, faults: Faults, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """In the long form a real one, of 381 people and 13,000 votes."""
    one = site.servers[0]
    folder = conversation(tmp_path)
    troubles: dict[int, Trouble] = {5: kill_redis}
    if faults.long:
        folder = request.getfixturevalue("shared") / "data" / "polis" / LARGE
        troubles = {500: kill_redis, 4_000: restart_postgresql, 9_000: kill_one}
    workshop = Names(f"{fingerprint(folder)}/").workshop
    importing = start(one, "import", "polis", str(folder), "--url", site.balancer.url)
    try:
        for version, trouble in troubles.items():
            wait_for_version(one, workshop, version)
            trouble(site, faults)
        _, said = importing.communicate(timeout=600)
    finally:
        importing.kill()
        importing.wait()

    assert importing.returncode == 0, said
    assert_recounts(one, folder, workshop)
    assert all(site.balancer.given.values())
