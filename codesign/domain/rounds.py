"""Rules: rounds of voting, from closing to the decision in the room.

Closing and counting are two steps, so that the room never waits for a count.
A group's round asks its members about what is on its own board.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    CloseRound,
    ConcealResult,
    RecordDecision,
    RestoreRound,
    RevealResult,
    VoidRound,
    WithdrawDecision,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    DecisionRecorded,
    DecisionWithdrawn,
    Event,
    ResultConcealed,
    ResultRevealed,
    RoundClosed,
    RoundRestored,
    RoundVoided,
)
from codesign.domain.ids import DecisionId, RoundId
from codesign.domain.permissions import fresh, require_running
from codesign.domain.totals import unconfirmed
from codesign.domain.words import optional_words, words
from codesign.domain.workshop import Decision, Round, Workshop
from codesign.domain.worries import restored_with, set_aside_with


def round_(workshop: Workshop, round_id: RoundId) -> Round:
    """Return the round of that id.

    Raises:
        CommandRejectedError: `no_such_round`.
    """
    found = workshop.rounds.get(round_id)
    if found is None:
        raise CommandRejectedError("no_such_round")
    return found


def carried(found: Round) -> bool:
    """Tell whether a vote by a decision rule is counted, stands, and carried all it asked."""
    if found.result is None or found.void_reason is not None:
        return False
    verdicts = found.result.explanation.get("verdicts", {})
    return bool(verdicts) and all(each["outcome"] == "carried" for each in verdicts.values())


def taking_ballots(workshop: Workshop, round_id: RoundId) -> Round:
    """Return the round if it takes ballots now.

    Raises:
        CommandRejectedError: `no_such_round`, `workshop_closed`, `round_void` or `round_closed`.
    """
    found = round_(workshop, round_id)
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if not found.open:
        raise CommandRejectedError("round_closed")
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
    if found.void_reason is None:
        return ()
    return (RoundRestored(round=found.id), *restored_with(workshop, found))


def void_round(workshop: Workshop, command: VoidRound, act: Act) -> tuple[Event, ...]:
    """Set a round aside; its ballots stay on record."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.void_reason is not None:
        return ()
    voided = RoundVoided(round=found.id, reason=words(command.reason))
    return (voided, *set_aside_with(workshop, found))


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
