"""Requests from the pages of others are refused; programs with a token need no page."""

from pathlib import Path

import pytest

from tests.web.site import ORIGIN, Site, a_site, bearer_of
from tests.web.sockets import DENIED, opened

FOREIGN = "https://evil.example"


async def posted(site: Site, *, origin: str | None, logged_in: bool = True) -> int:
    started = await site.start()
    browser = started.facilitator if logged_in else site.browser()
    return (
        await browser.post("/forget", {"workshop": started.workshop}, origin=origin)
    ).status_code


async def test_our_own_pages_may_post(site: Site) -> None:
    assert await posted(site, origin=ORIGIN) == 303


@pytest.mark.parametrize(
    "origin",
    [
        FOREIGN,
        "null",
        "http://hall.example.evil.example",
        "http://evil-hall.example",
        "http://hall.example:8000",
        "https://hall.example",
        "hall.example",
        "",
    ],
)
async def test_no_other_page_may_post(site: Site, origin: str) -> None:
    started = await site.start()
    headers = {"origin": origin, "accept": "text/html"}
    answer = await started.facilitator.client.post("/forget", headers=headers)
    assert answer.status_code == 403
    assert "This came from another site" in answer.text


async def test_a_foreign_page_may_not_post_without_a_login_either(site: Site) -> None:
    assert await posted(site, origin=FOREIGN, logged_in=False) == 403


async def test_a_login_cookie_without_an_origin_is_refused(site: Site) -> None:
    assert await posted(site, origin=None) == 403


async def test_a_program_without_a_cookie_needs_no_origin(site: Site) -> None:
    assert await posted(site, origin=None, logged_in=False) == 303


async def test_a_bearer_login_needs_no_origin(site: Site) -> None:
    started = await site.start()
    config = await started.facilitator.config(started.path)
    token = bearer_of(site, started.workshop, str(config["me"]))
    answer = await started.facilitator.api(f"{started.path}/ticket", bearer=token)
    assert answer.status_code == 200


async def test_where_there_is_a_bearer_login_the_cookie_is_ignored(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.api(f"{started.path}/ticket", bearer="nonsense")
    assert answer.status_code == 401


async def test_the_settings_may_name_further_origins(tmp_path: Path) -> None:
    async with a_site(tmp_path, allowed_origins=frozenset({"https://council.example"})) as site:
        assert await posted(site, origin="https://council.example") == 303
        assert await posted(site, origin=FOREIGN) == 403


async def test_behind_a_proxy_the_base_url_is_our_origin(tmp_path: Path) -> None:
    async with a_site(tmp_path, base_url="https://codesign.example") as site:
        browser = site.browser()
        assert (await browser.post("/forget", origin="https://codesign.example")).status_code == 303
        assert (await browser.post("/forget", origin=FOREIGN)).status_code == 403


@pytest.mark.parametrize("site_", ["cross-site", "same-site"])
async def test_what_the_browser_says_of_the_page_counts_too(site: Site, site_: str) -> None:
    started = await site.start()
    headers = {"origin": ORIGIN, "sec-fetch-site": site_}
    answer = await started.facilitator.client.post("/forget", headers=headers)
    assert answer.status_code == 403
    stranger = await site.browser().client.post("/forget", headers={"sec-fetch-site": site_})
    assert stranger.status_code == 403


async def test_our_own_page_says_so_in_both_ways(site: Site) -> None:
    headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
    assert (await site.browser().client.post("/forget", headers=headers)).status_code == 303


async def test_a_page_of_others_may_link_here_and_load_nothing(site: Site) -> None:
    started = await site.start()
    linked = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    get = started.facilitator.client.get
    assert (await get(started.path, headers=linked)).status_code == 200
    framed = linked | {"sec-fetch-dest": "iframe"}
    assert (await get(started.path, headers=framed)).status_code == 403
    loaded = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    for path in (started.path, f"{started.path}/moments", "/static/icon.svg"):
        assert (await get(path, headers=loaded)).status_code == 403


async def test_a_typed_address_and_a_program_may_read(site: Site) -> None:
    assert (await site.browser().client.get("/", headers={"sec-fetch-site": "none"})).is_success
    assert (await site.browser().client.get("/")).is_success


async def test_a_cookie_of_either_name_needs_an_origin(site: Site) -> None:
    for name in ("codesign", "__Host-codesign"):
        headers = {"cookie": f"{name}=x"}
        answer = await site.browser().client.post("/forget", headers=headers)
        assert answer.status_code == 403


async def test_reading_needs_no_origin(site: Site) -> None:
    started = await site.start()
    answer = await started.facilitator.get(started.path, origin=FOREIGN)
    assert answer.status_code == 200


async def test_a_socket_from_another_page_is_refused_before_it_opens(site: Site) -> None:
    started = await site.start()
    path = f"{started.path}/socket"
    assert await opened(site, path, origin=FOREIGN) == DENIED
    assert await opened(site, path, origin=None, cookie="codesign=anything") == DENIED
    assert await opened(site, path, origin=ORIGIN) != DENIED
    assert await opened(site, path, origin=None) != DENIED
