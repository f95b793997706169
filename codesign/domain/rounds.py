"""Rules: rounds of voting, from opening to the decision in the room.

Everything a round rests on is fixed when it opens. Closing and counting are
two steps, so that the room never waits for a count. A group's round asks its
members about what is on its own board.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Final, assert_never

from codesign.domain.act import Act
from codesign.domain.agenda import stage
from codesign.domain.breakouts import place_of
from codesign.domain.commands import (
    AddOption,
    CastBallot,
    CloseRound,
    ConcealResult,
    OpenRound,
    OptionPlan,
    PublishResult,
    RecordDecision,
    RerunRound,
    RestoreRound,
    RevealResult,
    VoidRound,
    WithdrawDecision,
    WithdrawOption,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    BallotCast,
    DecisionRecorded,
    DecisionWithdrawn,
    Event,
    OptionAdded,
    OptionWithdrawn,
    ResultConcealed,
    ResultPublished,
    ResultRevealed,
    RoundClosed,
    RoundOpened,
    RoundRestored,
    RoundVoided,
)
from codesign.domain.ideas import idea
from codesign.domain.ids import (
    DecisionId,
    GroupId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    StageId,
    ThemeId,
)
from codesign.domain.participation import may_vote
from codesign.domain.permissions import (
    fresh,
    person,
    require_contributor,
    require_present,
    require_running,
    require_system,
    runs,
)
from codesign.domain.themes import theme
from codesign.domain.totals import require_taking, unconfirmed
from codesign.domain.views import is_member, sees_board_of, sees_stage
from codesign.domain.words import TITLE_CHARS, one_line, optional_words, words
from codesign.domain.workshop import Decision, Idea, Option, Participant, Poll, Round, Workshop

OPTIONS_AT_MOST: Final = 1_000
DOTS_AT_MOST: Final = 100


def round_(workshop: Workshop, round_id: RoundId) -> Round:
    """Return the round of that id.

    Raises:
        CommandRejectedError: `no_such_round`.
    """
    found = workshop.rounds.get(round_id)
    if found is None:
        raise CommandRejectedError("no_such_round")
    return found


def decision(workshop: Workshop, decision_id: DecisionId) -> Decision:
    """Return the decision of that id.

    Raises:
        CommandRejectedError: `no_such_decision`.
    """
    found = workshop.decisions.get(decision_id)
    if found is None:
        raise CommandRejectedError("no_such_decision")
    return found


def open_round(workshop: Workshop, command: OpenRound, act: Act) -> tuple[Event, ...]:
    """Put a question to the vote; its terms are fixed from now on."""
    require_running(workshop, act)
    fresh(workshop, command.round)
    if command.stage is not None:
        stage(workshop, command.stage)
    if not command.options and not command.open_options:
        raise CommandRejectedError("no_options")
    if len(command.options) > OPTIONS_AT_MOST:
        raise CommandRejectedError("too_many")
    group = place_of(workshop, act)
    options = [_option_added(workshop, command.round, plan, group) for plan in command.options]
    if len({command.round, *(each.option for each in options)}) <= len(options):
        raise CommandRejectedError("id_taken")
    dots, per_option = _dots(command)
    held_in = _stage_of(workshop, command.stage, group)
    opened = RoundOpened(
        round=command.round,
        stage=held_in,
        question=words(command.question),
        method=command.method,
        roll=_roll(workshop, command.roll, held_in, group),
        named_roll=command.roll is not None,
        open_roll=command.open_roll,
        open_options=command.open_options,
        tally=command.tally,
        dots=dots,
        dots_per_option=per_option,
        binding=command.binding,
    )
    return (opened, *options)


def rerun_round(workshop: Workshop, command: RerunRound, act: Act) -> tuple[Event, ...]:
    """Ask a round's question again on the same terms, with a fresh roll."""
    require_running(workshop, act)
    earlier = round_(workshop, command.rerun_of)
    if earlier.open:
        raise CommandRejectedError("round_open")
    fresh(workshop, command.round)
    again = [
        OptionAdded(round=command.round, option=each.id, source=each.source, text=each.text)
        for each in workshop.polls[earlier.id].options.values()
        if _still_stands(workshop, each)
    ]
    if not again and not earlier.open_options:
        raise CommandRejectedError("no_options")
    opened = RoundOpened(
        round=command.round,
        stage=earlier.stage,
        question=earlier.question,
        method=earlier.method,
        roll=_roll_again(workshop, earlier),
        named_roll=earlier.named_roll,
        open_roll=earlier.open_roll,
        open_options=earlier.open_options,
        tally=earlier.tally,
        dots=earlier.dots,
        dots_per_option=earlier.dots_per_option,
        rerun_of=earlier.id,
        binding=earlier.binding,
    )
    return (opened, *again)


def add_option(workshop: Workshop, command: AddOption, act: Act) -> tuple[Event, ...]:
    """Add an option to a round with open options.

    Those who run the workshop add anything; others may put forward an idea
    they may see, in a stage they may see.
    """
    found = _taking_ballots(workshop, command.round)
    if not runs(workshop, act):
        _require_may_put_up(workshop, found, command.plan, act)
    if not found.open_options:
        raise CommandRejectedError("round_options_fixed")
    poll = workshop.polls[found.id]
    if command.plan.option in poll.options:
        return ()
    if len(poll.options) >= OPTIONS_AT_MOST:
        raise CommandRejectedError("too_many")
    return (_option_added(workshop, found.id, command.plan, found.group),)


def withdraw_option(workshop: Workshop, command: WithdrawOption, act: Act) -> tuple[Event, ...]:
    """Take an option off that was added by mistake, before anybody marked it.

    Where nobody may see yet how the votes stand, a refusal must not tell that
    somebody marked it: there it is refused once anybody voted at all since.
    """
    require_running(workshop, act)
    found = _taking_ballots(workshop, command.round)
    poll = workshop.polls[found.id]
    if command.option in poll.withdrawn:
        return ()
    if command.option not in poll.options:
        raise CommandRejectedError("no_such_option")
    if not found.open_options:
        raise CommandRejectedError("round_options_fixed")
    if _was_voted_on(workshop, found, poll.options[command.option]):
        raise CommandRejectedError("option_voted_on")
    return (OptionWithdrawn(round=found.id, option=command.option),)


def _was_voted_on(workshop: Workshop, found: Round, option: Option) -> bool:
    poll = workshop.polls[found.id]
    decisions = (each for each in workshop.decisions.values() if each.round == found.id)
    if any(option.id in each.options for each in decisions):
        return True
    if found.tally != "live" or poll.totals:
        return poll.voted_seq > option.seq
    return bool(poll.tallies[option.id])


def cast_ballot(workshop: Workshop, command: CastBallot, act: Act) -> tuple[Event, ...]:
    """Mark options, changing or adding to one's ballot until the round closes.

    What a person without a device put on paper may be typed later.
    """
    voter = require_present(workshop, act)
    found = _taking_ballot(workshop, command.round, act)
    poll = workshop.polls[found.id]
    if voter.id not in poll.roll or not sees_stage(workshop, found.stage, voter.id):
        raise CommandRejectedError("not_on_roll")
    if voter.id in poll.counted_in:
        raise CommandRejectedError("counted_otherwise")
    if not sees_board_of(workshop, found.group, voter.id):
        raise CommandRejectedError("not_in_group")
    ballot = poll.ballots.get(voter.id, {})
    changed = _changed(poll, ballot, command.marks)
    if not changed:
        return ()
    _require_fits(found, {**ballot, **changed}, changed)
    return (BallotCast(round=found.id, marks=changed),)


def close_round(workshop: Workshop, command: CloseRound, act: Act) -> tuple[Event, ...]:
    """Take no more ballots, or no more late paper; the count follows as a second step."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if not found.open and not found.reopened:
        return ()
    if unconfirmed(found, workshop.polls[found.id]):
        raise CommandRejectedError("count_unconfirmed")
    return (RoundClosed(round=found.id),)


def publish_result(workshop: Workshop, command: PublishResult, act: Act) -> tuple[Event, ...]:
    """Record the count of a closed round, once; one that missed late paper is not taken."""
    require_system(act)
    found = round_(workshop, command.round)
    if not found.owes_count or command.last != found.last_seq:
        return ()
    return (
        ResultPublished(**{each.name: getattr(command, each.name) for each in fields(command)}),
    )


def reveal_result(workshop: Workshop, command: RevealResult, act: Act) -> tuple[Event, ...]:
    """Show a counted result to everybody."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if found.result is None:
        raise CommandRejectedError("result_not_ready")
    return () if found.tally_shown else (ResultRevealed(round=found.id),)


def conceal_result(workshop: Workshop, command: ConcealResult, act: Act) -> tuple[Event, ...]:
    """Keep a result back again that waited to be shown; who saw it has seen it."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.tally != "at_reveal" or not found.revealed:
        return ()
    return (ResultConcealed(round=found.id),)


def restore_round(workshop: Workshop, command: RestoreRound, act: Act) -> tuple[Event, ...]:
    """Let a round count again that was set aside.

    It comes back closed: meanwhile people may have read that it was over, and
    words that were voted on may have changed.
    """
    require_running(workshop, act)
    found = round_(workshop, command.round)
    return () if found.void_reason is None else (RoundRestored(round=found.id),)


def void_round(workshop: Workshop, command: VoidRound, act: Act) -> tuple[Event, ...]:
    """Set a round aside; its ballots stay on record."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.void_reason is not None:
        return ()
    return (RoundVoided(round=found.id, reason=words(command.reason)),)


def record_decision(workshop: Workshop, command: RecordDecision, act: Act) -> tuple[Event, ...]:
    """Record what the room decided, or reword it."""
    require_running(workshop, act)
    earlier = workshop.decisions.get(command.decision)
    if earlier is None:
        fresh(workshop, command.decision)
    options = tuple(dict.fromkeys(command.options))
    if command.round is not None:
        poll = workshop.polls[round_(workshop, command.round).id]
        if not all(each in poll.options for each in options):
            raise CommandRejectedError("no_such_option")
    elif options:
        raise CommandRejectedError("no_such_option")
    text, reasons = words(command.text), optional_words(command.reasons)
    recorded = DecisionRecorded(
        decision=command.decision,
        text=text,
        reasons=reasons,
        round=command.round,
        options=options,
    )
    if earlier is not None and earlier.withdrawn_reason is None:
        kept = (earlier.text, earlier.reasons, earlier.round, earlier.options)
        if kept == (text, reasons, command.round, options):
            return ()
    return (recorded,)


def withdraw_decision(workshop: Workshop, command: WithdrawDecision, act: Act) -> tuple[Event, ...]:
    """Take a recorded decision back, for a reason on record."""
    require_running(workshop, act)
    found = decision(workshop, command.decision)
    if found.withdrawn_reason is not None:
        return ()
    return (DecisionWithdrawn(decision=found.id, reason=words(command.reason)),)


def uncounted(workshop: Workshop) -> list[RoundId]:
    """Return the closed rounds whose count the server owes."""
    return [
        each.id
        for each in workshop.rounds.values()
        if each.owes_count and not unconfirmed(each, workshop.polls[each.id])
    ]


def _taking_ballot(workshop: Workshop, round_id: RoundId, act: Act) -> Round:
    if act.for_ is None:
        return _taking_ballots(workshop, round_id)
    return require_taking(workshop, round_id, act)


def _taking_ballots(workshop: Workshop, round_id: RoundId) -> Round:
    found = round_(workshop, round_id)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if not found.open:
        raise CommandRejectedError("round_closed")
    return found


def _require_may_put_up(workshop: Workshop, found: Round, plan: OptionPlan, act: Act) -> None:
    who = require_contributor(workshop, act)
    if plan.source != "idea":
        raise CommandRejectedError("role_not_allowed")
    if not sees_stage(workshop, found.stage, who.id):
        raise CommandRejectedError("stage_closed")
    if not sees_board_of(workshop, found.group, who.id):
        raise CommandRejectedError("not_in_group")
    if not sees_stage(workshop, idea(workshop, IdeaId(plan.option)).stage, who.id):
        raise CommandRejectedError("no_such_idea")


def _stage_of(workshop: Workshop, named: StageId | None, group: GroupId | None) -> StageId | None:
    if group is not None:
        return workshop.breakouts[workshop.groups[group].breakout].stage
    return named or workshop.live_stage


def _option_added(
    workshop: Workshop, round_id: RoundId, plan: OptionPlan, group: GroupId | None
) -> OptionAdded:
    text = ""
    match plan.source:
        case "idea":
            found = idea(workshop, IdeaId(plan.option))
            if found.group != group:
                raise CommandRejectedError("other_board")
            if not _can_be_read(workshop, found):
                raise CommandRejectedError("idea_not_shown")
        case "theme":
            if theme(workshop, ThemeId(plan.option)).group != group:
                raise CommandRejectedError("other_board")
        case "text":
            if not _was_withdrawn(workshop, round_id, plan):
                fresh(workshop, plan.option)
            text = one_line(plan.text, TITLE_CHARS)
        case _:
            assert_never(plan.source)
    return OptionAdded(round=round_id, option=plan.option, source=plan.source, text=text)


def _was_withdrawn(workshop: Workshop, round_id: RoundId, plan: OptionPlan) -> bool:
    poll = workshop.polls.get(round_id)
    known = None if poll is None else poll.withdrawn.get(plan.option)
    return known is not None and known.source == plan.source


def _can_be_read(workshop: Workshop, found: Idea) -> bool:
    found_in = workshop.stages[found.stage]
    return found.shown and (found_in.revealed or not found_in.private)


def _still_stands(workshop: Workshop, option: Option) -> bool:
    match option.source:
        case "idea":
            return workshop.ideas[IdeaId(option.id)].shown
        case "theme":
            return workshop.themes[ThemeId(option.id)].stands
        case "text":
            return True
        case _:
            assert_never(option.source)


def _roll(
    workshop: Workshop,
    named: tuple[ParticipantId, ...] | None,
    stage_id: StageId | None,
    group: GroupId | None,
) -> tuple[ParticipantId, ...]:
    if named is None:
        everybody = workshop.participants.values()
        return tuple(each.id for each in everybody if _may_vote_in(workshop, each, stage_id, group))
    if not all(_may_vote_in(workshop, person(workshop, each), stage_id, group) for each in named):
        raise CommandRejectedError("not_on_roll")
    return tuple(dict.fromkeys(named))


def _roll_again(workshop: Workshop, earlier: Round) -> tuple[ParticipantId, ...]:
    """Ask the same people as far as they may still vote, or else everybody."""
    if not earlier.named_roll:
        return _roll(workshop, None, earlier.stage, earlier.group)
    named = (workshop.participants[each] for each in workshop.polls[earlier.id].roll)
    return tuple(
        each.id for each in named if _may_vote_in(workshop, each, earlier.stage, earlier.group)
    )


def _may_vote_in(
    workshop: Workshop, voter: Participant, stage_id: StageId | None, group: GroupId | None
) -> bool:
    return (
        may_vote(voter)
        and sees_stage(workshop, stage_id, voter.id)
        and is_member(workshop, group, voter.id)
    )


def _dots(command: OpenRound) -> tuple[int, int]:
    if command.method != "dots":
        return 0, 0
    per_option = command.dots_per_option or command.dots
    if not 0 < per_option <= command.dots <= DOTS_AT_MOST:
        raise CommandRejectedError("bad_dots")
    return command.dots, per_option


def _changed(
    poll: Poll, ballot: Mapping[OptionId, int], marks: Mapping[OptionId, int | None]
) -> dict[OptionId, int | None]:
    if len(marks) > OPTIONS_AT_MOST:
        raise CommandRejectedError("too_many")
    if not all(each in poll.options for each in marks):
        raise CommandRejectedError("no_such_option")
    return {option: mark for option, mark in marks.items() if ballot.get(option) != mark}


def _require_fits(
    found: Round,
    ballot: Mapping[OptionId, int | None],
    changed: Mapping[OptionId, int | None],
) -> None:
    given = [mark for mark in changed.values() if mark is not None]
    match found.method:
        case "agree":
            fits = all(mark in (-1, 0, 1) for mark in given)
        case "approval":
            fits = all(mark == 1 for mark in given)
        case "dots":
            fits = all(mark > 0 for mark in given)
        case _:
            assert_never(found.method)
    if not fits:
        raise CommandRejectedError("bad_mark")
    if found.method == "dots":
        _require_dots(found, ballot)


def _require_dots(found: Round, ballot: Mapping[OptionId, int | None]) -> None:
    dots = [mark for mark in ballot.values() if mark is not None]
    if any(each > found.dots_per_option for each in dots):
        raise CommandRejectedError("over_dots_per_option")
    if sum(dots) > found.dots:
        raise CommandRejectedError("over_dots")
