"""`codesign link`: prints a facilitator link, for when the old one is lost."""

import click

from codesign.app import clock
from codesign.cli.errors import Refusal, refusing
from codesign.cli.options import database, server_url, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with
from codesign.domain.ids import ParticipantId, WorkshopId
from codesign.replay.rebuild import workshop_at
from codesign.store.log import Log
from codesign.web.access import Access, Login, facilitator_path


@click.command()
@workshop_argument
@server_url
@database
@refusing
def link(*, workshop: str, url: str, database: str) -> None:
    """Print a facilitator link to WORKSHOP.

    Whoever opens it runs the workshop as its facilitator. It works beside a
    running server; earlier links go on working.
    """
    with opened(settings_with(database)) as log:
        path = path_to(log, require_workshop(log, workshop))
    click.echo(f"{url.rstrip('/')}{path}")


def path_to(log: Log, workshop_id: WorkshopId) -> str:
    """Return the last part of the address that makes any device the facilitator's."""
    login = Login(workshop_id, _facilitator(log, workshop_id))
    return facilitator_path(Access(log.server_secret, clock), login)


def _facilitator(log: Log, workshop_id: WorkshopId) -> ParticipantId:
    people = workshop_at(log.read, workshop_id, log.head(workshop_id)).participants.values()
    for person in people:
        if person.role == "facilitator" and person.here:
            return person.id
    message = f"Nobody runs the workshop {workshop_id} any more."
    raise Refusal(message)
