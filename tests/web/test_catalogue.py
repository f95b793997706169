"""The catalogue's pages: found by anybody, drawn a moment after it was published."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from codesign.domain import events as e
from codesign.domain.designs import Design, canonical, content_hash
from codesign.domain.ids import CommandId, RedesignId, WorkshopId
from codesign.domain.recorded import Recorded
from codesign.outputs.contents.designing import MODELS
from codesign.programmes.catalogue import PROGRAMMES
from codesign.store.log import Append, Appended
from tests.given import BEGUN, id_of, recorded
from tests.outputs import whole
from tests.outputs.fixture import WORKSHOP
from tests.web.site import Site, a_site, errors_in

THE_DESIGN = f"/catalogue/{WORKSHOP}/{whole.REDESIGN}"


def keep(site: Site, workshop: WorkshopId, events: list[Recorded]) -> None:
    [result] = site.log.append([Append(workshop=workshop, expected=0, events=tuple(events))])
    assert isinstance(result, Appended), result


def follow(site: Site) -> None:
    while site.doors.following.step():
        pass


def publish_the_whole(site: Site) -> None:
    keep(site, WORKSHOP, whole.published())
    follow(site)


def publish_a_design(
    site: Site, number: int, design: Design, place: str = "", title: str = "Meeting"
) -> WorkshopId:
    """Another workshop, in which the room agreed a design."""
    workshop, redesign = WorkshopId(id_of(f"w{number}")), RedesignId(id_of(f"r{number}"))
    content = canonical(design)
    created = BEGUN[0]
    assert isinstance(created, e.WorkshopCreated)
    past = [
        replace(created, title=title),
        BEGUN[1],
        e.PlaceNamed(place=place, area=""),
        e.RedesignDrafted(
            redesign=redesign, stage=None, content=content, hash=content_hash(content)
        ),
        e.RedesignAgreed(
            redesign=redesign,
            version=1,
            hash=content_hash(content),
            rule="room",
            round=None,
            positions=(),
        ),
        e.RecordingPublished(),
    ]
    keep(site, workshop, recorded(*past))
    return workshop


def titles(page: str) -> list[str]:
    return re.findall(r'href="/catalogue/[^"?/]+/[^"]+">([^<]+)</a>', page)


async def test_before_anything_is_published_it_says_what_this_place_is_for(site: Site) -> None:
    page = (await site.browser().get("/catalogue")).text
    assert "being put together" in page
    follow(site)
    for path in ("", "/outcomes", "/figures"):
        page = (await site.browser().get(f"/catalogue{path}")).text
        assert "Nothing here yet" in page


async def test_a_stranger_reads_what_was_agreed_by_whom_and_where_it_came_from(site: Site) -> None:
    publish_the_whole(site)
    page = (await site.browser().get(THE_DESIGN)).text
    for said in (
        whole.V3.title,
        "A partnership of public bodies",
        "Northfield Council</strong> will deliver it",
        "Shared pot",
        "£150,000",
        "Fewer people over 75 are admitted at night",
        f'href="/w/{WORKSHOP}/replay#at=',
        "Holds on: The board approves the night line, due 30 November 2025",
        "Neighbours who look in",
    ):
        assert said in page, said
    listed = (await site.browser().get("/catalogue")).text
    assert titles(listed) == [whole.V3.title]


async def test_designs_are_found_by_place_service_model_year_and_words(site: Site) -> None:
    publish_the_whole(site)
    tools = Design(title="A library of things", service="library  service", delivery_model="cic")
    publish_a_design(site, 1, tools, "Tredegar")
    follow(site)

    async def found(query: str) -> list[str]:
        return titles((await site.browser().get(f"/catalogue?{query}")).text)

    assert await found("place=Tredegar") == [tools.title]
    assert await found("service=Library service") == [tools.title]
    assert await found("model=public_partnership") == [whole.V3.title]
    assert await found("q=librar") == [tools.title]
    assert await found("q=hospital&place=Tredegar") == []
    assert sorted(await found("year=2025")) == [tools.title, whole.V3.title]
    page = (await site.browser().get("/catalogue?q=nothing+like+it")).text
    assert "Nothing here fits" in page


async def test_outcomes_are_found_by_their_words_and_lead_to_their_design(site: Site) -> None:
    publish_the_whole(site)
    page = (await site.browser().get("/catalogue/outcomes?q=admitted")).text
    assert "Fewer people over 75 are admitted at night" in page
    assert "Nobody waits longer" not in page
    assert f'href="{THE_DESIGN}"' in page


async def test_a_long_list_has_pages_and_each_design_is_on_one(site: Site) -> None:
    for number in range(30):
        publish_a_design(site, number, Design(title=f"Design {number}"))
    follow(site)
    seen = []
    for page in (1, 2, 3):
        text = (await site.browser().get(f"/catalogue?q=design&page={page}")).text
        assert f"Page {page} of 3" in text
        seen += titles(text)
    assert sorted(seen) == sorted(f"Design {number}" for number in range(30))
    for beyond in ("4", "0", "-1", "x", "9" * 40):
        assert (await site.browser().get(f"/catalogue?page={beyond}")).status_code == 404


async def test_figures_are_added_up_by_place_and_tell_nothing_of_few(site: Site) -> None:
    publish_the_whole(site)
    publish_a_design(site, 1, Design(title="A"), "Northfield")
    publish_a_design(site, 2, Design(title="B"))
    follow(site)
    page = re.sub(r"<[^>]+>|\s+", " ", (await site.browser().get("/catalogue/figures")).text)
    rows = re.sub(r" +", " ", page)
    assert "Northfield 2 43 14 2 £150,000" in rows
    assert "Not said 1 0 0 1 £0" in rows, "its one person is not counted"
    by_year = (await site.browser().get("/catalogue/figures?by=year")).text
    assert "By year</caption>" in by_year
    assert (await site.browser().get("/catalogue/figures?by=person")).status_code == 404


async def test_what_is_taken_back_is_gone_with_its_pages(site: Site) -> None:
    publish_the_whole(site)
    head = site.log.head(WORKSHOP)
    taken_back = Recorded(head + 1, e.RecordingUnpublished(), CommandId("q" * 22), 0, None)
    site.log.append([Append(workshop=WORKSHOP, expected=head, events=(taken_back,))])
    follow(site)
    for path in (THE_DESIGN, f"/catalogue/{WORKSHOP}"):
        assert (await site.browser().get(path)).status_code == 404
    assert titles((await site.browser().get("/catalogue")).text) == []


async def test_what_people_wrote_is_text_and_never_markup(site: Site) -> None:
    nasty = '<script>alert("x")</script>'
    design = Design(title=nasty, service=nasty, summary=nasty, stops="{{ 7 * 7 }}")
    workshop = publish_a_design(site, 1, design, place=nasty, title=nasty)
    follow(site)
    for path in ("/catalogue", f"/catalogue/{workshop}", f"/catalogue/{workshop}/{id_of('r1')}"):
        page = (await site.browser().get(path)).text
        assert nasty not in page
        assert "49" not in page.partition("stops when")[2][:200]
    found = await site.browser().get(f"/catalogue?service={'%3Cscript%3E'}&q=%22%3E%3Cscript%3E")
    assert "<script>" not in found.text.replace("<script src=", "")


@pytest.mark.parametrize("path", ["/catalogue/x", f"/catalogue/{'a' * 22}", f"{THE_DESIGN}x"])
async def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    follow(site)
    assert (await site.browser().get(path)).status_code == 404


# --- for those who run the server ---------------------------------------------


async def test_a_parked_workshop_is_shown_to_operators_and_tried_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("Mrs Pritchard")

    with monkeypatch.context() as broken:
        broken.setattr(site.doors.following, "_draw", fail)
        publish_the_whole(site)
        page = (await site.browser().get("/tables")).text
        assert WORKSHOP in page
        assert "KeyError in test_catalogue.py" in page
        assert "Pritchard" not in page

    page = (await site.browser().submit("/tables", "/tables", {})).text
    assert "1 workshop is followed again" in page
    assert "every published workshop is followed" in page


async def test_elsewhere_than_at_home_it_takes_the_create_token(tmp_path: Path) -> None:
    async with a_site(tmp_path, create_token="the token") as site:
        publish_the_whole(site)
        stranger = site.browser()
        assert "events behind" not in (await stranger.get("/tables")).text
        refused = await stranger.submit("/tables", "/tables", {"token": "a guess"})
        assert errors_in(refused) == ["That is not it. Ask whoever runs this server."]
        assert "events behind" not in refused.text
        shown = await stranger.submit("/tables", "/tables", {"token": "the token"})
        assert "events behind the log" in shown.text


@pytest.mark.parametrize("said", [MODELS, {key: each.title for key, each in PROGRAMMES.items()}])
def test_every_code_has_words(said: dict[str, str]) -> None:
    assert all(said.values())
