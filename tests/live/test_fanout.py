"""What is told reaches everybody who is there and keeps up, once and in order."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from codesign.live.fanout import Fanout
from codesign.live.frames import server_frame
from tests.live.hall import FAST_PATHS, Path, on, on_every_path, served, until

PEERS = 8


@given(st.integers(0, 70_000))
@example(0)
@example(125)
@example(126)
@example(0xFFFF)
@example(0x10000)
def test_a_frame_is_what_the_websockets_library_would_have_sent(size):
    payload = bytes(size)
    assert server_frame(payload) == Frame(Opcode.BINARY, payload).serialize(mask=False)


def test_writers_get_the_finished_frame_and_plain_members_the_payload():
    fanout, written, offered = Fanout(), [], []
    fanout.writers[1] = written.append
    fanout.plain[2] = offered.append

    fanout.tell(b"idea")

    assert written == [server_frame(b"idea")]
    assert offered == [b"idea"]
    assert len(fanout) == 2


def test_the_frame_is_built_once_however_many_are_told():
    fanout, written = Fanout(), []
    fanout.writers.update(dict.fromkeys(range(3), written.append))

    fanout.tell(b"idea")

    assert len({id(frame) for frame in written}) == 1


def test_a_broken_writer_is_taken_out_and_the_others_are_told(caplog):
    fanout, written = Fanout(), []

    def broken(frame):
        raise RuntimeError

    fanout.writers.update({1: written.append, 2: broken, 3: written.append})

    fanout.tell(b"one")
    fanout.tell(b"two")

    assert written == [server_frame(b"one")] * 2 + [server_frame(b"two")] * 2
    assert 2 not in fanout.writers
    assert len(caplog.records) == 1


def test_a_member_may_leave_while_it_is_told():
    fanout, written = Fanout(), []

    def leave(frame):
        del fanout.writers[1]

    fanout.writers.update({1: leave, 2: written.append})

    fanout.tell(b"idea")

    assert written == [server_frame(b"idea")]


@on_every_path
async def test_every_open_connection_is_told_once_and_in_order_with_what_is_its_own(path: Path):
    async with served(path) as server:
        peers = await server.admit(PEERS)

        for number in range(50):
            server.hall.tell(b"told %d" % number)
            for guest in server.hall.guests:
                guest.outbox.send(b"own %d" % number)

        expected = [words % number for number in range(50) for words in (b"told %d", b"own %d")]
        for peer in peers:
            assert [await peer.recv() for _ in expected] == expected


@on_every_path
async def test_payloads_of_every_length_arrive_whole(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        payloads = [bytes([size % 251]) * size for size in (0, 1, 125, 126, 65_535, 65_536, 99_999)]

        for payload in payloads:
            server.hall.tell(payload)
            await server.hall.guests[0].outbox.drained()
            assert await peer.recv() == payload


@on_every_path
async def test_who_comes_later_is_told_what_comes_later(path: Path):
    async with served(path) as server:
        await server.admit(1)
        server.hall.tell(b"before")

        (late,) = await server.admit(1)
        server.hall.tell(b"after")

        assert await late.recv() == b"after"


@on_every_path
async def test_who_left_is_told_nothing_and_may_join_another_audience(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        other, guest = Fanout(), server.hall.guests[0]

        guest.outbox.join(other)
        server.hall.tell(b"to the first")
        other.tell(b"to the other")
        guest.outbox.leave()
        other.tell(b"to nobody")
        guest.outbox.send(b"own")

        assert [await peer.recv(), await peer.recv()] == [b"to the other", b"own"]
        assert len(server.hall.fanout) == len(other) == 0


@on_every_path
async def test_a_peer_that_stops_reading_costs_the_others_nothing_and_catches_up(path: Path):
    async with served(path) as server:
        hall = server.hall
        stalled = await server.raw_peer()
        await hall.expect(1)
        peers = await server.admit(PEERS)
        slow = hall.guests[0]
        told = [b"%06d" % number + bytes(1000) for number in range(400)]

        for payload in told:
            hall.tell(payload)
            # In step with the readers, so that only one peer has a reason to be slow.
            for peer in peers:
                assert await peer.recv() == payload

        assert slow.notes == ["slow"]
        assert len(hall.fanout) == PEERS
        assert slow.outbox.queued_bytes <= hall.limits.soft_bytes + 2000

        await stalled.read_until(lambda: len(stalled.payloads) == len(told))
        assert stalled.payloads == told
        await until(lambda: len(hall.fanout) == PEERS + 1)

        hall.tell(b"back")
        await stalled.read_until(lambda: stalled.payloads[-1] == b"back")
        assert slow.notes[0::2] == ["slow"] * (len(slow.notes) // 2)
        assert all(one != other for one, other in pairwise(slow.notes))


@on_every_path
async def test_nothing_is_written_after_the_server_closed(path: Path):
    async with served(path) as server:
        leaver = await server.raw_peer()
        await server.hall.expect(1)
        (stays,) = await server.admit(1)
        guest = server.hall.guests[0]
        server.hall.tell(b"before")

        await guest.outbox.close(4001, "enough")
        server.hall.tell(b"after")
        guest.outbox.send(b"after, too")
        guest.outbox.join(server.hall.fanout)
        server.hall.tell(b"after all")

        assert await leaver.close_code() == 4001
        assert leaver.payloads == [b"before"]
        assert leaver.goodbye.reason == "enough"
        assert [await stays.recv() for _ in range(3)] == [b"before", b"after", b"after all"]
        assert len(server.hall.fanout) == 1


@on_every_path
async def test_nothing_is_written_after_the_peer_closed(path: Path):
    async with served(path) as server:
        leaver, stays = await server.admit(2)

        await leaver.close(1000)
        await until(server.hall.guests[0].ended.is_set)
        server.hall.tell(b"after")

        assert await stays.recv() == b"after"
        assert len(server.hall.fanout) == 1
        assert server.hall.guests[0].code == (None if path.streamed else 1000)


@on_every_path
async def test_the_late_end_of_a_dead_connection_leaves_its_successor_alone(path: Path):
    async with served(path) as server:
        # The first goes silent: its address, its ticket and its participant come back at once.
        dead = await server.raw_peer()
        await server.hall.expect(1)
        (successor,) = await server.admit(1)

        dead.drop()
        await until(server.hall.guests[0].ended.is_set)
        await server.hall.guests[0].outbox.close(4000, "late")
        server.hall.guests[0].outbox.abort()
        server.hall.tell(b"still here")

        assert await successor.recv() == b"still here"
        assert len(server.hall.fanout) == 1


@on_every_path
async def test_connections_that_come_and_go_at_random_leave_nobody_behind(path: Path):
    async with served(path) as server:
        for number in range(30):
            peers = await server.admit(2)
            server.hall.tell(b"%d" % number)
            assert await peers[0].recv() == b"%d" % number
            await asyncio.gather(*(peer.close() for peer in peers))

        await until(lambda: all(guest.ended.is_set() for guest in server.hall.guests))
        assert len(server.hall.fanout) == 0


@on(*FAST_PATHS)
async def test_telling_a_transport_that_is_being_dropped_harms_nobody(path: Path):
    async with served(path) as server:
        dropped, stays = await server.admit(2)
        guest = server.hall.guests[0]
        write = guest.scope["extensions"]["codesign.frames"].write

        guest.outbox.abort()
        server.hall.fanout.writers[0] = write  # as if somebody had not let go of it
        for number in range(3):
            server.hall.tell(b"%d" % number)
            await asyncio.sleep(0)

        assert [await stays.recv() for _ in range(3)] == [b"0", b"1", b"2"]
        with pytest.raises(ConnectionClosed):
            await dropped.recv()
