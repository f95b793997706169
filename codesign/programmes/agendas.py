"""Agendas to start from, more than one a shape, and how a shape grows into another.

An agenda is data. Whatever it proposes can be reworded, moved, left out or
added to while the workshop runs. Last time's agenda is one like any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from codesign.domain.commands import AddStage, StagePlan
from codesign.domain.events import Shape, StageKind
from codesign.domain.ids import StageId
from codesign.programmes.templates import SHAPES, StageTemplate, planned


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaTemplate:
    """An agenda, in the words it is offered with."""

    title: str
    summary: str
    shape: Shape
    stages: tuple[StageTemplate, ...]

    @property
    def minutes(self) -> int:
        """The planned length of all stages that have one."""
        return sum(each.minutes for each in self.stages)


_OF: Final[Mapping[StageKind, StageTemplate]] = {
    each.kind: each for each in chain.from_iterable(shape.stages for shape in SHAPES.values())
}


def _stage(kind: StageKind, title: str, purpose: str, minutes: int) -> StageTemplate:
    return replace(_OF[kind], title=title, purpose=purpose, minutes=minutes)


AGENDAS: Final[Mapping[str, AgendaTemplate]] = {
    **{
        shape: AgendaTemplate(
            title=each.title, summary=each.summary, shape=shape, stages=each.stages
        )
        for shape, each in SHAPES.items()
    },
    "needs_to_ideas": AgendaTemplate(
        title="From needs to ideas",
        summary="Begin with what people need, then what could answer it. No vote.",
        shape="quick",
        stages=(
            replace(_OF["needs"], minutes=20),
            replace(_OF["ideas"], minutes=20),
            replace(_OF["themes"], minutes=15),
            _OF["close"],
        ),
    ),
    "ideas_and_dots": AgendaTemplate(
        title="Ideas and dots",
        summary="As quick as a wall of sticky notes: ideas, then dots on the best.",
        shape="quick",
        stages=(
            replace(_OF["ideas"], minutes=10),
            _stage("vote", "Dots", "Give your dots to the ideas that matter most to you.", 5),
            _OF["close"],
        ),
    ),
    "review": AgendaTemplate(
        title="Review an agreed design",
        summary="Look at what was agreed: what works, what does not, and what to change.",
        shape="quick",
        stages=(
            _stage("welcome", "What was agreed", "What we agreed last time, and why.", 10),
            _stage("needs", "How it went", "What works, for whom? What does not? Say why.", 20),
            _stage("ideas", "What to change", "One change at a time, as small as you like.", 15),
            _stage("vote", "Which changes", "Can you live with each of these changes?", 10),
            _OF["agree"],
            _OF["close"],
        ),
    ),
    "budget": AgendaTemplate(
        title="A conversation about a budget",
        summary="What there is to spend, what matters most, and what it should go to.",
        shape="half_day",
        stages=(
            _OF["welcome"],
            _stage("money", "What there is to spend", "How much, whose, and for what.", 20),
            _stage("needs", "What matters most", "Say what must not be lost, and why.", 30),
            _stage("ideas", "What it should go to", "One proposal at a time, with a cost.", 30),
            _OF["themes"],
            _stage("vote", "Spend it", "Give your dots to what you would pay for first.", 15),
            _OF["agree"],
            _OF["close"],
        ),
    ),
    "choices": AgendaTemplate(
        title="Compare the choices",
        summary="Needs, choices weighed on what matters, an agreement and a plan.",
        shape="full",
        stages=(
            _OF["welcome"],
            _OF["needs"],
            _OF["money"],
            _OF["ideas"],
            _OF["choices"],
            _OF["agree"],
            _OF["plan"],
            _OF["close"],
        ),
    ),
}


def template_of(stage: Mapping[str, Any]) -> StageTemplate:
    """Return a stage's record, as those who run the workshop see it, as a template."""
    return StageTemplate(
        kind=stage["kind"],
        title=stage["title"],
        purpose=stage["purpose"],
        minutes=stage["minutes"],
        seen_by=stage["seen_by"],
        anonymous=stage["anonymous"],
        private=stage["private"],
    )


def grown(
    shape: Shape, agenda: Sequence[tuple[StageId, StageKind]], ids: Iterable[StageId]
) -> Iterator[AddStage]:
    """Yield what an agenda misses of a shape, each stage where the shape has it.

    Args:
        shape: what the workshop grows into.
        agenda: its stages in their order, which is kept.
        ids: at least as many fresh identifiers as the shape has stages.
    """
    order = [each.kind for each in SHAPES[shape].stages]
    there = {kind for _, kind in agenda}
    missing = (each for each in SHAPES[shape].stages if each.kind not in there)
    for each, stage in zip(missing, ids, strict=False):
        later = set(order[order.index(each.kind) :])
        before = next((found for found, kind in agenda if kind in later), None)
        yield AddStage(plan=_plan(each, stage), before=before)


def _plan(template: StageTemplate, stage: StageId) -> StagePlan:
    return planned((template,), (stage,))[0]
