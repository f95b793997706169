"""Rules: what a round's count rests on, and putting it on record.

Counting is a second step beside the room; whoever holds the log can take it
again and must come to the same result.
"""

from dataclasses import fields

from codesign.domain.act import Act
from codesign.domain.commands import CastForChair, PublishResult
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import ChairCast, Event, ResultPublished
from codesign.domain.ids import OptionId, RoundId
from codesign.domain.permissions import require_running, require_system
from codesign.domain.rounds import round_
from codesign.domain.totals import counted_totals, roll_size, turnout, unconfirmed
from codesign.domain.workshop import Poll, Round, Workshop
from codesign.domain.worries import decided_by
from codesign.methods.ballots import Bounds, Fence
from codesign.methods.counting import Result, Votes, count


def votes(found: Round, poll: Poll, drawn: bytes) -> Votes[str, OptionId]:
    """Return everything that a count of the round rests on; nothing that follows changes it.

    `drawn` is the hash of the event that closed the round first (`drawn_seq`):
    nobody knows it while votes are cast, and everybody who holds the log after.
    """
    return Votes(
        method=found.method,
        terms=found.terms,
        options=tuple(poll.options),
        ballots={voter: dict(ballot) for voter, ballot in poll.on_record.items()},
        roll=_roll(found, poll),
        totals=tuple(counted_totals(found, poll)),
        unnamed=roll_size(poll) - len(poll.roll),
        bounds=bounds(found, poll),
        tie=found.tie,
        cast_by_chair=found.cast_by_chair,
        settled=_settled(poll),
        seed=found.id.encode() + drawn,
    )


def _roll(found: Round, poll: Poll) -> tuple[str, ...]:
    """Return who could vote; in a secret round by numbers, as its ballots are."""
    if not found.secret:
        return tuple(poll.roll)
    return tuple(str(number) for number, _ in enumerate(poll.roll, 1))


def _settled(poll: Poll) -> dict[OptionId, set[str]]:
    """Return whose worries to each option stop nothing any more."""
    settled: dict[OptionId, set[str]] = {}
    for (voter, option), reason in poll.reasons.items():
        if reason in poll.settled:
            settled.setdefault(option, set()).add(voter)
    return settled


def bounds(found: Round, poll: Poll) -> Bounds[OptionId]:
    """Return what the round's options cost, and which of them go together."""
    return Bounds(
        costs={each.id: each.cost for each in poll.options.values()},
        fences=[
            Fence(options=frozenset(each.options), at_most=each.at_most, at_least=each.at_least)
            for each in found.ring_fences
        ],
        exclusions=[frozenset(each) for each in found.exclusions],
        needs={each.id: frozenset(each.needs) for each in poll.options.values() if each.needs},
    )


def publication(found: Round, poll: Poll, result: Result[OptionId]) -> PublishResult:
    """Return what the server asks to put on record."""
    return PublishResult(
        round=found.id,
        algorithm=result.algorithm,
        version=result.version,
        first=found.opened_seq,
        last=found.last_seq,
        roll=roll_size(poll),
        cast=result.cast,
        counts=result.counts,
        ranking=result.ranking,
        turnout=turnout(found, poll),
        explanation=result.explanation,
    )


def differences(found: Round, poll: Poll, result: ResultPublished, drawn: bytes) -> tuple[str, ...]:
    """Count again, and return by what a recorded result differs; nothing where it is right.

    The round must be as it was when the result was recorded.
    """
    again = publication(found, poll, count(votes(found, poll, drawn)))
    names = [each.name for each in fields(PublishResult)]
    # These were not always recorded.
    unknown = [name for name in ("turnout", "explanation") if not getattr(result, name)]
    return tuple(
        name
        for name in names
        if name not in unknown and getattr(again, name) != getattr(result, name)
    )


def publish_result(workshop: Workshop, command: PublishResult, act: Act) -> tuple[Event, ...]:
    """Record the count of a closed round, once; one that missed late paper is not taken."""
    require_system(act)
    found = round_(workshop, command.round)
    if not found.owes_count or command.last != found.last_seq:
        return ()
    result = ResultPublished(**{each.name: getattr(command, each.name) for each in fields(command)})
    return (result, *decided_by(workshop, found, result))


def cast_for_chair(workshop: Workshop, command: CastForChair, act: Act) -> tuple[Event, ...]:
    """Settle a tie that was left open for the chair; the round is counted again with it."""
    require_running(workshop, act)
    found = round_(workshop, command.round)
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    if found.tie != "chair_casts":
        raise CommandRejectedError("no_casting_vote")
    if set(command.order) in [set(each) for each in found.cast_by_chair]:
        raise CommandRejectedError("tie_settled")
    if found.result is None:
        raise CommandRejectedError("result_not_ready")
    if not _is_open_tie(found.result, command.order):
        raise CommandRejectedError("no_open_tie")
    return (ChairCast(round=found.id, order=command.order),)


def _is_open_tie(result: ResultPublished, order: tuple[OptionId, ...]) -> bool:
    ties = result.explanation.get("ties", [])
    open_ties = [sorted(each["among"]) for each in ties if each["first"] is None]
    return sorted(order) in open_ties


def uncounted(workshop: Workshop) -> list[RoundId]:
    """Return the closed rounds whose count the server owes."""
    return [
        each.id
        for each in workshop.rounds.values()
        if each.owes_count and not unconfirmed(each, workshop.polls[each.id])
    ]
