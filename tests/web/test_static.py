"""Files served as they are: for ever where their name says so, and nothing else."""

from pathlib import Path

import pytest

from codesign.web.static import AN_HOUR, FOR_EVER
from tests.web.site import Site

SCRIPT = "/static/build/assets/main-abc123.js"


async def test_built_files_are_kept_for_ever(site: Site) -> None:
    answer = await site.browser().get(SCRIPT)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["content-type"].startswith("application/javascript")


async def test_others_for_an_hour(site: Site) -> None:
    answer = await site.browser().get("/static/icon.svg")
    assert answer.headers["cache-control"] == AN_HOUR
    assert answer.headers["content-type"].startswith("image/svg+xml")


async def test_text_travels_compressed_to_those_who_take_it(site: Site) -> None:
    client = site.browser().client
    packed = await client.get(SCRIPT, headers={"accept-encoding": "gzip"})
    plain = await client.get(SCRIPT, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.text == plain.text
    assert packed.headers["vary"] == "Accept-Encoding"


async def test_what_a_browser_has_is_not_sent_again(site: Site) -> None:
    browser = site.browser()
    etag = (await browser.get("/static/icon.svg")).headers["etag"]
    again = await browser.client.get("/static/icon.svg", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_file_that_changed_is_read_again(site: Site) -> None:
    browser = site.browser()
    await browser.get("/static/icon.svg")
    file = site.doors.static_folder / "icon.svg"
    file.write_text("<svg>new</svg>")
    assert (await browser.get("/static/icon.svg")).text == "<svg>new</svg>"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "build",
        "build/",
        "build/assets/",
        "nothing.js",
        "../log.db",
        "..%2flog.db",
        "%2e%2e/log.db",
        "build/../../log.db",
        "/etc/passwd",
        "%2fetc/passwd",
        "build/.vite/manifest.json",
        "icon.svg%00",
        "icon.svg/",
    ],
)
async def test_nothing_else_is_served(site: Site, path: str) -> None:
    answer = await site.browser().get(f"/static/{path}")
    assert answer.status_code == 404


async def test_a_link_out_of_the_folder_leads_nowhere(site: Site, tmp_path: Path) -> None:
    (site.doors.static_folder / "out.txt").symlink_to(tmp_path / "log.db")
    assert (await site.browser().get("/static/out.txt")).status_code == 404
