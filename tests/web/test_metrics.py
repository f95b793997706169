"""What is counted for whoever watches: every figure, no identifier, and nowhere people reach."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest

from codesign.domain.commands import OpenStage
from codesign.domain.ids import CommandId, StageId
from codesign.live.request import Request
from codesign.live.rooms import Rooms
from codesign.live.seams import Seams
from codesign.store.errors import StorageError
from codesign.store.following import State
from codesign.store.log import open_log
from codesign.store.tables import Followed
from codesign.web.health import Health
from codesign.web.metrics import Metrics, Reading
from tests.live.hall import until
from tests.live.lines import FACILITATOR, IDEAS, WORKSHOP, an_id, created
from tests.web.site import Clock, Site, a_site
from tests.web.sockets import a_socket
from tests.web.test_socket import hello, ticket_of


@asynccontextmanager
async def counted_rooms(folder: Path) -> AsyncIterator[tuple[Rooms, Metrics]]:
    clock = Clock()
    metrics = Metrics(Health(clock))
    log = open_log(f"sqlite:///{folder / 'log.db'}")
    seams = Seams(clock=clock, new_id=lambda: CommandId(an_id()), meters=metrics)
    try:
        async with Rooms(log, seams) as rooms:
            yield rooms, metrics
    finally:
        log.close()


def figure(metrics: Metrics, name: str, **labels: str) -> float:
    found = metrics.registry.get_sample_value(f"codesign_{name}", labels)
    return 0.0 if found is None else found


async def test_commands_are_counted_by_how_they_were_answered(tmp_path: Path) -> None:
    async with counted_rooms(tmp_path) as (rooms, metrics):
        await rooms.create(WORKSHOP, created())
        room = await rooms.room(WORKSHOP)
        for stage in (IDEAS, StageId(an_id("none"))):
            command = OpenStage(stage=stage)
            await room.submit(Request(id=CommandId(an_id()), command=command, by=FACILITATOR))
        assert figure(metrics, "commands_total", outcome="accepted") == 2
        assert figure(metrics, "commands_total", outcome="no_such_stage") == 1
        assert figure(metrics, "commit_seconds_count") == 2
        assert figure(metrics, "batches_total") == 2


def test_what_the_storage_does_not_keep_is_counted_by_reason() -> None:
    metrics = Metrics(Health(Clock()))
    metrics.committed(0.1, [StorageError("storage_full"), StorageError("storage_full")])
    assert figure(metrics, "storage_errors_total", reason="storage_full") == 2
    assert figure(metrics, "batches_total") == 0


async def test_lines_are_counted_while_they_are_open_and_by_how_they_ended(tmp_path: Path) -> None:
    metrics = Metrics(Health(Clock()))
    async with a_site(tmp_path, meters=metrics) as site:
        started = await site.start()
        ticket = await ticket_of(started)
        async with a_socket(site, f"{started.path}/socket") as peer:
            peer.send(hello(ticket))
            await peer.next()
            await peer.next()
            metrics.look_at(site.doors.rooms, is_open=True)
            assert (figure(metrics, "lines"), figure(metrics, "rooms")) == (1, 1)
            assert figure(metrics, "ready") == 1
        assert figure(metrics, "lines_ended_total", why="left") == 1
        metrics.look_at(site.doors.rooms, is_open=False)
        assert (figure(metrics, "lines"), figure(metrics, "ready")) == (0, 0)


async def test_how_late_the_loop_is_and_what_is_open_are_looked_at_time_and_again(
    tmp_path: Path,
) -> None:
    async with counted_rooms(tmp_path) as (rooms, metrics):
        await rooms.create(WORKSHOP, created())
        looking = asyncio.create_task(metrics.sample(rooms, lambda: True, every_s=0.01))
        await until(lambda: figure(metrics, "rooms") == 1)
        assert figure(metrics, "loop_lag_seconds_count") > 0
        looking.cancel()
        await asyncio.wait({looking})


def test_no_label_holds_who_or_which_workshop() -> None:
    labels = {
        label
        for family in Metrics(Health(Clock())).registry.collect()
        for label in getattr(family, "_labelnames", ())
        if family.name.startswith("codesign_")
    }
    assert labels <= {"outcome", "reason", "why"}


async def test_how_far_the_tables_are_behind_is_told() -> None:
    metrics = Metrics(Health(Clock()))
    parked = [Followed(WORKSHOP, 1, published=True, error="it broke")]
    state = State(edition=None, version=1, behind=7, behind_ms=2_500, parked=parked)
    looking = asyncio.create_task(metrics.sample_tables(lambda: state))
    await until(lambda: figure(metrics, "tables_behind_events") == 7)
    assert figure(metrics, "tables_behind_seconds") == 2.5
    assert figure(metrics, "tables_parked") == 1
    looking.cancel()
    await asyncio.wait({looking})


def test_a_loop_that_was_held_is_said(caplog: pytest.LogCaptureFixture) -> None:
    metrics = Metrics(Health(Clock()))
    with caplog.at_level(logging.WARNING):
        metrics._note_lag(0.2)
        metrics._note_lag(1.5)
    assert caplog.messages == ["everybody waited 1.5 s: something held the event loop"]


def test_prometheus_reads_it_on_an_address_of_its_own() -> None:
    metrics = Metrics(Health(Clock()))
    with closing(Reading(metrics, "127.0.0.1:0")) as reading:
        text = httpx.get(f"http://127.0.0.1:{reading.port}/metrics").text
    assert "codesign_rooms 0.0" in text
    assert "process_resident_memory_bytes" in text


async def test_people_cannot_reach_it(site: Site) -> None:
    assert (await site.browser().get("/metrics")).status_code == 404
