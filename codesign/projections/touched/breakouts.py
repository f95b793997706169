"""Which records an event of breakouts and their groups may have changed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.ideas import ideas_under
from codesign.domain.evolve.rounds import open_rounds_of
from codesign.domain.ids import BreakoutId, ParticipantId, ReportBackId
from codesign.domain.workshop import Workshop
from codesign.projections.keys import (
    WORKSHOP,
    Key,
    breakout_and_groups,
    everything,
    idea_and_options,
    responses,
    theme_and_options,
)
from codesign.projections.records.placing import board_of
from codesign.projections.touched.ideas import with_joined


def touched_breakouts(workshop: Workshop, event: e.BreakoutsEvent) -> Iterable[Key]:  # noqa: C901, PLR0912 - one case a kind of event
    """Return the keys of the records an event of breakouts and their groups may have changed."""
    match event:
        case e.ThemeRestored():
            return [
                *theme_and_options(workshop, event.theme),
                *with_joined(workshop, event.ideas),
                *responses(workshop),
            ]
        case e.BreakoutPlanned() | e.BreakoutCancelled():
            return breakout_and_groups(workshop, event.breakout)
        case e.GroupPlanned():
            return [("groups", event.group)]
        case e.GroupDropped():
            return breakout_and_groups(workshop, workshop.groups[event.group].breakout)
        case e.ReporterNamed():
            return [("groups", event.group)]
        case e.PeopleAssigned():
            rounds = (("rounds", each.id) for each in open_rounds_of(workshop, event.breakout))
            return [*breakout_and_groups(workshop, event.breakout), *rounds]
        case e.GroupTimerStarted() | e.GroupTimerStopped() | e.BreakoutClosed():
            return breakout_and_groups(workshop, event.breakout)
        case e.BreakoutOpened():
            return [WORKSHOP, *breakout_and_groups(workshop, event.breakout)]
        case e.BreakoutCalledBack() | e.GroupsTold():
            return [("breakouts", event.breakout)]
        case e.BoardsOpened() | e.BoardsClosed():
            return _on_boards_of(workshop, event.breakout)
        case e.ReportedBack():
            return _brought(workshop, event.report_back)
        case e.ReportBackWithdrawn():
            # Any idea may have been put under a theme that was brought.
            ideas = (("ideas", each) for each in workshop.ideas)
            return [*_brought(workshop, event.report_back), *ideas]
        case _:
            assert_never(event)


def groups_of(workshop: Workshop, participant: ParticipantId) -> Iterator[Key]:
    """Yield the groups that a person is in."""
    for breakout in workshop.breakouts.values():
        if participant in breakout.places:
            yield ("groups", breakout.places[participant])


def _on_boards_of(workshop: Workshop, breakout: BreakoutId) -> Iterator[Key]:
    groups = {each.id for each in workshop.groups.values() if each.breakout == breakout}
    yield ("breakouts", breakout)
    yield from (key for key in everything(workshop) if board_of(workshop, *key) in groups)


def _brought(workshop: Workshop, report_id: ReportBackId) -> Iterator[Key]:
    report = workshop.report_backs[report_id]
    yield ("report_backs", report_id)
    yield from responses(workshop)
    for theme in report.themes:
        yield from theme_and_options(workshop, theme)
        # Ideas that were brought before it now lie under it.
        yield from (("ideas", each) for each in ideas_under(workshop, theme))
    for each in report.ideas:
        yield from idea_and_options(workshop, each)
        yield ("stages", workshop.ideas[each].stage)
