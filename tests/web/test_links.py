"""Personal links: somebody comes back weeks later on another device, and nobody else does."""

import re
from html import unescape

from codesign.web.links import BAD_LINK
from tests.web.site import Browser, Site, Started, errors_in
from tests.web.test_after import ask

DAY_MS = 24 * 60 * 60 * 1000
LINK = re.compile(r"/w/[\w-]{22}/me#[\w-]{44}")


async def joined(site: Site, started: Started, name: str = "Mair") -> tuple[Browser, str]:
    browser = site.browser()
    await browser.join(started, name)
    return browser, str((await browser.config(started.path))["me"])


async def made_for(site: Site, started: Started, participant: str, days: str = "90") -> str:
    """The link that a facilitator makes for somebody."""
    here = f"{started.path}/after/links"
    fields = {"do": "link", "place": f"p-{participant}", "participant": participant, "days": days}
    answer = await started.facilitator.post(here, fields)
    assert answer.status_code == 303, answer.text
    return link_in((await started.facilitator.get(here)).text)


def link_in(page: str) -> str:
    found = LINK.search(unescape(page))
    assert found, page
    return found[0]


async def follow(browser: Browser, link: str):
    return await browser.follow(link)


async def test_a_link_makes_another_device_its_owners(site: Site) -> None:
    started = await site.start()
    _, mair = await joined(site, started)
    other = site.browser()
    answer = await follow(other, await made_for(site, started, mair))
    assert answer.headers["location"] == started.path
    assert (await other.config(started.path))["me"] == mair


async def test_after_the_end_it_leads_to_what_its_owner_contributed(site: Site) -> None:
    started = await site.start()
    _, mair = await joined(site, started)
    link = await made_for(site, started, mair)
    await ask(site, started, "CloseWorkshop")
    site.clock.now += 80 * DAY_MS
    answer = await follow(site.browser(), link)
    assert answer.headers["location"] == f"{started.path}/mine"


async def test_it_ends_with_its_time_when_it_is_ended_and_when_it_is_replaced(site: Site) -> None:
    started = await site.start()
    _, mair = await joined(site, started)
    first = await made_for(site, started, mair)
    second = await made_for(site, started, mair, "30")
    assert first != second
    assert errors_in(await follow(site.browser(), first)) == [BAD_LINK]
    assert (await follow(site.browser(), second)).status_code == 303
    site.clock.now += 30 * DAY_MS
    assert (await follow(site.browser(), second)).status_code == 403
    third = await made_for(site, started, mair)
    unlink = {"do": "unlink", "place": "p", "participant": mair}
    await started.facilitator.post(f"{started.path}/after/links", unlink)
    assert (await follow(site.browser(), third)).status_code == 403


async def test_a_link_that_was_altered_opens_nothing_and_guesses_are_limited(site: Site) -> None:
    started = await site.start()
    _, mair = await joined(site, started)
    _, ben = await joined(site, started, "Ben")
    link = await made_for(site, started, mair)
    await made_for(site, started, ben)
    path, _, token = link.partition("#")
    thief = site.browser(address="198.51.100.9")
    for bad in (f"{ben}{token[22:]}", token[:-1] + "-", token[:22], "", "x" * 44):
        assert (await follow(thief, f"{path}#{bad}")).status_code == 403
    for _ in range(20):
        answer = await follow(thief, f"{path}#{ben}{token[22:]}")
    assert answer.status_code == 429
    assert (await follow(thief, link)).status_code == 429
    assert (await follow(site.browser(), link)).status_code == 303


async def test_it_opens_no_other_workshop(site: Site) -> None:
    started, other = await site.start(), await site.start("Another")
    _, mair = await joined(site, started)
    token = (await made_for(site, started, mair)).partition("#")[2]
    answer = await follow(site.browser(), f"{other.path}/me#{token}")
    assert answer.status_code == 403


async def test_who_left_comes_back_and_who_was_put_out_or_erased_does_not(site: Site) -> None:
    started = await site.start()
    _, mair = await joined(site, started)
    link = await made_for(site, started, mair)
    await ask(site, started, "LeaveWorkshop", participant=mair)
    other = site.browser()
    assert (await follow(other, link)).status_code == 303
    assert (await other.config(started.path))["view"] == "partner"
    await ask(site, started, "RemoveParticipant", participant=mair, reason="", ban=False)
    assert (await follow(site.browser(), link)).status_code == 403
    await ask(site, started, "ReadmitParticipant", participant=mair)
    await ask(site, started, "EraseParticipant", participant=mair)
    assert (await follow(site.browser(), link)).status_code == 403


async def test_its_owner_makes_one_is_told_of_one_and_ends_it(site: Site) -> None:
    started = await site.start()
    mair, me = await joined(site, started)
    here = f"{started.path}/mine"
    await mair.post(here, {"do": "link", "place": "back", "days": "90"})
    own = link_in((await mair.get(here)).text)
    assert (await follow(site.browser(), own)).status_code == 303
    await made_for(site, started, me)
    page = (await mair.get(here)).text
    assert "Facilitator made it on" in page
    assert link_in(page) != own
    await mair.post(here, {"do": "unlink", "place": "back"})
    assert not LINK.search(unescape((await mair.get(here)).text))


async def test_somebody_who_was_not_there_is_added_with_a_link(site: Site) -> None:
    started = await site.start()
    here = f"{started.path}/after/links"
    who = {"participant": site.doors.new_id(), "name": "Head of Transport"}
    fields = {"do": "add", "place": "add", **who, "days": "180"}
    assert (await started.facilitator.post(here, fields)).status_code == 303
    # Sent twice, they are on the roll once.
    assert (await started.facilitator.post(here, fields)).status_code == 422
    page = (await started.facilitator.get(here)).text
    assert page.count('-name">Head of Transport') == 1
    other = site.browser()
    assert (await follow(other, link_in(page))).status_code == 303
    assert (await other.config(started.path))["myName"] == "Head of Transport"


async def test_a_name_that_is_missing_is_asked_for_beside_its_field(site: Site) -> None:
    started = await site.start()
    here = f"{started.path}/after/links"
    fields = {"do": "add", "place": "add", "participant": site.doors.new_id(), "name": " "}
    answer = await started.facilitator.post(here, fields)
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


async def test_only_those_who_run_the_workshop_list_links(site: Site) -> None:
    started = await site.start()
    mair, me = await joined(site, started)
    await made_for(site, started, me)
    assert (await mair.get(f"{started.path}/after/links")).status_code == 403
    asked = {"do": "link", "place": "p", "participant": me}
    assert (await mair.post(f"{started.path}/after/links", asked)).status_code == 403


async def test_a_co_facilitator_neither_makes_nor_reads_the_link_of_who_runs_it(site: Site) -> None:
    started = await site.start()
    config = await started.facilitator.config(started.path)
    await made_for(site, started, str(config["me"]))
    co, me = await joined(site, started, "Cai")
    await ask(site, started, "ChangeRole", participant=me, role="co_facilitator")
    here = f"{started.path}/after/links"
    assert not LINK.search(unescape((await co.get(here)).text))
    asked = {"do": "link", "place": "p", "participant": str(config["me"])}
    assert (await co.post(here, asked)).status_code == 422


async def test_a_damaged_form_does_nothing(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.post(f"{started.path}/after/links", {"do": "explode"})
    assert answer.status_code == 400
