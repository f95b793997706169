"""Rules: opening a round of voting, anew or again, and what it is about.

Everything a round rests on is fixed when it opens: its method and terms, who
can vote, the tie rule, what options cost and which of them go together.
"""

from collections.abc import Collection, Iterable
from typing import Final, assert_never

from codesign.domain.act import Act
from codesign.domain.agenda import stage
from codesign.domain.breakouts import place_of
from codesign.domain.commands import (
    AddOption,
    OpenRound,
    OptionPlan,
    RerunRound,
    RingFencePlan,
    WithdrawOption,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Event,
    OptionAdded,
    OptionWithdrawn,
    RingFenceSet,
    RoundOpened,
    WorryIntegrated,
)
from codesign.domain.ideas import idea
from codesign.domain.ids import GroupId, IdeaId, OptionId, RoundId, StageId, ThemeId
from codesign.domain.permissions import fresh, require_contributor, require_running, runs
from codesign.domain.proxies import PROXIES_AT_MOST
from codesign.domain.rolls import roll_again, roll_of
from codesign.domain.rounds import round_, taking_ballots
from codesign.domain.terms import dots_of, require_terms
from codesign.domain.themes import theme
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import TITLE_CHARS, one_line, words
from codesign.domain.workshop import Idea, Option, Round, Workshop
from codesign.domain.worries import is_being_voted, open_worry
from codesign.methods.marks import MARKS
from codesign.methods.terms import MONEY_AT_MOST

OPTIONS_AT_MOST: Final = 1_000


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
    require_terms(command)
    if not 0 <= command.proxies_at_most <= PROXIES_AT_MOST:
        raise CommandRejectedError("bad_proxies")
    if command.secret and command.tally == "live":
        raise CommandRejectedError("secret_not_live")
    if command.secret and command.reasons != "none":
        raise CommandRejectedError("secret_no_reasons")
    dots, per_option = dots_of(command)
    held_in = _stage_of(workshop, command.stage, group)
    opened = RoundOpened(
        round=command.round,
        stage=held_in,
        question=words(command.question),
        method=command.method,
        roll=roll_of(workshop, command, held_in, group),
        named_roll=command.roll is not None,
        open_roll=command.open_roll,
        open_options=command.open_options,
        tally=command.tally,
        dots=dots,
        dots_per_option=per_option,
        binding=command.binding,
        secret=command.secret,
        terms=command.terms,
        tie=command.tie,
        exclusions=tuple(tuple(dict.fromkeys(each)) for each in command.exclusions),
        reasons=command.reasons,
        electorate=command.electorate,
        barring=tuple(dict.fromkeys(command.barring)),
        proxies_at_most=command.proxies_at_most,
    )
    fences = (_fence_set(command.round, plan) for plan in command.ring_fences)
    return (opened, *options, *fences)


def rerun_round(workshop: Workshop, command: RerunRound, act: Act) -> tuple[Event, ...]:
    """Ask a round's question again on the same terms, with a fresh roll.

    Proposals may be put in other words, which may answer worries to the earlier ones.
    """
    require_running(workshop, act)
    earlier = round_(workshop, command.rerun_of)
    if earlier.open:
        raise CommandRejectedError("round_open")
    if earlier.worry is not None:
        open_worry(workshop, earlier.worry)
    fresh(workshop, command.round)
    _require_rewordings(workshop, earlier, command)
    integrated = _integrated(workshop, command)
    again = _options_again(workshop, earlier, command)
    if not again and not earlier.open_options:
        raise CommandRejectedError("no_options")
    standing = {each.option for each in again}
    opened = RoundOpened(
        round=command.round,
        stage=earlier.stage,
        question=earlier.question,
        method=earlier.method,
        roll=roll_again(workshop, earlier),
        named_roll=earlier.named_roll,
        open_roll=earlier.open_roll,
        open_options=earlier.open_options,
        tally=earlier.tally,
        dots=earlier.dots,
        dots_per_option=earlier.dots_per_option,
        rerun_of=earlier.id,
        binding=earlier.binding,
        secret=earlier.secret,
        terms=earlier.terms,
        tie=earlier.tie,
        reasons=earlier.reasons,
        electorate=earlier.electorate,
        barring=earlier.barring,
        worry=earlier.worry,
        proxies_at_most=earlier.proxies_at_most,
        exclusions=tuple(
            among for each in earlier.exclusions if len(among := _of(standing, each)) > 1
        ),
    )
    fences = (
        RingFenceSet(
            round=command.round,
            name=each.name,
            options=fenced,
            at_most=each.at_most,
            at_least=each.at_least,
        )
        for each in earlier.ring_fences
        if (fenced := _of(standing, each.options))
    )
    return (opened, *again, *fences, *integrated)


def add_option(workshop: Workshop, command: AddOption, act: Act) -> tuple[Event, ...]:
    """Add an option to a round with open options.

    Those who run the workshop add anything; others may put forward an idea
    they may see, in a stage they may see.
    """
    found = taking_ballots(workshop, command.round)
    if not runs(workshop, act):
        _require_may_put_up(workshop, found, command.plan, act)
    if not found.open_options:
        raise CommandRejectedError("round_options_fixed")
    if command.plan.needs:
        raise CommandRejectedError("bad_terms")
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
    found = taking_ballots(workshop, command.round)
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
    if found.secret and poll.voted:
        # A vote may have been changed since, of which the log tells nothing.
        return True
    if found.tally != "live" or poll.totals:
        return poll.voted_seq > option.seq
    return bool(poll.tallies[option.id])


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


def _options_again(workshop: Workshop, earlier: Round, command: RerunRound) -> list[OptionAdded]:
    """Return the options that still stand, those that are put otherwise in their new words."""
    standing = {
        each.id: each
        for each in workshop.polls[earlier.id].options.values()
        if _still_stands(workshop, each)
    }
    otherwise = {each.of: each for each in command.rewordings}
    return [
        OptionAdded(
            round=command.round,
            option=each.id,
            source=each.source,
            text=each.text,
            cost=each.cost,
            needs=_of(standing, each.needs),
        )
        if each.id not in otherwise
        else OptionAdded(
            round=command.round,
            option=otherwise[each.id].option,
            source="text",
            text=words(otherwise[each.id].text),
            reworded_from=each.id,
        )
        for each in standing.values()
    ]


def _require_rewordings(workshop: Workshop, earlier: Round, command: RerunRound) -> None:
    """Refuse new words for what was not asked about, or that are the same as before."""
    options = workshop.polls[earlier.id].options
    if command.rewordings and earlier.method not in MARKS:
        raise CommandRejectedError("bad_terms")
    for each in command.rewordings:
        if each.of not in options or not _still_stands(workshop, options[each.of]):
            raise CommandRejectedError("no_such_option")
        fresh(workshop, each.option)
        if words(each.text) == options[each.of].voted_words:
            raise CommandRejectedError("same_words")
    earlier_ids = {each.of for each in command.rewordings}
    ids = {command.round, *(each.option for each in command.rewordings)}
    if len(earlier_ids) < len(command.rewordings) or len(ids) <= len(command.rewordings):
        raise CommandRejectedError("id_taken")


def _integrated(workshop: Workshop, command: RerunRound) -> list[WorryIntegrated]:
    """Return the worries that the new words answer, each about what is put otherwise."""
    reworded = {each.of for each in command.rewordings}
    found = [open_worry(workshop, each) for each in dict.fromkeys(command.integrates)]
    if any(each.round != command.rerun_of or each.option not in reworded for each in found):
        raise CommandRejectedError("words_unchanged")
    if any(is_being_voted(workshop, each.id) for each in found):
        raise CommandRejectedError("worry_being_voted")
    return [
        WorryIntegrated(reason=each.id, round=each.round, answered_in=command.round)
        for each in found
    ]


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
    return OptionAdded(
        round=round_id,
        option=plan.option,
        source=plan.source,
        text=text,
        cost=_cost(plan),
        needs=tuple(dict.fromkeys(plan.needs)),
    )


def _cost(plan: OptionPlan) -> int:
    if not 0 <= plan.cost <= MONEY_AT_MOST:
        raise CommandRejectedError("bad_money")
    return plan.cost


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


def _fence_set(round_id: RoundId, plan: RingFencePlan) -> RingFenceSet:
    return RingFenceSet(
        round=round_id,
        name=one_line(plan.name, TITLE_CHARS),
        options=tuple(dict.fromkeys(plan.options)),
        at_most=plan.at_most,
        at_least=plan.at_least,
    )


def _of(standing: Collection[OptionId], options: Iterable[OptionId]) -> tuple[OptionId, ...]:
    return tuple(each for each in options if each in standing)
