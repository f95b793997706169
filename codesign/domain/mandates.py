"""Rules: who speaks for an organisation, and whom an interest keeps from a vote.

Where organisations vote, each has one voice through the person who holds its
mandate. Named anew while a vote is open, the new one takes over the seat and
the ballot as it stands: an organisation never has two. Who declared an
interest that a round names is not on its roll, unless dispensed on record.
"""

from codesign.domain.act import Act
from codesign.domain.commands import (
    DispenseInterest,
    GiveMandate,
    WithdrawDispensation,
    WithdrawMandate,
)
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import (
    Capacity,
    DispensationWithdrawn,
    Event,
    InterestDispensed,
    MandateGiven,
    MandateWithdrawn,
)
from codesign.domain.ids import OrganisationId, ParticipantId
from codesign.domain.participation import may_vote, unerased
from codesign.domain.permissions import person, require_running
from codesign.domain.views import sees_stage_as
from codesign.domain.words import TITLE_CHARS, optional_line, words
from codesign.domain.workshop import Mandate, Participant, Workshop


def mandate_of(workshop: Workshop, participant: ParticipantId) -> Mandate | None:
    """Return the mandate by which somebody speaks for their organisation, None without one."""
    who = workshop.participants.get(participant)
    held = (
        None if who is None or who.organisation is None else workshop.mandates.get(who.organisation)
    )
    # Who went to another organisation since speaks for the one before no longer.
    return held if held is not None and held.participant == participant else None


def give_mandate(workshop: Workshop, command: GiveMandate, act: Act) -> tuple[Event, ...]:
    """Put on record who speaks for an organisation, and in what capacity."""
    require_running(workshop, act)
    speaker = person(workshop, command.participant)
    return mandate_given(workshop, command.organisation, speaker, command.capacity, command.post)


def mandate_given(
    workshop: Workshop,
    organisation: OrganisationId,
    speaker: Participant,
    capacity: Capacity,
    post: str | None,
) -> tuple[Event, ...]:
    """Return that a person, as they are or are about to be, speaks for an organisation.

    Raises:
        CommandRejectedError: `no_such_organisation` or `not_its_voice`.
    """
    found = workshop.organisations.get(organisation)
    if found is None or found.removed:
        raise CommandRejectedError("no_such_organisation")
    if speaker.organisation != found.id or not may_vote(speaker):
        raise CommandRejectedError("not_its_voice")
    if _votes_for_another(workshop, speaker.id, found.id) or not _sees_its_votes(
        workshop, speaker, found.id
    ):
        raise CommandRejectedError("not_its_voice")
    held = workshop.mandates.get(found.id)
    given = MandateGiven(
        organisation=found.id,
        participant=speaker.id,
        capacity=capacity,
        post=_post(held, speaker.id, post),
    )
    if held is not None and (held.participant, held.capacity, held.post) == (
        given.participant,
        given.capacity,
        given.post,
    ):
        return ()
    return (given,)


def withdraw_mandate(workshop: Workshop, command: WithdrawMandate, act: Act) -> tuple[Event, ...]:
    """Let nobody speak for an organisation; who has its seat in an open vote keeps it."""
    require_running(workshop, act)
    if command.organisation not in workshop.mandates:
        return ()
    return (MandateWithdrawn(organisation=command.organisation),)


def _post(held: Mandate | None, speaker: ParticipantId, said: str | None) -> str:
    """Return the post of who speaks; what nobody says anew is as it was."""
    if said is not None:
        return optional_line(said, TITLE_CHARS)
    return held.post if held is not None and held.participant == speaker else ""


def _sees_its_votes(workshop: Workshop, speaker: Participant, organisation: OrganisationId) -> bool:
    """Tell whether somebody may see every open vote in which they would take over the seat."""
    return all(
        sees_stage_as(workshop, each.stage, speaker)
        for each in workshop.rounds.values()
        if each.open and organisation in workshop.polls[each.id].voices
    )


def _votes_for_another(
    workshop: Workshop, speaker: ParticipantId, organisation: OrganisationId
) -> bool:
    """Tell whether somebody holds the seat of an organisation they left, in an open vote."""
    polls = (workshop.polls[each.id] for each in workshop.rounds.values() if each.open)
    return any(
        voice == speaker and spoken_for != organisation
        for poll in polls
        for spoken_for, voice in poll.voices.items()
    )


def dispense_interest(workshop: Workshop, command: DispenseInterest, act: Act) -> tuple[Event, ...]:
    """Let somebody vote from now on whatever interest they declared, for a reason on record."""
    require_running(workshop, act)
    found = unerased(workshop, command.participant)
    if found.dispensed:
        return ()
    return (InterestDispensed(participant=found.id, reason=words(command.reason)),)


def withdraw_dispensation(
    workshop: Workshop, command: WithdrawDispensation, act: Act
) -> tuple[Event, ...]:
    """Let a declared interest keep somebody again from what opens from now on."""
    require_running(workshop, act)
    found = person(workshop, command.participant)
    return (DispensationWithdrawn(participant=found.id),) if found.dispensed else ()
