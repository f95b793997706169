"""In a hall: the server is somebody's laptop, reached by its name over plain HTTP.

Such a page is not a secure context: a browser keeps its clipboard, its wake lock and part of its
cryptography from it. Nothing that anybody needs may depend on those.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.browsers import HALL
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_desk import unfold
from tests.e2e.test_room import join, start_workshop, write

TOKEN = "opens the hall"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Known under the hall's name, which leads to this machine."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    token = {"CODESIGN_CREATE_TOKEN": TOKEN}
    started = Server(tmp_path, environ=token, host=HALL, port=port).start()
    yield started
    started.stop()


def test_a_workshop_runs_where_no_page_is_secure(server: Server, open_page: OpenPage) -> None:
    desk = open_page()
    code = start_workshop(desk, server, token=TOKEN)
    assert desk.evaluate("[isSecureContext, 'clipboard' in navigator]") == [False, False]
    ann = join(open_page(PHONE), server, code, "Ann")
    display = desk.context.new_page()
    display.goto(desk.url + "/display")

    # Copied by the old way, and kept for Ctrl+V.
    unfold(desk, "At the door")
    desk.get_by_role("button", name="Copy").first.click()
    expect(desk.get_by_text("Copied").first).to_be_visible()
    desk.get_by_role("button", name="Open “Ideas”").click()
    write(ann, "A bus at nine")
    expect(desk.get_by_text("A bus at nine")).to_be_visible()
    expect(display.get_by_text("A bus at nine")).to_be_visible()

    ann.context.set_offline(True)
    write(ann, "One ticket for both buses")
    ann.context.set_offline(False)
    expect(desk.get_by_text("One ticket for both buses")).to_be_visible(timeout=45_000)
    ann.reload()
    expect(ann.get_by_text("One ticket for both buses")).to_be_visible()
