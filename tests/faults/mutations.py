"""Each protection switched off in turn: the tests named beside it must then fail.

A suite that cannot fail proves nothing. `python -m tests.faults.mutations` copies
the program, changes one place in the copy, runs the named tests against it and
says whether they noticed; with names, only those. Every protection has a row.
"""

import sys

from tests.faults.mutating import Mutation, main

MUTATIONS: tuple[Mutation, ...] = (
    Mutation(
        name="deleting what people need after the event",
        file="codesign/domain/agenda.py",
        text=" + access_needs.due(workshop)",
        replacement="",
        tests=(
            "tests/live/test_rousing.py::"
            "test_what_people_need_is_deleted_though_nobody_comes_any_more",
        ),
    ),
    Mutation(
        name="keeping the call among those inside where there is a lobby",
        file="codesign/web/joining.py",
        text='calls=found.workshop["door"] == "open"',
        replacement="calls=True",
        tests=(
            "tests/web/test_preparing.py::test_the_call_is_for_those_inside_where_there_is_a_lobby",
        ),
    ),
    Mutation(
        name="publishing by the lead organisation alone",
        file="codesign/domain/sittings.py",
        text="    if not act.is_system and not _leads(",
        replacement="    if False and not _leads(",
        tests=(
            "tests/domain/test_sittings.py::"
            "test_where_an_organisation_leads_only_its_facilitators_publish",
        ),
    ),
    Mutation(
        name="the memory of command ids",
        file="codesign/live/batch.py",
        text="        if known is not None:\n",
        replacement="        if known is not None and False:\n",
        tests=("tests/live/test_room.py::test_a_command_sent_twice_takes_effect_once_rule_c2",),
    ),
    Mutation(
        name="covering in a lineage of the past what was hidden later",
        file="codesign/projections/lineage.py",
        text="        return self._veil.over(collection, key, drawn)\n",
        replacement="        return drawn\n",
        tests=(
            "tests/projections/test_lineage.py::test_what_is_hidden_is_in_nobody_elses_lineage",
        ),
    ),
    Mutation(
        name="telling no step before what it joins was there for everybody",
        file="codesign/projections/lineage.py",
        text="        seq = max(derivation.seq, earlier.seq, later.seq)\n",
        replacement="        seq = derivation.seq\n",
        tests=(
            "tests/projections/test_lineage.py::"
            "test_how_long_an_idea_waited_to_be_let_through_is_in_no_step",
        ),
    ),
    # --- tables that persist, and the catalogue ----------------------------
    Mutation(
        name="keeping a table's position with its rows",
        file="codesign/store/sqlite_tables.py",
        text="                if not self._moved(step):\n                    return False\n",
        replacement="                if not self._moved(step):\n                    return False\n                self._writer.execute('COMMIT')\n                self._writer.execute('BEGIN')\n",
        tests=(
            "tests/store/test_tables.py::TestInAFile::test_rows_and_position_are_kept_together_or_not_at_all",
        ),
    ),
    Mutation(
        name="taking a table's step from the position it was thought at",
        file="codesign/store/sqlite_tables.py",
        text='    " WHERE number = ? AND position = ?"\n',
        replacement='    " WHERE number = ? AND ? IS NOT NULL"\n',
        tests=(
            "tests/store/test_tables.py::TestInAFile::test_of_two_that_follow_at_once_one_gets_the_step",
        ),
    ),
    Mutation(
        name="putting no table in place that is behind",
        file="codesign/store/sqlite_tables.py",
        text="            if before is not None and before[2] > made[2]:\n",
        replacement="            if False:\n",
        tests=(
            "tests/store/test_tables.py::TestInAFile::test_an_edition_that_is_behind_takes_nobodys_place",
        ),
    ),
    Mutation(
        name="leaving erased words nowhere in the tables",
        file="codesign/store/sqlite_tables.py",
        text="                if step.erasing:\n",
        replacement="                if False:\n",
        tests=(
            "tests/store/test_tables.py::TestInAFile::test_erased_words_lie_in_no_file_and_in_no_index",
        ),
    ),
    Mutation(
        name="leaving erased words nowhere in the index of words",
        file="codesign/store/sqlite_tables.py",
        text="            self._unclean = self._unclean or step.erasing\n",
        replacement="            self._unclean = False\n",
        tests=(
            "tests/store/test_tables.py::TestInAFile::test_erased_words_lie_in_no_file_and_in_no_index",
        ),
    ),
    Mutation(
        name="parking only the workshop that a table cannot take",
        file="codesign/store/following.py",
        text="            return self._parked(workshop, known, error)\n",
        replacement="            raise\n",
        tests=(
            "tests/store/test_following.py::TestInFiles::test_a_workshop_that_cannot_be_followed_is_parked_and_nobody_waits_for_it",
            "tests/faults/test_tables.py::test_a_workshop_that_cannot_be_followed_is_parked_shown_and_healed",
        ),
    ),
    Mutation(
        name="parking no workshop for what is no fault of it",
        file="codesign/store/following.py",
        text='            if isinstance(error, StorageError) and error.reason != "storage_damaged":\n',
        replacement="            if False:\n",
        tests=(
            "tests/store/test_following.py::TestInFiles::test_trouble_that_is_no_workshops_fault_parks_nobody_and_passes",
        ),
    ),
    Mutation(
        name="saying nothing of what anybody wrote in an error of the tables",
        file="codesign/store/following.py",
        text='    return f"{type(error).__name__}{where}"\n',
        replacement='    return f"{error!r}{where}"\n',
        tests=(
            "tests/store/test_following.py::TestInFiles::test_a_workshop_that_cannot_be_followed_is_parked_and_nobody_waits_for_it",
        ),
    ),
    Mutation(
        name="noticing that a log is another than the tables were drawn from",
        file="codesign/store/following.py",
        text="            if not news or (news[0].position, news[0].hash8) != (edition.position, edition.mark):\n",
        replacement="            if not news:\n",
        tests=(
            "tests/store/test_following.py::TestInFiles::test_a_log_that_is_another_is_noticed_and_the_tables_are_made_anew",
        ),
    ),
    Mutation(
        name="letting the rows of another server's dump be followed",
        file="codesign/store/postgresql.py",
        text="            self._make_restored_rows_ours()\n",
        replacement="",
        tests=(
            "tests/store/test_postgresql.py::test_rows_from_a_dump_of_another_server_can_be_followed",
        ),
    ),
    Mutation(
        name="keeping what is not public out of the catalogue",
        file="codesign/projections/catalogue.py",
        text="    if workshop.sensitive or workshop.practice is not None:\n",
        replacement="    if False:\n",
        tests=("tests/projections/test_catalogue.py::test_what_is_not_public_is_not_in_it",),
    ),
    Mutation(
        name="telling no figure of few people in the catalogue",
        file="codesign/projections/catalogue.py",
        text='            "people": came if came >= FEWEST else 0,\n',
        replacement='            "people": came,\n',
        tests=(
            "tests/web/test_catalogue.py::test_figures_are_added_up_by_place_and_tell_nothing_of_few",
        ),
    ),
    Mutation(
        name="naming what a workshop starts from by the server alone",
        file="codesign/domain/ancestry.py",
        text="    require_system(act)\n",
        replacement="",
        tests=(
            "tests/domain/test_ancestry.py::test_only_the_server_says_what_a_workshop_starts_from_and_it_stays_so",
        ),
    ),
    Mutation(
        name="destroying why an agreement was set aside",
        file="codesign/domain/evolve/ideas.py",
        text="            redact_agreement(workshop, RedesignId(event.id))\n",
        replacement="",
        tests=(
            "tests/domain/test_properties.py::test_a_room_remembers_what_is_read_again_when_everybodys_words_are_destroyed[agreeing-3]",
        ),
    ),
    Mutation(
        name="counting an act whose words are destroyed",
        file="codesign/domain/taking_back/grouping.py",
        text='    yield Step(("title", event.theme), back, event.theme, more=True)\n',
        replacement='    yield Step(("title", event.theme), back if back.title else None, event.theme, more=True)\n',
        tests=(
            "tests/domain/test_properties.py::test_a_room_remembers_what_is_read_again_when_everybodys_words_are_destroyed[anything-8]",
        ),
    ),
    Mutation(
        name="destroying a post in what takes a mandate back",
        file="codesign/domain/taking_back/__init__.py",
        text="worded & {*subject, _post_of(back)}",
        replacement="worded & {*subject}",
        tests=(
            "tests/domain/test_taking_back.py::test_a_post_is_destroyed_with_its_name_in_what_takes_a_mandate_back_too",
        ),
    ),
    # --- choices and money -------------------------------------------------
    Mutation(
        name="fixing criteria before anything is scored",
        file="codesign/domain/appraisal.py",
        text='    if lock is None:\n        raise CommandRejectedError("criteria_not_locked")\n',
        replacement="    assert lock is not None\n",
        tests=(
            "tests/domain/test_appraisal.py::"
            "test_invariant_4_nothing_is_scored_before_criteria_and_weights_are_locked",
        ),
    ),
    Mutation(
        name="voiding scores of an earlier lock",
        file="codesign/domain/appraisal.py",
        text="(said.redesign, said.lock) == (redesign, lock.number)",
        replacement="said.redesign == redesign",
        tests=(
            "tests/domain/test_appraisal.py::"
            "test_invariant_4_locking_anew_voids_the_scores_and_keeps_them_on_record",
        ),
    ),
    Mutation(
        name="a reason for every option that is not preferred",
        file="codesign/domain/appraisal.py",
        text="        if not given:\n",
        replacement="        if False and not given:\n",
        tests=(
            "tests/domain/test_appraisal.py::"
            "test_invariant_5_every_option_that_is_not_preferred_has_a_reason",
        ),
    ),
    Mutation(
        name="putting a suggested change to the version there is now",
        file="codesign/domain/amendments.py",
        text="    if found.version != of.now.number:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_redesigns.py::test_invariant_8_a_change_to_an_older_version_is_put_to_the_new_one_first",
        ),
    ),
    Mutation(
        name="accepting a suggested change at the desk alone",
        file="codesign/domain/amendments.py",
        text='the present one (invariant 8)."""\n    require_desk_work(workshop, act)\n',
        replacement='the present one (invariant 8)."""\n',
        tests=(
            "tests/domain/test_redesigns.py::test_invariant_8_an_accepted_change_makes_a_version",
        ),
    ),
    Mutation(
        name="leaving a suggested change to its author to take back",
        file="codesign/domain/amendments.py",
        text='    if require_contributor(workshop, act).id != found.author:\n        raise CommandRejectedError("not_yours")\n    return (AmendmentResolved(',
        replacement='    if False:\n        raise CommandRejectedError("not_yours")\n    return (AmendmentResolved(',
        tests=(
            "tests/domain/test_redesigns.py::test_a_change_is_taken_back_by_its_author_alone_and_taken_up_again",
        ),
    ),
    Mutation(
        name="changing only what is open of suggested changes",
        file="codesign/domain/amendments.py",
        text='    if found.state != "open":\n        raise',
        replacement="    if False:\n        raise",
        tests=(
            "tests/domain/test_redesigns.py::test_invariant_8_an_accepted_change_makes_a_version",
        ),
    ),
    Mutation(
        name="drafting a redesign as desk work",
        file="codesign/domain/redesigns.py",
        text='"""Draft a redesign: its version 1."""\n    require_desk_work(workshop, act)\n',
        replacement='"""Draft a redesign: its version 1."""\n',
        tests=("tests/domain/test_redesigns.py::test_nobody_else_drafts_or_revises",),
    ),
    Mutation(
        name="writing over no version that was not read",
        file="codesign/domain/redesigns.py",
        text="    if command.version != found.now.number:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_redesigns.py::test_nobody_writes_over_what_they_have_not_read",),
    ),
    Mutation(
        name="making no version that says the same",
        file="codesign/domain/redesigns.py",
        text="    if design == found.now.design and not found.now.redacted:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_redesigns.py::test_the_same_text_is_no_version",),
    ),
    Mutation(
        name="keeping a redesign from who may not see it",
        file="codesign/domain/redesigns.py",
        text="    if not sees_stage(workshop, found.stage, act.who):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_redesigns.py::test_who_may_not_see_a_redesign_is_told_that_there_is_none",
        ),
    ),
    Mutation(
        name="naming in a redesign only needs that are there",
        file="codesign/domain/redesigns.py",
        text='    require_entries(workshop, "need", tidied.needs, act, field="needs")\n',
        replacement="",
        tests=("tests/domain/test_redesigns.py::test_a_design_names_only_what_is_there",),
    ),
    Mutation(
        name="an apportionment within the whole",
        file="codesign/domain/spending.py",
        text='range(1, says.whole + 1), "bad_apportionment", field="parts"',
        replacement='range(says.whole + 9), "bad_apportionment", field="parts"',
        tests=(
            "tests/domain/test_spending.py::test_an_amount_that_does_not_fit_is_refused_beside_its_field_invariant_6",
        ),
    ),
    Mutation(
        name="putting a pasted table in whole or not at all",
        file="codesign/domain/spending.py",
        text="            raise _named(refused, row, len(command.rows)) from refused\n",
        replacement="            continue\n",
        tests=("tests/domain/test_spending.py::test_a_table_is_put_in_whole",),
    ),
    Mutation(
        name="putting an amount in once",
        file="codesign/domain/spending.py",
        text="    if key in taken or key in workshop.entries:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_spending.py::test_the_same_line_is_put_in_once",),
    ),
    Mutation(
        name="a reason for the correction of an amount",
        file="codesign/domain/spending.py",
        text='    reason = words(command.reason, field="reason")\n',
        replacement="    reason = command.reason\n",
        tests=("tests/domain/test_spending.py::test_a_correction_says_why_and_keeps_the_line",),
    ),
    Mutation(
        name="saying by what a bigger cost is shared out",
        file="codesign/domain/spending.py",
        text='    if (says.basis == "apportioned" or says.parts != says.whole) and not driver:\n',
        replacement="    if False:\n",
        tests=("tests/domain/test_spending.py::test_a_share_has_a_driver",),
    ),
    Mutation(
        name="counting no money twice that was passed on",
        file="codesign/methods/spend_count.py",
        text="        if passed_on:\n",
        replacement="        if False:\n",
        tests=(
            "tests/methods/test_spend_count.py::test_the_worked_count_is_57_7_million_with_the_transfer_netted",
        ),
    ),
    Mutation(
        name="stating needs in the stage for them",
        file="codesign/domain/needs.py",
        text='NEED_STAGES: Final[frozenset[StageKind]] = frozenset({"needs"})',
        replacement='NEED_STAGES: Final[frozenset[StageKind]] = frozenset({"needs", "vote"})',
        tests=("tests/domain/test_needs.py::test_needs_are_for_the_stage_of_needs_invariant_1",),
    ),
    Mutation(
        name="evidence graded from 1 to 6",
        file="codesign/domain/needs.py",
        text='    require_in(command.grade, GRADES, "bad_grade", field="grade")\n',
        replacement="",
        tests=(
            "tests/domain/test_needs.py::test_evidence_that_does_not_fit_is_refused_beside_its_field",
        ),
    ),
    Mutation(
        name="a mood from minus two to two",
        file="codesign/domain/needs.py",
        text='    require_in(command.emotion, EMOTIONS, "bad_number", field="emotion")\n',
        replacement="",
        tests=(
            "tests/domain/test_needs.py::test_a_step_belongs_to_a_persona_and_has_a_mood_from_minus_two_to_two",
        ),
    ),
    Mutation(
        name="confirming a pledge by an authority",
        file="codesign/domain/pledges.py",
        text="    if not authority and not delegated:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_pledges.py::test_invariant_9_a_pledge_is_confirmed_by_delegated_authority_or_by_a_named_decision",
        ),
    ),
    Mutation(
        name="confirming anew a pledge that was said anew",
        file="codesign/domain/evolve/pledges.py",
        text="            enter(workshop, recorded, event)\n            workshop.confirmations.pop(event.pledge, None)\n",
        replacement="            enter(workshop, recorded, event)\n",
        tests=("tests/domain/test_pledges.py::test_a_pledge_said_anew_is_to_be_confirmed_anew",),
    ),
    Mutation(
        name="words for time, rooms and goods",
        file="codesign/domain/pledges.py",
        text="        if not what:\n",
        replacement="        if False:\n",
        tests=("tests/domain/test_pledges.py::test_time_rooms_and_goods_need_words_and_no_money",),
    ),
    Mutation(
        name="checking anew a figure that was estimated anew",
        file="codesign/domain/evolve/estimates.py",
        text="            enter(workshop, recorded, event)\n            workshop.checks.pop(event.estimate, None)\n",
        replacement="            enter(workshop, recorded, event)\n",
        tests=(
            "tests/domain/test_estimates.py::test_a_figure_is_rough_until_a_post_has_checked_it_on_a_day_and_when_estimated_anew",
        ),
    ),
    Mutation(
        name="weights that come to 100",
        file="codesign/domain/appraisal.py",
        text="    if sum(each.weight for each in criteria) != WHOLE:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_appraisal.py::test_invariant_4_weights_add_up_to_100",),
    ),
    Mutation(
        name="rewording nothing that is locked",
        file="codesign/domain/appraisal.py",
        text="    if any(lock is not None and lock.weight_of(criterion) is not None for lock in locks):\n",
        replacement="    if False and locks:\n",
        tests=(
            "tests/domain/test_appraisal.py::test_what_is_locked_is_not_reworded_or_taken_back",
        ),
    ),
    Mutation(
        name="comparing three options at least",
        file="codesign/domain/appraisal.py",
        text="    if len(options) < OPTIONS_AT_LEAST:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_appraisal.py::test_invariant_5_at_least_three_options_are_compared",
        ),
    ),
    Mutation(
        name="one option of carrying on as now",
        file="codesign/domain/appraisal.py",
        text="    if sum(each.bau for each in options.values()) != 1:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_appraisal.py::test_invariant_5_exactly_one_option_is_to_carry_on_as_now",
        ),
    ),
    Mutation(
        name="preferring no option below a bar",
        file="codesign/domain/appraisal.py",
        text="    if any(each.option == option and each.barred_by for each in standings):\n",
        replacement="    if False and standings:\n",
        tests=(
            "tests/domain/test_appraisal.py::test_an_option_below_a_bar_or_discounted_cannot_be_preferred",
        ),
    ),
    Mutation(
        name="one score of an option on a criterion",
        file="codesign/domain/appraisal.py",
        text="    if any(_place(each) == _place(scored) for each in others):\n",
        replacement="    if False and others:\n",
        tests=(
            "tests/domain/test_appraisal.py::test_an_option_has_one_score_on_a_criterion_which_may_be_changed",
        ),
    ),
    Mutation(
        name="a follow-up where an effect is unknown",
        file="codesign/domain/assurance.py",
        text='    if plan.impact in {"unknown", "negative"} and not mitigation:\n',
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py::test_an_unknown_or_bad_effect_is_recorded_with_what_follows",
        ),
    ),
    Mutation(
        name="a date by which an unknown effect is found out",
        file="codesign/domain/assurance.py",
        text='    if plan.impact == "unknown" and not due:\n',
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py::test_invariant_10_what_is_not_known_has_a_date_by_which_it_is_found_out",
        ),
    ),
    Mutation(
        name="prices of one year alone",
        file="codesign/domain/estimates.py",
        text="    if any(each.price_base != recorded.price_base for each in others):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_estimates.py::"
            "test_invariant_6_figures_in_the_prices_of_different_years_are_never_mixed",
        ),
    ),
    Mutation(
        name="keeping what is not confirmed out of the pool",
        file="codesign/projections/money.py",
        text="        confirmed = key in workshop.confirmations\n",
        replacement="        confirmed = True\n",
        tests=(
            "tests/domain/test_pledges.py::"
            "test_invariant_11_the_pool_of_the_fixture_is_150k_confirmed_with_200k_indicative",
        ),
    ),
    Mutation(
        name="keeping figures from who may come to provide",
        file="codesign/projections/records/money.py",
        text="    return shown and pool_open(workshop, described.redesign, view)\n",
        replacement="    return True\n",
        tests=(
            "tests/projections/test_choices.py::"
            "test_a_sum_is_told_to_whom_may_see_all_it_is_counted_from",
        ),
    ),
    # --- the log and the room ---------------------------------------------
    Mutation(
        name="durable before told",
        file="codesign/live/clerk.py",
        text="        appended = await self._writer.append(append)\n",
        replacement="        asyncio.ensure_future(self._writer.append(append))\n"
        "        appended = Appended(head=append.events[-1].seq, hash8=bytes(8))\n",
        tests=(
            "tests/live/test_room.py::test_a_full_disk_refuses_and_reading_goes_on_and_it_recovers",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    Mutation(
        name="whose command id it is",
        file="codesign/live/batch.py",
        text="    if by != request.by:\n",
        replacement="    if False:\n",
        tests=("tests/live/test_room.py::test_somebody_elses_command_id_is_refused_rule_c2",),
    ),
    Mutation(
        name="command ids older than what a room keeps at hand",
        file="codesign/live/loading.py",
        text="            memory.answered[recorded.id] = (recorded.seq, recorded.by)\n",
        replacement="            pass\n",
        tests=("tests/live/test_room.py::test_a_command_id_of_long_ago_is_known_after_a_restart",),
    ),
    Mutation(
        name="the version check",
        file="codesign/store/sqlite.py",
        text="        if heads[workshop] != write.expected:\n",
        replacement="        if False:\n",
        tests=(
            "tests/store/test_contract.py::TestSQLiteLog",
            "tests/store/test_log.py::test_of_two_processes_one_gets_the_version",
        ),
    ),
    Mutation(
        name="rebuilding after a failed write",
        file="codesign/live/clerk.py",
        text="            except StorageError as error:\n                await self._rebuild()\n",
        replacement="            except StorageError as error:\n",
        tests=(
            "tests/live/test_room.py::test_a_full_disk_refuses_and_reading_goes_on_and_it_recovers",
        ),
    ),
    Mutation(
        name="rebuilding when another process wrote",
        file="codesign/live/clerk.py",
        text="                await self._lose(batch, error)\n",
        replacement="                del error\n",
        tests=(
            "tests/live/test_room.py"
            "::test_a_version_taken_by_another_process_is_read_and_decided_again",
        ),
    ),
    Mutation(
        name="one command that cannot be kept does not fail the others",
        file="codesign/live/clerk.py",
        text=(
            "        if len(asked) == 1:\n            refuse(asked, refusal)\n            return True\n"
        ),
        replacement="        refuse(asked, refusal)\n        return True\n",
        tests=(
            "tests/live/test_room.py"
            "::test_one_command_the_log_cannot_take_does_not_fail_the_others",
        ),
    ),
    Mutation(
        name="one room that cannot be written does not fail the others",
        file="codesign/store/log.py",
        text="            # Perhaps only one of them is at fault: room by room.\n",
        replacement="            return [error] * len(batch)\n",
        tests=(
            "tests/store/test_log.py"
            "::test_one_room_too_large_for_the_disk_does_not_fail_the_others",
        ),
    ),
    Mutation(
        name="one room that cannot be read does not end the others",
        file="codesign/live/rooms.py",
        text="            opening = asyncio.create_task(self._load(workshop_id))\n",
        replacement="            opening = self._tasks.create_task(self._load(workshop_id))\n",
        tests=(
            "tests/live/test_rooms.py::test_a_room_that_cannot_be_read_does_not_end_the_others",
        ),
    ),
    Mutation(
        name="one room a workshop",
        file="codesign/live/rooms.py",
        text="        if self._rooms.get(workshop_id) is opening:\n",
        replacement="        if workshop_id in self._rooms:\n",
        tests=(
            "tests/live/test_rooms.py::test_a_room_opened_while_an_idle_one_ends_is_the_only_one",
        ),
    ),
    Mutation(
        name="time in the log never goes back",
        file="codesign/live/batch.py",
        text="            at=max(self._now, workshop.at),\n",
        replacement="            at=self._now,\n",
        tests=("tests/faults/test_clock.py::test_time_in_the_log_never_goes_back",),
    ),
    Mutation(
        name="signs of life go by the time that passes",
        file="codesign/live/room.py",
        text="self.presence.run(self.now, self.elapsed, ",
        replacement="self.presence.run(self.now, self.now, ",
        tests=(
            "tests/faults/test_clock.py::test_nobody_who_answers_is_cut_off_when_the_clock_jumps",
        ),
    ),
    Mutation(
        name="how fast one may ask goes by the time that passes",
        file="codesign/live/room.py",
        text="self._pace.wait_ms(request, self.elapsed())",
        replacement="self._pace.wait_ms(request, self.now())",
        tests=(
            "tests/faults/test_clock.py::test_a_person_may_go_on_asking_whatever_the_clock_says",
        ),
    ),
    Mutation(
        name="how many tickets one may ask for goes by the time that passes",
        file="codesign/web/commands.py",
        text="self._doors.elapsed()",
        replacement="self._doors.clock()",
        tests=("tests/web/test_commands.py::test_tickets_are_counted_by_the_time_that_passes",),
    ),
    Mutation(
        name="the version check on a server",
        file="codesign/store/postgresql.py",
        text="        if head != write.expected:\n",
        replacement="        if False:\n",
        tests=("tests/store/test_postgresql.py::test_of_two_servers_one_gets_the_version",),
    ),
    Mutation(
        name="the fence of who follows the whole log",
        file="codesign/store/postgresql.py",
        text=" AND xid < pg_snapshot_xmin(pg_current_snapshot())",
        replacement="",
        tests=(
            "tests/store/test_postgresql.py"
            "::test_who_follows_the_log_waits_for_a_commit_under_way_and_skips_nothing",
        ),
    ),
    Mutation(
        name="positions taken with the transaction id",
        file="codesign/store/postgresql.py",
        text="        PERFORM pg_current_xact_id();\n",
        replacement="",
        tests=(
            "tests/store/test_postgresql.py"
            "::test_a_transaction_has_its_id_as_soon_as_it_has_its_positions",
        ),
    ),
    Mutation(
        name="the heads locked for one write",
        file="codesign/store/postgresql.py",
        text='    " FOR UPDATE"\n',
        replacement='    ""\n',
        tests=(
            "tests/store/test_postgresql.py"
            "::test_servers_that_write_the_same_workshops_at_once_never_double_a_version",
        ),
    ),
    Mutation(
        name="one join code, one workshop, among servers",
        file="codesign/store/postgresql.py",
        text='            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_CODES_LOCK,))\n',
        replacement="            pass\n",
        tests=("tests/store/test_postgresql.py::test_two_servers_do_not_issue_the_same_join_code",),
    ),
    Mutation(
        name="a commit on a server is flushed",
        file="codesign/store/server.py",
        text="WHERE current_setting('synchronous_commit') IN ('off', 'local')",
        replacement="WHERE false",
        tests=(
            "tests/store/test_postgresql.py::test_a_commit_is_flushed_whatever_the_servers_habit",
        ),
    ),
    Mutation(
        name="destroyed keys are written out of the server's files",
        file="codesign/store/postgresql_keys.py",
        text='sql.SQL("VACUUM (FULL) {}")',
        replacement='sql.SQL("ANALYZE {}")',
        tests=(
            "tests/store/test_postgresql.py::test_destroyed_keys_are_in_no_table_of_the_server",
        ),
    ),
    Mutation(
        name="a connection that its server ended is not used again",
        file="codesign/store/server.py",
        text="                if not _was_ended(idle):\n",
        replacement="                if True:\n",
        tests=(
            "tests/store/test_postgresql.py"
            "::test_after_the_server_was_restarted_reading_and_writing_go_on",
        ),
    ),
    Mutation(
        name="a lock that a server let go is taken again before anything is written",
        file="codesign/store/postgresql.py",
        text="            self._lock.require()\n",
        replacement="            pass\n",
        tests=(
            "tests/store/test_postgresql.py"
            "::test_a_server_of_ours_whose_lock_was_let_go_takes_it_again_or_writes_no_more",
        ),
    ),
    Mutation(
        name="reading on from where a room is, not from where somebody said",
        file="codesign/live/clerk.py",
        text="self._log.read_on, self._workshop_id, self._head)",
        replacement="self._log.read_on, self._workshop_id, self._log.head(self._workshop_id) - 1)",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_lost_notice_is_made_up_from_the_log_by_the_next_one_rule_d1",
            "tests/faults/test_bus.py"
            "::test_what_is_told_stays_right_whatever_becomes_of_notices[lossy]",
        ),
    ),
    Mutation(
        name="asking the log every second how far it has come",
        file="codesign/live/lookout.py",
        text="            if self._rooms:\n",
        replacement="            if False:\n",
        tests=(
            "tests/live/test_lookout.py::test_without_a_bus_the_log_itself_tells_within_a_second",
            "tests/live/test_lookout.py::test_after_a_bus_was_cut_the_log_is_asked_at_once",
            "tests/faults/test_bus.py"
            "::test_what_is_told_stays_right_whatever_becomes_of_notices[withheld]",
        ),
    ),
    Mutation(
        name="answering nobody by what is old though nothing is written",
        file="codesign/live/clerk.py",
        text="            if head != self._head:\n",
        replacement="            if False:\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_nobody_is_refused_or_told_nothing_changed_by_what_is_old",
        ),
    ),
    Mutation(
        name="knowing whom another process let in",
        file="codesign/live/rooms.py",
        text="        await room.up_to_date()\n",
        replacement="",
        tests=(
            "tests/live/test_lookout.py"
            "::test_whoever_was_let_in_by_one_process_is_known_to_the_other",
        ),
    ),
    Mutation(
        name="going back from what was decided on a version that was taken",
        file="codesign/live/loading.py",
        text="        self.workshop = self._marked\n",
        replacement="",
        tests=("tests/live/test_lookout.py::test_two_processes_that_write_at_once_converge",),
    ),
    Mutation(
        name="leaving others a turn at a workshop that all write to",
        file="codesign/live/clerk.py",
        text="        if self._others_wrote_within(TAKING_TURNS_MS):\n",
        replacement="        if False:\n",
        tests=("tests/live/test_lookout.py::test_who_has_just_written_leaves_the_others_a_turn",),
    ),
    Mutation(
        name="believing no notice that is not sealed by us",
        file="codesign/protocol/notices.py",
        text="        if not hmac.compare_digest(seal, self._seal(payload)):\n",
        replacement="        if False:\n",
        tests=(
            "tests/live/test_redis_bus.py"
            "::test_what_others_write_to_our_channels_is_not_believed_and_said_once",
        ),
    ),
    Mutation(
        name="noticing a Redis that passes nothing on",
        file="codesign/live/redis_bus.py",
        text="                raise NotPassedOnError\n",
        replacement="                pass\n",
        tests=(
            "tests/live/test_redis_bus.py::test_what_reaches_nobody_is_noticed_though_redis_takes_it",
        ),
    ),
    Mutation(
        name="closing all lines to Redis also when ended meanwhile",
        file="codesign/live/redis_bus.py",
        text="            await _undisturbed(_end(tasks, channel, client))\n",
        replacement="            await _end(tasks, channel, client)\n",
        tests=(
            "tests/faults/test_bus.py"
            "::test_a_bus_that_is_ended_while_it_closes_its_lines_closes_all_of_them",
        ),
    ),
    Mutation(
        name="asking the log when Redis was connected afresh",
        file="codesign/live/redis_bus.py",
        text="                unsure()\n",
        replacement="                pass\n",
        tests=(
            "tests/live/test_redis_bus.py"
            "::test_after_subscribers_are_cut_and_all_is_flushed_the_log_is_asked_and_all_goes_on",
        ),
    ),
    Mutation(
        name="sending people on from a server that cannot read what a newer one wrote",
        file="codesign/live/clerk.py",
        text="            self._company.send_on()\n",
        replacement="            pass\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_beside_a_newer_server_the_past_stays_to_be_seen_and_people_are_sent_on_rule_n6",
        ),
    ),
    Mutation(
        name="telling who is there that what they see stands still",
        file="codesign/live/company.py",
        text="within_ms=SEND_ON_WITHIN_MS, behind=True",
        replacement="within_ms=SEND_ON_WITHIN_MS",
        tests=(
            "tests/live/test_lookout.py"
            "::test_whoever_is_at_a_server_that_is_behind_is_told_so_and_nobody_elsewhere_rule_n7",
        ),
    ),
    Mutation(
        name="telling who comes that what they see stands still",
        file="codesign/live/connection.py",
        text="behind=host.memory.newer is not None",
        replacement="behind=False",
        tests=(
            "tests/live/test_lookout.py"
            "::test_whoever_is_at_a_server_that_is_behind_is_told_so_and_nobody_elsewhere_rule_n7",
        ),
    ),
    Mutation(
        name="forgetting what was erased in words that cannot be read",
        file="codesign/live/clerk.py",
        text="        if erasures != self._memory.erasures:\n",
        replacement="        if False:\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_words_erased_by_what_a_server_cannot_read_leave_it_rule_n6",
        ),
    ),
    Mutation(
        name="a server alone shows nothing that it cannot read to its end",
        file="codesign/live/clerk.py",
        text="            if self._bus.alone:\n                raise memory.newer\n",
        replacement="",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_server_alone_tells_nothing_of_what_a_newer_one_went_on_with",
        ),
    ),
    Mutation(
        name="saying which setting another server on the database has differently",
        file="codesign/cli/neighbours.py",
        text="for each in _SHARED if each in different",
        replacement="for each in _SHARED if False",
        tests=("tests/cli/test_neighbours.py::test_a_setting_that_is_not_the_same_is_named",),
    ),
    Mutation(
        name="forgetting who was at a process that fell silent",
        file="codesign/live/presence.py",
        text="        self._elsewhere.forget_silent(now)\n",
        replacement="",
        tests=(
            "tests/live/test_lookout.py"
            "::test_who_was_at_a_process_that_fell_silent_is_gone_after_a_while",
        ),
    ),
    Mutation(
        name="noticing that a log was put back to an older state",
        file="codesign/live/clerk.py",
        text="        if to.head < self._head:\n",
        replacement="        if False:\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_log_put_back_to_an_older_state_ends_the_room_and_not_the_truth",
        ),
    ),
    Mutation(
        name="of several servers that start one makes the example",
        file="codesign/cli/example.py",
        text="    with log.turn():\n",
        replacement="    if True:\n",
        tests=(
            "tests/faults/test_server.py"
            "::test_two_processes_that_start_on_an_empty_database_make_the_example_once",
        ),
    ),
    Mutation(
        name="a vote is counted by the process that closed it",
        file="codesign/live/duties.py",
        text="                wait = max(rest, self._head_start_ms(round_id))\n",
        replacement="                wait = rest\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_vote_is_counted_by_whoever_closed_it_and_by_another_where_nothing_comes_of_that",
        ),
    ),
    Mutation(
        name="a vote that nobody counts is counted by another process",
        file="codesign/live/duties.py",
        text="now + long_ms) - now\n",
        replacement="now + long_ms) - now + long_ms\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_vote_is_counted_by_whoever_closed_it_and_by_another_where_nothing_comes_of_that",
        ),
    ),
    Mutation(
        name="a date to find out an effect by that is over was not kept",
        file="codesign/outputs/ocds.py",
        text='"scheduled" if due > iso(reading.at) else "notMet"',
        replacement='"scheduled"',
        tests=(
            "tests/outputs/test_ocds.py"
            "::test_what_is_to_be_found_out_for_people_the_law_protects_is_a_milestone",
        ),
    ),
    Mutation(
        name="noticing that a log has lost something though nobody writes",
        file="codesign/live/lookout.py",
        text="                if head < room.head:\n",
        replacement="                if False:\n",
        tests=(
            "tests/live/test_lookout.py"
            "::test_a_log_that_has_lost_something_is_noticed_though_nobody_writes",
        ),
    ),
    Mutation(
        name="a room waits for a database server that is restarted",
        file="codesign/live/clerk.py",
        text='                if error.reason != "storage_unreachable":\n',
        replacement="                if True:\n",
        tests=(
            "tests/faults/test_server.py"
            "::test_a_room_goes_on_with_everybody_in_it_when_the_server_is_back",
        ),
    ),
    Mutation(
        name="what arrived on a server is compared with what was sent",
        file="codesign/store/migrating.py",
        text="        if arrived != sent:\n",
        replacement="        if False:\n",
        tests=("tests/cli/test_migrate.py::test_rows_that_arrive_changed_are_not_kept",),
    ),
    Mutation(
        name="a log is moved to an empty server only",
        file="codesign/store/migrating.py",
        text='SELECT 1 FROM codesign_log.workshop LIMIT 1"',
        replacement='SELECT 1 FROM codesign_log.workshop LIMIT 0"',
        tests=("tests/cli/test_migrate.py::test_a_server_that_holds_workshops_is_left_as_it_was",),
    ),
    Mutation(
        name="a hole in the log is damage",
        file="codesign/store/sqlite.py",
        text="        if page and page[-1][0] != after + len(page):\n",
        replacement="        if False:\n",
        tests=("tests/store/test_sqlite.py::test_a_missing_event_is_damage_and_not_a_shorter_log",),
    ),
    Mutation(
        name="positions are never used twice",
        file="codesign/store/sqlite.py",
        text="        position INTEGER PRIMARY KEY AUTOINCREMENT,\n",
        replacement="        position INTEGER PRIMARY KEY,\n",
        tests=("tests/store/test_sqlite.py::test_positions_are_never_used_twice",),
    ),
    Mutation(
        name="a commit is flushed",
        file="codesign/store/database.py",
        text='    connection.execute("PRAGMA synchronous=FULL")\n',
        replacement='    connection.execute("PRAGMA synchronous=OFF")\n',
        tests=(
            "tests/store/test_sqlite.py::test_a_write_is_flushed_to_the_disk",
            "tests/faults/test_crash.py"
            "::test_a_power_cut_at_any_point_loses_nothing_that_was_acknowledged",
        ),
    ),
    Mutation(
        name="one server a database",
        file="codesign/store/files.py",
        text="        if exclusive:\n",
        replacement="        if False:\n",
        tests=("tests/store/test_log.py::test_a_second_server_on_the_same_database_is_told",),
    ),
    # --- erasure -------------------------------------------------------------
    Mutation(
        name="keys that a crash took are made again",
        file="codesign/store/log.py",
        text="        log.mend(settle=exclusive)\n",
        replacement="",
        tests=(
            "tests/faults/test_crash.py::test_keys_that_a_power_cut_took_are_made_again[False]",
        ),
    ),
    Mutation(
        name="an opening reads no more than was written lately",
        file="codesign/store/log.py",
        text=" or self._unsettled_events >= _SETTLE_EVERY_EVENTS:\n",
        replacement=":\n",
        tests=("tests/store/test_log.py::test_a_log_of_many_events_and_few_keys_is_settled",),
    ),
    Mutation(
        name="a destroyed key cannot be made again",
        file="codesign/store/sqlite_keys.py",
        text="                self._renew_seed()\n                self._writer.executemany(\n",
        replacement="                self._writer.executemany(\n",
        tests=("tests/store/test_keys.py::test_a_destroyed_key_cannot_be_made_again",),
    ),
    Mutation(
        name="the key of a ballot box is on disk before the ballot",
        file="codesign/store/log.py",
        text="sealing(at_once=any(each.ballots for each in batch))",
        replacement="sealing()",
        tests=("tests/store/test_log.py::test_the_key_of_a_ballot_box_needs_no_mending",),
    ),
    Mutation(
        name="keys before words",
        file="codesign/store/sqlite_keys.py",
        text="                if self._writer.in_transaction:\n"
        '                    self._writer.execute("COMMIT")\n',
        replacement="                if self._writer.in_transaction:\n",
        tests=(
            "tests/store/test_log.py::test_keys_are_on_disk_before_the_events_they_seal",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    Mutation(
        name="caches dropped for an erasure",
        file="codesign/live/company.py",
        text="            self._on_destroyed(self._workshop_id)\n",
        replacement="            pass\n",
        tests=(
            "tests/live/test_room.py::test_whoever_keeps_words_hears_that_they_were_destroyed",
            "tests/live/test_lookout.py"
            "::test_words_erased_by_one_process_leave_the_screens_and_caches_of_the_other",
        ),
    ),
    Mutation(
        name="recordings forgotten for an erasure",
        file="codesign/replay/recordings.py",
        text="        with self._lock:\n            self._kept.pop(workshop_id, None)\n",
        replacement="        pass\n",
        tests=("tests/replay/test_recordings.py::test_nothing_is_kept_of_what_is_forgotten",),
    ),
    Mutation(
        name="an erasure cut short is carried out at the next start",
        file="codesign/store/log.py",
        text="        log.mend(settle=exclusive)\n        log.carry_out_destructions()\n",
        replacement="        log.mend(settle=exclusive)\n",
        tests=(
            "tests/store/test_log.py"
            "::test_an_erasure_cut_short_by_a_crash_is_carried_out_at_the_next_start",
        ),
    ),
    Mutation(
        name="an erasure that is held up is tried again",
        file="codesign/store/log.py",
        text="        if erasing or self.owes_destruction:\n",
        replacement="        if erasing:\n",
        tests=("tests/store/test_log.py::test_an_erasure_that_is_held_up_is_told_and_tried_again",),
    ),
    Mutation(
        name="destroyed keys are overwritten",
        file="codesign/store/sqlite_keys.py",
        text='                    "UPDATE key SET key = ?, destroyed = 1"\n',
        replacement='                    "UPDATE key SET generation = generation, destroyed = 1'
        ' WHERE ? IS NULL OR 1"\n',
        tests=(
            "tests/store/test_keys.py::test_destroyed_keys_are_in_no_file",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    # --- the wire --------------------------------------------------------------
    Mutation(
        name="the epoch in a resume",
        file="codesign/live/connection.py",
        text="        if (have.epoch, have.hash8) != (host.memory.epoch, self.stored_hash8):\n",
        replacement="        if have.hash8 != self.stored_hash8:\n",
        tests=("tests/live/test_room.py::test_another_history_is_noticed_rule_o5[epoch]",),
    ),
    Mutation(
        name="the hash in a resume",
        file="codesign/live/connection.py",
        text="        if (have.epoch, have.hash8) != (host.memory.epoch, self.stored_hash8):\n",
        replacement="        if have.epoch != host.memory.epoch:\n",
        tests=("tests/live/test_room.py::test_another_history_is_noticed_rule_o5[hash8]",),
    ),
    Mutation(
        name="the view in a resume",
        file="codesign/live/connection.py",
        text="        if (have.view, have.group) != self.audience:\n            return False\n",
        replacement="",
        tests=("tests/live/test_room.py::test_whoever_comes_back_with_another_view_starts_afresh",),
    ),
    Mutation(
        name="the group in a resume",
        file="codesign/live/connection.py",
        text="        if (have.view, have.group) != self.audience:\n",
        replacement="        if have.view != self.audience.view:\n",
        tests=("tests/live/test_breakouts.py",),
    ),
    Mutation(
        name="the board of another group",
        file="codesign/domain/views.py",
        text='    if group is None or audience.view == "facilitator" or group == audience.group:\n',
        replacement='    if group is None or audience.view != "public":\n',
        tests=(
            "tests/live/test_breakouts.py",
            "tests/projections/test_leaks.py"
            "::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="whose group is typing",
        file="codesign/live/presence.py",
        text='        if audience.view != "facilitator":\n',
        replacement="        if not audience.view:\n",
        tests=("tests/live/test_breakouts.py",),
    ),
    Mutation(
        name="the range a delta covers",
        file="codesign/live/feed.py",
        text="        payload = self._delta(self.told + 1, ops)\n",
        replacement="        payload = self._delta(self.head.seq, ops)\n",
        tests=(
            "tests/live/test_feed.py"
            "::test_a_hidden_change_is_covered_by_the_next_visible_delta_rule_d4",
        ),
    ),
    Mutation(
        name="the gap rule of the browser",
        file="frontend/src/sync/client.ts",
        text=" && delta.from <= have.seq + 1",
        replacement="",
        tests=("frontend/src/sync/client.test.ts",),
    ),
    Mutation(
        name="what is mine before its delta",
        file="codesign/live/company.py",
        text="        self._tell_mine(recorded, besides=moved)\n"
        "        told = project(memory.workshop, keys, self._feeds.keys())\n"
        "        for audience, changes in told.items():\n"
        "            self._advance(self._feeds[audience], changes)\n",
        replacement="        told = project(memory.workshop, keys, self._feeds.keys())\n"
        "        for audience, changes in told.items():\n"
        "            self._advance(self._feeds[audience], changes)\n"
        "        self._tell_mine(recorded, besides=moved)\n",
        tests=(
            "tests/live/test_room.py::test_the_ack_comes_after_mine_and_delta_rule_c3",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    Mutation(
        name="what is mine fits its messages",
        file="codesign/protocol/codec.py",
        text="    if len(payload) <= FRAME_BYTES or len(ops) == 1:\n",
        replacement="    if True:\n",
        tests=(
            "tests/protocol/test_codec.py"
            "::test_what_is_mine_comes_in_as_many_messages_as_it_takes_rule_d8",
        ),
    ),
    Mutation(
        name="what is mine waits behind what is mine",
        file="codesign/live/connection.py",
        text="        self._pages.extend(mine_frames(seq, ops))\n",
        replacement="        self._pages.extendleft(reversed(mine_frames(seq, ops)))\n",
        tests=(
            "tests/live/test_room.py"
            "::test_what_is_mine_is_told_behind_what_is_mine_and_still_waits_rule_d8",
        ),
    ),
    Mutation(
        name="what is mine waits while the line is slow",
        file="codesign/live/connection.py",
        text="        self._pages.extend(mine_frames(seq, ops))\n        self._send_pages()\n",
        replacement="        for each in mine_frames(seq, ops):\n            self._out.send(each)\n",
        tests=(
            "tests/live/test_room.py"
            "::test_what_is_mine_is_told_behind_what_is_mine_and_still_waits_rule_d8",
        ),
    ),
    Mutation(
        name="a hidden change waits",
        file="codesign/live/feed.py",
        text="        if ops:\n            return self._tell(ops)\n",
        replacement="        return self._tell(ops)\n",
        tests=(
            "tests/live/test_room.py"
            "::test_hidden_changes_are_told_without_content_within_a_second_rule_d4",
        ),
    ),
    Mutation(
        name="a hidden change waits no longer than a second",
        file="codesign/live/feed.py",
        text="        if self.told < self.head.seq:\n            self._tell([])\n",
        replacement="        pass\n",
        tests=(
            "tests/live/test_room.py"
            "::test_hidden_changes_are_told_without_content_within_a_second_rule_d4",
        ),
    ),
    Mutation(
        name="removals are remembered for who comes back",
        file="codesign/live/feed.py",
        text="                self._gone[op[1], op[2]] = seq\n",
        replacement="                pass\n",
        tests=("tests/live/test_room.py::test_a_hidden_idea_disappears_and_a_resume_says_so",),
    ),
    Mutation(
        name="whoever was away before what is remembered gets a snapshot",
        file="codesign/live/feed.py",
        text="            self._gone.clear()\n            self._since = seq\n",
        replacement="            self._gone.clear()\n",
        tests=("tests/live/test_feed.py::test_removals_remembered_are_bounded",),
    ),
    Mutation(
        name="whoever was away for longer than events are remembered gets a snapshot",
        file="codesign/live/loading.py",
        text="        if seq < self.head.seq and (not self.recent or self.recent[0][0] > seq + 1):\n",
        replacement="        if False:\n",
        tests=("tests/live/test_room.py::test_whoever_was_away_for_long_gets_a_snapshot",),
    ),
    Mutation(
        name="a delta too large is a snapshot",
        file="codesign/live/feed.py",
        text="        if len(payload) > FRAME_BYTES:\n            return False\n",
        replacement="",
        tests=(
            "tests/live/test_feed.py::test_a_delta_too_large_to_tell_asks_for_a_snapshot_rule_d6",
        ),
    ),
    Mutation(
        name="a slow line leaves the fan-out",
        file="codesign/live/outbox.py",
        text="        self._writable.clear()\n        self.leave()\n",
        replacement="        self._writable.clear()\n",
        tests=(
            "tests/live/test_fanout.py"
            "::test_a_peer_that_stops_reading_costs_the_others_nothing_and_catches_up",
        ),
    ),
    Mutation(
        name="a queue has its limit",
        file="codesign/live/outbox.py",
        text="        if self._queued_bytes + len(payload) > self._limits.hard_bytes:\n",
        replacement="        if False:\n",
        tests=(
            "tests/live/test_outbox.py"
            "::test_more_than_the_hard_limit_is_said_once_and_nothing_else_is_taken",
        ),
    ),
    Mutation(
        name="a line that is not told does not count as told",
        file="codesign/live/connection.py",
        text="        if self._hearing:\n            self._hearing = False\n"
        "            self._at = self._in_feed.told\n",
        replacement="        self._hearing = False\n"
        "        if not self._pages and self._feed is not None:\n"
        "            self._at = self._in_feed.told\n",
        tests=(
            "tests/live/test_room.py"
            "::test_what_happens_while_a_snapshot_is_sent_is_told_after_it_rule_o7",
        ),
    ),
    Mutation(
        name="an answer waits for what it answers",
        file="codesign/live/connection.py",
        text="        if self._hearing:\n            self._tell_answers()\n",
        replacement="        self._tell_answers()\n",
        tests=(
            "tests/live/test_room.py"
            "::test_an_answer_to_a_slow_line_waits_for_what_it_answers_rule_c3",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    Mutation(
        name="whoever may see less is told nothing of the old view",
        file="codesign/live/company.py",
        text="what its old view does.\n            connection.stop_hearing()\n",
        replacement="what its old view does.\n            pass\n",
        tests=(
            "tests/live/test_room.py::test_a_demoted_facilitator_is_told_nothing_more_rule_o9",
            "tests/live/test_breakouts.py"
            "::test_who_is_moved_is_told_nothing_that_is_said_behind_them",
        ),
    ),
    Mutation(
        name="hanging up on who asks without listening",
        file="codesign/live/connection.py",
        text="        if self._unanswered >= INFLIGHT_AT_MOST:\n",
        replacement="        if False:\n",
        tests=("tests/live/test_room.py::test_more_than_16_unanswered_is_too_many_rule_c1",),
    ),
    Mutation(
        name="hanging up on who gives no sign of life",
        file="codesign/live/presence.py",
        text="                connection.hang_up(CloseCode.NO_PONG)\n",
        replacement="                pass\n",
        tests=(
            "tests/live/test_presence.py"
            "::test_whoever_does_not_answer_the_ping_is_hung_up_on_rule_l1",
        ),
    ),
    Mutation(
        name="a surplus field is refused",
        file="codesign/protocol/codec.py",
        text="        _require_no_surplus(data, kind)\n        return",
        replacement="        return",
        tests=("tests/protocol/test_codec.py",),
    ),
    # --- who may see what --------------------------------------------------------
    Mutation(
        name="a hidden idea is hidden",
        file="codesign/projections/records/showing.py",
        text='    return idea.hidden_reason is None or view == "facilitator"\n',
        replacement="    return True\n",
        tests=(
            "tests/projections/test_leaks.py::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
            "tests/faults/test_simulation.py::test_promises_hold_on_bad_days",
        ),
    ),
    Mutation(
        name="a private idea is private",
        file="codesign/projections/records/showing.py",
        text="    if stage.private and not stage.revealed:\n        return False\n",
        replacement="",
        tests=(
            "tests/projections/test_leaks.py::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="a stage may be closed to a view",
        file="codesign/projections/records/showing.py",
        text="    return stage is None or may_see(view, workshop.stages[stage].seen_by)\n",
        replacement="    return True\n",
        tests=(
            "tests/projections/test_leaks.py"
            "::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="anonymous is anonymous",
        file="codesign/projections/records/ideas.py",
        text="    if not workshop.stages[idea.stage].anonymous:\n",
        replacement="    if True:\n",
        tests=(
            "tests/projections/test_leaks.py::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="the public is told no person",
        file="codesign/projections/records/people.py",
        text='    if view == "public" or not person.came:\n',
        replacement="    if not person.came:\n",
        tests=(
            "tests/projections/test_leaks.py::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="a tally waits until it may be shown",
        file="codesign/projections/records/rounds.py",
        text="    if not found.tally_shown:\n        return record\n",
        replacement="",
        tests=(
            "tests/projections/test_leaks.py::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="who may come to provide it is no partner",
        file="codesign/domain/views.py",
        text='    if person.role == "commissioner" or may_gain(workshop, person):\n',
        replacement='    if person.role == "commissioner":\n',
        tests=(
            "tests/projections/test_leaks.py"
            "::test_who_may_come_to_gain_keeps_their_own_and_nothing_else",
        ),
    ),
    Mutation(
        name="the past as it may be seen now: ideas",
        file="codesign/projections/veil.py",
        text="    if not idea_shown(veil.present, idea, veil.view):\n        return None\n",
        replacement="",
        tests=(
            "tests/replay/test_recording.py"
            "::test_nothing_occurs_in_the_replay_that_a_view_may_not_see_now",
        ),
    ),
    Mutation(
        name="the past as it may be seen now: authors",
        file="codesign/projections/veil.py",
        text="    if not veil.present.stages[idea.stage].anonymous:\n        return kept\n",
        replacement="    return kept\n",
        tests=("tests/projections/test_veil.py::test_an_anonymous_stage_was_always_so",),
    ),
    # --- who may do what -----------------------------------------------------------
    Mutation(
        name="who was erased does nothing",
        file="codesign/domain/permissions.py",
        text='    if asker.erased:\n        raise CommandRejectedError("person_erased")\n',
        replacement="",
        tests=("tests/domain/test_permissions.py::test_who_was_erased_does_nothing",),
    ),
    Mutation(
        name="nobody votes who is not on the roll",
        file="codesign/domain/ballots.py",
        text="    if not (on_roll and ",
        replacement="    if not (",
        tests=("tests/domain/test_rounds.py",),
    ),
    Mutation(
        name="a ballot is changed, not doubled",
        file="codesign/domain/ballots.py",
        text="if ballot.get(option) != mark}",
        replacement="}",
        tests=("tests/domain/test_rounds.py",),
    ),
    Mutation(
        name="only the server publishes a count",
        file="codesign/domain/counting.py",
        text="    require_system(act)\n",
        replacement="",
        tests=("tests/domain/test_rounds.py",),
    ),
    Mutation(
        name="a ballot fits its way of voting",
        file="codesign/domain/ballots.py",
        text="    if reason is not None:\n        raise CommandRejectedError(reason)\n",
        replacement="",
        tests=("tests/domain/test_terms.py",),
    ),
    Mutation(
        name="a budget is what could be counted",
        file="codesign/domain/terms.py",
        text="    _require_bounds(command)\n",
        replacement="",
        tests=("tests/domain/test_terms.py",),
    ),
    Mutation(
        name="money that is kept for others",
        file="codesign/methods/budgets.py",
        text="if self.fits(option) and not self.fits(option, self._kept_for_others(option)):",
        replacement="if False:",
        tests=("tests/methods/test_counting.py",),
    ),
    Mutation(
        name="below the quorum nothing is chosen",
        file="codesign/methods/counting.py",
        text="    inquorate = clause is not None and not clause.holds\n",
        replacement="    inquorate = False\n",
        tests=("tests/methods/test_counting.py",),
    ),
    Mutation(
        name="a count that something overtook is not taken",
        file="codesign/domain/counting.py",
        text=" or command.last != found.last_seq",
        replacement="",
        tests=("tests/domain/test_totals.py",),
    ),
    Mutation(
        name="the lot is drawn once, however often it is counted",
        file="codesign/domain/evolve/rounds.py",
        text="drawn_seq=workshop.rounds[event.round].drawn_seq or recorded.seq",
        replacement="drawn_seq=recorded.seq",
        tests=("tests/live/test_rounds.py",),
    ),
    Mutation(
        name="what the chair said about a tie stands",
        file="codesign/domain/counting.py",
        text="    if set(command.order) in [set(each) for each in found.cast_by_chair]:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_reasons.py",),
    ),
    Mutation(
        name="a reason is told only with the votes",
        file="codesign/projections/records/rounds.py",
        text="if reason.ended or not found.tally_shown or",
        replacement="if reason.ended or",
        tests=("tests/domain/test_reasons.py",),
    ),
    Mutation(
        name="a reason in an anonymous stage is nobody's",
        file="codesign/projections/records/rounds.py",
        text="    if found.stage is None or not workshop.stages[found.stage].anonymous:\n",
        replacement="    if True:\n",
        tests=("tests/domain/test_reasons.py",),
    ),
    Mutation(
        name="a count leaves no process behind",
        file="codesign/live/counting.py",
        text="        if process.returncode is None:\n            process.kill()\n",
        replacement="        if False:\n            process.kill()\n",
        tests=(
            "tests/live/test_counting.py::test_a_count_that_is_cancelled_leaves_no_process_behind",
        ),
    ),
    Mutation(
        name="a count whose process died is taken again",
        file="codesign/live/counting.py",
        text="    except CountDiedError:\n",
        replacement="    except ZeroDivisionError:\n",
        tests=("tests/live/test_counting.py::test_when_the_process_dies_the_count_is_taken_again",),
    ),
    Mutation(
        name="a result that cannot be put on record is not counted for ever",
        file="codesign/live/duties.py",
        text='            why = answer.message if answer.retry_ms is None else ""\n',
        replacement='            why = ""\n',
        tests=(
            "tests/live/test_room.py"
            "::test_a_result_that_the_log_has_no_bytes_for_is_not_counted_for_ever",
        ),
    ),
    Mutation(
        name="exact shares that the log has bytes for",
        file="codesign/methods/counting.py",
        text="number if abs(number) <= _EXACT_UP_TO else str(number)",
        replacement="number",
        tests=("tests/methods/test_counting.py",),
    ),
    Mutation(
        name="a mandate that was taken back gives no vote",
        file="codesign/domain/evolve/people.py",
        text="            workshop.mandates.pop(event.organisation, None)\n",
        replacement="            pass\n",
        tests=("tests/domain/test_mandates.py",),
    ),
    Mutation(
        name="why somebody was let vote is gone once they are erased",
        file="codesign/domain/evolve/people.py",
        text=', "dispensation": ""}',
        replacement="}",
        tests=("tests/domain/test_mandates.py",),
    ),
    Mutation(
        name="no turnout by group of an anonymous stage or a vote watched as it came",
        file="codesign/projections/turnouts.py",
        text='    return found.tally != "live" and (found.secret or not anonymous)\n',
        replacement="    return True\n",
        tests=("tests/projections/test_heard.py",),
    ),
    Mutation(
        name="no turnout by group where votes came late",
        file="codesign/projections/turnouts.py",
        text="over and not together and not late and",
        replacement="over and not together and",
        tests=("tests/projections/test_heard.py",),
    ),
    Mutation(
        name="nobody of an anonymous stage is told to have been heard",
        file="codesign/projections/heard.py",
        text='"organisation" in idea and not idea.get("on_card")',
        replacement='not idea.get("on_card")',
        tests=("tests/projections/test_heard.py",),
    ),
    Mutation(
        name="an interest that a vote names keeps from it",
        file="codesign/domain/rolls.py",
        text="    return tuple(each for each in roll if each not in barred)\n",
        replacement="    return roll\n",
        tests=("tests/domain/test_mandates.py",),
    ),
    Mutation(
        name="an organisation has one ballot whoever speaks for it",
        file="codesign/domain/evolve/people.py",
        text="    _hand_on(poll.ballots, before, after)\n",
        replacement="",
        tests=("tests/domain/test_mandates.py",),
    ),
    Mutation(
        name="the origin of what changes something",
        file="codesign/web/origin.py",
        text="        return origin == (self._own or own_origin(scope))\n",
        replacement="        return True\n",
        tests=(
            "tests/web/test_origin.py::test_no_other_page_may_post",
            "tests/web/test_origin.py::test_a_socket_from_another_page_is_refused_before_it_opens",
        ),
    ),
    Mutation(
        name="a cookie needs an origin",
        file="codesign/web/origin.py",
        text="            return not COOKIES & cookies(headers).keys()\n",
        replacement="            return True\n",
        tests=("tests/web/test_origin.py::test_a_login_cookie_without_an_origin_is_refused",),
    ),
    Mutation(
        name="a login outlives a clock that is set back",
        file="codesign/web/access.py",
        text="self._serializer(purpose).loads(token, return_timestamp=True)",
        replacement="self._serializer(purpose).loads(token, seconds, return_timestamp=True)",
        tests=(
            "tests/web/test_access.py::test_what_was_signed_holds_when_the_clock_is_set_back",
            "tests/web/test_commands.py::test_tickets_are_counted_by_the_time_that_passes",
        ),
    ),
    Mutation(
        name="the age of a ticket",
        file="codesign/web/access.py",
        text='self._read("ticket", token, TICKET_S)',
        replacement='self._read("ticket", token, 10**9)',
        tests=("tests/web/test_access.py::test_a_ticket_is_good_for_a_minute",),
    ),
    Mutation(
        name="no signed value stands in for another",
        file="codesign/web/access.py",
        text='            salt=f"codesign.{purpose}",\n',
        replacement='            salt="codesign",\n',
        tests=("tests/web/test_access.py::test_a_signature_holds_for_its_purpose_alone",),
    ),
    Mutation(
        name="the limit on guesses",
        file="codesign/web/guesses.py",
        text="        if wait_ms:\n",
        replacement="        if False:\n",
        tests=("tests/web/test_guesses.py::test_after_that_one_guess_every_five_seconds",),
    ),
    # --- the doors ---------------------------------------------------------------
    Mutation(
        name="a stream's way up is its owner's alone",
        file="codesign/web/stream.py",
        text="if socket is None or participant not in (NOBODY, owner):",
        replacement="if socket is None:",
        tests=(
            "tests/web/test_stream.py::test_t4_a_line_takes_nothing_from_strangers_and_nothing_from_others",
        ),
    ),
    Mutation(
        name="a stream's way up needs a login",
        file="codesign/web/stream.py",
        text="owner = await self._owner(request)",
        replacement="owner = NOBODY",
        tests=(
            "tests/web/test_stream.py::test_t4_a_line_takes_nothing_from_strangers_and_nothing_from_others",
        ),
    ),
    Mutation(
        name="a batch posted twice is taken once",
        file="codesign/web/stream.py",
        text="if number == self._batches + 1:",
        replacement="if number:",
        tests=("tests/web/test_stream.py::test_t4_a_batch_that_came_twice_is_taken_once",),
    ),
    Mutation(
        name="a batch follows on the last",
        file="codesign/web/stream.py",
        text="if number > self._batches + 1 or self._unread",
        replacement="if self._unread",
        tests=("tests/web/test_stream.py::test_t4_a_batch_that_does_not_follow_is_not_taken",),
    ),
    Mutation(
        name="what a stream has yet to read is bounded",
        file="codesign/web/stream.py",
        text=" or self._unread.qsize() > UNREAD_AT_MOST",
        replacement="",
        tests=("tests/web/test_stream.py::test_t4_more_than_is_read_is_not_taken",),
    ),
    Mutation(
        name="a batch is no longer than one message may be",
        file="codesign/web/stream.py",
        text="await read_body(request, BATCH_BYTES)",
        replacement="await read_body(request, 2 * BATCH_BYTES)",
        tests=(
            "tests/web/test_stream.py::test_f5_a_batch_that_does_not_fit_closes_its_own_line_only",
        ),
    ),
    Mutation(
        name="a posted hello is no longer than a message may be",
        file="codesign/web/stream.py",
        text="await read_body(self._request, FRAME_BYTES)",
        replacement="await read_body(self._request, 2 * FRAME_BYTES)",
        tests=(
            "tests/web/test_stream.py::test_f4_a_hello_that_would_fit_but_for_its_length_is_refused",
        ),
    ),
    Mutation(
        name="nothing between holds a stream back",
        file="codesign/web/stream.py",
        text='"x-accel-buffering": "no",',
        replacement="",
        tests=(
            "tests/web/test_stream.py::test_t6_the_answer_asks_everybody_between_to_let_it_through",
        ),
    ),
    Mutation(
        name="a line that ended takes nothing",
        file="codesign/web/stream.py",
        text="                self._lines.pop(line, None)",
        replacement="                pass",
        tests=("tests/web/test_stream.py::test_a_peer_that_goes_leaves_the_room_and_its_line",),
    ),
    Mutation(
        name="a length that leads past its batch is refused",
        file="codesign/protocol/streaming.py",
        text="        if at > len(body):",
        replacement="        if at > len(body) + 1_000_000:",
        tests=(
            "tests/protocol/test_streaming.py::test_t2_a_length_that_leads_past_the_end_is_a_bad_frame",
        ),
    ),
    Mutation(
        name="a streamed answer nobody reads is dropped",
        file="codesign/live/outbox.py",
        text="if self._drop is not None and not self._task.done():",
        replacement="if False:",
        tests=("tests/web/test_stream_server.py::test_an_answer_nobody_reads_is_dropped",),
    ),
    Mutation(
        name="a finished answer's transport is left alone",
        file="codesign/live/outbox.py",
        text="if self._drop is not None and not self._task.done():",
        replacement="if self._drop is not None:",
        tests=("tests/web/test_stream_server.py::test_an_answer_that_is_finished_drops_nothing",),
    ),
    Mutation(
        name="so many come in at once and no more",
        file="codesign/web/admission.py",
        text="        if not wait_s:\n",
        replacement="        if True:\n",
        tests=(
            "tests/web/test_admission.py::test_a_ticket_too_many_is_refused_before_anybody_looks_at_it_rule_l9",
            "tests/web/test_admission.py::test_a_socket_too_many_gets_503_instead_of_the_upgrade_rule_l9",
        ),
    ),
    Mutation(
        name="each who is refused is told another turn",
        file="codesign/web/admission.py",
        text="max(self._last_turn, now + wait_ms) + self._allowance.every_ms",
        replacement="now + wait_ms + self._allowance.every_ms",
        tests=(
            "tests/web/test_admission.py::test_each_is_told_a_later_turn_than_the_one_before_rule_l9",
        ),
    ),
    Mutation(
        name="nobody comes into a server that goes away",
        file="codesign/web/server.py",
        text="        self.admission.close(BACK_IN_S)\n",
        replacement="",
        tests=("tests/web/test_server.py::test_it_stops_listening_then_drains_then_shuts_down",),
    ),
    Mutation(
        name="draining before uvicorn closes everything",
        file="codesign/web/server.py",
        text="        await self._departure.drain()\n",
        replacement="",
        tests=("tests/web/test_server.py::test_it_stops_listening_then_drains_then_shuts_down",),
    ),
    Mutation(
        name="what is drained is what is served",
        file="codesign/live/rooms.py",
        text="Connections() if connections is None else connections",
        replacement="connections or Connections()",
        tests=(
            "tests/live/test_connections.py::test_the_connections_that_rooms_are_given_are_those_they_use",
            "tests/faults/test_crowds.py::test_a_stop_tells_everybody_and_says_goodbye_rule_l4",
        ),
    ),
    Mutation(
        name="going away in waves",
        file="codesign/live/connections.py",
        text="            await asyncio.sleep(WAVE_S)\n",
        replacement="            await asyncio.sleep(0)\n            break\n",
        tests=(
            "tests/live/test_connections.py::test_everybody_is_told_and_sent_away_in_waves_rule_l4",
        ),
    ),
    Mutation(
        name="a line waits for its turn",
        file="codesign/cli/line.py",
        text="        if retry_s:\n",
        replacement="        if retry_s and False:\n",
        tests=(
            "tests/cli/test_line.py::test_a_line_that_is_told_its_turn_does_not_come_before_it_rule_l9",
        ),
    ),
    Mutation(
        name="the limit on how fast one person asks",
        file="codesign/live/room.py",
        text='        if wait_ms:\n            answered(refused("too_fast"',
        replacement='        if wait_ms and False:\n            answered(refused("too_fast"',
        tests=(
            "tests/live/test_pace.py::test_a_refused_command_keeps_its_words_and_is_taken_when_asked_again_rule_c9",
        ),
    ),
    Mutation(
        name="nothing overtakes a command that was too fast",
        file="codesign/live/pace.py",
        text="        if shut_ms > 0:\n",
        replacement="        if shut_ms > 0 and False:\n",
        tests=(
            "tests/live/test_pace.py::test_once_refused_nothing_is_taken_until_the_time_that_was_told_rule_c9",
        ),
    ),
    Mutation(
        name="the limit on lines of one person",
        file="codesign/live/presence.py",
        text="        for connection in lines[: max(0, len(lines) - at_most)]:\n",
        replacement="        for connection in lines[:0]:\n",
        tests=(
            "tests/live/test_presence.py::test_with_an_eleventh_line_the_one_not_heard_of_for_longest_is_closed_rule_l7",
        ),
    ),
    Mutation(
        name="no full collection while people work",
        file="codesign/live/garbage.py",
        text="(WORTH_IT if quiet_ms >= QUIET_MS else AT_MOST)",
        replacement="WORTH_IT",
        tests=(
            "tests/live/test_garbage.py"
            "::test_what_is_old_is_collected_in_quiet_or_when_there_is_very_much",
        ),
    ),
    Mutation(
        name="one look at what is new",
        file="codesign/live/garbage.py",
        text="_PYTHONS_OWN[0], _NEVER, _NEVER",
        replacement="*_PYTHONS_OWN[:2], _NEVER",
        tests=(
            "tests/live/test_garbage.py::test_by_itself_the_collector_looks_only_at_what_is_new",
        ),
    ),
    Mutation(
        name="hanging up on who was erased",
        file="codesign/domain/views.py",
        text="    return isinstance(event, ParticipantErased | DisplayCodeIssued | DisplayCodeWithdrawn)\n",
        replacement="    return isinstance(event, DisplayCodeIssued | DisplayCodeWithdrawn)\n",
        tests=(
            "tests/live/test_presence.py::test_whoever_is_erased_is_hung_up_on_at_once_rule_o10",
        ),
    ),
    Mutation(
        name="no ticket for who was erased",
        file="codesign/web/commands.py",
        text="    if person.erased:\n",
        replacement="    if person.erased and False:\n",
        tests=("tests/web/test_commands.py::test_whoever_was_erased_gets_no_ticket_rule_o10",),
    ),
    Mutation(
        name="messages behind those not heard yet",
        file="codesign/web/fast_socket.py",
        text="        if self._is_resting:\n            self._held",
        replacement="        if self._is_resting and False:\n            self._held",
        tests=(
            "tests/web/test_fast_socket.py"
            "::test_who_is_to_wait_is_read_later_and_loses_nothing_rule_l8",
        ),
    ),
    Mutation(
        name="reading stops at the door",
        file="codesign/web/fast_socket.py",
        text="            self._protocol.transport.pause_reading()\n",
        replacement="",
        tests=(
            "tests/web/test_fast_socket.py"
            "::test_who_is_to_wait_is_read_later_and_loses_nothing_rule_l8",
        ),
    ),
    Mutation(
        name="a goodbye is read at the door",
        file="codesign/web/fast_socket.py",
        text="            self._rest.cancel()\n            self._go_on()\n",
        replacement="            self._rest.cancel()\n",
        tests=("tests/web/test_fast_socket.py::test_what_is_not_heard_yet_goes_with_the_line",),
    ),
    Mutation(
        name="nothing is heard after the end",
        file="codesign/live/serving.py",
        text="    if connection.closing is not None:\n        return 0\n",
        replacement="    if connection.closing is not None and False:\n        return 0\n",
        tests=(
            "tests/live/test_serving.py::test_nothing_is_heard_of_who_sent_a_bad_frame_rule_f5",
        ),
    ),
    Mutation(
        name="reading no faster than allowed",
        file="codesign/live/serving.py",
        text="        if wait_ms:\n",
        replacement="        if wait_ms and False:\n",
        tests=(
            "tests/live/test_serving.py::test_whoever_talks_without_end_is_read_no_faster_than_allowed_rule_l8",
        ),
    ),
    Mutation(
        name="the budget for all queues together",
        file="codesign/live/connections.py",
        text="        if total <= self._queue_bytes:\n",
        replacement="        if True:\n",
        tests=(
            "tests/live/test_connections.py::test_over_the_budget_the_longest_queues_go_first_rule_l3",
            "tests/live/test_connections.py::test_what_waits_behind_a_goodbye_counts_too",
        ),
    ),
    Mutation(
        name="what lines hold that do not keep up",
        file="codesign/live/connections.py",
        text=" + sum(self.queued_bytes)\n",
        replacement="\n",
        tests=(
            "tests/live/test_connections.py"
            "::test_one_line_over_the_budget_is_seen_among_many_that_keep_up",
        ),
    ),
    Mutation(
        name="answering before the goodbye",
        file="codesign/live/connection.py",
        text="        self._going = True\n        if not self._unanswered:\n",
        replacement="        self._going = True\n        if True:\n",
        tests=(
            "tests/live/test_connections.py::test_what_was_asked_before_is_answered_before_the_goodbye_rule_l4",
        ),
    ),
    Mutation(
        name="one snapshot for everybody who joins",
        file="codesign/live/feed.py",
        text="        if self._snapshot is None:\n",
        replacement="        if self._snapshot is None or True:\n",
        tests=(
            "tests/live/test_connections.py::test_everybody_who_joins_at_one_version_is_sent_the_same_snapshot_rule_s3",
        ),
    ),
    Mutation(
        name="what a browser says of the page that posts",
        file="codesign/web/origin.py",
        text='        if headers.get("sec-fetch-site") in _FOREIGN:\n',
        replacement='        if headers.get("sec-fetch-site") in _FRAMES:\n',
        tests=("tests/web/test_origin.py::test_what_the_browser_says_of_the_page_counts_too",),
    ),
    Mutation(
        name="what other pages may load",
        file="codesign/web/origin.py",
        text='    return navigates and headers.get("sec-fetch-dest") not in _FRAMES\n',
        replacement="    return True\n",
        tests=("tests/web/test_origin.py::test_a_page_of_others_may_link_here_and_load_nothing",),
    ),
    Mutation(
        name="the names of a server at home",
        file="codesign/web/hosts.py",
        text="(not self._at_home or is_number(hosts[0]))",
        replacement="True",
        tests=("tests/web/test_hosts.py::test_at_home_a_name_made_to_point_here_is_refused",),
    ),
    Mutation(
        name="the form of a host",
        file="codesign/web/hosts.py",
        text="len(hosts) == 1 and is_host(hosts[0])",
        replacement="bool(hosts)",
        tests=(
            "tests/web/test_hosts.py::test_two_hosts_are_none",
            "tests/web/test_hosts.py::test_what_cannot_be_a_host_is_refused",
        ),
    ),
    Mutation(
        name="a login that belongs to one host",
        file="codesign/web/logins.py",
        text="HTTPS_COOKIE if doors.is_https(request) else COOKIE",
        replacement="COOKIE",
        tests=("tests/web/test_security.py::test_over_https_the_login_belongs_to_this_host_alone",),
    ),
    Mutation(
        name="the policy on scripts",
        file="codesign/web/security.py",
        text="script-src 'self'; style-src",
        replacement="script-src 'self' 'unsafe-inline'; style-src",
        tests=("tests/web/test_security.py::test_scripts_come_from_our_own_files_only",),
    ),
    Mutation(
        name="the length of a head that does not end",
        file="codesign/web/bounded_http.py",
        text="        if self._in_head and self._taken > HEAD_BYTES:\n",
        replacement="        if self._in_head and self._taken < 0:\n",
        tests=("tests/web/test_bounded_http.py::test_a_head_has_an_end_and_so_has_its_length",),
    ),
    Mutation(
        name="the length of a head that is whole",
        file="codesign/web/bounded_http.py",
        text="        if length > HEAD_BYTES or len(self.headers) > HEADERS_AT_MOST:\n",
        replacement="        if length < 0:\n",
        tests=("tests/web/test_bounded_http.py::test_a_head_has_an_end_and_so_has_its_length",),
    ),
    Mutation(
        name="the patience with a request",
        file="codesign/web/bounded_http.py",
        text="            self._refuse(_TOO_SLOW)\n",
        replacement="            return\n",
        tests=(
            "tests/web/test_bounded_http.py::test_a_head_that_does_not_come_is_not_waited_for",
            "tests/web/test_bounded_http.py::test_a_body_that_comes_too_slowly_is_not_waited_for",
        ),
    ),
    Mutation(
        name="a socket that is no unfinished request",
        file="codesign/web/bounded_http.py",
        text="        if self._upgraded or self.transport.is_closing():\n",
        replacement="        if self.transport.is_closing():\n",
        tests=("tests/web/test_bounded_http.py::test_a_websocket_is_no_unfinished_request",),
    ),
    Mutation(
        name="text that is not UTF-8",
        file="codesign/web/fast_socket.py",
        text='        if self.curr_msg_data_type == "text" and not _is_utf8(self.frames):\n',
        replacement='        if self.curr_msg_data_type == "nothing":\n',
        tests=("tests/faults/test_frames.py::test_6_text_that_is_not_utf_8_closes_with_1007",),
    ),
    Mutation(
        name="fragments without end",
        file="codesign/web/fast_socket.py",
        text="        if len(self.frames) < FRAGMENTS_AT_MOST:\n",
        replacement="        if len(self.frames) >= 0:\n",
        tests=("tests/faults/test_frames.py::test_beyond_empty_fragments_do_not_go_on_for_ever",),
    ),
    Mutation(
        name="an upgrade that cannot be read",
        file="codesign/web/fast_socket.py",
        text="        if self.conn.handshake_exc is not None and not self.handshake_initiated:\n",
        replacement="        if self.conn.handshake_exc is not None and self.transport.is_closing():\n",
        tests=("tests/faults/test_handshakes.py::test_a_header_that_is_too_long_is_refused",),
    ),
    Mutation(
        name="the silence of a complaint",
        file="codesign/protocol/codec.py",
        text='_QUOTED.sub("", said)[:100].strip()',
        replacement="said[:100]",
        tests=("tests/protocol/test_codec.py::test_what_was_sent_is_not_quoted_in_the_complaint",),
    ),
    Mutation(
        name="fields that are surplus",
        file="codesign/protocol/codec.py",
        text="        _require_no_surplus(data, kind)\n        return",
        replacement="        return",
        tests=(
            "tests/protocol/test_codec.py::test_data_that_does_not_fit_its_command_is_refused_rule_c4",
            "tests/faults/test_fuzz.py::test_a_field_that_is_surplus_is_refused",
        ),
    ),
    Mutation(
        name="the workshop of a ticket",
        file="codesign/web/commands.py",
        text="    if ticket.workshop != workshop:\n",
        replacement="    if not ticket.workshop:\n",
        tests=("tests/faults/test_bad_clients.py::test_a_ticket_opens_its_own_workshop_only",),
    ),
    Mutation(
        name="the mark of a facilitator link",
        file="codesign/web/access.py",
        text="        if not same_secret(token[ID_CHARS:], self._link_mark(login)):\n",
        replacement="        if not token[ID_CHARS:]:\n",
        tests=(
            "tests/web/test_access.py::test_a_facilitator_link_opens_no_other_workshop",
            "tests/faults/test_bad_clients.py::test_a_signed_value_is_for_one_thing_one_workshop_and_its_time",
        ),
    ),
    Mutation(
        name="the desk that is shut to who ran the room",
        file="codesign/live/connection.py",
        text="door(self.via, self.audience.view))",
        replacement="self.via)",
        tests=(
            "tests/live/test_room.py::test_the_desk_is_shut_to_who_no_longer_runs_the_room_rule_o10",
        ),
    ),
    Mutation(
        name="identifiers alone in the audit",
        file="codesign/web/audit.py",
        text="{each if is_id(each) else _NOT_AN_ID}",
        replacement="{each}",
        tests=("tests/web/test_audit.py::test_what_is_no_identifier_is_not_written",),
    ),
    Mutation(
        name="the view one may ask for",
        file="codesign/web/visitors.py",
        text="        if not may_see(self.view, view):\n",
        replacement="        if not may_see(view, view):\n",
        tests=(
            "tests/faults/test_bad_clients.py::test_no_address_gives_a_view_that_is_not_ones_own",
        ),
    ),
    Mutation(
        name="a failed flush ends the writing",
        file="codesign/live/writer.py",
        text="            self._ended = error\n",
        replacement="            self._ended = None\n",
        tests=(
            "tests/faults/test_storage_room.py::test_the_writer_ends_with_the_first_failed_flush",
            "tests/faults/test_storage_room.py"
            "::test_after_a_failed_flush_nothing_is_acknowledged_and_nothing_tried_again",
        ),
    ),
    Mutation(
        name="a failed flush is not any failure",
        file="codesign/store/database.py",
        text="    if code in _FLUSH_FAILED:\n",
        replacement="    if code in _FLUSH_FAILED and False:\n",
        tests=(
            "tests/faults/test_storage_disk.py::test_a_server_whose_flush_is_not_confirmed_ends"
            "_and_the_next_begins_from_the_disk",
        ),
    ),
    Mutation(
        name="a commit that failed and is there is acknowledged",
        file="codesign/live/clerk.py",
        text="            known = self._memory.answered.get(each.request.id)\n",
        replacement="            known = None\n",
        tests=(
            "tests/faults/test_storage_room.py"
            "::test_a_commit_that_failed_and_is_there_is_acknowledged_and_not_doubled",
        ),
    ),
    Mutation(
        name="what the server owes rests while the log fails",
        file="codesign/live/duties.py",
        text="        self._rests_until = self._seams.elapsed() + RETRY_MS\n",
        replacement="        self._rests_until = 0\n",
        tests=(
            "tests/faults/test_storage_room.py"
            "::test_what_the_server_owes_is_not_tried_again_at_once_while_the_log_fails",
            "tests/faults/test_storage_room.py"
            "::test_a_result_that_could_not_be_recorded_is_counted_again_later",
        ),
    ),
    Mutation(
        name="a fault met in deciding is its command's alone",
        file="codesign/live/batch.py",
        text="        except Exception:\n            # A fault of ours",
        replacement="        except ZeroDivisionError:\n            # A fault of ours",
        tests=(
            "tests/live/test_room.py"
            "::test_one_command_that_meets_a_fault_of_ours_does_not_fail_the_others",
        ),
    ),
    Mutation(
        name="a fault met in folding is its command's alone",
        file="codesign/live/clerk.py",
        text="                return await self._apart(asked, refused(SERVER_FAULT))\n",
        replacement="                raise\n",
        tests=(
            "tests/live/test_room.py"
            "::test_one_command_that_meets_a_fault_of_ours_does_not_fail_the_others",
        ),
    ),
    Mutation(
        name="what was half folded is forgotten",
        file="codesign/live/clerk.py",
        text=(
            "                await self._rebuild()\n"
            "                return await self._apart(asked, refused(SERVER_FAULT))\n"
        ),
        replacement="                return await self._apart(asked, refused(SERVER_FAULT))\n",
        tests=(
            "tests/live/test_room.py"
            "::test_one_command_that_meets_a_fault_of_ours_does_not_fail_the_others",
        ),
    ),
    Mutation(
        name="a failing log is asked once for all",
        file="codesign/live/clerk.py",
        text='        if error.reason == "not_encodable":\n',
        replacement="        if True:\n",
        tests=(
            "tests/faults/test_storage_room.py"
            "::test_a_failing_log_is_asked_once_for_everybody_who_waits",
        ),
    ),
    Mutation(
        name="a busy database is waited for once",
        file="codesign/store/log.py",
        text="            if len(batch) == 1 or error.reason in FOR_ALL:\n",
        replacement="            if len(batch) == 1:\n",
        tests=(
            "tests/store/test_log.py"
            "::test_whoever_waited_for_a_busy_database_does_not_wait_again_for_every_room",
        ),
    ),
    Mutation(
        name="lost commits are told",
        file="codesign/store/wal.py",
        text="    elif lost > 1:\n",
        replacement="    elif lost > 1_000:\n",
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_a_flipped_bit_loses_nothing_before_it_and_is_never_silent",
        ),
    ),
    Mutation(
        name="a torn end is told",
        file="codesign/store/wal.py",
        text="    elif lost or left.torn:\n",
        replacement="    elif False:\n",
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_a_write_ahead_log_cut_within_its_last_frame_loses_the_last_commit_only",
        ),
    ),
    Mutation(
        name="a damaged write-ahead log is kept",
        file="codesign/store/wal.py",
        text="        kept = _keep(path)\n",
        replacement='        kept = "nothing"\n',
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_a_flipped_bit_loses_nothing_before_it_and_is_never_silent",
        ),
    ),
    Mutation(
        name="that of the keys is not kept",
        file="codesign/store/files.py",
        text="keys.wal.recovered_frames(), flushed=False)\n",
        replacement="keys.wal.recovered_frames(), flushed=True)\n",
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_a_damaged_write_ahead_log_of_the_keys_is_told_and_not_kept",
        ),
    ),
    Mutation(
        name="the write-ahead log is moved",
        file="codesign/store/wal.py",
        text="        if self._rows >= _MOVE_EVERY_ROWS:\n",
        replacement="        if self._rows < 0:\n",
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_without_a_long_reader_the_write_ahead_log_stays_small",
        ),
    ),
    Mutation(
        name="a long reader is named",
        file="codesign/store/wal.py",
        text="            if frames - moved < ALARM_FRAMES:\n",
        replacement="            if frames >= moved:\n",
        tests=(
            "tests/faults/test_storage_wal.py::test_a_long_reader_is_named_in_the_log_once"
            "_and_the_growth_undone_when_it_ends",
        ),
    ),
    Mutation(
        name="the write-ahead log is cut back",
        file="codesign/store/database.py",
        text='    connection.execute(f"PRAGMA journal_size_limit={_WAL_KEPT_BYTES}")\n',
        replacement="",
        tests=(
            "tests/faults/test_storage_wal.py::test_a_long_reader_is_named_in_the_log_once"
            "_and_the_growth_undone_when_it_ends",
        ),
    ),
    Mutation(
        name="a reader of ours has its time",
        file="codesign/store/database.py",
        text="lambda: time.monotonic() > until",
        replacement="lambda: False and until",
        tests=(
            "tests/faults/test_storage_wal.py"
            "::test_a_reader_of_ours_that_takes_too_long_is_broken_off",
        ),
    ),
    Mutation(
        name="a backup has the keys to its words",
        file="codesign/store/backup.py",
        text="        _copy(source.log, made.log)\n        _copy(source.keys, made.keys)\n",
        replacement="        _copy(source.keys, made.keys)\n        _copy(source.log, made.log)\n",
        tests=(
            "tests/store/test_backup.py::test_what_is_written_between_the_two_copies_is_in_neither_or_can_be_read",
        ),
    ),
    Mutation(
        name="a backup is checked",
        file="codesign/store/backup.py",
        text="        if each.fault:\n",
        replacement="        if each.fault and False:\n",
        tests=("tests/store/test_backup.py::test_a_damaged_log_is_not_called_a_backup",),
    ),
    Mutation(
        name="a damaged backup is not put in place",
        file="codesign/store/backup.py",
        text="    if not file.exists() or _sha256(file) != manifest.sha256:\n",
        replacement="    if not file.exists():\n",
        tests=("tests/store/test_backup.py::test_a_backup_that_is_damaged_is_not_put_in_place",),
    ),
    Mutation(
        name="nothing is overwritten unasked",
        file="codesign/store/backup.py",
        text="        if path.exists() and not overwrite:\n",
        replacement="        if path.exists() and not overwrite and False:\n",
        tests=(
            "tests/store/test_backup.py::test_nothing_is_overwritten_unasked",
            "tests/store/test_backup.py::test_other_keys_are_not_overwritten_unasked",
        ),
    ),
    Mutation(
        name="no restore under a running server",
        file="codesign/store/backup.py",
        text="    with closing(lock(to.log)):\n",
        replacement='    with closing(lock(to.log.with_name("another"))):\n',
        tests=("tests/store/test_backup.py::test_nothing_is_restored_under_a_running_server",),
    ),
    Mutation(
        name="no restore under a program that reads",
        file="codesign/store/backup.py",
        text='        if error.reason == "storage_busy":\n',
        replacement="        if not error.reason:\n",
        tests=("tests/store/test_backup.py::test_nothing_is_restored_under_a_program_that_reads",),
    ),
    Mutation(
        name="a new epoch after a restore",
        file="codesign/store/backup.py",
        text='"UPDATE workshop SET epoch = ? WHERE number = ?"',
        replacement='"UPDATE workshop SET epoch = ? WHERE number = -?"',
        tests=(
            "tests/store/test_backup.py"
            "::test_a_restored_log_is_the_one_that_was_backed_up_in_a_new_epoch",
            "tests/faults/test_storage_restore.py::test_an_older_copy_put_back_under_live_clients"
            "_loses_what_it_must_and_doubles_nothing",
        ),
    ),
    Mutation(
        name="newer keys are kept",
        file="codesign/store/backup.py",
        text="    keys_kept = _is_whole(to.keys) and _identity(to.keys) == manifest.keys\n",
        replacement="    keys_kept = False\n",
        tests=(
            "tests/store/test_backup.py::test_keys_kept_elsewhere_and_newer_than_the_log_are_kept",
        ),
    ),
    Mutation(
        name="what was erased since the backup stays erased",
        file="codesign/store/backup.py",
        text='"INSERT OR IGNORE INTO destruction VALUES (?, ?, ?)", erased)',
        replacement='"INSERT OR IGNORE INTO destruction VALUES (?, ?, ?)", [])',
        tests=(
            "tests/store/test_backup.py::test_older_keys_do_not_bring_back_what_was_erased_since",
        ),
    ),
    Mutation(
        name="no new keys for a log that has lost its own",
        file="codesign/store/files.py",
        text="        if recorder.knows_its_keys() and not keys_path.exists():\n",
        replacement="        if recorder.knows_its_keys() and not keys_path.parent.exists():\n",
        tests=(
            "tests/cli/test_backup.py::test_lost_keys_are_told_and_none_are_made_in_their_place",
        ),
    ),
    # --- the room display, and what is written beside a recording -----------------
    Mutation(
        name="a display whose code was replaced is hung up on",
        file="codesign/live/company.py",
        text="return connection.display_code in {None, workshop.display_code}",
        replacement="return True",
        tests=(
            "tests/web/test_displays.py::test_a_new_code_hangs_up_on_displays_opened_with_the_last",
        ),
    ),
    Mutation(
        name="a display code opens its own workshop alone",
        file="codesign/web/display_access.py",
        text="opened.workshop == room.workshop_id",
        replacement="True",
        tests=("tests/web/test_displays.py::test_a_code_of_one_workshop_opens_no_other",),
    ),
    Mutation(
        name="an annotation is read by whom its author chose",
        file="codesign/projections/records/afterwards.py",
        text="if found.withdrawn or not may_see(view, found.seen_by):",
        replacement="if found.withdrawn:",
        tests=("tests/projections/test_leaks.py",),
    ),
    Mutation(
        name="nobody annotates for an audience they are outside of",
        file="codesign/domain/annotations.py",
        text="if not may_see(view_of(workshop, author.id), command.seen_by):",
        replacement="if False:",
        tests=("tests/domain/test_annotations.py",),
    ),
    # --- the desk and its doors --------------------------------------------
    Mutation(
        name="nobody comes in who waits or was put out",
        file="codesign/live/company.py",
        text="            return connection.hang_up(CloseCode.NOT_INSIDE)\n",
        replacement="            pass\n",
        tests=(
            "tests/live/test_desk.py"
            "::test_who_is_put_out_is_hung_up_on_told_nothing_more_and_not_let_in_again",
            "tests/live/test_desk.py"
            "::test_who_waits_in_the_lobby_is_told_nothing_until_they_are_let_in",
        ),
    ),
    Mutation(
        name="hanging up on who is put out",
        file="codesign/live/company.py",
        text="        if self._is_outside(connection):\n            connection.stop_hearing()\n",
        replacement="        if False:\n            connection.stop_hearing()\n",
        tests=(
            "tests/live/test_desk.py"
            "::test_who_is_put_out_is_hung_up_on_told_nothing_more_and_not_let_in_again",
        ),
    ),
    Mutation(
        name="no ticket for who waits or was put out",
        file="codesign/web/commands.py",
        text="        _require_inside(room, login)\n",
        replacement="",
        tests=("tests/web/test_outside.py",),
    ),
    Mutation(
        name="no page for who waits or was put out",
        file="codesign/web/visitors.py",
        text="        if self.outside is not None:\n",
        replacement="        if False:\n",
        tests=(
            "tests/web/test_outside.py::test_who_waits_or_was_put_out_sees_nothing_of_the_workshop",
        ),
    ),
    Mutation(
        name="who waits does nothing",
        file="codesign/domain/permissions.py",
        text="    if asker.waiting:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_door.py::test_who_waits_can_do_nothing_yet",),
    ),
    Mutation(
        name="who was put out does nothing",
        file="codesign/domain/permissions.py",
        text="    if asker.removed:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_door.py",),
    ),
    Mutation(
        name="an idea that waits is on no board",
        file="codesign/projections/records/showing.py",
        text="    if idea.gone or idea.waiting or not",
        replacement="    if idea.gone or not",
        tests=(
            "tests/live/test_desk.py"
            "::test_a_held_idea_comes_onto_every_board_when_it_is_let_through",
            "tests/projections/test_leaks.py"
            "::test_no_view_is_told_what_it_may_not_see_in_long_workshops",
        ),
    ),
    Mutation(
        name="the desk's own things for nobody else, afresh",
        file="codesign/projections/desk.py",
        text="    if runs:\n        yield from _for_those_who_run(workshop)\n",
        replacement="    yield from _for_those_who_run(workshop)\n",
        tests=(
            "tests/projections/test_leaks.py"
            "::test_what_the_desk_is_told_reaches_nobody_else_in_long_workshops",
        ),
    ),
    Mutation(
        name="the desk's own things for nobody else, as they come",
        file="codesign/projections/desk.py",
        text="                yield from ((each, op) for each in runners(workshop) for op in ops)\n",
        replacement="                yield from (\n"
        "                    (each, op) for each in workshop.participants for op in ops\n"
        "                )\n",
        tests=(
            "tests/projections/test_leaks.py"
            "::test_what_the_desk_is_told_reaches_nobody_else_in_long_workshops",
            "tests/live/test_desk.py::test_m1_what_the_desk_is_told_reaches_nobody_else",
        ),
    ),
    Mutation(
        name="a report for its readers alone",
        file="codesign/projections/desk.py",
        text="    yield from ((each, _report(workshop, report_id, runs=True)) for each in readers)\n",
        replacement="    yield from (\n"
        "        (each, _report(workshop, report_id, runs=True)) for each in workshop.participants\n"
        "    )\n",
        tests=(
            "tests/projections/test_leaks.py"
            "::test_what_the_desk_is_told_reaches_nobody_else_in_long_workshops",
            "tests/live/test_desk.py::test_m1_what_the_desk_is_told_reaches_nobody_else",
        ),
    ),
    Mutation(
        name="a report to nobody it is about",
        file="codesign/domain/permissions.py",
        text='if not (about == "participant" and each == about_id)',
        replacement="if about",
        tests=(
            "tests/domain/test_confidences.py"
            "::test_nobody_is_told_of_a_report_about_themselves_and_the_reporter_is_told_if_nobody_is",
        ),
    ),
    Mutation(
        name="the desk is taken from who no longer runs the workshop",
        file="codesign/live/connection.py",
        text="        participant in runners(workshop),\n",
        replacement="        False,\n",
        tests=(
            "tests/live/test_desk.py"
            "::test_m2_who_no_longer_runs_the_workshop_loses_the_desk_at_once",
        ),
    ),
    Mutation(
        name="who writes what is held is not told",
        file="codesign/live/connection.py",
        text='        if records["workshop"]["workshop"]["intake"] == "held":\n',
        replacement="        if False:\n",
        tests=("tests/live/test_desk.py::test_nobody_is_told_who_writes_while_new_ideas_are_held",),
    ),
    Mutation(
        name="what was changed again since is not taken back over it",
        file="codesign/domain/taking_back/__init__.py",
        text="    _overtake(workshop, recorded.seq, step.subject, *step.also, but_of=own)\n",
        replacement="",
        tests=(
            "tests/domain/test_taking_back.py::"
            "test_what_was_changed_again_since_is_not_taken_back_over_it",
        ),
    ),
    Mutation(
        name="recent acts for those alone who run the workshop",
        file="codesign/projections/desk.py",
        text="        if runs or _is_theirs_to_take_back(workshop, act, participant):\n",
        replacement="        if True:\n",
        tests=(
            "tests/projections/test_leaks.py::"
            "test_recent_acts_reach_only_those_who_run_long_workshops",
        ),
    ),
    Mutation(
        name="a hand-over is taken back by who made it for a short while only",
        file="codesign/domain/handing_over.py",
        text="        in_time and may_take_back_hand_over(",
        replacement="        may_take_back_hand_over(",
        tests=(
            "tests/domain/test_taking_back.py::"
            "test_later_a_hand_over_is_only_theirs_who_run_the_workshop_now",
        ),
    ),
    Mutation(
        name="a refusal tells nobody whether an option was marked",
        file="codesign/domain/opening.py",
        text='    if found.tally != "live" or poll.totals:\n',
        replacement="    if poll.totals:\n",
        tests=(
            "tests/domain/test_taking_back.py::"
            "test_that_an_option_stays_tells_nobody_whether_it_was_marked_before_all_may_know",
        ),
    ),
    Mutation(
        name="an organisation somebody is entered under stays",
        file="codesign/domain/organisations.py",
        text="    if _is_named(workshop, found.id):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_taking_back.py::"
            "test_an_organisation_somebody_is_entered_under_stays_on_the_list",
        ),
    ),
    Mutation(
        name="nobody reports what is on a board they do not see",
        file="codesign/domain/confidences.py",
        text="    return shown and sees_board_of(",
        replacement="    return shown or sees_board_of(",
        tests=(
            "tests/domain/test_confidences.py::"
            "test_what_is_on_another_group_s_board_is_reported_by_nobody_who_does_not_see_it",
        ),
    ),
    Mutation(
        name="no beat where nobody went out",
        file="codesign/projections/beats.py",
        text="        moved = inside != (who in self._inside)\n",
        replacement="        moved = True\n",
        tests=(
            "tests/projections/test_timeline.py::test_who_was_put_out_and_leaves_then_is_no_beat",
        ),
    ),
    Mutation(
        name="what its author takes back is off everybody's board too",
        file="codesign/domain/ideas.py",
        text="    everywhere = (found, *_copies(workshop, found))\n",
        replacement="    everywhere = (found,)\n",
        tests=(
            "tests/domain/test_breakouts.py::"
            "test_what_its_author_takes_back_is_off_everybody_s_board_too_and_comes_back_with_it",
        ),
    ),
    Mutation(
        name="responses go where their decision goes",
        file="codesign/projections/touched/rounds.py",
        text='            return [("decisions", event.decision), *responses(workshop)]\n',
        replacement='            return [("decisions", event.decision)]\n',
        tests=(
            "tests/projections/test_convergence.py::"
            "test_a_decision_that_rests_on_another_vote_takes_the_responses_to_it_along",
        ),
    ),
    Mutation(
        name="only practice is thrown away",
        file="codesign/domain/practice.py",
        text="    if workshop.practice is None:\n        raise",
        replacement="    if False:\n        raise",
        tests=("tests/domain/test_practice.py::test_what_really_happened_is_not_thrown_away",),
    ),
    Mutation(
        name="a practice room is never published",
        file="codesign/domain/sittings.py",
        text="    if workshop.practice is not None:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_practice.py::test_a_practice_room_is_never_published",),
    ),
    Mutation(
        name="all words of a practice room go with it",
        file="codesign/domain/practice.py",
        text="        *_words_destroyed(workshop),\n",
        replacement="",
        tests=(
            "tests/domain/test_practice.py::"
            "test_of_a_practice_room_thrown_away_no_word_of_anybody_can_be_read",
        ),
    ),
    Mutation(
        name="no practice from what is not published but for who runs it",
        file="codesign/web/practice.py",
        text="        if not _runs(found) and not found.workshop[",
        replacement="        if False and not found.workshop[",
        tests=(
            "tests/web/test_practice.py::"
            "test_who_takes_part_opens_no_practice_room_from_what_is_not_published",
        ),
    ),
    Mutation(
        name="rooms without the create token are bounded",
        file="codesign/web/practice.py",
        text='return not _runs(found) or bool(found.workshop["practice"]) or waits > 0',
        replacement="return not _runs(found)",
        tests=(
            "tests/web/test_practice.py::test_who_runs_a_workshop_opens_ten_without_the_token"
            "_and_none_out_of_a_practice_room",
        ),
    ),
    # --- groups --------------------------------------------------------------
    Mutation(
        name="the past of another group",
        file="codesign/domain/views.py",
        text="    return opened or is_member(workshop, group, participant)\n",
        replacement="    return True\n",
        tests=(
            "tests/web/test_replays.py"
            "::test_the_past_of_a_groups_board_is_for_its_members_and_those_who_run_it",
        ),
    ),
    Mutation(
        name="the door to the past of a group",
        file="codesign/web/replays.py",
        text="            found.require_group(group)\n",
        replacement="            pass\n",
        tests=(
            "tests/web/test_replays.py"
            "::test_the_past_of_a_groups_board_is_for_its_members_and_those_who_run_it",
        ),
    ),
    Mutation(
        name="the door to the documents of a group",
        file="codesign/web/delivering.py",
        text="            found.require_group(group)\n",
        replacement="            pass\n",
        tests=(
            "tests/web/test_replays.py"
            "::test_the_past_of_a_groups_board_is_for_its_members_and_those_who_run_it",
        ),
    ),
    Mutation(
        name="words for the board of another group",
        file="codesign/domain/breakouts.py",
        text="    if not running and group_of(workshop, who) != found.id:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_breakouts.py::test_words_for_one_board_are_never_put_on_another",
        ),
    ),
    Mutation(
        name="words for a group that is back",
        file="codesign/domain/breakouts.py",
        text="    if not breakout.open and not running:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_breakouts.py::test_words_for_one_board_are_never_put_on_another",
        ),
    ),
    # --- paper and hands ---------------------------------------------------
    Mutation(
        name="nobody is counted twice",
        file="codesign/domain/totals.py",
        text="    if not all(_is_free(poll, command.totals, each) for each in voters):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_totals.py"
            "::test_hands_and_ballots_are_one_result_and_nobody_is_counted_twice",
            "tests/domain/test_totals.py::test_who_has_voted_on_a_device_is_in_no_count",
        ),
    ),
    Mutation(
        name="a voting sheet is taken once",
        file="codesign/domain/totals.py",
        text="    _require_new_paper(poll, command)\n",
        replacement="",
        tests=("tests/domain/test_totals.py::test_a_voting_sheet_is_typed_in_once",),
    ),
    Mutation(
        name="no count is more than people could give",
        file="codesign/domain/totals.py",
        text="    _require_possible(found, poll, command)\n",
        replacement="",
        tests=("tests/domain/test_totals.py",),
    ),
    Mutation(
        name="a count that binds needs a second person",
        file="codesign/domain/totals.py",
        text="    if known.by == act.by:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_totals.py",),
    ),
    Mutation(
        name="late paper waits for a count that is opened again",
        file="codesign/domain/totals.py",
        text='    if found.result is not None:\n        raise CommandRejectedError("round_counted")\n    if not found.opened_at',
        replacement="    if not found.opened_at",
        tests=("tests/domain/test_totals.py",),
    ),
    # --- secret votes -------------------------------------------------------
    Mutation(
        name="a secret vote is in no event",
        file="codesign/domain/ballots.py",
        text="    if found.secret:\n        caster",
        replacement="    if False:\n        caster",
        tests=(
            "tests/faults/test_secrecy.py::test_everything_is_the_same_whoever_chose_what[closed]",
            "tests/domain/test_ballot_box.py",
        ),
    ),
    Mutation(
        name="ballots come out of the box in the order of their contents",
        file="codesign/domain/ballot_box.py",
        text="    contents = sorted(sorted(each.items()) for each in command.ballots)\n",
        replacement="    contents = [sorted(each.items()) for each in command.ballots]\n",
        tests=(
            "tests/faults/test_secrecy.py::test_everything_is_the_same_whoever_chose_what[closed]",
            "tests/domain/test_ballot_box.py",
        ),
    ),
    Mutation(
        name="a sealed ballot is as long for every choice",
        file="codesign/store/ballot_box.py",
        text="    return text.ljust(-(-len(text) // whole) * whole)\n",
        replacement="    return text\n",
        tests=(
            "tests/faults/test_secrecy.py"
            "::test_before_it_closes_nothing_depends_on_the_choices_at_all",
        ),
    ),
    Mutation(
        name="the key of a box is destroyed when it was opened",
        file="codesign/store/log.py",
        text="    if isinstance(event, BallotBoxOpened):\n",
        replacement="    if False and isinstance(event, BallotBoxOpened):\n",
        tests=(
            "tests/faults/test_secrecy.py"
            "::test_who_kept_the_sealed_ballots_finds_no_key_after_the_close",
        ),
    ),
    Mutation(
        name="an opened box is emptied",
        file="codesign/store/sqlite.py",
        text='"DELETE FROM ballot WHERE workshop = ? AND round = ?"',
        replacement='"DELETE FROM ballot WHERE workshop = ? AND round = ? AND 0"',
        tests=(
            "tests/faults/test_secrecy.py::test_everything_is_the_same_whoever_chose_what[closed]",
            "tests/store/test_contract.py::TestSQLiteLog",
        ),
    ),
    Mutation(
        name="a changed secret vote is on disk before it is acknowledged",
        file="codesign/live/clerk.py",
        text="        if not batch.recorded and not batch.boxed:\n",
        replacement="        if not batch.recorded:\n",
        tests=(
            "tests/live/test_secret_rounds.py"
            "::test_a_changed_secret_vote_is_on_disk_when_it_is_acknowledged_rule_v3",
        ),
    ),
    Mutation(
        name="a box that misses a ballot is not opened",
        file="codesign/domain/ballot_box.py",
        text="    if missing:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_ballot_box.py",
            "tests/live/test_secret_rounds.py"
            "::test_a_box_that_misses_a_ballot_is_not_opened_and_that_is_said_loudly",
        ),
    ),
    Mutation(
        name="a ballot alone comes too late where the log went on",
        file="codesign/store/sqlite.py",
        text="        if heads[workshop] != write.expected:\n",
        replacement="        if heads[workshop] != write.expected and write.rows:\n",
        tests=("tests/store/test_contract.py::TestSQLiteLog",),
    ),
    Mutation(
        name="an option is not taken off once somebody voted in secret",
        file="codesign/domain/opening.py",
        text="    if found.secret and poll.voted:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_ballot_box.py",),
    ),
    Mutation(
        name="a secret vote has no split",
        file="codesign/domain/splitting.py",
        text="    if found.secret:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_ballot_box.py",),
    ),
    Mutation(
        name="a count of a few would tell how they voted",
        file="codesign/domain/totals.py",
        text="    if found.secret and voters and people < SECRET_PEOPLE_AT_LEAST:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_ballot_box.py",),
    ),
    Mutation(
        name="late paper adds no single secret ballot",
        file="codesign/domain/ballots.py",
        text="    if found.secret and not found.open:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_ballot_box.py",),
    ),
    Mutation(
        name="a card that nobody signed has no author",
        file="codesign/domain/evolve/ideas.py",
        text="    who = None if on_card else recorded.who\n",
        replacement="    who = recorded.who\n",
        tests=(
            "tests/domain/test_ideas.py"
            "::test_a_card_without_a_name_is_nobodys_idea_whoever_types_it",
        ),
    ),
    # --- splits ---------------------------------------------------------------
    Mutation(
        name="small numbers of a split are hidden",
        file="codesign/methods/splits.py",
        text="if counts[row][column] < fewest}",
        replacement="if False}",
        tests=("tests/methods/test_splits.py::test_what_is_shown_is_true_and_not_small",),
    ),
    Mutation(
        name="a hidden number cannot be worked out from the others",
        file="codesign/methods/splits.py",
        text="        if told is None:\n            return hidden\n",
        replacement="        return hidden\n",
        tests=(
            "tests/methods/test_splits.py"
            "::test_no_hidden_number_can_be_worked_out_not_even_with_ones_own_ballot",
        ),
    ),
    Mutation(
        name="two splits of a vote cross in enough people or in none",
        file="codesign/methods/splits.py",
        text="(*(each.get(voter) for each in earlier), *(r[voter] for r in found.values()))",
        replacement="()",
        tests=(
            "tests/methods/test_splits.py"
            "::test_rows_of_two_splits_cross_in_enough_people_or_in_none",
        ),
    ),
    Mutation(
        name="nearly the same people asked again give no second split",
        file="codesign/methods/splits.py",
        text="        if not all(_left_out(before, of, fewest) for before in earlier):\n",
        replacement="        if False:\n",
        tests=(
            "tests/domain/test_splitting.py"
            "::test_one_voter_fewer_asked_again_gives_no_second_split",
        ),
    ),
    Mutation(
        name="no split of an anonymous stage, of votes watched as they came, or counted again",
        file="codesign/domain/splitting.py",
        text="        if unsplit(workshop, each.id) is None:\n",
        replacement="        if True:\n",
        tests=("tests/domain/test_splitting.py::test_some_votes_are_not_split_at_all",),
    ),
    Mutation(
        name="voters are split by where they were when the vote closed",
        file="codesign/domain/splitting.py",
        text="poll.stood.get(each) or ",
        replacement="",
        tests=(
            "tests/domain/test_splitting.py"
            "::test_where_somebody_goes_after_the_vote_closed_moves_no_vote",
        ),
    ),
    Mutation(
        name="nobody is left out of a vote but by a group it is split by",
        file="codesign/domain/supposing.py",
        text="    if what not in suppositions(workshop, found.id):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_supposing.py::test_what_leaves_out_few_or_means_nothing_is_refused",
        ),
    ),
    # --- after the room -------------------------------------------------------
    Mutation(
        name="a personal link is its owner's, and made by this server",
        file="codesign/web/links.py",
        text="if link and access.is_personal(room.workshop_id, participant, link.id, token):",
        replacement="if link:",
        tests=(
            "tests/web/test_links.py"
            "::test_a_link_that_was_altered_opens_nothing_and_guesses_are_limited",
        ),
    ),
    Mutation(
        name="wrong personal links count as guesses",
        file="codesign/web/links.py",
        text="        self._doors.guesses.note_wrong(address(request))\n",
        replacement="",
        tests=(
            "tests/web/test_links.py"
            "::test_a_link_that_was_altered_opens_nothing_and_guesses_are_limited",
        ),
    ),
    Mutation(
        name="a personal link ends with its time",
        file="codesign/domain/links.py",
        text="    return found if at < found.expires_at else None\n",
        replacement="    return found\n",
        tests=(
            "tests/web/test_links.py"
            "::test_it_ends_with_its_time_when_it_is_ended_and_when_it_is_replaced",
        ),
    ),
    Mutation(
        name="nobody but a facilitator reads the link of who runs the workshop",
        file="codesign/web/links.py",
        text='facilitates = person.role == "facilitator"',
        replacement="facilitates = True",
        tests=(
            "tests/web/test_links.py"
            "::test_a_co_facilitator_neither_makes_nor_reads_the_link_of_who_runs_it",
        ),
    ),
    Mutation(
        name="answers on leaving are without names where the closing stage is",
        file="codesign/projections/afterwards.py",
        text="    if nameless:\n",
        replacement="    if False:\n",
        tests=(
            "tests/projections/test_afterwards.py::"
            "test_in_a_closing_stage_without_names_neither_name_nor_order_tells_who_answered",
        ),
    ),
    Mutation(
        name="nobody is told of an open report about themselves",
        file="codesign/projections/afterwards.py",
        text='each.state != "done" and reader in report_readers(workshop, each.about, each.about_id)',
        replacement='each.state != "done"',
        tests=(
            "tests/projections/test_afterwards.py"
            "::test_a_report_is_open_for_its_readers_until_it_is_dealt_with",
        ),
    ),
    Mutation(
        name="a letter is written with its readers' eyes",
        file="codesign/outputs/letter.py",
        text='    "organisations": "participant",\n',
        replacement='    "organisations": "partner",\n',
        tests=("tests/outputs/test_letter.py::test_what_only_partners_may_see_is_in_no_letter",),
    ),
    Mutation(
        name="nothing anybody wrote becomes markup in a letter",
        file="codesign/outputs/letter.py",
        text="    text = escape(words.text)\n",
        replacement="    text = words.text\n",
        tests=("tests/outputs/test_letter.py::test_nothing_anybody_wrote_becomes_markup",),
    ),
    Mutation(
        name="a form tidies for those who run the workshop alone",
        file="codesign/web/after.py",
        text="        person = found.require_running()\n",
        replacement="        person = found.require_person()\n",
        tests=("tests/web/test_after.py::test_only_those_who_run_the_workshop_tidy_up",),
    ),
    Mutation(
        name="no document prints what was taken off the board",
        file="codesign/projections/reading.py",
        text='if each.get("hidden_reason") is None}',
        replacement="if each}",
        tests=(
            "tests/projections/test_summary.py"
            "::test_an_idea_that_was_taken_off_the_board_is_told_to_nobody",
            "tests/programmes/test_catalogue.py"
            "::test_ideas_that_were_taken_off_the_board_are_not_printed",
        ),
    ),
    Mutation(
        name="no control character reaches a file",
        file="codesign/outputs/printable.py",
        text=".translate(_DROPPED)",
        replacement="",
        tests=("tests/outputs/test_formats.py::test_words_that_would_break_a_file_do_not",),
    ),
    Mutation(
        name="a heading of a table that begins as a formula is none",
        file="codesign/outputs/tables.py",
        text="[str(_safe(each)) for each in columns]",
        replacement="columns",
        tests=("tests/outputs/test_formats.py::test_words_that_would_break_a_file_do_not",),
    ),
    Mutation(
        name="what no font draws is named",
        file="codesign/outputs/fonts.py",
        text="        if known:\n",
        replacement="        if True or known:\n",
        tests=("tests/outputs/test_formats.py::test_what_no_font_can_draw_is_named_in_a_pdf",),
    ),
    Mutation(
        name="a template that unpacks to more than fits is refused",
        file="codesign/outputs/docx.py",
        text="> _MOST_UNPACKED_BYTES:",
        replacement="> 10**12:",
        tests=(
            "tests/outputs/test_docx.py"
            "::test_a_template_that_is_too_large_is_refused_before_it_is_unpacked",
        ),
    ),
    Mutation(
        name="only what was published is everybody's",
        file="codesign/web/documents.py",
        text="        return any(tuple(each[it] for it in named) == asked for each in outputs)",
        replacement="        return bool(outputs) or asked == named",
        tests=(
            "tests/web/test_documents.py"
            "::test_a_published_document_is_everybodys_with_its_digest_on_record",
        ),
    ),
    Mutation(
        name="an archive bears no date",
        file="codesign/outputs/archive.py",
        text="ZipInfo(path, _NO_DATE)",
        replacement="ZipInfo(path, __import__('time').localtime()[:6])",
        tests=("tests/outputs/test_formats.py::test_an_archive_holds_no_date",),
    ),
    Mutation(
        name="a document that takes too long is ended",
        file="codesign/outputs/rendering.py",
        text="await asyncio.wait_for(self._rendered(work), self._within_s)",
        replacement="await self._rendered(work)",
        tests=(
            "tests/outputs/test_rendering.py::test_one_that_takes_too_long_is_ended_and_said_to_be",
        ),
    ),
    Mutation(
        name="no file that was made outlives words that were destroyed",
        file="codesign/outputs/rendering.py",
        text="        self._files.clear()\n",
        replacement="        pass\n",
        tests=(
            "tests/outputs/test_rendering.py"
            "::test_a_file_that_was_made_is_not_made_again_until_words_are_destroyed",
        ),
    ),
    Mutation(
        name="nobody takes back the worry of somebody else",
        file="codesign/domain/answering.py",
        text="    if reason.voter != who.id:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_worries.py::test_nobody_takes_back_a_worry_of_somebody_else",),
    ),
    Mutation(
        name="whose worry it is has no vote on it",
        file="codesign/domain/answering.py",
        text=" if each != reason.voter",
        replacement="",
        tests=(
            "tests/domain/test_worries.py"
            "::test_the_others_are_asked_in_a_round_of_their_own_about_the_same_proposal",
        ),
    ),
    Mutation(
        name="a worry stands again when the vote about it is set aside",
        file="codesign/domain/rounds.py",
        text="*set_aside_with(workshop, found)",
        replacement="",
        tests=("tests/domain/test_worries.py",),
    ),
    Mutation(
        name="a vote of the others that did not carry leaves the worry open",
        file="codesign/domain/worries.py",
        text="    if not _carried(result):\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_worries.py",),
    ),
    Mutation(
        name="nobody casts for another who has voted themselves",
        file="codesign/domain/proxies.py",
        text="    if absent.id in poll.voters and absent.id not in poll.proxies:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_nobody_casts_for_another_where_that_is_not_theirs",
        ),
    ),
    Mutation(
        name="one person casts for no more others than the vote lets",
        file="codesign/domain/proxies.py",
        text="    if len(cast) >= found.proxies_at_most:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_one_person_casts_for_as_many_as_the_vote_lets_also_one_after_another",
        ),
    ),
    Mutation(
        name="who is named no more is not told who is named instead",
        file="codesign/projections/mine.py",
        text="    if holder is None or told not in {absent, holder}:\n",
        replacement="    if holder is None:\n",
        tests=(
            "tests/domain/test_proxies.py::test_who_was_named_before_is_not_told_who_is_named_instead",
        ),
    ),
    Mutation(
        name="nobody is voted for who has never joined",
        file="codesign/domain/proxies.py",
        text="    if participant in workshop.door_list and participant not in workshop.participants:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_who_is_only_on_the_door_list_is_voted_for_once_they_have_joined",
        ),
    ),
    Mutation(
        name="who groups takes back only what they did themselves",
        file="codesign/domain/decide.py",
        text="    if taking_back.latest_own(workshop, act.by) is not found:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_taking_back.py::test_who_groups_takes_back_only_what_they_did_last_and_who_runs_the_workshop_any_of_it",
        ),
    ),
    Mutation(
        name="what one did before can be taken back after what one did next",
        file="codesign/domain/taking_back/__init__.py",
        text="but_of=own)\n",
        replacement="but_of=None)\n",
        tests=(
            "tests/domain/test_taking_back.py::test_what_one_moved_twice_goes_back_in_two_steps",
        ),
    ),
    Mutation(
        name="what somebody else built upon is not taken back over them",
        file="codesign/domain/taking_back/__init__.py",
        text="        if who != but_of and any(",
        replacement="        if False and any(",
        tests=(
            "tests/domain/test_taking_back.py::test_what_somebody_else_built_upon_is_overtaken_however_far_back_it_is",
        ),
    ),
    Mutation(
        name="choosing a language loses nothing that was typed",
        file="codesign/web/languages.py",
        text='    if not isinstance(request, Request) or request.method != "GET":\n',
        replacement="    if False:\n",
        tests=(
            "tests/web/test_phrases.py::test_a_refused_form_offers_no_way_to_lose_what_was_typed",
        ),
    ),
    Mutation(
        name="a title that was destroyed is in no act",
        file="codesign/domain/taking_back/__init__.py",
        text="        _overtake(workshop, recorded.seq, *gone)\n",
        replacement="",
        tests=(
            "tests/domain/test_taking_back.py::test_a_title_that_was_destroyed_is_brought_back_by_nothing",
        ),
    ),
    Mutation(
        name="who votes for others passes no vote on",
        file="codesign/domain/proxies.py",
        text="    if holder.id in workshop.proxies or absent.id in workshop.proxies.values():\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_who_cannot_vote_for_others_and_who_cannot_be_voted_for_is_refused",
        ),
    ),
    Mutation(
        name="an interest is not got round through another",
        file="codesign/domain/proxies.py",
        text="    if is_barred(asker, found.barring):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_nobody_casts_for_another_where_that_is_not_theirs",
        ),
    ),
    Mutation(
        name="nothing but a ballot is done in another's place",
        file="codesign/domain/decide.py",
        text="isinstance(command, c.CastBallot) and votes_by_proxy",
        replacement="votes_by_proxy",
        tests=(
            "tests/domain/test_proxies.py::test_nothing_but_a_ballot_is_done_in_anothers_place",
        ),
    ),
    Mutation(
        name="a ballot cast in another's place gives way whole",
        file="codesign/domain/ballots.py",
        text="    if voter.id in poll.proxies and not by_proxy:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_proxies.py::test_what_was_cast_gives_way_to_who_comes_back",),
    ),
    Mutation(
        name="who comes back to a secret vote is on record as their own voter",
        file="codesign/domain/ballots.py",
        text="        known = voter.id in poll.voted and poll.proxies.get(voter.id) == caster\n",
        replacement="        known = voter.id in poll.voted\n",
        tests=(
            "tests/domain/test_proxies.py::test_who_comes_back_to_a_secret_vote_is_on_record_as_their_own_voter",
        ),
    ),
    Mutation(
        name="what somebody casts themselves is not told to whom they named",
        file="codesign/projections/mine.py",
        text="    if absent in poll.voters and absent not in poll.proxies:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_proxies.py::test_what_somebody_casts_themselves_is_never_told_to_whom_they_named",
        ),
    ),
    Mutation(
        name="what a barred person cast for others is taken out",
        file="codesign/domain/evolve/people.py",
        text="        for each in [absent for absent, caster in poll.proxies.items() if caster == who]:\n",
        replacement="        for each in ():\n",
        tests=(
            "tests/domain/test_proxies.py::test_an_interest_declared_later_takes_out_what_was_cast_for_others",
        ),
    ),
    Mutation(
        name="reckoning by the rates that were set",
        file="codesign/projections/money.py",
        text="    return ILLUSTRATIVE if workshop.rates is None else workshop.rates.rates",
        replacement="    return ILLUSTRATIVE",
        tests=(
            "tests/domain/test_estimates.py::"
            "test_what_an_option_comes_to_goes_by_the_rates_that_were_set",
            "tests/outputs/test_weighing.py::"
            "test_rates_that_were_set_print_with_whose_they_are_and_lead_to_where_they_were_set",
        ),
    ),
    Mutation(
        name="asking whose rates are and of when",
        file="codesign/domain/estimates.py",
        text="    if not recorded.dated:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_estimates.py::"
            "test_rates_that_are_none_or_are_nobodys_are_refused_beside_their_field",
        ),
    ),
    Mutation(
        name="leaving the naming of who signs to those who run the workshop",
        file="codesign/domain/signatories.py",
        text='    """Let the holder of a post speak for an organisation, with a link to do so."""\n'
        "    require_running(workshop, act)\n",
        replacement="",
        tests=(
            "tests/domain/test_signatories.py::"
            "test_naming_and_ending_is_for_those_who_run_the_workshop",
        ),
    ),
    Mutation(
        name="ending the link with the mandate",
        file="codesign/domain/signatories.py",
        text="        *revoke_link(workshop, RevokeLink(participant=held.participant), act),\n",
        replacement="",
        tests=(
            "tests/domain/test_signatories.py::test_ending_it_takes_the_mandate_back_and_the_link",
        ),
    ),
    Mutation(
        name="awaiting an organisation that answered an earlier version",
        file="codesign/projections/stands.py",
        text=' or self.position["version"] != self.version',
        replacement="",
        tests=("tests/web/test_signing.py::test_who_answered_an_earlier_version_is_awaited_again",),
    ),
    Mutation(
        name="leaving the worry of an organisation to itself",
        file="codesign/domain/agreements.py",
        text='    if command.written:\n        raise CommandRejectedError("no_mandate"',
        replacement='    if False:\n        raise CommandRejectedError("no_mandate"',
        tests=(
            "tests/domain/test_agreements.py::"
            "test_who_types_in_a_letter_raises_no_worry_that_only_they_could_take_back",
        ),
    ),
    Mutation(
        name="an organisation signs only the text that stands",
        file="codesign/domain/agreements.py",
        text="    if (command.version, command.hash) != (found.now.number, found.now.hash):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_9_a_signature_is_on_the_version_and_hash_that_stand",
        ),
    ),
    Mutation(
        name="nobody signs for an organisation whose voice they are not",
        file="codesign/domain/agreements.py",
        text="    if not _speaks(workshop, command.organisation, act):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_9_nobody_else_signs_for_an_organisation",
        ),
    ),
    Mutation(
        name="nobody promises more than their mandate",
        file="codesign/domain/agreements.py",
        text="    return max(mandated, command.capacity or mandated, key=_CAPACITIES.index)\n",
        replacement="    return command.capacity or mandated\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_9_nobody_promises_more_than_their_mandate",
        ),
    ),
    Mutation(
        name="nothing is agreed while anything is missing",
        file="codesign/domain/agreements.py",
        text="    if lacking:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_10_dual_key_wants_the_room_and_every_required_organisation",
        ),
    ),
    Mutation(
        name="a signature on an earlier version is no yes to this one",
        file="codesign/domain/missing.py",
        text="        elif each.version != facts.version:\n",
        replacement="        elif False:\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_8_a_later_version_clears_what_was_signed",
        ),
    ),
    Mutation(
        name="an open worry keeps a redesign from being agreed",
        file="codesign/domain/missing.py",
        text="    if facts.stopping:\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_agreements.py"
            "::test_invariant_10_no_agreement_over_an_open_objection",
        ),
    ),
    Mutation(
        name="dual key asks the room too",
        file="codesign/domain/missing.py",
        text='    if facts.rule == "organisations":\n',
        replacement='    if facts.rule != "room":\n',
        tests=(
            "tests/domain/test_missing.py"
            "::test_invariant_10_the_sentence_names_all_that_is_missing_and_nothing_else",
        ),
    ),
    Mutation(
        name="a worry that a view may not read is not counted to it",
        file="codesign/projections/records/agreements.py",
        text="each.stops and spoken_shown(workshop, each, view)",
        replacement="each.stops",
        tests=(
            "tests/projections/test_agreements.py"
            "::test_a_worry_that_a_view_may_not_read_is_not_counted_to_it",
        ),
    ),
    Mutation(
        name="nobody closes the worry of another about a redesign",
        file="codesign/domain/objections.py",
        text="    if require_contributor(workshop, act).id != found.author:\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_redesigns.py::test_only_who_has_a_worry_takes_it_back",),
    ),
    Mutation(
        name="a worry is answered only by a later version",
        file="codesign/domain/objections.py",
        text="not found.version < version <= latest",
        replacement="version > latest",
        tests=("tests/domain/test_redesigns.py::test_a_worry_is_answered_only_by_a_later_version",),
    ),
    Mutation(
        name="a form that signs twice answers once and hides no other answer",
        file="codesign/web/signing.py",
        text='        if answer.code == "id_taken" and await self._said_already(one, command):\n',
        replacement='        if answer.code == "id_taken":\n',
        tests=(
            "tests/web/test_signing.py"
            "::test_sending_the_form_twice_is_one_answer_and_another_is_asked_for_again",
        ),
    ),
    Mutation(
        name="ending a link to sign takes the mandate back",
        file="codesign/domain/signatories.py",
        text="        *withdraw_mandate(workshop,"
        " WithdrawMandate(organisation=command.organisation), act),\n",
        replacement="",
        tests=(
            "tests/web/test_signing.py::test_a_link_that_ended_says_so_and_its_post_speaks_no_more",
        ),
    ),
    Mutation(
        name="an area that somebody is of stays on the list",
        file="codesign/domain/areas.py",
        text="    if any(each.area == found.id for each in people.values()):\n",
        replacement="    if False:\n",
        tests=(
            "tests/domain/test_areas.py::test_areas_are_added_corrected_and_taken_off_by_who_runs_the_workshop",
        ),
    ),
    Mutation(
        name="nobody says of somebody else which area they are of",
        file="codesign/domain/areas.py",
        text="    if asker is None or not may_act_for(asker, chooser):\n",
        replacement="    if False:\n",
        tests=("tests/domain/test_areas.py::test_nobody_else_says_it_and_it_must_be_on_the_list",),
    ),
    Mutation(
        name="who is from where is told to who runs the workshop alone",
        file="codesign/projections/records/people.py",
        text='    if view == "facilitator":\n        record |= {\n',
        replacement="    if True:\n        record |= {\n",
        tests=(
            "tests/domain/test_areas.py::test_only_who_runs_the_workshop_and_oneself_are_told_who_is_from_where",
        ),
    ),
    Mutation(
        name="who is erased is of no area",
        file="codesign/domain/evolve/people.py",
        text="hand_at=0, area=None)",
        replacement="hand_at=0)",
        tests=("tests/domain/test_areas.py::test_an_erased_person_is_of_no_area",),
    ),
    Mutation(
        name="telling of a library's entry its fixed words alone",
        file="codesign/logs.py",
        text="    return _PLACEHOLDER.sub(_UNTOLD, first)\n",
        replacement="    return record.getMessage()\n",
        tests=("tests/test_logs.py::test_of_a_librarys_entry_only_its_fixed_words_are_kept",),
    ),
    Mutation(
        name="letting nobody but us write what the server under us logs",
        file="codesign/app.py",
        text="        log_config=None,\n",
        replacement="",
        tests=("tests/test_logs.py::test_what_breaks_the_server_is_logged_without_its_words",),
    ),
    Mutation(
        name="telling an exception in the log without its words",
        file="codesign/logs.py",
        text='told.append(f"{type(cause).__name__} {',
        replacement='told.append(f"{cause!r} {',
        tests=(
            "tests/test_logs.py::test_an_exception_is_told_by_type_and_place_and_never_by_its_words",
            "tests/test_logs.py::test_nothing_that_anybody_wrote_and_no_secret_is_in_the_log",
        ),
    ),
    Mutation(
        name="sending nobody to a server that keeps nothing",
        file="codesign/web/health.py",
        text="        if failed:\n",
        replacement="        if False:\n",
        tests=("tests/web/test_health.py::test_nobody_is_sent_here_while_nothing_is_kept",),
    ),
    Mutation(
        name="telling at once that somebody asked too fast",
        file="codesign/live/connection.py",
        text='        if isinstance(message, Reject) and message.code == "too_fast":\n',
        replacement="        if False:\n",
        tests=(
            "tests/live/test_pace.py::test_a_slow_line_is_told_at_once_that_it_asked_too_fast_rule_c1",
        ),
    ),
    Mutation(
        name="letting nobody wait for a room on a server that goes",
        file="codesign/live/rooms.py",
        text="                opening.cancel()\n",
        replacement="                pass\n",
        tests=(
            "tests/live/test_rooms.py::"
            "test_whoever_waits_for_a_room_when_the_server_goes_is_told_to_try_again",
        ),
    ),
    Mutation(
        name="opening no room once everybody has gone",
        file="codesign/web/server.py",
        text="        self.rooms.open_no_more()\n",
        replacement="",
        tests=(
            "tests/web/test_server.py::test_when_all_have_gone_nobody_waits_for_a_room_any_longer",
        ),
    ),
)

if __name__ == "__main__":
    sys.exit(main(MUTATIONS, sys.argv[1:]))
