"""Rules: the ballots of a secret round, from the box to the open record.

Until the round ends a ballot lies in a box beside the log, never in it: the log
tells who voted, and nobody how. When the round ends the room opens the box, and
the ballots come into the log in the order of their contents, with nothing that
joins one to a person, a command or a moment. Who counts again counts those.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from codesign.domain.act import Act
from codesign.domain.commands import CastBallot, Command, OpenBallotBox
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import BallotBoxOpened, BallotsFoundMissing, Event
from codesign.domain.ids import OptionId, ParticipantId, RoundId
from codesign.domain.permissions import require_system
from codesign.domain.rounds import round_
from codesign.domain.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedBallot:
    """A whole ballot for the box, in the place of one its voter put there before.

    `options` is how many options the round has: what is kept is as long for
    every choice among so many.
    """

    round: RoundId
    voter: ParticipantId
    marks: Mapping[OptionId, int]
    options: int


def boxed(workshop: Workshop, command: Command, act: Act) -> BoxedBallot | None:
    """Return what an accepted command puts into a ballot box, None where it does not.

    Every accepted ballot of a secret round goes into the box, also where its
    voter had voted and no event tells of it.
    """
    if not isinstance(command, CastBallot) or not workshop.rounds[command.round].secret:
        return None
    return BoxedBallot(
        round=command.round,
        voter=act.who,
        marks={option: mark for option, mark in command.marks.items() if mark is not None},
        options=len(workshop.polls[command.round].options),
    )


def open_ballot_box(workshop: Workshop, command: OpenBallotBox, act: Act) -> tuple[Event, ...]:
    """Put the ballots of a secret round that is over on record, once, and only all of them.

    Where some are missing, that goes on record in their place, so that people hear of it.
    """
    require_system(act)
    found = round_(workshop, command.round)
    if not found.owes_opening:
        return ()
    missing = len(workshop.polls[found.id].voted) - len(command.ballots)
    if missing < 0:
        raise CommandRejectedError("too_many_ballots")
    if missing:
        known = missing == found.ballots_missing
        return () if known else (BallotsFoundMissing(round=found.id, missing=missing),)
    contents = sorted(sorted(each.items()) for each in command.ballots)
    return (BallotBoxOpened(round=found.id, ballots=tuple(map(dict, contents))),)


def unopened(workshop: Workshop) -> list[RoundId]:
    """Return the secret rounds that are over and whose box the server owes to open."""
    return [each.id for each in workshop.rounds.values() if each.owes_opening]
