"""Two organisations on phones and a facilitator at a desk, from a need to an agreement.

One signs in the room; the other weeks later, by a link to a named post, on a plain page.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from playwright.sync_api import Page, expect

from codesign.cli.api import Api
from codesign.domain import commands as c
from codesign.domain.commands import Command
from codesign.domain.events import StageKind
from codesign.domain.ids import (
    CommandId,
    OrganisationId,
    ParticipantId,
    StageId,
    WorkshopId,
)
from tests.e2e.accessible import in_light_and_dark, too_small, too_wide
from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.given import id_of

WORKSHOP: Final = WorkshopId(id_of("signed"))
FACILITATOR: Final = ParticipantId(id_of("facilitator"))
OFFICER: Final = ParticipantId(id_of("officer"))
COUNCIL: Final = OrganisationId(id_of("council"))
TRUST: Final = OrganisationId(id_of("trust"))
STAGES: Final[dict[StageKind, str]] = {
    "needs": "Needs",
    "redesign": "The redesign",
    "agree": "Who agrees",
}
LINK: Final = re.compile(r"http\S+/sign#\S+")


def prepared(server: Server) -> tuple[str, str]:
    """Set up the workshop; return the facilitator's link and the officer's login."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _prepared(server)).result()


async def _prepared(server: Server) -> tuple[str, str]:
    async with Api(server.url) as api:
        words = {"title": "Help at night", "name": "Farah"}
        granted = await api.create_workshop(WORKSHOP, FACILITATOR, words, "")
        assert granted is not None
        logins = await api.add_people(WORKSHOP, granted.login, {OFFICER: "Owain Price"})
        for number, command in enumerate(_set_up()):
            login = logins[OFFICER] if isinstance(command, c.ChooseOrganisation) else granted.login
            answer = await api.ask(WORKSHOP, login, CommandId(id_of(f"set_up_{number}")), command)
            assert answer["t"] == "ack", answer
        return granted.link, logins[OFFICER]


def _set_up() -> list[Command]:
    plans = [
        c.StagePlan(stage=StageId(id_of(kind)), kind=kind, title=title)
        for kind, title in STAGES.items()
    ]
    return [
        c.AddOrganisation(organisation=COUNCIL, name="Northfield Council"),
        c.AddOrganisation(organisation=TRUST, name="Acute Trust"),
        c.ChooseOrganisation(participant=OFFICER, organisation=COUNCIL),
        c.GiveMandate(
            organisation=COUNCIL, participant=OFFICER, capacity="delegated_authority", post="Head"
        ),
        *(c.AddStage(plan=plan) for plan in plans),
        c.OpenStage(stage=StageId(id_of("needs"))),
    ]


def test_two_organisations_go_from_a_need_to_an_agreement_and_one_signs_by_a_link(
    server: Server, open_page: OpenPage
) -> None:
    link, login = prepared(server)
    desk, officer, post = open_page(), open_page(PHONE), open_page(PHONE)
    desk.goto(link)
    expect(desk.get_by_text("Your desk")).to_be_visible()
    officer.context.add_cookies([{"name": "codesign", "value": login, "url": server.url}])
    officer.goto(f"{server.url}/w/{WORKSHOP}")

    a_need_is_stated(officer)
    a_redesign_is_drafted(desk)
    it_is_said_who_must_agree(desk)
    somebody_signs_in_the_room(officer)
    address = a_link_is_made(desk, server)
    the_page_holds_to_the_rules(post, address)
    the_post_signs(post)
    it_is_agreed(desk, officer)
    the_link_ends(desk, server, open_page(PHONE), address)


def a_need_is_stated(officer: Page) -> None:
    officer.get_by_label("Who is it about?").fill("people over 75 living alone")
    officer.get_by_label("What do they need?").fill("help within two hours at night")
    officer.get_by_role("button", name="Add this need").click()
    expect(officer.get_by_text("help within two hours at night").first).to_be_visible()


def open_stage(desk: Page, name: str) -> None:
    # A second press at once is taken for a slip.
    desk.wait_for_timeout(1_100)
    desk.get_by_role("button", name=f"Open “{name}”").click()
    expect(desk.locator(".top-bar__name")).to_have_text(name)


def a_redesign_is_drafted(desk: Page) -> None:
    open_stage(desk, STAGES["redesign"])
    desk.get_by_role("button", name="Draft a redesign").click()
    desk.get_by_label("Title").fill("A night team")
    desk.get_by_label("In short").fill("Nurses come within two hours of a call.")
    desk.locator("summary", has_text="Which needs does it answer?").click()
    desk.get_by_label(re.compile("help within two hours at night")).check()
    desk.get_by_label("What will be different?").fill("Fewer people are admitted at night")
    desk.get_by_role("button", name="Save the draft").click()
    expect(desk.get_by_role("heading", name="A night team")).to_be_visible()


def it_is_said_who_must_agree(desk: Page) -> None:
    open_stage(desk, STAGES["agree"])
    desk.locator("summary", has_text="Who must agree").click()
    desk.get_by_label("Who must say yes?").select_option(label="Every key organisation")
    for name in ("Northfield Council", "Acute Trust"):
        desk.locator(".agreement__desk").get_by_label(name).first.check()
    desk.locator(".agreement__desk").get_by_role("button", name="Save").first.click()
    desk.locator("summary", has_text="Whom it touches").click()
    for each in desk.locator("details", has_text="Whom it touches").locator("select").all():
        each.select_option(label="Neither")
    desk.locator("details", has_text="Whom it touches").get_by_role("button", name="Save").click()
    expect(desk.get_by_text("Whom it touches", exact=True)).to_be_visible()


def somebody_signs_in_the_room(officer: Page) -> None:
    officer.get_by_label("We agree", exact=True).check()
    officer.get_by_role("button", name="Say so").click()
    expect(officer.get_by_text("In the room", exact=False).first).to_be_visible()


def a_link_is_made(desk: Page, server: Server) -> str:
    page = desk.context.new_page()
    page.goto(f"{server.url}/w/{WORKSHOP}/after/sign")
    card = page.locator(".card", has_text="Acute Trust")
    card.locator("summary").click()
    card.get_by_label("Which post").fill("Chief Operating Officer")
    card.get_by_role("button", name="Make the link").click()
    expect(card).to_contain_text(LINK)
    assert not in_light_and_dark(page)
    assert not too_wide(page)
    found = LINK.search(card.inner_text())
    page.close()
    assert found
    return found[0]


def the_page_holds_to_the_rules(post: Page, address: str) -> None:
    post.goto(address)
    expect(post.get_by_role("heading", name="A night team")).to_be_visible()
    assert "#" not in post.url
    expect(post.get_by_text("Acute Trust has not said where it stands").first).to_be_visible()
    post.get_by_label("By what authority?").fill("Board, 15 January")
    post.get_by_role("button", name="Record our answer").click()
    expect(post.get_by_text("Choose where your organisation stands.").first).to_be_visible()
    for width in (1280, 360):
        post.set_viewport_size({"width": width, "height": 900})
        assert not in_light_and_dark(post)
        assert not too_wide(post)
    # Marks of sources stand between words; what answers is as large as a thumb.
    assert not too_small(post, 24)
    assert not [each for each in too_small(post) if "source-mark" not in each]


def the_post_signs(post: Page) -> None:
    post.get_by_label("We agree", exact=True).check()
    post.get_by_role("button", name="Record our answer").click()
    expect(post.get_by_role("heading", name="Recorded", exact=True)).to_be_visible()
    assert not in_light_and_dark(post)
    assert not too_wide(post)


def it_is_agreed(desk: Page, officer: Page) -> None:
    stands = desk.locator(".stands__one", has_text="Acute Trust")
    expect(stands).to_contain_text("By a personal link")
    expect(stands).to_contain_text("Chief Operating Officer")
    desk.get_by_role("button", name="Record that it is agreed").click()
    expect(officer.get_by_text("Agreed: version 1")).to_be_visible()


def the_link_ends(desk: Page, server: Server, other: Page, address: str) -> None:
    page = desk.context.new_page()
    page.goto(f"{server.url}/w/{WORKSHOP}/after/sign")
    card = page.locator(".card", has_text="Acute Trust")
    card.get_by_role("button", name="End it").click()
    expect(card.get_by_text("speaks for it")).to_have_count(0)
    other.goto(address)
    expect(other.get_by_text("This link opens nothing now").first).to_be_visible()
