"""What those who run the workshop are told alone, and what of it each person is told of theirs.

It travels as what is mine does, never on a board: a table helper's board is
the facilitators' too, and a board is replayed and printed. So nothing here
reaches anybody else, then or later.

- `standings`: who waits, is muted or was put out; of oneself, only being muted.
- `hands`: who asks to speak, and since when; one's own too.
- `held`: ideas that wait to be let through, without their authors.
- `reports`: with who reported; one's own too, to see what became of them. Nobody
  is told of a report about themselves.
- `notes`: of those who run the workshop, for each other.
- `access_needs`: what people need to take part, until it is deleted.
- `heard`: who has written or voted in what is open now. Nothing of an anonymous
  stage, and nothing of a vote whose tally is live: who was heard just when a
  number moved would tell what they said.
- `acts`: what was done lately to run the workshop and can be taken back, in places
  that are taken again in turn. Who handed over and runs it no more is told of that
  alone, as long as it is theirs to take back; who groups and does not run it, of how
  they grouped last, under their own id.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from codesign.domain import events as e
from codesign.domain.access_needs import kept_until
from codesign.domain.electorates import is_barred
from codesign.domain.handing_over import is_hand_over, may_take_back_hand_over
from codesign.domain.ids import (
    AccessNeedId,
    IdeaId,
    NoteId,
    ParticipantId,
    ReportId,
    RoundId,
    StageId,
)
from codesign.domain.permissions import report_readers, runners
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back import changed_by, latest_own, own_changed_by
from codesign.domain.workshop import KINDS, DeskAct, Participant, Round, Stage, Workshop
from codesign.projections.ops import MineOp, Op, Record

COLLECTIONS: Final = (
    "standings",
    "hands",
    "held",
    "reports",
    "notes",
    "access_needs",
    "heard",
    "acts",
)


def told(workshop: Workshop, participant: ParticipantId) -> Iterator[Op]:
    """Return all of it that is told to a person, from nothing."""
    runs = participant in runners(workshop)
    everybody: Iterable[ParticipantId] = workshop.participants if runs else (participant,)
    for each in everybody:
        person = workshop.participants.get(each)
        if person is not None:
            yield from _present(_standing(person, runs=runs), _hand(person))
    for report in workshop.reports.values():
        for_all_of_it = participant in report_readers(workshop, report.about, report.about_id)
        if for_all_of_it or report.by == participant:
            yield _report(workshop, report.id, runs=for_all_of_it)
    yield from _present(*_acts(workshop, participant))
    if runs:
        yield from _for_those_who_run(workshop)


def told_changes(workshop: Workshop, recorded: Recorded) -> Iterator[MineOp]:
    """Return what the event, already evolved, changed of it, and to whom that is told."""
    yield from _act_changes(workshop, recorded)
    event = recorded.event
    match event:
        case (
            e.AdmissionAsked()
            | e.ParticipantAdmitted()
            | e.AdmissionWithdrawn()
            | e.ParticipantMuted()
            | e.ParticipantUnmuted()
            | e.ParticipantRemoved()
            | e.ParticipantReadmitted()
            | e.ParticipantRenamed()
            | e.OrganisationChosen()
            | e.OrganisationCorrected()
            | e.RoleChanged()
            | e.ParticipantLeft()
            | e.ParticipantReturned()
            | e.ParticipantErased()
            | e.HandRaised()
            | e.HandLowered()
        ):
            yield from _person_changed(workshop, event.participant)
        case e.ReportMade() | e.ReportMarked():
            yield from _report_changed(workshop, event.report)
        case e.ContributionRedacted(kind="report"):
            yield from _report_changed(workshop, ReportId(event.id))
        case _:
            ops = list(_run_changes(workshop, recorded))
            if ops:
                yield from ((each, op) for each in runners(workshop) for op in ops)


def _run_changes(  # noqa: C901 - one case a kind of event
    workshop: Workshop, recorded: Recorded
) -> Iterator[Op]:
    """Return what changed for those who run the workshop alone."""
    event = recorded.event
    yield from _access_need_changes(workshop, event)
    match event:
        case e.NoteWritten() | e.NoteWithdrawn():
            yield _note(workshop, event.note)
        case e.ContributionRedacted(kind="note"):
            yield _note(workshop, NoteId(event.id))
        case e.ContributionRedacted(kind="idea"):
            yield _held(workshop, IdeaId(event.id))
        case e.IdeaSubmitted():
            yield from _when_held(workshop, event.idea)
            yield from _wrote(workshop, event.stage, recorded.who)
        case _ if type(event) in KINDS:
            entry = workshop.entries[getattr(event, KINDS[type(event)])]
            yield from _wrote(workshop, entry.says.stage, entry.author)
        case e.CardRecorded():
            yield from _when_held(workshop, event.idea)
        case e.IdeaReworded() | e.IdeaWithdrawn() | e.IdeaHidden() | e.IdeaRestored():
            yield _held(workshop, event.idea)
        case e.IdeasLetThrough() | e.IdeasHeldBack():
            yield from (_held(workshop, each) for each in event.ideas)
        case _:
            yield from _heard_changes(workshop, recorded)


def _heard_changes(  # noqa: C901 - one case a kind of event
    workshop: Workshop, recorded: Recorded
) -> Iterator[Op]:
    event = recorded.event
    match event:
        case e.BallotCast():
            yield from _voted(workshop, event, recorded.who)
        case e.TurnoutRecorded():
            if recorded.who is not None and _tells_who_voted(
                workshop, workshop.rounds[event.round]
            ):
                yield _heard(event.round, recorded.who)
        case e.StageOpened():
            yield from _heard_in_stage(workshop, workshop.stages[event.stage])
        case e.StageClosed():
            yield from _unheard(event.stage, _authors(workshop, event.stage))
        case e.RoundClosed() | e.RoundVoided():
            yield from _unheard(event.round, workshop.polls[event.round].voters)
        case e.InterestDeclared():
            person = workshop.participants[event.participant]
            yield from _who_voted(workshop, lambda found: is_barred(person, found.barring))
        case e.MandateGiven():
            yield from _who_voted(
                workshop, lambda found: event.organisation in workshop.polls[found.id].voices
            )
        case _:
            return


def _for_those_who_run(workshop: Workshop) -> Iterator[Op]:
    yield from _present(*(_held(workshop, each) for each in workshop.ideas))
    yield from _present(*(_note(workshop, each) for each in workshop.notes))
    yield from (_access_need(workshop, each) for each in workshop.access_needs)
    for stage in workshop.stages.values():
        yield from _heard_in_stage(workshop, stage)
    for found in workshop.rounds.values():
        if _tells_who_voted(workshop, found):
            yield from (_heard(found.id, each) for each in workshop.polls[found.id].voters)


def _present(*ops: Op) -> Iterator[Op]:
    return (each for each in ops if each[0] != "remove")


# --- people -----------------------------------------------------------------


def _person_changed(workshop: Workshop, participant: ParticipantId) -> Iterator[MineOp]:
    person = workshop.participants[participant]
    running = runners(workshop)
    # The fuller record last: who runs the workshop may hold this person's seat too.
    if participant not in running:
        yield participant, _standing(person, runs=False)
        yield participant, _hand(person)
    for each in running:
        yield each, _standing(person, runs=True)
        yield each, _hand(person)


def _standing(person: Participant, *, runs: bool) -> Op:
    if not (person.muted or (runs and (person.waiting or person.removed))) or person.erased:
        return ("remove", "standings", person.id)
    return ("put", "standings", person.id, _standing_record(person, runs=runs))


def _standing_record(person: Participant, *, runs: bool) -> Record:
    if not runs:
        return {"muted": person.muted}
    return {
        "muted": person.muted,
        # Those who gave up waiting do not wait.
        "waiting": person.waiting and not (person.removed or person.left),
        "removed": person.removed,
        "banned": person.banned,
        "reason": person.removed_reason,
        "name": person.name,
        "organisation": person.organisation,
        "at": person.joined_at,
    }


def _hand(person: Participant) -> Op:
    if not person.hand_at:
        return ("remove", "hands", person.id)
    return ("put", "hands", person.id, {"at": person.hand_at})


# --- what can be taken back --------------------------------------------------------


def _acts(workshop: Workshop, participant: ParticipantId) -> Iterator[Op]:
    runs = participant in runners(workshop)
    for place, act in workshop.desk_acts.items():
        if runs or _is_theirs_to_take_back(workshop, act, participant):
            yield _act(str(place), act)
    if not runs and latest_own(workshop, participant) is not None:
        yield _own_act(workshop, participant)


def _act_changes(workshop: Workshop, recorded: Recorded) -> Iterator[MineOp]:
    changed, own = dict(changed_by(workshop, recorded)), own_changed_by(workshop, recorded)
    if not changed and not own:
        return
    running = runners(workshop)
    yield from ((who, _own_act(workshop, who)) for who in own if who not in running)
    if not changed:
        return
    # Whatever is done, a hand-over may cease to be theirs who made it.
    handed_over = _handed_over_by_others(workshop, running)
    for place, act in handed_over.items():
        theirs = _is_theirs_to_take_back(workshop, act, act.by)
        yield act.by, _act(str(place), act) if theirs else ("remove", "acts", str(place))
    # The fuller record last: who runs the workshop may hold that person's seat too.
    told = {**handed_over, **changed}
    yield from ((each, _act(str(place), act)) for each in running for place, act in told.items())


def _handed_over_by_others(
    workshop: Workshop, running: Collection[ParticipantId]
) -> dict[int, DeskAct]:
    acts = workshop.desk_acts.items()
    return {place: act for place, act in acts if is_hand_over(act) and act.by not in running}


def _is_theirs_to_take_back(workshop: Workshop, act: DeskAct, participant: ParticipantId) -> bool:
    return is_hand_over(act) and may_take_back_hand_over(workshop, act, participant)


def _own_act(workshop: Workshop, participant: ParticipantId) -> Op:
    act = latest_own(workshop, participant)
    return ("remove", "acts", participant) if act is None else _act(participant, act)


def _act(place: str, act: DeskAct) -> Op:
    if not act.steps:
        return ("remove", "acts", place)
    kinds = [kind for kind, _ in act.steps]
    record: Record = {
        "seq": act.seq,
        "at": act.at,
        "by": act.by,
        "act": act.act,
        "about": act.about,
        "value": act.value,
        # A theme made of three ideas is three ideas moved, not four things.
        "things": kinds.count(kinds[0]),
    }
    return ("put", "acts", place, record)


# --- reports and notes ----------------------------------------------------------


def _report_changed(workshop: Workshop, report_id: ReportId) -> Iterator[MineOp]:
    report = workshop.reports[report_id]
    readers = report_readers(workshop, report.about, report.about_id)
    if report.by is not None and report.by not in readers:
        yield report.by, _report(workshop, report_id, runs=False)
    yield from ((each, _report(workshop, report_id, runs=True)) for each in readers)


def _report(workshop: Workshop, report_id: ReportId, *, runs: bool) -> Op:
    report = workshop.reports[report_id]
    record: dict[str, str | int | bool | None] = {
        "about": report.about,
        "id": report.about_id,
        "concern": report.concern,
        "text": report.text,
        "at": report.at,
        "state": report.state,
        "redacted": report.redacted,
    }
    if runs:
        record["by"] = report.by
    return ("put", "reports", report.id, record)


def _note(workshop: Workshop, note_id: NoteId) -> Op:
    note = workshop.notes[note_id]
    if note.withdrawn:
        return ("remove", "notes", note.id)
    record: Record = {
        "text": note.text,
        "by": note.by,
        "at": note.at,
        "redacted": note.redacted,
    }
    return ("put", "notes", note.id, record)


def _access_need_changes(workshop: Workshop, event: e.Event) -> Iterator[Op]:
    match event:
        case e.AccessNeedTold() | e.AccessNeedDeleted():
            yield _access_need(workshop, event.need)
        case e.WorkshopClosed() | e.WorkshopReopened() | e.SessionPlanned() | e.SessionCancelled():
            # When they are deleted has changed.
            yield from (_access_need(workshop, each) for each in workshop.access_needs)
        case _:
            return


def _access_need(workshop: Workshop, key: AccessNeedId) -> Op:
    told = workshop.access_needs.get(key)
    if told is None:
        return ("remove", "access_needs", key)
    record: Record = {
        "name": told.name,
        "text": told.text,
        "at": told.at,
        "kept_until": kept_until(workshop, told),
    }
    return ("put", "access_needs", key, record)


# --- held ideas -----------------------------------------------------------------


def _when_held(workshop: Workshop, idea_id: IdeaId) -> Iterator[Op]:
    return _present(_held(workshop, idea_id))


def _held(workshop: Workshop, idea_id: IdeaId) -> Op:
    idea = workshop.ideas[idea_id]
    if not idea.held:
        return ("remove", "held", idea.id)
    record: Record = {"stage": idea.stage, "text": idea.text, "at": idea.at}
    return ("put", "held", idea.id, record)


# --- who has been heard ---------------------------------------------------------------


def _tells_who_wrote(stage: Stage) -> bool:
    return stage.open and not stage.anonymous


def _tells_who_voted(workshop: Workshop, found: Round) -> bool:
    anonymous = found.stage is not None and workshop.stages[found.stage].anonymous
    # Of a secret vote nothing ever joins it to a choice.
    return found.open and found.tally != "live" and (found.secret or not anonymous)


def _wrote(workshop: Workshop, stage: StageId, who: ParticipantId | None) -> Iterator[Op]:
    if who is not None and _tells_who_wrote(workshop.stages[stage]):
        yield _heard(stage, who)


def _voted(workshop: Workshop, event: e.BallotCast, who: ParticipantId | None) -> Iterator[Op]:
    if who is None or not _tells_who_voted(workshop, workshop.rounds[event.round]):
        return
    ballot = workshop.polls[event.round].ballots.get(who)
    if ballot is None:
        yield from _unheard(event.round, (who,))
    else:
        # Told again where it is known: of several in one commit nobody can say which was the first.
        yield _heard(event.round, who)


def _who_voted(workshop: Workshop, among: Callable[[Round], bool]) -> Iterator[Op]:
    """Return who voted in these open votes and who did not: ballots were taken out or handed on."""
    for found in workshop.rounds.values():
        if _tells_who_voted(workshop, found) and among(found):
            voters = workshop.polls[found.id].voters
            others = (each for each in workshop.participants if each not in voters)
            yield from _unheard(found.id, others)
            yield from (_heard(found.id, each) for each in voters)


def _heard_in_stage(workshop: Workshop, stage: Stage) -> Iterator[Op]:
    if _tells_who_wrote(stage):
        yield from (_heard(stage.id, each) for each in _authors(workshop, stage.id))


def _authors(workshop: Workshop, stage: StageId) -> Iterable[ParticipantId]:
    ideas = (each.author for each in workshop.ideas.values() if each.stage == stage)
    entries = (each.author for each in workshop.entries.values() if each.says.stage == stage)
    return dict.fromkeys(each for each in (*ideas, *entries) if each is not None)


def _heard(where: StageId | RoundId, who: ParticipantId) -> Op:
    return ("put", "heard", f"{where}.{who}", {"in": where, "participant": who})


def _unheard(where: StageId | RoundId, people: Iterable[ParticipantId]) -> Iterator[Op]:
    return (("remove", "heard", f"{where}.{each}") for each in people)
