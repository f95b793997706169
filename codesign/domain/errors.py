"""The one way a command is refused: a stable code and a plain sentence.

Codes are part of the wire (SPEC.md) and never change their meaning. Each
sentence says what to do next and is what a person reads.
"""

from typing import Final

REASONS: Final[dict[str, str]] = {
    "act_overtaken": "This was changed again since, or is too long ago to take back. "
    "Look at how it is now.",
    "amendment_outdated": "The text went on since this change was suggested. "
    "Put the change to the text as it is now first.",
    "amendment_settled": "This suggested change is settled. Open it again first.",
    "already_created": "This workshop exists already. Open it from your workshops.",
    "already_on_roll": "This person is in the room already. Choose them from the list.",
    "area_in_use": "Somebody is of this area. Enter another one for them first.",
    "assessed_already": "This has been assessed for this redesign. Change what is there.",
    "bad_date": "That is no date. Write a year, a month or a day, "
    "such as 2026, 2026-03 or 2026-03-31.",
    "bad_bands": "These discount rates do not fit. The first holds from year 0, each later one "
    "from a later year, and each is from 0 to 20 per cent.",
    "bad_grade_terms": "That does not fit. Write of each of the six grades, in per cent, what is "
    "added to costs (0 to 200), taken from benefits (0 to 100) and how far a figure may err "
    "(0 to 90).",
    "bad_grade": "That is no grade. Choose one from 1, the strongest, to 6, what somebody thinks.",
    "bad_number": "That number does not fit here. Look at it again.",
    "bad_uprn": "That is no UPRN. It is up to 12 digits; leave it empty if you do not know it.",
    "bad_contact": "Write an e-mail address or a telephone number, so that you can be reached.",
    "anonymity_is_fixed": "This stage has been opened, so who sees what cannot change. "
    "Add a new stage instead.",
    "bad_amount": "That amount does not fit. Write it in pounds, up to a thousand million a year.",
    "bad_cashable": "Only a saving to budgets can be money really freed up, and at most all of it.",
    "bad_day": "That is no day. Write it as 2026-03-31.",
    "bad_score": "That is no score. Choose one from 0, the worst, to 100, the best.",
    "bad_share": "That is no share. Write it in per cent, from 0 to 100.",
    "bad_weight": "That is no weight. Give each at least 1, so that all together come to 100.",
    "bad_year": "That is no financial year, or it stands here twice. Write the year it begins in, "
    "such as 2026.",
    "bad_area": "That is no GSS code. It is a letter and eight digits, such as E06000014; "
    "leave it empty if you do not know it.",
    "bad_count": "These numbers do not fit together. Nobody can give more than their vote; "
    "count again.",
    "bad_days": "A link holds for at least a day and at most a year. Choose a number between.",
    "bad_dots": "That many dots do not work. Give everybody between 1 and 100, "
    "and let one option get at most as many.",
    "bad_electorate": "Where organisations vote, each has its one voice, in the open: "
    "the list of voters cannot be chosen or grow.",
    "bad_id": "The identifier is not well formed. Reload the page and try again.",
    "bad_length": "That is too long or too short. Choose a time of at most 24 hours.",
    "bad_link": "That is no link. Copy the whole address, beginning with https://.",
    "bad_money": "An amount of money is missing or too large. Give the budget and every option "
    "an amount of more than nothing.",
    "bad_mark": "This vote does not fit the question. Choose one of the answers shown.",
    "bad_order": "Every level is in the order once. Look at the order again.",
    "bad_spend": "That is no amount. It is nothing or more; what comes in is written as income.",
    "bad_apportionment": "That is no share. It is more than nothing and at most all of it, "
    "such as 2/5.",
    "bad_proxies": "One person can vote for at most 10 others. Choose a smaller number.",
    "bad_ring_fence": "This ring-fence does not fit. Choose its options, and amounts within "
    "the budget.",
    "bad_terms": "These terms do not fit this way of voting. Look at them again.",
    "breakout_held": "This breakout has been held, so it and its groups stay on record.",
    "breakout_over": "The groups are back with everyone and their boards are closed. "
    "Your words are kept here; send them to everybody's board instead.",
    "breakout_running": "Another breakout is running. Bring everyone back first.",
    "card_unsigned": "A card without a name is nobody's idea. "
    "Write it in the name of the person instead.",
    "criteria_not_locked": "Nothing is fixed yet to score by. Fix what matters and how much first.",
    "criterion_locked": "This is part of what was fixed, so it stays as it is. "
    "Fix the others without it first.",
    "criterion_not_locked": "This is not part of what was fixed. Look at the list again.",
    "code_too_short": "This code is too easy to guess. Make a longer one.",
    "choosing_not_offered": "The facilitator puts people into groups here. Ask to be moved.",
    "desk_work_only": "This is for people named for desk work. Ask the facilitator to name you.",
    "door_locked": "Nobody new can come in at the moment. Ask the facilitator to open the door.",
    "confirmation_missing": "Say what was confirmed in writing, by whom and when.",
    "count_unconfirmed": "A count of hands or paper waits for a second person. "
    "Confirm it or take it back first.",
    "counted_otherwise": "This vote was counted by hand or on paper. "
    "Ask the facilitator if that is wrong.",
    "driver_missing": "Say by what the bigger cost is shared out, such as population.",
    "empty_ballot": "There is nothing chosen yet. Choose at least one answer.",
    "empty_text": "There is nothing written yet. Write a few words first.",
    "excluded_together": "Only one of two options you chose can be paid for. Take one back first.",
    "entry_hidden": "The facilitators took this off the board. Ask them to put it back first.",
    "facilitators_only": "Only a facilitator can do this. Ask one of them.",
    "follow_up_missing": "Say what will be done about it, or how you will find out.",
    "follow_up_undated": "Say by when you will find out: a year, a month or a day.",
    "funds_itself": "An organisation cannot be funded by itself. Leave that empty.",
    "goes_round": "These would wait for each other in a circle, so none could be first. "
    "Take one of these away.",
    "handed_over": "They run the workshop now. Only they can give it back to you.",
    "id_taken": "This identifier is in use. Reload the page and try again.",
    "idea_being_voted": "This idea is being voted on. Wait until the vote closes.",
    "idea_not_shown": "This idea is not shown at the moment. Reveal or restore it first.",
    "ideas_locked": "No new ideas are taken at the moment. Your words are kept here; "
    "raise your hand if it cannot wait.",
    "is_practice": "This is a practice room, so there is nothing to publish. "
    "Publish from the real workshop.",
    "interest_bars": "Somebody on this list declared an interest that keeps them from the vote. "
    "Take them off, or put a dispensation on record first.",
    "is_sensitive": "This workshop is marked as sensitive, so its recording stays "
    "with the people in it.",
    "last_facilitator": "Nobody else would run this workshop. "
    "Make somebody else a facilitator first.",
    "lead_publishes": "Only a facilitator of the lead organisation publishes. "
    "Ask one of them, or choose under your name whom you speak for.",
    "mandate_instead": "An organisation votes through whoever speaks for it. "
    "Name somebody who is here as its voice instead.",
    "muted": "The facilitators asked you not to write for now. Your words are kept here; you can "
    "still read, vote and raise your hand.",
    "needs_authority": "Nobody may confirm this for the organisation by themselves. "
    "Say which decision confirms it.",
    "needs_another": "An option you chose needs another one first. Choose that one too.",
    "needs_go_round": "Two options need each other, so neither could be first. "
    "Take one of these away.",
    "needs_device": "That role needs a device, and this person has none. Choose somebody who has.",
    "no_exit_question": "Nothing is asked on leaving at the moment. Your words are kept here.",
    "nobody_else": "There is nobody else who can vote on this. Change the wording, or talk to "
    "whoever raised it.",
    "no_worry": "This is no worry that is open. Look at the result again.",
    "no_casting_vote": "The chair does not settle ties in this vote; its own rule does.",
    "no_dates": "The end must come after the start. Check both dates.",
    "no_groups": "There is no group yet. Add at least one.",
    "no_options": "There is nothing to vote on yet. Add at least one option.",
    "no_mandate": "You do not speak for this organisation here. "
    "Ask the facilitator to record that you do.",
    "no_open_tie": "There is no open tie between just these options. Look at the result again.",
    "no_do_minimum": "One choice must be the least we could do. Mark one, or add it.",
    "no_years": "There is no amount yet. Write one for at least one year.",
    "no_rows": "There is no row here. Copy the rows out of your spreadsheet.",
    "no_voices": "Nobody speaks for any organisation yet. Record who does first.",
    "no_such_amendment": "This suggested change is not here. Reload the page.",
    "no_such_annotation": "This note is not here any more. Reload the page.",
    "no_such_access_need": "This is not here any more. It may have been deleted already.",
    "no_such_breakout": "This breakout is not planned here. Reload the page.",
    "no_such_condition": "This condition is not recorded here. Reload the page.",
    "no_such_decision": "This decision is not recorded here. Reload the page.",
    "no_such_entry": "This is not recorded here. Reload the page.",
    "no_such_equality_impact": "This assessment is not recorded here. Reload the page.",
    "no_such_formal_decision": "This formal decision is not recorded here. Reload the page.",
    "no_such_group": "This group is not part of the breakout. Look at the list of groups again.",
    "no_such_area": "This area is not on the list. Choose one from it.",
    "no_such_idea": "This idea is not on the board. Reload the page.",
    "no_such_moment": "The recording has no such moment. Reload the page.",
    "no_such_note": "This note is not here any more. Reload the page.",
    "no_such_objection": "This worry is not recorded here. Reload the page.",
    "no_such_output": "There is no such document here. Reload the page.",
    "no_such_option": "This option is not part of the vote. Look at the list again.",
    "no_such_organisation": "This organisation is not on the list. Add it first.",
    "no_such_count": "This count is not recorded here. Reload the page.",
    "no_such_participant": "This person is not on the list. Add them first.",
    "no_such_position": "This position is not recorded here. Reload the page.",
    "no_such_reason": "This reason is not recorded here. Reload the page.",
    "no_such_redesign": "This redesign is not here. Reload the page.",
    "no_such_report": "This report is not here. Reload the page.",
    "no_such_report_back": "This report is not on the board. Reload the page.",
    "no_such_response": "This response is not recorded here. Reload the page.",
    "no_such_round": "This vote does not exist. Reload the page.",
    "no_such_session": "This session is not planned. Reload the page.",
    "no_such_stage": "This stage is not on the agenda. Reload the page.",
    "no_such_theme": "This theme is not on the board. Reload the page.",
    "no_such_version": "This redesign has no such version. Reload the page.",
    "nobody_to_tell": "Only the person you want to report runs this workshop, so nobody else would "
    "see it. Tell whoever invited you instead.",
    "not_practice": "Only a practice room can be thrown away. What happened here stays on record.",
    "not_for_the_same": "These ideas are for different people to read, so they cannot be put "
    "together. Choose ideas of stages that the same people see.",
    "not_a_ranking": "This is no order yet. Give one option the first place, one the second, "
    "and so on without a gap.",
    "not_admitted": "You are waiting to be let in. The facilitator sees your name and lets you in.",
    "not_created": "This workshop does not exist. Check the link.",
    "not_at_that_time": "That was not open at that time. Look at the time again.",
    "not_for_them": "You can only act for people without a device whom you help. "
    "Add them to your table first.",
    "not_at_a_group": "This is for everybody's board. Your words are kept here; "
    "write them once your group is back.",
    "not_in_group": "You are not in this group. Your words are kept here; "
    "go to your own group's board.",
    "not_a_proxy": "Only somebody who can vote here, on a device of their own, can vote "
    "for another person. Choose somebody else.",
    "not_its_voice": "Only somebody of this organisation who can vote here can speak for it.",
    "not_on_roll": "You are not on the list of people who can vote here. Ask the facilitator.",
    "not_yours": "Only the person who wrote this can change it.",
    "not_joined_yet": "This person is only on the door list. Nobody is voted for who has never "
    "joined: with their personal code they can join from anywhere, say who votes for them, and go.",
    "not_voted_for": "This person does not vote here, or was put out, so nobody votes for them.",
    "not_yourself": "You cannot do this to yourself. Ask another facilitator, or leave.",
    "not_agreed_yet": "This is not agreed yet. Look at what is missing.",
    "not_answered_yet": "Choose the version that answers this worry, one that is later than "
    "the version it is about.",
    "nothing_changed": "Nothing is different yet. Change the text first.",
    "nothing_to_report": "There is nothing chosen yet. Choose at least one idea or theme.",
    "objection_settled": "This worry is settled. Open it again first.",
    "one_bau": "Exactly one choice must be to carry on as now. Mark one, or add it.",
    "option_barred": "This choice does not reach a bar that was fixed, so it cannot be preferred.",
    "option_discounted": "This choice was not taken further. Take it forward first.",
    "option_voted_on": "Somebody has voted since this option was added, or it was decided on, "
    "so it stays. Set the vote aside if it must not count.",
    "organisation_in_use": "People or ideas are entered under this organisation. "
    "Enter them under another one first.",
    "other_board": "This is on another board. Only what is on the same board goes together; "
    "let the group report it back first.",
    "outside_audience": "You would not see this note yourself. Choose who may read it again.",
    "over_credits": "That costs more than you have. Take some votes back first.",
    "over_envelope": "That costs more than the budget. Take something back first.",
    "over_ring_fence": "That is more than may go to these options together. "
    "Take something back first.",
    "over_dots": "That is more dots than you have. Take some back first.",
    "over_dots_per_option": "That is more dots than one option may get. Spread them out.",
    "worry_answered": "This worry is answered already. Look at the result again.",
    "worry_being_voted": "The others are voting on this worry now. Close that vote first.",
    "only_by_name": "Only people on the list of this vote can be counted. "
    "Choose them by name, or ask the facilitator.",
    "paper_counted": "A voting sheet with this number has been typed in already. "
    "Look at the number again, or correct what was typed.",
    "person_erased": "This person asked to be removed and can no longer act.",
    "redesign_withdrawn": "This redesign was taken back. Bring it back first.",
    "preferred_already": "A choice is preferred already, and this is part of why. "
    "Take the preference back first.",
    "price_bases_differ": "The other figures are in the prices of another year. "
    "Convert this one to that year first.",
    "reach_of_a_cost": "A cost is written as amounts by year. Leave out whom it reaches.",
    "rejection_missing": "Say of every other choice why it is not the preferred one.",
    "proxy_barred": "An interest you declared keeps you from this vote, so you cannot vote "
    "for anybody else in it. Ask the facilitator to let somebody else vote for them.",
    "proxy_chain": "Who votes for somebody else cannot pass their own vote on. "
    "Choose somebody who votes for themselves.",
    "proxy_not_on_roll": "You can vote for somebody only where both of you are on the list of "
    "people who can vote. Ask the facilitator.",
    "reason_missing": "Say why you cannot go along with this. "
    "Your choice is kept here until you do.",
    "reason_without_mark": "A reason goes with a choice. Choose your answer first.",
    "reasons_not_taken": "No reasons are asked for in this vote.",
    "removed": "You were asked to leave this workshop. "
    "Speak to the facilitator if that was a mistake.",
    "not_to_suppose": "This vote cannot be looked at that way, or too few people would be "
    "left out. Choose another.",
    "result_not_ready": "The votes are still being counted. Try again in a moment.",
    "result_not_shown": "Show the result first, so that everybody can read the worry.",
    "role_not_allowed": "Your role does not allow this. Ask the facilitator.",
    "room_paused": "The workshop is paused. Go on first.",
    "round_binds": "This vote binds, so totals of a table cannot be used. "
    "Type each person's vote, or count hands with a second person.",
    "round_closed": "This vote is closed. Your choice was not counted; it is kept here for you.",
    "round_counted": "This vote is counted. Open the count again, with a reason, to add paper.",
    "round_open": "This vote is still open. Close it first.",
    "round_options_fixed": "The options of this vote were fixed when it opened.",
    "round_void": "This vote was set aside. Look for the new one.",
    "same_words": "These are the words that were asked about before. Change them first.",
    "same_group_name": "Two groups cannot have names that look alike. Give each its own.",
    "scored_already": "This has been scored meanwhile. Look at that score, and change it there.",
    "second_person": "Somebody else must confirm this count, not the person who recorded it.",
    "secret_in_numbers": "This vote is secret, so a count by name stands for at least five people. "
    "Type the vote of each person instead.",
    "secret_late": "This vote is secret and closed, so single votes can no longer be added. "
    "Count late paper together.",
    "secret_no_reasons": "A reason would show who chose what, so a secret vote asks for none. "
    "Leave the reasons out.",
    "secret_not_live": "A secret vote cannot show how it stands while it is open. "
    "Show the result at the end.",
    "stage_closed": "This stage is closed. Your words are kept here; "
    "ask the facilitator to open it again.",
    "stage_is_open": "This stage is open. Close it first.",
    "stage_not_for_this": "This stage is not for that. Your words are kept here.",
    "stage_not_seen": "This person may not see this stage, so they cannot be in its groups.",
    "text_too_long": "This is longer than fits. Shorten it and send it again.",
    "theme_being_voted": "This theme is being voted on. Wait until the vote closes.",
    "theme_gone": "This theme was merged or taken apart. Look at the board again.",
    "tie_left_open": "Money goes to one option before another. Choose a tie rule that puts "
    "them in an order: lower cost, earliest, or a lot.",
    "tie_settled": "The chair has settled this tie already.",
    "time_not_allowed": "Only imports and paper can carry an earlier time.",
    "too_few_options": "Compare at least three choices, one of them to carry on as now.",
    "too_many": "That is more than fits into one step. Send fewer at a time.",
    "too_many_proxies": "This vote lets one person vote for only so many others. "
    "Let somebody else vote for this one.",
    "too_many_ballots": "There are more ballots in the box than people who voted, so this vote "
    "cannot be counted. Set it aside and run it again.",
    "type_each_sheet": "Sums cannot be counted in this way of voting. "
    "Type each sheet as that person's vote.",
    "version_overtaken": "Somebody changed the text meanwhile. Your words are kept here; "
    "look at the text as it is now, and send them again.",
    "vote_not_carried": "Only a vote of the others that carried can go on in spite of a worry. "
    "Choose that vote.",
    "voted_themselves": "They have voted themselves, and that counts. "
    "There is nothing left to do for them.",
    "voted_already": "Somebody in this count has voted already. Look again at who was counted.",
    "words_unchanged": "A worry is answered by new words for what it is about. "
    "Change these words first.",
    "weights_not_100": "All weights together must come to 100, each thing named once. "
    "Change some, then fix them.",
    "why_not": "Say why it is not done. Whoever asked for it will want to know.",
    "words_gone": "The words of this version were removed. Write a new version first.",
    "workshop_closed": "This workshop is closed. Ask the facilitator to open it again.",
}


class CommandRejectedError(Exception):
    """A command was refused; nothing happened.

    Args:
        code: one of `REASONS`.
        row: which row of a list it is about, from 1; nothing of the list was taken.
        field: which field of the command, or of that row.
        sentence: what a person reads instead, where it says more than the code's own.
    """

    def __init__(
        self, code: str, *, row: int | None = None, field: str | None = None, sentence: str = ""
    ) -> None:
        """Keep the code; its sentence is the message."""
        self.code = code
        self.row = row
        self.field = field
        told = sentence or REASONS[code]
        self.message = told if row is None else f"Line {row}: {told}"
        super().__init__(self.message)
