"""Where WebSockets are blocked the evening goes on, and nobody sees a difference: T1 to T7."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.proxies import Network, a_network
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop, write


def an_evening_at(behind: Page, server: Server, facilitator: Page, ben: Page) -> None:
    """Write both ways, lose the server, write on, and come back to the same page."""
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    expect(behind.get_by_role("textbox", name="Your idea")).to_be_visible()
    behind.evaluate("window.sameDocument = true")

    write(behind, "A bus that stops at the clinic at nine")
    expect(ben.get_by_text("A bus that stops at the clinic at nine")).to_be_visible()
    expect(behind.get_by_text("Saved").first).to_be_visible()
    write(ben, "Phone appointments first")
    told = behind.get_by_text("Phone appointments first").or_(behind.get_by_text("1 new idea"))
    expect(told.first).to_be_visible()

    server.kill()
    write(behind, "Lifts for night shifts")
    expect(behind.get_by_text("Not connected: 1 kept here, will send").first).to_be_visible()
    server.start()

    expect(ben.get_by_text("Lifts for night shifts")).to_be_visible(timeout=45_000)
    expect(behind.get_by_text("Saved").first).to_be_visible(timeout=45_000)
    assert behind.evaluate("window.sameDocument")


@pytest.mark.parametrize(
    "network", [Network(refuses=True), Network(swallows=True)], ids=["refused", "swallowed"]
)
def test_where_sockets_do_not_get_through_the_evening_goes_on(
    server: Server, open_page: OpenPage, network: Network
) -> None:
    facilitator, ann, ben = open_page(), open_page(PHONE), open_page(PHONE)
    code = start_workshop(facilitator, server)
    join(ben, server, code, "Ben")
    with a_network(server.url, network):
        join(ann, network, code, "Ann")
        assert (network.sockets_asked, network.streams_asked) == (1, 1)

        an_evening_at(ann, server, facilitator, ben)
        ann.goto("about:blank")


def test_where_sockets_open_and_are_cut_the_evening_goes_on(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann, ben = open_page(), open_page(PHONE), open_page(PHONE)
    code = start_workshop(facilitator, server)
    join(ben, server, code, "Ben")
    ann.route_web_socket("**/socket", lambda socket: socket.close())
    join(ann, server, code, "Ann")

    an_evening_at(ann, server, facilitator, ben)


def test_a_reload_takes_the_way_that_worked(server: Server, open_page: OpenPage) -> None:
    facilitator, ann = open_page(), open_page(PHONE)
    code = start_workshop(facilitator, server)
    with a_network(server.url, Network(refuses=True)) as network:
        join(ann, network, code, "Ann")
        ann.reload()
        expect(ann.get_by_text("Saved").first).to_be_visible()
        assert (network.sockets_asked, network.streams_asked) == (1, 2)
        ann.goto("about:blank")


def test_a_network_that_holds_everything_back_is_named_and_what_is_written_is_kept(
    server: Server, open_page: OpenPage
) -> None:
    facilitator, ann, ben = open_page(), open_page(PHONE), open_page(PHONE)
    code = start_workshop(facilitator, server)
    join(ben, server, code, "Ben")
    facilitator.get_by_role("button", name="Open “Ideas”").click()
    with a_network(server.url, Network(refuses=True)) as network:
        join(ann, network, code, "Ann")
        expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible()
        network.withholds = True
        server.kill()
        write(ann, "Lifts for night shifts")
        server.start()
        note = ann.get_by_text("Something on this network holds back what happens in the room")
        expect(note.first).to_be_visible(timeout=60_000)
        expect(ann.get_by_text("Not connected: 1 kept here, will send").first).to_be_visible()

        network.withholds = network.refuses = False
        expect(ben.get_by_text("Lifts for night shifts")).to_be_visible(timeout=60_000)
        ann.goto("about:blank")
