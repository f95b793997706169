"""What takes back what was done to breakouts and their groups."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.ids import BreakoutId
from codesign.domain.taking_back.step import Step, Steps, overtaking, seconds_left
from codesign.domain.workshop import Workshop

# What groups get that had no time of their own when they were called back.
_GROUPS_GO_ON_S: Final = 300


def _breakout_planned(w: Workshop, event: e.BreakoutPlanned, _at: int) -> Step:
    return _plan_of(w, event.breakout)


def _group_planned(w: Workshop, event: e.GroupPlanned | e.GroupDropped, _at: int) -> Step:
    known = w.groups.get(event.group)
    key = event.breakout if isinstance(event, e.GroupPlanned) else None
    return _plan_of(w, known.breakout if known is not None and key is None else key)


def _plan_of(w: Workshop, key: BreakoutId | None) -> Step:
    """Return the step that plans a breakout as it is planned now, or cancels what is not."""
    found = None if key is None else w.breakouts.get(key)
    subject = ("breakout", key or "")
    if found is None or found.cancelled:
        cancel = None if key is None else c.CancelBreakout(breakout=key)
        return Step(subject, cancel, key or "")
    groups = (w.groups[each] for each in found.groups)
    back = c.PlanBreakout(
        breakout=found.id,
        stage=found.stage,
        prompt=found.prompt,
        minutes=found.minutes,
        choosing=found.choosing,
        groups=tuple(
            c.GroupPlan(group=each.id, name=each.name, place=each.place, prompt=each.prompt)
            for each in groups
        ),
    )
    return Step(subject, back, found.id)


def _places(w: Workshop, event: e.PeopleAssigned, _at: int) -> Step:
    before = w.breakouts[event.breakout].places
    back = c.AssignPeople(
        breakout=event.breakout, places={who: before.get(who) for who in event.places}
    )
    return Step(("places", event.breakout), back, event.breakout, alone=True)


def _called_back(w: Workshop, event: e.BreakoutCalledBack, at: int) -> Step:
    left = seconds_left(w.breakouts[event.breakout].ends_at, at) or _GROUPS_GO_ON_S
    back = c.StartGroupTimer(breakout=event.breakout, seconds=left)
    return Step(("groups", ""), back, event.breakout)


def _group_timer(w: Workshop, event: e.GroupTimerStarted | e.GroupTimerStopped, at: int) -> Step:
    found = w.breakouts[event.breakout]
    calling = seconds_left(found.back_at, at)
    ends_at = found.ends_at if event.group is None else w.groups[event.group].ends_at
    left = seconds_left(ends_at, at)
    back: c.Command = c.StopGroupTimer(breakout=found.id, group=event.group)
    if calling is not None and isinstance(event, e.GroupTimerStarted):
        back = c.CallBack(breakout=found.id, seconds=calling)
    elif left is not None:
        back = c.StartGroupTimer(breakout=found.id, seconds=left, group=event.group)
    return Step(("group timer", event.group or ""), back, found.id, also=(("groups", ""),))


BREAKOUT_STEPS: Final[Steps] = {
    e.BreakoutPlanned: _breakout_planned,
    e.GroupPlanned: _group_planned,
    e.GroupDropped: _group_planned,
    e.BreakoutCancelled: lambda w, event, _: _plan_of(w, event.breakout),
    e.PeopleAssigned: _places,
    e.BreakoutOpened: lambda _w, event, _: Step(
        ("groups", ""),
        c.CallBack(breakout=event.breakout, seconds=0),
        event.breakout,
        also=(("breakout", event.breakout),),
    ),
    e.BreakoutCalledBack: _called_back,
    e.BreakoutClosed: lambda _w, event, _: Step(
        ("groups", ""), c.OpenBreakout(breakout=event.breakout), event.breakout
    ),
    e.GroupTimerStarted: _group_timer,
    e.GroupTimerStopped: _group_timer,
    e.BoardsOpened: lambda _w, event, _: Step(
        ("boards", event.breakout), c.CloseBoards(breakout=event.breakout), event.breakout
    ),
    e.BoardsClosed: lambda _w, event, _: Step(
        ("boards", event.breakout), c.OpenBoards(breakout=event.breakout), event.breakout
    ),
    e.ReporterNamed: lambda w, event, _: Step(
        ("reporter", event.group),
        c.NameReporter(group=event.group, participant=w.groups[event.group].reporter),
        event.group,
    ),
    e.GroupsTold: lambda w, event, _: Step(
        ("told", event.breakout),
        c.TellGroups(breakout=event.breakout, text=w.breakouts[event.breakout].message),
        event.breakout,
    ),
    e.ReportedBack: lambda _w, event, _: Step(
        ("report back", event.report_back),
        c.WithdrawReportBack(report_back=event.report_back),
        event.group,
    ),
    e.ReportBackWithdrawn: overtaking("report back", "report_back"),
}
