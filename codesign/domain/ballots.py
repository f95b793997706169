"""Rules: casting a ballot, and changing it until the round closes.

A ballot is looked at as a whole, with the marks it has already: what does not
fit its way of voting is refused and never in the log.
"""

from collections.abc import Container, Mapping

from codesign.domain.act import Act
from codesign.domain.commands import CastBallot, ReasonPlan
from codesign.domain.counting import bounds
from codesign.domain.electorates import votes_by_proxy
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import BallotCast, Event, ReasonGiven, TurnoutRecorded
from codesign.domain.ids import OptionId, ParticipantId, RoundId
from codesign.domain.opening import OPTIONS_AT_MOST
from codesign.domain.permissions import fresh, require_present
from codesign.domain.proxies import require_may_cast_for
from codesign.domain.rounds import taking_ballots
from codesign.domain.totals import require_taking
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.words import words
from codesign.domain.workshop import Participant, Poll, Round, Workshop
from codesign.methods.ballots import Bounds, unfit
from codesign.methods.marks import STOPPING
from codesign.methods.terms import BUDGETS


def cast_ballot(workshop: Workshop, command: CastBallot, act: Act) -> tuple[Event, ...]:
    """Mark options, changing or adding to one's ballot until the round closes.

    What a person without a device put on paper may be typed later.
    """
    by_proxy = votes_by_proxy(workshop, act.by, act.for_)
    if by_proxy:
        found = taking_ballots(workshop, command.round)
        voter = require_may_cast_for(workshop, found, act)
    else:
        voter = require_present(workshop, act)
        found = _taking_ballot(workshop, command.round, act)
        _require_may_cast(workshop, found, voter)
    poll = workshop.polls[found.id]
    if voter.id in poll.counted_in:
        raise CommandRejectedError("counted_otherwise")
    if found.secret:
        caster = act.by if by_proxy else None
        known = voter.id in poll.voted and poll.proxies.get(voter.id) == caster
        return _turned_out(found, poll, command, known=known)
    ballot = poll.ballots.get(voter.id, {})
    changed = _changed(poll, ballot, command.marks)
    if voter.id in poll.proxies and not by_proxy:
        # What was cast in their place gives way to what they say themselves.
        changed = {option: command.marks.get(option) for option in {**ballot, **command.marks}}
    whole = {option: mark for option, mark in {**ballot, **changed}.items() if mark is not None}
    _require_fits(found, poll, whole)
    given = _reasons(workshop, found, command.reasons, voter.id, whole)
    stand = {option for who, option in poll.reasons if who == voter.id and option not in changed}
    _require_reasons(found, whole, stand | {each.option for each in given})
    cast = (BallotCast(round=found.id, marks=changed),) if changed else ()
    return (*cast, *(each for each in given if not _is_known(workshop, each, changed)))


def _require_may_cast(workshop: Workshop, found: Round, voter: Participant) -> None:
    on_roll = voter.id in workshop.polls[found.id].roll
    if not (on_roll and sees_stage(workshop, found.stage, voter.id)):
        raise CommandRejectedError("not_on_roll")
    if not sees_board_of(workshop, found.group, voter.id):
        raise CommandRejectedError("not_in_group")


def _turned_out(found: Round, poll: Poll, command: CastBallot, *, known: bool) -> tuple[Event, ...]:
    """Record that a person voted, unless that is known; how goes into the box (`ballot_box.py`).

    A secret ballot comes whole, since nobody knows what an earlier one held.
    """
    if command.reasons:
        raise CommandRejectedError("reasons_not_taken")
    changed = _changed(poll, {}, command.marks)
    ballot = {option: mark for option, mark in changed.items() if mark is not None}
    if not ballot:
        raise CommandRejectedError("empty_ballot")
    _require_fits(found, poll, ballot)
    return () if known else (TurnoutRecorded(round=found.id),)


def _taking_ballot(workshop: Workshop, round_id: RoundId, act: Act) -> Round:
    if act.for_ is None:
        return taking_ballots(workshop, round_id)
    found = require_taking(workshop, round_id, act)
    if found.secret and not found.open:
        # Its box may be open already, and a ballot by itself would show whose it is.
        raise CommandRejectedError("secret_late")
    return found


def _changed(
    poll: Poll, ballot: Mapping[OptionId, int], marks: Mapping[OptionId, int | None]
) -> dict[OptionId, int | None]:
    if len(marks) > OPTIONS_AT_MOST:
        raise CommandRejectedError("too_many")
    if not all(each in poll.options for each in marks):
        raise CommandRejectedError("no_such_option")
    return {option: mark for option, mark in marks.items() if ballot.get(option) != mark}


def _require_fits(found: Round, poll: Poll, ballot: Mapping[OptionId, int]) -> None:
    reason = unfit(
        found.method,
        ballot,
        found.terms,
        bounds(found, poll) if found.method in BUDGETS else Bounds(),
        dots=found.dots,
        dots_per_option=found.dots_per_option,
    )
    if reason is not None:
        raise CommandRejectedError(reason)


def _reasons(
    workshop: Workshop,
    found: Round,
    plans: tuple[ReasonPlan, ...],
    voter: ParticipantId,
    ballot: Mapping[OptionId, int],
) -> list[ReasonGiven]:
    """Return the reasons as they are recorded: each for an option that is marked, one an option."""
    if plans and found.reasons == "none":
        raise CommandRejectedError("reasons_not_taken")
    if len({each.option for each in plans}) < len(plans):
        raise CommandRejectedError("too_many")
    for each in plans:
        known = workshop.reasons.get(each.reason)
        if known is None:
            fresh(workshop, each.reason)
        elif (known.voter, known.round, known.option) != (voter, found.id, each.option):
            raise CommandRejectedError("id_taken")
        if each.option not in ballot:
            raise CommandRejectedError("reason_without_mark")
    if len({each.reason for each in plans}) < len(plans):
        raise CommandRejectedError("id_taken")
    return [
        ReasonGiven(reason=each.reason, round=found.id, option=each.option, text=words(each.text))
        for each in plans
    ]


def _require_reasons(
    found: Round, ballot: Mapping[OptionId, int], given: Container[OptionId]
) -> None:
    stopping = STOPPING.get(found.method, frozenset())
    stopped = (option for option, mark in ballot.items() if mark in stopping)
    if found.reasons == "required" and not all(each in given for each in stopped):
        raise CommandRejectedError("reason_missing")


def _is_known(workshop: Workshop, given: ReasonGiven, changed: Container[OptionId]) -> bool:
    known = workshop.reasons.get(given.reason)
    if known is None or known.ended or given.option in changed:
        return False
    return known.text == given.text
