"""From a line of a document to the moment it came from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Response, expect

from codesign.programmes.example import WORKSHOP
from tests.e2e.conftest import DESK, PHONE, OpenPage
from tests.e2e.servers import Server, running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A first start: the illustrative workshop is there to watch."""
    with running(tmp_path, example=True) as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_two_clicks_lead_from_a_decision_to_its_moment(
    server: Server, open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page(size)
    page.goto(f"{server.url}/w/{WORKSHOP}/decisions")

    page.get_by_role("link", name=re.compile("draught-proof")).click()
    page.locator("a.source-mark").first.click()

    expect(page).to_have_url(re.compile(rf"/w/{WORKSHOP}/replay#at=\d+$"))
    expect(page.get_by_text("We draught-proof all front doors").first).to_be_visible()


def test_the_home_page_of_a_first_start_leads_to_the_recording(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(server.url)
    page.get_by_role("link", name="Watch the recording").click()
    expect(page.get_by_role("heading", name="Key moments")).to_be_visible()
    # Each is a door into the board as it was then.
    expect(page.get_by_text("The biggest theme").first).to_be_visible()
    expect(page.get_by_text("Vote set aside").first).to_be_visible()


def test_a_phone_shows_the_board_once_it_is_played(server: Server, open_page: OpenPage) -> None:
    page = open_page(PHONE)
    page.goto(f"{server.url}/w/{WORKSHOP}/replay")
    board = page.get_by_role("button", name="What changed since here")
    expect(board).to_be_visible()
    expect(board).not_to_be_in_viewport()
    page.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(board).to_be_in_viewport()


def test_a_stranger_finds_no_name_in_the_published_recording(
    server: Server, open_page: OpenPage
) -> None:
    page = open_page()
    heard: list[Response] = []

    def hear(response: Response) -> None:
        heard.append(response)

    page.on("response", hear)
    page.goto(f"{server.url}/w/{WORKSHOP}/replay#at=60")
    page.wait_for_load_state("networkidle")
    bodies = b"".join(each.body() for each in heard if each.ok and "/replay/" in each.url)
    assert bodies
    assert b"participants" in bodies
    assert b"Edie" not in bodies
