"""How what was done to run the workshop is taken back: by another act, never by deleting.

So is grouping by those who do not run it: what each of them did is kept for themselves, and
taken back one after the other, the latest first. Before an event changes the state, `remember`
notes which command would put back what it is about to change. A later event about the same
overtakes that: what was changed again is not taken back over somebody's head. Who puts back
by themselves what they did, however they do it, has taken it back.
Acts that destroy, and those people do for themselves, are not among them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.errors import CommandRejectedError
from codesign.domain.ids import IdeaId, ParticipantId, RoundId, ThemeId
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back.agenda import AGENDA_STEPS
from codesign.domain.taking_back.breakouts import BREAKOUT_STEPS
from codesign.domain.taking_back.entries import ENTRY_STEPS
from codesign.domain.taking_back.grouping import GROUPING_STEPS
from codesign.domain.taking_back.ideas import IDEA_STEPS
from codesign.domain.taking_back.people import PEOPLE_STEPS
from codesign.domain.taking_back.rounds import ROUND_STEPS
from codesign.domain.taking_back.step import Step, Steps
from codesign.domain.taking_back.workshop import WORKSHOP_STEPS
from codesign.domain.workshop import DeskAct, Idea, Subject, Theme, Workshop

# Further back than this, nobody takes back at a glance; each of the desk's tells all who run
# the workshop.
ACTS_KEPT: Final = 20
# Subjects that are of one person: who changes them for themselves runs nothing by it.
_OF_A_PERSON: Final = frozenset(
    {"there", "organisation of", "interest", "hand", "device", "table", "proxy", "area of"}
)
_STEPS: Final[Steps] = {
    **WORKSHOP_STEPS,
    **AGENDA_STEPS,
    **PEOPLE_STEPS,
    **ENTRY_STEPS,
    **IDEA_STEPS,
    **BREAKOUT_STEPS,
    **ROUND_STEPS,
}


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
    step_of, steps_of = _STEPS.get(type(event)), GROUPING_STEPS.get(type(event))
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
    own = None if of_the_desk or type(recorded.event) not in GROUPING_STEPS else recorded.by
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
    return kind in _STEPS or kind in GROUPING_STEPS or e.destroys_words_of(event) is not None


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
