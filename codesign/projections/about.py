"""Which record an event is about, of whatever kind it is."""

from collections.abc import Mapping
from typing import Final

from codesign.domain import events as e
from codesign.domain.workshop import KINDS, SAID_BY
from codesign.projections.keys import Key
from codesign.projections.records.entries import COLLECTIONS


def about(event: e.Event) -> Key:
    """Return the record an event is about, the first where there are several."""
    if isinstance(event, e.ContributionRedacted):
        return (_collection(event.kind), event.id)
    if isinstance(event, e.EntryWithdrawn | e.EntryRestored):
        return (COLLECTIONS[event.kind], event.id)
    collection, field = _ABOUT[type(event)]
    key = getattr(event, field) if field else collection
    return (collection, key[0] if isinstance(key, tuple) else key)


def _collection(kind: e.Contribution) -> str:
    said = SAID_BY.get(kind)
    return f"{kind}s" if said is None else COLLECTIONS[KINDS[said]]


# Which events are about a record of which collection, and in which field its identifier stands;
# of the workshop there is one record. A table, for the reason that `domain/decide.py` gives.
_NAMED: Final[Mapping[tuple[str, str], tuple[type, ...]]] = {
    ("ideas", "idea"): (
        e.IdeaSubmitted,
        e.CardRecorded,
        e.IdeaReworded,
        e.IdeaWithdrawn,
        e.IdeaHidden,
        e.IdeaRestored,
        e.IdeaTidied,
        e.IdeaUntidied,
        e.IdeasJoined,
        e.NeedsAnswered,
    ),
    ("ideas", "ideas"): (
        e.IdeasUngrouped,
        e.IdeasLetThrough,
        e.IdeasHeldBack,
        e.IdeasParted,
    ),
    ("delivery_options", "delivery_option"): (
        e.DeliveryOptionSifted,
        e.DeliveryOptionRejected,
        e.PreferredOptionSelected,
    ),
    ("appraisals", "redesign"): (
        e.CriteriaLocked,
        e.OwnWeightsGiven,
        e.PreferenceWithdrawn,
    ),
    ("estimates", "estimate"): (
        e.EstimateChecked,
        e.EstimateUnchecked,
    ),
    ("pledges", "pledge"): (
        e.PledgeConfirmed,
        e.PledgeUnconfirmed,
    ),
    ("themes", "theme"): (
        e.ThemeFormed,
        e.ThemeNamed,
        e.ThemesMerged,
        e.ThemeDissolved,
        e.ThemeRestored,
        e.IdeasGrouped,
    ),
    ("themes", "into"): (e.ThemeSplit,),
    ("rounds", "round"): (
        e.BallotCast,
        e.TurnoutRecorded,
        e.VoterAdded,
        e.OptionAdded,
        e.OptionWithdrawn,
        e.RoundOpened,
        e.RingFenceSet,
        e.RoundClosed,
        e.BallotBoxOpened,
        e.BallotsFoundMissing,
        e.ResultPublished,
        e.ChairCast,
        e.ResultRevealed,
        e.ResultConcealed,
        e.WhatIfShown,
        e.WhatIfHidden,
        e.CountReopened,
        e.TotalsRecorded,
        e.TotalsConfirmed,
        e.TotalsWithdrawn,
        e.RoundVoided,
        e.RoundRestored,
    ),
    ("decisions", "decision"): (
        e.DecisionRecorded,
        e.DecisionWithdrawn,
    ),
    ("reasons", "reason"): (
        e.ReasonGiven,
        e.WorryWithdrawn,
        e.WorryIntegrated,
        e.WorryNotUpheld,
        e.WorryReopened,
    ),
    ("redesigns", "redesign"): (
        e.RedesignDrafted,
        e.RedesignRevised,
        e.RedesignWithdrawn,
        e.RedesignRestored,
    ),
    ("amendments", "amendment"): (
        e.AmendmentProposed,
        e.AmendmentRebased,
        e.AmendmentResolved,
        e.AmendmentReopened,
    ),
    ("agreements", "redesign"): (
        e.AgreementTermsSet,
        e.RoomVoteNamed,
        e.RedesignAgreed,
        e.AgreementSetAside,
    ),
    ("equality_impacts", "equality_impact"): (e.EqualityImpactRecorded,),
    ("positions", "position"): (
        e.PositionTaken,
        e.PositionWithdrawn,
    ),
    ("conditions", "condition"): (
        e.ConditionSet,
        e.ConditionMarked,
    ),
    ("formal_decisions", "formal_decision"): (
        e.FormalDecisionRecorded,
        e.FormalDecisionWithdrawn,
    ),
    ("objections", "objection"): (
        e.ObjectionRaised,
        e.ObjectionResolved,
        e.ObjectionReopened,
    ),
    ("outputs", "output"): (
        e.OutputPublished,
        e.OutputWithdrawn,
    ),
    ("responses", "response"): (
        e.ResponseGiven,
        e.ResponseWithdrawn,
    ),
    ("stages", "stage"): (
        e.StageAdded,
        e.StageRevised,
        e.StageMoved,
        e.StageSkipped,
        e.StageRestored,
        e.StageOpened,
        e.StageClosed,
        e.StageExtended,
        e.StageShortened,
        e.TimerStarted,
        e.TimerStopped,
        e.TimerEnded,
        e.IdeasRevealed,
        e.IdeasConcealed,
    ),
    ("participants", "participant"): (
        e.ParticipantJoined,
        e.AdmissionAsked,
        e.ParticipantAdmitted,
        e.AdmissionWithdrawn,
        e.ParticipantMuted,
        e.ParticipantUnmuted,
        e.ParticipantRemoved,
        e.ParticipantReadmitted,
        e.HandRaised,
        e.HandLowered,
        e.InterestWithdrawn,
        e.ParticipantLeft,
        e.ParticipantReturned,
        e.ParticipantRenamed,
        e.OrganisationChosen,
        e.RoleChanged,
        e.HelperAssigned,
        e.InterestDeclared,
        e.InterestDispensed,
        e.DispensationWithdrawn,
        e.AreaChosen,
        e.ProxyNamed,
        e.ProxyWithdrawn,
        e.ParticipantErased,
        e.ParticipantSeated,
        e.DeviceChanged,
        e.DeskWorkGranted,
        e.DeskWorkEnded,
        e.OrganisationCorrected,
        e.ExitAnswered,
        e.ExitAnswerWithdrawn,
        e.ContactGiven,
        e.ContactWithdrawn,
        e.LinkIssued,
        e.LinkRevoked,
    ),
    ("reports", "report"): (
        e.ReportMade,
        e.ReportMarked,
    ),
    ("notes", "note"): (
        e.NoteWritten,
        e.NoteWithdrawn,
    ),
    ("annotations", "annotation"): (
        e.MomentAnnotated,
        e.AnnotationWithdrawn,
    ),
    ("access_needs", "need"): (
        e.AccessNeedTold,
        e.AccessNeedDeleted,
    ),
    ("door_list", "participant"): (
        e.ParticipantListed,
        e.ParticipantUnlisted,
    ),
    ("breakouts", "breakout"): (
        e.BreakoutPlanned,
        e.BreakoutCancelled,
        e.PeopleAssigned,
        e.BreakoutOpened,
        e.BreakoutCalledBack,
        e.BreakoutClosed,
        e.GroupTimerStarted,
        e.GroupTimerStopped,
        e.BoardsOpened,
        e.BoardsClosed,
        e.GroupsTold,
    ),
    ("groups", "group"): (
        e.GroupPlanned,
        e.GroupDropped,
        e.ReporterNamed,
    ),
    ("report_backs", "report_back"): (
        e.ReportedBack,
        e.ReportBackWithdrawn,
    ),
    ("organisations", "organisation"): (
        e.OrganisationAdded,
        e.OrganisationRemoved,
        e.MandateGiven,
        e.MandateWithdrawn,
    ),
    ("areas", "area"): (
        e.AreaAdded,
        e.AreaRemoved,
    ),
    ("sessions", "session"): (
        e.SessionPlanned,
        e.SessionCancelled,
    ),
    ("workshop", ""): (
        e.WorkshopCreated,
        e.WorkshopRetitled,
        e.ShapeChanged,
        e.PlaceNamed,
        e.LeadNamed,
        e.SensitivityMarked,
        e.JoinCodeIssued,
        e.RecordingPublished,
        e.RecordingUnpublished,
        e.WorkshopClosed,
        e.WorkshopReopened,
        e.AncestorNamed,
        e.RoomPaused,
        e.RoomResumed,
        e.DoorChanged,
        e.IntakeChanged,
        e.SpotlightTurned,
        e.DisplayCodeIssued,
        e.DisplayCodeWithdrawn,
        e.DisplayDirected,
        e.PracticeBegun,
        e.PracticeThrownAway,
        e.NextStepsWorded,
        e.RatesSet,
        e.RatesDropped,
        e.ExitQuestionAsked,
    ),
}
_ABOUT: Final[Mapping[type, tuple[str, str]]] = {
    **{kind: (COLLECTIONS[entry], entry) for kind, entry in KINDS.items()},
    **{kind: named for named, kinds in _NAMED.items() for kind in kinds},
}
