"""What takes back what was done to ideas to run the room: hidden, shown, let through."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.taking_back.step import TAKEN_BACK, Step, Steps, of_a_stage, overtaking
from codesign.domain.workshop import Workshop


def _idea_restored(w: Workshop, event: e.IdeaRestored, _at: int) -> Step:
    reason = w.ideas[event.idea].hidden_reason
    back = None if reason is None else c.HideIdea(idea=event.idea, reason=reason or TAKEN_BACK)
    return Step(("hidden", event.idea), back, event.idea)


IDEA_STEPS: Final[Steps] = {
    e.IdeaHidden: lambda _w, event, _: Step(
        ("hidden", event.idea), c.RestoreIdea(idea=event.idea), event.idea
    ),
    e.IdeaRestored: _idea_restored,
    e.IdeaWithdrawn: overtaking("hidden", "idea"),
    e.IdeasRevealed: of_a_stage("revealed", lambda event: c.ConcealIdeas(stage=event.stage)),
    e.IdeasConcealed: of_a_stage("revealed", lambda event: c.RevealIdeas(stage=event.stage)),
    e.IdeasLetThrough: lambda _w, event, _: Step(
        ("through", event.ideas[0]), c.HoldIdeasBack(ideas=event.ideas), event.ideas[0]
    ),
    e.IdeasHeldBack: lambda _w, event, _: Step(
        ("through", event.ideas[0]), c.LetIdeasThrough(ideas=event.ideas), event.ideas[0]
    ),
}
