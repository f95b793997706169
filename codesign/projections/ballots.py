"""Single ballots, for those who may have them, of votes whose result everybody may see.

Who runs the workshop has each ballot with its voter, unless the vote was secret.
Everybody else has those of closed votes, in the order of their contents and
under numbers that mean nothing outside their round, so that nothing joins a
voter to a choice, not even the difference of two versions; and none of a round
in which fewer than five voted. Of a secret vote they are for all so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from codesign.domain.events import View
from codesign.domain.ids import OptionId, RoundId
from codesign.domain.workshop import Poll, Workshop
from codesign.projections.attendance import FEWEST
from codesign.projections.records.showing import stage_shown
from codesign.projections.veil import Veil


class BallotMark(NamedTuple):
    """What one ballot says of one option; `voter` is a participant's id or a number."""

    round: RoundId
    voter: str
    option: OptionId
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballots:
    """The ballots a view may have; of the `withheld` rounds nobody may have any yet."""

    marks: tuple[BallotMark, ...]
    withheld: frozenset[RoundId]


def ballots(then: Workshop, veil: Veil) -> Ballots:
    """Return the ballots as they stood at a version."""
    now = veil.present.rounds
    withheld = frozenset(each.id for each in now.values() if not each.tally_shown)
    told = [
        each.id
        for each in then.rounds.values()
        if each.tally_shown
        and stage_shown(veil.present, each.stage, veil.view)
        and veil.sees_board(each.group)
    ]
    if veil.view != "facilitator":
        told = [each for each in told if not then.rounds[each].open]
    marks = (mark for each in told for mark in _marks(each, then.polls[each], veil.view))
    return Ballots(marks=tuple(marks), withheld=withheld)


def _marks(round_id: RoundId, poll: Poll, view: View) -> Iterator[BallotMark]:
    for voter, marks in _voters(poll, view):
        yield from (BallotMark(round_id, voter, option, mark) for option, mark in marks)


def _voters(poll: Poll, view: View) -> Iterator[tuple[str, list[tuple[OptionId, int]]]]:
    if view == "facilitator":
        yield from ((voter, sorted(marks.items())) for voter, marks in poll.on_record.items())
    elif len(poll.on_record) >= FEWEST:
        contents = sorted(sorted(marks.items()) for marks in poll.on_record.values())
        yield from ((str(number), marks) for number, marks in enumerate(contents, 1))
