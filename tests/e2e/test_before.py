"""Before the room, in a real browser: from "Start" to people joining, and the days in between."""

import datetime

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import code_shown


def in_days(days: int) -> str:
    return (datetime.date.today() + datetime.timedelta(days=days)).isoformat()  # noqa: DTZ011 - the local day


def test_from_start_to_people_joining_it_takes_two_questions(
    server: Server, open_page: OpenPage
) -> None:
    desk, phone = open_page(), open_page(PHONE)
    desk.goto(f"{server.url}/start")
    asked = desk.locator("main form").locator("input[type=text]:visible, fieldset:visible")
    expect(asked).to_have_count(2)
    desk.get_by_label("What is it called?").fill("A better bus")
    desk.get_by_role("button", name="Start the workshop").click()
    code = code_shown(desk)

    phone.goto(f"{server.url}/join?code={code}")
    phone.get_by_label("Your name").fill("Mair")
    phone.get_by_role("button", name="Join", exact=True).click()
    expect(phone.get_by_role("heading", level=1).first).to_be_visible()
    assert phone.url.rstrip("/").endswith(desk.url.split("/w/")[1].split("/")[0])


def test_the_invitation_tells_and_asks_and_between_sessions_the_room_does_too(
    server: Server, open_page: OpenPage
) -> None:
    desk, phone = open_page(), open_page(PHONE)
    desk.goto(f"{server.url}/start")
    desk.get_by_label("What is it called?").fill("A better bus")
    desk.get_by_text("More settings").click()
    desk.get_by_label("Day", exact=True).fill(in_days(7))
    desk.get_by_label("From", exact=True).fill("18:00")
    desk.get_by_label("To", exact=True).fill("20:00")
    desk.get_by_label("Where").fill("Memorial Hall")
    desk.get_by_role("button", name="Start the workshop").click()
    code = code_shown(desk)

    phone.goto(f"{server.url}/join?code={code}")
    expect(phone.get_by_text("18:00 to 20:00")).to_be_visible()
    expect(phone.get_by_text("Memorial Hall")).to_be_visible()
    phone.get_by_role("link", name="Tell us what you need").click()
    phone.get_by_label("What would help you?").fill("A hearing loop")
    phone.get_by_role("button", name="Tell the facilitators").click()
    phone.get_by_role("link", name="Back to the invitation").click()
    phone.get_by_label("Your name").fill("Mair")
    phone.get_by_role("button", name="Join", exact=True).click()
    expect(phone.get_by_role("heading", name="When and where")).to_be_visible()

    desk.get_by_role("link", name="Prepare").click()
    expect(desk.get_by_text("A hearing loop")).to_be_visible()
    phone.goto(f"{server.url}/leave")
    phone.get_by_role("button", name="Leave this device").click()
    expect(phone.get_by_role("heading", name="This device has forgotten you")).to_be_visible()
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0
