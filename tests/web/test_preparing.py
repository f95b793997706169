"""Before the room: dates, place, agenda, what people need, and publishing, on plain pages."""

import re
from html import unescape

import pytest

from codesign.domain.access_needs import DAY_MS
from codesign.domain.commands import SetDoor
from codesign.domain.ids import CommandId, ParticipantId
from codesign.live.request import Request
from codesign.outputs.dates import Dates
from tests.web.site import Browser, Site, Started, an_id, errors_in, hidden_fields

ZONE = Dates("Europe/London")
EVENING = {
    "starts": "18:00",
    "ends": "20:00",
    "venue": "The hall",
    "call_link": "https://c.example/1",
}


def day(site: Site, days: int = 7) -> str:
    return ZONE.local(site.clock.now + days * DAY_MS).date().isoformat()


async def send(browser: Browser, path: str, **fields: str):
    page = await browser.get(path)
    assert page.status_code == 200, page.text
    return await browser.post(path, hidden_fields(page.text) | fields)


async def plan(site: Site, started: Started, **fields: str):
    wanted = {"day": day(site)} | EVENING | fields
    return await send(started.facilitator, f"{started.path}/sessions/new", **wanted)


async def invitation(site: Site, started: Started) -> str:
    return (await site.browser().get(f"{started.path}/join?code={started.code}")).text


async def agenda_of(site: Site, started: Started) -> list[str]:
    room = await site.doors.rooms.room(started.workshop)
    stages = (await room.board("facilitator")).records["stages"].values()
    return [str(each["title"]) for each in sorted(stages, key=lambda each: int(str(each["order"])))]


# --- starting ---------------------------------------------------------------------


async def test_starting_takes_two_questions_and_everything_else_has_a_default(site: Site) -> None:
    page = (await site.browser().get("/start")).text
    before_more = page[: page.index("More settings")]
    assert (
        len(set(re.findall(r'name="(title|shape|\w+)"', before_more)) - {"seat", "viewport"}) <= 4
    )
    assert (await site.start("Two questions")).code


async def test_what_is_set_at_the_start_is_on_the_invitation(site: Site) -> None:
    started = await site.start(
        "Buses", place="Bristol", area="e06000023", until=day(site, 5), day=day(site), **EVENING
    )
    page = await invitation(site, started)
    for told in ("18:00 to 20:00", "The hall", "https://c.example/1"):
        assert told in page
    prepare = (await started.facilitator.get(f"{started.path}/prepare")).text
    assert "Bristol (E06000023)" in prepare
    assert "open until" in prepare


@pytest.mark.parametrize(
    ("field", "value"), [("area", "Bristol"), ("call_link", "javascript:alert(1)"), ("day", "soon")]
)
async def test_what_cannot_be_is_said_beside_its_field_and_kept(site: Site, field, value) -> None:
    wanted = {"title": "Buses", "shape": "quick", "day": day(site)} | EVENING | {field: value}
    answer = await site.browser().submit("/start", "/start", wanted)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert value in answer.text


async def test_an_agenda_brings_its_stages_and_last_times_can_be_copied(site: Site) -> None:
    first = await site.start("First", agenda="review")
    assert (await agenda_of(site, first))[0] == "What was agreed"
    page = (await first.facilitator.get("/start")).text
    assert "As last time: First" in page
    fields = {"title": "Second", "shape": "quick", "agenda": f"last:{first.workshop}"}
    answer = await first.facilitator.submit("/start", "/start", fields)
    second = Started(answer.headers["location"].split("/")[2], "", "", first.facilitator)
    assert await agenda_of(site, second) == await agenda_of(site, first)


async def test_nobody_copies_the_agenda_of_a_workshop_they_do_not_run(site: Site) -> None:
    first = await site.start("First", agenda="review")
    other = await site.start("Other", agenda=f"last:{first.workshop}")
    assert (await agenda_of(site, other))[0] == "Ideas"


async def test_the_reminder_says_when_where_and_until_when(site: Site) -> None:
    started = await site.start("Buses", until=day(site, 5), day=day(site), **EVENING)
    page = (await started.facilitator.get(f"{started.path}/prepare")).text
    reminder = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1])
    when = f"{ZONE.day(site.clock.now + 7 * DAY_MS)}, 18:00 to 20:00"
    assert f"\n\n{when}\nThe hall\nFrom home: https://c.example/1\n\n" in reminder
    assert "“Ideas” is open until" in reminder
    assert f"/join?code={started.code}" in reminder


# --- sessions ---------------------------------------------------------------------


async def test_a_session_is_planned_moved_and_cancelled(site: Site) -> None:
    started = await site.start()
    assert (await plan(site, started)).status_code == 303
    page = (await started.facilitator.get(f"{started.path}/prepare")).text
    session = re.search(r"/sessions/([\w-]{22})", page)[1]
    path = f"{started.path}/sessions/{session}"
    moved = {"day": day(site, 9)} | EVENING | {"starts": "10:00", "ends": "11:30"}
    assert (await send(started.facilitator, path, **moved)).status_code == 303
    assert "10:00 to 11:30" in await invitation(site, started)
    assert (await send(started.facilitator, path, do="cancel")).status_code == 303
    assert "When and where" not in await invitation(site, started)


async def test_a_session_that_ends_first_is_refused_and_kept_as_typed(site: Site) -> None:
    started = await site.start()
    answer = await plan(site, started, ends="17:00")
    assert errors_in(answer) == ["The end comes before the start. Check both times."]
    assert 'value="17:00"' in answer.text


async def test_the_call_is_for_those_inside_where_there_is_a_lobby(site: Site) -> None:
    started = await site.start()
    await plan(site, started)
    room = await site.doors.rooms.room(started.workshop)
    me = ParticipantId(str((await started.facilitator.config(started.path))["me"]))
    await room.submit(Request(id=CommandId(an_id()), command=SetDoor(door="lobby"), by=me))
    assert "https://c.example/1" not in await invitation(site, started)


async def test_a_stage_opens_until_a_date_and_grows_without_loss(site: Site) -> None:
    started = await site.start()
    path = f"{started.path}/agenda"
    page = (await started.facilitator.get(path)).text
    stage = re.search(r'<option value="([\w-]{22})"', page)[1]
    fields = {"do": "until", "stage": stage, "until": day(site)}
    assert (await started.facilitator.post(path, fields)).status_code == 303
    assert "Open until" in (await started.facilitator.get(path)).text
    before = await agenda_of(site, started)
    grow = hidden_fields(page) | {"do": "grow", "shape": "full"}
    for _ in range(2):
        assert (await started.facilitator.post(path, grow)).status_code == 303
    after = await agenda_of(site, started)
    assert [each for each in after if each in before] == before
    assert len(after) == 11


@pytest.mark.parametrize(
    "page", ["prepare", "settings", "sessions/new", "agenda", "preview", "publish"]
)
async def test_only_those_who_run_it_prepare_it(site: Site, page: str) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert (await resident.get(f"{started.path}/{page}")).status_code == 403
    assert (await started.facilitator.get(f"{started.path}/{page}")).status_code == 200


# --- what people need ---------------------------------------------------------------


async def tell(site: Site, started: Started, browser: Browser, **fields: str):
    page = f"{started.path}/access?code={started.code}"
    wanted = {"needs": "A hearing loop", "name": "Mair"} | fields
    return await browser.submit(page, f"{started.path}/access", wanted)


async def test_what_people_need_reaches_the_facilitators_only_and_can_be_taken_back(
    site: Site,
) -> None:
    started = await site.start()
    browser, resident = site.browser(), site.browser()
    thanks = await tell(site, started, browser)
    assert "the facilitators know" in thanks.text
    await resident.join(started)
    prepare = f"{started.path}/prepare"
    assert "A hearing loop" in (await started.facilitator.get(prepare)).text
    for path in ("", "/join", "/replay"):
        assert "hearing loop" not in (await resident.get(f"{started.path}{path}")).text
    back = hidden_fields(thanks.text)
    assert back["do"] == "take_back"
    assert "It is deleted" in (await browser.post(f"{started.path}/access", back)).text
    assert "A hearing loop" not in (await started.facilitator.get(prepare)).text


async def test_without_the_code_nobody_is_told_of_anything(site: Site) -> None:
    started = await site.start("Secret title")
    answer = await tell(site, started, site.browser(), code="XXXXXX")
    assert answer.status_code == 422
    assert "Secret title" not in answer.text


async def test_a_facilitator_deletes_what_is_no_longer_needed(site: Site) -> None:
    started = await site.start()
    await tell(site, started, site.browser())
    prepare = f"{started.path}/prepare"
    need = hidden_fields((await started.facilitator.get(prepare)).text)["need"]
    await started.facilitator.post(f"{prepare}/needs", {"need": need})
    assert "A hearing loop" not in (await started.facilitator.get(prepare)).text


# --- publishing, and what is sensitive ----------------------------------------------


async def test_publishing_says_what_it_means_first_and_is_taken_back_at_once(site: Site) -> None:
    started = await site.start()
    path, stranger = f"{started.path}/publish", site.browser()
    assert errors_in(await send(started.facilitator, path, do="publish"))
    watched = (f"{started.path}/replay", f"{started.path}/moments?view=public")
    for each in watched:
        assert (await stranger.get(each)).status_code == 303
    await send(started.facilitator, path, do="publish", sure="yes")
    for each in watched:
        assert (await stranger.get(each)).status_code == 200
    await send(started.facilitator, path, do="unpublish")
    for each in watched:
        assert (await stranger.get(each)).status_code == 303


async def test_a_sensitive_workshop_is_never_published_nor_named_on_a_shared_phone(
    site: Site,
) -> None:
    started = await site.start("Leaving a violent home", sensitive="yes")
    path = f"{started.path}/publish"
    assert "can never be published" in (await started.facilitator.get(path)).text
    answer = await started.facilitator.post(path, {"do": "publish", "sure": "yes"})
    assert errors_in(answer)
    browser = site.browser()
    await browser.join(started)
    home = await browser.get("/")
    assert "Leaving a violent home" not in home.text
    assert "A sensitive workshop" in home.text
    assert "Leaving a violent home" in (await browser.get("/?names=yes")).text
    room = (await browser.get(started.path)).text
    assert "<title>Workshop" in room
    assert home.headers["cache-control"] == "no-store"


async def test_leaving_a_device_forgets_everything_kept_there(site: Site) -> None:
    started = await site.start("Mine")
    browser = site.browser()
    await browser.join(started)
    assert "Leave this device" in (await browser.get("/leave")).text
    left = await browser.post("/leave")
    assert '"storage"' in left.headers["clear-site-data"]
    assert "leave.js" in left.text
    assert "Mine" not in (await browser.get("/")).text
