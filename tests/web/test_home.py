"""The start page: three things to do, and one's own workshops."""

from pathlib import Path

from codesign.domain.commands import PublishRecording
from codesign.domain.ids import CommandId, ParticipantId, WorkshopId
from codesign.live.request import Request
from codesign.web.access import Login
from tests.web.site import Site, Started, a_site, an_id


async def publish(site: Site, started: Started) -> None:
    me = ParticipantId(str((await started.facilitator.config(started.path))["me"]))
    room = await site.doors.rooms.room(started.workshop)
    await room.submit(Request(id=CommandId(an_id()), command=PublishRecording(), by=me))


async def test_a_stranger_can_join_and_start(site: Site) -> None:
    page = (await site.browser().get("/")).text
    assert 'action="/join"' in page
    assert 'href="/start"' in page
    assert "listed here" in page
    assert "I lost my facilitator link" in page


async def test_my_workshops_are_listed_the_newest_first(site: Site) -> None:
    one, other = await site.start("The first"), await site.start("The second")
    browser = site.browser()
    await browser.join(one)
    await browser.join(other)
    page = (await browser.get("/")).text
    assert page.index("The second") < page.index("The first")


async def test_who_runs_a_workshop_finds_the_link_again_from_here(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert f"{started.path}/started" in (await started.facilitator.get("/")).text
    assert f"{started.path}/started" not in (await resident.get("/")).text


async def test_workshops_that_are_gone_are_not_listed(site: Site) -> None:
    browser = site.browser()
    await browser.join(await site.start("Mine"))
    gone = WorkshopId(an_id())
    access = site.doors.access
    held = access.logins(browser.client.cookies["codesign"])
    token = access.login_token([Login(gone, ParticipantId(an_id())), *held])
    browser.client.cookies.set("codesign", token, domain="hall.example")
    page = await browser.get("/")
    assert page.status_code == 200
    assert gone not in page.text


async def test_a_shared_device_forgets_a_workshop(site: Site) -> None:
    started = await site.start("Mine")
    browser = site.browser()
    await browser.join(started)
    answer = await browser.post("/forget", {"workshop": started.workshop})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Mine" not in (await browser.get("/")).text
    assert (await browser.get(started.path)).headers["location"] == f"{started.path}/join"


async def test_the_illustration_is_offered_once_it_is_published(tmp_path: Path) -> None:
    async with a_site(tmp_path) as site:
        started = await site.start("An invented workshop")
        await publish(site, started)
        unpublished = await site.start("Not yet")
    async with a_site(tmp_path, illustration=started.workshop) as site:
        assert f"{started.path}/replay" in (await site.browser().get("/")).text
    async with a_site(tmp_path, illustration=unpublished.workshop) as site:
        assert "Watch the recording" not in (await site.browser().get("/")).text


async def test_the_server_says_that_it_is_well(site: Site) -> None:
    answer = await site.browser().client.get("/health")
    assert answer.json() == {"status": "ok"}


async def test_privacy_and_accessibility_are_explained(site: Site) -> None:
    for page in ("/privacy", "/accessibility"):
        assert (await site.browser().get(page)).status_code == 200
        assert f'href="{page}"' in (await site.browser().get("/")).text
