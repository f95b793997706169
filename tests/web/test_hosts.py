"""Under which names the server answers."""

from pathlib import Path

import pytest

from codesign.web.hosts import is_host, is_number
from tests.web.site import Site, a_site
from tests.web.sockets import DENIED, opened


@pytest.mark.parametrize(
    "host",
    ["hall.example", "hall.example:8000", "127.0.0.1:8000", "[::1]:8000", "[2001:db8::1]", "hall"],
)
def test_a_name_or_a_number_can_be_a_host(host: str) -> None:
    assert is_host(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "hall.example/evil",
        "hall.example@evil.example",
        "hall.example; script-src *",
        "hall.example\r\nSet-Cookie: x",
        "hall.example:port",
        "hall.example:800000",
        '"><script>',
        "[::1",
        "a" * 300,
    ],
)
async def test_what_cannot_be_a_host_is_refused(site: Site, host: str) -> None:
    assert not is_host(host)
    if host.isprintable() and host:
        answer = await site.browser().get("/", host=host)
        assert answer.status_code == 421


async def test_two_hosts_are_none(site: Site) -> None:
    headers = [("host", "hall.example"), ("host", "evil.example")]
    assert (await site.browser().client.get("/", headers=headers)).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "localhost", "me.localhost:80"])
def test_numbers_and_localhost_lead_nowhere_else(host: str) -> None:
    assert is_number(host)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"])
async def test_at_home_a_name_made_to_point_here_is_refused(tmp_path: Path, host: str) -> None:
    async with a_site(tmp_path, at_home=True) as site:
        foreign = site.browser(origin=f"http://{host}")
        answer = await foreign.post("/start", {"title": "x"}, origin=f"http://{host}")
        assert answer.status_code == 421
        assert "CODESIGN_BASE_URL" in answer.text
        assert await opened(site, "/w/anything/socket") == DENIED
        assert (await site.browser(origin="http://127.0.0.1:8000").get("/")).status_code == 200


async def test_a_base_url_and_not_the_host_makes_links_and_the_origin(tmp_path: Path) -> None:
    async with a_site(tmp_path, base_url="https://codesign.example") as site:
        browser = site.browser(origin="http://evil.example")
        assert (await browser.post("/start", origin="http://evil.example")).status_code == 403
        answer = await browser.get("/")
        assert "evil" not in answer.headers["content-security-policy"]
        assert "evil" not in answer.text
