"""Voting in another's place, and areas, in real browsers: named, cast, given way to, and split."""

from collections.abc import Iterable
from random import Random

from playwright.sync_api import Page, expect

from codesign.cli.api import submission
from codesign.domain.commands import AddParticipant, CastBallot, Command
from codesign.domain.ids import AreaId, CommandId, OptionId, ParticipantId, RoundId
from tests.e2e.accessible import too_wide, violations
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import open_room
from tests.e2e.test_voting import BUS, answer, ask, close
from tests.histories import new_id

IDS = Random("for others")


def start_with_areas(desk: Page, server: Server) -> str:
    desk.goto(f"{server.url}/start")
    desk.get_by_label("What is it called?").fill("Getting to the clinic")
    desk.get_by_text("More settings").click()
    desk.get_by_label("Areas people can say they are from").fill("Sirhowy\nDukestown")
    desk.get_by_role("button", name="Start the workshop").click()
    return open_room(desk)


def join_from(page: Page, server: Server, code: str, name: str, area: str) -> Page:
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Which area are you from?").select_option(area)
    assert violations(page) == []
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_text("Saved").first).to_be_visible()
    return page


def areas_of(page: Page, server: Server, code: str) -> dict[str, AreaId]:
    """Read off the joining page which area is which."""
    page.goto(f"{server.url}/join?code={code}")
    options = page.get_by_label("Which area are you from?").locator("option").all()
    return {each.inner_text(): AreaId(each.get_attribute("value") or "") for each in options}


class Room:
    """The room as its facilitator's browser may ask for things without a screen."""

    def __init__(self, desk: Page, server: Server) -> None:
        self.desk, self.server = desk, server
        self.path = desk.url.split("#")[0]

    def asks(self, command: Command, for_: ParticipantId | None = None) -> None:
        posted = self.desk.context.request.post(
            f"{self.path}/commands",
            data=submission(CommandId(new_id(IDS)), command, for_=for_),
            headers={"content-type": "application/msgpack", "origin": self.server.url},
        )
        assert b"reject" not in posted.body(), posted.body()

    def fills(
        self, area: AreaId, votes: Iterable[int], round_id: RoundId, option: OptionId
    ) -> None:
        """Let people without a device come from an area, and vote through who helps them."""
        for number, mark in enumerate(votes):
            who = ParticipantId(new_id(IDS))
            self.asks(AddParticipant(participant=who, name=f"Seat {number + 1}", area=area))
            self.asks(CastBallot(round=round_id, marks={option: mark}), for_=who)


def asks_with_proxies(desk: Page) -> None:
    """Put a yes or no to the vote in which one may vote for one other."""
    desk.get_by_role("button", name="Open “Ideas”").click()
    form = ask(desk, "A formal decision", None, BUS)
    form.locator("summary", has_text="More settings").click()
    form.get_by_label("one person may vote for").select_option("one other person")
    form.get_by_role("button", name="Start the vote").click()


def votes_for_ann(page: Page) -> None:
    theirs = page.get_by_role("region", name="You vote for somebody who cannot be here")
    theirs.get_by_text("Vote for Ann").click()
    theirs.get_by_role("radio", name="No").first.check()
    theirs.get_by_role("button", name="Send the vote of Ann").click()


def what_is_asked(page: Page) -> tuple[RoundId, OptionId]:
    """Read the ids of the vote on the screen and of its choice."""
    vote = page.locator("[id^=round-]").first.get_attribute("id") or ""
    choice = page.get_by_role("group", name=BUS).get_attribute("id") or ""
    return RoundId(vote.removeprefix("round-")), OptionId(choice[-22:])


def is_fine(page: Page) -> bool:
    return violations(page) == [] == too_wide(page)


def test_a_vote_is_cast_for_who_is_away_gives_way_to_them_and_is_told_by_area(
    server: Server, open_page: OpenPage
) -> None:
    desk = open_page()
    code = start_with_areas(desk, server)
    ann = join_from(open_page(PHONE), server, code, "Ann", "Sirhowy")
    ben = join_from(open_page(PHONE), server, code, "Ben", "Sirhowy")
    ann.get_by_role("button", name="You", exact=True).click()
    ann.get_by_label("who votes for me").select_option("Ben")
    room = ann.url
    ann.goto("about:blank")
    asks_with_proxies(desk)
    answer(ben, "Yes")
    votes_for_ann(ben)
    expect(desk.get_by_text("2 of 2 have voted so far")).to_be_visible()
    assert is_fine(ben)

    ann.goto(room)
    expect(ann.get_by_text("Ben voted this for you.")).to_be_visible()
    assert is_fine(ann)
    answer(ann, "Yes")
    expect(ben.get_by_text("Ann has voted after all. That counts.")).to_be_visible()

    areas, hall = areas_of(open_page(), server, code), Room(desk, server)
    hall.fills(areas["Sirhowy"], [1] * 4 + [-1] * 6, *what_is_asked(ann))
    hall.fills(areas["Dukestown"], [1] * 7 + [-1] * 5, *what_is_asked(ann))
    close(desk)
    expect(ann.get_by_text(f"“{BUS}” is carried.").first).to_be_visible()
    ann.get_by_text("What lies behind this result").click()
    split = ann.locator(".split__group")
    expect(split).to_have_count(2)
    expect(split.filter(has_text="Sirhowy")).to_contain_text("6 of 12")
    expect(split.filter(has_text="Dukestown")).to_contain_text("7 of 12")
    assert is_fine(ann)
