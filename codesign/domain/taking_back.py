"""How what was done to run the workshop is taken back: by another act, never by deleting.

So is grouping by those who do not run it: what each of them did is kept for themselves, and
taken back one after the other, the latest first. Before an event changes the state, `remember`
notes which command would put back what it is about to change. A later event about the same
overtakes that: what was changed again is not taken back over somebody's head. Who puts back
by themselves what they did, however they do it, has taken it back.
Acts that destroy, and those people do for themselves, are not among them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Final, NamedTuple

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.errors import CommandRejectedError
from codesign.domain.ids import BreakoutId, IdeaId, ParticipantId, RoundId, ThemeId
from codesign.domain.permissions import HELPING
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import (
    KINDS,
    DeskAct,
    Idea,
    Organisation,
    Stage,
    Subject,
    Theme,
    Workshop,
)

# Further back than this, nobody takes back at a glance; each of the desk's tells all who run
# the workshop.
ACTS_KEPT: Final = 20
# The reason on record where taking back sets something aside.
TAKEN_BACK: Final = "Taken back."
# What groups get that had no time of their own when they were called back.
_GROUPS_GO_ON_S: Final = 300


class Step(NamedTuple):
    """What an event changes, and the command that puts it back, None where none can.

    `value` says to what it changed, where that has a word. What it overtakes
    besides its own subject is in `also`; one `alone` counts only as the first of its
    command, else it merely follows from it. One that is `more` counts always, but the
    first of its command tells what was done.
    """

    subject: Subject
    back: c.Command | None
    about: str = ""
    value: str = ""
    also: tuple[Subject, ...] = ()
    alone: bool = False
    more: bool = False


def remember(workshop: Workshop, recorded: Recorded) -> None:
    """Note what takes the event back, which the workshop has yet to take in."""
    event = recorded.event
    destroyed = e.destroys_words_of(event)
    if destroyed is not None:
        worded = {destroyed, *_worded_by(workshop, destroyed)}
        acts = (*workshop.desk_acts.values(), *chain(*workshop.own_acts.values()))
        steps = [step for act in acts for step in act.steps.items()]
        gone = (subject for subject, back in steps if worded & {*subject, _post_of(back)})
        _overtake(workshop, recorded.seq, *gone)
    step_of, steps_of = _STEPS.get(type(event)), _GROUPING.get(type(event))
    if step_of is not None:
        _note(workshop, recorded, step_of(workshop, event, recorded.at))
    if steps_of is not None:
        # Drawn up before any is noted: each changes what the next would see.
        for step in tuple(steps_of(workshop, event)):
            _note(workshop, recorded, step)


def _note(workshop: Workshop, recorded: Recorded, step: Step) -> None:
    before = _same_command(workshop, recorded)
    known = None if before is None else before.steps.get(step.subject)
    of_the_desk = _is_of_the_desk(workshop, recorded, step, before)
    own = None if of_the_desk or type(recorded.event) not in _GROUPING else recorded.by
    # What one did before stands below what one does now.
    _overtake(workshop, recorded.seq, step.subject, *step.also, but_of=own)
    # Of several changes of the same by one command, the first knows how it was.
    back = known or step.back
    if of_the_desk and back is not None:
        _keep(workshop, recorded, step, back)
    elif own in workshop.participants:
        _keep_own(workshop, recorded, step, back, own)


def _worded_by(workshop: Workshop, destroyed: str) -> Iterator[str]:
    """Return the copies whose words are those of an idea or a theme still."""
    things: tuple[Idea | Theme, ...] = (*workshop.ideas.values(), *workshop.themes.values())
    return (each.id for each in things if each.words_of == destroyed)


def _post_of(back: c.Command) -> str:
    """Return whose post stands in a command, which goes with their name."""
    return back.participant if isinstance(back, c.GiveMandate) else ""


def latest_own(workshop: Workshop, participant: ParticipantId) -> DeskAct | None:
    """Return what somebody who does not run the workshop can take back next."""
    acts = reversed(workshop.own_acts.get(participant, ()))
    return next((each for each in acts if each.steps), None)


def act_to_take_back(workshop: Workshop, command: c.TakeBack) -> DeskAct:
    """Return the act that the event of this version began.

    Raises:
        CommandRejectedError: `act_overtaken`.
    """
    latest = (latest_own(workshop, each) for each in workshop.own_acts)
    for act in (*workshop.desk_acts.values(), *latest):
        if act is not None and act.seq == command.act and act.steps:
            return act
    raise CommandRejectedError("act_overtaken")


def commands_back(found: DeskAct, command: c.TakeBack) -> tuple[c.Command, ...]:
    """Return what puts everything back that the act changed, the last of it first.

    Each is decided by what is now, so ideas come back with a theme that comes back.
    """
    backs = [_with_round(each, command.round) for each in reversed([*found.steps.values()])]
    restored = {each.theme for each in backs if isinstance(each, c.RestoreTheme)}
    moved: dict[ThemeId | None, tuple[IdeaId, ...]] = {}
    for each in reversed(backs):
        if isinstance(each, c.GroupIdeas | c.UngroupIdeas):
            theme = each.theme if isinstance(each, c.GroupIdeas) else None
            moved[theme] = (*moved.get(theme, ()), *each.ideas)
    moves = (_moving(theme, ideas) for theme, ideas in moved.items() if theme not in restored)
    return (*moves, *_besides_moving(backs, moved))


def _moving(theme: ThemeId | None, ideas: tuple[IdeaId, ...]) -> c.Command:
    if theme is None:
        return c.UngroupIdeas(ideas=ideas)
    return c.GroupIdeas(theme=theme, ideas=ideas)


def _besides_moving(
    backs: Iterable[c.Command], moved: Mapping[ThemeId | None, tuple[IdeaId, ...]]
) -> Iterator[c.Command]:
    for each in backs:
        if isinstance(each, c.RestoreTheme):
            yield replace(each, ideas=moved.get(each.theme, ()))
        elif not isinstance(each, c.GroupIdeas | c.UngroupIdeas):
            yield each


def _with_round(back: c.Command, fresh_round: RoundId | None) -> c.Command:
    if not isinstance(back, c.RerunRound):
        return back
    if fresh_round is None:
        raise CommandRejectedError("bad_id")
    return replace(back, round=fresh_round)


def changed_by(workshop: Workshop, recorded: Recorded) -> list[tuple[int, DeskAct]]:
    """Return the acts, with their places, that the event began, overtook or added to."""
    if not _may_change_acts(recorded.event):
        return []
    return [each for each in workshop.desk_acts.items() if each[1].changed_seq == recorded.seq]


def own_changed_by(workshop: Workshop, recorded: Recorded) -> list[ParticipantId]:
    """Return those who group of whose acts the event began, overtook or added to one."""
    if not _may_change_acts(recorded.event):
        return []
    seq, acts = recorded.seq, workshop.own_acts.items()
    return [who for who, own in acts if any(each.changed_seq == seq for each in own)]


def _may_change_acts(event: e.Event) -> bool:
    kind = type(event)
    return kind in _STEPS or kind in _GROUPING or e.destroys_words_of(event) is not None


def _same_command(workshop: Workshop, recorded: Recorded) -> DeskAct | None:
    own = workshop.own_acts.get(recorded.by or ParticipantId(""))
    if own and own[-1].id == recorded.id:
        return own[-1]
    last = workshop.desk_acts.get((workshop.desk_acts_done - 1) % ACTS_KEPT)
    return last if last is not None and last.id == recorded.id else None


def _is_of_the_desk(
    workshop: Workshop, recorded: Recorded, step: Step, before: DeskAct | None
) -> bool:
    """Tell whether somebody did it to run the workshop, and not only about themselves."""
    if recorded.id == workshop.created_in:
        return False
    if recorded.by not in workshop.running and (before is None or _is_own(workshop, before)):
        return False
    if step.alone:
        return before is None
    about_oneself = step.about == recorded.by and step.subject[0] in _OF_A_PERSON
    return before is not None or not about_oneself


def _is_own(workshop: Workshop, act: DeskAct) -> bool:
    return any(each is act for each in workshop.own_acts.get(act.by, ()))


def _overtake(
    workshop: Workshop, seq: int, *subjects: Subject, but_of: ParticipantId | None = None
) -> None:
    for place, act in workshop.desk_acts.items():
        if any(each in act.steps for each in subjects):
            workshop.desk_acts[place] = _without(act, seq, subjects)
    for who, acts in workshop.own_acts.items():
        if who != but_of and any(each in act.steps for act in acts for each in subjects):
            workshop.own_acts[who] = tuple(_without(act, seq, subjects) for act in acts)


def _without(act: DeskAct, seq: int, subjects: tuple[Subject, ...]) -> DeskAct:
    left = {key: back for key, back in act.steps.items() if key not in subjects}
    return act if len(left) == len(act.steps) else replace(act, steps=left, changed_seq=seq)


def _keep_own(
    workshop: Workshop,
    recorded: Recorded,
    step: Step,
    back: c.Command | None,
    who: ParticipantId,
) -> None:
    """Add a step to what somebody did, or take away the one that it puts back."""
    acts, latest = workshop.own_acts.get(who, ()), latest_own(workshop, who)
    before = _same_command(workshop, recorded)
    if before is None and latest is not None and _puts_back(recorded.event, step, latest):
        less = _without(latest, recorded.seq, (step.subject, *step.also))
        workshop.own_acts[who] = tuple(less if each is latest else each for each in acts)
    elif back is not None:
        standing = tuple(each for each in acts if each.steps and each is not before)
        now = _with_step(recorded, step, back, before)
        workshop.own_acts[who] = (*standing, now)[-ACTS_KEPT:]


def _puts_back(event: e.Event, step: Step, latest: DeskAct) -> bool:
    """Tell whether an event does what would take a step of somebody's latest act back."""
    thing = step.subject[1]
    match event, latest.steps.get(step.subject):
        case e.IdeasGrouped(), c.GroupIdeas() as back:
            return back.theme == event.theme
        case e.ThemeNamed(), c.NameTheme() as back:
            return back.title == event.title
        case e.ThemesMerged(), c.MergeThemes() as back:
            return (back.theme, back.merged) == (event.theme, (thing,))
        case (
            (e.IdeasUngrouped(), c.UngroupIdeas())
            | (e.ThemeDissolved(), c.DissolveTheme())
            | (e.ThemeRestored(), c.RestoreTheme())
        ):
            return True
        case _:
            return False


def _keep(workshop: Workshop, recorded: Recorded, step: Step, back: c.Command) -> None:
    before = _same_command(workshop, recorded)
    if before is None:
        workshop.desk_acts_done += 1
    place = (workshop.desk_acts_done - 1) % ACTS_KEPT
    workshop.desk_acts[place] = _with_step(recorded, step, back, before)


def _with_step(recorded: Recorded, step: Step, back: c.Command, before: DeskAct | None) -> DeskAct:
    # Stepping back oneself is no news beside whom one handed over to.
    told = before is not None and (step.more or step.about == recorded.by)
    named = before if told else None
    return DeskAct(
        id=recorded.id,
        seq=recorded.seq if before is None else before.seq,
        at=recorded.at,
        by=recorded.by or ParticipantId(""),
        act=type(recorded.event).__name__ if named is None else named.act,
        about=step.about if named is None else named.about,
        value=step.value if named is None else named.value,
        steps={**({} if before is None else before.steps), step.subject: back},
        changed_seq=recorded.seq,
    )


# --- what takes each event back ---------------------------------------------------

_OF_A_PERSON: Final = frozenset(
    {"there", "organisation of", "interest", "hand", "device", "table", "proxy", "area of"}
)


def _seconds_left(ends_at: int | None, at: int) -> int | None:
    return None if ends_at is None or ends_at <= at else -(-(ends_at - at) // 1000)


def _plan(stage: Stage) -> c.StagePlan:
    return c.StagePlan(
        stage=stage.id,
        kind=stage.kind,
        title=stage.title,
        purpose=stage.purpose,
        minutes=stage.minutes,
        anonymous=stage.anonymous,
        private=stage.private,
        seen_by=stage.seen_by,
    )


def _retitled(w: Workshop, _: e.WorkshopRetitled, _at: int) -> Step:
    return Step(("title", ""), c.RetitleWorkshop(title=w.title, question=w.question))


def _revised(w: Workshop, event: e.StageRevised, _at: int) -> Step:
    stage = w.stages[event.stage]
    return Step(("plan", event.stage), c.ReviseStage(plan=_plan(stage)), event.stage)


def _moved(w: Workshop, event: e.StageMoved, _at: int) -> Step:
    after = w.agenda[w.agenda.index(event.stage) + 1 :]
    back = c.MoveStage(stage=event.stage, before=after[0] if after else None)
    return Step(("place", event.stage), back, event.stage)


def _stage_opened(w: Workshop, event: e.StageOpened, _at: int) -> Step:
    stage = w.stages[event.stage]
    back: c.Command = c.CloseStage(stage=stage.id)
    if stage.open:
        back = c.OpenStage(stage=stage.id, until=stage.until)
    subject = ("stage", "" if event.until is None else stage.id)
    also = (("stage", stage.id), ("held", stage.id))
    return Step(subject, back, stage.id, also=also)


def _stage_closed(w: Workshop, event: e.StageClosed, _at: int) -> Step:
    stage = w.stages[event.stage]
    subject = ("stage", "" if stage.until is None else stage.id)
    # What went with it does not come back by itself.
    also = (("timer", stage.id), ("groups", ""))
    return Step(subject, c.OpenStage(stage=stage.id, until=stage.until), stage.id, also=also)


def _timer(w: Workshop, event: e.TimerStarted | e.TimerStopped, at: int) -> Step:
    left = _seconds_left(w.stages[event.stage].timer_ends_at, at)
    back: c.Command = c.StopTimer(stage=event.stage)
    if left is not None:
        back = c.StartTimer(stage=event.stage, seconds=left)
    return Step(("timer", event.stage), back, event.stage)


def _spotlight(w: Workshop, event: e.SpotlightTurned, _at: int) -> Step:
    now = w.spotlight
    back = c.TurnSpotlight() if now is None else c.TurnSpotlight(kind=now.kind, id=now.id)
    return Step(("show", ""), back, event.id or "", event.kind or "")


def _note_written(w: Workshop, event: e.NoteWritten, _at: int) -> Step:
    note = w.notes.get(event.note)
    back: c.Command = c.WithdrawNote(note=event.note)
    if note is not None and not note.withdrawn:
        back = c.WriteNote(note=note.id, text=note.text)
    return Step(("note", event.note), back, event.note)


def _note_withdrawn(w: Workshop, event: e.NoteWithdrawn, _at: int) -> Step:
    back = c.WriteNote(note=event.note, text=w.notes[event.note].text)
    return Step(("note", event.note), back, event.note)


def _organisation(w: Workshop, event: e.OrganisationAdded, _at: int) -> Step:
    was = w.organisations.get(event.organisation)
    back: c.Command = c.RemoveOrganisation(organisation=event.organisation)
    if was is not None and not was.removed:
        back = _entry_of(was)
    return Step(("organisation", event.organisation), back, event.organisation)


def _organisation_removed(w: Workshop, event: e.OrganisationRemoved, _at: int) -> Step:
    was = w.organisations[event.organisation]
    return Step(("organisation", was.id), _entry_of(was), was.id)


def _entry_of(was: Organisation) -> c.AddOrganisation:
    return c.AddOrganisation(
        organisation=was.id,
        name=was.name,
        identifiers=was.identifiers,
        potential_provider=was.potential_provider,
    )


def _option_added(_w: Workshop, event: e.OptionAdded, _at: int) -> Step:
    # The options a vote opens with are taken back with it.
    back = c.WithdrawOption(round=event.round, option=event.option)
    return Step(("option", event.option), back, event.round, alone=True)


def _option_withdrawn(w: Workshop, event: e.OptionWithdrawn, _at: int) -> Step:
    was = w.polls[event.round].options[event.option]
    plan = c.OptionPlan(option=was.id, source=was.source, text=was.text, cost=was.cost)
    back = c.AddOption(round=event.round, plan=plan)
    return Step(("option", event.option), back, event.round)


def _joined(_w: Workshop, event: e.ParticipantJoined, _at: int) -> Step:
    back: c.Command = c.LeaveWorkshop(participant=event.participant)
    if event.role in HELPING:
        # Whoever has their link is not to come in by it.
        back = c.RemoveParticipant(participant=event.participant, ban=True)
    also = (("listed", event.participant),)
    return Step(("there", event.participant), back, event.participant, event.role, also=also)


def _listed(w: Workshop, event: e.ParticipantListed, _at: int) -> Step:
    was = w.door_list.get(event.participant)
    back: c.Command = c.UnlistParticipant(participant=event.participant)
    if was is not None:
        line = c.Listing(
            participant=was.id,
            name=was.name,
            organisation=was.organisation,
            table=was.table,
            area=was.area,
        )
        back = c.ListPeople(people=(line,))
    return Step(("listed", event.participant), back, event.participant)


def _removed(w: Workshop, event: e.ParticipantRemoved, _at: int) -> Step:
    was = w.participants[event.participant]
    back: c.Command = c.ReadmitParticipant(participant=was.id)
    if was.removed:
        back = c.RemoveParticipant(participant=was.id, reason=was.removed_reason, ban=was.banned)
    return Step(("out", was.id), back, was.id)


def _readmitted(w: Workshop, event: e.ParticipantReadmitted, _at: int) -> Step:
    was = w.participants[event.participant]
    back = c.RemoveParticipant(participant=was.id, reason=was.removed_reason, ban=was.banned)
    return Step(("out", was.id), back, was.id)


def _role(w: Workshop, event: e.RoleChanged, _at: int) -> Step:
    who = event.participant
    back = c.ChangeRole(participant=who, role=w.participants[who].role)
    return Step(("role", who), back, who, event.role, also=(("mute", who),))


def _area(w: Workshop, event: e.AreaAdded, _at: int) -> Step:
    was = w.areas.get(event.area)
    back: c.Command = c.RemoveArea(area=event.area)
    if was is not None and not was.removed:
        back = c.AddArea(area=was.id, name=was.name)
    return Step(("area", event.area), back, event.area)


def _mandate(w: Workshop, event: e.MandateGiven | e.MandateWithdrawn, _at: int) -> Step:
    was = w.mandates.get(event.organisation)
    back: c.Command = c.WithdrawMandate(organisation=event.organisation)
    if was is not None:
        back = c.GiveMandate(
            organisation=was.organisation,
            participant=was.participant,
            capacity=was.capacity,
            post=was.post,
        )
    return Step(("mandate", event.organisation), back, event.organisation)


def _proxy(w: Workshop, event: e.ProxyNamed | e.ProxyWithdrawn, _at: int) -> Step:
    who, was = event.participant, w.proxies.get(event.participant)
    back: c.Command = c.WithdrawProxy(participant=who)
    if was is not None:
        back = c.NameProxy(participant=who, holder=was)
    return Step(("proxy", who), back, who)


def _dispensation_withdrawn(w: Workshop, event: e.DispensationWithdrawn, _at: int) -> Step:
    reason = w.participants[event.participant].dispensation
    back = c.DispenseInterest(participant=event.participant, reason=reason or TAKEN_BACK)
    return Step(("dispensation", event.participant), back, event.participant)


def _idea_restored(w: Workshop, event: e.IdeaRestored, _at: int) -> Step:
    reason = w.ideas[event.idea].hidden_reason
    back = None if reason is None else c.HideIdea(idea=event.idea, reason=reason or TAKEN_BACK)
    return Step(("hidden", event.idea), back, event.idea)


def _places(w: Workshop, event: e.PeopleAssigned, _at: int) -> Step:
    before = w.breakouts[event.breakout].places
    back = c.AssignPeople(
        breakout=event.breakout, places={who: before.get(who) for who in event.places}
    )
    return Step(("places", event.breakout), back, event.breakout, alone=True)


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


def _called_back(w: Workshop, event: e.BreakoutCalledBack, at: int) -> Step:
    left = _seconds_left(w.breakouts[event.breakout].ends_at, at) or _GROUPS_GO_ON_S
    back = c.StartGroupTimer(breakout=event.breakout, seconds=left)
    return Step(("groups", ""), back, event.breakout)


def _group_timer(w: Workshop, event: e.GroupTimerStarted | e.GroupTimerStopped, at: int) -> Step:
    found = w.breakouts[event.breakout]
    calling = _seconds_left(found.back_at, at)
    ends_at = found.ends_at if event.group is None else w.groups[event.group].ends_at
    left = _seconds_left(ends_at, at)
    back: c.Command = c.StopGroupTimer(breakout=found.id, group=event.group)
    if calling is not None and isinstance(event, e.GroupTimerStarted):
        back = c.CallBack(breakout=found.id, seconds=calling)
    elif left is not None:
        back = c.StartGroupTimer(breakout=found.id, seconds=left, group=event.group)
    return Step(("group timer", event.group or ""), back, found.id, also=(("groups", ""),))


def _decision(w: Workshop, event: e.DecisionRecorded | e.DecisionWithdrawn, _at: int) -> Step:
    was = w.decisions.get(event.decision)
    back: c.Command = c.WithdrawDecision(decision=event.decision, reason=TAKEN_BACK)
    stood = was is not None and was.withdrawn_reason is None
    if was is not None and (stood or isinstance(event, e.DecisionWithdrawn)):
        back = c.RecordDecision(
            decision=was.id,
            text=was.text,
            reasons=was.reasons,
            round=was.round,
            options=was.options,
        )
    return Step(("decision", event.decision), back, event.decision)


def _totals(w: Workshop, event: e.TotalsRecorded, _at: int) -> Step:
    known = event.totals in w.polls[event.round].totals
    back = c.WithdrawTotals(totals=event.totals, round=event.round, reason=TAKEN_BACK)
    return Step(("totals", event.totals), None if known else back, event.round)


def _round(back: Callable[[RoundId], c.Command]) -> "_StepOf":
    return lambda _w, event, _at: Step(("round", event.round), back(event.round), event.round)


def _supposed(event: e.WhatIfShown | e.WhatIfHidden) -> dict[str, Any]:
    return {"round": event.round, "supposes": event.supposes, "by": event.by, "of": event.of}


def _what_if(event: e.WhatIfShown | e.WhatIfHidden) -> Subject:
    return "what_if", f"{event.round}.{event.supposes}.{event.by}.{event.of}"


def _void(round_id: RoundId) -> c.Command:
    return c.VoidRound(round=round_id, reason=TAKEN_BACK)


def _person(kind: str, back: Callable[[ParticipantId], c.Command]) -> "_StepOf":
    return lambda _w, event, _at: Step(
        (kind, event.participant), back(event.participant), event.participant
    )


def _stage(kind: str, back: Callable[[Any], c.Command]) -> "_StepOf":
    return lambda _w, event, _at: Step((kind, event.stage), back(event), event.stage)


def _room(kind: str, back: c.Command) -> "_StepOf":
    return lambda _w, _event, _at: Step((kind, ""), back)


def _overtaking(kind: str, field: str) -> "_StepOf":
    return lambda _w, event, _at: Step((kind, getattr(event, field)), None)


_StepOf = Callable[[Workshop, Any, int], Step]
_StepsOf = Callable[[Workshop, Any], Iterator[Step]]


# --- grouping: what each idea and each theme was under before ---------------------


def _under(w: Workshop, idea: IdeaId) -> c.Command:
    was = w.ideas[idea].theme
    if was is None or not w.themes[was].stands:
        return c.UngroupIdeas(ideas=(idea,))
    return c.GroupIdeas(theme=was, ideas=(idea,))


def _ideas_of(w: Workshop, *themes: ThemeId) -> tuple[Subject, ...]:
    return tuple(("under", each.id) for each in w.ideas.values() if each.theme in themes)


def _grouped(w: Workshop, event: e.IdeasGrouped) -> Iterator[Step]:
    for idea in event.ideas:
        yield Step(("under", idea), _under(w, idea), event.theme, more=True)


def _ungrouped(w: Workshop, event: e.IdeasUngrouped) -> Iterator[Step]:
    for idea in event.ideas:
        yield Step(("under", idea), _under(w, idea), idea, more=True)


def _formed(_w: Workshop, event: e.ThemeFormed) -> Iterator[Step]:
    yield Step(("theme", event.theme), c.DissolveTheme(theme=event.theme), event.theme)


def _named(w: Workshop, event: e.ThemeNamed) -> Iterator[Step]:
    # A title read as empty has been destroyed since. It counts as an act all the same: what
    # follows has to stand in the places it took while the title could be read.
    back = c.NameTheme(theme=event.theme, title=w.themes[event.theme].title)
    yield Step(("title", event.theme), back, event.theme, more=True)


def _merged(w: Workshop, event: e.ThemesMerged) -> Iterator[Step]:
    for each in event.merged:
        back = c.RestoreTheme(theme=each)
        yield Step(("theme", each), back, event.theme, also=_ideas_of(w, each), more=True)


def _split(_w: Workshop, event: e.ThemeSplit) -> Iterator[Step]:
    back = c.MergeThemes(theme=event.theme, merged=(event.into,))
    also = tuple(("under", each) for each in event.ideas)
    yield Step(("theme", event.into), back, event.into, also=also, more=True)


def _dissolved(w: Workshop, event: e.ThemeDissolved) -> Iterator[Step]:
    back = c.RestoreTheme(theme=event.theme)
    also = _ideas_of(w, event.theme)
    yield Step(("theme", event.theme), back, event.theme, also=also, more=True)


def _theme_restored(w: Workshop, event: e.ThemeRestored) -> Iterator[Step]:
    went = w.themes[event.theme].gone_into
    back: c.Command = c.DissolveTheme(theme=event.theme)
    if went is not None and w.themes[went].stands:
        back = c.MergeThemes(theme=went, merged=(event.theme,))
    also = tuple(("under", each) for each in event.ideas)
    yield Step(("theme", event.theme), back, event.theme, also=also, more=True)


_GROUPING: Final[Mapping[type[e.Event], _StepsOf]] = {
    e.IdeasGrouped: _grouped,
    e.IdeasUngrouped: _ungrouped,
    e.ThemeFormed: _formed,
    e.ThemeNamed: _named,
    e.ThemesMerged: _merged,
    e.ThemeSplit: _split,
    e.ThemeDissolved: _dissolved,
    e.ThemeRestored: _theme_restored,
}

_STEPS: Final[Mapping[type[e.Event], _StepOf]] = {
    e.WorkshopRetitled: _retitled,
    e.ShapeChanged: lambda w, event, _: Step(
        ("shape", ""), c.ChangeShape(shape=w.shape), value=event.shape
    ),
    e.RecordingPublished: _room("recording", c.UnpublishRecording()),
    e.RecordingUnpublished: _room("recording", c.PublishRecording()),
    e.WorkshopClosed: _room("closing", c.ReopenWorkshop()),
    e.WorkshopReopened: _room("closing", c.CloseWorkshop()),
    e.StageAdded: _stage("held", lambda event: c.SkipStage(stage=event.stage)),
    e.StageSkipped: _stage("held", lambda event: c.RestoreStage(stage=event.stage)),
    e.StageRestored: _stage("held", lambda event: c.SkipStage(stage=event.stage)),
    e.StageRevised: _revised,
    e.StageMoved: _moved,
    e.StageOpened: _stage_opened,
    e.StageClosed: _stage_closed,
    e.StageExtended: _stage(
        "minutes", lambda event: c.ShortenStage(stage=event.stage, minutes=event.minutes)
    ),
    e.StageShortened: _stage(
        "minutes", lambda event: c.ExtendStage(stage=event.stage, minutes=event.minutes)
    ),
    e.TimerStarted: _timer,
    e.TimerStopped: _timer,
    e.TimerEnded: _overtaking("timer", "stage"),
    e.RoomPaused: _room("pause", c.ResumeRoom()),
    e.RoomResumed: _room("pause", c.PauseRoom()),
    e.DoorChanged: lambda w, event, _: Step(("door", ""), c.SetDoor(door=w.door), value=event.door),
    e.IntakeChanged: lambda w, event, _: Step(
        ("intake", ""), c.SetIntake(intake=w.intake), value=event.intake
    ),
    e.SpotlightTurned: _spotlight,
    e.DisplayDirected: lambda w, _event, _: Step(
        ("display", ""), c.DirectDisplay(shows=w.display_shows, hall=w.hall)
    ),
    e.HandRaised: _person("hand", lambda who: c.LowerHand(participant=who)),
    e.HandLowered: _person("hand", lambda who: c.RaiseHand(participant=who)),
    e.NoteWritten: _note_written,
    e.NoteWithdrawn: _note_withdrawn,
    e.OrganisationAdded: _organisation,
    e.OrganisationRemoved: _organisation_removed,
    e.ParticipantJoined: _joined,
    e.ParticipantListed: _listed,
    e.ParticipantLeft: _person("there", lambda who: c.ReturnToWorkshop(participant=who)),
    e.ParticipantReturned: _person("there", lambda who: c.LeaveWorkshop(participant=who)),
    e.ParticipantAdmitted: _person("inside", lambda who: c.WithdrawAdmission(participant=who)),
    e.AdmissionWithdrawn: _person("inside", lambda who: c.AdmitParticipants(participants=(who,))),
    e.ParticipantMuted: _person("mute", lambda who: c.UnmuteParticipant(participant=who)),
    e.ParticipantUnmuted: _person("mute", lambda who: c.MuteParticipant(participant=who)),
    e.ParticipantRemoved: _removed,
    e.ParticipantReadmitted: _readmitted,
    e.RoleChanged: _role,
    e.OrganisationChosen: lambda w, event, _: Step(
        ("organisation of", event.participant),
        c.ChooseOrganisation(
            participant=event.participant,
            organisation=w.participants[event.participant].organisation,
        ),
        event.participant,
    ),
    e.HelperAssigned: lambda w, event, _: Step(
        ("helper", event.participant),
        c.AssignHelper(
            participant=event.participant, helper=w.participants[event.participant].helper
        ),
        event.participant,
    ),
    e.InterestDeclared: lambda _w, event, _: Step(
        ("interest", event.participant),
        c.WithdrawInterest(participant=event.participant, interest=event.interest),
        event.participant,
        event.interest,
    ),
    e.InterestWithdrawn: lambda _w, event, _: Step(
        ("interest", event.participant),
        c.DeclareInterest(participant=event.participant, interest=event.interest),
        event.participant,
        event.interest,
    ),
    e.AreaAdded: _area,
    e.AreaRemoved: lambda w, event, _: Step(
        ("area", event.area), c.AddArea(area=event.area, name=w.areas[event.area].name), event.area
    ),
    e.AreaChosen: lambda w, event, _: Step(
        ("area of", event.participant),
        c.ChooseArea(participant=event.participant, area=w.participants[event.participant].area),
        event.participant,
        alone=True,
    ),
    e.MandateGiven: _mandate,
    e.MandateWithdrawn: _mandate,
    e.ProxyNamed: _proxy,
    e.ProxyWithdrawn: _proxy,
    e.InterestDispensed: _person(
        "dispensation", lambda who: c.WithdrawDispensation(participant=who)
    ),
    e.DispensationWithdrawn: _dispensation_withdrawn,
    e.ParticipantSeated: lambda w, event, _: Step(
        ("table", event.participant),
        c.SeatParticipant(
            participant=event.participant, table=w.participants[event.participant].table
        ),
        event.participant,
        alone=True,
    ),
    e.DeviceChanged: lambda w, event, _: Step(
        ("device", event.participant),
        c.ChangeDevice(
            participant=event.participant, device=w.participants[event.participant].device
        ),
        event.participant,
    ),
    e.EntryWithdrawn: lambda _w, event, _: Step(
        ("entry", event.id), c.RestoreEntry(kind=event.kind, id=event.id), event.id, event.kind
    ),
    e.EntryRestored: lambda _w, event, _: Step(
        ("entry", event.id),
        c.WithdrawEntry(kind=event.kind, id=event.id, reason=TAKEN_BACK),
        event.id,
        event.kind,
    ),
    **{said: _overtaking("entry", kind) for said, kind in KINDS.items()},
    e.DeskWorkGranted: _person("desk work", lambda who: c.EndDeskWork(participant=who)),
    e.DeskWorkEnded: _person("desk work", lambda who: c.GrantDeskWork(participant=who)),
    e.IdeaHidden: lambda _w, event, _: Step(
        ("hidden", event.idea), c.RestoreIdea(idea=event.idea), event.idea
    ),
    e.IdeaRestored: _idea_restored,
    e.IdeaWithdrawn: _overtaking("hidden", "idea"),
    e.IdeasRevealed: _stage("revealed", lambda event: c.ConcealIdeas(stage=event.stage)),
    e.IdeasConcealed: _stage("revealed", lambda event: c.RevealIdeas(stage=event.stage)),
    e.IdeasLetThrough: lambda _w, event, _: Step(
        ("through", event.ideas[0]), c.HoldIdeasBack(ideas=event.ideas), event.ideas[0]
    ),
    e.IdeasHeldBack: lambda _w, event, _: Step(
        ("through", event.ideas[0]), c.LetIdeasThrough(ideas=event.ideas), event.ideas[0]
    ),
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
    e.ReportBackWithdrawn: _overtaking("report back", "report_back"),
    e.RoundOpened: _round(_void),
    # A closed vote is never opened again; it is asked anew, under an id the asker brings.
    e.RoundClosed: _round(lambda round_id: c.RerunRound(round=round_id, rerun_of=round_id)),
    e.RoundVoided: _round(lambda round_id: c.RestoreRound(round=round_id)),
    e.RoundRestored: _round(_void),
    e.ResultRevealed: _round(lambda round_id: c.ConcealResult(round=round_id)),
    e.WhatIfShown: lambda _w, event, _at: Step(
        _what_if(event), c.HideWhatIf(**_supposed(event)), event.round
    ),
    e.WhatIfHidden: lambda _w, event, _at: Step(
        _what_if(event), c.ShowWhatIf(**_supposed(event)), event.round
    ),
    e.ResultConcealed: _round(lambda round_id: c.RevealResult(round=round_id)),
    e.CountReopened: _round(lambda round_id: c.CloseRound(round=round_id)),
    e.OptionAdded: _option_added,
    e.OptionWithdrawn: _option_withdrawn,
    e.TotalsRecorded: _totals,
    e.TotalsWithdrawn: _overtaking("totals", "totals"),
    e.TotalsConfirmed: _overtaking("totals", "totals"),
    e.DecisionRecorded: _decision,
    e.DecisionWithdrawn: _decision,
}
