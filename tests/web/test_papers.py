"""Paper: sheets for those who run and help, and personal codes that are one person each."""

import re

import pytest

from codesign.domain.commands import (
    Command,
    Listing,
    ListPeople,
    OpenRound,
    OptionPlan,
    RecordArrival,
)
from codesign.domain.ids import AreaId, CommandId, OptionId, ParticipantId, RoundId
from codesign.live.request import Accepted, Request
from tests.web.site import Browser, Site, Started, an_id


async def ask(site: Site, started: Started, command: Command) -> None:
    room = await site.doors.rooms.room(started.workshop)
    by = ParticipantId(str((await started.facilitator.config(started.path))["me"]))
    answer = await room.submit(Request(id=CommandId(an_id()), command=command, by=by, via="desk"))
    assert isinstance(answer, Accepted)


async def expecting(site: Site, started: Started) -> ParticipantId:
    """Put Dilys on the door list, at table 3."""
    dilys = ParticipantId(an_id())
    line = Listing(participant=dilys, name="Dilys <Pugh>", table="3")
    await ask(site, started, ListPeople(people=(line,)))
    return dilys


async def personal_code(started: Started) -> str:
    page = (await started.facilitator.get(f"{started.path}/papers/door")).text
    found = re.search(r'class="code">([A-Z0-9]{4} [A-Z0-9]{4})<', page)
    assert found, page
    return found[1]


async def asking(site: Site, started: Started) -> RoundId:
    round_id = RoundId(an_id())
    plans = tuple(
        OptionPlan(option=OptionId(an_id()), source="text", text=each) for each in ("Bus", "Taxi")
    )
    opened = OpenRound(round=round_id, question="What first?", method="agree", options=plans)
    await ask(site, started, opened)
    return round_id


PAGES = ["papers", "papers/door", "papers/tables", "papers/agenda"]


@pytest.mark.parametrize("page", PAGES)
async def test_sheets_are_for_those_who_run_the_workshop(site: Site, page: str) -> None:
    started = await site.start()
    await expecting(site, started)
    path = f"{started.path}/{page}"
    assert (await started.facilitator.get(path)).status_code == 200
    resident = site.browser()
    await resident.join(started)
    assert (await resident.get(path)).status_code == 403
    assert (await site.browser().get(path)).headers["location"] == f"{started.path}/join"


async def test_what_people_wrote_is_text_on_a_sheet(site: Site) -> None:
    started = await site.start()
    await expecting(site, started)
    page = (await started.facilitator.get(f"{started.path}/papers/door")).text
    assert "Dilys &lt;Pugh&gt;" in page
    assert "Table 3" in page


async def test_the_card_of_a_table_has_the_qr_code_of_the_sheet_for_the_wall(site: Site) -> None:
    started = await site.start()
    await expecting(site, started)
    wall = (await started.facilitator.get(f"{started.path}/sheet")).text
    found = re.search(r"<svg.*?</svg>", wall, re.DOTALL)
    assert found
    assert found[0] in (await started.facilitator.get(f"{started.path}/papers/tables")).text


async def test_a_personal_code_from_the_door_list_joins_one_person_once(site: Site) -> None:
    started = await site.start()
    dilys = await expecting(site, started)
    code = await personal_code(started)
    phone, tablet = site.browser(), site.browser()
    for browser in (phone, tablet):
        answer = await browser.post(f"{started.path}/rejoin", {"code": code})
        assert answer.status_code == 303
        assert (await browser.config(started.path))["me"] == dilys
    assert await device_of(site, started, dilys) is True


async def test_who_joins_by_a_personal_code_is_of_the_area_they_were_listed_with(
    site: Site,
) -> None:
    started = await site.start(areas="Sirhowy")
    room = await site.doors.rooms.room(started.workshop)
    (area,) = (await room.board("facilitator")).records["areas"]
    dilys = ParticipantId(an_id())
    line = Listing(participant=dilys, name="Dilys", area=AreaId(area))
    await ask(site, started, ListPeople(people=(line,)))
    await site.browser().post(f"{started.path}/rejoin", {"code": await personal_code(started)})
    assert (await room.board("facilitator")).records["participants"][dilys]["area"] == area


async def test_who_was_ticked_without_a_device_and_joins_by_phone_is_not_doubled(
    site: Site,
) -> None:
    started = await site.start()
    dilys = await expecting(site, started)
    code = await personal_code(started)
    await ask(site, started, RecordArrival(participant=dilys))
    assert await device_of(site, started, dilys) is False
    phone = site.browser()
    await phone.post(f"{started.path}/rejoin", {"code": code})
    assert (await phone.config(started.path))["me"] == dilys
    assert await device_of(site, started, dilys) is True


async def device_of(site: Site, started: Started, person: ParticipantId) -> object:
    room = await site.doors.rooms.room(started.workshop)
    people = (await room.board("facilitator")).records["participants"]
    assert len(people) == 2
    return people[person]["device"]


async def test_a_voting_sheet_has_its_choices_in_order_and_a_code_that_leads_back(
    site: Site,
) -> None:
    started = await site.start()
    round_id = await asking(site, started)
    page = (await started.facilitator.get(f"{started.path}/papers/votes/{round_id}")).text
    assert page.index("Bus") < page.index("Taxi")
    code = code_on(page)
    answer = await follow(started.facilitator, started, code.lower())
    assert answer.headers["location"] == f"{started.path}#paper-round-{round_id}"
    large = await started.facilitator.get(f"{started.path}/papers/votes/{round_id}?large=yes")
    assert "papers--large" in large.text


async def test_a_code_on_paper_opens_nothing_to_others(site: Site) -> None:
    started, other = await site.start("One"), await site.start("Other")
    round_id = await asking(site, started)
    page = (await started.facilitator.get(f"{started.path}/papers/votes/{round_id}")).text
    code = code_on(page)
    resident = site.browser()
    await resident.join(started)
    assert (await follow(resident, started, code)).status_code == 403
    assert (await follow(other.facilitator, other, code)).status_code == 404
    assert (await follow(started.facilitator, started, "CCCCCCCC")).status_code == 404


async def test_every_voting_sheet_has_a_number_that_its_code_leads_on(site: Site) -> None:
    started = await site.start()
    round_id = await asking(site, started)
    path = f"{started.path}/papers/votes/{round_id}?first=31&many=3"
    page = (await started.facilitator.get(path)).text
    assert re.findall(r"Sheet <strong>(\d+)</strong>", page) == ["31", "32", "33"]
    answer = await started.facilitator.get(f"{started.path}/paper?code={code_on(page)}&paper=32")
    assert answer.headers["location"] == f"{started.path}#paper-round-{round_id}.32"


@pytest.mark.parametrize("wish", ["many=0", "many=-3", "many=99999&first=x", "first=99999999999"])
async def test_a_bad_number_of_sheets_still_prints_sheets(site: Site, wish: str) -> None:
    started = await site.start()
    round_id = await asking(site, started)
    answer = await started.facilitator.get(f"{started.path}/papers/votes/{round_id}?{wish}")
    assert 1 <= answer.text.count("Sheet <strong>") <= 200


def code_on(page: str) -> str:
    found = re.search(r'class="code">([A-Z0-9]{4}) ([A-Z0-9]{4})<', page)
    assert found, page
    return found[1] + found[2]


async def follow(browser: Browser, started: Started, code: str):
    return await browser.get(f"{started.path}/paper?code={code}")


async def test_idea_cards_are_for_stages_that_take_ideas(site: Site) -> None:
    started = await site.start()
    page = (await started.facilitator.get(f"{started.path}/papers")).text
    paths = re.findall(r'href="(/w/[^"]+/papers/ideas/[^"?]+)"', page)
    assert paths
    assert "One idea on each card" in (await started.facilitator.get(paths[0])).text
    missing = await started.facilitator.get(f"{started.path}/papers/ideas/{an_id()}")
    assert missing.status_code == 404
