"""Paper and hands in real browsers: nobody is left out, and nobody counts twice."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_desk import unfold
from tests.e2e.test_room import join, start_workshop

TABLE = ("Dilys", "Emyr", "Huw", "Ivor", "June", "Mair", "Olive", "Tadeusz")


def arrive(desk: Page) -> None:
    """Paste the door list, and tick everybody as come without a phone."""
    unfold(desk, "Door list")
    desk.get_by_label("One person a line").fill("\n".join(f"{each},,3" for each in TABLE))
    desk.get_by_role("button", name="Put 8 people on the list").click()
    for each in TABLE:
        expect(desk.get_by_text(f"Take {each} off the list")).to_be_visible()
        desk.get_by_label("Who is at the door?").fill(each)
        desk.get_by_label("Who is at the door?").press("Enter")
        expect(desk.get_by_text(f"Take {each} off the list")).to_have_count(0)
        desk.get_by_label("Who is at the door?").fill("")
    expect(desk.get_by_role("group", name="Typing for:")).to_contain_text("Tadeusz")
    desk.get_by_role("button", name="Open “Ideas”").click()
    expect(desk.get_by_role("button", name="Next: Dilys")).to_be_visible()


def ask(desk: Page, question: str, *, binding: bool = False) -> None:
    """Put a question about two choices to the vote, to tick all one supports."""
    desk.get_by_role("button", name="Ask the room").click()
    desk.get_by_role("radio", name="Which ones are fine?").check()
    desk.get_by_label("The question").fill(question)
    desk.get_by_role("radio", name="Words of my own").check()
    desk.get_by_label("One choice on each line").fill("A bus\nA taxi")
    if binding:
        desk.locator("summary", has_text="More settings").click()
        desk.get_by_role("checkbox", name="This vote binds").check()
    desk.get_by_role("button", name="Start the vote").click()


def paper(page: Page) -> Locator:
    fold = page.locator("details.room__paper")
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold


def type_sheet(desk: Page, number: int, choice: str) -> None:
    form = paper(desk).get_by_role("form", name="One voting sheet")
    form.get_by_label("Number on the sheet").fill(str(number))
    form.get_by_role("checkbox", name=choice).check()
    form.get_by_role("button", name="Record this sheet").click()


def test_a_table_without_a_device_writes_and_votes_one_after_the_other(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    arrive(desk)
    for each in TABLE[:3]:
        desk.get_by_role("button", name=f"Next: {each}").click()
        box = desk.get_by_role("textbox", name=f"The idea of {each}")
        expect(box).to_be_focused()
        box.fill(f"What {each} said")
        desk.get_by_role("button", name=f"Add for {each}").click()
    expect(desk.get_by_text("5 of 8 have not had their turn here yet.")).to_be_visible()
    cards = paper(desk)
    cards.get_by_label("What is on the card").fill("A bench at the stop")
    cards.get_by_role("button", name="Add this card").click()
    bench = ann.locator("article", has_text="A bench at the stop")
    told = bench.or_(ann.get_by_role("button", name="new idea"))
    expect(told.first).to_be_visible()


def test_sheets_late_paper_and_a_helper_are_one_result_and_nobody_counts_twice(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    arrive(desk)
    ask(desk, "What first?")
    ann.get_by_role("checkbox", name="A bus").check()
    desk.get_by_role("button", name="Next: Dilys").click()
    desk.get_by_role("checkbox", name="A taxi").first.check()
    desk.get_by_role("button", name="Send the vote of Dilys").click()
    expect(desk.get_by_text("The vote of Dilys is saved.")).to_be_visible()
    desk.get_by_role("button", name="Back to myself").click()

    type_sheet(desk, 17, "A bus")
    expect(paper(desk).get_by_text("Sheet 17", exact=False).first).to_be_visible()
    type_sheet(desk, 17, "A taxi")
    expect(paper(desk).get_by_role("alert")).to_contain_text("Sheet 17 has been typed in already")

    desk.get_by_role("button", name="Close the vote").click()
    expect(ann.get_by_role("list", name="How people voted")).to_be_visible()
    fold = paper(desk)
    fold.get_by_role("button", name="Open the count again for late paper").click()
    fold.get_by_label("Why is it counted again?").fill("A sheet in a bag")
    fold.get_by_role("button", name="Open the count again for late paper").click()
    expect(ann.get_by_text("The count is open again for votes on paper")).to_be_visible()
    type_sheet(desk, 18, "A bus")
    fold.get_by_role("button", name="Close and count again").click()

    ways = ann.get_by_role("list", name="How people voted")
    expect(ways).to_contain_text("On paper 2")
    expect(ways).to_contain_text("On their own phone 1")
    expect(ways).to_contain_text("Through a helper 1")
    expect(ann.get_by_role("list", name="Result")).to_contain_text("A bus 3 ticks")


def test_a_show_of_hands_that_binds_counts_once_a_second_person_confirms_it(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    gwen = join(open_page(PHONE), server, code, "Gwen")
    arrive(desk)
    unfold(desk, "People")
    desk.get_by_label("Role of Gwen").select_option(label="Table helper")
    ask(desk, "Shall we?", binding=True)
    fold = paper(desk)
    fold.get_by_role("button", name="Count hands or a table").click()
    fold.get_by_label("How many people are that?").fill("9")
    fold.get_by_label("How many of them voted?").fill("5")
    fold.get_by_label("In favour").first.fill("5")
    fold.get_by_role("button", name="Record this count").click()
    expect(fold.get_by_text("Waits for a second person.")).to_be_visible()
    expect(fold.get_by_role("button", name="I have checked it: confirm")).to_have_count(0)
    paper(gwen).get_by_role("button", name="I have checked it: confirm").click()
    expect(fold.get_by_text("Confirmed by Gwen.")).to_be_visible()
    desk.get_by_role("button", name="Close the vote").click()
    expect(desk.get_by_role("list", name="Result")).to_contain_text("A bus 5 ticks")


def test_the_sheet_of_a_table_counts_for_who_sits_there_and_a_card_comes_late(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    arrive(desk)
    desk.get_by_role("button", name="Open “Themes”").click()
    paper(desk).get_by_label("What is on the card").fill("A bench by the clinic")
    paper(desk).get_by_role("button", name="Add this card").click()
    expect(paper(desk).get_by_text("The card is added.")).to_be_visible()
    card = ann.get_by_role("article").filter(has_text="A bench by the clinic")
    expect(card).to_contain_text("On a card")

    ask(desk, "What first?")
    ann.get_by_role("checkbox", name="A bus").check()
    expect(ann.get_by_text("Your vote is saved.")).to_be_visible()
    desk.get_by_role("button", name="Count hands or a table").first.click()
    desk.get_by_role("radio", name="The sheet of a table").check()
    desk.get_by_label("Which table?").fill("3")
    desk.get_by_label("How many people are that?").fill("8")
    desk.get_by_label("How many of them voted?").fill("7")
    for figure, ticks in zip(desk.get_by_label("In favour").all(), ("5", "4"), strict=True):
        figure.fill(ticks)
    desk.get_by_role("button", name="Record this count").click()
    expect(desk.get_by_text("The sheet of a table (3): 7 of 8 voted").first).to_be_visible()
    desk.get_by_role("button", name="Close the vote").click()
    result = ann.get_by_role("list", name="Result")
    expect(result).to_contain_text("A bus 6 ticks")
    expect(result).to_contain_text("A taxi 4 ticks")
