"""Rules: who is on the roll of a vote, when it opens and when it is asked again."""

from typing import NamedTuple

from codesign.domain.commands import OpenRound
from codesign.domain.electorates import is_barred, is_represented, voices
from codesign.domain.errors import CommandRejectedError
from codesign.domain.ids import GroupId, ParticipantId, StageId
from codesign.domain.participation import as_if, may_vote
from codesign.domain.permissions import person
from codesign.domain.views import is_member, sees_stage_as
from codesign.domain.workshop import Participant, Round, Workshop


def roll_of(
    workshop: Workshop, command: OpenRound, stage_id: StageId | None, group: GroupId | None
) -> tuple[ParticipantId, ...]:
    """Return who can vote, without whom an interest bars; of organisations, who speaks for each."""
    if command.electorate == "organisations":
        # An organisation answers for its vote, and its ballot may pass from one voice to another,
        # for which it must be known whose it is. Nor could it be secret: everybody knows who
        # speaks for whom, and of a few voices a result all for, or all but one, tells each.
        fixed = command.roll is not None or command.open_roll or group is not None
        if fixed or command.secret:
            raise CommandRejectedError("bad_electorate")
        if command.proxies_at_most:
            raise CommandRejectedError("mandate_instead")
        roll = _voices(workshop, stage_id)
    else:
        could = _Voting(workshop, stage_id, group, command.proxies_at_most)
        roll = _roll(could, command.roll)
    barred = [each for each in roll if is_barred(workshop.participants[each], command.barring)]
    if barred and command.roll is not None:
        raise CommandRejectedError("interest_bars")
    return tuple(each for each in roll if each not in barred)


def roll_again(workshop: Workshop, earlier: Round) -> tuple[ParticipantId, ...]:
    """Return the same people as far as they may still vote, or else everybody who may."""
    could = _Voting(workshop, earlier.stage, earlier.group, earlier.proxies_at_most)
    if earlier.electorate == "organisations":
        roll = _voices(workshop, earlier.stage)
    elif earlier.named_roll:
        named = (workshop.participants[each] for each in workshop.polls[earlier.id].roll)
        roll = tuple(each.id for each in named if could.vote(each))
    else:
        roll = _roll(could, None)
    objector = _objector(workshop, earlier)
    return tuple(
        each
        for each in roll
        if each != objector and not is_barred(workshop.participants[each], earlier.barring)
    )


def _voices(workshop: Workshop, stage_id: StageId | None) -> tuple[ParticipantId, ...]:
    people = (workshop.participants[each] for each in voices(workshop).values())
    could = _Voting(workshop, stage_id)
    roll = tuple(each.id for each in people if could.vote(each))
    if not roll:
        raise CommandRejectedError("no_voices")
    return roll


class _Voting(NamedTuple):
    """What decides who can vote in a round that opens now."""

    workshop: Workshop
    stage: StageId | None
    group: GroupId | None = None
    proxies_at_most: int = 0

    def vote(self, voter: Participant) -> bool:
        """Tell whether a person can: one who is away, where somebody votes in their place."""
        absent = self.proxies_at_most > 0 and is_represented(self.workshop, voter)
        return (
            (may_vote(voter) or absent)
            and sees_stage_as(self.workshop, self.stage, as_if(voter, left=False))
            and is_member(self.workshop, self.group, voter.id)
        )


def _roll(could: _Voting, named: tuple[ParticipantId, ...] | None) -> tuple[ParticipantId, ...]:
    workshop = could.workshop
    if named is None:
        return tuple(each.id for each in workshop.participants.values() if could.vote(each))
    if not all(could.vote(person(workshop, each)) for each in named):
        raise CommandRejectedError("not_on_roll")
    return tuple(dict.fromkeys(named))


def _objector(workshop: Workshop, earlier: Round) -> ParticipantId | None:
    """Return whose worry a round is about: the others vote on it."""
    return None if earlier.worry is None else workshop.reasons[earlier.worry].voter
