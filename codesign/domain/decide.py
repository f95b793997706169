"""A command and the state give events, or a refusal: the index of all rules."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from codesign.domain import (
    access_needs,
    agenda,
    agreements,
    amendments,
    ancestry,
    annotations,
    answering,
    appraisal,
    areas,
    assurance,
    ballot_box,
    ballots,
    breakouts,
    closing,
    conduct,
    confidences,
    counting,
    desk_work,
    display,
    door,
    door_list,
    entries,
    estimates,
    handing_over,
    ideas,
    links,
    mandates,
    needs,
    objections,
    opening,
    organisations,
    participation,
    plan,
    pledges,
    practice,
    proxies,
    publishing,
    redesigns,
    responses,
    risks,
    rounds,
    signatories,
    sittings,
    spending,
    supposing,
    taking_back,
    themes,
    tidying,
    totals,
)
from codesign.domain import commands as c
from codesign.domain.act import Act
from codesign.domain.electorates import votes_by_proxy
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event
from codesign.domain.permissions import require_present, require_running
from codesign.domain.workshop import Workshop


def decide(workshop: Workshop, command: c.Command, act: Act) -> tuple[Event, ...]:
    """Return what happens; nothing when the command would change nothing.

    Raises:
        CommandRejectedError: with the code of the rule that refused it.
    """
    if not workshop.created and not isinstance(command, c.CreateWorkshop):
        raise CommandRejectedError("not_created")
    if act.said_at is not None and (
        act.via not in {"import", "desk"} or not 0 <= act.said_at <= act.at
    ):
        raise CommandRejectedError("time_not_allowed")
    by_proxy = isinstance(command, c.CastBallot) and votes_by_proxy(workshop, act.by, act.for_)
    if act.for_ is not None and not by_proxy:
        # Whatever is asked, the record never says that somebody acted for a person
        # whom they do not help, or vote for.
        require_present(workshop, act)
    # Nor that it was at the board of a group where they are not.
    breakouts.place_of(workshop, act)
    return RULES[type(command)](workshop, command, act)


def _take_back(workshop: Workshop, command: c.TakeBack, act: Act) -> tuple[Event, ...]:
    """Put everything back that an act changed, or nothing of it, by the rules of each."""
    found = taking_back.act_to_take_back(workshop, command)
    if handing_over.is_hand_over(found):
        return handing_over.take_back_hand_over(workshop, found, act)
    if taking_back.latest_own(workshop, act.by) is not found:
        require_running(workshop, act)
    backs = taking_back.commands_back(found, command)
    return tuple(event for each in backs for event in decide(workshop, each, act))


def _withdraw_entry(workshop: Workshop, command: c.WithdrawEntry, act: Act) -> tuple[Event, ...]:
    appraisal.require_may_go(workshop, command.kind, command.id)
    return entries.withdraw_entry(workshop, command, act)


def _restore_entry(workshop: Workshop, command: c.RestoreEntry, act: Act) -> tuple[Event, ...]:
    appraisal.require_may_go(workshop, command.kind, command.id)
    return entries.restore_entry(workshop, command, act)


_Asked = TypeVar("_Asked", bound=c.Command)
_Rule = Callable[[Workshop, _Asked, Act], tuple[Event, ...]]


def _rule(kind: type[_Asked], rule: _Rule[_Asked]) -> tuple[type, _Rule[Any]]:
    """Pair a command with its rule, so that the type checker sees that the rule is of it."""
    return kind, rule


# The rule of each command, the topics in the order of `commands`. A table, since a match of two
# hundred cases is looked through one by one, and costs the type checker more than a minute.
RULES: Final[Mapping[type, _Rule[Any]]] = dict(
    (
        # --- workshop
        _rule(c.CreateWorkshop, sittings.create_workshop),
        _rule(c.RetitleWorkshop, sittings.retitle_workshop),
        _rule(c.ChangeShape, sittings.change_shape),
        _rule(c.IssueJoinCode, sittings.issue_join_code),
        _rule(c.PlanSession, sittings.plan_session),
        _rule(c.CancelSession, sittings.cancel_session),
        _rule(c.NamePlace, sittings.name_place),
        _rule(c.NameLead, sittings.name_lead),
        _rule(c.MarkSensitive, sittings.mark_sensitive),
        _rule(c.TellAccessNeed, access_needs.tell_access_need),
        _rule(c.DeleteAccessNeed, access_needs.delete_access_need),
        _rule(c.PublishRecording, sittings.publish_recording),
        _rule(c.UnpublishRecording, sittings.unpublish_recording),
        _rule(c.NameAncestor, ancestry.name_ancestor),
        _rule(c.CloseWorkshop, sittings.close_workshop),
        _rule(c.ReopenWorkshop, sittings.reopen_workshop),
        # --- agenda
        _rule(c.AddStage, agenda.add_stage),
        _rule(c.ReviseStage, agenda.revise_stage),
        _rule(c.MoveStage, agenda.move_stage),
        _rule(c.SkipStage, agenda.skip_stage),
        _rule(c.OpenStage, agenda.open_stage),
        _rule(c.CloseStage, agenda.close_stage),
        _rule(c.ExtendStage, agenda.extend_stage),
        _rule(c.StartTimer, agenda.start_timer),
        _rule(c.StopTimer, agenda.stop_timer),
        _rule(c.EndTimer, agenda.end_timer),
        _rule(c.RestoreStage, agenda.restore_stage),
        _rule(c.ShortenStage, agenda.shorten_stage),
        # --- conduct
        _rule(c.PauseRoom, conduct.pause_room),
        _rule(c.ResumeRoom, conduct.resume_room),
        _rule(c.SetDoor, door.set_door),
        _rule(c.SetIntake, conduct.set_intake),
        _rule(c.TurnSpotlight, conduct.turn_spotlight),
        _rule(c.TakeBack, _take_back),
        _rule(c.RaiseHand, conduct.raise_hand),
        _rule(c.LowerHand, conduct.lower_hand),
        _rule(c.MakeReport, confidences.make_report),
        _rule(c.MarkReport, confidences.mark_report),
        _rule(c.IssueDisplayCode, display.issue_display_code),
        _rule(c.WithdrawDisplayCode, display.withdraw_display_code),
        _rule(c.DirectDisplay, display.direct_display),
        _rule(c.AnnotateMoment, annotations.annotate_moment),
        _rule(c.WithdrawAnnotation, annotations.withdraw_annotation),
        _rule(c.BeginPractice, practice.begin_practice),
        _rule(c.ThrowPracticeAway, practice.throw_away),
        _rule(c.WriteNote, confidences.write_note),
        _rule(c.WithdrawNote, confidences.withdraw_note),
        # --- people
        _rule(c.AddOrganisation, organisations.add_organisation),
        _rule(c.RemoveOrganisation, organisations.remove_organisation),
        _rule(c.AddArea, areas.add_area),
        _rule(c.RemoveArea, areas.remove_area),
        _rule(c.ChooseArea, areas.choose_area),
        _rule(c.JoinWorkshop, participation.join_workshop),
        _rule(c.AddParticipant, participation.add_participant),
        _rule(c.ListPeople, door_list.list_people),
        _rule(c.UnlistParticipant, door_list.unlist_participant),
        _rule(c.RecordArrival, door_list.record_arrival),
        _rule(c.SeatParticipant, door_list.seat_participant),
        _rule(c.ChangeDevice, door_list.change_device),
        _rule(c.LeaveWorkshop, participation.leave_workshop),
        _rule(c.ReturnToWorkshop, participation.return_to_workshop),
        _rule(c.RenameParticipant, participation.rename_participant),
        _rule(c.ChooseOrganisation, participation.choose_organisation),
        _rule(c.ChangeRole, participation.change_role),
        _rule(c.AssignHelper, participation.assign_helper),
        _rule(c.DeclareInterest, participation.declare_interest),
        _rule(c.EraseParticipant, participation.erase_participant),
        _rule(c.GiveMandate, mandates.give_mandate),
        _rule(c.WithdrawMandate, mandates.withdraw_mandate),
        _rule(c.DispenseInterest, mandates.dispense_interest),
        _rule(c.NameProxy, proxies.name_proxy),
        _rule(c.WithdrawProxy, proxies.withdraw_proxy),
        _rule(c.WithdrawDispensation, mandates.withdraw_dispensation),
        _rule(c.InviteFacilitator, participation.invite_facilitator),
        _rule(c.AdmitParticipants, door.admit_participants),
        _rule(c.WithdrawAdmission, door.withdraw_admission),
        _rule(c.MuteParticipant, door.mute_participant),
        _rule(c.UnmuteParticipant, door.unmute_participant),
        _rule(c.RemoveParticipant, door.remove_participant),
        _rule(c.ReadmitParticipant, door.readmit_participant),
        _rule(c.HandOver, handing_over.hand_over),
        _rule(c.WithdrawInterest, participation.withdraw_interest),
        _rule(c.CorrectOrganisation, tidying.correct_organisation),
        _rule(c.GrantDeskWork, desk_work.grant_desk_work),
        _rule(c.EndDeskWork, desk_work.end_desk_work),
        # --- ideas
        _rule(c.SubmitIdea, ideas.submit_idea),
        _rule(c.RecordCard, ideas.record_card),
        _rule(c.RewordIdea, ideas.reword_idea),
        _rule(c.WithdrawIdea, ideas.withdraw_idea),
        _rule(c.HideIdea, ideas.hide_idea),
        _rule(c.RestoreIdea, ideas.restore_idea),
        _rule(c.RevealIdeas, ideas.reveal_ideas),
        _rule(c.RedactContribution, ideas.redact_contribution),
        _rule(c.GroupIdeas, themes.group_ideas),
        _rule(c.NameTheme, themes.name_theme),
        _rule(c.UngroupIdeas, themes.ungroup_ideas),
        _rule(c.MergeThemes, themes.merge_themes),
        _rule(c.SplitTheme, themes.split_theme),
        _rule(c.DissolveTheme, themes.dissolve_theme),
        _rule(c.ConcealIdeas, ideas.conceal_ideas),
        _rule(c.LetIdeasThrough, ideas.let_ideas_through),
        _rule(c.HoldIdeasBack, ideas.hold_ideas_back),
        _rule(c.TidyIdea, tidying.tidy_idea),
        _rule(c.UntidyIdea, tidying.untidy_idea),
        _rule(c.JoinIdeas, tidying.join_ideas),
        _rule(c.PartIdeas, tidying.part_ideas),
        # --- breakouts and their groups
        _rule(c.PlanBreakout, breakouts.plan_breakout),
        _rule(c.CancelBreakout, breakouts.cancel_breakout),
        _rule(c.AssignPeople, breakouts.assign_people),
        _rule(c.SpreadPeople, breakouts.spread_people),
        _rule(c.ChooseGroup, breakouts.choose_group),
        _rule(c.OpenBreakout, breakouts.open_breakout),
        _rule(c.CallBack, breakouts.call_back),
        _rule(c.EndBreakout, breakouts.end_breakout),
        _rule(c.StartGroupTimer, breakouts.start_group_timer),
        _rule(c.StopGroupTimer, breakouts.stop_group_timer),
        _rule(c.OpenBoards, breakouts.open_boards),
        _rule(c.CloseBoards, breakouts.close_boards),
        _rule(c.NameReporter, breakouts.name_reporter),
        _rule(c.TellGroups, breakouts.tell_groups),
        _rule(c.ReportBack, breakouts.report_back),
        _rule(c.WithdrawReportBack, breakouts.withdraw_report_back),
        _rule(c.RestoreTheme, themes.restore_theme),
        # --- rounds
        _rule(c.CastBallot, ballots.cast_ballot),
        _rule(c.OpenRound, opening.open_round),
        _rule(c.WithdrawWorry, answering.withdraw_worry),
        _rule(c.PutWorry, answering.put_worry),
        _rule(c.AddOption, opening.add_option),
        _rule(c.WithdrawOption, opening.withdraw_option),
        _rule(c.RecordTotals, totals.record_totals),
        _rule(c.ConfirmTotals, totals.confirm_totals),
        _rule(c.WithdrawTotals, totals.withdraw_totals),
        _rule(c.ReopenCount, totals.reopen_count),
        _rule(c.CastForChair, counting.cast_for_chair),
        _rule(c.CloseRound, rounds.close_round),
        _rule(c.OpenBallotBox, ballot_box.open_ballot_box),
        _rule(c.PublishResult, counting.publish_result),
        _rule(c.RevealResult, rounds.reveal_result),
        _rule(c.VoidRound, rounds.void_round),
        _rule(c.RerunRound, opening.rerun_round),
        _rule(c.RecordDecision, rounds.record_decision),
        _rule(c.WithdrawDecision, rounds.withdraw_decision),
        _rule(c.ShowWhatIf, supposing.show_what_if),
        _rule(c.HideWhatIf, supposing.hide_what_if),
        _rule(c.ConcealResult, rounds.conceal_result),
        _rule(c.RestoreRound, rounds.restore_round),
        # --- redesigns
        _rule(c.DraftRedesign, redesigns.draft_redesign),
        _rule(c.ReviseRedesign, redesigns.revise_redesign),
        _rule(c.WithdrawRedesign, redesigns.withdraw_redesign),
        _rule(c.RestoreRedesign, redesigns.restore_redesign),
        _rule(c.ProposeAmendment, amendments.propose_amendment),
        _rule(c.RebaseAmendment, amendments.rebase_amendment),
        _rule(c.AcceptAmendment, amendments.accept_amendment),
        _rule(c.RejectAmendment, amendments.reject_amendment),
        _rule(c.WithdrawAmendment, amendments.withdraw_amendment),
        _rule(c.ReopenAmendment, amendments.reopen_amendment),
        _rule(c.RaiseObjection, objections.raise_objection),
        _rule(c.ResolveObjection, objections.resolve_objection),
        _rule(c.ReopenObjection, objections.reopen_objection),
        # --- agreements
        _rule(c.SetAgreementTerms, agreements.set_agreement_terms),
        _rule(c.NameRoomVote, agreements.name_room_vote),
        _rule(c.NameSignatory, signatories.name_signatory),
        _rule(c.EndSignatory, signatories.end_signatory),
        _rule(c.TakePosition, agreements.take_position),
        _rule(c.WithdrawPosition, agreements.withdraw_position),
        _rule(c.MarkCondition, agreements.mark_condition),
        _rule(c.AgreeRedesign, agreements.agree_redesign),
        _rule(c.SetAgreementAside, agreements.set_agreement_aside),
        _rule(c.RecordFormalDecision, agreements.record_formal_decision),
        _rule(c.WithdrawFormalDecision, agreements.withdraw_formal_decision),
        # --- assurance
        _rule(c.AssessEquality, assurance.assess_equality),
        # --- afterwards
        _rule(c.WordNextSteps, closing.word_next_steps),
        _rule(c.AskExitQuestion, closing.ask_exit_question),
        _rule(c.AnswerExit, closing.answer_exit),
        _rule(c.GiveContact, closing.give_contact),
        _rule(c.WithdrawContact, closing.withdraw_contact),
        _rule(c.GiveResponse, responses.give_response),
        _rule(c.WithdrawResponse, responses.withdraw_response),
        _rule(c.IssueLink, links.issue_link),
        _rule(c.RevokeLink, links.revoke_link),
        # --- entries
        _rule(c.WithdrawEntry, _withdraw_entry),
        _rule(c.RestoreEntry, _restore_entry),
        # --- needs
        _rule(c.StateNeed, needs.state_need),
        _rule(c.AddEvidence, needs.add_evidence),
        _rule(c.DescribePersona, needs.describe_persona),
        _rule(c.MapJourneyStep, needs.map_journey_step),
        _rule(c.MapAsset, needs.map_asset),
        _rule(c.RaiseBarrier, needs.raise_barrier),
        _rule(c.AnswerNeeds, needs.answer_needs),
        # --- appraisal
        _rule(c.DescribeDeliveryOption, appraisal.describe_delivery_option),
        _rule(c.SiftDeliveryOption, appraisal.sift_delivery_option),
        _rule(c.DescribeCriterion, appraisal.describe_criterion),
        _rule(c.LockCriteria, appraisal.lock_criteria),
        _rule(c.ScoreOption, appraisal.score_option),
        _rule(c.GiveOwnWeights, appraisal.give_own_weights),
        _rule(c.SelectPreferredOption, appraisal.select_preferred_option),
        _rule(c.WithdrawPreference, appraisal.withdraw_preference),
        # --- estimates
        _rule(c.RecordEstimate, estimates.record_estimate),
        _rule(c.CheckEstimate, estimates.check_estimate),
        _rule(c.SetRates, estimates.set_rates),
        _rule(c.DropRates, estimates.drop_rates),
        _rule(c.UncheckEstimate, estimates.uncheck_estimate),
        # --- pledges
        _rule(c.MakePledge, pledges.make_pledge),
        _rule(c.ConfirmPledge, pledges.confirm_pledge),
        _rule(c.UnconfirmPledge, pledges.unconfirm_pledge),
        # --- publishing
        _rule(c.PublishOutput, publishing.publish_output),
        _rule(c.WithdrawOutput, publishing.withdraw_output),
        # --- spending
        _rule(c.RecordSpending, spending.record_spending),
        _rule(c.CorrectSpendLine, spending.correct_spend_line),
        # --- plan
        _rule(c.SetMilestone, plan.set_milestone),
        # --- risks
        _rule(c.RecordRisk, risks.record_risk),
    )
)
