"""Agenda templates as data: which stages a shape of workshop starts with.

A template is a starting point. Every stage can be reworded, moved, skipped or
added while the workshop runs, and a shape grows into the next without loss.
Nothing opens by itself: the facilitator presses "next stage".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from codesign.domain.agenda import IDEA_STAGES
from codesign.domain.commands import StagePlan
from codesign.domain.events import Shape, StageKind, View
from codesign.domain.ids import StageId


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTemplate:
    """A stage as a template proposes it; `minutes` 0 means open-ended."""

    kind: StageKind
    title: str
    purpose: str
    minutes: int
    seen_by: View = "public"
    anonymous: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeTemplate:
    """A shape of workshop, in the words it is offered with."""

    title: str
    summary: str
    stages: tuple[StageTemplate, ...]

    @property
    def minutes(self) -> int:
        """The planned length of all stages that have one."""
        return sum(each.minutes for each in self.stages)


_WELCOME: Final = StageTemplate(
    kind="welcome",
    title="Welcome",
    purpose="Who is here, why we meet, and what happens with what we say.",
    minutes=10,
)
_NEEDS: Final = StageTemplate(
    kind="needs",
    title="What people need",
    purpose="Say who needs what, and why. One need at a time.",
    minutes=40,
)
_IDEAS: Final = StageTemplate(
    kind="ideas",
    title="Ideas",
    purpose="Write down what could be better. One idea at a time, as many as you like.",
    minutes=15,
)
_THEMES: Final = StageTemplate(
    kind="themes",
    title="Themes",
    purpose="Put ideas that belong together into themes, and give each a name.",
    minutes=10,
)
_VOTE: Final = StageTemplate(
    kind="vote",
    title="Vote",
    purpose="Say which themes matter most to you.",
    minutes=10,
)
_REDESIGN: Final = StageTemplate(
    kind="redesign",
    title="Redesign",
    purpose="Describe how the service should work, beside the needs it answers.",
    minutes=45,
)
_AGREE: Final = StageTemplate(
    kind="agree",
    title="Agree",
    purpose="Say in one sentence what we decided, and what is still open.",
    minutes=20,
)
_CLOSE: Final = StageTemplate(
    kind="close",
    title="Close",
    purpose="Thank you. What happens next, and who will tell you.",
    minutes=5,
)
_MONEY: Final = StageTemplate(
    kind="money",
    title="Follow the money",
    purpose="What is spent today, by whom and on what. Filled in between sessions.",
    minutes=0,
    seen_by="participant",
)
# Whoever may bid for the work later must not see how the choices are weighed.
_CHOICES: Final = StageTemplate(
    kind="choices",
    title="Compare the choices",
    purpose="What matters most, and how well each choice does on it.",
    minutes=45,
    seen_by="partner",
)
_PLAN: Final = StageTemplate(
    kind="plan",
    title="Plan",
    purpose="What is done by when, and by which post.",
    minutes=30,
)

SHAPES: Final[Mapping[Shape, ShapeTemplate]] = {
    "quick": ShapeTemplate(
        title="Quick meeting",
        summary="Ideas, themes and a vote, with a summary on one page.",
        stages=(_IDEAS, _THEMES, _VOTE, _CLOSE),
    ),
    "half_day": ShapeTemplate(
        title="Half day",
        summary="From what people need to what they agree on. No money.",
        stages=(_WELCOME, _NEEDS, _IDEAS, _THEMES, _VOTE, _REDESIGN, _AGREE, _CLOSE),
    ),
    "full": ShapeTemplate(
        title="Full programme",
        summary="All stages, over several sessions, with work between them.",
        stages=(
            _WELCOME,
            _NEEDS,
            _MONEY,
            _IDEAS,
            _THEMES,
            _VOTE,
            _REDESIGN,
            _CHOICES,
            _AGREE,
            _PLAN,
            _CLOSE,
        ),
    ),
}


def planned(
    stages: Iterable[StageTemplate],
    ids: Iterable[StageId],
    *,
    anonymous: bool = False,
    private: bool = False,
) -> tuple[StagePlan, ...]:
    """Return the stages as a first agenda, with an identifier from `ids` for each.

    Args:
        stages: the templates to follow.
        ids: at least as many fresh identifiers as there are stages.
        anonymous: whether stages that take ideas never show who wrote what.
        private: whether ideas stay with their authors until revealed.
    """
    return tuple(
        StagePlan(
            stage=stage,
            kind=each.kind,
            title=each.title,
            purpose=each.purpose,
            minutes=each.minutes,
            anonymous=each.anonymous or (anonymous and each.kind in IDEA_STAGES),
            private=each.private or (private and each.kind in IDEA_STAGES),
            seen_by=each.seen_by,
        )
        for each, stage in zip(stages, ids, strict=False)
    )


def agenda(
    shape: Shape, ids: Iterable[StageId], *, anonymous: bool = False, private: bool = False
) -> tuple[StagePlan, ...]:
    """Return the shape's own first agenda; arguments as of `planned`."""
    return planned(SHAPES[shape].stages, ids, anonymous=anonymous, private=private)
