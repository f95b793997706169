"""What events of rounds of voting, their counts, and decisions change in the state."""

from dataclasses import replace
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.electorates import voices, votes_by_proxy
from codesign.domain.evolve.replacing import replace_round, replace_totals
from codesign.domain.ids import (
    BreakoutId,
    IdeaId,
    OptionId,
    ParticipantId,
    RoundId,
    ThemeId,
    TotalsId,
)
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import (
    Decision,
    Option,
    Poll,
    Reason,
    RingFence,
    Round,
    Standing,
    Totals,
    WhatIf,
    Workshop,
)


def evolve_rounds(workshop: Workshop, recorded: Recorded, event: e.RoundsEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of rounds of voting, their counts, and decisions."""
    match event:
        case e.BallotCast():
            _cast(workshop, recorded, event)
            if recorded.said_at is not None:
                _late(workshop, recorded, event.round)
        case e.ReasonGiven():
            _reason(workshop, recorded, event)
        case e.WorryWithdrawn():
            _answer(workshop, recorded, event, "withdrawn")
            _let_go(workshop, recorded, event)
        case e.WorryNotUpheld():
            _answer(workshop, recorded, event, "not_upheld", event.answered_in)
            _let_go(workshop, recorded, event)
        case e.WorryIntegrated():
            _answer(workshop, recorded, event, "integrated", event.answered_in)
            asked_in = workshop.rounds[event.answered_in]
            integrates = tuple(dict.fromkeys((*asked_in.integrates, event.reason)))
            replace_round(workshop, asked_in.id, integrates=integrates)
        case e.WorryReopened():
            _answer(workshop, recorded, event, None)
            poll = workshop.polls[event.round]
            if event.reason in poll.settled:
                poll.settled -= {event.reason}
                _count_again(workshop, recorded, event.round)
        case e.TurnoutRecorded():
            _turn_out(workshop, workshop.polls[event.round], recorded)
        case e.VoterAdded():
            workshop.polls[event.round].roll[event.participant] = None
        case e.BallotBoxOpened():
            _open_box(workshop, recorded, event)
        case e.BallotsFoundMissing():
            replace_round(workshop, event.round, ballots_missing=event.missing)
        case e.OptionAdded():
            _add_option(workshop, recorded, event)
        case e.OptionWithdrawn():
            _withdraw_option(workshop.polls[event.round], event.option)
        case e.RoundOpened():
            _open_round(workshop, recorded, event)
        case e.RingFenceSet():
            fence = RingFence(
                name=event.name,
                options=event.options,
                at_most=event.at_most,
                at_least=event.at_least,
            )
            fences = workshop.rounds[event.round].ring_fences
            replace_round(workshop, event.round, ring_fences=(*fences, fence))
        case e.TotalsRecorded():
            _record_totals(workshop.polls[event.round], recorded, event)
            _late(workshop, recorded, event.round)
        case e.TotalsConfirmed():
            replace_totals(workshop, event.round, event.totals, confirmed_by=recorded.by)
            _late(workshop, recorded, event.round)
        case e.TotalsWithdrawn():
            _release(workshop.polls[event.round], event.totals)
            replace_totals(workshop, event.round, event.totals, withdrawn_reason=event.reason)
            _late(workshop, recorded, event.round)
        case e.RoundClosed():
            _note_standings(workshop, event.round)
            replace_round(
                workshop,
                event.round,
                closed_seq=recorded.seq,
                # Reopened for paper, it was closed to everybody all along.
                closed_at=workshop.rounds[event.round].closed_at or recorded.at,
                drawn_seq=workshop.rounds[event.round].drawn_seq or recorded.seq,
                last_seq=recorded.seq,
                reopened=False,
            )
        case e.ResultPublished():
            replace_round(workshop, event.round, result=event, result_seq=recorded.seq)
        case e.ChairCast():
            orders = (*workshop.rounds[event.round].cast_by_chair, event.order)
            _count_again(workshop, recorded, event.round, cast_by_chair=orders)
        case e.ResultRevealed():
            replace_round(workshop, event.round, revealed=True)
        case e.WhatIfShown():
            _show_what_if(workshop, recorded, event)
        case e.WhatIfHidden():
            _hide_what_if(workshop, event)
        case e.ResultConcealed():
            replace_round(workshop, event.round, revealed=False)
        case e.RoundRestored():
            _restore(workshop, recorded, event.round)
        case e.CountReopened():
            replace_round(
                workshop,
                event.round,
                result=None,
                result_seq=None,
                # They rested on the count that stands no more.
                what_ifs=(),
                revealed=False,
                reopened=True,
                recount_reason=event.reason,
            )
        case e.RoundVoided():
            replace_round(workshop, event.round, void_reason=event.reason)
        case e.DecisionRecorded():
            workshop.decisions[event.decision] = Decision(
                id=event.decision,
                text=event.text,
                reasons=event.reasons,
                round=event.round,
                options=event.options,
                at=recorded.at,
                seq=recorded.seq,
            )
        case e.DecisionWithdrawn():
            decision = workshop.decisions[event.decision]
            workshop.decisions[event.decision] = replace(decision, withdrawn_reason=event.reason)
        case _:
            assert_never(event)


def _count_again(
    workshop: Workshop, recorded: Recorded, round_id: RoundId, **changes: object
) -> None:
    """Let a count rest on this event too: the one before stands no more."""
    again = {"result": None, "result_seq": None, "last_seq": recorded.seq}
    replace_round(workshop, round_id, **again, **changes)


Objected = e.WorryWithdrawn | e.WorryIntegrated | e.WorryNotUpheld | e.WorryReopened


def _answer(
    workshop: Workshop,
    recorded: Recorded,
    event: Objected,
    answer: e.WorryAnswer | None,
    answered_in: RoundId | None = None,
) -> None:
    workshop.reasons[event.reason] = replace(
        workshop.reasons[event.reason],
        answer=answer,
        answered_in=answered_in,
        answered_seq=None if answer is None else recorded.seq,
    )


def _let_go(
    workshop: Workshop, recorded: Recorded, event: e.WorryWithdrawn | e.WorryNotUpheld
) -> None:
    workshop.polls[event.round].settled |= {event.reason}
    _count_again(workshop, recorded, event.round)


def _cast(workshop: Workshop, recorded: Recorded, event: e.BallotCast) -> None:
    poll = workshop.polls[event.round]
    poll.voted_seq = recorded.seq
    voter = recorded.who
    if voter is None:
        return
    _note_channel(workshop, poll, recorded)
    ballot = poll.ballots.setdefault(voter, {})
    for option, mark in event.marks.items():
        tally = poll.tallies[option]
        end_reason(workshop, poll, voter, option)
        before = ballot.pop(option, None)
        if before is not None:
            change_count(tally, before, -1)
        if mark is not None:
            ballot[option] = mark
            change_count(tally, mark, 1)
    if not ballot:
        # Who took every mark back has not voted.
        del poll.ballots[voter]
        poll.typed_for.pop(voter, None)
        poll.proxies.pop(voter, None)


def _reason(workshop: Workshop, recorded: Recorded, event: e.ReasonGiven) -> None:
    poll, voter = workshop.polls[event.round], recorded.who
    person = None if voter is None else workshop.participants[voter]
    marks = poll.ballots.get(voter, {}) if voter is not None else {}
    workshop.reasons[event.reason] = Reason(
        id=event.reason,
        round=event.round,
        option=event.option,
        voter=voter,
        organisation=None if person is None else person.organisation,
        mark=marks.get(event.option, 0),
        text=event.text,
        at=recorded.at,
        seq=recorded.seq,
    )
    # Worded anew it stands as it did at first.
    poll.settled -= {event.reason}
    if voter is not None:
        if poll.reasons.get((voter, event.option)) != event.reason:
            end_reason(workshop, poll, voter, event.option)
        poll.reasons[voter, event.option] = event.reason


def end_reason(workshop: Workshop, poll: Poll, voter: ParticipantId, option: OptionId) -> None:
    """Let go of what a voter said of an option."""
    ended = poll.reasons.pop((voter, option), None)
    if ended is not None:
        workshop.reasons[ended] = replace(workshop.reasons[ended], ended=True)


def _turn_out(workshop: Workshop, poll: Poll, recorded: Recorded) -> None:
    poll.voted_seq = recorded.seq
    voter = recorded.who
    if voter is not None:
        _note_channel(workshop, poll, recorded)
        poll.voted[voter] = None


def _note_channel(workshop: Workshop, poll: Poll, recorded: Recorded) -> None:
    """Note how a ballot came, where its voter did not cast it on a device of their own."""
    by, voter = recorded.by, recorded.who
    if voter is None:
        return
    poll.typed_for.pop(voter, None)
    poll.proxies.pop(voter, None)
    if by is not None and votes_by_proxy(workshop, by, recorded.for_):
        poll.typed_for[voter] = "proxy"
        poll.proxies[voter] = by
    elif recorded.for_ is not None:
        poll.typed_for[voter] = "helper" if recorded.said_at is None else "paper"


def _open_box(workshop: Workshop, recorded: Recorded, event: e.BallotBoxOpened) -> None:
    poll = workshop.polls[event.round]
    poll.opened = event.ballots
    for ballot in event.ballots:
        for option, mark in ballot.items():
            change_count(poll.tallies[option], mark, 1)
    replace_round(
        workshop, event.round, box_seq=recorded.seq, last_seq=recorded.seq, ballots_missing=0
    )


def change_count(tally: dict[int, int], mark: int, more: int) -> None:
    """Count a mark more often, or less; what nobody gave is not kept."""
    tally[mark] = tally.get(mark, 0) + more
    if not tally[mark]:
        del tally[mark]


def _restore(workshop: Workshop, recorded: Recorded, round_id: RoundId) -> None:
    """Let a round stand again that was set aside; one that was still open is closed by it."""
    found = workshop.rounds[round_id]
    replace_round(
        workshop,
        round_id,
        void_reason=None,
        closed_seq=found.closed_seq or recorded.seq,
        closed_at=found.closed_at or recorded.at,
        drawn_seq=found.drawn_seq or recorded.seq,
        last_seq=found.last_seq or recorded.seq,
    )


def _late(workshop: Workshop, recorded: Recorded, round_id: RoundId) -> None:
    """Note that the count of a closed round rests on this too."""
    if workshop.rounds[round_id].closed_seq is not None:
        replace_round(workshop, round_id, last_seq=recorded.seq)


def _record_totals(poll: Poll, recorded: Recorded, event: e.TotalsRecorded) -> None:
    _release(poll, event.totals)
    poll.voted_seq = recorded.seq
    poll.counted_in.update(dict.fromkeys(event.voters, event.totals))
    poll.totals[event.totals] = Totals(
        id=event.totals,
        counted=event.counted,
        table=event.table,
        voters=event.voters,
        people=event.people,
        cast=event.cast,
        counts=event.counts,
        by=recorded.by,
        at=recorded.at,
        said_at=recorded.said_at,
        seq=recorded.seq,
        paper=event.paper,
    )


def _release(poll: Poll, totals_id: TotalsId) -> None:
    """Let those vote again whom a count stood for."""
    known = poll.totals.get(totals_id)
    if known is not None and known.stands:
        for voter in known.voters:
            poll.counted_in.pop(voter, None)


def open_rounds_of(workshop: Workshop, breakout: BreakoutId) -> list[Round]:
    """Return the open votes on the boards of a breakout's groups."""
    groups = workshop.breakouts[breakout].groups
    return [each for each in workshop.rounds.values() if each.open and each.group in groups]


def _open_round(workshop: Workshop, recorded: Recorded, event: e.RoundOpened) -> None:
    before = _asked_before(workshop, event)
    workshop.rounds[event.round] = Round(
        id=event.round,
        stage=event.stage,
        question=event.question,
        method=event.method,
        named_roll=event.named_roll,
        open_roll=event.open_roll,
        open_options=event.open_options,
        tally=event.tally,
        dots=event.dots,
        dots_per_option=event.dots_per_option,
        rerun_of=event.rerun_of,
        binding=event.binding,
        terms=event.terms,
        tie=event.tie,
        exclusions=event.exclusions,
        reasons=event.reasons,
        secret=event.secret,
        electorate=event.electorate,
        barring=event.barring,
        worry=event.worry,
        proxies_at_most=event.proxies_at_most,
        opened_seq=recorded.seq,
        opened_at=recorded.at,
        group=recorded.group if before is None else before.group,
    )
    poll = workshop.polls[event.round] = Poll(roll=dict.fromkeys(event.roll))
    if event.electorate == "organisations":
        spoken = voices(workshop)
        poll.voices = {each: voice for each, voice in spoken.items() if voice in poll.roll}


def _asked_before(workshop: Workshop, event: e.RoundOpened) -> Round | None:
    """Return the round that this one asks again, or a worry in which it is about."""
    if event.rerun_of is not None:
        return workshop.rounds[event.rerun_of]
    if event.worry is not None:
        return workshop.rounds[workshop.reasons[event.worry].round]
    return None


def _show_what_if(workshop: Workshop, recorded: Recorded, event: e.WhatIfShown) -> None:
    shown = WhatIf(
        supposes=event.supposes,
        by=event.by,
        of=event.of,
        version=event.version,
        ranking=event.ranking,
        seq=recorded.seq,
    )
    what_ifs = (*workshop.rounds[event.round].what_ifs, shown)
    replace_round(workshop, event.round, what_ifs=what_ifs)


def _hide_what_if(workshop: Workshop, event: e.WhatIfHidden) -> None:
    left = (
        each
        for each in workshop.rounds[event.round].what_ifs
        if (each.supposes, each.by, each.of) != (event.supposes, event.by, event.of)
    )
    replace_round(workshop, event.round, what_ifs=tuple(left))


def _note_standings(workshop: Workshop, round_id: RoundId) -> None:
    poll = workshop.polls[round_id]
    if not workshop.rounds[round_id].closed_at:
        people = (workshop.participants[each] for each in poll.roll)
        poll.stood = {each.id: Standing(each.organisation, each.role, each.area) for each in people}


def _add_option(workshop: Workshop, recorded: Recorded, event: e.OptionAdded) -> None:
    poll = workshop.polls[event.round]
    words, words_of = _words_of(workshop, event)
    poll.options[event.option] = Option(
        id=event.option,
        source=event.source,
        text=event.text,
        seq=recorded.seq,
        # Nobody can change them while the round is open.
        voted_words=words,
        voted_words_of=words_of,
        cost=event.cost,
        needs=event.needs,
        reworded_from=event.reworded_from,
    )
    poll.tallies[event.option] = {}
    poll.withdrawn.pop(event.option, None)


def _withdraw_option(poll: Poll, option: OptionId) -> None:
    poll.withdrawn[option] = poll.options.pop(option)
    del poll.tallies[option]


def _words_of(workshop: Workshop, event: e.OptionAdded) -> tuple[str, str]:
    """Return the words of an option, and under whose key they are."""
    match event.source:
        case "idea":
            idea = workshop.ideas[IdeaId(event.option)]
            return idea.words, idea.words_of
        case "theme":
            theme = workshop.themes[ThemeId(event.option)]
            return theme.title, theme.words_of
        case "text":
            return event.text, event.option
        case _:
            assert_never(event.source)
