"""One connection's way out: the same to the room on every path, whatever the peer does."""

import asyncio

import pytest
from websockets.exceptions import ConnectionClosed

from codesign.live.fanout import Fanout
from codesign.live.outbox import FastOutbox, Limits, PlainOutbox, outbox_for
from tests.live.hall import (
    FAST_PATHS,
    TIGHT,
    Hall,
    Path,
    door_of,
    on,
    on_every_path,
    served,
    until,
)

A_PAGE = bytes(16 * 1024)


async def swamp(guest):
    """Send pages until neither the kernel nor the server takes any more; say how many."""
    for number in range(200):
        if guest.notes[-1:] == ["slow"]:
            await asyncio.sleep(0.02)  # a moment for the server to take what it can
            if guest.notes[-1] == "slow":
                return number
        guest.outbox.send(A_PAGE)
    pytest.fail("it swallows everything")


async def overflow(guest):
    """Send pages until one is refused; say how many were taken."""
    pages = await swamp(guest)
    for more in range(200):
        guest.outbox.send(A_PAGE)
        if guest.notes[-1] == "overflow":
            return pages + more
    pytest.fail("it has no limit")


class Notes:
    """An owner that writes down what it is told."""

    def __init__(self):
        self.notes = []

    def on_slow(self):
        self.notes.append("slow")

    def on_ready(self):
        self.notes.append("ready")

    def on_overflow(self):
        self.notes.append("overflow")


class Asgi:
    """ASGI's `send` of a peer that takes as much as a test lets it."""

    def __init__(self):
        self.sent = []
        self.taking = asyncio.Event()
        self.taking.set()
        self.error = None

    async def __call__(self, message):
        await self.taking.wait()
        if self.error is not None:
            raise self.error
        self.sent.append(message.get("bytes") or message["code"])


@on_every_path
async def test_the_server_that_has_a_door_gets_the_fast_way_out(path: Path):
    async with served(path) as server:
        await server.admit(1)

        kind = FastOutbox if path.fast else PlainOutbox
        assert isinstance(server.hall.guests[0].outbox, kind)


async def test_a_scope_without_extensions_gets_the_plain_way_out():
    assert isinstance(outbox_for({}, Asgi(), Notes(), TIGHT), PlainOutbox)
    assert isinstance(outbox_for({"extensions": None}, Asgi(), Notes(), TIGHT), PlainOutbox)


@on(*FAST_PATHS)
async def test_an_idle_connection_on_the_fast_path_has_no_task_but_the_servers(path: Path):
    async with served(path) as server:
        await server.admit(1)
        tasks = {task.get_name() for task in asyncio.all_tasks()}

        assert "outbox" not in tasks


@on_every_path
async def test_a_peer_that_stops_reading_is_slow_and_then_ready(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        pages = await swamp(guest)
        assert len(server.hall.fanout) == 0
        assert guest.outbox.queued_bytes > TIGHT.soft_bytes / 4
        guest.outbox.join(server.hall.fanout)
        assert len(server.hall.fanout) == 0, "who is slow cannot join"

        await peer.read_until(lambda: len(peer.payloads) == pages)
        await until(lambda: guest.notes[-2:] == ["slow", "ready"])
        assert len(server.hall.fanout) == 1
        assert guest.outbox.queued_bytes <= TIGHT.soft_bytes / 4


@on_every_path
async def test_a_slow_peer_still_gets_everything_that_is_its_own(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        pages = await swamp(guest)

        for number in range(20):
            guest.outbox.send(b"ack %d" % number)

        await peer.read_until(lambda: len(peer.payloads) == pages + 20)
        assert peer.payloads[pages:] == [b"ack %d" % number for number in range(20)]


@on_every_path
async def test_waiting_for_the_drain_paces_the_pages_of_a_snapshot(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        most = 0

        async def snapshot():
            nonlocal most
            for _ in range(60):
                await guest.outbox.drained()
                guest.outbox.send(A_PAGE)
                most = max(most, guest.outbox.queued_bytes)

        sending = asyncio.create_task(snapshot())
        await peer.read_until(lambda: len(peer.payloads) == 60)
        await sending
        assert most < TIGHT.soft_bytes + 2 * len(A_PAGE)
        assert "overflow" not in guest.notes


@on_every_path
async def test_more_than_the_hard_limit_is_said_once_and_nothing_else_is_taken(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        pages = await overflow(guest)
        guest.outbox.send(b"lost, and the owner knows")
        guest.outbox.join(server.hall.fanout)

        assert guest.notes[-2:] == ["slow", "overflow"]
        assert guest.notes.count("overflow") == 1
        assert len(server.hall.fanout) == 0
        assert guest.outbox.queued_bytes <= TIGHT.hard_bytes
        closing = asyncio.create_task(guest.outbox.close(4008, "slow"))
        assert await peer.close_code() == 4008
        assert len(peer.payloads) == pages
        await closing


@on_every_path
async def test_who_overflowed_is_never_ready_again(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        pages = await overflow(guest)
        await peer.read_until(lambda: len(peer.payloads) == pages)
        await asyncio.sleep(0.05)

        assert guest.notes[-1] == "overflow"
        assert len(server.hall.fanout) == 0


@on_every_path
async def test_one_payload_above_the_hard_limit_is_an_overflow_and_ends_the_telling(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        guest = server.hall.guests[0]

        guest.outbox.send(bytes(TIGHT.hard_bytes + 1))
        server.hall.tell(b"after a hole")

        assert guest.notes == ["overflow"]
        await guest.outbox.close(4008, "slow")
        with pytest.raises(ConnectionClosed):
            await peer.recv()


@on_every_path
async def test_an_outbox_leaves_with_its_block(path: Path):
    class Short(Hall):
        async def _listen(self, guest, receive):
            await receive()

        async def __call__(self, scope, receive, send):
            await super().__call__(scope, receive, send)
            if scope["path"] != "/up":
                self.left = len(self.fanout) == 0
                await receive()

    async with served(path, Short()) as server:
        (peer,) = await server.admit(1)

        server.hall.tell(b"welcome")
        await peer.send(b"enough")
        await until(server.hall.guests[0].ended.is_set)

        await until(lambda: hasattr(server.hall, "left"))
        assert server.hall.left


@on_every_path
async def test_slow_for_too_long_is_an_overflow(path: Path):
    limits = Limits(soft_bytes=32 * 1024, patience_s=0.1, closing_s=0.1)
    async with served(path, Hall(limits)) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        await swamp(guest)

        await until(lambda: guest.notes[-2:] == ["slow", "overflow"])


@on_every_path
async def test_slow_but_back_in_time_is_no_overflow(path: Path):
    limits = Limits(soft_bytes=32 * 1024, patience_s=0.2, closing_s=0.1)
    async with served(path, Hall(limits)) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        pages = await swamp(guest)
        await peer.read_until(lambda: len(peer.payloads) == pages)
        await asyncio.sleep(0.3)

        assert guest.notes[-2:] == ["slow", "ready"]


@on_every_path
async def test_what_waits_goes_out_before_the_goodbye(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        outbox = server.hall.guests[0].outbox

        for number in range(10):
            outbox.send(b"%d" % number)
        await outbox.close(4403, "not yours")

        assert [await peer.recv() for _ in range(10)] == [b"%d" % number for number in range(10)]
        with pytest.raises(ConnectionClosed) as closed:
            await peer.recv()
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4403, "not yours")


@on_every_path
async def test_closing_twice_and_after_the_end_does_nothing(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        guest = server.hall.guests[0]

        await asyncio.gather(guest.outbox.close(4000, "once"), guest.outbox.close(4001, "twice"))
        await peer.wait_closed()
        await guest.ended.wait()
        await guest.outbox.close(4002, "after the end")
        guest.outbox.abort()
        guest.outbox.leave()
        guest.outbox.send(b"to nobody")

        assert peer.close_code == 4000


@on_every_path
async def test_closing_a_peer_that_does_not_read_takes_no_longer_than_allowed(path: Path):
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await overflow(guest)

        async with asyncio.timeout(TIGHT.closing_s * 3):
            await guest.outbox.close(4008, "slow")
            await guest.ended.wait()


@on_every_path
async def test_aborting_ends_the_connection_of_a_peer_that_does_not_read(path: Path):
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await swamp(guest)

        guest.outbox.abort()
        guest.outbox.abort()

        async with asyncio.timeout(1):
            await guest.ended.wait()
        assert len(server.hall.fanout) == 0


@on_every_path
async def test_nothing_waits_any_more_once_a_connection_is_dropped(path: Path):
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await swamp(guest)
        assert guest.outbox.queued_bytes > 0

        guest.outbox.abort()

        await guest.ended.wait()
        await until(lambda: guest.outbox.queued_bytes == 0)


@on_every_path
async def test_who_waits_for_the_drain_is_let_go_when_the_peer_leaves(path: Path):
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await swamp(guest)
        waiting = asyncio.create_task(guest.outbox.drained())
        await asyncio.sleep(0.01)
        assert not waiting.done()

        guest.outbox.abort()

        async with asyncio.timeout(1):
            await waiting


@on(*FAST_PATHS)
async def test_the_memory_behind_a_connection_is_its_door_and_its_outbox(path: Path):
    async with served(path) as server:
        await server.admit(1)
        guest = server.hall.guests[0]

        for part in (guest.outbox, door_of(guest)):
            assert not hasattr(part, "__dict__")


async def test_the_plain_queue_is_one_task_that_ends_with_its_block():
    asgi = Asgi()
    async with PlainOutbox(asgi, Notes(), TIGHT) as outbox:
        outbox.send(b"one")
        assert [task.get_name() for task in asyncio.all_tasks()].count("outbox") == 1
        await until(lambda: asgi.sent == [b"one"])

    assert "outbox" not in [task.get_name() for task in asyncio.all_tasks()]


async def test_a_server_that_raises_at_a_peer_that_is_gone_ends_the_plain_queue():
    asgi, fanout = Asgi(), Fanout()
    asgi.error = OSError("gone")
    async with PlainOutbox(asgi, Notes(), TIGHT) as outbox:
        outbox.join(fanout)
        fanout.tell(b"one")
        await until(lambda: not fanout.plain)
        outbox.send(b"two")
        await outbox.close(1000, "")

    assert asgi.sent == []


async def test_what_is_told_counts_against_the_limits_of_the_plain_queue():
    asgi, owner, fanout = Asgi(), Notes(), Fanout()
    asgi.taking.clear()
    limits = Limits(soft_bytes=100, hard_bytes=200, patience_s=30)
    async with PlainOutbox(asgi, owner, limits) as outbox:
        outbox.join(fanout)
        for _ in range(3):
            fanout.tell(bytes(50))
        assert owner.notes == ["slow"]
        assert outbox.queued_bytes == 150, "what made it slow is still on its way"

        asgi.taking.set()
        await until(lambda: owner.notes == ["slow", "ready"])
        outbox.join(fanout)
        fanout.tell(b"back")
        await until(lambda: asgi.sent[-1] == b"back")

    assert asgi.sent == [bytes(50)] * 3 + [b"back"]


async def test_aborting_the_plain_way_out_ends_the_block_and_nothing_else():
    opened = asyncio.Event()
    outboxes = []

    async def connection():
        async with PlainOutbox(Asgi(), Notes(), TIGHT) as outbox:
            outboxes.append(outbox)
            opened.set()
            await asyncio.Event().wait()
        return "went on"

    task = asyncio.create_task(connection())
    await opened.wait()
    outboxes[0].abort()

    assert await task == "went on"
    assert not task.cancelling()


async def test_a_cancellation_from_outside_passes_through_the_plain_way_out():
    opened = asyncio.Event()

    async def connection():
        async with PlainOutbox(Asgi(), Notes(), TIGHT):
            opened.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(connection())
    await opened.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task


async def test_aborting_from_inside_the_block_does_not_cancel_what_comes_after():
    async with PlainOutbox(Asgi(), Notes(), TIGHT) as outbox:
        outbox.abort()
    await asyncio.sleep(0)
    outbox.abort()
    await asyncio.sleep(0)
