"""What events of people and their organisations change in the state."""

from dataclasses import replace
from typing import TypeVar, assert_never

from codesign.domain import events as e
from codesign.domain.electorates import is_barred
from codesign.domain.evolve.replacing import replace_idea, replace_person
from codesign.domain.evolve.rounds import change_count, end_reason
from codesign.domain.ids import ParticipantId
from codesign.domain.permissions import RUNNING
from codesign.domain.recorded import Recorded
from codesign.domain.workshop import (
    Area,
    Listed,
    Mandate,
    Organisation,
    Participant,
    Poll,
    Workshop,
)

HeldT = TypeVar("HeldT")


def evolve_people(workshop: Workshop, recorded: Recorded, event: e.PeopleEvent) -> None:  # noqa: C901, PLR0912, PLR0915 - one case an event, nothing else
    """Apply an event of people and their organisations."""
    match event:
        case e.ParticipantJoined():
            workshop.participants[event.participant] = _joined(workshop, recorded, event)
            _note_running(workshop, event.participant, event.role)
        case e.OrganisationAdded():
            workshop.organisations[event.organisation] = Organisation(
                id=event.organisation,
                name=event.name,
                identifiers=event.identifiers,
                potential_provider=event.potential_provider,
            )
        case e.OrganisationRemoved():
            added = workshop.organisations[event.organisation]
            workshop.organisations[added.id] = replace(added, removed=True)
        case e.AreaAdded():
            workshop.areas[event.area] = Area(id=event.area, name=event.name)
        case e.AreaRemoved():
            gone = workshop.areas[event.area]
            workshop.areas[gone.id] = replace(gone, removed=True)
        case e.AreaChosen():
            replace_person(workshop, event.participant, area=event.area)
        case e.AdmissionAsked():
            workshop.participants[event.participant] = _waiting(recorded, event)
        case e.ParticipantAdmitted():
            _admit(workshop, recorded, event.participant)
        case e.AdmissionWithdrawn():
            replace_person(workshop, event.participant, waiting=True, hand_at=0)
        case e.ParticipantMuted():
            replace_person(workshop, event.participant, muted=True)
        case e.ParticipantUnmuted():
            replace_person(workshop, event.participant, muted=False)
        case e.ParticipantRemoved():
            _remove(workshop, event)
        case e.ParticipantReadmitted():
            replace_person(
                workshop, event.participant, removed=False, banned=False, removed_reason=""
            )
        case e.ParticipantLeft():
            replace_person(workshop, event.participant, left=True, hand_at=0)
        case e.ParticipantReturned():
            replace_person(workshop, event.participant, left=False)
        case e.ParticipantRenamed():
            replace_person(workshop, event.participant, name=event.name)
        case e.OrganisationChosen():
            replace_person(workshop, event.participant, organisation=event.organisation)
        case e.RoleChanged():
            muted = workshop.participants[event.participant].muted and event.role not in RUNNING
            replace_person(workshop, event.participant, role=event.role, muted=muted)
            _note_running(workshop, event.participant, event.role)
        case e.HelperAssigned():
            replace_person(workshop, event.participant, helper=event.helper)
        case e.InterestDeclared():
            held = workshop.participants[event.participant].interests
            replace_person(workshop, event.participant, interests=(*held, event.interest))
            _bar(workshop, event.participant)
        case e.InterestDispensed():
            replace_person(workshop, event.participant, dispensed=True, dispensation=event.reason)
        case e.DispensationWithdrawn():
            replace_person(workshop, event.participant, dispensed=False, dispensation="")
        case e.MandateGiven():
            _give_mandate(workshop, recorded, event)
        case e.MandateWithdrawn():
            workshop.mandates.pop(event.organisation, None)
        case e.ProxyNamed():
            workshop.proxies[event.participant] = event.holder
        case e.ProxyWithdrawn():
            workshop.proxies.pop(event.participant, None)
        case e.InterestWithdrawn():
            declared = workshop.participants[event.participant].interests
            kept = tuple(each for each in declared if each != event.interest)
            replace_person(workshop, event.participant, interests=kept)
        case e.ParticipantErased():
            _erase(workshop, event.participant)
        case e.ParticipantListed():
            workshop.door_list[event.participant] = Listed(
                id=event.participant,
                name=event.name,
                organisation=event.organisation,
                table=event.table,
                area=event.area,
            )
        case e.ParticipantUnlisted():
            workshop.door_list.pop(event.participant, None)
        case e.ParticipantSeated():
            replace_person(workshop, event.participant, table=event.table)
        case e.DeviceChanged():
            replace_person(workshop, event.participant, device=event.device, helper=None)
        case e.DeskWorkGranted():
            replace_person(workshop, event.participant, desk_work=True)
        case e.DeskWorkEnded():
            replace_person(workshop, event.participant, desk_work=False)
        case e.OrganisationCorrected():
            replace_person(workshop, event.participant, organisation=event.organisation)
            for each in event.ideas:
                replace_idea(workshop, each, organisation=event.organisation)
        case _:
            assert_never(event)


def _joined(workshop: Workshop, recorded: Recorded, event: e.ParticipantJoined) -> Participant:
    listed = workshop.door_list.get(event.participant)
    return Participant(
        id=event.participant,
        name=event.name,
        organisation=event.organisation,
        role=event.role,
        device=event.device,
        helper=event.helper,
        joined_at=recorded.at,
        table="" if listed is None else listed.table,
    )


def _waiting(recorded: Recorded, event: e.AdmissionAsked) -> Participant:
    return Participant(
        id=event.participant,
        name=event.name,
        organisation=event.organisation,
        role=event.role,
        device=True,
        helper=None,
        joined_at=recorded.at,
        came=False,
        waiting=True,
    )


def _admit(workshop: Workshop, recorded: Recorded, participant: ParticipantId) -> None:
    person = workshop.participants[participant]
    joined_at = person.joined_at if person.came else recorded.at
    replace_person(workshop, participant, waiting=False, came=True, joined_at=joined_at)


def _remove(workshop: Workshop, event: e.ParticipantRemoved) -> None:
    replace_person(
        workshop,
        event.participant,
        removed=True,
        banned=event.banned,
        removed_reason=event.reason,
        hand_at=0,
    )


def _note_running(workshop: Workshop, participant: ParticipantId, role: e.Role) -> None:
    if role in RUNNING:
        workshop.running[participant] = None
    else:
        workshop.running.pop(participant, None)


def _erase(workshop: Workshop, participant: ParticipantId) -> None:
    workshop.door_list.pop(participant, None)
    workshop.exit_answers.pop(participant, None)
    workshop.links.pop(participant, None)
    gone = {"name": "", "table": "", "removed_reason": "", "dispensation": ""}
    replace_person(workshop, participant, **gone, erased=True, hand_at=0, area=None)
    for each in tuple(workshop.mandates.values()):
        if each.participant == participant:
            workshop.mandates[each.organisation] = replace(each, post="")


def _bar(workshop: Workshop, who: ParticipantId) -> None:
    """Take somebody with a new interest off the open votes that name it, with what they cast."""
    for found in workshop.rounds.values():
        poll = workshop.polls[found.id]
        if not (found.open and is_barred(workshop.participants[who], found.barring)):
            continue
        for each in [absent for absent, caster in poll.proxies.items() if caster == who]:
            _take_out(workshop, poll, each)
        # A hand counted with others, or a ballot in the box, cannot be told from theirs.
        if who not in poll.counted_in and who not in poll.voted:
            poll.roll.pop(who, None)
            _take_out(workshop, poll, who)


def _take_out(workshop: Workshop, poll: Poll, voter: ParticipantId) -> None:
    """Take a ballot out that can be told from the others."""
    if voter in poll.voted:
        return
    poll.typed_for.pop(voter, None)
    poll.proxies.pop(voter, None)
    for option, mark in poll.ballots.pop(voter, {}).items():
        end_reason(workshop, poll, voter, option)
        # A still of an earlier version may share it.
        tally = poll.tallies[option] = dict(poll.tallies[option])
        change_count(tally, mark, -1)


def _give_mandate(workshop: Workshop, recorded: Recorded, event: e.MandateGiven) -> None:
    workshop.mandates[event.organisation] = Mandate(
        organisation=event.organisation,
        participant=event.participant,
        capacity=event.capacity,
        post=event.post,
        by=recorded.by,
        at=recorded.at,
        seq=recorded.seq,
    )
    for found in workshop.rounds.values():
        poll = workshop.polls[found.id]
        before = poll.voices.get(event.organisation)
        if found.open and before not in {None, event.participant}:
            poll.voices = {**poll.voices, event.organisation: event.participant}
            _take_over(workshop, poll, ParticipantId(str(before)), event.participant)


def _hand_on(held: dict[ParticipantId, HeldT], before: ParticipantId, after: ParticipantId) -> None:
    if before in held:
        held[after] = held.pop(before)


def _take_over(workshop: Workshop, poll: Poll, before: ParticipantId, after: ParticipantId) -> None:
    """Give somebody another's seat in a vote, with the ballot as it stands."""
    poll.roll = {after if each == before else each: None for each in poll.roll}
    _hand_on(poll.ballots, before, after)
    _hand_on(poll.typed_for, before, after)
    _hand_on(poll.counted_in, before, after)
    for totals in tuple(poll.totals.values()):
        named = tuple(after if each == before else each for each in totals.voters)
        poll.totals[totals.id] = replace(totals, voters=named)
    for option in [option for who, option in poll.reasons if who == before]:
        reason = poll.reasons.pop((before, option))
        poll.reasons[after, option] = reason
        workshop.reasons[reason] = replace(workshop.reasons[reason], voter=after)
