"""The board of an audience: its records, and what each event changes in them.

`rendered` draws everything afresh; `changes` draws only what an event
touched. That both give the same board, for every event and view, is the
property the whole room rests on (tests/projections/test_convergence.py).
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, assert_never

from codesign.domain import events as e
from codesign.domain.events import View
from codesign.domain.evolve import ideas_under, ideas_worded_by, open_rounds_of, themes_worded_by
from codesign.domain.ids import (
    BreakoutId,
    GroupId,
    IdeaId,
    OptionId,
    OrganisationId,
    ParticipantId,
    ReportBackId,
    RoundId,
    StageId,
    ThemeId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.views import Audience, sees_board
from codesign.domain.workshop import Workshop
from codesign.projections.ops import Change, Op, Record, op
from codesign.projections.records import RENDERERS, board_of, option_key, totals_key

Key = tuple[str, str]
Records = dict[str, dict[str, Record]]

_WORKSHOP: Final[Key] = ("workshop", "workshop")
_SPOTLIGHT: Final[Key] = ("spotlight", "spotlight")


class Board:
    """What one audience sees; advances only with what is on disk."""

    def __init__(self, records: Records | None = None) -> None:
        """Start from given records, or empty."""
        self.records: Records = records or {collection: {} for collection in RENDERERS}

    def apply(self, changes: Iterable[Change]) -> list[Op]:
        """Take the changes in and return them as operations, without no-ops."""
        operations = []
        for collection, key, after in changes:
            records = self.records[collection]
            operation = op(collection, key, records.get(key), after)
            if operation is not None:
                operations.append(operation)
            if after is None:
                records.pop(key, None)
            else:
                records[key] = after
        return operations


def rendered(workshop: Workshop, view: View, group: GroupId | None = None) -> Board:
    """Return the board of an audience, drawn afresh."""
    board, audience = Board(), Audience(view, group)
    for collection, key in _everything(workshop):
        if not sees_board(workshop, board_of(workshop, collection, key), audience):
            continue
        record = RENDERERS[collection](workshop, key, view)
        if record is not None:
            board.records[collection][key] = record
    return board


def changes(
    workshop: Workshop, recorded: Recorded, view: View, group: GroupId | None = None
) -> list[Change]:
    """Return what the event, already evolved into the workshop, changed for an audience."""
    audience = Audience(view, group)
    keys = dict.fromkeys(touched(workshop, recorded.event))
    return project(workshop, keys, [audience])[audience]


def project(
    workshop: Workshop, keys: Iterable[Key], audiences: Collection[Audience]
) -> dict[Audience, list[Change]]:
    """Return how the things of these keys look to each audience now.

    Each thing is drawn once a view, however many groups there are.
    """
    told: dict[Audience, list[Change]] = {each: [] for each in audiences}
    views = {each.view for each in audiences}
    for collection, key in keys:
        looks = {view: RENDERERS[collection](workshop, key, view) for view in views}
        board = board_of(workshop, collection, key)
        for audience, changed in told.items():
            seen = sees_board(workshop, board, audience)
            changed.append((collection, key, looks[audience.view] if seen else None))
    return told


def _everything(workshop: Workshop) -> Iterator[Key]:
    if workshop.created:
        yield _WORKSHOP
    yield from (("sessions", each) for each in workshop.sessions)
    yield from (("stages", each) for each in workshop.stages)
    yield from (("organisations", each) for each in workshop.organisations)
    yield from (("participants", each) for each in workshop.participants)
    yield from (("door_list", each) for each in workshop.door_list)
    yield from (("ideas", each) for each in workshop.ideas)
    yield from (("themes", each) for each in workshop.themes)
    for round_id in workshop.rounds:
        yield from _whole_round(workshop, round_id)
        yield from _totals_of(workshop, round_id)
    yield from (("decisions", each) for each in workshop.decisions)
    yield from (("breakouts", each) for each in workshop.breakouts)
    yield from (("groups", each) for each in workshop.groups)
    yield from (("report_backs", each) for each in workshop.report_backs)
    yield from (("annotations", each) for each in workshop.annotations)
    yield from (("responses", each) for each in workshop.responses)
    if workshop.spotlight is not None:
        yield _SPOTLIGHT


def touched(workshop: Workshop, event: e.Event) -> Iterable[Key]:
    """Return the keys of all records the event, already evolved, may have changed."""
    keys = _touched(workshop, event)
    # Whatever happens may open what is in the spotlight to a view, or close it.
    return keys if workshop.spotlight is None else (*keys, _SPOTLIGHT)


def _touched(workshop: Workshop, event: e.Event) -> Iterable[Key]:  # noqa: C901, PLR0912, PLR0915 - one case a kind of event
    match event:
        case e.BallotCast():
            return _ballot_cast(workshop, event)
        case e.IdeaSubmitted() | e.CardRecorded():
            return [("ideas", event.idea), ("stages", event.stage)]
        case (
            e.ParticipantJoined()
            | e.ParticipantLeft()
            | e.ParticipantReturned()
            | e.ParticipantAdmitted()
            | e.AdmissionWithdrawn()
            | e.ParticipantRemoved()
            | e.ParticipantReadmitted()
        ):
            groups = _groups_of(workshop, event.participant)
            return [("participants", event.participant), _WORKSHOP, *groups]
        case e.ParticipantErased():
            own = [("participants", event.participant), ("door_list", event.participant)]
            return [*own, *_groups_of(workshop, event.participant)]
        case (
            e.ParticipantRenamed()
            | e.OrganisationChosen()
            | e.RoleChanged()
            | e.HelperAssigned()
            | e.InterestWithdrawn()
            | e.ParticipantSeated()
            | e.DeviceChanged()
        ):
            return [("participants", event.participant)]
        case e.ParticipantListed() | e.ParticipantUnlisted():
            return [("door_list", event.participant)]
        case (
            e.AdmissionAsked()
            | e.ParticipantMuted()
            | e.ParticipantUnmuted()
            | e.HandRaised()
            | e.HandLowered()
            | e.ReportMade()
            | e.ReportMarked()
            | e.NoteWritten()
            | e.NoteWithdrawn()
            | e.AccessNeedTold()
            | e.AccessNeedDeleted()
            | e.ExitAnswered()
            | e.ExitAnswerWithdrawn()
            | e.ContactGiven()
            | e.ContactWithdrawn()
            | e.LinkIssued()
            | e.LinkRevoked()
        ):
            # On no board: told to single people (mine.py).
            return []
        case e.SpotlightTurned():
            return [_SPOTLIGHT]
        case e.MomentAnnotated() | e.AnnotationWithdrawn():
            return [("annotations", event.annotation)]
        case e.InterestDeclared() | e.InterestDispensed():
            return [("participants", event.participant), *_barring(workshop)]
        case e.MandateGiven():
            return [("organisations", event.organisation), *_spoken(workshop, event.organisation)]
        case e.VoterAdded() | e.TurnoutRecorded():
            return [("rounds", event.round)]
        case e.BallotBoxOpened():
            # On no board: the count that follows tells it.
            return []
        case e.OptionAdded() | e.OptionWithdrawn():
            return [("options", option_key(event.round, event.option))]
        case (
            e.WorkshopCreated()
            | e.WorkshopRetitled()
            | e.ShapeChanged()
            | e.PlaceNamed()
            | e.LeadNamed()
            | e.SensitivityMarked()
            | e.JoinCodeIssued()
            | e.RecordingPublished()
            | e.RecordingUnpublished()
            | e.WorkshopClosed()
            | e.WorkshopReopened()
            | e.RoomPaused()
            | e.DoorChanged()
            | e.IntakeChanged()
            | e.DisplayCodeIssued()
            | e.DisplayCodeWithdrawn()
            | e.DisplayDirected()
            | e.PracticeBegun()
            | e.PracticeThrownAway()
            | e.NextStepsWorded()
            | e.ExitQuestionAsked()
        ):
            return [_WORKSHOP]
        case e.RoomResumed():
            return _timed(workshop)
        case e.SessionPlanned() | e.SessionCancelled():
            return [("sessions", event.session)]
        case e.StageAdded() | e.StageMoved():
            return [("stages", each) for each in workshop.stages]
        case (
            e.StageSkipped()
            | e.StageRestored()
            | e.StageExtended()
            | e.StageShortened()
            | e.TimerStarted()
            | e.TimerStopped()
            | e.TimerEnded()
        ):
            return [("stages", event.stage)]
        case e.StageOpened() | e.StageClosed():
            return [("stages", event.stage), _WORKSHOP]
        case e.StageRevised() | e.IdeasRevealed() | e.IdeasConcealed():
            return _all_of_stage(workshop, event.stage)
        case e.OrganisationAdded() | e.OrganisationRemoved():
            return [("organisations", event.organisation)]
        case e.IdeaReworded() | e.IdeaWithdrawn() | e.IdeaHidden() | e.IdeaRestored():
            stage = workshop.ideas[event.idea].stage
            return [*_idea_and_options(workshop, event.idea), ("stages", stage)]
        case e.IdeasLetThrough() | e.IdeasHeldBack():
            stages = {workshop.ideas[each].stage: None for each in event.ideas}
            return [
                *(key for each in event.ideas for key in _idea_and_options(workshop, each)),
                *(("stages", each) for each in stages),
            ]
        case e.IdeaTidied() | e.IdeaUntidied():
            return _idea_and_options(workshop, event.idea)
        case e.IdeasJoined():
            return _with_joined(workshop, (event.idea,))
        case e.IdeasParted():
            return [("ideas", each) for each in event.ideas]
        case e.OrganisationCorrected():
            person = ("participants", event.participant)
            return [person, *(("ideas", each) for each in event.ideas)]
        case e.ContributionRedacted():
            return _redacted(workshop, event)
        case e.ThemeFormed() | e.ThemeNamed():
            return _theme_and_options(workshop, event.theme)
        case e.IdeasGrouped() | e.IdeasUngrouped():
            return _with_joined(workshop, event.ideas)
        case e.ThemeRestored():
            return [
                *_theme_and_options(workshop, event.theme),
                *_with_joined(workshop, event.ideas),
                *_responses(workshop),
            ]
        case e.ThemesMerged():
            return _merged(workshop, event)
        case e.ThemeSplit():
            return [("themes", event.into), *_with_joined(workshop, event.ideas)]
        case e.ThemeDissolved():
            return [
                *_theme_and_options(workshop, event.theme),
                *(("ideas", each) for each in workshop.ideas),
                *_responses(workshop),
            ]
        case e.BreakoutPlanned() | e.BreakoutCancelled():
            return _breakout_and_groups(workshop, event.breakout)
        case e.GroupPlanned():
            return [("groups", event.group)]
        case e.GroupDropped():
            return _breakout_and_groups(workshop, workshop.groups[event.group].breakout)
        case e.ReporterNamed():
            return [("groups", event.group)]
        case e.PeopleAssigned():
            rounds = (("rounds", each.id) for each in open_rounds_of(workshop, event.breakout))
            return [*_breakout_and_groups(workshop, event.breakout), *rounds]
        case e.GroupTimerStarted() | e.GroupTimerStopped() | e.BreakoutClosed():
            return _breakout_and_groups(workshop, event.breakout)
        case e.BreakoutOpened():
            return [_WORKSHOP, *_breakout_and_groups(workshop, event.breakout)]
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
        case e.RoundOpened() | e.RingFenceSet():
            return [("rounds", event.round)]
        case e.TotalsRecorded() | e.TotalsConfirmed() | e.TotalsWithdrawn():
            return _totals(workshop, event)
        case (
            e.RoundClosed()
            | e.ResultPublished()
            | e.ChairCast()
            | e.ResultRevealed()
            | e.ResultConcealed()
            | e.WhatIfShown()
            | e.WhatIfHidden()
            | e.RoundVoided()
            | e.RoundRestored()
        ):
            return _whole_round(workshop, event.round)
        case e.CountReopened():
            # What is supposed of votes that asked the same may rest on groups they lose by it.
            supposed = (each.id for each in workshop.rounds.values() if each.what_ifs)
            return [
                *_whole_round(workshop, event.round),
                *(("results", each) for each in supposed),
            ]
        case e.DecisionRecorded() | e.DecisionWithdrawn():
            # It may rest on another vote now, which others see: so do the responses to it.
            return [("decisions", event.decision), *_responses(workshop)]
        case e.ReasonGiven():
            # It may stand in place of another that the same person gave.
            about = (event.round, event.option)
            reasons = workshop.reasons.values()
            return [("reasons", each.id) for each in reasons if (each.round, each.option) == about]
        case e.ResponseGiven() | e.ResponseWithdrawn():
            return [("responses", event.response)]
        case _:
            assert_never(event)


def _idea_and_options(workshop: Workshop, idea: IdeaId) -> Iterator[Key]:
    yield ("ideas", idea)
    yield from _options_for(workshop, OptionId(idea))


def _theme_and_options(workshop: Workshop, theme: ThemeId) -> Iterator[Key]:
    yield ("themes", theme)
    yield from _options_for(workshop, OptionId(theme))


def _options_for(workshop: Workshop, option: OptionId) -> Iterator[Key]:
    """Return the options that stand for an idea or a theme, in every round."""
    return (
        ("options", option_key(round_id, option))
        for round_id, poll in workshop.polls.items()
        if option in poll.options
    )


def _options_worded_by(workshop: Workshop, key: str) -> Iterator[Key]:
    """Return the options whose words may have been destroyed with those of an idea or a theme."""
    worded: set[str] = {each.id for each in ideas_worded_by(workshop, IdeaId(key))}
    worded.update(each.id for each in themes_worded_by(workshop, ThemeId(key)))
    return (
        ("options", option_key(round_id, option.id))
        for round_id, poll in workshop.polls.items()
        for option in poll.options.values()
        if option.voted_words_of == key or str(option.id) in worded
    )


def _with_joined(workshop: Workshop, ideas: Iterable[IdeaId]) -> Iterator[Key]:
    for each in ideas:
        yield ("ideas", each)
        yield from (("ideas", one) for one in workshop.joined.get(each, ()))


def _responses(workshop: Workshop) -> Iterator[Key]:
    return (("responses", each) for each in workshop.responses)


def _ballot_cast(workshop: Workshop, event: e.BallotCast) -> Iterable[Key]:
    yield ("rounds", event.round)
    if workshop.rounds[event.round].tally_shown:
        yield from (("options", option_key(event.round, each)) for each in event.marks)
        if workshop.rounds[event.round].reasons != "none":
            yield from _reasons(workshop, event.round)


def _totals(
    workshop: Workshop, event: e.TotalsRecorded | e.TotalsConfirmed | e.TotalsWithdrawn
) -> Iterator[Key]:
    yield ("totals", totals_key(event.round, event.totals))
    yield from _whole_round(workshop, event.round)


def _whole_round(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    yield ("rounds", round_id)
    yield from (
        ("options", option_key(round_id, each)) for each in workshop.polls[round_id].options
    )
    yield ("results", round_id)
    if workshop.rounds[round_id].reasons != "none":
        yield from _reasons(workshop, round_id)


def _barring(workshop: Workshop) -> Iterator[Key]:
    """Return the open votes that a new interest may take somebody off."""
    for each in workshop.rounds.values():
        if each.open and each.barring:
            yield from _whole_round(workshop, each.id)


def _spoken(workshop: Workshop, organisation: OrganisationId) -> Iterator[Key]:
    """Return what names who spoke for an organisation: its reasons, and counts of hands."""
    for round_id, poll in workshop.polls.items():
        if organisation in poll.voices:
            yield from _reasons(workshop, round_id)
            yield from _totals_of(workshop, round_id)


def _reasons(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    """Return the reasons in a round, those that ended too."""
    return (("reasons", each.id) for each in workshop.reasons.values() if each.round == round_id)


def _redacted(  # noqa: C901 - one case a kind of thing
    workshop: Workshop, event: e.ContributionRedacted
) -> Iterable[Key]:
    match event.kind:
        case "idea":
            ideas = [("ideas", each.id) for each in ideas_worded_by(workshop, IdeaId(event.id))]
            return [*ideas, *_options_worded_by(workshop, event.id)]
        case "theme":
            themes = [("themes", each.id) for each in themes_worded_by(workshop, ThemeId(event.id))]
            return [*themes, *_options_worded_by(workshop, event.id)]
        case "response":
            return [("responses", event.id)]
        case "round":
            return _redacted_round(workshop, RoundId(event.id))
        case "decision":
            return [("decisions", event.id)]
        case "reason":
            return [("reasons", event.id)]
        case "annotation":
            return [("annotations", event.id)]
        case "report" | "note":
            return []
        case "option":
            return [
                ("options", option_key(round_id, OptionId(event.id)))
                for round_id, poll in workshop.polls.items()
                if event.id in poll.options
            ]
        case _:
            assert_never(event.kind)


def _redacted_round(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    yield ("rounds", round_id)
    yield from _totals_of(workshop, round_id)


def _totals_of(workshop: Workshop, round_id: RoundId) -> Iterator[Key]:
    yield from (("totals", totals_key(round_id, each)) for each in workshop.polls[round_id].totals)


def _merged(workshop: Workshop, event: e.ThemesMerged) -> Iterable[Key]:
    for theme in (event.theme, *event.merged):
        yield from _theme_and_options(workshop, theme)
    yield from _responses(workshop)
    yield from (("ideas", each.id) for each in workshop.ideas.values() if each.theme == event.theme)


def _timed(workshop: Workshop) -> Iterator[Key]:
    yield _WORKSHOP
    yield from (("stages", each) for each in workshop.stages)
    yield from (("breakouts", each) for each in workshop.breakouts)
    yield from (("groups", each) for each in workshop.groups)


def _groups_of(workshop: Workshop, participant: ParticipantId) -> Iterator[Key]:
    for breakout in workshop.breakouts.values():
        if participant in breakout.places:
            yield ("groups", breakout.places[participant])


def _breakout_and_groups(workshop: Workshop, breakout: BreakoutId) -> Iterator[Key]:
    yield ("breakouts", breakout)
    yield from (
        ("groups", each.id) for each in workshop.groups.values() if each.breakout == breakout
    )


def _on_boards_of(workshop: Workshop, breakout: BreakoutId) -> Iterator[Key]:
    groups = {each.id for each in workshop.groups.values() if each.breakout == breakout}
    yield ("breakouts", breakout)
    yield from (key for key in _everything(workshop) if board_of(workshop, *key) in groups)


def _brought(workshop: Workshop, report_id: ReportBackId) -> Iterator[Key]:
    report = workshop.report_backs[report_id]
    yield ("report_backs", report_id)
    yield from _responses(workshop)
    for theme in report.themes:
        yield from _theme_and_options(workshop, theme)
        # Ideas that were brought before it now lie under it.
        yield from (("ideas", each) for each in ideas_under(workshop, theme))
    for each in report.ideas:
        yield from _idea_and_options(workshop, each)
        yield ("stages", workshop.ideas[each].stage)


def _all_of_stage(workshop: Workshop, stage: StageId) -> Iterator[Key]:
    yield ("stages", stage)
    for idea in workshop.ideas.values():
        if idea.stage == stage:
            yield from _idea_and_options(workshop, idea.id)
    for theme in workshop.themes.values():
        if theme.stage == stage:
            yield from _theme_and_options(workshop, theme.id)
    yield from _responses(workshop)
    rounds = [each.id for each in workshop.rounds.values() if each.stage == stage]
    for round_id in rounds:
        yield from _whole_round(workshop, round_id)
    yield from (
        ("decisions", each.id) for each in workshop.decisions.values() if each.round in rounds
    )
    for breakout in workshop.breakouts.values():
        if breakout.stage == stage:
            yield from _breakout_and_groups(workshop, breakout.id)
    yield from (("report_backs", each) for each in workshop.report_backs)
