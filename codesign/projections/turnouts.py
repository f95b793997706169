"""How many of each group voted, once that is told.

Who voted is on no board. By group it is told once a vote is over and counted: never of
an anonymous stage unless the vote is secret, nor of a vote whose tally everybody
watched, nor where votes were counted together or late, for the difference of two
turnouts would be the late ones.
"""

from collections.abc import Iterator

from codesign.domain.events import SplitBy
from codesign.domain.ids import RoundId
from codesign.domain.workshop import Poll, Round, Workshop
from codesign.methods.heard import Turnout, turnout
from codesign.projections.records.rounds import round_record
from codesign.projections.veil import Veil


def turnouts(then: Workshop, veil: Veil) -> dict[RoundId, Turnout[SplitBy]]:
    """Return the turnout by group of every vote of which a view may know it, at a version."""
    return {key: turnout(*_of(veil.present.polls[key])) for key in _told(then, veil)}


def _told(then: Workshop, veil: Veil) -> Iterator[RoundId]:
    for key, found in then.rounds.items():
        record = round_record(then, key, veil.view)
        seen = veil.sees_board(found.group) and veil.over("rounds", key, record) is not None
        # As it was and as it is: what was counted again since is told no more.
        if seen and found.result is not None and is_told(veil.present, key):
            yield key


def is_told(workshop: Workshop, round_id: RoundId) -> bool:
    """Tell whether the turnout of a vote is told by group."""
    found, poll = workshop.rounds[round_id], workshop.polls[round_id]
    over = found.result is not None and found.void_reason is None
    together = any(each.stands for each in poll.totals.values())
    late = found.recount_reason is not None
    return over and not together and not late and _is_nobodys_secret(workshop, found)


def _is_nobodys_secret(workshop: Workshop, found: Round) -> bool:
    anonymous = found.stage is not None and workshop.stages[found.stage].anonymous
    return found.tally != "live" and (found.secret or not anonymous)


def _of(poll: Poll) -> tuple[dict[SplitBy, dict[str, str]], set[str]]:
    """Return in which groups those stood who could vote, and who of them did."""
    groups: dict[SplitBy, dict[str, str]] = {
        "organisation": {who: stood.organisation or "" for who, stood in poll.stood.items()},
        "role": {who: stood.role for who, stood in poll.stood.items()},
        "area": {who: stood.area or "" for who, stood in poll.stood.items()},
    }
    return groups, {str(who) for who in poll.voters if who in poll.stood}
