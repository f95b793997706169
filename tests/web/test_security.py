"""The headers on every answer."""

import re
from pathlib import Path

import pytest
from starlette.routing import Route

from codesign.web.security import policy
from tests.web.site import Site, a_site, an_id, hidden_fields


@pytest.mark.parametrize(
    "path", ["/", "/start", "/nowhere", "/health", "/static/icon.svg", f"/w/{an_id()}"]
)
async def test_every_answer_carries_them(site: Site, path: str) -> None:
    headers = (await site.browser().get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


async def test_a_refused_origin_and_a_broken_page_carry_them_too(site: Site) -> None:
    answer = await site.browser().post("/forget", origin="https://evil.example")
    assert answer.status_code == 403
    assert "content-security-policy" in answer.headers


async def test_scripts_come_from_our_own_files_only(site: Site) -> None:
    sources = dict(
        each.strip().split(" ", 1) for each in policy("hall.example").split(";") if each.strip()
    )
    assert sources["default-src"] == "'none'"
    assert sources["script-src"] == "'self'"
    assert sources["style-src"] == "'self'"
    assert sources["base-uri"] == "'none'"
    assert sources["object-src"] == "'none'"
    assert sources["form-action"] == "'self'"
    assert sources["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in policy("hall.example")
    assert "ws://hall.example" in sources["connect-src"]


async def test_a_hostile_host_cannot_widen_the_policy() -> None:
    assert "evil" not in policy("evil.example; script-src *")


async def test_over_https_a_browser_never_goes_back_to_http(site: Site, tmp_path: Path) -> None:
    assert "strict-transport-security" not in (await site.browser().get("/")).headers
    (tmp_path / "proxy").mkdir()
    async with a_site(tmp_path / "proxy", base_url="https://codesign.example") as behind:
        headers = (await behind.browser().get("/")).headers
        assert headers["strict-transport-security"] == "max-age=31536000"


async def test_over_https_the_login_belongs_to_this_host_alone(tmp_path: Path) -> None:
    async with a_site(tmp_path, base_url="https://hall.example") as site:
        browser = site.browser(origin="https://hall.example")
        hidden = hidden_fields((await browser.get("/start")).text)
        fields = hidden | {"title": "A better bus", "shape": "quick"}
        answer = await browser.post("/start", fields, origin="https://hall.example")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-codesign=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
        assert "domain" not in cookie.lower()
        path = answer.headers["location"]
        assert (await browser.get(path)).status_code == 200
        # What a neighbour under the same domain slips in is not looked at.
        value = cookie.partition("=")[2].partition(";")[0]
        tossed = site.browser(origin="https://hall.example")
        answer = await tossed.get(path, cookie=f"codesign={value}")
        assert answer.status_code == 303


async def test_no_page_has_an_inline_script_or_handler(site: Site) -> None:
    started = await site.start()
    browser = started.facilitator
    for path in ("/", "/start", "/join", started.path, f"{started.path}/started"):
        page = (await browser.get(path)).text
        assert "<script>" not in page
        assert not re.search(r"<[^>]+ (on\w+|style)=", page)
        assert "javascript:" not in page


async def test_pages_are_personal_and_not_kept(site: Site) -> None:
    started = await site.start()
    for path in ("/", "/start", started.path, f"{started.path}/started", "/nowhere"):
        answer = await started.facilitator.get(path)
        assert answer.headers["cache-control"] == "no-store"


async def test_no_address_of_a_workshop_lets_a_cache_keep_what_is_personal(site: Site) -> None:
    started = await site.start()
    routes = [each for each in site.app.routes if isinstance(each, Route)]
    paths = [
        each.path for each in routes if "GET" in (each.methods or ()) and "static" not in each.path
    ]
    assert len(paths) > 15
    for path in paths:
        filled = path.replace("{workshop}", started.workshop).replace("{view}", "public")
        filled = re.sub(r"\{chunk:int\}", "0", filled)
        kept = (await started.facilitator.get(re.sub(r"\{\w+\}", an_id(), filled))).headers
        assert kept["cache-control"] in {"no-store", "private, no-cache"}, path


async def test_every_page_says_its_language_and_can_be_skipped_into(site: Site) -> None:
    started = await site.start()
    pages = ("/", "/start", "/join", "/privacy", f"{started.path}/started", f"{started.path}/erase")
    for path in pages:
        page = (await started.facilitator.get(path)).text
        assert '<html lang="en"' in page
        assert 'href="#main"' in page
        assert 'id="main"' in page
        assert page.count("<h1") == 1
