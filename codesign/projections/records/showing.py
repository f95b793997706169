"""What a view may see of a stage and of an idea, and what draws a record."""

from collections.abc import Callable
from dataclasses import dataclass

from codesign.domain.events import View
from codesign.domain.ids import RoundId, StageId
from codesign.domain.views import may_see
from codesign.domain.workshop import Idea, Workshop
from codesign.projections.ops import Record

Renderer = Callable[[Workshop, str, View], Record | None]


@dataclass(frozen=True, slots=True)
class Alike:
    """Renders what is long to count and alike to every view that may see it.

    `opened` tells whether a view may see it, `counted` draws it.
    """

    opened: Callable[[Workshop, str, View], bool]
    counted: Callable[[Workshop, str], Record | None]

    def __call__(self, workshop: Workshop, key: str, view: View) -> Record | None:
        """Render it for one view."""
        return self.counted(workshop, key) if self.opened(workshop, key, view) else None


def stage_shown(workshop: Workshop, stage: StageId | None, view: View) -> bool:
    """Tell whether a view may see what a stage brought forth."""
    return stage is None or may_see(view, workshop.stages[stage].seen_by)


def round_named(workshop: Workshop, round_id: RoundId | None, view: View) -> RoundId | None:
    """Return the round that something rests on, None for who may not see it."""
    if round_id is None or not stage_shown(workshop, workshop.rounds[round_id].stage, view):
        return None
    return round_id


def idea_shown(workshop: Workshop, idea: Idea, view: View) -> bool:
    """Tell whether a view may read an idea on the board."""
    stage = workshop.stages[idea.stage]
    if idea.gone or idea.waiting or not may_see(view, stage.seen_by):
        return False
    if stage.private and not stage.revealed:
        return False
    return idea.hidden_reason is None or view == "facilitator"
