"""The facilitator's desk in real browsers: who comes in, what is seen, and taking it all back."""

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop, write


def unfold(desk: Page, name: str) -> None:
    """Open a part of the desk that is under its name."""
    fold = desk.locator("details.desk__fold", has=desk.get_by_text(name, exact=True))
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def take_back(desk: Page) -> None:
    """Take back what was just done."""
    done = desk.get_by_role("region", name="Just done")
    done.get_by_role("button", name="Take this back").click()


def knock(page: Page, server: Server, code: str, name: str) -> Page:
    """Ask to come in where one has to wait."""
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("name", exact=False).first.fill(name)
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_role("heading", name="You are waiting to be let in")).to_be_visible()
    return page


def begin(server: Server, open_page: OpenPage) -> tuple[Page, str]:
    desk = open_page()
    code = start_workshop(desk, server)
    desk.get_by_role("button", name="Open “Ideas”").click()
    return desk, code


def test_people_wait_until_they_are_let_in_and_one_is_put_out_and_let_back_in(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    unfold(desk, "Who comes in, what is shown")
    desk.get_by_role("radio", name="Wait until I let them in").check()
    ann = knock(open_page(PHONE), server, code, "Ann")
    ben = knock(open_page(PHONE), server, code, "Ben")
    expect(desk.get_by_text("Waiting to come in (2)")).to_be_visible()

    desk.get_by_role("button", name="Let in Ann").click()
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible()
    expect(ben.get_by_role("heading", name="You are waiting")).to_be_visible()
    desk.get_by_role("button", name="Let in Ben").click()
    expect(ben.get_by_role("textbox", name="Your idea")).to_be_visible()

    unfold(desk, "People")
    desk.get_by_role("button", name="More for Ben").click()
    desk.get_by_role("button", name="Put out of the workshop").click()
    desk.get_by_role("checkbox", name="Keep this device out").check()
    desk.get_by_role("button", name="Put them out").click()
    expect(ben.get_by_text("You are not in this room at the moment")).to_be_visible()
    ben.get_by_role("button", name="Reload").click()
    expect(ben.get_by_role("heading", name="You cannot come into this workshop")).to_be_visible()
    ben.goto(f"{server.url}/join?code={code}")
    expect(ben.get_by_role("heading", name="You cannot come into this workshop")).to_be_visible()

    take_back(desk)
    ben.goto(f"{server.url}/join?code={code}")
    expect(ben.get_by_role("textbox", name="Your idea")).to_be_visible()


def test_a_held_idea_is_seen_by_its_author_and_the_desk_until_it_is_let_through_and_back(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    unfold(desk, "Who comes in, what is shown")
    desk.get_by_role("radio", name="Wait until I let them through").check()
    expect(ann.get_by_text("A facilitator reads it first")).to_be_visible()
    write(ann, "A bus at nine")
    expect(ann.get_by_text("Your idea is waiting")).to_be_visible()
    expect(desk.get_by_text("Ideas to read first (1)")).to_be_visible()
    write(ben, "Something of my own")
    expect(desk.get_by_text("Ideas to read first (2)")).to_be_visible()
    expect(ben.get_by_text("A bus at nine")).to_have_count(0)

    desk.get_by_role("button", name="Let through “A bus at nine”").click()
    expect(ben.get_by_text("A bus at nine")).to_be_visible()
    take_back(desk)
    expect(ben.get_by_text("A bus at nine")).to_have_count(0)
    expect(ann.get_by_text("Your idea is waiting")).to_be_visible()


def test_pausing_blanks_phones_and_projector_and_what_was_typed_stays(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    display = desk.context.new_page()
    display.goto(desk.url + "/display")
    expect(display.get_by_role("heading", name="Ideas")).to_be_visible()
    ann.get_by_role("textbox", name="Your idea").fill("Half a thou")

    desk.get_by_role("button", name="Pause and blank all screens").click()
    for screen in (ann, display):
        expect(screen.get_by_role("heading", name="Paused")).to_be_visible()
    expect(ann.get_by_role("textbox", name="Your idea")).to_have_count(0)
    expect(display.get_by_role("heading", name="Ideas")).to_have_count(0)

    desk.get_by_role("button", name="Go on").click()
    expect(ann.get_by_role("textbox", name="Your idea")).to_have_value("Half a thou")
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_focused()
    expect(display.get_by_role("heading", name="Ideas")).to_be_visible()


def test_a_hand_goes_up_a_report_comes_in_and_both_are_answered(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    write(ann, "My neighbour Mair never pays")
    ann.get_by_role("button", name="Raise your hand").click()
    expect(desk.get_by_text("Hands up (1)")).to_be_visible()
    desk.get_by_role("button", name="Ann was heard").click()
    expect(ann.get_by_role("button", name="Raise your hand")).to_be_visible()

    ben.get_by_role("button", name="Report “My neighbour").click()
    ben.get_by_role("radio", name="It gives away something private").check()
    ben.get_by_role("textbox", name="Tell them what worries you").fill("It names Mair")
    ben.get_by_role("button", name="Send to the facilitators").click()
    expect(desk.get_by_text("It names Mair")).to_be_visible()
    expect(desk.get_by_text("from Ben")).to_be_visible()
    desk.get_by_role("combobox", name="What is being done about it").select_option("looking")
    ben.get_by_role("button", name="You", exact=True).click()
    expect(ben.get_by_text("A facilitator is looking at it")).to_be_visible()
    expect(ann.get_by_text("It names Mair")).to_have_count(0)


def test_everybody_is_shown_one_thing_but_nobody_is_torn_from_their_writing(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(PHONE), server, code, "Ann")
    ben = join(open_page(PHONE), server, code, "Ben")
    write(ann, "A bus at nine")
    box = ben.get_by_role("textbox", name="Your idea")
    box.fill("Half a thou")
    expect(desk.get_by_text("A bus at nine")).to_be_visible()
    desk.get_by_role("button", name="Show everyone this: “A bus at nine”").click()
    shown = "The facilitator shows everyone this"
    for page in (ann, ben):
        expect(page.get_by_role("region", name=shown)).to_be_visible()
    ben_shown = ben.get_by_role("region", name=shown)
    expect(ben_shown.get_by_text("A bus at nine")).to_have_count(0)
    ben_shown.get_by_role("button", name="Look at it").click()
    expect(ben_shown.get_by_text("A bus at nine")).to_be_visible()
    expect(box).to_have_value("Half a thou")
    desk.get_by_role("button", name="Stop showing it").click()
    expect(ann.get_by_role("region", name=shown)).to_have_count(0)


def test_handing_over_and_a_personal_link_survive_a_reload_and_a_restart(
    server: Server, open_page: OpenPage
) -> None:
    desk, code = begin(server, open_page)
    ann = join(open_page(), server, code, "Ann")
    unfold(desk, "Running it together")
    desk.get_by_label("Their name").fill("Gwen")
    desk.get_by_role("button", name="Make their link").click()
    desk.get_by_role("button", name="Show their link").first.click()
    link = desk.locator(".desk__link", has_text="/f#").inner_text()
    gwen = open_page()
    gwen.goto(link)
    expect(gwen.get_by_text("Your desk")).to_be_visible()

    desk.get_by_label("Who runs it from now on").select_option(label="Ann")
    desk.get_by_label("And you").select_option(label="stay as a participant")
    desk.get_by_role("button", name="Hand over", exact=True).click()
    desk.get_by_role("button", name="Hand over now").click()
    expect(ann.get_by_text("Your desk")).to_be_visible()
    expect(desk.get_by_text("Your desk")).to_have_count(0)

    server.kill()
    server.start()
    for page in (ann, gwen):
        page.reload()
        expect(page.get_by_text("Your desk")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("textbox", name="Your idea")).to_be_visible()
    expect(desk.get_by_text("Your desk")).to_have_count(0)


def test_more_time_and_a_skipped_stage_are_taken_back(server: Server, open_page: OpenPage) -> None:
    desk, _ = begin(server, open_page)
    unfold(desk, "Stages")
    desk.get_by_role("button", name="Change “Themes”").click()
    desk.get_by_role("button", name="Do not hold").click()
    expect(desk.get_by_role("button", name="Open “Themes”")).to_have_count(0)
    take_back(desk)
    expect(desk.get_by_role("button", name="Open “Themes”")).to_be_visible()
