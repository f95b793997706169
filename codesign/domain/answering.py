"""Rules: how a worry is answered but by a new wording (`opening.py`).

Who raised it takes it back; or the others say in a vote of their own, on record,
whether to go on though it stands.
"""

from codesign.domain.act import Act
from codesign.domain.commands import PutWorry, WithdrawWorry
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, OptionAdded, RoundOpened, WorryWithdrawn
from codesign.domain.ids import ParticipantId
from codesign.domain.permissions import fresh, require_present, require_running
from codesign.domain.rolls import roll_again
from codesign.domain.words import words
from codesign.domain.workshop import Reason, Round, Workshop
from codesign.domain.worries import is_being_voted, open_worry
from codesign.methods.terms import Terms


def withdraw_worry(workshop: Workshop, command: WithdrawWorry, act: Act) -> tuple[Event, ...]:
    """Take back a worry one raised; nobody else can."""
    who = require_present(workshop, act)
    known = workshop.reasons.get(command.reason)
    if known is not None and known.voter == who.id and known.answer == "withdrawn":
        return ()
    reason = open_worry(workshop, command.reason)
    if reason.voter != who.id:
        raise CommandRejectedError("not_yours")
    return (WorryWithdrawn(reason=reason.id, round=reason.round),)


def put_worry(workshop: Workshop, command: PutWorry, act: Act) -> tuple[Event, ...]:
    """Ask all others who could vote whether to go on though a worry stands.

    More of them must say yes than no; everybody must be able to read what it is.
    """
    require_running(workshop, act)
    reason = open_worry(workshop, command.reason)
    found = workshop.rounds[reason.round]
    if not found.tally_shown:
        raise CommandRejectedError("result_not_shown")
    if is_being_voted(workshop, reason.id):
        raise CommandRejectedError("worry_being_voted")
    fresh(workshop, command.round)
    others = _others(workshop, found, reason)
    option = workshop.polls[found.id].options[reason.option]
    opened = RoundOpened(
        round=command.round,
        stage=found.stage,
        question=words(command.question),
        method="simple_majority",
        roll=others,
        named_roll=found.electorate == "participants",
        open_roll=False,
        open_options=False,
        tally="at_close",
        dots=0,
        dots_per_option=0,
        binding=found.binding,
        terms=Terms(quorum=found.terms.quorum),
        electorate=found.electorate,
        barring=found.barring,
        worry=reason.id,
        proxies_at_most=found.proxies_at_most,
    )
    put = OptionAdded(round=command.round, option=option.id, source=option.source, text=option.text)
    return (opened, put)


def _others(workshop: Workshop, found: Round, reason: Reason) -> tuple[ParticipantId, ...]:
    others = tuple(each for each in roll_again(workshop, found) if each != reason.voter)
    if not others:
        raise CommandRejectedError("nobody_else")
    return others
