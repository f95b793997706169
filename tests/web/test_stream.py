"""The stream's door: rules T1 to T6, and the rules of the socket on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from codesign.domain.ids import ParticipantId
from codesign.live import serving
from codesign.live.connection import INFLIGHT_AT_MOST
from codesign.live.outbox import Limits
from codesign.protocol.close_codes import CloseCode
from codesign.protocol.codec import FRAME_BYTES
from codesign.protocol.streaming import BATCH_BYTES, framed
from codesign.store.errors import StorageError
from codesign.web.routes import routes
from codesign.web.stream import LINE, UNREAD_AT_MOST, StreamedSocket
from tests.web.site import Browser, Site, Started, an_id
from tests.web.streams import StreamPeer, a_stream
from tests.web.test_errors import BrokenRooms


def hello(ticket: str) -> bytes:
    return msgspec.msgpack.encode({"t": "hello", "v": 1, "ticket": ticket, "have": None})


async def ticket_of(browser: Browser, started: Started, query: str = "") -> str:
    return str((await browser.post(f"{started.path}/ticket{query}")).json()["ticket"])


@asynccontextmanager
async def in_room(
    site: Site, started: Started, browser: Browser | None = None
) -> AsyncIterator[StreamPeer]:
    """A stream on which the board has come."""
    ticket = await ticket_of(browser or started.facilitator, started)
    async with a_stream(site, f"{started.path}/stream", hello(ticket)) as peer:
        await peer.until("snapshot")
        yield peer


def retitle(title: str = "New", **fields: object) -> dict[str, Any]:
    data = {"title": title, "question": ""}
    return {"t": "command", "id": an_id(), "type": "RetitleWorkshop", "data": data} | fields


# --- T1: opening --------------------------------------------------------------


async def test_t1_a_posted_hello_is_welcomed_and_gets_the_board(site: Site) -> None:
    started = await site.start()
    ticket = await ticket_of(started.facilitator, started)
    async with a_stream(site, f"{started.path}/stream", hello(ticket)) as peer:
        welcome = await peer.told()
        kinds = [(await peer.told())["t"] for _ in range(2)]
    assert (welcome["t"], welcome["role"]) == ("welcome", "facilitator")
    assert kinds == ["mine", "snapshot"]
    assert peer.status == 200


async def test_t1_what_happens_is_told_on_the_stream_as_on_a_socket(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as one, in_room(site, started) as other:
        command = retitle("Told to both")
        await one.say(started.facilitator, command)
        delta = await other.until("delta")
        ack = await one.until("ack")
    assert delta["to"] == ack["seq"] == site.log.head(started.workshop)


async def test_t1_the_display_streams_as_nobody(site: Site) -> None:
    started = await site.start()
    ticket = await ticket_of(started.facilitator, started, "?as=display")
    async with a_stream(site, f"{started.path}/stream", hello(ticket)) as peer:
        welcome = await peer.told()
        await peer.until("snapshot")
        assert (await peer.say(started.facilitator, {"t": "pong", "now": 1})).status_code == 204
    assert (welcome["me"], welcome["view"]) == (None, "public")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (hello("forged"), CloseCode.BAD_TICKET),
        (b"\xc1", CloseCode.BAD_FRAME),
        (b"", CloseCode.BAD_FRAME),
        (
            msgspec.msgpack.encode({"t": "hello", "v": 99, "ticket": "", "have": None}),
            CloseCode.VERSION_NOT_SPOKEN,
        ),
    ],
)
async def test_t1_whoever_does_not_say_hello_rightly_hears_why(
    site: Site, said: bytes, code: CloseCode
) -> None:
    started = await site.start()
    async with a_stream(site, f"{started.path}/stream", said) as peer:
        assert await peer.told() == {"close": code, "reason": code.name.lower()}


async def test_f4_a_hello_that_would_fit_but_for_its_length_is_refused(site: Site) -> None:
    started = await site.start()
    too_long = hello("x" * FRAME_BYTES)
    async with a_stream(site, f"{started.path}/stream", too_long) as peer:
        assert (await peer.told())["close"] == CloseCode.BAD_FRAME


async def test_o1_a_hello_that_does_not_end_in_time_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HELLO_WITHIN_S", 0.01)
    started = await site.start()
    async with a_stream(site, f"{started.path}/stream", None) as peer:
        assert (await peer.told())["close"] == CloseCode.NO_HELLO


async def test_o2_a_ticket_for_another_workshop_or_an_old_one_is_refused(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    ticket = await ticket_of(one.facilitator, one)
    async with a_stream(site, f"{other.path}/stream", hello(ticket)) as peer:
        assert (await peer.told())["close"] == CloseCode.BAD_TICKET
    site.clock.pass_s(62)
    async with a_stream(site, f"{one.path}/stream", hello(ticket)) as peer:
        assert (await peer.told())["close"] == CloseCode.BAD_TICKET


async def test_a_room_that_cannot_be_opened_now_is_tried_again(site: Site) -> None:
    started = await site.start()
    ticket = await ticket_of(started.facilitator, started)
    broken = replace(site.doors, rooms=BrokenRooms(StorageError("storage_failed")))
    door = replace(site, app=Starlette(routes=routes(broken)))
    async with a_stream(door, f"{started.path}/stream", hello(ticket)) as peer:
        assert (await peer.told())["close"] == CloseCode.ROOM_FAILED


async def test_a_peer_that_goes_while_it_says_hello_is_nobodys_fault(site: Site) -> None:
    started = await site.start()
    async with a_stream(site, f"{started.path}/stream", None) as peer:
        peer.hang_up()
        await peer.begun()


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null"])
async def test_the_pages_of_others_open_no_stream_and_post_nothing_up(
    site: Site, origin: str
) -> None:
    started = await site.start()
    for path in ("stream", "stream/up"):
        answer = await started.facilitator.post(f"{started.path}/{path}", origin=origin)
        assert (answer.status_code, "another site" in answer.text) == (403, True)


async def test_an_address_that_cannot_be_a_workshop_is_not_found(site: Site) -> None:
    started = await site.start()
    for path in ("/w/nonsense/stream", "/w/nonsense/stream/up"):
        assert (await started.facilitator.post(path)).status_code == 404


# --- T3, T6: the head of the answer -----------------------------------------


async def test_t6_the_answer_asks_everybody_between_to_let_it_through(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        headers = peer.headers
    assert headers["cache-control"] == "no-store, no-transform"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "content-length" not in headers
    assert headers["x-content-type-options"] == "nosniff"


async def test_t3_every_line_has_a_name_of_its_own_that_cannot_be_guessed(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as one, in_room(site, started) as other:
        names = {one.headers[LINE], other.headers[LINE]}
    assert len(names) == 2
    assert all(len(name) >= 22 for name in names)


# --- T4: the way up -----------------------------------------------------------


async def test_c1_every_command_of_a_batch_is_answered_once_in_its_order(site: Site) -> None:
    started = await site.start()
    commands = [retitle(f"Title {number}") for number in range(INFLIGHT_AT_MOST)]
    async with in_room(site, started) as peer:
        answer = await peer.say(started.facilitator, *commands)
        acks = [await peer.until("ack") for _ in commands]
    assert (answer.status_code, answer.content) == (204, b"")
    assert [each["id"] for each in acks] == [each["id"] for each in commands]
    assert [each["seq"] for each in acks] == sorted({each["seq"] for each in acks})


async def test_c3_the_ack_follows_the_delta_that_carries_the_effect(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        await peer.say(started.facilitator, retitle())
        kinds = []
        while "ack" not in kinds:
            kinds.append((await peer.told())["t"])
    assert kinds.index("delta") < kinds.index("ack")


async def test_c1_one_command_too_many_is_told_why_on_the_line_itself(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        many = [retitle(f"Title {number}") for number in range(INFLIGHT_AT_MOST + 1)]
        await peer.say(started.facilitator, *many)
        while "close" not in (told := await peer.told()):
            pass
    assert told["close"] == CloseCode.TOO_MANY_UNANSWERED


async def test_l3_who_cannot_keep_up_is_told_so_on_the_line_itself(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        room = await site.doors.rooms.room(started.workshop)
        (connection,) = room.presence.connections_of(facilitator_of(site, started))
        connection.on_overflow()
        while "close" not in (told := await peer.told()):
            pass
    assert told == {"close": CloseCode.TOO_SLOW, "reason": "too_slow"}


def facilitator_of(site: Site, started: Started) -> ParticipantId:
    (login,) = site.doors.access.logins(started.facilitator.client.cookies["codesign"])
    return login.participant


async def test_t4_a_batch_that_came_twice_is_taken_once(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        batch = framed(msgspec.msgpack.encode(retitle("Once")))
        first = await peer.post(started.facilitator, batch, number=1)
        again = await peer.post(started.facilitator, batch, number=1)
        await peer.post(
            started.facilitator, framed(msgspec.msgpack.encode(retitle("Two"))), number=2
        )
        acks = [await peer.until("ack") for _ in range(2)]
    assert (first.status_code, again.status_code) == (204, 204)
    assert acks[0]["id"] != acks[1]["id"]


@pytest.mark.parametrize("number", ["2", "0x1", "-1", "", "1.0"])
async def test_t4_a_batch_that_does_not_follow_is_not_taken(site: Site, number: str) -> None:
    started = await site.start()
    head = site.log.head(started.workshop)
    async with in_room(site, started) as peer:
        batch = framed(msgspec.msgpack.encode(retitle()))
        answer = await peer.post(started.facilitator, batch, number=number)
        assert answer.status_code == 409
    assert site.log.head(started.workshop) == head


async def test_t4_more_than_is_read_is_not_taken() -> None:
    async with StreamedSocket(Request({"type": "http"}), unheard, "line", Limits()) as socket:
        for number in range(1, UNREAD_AT_MOST + 2):
            assert socket.take(number, framed(b"unread"))
        assert not socket.take(UNREAD_AT_MOST + 2, framed(b"one too many"))


async def unheard(message: Any) -> None:
    pytest.fail(f"{message} was sent")


async def test_t4_a_line_that_is_not_there_takes_nothing(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        for line in ("", "nonsense"):
            assert (await peer.post(started.facilitator, b"", line=line)).status_code == 404
    assert (await peer.say(started.facilitator, retitle())).status_code == 404


async def test_t4_a_line_takes_nothing_from_strangers_and_nothing_from_others(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    head = site.log.head(started.workshop)
    async with in_room(site, started) as peer:
        by_other = await peer.say(resident, retitle())
        by_stranger = await peer.say(site.browser(), retitle())
    assert (by_other.status_code, by_stranger.status_code) == (404, 401)
    assert site.log.head(started.workshop) == head


@pytest.mark.parametrize(
    ("batch", "status"),
    [
        (b"\x00\x00\x00\x09short", 204),
        (framed(b"\xc1\xc1"), 204),
        (framed(hello("again")), 204),
        (bytes(BATCH_BYTES + 1), 413),
    ],
)
async def test_f5_a_batch_that_does_not_fit_closes_its_own_line_only(
    site: Site, batch: bytes, status: int
) -> None:
    started = await site.start()
    async with in_room(site, started) as bad, in_room(site, started) as good:
        assert (await bad.post(started.facilitator, batch)).status_code == status
        while "close" not in (told := await bad.told()):
            pass
        await good.say(started.facilitator, retitle())
        assert (await good.until("ack"))["t"] == "ack"
    assert told["close"] == CloseCode.BAD_FRAME


async def test_the_largest_message_fits_a_batch(site: Site) -> None:
    started = await site.start()
    command = retitle("x" * (FRAME_BYTES - 200))
    async with in_room(site, started) as peer:
        assert (await peer.say(started.facilitator, command)).status_code == 204
        assert (await peer.until("reject"))["id"] == command["id"]


async def test_a_peer_that_goes_leaves_the_room_and_its_line(site: Site) -> None:
    started = await site.start()
    async with in_room(site, started) as peer:
        room = await site.doors.rooms.room(started.workshop)
        assert not room.is_empty
        peer.hang_up()
        async with asyncio.timeout(5):
            while not room.is_empty:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.01)
        assert (await peer.say(started.facilitator, retitle())).status_code == 404
