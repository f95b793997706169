"""Rules: the implementation plan. Milestones have an owner, a post, a date, and wait for others.

None waits for itself, however many lie between: a circle is refused and named.
"""

from collections.abc import Mapping
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import SetMilestone
from codesign.domain.entries import require_entering, require_entries, unless_said
from codesign.domain.errors import REASONS, CommandRejectedError
from codesign.domain.events import Event, MilestoneSet, StageKind
from codesign.domain.fields import date_written, links
from codesign.domain.ids import MilestoneId
from codesign.domain.organisations import known_organisation
from codesign.domain.redesigns import known_redesign
from codesign.domain.words import NAME_CHARS, TITLE_CHARS, one_line, optional_line
from codesign.domain.workshop import Workshop

PLAN_STAGES: Final[frozenset[StageKind]] = frozenset({"plan"})


def set_milestone(workshop: Workshop, command: SetMilestone, act: Act) -> tuple[Event, ...]:
    """Put a milestone into the plan, or change it."""
    require_entering(workshop, "milestone", command.milestone, command.stage, PLAN_STAGES, act)
    depends_on = links(command.depends_on, field="depends_on")
    require_entries(workshop, "milestone", depends_on, act, field="depends_on")
    said = MilestoneSet(
        milestone=command.milestone,
        stage=command.stage,
        title=one_line(command.title, TITLE_CHARS, field="title"),
        owner=known_organisation(workshop, command.owner),
        post=optional_line(command.post, NAME_CHARS, field="post"),
        due=date_written(command.due, field="due"),
        type=command.type,
        depends_on=depends_on,
        status=command.status,
        redesign=known_redesign(workshop, command.redesign),
    )
    _require_no_circle(workshop, said)
    return unless_said(workshop, said)


def _require_no_circle(workshop: Workshop, said: MilestoneSet) -> None:
    plan = {MilestoneId(key): each.says for key, each in workshop.entries_of(MilestoneSet)}
    plan[said.milestone] = said
    circle = _circle(plan, said.milestone)
    if circle:
        titles = " \u2192 ".join(plan[each].title for each in circle)
        told = f"{REASONS['goes_round']} {titles}."
        raise CommandRejectedError("goes_round", field="depends_on", sentence=told)


def _circle(plan: Mapping[MilestoneId, MilestoneSet], start: MilestoneId) -> list[MilestoneId]:
    """Return the way from a milestone back to itself along what it waits for, or nothing."""
    ways = [[start]]
    seen: set[MilestoneId] = set()
    while ways:
        way = ways.pop()
        for each in plan[way[-1]].depends_on:
            if each == start:
                return [*way, start]
            if each not in seen and each in plan:
                seen.add(each)
                ways.append([*way, each])
    return []
