"""How people and organisations look to a view."""

from codesign.domain.events import View
from codesign.domain.ids import AreaId, OrganisationId, ParticipantId
from codesign.domain.views import may_see
from codesign.domain.workshop import Workshop
from codesign.projections.ops import Record


def organisation_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render an organisation; who may bid is for those who plan around it."""
    organisation = workshop.organisations[OrganisationId(key)]
    if organisation.removed:
        return None
    record: dict[str, object] = {
        "name": organisation.name,
        "identifiers": [
            {"scheme": each.scheme, "id": each.id} for each in organisation.identifiers
        ],
    }
    if may_see(view, "partner"):
        record["potential_provider"] = organisation.potential_provider
    mandate = workshop.mandates.get(organisation.id)
    if mandate is not None:
        record["capacity"] = mandate.capacity
        if view != "public":
            record |= {"voice": mandate.participant, "post": mandate.post}
    return record  # type: ignore[return-value]


def area_record(workshop: Workshop, key: str, _view: View) -> Record | None:
    """Render an area people can say they are of; who is of it is told elsewhere."""
    area = workshop.areas[AreaId(key)]
    return None if area.removed else {"name": area.name}


def participant_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render a person; never to the public, and nobody who was not let in yet.

    Why somebody is no longer inside is not said here.
    """
    person = workshop.participants[ParticipantId(key)]
    if view == "public" or not person.came:
        return None
    record: dict[str, object] = {
        "name": person.name,
        "organisation": person.organisation,
        "role": person.role,
        "device": person.device,
        "left": not person.inside,
        "erased": person.erased,
        "desk_work": person.desk_work,
    }
    if view == "facilitator":
        record |= {
            "helper": person.helper,
            "interests": list(person.interests),
            "dispensed": person.dispensed,
            "dispensation": person.dispensation,
            "proxy": workshop.proxies.get(person.id),
            "area": person.area,
            "joined_at": person.joined_at,
            "table": person.table,
        }
    return record  # type: ignore[return-value]


def door_list_record(workshop: Workshop, key: str, view: View) -> Record | None:
    """Render who is expected, to those who run the workshop or help in it."""
    listed = workshop.door_list.get(ParticipantId(key))
    if listed is None or view != "facilitator":
        return None
    return {
        "name": listed.name,
        "organisation": listed.organisation,
        "table": listed.table,
        "area": listed.area,
    }
