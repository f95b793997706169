"""Waiting to be let in, put out, banned; and the links of those who help to run a workshop."""

import json

import pytest

from codesign.domain.commands import (
    AdmitParticipants,
    Command,
    InviteFacilitator,
    ReadmitParticipant,
    RemoveParticipant,
    SetDoor,
)
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live.request import Accepted, Request
from tests.web.site import Browser, Site, Started, an_id, errors_in


async def run(site: Site, started: Started, command: Command) -> None:
    """Ask for something at the facilitator's desk."""
    room = await site.doors.rooms.room(started.workshop)
    by = next(iter(room.memory.workshop.running))
    answer = await room.submit(Request(id=CommandId(an_id()), command=command, by=by, via="desk"))
    assert isinstance(answer, Accepted), answer


async def latest(site: Site, started: Started) -> ParticipantId:
    room = await site.doors.rooms.room(started.workshop)
    return [*room.memory.workshop.participants][-1]


async def joined(site: Site, started: Started, name: str = "Mair") -> tuple[Browser, ParticipantId]:
    browser = site.browser()
    assert (await browser.join(started, name)).status_code == 303
    return browser, await latest(site, started)


async def test_with_a_lobby_one_waits_on_a_page_and_goes_on_when_let_in(site: Site) -> None:
    started = await site.start()
    await run(site, started, SetDoor(door="lobby"))
    browser, person = await joined(site, started)
    waiting = await browser.get(started.path)
    assert waiting.status_code == 403
    assert "You are waiting to be let in" in waiting.text
    assert "/static/waiting.js" in waiting.text
    told = await browser.get(started.path, accept="application/json")
    assert told.json()["code"] == "waiting"
    assert (await browser.join(started, "Another name")).headers["location"] == started.path

    await run(site, started, AdmitParticipants(participants=(person,)))
    assert (await browser.get(started.path)).status_code == 200


@pytest.mark.parametrize("page", ["", "/replay", "/summary", "/moments"])
async def test_who_waits_or_was_put_out_sees_nothing_of_the_workshop(site: Site, page: str) -> None:
    started = await site.start("Secret title")
    await run(site, started, SetDoor(door="lobby"))
    browser, person = await joined(site, started)
    assert (await browser.get(started.path + page)).status_code == 403
    assert "Secret title" not in (await browser.get(started.path + page)).text
    assert (await browser.post(f"{started.path}/ticket")).status_code == 403
    await run(site, started, RemoveParticipant(participant=person))
    assert (await browser.get(started.path + page)).status_code == 403
    assert (await browser.post(f"{started.path}/ticket")).status_code == 403


async def test_nobody_new_joins_through_a_locked_door_and_they_are_told(site: Site) -> None:
    started = await site.start()
    await run(site, started, SetDoor(door="locked"))
    answer = await site.browser().join(started)
    assert answer.status_code == 422
    assert errors_in(answer) == [
        "Nobody new can come in at the moment. Ask the facilitator to open the door."
    ]


async def test_who_was_put_out_is_told_kindly_and_may_join_afresh(site: Site) -> None:
    started = await site.start()
    browser, person = await joined(site, started)
    await run(site, started, RemoveParticipant(participant=person, reason="Shouted"))
    page = await browser.get(started.path)
    assert "You were asked to leave this workshop" in page.text
    assert "Shouted" not in page.text
    assert (await browser.join(started, "Mair again")).status_code == 303
    assert (await browser.get(started.path)).status_code == 200
    assert await latest(site, started) != person


async def test_a_ban_outlives_a_new_name_on_the_same_browser_until_it_is_lifted(site: Site) -> None:
    started = await site.start()
    browser, person = await joined(site, started)
    await run(site, started, RemoveParticipant(participant=person, ban=True))
    for _ in range(2):
        assert (await browser.join(started, "Somebody else")).headers["location"] == started.path
        assert "You cannot come into this workshop" in (await browser.get(started.path)).text
    assert await latest(site, started) == person
    rejoining = await browser.post(f"{started.path}/rejoin", {"code": "CCCCCCCC"})
    assert rejoining.headers["location"] == started.path

    await run(site, started, ReadmitParticipant(participant=person))
    assert (await browser.get(started.path)).status_code == 200


async def test_somebody_who_helps_to_run_it_comes_in_by_a_link_of_their_own(site: Site) -> None:
    started = await site.start()
    gwen = ParticipantId(an_id())
    await run(site, started, InviteFacilitator(participant=gwen, name="Gwen"))
    answer = await started.facilitator.get(f"{started.path}/links/{gwen}")
    link = json.loads(answer.text)["link"]
    browser = site.browser()
    assert (await browser.follow(link)).status_code == 303
    config = await browser.config(started.path)
    assert (config["me"], config["role"]) == (gwen, "co_facilitator")

    # Their seat put out, the link and every login it gave are worth nothing.
    await run(site, started, RemoveParticipant(participant=gwen, ban=True))
    assert (await browser.get(started.path)).status_code == 403
    other = site.browser()
    await other.follow(link)
    assert (await other.get(started.path)).status_code == 403
    assert (await started.facilitator.get(f"{started.path}/links/{gwen}")).status_code == 404


async def test_a_facilitators_own_link_is_given_to_no_co_facilitator(site: Site) -> None:
    started = await site.start()
    room = await site.doors.rooms.room(started.workshop)
    facilitator = next(iter(room.memory.workshop.running))
    gwen = ParticipantId(an_id())
    await run(site, started, InviteFacilitator(participant=gwen, name="Gwen"))
    link = json.loads((await started.facilitator.get(f"{started.path}/links/{gwen}")).text)["link"]
    browser = site.browser()
    await browser.follow(link)
    assert (await browser.get(f"{started.path}/links/{facilitator}")).status_code == 403
    assert (await browser.get(f"{started.path}/links/{gwen}")).status_code == 200
    plain, person = await joined(site, started)
    assert (await plain.get(f"{started.path}/links/{gwen}")).status_code == 403
    assert (await browser.get(f"{started.path}/links/{person}")).status_code == 404
