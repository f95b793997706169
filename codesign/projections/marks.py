"""What happened when, without a word of what was said: one fold of the log.

Timelines and the sources of outputs are told from marks and a board. A mark
holds identifiers and times only; all words come from the board of the view
that asks, so that nothing told from here can quote what it may not see.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, assert_never

from codesign.domain import events as e
from codesign.domain.ids import GroupId
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import KINDS, SAID_BY, Workshop
from codesign.projections.confided import is_off_the_board
from codesign.projections.keys import Key
from codesign.projections.records.entries import COLLECTIONS
from codesign.projections.records.placing import board_of

WORKSHOP: Final[Key] = ("workshop", "workshop")


class Mark(NamedTuple):
    """One event: its version and time, what kind it was, and the record it is about.

    `group` is the group on whose board that record is, None for everybody's.
    """

    seq: int
    at: int
    kind: type[e.Event]
    about: Key
    group: GroupId | None = None


class Marks:
    """Every event but the ballots, what follows from a person's coming, and what no board shows."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_seq: dict[int, Mark] = {each.seq: each for each in marks}

    def take(self, workshop: Workshop, recorded: Recorded) -> None:
        """Note one event, already evolved into the workshop."""
        event = recorded.event
        if not isinstance(
            event, e.BallotCast | e.TurnoutRecorded | e.VoterAdded
        ) and not is_off_the_board(event):
            key = about(event)
            board = _board(workshop, key)
            self._by_seq[recorded.seq] = Mark(recorded.seq, recorded.at, type(event), key, board)

    def upto(self, seq: int) -> "Marks":
        """Return the marks of a version of the past."""
        return Marks(each for each in self._by_seq.values() if each.seq <= seq)

    def at(self, seq: int) -> Mark:
        """Return the mark of an event that has one."""
        return self._by_seq[seq]

    def find(self, seq: int) -> Mark | None:
        """Return the mark of an event, None where it has none."""
        return self._by_seq.get(seq)

    def of(self, *kinds: type[e.Event]) -> list[Mark]:
        """Return the marks of these kinds of events, oldest first."""
        return [each for each in self._by_seq.values() if each.kind in kinds]

    def last(self, key: Key, *kinds: type[e.Event]) -> Mark | None:
        """Return the last mark of these kinds about a record."""
        found = [each for each in self.of(*kinds) if each.about == key]
        return found[-1] if found else None


def _board(workshop: Workshop, key: Key) -> GroupId | None:
    # Of a redacted option the log does not name the round, and it may stand in several.
    return None if key[0] == "options" else board_of(workshop, *key)


def _collection(kind: e.Contribution) -> str:
    said = SAID_BY.get(kind)
    return f"{kind}s" if said is None else COLLECTIONS[KINDS[said]]


def about(event: e.Event) -> Key:  # noqa: C901, PLR0912, PLR0915 - one case a kind of event
    """Return the record an event is about, the first where there are several."""
    match event:
        case (
            e.IdeaSubmitted()
            | e.CardRecorded()
            | e.IdeaReworded()
            | e.IdeaWithdrawn()
            | e.IdeaHidden()
            | e.IdeaRestored()
            | e.IdeaTidied()
            | e.IdeaUntidied()
            | e.IdeasJoined()
        ):
            return ("ideas", event.idea)
        case e.IdeasUngrouped() | e.IdeasLetThrough() | e.IdeasHeldBack() | e.IdeasParted():
            return ("ideas", event.ideas[0])
        case e.ContributionRedacted():
            return (_collection(event.kind), event.id)
        case e.EntryWithdrawn() | e.EntryRestored():
            return (COLLECTIONS[event.kind], event.id)
        case (
            e.NeedStated()
            | e.EvidenceAdded()
            | e.PersonaDescribed()
            | e.JourneyStepMapped()
            | e.AssetMapped()
            | e.BarrierRaised()
            | e.SpendLineRecorded()
            | e.MilestoneSet()
            | e.RiskRecorded()
        ):
            kind = KINDS[type(event)]
            return (COLLECTIONS[kind], getattr(event, kind))
        case (
            e.DeliveryOptionDescribed()
            | e.CriterionDescribed()
            | e.OptionScored()
            | e.EstimateRecorded()
            | e.PledgeMade()
        ):
            kind = KINDS[type(event)]
            return (COLLECTIONS[kind], getattr(event, kind))
        case e.DeliveryOptionSifted() | e.DeliveryOptionRejected() | e.PreferredOptionSelected():
            return ("delivery_options", event.delivery_option)
        case e.CriteriaLocked() | e.OwnWeightsGiven() | e.PreferenceWithdrawn():
            return ("appraisals", event.redesign)
        case e.EstimateChecked() | e.EstimateUnchecked():
            return ("estimates", event.estimate)
        case e.PledgeConfirmed() | e.PledgeUnconfirmed():
            return ("pledges", event.pledge)
        case e.NeedsAnswered():
            return ("ideas", event.idea)
        case (
            e.ThemeFormed()
            | e.ThemeNamed()
            | e.ThemesMerged()
            | e.ThemeDissolved()
            | e.ThemeRestored()
            | e.IdeasGrouped()
        ):
            return ("themes", event.theme)
        case e.ThemeSplit():
            return ("themes", event.into)
        case (
            e.BallotCast()
            | e.TurnoutRecorded()
            | e.VoterAdded()
            | e.OptionAdded()
            | e.OptionWithdrawn()
            | e.RoundOpened()
            | e.RingFenceSet()
            | e.RoundClosed()
            | e.BallotBoxOpened()
            | e.BallotsFoundMissing()
            | e.ResultPublished()
            | e.ChairCast()
            | e.ResultRevealed()
            | e.ResultConcealed()
            | e.WhatIfShown()
            | e.WhatIfHidden()
            | e.CountReopened()
            | e.TotalsRecorded()
            | e.TotalsConfirmed()
            | e.TotalsWithdrawn()
            | e.RoundVoided()
            | e.RoundRestored()
        ):
            return ("rounds", event.round)
        case e.DecisionRecorded() | e.DecisionWithdrawn():
            return ("decisions", event.decision)
        case (
            e.ReasonGiven()
            | e.WorryWithdrawn()
            | e.WorryIntegrated()
            | e.WorryNotUpheld()
            | e.WorryReopened()
        ):
            return ("reasons", event.reason)
        case (
            e.RedesignDrafted() | e.RedesignRevised() | e.RedesignWithdrawn() | e.RedesignRestored()
        ):
            return ("redesigns", event.redesign)
        case (
            e.AmendmentProposed()
            | e.AmendmentRebased()
            | e.AmendmentResolved()
            | e.AmendmentReopened()
        ):
            return ("amendments", event.amendment)
        case e.AgreementTermsSet() | e.RoomVoteNamed() | e.RedesignAgreed() | e.AgreementSetAside():
            return ("agreements", event.redesign)
        case e.EqualityImpactRecorded():
            return ("equality_impacts", event.equality_impact)
        case e.PositionTaken() | e.PositionWithdrawn():
            return ("positions", event.position)
        case e.ConditionSet() | e.ConditionMarked():
            return ("conditions", event.condition)
        case e.FormalDecisionRecorded() | e.FormalDecisionWithdrawn():
            return ("formal_decisions", event.formal_decision)
        case e.ObjectionRaised() | e.ObjectionResolved() | e.ObjectionReopened():
            return ("objections", event.objection)
        case e.OutputPublished() | e.OutputWithdrawn():
            return ("outputs", event.output)
        case e.ResponseGiven() | e.ResponseWithdrawn():
            return ("responses", event.response)
        case (
            e.StageAdded()
            | e.StageRevised()
            | e.StageMoved()
            | e.StageSkipped()
            | e.StageRestored()
            | e.StageOpened()
            | e.StageClosed()
            | e.StageExtended()
            | e.StageShortened()
            | e.TimerStarted()
            | e.TimerStopped()
            | e.TimerEnded()
            | e.IdeasRevealed()
            | e.IdeasConcealed()
        ):
            return ("stages", event.stage)
        case (
            e.ParticipantJoined()
            | e.AdmissionAsked()
            | e.ParticipantAdmitted()
            | e.AdmissionWithdrawn()
            | e.ParticipantMuted()
            | e.ParticipantUnmuted()
            | e.ParticipantRemoved()
            | e.ParticipantReadmitted()
            | e.HandRaised()
            | e.HandLowered()
            | e.InterestWithdrawn()
            | e.ParticipantLeft()
            | e.ParticipantReturned()
            | e.ParticipantRenamed()
            | e.OrganisationChosen()
            | e.RoleChanged()
            | e.HelperAssigned()
            | e.InterestDeclared()
            | e.InterestDispensed()
            | e.DispensationWithdrawn()
            | e.AreaChosen()
            | e.ProxyNamed()
            | e.ProxyWithdrawn()
            | e.ParticipantErased()
            | e.ParticipantSeated()
            | e.DeviceChanged()
            | e.DeskWorkGranted()
            | e.DeskWorkEnded()
            | e.OrganisationCorrected()
            | e.ExitAnswered()
            | e.ExitAnswerWithdrawn()
            | e.ContactGiven()
            | e.ContactWithdrawn()
            | e.LinkIssued()
            | e.LinkRevoked()
        ):
            return ("participants", event.participant)
        case e.ReportMade() | e.ReportMarked():
            return ("reports", event.report)
        case e.NoteWritten() | e.NoteWithdrawn():
            return ("notes", event.note)
        case e.MomentAnnotated() | e.AnnotationWithdrawn():
            return ("annotations", event.annotation)
        case e.AccessNeedTold() | e.AccessNeedDeleted():
            return ("access_needs", event.need)
        case e.ParticipantListed() | e.ParticipantUnlisted():
            return ("door_list", event.participant)
        case (
            e.BreakoutPlanned()
            | e.BreakoutCancelled()
            | e.PeopleAssigned()
            | e.BreakoutOpened()
            | e.BreakoutCalledBack()
            | e.BreakoutClosed()
            | e.GroupTimerStarted()
            | e.GroupTimerStopped()
            | e.BoardsOpened()
            | e.BoardsClosed()
            | e.GroupsTold()
        ):
            return ("breakouts", event.breakout)
        case e.GroupPlanned() | e.GroupDropped() | e.ReporterNamed():
            return ("groups", event.group)
        case e.ReportedBack() | e.ReportBackWithdrawn():
            return ("report_backs", event.report_back)
        case (
            e.OrganisationAdded()
            | e.OrganisationRemoved()
            | e.MandateGiven()
            | e.MandateWithdrawn()
        ):
            return ("organisations", event.organisation)
        case e.AreaAdded() | e.AreaRemoved():
            return ("areas", event.area)
        case e.SessionPlanned() | e.SessionCancelled():
            return ("sessions", event.session)
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
            | e.AncestorNamed()
            | e.RoomPaused()
            | e.RoomResumed()
            | e.DoorChanged()
            | e.IntakeChanged()
            | e.SpotlightTurned()
            | e.DisplayCodeIssued()
            | e.DisplayCodeWithdrawn()
            | e.DisplayDirected()
            | e.PracticeBegun()
            | e.PracticeThrownAway()
            | e.NextStepsWorded()
            | e.RatesSet()
            | e.RatesDropped()
            | e.ExitQuestionAsked()
        ):
            return WORKSHOP
        case _:
            assert_never(event)
