"""WCAG 2.2 AA in the live room, stage by stage: one evening on a real server, looked at wherever
somebody might be.

The gallery holds every state by itself; this holds what only comes about in a room that lives: what
was fetched late, what stands beside something else, what is drawn over it. Widths, and light and
dark, are switched in place.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.accessible import in_light_and_dark, too_wide
from tests.e2e.conftest import DESK, PHONE, TABLET, OpenPage
from tests.e2e.servers import Server
from tests.e2e.test_room import join, start_workshop

CHOICES: Final = (("A night bus", 60_000), ("Lamps at the stop", 30_000), ("A bench", 20_000))
BUDGET: Final = "budget_greedy"
# One way of voting for each form of ballot, and the marks of a vote for the first two choices.
WAYS: Final[dict[str, tuple[dict[str, Any], tuple[int, ...]]]] = {
    "agree": ({}, (1, -1)),
    "dots": ({"dots": 5, "dots_per_option": 2}, (2, 1)),
    "approval": ({}, (1,)),
    "simple_majority": ({}, (1, -1)),
    "fist_to_five": ({}, (5, 2)),
    "quadratic": ({"terms": {"credits": 16}}, (3,)),
    "ranked_irv": ({}, (1, 2)),
    BUDGET: ({"terms": {"amount": 80_000}, "tie": "lot"}, (1,)),
}


@dataclass(frozen=True)
class Asked:
    """A question put to the vote, with an id for each choice."""

    method: str
    round: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    choices: tuple[str, ...] = field(
        default_factory=lambda: tuple(secrets.token_urlsafe(16) for _ in CHOICES)
    )

    @property
    def options(self) -> list[dict[str, Any]]:
        return [
            {"option": option, "source": "text", "text": text}
            | ({"cost": cost} if self.method == BUDGET else {})
            for option, (text, cost) in zip(self.choices, CHOICES, strict=True)
        ]

    @property
    def marks(self) -> dict[str, int]:
        return dict(zip(self.choices, WAYS[self.method][1], strict=False))


def do(page: Page, kind: str, **data: object) -> None:
    """What somebody asks of the room on their own page; returns once it is answered."""
    page.evaluate("([type, data]) => room.send({ type, data })", [kind, data])
    expect(page.get_by_text("Saved").first).to_be_visible()
    assert page.evaluate("room.rejected.map((each) => each.message)") == []


@dataclass
class Evening:
    """Who runs it, who takes part, the wall; and what was found so far."""

    desk: Page
    ann: Page
    wall: Page
    found: list[str] = field(default_factory=list)

    def open(self, kind: str, title: str) -> None:
        stage = secrets.token_urlsafe(16)
        do(self.desk, "AddStage", plan={"stage": stage, "kind": kind, "title": title})
        do(self.desk, "OpenStage", stage=stage)
        expect(self.ann.get_by_role("banner")).to_contain_text(title)
        self.stage = stage

    def look(self, where: str, *pages: Page) -> None:
        """Hold these pages, and Ann's where none is named, to WCAG at every width."""
        for page in pages or (self.ann,):
            before = page.viewport_size or {"width": DESK[0], "height": DESK[1]}
            expect(page.locator(".fetched__coming")).to_have_count(0)
            for width, height in (PHONE, TABLET, DESK):
                page.set_viewport_size({"width": width, "height": height})
                self.found += [
                    f"{where}, {width} px: {each}"
                    for each in in_light_and_dark(page) + too_wide(page)
                ]
            page.set_viewport_size(before)


@pytest.mark.timeout(300)
def test_the_live_room_meets_wcag_at_every_stage(server: Server, open_page: OpenPage) -> None:
    desk, ann = open_page(), open_page(PHONE)
    code = start_workshop(desk, server)
    join(ann, server, code, "Ann")
    wall = desk.context.new_page()
    wall.goto(desk.url + "/display")
    expect(wall.get_by_text(code)).to_be_visible()
    evening = Evening(desk, ann, wall)

    evening.open("welcome", "Welcome")
    evening.look("welcome", ann, desk, wall)
    evening.open("needs", "Needs")
    do(ann, "SubmitIdea", idea=secrets.token_urlsafe(16), stage=evening.stage, text="Get home")
    evening.look("needs")
    ideas_are_written_and_grouped(evening)
    everybody_votes(evening)
    the_room_parts(evening)
    the_line_drops_and_the_room_rests(evening)
    it_ends(evening)

    assert not evening.found, "\n".join(dict.fromkeys(evening.found))


def ideas_are_written_and_grouped(evening: Evening) -> None:
    evening.open("ideas", "What helps")
    ideas = [secrets.token_urlsafe(16) for _ in range(3)]
    for idea, text in zip(ideas, ("A night bus", "Lamps at the stop", "A bench"), strict=True):
        do(evening.ann, "SubmitIdea", idea=idea, stage=evening.stage, text=text)
    expect(evening.desk.get_by_text("A bench")).to_be_visible()
    do(evening.ann, "RaiseHand", participant=evening.ann.evaluate("room.me"))
    evening.look("ideas", evening.ann, evening.desk, evening.wall)
    evening.open("themes", "What belongs together")
    theme = secrets.token_urlsafe(16)
    do(evening.desk, "GroupIdeas", theme=theme, ideas=ideas[:2], title="Waiting", stage=None)
    expect(evening.ann.get_by_role("heading", name="Waiting")).to_be_visible()
    evening.look("themes", evening.ann, evening.desk)


def everybody_votes(evening: Evening) -> None:
    """In one stage all forms of ballots stand below one another, and then all results."""
    evening.open("vote", "Where we stand")
    asked = [Asked(method) for method in WAYS]
    for each in asked:
        what = {"round": each.round, "method": each.method, "options": each.options}
        more = WAYS[each.method][0] | {"stage": evening.stage}
        do(evening.desk, "OpenRound", question=f"By {each.method}", **what, **more)
    expect(evening.ann.get_by_role("heading", name="Your vote")).to_have_count(len(WAYS))
    evening.look("ballots", evening.ann, evening.wall)
    for each in asked:
        do(evening.ann, "CastBallot", round=each.round, marks=each.marks)
    evening.look("ballots filled in")
    for each in asked:
        do(evening.desk, "CloseRound", round=each.round)
    decided = {"decision": secrets.token_urlsafe(16), "text": "We try a night bus."}
    do(evening.desk, "RecordDecision", **decided, round=asked[1].round)
    expect(evening.ann.get_by_role("heading", name="Result")).to_have_count(len(WAYS))
    evening.look("results", evening.ann, evening.desk, evening.wall)


def the_room_parts(evening: Evening) -> None:
    evening.open("ideas", "At the tables")
    breakout, group = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
    me = evening.ann.evaluate("room.me")
    plan = {"breakout": breakout, "stage": evening.stage, "prompt": "What helps at night?"}
    groups = [{"group": group, "name": "Blue"}, {"group": secrets.token_urlsafe(16), "name": "Red"}]
    do(evening.desk, "PlanBreakout", **plan, groups=groups)
    do(evening.desk, "AssignPeople", breakout=breakout, places={me: group})
    do(evening.desk, "OpenBreakout", breakout=breakout)
    expect(evening.ann.get_by_role("heading", name="You are in group Blue")).to_be_visible()
    evening.look("in groups", evening.ann, evening.desk, evening.wall)
    do(evening.desk, "CallBack", breakout=breakout, seconds=0)
    expect(evening.ann.get_by_role("heading", name="You are back with everyone")).to_be_visible()
    evening.look("back from groups")


def the_line_drops_and_the_room_rests(evening: Evening) -> None:
    evening.ann.context.set_offline(offline=True)
    expect(evening.ann.get_by_text("Not connected").first).to_be_visible()
    evening.look("the line is lost")
    evening.ann.context.set_offline(offline=False)
    expect(evening.ann.get_by_text("Saved").first).to_be_visible()
    do(evening.desk, "PauseRoom")
    expect(evening.ann.get_by_role("heading", name="Paused")).to_be_visible()
    evening.look("paused", evening.ann, evening.wall)
    do(evening.desk, "ResumeRoom")


def it_ends(evening: Evening) -> None:
    evening.open("close", "What happens next")
    evening.look("closing", evening.ann, evening.wall)
    do(evening.desk, "CloseWorkshop")
    expect(evening.ann.get_by_text("This workshop is closed").first).to_be_visible()
    evening.look("closed", evening.ann, evening.desk)
    evening.ann.goto(evening.ann.url.partition("#")[0] + "/replay")
    expect(evening.ann.get_by_role("button", name="Play", exact=True)).to_be_visible()
    evening.look("the recording")
