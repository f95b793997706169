"""A command and the state give events, or a refusal: the index of all rules."""

from typing import assert_never

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
    ideas,
    links,
    mandates,
    needs,
    objections,
    opening,
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


def decide(workshop: Workshop, command: c.Command, act: Act) -> tuple[Event, ...]:  # noqa: C901, PLR0912, PLR0915 - one case a command, nothing else
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
    match command:
        case c.CastBallot():
            return ballots.cast_ballot(workshop, command, act)
        case c.SubmitIdea():
            return ideas.submit_idea(workshop, command, act)
        case c.RecordCard():
            return ideas.record_card(workshop, command, act)
        case c.CreateWorkshop():
            return sittings.create_workshop(workshop, command, act)
        case c.RetitleWorkshop():
            return sittings.retitle_workshop(workshop, command, act)
        case c.ChangeShape():
            return sittings.change_shape(workshop, command, act)
        case c.IssueJoinCode():
            return sittings.issue_join_code(workshop, command, act)
        case c.PlanSession():
            return sittings.plan_session(workshop, command, act)
        case c.CancelSession():
            return sittings.cancel_session(workshop, command, act)
        case c.NamePlace():
            return sittings.name_place(workshop, command, act)
        case c.NameLead():
            return sittings.name_lead(workshop, command, act)
        case c.MarkSensitive():
            return sittings.mark_sensitive(workshop, command, act)
        case c.TellAccessNeed():
            return access_needs.tell_access_need(workshop, command, act)
        case c.DeleteAccessNeed():
            return access_needs.delete_access_need(workshop, command, act)
        case c.PublishRecording():
            return sittings.publish_recording(workshop, command, act)
        case c.UnpublishRecording():
            return sittings.unpublish_recording(workshop, command, act)
        case c.NameAncestor():
            return ancestry.name_ancestor(workshop, command, act)
        case c.CloseWorkshop():
            return sittings.close_workshop(workshop, command, act)
        case c.ReopenWorkshop():
            return sittings.reopen_workshop(workshop, command, act)
        case c.AddStage():
            return agenda.add_stage(workshop, command, act)
        case c.ReviseStage():
            return agenda.revise_stage(workshop, command, act)
        case c.MoveStage():
            return agenda.move_stage(workshop, command, act)
        case c.SkipStage():
            return agenda.skip_stage(workshop, command, act)
        case c.OpenStage():
            return agenda.open_stage(workshop, command, act)
        case c.CloseStage():
            return agenda.close_stage(workshop, command, act)
        case c.ExtendStage():
            return agenda.extend_stage(workshop, command, act)
        case c.StartTimer():
            return agenda.start_timer(workshop, command, act)
        case c.StopTimer():
            return agenda.stop_timer(workshop, command, act)
        case c.EndTimer():
            return agenda.end_timer(workshop, command, act)
        case c.AddOrganisation():
            return participation.add_organisation(workshop, command, act)
        case c.RemoveOrganisation():
            return participation.remove_organisation(workshop, command, act)
        case c.AddArea():
            return areas.add_area(workshop, command, act)
        case c.RemoveArea():
            return areas.remove_area(workshop, command, act)
        case c.ChooseArea():
            return areas.choose_area(workshop, command, act)
        case c.JoinWorkshop():
            return participation.join_workshop(workshop, command, act)
        case c.AddParticipant():
            return participation.add_participant(workshop, command, act)
        case c.ListPeople():
            return door_list.list_people(workshop, command, act)
        case c.UnlistParticipant():
            return door_list.unlist_participant(workshop, command, act)
        case c.RecordArrival():
            return door_list.record_arrival(workshop, command, act)
        case c.SeatParticipant():
            return door_list.seat_participant(workshop, command, act)
        case c.ChangeDevice():
            return door_list.change_device(workshop, command, act)
        case c.LeaveWorkshop():
            return participation.leave_workshop(workshop, command, act)
        case c.ReturnToWorkshop():
            return participation.return_to_workshop(workshop, command, act)
        case c.RenameParticipant():
            return participation.rename_participant(workshop, command, act)
        case c.ChooseOrganisation():
            return participation.choose_organisation(workshop, command, act)
        case c.ChangeRole():
            return participation.change_role(workshop, command, act)
        case c.AssignHelper():
            return participation.assign_helper(workshop, command, act)
        case c.DeclareInterest():
            return participation.declare_interest(workshop, command, act)
        case c.EraseParticipant():
            return participation.erase_participant(workshop, command, act)
        case c.RewordIdea():
            return ideas.reword_idea(workshop, command, act)
        case c.WithdrawIdea():
            return ideas.withdraw_idea(workshop, command, act)
        case c.HideIdea():
            return ideas.hide_idea(workshop, command, act)
        case c.RestoreIdea():
            return ideas.restore_idea(workshop, command, act)
        case c.RevealIdeas():
            return ideas.reveal_ideas(workshop, command, act)
        case c.RedactContribution():
            return ideas.redact_contribution(workshop, command, act)
        case c.GroupIdeas():
            return themes.group_ideas(workshop, command, act)
        case c.NameTheme():
            return themes.name_theme(workshop, command, act)
        case c.UngroupIdeas():
            return themes.ungroup_ideas(workshop, command, act)
        case c.MergeThemes():
            return themes.merge_themes(workshop, command, act)
        case c.SplitTheme():
            return themes.split_theme(workshop, command, act)
        case c.DissolveTheme():
            return themes.dissolve_theme(workshop, command, act)
        case c.PlanBreakout():
            return breakouts.plan_breakout(workshop, command, act)
        case c.CancelBreakout():
            return breakouts.cancel_breakout(workshop, command, act)
        case c.AssignPeople():
            return breakouts.assign_people(workshop, command, act)
        case c.SpreadPeople():
            return breakouts.spread_people(workshop, command, act)
        case c.ChooseGroup():
            return breakouts.choose_group(workshop, command, act)
        case c.OpenBreakout():
            return breakouts.open_breakout(workshop, command, act)
        case c.CallBack():
            return breakouts.call_back(workshop, command, act)
        case c.EndBreakout():
            return breakouts.end_breakout(workshop, command, act)
        case c.StartGroupTimer():
            return breakouts.start_group_timer(workshop, command, act)
        case c.StopGroupTimer():
            return breakouts.stop_group_timer(workshop, command, act)
        case c.OpenBoards():
            return breakouts.open_boards(workshop, command, act)
        case c.CloseBoards():
            return breakouts.close_boards(workshop, command, act)
        case c.NameReporter():
            return breakouts.name_reporter(workshop, command, act)
        case c.TellGroups():
            return breakouts.tell_groups(workshop, command, act)
        case c.ReportBack():
            return breakouts.report_back(workshop, command, act)
        case c.WithdrawReportBack():
            return breakouts.withdraw_report_back(workshop, command, act)
        case c.OpenRound():
            return opening.open_round(workshop, command, act)
        case c.GiveMandate():
            return mandates.give_mandate(workshop, command, act)
        case c.WithdrawMandate():
            return mandates.withdraw_mandate(workshop, command, act)
        case c.DispenseInterest():
            return mandates.dispense_interest(workshop, command, act)
        case c.NameProxy():
            return proxies.name_proxy(workshop, command, act)
        case c.WithdrawProxy():
            return proxies.withdraw_proxy(workshop, command, act)
        case c.WithdrawWorry():
            return answering.withdraw_worry(workshop, command, act)
        case c.PutWorry():
            return answering.put_worry(workshop, command, act)
        case c.WithdrawDispensation():
            return mandates.withdraw_dispensation(workshop, command, act)
        case c.AddOption():
            return opening.add_option(workshop, command, act)
        case c.WithdrawOption():
            return opening.withdraw_option(workshop, command, act)
        case c.RecordTotals():
            return totals.record_totals(workshop, command, act)
        case c.ConfirmTotals():
            return totals.confirm_totals(workshop, command, act)
        case c.WithdrawTotals():
            return totals.withdraw_totals(workshop, command, act)
        case c.ReopenCount():
            return totals.reopen_count(workshop, command, act)
        case c.CastForChair():
            return counting.cast_for_chair(workshop, command, act)
        case c.CloseRound():
            return rounds.close_round(workshop, command, act)
        case c.OpenBallotBox():
            return ballot_box.open_ballot_box(workshop, command, act)
        case c.PublishResult():
            return counting.publish_result(workshop, command, act)
        case c.RevealResult():
            return rounds.reveal_result(workshop, command, act)
        case c.VoidRound():
            return rounds.void_round(workshop, command, act)
        case c.RerunRound():
            return opening.rerun_round(workshop, command, act)
        case c.RecordDecision():
            return rounds.record_decision(workshop, command, act)
        case c.WithdrawDecision():
            return rounds.withdraw_decision(workshop, command, act)
        case c.RestoreStage():
            return agenda.restore_stage(workshop, command, act)
        case c.ShortenStage():
            return agenda.shorten_stage(workshop, command, act)
        case c.PauseRoom():
            return conduct.pause_room(workshop, command, act)
        case c.ResumeRoom():
            return conduct.resume_room(workshop, command, act)
        case c.SetDoor():
            return door.set_door(workshop, command, act)
        case c.SetIntake():
            return conduct.set_intake(workshop, command, act)
        case c.TurnSpotlight():
            return conduct.turn_spotlight(workshop, command, act)
        case c.TakeBack():
            return _take_back(workshop, command, act)
        case c.RaiseHand():
            return conduct.raise_hand(workshop, command, act)
        case c.LowerHand():
            return conduct.lower_hand(workshop, command, act)
        case c.MakeReport():
            return confidences.make_report(workshop, command, act)
        case c.MarkReport():
            return confidences.mark_report(workshop, command, act)
        case c.IssueDisplayCode():
            return display.issue_display_code(workshop, command, act)
        case c.WithdrawDisplayCode():
            return display.withdraw_display_code(workshop, command, act)
        case c.DirectDisplay():
            return display.direct_display(workshop, command, act)
        case c.AnnotateMoment():
            return annotations.annotate_moment(workshop, command, act)
        case c.WithdrawAnnotation():
            return annotations.withdraw_annotation(workshop, command, act)
        case c.BeginPractice():
            return practice.begin_practice(workshop, command, act)
        case c.ThrowPracticeAway():
            return practice.throw_away(workshop, command, act)
        case c.WriteNote():
            return confidences.write_note(workshop, command, act)
        case c.WithdrawNote():
            return confidences.withdraw_note(workshop, command, act)
        case c.InviteFacilitator():
            return participation.invite_facilitator(workshop, command, act)
        case c.AdmitParticipants():
            return door.admit_participants(workshop, command, act)
        case c.WithdrawAdmission():
            return door.withdraw_admission(workshop, command, act)
        case c.MuteParticipant():
            return door.mute_participant(workshop, command, act)
        case c.UnmuteParticipant():
            return door.unmute_participant(workshop, command, act)
        case c.RemoveParticipant():
            return door.remove_participant(workshop, command, act)
        case c.ReadmitParticipant():
            return door.readmit_participant(workshop, command, act)
        case c.HandOver():
            return participation.hand_over(workshop, command, act)
        case c.WithdrawInterest():
            return participation.withdraw_interest(workshop, command, act)
        case c.ConcealIdeas():
            return ideas.conceal_ideas(workshop, command, act)
        case c.LetIdeasThrough():
            return ideas.let_ideas_through(workshop, command, act)
        case c.HoldIdeasBack():
            return ideas.hold_ideas_back(workshop, command, act)
        case c.ShowWhatIf():
            return supposing.show_what_if(workshop, command, act)
        case c.HideWhatIf():
            return supposing.hide_what_if(workshop, command, act)
        case c.ConcealResult():
            return rounds.conceal_result(workshop, command, act)
        case c.RestoreRound():
            return rounds.restore_round(workshop, command, act)
        case c.TidyIdea():
            return tidying.tidy_idea(workshop, command, act)
        case c.UntidyIdea():
            return tidying.untidy_idea(workshop, command, act)
        case c.JoinIdeas():
            return tidying.join_ideas(workshop, command, act)
        case c.PartIdeas():
            return tidying.part_ideas(workshop, command, act)
        case c.RestoreTheme():
            return themes.restore_theme(workshop, command, act)
        case c.CorrectOrganisation():
            return tidying.correct_organisation(workshop, command, act)
        case c.WordNextSteps():
            return closing.word_next_steps(workshop, command, act)
        case c.AskExitQuestion():
            return closing.ask_exit_question(workshop, command, act)
        case c.AnswerExit():
            return closing.answer_exit(workshop, command, act)
        case c.GiveContact():
            return closing.give_contact(workshop, command, act)
        case c.WithdrawContact():
            return closing.withdraw_contact(workshop, command, act)
        case c.GiveResponse():
            return responses.give_response(workshop, command, act)
        case c.WithdrawResponse():
            return responses.withdraw_response(workshop, command, act)
        case c.GrantDeskWork():
            return desk_work.grant_desk_work(workshop, command, act)
        case c.EndDeskWork():
            return desk_work.end_desk_work(workshop, command, act)
        case c.WithdrawEntry():
            appraisal.require_may_go(workshop, command.kind, command.id)
            return entries.withdraw_entry(workshop, command, act)
        case c.RestoreEntry():
            appraisal.require_may_go(workshop, command.kind, command.id)
            return entries.restore_entry(workshop, command, act)
        case c.StateNeed():
            return needs.state_need(workshop, command, act)
        case c.AddEvidence():
            return needs.add_evidence(workshop, command, act)
        case c.DescribePersona():
            return needs.describe_persona(workshop, command, act)
        case c.MapJourneyStep():
            return needs.map_journey_step(workshop, command, act)
        case c.MapAsset():
            return needs.map_asset(workshop, command, act)
        case c.RaiseBarrier():
            return needs.raise_barrier(workshop, command, act)
        case c.RecordSpending():
            return spending.record_spending(workshop, command, act)
        case c.CorrectSpendLine():
            return spending.correct_spend_line(workshop, command, act)
        case c.SetMilestone():
            return plan.set_milestone(workshop, command, act)
        case c.RecordRisk():
            return risks.record_risk(workshop, command, act)
        case c.AnswerNeeds():
            return needs.answer_needs(workshop, command, act)
        case c.DescribeDeliveryOption():
            return appraisal.describe_delivery_option(workshop, command, act)
        case c.SiftDeliveryOption():
            return appraisal.sift_delivery_option(workshop, command, act)
        case c.DescribeCriterion():
            return appraisal.describe_criterion(workshop, command, act)
        case c.LockCriteria():
            return appraisal.lock_criteria(workshop, command, act)
        case c.ScoreOption():
            return appraisal.score_option(workshop, command, act)
        case c.GiveOwnWeights():
            return appraisal.give_own_weights(workshop, command, act)
        case c.SelectPreferredOption():
            return appraisal.select_preferred_option(workshop, command, act)
        case c.WithdrawPreference():
            return appraisal.withdraw_preference(workshop, command, act)
        case c.RecordEstimate():
            return estimates.record_estimate(workshop, command, act)
        case c.CheckEstimate():
            return estimates.check_estimate(workshop, command, act)
        case c.SetRates():
            return estimates.set_rates(workshop, command, act)
        case c.DropRates():
            return estimates.drop_rates(workshop, command, act)
        case c.UncheckEstimate():
            return estimates.uncheck_estimate(workshop, command, act)
        case c.MakePledge():
            return pledges.make_pledge(workshop, command, act)
        case c.ConfirmPledge():
            return pledges.confirm_pledge(workshop, command, act)
        case c.UnconfirmPledge():
            return pledges.unconfirm_pledge(workshop, command, act)
        case c.IssueLink():
            return links.issue_link(workshop, command, act)
        case c.RevokeLink():
            return links.revoke_link(workshop, command, act)
        case c.PublishOutput():
            return publishing.publish_output(workshop, command, act)
        case c.WithdrawOutput():
            return publishing.withdraw_output(workshop, command, act)
        case c.DraftRedesign():
            return redesigns.draft_redesign(workshop, command, act)
        case c.ReviseRedesign():
            return redesigns.revise_redesign(workshop, command, act)
        case c.WithdrawRedesign():
            return redesigns.withdraw_redesign(workshop, command, act)
        case c.RestoreRedesign():
            return redesigns.restore_redesign(workshop, command, act)
        case c.ProposeAmendment():
            return amendments.propose_amendment(workshop, command, act)
        case c.RebaseAmendment():
            return amendments.rebase_amendment(workshop, command, act)
        case c.AcceptAmendment():
            return amendments.accept_amendment(workshop, command, act)
        case c.RejectAmendment():
            return amendments.reject_amendment(workshop, command, act)
        case c.WithdrawAmendment():
            return amendments.withdraw_amendment(workshop, command, act)
        case c.ReopenAmendment():
            return amendments.reopen_amendment(workshop, command, act)
        case c.RaiseObjection():
            return objections.raise_objection(workshop, command, act)
        case c.ResolveObjection():
            return objections.resolve_objection(workshop, command, act)
        case c.ReopenObjection():
            return objections.reopen_objection(workshop, command, act)
        case c.AssessEquality():
            return assurance.assess_equality(workshop, command, act)
        case c.SetAgreementTerms():
            return agreements.set_agreement_terms(workshop, command, act)
        case c.NameRoomVote():
            return agreements.name_room_vote(workshop, command, act)
        case c.NameSignatory():
            return signatories.name_signatory(workshop, command, act)
        case c.EndSignatory():
            return signatories.end_signatory(workshop, command, act)
        case c.TakePosition():
            return agreements.take_position(workshop, command, act)
        case c.WithdrawPosition():
            return agreements.withdraw_position(workshop, command, act)
        case c.MarkCondition():
            return agreements.mark_condition(workshop, command, act)
        case c.AgreeRedesign():
            return agreements.agree_redesign(workshop, command, act)
        case c.SetAgreementAside():
            return agreements.set_agreement_aside(workshop, command, act)
        case c.RecordFormalDecision():
            return agreements.record_formal_decision(workshop, command, act)
        case c.WithdrawFormalDecision():
            return agreements.withdraw_formal_decision(workshop, command, act)
        case _:
            assert_never(command)


def _take_back(workshop: Workshop, command: c.TakeBack, act: Act) -> tuple[Event, ...]:
    """Put everything back that an act changed, or nothing of it, by the rules of each."""
    found = taking_back.act_to_take_back(workshop, command)
    if participation.is_hand_over(found):
        return participation.take_back_hand_over(workshop, found, act)
    if taking_back.latest_own(workshop, act.by) is not found:
        require_running(workshop, act)
    backs = taking_back.commands_back(found, command)
    return tuple(event for each in backs for event in decide(workshop, each, act))
