"""Rules: which organisations take part, and how they are entered.

One that anybody or anything is entered under stays on the list.
"""

from typing import Final

from codesign.domain.act import Act
from codesign.domain.commands import AddOrganisation, RemoveOrganisation
from codesign.domain.errors import CommandRejectedError
from codesign.domain.events import Event, Identifier, OrganisationAdded, OrganisationRemoved
from codesign.domain.ids import OrganisationId
from codesign.domain.permissions import fresh, require_running
from codesign.domain.words import NAME_CHARS, one_line
from codesign.domain.workshop import Organisation, Redesign, Workshop, named_by

IDENTIFIERS_AT_MOST: Final = 20


def add_organisation(workshop: Workshop, command: AddOrganisation, act: Act) -> tuple[Event, ...]:
    """Add an organisation, or correct its entry."""
    require_running(workshop, act)
    if command.organisation not in workshop.organisations:
        fresh(workshop, command.organisation)
    if len(command.identifiers) > IDENTIFIERS_AT_MOST:
        raise CommandRejectedError("too_many")
    entry = Organisation(
        id=command.organisation,
        name=one_line(command.name, NAME_CHARS),
        identifiers=tuple(_cleaned(each) for each in command.identifiers),
        potential_provider=command.potential_provider,
    )
    if workshop.organisations.get(command.organisation) == entry:
        return ()
    return (
        OrganisationAdded(
            organisation=entry.id,
            name=entry.name,
            identifiers=entry.identifiers,
            potential_provider=entry.potential_provider,
        ),
    )


def remove_organisation(
    workshop: Workshop, command: RemoveOrganisation, act: Act
) -> tuple[Event, ...]:
    """Take an organisation off the list that was added by mistake.

    Nobody and nothing may be entered under it: that would change whose it is.
    """
    require_running(workshop, act)
    found = workshop.organisations.get(command.organisation)
    if found is None:
        raise CommandRejectedError("no_such_organisation")
    if found.removed:
        return ()
    if _is_named(workshop, found.id):
        raise CommandRejectedError("organisation_in_use")
    return (OrganisationRemoved(organisation=found.id),)


def known_organisation(
    workshop: Workshop, organisation: OrganisationId | None
) -> OrganisationId | None:
    """Return the organisation, which may be none.

    Raises:
        CommandRejectedError: `no_such_organisation`.
    """
    found = None if organisation is None else workshop.organisations.get(organisation)
    if organisation is not None and (found is None or found.removed):
        raise CommandRejectedError("no_such_organisation")
    return organisation


def _is_named(workshop: Workshop, organisation: OrganisationId) -> bool:
    entered = (
        workshop.participants,
        workshop.door_list,
        workshop.ideas,
        workshop.responses,
        workshop.amendments,
        workshop.objections,
        workshop.positions,
    )
    return (
        workshop.lead == organisation
        or any(each.organisation == organisation for things in entered for each in things.values())
        or any(_is_in(each, organisation) for each in workshop.redesigns.values())
        or any(
            organisation in {each.organisation, *named_by(each.says)}
            for each in workshop.entries.values()
        )
        or any(organisation in each.required for each in workshop.agreements.values())
    )


def _is_in(found: Redesign, organisation: OrganisationId) -> bool:
    """Tell whether an organisation wrote a version of a redesign, or has a part in one."""
    return any(
        each.organisation == organisation
        or any(part.organisation == organisation for part in each.design.partners)
        for each in found.versions
    )


def _cleaned(identifier: Identifier) -> Identifier:
    return Identifier(
        scheme=one_line(identifier.scheme, NAME_CHARS), id=one_line(identifier.id, NAME_CHARS)
    )
