"""Rules: votes counted by people, at a table, by show of hands or on paper.

Nobody counts twice: whom a count names casts no ballot, and who has cast one
is in no count; nor does a voting sheet, which has a number. A count never
exceeds what that many people could give. In a binding round it stands for
people on the roll only, each by name, and only once a second person confirmed
it.

Paper may come late: with the time it was filled in, while the round was open,
it is taken until the round is counted; and after that once a facilitator
reopens the count, for a reason on record.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import ConfirmTotals, RecordTotals, ReopenCount, WithdrawTotals
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Channel,
    CountReopened,
    Event,
    TotalsConfirmed,
    TotalsRecorded,
    TotalsWithdrawn,
)
from codesign.domain.ids import OptionId, ParticipantId, RoundId, TotalsId
from codesign.domain.permissions import fresh, require_helping, require_running
from codesign.domain.words import TABLE_CHARS, optional_line, words
from codesign.domain.workshop import Poll, Round, Totals, Workshop
from codesign.domain.worries import undone_by
from codesign.methods import totals as method

# As many people as one count may stand for; a hall, not a town.
PEOPLE_AT_MOST: Final = 10_000
# The highest number on a voting sheet: four digits are read and typed without an error.
PAPER_AT_MOST: Final = 9_999
# A count that names fewer tells of each how they voted.
SECRET_PEOPLE_AT_LEAST: Final = 5


def record_totals(workshop: Workshop, command: RecordTotals, act: Act) -> tuple[Event, ...]:
    """Record votes that people counted, or correct such a count."""
    require_helping(workshop, act)
    found = require_taking(workshop, command.round, act)
    poll = workshop.polls[found.id]
    if command.totals not in poll.totals:
        fresh(workshop, command.totals)
    if found.binding and command.counted == "table":
        raise CommandRejectedError("round_binds")
    if not method.names_of(found.method, found.terms):
        raise CommandRejectedError("type_each_sheet")
    _require_possible(found, poll, command)
    _require_new_paper(poll, command)
    voters = _voters(workshop, poll, command)
    people = max(command.people, len(voters))
    if found.secret and voters and people < SECRET_PEOPLE_AT_LEAST:
        raise CommandRejectedError("secret_in_numbers")
    if people > len(voters) and (found.binding or not found.open_roll):
        raise CommandRejectedError("only_by_name")
    recorded = TotalsRecorded(
        totals=command.totals,
        round=found.id,
        counted=command.counted,
        table=optional_line(command.table, TABLE_CHARS),
        voters=voters,
        people=people,
        cast=command.cast,
        counts={option: dict(named) for option, named in command.counts.items() if any(named)},
        paper=command.paper,
    )
    return () if _is_known(poll, recorded) else (recorded,)


def confirm_totals(workshop: Workshop, command: ConfirmTotals, act: Act) -> tuple[Event, ...]:
    """Confirm what somebody else counted in a round that binds."""
    require_helping(workshop, act)
    found, known = _known(workshop, command.round, command.totals)
    if not found.binding or known.confirmed_by is not None:
        return ()
    if not known.stands:
        raise CommandRejectedError("no_such_count")
    if known.by == act.by:
        raise CommandRejectedError("second_person")
    return (TotalsConfirmed(totals=known.id, round=found.id),)


def withdraw_totals(workshop: Workshop, command: WithdrawTotals, act: Act) -> tuple[Event, ...]:
    """Take a count back; whom it stood for may vote again while the round is open."""
    require_helping(workshop, act)
    found, known = _known(workshop, command.round, command.totals)
    if not known.stands:
        return ()
    return (TotalsWithdrawn(totals=known.id, round=found.id, reason=words(command.reason)),)


def reopen_count(workshop: Workshop, command: ReopenCount, act: Act) -> tuple[Event, ...]:
    """Let late paper into a counted round, for a reason on record."""
    require_running(workshop, act)
    found = _standing(workshop, command.round)
    if found.reopened:
        return ()
    if found.result is None:
        raise CommandRejectedError("result_not_ready")
    reopened = CountReopened(round=found.id, reason=words(command.reason))
    return (reopened, *undone_by(workshop, found))


def require_taking(workshop: Workshop, round_id: RoundId, act: Act) -> Round:
    """Return the round if it takes this vote now: while open, or on paper from that time.

    Raises:
        CommandRejectedError: `no_such_round`, `workshop_closed`, `round_void`,
            `round_closed`, `round_counted` or `not_at_that_time`.
    """
    found = _standing(workshop, round_id)
    if found.open:
        return found
    if act.said_at is None:
        raise CommandRejectedError("round_closed")
    if found.result is not None:
        raise CommandRejectedError("round_counted")
    if not found.opened_at <= act.said_at <= found.closed_at:
        raise CommandRejectedError("not_at_that_time")
    return found


def unconfirmed(found: Round, poll: Poll) -> bool:
    """Tell whether a count of a binding round still waits for a second person."""
    return any(each.stands and not each.counts_in(found) for each in poll.totals.values())


def counted_totals(found: Round, poll: Poll) -> list[method.Totals[OptionId]]:
    """Return the totals a count of the round includes, as the method takes them."""
    return [method.Totals(cast=each.cast, counts=each.counts) for each in _counted_in(found, poll)]


def roll_size(poll: Poll) -> int:
    """Return how many people could vote: those on the roll, and those counted without a name."""
    return len(poll.roll) + sum(
        each.people - len(each.voters) for each in poll.totals.values() if each.stands
    )


def turnout(found: Round, poll: Poll) -> Mapping[Channel, int]:
    """Return how many people voted in each way, without the ways nobody used."""
    by_channel: Counter[Channel] = Counter(poll.typed_for.values())
    own = len(poll.voters) - by_channel.total()
    by_channel.update({"device": own} if own else {})
    for each in _counted_in(found, poll):
        by_channel[each.counted] += each.cast
    return {channel: people for channel, people in by_channel.items() if people}


def cast_size(found: Round, poll: Poll) -> int:
    """Return how many people voted."""
    return len(poll.voters) + sum(each.cast for each in _counted_in(found, poll))


def _counted_in(found: Round, poll: Poll) -> Iterable[Totals]:
    return (each for each in poll.totals.values() if each.counts_in(found))


def _standing(workshop: Workshop, round_id: RoundId) -> Round:
    found = workshop.rounds.get(round_id)
    if found is None:
        raise CommandRejectedError("no_such_round")
    if workshop.closed:
        raise CommandRejectedError("workshop_closed")
    if found.void_reason is not None:
        raise CommandRejectedError("round_void")
    return found


def _known(workshop: Workshop, round_id: RoundId, totals_id: TotalsId) -> tuple[Round, Totals]:
    found = _standing(workshop, round_id)
    known = workshop.polls[round_id].totals.get(totals_id)
    if known is None:
        raise CommandRejectedError("no_such_count")
    if found.result is not None:
        raise CommandRejectedError("round_counted")
    return found, known


def _require_possible(found: Round, poll: Poll, command: RecordTotals) -> None:
    if not all(option in poll.options for option in command.counts):
        raise CommandRejectedError("no_such_option")
    if not 0 < command.people <= PEOPLE_AT_MOST or not 0 <= command.cast <= command.people:
        raise CommandRejectedError("bad_count")
    given = method.Totals(cast=command.cast, counts=command.counts)
    if not method.possible(
        found.method,
        given,
        terms=found.terms,
        dots=found.dots,
        dots_per_option=found.dots_per_option,
    ):
        raise CommandRejectedError("bad_count")


def _require_new_paper(poll: Poll, command: RecordTotals) -> None:
    """Take a numbered sheet once, as the vote of one person."""
    if not command.paper:
        return
    single = command.counted == "paper" and command.people == command.cast == 1
    if not (single and 0 < command.paper <= PAPER_AT_MOST):
        raise CommandRejectedError("bad_count")
    others = (each for each in poll.totals.values() if each.id != command.totals)
    if any(each.paper == command.paper and each.stands for each in others):
        raise CommandRejectedError("paper_counted")


def _voters(workshop: Workshop, poll: Poll, command: RecordTotals) -> tuple[ParticipantId, ...]:
    if command.voters is None:
        return tuple(each for each in poll.roll if _is_meant(workshop, poll, command, each))
    voters = tuple(dict.fromkeys(command.voters))
    if not all(each in poll.roll for each in voters):
        raise CommandRejectedError("only_by_name")
    if not all(_is_free(poll, command.totals, each) for each in voters):
        raise CommandRejectedError("voted_already")
    return voters


def _is_meant(workshop: Workshop, poll: Poll, command: RecordTotals, voter: ParticipantId) -> bool:
    person = workshop.participants[voter]
    if not person.here or not _is_free(poll, command.totals, voter):
        return False
    return command.counted != "table" or (not person.device and person.table == command.table)


def _is_free(poll: Poll, totals_id: TotalsId, voter: ParticipantId) -> bool:
    """Tell whether nothing of a voter is counted but by these totals."""
    return voter not in poll.voters and poll.counted_in.get(voter, totals_id) == totals_id


def _is_known(poll: Poll, recorded: TotalsRecorded) -> bool:
    known = poll.totals.get(recorded.totals)
    if known is None or not known.stands:
        return False
    return all(
        getattr(known, name) == getattr(recorded, name)
        for name in ("counted", "table", "voters", "people", "cast", "counts", "paper")
    )
