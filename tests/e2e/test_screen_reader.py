"""What somebody hears who does not see the screen: how it is built, and what is told of changes."""

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import gallery
from tests.e2e.conftest import DESK, OpenPage

CHANGES_A_MINUTE: Final = 40
BETWEEN_MS: Final = 60_000 // CHANGES_A_MINUTE
# So seldom that one can listen to something else between: one in ten seconds.
MOST_SENTENCES: Final = 7

# Every sentence that a live region was given, with when, and what became of it.
_LISTEN: Final = """() => {
  window.heard = []
  const region = document.querySelector('[role=status].hidden-from-sight')
  new MutationObserver(() => window.heard.push([Date.now(), region.textContent]))
    .observe(region, { childList: true, characterData: true, subtree: true })
}"""

_PUT_IDEA: Final = """(at) => {
  const room = window.room
  const [[, record]] = room.board.ideas
  room.put('ideas', `more${at}`.padEnd(22, '_'), { ...record, text: `Idea ${at}`, seq: 1000 + at })
}"""


@pytest.fixture(scope="module")
def screens() -> Iterator[str]:
    gallery.build()
    with gallery.serving() as address:
        yield address


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(DESK)


def show(page: Page, screens: str, state: str) -> None:
    page.goto(f"{screens}/?state={state}")
    expect(page.locator("main")).to_be_attached()
    page.wait_for_load_state("networkidle")


IN_THE_BAR: Final = """
- banner:
  - paragraph: Getting home after eight
  - paragraph:
    - text: Ideas
    - timer "Time left": 8:32
  - text: "Saving: Saved"
  - button "Stages, 2 of 5"
  - button "Raise your hand"
  - button "9 here"
  - button "You"
"""

IDEAS: Final = """
- main:
  - heading "Ideas" [level=1]
  - paragraph: /How could people get home after eight in the evening/
  - textbox "Your idea"
  - button "Add"
  - paragraph: Everybody here can read this, with your name
  - region "Yours (2)":
    - heading "Yours (2)" [level=2]
    - list:
      - listitem:
        - article:
          - paragraph: /A waiting room/
          - button "Change the words of “A waiting room with light and a heater at the top stop. …”"
          - button "Take back “A waiting room with light and a heater at the top stop. …”"
      - listitem
  - region "From the room (10)":
    - heading "From the room (10)" [level=2]
    - list:
      - listitem:
        - article:
          - paragraph: A bus stop by the clinic.
          - text: June Ellis
          - button "Report “A bus stop by the clinic.” to the facilitators"
      - listitem
      - listitem:
        - article:
          - paragraph: /Ask the two supermarkets/
          - img "Valley Community Transport"
          - text: Esme Clarke
"""

THEMES: Final = """
- main:
  - heading "Themes" [level=1]
  - region "Home after the late shift":
    - heading "Home after the late shift" [level=2]
    - text: 3 ideas
    - button "More for “Home after the late shift”"
    - list:
      - listitem
      - listitem:
        - article:
          - checkbox "Choose “Taxi vouchers for carers.”"
          - paragraph: Taxi vouchers for carers.
          - text: June Ellis
          - 'button "Move to another theme: “Taxi vouchers for carers.”"'
      - listitem
  - region "A timetable one can trust"
  - region "Vehicles that stand still"
  - region "One simple ticket"
  - region "Not grouped yet (3)":
    - heading "Not grouped yet (3)" [level=2]
    - list:
      - listitem
      - listitem
      - listitem
"""

BALLOT: Final = """
- main:
  - heading "Vote" [level=1]
  - region /Which of these should we take forward first\\?/:
    - paragraph: Open now
    - heading "Which of these should we take forward first?" [level=2]
    - paragraph: 31 of 42 have voted so far
    - heading "Your vote" [level=3]
    - paragraph: You have 5 dots; up to 2 on one. You can change your vote until it closes.
    - paragraph: Nobody is shown how you voted; the totals are shown when the vote closes
    - paragraph: 2 dots left
    - list:
      - listitem:
        - text: Home after the late shift
        - button "One dot fewer on “Home after the late shift”"
        - text: "2"
        - button "One more dot on “Home after the late shift”" [disabled]
      - listitem:
        - text: A timetable one can trust
        - button "One dot fewer on “A timetable one can trust”" [disabled]
        - text: "0"
        - button "One more dot on “A timetable one can trust”"
      - listitem
      - listitem
    - status: Your vote is saved.
"""

STATEMENTS: Final = """
- main:
  - region /Do you agree that these come first\\?/:
    - heading "Your vote" [level=3]
    - paragraph: 1 of 4 answered
    - group "A timetable one can trust":
      - button "Agree"
      - button "Disagree"
      - button "Pass"
    - button "Back"
    - button "Skip for now"
    - group: All statements and your answers
"""

RESULTS: Final = """
- main:
  - region /Which are fine with you\\?/:
    - paragraph: Set aside
    - heading "Which are fine with you?" [level=2]
    - paragraph: /does not count. Reason. Two tables had the wrong sheet/
  - region /Which of these should we take forward first\\?/:
    - paragraph: Closed
    - heading "Which of these should we take forward first?" [level=2]
    - paragraph: 31 of 42 voted
    - heading "Result" [level=3]
    - paragraph: Each person had 5 dots to spread, up to 2 on one.
    - paragraph: /A tie:/
    - list "Result":
      - listitem: 1. Home after the late shift 48 dots
      - listitem: 1. A timetable one can trust 48 dots
      - listitem: 3. Vehicles that stand still 31 dots
      - listitem: 4. One simple ticket 12 dots
    - list "How people voted":
      - listitem: On their own phone 14
    - group: The same as a table
    - list "Decided in the room":
      - listitem:
        - paragraph: /We ask the council/
        - 'link "Where this came from: see the recording at 10:42"'
"""

# The table that says the same as the drawing, once it is unfolded.
TABLE: Final = """
- table "Which of these should we take forward first?":
  - rowgroup:
    - row "Place Choice Dots People"
  - rowgroup:
    - row "1 (equal) Home after the late shift 48 27"
    - row "1 (equal) A timetable one can trust 48 29"
    - row "3 Vehicles that stand still 31 20"
    - row "4 One simple ticket 12 9"
"""

THE_DESK: Final = """
- region "Your desk":
  - heading "Your desk · Only facilitators see this" [level=1]
  - region "Now":
    - heading "Now" [level=2]
    - button "Open “Themes”"
    - paragraph: This closes “Ideas”. 15 minutes are planned.
    - button "Close this stage"
  - region "Timer":
    - timer "Time left": 8:32
    - button "+1 min"
    - button "+5 min"
    - button "Stop"
  - region "The room":
    - button "Pause and blank all screens"
    - button "Bring everyone to “Ideas”"
  - region "Waiting for you":
    - paragraph: Nothing waits for you.
  - region "Votes":
    - button "Ask the room"
    - button "Write down a decision"
  - region "Coming in":
    - heading "Coming in" [level=2]
    - group: At the door
    - group: Room display
    - group: Door list
    - group: Who comes in, what is shown
  - region "People and groups":
    - heading "People and groups" [level=2]
    - group: Not heard from yet
    - group: Groups
    - group: People
  - region "The workshop":
    - heading "The workshop" [level=2]
    - group: Stages
    - group: Running it together
"""


@pytest.mark.parametrize(
    ("state", "tree"),
    [
        ("ideas", IN_THE_BAR),
        ("ideas", IDEAS),
        ("themes", THEMES),
        ("vote-dots", BALLOT),
        ("vote-agree", STATEMENTS),
        ("results", RESULTS),
        ("desk", THE_DESK),
    ],
)
def test_a_screen_reader_finds_the_room_in_its_order(
    page: Page, screens: str, state: str, tree: str
) -> None:
    show(page, screens, state)
    expect(page.locator("body")).to_match_aria_snapshot(tree)


def test_a_drawing_has_a_table_that_says_the_same(page: Page, screens: str) -> None:
    show(page, screens, "results")
    question = "Which of these should we take forward first?"
    round_ = page.get_by_role("region", name=f"{question} Closed", exact=True)
    round_.get_by_text("The same as a table").click()
    expect(round_).to_match_aria_snapshot(TABLE)


def test_forty_changes_a_minute_are_few_whole_polite_sentences(page: Page, screens: str) -> None:
    page.clock.install()
    show(page, screens, "ideas")
    listen(page)
    for at in range(CHANGES_A_MINUTE):
        page.evaluate(_PUT_IDEA, at)
        page.clock.run_for(BETWEEN_MS)
    page.clock.run_for(15_000)

    heard = sentences(page)
    assert len(heard) <= MOST_SENTENCES
    # Every one of them was told of, once.
    assert sum(int(said.split()[0]) for _, said in heard) == CHANGES_A_MINUTE
    # Each had the time to be read to its end before the next: fifteen letters a second.
    for (at, said), (after, _) in pairwise(heard):
        assert after - at >= max(4_000, len(said) * 65)
    expect(page.locator("[aria-live=assertive], [role=alert]")).to_have_count(0)


def test_nobody_is_spoken_to_while_they_type(page: Page, screens: str) -> None:
    page.clock.install()
    show(page, screens, "ideas")
    listen(page)
    box = page.get_by_role("textbox", name="Your idea")
    for at in range(20):
        page.evaluate(_PUT_IDEA, at)
        box.press("a")
        page.clock.run_for(1_000)
    assert sentences(page) == []
    page.clock.run_for(3_000)
    assert [said for _, said in sentences(page)] == ["20 new ideas"]


def listen(page: Page) -> None:
    # What was said on arrival is over; and from now on time passes only where a test says so, not
    # while a busy machine thinks about a letter.
    page.clock.pause_at(time.time() + 600)
    page.evaluate(_LISTEN)


def sentences(page: Page) -> list[tuple[int, str]]:
    heard: list[Any] = page.evaluate("window.heard")
    return [(at, said) for at, said in heard if said]
