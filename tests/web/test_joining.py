"""Coming in: by code, with the three lines first; once each; and back on a second device."""

import asyncio
import re
from pathlib import Path

import pytest

from codesign.domain.commands import AddArea, IssueJoinCode
from codesign.domain.ids import AreaId, CommandId, ParticipantId
from codesign.live.request import Request
from codesign.web.codes import NO_CODE, WRONG_CODE
from codesign.web.guesses import GUESSES
from codesign.web.joining import LONG_NAME, NO_NAME, WRONG_REJOIN_CODE
from tests.fakes import FakeLog
from tests.web.site import Browser, Site, Started, a_site, an_id, errors_in, hidden_fields

HOSTILE = '<script>alert("x")</script>\'&'


async def people(site: Site, started: Started) -> dict[str, dict[str, object]]:
    room = await site.doors.rooms.room(started.workshop)
    records = (await room.board("facilitator")).records["participants"]
    return {str(each["name"]): dict(each) for each in records.values()}


async def rejoin_code(browser: Browser, started: Started) -> str:
    return str((await browser.config(started.path))["rejoinCode"])


# --- the code -------------------------------------------------------------


async def test_a_code_leads_to_its_workshop(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().post("/join", {"code": started.code})
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{started.path}/join?code={started.code}"


async def test_a_code_is_taken_however_it_is_typed(site: Site) -> None:
    started = await site.start()
    typed = f" {started.code[:3].lower()}-{started.code[3:]} "
    assert (await site.browser().post("/join", {"code": typed})).status_code == 303


async def test_the_address_in_the_qr_code_leads_there_too(site: Site) -> None:
    started = await site.start()
    assert (await site.browser().get(f"/join?code={started.code}")).status_code == 303


async def test_an_empty_code_says_where_to_find_one(site: Site) -> None:
    answer = await site.browser().post("/join", {"code": ""})
    assert answer.status_code == 422
    assert errors_in(answer) == [NO_CODE]


async def test_a_wrong_code_stays_in_the_box(site: Site) -> None:
    answer = await site.browser().post("/join", {"code": "XXXXXX"})
    assert errors_in(answer) == [WRONG_CODE]
    assert 'value="XXXXXX"' in answer.text


async def test_a_code_typed_by_an_attacker_is_shown_as_text(site: Site) -> None:
    answer = await site.browser().post("/join", {"code": f'"{HOSTILE}'})
    assert "<script>" not in answer.text


async def test_guessing_codes_is_slowed_down_by_address(site: Site) -> None:
    browser = site.browser()
    for _ in range(GUESSES.burst):
        await browser.post("/join", {"code": "XXXXXX"})
    answer = await browser.post("/join", {"code": "XXXXXX"})
    assert answer.status_code == 429
    assert "Wait 5 seconds" in answer.text
    elsewhere = site.browser(address="203.0.113.99")
    assert (await elsewhere.post("/join", {"code": "XXXXXX"})).status_code == 422


async def test_a_replaced_code_lets_nobody_in(site: Site) -> None:
    started = await site.start()
    facilitator = (await started.facilitator.config(started.path))["me"]
    room = await site.doors.rooms.room(started.workshop)
    await room.submit(
        Request(id=CommandId(an_id()), command=IssueJoinCode(code="CDFGHJ"), by=facilitator)  # type: ignore[arg-type]
    )
    assert errors_in(await site.browser().post("/join", {"code": started.code})) == [WRONG_CODE]
    late = await site.browser().post(f"{started.path}/join", {"code": started.code, "name": "Mair"})
    assert errors_in(late) == [WRONG_CODE]
    assert 'value="Mair"' in late.text


async def test_another_workshops_code_does_not_open_this_one(site: Site) -> None:
    started, other = await site.start(), await site.start("Another")
    answer = await site.browser().post(f"{started.path}/join", {"code": other.code, "name": "Mair"})
    assert errors_in(answer) == [WRONG_CODE]


async def test_without_the_code_a_stranger_learns_nothing_about_the_workshop(site: Site) -> None:
    started = await site.start("Closing the care home", organisations="Care Ltd")
    browser = site.browser()
    for page in (
        await browser.get(f"{started.path}/join"),
        await browser.get(f"{started.path}/join?code=XXXXXX"),
        await browser.post(f"{started.path}/join", {"code": "XXXXXX", "name": "Mair"}),
        await browser.get(f"{started.path}/rejoin"),
    ):
        assert "care home" not in page.text
        assert "Care Ltd" not in page.text


# --- joining --------------------------------------------------------------


async def test_three_lines_stand_before_the_name(site: Site) -> None:
    started = await site.start()
    page = (await site.browser().get(f"{started.path}/join?code={started.code}")).text
    places = [page.index(each) for each in ("It is recorded", "Who sees it", "have it removed")]
    assert places == sorted(places)
    assert places[-1] < page.index('name="name"')


async def test_the_second_line_says_that_a_sensitive_workshop_is_never_published(
    site: Site,
) -> None:
    started = await site.start(sensitive="yes")
    page = (await site.browser().get(f"{started.path}/join?code={started.code}")).text
    assert "never published" in page


async def test_joining_leads_into_the_room_and_stays_through_reloads(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    answer = await browser.join(started, "Mair")
    assert answer.status_code == 303
    assert answer.headers["location"] == started.path
    config = await browser.config(started.path)
    assert (config["myName"], config["role"]) == ("Mair", "participant")


async def test_joining_is_recorded_as_coming_through_the_form(site: Site) -> None:
    started = await site.start()
    await site.browser().join(started)
    assert list(site.log.read(started.workshop))[-1].via == "form"


async def test_an_empty_name_says_what_to_write_and_nobody_joins(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().join(started, "   ")
    assert answer.status_code == 422
    assert errors_in(answer) == [NO_NAME]
    assert "<title>Error: " in answer.text
    assert 'href="#name"' in answer.text
    assert 'id="name-error"' in answer.text
    assert list(await people(site, started)) == ["Facilitator"]


async def test_a_name_of_invisible_characters_is_empty(site: Site) -> None:
    started = await site.start()
    assert errors_in(await site.browser().join(started, "\u200b\u3164")) == [NO_NAME]


async def test_what_was_typed_stays_when_something_is_wrong(site: Site) -> None:
    started = await site.start(organisations="Tredegar Town Council\nStagecoach")
    browser = site.browser()
    page = (await browser.get(f"{started.path}/join?code={started.code}")).text
    stagecoach = re.search(r'value="([^"]{22})"[^>]*>\s*<label[^>]*>\s*Stagecoach', page)
    assert stagecoach
    answer = await browser.join(started, "x" * 101, organisation=stagecoach[1], observer="yes")
    assert errors_in(answer) == [LONG_NAME]
    assert f'value="{"x" * 101}"' in answer.text
    assert re.search(f'value="{stagecoach[1]}" checked', answer.text)
    assert re.search(r'name="observer"[^>]*checked', answer.text)


async def test_people_choose_whom_they_speak_for_or_nobody(site: Site) -> None:
    started = await site.start(organisations="Stagecoach")
    page = (await site.browser().get(f"{started.path}/join?code={started.code}")).text
    stagecoach = re.search(r'value="([^"]{22})"[^>]*>\s*<label[^>]*>\s*Stagecoach', page)
    assert stagecoach
    await site.browser().join(started, "Officer", organisation=stagecoach[1])
    await site.browser().join(started, "Resident", organisation="none")
    roll = await people(site, started)
    assert roll["Officer"]["organisation"] == stagecoach[1]
    assert roll["Resident"]["organisation"] is None


async def test_an_organisation_that_is_not_on_the_list_is_refused(site: Site) -> None:
    started = await site.start(organisations="Stagecoach")
    answer = await site.browser().join(started, "Mair", organisation=an_id())
    assert errors_in(answer) == ["Choose one from the list."]


async def test_people_may_say_which_area_they_are_from_where_the_workshop_asks(site: Site) -> None:
    started = await site.start()
    page = f"{started.path}/join?code={started.code}"
    assert 'name="area"' not in (await site.browser().get(page)).text
    mill = AreaId(an_id())
    room = await site.doors.rooms.room(started.workshop)
    by = ParticipantId(str((await started.facilitator.config(started.path))["me"]))
    add = Request(id=CommandId(an_id()), command=AddArea(area=mill, name="Mill <Lane>"), by=by)
    await room.submit(add)
    asked = (await site.browser().get(page)).text
    assert f'<option value="{mill}">Mill &lt;Lane&gt;</option>' in asked
    assert "Only the facilitators see yours." in asked
    await site.browser().join(started, "Mair", area=mill)
    await site.browser().join(started, "Ben", area="")
    roll = await people(site, started)
    assert (roll["Mair"]["area"], roll["Ben"]["area"]) == (mill, None)
    answer = await site.browser().join(started, "Sian", area=an_id())
    assert errors_in(answer) == ["Choose one from the list."]


async def test_an_observer_joins_as_one(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    await browser.join(started, "Watcher", observer="yes")
    config = await browser.config(started.path)
    assert (config["role"], config["view"]) == ("observer", "public")


async def test_a_hostile_name_is_shown_as_text_everywhere(site: Site) -> None:
    started = await site.start(HOSTILE, organisations=HOSTILE, question=HOSTILE)
    browser = site.browser()
    pages = [await browser.get(f"{started.path}/join?code={started.code}")]
    await browser.join(started, HOSTILE)
    pages += [
        await browser.get("/"),
        await browser.get(started.path),
        await browser.get(f"{started.path}/erase"),
        await started.facilitator.get(f"{started.path}/erase"),
        await started.facilitator.get(f"{started.path}/started"),
        await started.facilitator.get(f"{started.path}/sheet"),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>" not in page.text
        assert 'alert("x")' not in page.text
    assert (await browser.config(started.path))["myName"] == HOSTILE


async def test_when_the_disk_is_full_what_was_typed_stays(tmp_path: Path) -> None:
    log = FakeLog()
    async with a_site(tmp_path, log) as site:
        started = await site.start()
        browser = site.browser()
        log.recorder.failing = True
        answer = await browser.join(started, "Mair")
        assert answer.status_code == 503
        assert errors_in(answer)
        assert 'value="Mair"' in answer.text
        log.recorder.failing = False
        assert (await browser.join(started, "Mair")).status_code == 303
        assert list(await people(site, started)) == ["Facilitator", "Mair"]


async def test_a_form_sent_twice_joins_once(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    page = await browser.get(f"{started.path}/join?code={started.code}")
    fields = hidden_fields(page.text) | {"name": "Mair"}
    answers = await asyncio.gather(
        *(browser.post(f"{started.path}/join", fields) for _ in range(3))
    )
    assert {each.status_code for each in answers} == {303}
    assert list(await people(site, started)) == ["Facilitator", "Mair"]


async def test_who_has_joined_goes_straight_to_the_room(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    await browser.join(started)
    for answer in (
        await browser.get(f"{started.path}/join"),
        await browser.post(f"{started.path}/join", {"code": started.code, "name": "Again"}),
    ):
        assert (answer.status_code, answer.headers["location"]) == (303, started.path)
    assert "Again" not in await people(site, started)


async def test_a_seat_made_elsewhere_is_not_taken(site: Site) -> None:
    started = await site.start()
    fields = {"code": started.code, "name": "Mair", "seat": "forged"}
    browser = site.browser()
    assert (await browser.post(f"{started.path}/join", fields)).status_code == 303
    me = (await browser.config(started.path))["me"]
    assert me != (await started.facilitator.config(started.path))["me"]


async def test_nobody_gets_the_place_of_somebody_who_joined(site: Site) -> None:
    started, other = await site.start(), await site.start("Another")
    page = await site.browser().get(f"{other.path}/join?code={other.code}")
    seat_of_other = hidden_fields(page.text)["seat"]
    browser = site.browser()
    fields = {"code": started.code, "name": "Mair", "seat": seat_of_other}
    await browser.post(f"{started.path}/join", fields)
    room = await site.doors.rooms.room(started.workshop)
    taken = site.doors.access.read_seat(seat_of_other).participant
    assert taken not in (await room.board("facilitator")).records["participants"]


# --- a second device ------------------------------------------------------


async def test_a_rejoin_code_makes_a_second_device_the_same_person(site: Site) -> None:
    started = await site.start()
    phone, laptop = site.browser(), site.browser()
    await phone.join(started, "Mair")
    code = await rejoin_code(phone, started)
    answer = await laptop.submit(
        f"{started.path}/rejoin",
        f"{started.path}/rejoin",
        {"code": f"{code[:4]} {code[4:].lower()}"},
    )
    assert answer.status_code == 303
    assert (await laptop.config(started.path))["me"] == (await phone.config(started.path))["me"]
    assert len(await people(site, started)) == 2


@pytest.mark.parametrize("code", ["", "CCCCCCCC", "é"])
async def test_a_wrong_rejoin_code_lets_nobody_in(site: Site, code: str) -> None:
    started = await site.start()
    answer = await site.browser().post(f"{started.path}/rejoin", {"code": code})
    assert errors_in(answer) == [WRONG_REJOIN_CODE]
    assert "set-cookie" not in answer.headers


async def test_guessing_rejoin_codes_is_slowed_down(site: Site) -> None:
    started = await site.start()
    browser = site.browser()
    for _ in range(GUESSES.burst):
        await browser.post(f"{started.path}/rejoin", {"code": "CCCCCCCC"})
    answer = await browser.post(f"{started.path}/rejoin", {"code": "CCCCCCCC"})
    assert answer.status_code == 429


async def test_a_rejoin_code_of_another_workshop_does_not_hold(site: Site) -> None:
    started, other = await site.start(), await site.start("Another")
    phone = site.browser()
    await phone.join(other)
    code = await rejoin_code(phone, other)
    answer = await site.browser().post(f"{started.path}/rejoin", {"code": code})
    assert errors_in(answer) == [WRONG_REJOIN_CODE]


# --- the cookie -----------------------------------------------------------


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Site) -> None:
    started = await site.start()
    cookie = (await site.browser().join(started)).headers["set-cookie"]
    assert cookie.startswith("codesign=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # over plain HTTP, as in a hall with its own server


async def test_over_https_the_cookie_is_sent_over_https_only(site: Site) -> None:
    started = await site.start()
    browser = site.browser(origin="https://hall.example")
    fields = {"code": started.code, "name": "Mair"}
    answer = await browser.post(f"{started.path}/join", fields, origin="https://hall.example")
    assert "Secure" in answer.headers["set-cookie"]


async def test_one_browser_is_in_several_workshops(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    browser = site.browser()
    await browser.join(one, "Mair")
    await browser.join(other, "M.")
    assert (await browser.config(one.path))["myName"] == "Mair"
    assert (await browser.config(other.path))["myName"] == "M."


async def test_a_login_for_one_workshop_opens_no_other(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    answer = await one.facilitator.get(other.path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{other.path}/join")
