"""A secret vote in real browsers: who voted is seen, and nobody is shown how."""

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop


def test_a_secret_vote_from_the_question_to_the_result(server: Server, open_page: OpenPage) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    desk.get_by_role("button", name="Open “Ideas”").click()
    desk.get_by_role("button", name="Ask the room").click()
    desk.get_by_role("radio", name="Which ones are fine?").check()
    desk.get_by_label("The question").fill("Who speaks for us?")
    desk.get_by_role("radio", name="Words of my own").check()
    desk.get_by_label("One choice on each line").fill("Dilys\nEmyr")
    desk.get_by_role("checkbox", name="Secret: nobody sees who chose what").check()
    desk.get_by_role("button", name="Start the vote").click()

    for page, choice in ((ann, "Dilys"), (ben, "Dilys"), (ann, "Emyr")):
        again = page.get_by_role("button", name="Vote again")
        if again.is_visible():
            again.click()
        expect(page.get_by_text("Nobody can see how you voted")).to_be_visible()
        page.get_by_role("checkbox", name=choice).check()
        page.get_by_role("button", name="Send my vote").click()
        expect(page.get_by_text("You have voted. Nobody can see how.")).to_be_visible()
        expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(desk.get_by_text("2 of 2 have voted so far")).to_be_visible()
    ann.reload()
    expect(ann.get_by_text("You have voted. Nobody can see how.")).to_be_visible()
    desk.get_by_role("button", name="Close the vote").click()

    expect(ann.get_by_text("A secret vote: nobody can see who chose what.")).to_be_visible()
    expect(ann.get_by_text("2 of 2 voted")).to_be_visible()
    bars = ann.locator(".bars__row")
    expect(bars).to_contain_text(["Dilys", "Emyr"])
