"""Rules: voting in the place of somebody who cannot be there.

A person names who does, or whoever runs the workshop records it. It holds for the
workshop until it is withdrawn, not for one round: who can vote is fixed when a round
opens, so a person who is away by then is on its roll only where it is known before
that somebody votes in their place. How many others one may vote for is a term of the
round, fixed when it opens; most rounds take none.

The ballot is the absent person's own, in the denominator and split with theirs. Who
casts it must be able to vote in that round too, so that no interest, list or secrecy
is got round through another. Whoever comes back votes in their own right: the ballot
cast in their place gives way, and none is cast in their place after that.

Nobody is voted for who has never joined: those who can vote are people of the
workshop, and a door list is only who somebody expects. With their personal code they
join from wherever they are, name who votes for them, and go.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import NameProxy, WithdrawProxy
from codesign.domain.electorates import is_barred, proxies_ended
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, ProxyNamed
from codesign.domain.ids import ParticipantId
from codesign.domain.participation import may_vote, onto_open_rolls, unerased
from codesign.domain.permissions import VOTING, person, require_present, require_self_or_running
from codesign.domain.views import sees_board_of, sees_stage
from codesign.domain.workshop import Participant, Poll, Round, Workshop

# More than this is no longer one person voting for a few others.
PROXIES_AT_MOST: Final = 10


def name_proxy(workshop: Workshop, command: NameProxy, act: Act) -> tuple[Event, ...]:
    """Let another vote in a person's place; they are on open rolls that take that."""
    require_self_or_running(workshop, act, command.participant)
    absent = _joined(workshop, command.participant)
    holder = person(workshop, command.holder)
    if workshop.proxies.get(absent.id) == holder.id:
        return ()
    _require_can_be_voted_for(absent)
    if absent.id == holder.id or not (may_vote(holder) and holder.device):
        raise CommandRejectedError("not_a_proxy")
    if holder.id in workshop.proxies or absent.id in workshop.proxies.values():
        raise CommandRejectedError("proxy_chain")
    _require_room_in_open_rounds(workshop, absent, holder)
    earlier = (each for each in proxies_ended(workshop, absent.id) if each.participant == absent.id)
    named = ProxyNamed(participant=absent.id, holder=holder.id)
    return (*earlier, named, *onto_open_rolls(workshop, absent, by_proxy=True))


def withdraw_proxy(workshop: Workshop, command: WithdrawProxy, act: Act) -> tuple[Event, ...]:
    """Let nobody vote in a person's place any more; a ballot that was cast so stands."""
    require_self_or_running(workshop, act, command.participant)
    ended = proxies_ended(workshop, command.participant)
    return tuple(each for each in ended if each.participant == command.participant)


def require_may_cast_for(workshop: Workshop, found: Round, act: Act) -> Participant:
    """Return the person in whose place the asker votes in this round.

    Raises:
        CommandRejectedError: `mandate_instead`, `proxy_not_on_roll`, `proxy_barred`,
            `voted_themselves` or `too_many_proxies`, or as `require_present`.
    """
    asker = require_present(workshop, Act(by=act.by, at=act.at))
    absent = person(workshop, act.who)
    poll = workshop.polls[found.id]
    if found.electorate == "organisations":
        raise CommandRejectedError("mandate_instead")
    if is_barred(asker, found.barring):
        raise CommandRejectedError("proxy_barred")
    if not (asker.id in poll.roll and absent.id in poll.roll and _sees(workshop, found, asker)):
        raise CommandRejectedError("proxy_not_on_roll")
    if absent.id in poll.voters and absent.id not in poll.proxies:
        raise CommandRejectedError("voted_themselves")
    cast = {each for each, caster in poll.proxies.items() if caster == asker.id} - {absent.id}
    if len(cast) >= found.proxies_at_most:
        raise CommandRejectedError("too_many_proxies")
    return absent


def can_cast_for(found: Round, poll: Poll, absent: ParticipantId, holder: ParticipantId) -> bool:
    """Tell whether a round lets one vote in the other's place: both must be on its roll."""
    return found.proxies_at_most > 0 and absent in poll.roll and holder in poll.roll


def _joined(workshop: Workshop, participant: ParticipantId) -> Participant:
    if participant in workshop.door_list and participant not in workshop.participants:
        raise CommandRejectedError("not_joined_yet")
    return unerased(workshop, participant)


def _require_can_be_voted_for(absent: Participant) -> None:
    out = absent.removed or absent.waiting or not absent.came
    if out or absent.role not in VOTING:
        raise CommandRejectedError("not_voted_for")


def _require_room_in_open_rounds(
    workshop: Workshop, absent: Participant, holder: Participant
) -> None:
    """Refuse one more who is voted for by somebody who already votes for as many as may be."""
    held = {each for each, named in workshop.proxies.items() if named == holder.id} - {absent.id}
    for found in workshop.rounds.values():
        poll = workshop.polls[found.id]
        if not (found.open and can_cast_for(found, poll, absent.id, holder.id)):
            continue
        cast = {each for each, caster in poll.proxies.items() if caster == holder.id}
        others = {each for each in held if each in poll.roll} | cast - {absent.id}
        if len(others) >= found.proxies_at_most:
            raise CommandRejectedError("too_many_proxies")


def _sees(workshop: Workshop, found: Round, asker: Participant) -> bool:
    return sees_stage(workshop, found.stage, asker.id) and sees_board_of(
        workshop, found.group, asker.id
    )
