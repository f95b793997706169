"""The next workshop starts from the catalogue, and both say so."""

import re
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.domain.ids import CommandId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Append
from tests.outputs import whole
from tests.outputs.fixture import WORKSHOP
from tests.web.site import Browser, Site, a_site, errors_in
from tests.web.test_catalogue import THE_DESIGN, follow, publish_the_whole

FORM = f"/catalogue/{WORKSHOP}/start"
OF_THE_DESIGN = f"{FORM}?design={whole.REDESIGN}"


async def start(browser: Browser, page: str, **fields: str) -> WorkshopId:
    """Send the form as it is offered, with what is ticked in it."""
    text = (await browser.get(page)).text
    ticked = dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)"[^>]* checked', text), "yes")
    wanted = {"title": "Our own night team", "shape": "half_day"} | ticked | fields
    answer = await browser.submit(page, FORM, wanted)
    assert answer.status_code == 303, errors_in(answer) or answer.text
    return WorkshopId(answer.headers["location"].split("/")[2])


def state(site: Site, workshop: WorkshopId):
    return workshop_at(site.log.read, workshop, site.log.head(workshop))


async def test_a_design_comes_along_as_a_draft_with_its_needs_and_partners(site: Site) -> None:
    publish_the_whole(site)
    begun = state(site, await start(site.browser(), OF_THE_DESIGN))

    [redesign] = begun.redesigns.values()
    design = redesign.now.design
    assert (design.title, design.summary) == (whole.V3.title, whole.V3.summary)
    assert [begun.entries[each].says.what for each in design.needs] == [
        "help within two hours at night",
        "somebody to hand over to on the doorstep",
    ]
    named = {begun.organisations[each.organisation].name: each.part for each in design.partners}
    assert named["County Ambulance Service"] == "Hands over on the doorstep"
    assert begun.stages[redesign.stage].kind == "redesign"
    assert not begun.positions
    assert not begun.agreements


async def test_open_themes_and_their_ideas_come_along_signed_by_nobody(site: Site) -> None:
    publish_the_whole(site)
    key = await start(site.browser(), FORM)
    begun = state(site, key)

    assert sorted(each.title for each in begun.themes.values()) == [
        "Coming home from hospital",
        "Neighbours who look in",
        "Somebody to ring at night",
    ]
    assert len(begun.ideas) == 9
    assert all(each.author is None and each.theme for each in begun.ideas.values())
    assert not begun.redesigns
    assert begun.ancestor is not None
    assert (begun.ancestor.redesign, begun.ancestor.hash) == (None, "")


async def test_where_it_came_from_is_in_its_record_and_on_both_pages(site: Site) -> None:
    publish_the_whole(site)
    browser = site.browser()
    key = await start(browser, OF_THE_DESIGN)
    ancestor = state(site, key).ancestor
    assert ancestor is not None
    source = state(site, WORKSHOP)
    agreed = source.redesigns[whole.REDESIGN].versions[2]
    assert (ancestor.workshop, ancestor.redesign) == (WORKSHOP, whole.REDESIGN)
    assert (ancestor.version, ancestor.redesign_version) == (source.seq, 3)
    assert ancestor.hash == agreed.hash
    assert f'href="{THE_DESIGN}"' in (await browser.get(f"/w/{key}/started")).text

    assert "Our own night team" not in (await browser.get(THE_DESIGN)).text, "not public yet"
    publish(site, key)
    assert f'href="/catalogue/{key}">Our own night team' in (await browser.get(THE_DESIGN)).text
    page = (await browser.get(f"/catalogue/{key}")).text
    assert f'This workshop started from <a class="govuk-link" href="{THE_DESIGN}">' in page


async def test_a_source_taken_back_is_named_no_more(site: Site) -> None:
    publish_the_whole(site)
    key = await start(site.browser(), OF_THE_DESIGN)
    publish(site, key)
    publish(site, WORKSHOP, e.RecordingUnpublished())
    page = (await site.browser().get(f"/catalogue/{key}")).text
    assert "another workshop, which is not public any more" in page
    assert "Home at night" not in page
    assert (await site.browser().get(OF_THE_DESIGN)).status_code == 404


async def test_a_form_sent_twice_starts_one_workshop(site: Site) -> None:
    publish_the_whole(site)
    browser, other = site.browser(), site.browser()
    page = (await browser.get(OF_THE_DESIGN)).text
    seat = re.search(r'name="seat" value="([^"]+)"', page)
    assert seat
    sent = {
        "seat": seat[1],
        "design": whole.REDESIGN,
        "title": "One",
        "shape": "full",
        "take_design": "yes",
    }
    places = {(await each.post(FORM, sent)).headers["location"] for each in (browser, other)}
    assert len(places) == 1
    assert len(state(site, WorkshopId(places.pop().split("/")[2])).redesigns) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Write a name"),
        ({"title": "x" * 999}, "Write a shorter name"),
        ({"name": "x" * 999}, "Write a shorter name"),
        ({"shape": "quick"}, "Choose one of the two"),
        ({"take_design": "no"}, "Choose at least one thing"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    site: Site, fields: dict[str, str], said: str
) -> None:
    publish_the_whole(site)
    sent = {"title": "Ours", "shape": "full", "take_design": "yes", "place": "Tredegar"} | fields
    refused = await site.browser().submit(OF_THE_DESIGN, FORM, sent)
    assert refused.status_code == 422
    assert said in errors_in(refused)[0]
    assert 'value="Tredegar"' in refused.text
    assert site.log.workshops() == [WORKSHOP]


async def test_elsewhere_than_at_home_it_takes_the_create_token(tmp_path: Path) -> None:
    async with a_site(tmp_path, create_token="the token") as site:
        publish_the_whole(site)
        sent = {"title": "Ours", "shape": "full", "take_design": "yes"}
        refused = await site.browser().submit(OF_THE_DESIGN, FORM, sent)
        assert errors_in(refused) == ["Type the create token. Whoever runs this server has it."]
        await start(site.browser(), OF_THE_DESIGN, token="the token")


def publish(site: Site, workshop: WorkshopId, event: e.Event | None = None) -> None:
    head = site.log.head(workshop)
    at = state(site, workshop).at
    given = Recorded(head + 1, event or e.RecordingPublished(), CommandId(f"{head:022}"), at, None)
    site.log.append([Append(workshop=workshop, expected=head, events=(given,))])
    follow(site)
