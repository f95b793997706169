"""Our WebSocket server class against peers that are good, bad, silent and gone."""

import asyncio
import itertools
import logging
import os

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Close, Opcode

from codesign.live.outbox import EXTENSION
from codesign.web.fast_socket import (
    FRAGMENTS_AT_MOST,
    INBOUND_BYTES,
    LINGER_S,
    PONGS_BYTES,
    FastWebSocketProtocol,
)
from tests.live.hall import (
    FAST,
    FAST_PATHS,
    Hall,
    Path,
    door_of,
    masked,
    on,
    on_every_path,
    on_every_socket,
    served,
    until,
)

A_PAGE = bytes(16 * 1024)


class Impatient(FastWebSocketProtocol):
    linger_s = 0.3


IMPATIENT_PATHS = tuple(Path(path.name, Impatient, path.new_loop) for path in FAST_PATHS)

BROKEN = {
    "unmasked": (b"\x82\x02hi", 1002),
    "reserved bits": (b"\xf2" + masked(Opcode.BINARY, b"hi")[1:], 1002),
    "unknown opcode": (b"\x83" + masked(Opcode.BINARY, b"hi")[1:], 1002),
    "continues nothing": (masked(Opcode.CONT, b"hi"), 1002),
    "fragmented ping": (b"\x09" + masked(Opcode.PING, b"hi")[1:], 1002),
    "long ping": (b"\x89\xfe\x00\x7e" + bytes(4) + bytes(126), 1002),
    "close without a code": (masked(Opcode.CLOSE, b"\x03"), 1002),
    "bad UTF-8": (masked(Opcode.TEXT, b"\xff"), 1007),
    "too big": (masked(Opcode.BINARY, bytes(INBOUND_BYTES + 1)), 1009),
    "says it is too big": (b"\x82\xff" + (1 << 40).to_bytes(8, "big") + bytes(4), 1009),
    "too big in fragments": (
        masked(Opcode.BINARY, bytes(INBOUND_BYTES), fin=False) + masked(Opcode.CONT, b"!"),
        1009,
    ),
    "nothing in very many fragments": (
        masked(Opcode.BINARY, b"", fin=False)
        + masked(Opcode.CONT, b"", fin=False) * FRAGMENTS_AT_MOST * 2,
        1009,
    ),
}


async def backlog(server, guest):
    """Tell things until some wait for a peer that does not read, and it is not yet slow."""
    while not guest.outbox.queued_bytes:
        server.hall.tell(bytes(8 * 1024))
        await asyncio.sleep(0)
    assert not guest.slow


async def stall(guest):
    """Send until the peer's connection is full."""
    for _ in range(200):
        if guest.slow:
            return
        guest.outbox.send(A_PAGE)
        await asyncio.sleep(0)
    pytest.fail("it swallows everything")


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("path", FAST_PATHS, ids=[path.name for path in FAST_PATHS])
def test_a_broken_peer_is_told_why_and_nobody_else_notices(path, kind):
    frames, code = BROKEN[kind]

    async def scenario():
        async with served(path) as server:
            broken = await server.raw_peer()
            await server.hall.expect(1)
            (good,) = await server.admit(1)

            await broken.write(frames)
            # In the same breath: whoever is being thrown out is told nothing any more.
            for number in range(10):
                server.hall.tell(b"%d" % number)
                await asyncio.sleep(0.001)

            assert await broken.close_code() == code
            assert [await good.recv() for _ in range(10)] == [b"%d" % each for each in range(10)]
            await until(lambda: len(server.hall.fanout) == 1)

    with asyncio.Runner(loop_factory=path.new_loop) as runner:
        runner.run(asyncio.wait_for(scenario(), 10))


class Dreamy(Hall):
    """Takes its time to notice that somebody is gone, as a busy room would."""

    async def _listen(self, guest, receive):
        await super()._listen(guest, receive)
        await asyncio.sleep(0.2)


async def by_the_server(server, peer):
    # Its outbox would leave by itself: here only the server class can.
    await door_of(server.hall.guests[0]).close(4008, "")


async def by_the_peer(server, peer):
    await peer.write(masked(Opcode.CLOSE, Close(1000, "").serialize()))
    await until(lambda: server.hall.guests[0].code)


async def by_a_broken_frame(server, peer):
    await peer.write(b"\x82\x02hi")
    await until(lambda: server.hall.guests[0].code)


async def by_a_shutdown(server, peer):
    server.server.should_exit = True
    await until(lambda: server.hall.guests[0].code)


async def by_the_end_of_the_application(server, peer):
    server.hall.hear = lambda guest, words: asyncio.current_task().cancel()
    await peer.write(masked(Opcode.TEXT, b"go"))
    await until(server.hall.guests[0].ended.is_set)


@pytest.mark.parametrize(
    ("close", "goodbye"),
    [
        (by_the_server, Close(4008, "")),
        (by_the_peer, Close(1000, "")),
        (by_a_broken_frame, Close(1002, "incorrect masking")),
        (by_a_shutdown, Close(1012, "")),
        (by_the_end_of_the_application, None),
    ],
)
def test_nothing_follows_a_goodbye_that_waits_for_the_peer_to_read(close, goodbye):
    async def scenario(path):
        async with served(path, Dreamy()) as server:
            peer = await server.raw_peer()
            (guest,) = await server.hall.expect(1)
            await backlog(server, guest)

            await close(server, peer)
            assert len(server.hall.fanout) == 0
            server.hall.tell(b"told after the goodbye")
            guest.outbox.send(b"sent after the goodbye")

            await peer.close_code()
            assert b"after the goodbye" not in peer.raw
            if goodbye is not None:
                assert peer.raw.endswith(goodbye.serialize())

    for path in FAST_PATHS:
        with asyncio.Runner(loop_factory=path.new_loop) as runner:
            runner.run(asyncio.wait_for(scenario(path), 10))


@on(*FAST_PATHS)
async def test_a_connection_that_breaks_leaves_before_the_room_notices(path: Path):
    async with served(path, Dreamy()) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        peer.reset()
        await until(lambda: guest.code)

        assert not guest.ended.is_set()
        assert len(server.hall.fanout) == 0


@on_every_socket
async def test_the_longest_message_is_heard(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        longest = os.urandom(INBOUND_BYTES)

        await peer.send(longest)
        await peer.send([longest[:1000], longest[1000:]])
        await peer.send("words")

        guest = server.hall.guests[0]
        await until(lambda: guest.heard == [longest, longest, "words"])


@on_every_path
async def test_commands_are_heard_in_order_while_others_are_told(path: Path):
    async with served(path) as server:
        server.hall.hear = lambda _, words: server.hall.tell(words)
        peers = await server.admit(3)
        server.hall.tell(b"welcome")  # whereupon a stream's answer begins
        for peer in peers:
            assert await peer.recv() == b"welcome"

        for number in range(20):
            await peers[number % 3].send(b"%d" % number)
            for peer in peers:
                assert await peer.recv() == b"%d" % number


@on_every_socket
async def test_a_ping_is_answered_and_pings_keep_a_connection(path: Path):
    async with served(path, ws_ping_interval=0.05, ws_ping_timeout=0.2) as server:
        (peer,) = await server.admit(1)

        await (await peer.ping(b"are you there"))
        await asyncio.sleep(0.5)
        server.hall.tell(b"still here")

        assert await peer.recv() == b"still here"


@on(*FAST_PATHS)
async def test_a_silent_peer_is_closed_when_its_pong_is_due(path: Path):
    async with served(path, ws_ping_interval=0.05, ws_ping_timeout=0.1) as server:
        silent = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        # It reads, though it never answers.
        assert await silent.close_code() == 1011
        await guest.ended.wait()
        assert len(server.hall.fanout) == 0


@on(*FAST_PATHS)
async def test_a_stalled_peer_is_aborted_when_its_pong_is_due(path: Path):
    async with served(path, ws_ping_interval=0.2, ws_ping_timeout=0.2) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        async with asyncio.timeout(2):
            await guest.ended.wait()
        await until(lambda: not server.server.server_state.connections)


@on(*FAST_PATHS)
async def test_a_peer_that_pings_and_does_not_read_is_dropped(path: Path):
    async with served(path) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        pings = masked(Opcode.PING, bytes(125)) * 1000
        most = 0

        async def flood():
            nonlocal most
            while True:
                await peer.write(pings)
                if not guest.ended.is_set():
                    most = max(most, guest.outbox.queued_bytes)

        with pytest.raises(ConnectionError):
            await flood()
        await guest.ended.wait()
        assert most < PONGS_BYTES + 1024 * 1024


@on(*FAST_PATHS)
async def test_the_close_of_a_peer_that_does_not_read_does_not_wait_for_it(path: Path):
    async with served(path) as server:
        stalled = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        async with asyncio.timeout(0.5):
            await guest.outbox.close(4008, "slow")
            await guest.ended.wait()

        # It reads at last, and learns why.
        assert await stalled.close_code() == 4008


@on(*IMPATIENT_PATHS)
async def test_a_peer_that_never_takes_its_close_is_dropped(path: Path):
    async with served(path) as server:
        await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        await guest.outbox.close(4008, "slow")

        await until(lambda: not server.server.server_state.connections, within_s=2)


@on(*IMPATIENT_PATHS)
async def test_a_peer_that_closes_and_does_not_read_is_dropped(path: Path):
    async with served(path) as server:
        stalled = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        await stalled.write(masked(Opcode.CLOSE, Close(1000, "").serialize()))

        await until(guest.ended.is_set)
        assert guest.code == 1000
        await until(lambda: not server.server.server_state.connections, within_s=2)


@on(*IMPATIENT_PATHS)
async def test_a_peer_that_half_closes_and_does_not_read_is_dropped(path: Path):
    async with served(path) as server:
        stalled = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        stalled.half_close()

        await until(guest.ended.is_set, within_s=2)
        await until(lambda: not server.server.server_state.connections, within_s=2)


@on(*IMPATIENT_PATHS)
async def test_a_peer_that_does_not_read_does_not_outlive_the_application(path: Path):
    async with served(path) as server:
        server.hall.hear = lambda guest, words: asyncio.current_task().cancel()
        stalled = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await stall(guest)

        await stalled.write(masked(Opcode.TEXT, b"go"))

        await until(guest.ended.is_set)
        await until(lambda: not server.server.server_state.connections, within_s=2)


@on(*FAST_PATHS)
async def test_a_shutdown_says_goodbye_to_everybody(path: Path):
    async with served(path) as server:
        peers = await server.admit(3)
        server.server.should_exit = True

        for peer in peers:
            with pytest.raises(ConnectionClosed) as closed:
                await peer.recv()
            assert closed.value.rcvd.code == 1012
        server.hall.tell(b"nobody hears this")
        assert len(server.hall.fanout) == 0


@on(*IMPATIENT_PATHS)
async def test_a_shutdown_does_not_wait_for_peers_that_do_not_read(path: Path):
    async with served(path) as server:
        _, leaving = [await server.raw_peer() for _ in range(2)]
        for guest in await server.hall.expect(2):
            await stall(guest)
        # With its goodbye said and its buffer full, uvicorn's own shutdown would raise.
        await leaving.write(masked(Opcode.CLOSE, Close(1000, "").serialize()))
        await until(server.hall.guests[1].ended.is_set)
        (good,) = await server.admit(1)

        server.server.should_exit = True

        with pytest.raises(ConnectionClosed) as closed:
            await good.recv()
        assert closed.value.rcvd.code == 1012
        await until(lambda: not server.server.server_state.connections, within_s=2)


@on(*FAST_PATHS)
async def test_who_returns_without_closing_is_told_nothing_more(path: Path):
    class Rude(Hall):
        async def _listen(self, guest, receive):
            await receive()

    async with served(path, Rude()) as server:
        (peer,) = await server.admit(1)
        await peer.send(b"go")

        with pytest.raises(ConnectionClosed):
            await peer.recv()
        assert len(server.hall.fanout) == 0


@on(*FAST_PATHS)
async def test_an_application_that_fails_takes_its_own_connection_with_it(path: Path):
    def fail(guest, words):
        raise ZeroDivisionError

    async with served(path) as server:
        server.hall.hear = fail
        unlucky, other = await server.admit(2)
        await unlucky.send(b"!")

        with pytest.raises(ConnectionClosed):
            await unlucky.recv()
        server.hall.tell(b"on we go")
        assert await other.recv() == b"on we go"
        assert len(server.hall.fanout) == 1


@on(*FAST_PATHS)
async def test_a_connection_that_was_not_accepted_has_no_way_out(path: Path):
    seen = []

    class Closed(Hall):
        async def __call__(self, scope, receive, send):
            door = scope["extensions"][EXTENSION]
            await receive()
            for early in (lambda: door.join({}), lambda: door.write(b"\x82\x00")):
                try:
                    early()
                except RuntimeError as refusal:
                    seen.append(refusal)
            await send({"type": "websocket.close", "code": 1000})
            door.join(self.fanout.writers)
            door.write(b"\x82\x00")

    async with served(path, Closed()) as server:
        with pytest.raises(InvalidStatus):
            await server.connect()
        assert len(seen) == 2
        assert len(server.hall.fanout) == 0


@on(*FAST_PATHS)
async def test_compression_is_never_agreed_on(path: Path):
    async with served(path, ws_per_message_deflate=True) as server:
        peer = await connect(f"ws://127.0.0.1:{server.port}/", compression="deflate")
        assert peer.response.headers.get("Sec-WebSocket-Extensions") is None
        await peer.close()


class Attentive(Hall):
    """Hears at the door, and wants as many milliseconds of rest after each message."""

    rest_ms = 0

    async def _listen(self, guest, receive):
        def heard(words):
            guest.heard.append(words)
            guest.notes.append(asyncio.get_running_loop().time())
            return self.rest_ms

        door_of(guest).listen(heard)
        await super()._listen(guest, receive)


@on(*FAST_PATHS)
async def test_messages_are_heard_at_the_door_in_their_order_and_text_by_asgi(path: Path):
    async with served(path, Attentive()) as server:
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)

        await peer.write(masked(Opcode.BINARY, b"1") + masked(Opcode.BINARY, b"2"))
        await peer.write(masked(Opcode.BINARY, b"", fin=False) + masked(Opcode.PING, b"?"))
        await peer.write(masked(Opcode.CONT, b"3"))
        await until(lambda: len(guest.heard) == 3)
        await peer.write(masked(Opcode.TEXT, b"words"))

        await until(lambda: guest.heard == [b"1", b"2", b"3", "words"])
        assert len(guest.notes) == 3


@on(*FAST_PATHS)
async def test_who_is_to_wait_is_read_later_and_loses_nothing_rule_l8(path: Path):
    async with served(path, Attentive()) as server:
        server.hall.rest_ms = 50
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        said = [b"%d" % number for number in range(4)]

        await peer.write(b"".join(masked(Opcode.BINARY, each) for each in said))
        await until(lambda: guest.heard)
        assert not door_of(guest)._protocol.transport.is_reading()

        await until(lambda: guest.heard == said)
        gaps = [after - before for before, after in itertools.pairwise(guest.notes)]
        assert min(gaps) > 0.045
        await until(door_of(guest)._protocol.transport.is_reading)
        await peer.write(masked(Opcode.BINARY, b"more"))
        await until(lambda: guest.heard[-1] == b"more")


@on(*FAST_PATHS)
async def test_what_is_not_heard_yet_goes_with_the_line(path: Path):
    async with served(path, Attentive()) as server:
        server.hall.rest_ms = 60_000
        peer = await server.raw_peer()
        (guest,) = await server.hall.expect(1)
        await peer.write(masked(Opcode.BINARY, b"1") + masked(Opcode.BINARY, b"2"))
        await until(lambda: guest.heard)

        await guest.outbox.close(4008, "")

        # Unread, the peer's own goodbye would be waited for twice as long.
        async with asyncio.timeout(LINGER_S / 2):
            assert await peer.close_code() == 4008
        await until(lambda: not server.server.server_state.connections)
        assert guest.heard == [b"1"]


@on(*FAST_PATHS)
async def test_a_closed_door_stays_shut(path: Path):
    async with served(path) as server:
        (peer,) = await server.admit(1)
        guest = server.hall.guests[0]
        await peer.close()
        await guest.ended.wait()

        door, writers = door_of(guest), {}
        door.join(writers)
        door.write(b"nowhere")
        door.abort()
        await door.close(1000, "")
        await door.drained()

        assert writers == {}
        assert door.buffered_bytes == 0


@on(FAST)
async def test_the_extension_travels_through_starlette(path: Path):
    found = []

    async def endpoint(websocket):
        await websocket.accept()
        found.append(websocket.scope["extensions"][EXTENSION])
        await found[0].close(4000, "seen")

    app = Starlette(routes=[WebSocketRoute("/", endpoint)])
    async with served(path, app) as server, server.connect() as peer:
        with pytest.raises(ConnectionClosed) as closed:
            await peer.recv()
        assert closed.value.rcvd.code == 4000


def test_the_log_says_nothing_of_what_people_wrote(caplog):
    async def scenario():
        async with served(FAST) as server:
            (peer,) = await server.admit(1)
            await peer.send(b"a private thought")
            await until(lambda: server.hall.guests[0].heard)
            await peer.close()

    with caplog.at_level(logging.INFO), asyncio.Runner() as runner:
        runner.run(scenario())
    assert "private" not in caplog.text
