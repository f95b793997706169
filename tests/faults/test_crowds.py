"""Many at once: coming back, not reading, only listening, and writing through restarts.

What is asserted here is what must hold on any machine however busy: nothing lost, nothing
doubled, nothing built twice, nothing left behind. How fast it went, `make bench` says.
"""

import asyncio
import signal
from pathlib import Path

import pytest

from codesign.cli.api import Api
from codesign.domain.ids import WorkshopId
from codesign.protocol.close_codes import CloseCode
from tests.e2e.servers import Server
from tests.faults.conftest import Faults
from tests.load.hosting import Hosted, hosted
from tests.load.idle import held
from tests.load.peers import Tickets, a_workshop, welcomed
from tests.load.restart import Restarted, in_order, restarted
from tests.load.slow import measured
from tests.load.storm import storm
from tests.server_log import exceptions_in

# Uvloop would swallow what a signal raises, and wait on for ever.
# The long form opens ten thousand lines.
pytestmark = pytest.mark.timeout(900, method="thread")

MB_A_QUEUE = 1.0


@pytest.mark.fault("F15")
def test_everybody_cut_at_once_comes_back_with_all_that_was_asked(faults: Faults) -> None:
    people, burst, per_s = faults.pick((80, 30, 20), (2_000, 500, 200))
    result = storm(people, burst=burst, per_s=per_s)

    assert (result.refused, result.lost, result.doubled) == (0, 0, 0)
    assert result.back_s >= (people - burst) / per_s, "nobody was let in before their turn"
    assert result.snapshots, "half of them had reloaded"
    assert set(result.snapshots.values()) == {1}, "once for each view and version"
    faults.count("people cut at once", people)
    faults.checked("I1", "I3", "I4")


@pytest.mark.fault("F14")
def test_whoever_stops_reading_is_dropped_and_nothing_of_them_stays(faults: Faults) -> None:
    people = faults.pick(8, 200)
    alone, beside = measured(people, pairs=1, patience_s=faults.pick(1.0, 10.0))

    assert alone.left == [0]
    assert beside.left == [0], "those who read are still here, and nobody else"
    assert beside.mb[0] < alone.mb[0] + people * MB_A_QUEUE + 8
    faults.count("people who stopped reading", people)
    faults.checked("I10")


def test_many_who_only_listen_are_held_and_leave_nothing_behind(faults: Faults) -> None:
    people = faults.pick(300, 10_000)
    result = held(people, faults.pick(0.5, 70.0))

    assert result.held == people
    assert result.left.connections == 0
    assert result.left.tasks <= result.before.tasks
    assert result.left.files <= result.before.files + 5
    faults.count("lines held idle", people)
    faults.checked("I10")


@pytest.mark.fault("F16")
def test_nothing_that_was_asked_fails_while_the_server_is_restarted(faults: Faults) -> None:
    result = restarted(faults.pick(10, 100), faults.pick(1, 5), in_order, faults.pick(0.5, 30))

    _require_nothing_failed(result)
    faults.count("commands through restarts", result.acked)
    faults.checked("I1", "I2", "I3")


@pytest.mark.fault("F23")
def test_a_stop_that_is_hurried_loses_nothing_either(faults: Faults) -> None:
    # Twice; by Ctrl-C after a supervisor's own; and by a supervisor that lost patience.
    hurries = faults.pick([signal.SIGTERM], [signal.SIGTERM, signal.SIGINT, signal.SIGKILL] * 5)
    coming = iter(hurries)

    async def hurried(server: Server) -> None:
        await asyncio.to_thread(server.stop, signal.SIGTERM, next(coming))
        await asyncio.to_thread(server.start)

    result = restarted(10, len(hurries), hurried, 0.5)

    _require_nothing_failed(result)
    faults.count("stops that were hurried", len(hurries))
    faults.checked("I1", "I2", "I3")


@pytest.mark.fault("F16")
def test_a_stop_tells_everybody_and_says_goodbye_rule_l4(tmp_path: Path) -> None:
    with hosted(tmp_path) as server:
        workshop, logins = asyncio.run(a_hall(server))
        with Tickets(server, workshop) as tickets:
            line = welcomed(server, workshop, tickets.ticket(logins[0]))
        server.process.terminate()
        with line:
            said = b"".join(iter(lambda: line.recv(65_536), b""))

    assert b"within_ms" in said
    assert said.endswith(CloseCode.GOING_AWAY.to_bytes(2, "big") + b"going_away")


async def a_hall(server: Hosted) -> tuple[WorkshopId, list[str]]:
    async with Api(server.url) as api:
        workshop, _, _, logins = await a_workshop(api, 1)
    return workshop, list(logins.values())


@pytest.mark.fault("F23")
def test_a_stop_closes_the_log_and_exits_in_order(tmp_path: Path) -> None:
    server = Server(tmp_path).start()

    assert server.stop() == 0
    assert not (tmp_path / "codesign.db-wal").exists(), "all is in the one file"
    assert exceptions_in(server.log_file.read_text()) == []


def _require_nothing_failed(result: Restarted) -> None:
    assert result.acked > result.people
    assert (result.failed, result.lost, result.doubled, result.moved) == (0, 0, 0, 0)
