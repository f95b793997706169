"""Every family of ballots in real browsers: two voters on phones, a facilitator, a result read."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.accessible import too_wide, violations
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop

Vote = Callable[[Page, str], None]
BUS, LAMPS = "A night bus", "Lamps at the stop"


def ask(desk: Page, aim: str, way: str | None, choices: str = f"{BUS}\n{LAMPS}") -> Locator:
    """Choose what one wants to know and how people vote; what else is asked is left to fill."""
    desk.get_by_role("button", name="Ask the room").click()
    form = desk.locator("form.asked")
    if aim == "More ways":
        form.locator("summary", has_text=aim).click()
    else:
        form.get_by_role("radio", name=aim).check()
    if way is not None:
        form.get_by_role("radio", name=way).check()
    form.get_by_role("radio", name="Words of my own").check()
    form.get_by_label("One choice on each line").fill(choices)
    return form


def answer(page: Page, label: str) -> None:
    page.get_by_role("group", name=BUS).get_by_role("radio", name=label).first.check()


def live_with(page: Page, label: str) -> None:
    """Say whether one can; a worry counts once it is said."""
    answer(page, label)
    if label.startswith("No"):
        expect(page.get_by_text("Not sent yet")).to_be_visible()
        page.get_by_label("What is your worry?").fill("Who drives it?")
        page.get_by_role("button", name="Send this").click()


def rank(page: Page, first: str) -> None:
    second = LAMPS if first == BUS else BUS
    page.get_by_role("button", name=f"Put it 1st: “{second}”").click()
    page.get_by_role("button", name=f"Put it 2nd: “{first}”").click()
    page.get_by_role("button", name=f"Put “{first}” first").click()


def spend(page: Page, times: str) -> None:
    for _ in range(int(times)):
        page.get_by_role("button", name=f"One more vote for “{BUS}”").click()


def pay(page: Page, choice: str) -> None:
    page.get_by_role("checkbox", name=choice).check()


FAMILIES: Final[dict[str, tuple[str, str | None, Vote, tuple[str, str], str]]] = {
    "yes or no": (
        "A formal decision",
        None,
        answer,
        ("Yes", "Yes"),
        f"“{BUS}” is carried.",
    ),
    "consensus": (
        "More ways",
        "Consensus",
        answer,
        ("I agree", "I block this"),
        f"“{BUS}” is not carried.",
    ),
    "consent": (
        "Can we live with it?",
        "Can you live with this?",
        live_with,
        ("Yes, I can live with it", "No, I have a worry"),
        f"“{BUS}” is not carried.",
    ),
    "fingers": (
        "Can we live with it?",
        "Fingers",
        answer,
        ("3: I can live with it", "5: A great idea"),
        f"“{BUS}” is carried.",
    ),
    "an order": (
        "More ways",
        "An order, the weakest drop out",
        rank,
        (BUS, BUS),
        f"“{BUS}” is chosen.",
    ),
    "credits": (
        "More ways",
        "Votes that cost more and more",
        spend,
        ("3", "2"),
        "All together spent 13 credits.",
    ),
}


def close(desk: Page) -> None:
    desk.get_by_role("button", name="Close the vote").first.click()


@pytest.mark.parametrize("family", FAMILIES)
def test_two_voters_on_phones_vote_and_read_what_came_of_it(
    server: Server, open_page: OpenPage, family: str
) -> None:
    aim, way, vote, marks, told = FAMILIES[family]
    desk = open_page()
    code = start_workshop(desk, server)
    voters = [join(open_page(PHONE), server, code, name) for name in ("Ann", "Ben")]
    desk.get_by_role("button", name="Open “Ideas”").click()
    form = ask(desk, aim, way, BUS if vote in {answer, live_with} else f"{BUS}\n{LAMPS}")
    form.get_by_role("button", name="Start the vote").click()
    for voter, mark in zip(voters, marks, strict=True):
        vote(voter, mark)
        expect(voter.get_by_text("Your vote is saved.")).to_be_visible()
    assert violations(voters[0]) == []
    assert too_wide(voters[0]) == []

    close(desk)

    for page in (*voters, desk):
        expect(page.get_by_text(told).first).to_be_visible()
    assert violations(voters[1]) == []
    assert too_wide(voters[1]) == []


def test_a_worry_is_answered_by_new_words_and_another_is_taken_back(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    ann, ben = (join(open_page(PHONE), server, code, name) for name in ("Ann", "Ben"))
    desk.get_by_role("button", name="Open “Ideas”").click()
    ask(desk, "Can we live with it?", "Can you live with this?", BUS).get_by_role(
        "button", name="Start the vote"
    ).click()
    live_with(ann, "Yes, I can live with it")
    live_with(ben, "No, I have a worry")
    expect(ben.get_by_text("Your vote is saved.")).to_be_visible()
    close(desk)
    expect(ann.get_by_text("1 worry is open, so this does not go ahead")).to_be_visible()
    assert violations(ann) == []
    assert too_wide(ben) == []

    desk.get_by_role("button", name="Write new words for").click()
    desk.get_by_label("The proposal in new words").fill("A night bus with a paid driver")
    assert violations(desk) == []
    desk.get_by_role("button", name="Ask again with these words").click()

    expect(ann.locator("ins")).to_contain_text("with a paid driver")
    expect(ann.get_by_text("We changed it to answer this")).to_be_visible()
    assert violations(ann) == []
    for voter, mark in ((ann, "Yes, I can live with it"), (ben, "No, I have a worry")):
        words = voter.get_by_role("group", name="A night bus with a paid driver")
        words.get_by_role("radio", name=mark).check()
    expect(ann.get_by_text("Your vote is saved.")).to_be_visible()
    ben.get_by_label("What is your worry?").fill("And on Sundays?")
    ben.get_by_role("button", name="Send this").click()
    expect(ben.get_by_text("Your vote is saved.")).to_be_visible()
    close(desk)
    ben.get_by_role("button", name="My worry is answered").click()
    ben.get_by_role("button", name="Yes, take it back").click()

    for page in (ann, ben, desk):
        told = page.get_by_text("“A night bus with a paid driver” is carried.")
        expect(told).to_be_visible()


def test_a_budget_is_asked_with_its_costs_and_pays_for_what_it_can(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_workshop(desk, server)
    voters = [join(open_page(PHONE), server, code, name) for name in ("Ann", "Ben")]
    desk.get_by_role("button", name="Open “Ideas”").click()
    form = ask(desk, "What should the money pay for?", "Fair shares")
    form.get_by_role("button", name="Start the vote").click()
    expect(form.get_by_role("alert")).to_contain_text("Say how much money there is")
    form.get_by_label("How much there is, in pounds").fill("1000")
    form.get_by_label(BUS).fill("800")
    form.get_by_label(LAMPS).fill("300")
    form.get_by_role("button", name="Start the vote").click()
    for voter in voters:
        pay(voter, BUS)
        pay(voter, LAMPS)
        expect(voter.get_by_text("2 ticked, together £1,100")).to_be_visible()
        expect(voter.get_by_text("Your vote is saved.")).to_be_visible()
    assert violations(voters[0]) == []

    close(desk)

    for page in (*voters, desk):
        expect(page.get_by_text("£300 of £1,000 is spent; £700 is left.").first).to_be_visible()
        expect(page.get_by_text("Not paid for").first).to_be_visible()
