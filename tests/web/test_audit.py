"""The page that says who did what, and the lines for what is no fact of the workshop."""

import logging
from pathlib import Path

import pytest

from codesign.web.audit import noted
from tests.web.site import Site, a_site, hidden_fields


async def test_who_runs_the_workshop_sees_who_did_what(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started, name="Mair")
    await started.facilitator.post(f"{started.path}/code")
    fields = hidden_fields((await resident.get(f"{started.path}/erase")).text) | {"sure": "yes"}
    await resident.post(f"{started.path}/erase", fields)
    page = (await started.facilitator.get(f"{started.path}/audit")).text
    assert page.count("issued a join code") == 2
    assert "destroyed the name of" in page
    assert "Mair" not in page
    assert started.code not in page


async def test_nobody_else_sees_it(site: Site) -> None:
    started = await site.start()
    resident = site.browser()
    await resident.join(started)
    assert (await resident.get(f"{started.path}/audit")).status_code == 403
    assert (await site.browser().get(f"{started.path}/audit")).status_code == 303


async def test_following_a_facilitator_link_leaves_a_line(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    started = await site.start()
    me = (await started.facilitator.config(started.path))["me"]
    with caplog.at_level(logging.INFO):
        await site.browser().follow(started.facilitator_link)
    line = f"audit facilitator_link_followed workshop={started.workshop} by={me}"
    assert line in caplog.messages
    assert started.facilitator_link.partition("#")[2] not in caplog.text


async def test_using_the_create_token_leaves_a_line_and_so_does_guessing_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with a_site(tmp_path, create_token="open sesame") as site:
            for token in ("open barley", "open sesame"):
                fields = hidden_fields((await site.browser().get("/start")).text)
                fields |= {"title": "A better bus", "shape": "quick", "token": token}
                await site.browser().post("/start", fields)
    lines = [each for each in caplog.messages if each.startswith("audit ")]
    assert [each.split()[1] for each in lines] == ["create_token_refused", "create_token_used"]
    assert "open" not in " ".join(lines)


def test_what_is_no_identifier_is_not_written(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        noted("anything", workshop="forged\naudit line", by="Mair")
    assert caplog.messages == ["audit anything workshop=? by=?"]
