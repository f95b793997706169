"""What a simulated participant would do next: pure, given the board and some chance.

Ideas are put together from small tables of our own words; nobody real wrote
any of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from codesign.cli.board_copy import Records
from codesign.domain.agenda import IDEA_STAGES
from codesign.domain.commands import (
    CastBallot,
    Command,
    GroupIdeas,
    ReasonPlan,
    SubmitIdea,
)
from codesign.domain.ids import IdeaId, OptionId, ReasonId, RoundId, StageId, ThemeId
from codesign.methods.marks import MARKS, STOPPING
from codesign.methods.terms import BUDGETS, RANKED

NewId = Callable[[], str]

_WHO: Final = (
    "People who work nights",
    "Families with small children",
    "Anybody without a car",
    "Older people who live alone",
    "People who have just moved here",
    "Young people after school",
    "Carers",
    "Those who do not read well",
    "People with a wheelchair or a pram",
    "The staff at the front desk",
)
_NEED: Final = (
    "need one number to ring",
    "need somewhere warm to wait",
    "need a bus after nine in the evening",
    "need somebody who comes to the door",
    "need a form that fits on one page",
    "need an answer within a week",
    "need to tell their story only once",
    "need a place to meet that costs nothing",
    "need to know who decides",
    "need a date that is kept",
)
_SO_THAT: Final = (
    "so that nobody gives up halfway",
    "so that small things stay small",
    "because today three offices each ask for the same",
    "so that children are not the ones who translate",
    "because the way there takes longer than the talk",
    "so that it still works in winter",
    "because a letter is too late",
    "so that staff have time for the hard cases",
)
_THEMES: Final = (
    "Getting there",
    "One place to ask",
    "Being told in time",
    "Places to meet",
    "Help at home",
    "Words people understand",
    "Who decides",
    "Evenings and weekends",
)
# Choices beyond this are not read by anybody in one go.
_CHOICES_AT_MOST: Final = 12
# How often a person forms a theme although there are some.
_NEW_THEME: Final = 0.15


@dataclass(slots=True)
class Person:
    """A simulated participant: what they remember, and their chances."""

    chance: Random
    new_id: NewId
    voted: set[str] = field(default_factory=set)

    def next_act(self, board: Records) -> Command | None:
        """Return what they ask for now; None while there is nothing for them to do."""
        for round_id, found in board.get("rounds", {}).items():
            if found["open"] and round_id not in self.voted:
                return self._vote(board, RoundId(round_id), found)
        live = StageId(board.get("workshop", {}).get("workshop", {}).get("live_stage") or "")
        stage = board.get("stages", {}).get(live)
        if stage is None or stage["closed_to_you"]:
            return None
        if stage["kind"] in IDEA_STAGES:
            idea = IdeaId(self.new_id())
            return SubmitIdea(idea=idea, stage=live, text=idea_text(self.chance))
        return self._group(board) if stage["kind"] == "themes" else None

    def _vote(self, board: Records, round_id: RoundId, found: Mapping[str, Any]) -> Command | None:
        options = [
            OptionId(each["option"])
            for each in board.get("options", {}).values()
            if each["round"] == round_id
        ]
        if not options:
            return None
        self.voted.add(round_id)
        given = marks(found, options, self.chance)
        return CastBallot(round=round_id, marks=given, reasons=self._reasons(found, given))

    def _reasons(
        self, found: Mapping[str, Any], given: Mapping[OptionId, int | None]
    ) -> tuple[ReasonPlan, ...]:
        """Say why where a mark counts only then."""
        stopping = STOPPING.get(found["method"], ())
        return tuple(
            ReasonPlan(reason=ReasonId(self.new_id()), option=each, text=idea_text(self.chance))
            for each, mark in given.items()
            if found["reasons"] == "required" and mark in stopping
        )

    def _group(self, board: Records) -> Command | None:
        free = [IdeaId(key) for key, each in board.get("ideas", {}).items() if not each["theme"]]
        if not free:
            return None
        ideas = (self.chance.choice(sorted(free)),)
        themes = sorted(board.get("themes", {}))
        if themes and self.chance.random() > _NEW_THEME:
            return GroupIdeas(theme=ThemeId(self.chance.choice(themes)), ideas=ideas)
        title = self.chance.choice(_THEMES)
        return GroupIdeas(theme=ThemeId(self.new_id()), ideas=ideas, title=title)


def idea_text(chance: Random) -> str:
    """Return a sentence somebody might write."""
    return f"{chance.choice(_WHO)} {chance.choice(_NEED)}, {chance.choice(_SO_THAT)}."


def marks(
    found: Mapping[str, Any], options: Sequence[OptionId], chance: Random
) -> dict[OptionId, int | None]:
    """Return a ballot that fits the round's method, on some of its options."""
    some = chance.sample(options, chance.randint(1, min(len(options), _CHOICES_AT_MOST)))
    method = found["method"]
    if method == "dots":
        return _dots(found, some, chance)
    if method in RANKED:
        return {option: place for place, option in enumerate(some, start=1)}
    if method == "approval" or method in BUDGETS:
        # Of a package that must be affordable one option is always a part.
        return dict.fromkeys(some[:1] if found["terms"].get("ballot") == "knapsack" else some, 1)
    if method == "score":
        return {each: chance.randint(0, found["terms"]["highest"]) for each in some}
    if method == "quadratic":
        return dict.fromkeys(some[:1], 1)
    known = MARKS.get(method, {1: "agree", 0: "pass", -1: "disagree"})
    return {each: chance.choice(sorted(known)) for each in some}


def _dots(
    found: Mapping[str, Any], some: Sequence[OptionId], chance: Random
) -> dict[OptionId, int | None]:
    left = found["dots"]
    given: dict[OptionId, int | None] = {}
    for each in some:
        dots = min(left, chance.randint(1, found["dots_per_option"]))
        if dots:
            given[each] = dots
            left -= dots
    return given
