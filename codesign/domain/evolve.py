"""An event changes the state: the index of all effects. It never refuses.

State changes in place; the records in it are replaced. Deterministic: no
clock, no randomness, nothing but the event and its envelope.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar, assert_never

from codesign.domain import events as e
from codesign.domain.agenda import moved, revise
from codesign.domain.electorates import is_barred, voices
from codesign.domain.ids import (
    AnnotationId,
    BreakoutId,
    DecisionId,
    GroupId,
    IdeaId,
    NoteId,
    OptionId,
    ParticipantId,
    ReasonId,
    ReportId,
    ResponseId,
    RoundId,
    StageId,
    ThemeId,
    TotalsId,
)
from codesign.domain.permissions import RUNNING
from codesign.domain.recorded import Recorded
from codesign.domain.taking_back import remember
from codesign.domain.views import is_member
from codesign.domain.workshop import (
    AccessNeed,
    Annotation,
    Breakout,
    Contact,
    Decision,
    ExitAnswer,
    Group,
    Idea,
    Listed,
    Mandate,
    Note,
    Option,
    Organisation,
    Participant,
    PersonalLink,
    Poll,
    Practice,
    Reason,
    Report,
    ReportBack,
    Response,
    RingFence,
    Round,
    Session,
    Spotlight,
    Stage,
    Standing,
    Theme,
    Totals,
    WhatIf,
    Workshop,
)

HeldT = TypeVar("HeldT")


def evolve(workshop: Workshop, recorded: Recorded) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply one recorded event to the workshop, in place."""
    remember(workshop, recorded)
    workshop.seq = recorded.seq
    workshop.at = recorded.at
    event = recorded.event
    # The commonest events first: a long log is mostly these.
    match event:
        case e.BallotCast():
            _cast(workshop, recorded, event)
            if recorded.said_at is not None:
                _late(workshop, recorded, event.round)
        case e.ReasonGiven():
            _reason(workshop, recorded, event)
        case e.TurnoutRecorded():
            _turn_out(workshop.polls[event.round], recorded)
        case e.VoterAdded():
            workshop.polls[event.round].roll[event.participant] = None
        case e.IdeaSubmitted() | e.CardRecorded():
            workshop.ideas[event.idea] = _submitted(workshop, recorded, event)
        case e.ParticipantJoined():
            workshop.participants[event.participant] = _joined(workshop, recorded, event)
            _note_running(workshop, event.participant, event.role)
        case e.BallotBoxOpened():
            _open_box(workshop, recorded, event)
        case e.OptionAdded():
            _add_option(workshop, recorded, event)
        case e.OptionWithdrawn():
            _withdraw_option(workshop.polls[event.round], event.option)
        case e.WorkshopCreated():
            _create(workshop, recorded, event)
        case e.WorkshopRetitled():
            workshop.title, workshop.question = event.title, event.question
        case e.ShapeChanged():
            workshop.shape = event.shape
        case e.JoinCodeIssued():
            workshop.join_code = event.code
        case e.SessionPlanned():
            workshop.sessions[event.session] = Session(
                id=event.session,
                title=event.title,
                starts_at=event.starts_at,
                ends_at=event.ends_at,
                venue=event.venue,
                call_link=event.call_link,
            )
        case e.SessionCancelled():
            workshop.sessions.pop(event.session, None)
        case e.PlaceNamed():
            workshop.place, workshop.area = event.place, event.area
        case e.LeadNamed():
            workshop.lead = event.organisation
        case e.SensitivityMarked():
            workshop.sensitive = event.sensitive
        case e.AccessNeedTold():
            workshop.access_needs_told.add(event.need)
            workshop.access_needs[event.need] = AccessNeed(
                id=event.need,
                by=recorded.by,
                name=event.name,
                text=event.text,
                at=recorded.at,
            )
        case e.AccessNeedDeleted():
            workshop.access_needs.pop(event.need, None)
        case e.RecordingPublished():
            workshop.published = True
        case e.RecordingUnpublished():
            workshop.published = False
        case e.WorkshopClosed():
            workshop.closed = True
        case e.WorkshopReopened():
            workshop.closed = False
        case e.StageAdded():
            _add_stage(workshop, event)
        case e.StageRevised():
            workshop.stages[event.stage] = revise(workshop.stages[event.stage], event)
        case e.StageMoved():
            workshop.agenda = moved(workshop.agenda, event.stage, event.before)
        case e.StageSkipped():
            _stage(workshop, event.stage, skipped=True)
        case e.StageRestored():
            _stage(workshop, event.stage, skipped=False)
        case e.StageOpened():
            _open_stage(workshop, recorded, event)
        case e.StageClosed():
            _close_stage(workshop, recorded, event.stage)
        case e.StageExtended():
            _extend(workshop, event.stage, event.minutes)
        case e.StageShortened():
            _extend(workshop, event.stage, -event.minutes)
        case e.TimerStarted():
            _stage(workshop, event.stage, timer_ends_at=event.ends_at)
        case e.TimerStopped() | e.TimerEnded():
            _stage(workshop, event.stage, timer_ends_at=None)
        case e.RoomPaused():
            workshop.paused_at = recorded.at
        case e.RoomResumed():
            _resume(workshop, recorded)
        case e.DoorChanged():
            workshop.door = event.door
        case e.IntakeChanged():
            workshop.intake = event.intake
        case e.SpotlightTurned():
            workshop.spotlight = _spotlight(recorded, event)
        case e.HandRaised():
            _person(workshop, event.participant, hand_at=recorded.at)
        case e.HandLowered():
            _person(workshop, event.participant, hand_at=0)
        case e.ReportMade():
            workshop.reports[event.report] = _report(recorded, event)
        case e.ReportMarked():
            report = workshop.reports[event.report]
            workshop.reports[event.report] = replace(report, state=event.state)
        case e.DisplayCodeIssued():
            workshop.display_code = event.code
        case e.DisplayCodeWithdrawn():
            workshop.display_code = ""
        case e.DisplayDirected():
            workshop.display_shows, workshop.hall = event.shows, event.hall
        case e.MomentAnnotated():
            workshop.annotations[event.annotation] = _annotation(recorded, event)
        case e.AnnotationWithdrawn():
            annotation = workshop.annotations[event.annotation]
            workshop.annotations[event.annotation] = replace(annotation, withdrawn=True)
        case e.PracticeBegun():
            workshop.practice = Practice(workshop=event.workshop, version=event.version)
        case e.PracticeThrownAway():
            if workshop.practice is not None:
                workshop.practice = replace(workshop.practice, thrown_away=True)
        case e.NoteWritten():
            workshop.notes[event.note] = Note(
                id=event.note, by=recorded.by, text=event.text, at=recorded.at
            )
        case e.NoteWithdrawn():
            note = workshop.notes[event.note]
            workshop.notes[event.note] = replace(note, withdrawn=True)
        case e.OrganisationAdded():
            workshop.organisations[event.organisation] = Organisation(
                id=event.organisation,
                name=event.name,
                identifiers=event.identifiers,
                potential_provider=event.potential_provider,
            )
        case e.OrganisationRemoved():
            added = workshop.organisations[event.organisation]
            workshop.organisations[added.id] = replace(added, removed=True)
        case e.AdmissionAsked():
            workshop.participants[event.participant] = _waiting(recorded, event)
        case e.ParticipantAdmitted():
            _admit(workshop, recorded, event.participant)
        case e.AdmissionWithdrawn():
            _person(workshop, event.participant, waiting=True, hand_at=0)
        case e.ParticipantMuted():
            _person(workshop, event.participant, muted=True)
        case e.ParticipantUnmuted():
            _person(workshop, event.participant, muted=False)
        case e.ParticipantRemoved():
            _remove(workshop, event)
        case e.ParticipantReadmitted():
            _person(workshop, event.participant, removed=False, banned=False, removed_reason="")
        case e.ParticipantLeft():
            _person(workshop, event.participant, left=True, hand_at=0)
        case e.ParticipantReturned():
            _person(workshop, event.participant, left=False)
        case e.ParticipantRenamed():
            _person(workshop, event.participant, name=event.name)
        case e.OrganisationChosen():
            _person(workshop, event.participant, organisation=event.organisation)
        case e.RoleChanged():
            muted = workshop.participants[event.participant].muted and event.role not in RUNNING
            _person(workshop, event.participant, role=event.role, muted=muted)
            _note_running(workshop, event.participant, event.role)
        case e.HelperAssigned():
            _person(workshop, event.participant, helper=event.helper)
        case e.InterestDeclared():
            held = workshop.participants[event.participant].interests
            _person(workshop, event.participant, interests=(*held, event.interest))
            _bar(workshop, event.participant)
        case e.InterestDispensed():
            _person(workshop, event.participant, dispensed=True)
        case e.MandateGiven():
            _give_mandate(workshop, recorded, event)
        case e.InterestWithdrawn():
            declared = workshop.participants[event.participant].interests
            kept = tuple(each for each in declared if each != event.interest)
            _person(workshop, event.participant, interests=kept)
        case e.ParticipantErased():
            _erase(workshop, event.participant)
        case e.ParticipantListed():
            workshop.door_list[event.participant] = Listed(
                id=event.participant,
                name=event.name,
                organisation=event.organisation,
                table=event.table,
            )
        case e.ParticipantUnlisted():
            workshop.door_list.pop(event.participant, None)
        case e.ParticipantSeated():
            _person(workshop, event.participant, table=event.table)
        case e.DeviceChanged():
            _person(workshop, event.participant, device=event.device, helper=None)
        case e.IdeaReworded():
            _reword(workshop, recorded, event)
        case e.IdeaWithdrawn():
            _idea(workshop, event.idea, withdrawn=True)
        case e.IdeaHidden():
            _idea(workshop, event.idea, hidden_reason=event.reason)
        case e.IdeaRestored():
            _idea(workshop, event.idea, hidden_reason=None, withdrawn=False)
        case e.IdeasRevealed():
            _stage(workshop, event.stage, revealed=True)
        case e.IdeasConcealed():
            _stage(workshop, event.stage, revealed=False)
        case e.IdeasLetThrough():
            _let_through(workshop, recorded, event)
        case e.IdeasHeldBack():
            for idea in event.ideas:
                _idea(workshop, idea, waiting=True)
        case e.ContributionRedacted():
            _redact(workshop, recorded, event)
        case e.ThemeFormed():
            workshop.themes[event.theme] = Theme(
                id=event.theme,
                stage=event.stage,
                title=event.title,
                seq=recorded.seq,
                words_of=event.theme,
                group=recorded.group,
            )
        case e.ThemeNamed():
            _theme(workshop, event.theme, title=event.title, words_of=event.theme, redacted=False)
        case e.IdeasGrouped():
            _group(workshop, event.ideas, event.theme)
        case e.IdeasUngrouped():
            _group(workshop, event.ideas, None)
        case e.ThemesMerged():
            _merge(workshop, event)
        case e.ThemeSplit():
            _split(workshop, recorded, event)
        case e.ThemeDissolved():
            _dissolve(workshop, event.theme)
        case e.BreakoutPlanned():
            _plan_breakout(workshop, event)
        case e.GroupPlanned():
            _plan_group(workshop, event)
        case e.GroupDropped():
            _drop_group(workshop, event.group)
        case e.BreakoutCancelled():
            _breakout(workshop, event.breakout, cancelled=True)
        case e.PeopleAssigned():
            _assign(workshop, event)
        case e.BreakoutOpened():
            _open_breakout(workshop, recorded, event)
        case e.BreakoutCalledBack():
            _breakout(workshop, event.breakout, back_at=event.back_at)
        case e.BreakoutClosed():
            _close_breakout(workshop, recorded, event.breakout)
        case e.GroupTimerStarted():
            _breakout(workshop, event.breakout, back_at=None)
            _time_groups(workshop, event.breakout, event.group, event.ends_at)
        case e.GroupTimerStopped():
            _time_groups(workshop, event.breakout, event.group, None)
        case e.BoardsOpened():
            _breakout(workshop, event.breakout, boards_open=True)
        case e.BoardsClosed():
            _breakout(workshop, event.breakout, boards_open=False)
        case e.ReporterNamed():
            _meeting(workshop, event.group, reporter=event.participant)
        case e.GroupsTold():
            _breakout(workshop, event.breakout, message=event.text, message_at=recorded.at)
        case e.ReportedBack():
            _report_back(workshop, recorded, event)
        case e.ReportBackWithdrawn():
            _take_back(workshop, event)
        case e.ThemeRestored():
            _theme(workshop, event.theme, gone_into=None, dissolved=False, held=())
            _group(workshop, event.ideas, event.theme)
        case e.IdeaTidied():
            _idea(workshop, event.idea, tidied=event.text, tidied_seq=recorded.seq)
        case e.IdeaUntidied():
            _idea(workshop, event.idea, tidied=None, tidied_seq=None)
        case e.IdeasJoined():
            _join(workshop, recorded, event)
        case e.IdeasParted():
            _part(workshop, event.ideas)
        case e.OrganisationCorrected():
            _person(workshop, event.participant, organisation=event.organisation)
            for each in event.ideas:
                _idea(workshop, each, organisation=event.organisation)
        case e.RoundOpened():
            _open_round(workshop, recorded, event)
        case e.RingFenceSet():
            fence = RingFence(
                name=event.name,
                options=event.options,
                at_most=event.at_most,
                at_least=event.at_least,
            )
            fences = workshop.rounds[event.round].ring_fences
            _round(workshop, event.round, ring_fences=(*fences, fence))
        case e.TotalsRecorded():
            _record_totals(workshop.polls[event.round], recorded, event)
            _late(workshop, recorded, event.round)
        case e.TotalsConfirmed():
            _totals(workshop, event.round, event.totals, confirmed_by=recorded.by)
            _late(workshop, recorded, event.round)
        case e.TotalsWithdrawn():
            _release(workshop.polls[event.round], event.totals)
            _totals(workshop, event.round, event.totals, withdrawn_reason=event.reason)
            _late(workshop, recorded, event.round)
        case e.RoundClosed():
            _note_standings(workshop, event.round)
            _round(
                workshop,
                event.round,
                closed_seq=recorded.seq,
                # Reopened for paper, it was closed to everybody all along.
                closed_at=workshop.rounds[event.round].closed_at or recorded.at,
                drawn_seq=workshop.rounds[event.round].drawn_seq or recorded.seq,
                last_seq=recorded.seq,
                reopened=False,
            )
        case e.ResultPublished():
            _round(workshop, event.round, result=event, result_seq=recorded.seq)
        case e.ChairCast():
            _round(
                workshop,
                event.round,
                result=None,
                result_seq=None,
                last_seq=recorded.seq,
                cast_by_chair=(*workshop.rounds[event.round].cast_by_chair, event.order),
            )
        case e.ResultRevealed():
            _round(workshop, event.round, revealed=True)
        case e.WhatIfShown():
            _show_what_if(workshop, recorded, event)
        case e.WhatIfHidden():
            _hide_what_if(workshop, event)
        case e.ResultConcealed():
            _round(workshop, event.round, revealed=False)
        case e.RoundRestored():
            _restore(workshop, recorded, event.round)
        case e.CountReopened():
            _round(
                workshop,
                event.round,
                result=None,
                result_seq=None,
                # They rested on the count that stands no more.
                what_ifs=(),
                revealed=False,
                reopened=True,
                recount_reason=event.reason,
            )
        case e.RoundVoided():
            _round(workshop, event.round, void_reason=event.reason)
        case e.DecisionRecorded():
            workshop.decisions[event.decision] = Decision(
                id=event.decision,
                text=event.text,
                reasons=event.reasons,
                round=event.round,
                options=event.options,
                at=recorded.at,
                seq=recorded.seq,
            )
        case e.DecisionWithdrawn():
            decision = workshop.decisions[event.decision]
            workshop.decisions[event.decision] = replace(decision, withdrawn_reason=event.reason)
        case e.NextStepsWorded():
            workshop.next_steps, workshop.next_steps_seq = event.text, recorded.seq
        case e.ExitQuestionAsked():
            workshop.exit_question = event.question
        case e.ExitAnswered():
            workshop.exit_answers[event.participant] = ExitAnswer(
                question=workshop.exit_question,
                text=event.text,
                at=recorded.at,
                seq=recorded.seq,
            )
        case e.ExitAnswerWithdrawn():
            workshop.exit_answers.pop(event.participant, None)
        case e.ContactGiven():
            workshop.contacts[event.participant] = Contact(
                id=event.contact, address=event.address, at=recorded.at
            )
        case e.ContactWithdrawn():
            workshop.contacts.pop(event.participant, None)
        case e.ResponseGiven():
            workshop.responses[event.response] = _response(recorded, event)
        case e.ResponseWithdrawn():
            response = workshop.responses[event.response]
            workshop.responses[event.response] = replace(response, withdrawn=True, seq=recorded.seq)
        case e.LinkIssued():
            workshop.links[event.participant] = PersonalLink(
                id=event.link,
                expires_at=event.expires_at,
                issued_at=recorded.at,
                by=recorded.by,
            )
        case e.LinkRevoked():
            workshop.links.pop(event.participant, None)
        case _:
            assert_never(event)


def ideas_under(workshop: Workshop, theme: ThemeId) -> tuple[IdeaId, ...]:
    """Return the ideas under a theme, in the order they came."""
    return tuple(each.id for each in workshop.ideas.values() if each.theme == theme)


def ideas_worded_by(workshop: Workshop, idea: IdeaId) -> list[Idea]:
    """Return the idea and those copies whose words are still its own; the idea itself always."""
    return [each for each in workshop.ideas.values() if idea in {each.id, each.words_of}]


def themes_worded_by(workshop: Workshop, theme: ThemeId) -> list[Theme]:
    """Return the theme and those copies whose words are still its own; the theme itself always."""
    return [each for each in workshop.themes.values() if theme in {each.id, each.words_of}]


def _cast(workshop: Workshop, recorded: Recorded, event: e.BallotCast) -> None:
    poll = workshop.polls[event.round]
    poll.voted_seq = recorded.seq
    voter = recorded.who
    if voter is None:
        return
    _note_channel(poll, recorded, voter)
    ballot = poll.ballots.setdefault(voter, {})
    for option, mark in event.marks.items():
        tally = poll.tallies[option]
        _end_reason(workshop, poll, voter, option)
        before = ballot.pop(option, None)
        if before is not None:
            _count(tally, before, -1)
        if mark is not None:
            ballot[option] = mark
            _count(tally, mark, 1)
    if not ballot:
        # Who took every mark back has not voted.
        del poll.ballots[voter]
        poll.typed_for.pop(voter, None)


def _reason(workshop: Workshop, recorded: Recorded, event: e.ReasonGiven) -> None:
    poll, voter = workshop.polls[event.round], recorded.who
    person = None if voter is None else workshop.participants[voter]
    marks: Mapping[OptionId, int] = {} if voter is None else poll.ballots.get(voter, {})
    workshop.reasons[event.reason] = Reason(
        id=event.reason,
        round=event.round,
        option=event.option,
        voter=voter,
        organisation=None if person is None else person.organisation,
        mark=marks.get(event.option, 0),
        text=event.text,
        at=recorded.at,
        seq=recorded.seq,
    )
    if voter is not None:
        if poll.reasons.get((voter, event.option)) != event.reason:
            _end_reason(workshop, poll, voter, event.option)
        poll.reasons[voter, event.option] = event.reason


def _end_reason(workshop: Workshop, poll: Poll, voter: ParticipantId, option: OptionId) -> None:
    ended = poll.reasons.pop((voter, option), None)
    if ended is not None:
        workshop.reasons[ended] = replace(workshop.reasons[ended], ended=True)


def _turn_out(poll: Poll, recorded: Recorded) -> None:
    poll.voted_seq = recorded.seq
    voter = recorded.who
    if voter is not None:
        _note_channel(poll, recorded, voter)
        poll.voted[voter] = None


def _note_channel(poll: Poll, recorded: Recorded, voter: ParticipantId) -> None:
    if recorded.for_ is not None:
        poll.typed_for[voter] = "helper" if recorded.said_at is None else "paper"
    elif poll.typed_for:
        poll.typed_for.pop(voter, None)


def _open_box(workshop: Workshop, recorded: Recorded, event: e.BallotBoxOpened) -> None:
    poll = workshop.polls[event.round]
    poll.opened = event.ballots
    for ballot in event.ballots:
        for option, mark in ballot.items():
            _count(poll.tallies[option], mark, 1)
    _round(workshop, event.round, box_seq=recorded.seq, last_seq=recorded.seq)


def _count(tally: dict[int, int], mark: int, more: int) -> None:
    tally[mark] = tally.get(mark, 0) + more
    if not tally[mark]:
        del tally[mark]


def _restore(workshop: Workshop, recorded: Recorded, round_id: RoundId) -> None:
    """Let a round stand again that was set aside; one that was still open is closed by it."""
    found = workshop.rounds[round_id]
    _round(
        workshop,
        round_id,
        void_reason=None,
        closed_seq=found.closed_seq or recorded.seq,
        closed_at=found.closed_at or recorded.at,
        drawn_seq=found.drawn_seq or recorded.seq,
        last_seq=found.last_seq or recorded.seq,
    )


def _late(workshop: Workshop, recorded: Recorded, round_id: RoundId) -> None:
    """Note that the count of a closed round rests on this too."""
    if workshop.rounds[round_id].closed_seq is not None:
        _round(workshop, round_id, last_seq=recorded.seq)


def _record_totals(poll: Poll, recorded: Recorded, event: e.TotalsRecorded) -> None:
    _release(poll, event.totals)
    poll.voted_seq = recorded.seq
    poll.counted_in.update(dict.fromkeys(event.voters, event.totals))
    poll.totals[event.totals] = Totals(
        id=event.totals,
        counted=event.counted,
        table=event.table,
        voters=event.voters,
        people=event.people,
        cast=event.cast,
        counts=event.counts,
        by=recorded.by,
        at=recorded.at,
        said_at=recorded.said_at,
        seq=recorded.seq,
        paper=event.paper,
    )


def _release(poll: Poll, totals_id: TotalsId) -> None:
    """Let those vote again whom a count stood for."""
    known = poll.totals.get(totals_id)
    if known is not None and known.stands:
        for voter in known.voters:
            poll.counted_in.pop(voter, None)


def _create(workshop: Workshop, recorded: Recorded, event: e.WorkshopCreated) -> None:
    workshop.title, workshop.question = event.title, event.question
    workshop.shape, workshop.sensitive = event.shape, event.sensitive
    workshop.timezone, workshop.language = event.timezone, event.language
    workshop.created_at, workshop.created_in = recorded.at, recorded.id


def _add_stage(workshop: Workshop, event: e.StageAdded) -> None:
    workshop.stages[event.stage] = Stage(
        id=event.stage,
        kind=event.kind,
        title=event.title,
        purpose=event.purpose,
        minutes=event.minutes,
        anonymous=event.anonymous,
        private=event.private,
        seen_by=event.seen_by,
    )
    workshop.agenda = moved(workshop.agenda, event.stage, event.before)


def _open_stage(workshop: Workshop, recorded: Recorded, event: e.StageOpened) -> None:
    first = workshop.stages[event.stage].opened_at or recorded.at
    _stage(workshop, event.stage, open=True, skipped=False, until=event.until, opened_at=first)
    if event.until is None:
        workshop.live_stage = event.stage
    elif workshop.live_stage == event.stage:
        workshop.live_stage = None


def _close_stage(workshop: Workshop, recorded: Recorded, stage: StageId) -> None:
    _stage(workshop, stage, open=False, until=None, closed_at=recorded.at)
    if workshop.live_stage == stage:
        workshop.live_stage = None
    if workshop.breakout is not None and workshop.breakouts[workshop.breakout].stage == stage:
        workshop.breakout = None


def _extend(workshop: Workshop, stage_id: StageId, minutes: int) -> None:
    stage = workshop.stages[stage_id]
    more_ms = minutes * 60_000
    ends_at = None if stage.timer_ends_at is None else stage.timer_ends_at + more_ms
    _stage(workshop, stage.id, minutes=max(0, stage.minutes + minutes), timer_ends_at=ends_at)


def _resume(workshop: Workshop, recorded: Recorded) -> None:
    rested_ms = recorded.at - (workshop.paused_at or recorded.at)
    workshop.paused_at = None
    for stage in workshop.stages.values():
        if stage.timer_ends_at is not None:
            _stage(workshop, stage.id, timer_ends_at=stage.timer_ends_at + rested_ms)
    for group in workshop.groups.values():
        _meeting(workshop, group.id, ends_at=_later(group.ends_at, rested_ms))
    for each in workshop.breakouts.values():
        ends_at, back_at = _later(each.ends_at, rested_ms), _later(each.back_at, rested_ms)
        _breakout(workshop, each.id, ends_at=ends_at, back_at=back_at)


def _later(at: int | None, by_ms: int) -> int | None:
    return None if at is None else at + by_ms


def _annotation(recorded: Recorded, event: e.MomentAnnotated) -> Annotation:
    return Annotation(
        id=event.annotation,
        by=recorded.who,
        moment=event.moment,
        group=event.group,
        seen_by=event.seen_by,
        text=event.text,
        at=recorded.at,
        seq=recorded.seq,
    )


def _spotlight(recorded: Recorded, event: e.SpotlightTurned) -> Spotlight | None:
    if event.kind is None or event.id is None:
        return None
    return Spotlight(kind=event.kind, id=event.id, seq=recorded.seq)


def _report(recorded: Recorded, event: e.ReportMade) -> Report:
    return Report(
        id=event.report,
        by=recorded.who,
        about=event.about,
        about_id=event.id,
        concern=event.concern,
        text=event.text,
        at=recorded.at,
    )


def _joined(workshop: Workshop, recorded: Recorded, event: e.ParticipantJoined) -> Participant:
    listed = workshop.door_list.get(event.participant)
    return Participant(
        id=event.participant,
        name=event.name,
        organisation=event.organisation,
        role=event.role,
        device=event.device,
        helper=event.helper,
        joined_at=recorded.at,
        table="" if listed is None else listed.table,
    )


def _waiting(recorded: Recorded, event: e.AdmissionAsked) -> Participant:
    return Participant(
        id=event.participant,
        name=event.name,
        organisation=event.organisation,
        role=event.role,
        device=True,
        helper=None,
        joined_at=recorded.at,
        came=False,
        waiting=True,
    )


def _admit(workshop: Workshop, recorded: Recorded, participant: ParticipantId) -> None:
    person = workshop.participants[participant]
    joined_at = person.joined_at if person.came else recorded.at
    _person(workshop, participant, waiting=False, came=True, joined_at=joined_at)


def _remove(workshop: Workshop, event: e.ParticipantRemoved) -> None:
    _person(
        workshop,
        event.participant,
        removed=True,
        banned=event.banned,
        removed_reason=event.reason,
        hand_at=0,
    )


def _note_running(workshop: Workshop, participant: ParticipantId, role: e.Role) -> None:
    if role in RUNNING:
        workshop.running[participant] = None
    else:
        workshop.running.pop(participant, None)


def _let_through(workshop: Workshop, recorded: Recorded, event: e.IdeasLetThrough) -> None:
    """Put them last, with the time of now: that they waited, and how long, is nobody's."""
    for each in event.ideas:
        idea = workshop.ideas.pop(each)
        workshop.ideas[each] = replace(
            idea, waiting=False, at=recorded.at, seq=recorded.seq, words_seq=recorded.seq
        )


def _erase(workshop: Workshop, participant: ParticipantId) -> None:
    workshop.door_list.pop(participant, None)
    workshop.exit_answers.pop(participant, None)
    workshop.links.pop(participant, None)
    gone = {"name": "", "table": "", "removed_reason": ""}
    _person(workshop, participant, **gone, erased=True, hand_at=0)


def _submitted(
    workshop: Workshop, recorded: Recorded, event: e.IdeaSubmitted | e.CardRecorded
) -> Idea:
    on_card = isinstance(event, e.CardRecorded)
    who = None if on_card else recorded.who
    author = workshop.participants.get(who) if who else None
    return Idea(
        id=event.idea,
        stage=event.stage,
        author=who,
        organisation=author.organisation if author else None,
        text=event.text,
        at=recorded.at,
        said_at=recorded.said_at,
        seq=recorded.seq,
        words_seq=recorded.seq,
        words_of=event.idea,
        lang=recorded.lang,
        waiting=workshop.intake == "held",
        group=recorded.group,
        on_card=on_card,
    )


def _reword(workshop: Workshop, recorded: Recorded, event: e.IdeaReworded) -> None:
    _idea(
        workshop,
        event.idea,
        text=event.text,
        words_seq=recorded.seq,
        words_of=event.idea,
        lang=recorded.lang,
        redacted=False,
        # Their author's new words end what was tidied in the old ones.
        tidied=None,
        tidied_seq=None,
        # New words wait like new ideas, or holding would be easy to get round.
        waiting=workshop.ideas[event.idea].waiting or workshop.intake == "held",
    )


def _redact(  # noqa: C901 - one case a kind of thing
    workshop: Workshop, recorded: Recorded, event: e.ContributionRedacted
) -> None:
    match event.kind:
        case "idea":
            _redact_idea(workshop, recorded.seq, IdeaId(event.id), event.text)
        case "theme":
            _redact_theme(workshop, ThemeId(event.id), event.text)
        case "round":
            _redact_round(workshop, RoundId(event.id), event.text)
        case "decision":
            _redact_decision(workshop, DecisionId(event.id), event.text)
        case "option":
            _redact_option(workshop, OptionId(event.id), event.text)
        case "report" | "note" | "annotation":
            _redact_beside(workshop, event)
        case "response":
            response = workshop.responses[ResponseId(event.id)]
            workshop.responses[response.id] = replace(
                response, why=event.text, post="", by_when="", seq=recorded.seq, redacted=True
            )
        case "reason":
            reason = workshop.reasons[ReasonId(event.id)]
            workshop.reasons[reason.id] = replace(
                reason, text=event.text, seq=recorded.seq, redacted=True
            )
        case _:
            assert_never(event.kind)


def _redact_beside(workshop: Workshop, event: e.ContributionRedacted) -> None:
    """Put other words in the place of what was written about the workshop, not in it."""
    if event.kind == "report":
        report = workshop.reports[ReportId(event.id)]
        workshop.reports[report.id] = replace(report, text=event.text, redacted=True)
    elif event.kind == "note":
        note = workshop.notes[NoteId(event.id)]
        workshop.notes[note.id] = replace(note, text=event.text, redacted=True)
    else:
        annotation = workshop.annotations[AnnotationId(event.id)]
        workshop.annotations[annotation.id] = replace(annotation, text=event.text, redacted=True)


def _redact_idea(workshop: Workshop, seq: int, idea_id: IdeaId, text: str) -> None:
    """Put other words in the place of an idea's, and of its copies' that were its own."""
    for idea in ideas_worded_by(workshop, idea_id):
        gone = {"tidied": None, "tidied_seq": None}
        _idea(workshop, idea.id, text=text, words_seq=seq, redacted=True, **gone)
    _redact_voted_words(workshop, idea_id, text)
    # A reason was destroyed with the words; that it was hidden was not.
    reason = None if workshop.ideas[idea_id].hidden_reason is None else ""
    _idea(workshop, idea_id, words_of=idea_id, hidden_reason=reason)


def _redact_theme(workshop: Workshop, theme_id: ThemeId, title: str) -> None:
    for theme in themes_worded_by(workshop, theme_id):
        _theme(workshop, theme.id, title=title, redacted=True)
    _redact_voted_words(workshop, theme_id, title)
    _theme(workshop, theme_id, words_of=theme_id)


def _redact_round(workshop: Workshop, round_id: RoundId, text: str) -> None:
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    _round(
        workshop,
        round_id,
        question=text,
        void_reason=_gone(found.void_reason),
        recount_reason=_gone(found.recount_reason),
        ring_fences=tuple(replace(each, name="") for each in found.ring_fences),
        redacted=True,
    )
    for each in tuple(poll.totals.values()):
        gone = _gone(each.withdrawn_reason)
        poll.totals[each.id] = replace(each, table="", withdrawn_reason=gone)


def _gone(reason: str | None) -> str | None:
    """Return what is left of a reason that was destroyed: that there was one."""
    return None if reason is None else ""


def _redact_decision(workshop: Workshop, decision_id: DecisionId, text: str) -> None:
    decision = workshop.decisions[decision_id]
    reason = None if decision.withdrawn_reason is None else ""
    workshop.decisions[decision_id] = replace(
        decision, text=text, reasons="", withdrawn_reason=reason, redacted=True
    )


def _redact_option(workshop: Workshop, option_id: OptionId, text: str) -> None:
    for poll in workshop.polls.values():
        for options in (poll.options, poll.withdrawn):
            option = options.get(option_id)
            if option is not None:
                options[option_id] = replace(option, text=text, voted_words=text, redacted=True)


def _redact_voted_words(workshop: Workshop, key: str, text: str) -> None:
    for poll in workshop.polls.values():
        for options in (poll.options, poll.withdrawn):
            for option in tuple(options.values()):
                if key in {option.id, option.voted_words_of}:
                    options[option.id] = replace(option, voted_words=text, voted_words_of=key)


def _join(workshop: Workshop, recorded: Recorded, event: e.IdeasJoined) -> None:
    """Put ideas with another, under its theme; those that were with them come along."""
    _part_from_heads(workshop, event.joined)
    theme = workshop.ideas[event.idea].theme
    for each in event.joined:
        brought = workshop.joined.pop(each, ())
        for one in (each, *brought):
            idea = workshop.ideas[one]
            parted = idea.theme if idea.joined_into is None else idea.parted_theme
            _idea(
                workshop,
                one,
                theme=theme,
                parted_theme=parted,
                joined_into=event.idea,
                joined_seq=recorded.seq,
            )
        held = workshop.joined.get(event.idea, ())
        workshop.joined[event.idea] = (*held, each, *brought)


def _part(workshop: Workshop, ideas: tuple[IdeaId, ...]) -> None:
    _part_from_heads(workshop, ideas)
    for each in ideas:
        idea = workshop.ideas[each]
        before = workshop.themes.get(idea.parted_theme) if idea.parted_theme else None
        gone = before is not None and not before.stands
        _idea(
            workshop,
            each,
            # Where its own theme is no more, it stays with what it was put with.
            theme=idea.theme if gone else idea.parted_theme,
            parted_theme=None,
            joined_into=None,
            joined_seq=None,
        )


def _part_from_heads(workshop: Workshop, ideas: tuple[IdeaId, ...]) -> None:
    for each in ideas:
        head = workshop.ideas[each].joined_into
        if head is not None:
            left = tuple(one for one in workshop.joined[head] if one != each)
            if left:
                workshop.joined[head] = left
            else:
                del workshop.joined[head]


def _response(recorded: Recorded, event: e.ResponseGiven) -> Response:
    return Response(
        id=event.response,
        about=event.about,
        about_id=event.id,
        organisation=event.organisation,
        stance=event.stance,
        why=event.why,
        post=event.post,
        by_when=event.by_when,
        at=recorded.at,
        seq=recorded.seq,
    )


def _merge(workshop: Workshop, event: e.ThemesMerged) -> None:
    for theme in event.merged:
        held = ideas_under(workshop, theme)
        _group(workshop, held, event.theme)
        _theme(workshop, theme, gone_into=event.theme, held=held)


def _dissolve(workshop: Workshop, theme: ThemeId) -> None:
    held = ideas_under(workshop, theme)
    _theme(workshop, theme, dissolved=True, held=held)
    _group(workshop, held, None)


def _split(workshop: Workshop, recorded: Recorded, event: e.ThemeSplit) -> None:
    workshop.themes[event.into] = Theme(
        id=event.into,
        stage=workshop.themes[event.theme].stage,
        title=event.title,
        seq=recorded.seq,
        words_of=event.into,
        group=workshop.themes[event.theme].group,
        split_from=event.theme,
    )
    _group(workshop, event.ideas, event.into)


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
    _breakout(
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
        _meeting(workshop, event.group, name=event.name, place=event.place, prompt=event.prompt)
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
        _breakout(workshop, event.breakout, groups=(*groups, event.group))


def _drop_group(workshop: Workshop, group: GroupId) -> None:
    breakout = workshop.breakouts[workshop.groups[group].breakout]
    _breakout(
        workshop,
        breakout.id,
        groups=tuple(each for each in breakout.groups if each != group),
        places={who: place for who, place in breakout.places.items() if place != group},
    )


def _assign(workshop: Workshop, event: e.PeopleAssigned) -> None:
    # Sorted, as the log gives them back: live and rebuilt, people stand in the same order.
    places = {**workshop.breakouts[event.breakout].places, **dict(sorted(event.places.items()))}
    kept = {who: place for who, place in places.items() if place is not None}
    _breakout(workshop, event.breakout, places=kept)
    for group in workshop.breakouts[event.breakout].groups:
        reporter = workshop.groups[group].reporter
        if reporter is not None and kept.get(reporter) != group:
            _meeting(workshop, group, reporter=None)
    for found in open_rounds_of(workshop, event.breakout):
        _off_the_roll(workshop, found, event.places)


def open_rounds_of(workshop: Workshop, breakout: BreakoutId) -> list[Round]:
    """Return the open votes on the boards of a breakout's groups."""
    groups = workshop.breakouts[breakout].groups
    return [each for each in workshop.rounds.values() if each.open and each.group in groups]


def _off_the_roll(workshop: Workshop, found: Round, moved: Iterable[ParticipantId]) -> None:
    """Take those off an open roll who went to another group; votes that were given stay."""
    poll = workshop.polls[found.id]
    for who in moved:
        voted = who in poll.voters or who in poll.counted_in
        if found.open_roll and not voted and not is_member(workshop, found.group, who):
            poll.roll.pop(who, None)


def _bar(workshop: Workshop, who: ParticipantId) -> None:
    """Take somebody with a new interest off the open votes that name it, with their ballot."""
    for found in workshop.rounds.values():
        poll = workshop.polls[found.id]
        barred = is_barred(workshop.participants[who], found.barring)
        # A hand counted with others, or a ballot in the box, cannot be told from theirs.
        stays = who in poll.counted_in or who in poll.voted
        if found.open and barred and not stays:
            poll.roll.pop(who, None)
            poll.typed_for.pop(who, None)
            for option, mark in poll.ballots.pop(who, {}).items():
                _end_reason(workshop, poll, who, option)
                # A still of an earlier version may share it.
                tally = poll.tallies[option] = dict(poll.tallies[option])
                _count(tally, mark, -1)


def _give_mandate(workshop: Workshop, recorded: Recorded, event: e.MandateGiven) -> None:
    workshop.mandates[event.organisation] = Mandate(
        organisation=event.organisation,
        participant=event.participant,
        capacity=event.capacity,
        by=recorded.by,
        at=recorded.at,
        seq=recorded.seq,
    )
    for found in workshop.rounds.values():
        poll = workshop.polls[found.id]
        before = poll.voices.get(event.organisation)
        if found.open and before not in {None, event.participant}:
            poll.voices = {**poll.voices, event.organisation: event.participant}
            _take_over(workshop, poll, ParticipantId(str(before)), event.participant)


def _hand_on(held: dict[ParticipantId, HeldT], before: ParticipantId, after: ParticipantId) -> None:
    if before in held:
        held[after] = held.pop(before)


def _take_over(workshop: Workshop, poll: Poll, before: ParticipantId, after: ParticipantId) -> None:
    """Give somebody another's seat in a vote, with the ballot as it stands."""
    poll.roll = {after if each == before else each: None for each in poll.roll}
    _hand_on(poll.ballots, before, after)
    _hand_on(poll.typed_for, before, after)
    _hand_on(poll.counted_in, before, after)
    for totals in tuple(poll.totals.values()):
        named = tuple(after if each == before else each for each in totals.voters)
        poll.totals[totals.id] = replace(totals, voters=named)
    for option in [option for who, option in poll.reasons if who == before]:
        reason = poll.reasons.pop((before, option))
        poll.reasons[after, option] = reason
        workshop.reasons[reason] = replace(workshop.reasons[reason], voter=after)


def _open_breakout(workshop: Workshop, recorded: Recorded, event: e.BreakoutOpened) -> None:
    first = workshop.breakouts[event.breakout].opened_at or recorded.at
    _breakout(workshop, event.breakout, open=True, opened_at=first, back_at=None)
    _time_groups(workshop, event.breakout, None, event.ends_at)
    workshop.breakout = event.breakout


def _close_breakout(workshop: Workshop, recorded: Recorded, breakout: BreakoutId) -> None:
    _breakout(workshop, breakout, open=False, closed_at=recorded.at, back_at=None)
    _time_groups(workshop, breakout, None, None)


def _time_groups(
    workshop: Workshop, breakout: BreakoutId, group: GroupId | None, ends_at: int | None
) -> None:
    if group is not None:
        _meeting(workshop, group, ends_at=ends_at)
        return
    _breakout(workshop, breakout, ends_at=ends_at)
    for each in workshop.breakouts[breakout].groups:
        _meeting(workshop, each, ends_at=ends_at)


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
            seq=recorded.seq,
            words_seq=recorded.seq,
        )
    for copied in event.themes:
        _group(workshop, _brought_before(workshop, copied.of), copied.theme)
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
        _theme(workshop, theme, taken_back=True)
        _group(workshop, ideas_under(workshop, theme), None)
    for idea in report.ideas:
        _idea(workshop, idea, taken_back=True)


def _open_round(workshop: Workshop, recorded: Recorded, event: e.RoundOpened) -> None:
    again = None if event.rerun_of is None else workshop.rounds[event.rerun_of]
    workshop.rounds[event.round] = Round(
        id=event.round,
        stage=event.stage,
        question=event.question,
        method=event.method,
        named_roll=event.named_roll,
        open_roll=event.open_roll,
        open_options=event.open_options,
        tally=event.tally,
        dots=event.dots,
        dots_per_option=event.dots_per_option,
        rerun_of=event.rerun_of,
        binding=event.binding,
        terms=event.terms,
        tie=event.tie,
        exclusions=event.exclusions,
        reasons=event.reasons,
        secret=event.secret,
        electorate=event.electorate,
        barring=event.barring,
        opened_seq=recorded.seq,
        opened_at=recorded.at,
        group=recorded.group if again is None else again.group,
    )
    poll = workshop.polls[event.round] = Poll(roll=dict.fromkeys(event.roll))
    if event.electorate == "organisations":
        spoken = voices(workshop)
        poll.voices = {each: voice for each, voice in spoken.items() if voice in poll.roll}


def _show_what_if(workshop: Workshop, recorded: Recorded, event: e.WhatIfShown) -> None:
    shown = WhatIf(
        supposes=event.supposes,
        by=event.by,
        of=event.of,
        version=event.version,
        ranking=event.ranking,
        seq=recorded.seq,
    )
    what_ifs = (*workshop.rounds[event.round].what_ifs, shown)
    _round(workshop, event.round, what_ifs=what_ifs)


def _hide_what_if(workshop: Workshop, event: e.WhatIfHidden) -> None:
    left = (
        each
        for each in workshop.rounds[event.round].what_ifs
        if (each.supposes, each.by, each.of) != (event.supposes, event.by, event.of)
    )
    _round(workshop, event.round, what_ifs=tuple(left))


def _note_standings(workshop: Workshop, round_id: RoundId) -> None:
    poll = workshop.polls[round_id]
    if not workshop.rounds[round_id].closed_at:
        people = (workshop.participants[each] for each in poll.roll)
        poll.stood = {each.id: Standing(each.organisation, each.role) for each in people}


def _add_option(workshop: Workshop, recorded: Recorded, event: e.OptionAdded) -> None:
    poll = workshop.polls[event.round]
    words, words_of = _words_of(workshop, event)
    poll.options[event.option] = Option(
        id=event.option,
        source=event.source,
        text=event.text,
        seq=recorded.seq,
        # Nobody can change them while the round is open.
        voted_words=words,
        voted_words_of=words_of,
        cost=event.cost,
        needs=event.needs,
    )
    poll.tallies[event.option] = {}
    poll.withdrawn.pop(event.option, None)


def _withdraw_option(poll: Poll, option: OptionId) -> None:
    poll.withdrawn[option] = poll.options.pop(option)
    del poll.tallies[option]


def _words_of(workshop: Workshop, event: e.OptionAdded) -> tuple[str, str]:
    """Return the words of an option, and under whose key they are."""
    match event.source:
        case "idea":
            idea = workshop.ideas[IdeaId(event.option)]
            return idea.words, idea.words_of
        case "theme":
            theme = workshop.themes[ThemeId(event.option)]
            return theme.title, theme.words_of
        case "text":
            return event.text, event.option
        case _:
            assert_never(event.source)


def _group(workshop: Workshop, ideas: tuple[IdeaId, ...], theme: ThemeId | None) -> None:
    """Put ideas under a theme, or none; what says the same as one of them goes along."""
    for idea in ideas:
        for each in (idea, *workshop.joined.get(idea, ())):
            _idea(workshop, each, theme=theme)


def _stage(workshop: Workshop, stage: StageId, **changes: object) -> None:
    workshop.stages[stage] = replace(workshop.stages[stage], **changes)  # type: ignore[arg-type]


def _person(workshop: Workshop, participant: ParticipantId, **changes: object) -> None:
    person = workshop.participants[participant]
    workshop.participants[participant] = replace(person, **changes)  # type: ignore[arg-type]


def _idea(workshop: Workshop, idea: IdeaId, **changes: object) -> None:
    workshop.ideas[idea] = replace(workshop.ideas[idea], **changes)  # type: ignore[arg-type]


def _theme(workshop: Workshop, theme: ThemeId, **changes: object) -> None:
    workshop.themes[theme] = replace(workshop.themes[theme], **changes)  # type: ignore[arg-type]


def _breakout(workshop: Workshop, breakout: BreakoutId, **changes: object) -> None:
    workshop.breakouts[breakout] = replace(workshop.breakouts[breakout], **changes)  # type: ignore[arg-type]


def _meeting(workshop: Workshop, group: GroupId, **changes: object) -> None:
    workshop.groups[group] = replace(workshop.groups[group], **changes)  # type: ignore[arg-type]


def _totals(workshop: Workshop, round_id: RoundId, totals_id: TotalsId, **changes: object) -> None:
    totals = workshop.polls[round_id].totals
    totals[totals_id] = replace(totals[totals_id], **changes)  # type: ignore[arg-type]


def _round(workshop: Workshop, round_id: RoundId, **changes: object) -> None:
    workshop.rounds[round_id] = replace(workshop.rounds[round_id], **changes)  # type: ignore[arg-type]
