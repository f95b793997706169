"""What events of breakouts change in the state."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.evolve.ideas import ideas_under, put_under
from codesign.domain.evolve.replacing import (
    replace_breakout,
    replace_group,
    replace_idea,
    replace_theme,
)
from codesign.domain.evolve.rounds import open_rounds_of
from codesign.domain.ids import BreakoutId, GroupId, IdeaId, ParticipantId, ThemeId
from codesign.domain.recorded import Recorded
from codesign.domain.views import is_member
from codesign.domain.workshop import Breakout, Group, ReportBack, Round, Workshop


def evolve_breakouts(workshop: Workshop, recorded: Recorded, event: e.BreakoutsEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of breakouts."""
    match event:
        case e.BreakoutPlanned():
            _plan_breakout(workshop, event)
        case e.GroupPlanned():
            _plan_group(workshop, event)
        case e.GroupDropped():
            _drop_group(workshop, event.group)
        case e.BreakoutCancelled():
            replace_breakout(workshop, event.breakout, cancelled=True)
        case e.PeopleAssigned():
            _assign(workshop, event)
        case e.BreakoutOpened():
            _open_breakout(workshop, recorded, event)
        case e.BreakoutCalledBack():
            replace_breakout(workshop, event.breakout, back_at=event.back_at)
        case e.BreakoutClosed():
            _close_breakout(workshop, recorded, event.breakout)
        case e.GroupTimerStarted():
            replace_breakout(workshop, event.breakout, back_at=None)
            _time_groups(workshop, event.breakout, event.group, event.ends_at)
        case e.GroupTimerStopped():
            _time_groups(workshop, event.breakout, event.group, None)
        case e.BoardsOpened():
            replace_breakout(workshop, event.breakout, boards_open=True)
        case e.BoardsClosed():
            replace_breakout(workshop, event.breakout, boards_open=False)
        case e.ReporterNamed():
            replace_group(workshop, event.group, reporter=event.participant)
        case e.GroupsTold():
            replace_breakout(workshop, event.breakout, message=event.text, message_at=recorded.at)
        case e.ReportedBack():
            _report_back(workshop, recorded, event)
        case e.ReportBackWithdrawn():
            _take_back(workshop, event)
        case e.ThemeRestored():
            replace_theme(workshop, event.theme, gone_into=None, dissolved=False, held=())
            put_under(workshop, event.ideas, event.theme)
        case _:
            assert_never(event)


def _plan_breakout(workshop: Workshop, event: e.BreakoutPlanned) -> None:
    earlier = workshop.breakouts.get(event.breakout)
    if earlier is None:
        workshop.breakouts[event.breakout] = Breakout(
            id=event.breakout,
            stage=event.stage,
            number=len(workshop.breakouts) + 1,
            prompt=event.prompt,
            minutes=event.minutes,
            choosing=event.choosing,
        )
        return
    replace_breakout(
        workshop,
        event.breakout,
        stage=event.stage,
        prompt=event.prompt,
        minutes=event.minutes,
        choosing=event.choosing,
        cancelled=False,
    )


def _plan_group(workshop: Workshop, event: e.GroupPlanned) -> None:
    if event.group in workshop.groups:
        replace_group(
            workshop, event.group, name=event.name, place=event.place, prompt=event.prompt
        )
    else:
        workshop.groups[event.group] = Group(
            id=event.group,
            breakout=event.breakout,
            name=event.name,
            place=event.place,
            prompt=event.prompt,
        )
    groups = workshop.breakouts[event.breakout].groups
    if event.group not in groups:
        replace_breakout(workshop, event.breakout, groups=(*groups, event.group))


def _drop_group(workshop: Workshop, group: GroupId) -> None:
    breakout = workshop.breakouts[workshop.groups[group].breakout]
    replace_breakout(
        workshop,
        breakout.id,
        groups=tuple(each for each in breakout.groups if each != group),
        places={who: place for who, place in breakout.places.items() if place != group},
    )


def _assign(workshop: Workshop, event: e.PeopleAssigned) -> None:
    # Sorted, as the log gives them back: live and rebuilt, people stand in the same order.
    places = {**workshop.breakouts[event.breakout].places, **dict(sorted(event.places.items()))}
    kept = {who: place for who, place in places.items() if place is not None}
    replace_breakout(workshop, event.breakout, places=kept)
    for group in workshop.breakouts[event.breakout].groups:
        reporter = workshop.groups[group].reporter
        if reporter is not None and kept.get(reporter) != group:
            replace_group(workshop, group, reporter=None)
    for found in open_rounds_of(workshop, event.breakout):
        _off_the_roll(workshop, found, event.places)


def _off_the_roll(workshop: Workshop, found: Round, moved: Iterable[ParticipantId]) -> None:
    """Take those off an open roll who went to another group; votes that were given stay."""
    poll = workshop.polls[found.id]
    for who in moved:
        voted = who in poll.voters or who in poll.counted_in
        if found.open_roll and not voted and not is_member(workshop, found.group, who):
            poll.roll.pop(who, None)


def _open_breakout(workshop: Workshop, recorded: Recorded, event: e.BreakoutOpened) -> None:
    first = workshop.breakouts[event.breakout].opened_at or recorded.at
    replace_breakout(workshop, event.breakout, open=True, opened_at=first, back_at=None)
    _time_groups(workshop, event.breakout, None, event.ends_at)
    workshop.breakout = event.breakout


def _close_breakout(workshop: Workshop, recorded: Recorded, breakout: BreakoutId) -> None:
    replace_breakout(workshop, breakout, open=False, closed_at=recorded.at, back_at=None)
    _time_groups(workshop, breakout, None, None)


def _time_groups(
    workshop: Workshop, breakout: BreakoutId, group: GroupId | None, ends_at: int | None
) -> None:
    if group is not None:
        replace_group(workshop, group, ends_at=ends_at)
        return
    replace_breakout(workshop, breakout, ends_at=ends_at)
    for each in workshop.breakouts[breakout].groups:
        replace_group(workshop, each, ends_at=ends_at)


def _report_back(workshop: Workshop, recorded: Recorded, event: e.ReportedBack) -> None:
    for copied in event.themes:
        theme = workshop.themes[copied.of]
        workshop.themes[copied.theme] = replace(
            theme, id=copied.theme, group=None, copy_of=theme.id, split_from=None, seq=recorded.seq
        )
    themes = _copies(workshop)
    for each in event.ideas:
        idea = workshop.ideas[each.of]
        workshop.ideas[each.idea] = replace(
            idea,
            id=each.idea,
            group=None,
            copy_of=idea.id,
            theme=None if idea.theme is None else themes.get(idea.theme),
            # What its own board put together stays together there alone.
            joined_into=None,
            joined_seq=None,
            parted_theme=None,
            seq=recorded.seq,
            words_seq=recorded.seq,
        )
    for copied in event.themes:
        put_under(workshop, _brought_before(workshop, copied.of), copied.theme)
    workshop.report_backs[event.report_back] = ReportBack(
        id=event.report_back,
        group=event.group,
        ideas=tuple(each.idea for each in event.ideas),
        themes=tuple(each.theme for each in event.themes),
        at=recorded.at,
        seq=recorded.seq,
    )


def _copies(workshop: Workshop) -> dict[ThemeId, ThemeId]:
    """Return where the ideas of each theme that was ever brought belong on everybody's board."""
    found = {}
    for each in workshop.themes.values():
        if each.copy_of is not None:
            copy = each
            while copy.gone_into is not None:
                copy = workshop.themes[copy.gone_into]
            if copy.stands:
                found[each.copy_of] = copy.id
    return found


def _brought_before(workshop: Workshop, theme: ThemeId) -> tuple[IdeaId, ...]:
    """Return the copies, still under no theme, of the ideas under a group's theme."""
    originals = set(ideas_under(workshop, theme))
    return tuple(
        each.id
        for each in workshop.ideas.values()
        if each.copy_of in originals and each.theme is None and not each.taken_back
    )


def _take_back(workshop: Workshop, event: e.ReportBackWithdrawn) -> None:
    report = workshop.report_backs[event.report_back]
    workshop.report_backs[report.id] = replace(report, taken_back=True)
    for theme in report.themes:
        replace_theme(workshop, theme, taken_back=True)
        put_under(workshop, ideas_under(workshop, theme), None)
    for idea in report.ideas:
        replace_idea(workshop, idea, taken_back=True)
