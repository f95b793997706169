"""The socket's door: from a ticket to the board, over plain ASGI."""

from dataclasses import replace

import msgspec
import pytest
from starlette.applications import Starlette

from codesign.live.room import RoomClosedError
from codesign.protocol.close_codes import CloseCode
from codesign.store.errors import StorageError
from codesign.web.routes import routes
from tests.web.site import Site, Started
from tests.web.sockets import DENIED, Peer, a_socket, opened
from tests.web.test_errors import BrokenRooms


def hello(ticket: str) -> bytes:
    return msgspec.msgpack.encode({"t": "hello", "v": 1, "ticket": ticket, "have": None})


async def ticket_of(started: Started) -> str:
    answer = await started.facilitator.post(f"{started.path}/ticket")
    return str(answer.json()["ticket"])


async def told(peer: Peer) -> dict[str, object]:
    message = await peer.next()
    assert message["type"] == "websocket.send", message
    decoded: dict[str, object] = msgspec.msgpack.decode(message["bytes"])
    return decoded


async def test_a_ticket_opens_the_room(site: Site) -> None:
    started = await site.start()
    async with a_socket(site, f"{started.path}/socket") as peer:
        assert (await peer.next())["type"] == "websocket.accept"
        peer.send(hello(await ticket_of(started)))
        welcome = await told(peer)
    assert welcome["t"] == "welcome"
    assert welcome["role"] == "facilitator"
    assert welcome["me"] == (await started.facilitator.config(started.path))["me"]


async def test_the_display_is_welcomed_as_nobody(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/ticket?as=display")
    async with a_socket(site, f"{started.path}/socket") as peer:
        await peer.next()
        peer.send(hello(answer.json()["ticket"]))
        welcome = await told(peer)
    assert (welcome["me"], welcome["view"], welcome["role"]) == (None, "public", None)


async def test_a_bad_ticket_closes_with_4501(site: Site) -> None:
    started = await site.start()
    async with a_socket(site, f"{started.path}/socket") as peer:
        await peer.next()
        peer.send(hello("nonsense"))
        assert (await peer.next())["code"] == 4501


async def test_a_ticket_for_another_workshop_closes_with_4501(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    async with a_socket(site, f"{other.path}/socket") as peer:
        await peer.next()
        peer.send(hello(await ticket_of(one)))
        assert (await peer.next())["code"] == 4501


async def test_text_closes_with_4502(site: Site) -> None:
    started = await site.start()
    async with a_socket(site, f"{started.path}/socket") as peer:
        await peer.next()
        peer.send_text("hello")
        assert (await peer.next())["code"] == 4502


@pytest.mark.parametrize("error", [StorageError("storage_failed"), RoomClosedError()], ids=repr)
async def test_a_room_that_cannot_be_opened_now_is_tried_again(
    site: Site, error: Exception
) -> None:
    started = await site.start()
    ticket = await ticket_of(started)
    broken = replace(site.doors, rooms=BrokenRooms(error))
    door = Starlette(routes=routes(broken))
    async with a_socket(replace(site, app=door), f"{started.path}/socket") as peer:
        await peer.next()
        peer.send(hello(ticket))
        assert (await peer.next())["code"] == CloseCode.ROOM_FAILED


async def test_an_address_that_cannot_be_a_workshop_is_denied(site: Site) -> None:
    assert await opened(site, "/w/nonsense/socket") == DENIED
