"""Rules: casting a ballot, and changing it until the round closes.

A ballot is looked at as a whole, with the marks it has already: what does not
fit its way of voting is refused and never in the log.
"""

from collections.abc import Mapping

from codesign.domain.act import Act
from codesign.domain.commands import CastBallot
from codesign.domain.counting import bounds
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import BallotCast, Event
from codesign.domain.ids import OptionId, RoundId
from codesign.domain.opening import OPTIONS_AT_MOST
from codesign.domain.permissions import require_present
from codesign.domain.rounds import taking_ballots
from codesign.domain.totals import require_taking
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.workshop import Poll, Round, Workshop
from codesign.methods.ballots import Bounds, unfit
from codesign.methods.terms import BUDGETS


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
    _require_fits(found, poll, {**ballot, **changed})
    return (BallotCast(round=found.id, marks=changed),)


def _taking_ballot(workshop: Workshop, round_id: RoundId, act: Act) -> Round:
    if act.for_ is None:
        return taking_ballots(workshop, round_id)
    return require_taking(workshop, round_id, act)


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
    poll: Poll,
    ballot: Mapping[OptionId, int | None],
) -> None:
    given = {option: mark for option, mark in ballot.items() if mark is not None}
    reason = unfit(
        found.method,
        given,
        found.terms,
        bounds(found, poll) if found.method in BUDGETS else Bounds(),
        dots=found.dots,
        dots_per_option=found.dots_per_option,
    )
    if reason is not None:
        raise CommandRejectedError(reason)
