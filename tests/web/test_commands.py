"""Tickets and posted commands: SPEC.md rules H1 and H2."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from codesign.domain.commands import EraseParticipant
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live.request import Request
from codesign.protocol.codec import POSTED_COMMAND_BYTES
from codesign.web.commands import MESSAGE_PACK, POSTS_AT_ONCE, TICKETS, seat_of
from tests.web.site import ORIGIN, Browser, Clock, Site, Started, a_site, an_id, bearer_of


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


# --- limits ---------------------------------------------------------------


async def test_tickets_are_given_to_ten_tabs_at_once_but_not_without_end(site: Site) -> None:
    started = await site.start()
    answers = [
        await started.facilitator.post(f"{started.path}/ticket") for _ in range(TICKETS.burst + 1)
    ]
    assert {each.status_code for each in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "2"
    resident = site.browser()
    await resident.join(started)
    assert (await resident.post(f"{started.path}/ticket")).status_code == 200, "not by address"
    site.clock.pass_s(2)
    assert (await started.facilitator.post(f"{started.path}/ticket")).status_code == 200


async def test_tickets_are_counted_by_the_time_that_passes(tmp_path: Path) -> None:
    passes = Clock()
    async with a_site(tmp_path, elapsed=passes) as site:
        started = await site.start()
        for _ in range(TICKETS.burst):
            await started.facilitator.post(f"{started.path}/ticket")

        site.clock.pass_s(3_600)
        assert (await started.facilitator.post(f"{started.path}/ticket")).status_code == 429
        passes.pass_s(2)
        site.clock.pass_s(-7_200)
        assert (await started.facilitator.post(f"{started.path}/ticket")).status_code == 200


async def test_whoever_was_erased_gets_no_ticket_rule_o10(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    me = ParticipantId(str((await resident.config(started.path))["me"]))
    room = await site.doors.rooms.room(started.workshop)
    command = EraseParticipant(participant=me)
    await room.submit(Request(id=CommandId(an_id()), command=command, by=me))
    answer = await resident.client.post(f"{started.path}/ticket", headers={"origin": ORIGIN})
    assert answer.status_code == 410
    assert answer.json()["code"] == "erased"


async def test_whoever_the_log_does_not_know_gets_no_ticket_rule_o10(site: Site) -> None:
    started = await site.start()
    stranger = bearer_of(site, started.workshop, an_id())
    answer = await site.browser().api(f"{started.path}/ticket", bearer=stranger)
    assert answer.status_code == 401


async def test_one_person_posts_four_commands_at_once_at_most(site: Site) -> None:
    started = await site.start()
    path, login = (
        f"{started.path}/commands",
        {"authorization": f"Bearer {await bearer(site, started)}"},
    )
    finish = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"\xc1"
        await finish.wait()

    client = site.browser().client
    posts = [
        asyncio.create_task(client.post(path, content=slowly(), headers=login))
        for _ in range(POSTS_AT_ONCE)
    ]
    await asyncio.sleep(0.05)
    refused = await client.post(path, content=b"\xc1", headers=login)
    finish.set()
    taken = await asyncio.gather(*posts)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert {each.status_code for each in taken} == {400}, "read, and no command"
    again = await client.post(path, content=b"\xc1", headers=login)
    assert again.status_code == 400


async def bearer(site: Site, started: Started) -> str:
    me = (await started.facilitator.config(started.path))["me"]
    return bearer_of(site, started.workshop, str(me))
