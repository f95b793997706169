"""What a facilitator gets: a link back, a code, a sheet; and nobody else does."""

import pytest

from codesign.web.doors import WEB_FOLDER
from codesign.web.hosting import only_here
from tests.web.site import ORIGIN, Site


async def test_a_facilitator_link_makes_any_device_theirs(site: Site) -> None:
    started = await site.start()
    laptop = site.browser()
    answer = await laptop.follow(started.facilitator_link)
    assert answer.status_code == 303
    assert answer.headers["location"] == started.path
    assert (await laptop.config(started.path))["role"] == "facilitator"


async def test_what_a_link_holds_is_never_part_of_an_address_that_is_asked_for(site: Site) -> None:
    started = await site.start()
    path, _, token = started.facilitator_link.partition("#")
    assert token
    assert (await site.browser().get(f"{path}/{token}")).status_code == 404
    script = (WEB_FOLDER / "static" / "link.js").read_text()
    assert "history.replaceState(null, '', location.pathname)" in script


async def test_a_device_that_is_somebody_already_is_asked_first(site: Site) -> None:
    started = await site.start()
    path = f"{started.path}/f"
    assert "data-at-once" in (await site.browser().get(path)).text
    assert "data-at-once" not in (await started.facilitator.get(path)).text


async def test_a_link_may_be_pasted_whole_where_there_is_no_script(site: Site) -> None:
    started = await site.start()
    whole = f"{ORIGIN}{started.facilitator_link}"
    answer = await site.browser().post(f"{started.path}/f", {"token": whole})
    assert answer.headers["location"] == started.path


async def test_the_link_does_not_stay_in_the_address_bar_or_in_caches(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().follow(started.facilitator_link)
    assert answer.headers["location"] == started.path
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"


async def test_half_a_link_opens_nothing_and_says_so(site: Site) -> None:
    started = await site.start()
    answer = await site.browser().follow(started.facilitator_link[:-3])
    assert answer.status_code == 403
    assert "Copy it again" in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_link_of_one_workshop_opens_no_other(site: Site) -> None:
    one, other = await site.start("One"), await site.start("Other")
    wrong = one.facilitator_link.replace(one.workshop, other.workshop)
    assert (await site.browser().follow(wrong)).status_code == 403


@pytest.mark.parametrize("page", ["started", "sheet", "display"])
async def test_only_those_who_run_the_workshop_open(site: Site, page: str) -> None:
    started = await site.start()
    path = f"{started.path}/{page}"
    assert (await started.facilitator.get(path)).status_code == 200
    assert (await site.browser().get(path)).headers["location"] == f"{started.path}/join"
    resident = site.browser()
    await resident.join(started)
    assert (await resident.get(path)).status_code == 403


async def test_the_page_after_starting_has_link_code_and_qr(site: Site) -> None:
    started = await site.start()
    page = (await started.facilitator.get(f"{started.path}/started")).text
    assert f"{ORIGIN}{started.facilitator_link}" in page
    assert started.code in page
    assert f"{ORIGIN}/join?code={started.code}" in page
    assert "<svg" in page
    assert "hall.example/join" in page


async def test_the_sheet_for_the_wall_holds_no_link_to_run_the_workshop(site: Site) -> None:
    started = await site.start(question="What would make you take the bus?")
    page = (await started.facilitator.get(f"{started.path}/sheet")).text
    assert started.code in page
    assert "<svg" in page
    assert "What would make you take the bus?" in page
    assert "/f#" not in page


async def test_how_to_join_is_printed_large_too_and_read_letter_by_letter(site: Site) -> None:
    started = await site.start()
    wall = (await started.facilitator.get(f"{started.path}/sheet")).text
    assert f"{started.path}/sheet?large=yes" in wall
    assert "large__code" not in wall
    page = (await started.facilitator.get(f"{started.path}/sheet?large=yes")).text
    assert f'aria-label="{" ".join(started.code)}">{started.code}<' in page
    assert "Without a phone" in page
    assert "/f#" not in page
    papers = (await started.facilitator.get(f"{started.path}/papers")).text
    assert f"{started.path}/sheet?large=yes" in papers


async def test_a_new_code_replaces_the_old_one_and_drops_nobody(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    answer = await started.facilitator.post(f"{started.path}/code")
    code = answer.json()["code"]
    assert code != started.code
    assert (await site.browser().post("/join", {"code": code})).status_code == 303
    assert (await site.browser().post("/join", {"code": started.code})).status_code == 422
    assert (await resident.get(started.path)).status_code == 200


async def test_only_those_who_run_the_workshop_replace_the_code(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert (await resident.post(f"{started.path}/code")).status_code == 403
    assert (await site.browser().post(f"{started.path}/code")).status_code == 401


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]", "http://a.localhost"]
)
def test_an_address_that_phones_cannot_reach_is_recognised(url: str) -> None:
    assert only_here(url)


@pytest.mark.parametrize("url", ["http://192.168.1.20:8000", "https://codesign.example"])
def test_an_address_that_phones_can_reach_is_too(url: str) -> None:
    assert not only_here(url)


async def test_who_serves_on_loopback_is_told_that_phones_cannot_join(site: Site) -> None:
    started = await site.start()
    local = site.browser(origin="http://127.0.0.1:8000")
    await local.follow(started.facilitator_link)
    page = (await local.get(f"{started.path}/started")).text
    assert "Only this computer can reach this address" in page
    elsewhere = (await started.facilitator.get(f"{started.path}/started")).text
    assert "Only this computer" not in elsewhere
