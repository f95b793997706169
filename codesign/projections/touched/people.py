"""Which records an event of people may have changed."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from codesign.domain import events as e
from codesign.domain.ids import OrganisationId
from codesign.domain.workshop import Workshop
from codesign.projections.keys import WORKSHOP, Key, reasons_in, totals_of, whole_round
from codesign.projections.touched.breakouts import groups_of


def touched_people(workshop: Workshop, event: e.PeopleEvent) -> Iterable[Key]:  # noqa: C901, PLR0912 - one case a kind of event
    """Return the keys of the records an event of people may have changed."""
    match event:
        case (
            e.ParticipantJoined()
            | e.ParticipantLeft()
            | e.ParticipantReturned()
            | e.ParticipantAdmitted()
            | e.AdmissionWithdrawn()
            | e.ParticipantRemoved()
            | e.ParticipantReadmitted()
        ):
            groups = groups_of(workshop, event.participant)
            return [("participants", event.participant), WORKSHOP, *groups]
        case e.ParticipantErased():
            own = [("participants", event.participant), ("door_list", event.participant)]
            voiced = workshop.mandates.values()
            spoken = [each.organisation for each in voiced if each.participant == event.participant]
            return [
                *own,
                *(("organisations", each) for each in spoken),
                *groups_of(workshop, event.participant),
            ]
        case (
            e.ParticipantRenamed()
            | e.OrganisationChosen()
            | e.RoleChanged()
            | e.HelperAssigned()
            | e.InterestWithdrawn()
            | e.DispensationWithdrawn()
            | e.AreaChosen()
            | e.ProxyNamed()
            | e.ProxyWithdrawn()
            | e.ParticipantSeated()
            | e.DeviceChanged()
            | e.DeskWorkGranted()
            | e.DeskWorkEnded()
        ):
            return [("participants", event.participant)]
        case e.ParticipantListed() | e.ParticipantUnlisted():
            return [("door_list", event.participant)]
        case e.AdmissionAsked() | e.ParticipantMuted() | e.ParticipantUnmuted():
            # On no board: told to single people (mine.py).
            return []
        case e.InterestDeclared() | e.InterestDispensed():
            return [("participants", event.participant), *_barring(workshop)]
        case e.AreaAdded() | e.AreaRemoved():
            return [("areas", event.area)]
        case e.MandateWithdrawn():
            return [("organisations", event.organisation)]
        case e.MandateGiven():
            return [("organisations", event.organisation), *_spoken(workshop, event.organisation)]
        case e.OrganisationAdded() | e.OrganisationRemoved():
            # What is missing to agree names organisations.
            asked = (each.redesign for each in workshop.agreements.values())
            return [
                ("organisations", event.organisation),
                *(("agreements", each) for each in asked),
            ]
        case e.OrganisationCorrected():
            person = ("participants", event.participant)
            return [person, *(("ideas", each) for each in event.ideas)]
        case _:
            assert_never(event)


def _barring(workshop: Workshop) -> Iterator[Key]:
    """Return the open votes that a new interest may take somebody off."""
    for each in workshop.rounds.values():
        if each.open and each.barring:
            yield from whole_round(workshop, each.id)


def _spoken(workshop: Workshop, organisation: OrganisationId) -> Iterator[Key]:
    """Return what names who spoke for an organisation: its reasons, and counts of hands."""
    for round_id, poll in workshop.polls.items():
        if organisation in poll.voices:
            yield from reasons_in(workshop, round_id)
            yield from totals_of(workshop, round_id)
