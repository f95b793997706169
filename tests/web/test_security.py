"""The headers on every answer."""

import pytest

from codesign.web.security import policy
from tests.web.site import Site, an_id


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
    assert sources["base-uri"] == "'none'"
    assert "ws://hall.example" in sources["connect-src"]


async def test_a_hostile_host_cannot_widen_the_policy() -> None:
    assert "evil" not in policy("evil.example; script-src *")


async def test_no_page_has_an_inline_script_or_handler(site: Site) -> None:
    started = await site.start()
    browser = started.facilitator
    for path in ("/", "/start", "/join", started.path, f"{started.path}/started"):
        page = (await browser.get(path)).text
        assert "<script>" not in page
        assert " onclick=" not in page
        assert "javascript:" not in page


async def test_pages_are_personal_and_not_kept(site: Site) -> None:
    started = await site.start()
    for path in ("/", "/start", started.path, f"{started.path}/started", "/nowhere"):
        answer = await started.facilitator.get(path)
        assert answer.headers["cache-control"] == "no-store"


async def test_every_page_says_its_language_and_can_be_skipped_into(site: Site) -> None:
    started = await site.start()
    pages = ("/", "/start", "/join", "/privacy", f"{started.path}/started", f"{started.path}/erase")
    for path in pages:
        page = (await started.facilitator.get(path)).text
        assert '<html lang="en"' in page
        assert 'href="#main"' in page
        assert 'id="main"' in page
        assert page.count("<h1") == 1
