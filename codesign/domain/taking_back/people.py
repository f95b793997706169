"""What takes back what was done about people: who is in, as what, and for whom they speak."""

from typing import Final

from codesign.domain import commands as c
from codesign.domain import events as e
from codesign.domain.permissions import HELPING
from codesign.domain.taking_back.step import TAKEN_BACK, Step, Steps, of_a_person
from codesign.domain.workshop import Organisation, Workshop


def _organisation(w: Workshop, event: e.OrganisationAdded, _at: int) -> Step:
    was = w.organisations.get(event.organisation)
    back: c.Command = c.RemoveOrganisation(organisation=event.organisation)
    if was is not None and not was.removed:
        back = _entry_of(was)
    return Step(("organisation", event.organisation), back, event.organisation)


def _organisation_removed(w: Workshop, event: e.OrganisationRemoved, _at: int) -> Step:
    was = w.organisations[event.organisation]
    return Step(("organisation", was.id), _entry_of(was), was.id)


def _entry_of(was: Organisation) -> c.AddOrganisation:
    return c.AddOrganisation(
        organisation=was.id,
        name=was.name,
        identifiers=was.identifiers,
        potential_provider=was.potential_provider,
    )


def _joined(_w: Workshop, event: e.ParticipantJoined, _at: int) -> Step:
    back: c.Command = c.LeaveWorkshop(participant=event.participant)
    if event.role in HELPING:
        # Whoever has their link is not to come in by it.
        back = c.RemoveParticipant(participant=event.participant, ban=True)
    also = (("listed", event.participant),)
    return Step(("there", event.participant), back, event.participant, event.role, also=also)


def _listed(w: Workshop, event: e.ParticipantListed, _at: int) -> Step:
    was = w.door_list.get(event.participant)
    back: c.Command = c.UnlistParticipant(participant=event.participant)
    if was is not None:
        line = c.Listing(
            participant=was.id,
            name=was.name,
            organisation=was.organisation,
            table=was.table,
            area=was.area,
        )
        back = c.ListPeople(people=(line,))
    return Step(("listed", event.participant), back, event.participant)


def _removed(w: Workshop, event: e.ParticipantRemoved, _at: int) -> Step:
    was = w.participants[event.participant]
    back: c.Command = c.ReadmitParticipant(participant=was.id)
    if was.removed:
        back = c.RemoveParticipant(participant=was.id, reason=was.removed_reason, ban=was.banned)
    return Step(("out", was.id), back, was.id)


def _readmitted(w: Workshop, event: e.ParticipantReadmitted, _at: int) -> Step:
    was = w.participants[event.participant]
    back = c.RemoveParticipant(participant=was.id, reason=was.removed_reason, ban=was.banned)
    return Step(("out", was.id), back, was.id)


def _role(w: Workshop, event: e.RoleChanged, _at: int) -> Step:
    who = event.participant
    back = c.ChangeRole(participant=who, role=w.participants[who].role)
    return Step(("role", who), back, who, event.role, also=(("mute", who),))


def _area(w: Workshop, event: e.AreaAdded, _at: int) -> Step:
    was = w.areas.get(event.area)
    back: c.Command = c.RemoveArea(area=event.area)
    if was is not None and not was.removed:
        back = c.AddArea(area=was.id, name=was.name)
    return Step(("area", event.area), back, event.area)


def _mandate(w: Workshop, event: e.MandateGiven | e.MandateWithdrawn, _at: int) -> Step:
    was = w.mandates.get(event.organisation)
    back: c.Command = c.WithdrawMandate(organisation=event.organisation)
    if was is not None:
        back = c.GiveMandate(
            organisation=was.organisation,
            participant=was.participant,
            capacity=was.capacity,
            post=was.post,
        )
    return Step(("mandate", event.organisation), back, event.organisation)


def _proxy(w: Workshop, event: e.ProxyNamed | e.ProxyWithdrawn, _at: int) -> Step:
    who, was = event.participant, w.proxies.get(event.participant)
    back: c.Command = c.WithdrawProxy(participant=who)
    if was is not None:
        back = c.NameProxy(participant=who, holder=was)
    return Step(("proxy", who), back, who)


def _dispensation_withdrawn(w: Workshop, event: e.DispensationWithdrawn, _at: int) -> Step:
    reason = w.participants[event.participant].dispensation
    back = c.DispenseInterest(participant=event.participant, reason=reason or TAKEN_BACK)
    return Step(("dispensation", event.participant), back, event.participant)


PEOPLE_STEPS: Final[Steps] = {
    e.HandRaised: of_a_person("hand", lambda who: c.LowerHand(participant=who)),
    e.HandLowered: of_a_person("hand", lambda who: c.RaiseHand(participant=who)),
    e.OrganisationAdded: _organisation,
    e.OrganisationRemoved: _organisation_removed,
    e.ParticipantJoined: _joined,
    e.ParticipantListed: _listed,
    e.ParticipantLeft: of_a_person("there", lambda who: c.ReturnToWorkshop(participant=who)),
    e.ParticipantReturned: of_a_person("there", lambda who: c.LeaveWorkshop(participant=who)),
    e.ParticipantAdmitted: of_a_person("inside", lambda who: c.WithdrawAdmission(participant=who)),
    e.AdmissionWithdrawn: of_a_person(
        "inside", lambda who: c.AdmitParticipants(participants=(who,))
    ),
    e.ParticipantMuted: of_a_person("mute", lambda who: c.UnmuteParticipant(participant=who)),
    e.ParticipantUnmuted: of_a_person("mute", lambda who: c.MuteParticipant(participant=who)),
    e.ParticipantRemoved: _removed,
    e.ParticipantReadmitted: _readmitted,
    e.RoleChanged: _role,
    e.OrganisationChosen: lambda w, event, _: Step(
        ("organisation of", event.participant),
        c.ChooseOrganisation(
            participant=event.participant,
            organisation=w.participants[event.participant].organisation,
        ),
        event.participant,
    ),
    e.HelperAssigned: lambda w, event, _: Step(
        ("helper", event.participant),
        c.AssignHelper(
            participant=event.participant, helper=w.participants[event.participant].helper
        ),
        event.participant,
    ),
    e.InterestDeclared: lambda _w, event, _: Step(
        ("interest", event.participant),
        c.WithdrawInterest(participant=event.participant, interest=event.interest),
        event.participant,
        event.interest,
    ),
    e.InterestWithdrawn: lambda _w, event, _: Step(
        ("interest", event.participant),
        c.DeclareInterest(participant=event.participant, interest=event.interest),
        event.participant,
        event.interest,
    ),
    e.InterestDispensed: of_a_person(
        "dispensation", lambda who: c.WithdrawDispensation(participant=who)
    ),
    e.DispensationWithdrawn: _dispensation_withdrawn,
    e.AreaAdded: _area,
    e.AreaRemoved: lambda w, event, _: Step(
        ("area", event.area), c.AddArea(area=event.area, name=w.areas[event.area].name), event.area
    ),
    e.AreaChosen: lambda w, event, _: Step(
        ("area of", event.participant),
        c.ChooseArea(participant=event.participant, area=w.participants[event.participant].area),
        event.participant,
        alone=True,
    ),
    e.MandateGiven: _mandate,
    e.MandateWithdrawn: _mandate,
    e.ProxyNamed: _proxy,
    e.ProxyWithdrawn: _proxy,
    e.ParticipantSeated: lambda w, event, _: Step(
        ("table", event.participant),
        c.SeatParticipant(
            participant=event.participant, table=w.participants[event.participant].table
        ),
        event.participant,
        alone=True,
    ),
    e.DeviceChanged: lambda w, event, _: Step(
        ("device", event.participant),
        c.ChangeDevice(
            participant=event.participant, device=w.participants[event.participant].device
        ),
        event.participant,
    ),
    e.DeskWorkGranted: of_a_person("desk work", lambda who: c.EndDeskWork(participant=who)),
    e.DeskWorkEnded: of_a_person("desk work", lambda who: c.GrantDeskWork(participant=who)),
}
