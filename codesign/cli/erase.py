"""`codesign erase`: destroys a person's name for good."""

import click

from codesign.cli.desk import Desk
from codesign.cli.errors import refusing
from codesign.cli.options import database, facilitator_link, running_server, workshop_argument
from codesign.cli.reading import opened, require_workshop, settings_with
from codesign.domain.commands import Command, EraseParticipant, RedactContribution
from codesign.domain.ids import ParticipantId
from codesign.replay.rebuild import workshop_at
from codesign.settings import Settings

REASON = "Removed because its author asked for it."


@click.command()
@workshop_argument
@click.argument("participant")
@click.option("--contributions", is_flag=True, help="Destroy the words of their ideas too.")
@running_server
@facilitator_link
@database
@refusing
def erase(
    *,
    workshop: str,
    participant: str,
    contributions: bool,
    url: str,
    link: str,
    database: str,
) -> None:
    """Destroy the name of PARTICIPANT in WORKSHOP for good.

    Their seat, their ideas and their votes stay, so no result changes. This
    cannot be taken back. The server must be stopped, or be told with --url
    and --login to do it.
    """
    settings = settings_with(database)
    person = ParticipantId(participant)
    words = _redactions(settings, workshop, person) if contributions else []
    desk = Desk(settings=settings, url=url, link=link)
    desk.ask(workshop, [*words, EraseParticipant(participant=person)])
    click.echo(f"{participant} is erased, with the words of {len(words)} ideas.", err=True)


def _redactions(settings: Settings, workshop: str, person: ParticipantId) -> list[Command]:
    """Return what destroys the words of all ideas of a person, also anonymous ones."""
    with opened(settings) as log:
        workshop_id = require_workshop(log, workshop)
        ideas = workshop_at(log.read, workshop_id, log.head(workshop_id)).ideas.values()
        return [
            RedactContribution(kind="idea", id=each.id, reason=REASON)
            for each in ideas
            if each.author == person and not each.redacted
        ]
