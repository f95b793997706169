"""Tickets and posted commands: SPEC.md rules H1 and H2."""

from typing import Any

import msgspec
import pytest

from codesign.protocol.codec import POSTED_COMMAND_BYTES
from codesign.web.commands import MESSAGE_PACK, seat_of
from tests.web.site import Browser, Site, Started, an_id


def message(kind: str, data: dict[str, object], **fields: object) -> bytes:
    return msgspec.msgpack.encode(
        {"t": "command", "id": an_id(), "type": kind, "data": data} | fields
    )


async def command(browser: Browser, started: Started, body: bytes) -> dict[str, Any]:
    headers = {"origin": "http://hall.example", "content-type": MESSAGE_PACK}
    answer = await browser.client.post(f"{started.path}/commands", content=body, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == MESSAGE_PACK
    decoded: dict[str, Any] = msgspec.msgpack.decode(answer.content)
    return decoded


# --- H2 -------------------------------------------------------------------


async def test_h2_a_login_gets_a_ticket_that_names_its_person(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    answer = await resident.post(f"{started.path}/ticket")
    ticket = site.doors.access.read_ticket(answer.json()["ticket"])
    me = (await resident.config(started.path))["me"]
    assert (ticket.workshop, ticket.participant, ticket.via) == (started.workshop, me, "room")


async def test_h2_a_facilitators_ticket_comes_through_the_desk(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/ticket")
    assert site.doors.access.read_ticket(answer.json()["ticket"]).via == "desk"


async def test_h2_a_ticket_is_not_kept_by_caches(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/ticket")
    assert answer.headers["cache-control"] == "no-store"


async def test_h2_nobody_gets_no_ticket(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().client.post(f"{started.path}/ticket")
    assert (answer.status_code, answer.json()["code"]) == (401, "login_needed")


async def test_h2_a_login_of_another_workshop_gets_no_ticket(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    assert (await one.facilitator.post(f"{other.path}/ticket")).status_code == 401


@pytest.mark.parametrize("path", ["ticket", "commands", "code", "people", "erase"])
async def test_what_changes_something_is_never_done_by_a_get(site: Site, path: str) -> None:
    started = await site.start()
    before = site.log.head(started.workshop)
    await started.facilitator.get(f"{started.path}/{path}")
    assert site.log.head(started.workshop) == before


# --- H1 -------------------------------------------------------------------


async def test_h1_a_posted_command_is_answered_as_on_the_socket(site: Site) -> None:
    started = await site.start()
    body = message("RetitleWorkshop", {"title": "New", "question": ""})
    answer = await command(started.facilitator, started, body)
    assert answer["t"] == "ack"
    assert answer["seq"] == site.log.head(started.workshop)
    last = list(site.log.read(started.workshop))[-1]
    assert last.via == "desk"


async def test_h1_a_rule_refuses_with_its_code(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    body = message("RetitleWorkshop", {"title": "Mine", "question": ""})
    answer = await command(resident, started, body)
    assert (answer["t"], answer["code"]) == ("reject", "role_not_allowed")


async def test_h1_sent_again_it_gets_the_same_answer_and_happens_once(site: Site) -> None:
    started = await site.start()
    body = message("RetitleWorkshop", {"title": "New", "question": ""})
    first = await command(started.facilitator, started, body)
    second = await command(started.facilitator, started, body)
    assert first == second


async def test_h1_a_command_that_does_not_fit_is_rejected(site: Site) -> None:
    started = await site.start()
    body = message("RetitleWorkshop", {"title": 7})
    answer = await command(started.facilitator, started, body)
    assert (answer["t"], answer["code"]) == ("reject", "bad_command")


@pytest.mark.parametrize("body", [b"", b"\xc1", b"{}", msgspec.msgpack.encode({"t": "hello"})])
async def test_h1_what_is_no_command_is_refused(site: Site, body: bytes) -> None:
    started = await site.start()
    headers = {"origin": "http://hall.example"}
    answer = await started.facilitator.client.post(
        f"{started.path}/commands", content=body, headers=headers
    )
    assert answer.status_code == 400


async def test_h1_two_mebibytes_and_no_more(site: Site) -> None:
    started = await site.start()
    headers = {"origin": "http://hall.example"}
    answer = await started.facilitator.client.post(
        f"{started.path}/commands", content=bytes(POSTED_COMMAND_BYTES + 1), headers=headers
    )
    assert answer.status_code == 413


async def test_h1_nobody_commands_without_a_login(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().client.post(f"{started.path}/commands", content=b"")
    assert answer.status_code == 401


# --- whose seat a ticket is -------------------------------------------------


async def test_a_ticket_seats_its_person_in_its_workshop_only(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    answer = await one.facilitator.post(f"{one.path}/ticket")
    ticket = answer.json()["ticket"]
    seat = seat_of(site.doors, ticket, one.workshop)
    assert seat
    assert seat.participant == (await one.facilitator.config(one.path))["me"]
    assert seat_of(site.doors, ticket, other.workshop) is None
    assert seat_of(site.doors, "nonsense", one.workshop) is None
    site.clock.pass_s(62)
    assert seat_of(site.doors, ticket, one.workshop) is None


async def test_a_login_cookie_is_no_ticket(site: Site) -> None:
    started = await site.start()
    login = started.facilitator.client.cookies["codesign"]
    assert seat_of(site.doors, login, started.workshop) is None


async def test_the_displays_seat_is_nobodys_on_the_roll(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/ticket?as=display")
    seat = seat_of(site.doors, answer.json()["ticket"], started.workshop)
    assert seat
    room = await site.doors.rooms.room(started.workshop)
    assert room.view_of(seat.participant) == "public"
