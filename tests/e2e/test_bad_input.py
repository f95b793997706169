"""Whatever people paste is shown safely or refused kindly, and is never lost."""

from typing import Final

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop, write

MOST_CHARS: Final = 4_000
# Eighty more than one may ask at once, which go out four a second: a slow machine meets the limit
# too. Five hundred, in virtual time, are in faults/test_many_ideas.py.
AT_ONCE: Final = 200

_MANY: Final = """(count) => {
  const { room } = window
  const stage = room.board.workshop.get('workshop').live_stage
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const some = (n) => Array.from({ length: n }, () => letters[Math.floor(Math.random() * 64)])
  for (let at = 0; at < count; at++) {
    const idea = some(21).join('') + 'A'
    room.send({ type: 'SubmitIdea', data: { idea, stage, text: `Idea ${at}` } })
  }
}"""

# Every note there was meanwhile, and all that was said of what is saved.
_LISTEN: Final = """() => {
  window.said = new Set()
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('.room__note, .saving__text'))
      said.add(each.textContent)
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}"""
_TEXTS: Final = "[...room.board.ideas.values()].map((each) => each.text)"


def begin(server: Server, open_page: OpenPage) -> tuple[Page, Page]:
    desk = open_page()
    code = start_workshop(desk, server)
    ann = join(open_page(PHONE), server, code, "Ann")
    desk.get_by_role("button", name="Open “Ideas”").click()
    expect(ann.get_by_role("textbox", name="Your idea")).to_be_visible()
    return desk, ann


def test_a_pasted_novel_is_refused_beside_the_box_and_stays_in_it(
    server: Server, open_page: OpenPage
) -> None:
    desk, ann = begin(server, open_page)
    box = ann.get_by_role("textbox", name="Your idea")
    box.fill("novel " * 1000)
    ann.get_by_role("button", name="Add", exact=True).click()
    expect(ann.get_by_text("letters too long. Shorten it")).to_be_visible()
    expect(box).to_have_value("novel " * 1000)
    box.fill("n" * MOST_CHARS)
    ann.get_by_role("button", name="Add", exact=True).click()
    expect(desk.get_by_role("button", name="Read on")).to_be_visible()


def test_emoji_and_other_directions_are_shown_and_what_hides_or_reorders_is_not(
    server: Server, open_page: OpenPage
) -> None:
    desk, ann = begin(server, open_page)
    write(ann, "\U0001f469\U0001f3fd\u200d\U0001f33e A \u202ebus\u200b\x07 at nine")
    expect(desk.get_by_text("\U0001f469\U0001f3fd\u200d\U0001f33e A bus at nine")).to_be_visible()
    write(ann, "אוטובוס בתשע")
    hebrew = desk.get_by_text("אוטובוס בתשע")
    expect(hebrew).to_have_css("direction", "rtl")
    write(ann, "<img src=x onerror=\"document.body.innerHTML=''\"><b>bold</b>")
    expect(desk.get_by_text("<b>bold</b>")).to_be_visible()
    write(ann, "Z" + "\u0301" * 300)
    expect(desk.get_by_role("article")).to_have_count(4)
    for page in (desk, ann):
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0


def test_a_name_in_control_characters_is_asked_for_again(
    server: Server, open_page: OpenPage
) -> None:
    code = start_workshop(open_page(), server)
    page = open_page(PHONE)
    page.goto(f"{server.url}/join?code={code}")
    page.get_by_label("Your name").fill("\u200b\u2800")
    page.get_by_role("button", name="Join").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Your name").fill("An\u202en \u00c9ire")
    page.get_by_role("button", name="Join").last.click()
    page.get_by_role("button", name="You", exact=True).click()
    expect(page.get_by_text("Ann Éire").first).to_be_visible()


def test_of_more_ideas_than_anybody_may_send_none_is_lost(
    server: Server, open_page: OpenPage
) -> None:
    desk, ann = begin(server, open_page)
    ann.evaluate(_LISTEN)
    ann.evaluate(_MANY, AT_ONCE)
    # The room goes on for others meanwhile.
    write(desk, "A bus at nine")
    expect(
        ann.get_by_text("A bus at nine").or_(ann.get_by_text("1 new idea")).first
    ).to_be_visible()
    ann.wait_for_function(
        "(count) => room.board.ideas.size === count && room.saving.waiting === 0",
        arg=AT_ONCE + 1,
        timeout=90_000,
    )
    expect(ann.locator(".saving__text")).to_have_text("Saved")
    expect(ann.locator(".room__note")).to_have_count(0)
    # What did not go out at once was kept, in a kind sentence and with how long it takes.
    said = " ".join(ann.evaluate("[...said]"))
    assert "Nothing is lost: it is kept here" in said
    assert "all within a minute" in said
    assert ann.evaluate("room.rejected") == []
    assert sorted(desk.evaluate(_TEXTS)) == sorted(
        ["A bus at nine", *(f"Idea {at}" for at in range(AT_ONCE))]
    )
