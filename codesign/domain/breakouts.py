"""Rules: the room parts into groups in a stage, each with its own board, and comes back.

One breakout runs at a time. A group's ideas, themes and rounds are its own
until it reports back, which copies what it chose to everybody's board; the
originals stay. People keep their group while others come and go, so that a
lost line or a second device lands where the person was.
"""

from collections.abc import Iterable
from typing import Final

from codesign.domain import workshop as w
from codesign.domain.act import Act
from codesign.domain.agenda import MINUTES_AT_MOST, stage
from codesign.domain.commands import (
    AssignPeople,
    CallBack,
    CancelBreakout,
    ChooseGroup,
    CloseBoards,
    EndBreakout,
    GroupPlan,
    NameReporter,
    OpenBoards,
    OpenBreakout,
    PlanBreakout,
    ReportBack,
    SpreadPeople,
    StartGroupTimer,
    StopGroupTimer,
    TellGroups,
    WithdrawReportBack,
)
from codesign.domain.dealing import assigned, spread, with_tables
from codesign.domain.electorates import votes_by_proxy
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    BoardsClosed,
    BoardsOpened,
    BreakoutCalledBack,
    BreakoutCancelled,
    BreakoutClosed,
    BreakoutOpened,
    BreakoutPlanned,
    Event,
    GroupDropped,
    GroupPlanned,
    GroupsTold,
    GroupTimerStarted,
    GroupTimerStopped,
    IdeaCopied,
    ReportBackWithdrawn,
    ReportedBack,
    ReporterNamed,
    ThemeCopied,
)
from codesign.domain.ids import BreakoutId, GroupId, OptionId, ParticipantId
from codesign.domain.permissions import (
    fresh,
    person,
    require_contributor,
    require_running,
    require_system,
    runs,
)
from codesign.domain.views import group_of, sees_stage_as
from codesign.domain.words import NAME_CHARS, one_line, optional_words
from codesign.domain.workshop import Breakout, Group, Idea, Workshop

GROUPS_AT_MOST: Final = 50
MESSAGE_CHARS: Final = 500
COPIES_AT_MOST: Final = 500
CALL_BACK_S_AT_MOST: Final = 3_600


def breakout_(workshop: Workshop, breakout_id: BreakoutId) -> Breakout:
    """Return the breakout of that id.

    Raises:
        CommandRejectedError: `no_such_breakout`.
    """
    found = workshop.breakouts.get(breakout_id)
    if found is None or found.cancelled:
        raise CommandRejectedError("no_such_breakout")
    return found


def group_(workshop: Workshop, group_id: GroupId) -> Group:
    """Return the group of that id.

    Raises:
        CommandRejectedError: `no_such_group`.
    """
    found = workshop.groups.get(group_id)
    if found is None or group_id not in workshop.breakouts[found.breakout].groups:
        raise CommandRejectedError("no_such_group")
    return found


def place_of(workshop: Workshop, act: Act) -> GroupId | None:
    """Return the group on whose board the act takes place, None for everybody's.

    Who runs the workshop is everywhere, and at a group's board only where
    they say so. Everybody else is where their group meets, and who votes for somebody
    away is where they are themselves.

    Raises:
        CommandRejectedError: `no_such_group`, `not_in_group`, `breakout_over`.
    """
    running = runs(workshop, act)
    who = act.by if votes_by_proxy(workshop, act.by, act.for_) else act.who
    if act.group is None:
        return None if running and act.for_ is None else _meeting_of(workshop, who)
    found = group_(workshop, act.group)
    breakout = workshop.breakouts[found.breakout]
    if not breakout.opened_at:
        # Nothing is made in a group that never met; its plan may still be dropped.
        raise CommandRejectedError("no_such_group")
    if not running and group_of(workshop, who) != found.id:
        raise CommandRejectedError("not_in_group")
    if not breakout.open and not running:
        raise CommandRejectedError("breakout_over")
    return found.id


def plan_breakout(workshop: Workshop, command: PlanBreakout, act: Act) -> tuple[Event, ...]:
    """Plan groups, or change the plan; once they met, none can be dropped."""
    require_running(workshop, act)
    earlier = workshop.breakouts.get(command.breakout)
    planned = _breakout_planned(workshop, command, earlier)
    groups = _groups_planned(workshop, command)
    changed = [each for each in groups if each != _entry(workshop, each.group)]
    kept = {each.group for each in groups}
    dropped = [] if earlier is None else [each for each in earlier.groups if each not in kept]
    if dropped and earlier is not None and earlier.opened_at:
        raise CommandRejectedError("breakout_held")
    terms = () if earlier is not None and planned == _terms(earlier) else (planned,)
    return (*terms, *changed, *(GroupDropped(group=each) for each in dropped))


def cancel_breakout(workshop: Workshop, command: CancelBreakout, act: Act) -> tuple[Event, ...]:
    """Drop a plan; what was held stays on record."""
    require_running(workshop, act)
    found = workshop.breakouts.get(command.breakout)
    if found is not None and found.cancelled:
        return ()
    found = breakout_(workshop, command.breakout)
    if found.opened_at:
        raise CommandRejectedError("breakout_held")
    return (BreakoutCancelled(breakout=found.id),)


def assign_people(workshop: Workshop, command: AssignPeople, act: Act) -> tuple[Event, ...]:
    """Put people into groups by hand, also while they meet; tables stay together."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    for who, group in command.places.items():
        _require_may_be_put(workshop, found, who, group)
    return assigned(workshop, found, with_tables(workshop, found, command.places))


def spread_people(workshop: Workshop, command: SpreadPeople, act: Act) -> tuple[Event, ...]:
    """Spread people evenly; how is the asker's choice, chance is the seed's."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    if not found.groups:
        raise CommandRejectedError("no_groups")
    dealt = spread(workshop, found, command.how, command.seed, everybody=command.everybody)
    return assigned(workshop, found, dealt)


def choose_group(workshop: Workshop, command: ChooseGroup, act: Act) -> tuple[Event, ...]:
    """Go to a group of one's own choice while the groups meet."""
    who = require_contributor(workshop, act)
    group = group_(workshop, command.group)
    found = breakout_(workshop, group.breakout)
    if not found.open:
        raise CommandRejectedError("breakout_over")
    if not found.choosing:
        raise CommandRejectedError("choosing_not_offered")
    _require_may_be_put(workshop, found, who.id, group.id)
    return assigned(workshop, found, with_tables(workshop, found, {who.id: group.id}))


def open_breakout(workshop: Workshop, command: OpenBreakout, act: Act) -> tuple[Event, ...]:
    """Let the groups meet, again too, in a stage that is open."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    if found.open:
        return ()
    if not found.groups:
        raise CommandRejectedError("no_groups")
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if not workshop.stages[found.stage].open:
        raise CommandRejectedError("stage_closed")
    if any(each.open for each in workshop.breakouts.values()):
        raise CommandRejectedError("breakout_running")
    ends_at = act.at + found.minutes * 60_000 if found.minutes else None
    return (BreakoutOpened(breakout=found.id, ends_at=ends_at),)


def call_back(workshop: Workshop, command: CallBack, act: Act) -> tuple[Event, ...]:
    """Bring everybody back after a while, or now."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    if not 0 <= command.seconds <= CALL_BACK_S_AT_MOST:
        raise CommandRejectedError("bad_length")
    if not found.open:
        return ()
    if command.seconds == 0:
        return (BreakoutClosed(breakout=found.id),)
    back_at = act.at + command.seconds * 1000
    return (
        ()
        if back_at == found.back_at
        else (BreakoutCalledBack(breakout=found.id, back_at=back_at),)
    )


def end_breakout(workshop: Workshop, command: EndBreakout, act: Act) -> tuple[Event, ...]:
    """Close a breakout when its call back is due; too early, or in a paused room, it is no fact."""
    require_system(act)
    found = breakout_(workshop, command.breakout)
    if not found.open or found.back_at is None or found.back_at > act.at:
        return ()
    if workshop.paused_at is not None:
        return ()
    return (BreakoutClosed(breakout=found.id),)


def start_group_timer(workshop: Workshop, command: StartGroupTimer, act: Act) -> tuple[Event, ...]:
    """Give one group or all of them time, counted from now; a call back is off then."""
    require_running(workshop, act)
    found = _timed(workshop, command.breakout, command.group)
    if not found.open:
        raise CommandRejectedError("breakout_over")
    if not 0 < command.seconds <= MINUTES_AT_MOST * 60:
        raise CommandRejectedError("bad_length")
    ends_at = act.at + command.seconds * 1000
    if found.back_at is None and _timers(workshop, found, command.group) == {ends_at}:
        return ()
    return (GroupTimerStarted(breakout=found.id, group=command.group, ends_at=ends_at),)


def stop_group_timer(workshop: Workshop, command: StopGroupTimer, act: Act) -> tuple[Event, ...]:
    """Stop the timer of one group or of all."""
    require_running(workshop, act)
    found = _timed(workshop, command.breakout, command.group)
    if _timers(workshop, found, command.group) == {None}:
        return ()
    return (GroupTimerStopped(breakout=found.id, group=command.group),)


def open_boards(workshop: Workshop, command: OpenBoards, act: Act) -> tuple[Event, ...]:
    """Let everybody who may see the stage look at all its groups' boards."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    return () if found.boards_open else (BoardsOpened(breakout=found.id),)


def close_boards(workshop: Workshop, command: CloseBoards, act: Act) -> tuple[Event, ...]:
    """Keep each board to its group again."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    return (BoardsClosed(breakout=found.id),) if found.boards_open else ()


def name_reporter(workshop: Workshop, command: NameReporter, act: Act) -> tuple[Event, ...]:
    """Name who reports back; the group itself may, or who runs the workshop."""
    found = group_(workshop, command.group)
    if not runs(workshop, act):
        _require_member(workshop, found, require_contributor(workshop, act).id)
    if command.participant is not None:
        places = workshop.breakouts[found.breakout].places
        if places.get(person(workshop, command.participant).id) != found.id:
            raise CommandRejectedError("not_in_group")
    if command.participant == found.reporter:
        return ()
    return (ReporterNamed(group=found.id, participant=command.participant),)


def tell_groups(workshop: Workshop, command: TellGroups, act: Act) -> tuple[Event, ...]:
    """Send all groups a message, or take it down."""
    require_running(workshop, act)
    found = breakout_(workshop, command.breakout)
    text = optional_words(command.text, MESSAGE_CHARS)
    return () if text == found.message else (GroupsTold(breakout=found.id, text=text),)


def report_back(workshop: Workshop, command: ReportBack, act: Act) -> tuple[Event, ...]:
    """Bring what a group chose to everybody's board; what is there already stays as it is."""
    group = group_(workshop, command.group)
    _require_may_report(workshop, group, act)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if not command.ideas and not command.themes:
        raise CommandRejectedError("nothing_to_report")
    if len(command.ideas) + len(command.themes) > COPIES_AT_MOST:
        raise CommandRejectedError("too_many")
    ideas = _ideas_to_copy(workshop, group, command.ideas)
    themes = _themes_to_copy(workshop, group, command.themes)
    if not ideas and not themes:
        return ()
    minted = [command.report_back, *(each.idea for each in ideas), *(each.theme for each in themes)]
    if len(set(minted)) < len(minted):
        raise CommandRejectedError("id_taken")
    for each in minted:
        fresh(workshop, each)
    return (
        ReportedBack(report_back=command.report_back, group=group.id, ideas=ideas, themes=themes),
    )


def withdraw_report_back(
    workshop: Workshop, command: WithdrawReportBack, act: Act
) -> tuple[Event, ...]:
    """Take a report off everybody's board; its group may bring it again."""
    found = workshop.report_backs.get(command.report_back)
    if found is None:
        raise CommandRejectedError("no_such_report_back")
    _require_may_report(workshop, workshop.groups[found.group], act)
    _require_not_voted(workshop, found)
    return () if found.taken_back else (ReportBackWithdrawn(report_back=found.id),)


# --- where people are -----------------------------------------------------------


def _meeting_of(workshop: Workshop, participant: ParticipantId) -> GroupId | None:
    if workshop.breakout is None or not workshop.breakouts[workshop.breakout].open:
        return None
    return group_of(workshop, participant)


def _require_may_be_put(
    workshop: Workshop, found: Breakout, who: ParticipantId, group: GroupId | None
) -> None:
    someone = person(workshop, who)
    if group is None:
        return
    if group not in found.groups:
        raise CommandRejectedError("no_such_group")
    if someone.role == "observer" or not someone.here:
        raise CommandRejectedError("role_not_allowed")
    if not sees_stage_as(workshop, found.stage, someone):
        raise CommandRejectedError("stage_not_seen")


def _require_member(workshop: Workshop, group: Group, who: ParticipantId) -> None:
    if group_of(workshop, who) != group.id:
        raise CommandRejectedError("not_in_group")


def _require_may_report(workshop: Workshop, group: Group, act: Act) -> None:
    if runs(workshop, act):
        return
    who = require_contributor(workshop, act)
    _require_member(workshop, group, who.id)
    if who.id != group.reporter and who.role != "table_helper":
        raise CommandRejectedError("role_not_allowed")


# --- the plan ---------------------------------------------------------------------


def _breakout_planned(
    workshop: Workshop, command: PlanBreakout, earlier: Breakout | None
) -> BreakoutPlanned:
    if earlier is None:
        fresh(workshop, command.breakout)
    elif earlier.opened_at and earlier.stage != command.stage:
        raise CommandRejectedError("breakout_held")
    if not 0 <= command.minutes <= MINUTES_AT_MOST:
        raise CommandRejectedError("bad_length")
    return BreakoutPlanned(
        breakout=command.breakout,
        stage=stage(workshop, command.stage).id,
        prompt=optional_words(command.prompt),
        minutes=command.minutes,
        choosing=command.choosing,
    )


def _terms(found: Breakout) -> BreakoutPlanned | None:
    if found.cancelled:
        return None
    return BreakoutPlanned(
        breakout=found.id,
        stage=found.stage,
        prompt=found.prompt,
        minutes=found.minutes,
        choosing=found.choosing,
    )


def _groups_planned(workshop: Workshop, command: PlanBreakout) -> list[GroupPlanned]:
    if not command.groups:
        raise CommandRejectedError("no_groups")
    if len(command.groups) > GROUPS_AT_MOST:
        raise CommandRejectedError("too_many")
    ids = {command.breakout, *(each.group for each in command.groups)}
    if len(ids) <= len(command.groups):
        raise CommandRejectedError("id_taken")
    planned = [_group_planned(workshop, command.breakout, each) for each in command.groups]
    if len({each.name.casefold() for each in planned}) < len(planned):
        raise CommandRejectedError("same_group_name")
    return planned


def _group_planned(workshop: Workshop, breakout: BreakoutId, plan: GroupPlan) -> GroupPlanned:
    earlier = workshop.groups.get(plan.group)
    if earlier is None:
        fresh(workshop, plan.group)
    elif earlier.breakout != breakout:
        raise CommandRejectedError("id_taken")
    return GroupPlanned(
        breakout=breakout,
        group=plan.group,
        name=one_line(plan.name, NAME_CHARS),
        place=" ".join(optional_words(plan.place, NAME_CHARS).split()),
        prompt=optional_words(plan.prompt),
    )


def _entry(workshop: Workshop, group: GroupId) -> GroupPlanned | None:
    found = workshop.groups.get(group)
    if found is None or group not in workshop.breakouts[found.breakout].groups:
        return None
    return GroupPlanned(
        breakout=found.breakout,
        group=found.id,
        name=found.name,
        place=found.place,
        prompt=found.prompt,
    )


# --- time ---------------------------------------------------------------------------


def _timed(workshop: Workshop, breakout: BreakoutId, group: GroupId | None) -> Breakout:
    found = breakout_(workshop, breakout)
    if group is not None and group not in found.groups:
        raise CommandRejectedError("no_such_group")
    return found


def _timers(workshop: Workshop, found: Breakout, group: GroupId | None) -> set[int | None]:
    if group is not None:
        return {workshop.groups[group].ends_at}
    return {found.ends_at, *(workshop.groups[each].ends_at for each in found.groups)}


# --- what is reported -----------------------------------------------------------------


def _ideas_to_copy(
    workshop: Workshop, group: Group, wanted: Iterable[IdeaCopied]
) -> tuple[IdeaCopied, ...]:
    there = {each.copy_of for each in workshop.ideas.values() if not each.taken_back}
    chosen = {each.of: each for each in wanted}
    for each in chosen:
        _require_reportable(workshop.ideas.get(each), group)
    return tuple(each for each in chosen.values() if each.of not in there)


def _require_reportable(found: Idea | None, group: Group) -> None:
    if found is None or found.group != group.id:
        raise CommandRejectedError("no_such_idea")
    if not found.shown:
        raise CommandRejectedError("idea_not_shown")


def _themes_to_copy(
    workshop: Workshop, group: Group, wanted: Iterable[ThemeCopied]
) -> tuple[ThemeCopied, ...]:
    there = {each.copy_of for each in workshop.themes.values() if not each.taken_back}
    chosen = {each.of: each for each in wanted}
    for each in chosen:
        found = workshop.themes.get(each)
        if found is None or found.group != group.id:
            raise CommandRejectedError("no_such_theme")
        if not found.stands:
            raise CommandRejectedError("theme_gone")
    return tuple(each for each in chosen.values() if each.of not in there)


def _require_not_voted(workshop: Workshop, report: w.ReportBack) -> None:
    copies = {OptionId(each) for each in (*report.ideas, *report.themes)}
    for round_id, poll in workshop.polls.items():
        if workshop.rounds[round_id].open and not copies.isdisjoint(poll.options):
            raise CommandRejectedError("idea_being_voted")
