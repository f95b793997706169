"""How rounds, their options, results and reasons, and decisions look to a view."""

from collections.abc import Mapping
from typing import assert_never

from codesign.domain.events import Channel, View
from codesign.domain.ids import (
    DecisionId,
    GroupId,
    IdeaId,
    OptionId,
    ReasonId,
    RoundId,
    ThemeId,
    TotalsId,
)
from codesign.domain.splitting import unsplit
from codesign.domain.totals import cast_size, counted_totals, roll_size, turnout
from codesign.domain.workshop import Option, Poll, Round, WhatIf, Workshop
from codesign.domain.worries import is_worry
from codesign.methods.tally import option_counts
from codesign.methods.terms import Share, Term, own_terms
from codesign.projections.attendance import FEWEST
from codesign.projections.ops import Record, Value
from codesign.projections.records.placing import board_of
from codesign.projections.records.showing import idea_shown, stage_shown


def option_key(round_id: RoundId, option: OptionId) -> str:
    """Return the id of an option's record; an option belongs to one round."""
    return f"{round_id}.{option}"


def totals_key(round_id: RoundId, totals: TotalsId) -> str:
    """Return the id of the record of votes that people counted in a round."""
    return f"{round_id}.{totals}"


def round_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a round with its terms and turnout."""
    found = workshop.rounds[RoundId(key)]
    if not stage_shown(workshop, found.stage, view):
        return None
    poll = workshop.polls[found.id]
    record = {**_round_terms(found), **_round_state(found, poll)}
    if view == "facilitator":
        record["turnout"] = _by_name(turnout(found, poll))
    return record


def _round_terms(found: Round) -> Record:
    return {
        "stage": found.stage,
        "question": found.question,
        "method": found.method,
        "open_roll": found.open_roll,
        "open_options": found.open_options,
        "tally": found.tally,
        "dots": found.dots,
        "dots_per_option": found.dots_per_option,
        "terms": {
            name: _term(value) for name, value in own_terms(found.method, found.terms).items()
        },
        "tie": found.tie,
        "reasons": found.reasons,
        "electorate": found.electorate,
        "barring": found.barring,
        "proxies_at_most": found.proxies_at_most,
        "cast_by_chair": found.cast_by_chair,
        "worry": found.worry,
        "exclusions": found.exclusions,
        "ring_fences": [
            {
                "name": each.name,
                "options": each.options,
                "at_most": each.at_most,
                "at_least": each.at_least,
            }
            for each in found.ring_fences
        ],
        "rerun_of": found.rerun_of,
        "binding": found.binding,
        "secret": found.secret,
        "opened_at": found.opened_at,
        "opened_seq": found.opened_seq,
        "redacted": found.redacted,
        "group": found.group,
    }


def _term(value: Term) -> Value:
    """Return a term as the wire has it: a share with its two names."""
    return {"parts": value.parts, "whole": value.whole} if isinstance(value, Share) else value


def _round_state(found: Round, poll: Poll) -> Record:
    return {
        "open": found.open,
        "closed_seq": found.closed_seq,
        "closed_at": found.closed_at,
        "reopened": found.reopened,
        "recount_reason": found.recount_reason,
        "counted": found.result is not None,
        "ballots_missing": found.ballots_missing,
        "tally_shown": found.tally_shown,
        "void_reason": found.void_reason,
        "roll": roll_size(poll),
        "cast": cast_size(found, poll),
    }


def option_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an option, with how it stands where everybody may see that."""
    round_id, _, option_id = key.partition(".")
    found = workshop.rounds[RoundId(round_id)]
    if not stage_shown(workshop, found.stage, view):
        return None
    poll = workshop.polls[found.id]
    option = poll.options.get(OptionId(option_id))
    if option is None:
        return None
    record = _option_terms(workshop, found, option, view)
    if not found.tally_shown:
        return record
    totals = counted_totals(found, poll)
    counts = option_counts(found.method, option.id, poll.tallies[option.id], totals, found.terms)
    return {**record, "counts": counts}


def _option_terms(workshop: Workshop, found: Round, option: Option, view: View) -> Record:
    voted = _voted_words(workshop, option, found.group, view)
    return {
        **({} if voted is None else {"voted_words": voted}),
        "round": found.id,
        "option": option.id,
        "source": option.source,
        "text": option.text,
        "seq": option.seq,
        "cost": option.cost,
        "needs": option.needs,
        **({} if option.reworded_from is None else {"reworded_from": option.reworded_from}),
        "redacted": option.redacted,
    }


def option_source_shown(workshop: Workshop, option: Option, view: View) -> bool:
    """Tell whether a view may read what an option stands for."""
    match option.source:
        case "idea":
            return idea_shown(workshop, workshop.ideas[IdeaId(option.id)], view)
        case "theme":
            return stage_shown(workshop, workshop.themes[ThemeId(option.id)].stage, view)
        case "text":
            return True
        case _:
            assert_never(option.source)


def _voted_words(
    workshop: Workshop, option: Option, group: GroupId | None, view: View
) -> str | None:
    """Return the words an option was put to the vote under, where it bears others now."""
    if option.source == "text" or not option_source_shown(workshop, option, view):
        return None
    if board_of(workshop, f"{option.source}s", option.id) not in {None, group}:
        return None
    return None if option.voted_words == _present_words(workshop, option) else option.voted_words


def _present_words(workshop: Workshop, option: Option) -> str | None:
    if option.source == "idea":
        return workshop.ideas[IdeaId(option.id)].words
    theme = workshop.themes[ThemeId(option.id)]
    return theme.title if theme.stands else None


def totals_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render votes that people counted, to those who run the workshop or help in it.

    They see them before the round closes: it is they who read the hands and
    the paper, and a second one of them who confirms the figures.
    """
    if view != "facilitator":
        return None
    round_id, _, totals_id = key.partition(".")
    found = workshop.polls[RoundId(round_id)].totals[TotalsId(totals_id)]
    return {
        "round": round_id,
        "totals": found.id,
        "counted": found.counted,
        "table": found.table,
        "voters": list(found.voters),
        "people": found.people,
        "cast": found.cast,
        "counts": {str(each): dict(named) for each, named in found.counts.items()},
        "by": found.by,
        "confirmed_by": found.confirmed_by,
        "withdrawn_reason": found.withdrawn_reason,
        "at": found.at,
        "said_at": found.said_at,
        "seq": found.seq,
        "paper": found.paper,
    }


def reason_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render why somebody marked an option as they did, once everybody may see how votes stand.

    Without its author as of an idea: in an anonymous stage, and to the public. Of an
    worry it tells what became of it.
    """
    reason = workshop.reasons[ReasonId(key)]
    found = workshop.rounds[reason.round]
    if reason.ended or not found.tally_shown or found.void_reason is not None:
        return None
    if not stage_shown(workshop, found.stage, view):
        return None
    record: dict[str, str | int | bool | None] = {
        "round": reason.round,
        "option": reason.option,
        "mark": reason.mark,
        "text": reason.text,
        "at": reason.at,
        "seq": reason.seq,
        "redacted": reason.redacted,
    }
    if is_worry(workshop, reason):
        record |= {
            "answer": reason.answer,
            "answered_in": reason.answered_in,
            "answered_seq": reason.answered_seq,
        }
    if found.stage is None or not workshop.stages[found.stage].anonymous:
        record["organisation"] = reason.organisation
        if view != "public":
            record["author"] = reason.voter
    return record


def result_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a published count once everybody may see it."""
    found = workshop.rounds[RoundId(key)]
    if found.result is None or not found.tally_shown:
        return None
    if found.void_reason is not None or not stage_shown(workshop, found.stage, view):
        return None
    result = found.result
    return {
        "algorithm": result.algorithm,
        "version": result.version,
        "first": result.first,
        "last": result.last,
        "roll": result.roll,
        "cast": result.cast,
        "counts": {str(each): dict(named) for each, named in result.counts.items()},
        "ranking": result.ranking,
        "turnout": _turnout_told(result.turnout, view),
        "explanation": result.explanation,
        "what_ifs": [_what_if(each) for each in _supposable(workshop, found)],
        "seq": found.result_seq,
    }


def _supposable(workshop: Workshop, found: Round) -> list[WhatIf]:
    """Return what is supposed of a vote, of groups only while it may be told by groups."""
    by_groups = bool(found.what_ifs) and unsplit(workshop, found.id) is None
    return [each for each in found.what_ifs if by_groups or each.by is None]


def _what_if(what_if: WhatIf) -> Record:
    return {
        "supposes": what_if.supposes,
        "by": what_if.by,
        "of": what_if.of,
        "ranking": what_if.ranking,
        "seq": what_if.seq,
    }


def _turnout_told(by_channel: Mapping[Channel, int], view: View) -> dict[str, int]:
    """Tell the public by which ways votes came only where no number tells of single people."""
    if view == "public" and any(people < FEWEST for people in by_channel.values()):
        return {}
    return _by_name(by_channel)


def _by_name(by_channel: Mapping[Channel, int]) -> dict[str, int]:
    return {str(channel): people for channel, people in by_channel.items()}


def decision_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a decision, where the round it rests on may be seen."""
    decision = workshop.decisions[DecisionId(key)]
    stage = None if decision.round is None else workshop.rounds[decision.round].stage
    if not stage_shown(workshop, stage, view):
        return None
    return {
        "text": decision.text,
        "reasons": decision.reasons,
        "round": decision.round,
        "options": list(decision.options),
        "at": decision.at,
        "seq": decision.seq,
        "withdrawn_reason": decision.withdrawn_reason,
        "redacted": decision.redacted,
    }
