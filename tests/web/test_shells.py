"""What the live application is told: all it needs, safely, and nothing of others."""

import json
from pathlib import Path

import pytest

from codesign.web.shells import as_script_data
from tests.web.site import Site, a_site

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028"


async def test_the_room_is_for_those_on_the_roll(site: Site) -> None:
    started = await site.start()
    stranger = await site.browser().get(started.path)
    assert (stranger.status_code, stranger.headers["location"]) == (303, f"{started.path}/join")


async def test_the_room_is_told_who_it_is_for_and_where_to_connect(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started, "Mair")
    config = await resident.config(started.path)
    assert config["page"] == "room"
    assert config["title"] == "A better bus"
    assert (config["myName"], config["role"], config["view"]) == ("Mair", "participant", "partner")
    assert len(str(config["rejoinCode"])) == 8
    assert config["socketUrl"] == f"{started.path}/socket"
    assert config["ticketUrl"] == f"{started.path}/ticket"
    assert config["commandsUrl"] == f"{started.path}/commands"
    assert config["views"] == ["public", "participant", "partner"]


async def test_only_those_who_run_the_room_are_told_the_join_code(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert "joinCode" not in await resident.config(started.path)
    config = await started.facilitator.config(started.path)
    assert config["joinCode"] == started.code
    assert str(config["qrSvg"]).startswith("<svg")


async def test_no_shell_holds_a_login_a_ticket_or_a_facilitator_link(site: Site) -> None:
    started = await site.start()
    login = started.facilitator.client.cookies["codesign"]
    for page in ("", "/display", "/replay"):
        text = (await started.facilitator.get(f"{started.path}{page}")).text
        assert login not in text
        assert "/f#" not in text


async def test_the_display_is_nobody_and_sees_what_is_public(site: Site) -> None:
    started = await site.start()
    config = await started.facilitator.config(f"{started.path}/display")
    assert (config["page"], config["view"], config["me"]) == ("display", "public", None)
    assert "rejoinCode" not in config
    assert config["joinCode"] == started.code
    answer = await started.facilitator.post(str(config["ticketUrl"]))
    assert site.doors.access.read_ticket(answer.json()["ticket"]).participant is None


async def test_only_those_who_run_the_room_get_a_ticket_for_its_display(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert (await resident.post(f"{started.path}/ticket?as=display")).status_code == 403


async def test_a_hostile_title_cannot_leave_its_script_element(site: Site) -> None:
    started = await site.start(HOSTILE)
    page = (await started.facilitator.get(started.path)).text
    assert "<script>alert" not in page
    assert (await started.facilitator.config(started.path))["title"] == HOSTILE.strip()


@pytest.mark.parametrize("value", [HOSTILE, {"<a>": ["&", ">"]}, "\u2028\u2029", None, "plain"])
def test_script_data_reads_back_as_it_was_and_holds_no_markup(value: object) -> None:
    text = as_script_data(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


async def test_the_shell_loads_what_vite_built(site: Site) -> None:
    started = await site.start()
    page = (await started.facilitator.get(started.path)).text
    assert '<script type="module" src="/static/build/assets/main-abc123.js">' in page
    assert '<link rel="stylesheet" href="/static/build/assets/main-abc.css">' in page
    assert '<div id="app"></div>' in page


async def test_without_a_front_end_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    async with a_site(tmp_path, static_folder=tmp_path / "nothing") as site:
        started = await site.start()
        answer = await started.facilitator.get(started.path)
        assert answer.status_code == 503
        assert "npm run build" in answer.text
